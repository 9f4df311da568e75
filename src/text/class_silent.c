/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written and not said: emoji, smileys, bullets, rulers, the mark-up of emphasis, tags,
 * marks of footnotes, ® and ™; and web addresses in brackets, where the style asks for it. */
#include "doc/address.h"
#include "text/class.h"
#include "text/table.h"

#include <string.h>
#include <unicode/uchar.h>

extern const kx_class kx_class_silent;

enum { EMOJI_STYLE = 0xFE0F, JOINER = 0x200D };

static bool is_one_of(gunichar c, const char *characters)
{
    return c > 0 && c < 128 && strchr(characters, (int)c);
}

static bool is_edge(gunichar c)
{
    return c == 0 || kx_is_blank(c);
}

/* ---- smileys ---- */

/* :-) ;o) =D :'( : eyes, perhaps a tear and a nose, a mouth that may be repeated. */
static size_t face_at(const kx_context *ctx, size_t at)
{
    enum { MOUTH_MAX = 8 };
    size_t n = 1, mouth = 0;
    bool nose = false;
    if (!is_one_of(kx_char_at(ctx, at), ":;="))
        return 0;
    for (; n < 3 && is_one_of(kx_char_at(ctx, at + n), "-^o'"); n++)
        nose = true;
    gunichar first = kx_char_at(ctx, at + n);
    bool plain = is_one_of(first, ")(DPp");
    if (!plain && !(nose && is_one_of(first, "/\\|OoSs*$#@3][}{><cX")) &&
        !(kx_char_at(ctx, at) == ':' && is_one_of(first, "/|OoSs*3")))
        return 0;
    while (mouth < MOUTH_MAX && kx_char_at(ctx, at + n + mouth) == first)
        mouth++;
    return n + mouth;
}

/* Smileys that are no face lying on its side. */
static size_t figure_at(const kx_context *ctx, size_t at)
{
    static const char *const figures[] = {"¯\\_(ツ)_/¯", "<3",  "</3", "xD",  "xD",  "^^",
                                          "^_^",         "-_-", ">_<", "o_O", "O_o", "T_T",
                                          "\\o/",        "(:",  "(-:", ">:(", "XD",  "<3<3"};
    size_t longest = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(figures); i++) {
        size_t n = strlen(figures[i]);
        if (n > longest && ctx->end - at >= n && memcmp(ctx->text + at, figures[i], n) == 0)
            longest = n;
    }
    return longest;
}

/* "Adobe XD": a name, and no face. */
static bool is_name(const kx_context *ctx)
{
    if (ctx->text[ctx->at] != 'X')
        return false;
    if (ctx->before->len == 0)
        return true;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return g_unichar_isupper(kx_char_at(ctx, last->range.start)) ||
           !kx_is_last(ctx, ctx->at + strlen("XD"));
}

static size_t smiley_at(const kx_context *ctx)
{
    size_t face = face_at(ctx, ctx->at), figure = figure_at(ctx, ctx->at), n = MAX(face, figure);
    gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, ctx->at + n);
    /* "leuk:)" */
    bool hung = face > 0 && g_unichar_isalpha(before) &&
                is_one_of(kx_char_at(ctx, ctx->at + n - 1), ")(") && is_edge(after);
    bool free = is_edge(before) || is_one_of(before, ".,!?)\"") || before > 0x2000;
    if (n == 0 || !(free || hung) ||
        !(is_edge(after) || is_one_of(after, ".,!?)\"") || after > 0x2000))
        return 0;
    return g_ascii_isalpha(ctx->text[ctx->at]) && is_name(ctx) ? 0 : n;
}

/* ---- pictures ---- */

/* Pictures, marks of trade and of direction, and what has no form of its own. */
static bool is_silent(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_FORMAT:
    case G_UNICODE_CONTROL:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_MODIFIER_SYMBOL:
        return c != '^' && c != '`' && c != 0xB4 && !kx_is_blank(c);
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_MATH_SYMBOL: {
        char utf8[8];
        size_t n = (size_t)g_unichar_to_utf8(c, utf8);
        bool picture = g_unichar_type(c) != G_UNICODE_MATH_SYMBOL ||
                       u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC);
        return c > 127 && picture && !kx_table_find(&kx_table_signs, utf8, n);
    }
    default:
        return false;
    }
}

/* A row of emoji. A sign that has a name is one of them when it is joined to another, or asks for
 * the style of emoji (♀ in a family, ❤️, ©️, #️⃣). */
static size_t pictures_at(const kx_context *ctx)
{
    size_t n = 0;
    gunichar before = 0;
    for (gunichar c = kx_char_at(ctx, ctx->at); c; c = kx_char_at(ctx, ctx->at + n)) {
        bool styled =
            !g_unichar_isdigit(c) && kx_char_at(ctx, ctx->at + n + kx_width(c)) == EMOJI_STYLE;
        unsigned full, all;
        if ((!is_silent(c) && !styled && before != JOINER) ||
            kx_circles_at(ctx, ctx->at + n, &full, &all) > 0 ||
            kx_divider_at(ctx, ctx->at + n) > 0 || kx_stars_at(ctx, ctx->at + n) > 0 ||
            (!styled && kx_cards_at(ctx, ctx->at + n) > 0))
            break;
        before = c;
        n += kx_width(c);
    }
    return n;
}

/* ---- rulers, emphasis, bullets ---- */

static size_t run_of(const kx_context *ctx, gunichar c)
{
    size_t n = 0;
    while (kx_char_at(ctx, ctx->at + n) == c)
        n += kx_width(c);
    return n;
}

/* A ruler (=====, ***) or the mark-up of emphasis (*woord*, _woord_, ~~woord~~). */
static size_t ruler_at(const kx_context *ctx)
{
    enum { RULER_MIN = 3 };
    gunichar c = kx_char_at(ctx, ctx->at);
    if (!is_one_of(c, "*_=~#+|/\\^"))
        return 0;
    size_t n = run_of(ctx, c);
    gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, ctx->at + n);
    bool alone = ctx->before->len == 0 && kx_is_last(ctx, ctx->at + n);
    if (c == '*' && !alone && kx_stars_rate(ctx, n))
        return 0;
    if (n >= RULER_MIN && is_edge(before) && is_edge(after))
        return n;
    const char row[] = {(char)c, '\0'};
    if (is_edge(before) && is_edge(after) &&
        kx_previous_is(ctx, 0, (const char *const[]){row, NULL}))
        return n; /* * * * */
    bool emphasis = is_one_of(c, "*_") && n <= RULER_MIN &&
                    g_unichar_isalpha(before) != g_unichar_isalpha(after) &&
                    (g_unichar_isalpha(before) ? !g_unichar_isdigit(after) && after != '='
                                               : !g_unichar_isdigit(before));
    return emphasis || (c == '~' && n == 2) ? n : 0;
}

/* What opens the line of a list, a quoted mail or a heading: * • → > ##, then a blank and text. */
static size_t bullet_at(const kx_context *ctx)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    bool arrow = (c >= 0x2190 && c <= 0x2192) || c == 0x21D2 || c == 0x25B2 || c == 0x2605;
    bool bullet = is_one_of(c, "*>#") || c == 0xB7 || arrow;
    if (!bullet || ctx->before->len > 0)
        return 0;
    size_t n = run_of(ctx, c), blanks = kx_blanks_at(ctx, ctx->at + n);
    if ((c == 0x2605 && n > kx_width(c)) || (c == '*' && kx_stars_rate(ctx, n))) /* ★★★★ Drama */
        return 0;
    gunichar next = kx_char_at(ctx, ctx->at + n + blanks);
    bool number = g_unichar_isdigit(next); /* > 3 dagen, # 3, * 1920 */
    return blanks > 0 && next != 0 && next != '=' && !(number && !arrow) ? n : 0;
}

/* ---- mark-up ---- */

/* <b>, </p>, <a href="…">: a tag of HTML. Other words in such brackets are read. */
static size_t tag_at(const kx_context *ctx)
{
    enum { TAG_MAX = 200 };
    static const char *const names[] = {"b",     "i",  "u",  "em",   "strong", "br", "p",   "a",
                                        "span",  "ul", "ol", "li",   "div",    "h1", "h2",  "h3",
                                        "small", "td", "tr", "code", "table",  "hr", "sub", "sup"};
    size_t at = ctx->at + 1;
    if (kx_char_at(ctx, ctx->at) != '<')
        return 0;
    at += kx_char_at(ctx, at) == '/';
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!kx_word_is(ctx, at, names[i]))
            continue;
        size_t limit = MIN(ctx->end - at, TAG_MAX), n = strlen(names[i]);
        if (!is_one_of(kx_char_at(ctx, at + n), " />"))
            return 0;
        const char *close = memchr(ctx->text + at + n, '>', limit > n ? limit - n : 0);
        return close ? (size_t)(close + 1 - (ctx->text + ctx->at)) : 0;
    }
    return 0;
}

/* <naam>, <info@stad.nl>: brackets of their own kind, with no blank inside. */
static bool is_angle_bracket(const kx_context *ctx)
{
    enum { INNER_MAX = 80 };
    bool opens = ctx->text[ctx->at] == '<';
    for (size_t i = 1; i < INNER_MAX; i++) {
        if (opens ? ctx->at + i >= ctx->end : ctx->at < ctx->start + i)
            return false;
        char c = ctx->text[opens ? ctx->at + i : ctx->at - i];
        if (c == (opens ? '>' : '<'))
            return i > 2;
        if (i == 1 && !g_ascii_isalpha(c) && c != '/')
            return false;
        if (g_ascii_isspace(c) || c == '<' || c == '>' || c == '=')
            return false;
    }
    return false;
}

/* Lees verder >>, << Terug, Meer nieuws >: arrows. */
static size_t arrow_at(const kx_context *ctx)
{
    const gunichar c = kx_char_at(ctx, ctx->at);
    if (c != '<' && c != '>')
        return 0;
    const size_t n = run_of(ctx, c);
    const bool apart =
        is_edge(kx_char_before(ctx, ctx->at)) && is_edge(kx_char_at(ctx, ctx->at + n));
    return apart && (n > 1 || (c == '>' && kx_is_last(ctx, ctx->at + n))) ? n : 0;
}

/* $ASML, $TSLA: the sign that marks the name of a share. */
static size_t cashtag_at(const kx_context *ctx)
{
    enum { LETTERS_MAX = 5 };
    const size_t n = kx_word_at(ctx, ctx->at + 1);
    if (kx_char_at(ctx, ctx->at) != '$' || g_unichar_isalnum(kx_char_before(ctx, ctx->at)) ||
        n == 0 || n > LETTERS_MAX)
        return 0;
    for (size_t i = 1; i <= n; i++)
        if (!g_ascii_isupper(ctx->text[ctx->at + i]))
            return 0;
    return kx_ends_at(ctx, ctx->at + 1 + n) ? 1 : 0;
}

/* ---- footnotes ---- */

/* Whether what stands directly before ctx->at may carry the mark of a note: a word of three letters
 * or more, a year, a mark of punctuation. */
static bool carries_note(const kx_context *ctx)
{
    enum { WORD_MIN = 3 };
    size_t at = ctx->at;
    if (ctx->before->len > 0 && kx_char_before(ctx, at) == ']') { /* einde.[3][4] */
        const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
        return last->class == &kx_class_silent;
    }
    for (unsigned i = 0; i < WORD_MIN; i++) {
        gunichar c = kx_char_before(ctx, at);
        if (i == 0 && (is_one_of(c, ".,;:!?)\"'") || c == 0x201D || c == 0x2019))
            return true;
        if (!g_unichar_isalnum(c))
            return false;
        at -= kx_width(c);
    }
    return true;
}

/* "bewezen [1].", but "zie [1]" */
static size_t loose_note_at(const kx_context *ctx)
{
    static const char *const refers[] = {"zie", "bron", "noot", "in", "van", "volgens", NULL};
    size_t n = kx_char_at(ctx, ctx->at) == '[' ? kx_note_at(ctx, ctx->at) : 0;
    if (n == 0 || ctx->before->len == 0 || !kx_is_blank(kx_char_before(ctx, ctx->at)) ||
        kx_previous_is(ctx, 0, refers))
        return 0;
    gunichar after = kx_char_at(ctx, ctx->at + n);
    return is_edge(after) || is_one_of(after, ".,;:!?)[") ? n : 0;
}

/* hem¹, 2019², einde.[3], beweert*), dat **), naam† */
static size_t note_at(const kx_context *ctx)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    size_t n = kx_note_at(ctx, ctx->at);
    size_t stars = c == '*' ? run_of(ctx, c) : 0;
    if (kx_stars_rate(ctx, stars))
        return 0;
    if (stars > 0 && kx_char_at(ctx, ctx->at + stars) == ')' && kx_char_before(ctx, ctx->at) != '(')
        return stars + strlen(")");
    if (!(n > 0 || c == '*' || c > 127) || !carries_note(ctx))
        return 0;
    if (n == 0 && (c == '*' || c == 0x2020 || c == 0x2021))
        n = run_of(ctx, c);
    gunichar after = kx_char_at(ctx, ctx->at + n);
    return n > 0 && (is_edge(after) || is_one_of(after, ".,;:!?)[\"'") || after > 0x2000) ? n : 0;
}

/* ---- the class ---- */

static size_t link_at(const kx_context *ctx)
{
    return ctx->style->links == KX_LINKS_SILENT
               ? kx_bracketed_address_at(ctx->text, ctx->at, ctx->end)
               : 0;
}

static size_t silent_match(const kx_context *ctx, kx_token *token)
{
    (void)token;
    gunichar c = kx_char_at(ctx, ctx->at);
    if (g_ascii_isdigit((char)c) && c < 128)
        return kx_note_at(ctx, ctx->at);
    if (g_unichar_isalpha(c)) {
        if (!is_one_of(c, "xXoOT") && kx_char_at(ctx, ctx->at + kx_width(c)) != EMOJI_STYLE)
            return 0;
        const size_t smiley = smiley_at(ctx), pictures = pictures_at(ctx);
        return MAX(smiley, pictures);
    }
    static size_t (*const matches[])(const kx_context *) = {
        tag_at,   smiley_at,  note_at,     loose_note_at, bullet_at,
        ruler_at, cashtag_at, pictures_at, link_at,       arrow_at};
    for (unsigned i = 0; i < G_N_ELEMENTS(matches); i++) {
        size_t n = matches[i](ctx);
        if (n > 0)
            return n;
    }
    return (c == '<' || c == '>') && is_angle_bracket(ctx) ? 1 : 0;
}

static bool silent_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)token;
    (void)style;
    (void)out;
    return true;
}

const kx_class kx_class_silent = {
    .name = "silent",
    .what = N_("what is not said: emoji, smileys, bullets, rulers, mark-up, footnote marks"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = silent_match,
    .say = silent_say,
};
