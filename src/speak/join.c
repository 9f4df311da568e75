/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/join.h"

#include "speak/phones.h"

#include <string.h>

/* No voice at the end of a part (web-hook), unless a voiced stop follows it. The engine's own
 * readings have it already; English ones do not. */
static void unvoice(GArray *phones, unsigned end, const char *next)
{
    static const char pairs[][2] = {{'b', 'p'}, {'d', 't'}, {'g', 'k'}, {'v', 'f'}, {'z', 's'}};
    kx_phone *last = &g_array_index(phones, kx_phone, end - 1);
    next += strspn(next, "',");
    if (last->length != 1 || *next == 'b' || *next == 'd')
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (*last->text == pairs[i][0]) {
            last->text = &pairs[i][1];
            return;
        }
    }
}

char *kx_join_phonemes(const char *const *parts, unsigned n, unsigned stressed)
{
    bool has_main = strchr(parts[stressed], '\'');
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    for (unsigned i = 0; i < n; i++) {
        bool keeps = i == (has_main ? stressed : 0);
        unsigned start = phones->len;
        kx_phones_add(phones, parts[i]);
        if (i + 1 < n && phones->len > start)
            unvoice(phones, phones->len, parts[i + 1]);
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
