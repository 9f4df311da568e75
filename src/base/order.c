/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/order.h"

#include <string.h>

int kx_by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}
