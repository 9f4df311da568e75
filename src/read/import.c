/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass: source bytes -> code points that know their bytes (decode.h) -> clusters of a base and
 * its marks -> NFC -> text and anchors. Plain ASCII, nearly all of any Dutch text, is copied in
 * runs. */
#include "read/import.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "read/charset.h"
#include "read/decode.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/* Unicode's stream-safe format allows 30 marks on a base (UAX 15); more cannot be read anyway, and
 * sorting them would take quadratic time. */
#define CLUSTER_MAX 31
/* NFC takes at most three times the room (UAX 15). */
#define CLUSTER_UNITS_MAX (CLUSTER_MAX * 2 * 3)
/* The first character that can join the one before it. */
#define FIRST_MARK 0x300

typedef struct {
    kx_text_decoder decoder;
    const UNormalizer2 *nfc;
    GString *text;
    GArray *anchors;
    kx_anchor run;      /* the run that is being written */
    size_t source_next; /* where the source goes on if no byte is dropped */
    kx_source_point cluster[CLUSTER_MAX];
    unsigned n_cluster;
    unsigned n_marks_lost;
} importer;

/* `length` bytes of text, come from the source bytes [start, end), are about to be appended. */
static void anchor(importer *im, size_t length, size_t start, size_t end)
{
    bool same = length == end - start;
    kx_anchor next = {.text = (uint32_t)im->text->len,
                      .source = (uint32_t)start,
                      .text_unit = same ? 1 : (uint32_t)length,
                      .source_unit = same ? 1 : (uint32_t)(end - start)};

    if (start != im->source_next || next.text_unit != im->run.text_unit ||
        next.source_unit != im->run.source_unit) {
        if (im->anchors->len == 0 && next.text > 0)
            g_array_append_vals(im->anchors, &(kx_anchor){0, 0, 1, 1}, 1);
        g_array_append_val(im->anchors, next);
        im->run = next;
    }
    im->source_next = end;
}

static void append_point(importer *im, const kx_source_point *point)
{
    char utf8[U8_MAX_LENGTH];
    size_t length = 0;

    U8_APPEND_UNSAFE(utf8, length, point->c);
    anchor(im, length, point->start, point->end);
    g_string_append_len(im->text, utf8, (gssize)length);
}

/* The cluster in UTF-16, composed; false if it was composed already. */
static bool compose(const importer *im, UChar *composed, int32_t *n_composed)
{
    UChar units[CLUSTER_MAX * 2];
    int32_t n = 0;
    UErrorCode status = U_ZERO_ERROR;

    for (unsigned i = 0; i < im->n_cluster; i++)
        U16_APPEND_UNSAFE(units, n, im->cluster[i].c);
    if (unorm2_quickCheck(im->nfc, units, n, &status) == UNORM_YES)
        return false;
    *n_composed = unorm2_normalize(im->nfc, units, n, composed, CLUSTER_UNITS_MAX, &status);
    return U_SUCCESS(status) &&
           (*n_composed != n || memcmp(composed, units, (size_t)n * sizeof(UChar)) != 0);
}

static void append_composed(importer *im, const UChar *composed, int32_t n)
{
    char utf8[CLUSTER_UNITS_MAX * 3];
    size_t length = 0;

    for (int32_t i = 0; i < n;) {
        UChar32 c;
        U16_NEXT_UNSAFE(composed, i, c);
        U8_APPEND_UNSAFE(utf8, length, c);
    }
    anchor(im, length, im->cluster[0].start, im->cluster[im->n_cluster - 1].end);
    g_string_append_len(im->text, utf8, (gssize)length);
}

static void flush(importer *im)
{
    UChar composed[CLUSTER_UNITS_MAX];
    int32_t n_composed = 0;
    bool plain = im->n_cluster == 0 || (im->n_cluster == 1 && im->cluster[0].c < FIRST_MARK);

    if (!plain && compose(im, composed, &n_composed))
        append_composed(im, composed, n_composed);
    else
        for (unsigned i = 0; i < im->n_cluster; i++)
            append_point(im, &im->cluster[i]);
    im->n_cluster = 0;
}

/* Copies a run of ASCII but for its last character, to which a mark may belong. */
static void copy_plain(importer *im)
{
    size_t start = im->decoder.at, n = kx_text_decoder_plain(&im->decoder);

    if (n < 2)
        return;
    flush(im);
    anchor(im, n - 1, start, start + n - 1);
    g_string_append_len(im->text, (const char *)im->decoder.bytes + start, (gssize)(n - 1));
    im->decoder.at += n - 1;
}

/* Marks after a blank or a line end are a cluster of their own: nothing composes with a blank. */
static bool starts_cluster(const importer *im, UChar32 c)
{
    return c < FIRST_MARK || (im->n_cluster == 1 && im->cluster[0].c <= ' ') ||
           unorm2_hasBoundaryBefore(im->nfc, c);
}

static void import_all(importer *im)
{
    kx_source_point point;

    for (;;) {
        copy_plain(im);
        if (!kx_text_decoder_next(&im->decoder, &point))
            break;
        if (starts_cluster(im, point.c))
            flush(im);
        if (im->n_cluster < CLUSTER_MAX)
            im->cluster[im->n_cluster++] = point;
        else
            im->n_marks_lost++;
    }
    flush(im);
}

static void note_losses(kx_document *doc, const importer *im)
{
    unsigned n_dropped = im->decoder.n_dropped, n_broken = im->decoder.n_broken;

    if (n_broken > 0)
        kx_document_note(doc,
                         kx_plural("%u broken character was replaced by U+FFFD",
                                   "%u broken characters were replaced by U+FFFD", n_broken),
                         n_broken);
    if (n_dropped > 0)
        kx_document_note(doc,
                         kx_plural("%u control character was left out",
                                   "%u control characters were left out", n_dropped),
                         n_dropped);
    if (im->n_marks_lost > 0)
        kx_document_note(doc,
                         kx_plural("%u mark was left out: more than %d on one letter",
                                   "%u marks were left out: more than %d on one letter",
                                   im->n_marks_lost),
                         im->n_marks_lost, CLUSTER_MAX - 1);
}

/* Sets doc's text; `charset` is one that kx_charset_find gave. */
static void import_as(kx_document *doc, const kx_charset *charset, const char *bytes, size_t length,
                      importer *im)
{
    UErrorCode status = U_ZERO_ERROR;

    *im = (importer){.nfc = unorm2_getNFCInstance(&status), .run = {0, 0, 1, 1}};
    im->text = g_string_sized_new(length);
    im->anchors = doc->anchors;
    kx_text_decoder_open(&im->decoder, charset, bytes, length);
    kx_document_take_text(doc, NULL, 0);
    import_all(im);
    kx_text_decoder_close(&im->decoder);
    doc->length = im->text->len;
    doc->text = g_realloc(g_string_free(im->text, FALSE), doc->length + 1); /* no room to grow */
    note_losses(doc, im);
}

static bool fail(const kx_document *doc, GError **error, const char *what)
{
    g_autofree char *shown = kx_printable_name(doc->name);

    kx_error_set(error, KX_ERROR_DATA, "%s: not text but %s; save it as plain text", shown,
                 _(what));
    return false;
}

bool kx_import(kx_document *doc, const char *bytes, size_t length, GError **error)
{
    kx_charset charset;
    importer im;

    if (length > KX_INPUT_BYTES_MAX)
        return fail(doc, error, N_("more than 64 MiB of data"));
    if (!kx_charset_find(bytes, length, &charset, error))
        return false;
    if (charset.kind == KX_TEXT_BINARY)
        return fail(doc, error, charset.name);
    import_as(doc, &charset, bytes, length, &im);
    /* A byte order mark may be chance: a tenth of the text must not be unreadable. */
    if (charset.kind == KX_TEXT_BY_BOM &&
        im.decoder.n_dropped + im.decoder.n_broken > 3 + im.decoder.n_points / 10)
        return fail(doc, error, N_("binary data"));
    if (charset.kind == KX_TEXT_DETECTED)
        kx_document_note(doc, "read as %s; save the file as UTF-8 to be sure of every letter",
                         charset.name);
    return true;
}

void kx_import_lenient(kx_document *doc, const char *bytes, size_t length)
{
    const kx_charset utf8 = {.kind = KX_TEXT_UTF8, .name = "UTF-8"};
    importer im;

    if (length > KX_INPUT_BYTES_MAX)
        kx_document_note(doc, "only the first %d bytes are read", KX_INPUT_BYTES_MAX);
    import_as(doc, &utf8, bytes, MIN(length, KX_INPUT_BYTES_MAX), &im);
}
