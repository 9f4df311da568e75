/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/phones.h"

#include "text/phonemes.h"
#include "text/table.h"

#include <string.h>

static kx_phone *phone_at(const GArray *phones, unsigned at)
{
    return &g_array_index(phones, kx_phone, at);
}

void kx_phones_add(GArray *phones, const char *phonemes)
{
    char stress = 0;
    for (size_t at = 0, n = strlen(phonemes); at < n;) {
        const char *text = phonemes + at;
        size_t length = kx_dutch_mnemonic(text, n - at);
        const kx_cell *row = kx_table_find(&kx_table_phonemes, text, length);
        if (length == 0)
            return;
        at += length;
        bool mark = *text == ':' || *text == ';';
        if (row && strcmp(kx_text(row, 2), "stress") == 0) {
            stress = strchr("',", *text) ? *text : 0;
        } else if (row && mark && phones->len > 0) {
            phone_at(phones, phones->len - 1)->length += (unsigned)length;
        } else if (row) {
            bool vowel = strcmp(kx_text(row, 2), "vowel") == 0;
            kx_phone phone = {text, (unsigned)length, vowel ? stress : (char)0, vowel};
            g_array_append_val(phones, phone);
            stress = vowel ? 0 : stress;
        }
    }
}

/* Whether the last mnemonic of `left` and the start of `right` would be read as one (t and S). */
static bool runs_together(const kx_phone *left, const kx_phone *right)
{
    size_t last = 0;
    for (size_t at = 0; at < left->length;) {
        size_t length = kx_dutch_mnemonic(left->text + at, left->length - at);
        last = at;
        at += MAX(length, 1);
    }
    g_autofree char *both = g_strdup_printf("%.*s%.*s", (int)(left->length - last),
                                            left->text + last, (int)right->length, right->text);
    return !right->stress && kx_dutch_mnemonic(both, strlen(both)) > left->length - last;
}

char *kx_phones_print(const GArray *phones)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < phones->len; i++) {
        const kx_phone *phone = phone_at(phones, i);
        if (i > 0 && runs_together(phone_at(phones, i - 1), phone))
            g_string_append_c(out, '|');
        if (phone->stress)
            g_string_append_c(out, phone->stress);
        g_string_append_len(out, phone->text, phone->length);
    }
    return g_string_free(out, FALSE);
}

unsigned kx_phones_vowel(const GArray *phones, unsigned n)
{
    unsigned at = 0;
    for (; at < phones->len; at++) {
        if (phone_at(phones, at)->vowel && n-- == 0)
            break;
    }
    return at;
}

unsigned kx_phones_count_vowels(const GArray *phones)
{
    unsigned n = 0;
    for (unsigned i = 0; i < phones->len; i++)
        n += phone_at(phones, i)->vowel;
    return n;
}

unsigned kx_phones_main(const GArray *phones)
{
    unsigned at = 0;
    while (at < phones->len && phone_at(phones, at)->stress != '\'')
        at++;
    return at;
}

bool kx_phones_is_weak(const GArray *phones, unsigned at)
{
    return phone_at(phones, at)->text[0] == '@';
}

void kx_phones_stress(GArray *phones, unsigned at)
{
    for (unsigned i = 0; i < phones->len; i++) {
        if (phone_at(phones, i)->stress == '\'')
            phone_at(phones, i)->stress = ',';
    }
    int before = (int)at - 1;
    unsigned behind = at + 1;
    while (before >= 0 && !phone_at(phones, (unsigned)before)->vowel)
        before--;
    while (behind < phones->len && !phone_at(phones, behind)->vowel)
        behind++;
    if (before >= 0)
        phone_at(phones, (unsigned)before)->stress = 0;
    if (behind < phones->len)
        phone_at(phones, behind)->stress = 0;
    phone_at(phones, at)->stress = '\'';
}
