/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/bytes.h"
#include "audio/id3.h"
#include "base/error.h"
#include "base/intl.h"

enum { HEADER_BYTES = 10, UNSYNCHRONISED = 0x80, EXTENDED = 0x40, MILLISECONDS = 2 };
enum { LATIN1, UTF16, UTF16_BE, UTF8, ENCODINGS };
/* Of one frame: grouping, compression, encryption and what else changes its content. */
#define CHANGED_V3 0xE0
#define CHANGED_V4 0x4F

/* What is left of a frame. */
typedef struct {
    const guint8 *p;
    gsize n;
} bytes;

typedef struct {
    char id[5];
    bytes content;
} frame;

/* ---- pieces ---- */

static bool take(bytes *from, gsize n, bytes *to)
{
    if (n > from->n)
        return false;
    *to = (bytes){from->p, n};
    from->p += n;
    from->n -= n;
    return true;
}

static bool take_number(bytes *from, unsigned n, guint32 *to)
{
    bytes number;

    if (!take(from, n, &number))
        return false;
    *to = (guint32)kx_be(number.p, n);
    return true;
}

/* Seven bits a byte. */
static guint32 syncsafe(const guint8 *p)
{
    return (guint32)(p[0] & 0x7F) << 21 | (guint32)(p[1] & 0x7F) << 14 |
           (guint32)(p[2] & 0x7F) << 7 | (p[3] & 0x7F);
}

/* Text up to its terminator, which is taken too, or to the end. */
static bytes take_text(bytes *from, guint32 encoding)
{
    gsize unit = encoding == UTF16 || encoding == UTF16_BE ? 2 : 1, n = 0;
    bytes text, end;

    while (n + unit <= from->n && (from->p[n] != 0 || from->p[n + unit - 1] != 0))
        n += unit;
    bool ended = n + unit <= from->n;
    take(from, ended ? n : from->n, &text);
    if (ended)
        take(from, unit, &end);
    return text;
}

/* As UTF-8; what is no text in that encoding becomes U+FFFD. Caller frees. */
static char *decode(bytes text, guint32 encoding)
{
    const char *names[ENCODINGS] = {"ISO-8859-1", "UTF-16LE", "UTF-16BE", "UTF-8"};

    if (encoding == UTF16 && text.n >= 2 && text.p[0] == 0xFE && text.p[1] == 0xFF)
        encoding = UTF16_BE;
    if ((encoding == UTF16 && text.n >= 2 && text.p[0] == 0xFF && text.p[1] == 0xFE) ||
        (encoding == UTF16_BE && text.n >= 2 && text.p[0] == 0xFE && text.p[1] == 0xFF))
        text = (bytes){text.p + 2, text.n - 2};
    if (encoding == UTF8)
        return g_utf8_make_valid((const char *)text.p, (gssize)text.n);
    gsize unit = encoding == LATIN1 ? 1 : 2, length = 0;
    g_autofree char *utf8 =
        g_convert_with_fallback((const char *)text.p, (gssize)(text.n - text.n % unit), "UTF-8",
                                names[encoding], "\xEF\xBF\xBD", NULL, &length, NULL);
    return utf8 != NULL ? g_utf8_make_valid(utf8, (gssize)length) : g_strdup("\xEF\xBF\xBD");
}

/* The next frame; false at the padding or where there is none. */
static bool take_frame(bytes *from, unsigned version, frame *to)
{
    bytes head;

    if (from->n < HEADER_BYTES || from->p[0] == 0)
        return false;
    take(from, HEADER_BYTES, &head);
    memcpy(to->id, head.p, 4);
    to->id[4] = '\0';
    for (int i = 0; i < 4; i++)
        if (!g_ascii_isupper(to->id[i]) && !g_ascii_isdigit(to->id[i]))
            return false;
    guint32 size = version == 4 ? syncsafe(head.p + 4) : (guint32)kx_be(head.p + 4, 4);
    if (!take(from, size, &to->content))
        return false;
    if (head.p[9] & (version == 4 ? CHANGED_V4 : CHANGED_V3))
        to->content.n = 0; /* known by its name only */
    return true;
}

static bool is(const frame *f, const char *id)
{
    return strcmp(f->id, id) == 0;
}

/* ---- frames ---- */

/* The first of a name counts. */
static void note_text(kx_id3 *tag, const char *key, char *text)
{
    if (!g_hash_table_contains(tag->texts, key))
        g_hash_table_insert(tag->texts, g_strdup(key), text);
    else
        g_free(text);
}

/* A text of a frame with an encoding at its start. NULL if there is none. */
static char *text_of(bytes content)
{
    guint32 encoding;

    if (!take_number(&content, 1, &encoding) || encoding >= ENCODINGS)
        return NULL;
    return decode(take_text(&content, encoding), encoding);
}

static void read_own_text(kx_id3 *tag, bytes content)
{
    guint32 encoding;

    if (!take_number(&content, 1, &encoding) || encoding >= ENCODINGS)
        return;
    g_autofree char *name = decode(take_text(&content, encoding), encoding);
    g_autofree char *key = g_strconcat("TXXX:", name, NULL);
    note_text(tag, key, decode(take_text(&content, encoding), encoding));
}

/* COMM, USLT. */
static void read_described(kx_id3 *tag, const frame *f)
{
    bytes content = f->content, language;
    guint32 encoding;

    if (!take_number(&content, 1, &encoding) || encoding >= ENCODINGS ||
        !take(&content, 3, &language))
        return;
    take_text(&content, encoding);
    note_text(tag, f->id, decode(take_text(&content, encoding), encoding));
}

static void read_lines(kx_id3 *tag, bytes content)
{
    bytes language;
    guint32 encoding, format, kind;

    if (!take_number(&content, 1, &encoding) || encoding >= ENCODINGS ||
        !take(&content, 3, &language) || !take_number(&content, 1, &format) ||
        !take_number(&content, 1, &kind) || format != MILLISECONDS || tag->lines->len > 0)
        return;
    take_text(&content, encoding);
    while (content.n > 0) {
        kx_id3_line line = {NULL, 0};
        bytes text = take_text(&content, encoding);
        if (!take_number(&content, 4, &line.start))
            return;
        line.text = decode(text, encoding);
        g_array_append_val(tag->lines, line);
    }
}

static void read_picture(kx_id3 *tag, bytes content)
{
    guint32 encoding, kind;

    if (tag->picture != NULL || !take_number(&content, 1, &encoding) || encoding >= ENCODINGS)
        return;
    bytes type = take_text(&content, LATIN1);
    if (!take_number(&content, 1, &kind))
        return;
    take_text(&content, encoding);
    tag->picture_type = decode(type, LATIN1);
    tag->picture = g_bytes_new(content.p, content.n);
}

static void read_contents(kx_id3 *tag, bytes content)
{
    guint32 flags, n;

    take_text(&content, LATIN1);
    if (!take_number(&content, 1, &flags) || !take_number(&content, 1, &n) || !(flags & 2) ||
        tag->toc->len > 0)
        return;
    tag->toc_flags = flags;
    for (guint32 i = 0; i < n && content.n > 0; i++)
        g_ptr_array_add(tag->toc, decode(take_text(&content, LATIN1), LATIN1));
}

static void read_chapter(kx_id3 *tag, bytes content)
{
    kx_id3_chapter chapter = {0};
    bytes id = take_text(&content, LATIN1), offsets;
    frame f;

    if (!take_number(&content, 4, &chapter.start) || !take_number(&content, 4, &chapter.end) ||
        !take(&content, 8, &offsets))
        return;
    chapter.id = decode(id, LATIN1);
    while (take_frame(&content, tag->version, &f)) {
        if (is(&f, "TIT2") && chapter.title == NULL)
            chapter.title = text_of(f.content);
        chapter.picture = chapter.picture || is(&f, "APIC");
        guint32 encoding;
        if (is(&f, "WXXX") && chapter.url == NULL && take_number(&f.content, 1, &encoding) &&
            encoding < ENCODINGS) {
            take_text(&f.content, encoding);
            chapter.url = decode(take_text(&f.content, LATIN1), LATIN1);
        }
    }
    g_array_append_val(tag->chapters, chapter);
}

static void read_frame(kx_id3 *tag, const frame *f)
{
    if (is(f, "TXXX")) {
        read_own_text(tag, f->content);
    } else if (f->id[0] == 'T') {
        char *text = text_of(f->content);
        if (text != NULL)
            note_text(tag, f->id, text);
    } else if (is(f, "COMM") || is(f, "USLT")) {
        read_described(tag, f);
    } else if (is(f, "SYLT")) {
        read_lines(tag, f->content);
    } else if (is(f, "APIC")) {
        read_picture(tag, f->content);
    } else if (is(f, "CTOC")) {
        read_contents(tag, f->content);
    } else if (is(f, "CHAP")) {
        read_chapter(tag, f->content);
    } else if (f->id[0] == 'W' && !is(f, "WXXX")) {
        bytes content = f->content;
        note_text(tag, f->id, decode(take_text(&content, LATIN1), LATIN1));
    }
}

/* ---- the tag ---- */

static void clear_chapter(void *item)
{
    kx_id3_chapter *chapter = item;
    g_free(chapter->id);
    g_free(chapter->title);
    g_free(chapter->url);
}

static void clear_line(void *item)
{
    g_free(((kx_id3_line *)item)->text);
}

static kx_id3 *tag_new(void)
{
    kx_id3 *tag = g_new0(kx_id3, 1);

    tag->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    tag->chapters = g_array_new(FALSE, TRUE, sizeof(kx_id3_chapter));
    g_array_set_clear_func(tag->chapters, clear_chapter);
    tag->toc = g_ptr_array_new_with_free_func(g_free);
    tag->lines = g_array_new(FALSE, TRUE, sizeof(kx_id3_line));
    g_array_set_clear_func(tag->lines, clear_line);
    return tag;
}

void kx_id3_free(kx_id3 *tag)
{
    if (tag == NULL)
        return;
    g_hash_table_unref(tag->texts);
    g_array_unref(tag->chapters);
    g_ptr_array_unref(tag->toc);
    g_array_unref(tag->lines);
    g_free(tag->picture_type);
    g_clear_pointer(&tag->picture, g_bytes_unref);
    g_free(tag);
}

gsize kx_id3_size(const guint8 *data, gsize n)
{
    if (n < HEADER_BYTES || memcmp(data, "ID3", 3) != 0)
        return 0;
    return HEADER_BYTES + (gsize)syncsafe(data + 6);
}

kx_id3 *kx_id3_read(const guint8 *data, gsize n, GError **error)
{
    gsize size = kx_id3_size(data, n);
    const char *wrong = NULL;

    if (size == 0 || size > n)
        wrong = _("no whole ID3v2 tag");
    else if (data[3] != 3 && data[3] != 4)
        wrong = _("an ID3v2 tag of a version that is not read");
    else if (data[5] & (UNSYNCHRONISED | EXTENDED))
        wrong = _("an ID3v2 tag with unsynchronisation or an extended header, which are not read");
    if (wrong != NULL) {
        g_set_error_literal(error, KX_ERROR, KX_ERROR_DATA, wrong);
        return NULL;
    }
    kx_id3 *tag = tag_new();
    bytes frames = {data + HEADER_BYTES, size - HEADER_BYTES};
    frame f;
    tag->size = size;
    tag->version = data[3];
    while (take_frame(&frames, tag->version, &f))
        read_frame(tag, &f);
    return tag;
}

const char *kx_id3_text(const kx_id3 *tag, const char *key)
{
    return g_hash_table_lookup(tag->texts, key);
}
