/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files and paths: jaar_plan2.xls, backup.tar.gz, C:\Users\jan, /etc/passwd, ~/.bashrc,
 * src/main.c, *.exe. The field PATH holds the whole as it is written. */
#include "text/electronic.h"
#include "text/table.h"

#include <string.h>

static bool is_one_of(gunichar c, const char *set)
{
    return c != 0 && c < 0x80 && strchr(set, (int)c) != NULL;
}

static bool is_run_at(const kx_context *ctx, size_t at)
{
    return kx_net_run_at(ctx, at, 1) > 0;
}

/* Runs of letters and digits with the signs between them that `signs` allows. */
static size_t signs_at(const kx_context *ctx, size_t at, const char *signs)
{
    size_t n = 0;
    while (n < KX_NET_HOST_MAX) {
        size_t run = kx_net_run_at(ctx, at + n, KX_NET_HOST_MAX);
        n += run;
        if (run == 0 && !is_one_of(kx_char_at(ctx, at + n), signs))
            break;
        n += run == 0;
    }
    return n;
}

/* Without the marks of the sentence that stand behind it. */
static size_t trimmed(const kx_context *ctx, size_t at, size_t n)
{
    while (n > 0 && is_one_of(kx_char_at(ctx, at + n - 1), ".,;:!?)-+"))
        n--;
    return n;
}

/* ---- names with an extension ---- */

/* Whether [at, dot) may be the stem of a file with that extension: "m.b.t.c", "nr.doc" and "3.c"
 * are none. */
static bool is_stem(const kx_context *ctx, size_t at, size_t dot, size_t extension)
{
    enum { SHORT_EXTENSION = 2 }; /* one letter, with its dot */
    bool letters = false, word = false;
    for (size_t i = at; i < dot; i++) {
        bool alpha = g_ascii_isalpha(ctx->text[i]) || (guchar)ctx->text[i] >= 0x80;
        word |= alpha && i > at && ctx->text[i - 1] != '.';
        letters |= alpha;
    }
    if (kx_net_is_abbreviation(ctx, at, dot - at))
        return false;
    return extension > SHORT_EXTENSION
               ? word || !letters || memchr(ctx->text + at, '.', dot - at) == NULL
               : word;
}

/* The dotted endings of a library's version: libc.so.6. */
static size_t version_at(const kx_context *ctx, size_t at)
{
    enum { PARTS_MAX = 4 };
    size_t n = 0;
    for (unsigned i = 0; i < PARTS_MAX && kx_char_at(ctx, at + n) == '.'; i++) {
        size_t digits = kx_digits_at(ctx, at + n + 1);
        if (digits == 0 || !kx_ends_at(ctx, at + n + 1 + digits))
            break;
        n += 1 + digits;
    }
    return n;
}

/* Length of "(2)" before a dot: a copy. */
static size_t copy_at(const kx_context *ctx, size_t at)
{
    size_t digits = kx_char_at(ctx, at) == '(' ? kx_digits_at(ctx, at + 1) : 0;
    bool closed = digits > 0 && kx_char_at(ctx, at + 1 + digits) == ')';
    return closed && kx_char_at(ctx, at + digits + 2) == '.' ? digits + 2 : 0;
}

/* The name at `at`: its last label, or that before a compound, is a known extension. */
static size_t name_at(const kx_context *ctx, size_t at)
{
    static const char *const signs = "._-+*";
    size_t n = signs_at(ctx, at, signs), end = 0;
    size_t copy = copy_at(ctx, at + n);
    n += copy > 0 ? copy + signs_at(ctx, at + n + copy, signs) : 0;
    n = trimmed(ctx, at, n);
    for (size_t dot = at + 1; dot < at + n; dot++) {
        size_t extension = ctx->text[dot] == '.' ? kx_net_extension_at(ctx, dot) : 0;
        if (extension > 0 && is_stem(ctx, at, dot, extension))
            end = dot + extension + version_at(ctx, dot + extension);
    }
    bool whole = end == at + n;
    bool compound = end > 0 && end < at + n && ctx->text[end] == '-';
    return whole || compound ? end - at : 0;
}

/* .htaccess, .pdf: an extension alone; "*.exe". */
static size_t bare_at(const kx_context *ctx, size_t at)
{
    enum { LETTER = 2 };
    size_t star = kx_char_at(ctx, at) == '*';
    size_t n = kx_net_is_free(ctx) ? kx_net_extension_at(ctx, at + star) : 0;
    return n > LETTER ? star + n : 0;
}

/* ---- paths ---- */

static size_t find(const kx_context *ctx, size_t at, size_t n, char sign)
{
    const char *found = memchr(ctx->text + at, sign, n);
    return found ? (size_t)(found - (ctx->text + at)) : n;
}

/* Directories that are written alone: in /etc. */
static bool is_system_directory(const kx_context *ctx, size_t at)
{
    static const char *const names[] = {"etc",  "usr",  "var",   "home", "tmp",  "dev",
                                        "bin",  "sbin", "opt",   "root", "proc", "sys",
                                        "boot", "mnt",  "media", "lib",  "srv",  "run"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        if (kx_word_is(ctx, at, names[i]))
            return true;
    }
    return false;
}

/* /etc/passwd, ~/.bashrc, ./run.sh, ../x, $HOME/bin. */
static size_t unix_at(const kx_context *ctx, size_t at)
{
    static const char *const signs = "._-+/~@%=:,*";
    char first = ctx->text[at];
    if (!kx_net_is_free(ctx))
        return 0;
    size_t n = trimmed(ctx, at + 1, signs_at(ctx, at + 1, signs)) + 1;
    size_t slash = find(ctx, at + 1, n - 1, '/') + 1;
    switch (first) {
    case '/':
        if (!is_run_at(ctx, at + 1) && !is_one_of(kx_char_at(ctx, at + 1), "._"))
            return 0;
        return (slash < n && is_run_at(ctx, at + slash + 1)) || is_system_directory(ctx, at + 1) ||
                       name_at(ctx, at + 1) > 0
                   ? n
                   : 0;
    case '~':
        return slash == 1 && n > 2 ? n : 0;
    case '.':
        return (slash == 1 || (slash == 2 && ctx->text[at + 1] == '.')) && n > slash + 1 ? n : 0;
    default:
        return g_ascii_isupper(ctx->text[at + 1]) && slash < n && n > slash + 1 ? n : 0;
    }
}

/* src/main.c: a path whose last part is a file. */
static size_t relative_at(const kx_context *ctx, size_t at)
{
    size_t n = trimmed(ctx, at, signs_at(ctx, at, "._-+/@~")), last = at;
    for (size_t i = at; i < at + n; i++) {
        if (ctx->text[i] == '/')
            last = i + 1;
    }
    if (last == at || last >= at + n)
        return 0;
    size_t name = name_at(ctx, last);
    return name > 0 ? last + name - at : 0;
}

/* Length of blanks and words inside a part of a path: "Program Files (x86)\". A backslash must end
 * the part, or else the sentence goes on. */
static size_t inner_words_at(const kx_context *ctx, size_t at)
{
    enum { WORDS_MAX = 4 };
    size_t n = 0;
    for (unsigned i = 0; i < WORDS_MAX && kx_char_at(ctx, at + n) == ' '; i++) {
        size_t word = signs_at(ctx, at + n + 1, "._-()");
        if (word == 0)
            return 0;
        n += 1 + word;
        if (kx_char_at(ctx, at + n) == '\\')
            return n;
    }
    return 0;
}

/* Parts with backslashes between them, from `at`. */
static size_t backslashes_at(const kx_context *ctx, size_t at)
{
    size_t n = 0;
    while (n < KX_NET_HOST_MAX) {
        size_t part = signs_at(ctx, at + n, "\\._-+$~@{}%*");
        if (part == 0)
            part = inner_words_at(ctx, at + n);
        if (part == 0)
            break;
        n += part;
    }
    return trimmed(ctx, at, n);
}

/* C:\Users\jan, C:/map, \\server\share, HKEY_USERS\x, %TEMP%\x, DOMEIN\jan. */
static size_t windows_at(const kx_context *ctx, size_t at)
{
    gunichar second = kx_char_at(ctx, at + 1), third = kx_char_at(ctx, at + 2);
    if (g_ascii_isalpha(ctx->text[at]) && second == ':' && third == '/' && is_run_at(ctx, at + 3))
        return 2 + trimmed(ctx, at + 2, signs_at(ctx, at + 2, "._-+/~@%"));
    if (g_ascii_isalpha(ctx->text[at]) && second == ':' && third == '\\')
        return 2 + backslashes_at(ctx, at + 2);
    if (ctx->text[at] == '\\')
        return second == '\\' && is_run_at(ctx, at + 2) ? backslashes_at(ctx, at) : 0;
    size_t first = signs_at(ctx, at, "._-%");
    if (kx_char_at(ctx, at + first) != '\\' || !is_run_at(ctx, at + first + 1))
        return 0;
    return backslashes_at(ctx, at);
}

/* ---- the class ---- */

static size_t sign_at(const kx_context *ctx, char first)
{
    switch (first) {
    case '.':
    case '*': {
        size_t n = bare_at(ctx, ctx->at);
        return n > 0 || first == '*' ? n : unix_at(ctx, ctx->at);
    }
    case '/':
    case '~':
    case '$':
        return unix_at(ctx, ctx->at);
    case '\\':
    case '%':
        return kx_net_is_free(ctx) ? windows_at(ctx, ctx->at) : 0;
    case '_':
        return name_at(ctx, ctx->at);
    default:
        return 0;
    }
}

static size_t filename_match(const kx_context *ctx, kx_token *token)
{
    char first = ctx->text[ctx->at];
    size_t n = 0;
    if (!kx_net_may_start(ctx))
        return 0;
    if (is_run_at(ctx, ctx->at)) {
        const size_t name = name_at(ctx, ctx->at), relative = relative_at(ctx, ctx->at);
        const size_t windows = windows_at(ctx, ctx->at);
        n = MAX(MAX(name, relative), windows);
    } else {
        n = sign_at(ctx, first);
    }
    if (n == 0)
        return 0;
    kx_token_set_text(token, KX_FIELD_PATH, ctx->text + ctx->at, (gssize)n);
    return n + kx_net_suffix_match(ctx, token, ctx->at + n);
}

static bool filename_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    kx_say_net(out, style, kx_token_get_text(token, KX_FIELD_PATH), KX_NET_PATH);
    kx_say_net_suffix(out, token);
    return true;
}

const kx_class kx_class_filename = {
    .name = "filename",
    .what = N_("names of files and paths"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = filename_match,
    .say = filename_say,
};
