/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/join.h"

#include "speak/phones.h"

#include <string.h>

char *kx_join_phonemes(const char *const *parts, unsigned n, unsigned stressed)
{
    bool has_main = strchr(parts[stressed], '\'');
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    for (unsigned i = 0; i < n; i++) {
        bool keeps = i == (has_main ? stressed : 0);
        unsigned start = phones->len;
        kx_phones_add(phones, parts[i]);
        for (unsigned at = start; at < phones->len; at++) {
            kx_phone *phone = &g_array_index(phones, kx_phone, at);
            if (phone->stress && !keeps)
                phone->stress = ',';
            if (phone->stress == ',' && kx_phones_is_weak(phones, at))
                phone->stress = 0;
        }
    }
    return kx_phones_print(phones);
}
