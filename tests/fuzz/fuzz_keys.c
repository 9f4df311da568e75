/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a terminal sends them: keys within their range, no more than there are bytes, and
 * after a pause the next key is what it is. */
#include "listen/keys.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kx_key_decoder decoder = {0};
    gunichar key;

    for (size_t i = 0; i < size; i++) {
        bool complete = kx_key_decode(&decoder, data[i], &key);
        g_assert_true(complete == (key != 0));
        g_assert_true(key < KX_KEYS_END);
        if (!complete)
            continue;
        g_autofree char *printed = kx_key_printed_name(key);
        g_autofree char *spoken = kx_key_spoken_name(key);
        g_assert_true(g_utf8_validate(printed, -1, NULL) && g_utf8_validate(spoken, -1, NULL));
        g_assert_true(kx_key_command(key) < KX_COMMANDS);
    }
    kx_key_timeout(&decoder, &key);
    g_assert_false(kx_key_pending(&decoder));
    g_assert_true(kx_key_decode(&decoder, 'q', &key));
    g_assert_cmpuint(key, ==, 'q');
    return 0;
}
