/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/romanise.h"

#include "base/icu.h"

#include <string.h>

typedef struct {
    const kx_icu *icu;
    UTransliterator *rules;
} romaniser;

static void open_rules(romaniser *self)
{
    g_autoptr(GError) error = NULL;
    UErrorCode status = U_ZERO_ERROR;

    self->icu = kx_icu_load(&error);
    if (self->icu == NULL)
        g_error("%s", error->message);
    self->rules = self->icu->open_rules(u"NFKC; Any-Latin; Latin-ASCII", -1, UTRANS_FORWARD, NULL,
                                        0, NULL, &status);
    if (U_FAILURE(status))
        g_error("ICU has no rules for other alphabets: %s", u_errorName(status));
}

/* Made where the first foreign word asks for it, and never changed. */
static const romaniser *get_romaniser(void)
{
    static romaniser self;
    static gsize made;

    if (g_once_init_enter(&made)) {
        open_rules(&self);
        g_once_init_leave(&made, 1);
    }
    return &self;
}

static void append_piece(GString *out, const char *text, size_t length)
{
    enum { ROOM = 24 }; /* units that a unit may become */
    const romaniser *self = get_romaniser();
    UErrorCode status = U_ZERO_ERROR;
    glong n = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, (glong)length, NULL, &n, NULL);
    int32_t units = (int32_t)n, limit = units, capacity = units * ROOM;

    if (wide == NULL)
        return;
    g_autofree UChar *buffer = g_new(UChar, (gsize)capacity);
    memcpy(buffer, wide, (gsize)units * sizeof(UChar));
    self->icu->transliterate(self->rules, buffer, &units, capacity, 0, &limit, &status);
    g_autofree char *latin =
        U_SUCCESS(status) ? g_utf16_to_utf8(buffer, units, NULL, NULL, NULL) : NULL;
    g_string_append(out, latin ? latin : "");
}

/* Long text goes by the piece, for ICU moves the rest of the text at each change. */
char *kx_romanise(const char *text, size_t length)
{
    enum { PIECE_BYTES = 400 };
    GString *out = g_string_new(NULL);

    while (length > 0) {
        size_t n = MIN(length, PIECE_BYTES);
        while (n < length && (text[n] & 0xC0) == 0x80)
            n--;
        append_piece(out, text, n);
        text += n;
        length -= n;
    }
    return g_string_free(out, FALSE);
}
