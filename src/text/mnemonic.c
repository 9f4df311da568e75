/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apart from phonemes.c because compile.c, which makes the table of mnemonics, needs it too. */
#include "text/phonemes.h"

#include <string.h>

enum { MNEMONIC_BYTES_MAX = 4 };

size_t kx_mnemonic_length(const char *s, size_t n,
                          bool (*known)(const char *mnemonic, size_t length, void *data),
                          void *data)
{
    if (n == 0)
        return 0;
    for (size_t length = n < MNEMONIC_BYTES_MAX ? n : MNEMONIC_BYTES_MAX; length > 0; length--) {
        if (known(s, length, data))
            return length;
    }
    return strchr("|_ ", s[0]) && s[0] ? 1 : 0;
}
