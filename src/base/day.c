/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include <glib.h>
#include <stdio.h>

bool kx_begins_with_day(const char *text)
{
    static const char shape[] = "0000-00-00";
    unsigned year, month, day;

    for (unsigned i = 0; shape[i]; i++)
        if (shape[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return false;
    return sscanf(text, "%4u-%2u-%2u", &year, &month, &day) == 3 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}
