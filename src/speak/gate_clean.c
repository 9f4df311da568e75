/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From any bytes to the letters and signs of calls. */
#include "speak/gate_private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

/* Foreign letters transliterated at a time: rules look a few letters around, and replacing inside
 * a long string is quadratic. */
#define RUN_MAX 256
/* One letter becomes at most a few: Han syllables, ligatures such as ﷺ (18 letters). */
#define RUN_ROOM (20 * RUN_MAX)

typedef struct kx_gate_cleaner cleaner;

struct kx_gate_cleaner {
    GString *out;
    unsigned *dropped;
    UTransliterator *latin; /* opened when first needed */
    UChar run[RUN_ROOM];
    int32_t length;      /* of the run */
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

static void open_latin(cleaner *self)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar id[40];

    u_uastrcpy(id, "NFKC; Any-Latin; Latin-ASCII");
    self->latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        g_error("ICU has no transliterator Any-Latin: %s", u_errorName(status));
}

/* Says the run of foreign letters in Latin ones, as far as it can be. */
static void end_run(cleaner *self)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t limit = self->length;
    bool any = false;

    if (self->length == 0)
        return;
    if (self->latin == NULL)
        open_latin(self);
    utrans_transUChars(self->latin, self->run, &self->length, RUN_ROOM, 0, &limit, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < limit;) {
        UChar32 c;
        U16_NEXT(self->run, i, limit, c);
        if (kx_gate_letter((uint32_t)c)) {
            g_string_append_unichar(self->out, (gunichar)c);
            any = true;
        } else if (c == ' ' || c == '-') {
            g_string_append_c(self->out, (char)c);
        }
    }
    if (!any)
        *self->dropped += self->characters;
    self->length = 0;
    self->characters = 0;
}

static void add_to_run(cleaner *self, UChar32 c)
{
    if (self->characters == RUN_MAX)
        end_run(self);
    U16_APPEND_UNSAFE(self->run, self->length, c);
    self->characters++;
}

static void clean_character(cleaner *self, UChar32 c)
{
    const char *plain = folded(c);

    if (plain == NULL && !kx_gate_letter((uint32_t)c)) {
        bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
        if (u_isalpha(c) || (mark && self->length > 0)) {
            add_to_run(self, c);
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
    self->latin = NULL;
    self->length = 0;
    self->characters = 0;
    return self;
}

void kx_gate_cleaner_free(kx_gate_cleaner *self)
{
    if (self != NULL && self->latin != NULL)
        utrans_close(self->latin);
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
