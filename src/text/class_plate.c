/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Licence plates: GB-482-K, 1-ABC-123. Letters and digits one by one. */
#include "text/codes.h"

#include <string.h>

enum { GROUPS = 3, GROUP_MAX = 3, SIGNS_MAX = 8 };

static const char *const labels[] = {
    "kenteken",     "kentekens", "kentekennummer", "kentekenplaat", "nummerplaat",
    "nummerplaten", "plaat",     "kentekenplaten", "nummerplaat:",  NULL,
};

/* The groups of a plate: A for letters, 9 for digits. After each other the Dutch series, the
 * Belgian ones. */
static const char *const shapes[] = {
    "AA-99-99", "99-99-AA", "99-AA-99",  "AA-99-AA", "AA-AA-99", "99-AA-AA",
    "99-AAA-9", "9-AAA-99", "AA-999-A",  "A-999-AA", "AAA-99-A", "A-99-AAA",
    "9-AA-999", "999-AA-9", "9-AAA-999", "AAA-99-9", "9-99-AAA", NULL,
};

/* What stands behind a label: plates written without hyphens, and those of other series. */
static bool is_loose_plate(const char *shape)
{
    return strpbrk(shape, "A") && strpbrk(shape, "9") && strlen(shape) >= 5;
}

static bool is_shape(const char *shape)
{
    for (unsigned i = 0; shapes[i]; i++) {
        if (strcmp(shape, shapes[i]) == 0)
            return true;
    }
    return false;
}

/* The shape of the plate at ctx->at and the offset behind it; 0 if it is too long for one. */
static size_t read_shape(const kx_context *ctx, char *shape)
{
    size_t at = ctx->at, n = 0;
    unsigned breaks = 0;
    while (n < SIGNS_MAX + GROUPS) {
        unsigned char c = at < ctx->end ? (unsigned char)ctx->text[at] : 0;
        size_t hyphen = kx_code_hyphen_at(ctx, at), blank = kx_code_blank_at(ctx, at);
        size_t apart = hyphen > 0 ? hyphen : blank;
        unsigned char next = at + apart < ctx->end ? (unsigned char)ctx->text[at + apart] : 0;
        if (apart > 0 && n > 0 && breaks + 1 < GROUPS &&
            (g_ascii_isupper(next) || g_ascii_isdigit(next))) {
            shape[n++] = hyphen > 0 ? '-' : ' ';
            breaks++;
            at += apart;
        } else if (g_ascii_isupper(c) || g_ascii_isdigit(c)) {
            shape[n++] = g_ascii_isupper(c) ? 'A' : '9';
            at++;
        } else {
            break;
        }
    }
    shape[n] = '\0';
    return n < SIGNS_MAX + GROUPS ? at : 0;
}

static size_t plate_match(const kx_context *ctx, kx_token *token)
{
    char shape[SIGNS_MAX + GROUPS + 1];
    unsigned char first = (unsigned char)ctx->text[ctx->at];
    if (!(g_ascii_isupper(first) || g_ascii_isdigit(first)) ||
        g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    size_t end = read_shape(ctx, shape);
    if (end == 0 || !kx_ends_at(ctx, end) ||
        !(is_shape(shape) || (is_loose_plate(shape) && kx_code_after(ctx, labels))))
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    for (size_t at = ctx->at; at < end; at++) {
        if (g_ascii_isalnum(ctx->text[at])) {
            size_t n = 1;
            while (at + n < end && g_ascii_isalnum(ctx->text[at + n]))
                n++;
            kx_code_spell(code, ctx->text + at, n);
            at += n;
        }
    }
    return kx_code_finish(ctx, token, code, end);
}

const kx_class kx_class_plate = {
    .name = "plate",
    .what = N_("licence plates of cars"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT,
    .match = plate_match,
    .say = kx_code_say,
};
