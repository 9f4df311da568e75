/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of calls, as a small machine that reads a call from left to right:
 *
 *   call   = word { [mark] " " word } [mark]
 *   word   = part { "-" part }
 *   part   = ["'"] letters { "'" letters } | "[[" mnemonics "]]"
 *          | "[[_^_en-us " mnemonics { " " mnemonics } " _^_nl]]"
 *
 * where what leaves Dutch is a word by itself, an apostrophe opens the first part only, and the
 * bounds of base/limits.h hold. It is kept apart from the code that makes calls: one
 * cannot hide a fault of the other. */
#include "base/limits.h"
#include "speak/gate_private.h"
#include "text/phonemes.h"

#include <string.h>

bool kx_gate_letter(uint32_t c)
{
    if (c < 0x80)
        return g_ascii_isalpha((char)c);
    if (c >= 0x218 && c <= 0x21b)
        return true;
    if (c < 0xc0 || c > 0x17f)
        return false;
    switch (c) {
    case 0xd7: /* × */
    case 0xf7: /* ÷ */
    case 0xf0: /* ð */
    case 0xd0:
    case 0xfe: /* þ */
    case 0xde:
    case 0xdf:  /* ß */
    case 0x138: /* ĸ */
    case 0x14a: /* Ŋ */
    case 0x14b:
    case 0x149: /* ŉ */
    case 0x17f: /* ſ */
        return false;
    default:
        return true;
    }
}

/* ---- groups ---- */

unsigned kx_gate_group_words(const char *mnemonics, size_t length)
{
    unsigned words = 1;

    if (length == 0 || length > KX_GATE_GROUP_BYTES_MAX)
        return 0;
    for (size_t i = 0; i < length; i++) {
        const char c = mnemonics[i];
        if (c < ' ' || c > '~' || c == '[' || c == ']')
            return 0;
        words += c == ' ';
    }
    if (words > KX_GATE_GROUP_WORDS_MAX)
        return 0;
    g_autofree char *sounds = g_strstrip(g_strndup(mnemonics, length));
    return kx_phonemes_valid(sounds, NULL) ? words : 0;
}

unsigned kx_gate_english_words(const char *mnemonics, size_t length)
{
    unsigned words = 1;

    if (length == 0 || length > KX_GATE_SPAN_BYTES_MAX || mnemonics[length - 1] == ' ')
        return 0;
    for (size_t i = 0, taken; i < length; i += taken) {
        taken = kx_english_mnemonic(mnemonics + i, length - i);
        const bool blank = mnemonics[i] == ' ';
        if (taken == 0 || (blank && (i == 0 || mnemonics[i - 1] == ' ')))
            return 0;
        words += blank;
    }
    return words;
}

bool kx_gate_takes(kx_gate_kind kind, const char *phonemes)
{
    const size_t n = strlen(phonemes);
    return n <= KX_GATE_MNEMONICS_MAX ||
           (kind == KX_GATE_ENGLISH ? kx_gate_english_words(phonemes, n) > 0
                                    : kx_gate_group_words(phonemes, n) > 0);
}

/* ---- calls ---- */

typedef enum {
    AT_START,      /* a word must begin */
    AT_APOSTROPHE, /* ... after its opening apostrophe */
    AT_LETTER,     /* in a word */
    AT_JOINT,      /* after ' or - in a word: a letter must follow, or a group behind a group */
    AT_GROUP,      /* behind ]] */
    AT_SPAN,       /* ... of English words */
    AT_MARK,       /* behind a mark: a blank or the end must follow */
} state;

typedef struct {
    state at;
    bool behind_group;   /* the joint is */
    unsigned letters;    /* since the word's start or last hyphen; a group counts as two */
    unsigned word_bytes; /* of the word, without groups */
    unsigned text_bytes; /* of the call, without groups */
    unsigned words;      /* as the engine counts them */
    const kx_call_word *next, *end;
} reader;

/* The English words of the group s[0..n), 0 if it is none; those of the caller's words that begin
 * inside it are read. The first one begins with the group. */
static unsigned read_english(reader *r, const char *s, size_t n, uint32_t position)
{
    const size_t start = strlen("[[" KX_GATE_ABROAD), tail = strlen(KX_GATE_HOME "]]");

    if (r->at != AT_START || n <= start + tail ||
        memcmp(s + n - tail, KX_GATE_HOME "]]", tail) != 0)
        return 0;
    for (; r->next != r->end && r->next->position < position + n; r->next++) {
        const size_t at = r->next->position - position;
        if (at <= start || at >= n - tail || s[at - 1] != ' ')
            return 0;
    }
    const unsigned words = kx_gate_english_words(s + start, n - start - tail);
    return words > 0 ? words + KX_GATE_SWITCHES : 0;
}

/* Reads the group whose "[[" is at s; returns what follows "]]", NULL if it is refused. */
static const char *read_group(reader *r, const char *s, const char *end, uint32_t position)
{
    bool may = r->at == AT_START || (r->at == AT_JOINT && r->behind_group);
    const char *close = may && end - s > 4 && s[1] == '[' ? strstr(s, "]]") : NULL;
    const bool abroad = close != NULL && g_str_has_prefix(s + 2, KX_GATE_ABROAD);
    unsigned words = 0;

    if (abroad)
        words = read_english(r, s, (size_t)(close + 2 - s), position);
    else if (close != NULL)
        words = kx_gate_group_words(s + 2, (size_t)(close - s - 2));
    if (words == 0)
        return NULL;
    r->words += r->at == AT_START ? words : words - 1;
    r->at = abroad ? AT_SPAN : AT_GROUP;
    r->letters = 2;
    return close + 2;
}

static bool read_letter(reader *r)
{
    if (r->at == AT_GROUP || r->at == AT_SPAN || r->at == AT_MARK)
        return false;
    if (r->at == AT_START)
        r->words++;
    r->at = AT_LETTER;
    r->letters++;
    return true;
}

/* ' or - */
static bool read_joint(reader *r, bool hyphen)
{
    if (r->at == AT_START && !hyphen) {
        r->words++;
        r->at = AT_APOSTROPHE;
        return true;
    }
    if (r->at != AT_LETTER && (r->at != AT_GROUP || !hyphen))
        return false;
    r->behind_group = r->at == AT_GROUP;
    r->at = AT_JOINT;
    if (hyphen)
        r->letters = 0;
    return true;
}

static bool behind_word(const reader *r)
{
    return r->at == AT_LETTER || r->at == AT_GROUP || r->at == AT_SPAN;
}

static bool read_character(reader *r, uint32_t c)
{
    switch (c) {
    case '\'':
    case '-':
        return read_joint(r, c == '-');
    case ' ':
        if (r->at != AT_MARK && !behind_word(r))
            return false;
        r->at = AT_START;
        r->letters = 0;
        r->word_bytes = 0;
        return true;
    case '.':
        if (r->letters < 2)
            return false;
        G_GNUC_FALLTHROUGH;
    case ',':
    case ';':
    case ':':
    case '?':
    case '!':
        if (!behind_word(r))
            return false;
        r->at = AT_MARK;
        return true;
    default:
        return kx_gate_letter(c) && read_letter(r);
    }
}

/* Whether the position of a word, if one is here, is at the start of a word. */
static bool read_position(reader *r, uint32_t position)
{
    if (r->next == r->end || r->next->position != position)
        return true;
    r->next++;
    return r->at == AT_START;
}

static bool read_call(reader *r, const char *text, const char *end)
{
    uint32_t position = 1;

    for (const char *s = text; s < end; position++) {
        if (!read_position(r, position))
            return false;
        if (*s == '[') {
            const char *behind = read_group(r, s, end, position);
            if (behind == NULL)
                return false;
            position += (uint32_t)(behind - s - 1);
            s = behind;
            continue;
        }
        const char *next = s + g_utf8_skip[(guchar)*s];
        bool outside = *s == ' ' || strchr(",;:.?!", *s) != NULL;
        r->text_bytes += (unsigned)(next - s);
        r->word_bytes += outside ? 0 : (unsigned)(next - s);
        if (r->word_bytes > KX_GATE_WORD_BYTES_MAX || !read_character(r, g_utf8_get_char(s)))
            return false;
        s = next;
    }
    return true;
}

bool kx_gate_is_clean(const char *text, size_t length, const kx_call_word *words, size_t n)
{
    if (length == 0 || length > KX_GATE_CALL_BYTES_MAX || strlen(text) != length ||
        !g_utf8_validate_len(text, length, NULL))
        return false;
    for (size_t i = 1; i < n; i++)
        if (words[i].position <= words[i - 1].position)
            return false;
    reader r = {.at = AT_START, .next = words, .end = n > 0 ? words + n : words};

    return read_call(&r, text, text + length) && r.next == r.end &&
           (r.at == AT_MARK || behind_word(&r)) && r.text_bytes <= KX_GATE_TEXT_BYTES_MAX &&
           r.words <= KX_GATE_WORDS_MAX;
}
