/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mark of a list's item at the start of a sentence (1. a) (2) b.) or in it (besluit: 1. in te
 * stemmen; 2. geld te geven), or of a place in a standing (1. PSV, 2. Ajax): its number or letter
 * and a pause. That of a note below the text ([1], [^1]:) says that it is one. */
#include "text/class.h"
#include "text/number.h"
#include "text/number_match.h"

#include <stdlib.h>
#include <string.h>

/* Digits of an item's number. */
enum { DIGITS_MAX = 3 };

extern const kx_class kx_class_list;

/* READING: of an item that a pause stands before. */
static const char apart_reading[] = "apart";

/* 1. FC Köln: a German ordinal in the name of a club; 2. FC Utrecht and 1. FC Twente are places. */
static bool is_club(const kx_context *ctx, size_t at)
{
    static const char *const dutch[] = {"Twente",    "Utrecht",   "Groningen",  "Volendam", "Emmen",
                                        "Dordrecht", "Eindhoven", "Den Bosch",  "Den",      "Oss",
                                        "Barcelona", "Porto",     "Kopenhagen", NULL};
    if (kx_char_before(ctx, at) != '.' || kx_char_before(ctx, at - 1) != '1' ||
        g_unichar_isdigit(kx_char_before(ctx, at - 2)))
        return false;
    at += kx_blanks_at(ctx, at);
    if (kx_word_is(ctx, at, "FC"))
        return !kx_follows(ctx, at + strlen("FC"), dutch);
    return kx_word_is(ctx, at, "FSV") || kx_word_is(ctx, at, "SC");
}

/* The dot or bracket behind the number or letter, or the slash of 1/ Wie: its bytes, or 0. A
 * capital with a dot is an initial. */
static size_t end_mark_at(const kx_context *ctx, size_t at, bool opened, bool capital)
{
    gunichar c = kx_char_at(ctx, at);
    if (c == ')')
        return 1;
    if (c == '/' && !opened && g_ascii_isdigit(ctx->text[at - 1]))
        return kx_blanks_at(ctx, at + 1) > 0;
    if (c != '.' || opened || capital)
        return 0;
    return kx_char_at(ctx, at + 1) == ')' ? 2 : 1;
}

static size_t note_match(const kx_context *ctx, kx_token *token)
{
    bool marked = kx_char_at(ctx, ctx->at + 1) == '^';
    size_t start = ctx->at + 1 + marked, n = kx_digits_at(ctx, start);
    if (n == 0 && !marked)
        return 0;
    if (n > 0)
        kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + start, (gssize)n);
    kx_token_set_text(token, KX_FIELD_SPOKEN, "Noot", -1);
    return kx_note_at(ctx, ctx->at) + (marked ? strlen(":") : 0);
}

/* "4. Hein Los (pen.) 1-0": the minute of a goal. */
static bool score_follows(const kx_context *ctx, size_t at)
{
    enum { NAME_BYTES = 48 };
    for (const size_t start = at++; at < ctx->end && at < start + NAME_BYTES; at++) {
        const char c = ctx->text[at];
        if (c == ',' || c == ';')
            return false;
        if (c == '-' && g_ascii_isdigit(ctx->text[at - 1]) && kx_digits_at(ctx, at + 1) > 0)
            return true;
    }
    return false;
}

/* 1. PSV, 2. Ajax: a place in the sentence, before a name. */
static size_t rank_match(const kx_context *ctx, kx_token *token)
{
    static const char *const marks[] = {",", ";", ":", NULL}, *const bracket[] = {")", NULL};
    const size_t n = kx_digits_at(ctx, ctx->at), end = ctx->at + n + 1;
    if (n < 1 || n > DIGITS_MAX || kx_char_at(ctx, end - 1) != '.' ||
        !(kx_previous_is(ctx, 0, marks) ||
          (kx_previous_is(ctx, 0, bracket) && score_follows(ctx, end))))
        return 0;
    const size_t blanks = kx_blanks_at(ctx, end);
    const bool named = g_unichar_isupper(kx_char_at(ctx, end + blanks)) ||
                       kx_name_follows(ctx, end); /* 2. van Aert */
    if (blanks == 0 || !named || is_club(ctx, end))
        return 0;
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + ctx->at, (gssize)n);
    return end - ctx->at;
}

/* The place of an item in its list; letters are told from numbers. 0: none. */
static unsigned item_place(const char *mark, size_t n)
{
    enum { LETTERS = 1000 };
    if (n == 1 && g_ascii_islower(*mark))
        return LETTERS + (unsigned)(*mark - 'a');
    return n > 0 && n < DIGITS_MAX ? (unsigned)strtoul(mark, NULL, 10) : 0;
}

/* Whether the item before the one at `place` was told in this sentence. */
static bool continues_list(const kx_context *ctx, unsigned place)
{
    for (unsigned i = ctx->before->len; i > 0; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (token->class != &kx_class_list)
            continue;
        const char *mark = kx_token_get_text(token, KX_FIELD_INTEGER);
        if (!mark)
            mark = kx_token_get_text(token, KX_FIELD_TEXT);
        return mark && item_place(mark, strlen(mark)) + 1 == place;
    }
    return false;
}

/* A pause before the mark, where none is written. */
static void set_apart(const kx_context *ctx, kx_token *token)
{
    static const char *const marks[] = {",", ";", ":", NULL};
    if (ctx->before->len > 0 && !kx_previous_is(ctx, 0, marks))
        kx_token_set_text(token, KX_FIELD_READING, apart_reading, -1);
}

/* "besluit: 1. in te stemmen; 2. geld te geven", "Agenda: 1. Opening 2. Notulen", "a. huur; b.
 * gas": the first one where a second is to come, and each that follows it. */
static size_t item_match(const kx_context *ctx, kx_token *token)
{
    static const char *const colon[] = {":", NULL};
    const size_t digits = kx_digits_at(ctx, ctx->at), n = digits > 0 ? digits : 1,
                 end = ctx->at + n;
    const char *mark = ctx->text + ctx->at;
    const size_t blanks = kx_blanks_at(ctx, end + 1);
    const unsigned place = item_place(mark, n);
    if (place == 0 || kx_char_at(ctx, end) != '.' || blanks == 0 ||
        kx_digits_at(ctx, end + 1 + blanks) > 0 || kx_is_last(ctx, end + 1))
        return 0;
    const bool first = *mark == 'a' || place == 1;
    const char *second = digits > 0 ? " 2. " : " b. ";
    if (first ? !kx_previous_is(ctx, 0, colon) ||
                    !g_strstr_len(ctx->text + end, (gssize)(ctx->end - end), second)
              : !continues_list(ctx, place))
        return 0;
    kx_token_set_text(token, digits > 0 ? KX_FIELD_INTEGER : KX_FIELD_TEXT, mark, (gssize)n);
    set_apart(ctx, token);
    return n + 1;
}

/* 1️⃣ Brand in Hengelo 2️⃣ Heracles wint: a digit on a key. */
static size_t keycap_match(const kx_context *ctx, kx_token *token)
{
    enum { EMOJI_FORM = 0xFE0F, KEYCAP = 0x20E3 };
    size_t end = ctx->at + 1;
    if (kx_digits_at(ctx, ctx->at) != 1)
        return 0;
    end += kx_char_at(ctx, end) == EMOJI_FORM ? kx_width(EMOJI_FORM) : 0;
    if (kx_char_at(ctx, end) != KEYCAP || kx_is_last(ctx, end + kx_width(KEYCAP)))
        return 0;
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + ctx->at, 1);
    set_apart(ctx, token);
    return end + kx_width(KEYCAP) - ctx->at;
}

static size_t list_match(const kx_context *ctx, kx_token *token)
{
    const size_t keycap = keycap_match(ctx, token);
    if (keycap > 0)
        return keycap;
    if (ctx->at != ctx->start && ctx->before->len > 0) {
        const size_t rank = rank_match(ctx, token);
        return rank > 0 ? rank : item_match(ctx, token);
    }
    if (ctx->is_note)
        return note_match(ctx, token);
    bool opened = kx_char_at(ctx, ctx->at) == '(';
    size_t start = ctx->at + opened, n = kx_digits_at(ctx, start);
    bool digits = n > 0;
    if (!digits && start < ctx->end && g_ascii_isalpha(ctx->text[start]))
        n = 1;
    bool capital = n > 0 && g_ascii_isupper(ctx->text[start]);
    if (kx_word_is(ctx, start, "i") && /* i) …, ii) … */
        g_strstr_len(ctx->text + start, (gssize)(ctx->end - start), "ii)"))
        return 0;
    size_t mark = n > 0 && n <= DIGITS_MAX ? end_mark_at(ctx, start + n, opened, capital) : 0;
    size_t end = start + n + mark, blanks = mark > 0 ? kx_blanks_at(ctx, end) : 0;
    if (blanks == 0 || kx_digits_at(ctx, end + blanks) > 0 || kx_is_last(ctx, end) ||
        is_club(ctx, end))
        return 0;
    kx_token_set_text(token, digits ? KX_FIELD_INTEGER : KX_FIELD_TEXT, ctx->text + start,
                      (gssize)n);
    return end - ctx->at;
}

static bool list_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *digits = kx_token_get_text(token, KX_FIELD_INTEGER);
    const char *before = kx_token_get_text(token, KX_FIELD_SPOKEN);
    if (kx_token_get_text(token, KX_FIELD_READING))
        kx_say_mark(out, ',');
    if (before)
        kx_say(out, KX_SEAM_SPACE, before);
    if (digits)
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
    else if (!before)
        kx_say_letters(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_TEXT), false);
    kx_say_mark(out, before ? ':' : ',');
    return true;
}

const kx_class kx_class_list = {
    .name = "list",
    .what = N_("marks of list items and notes: 1. a) (2) [3]"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = list_match,
    .say = list_say,
};
