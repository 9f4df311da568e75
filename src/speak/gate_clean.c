/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From any bytes to the letters and signs of calls. */
#include "speak/gate_private.h"

#include "text/romanise.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

typedef struct kx_gate_cleaner cleaner;

struct kx_gate_cleaner {
    GString *out;
    unsigned *dropped;
    GString *run;        /* foreign letters in a row */
    unsigned characters; /* in the run */
};

typedef struct {
    UChar32 sign;
    const char *plain;
} fold;

static const fold folds[] = {
    {0x2018, "'"}, {0x2019, "'"}, {0x201b, "'"}, {0x2032, "'"}, {0x02bc, "'"}, {'`', "'"},
    {0xb4, "'"},   {0x2010, "-"}, {0x2011, "-"}, {0x2012, " "}, {0x2013, " "}, {0x2014, " "},
    {0x2015, " "}, {0x2026, "."}, {0x132, "IJ"}, {0x133, "ij"}, {'\'', "'"},   {'-', "-"},
    {',', ","},    {';', ";"},    {':', ":"},    {'.', "."},    {'?', "?"},    {'!', "!"},
};

static const char *folded(UChar32 c)
{
    for (size_t i = 0; i < G_N_ELEMENTS(folds); i++)
        if (folds[i].sign == c)
            return folds[i].plain;
    return NULL;
}

/* Says the run of foreign letters in Latin ones, as far as it can be. */
static void end_run(cleaner *self)
{
    bool any = false;

    if (self->run->len == 0)
        return;
    g_autofree char *latin = kx_romanise(self->run->str, self->run->len);
    for (const char *at = latin; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (kx_gate_letter(c)) {
            g_string_append_unichar(self->out, c);
            any = true;
        } else if (c == ' ' || c == '-') {
            g_string_append_c(self->out, (char)c);
        }
    }
    if (!any)
        *self->dropped += self->characters;
    g_string_truncate(self->run, 0);
    self->characters = 0;
}

static void clean_character(cleaner *self, UChar32 c)
{
    const char *plain = folded(c);

    if (plain == NULL && !kx_gate_letter((uint32_t)c)) {
        bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
        if (u_isalpha(c) || (mark && self->run->len > 0)) {
            g_string_append_unichar(self->run, (gunichar)c);
            self->characters++;
            return;
        }
    }
    end_run(self);
    if (plain != NULL) {
        g_string_append(self->out, plain);
    } else if (kx_gate_letter((uint32_t)c)) {
        g_string_append_unichar(self->out, (gunichar)c);
    } else if (u_isUWhiteSpace(c)) {
        g_string_append_c(self->out, ' ');
    } else if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
        ++*self->dropped;
        /* What stood between two words still does; a stray accent does not part its word. */
        if ((U_GET_GC_MASK(c) & U_GC_M_MASK) == 0)
            g_string_append_c(self->out, ' ');
    }
}

static bool is_plain(const char *text)
{
    for (; *text != '\0'; text++)
        if (!g_ascii_isalpha(*text) && *text != '-')
            return false;
    return true;
}

/* `text` in NFC, invalid bytes as U+FFFD. */
static UChar *compose(const char *text, int32_t *length)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    size_t bytes = MIN(strlen(text), G_MAXINT32 / 8);
    int32_t n = 0;
    /* UTF-16 has at most as many units as UTF-8 has bytes, and NFC at most three times as many. */
    g_autofree UChar *wide = g_new(UChar, bytes + 1);

    u_strFromUTF8WithSub(wide, (int32_t)bytes + 1, &n, text, (int32_t)bytes, 0xfffd, NULL, &status);
    if (U_SUCCESS(status) && unorm2_isNormalized(nfc, wide, n, &status) && U_SUCCESS(status)) {
        *length = n;
        return g_steal_pointer(&wide);
    }
    UChar *composed = g_new(UChar, 3 * (size_t)n + 1);
    *length = unorm2_normalize(nfc, wide, n, composed, 3 * n + 1, &status);
    if (U_FAILURE(status))
        g_error("ICU cannot compose: %s", u_errorName(status));
    return composed;
}

kx_gate_cleaner *kx_gate_cleaner_new(GString *out, unsigned *dropped)
{
    cleaner *self = g_new(cleaner, 1);

    self->out = out;
    self->dropped = dropped;
    self->run = g_string_new(NULL);
    self->characters = 0;
    return self;
}

void kx_gate_cleaner_free(kx_gate_cleaner *self)
{
    if (self != NULL)
        g_string_free(self->run, TRUE);
    g_free(self);
}

void kx_gate_clean(kx_gate_cleaner *self, const char *text)
{
    if (is_plain(text)) {
        g_string_append(self->out, text);
        return;
    }
    int32_t length;
    g_autofree UChar *composed = compose(text, &length);

    for (int32_t i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(composed, i, length, c);
        clean_character(self, c);
    }
    end_run(self);
}
