/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/phonemes.h"

#include "base/limits.h"
#include "text/table.h"

#include <string.h>

static bool in_table(const char *mnemonic, size_t length, void *data)
{
    (void)data;
    return kx_table_find(&kx_table_phonemes, mnemonic, length) != NULL;
}

bool kx_phonemes_valid(const char *s, size_t *bad)
{
    size_t n = strlen(s), at = 0;
    unsigned count = 0;
    while (at < n) {
        size_t length = kx_mnemonic_length(s + at, n - at, in_table, NULL);
        if (length == 0 || ++count > KX_GATE_MNEMONICS_MAX)
            break;
        at += length;
    }
    if (at < n && bad)
        *bad = at;
    return n > 0 && at == n;
}
