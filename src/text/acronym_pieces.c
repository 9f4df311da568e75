/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/acronym_pieces.h"

#include "text/number.h"

#include <string.h>

void kx_piece_add(GString *pieces, kx_piece_seam seam, kx_piece_kind kind, const char *text,
                  size_t length)
{
    if (pieces->len > 0)
        g_string_append_c(pieces, '|');
    g_string_append_c(pieces, (char)seam);
    g_string_append_c(pieces, (char)kind);
    g_string_append_c(pieces, ':');
    g_string_append_len(pieces, text, (gssize)length);
}

static kx_seam seam_of(char c)
{
    switch (c) {
    case KX_PIECE_HYPHENED:
        return KX_SEAM_HYPHEN;
    case KX_PIECE_INFLECTION:
        return KX_SEAM_SUFFIX;
    case KX_PIECE_JOINED:
        return KX_SEAM_JOIN;
    default:
        return KX_SEAM_SPACE;
    }
}

/* An inflection: D66'er is "D zesenzestiger", but with the apostrophe where the number's name ends
 * in a vowel or s (drie's, zes's), as behind letters. */
static void say_inflection(kx_spoken *out, bool after_number, const char *text)
{
    bool joined = false;
    if (after_number && out->morphemes->len > 0) {
        const kx_morpheme *last =
            &g_array_index(out->morphemes, kx_morpheme, out->morphemes->len - 1);
        joined = !strchr("aeious", last->text[strlen(last->text) - 1]);
    }
    kx_say(out, joined ? KX_SEAM_JOIN : KX_SEAM_SUFFIX, joined ? text + 1 : text);
}

static void say_piece(kx_spoken *out, char kind, kx_seam seam, const char *text)
{
    switch (kind) {
    case KX_PIECE_LETTERS:
    case KX_PIECE_ENGLISH:
        kx_say_letters(out, seam, text, kind == KX_PIECE_ENGLISH);
        break;
    case KX_PIECE_NUMBER:
        kx_say_number(out, seam, text, KX_NUMBER_CARDINAL);
        break;
    case KX_PIECE_YEAR:
        kx_say_number(out, seam, text, KX_NUMBER_YEAR);
        break;
    case KX_PIECE_DIGITS:
        kx_say_digits(out, seam, text);
        break;
    case KX_PIECE_SOUNDS: {
        const kx_cell *row = kx_lexicon_find(out->lexicon, KX_LEXICON_SOUND, text, strlen(text));
        kx_say_sounds(out, seam, text, row);
        break;
    }
    case KX_PIECE_ORDINAL:
        kx_say_ordinal(out, seam, text);
        break;
    default:
        kx_say(out, seam, text);
    }
}

bool kx_pieces_say(const char *pieces, kx_spoken *out)
{
    unsigned before = out->morphemes->len;
    g_auto(GStrv) list = g_strsplit(pieces, "|", -1);
    char last_kind = KX_PIECE_WORD;
    for (unsigned i = 0; list[i]; i++) {
        kx_seam seam = seam_of(list[i][0]);
        char kind = list[i][1];
        if (seam == KX_SEAM_SUFFIX)
            say_inflection(out,
                           last_kind != KX_PIECE_WORD && last_kind != KX_PIECE_SOUNDS &&
                               last_kind != KX_PIECE_LETTERS && last_kind != KX_PIECE_ENGLISH,
                           list[i] + 3);
        else
            say_piece(out, kind, seam, list[i] + 3);
        last_kind = kind;
    }
    return out->morphemes->len > before;
}
