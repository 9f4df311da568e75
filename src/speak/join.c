/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/join.h"

#include "text/phonemes.h"
#include "text/table.h"

#include <string.h>

static bool is_known(const char *mnemonic, size_t length, void *data)
{
    (void)data;
    return kx_table_find(&kx_table_phonemes, mnemonic, length) != NULL;
}

/* Whether the last mnemonic of `left` and the start of `right` would be read as one (t and S). */
static bool runs_together(const char *left, const char *right)
{
    size_t n = strlen(left), last = 0;
    for (size_t at = 0; at < n;) {
        size_t length = kx_mnemonic_length(left + at, n - at, is_known, NULL);
        last = at;
        at += MAX(length, 1);
    }
    g_autofree char *both = g_strconcat(left + last, right, NULL);
    return kx_mnemonic_length(both, strlen(both), is_known, NULL) > n - last;
}

char *kx_join_phonemes(const char *const *parts, unsigned n, unsigned stressed)
{
    bool all = stressed == KX_JOIN_ALL;
    bool has_main = !all && strchr(parts[stressed], '\'');
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++) {
        if (i > 0 && runs_together(out->str, parts[i]))
            g_string_append_c(out, '|');
        bool keeps = all || i == (has_main ? stressed : 0);
        for (const char *at = parts[i]; *at; at++)
            g_string_append_c(out, *at == '\'' && !keeps ? ',' : *at);
    }
    return g_string_free(out, FALSE);
}
