/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/briefing.h"

#include <string.h>
#include <unistd.h>

/* Words stand in the order they were spoken in, and the system brings a page with its neighbours:
 * these sentences take at most 1 MB or so. */
enum { PASSED_AT_ONCE = 8 };

static void clear_loss(void *item)
{
    g_free(((kx_loss *)item)->cause);
}

static void clear_skip(void *item)
{
    g_free(((kx_skip *)item)->reason);
}

static void free_document(void *doc)
{
    kx_document_free(doc);
}

kx_briefing *kx_briefing_new(const char *folder)
{
    kx_briefing *b = g_new0(kx_briefing, 1);
    b->documents = g_ptr_array_new_with_free_func(free_document);
    b->parts = kx_rows_new(sizeof(kx_part), folder);
    b->chapters = g_array_new(FALSE, TRUE, sizeof(kx_chapter));
    b->titles = kx_store_new(folder);
    b->sentences = kx_rows_new(sizeof(kx_timed_sentence), folder);
    b->words = kx_rows_new(sizeof(kx_word), folder);
    b->losses = g_array_new(FALSE, TRUE, sizeof(kx_loss));
    g_array_set_clear_func(b->losses, clear_loss);
    b->skips = g_array_new(FALSE, TRUE, sizeof(kx_skip));
    g_array_set_clear_func(b->skips, clear_skip);
    b->transcript = kx_rows_new(sizeof(char), folder);
    b->notes = g_ptr_array_new_with_free_func(g_free);
    b->track = kx_track_new(folder);
    b->master.fd = b->tone = -1;
    return b;
}

void kx_briefing_free(kx_briefing *b)
{
    if (b == NULL)
        return;
    g_free(b->id);
    g_free(b->name);
    g_free(b->title);
    g_free(b->date);
    g_free(b->language);
    g_free(b->voice);
    g_free(b->profile);
    g_ptr_array_unref(b->documents);
    kx_rows_free(b->parts);
    g_array_unref(b->chapters);
    kx_store_free(b->titles);
    kx_rows_free(b->sentences);
    kx_rows_free(b->words);
    g_array_unref(b->losses);
    g_array_unref(b->skips);
    kx_rows_free(b->transcript);
    g_ptr_array_unref(b->notes);
    kx_track_free(b->track);
    kx_analysis_free(b->analysis);
    kx_pool_free(b->pool);
    if (b->tone >= 0)
        close(b->tone);
    kx_master_clear(&b->master);
    g_free(b);
}

void kx_briefing_rest(const kx_briefing *b)
{
    kx_document_rest(g_ptr_array_index(b->documents, 0));
    kx_store_rest(b->titles);
    kx_rows_rest(b->parts);
    kx_rows_rest(b->sentences);
    kx_rows_rest(b->words);
    kx_rows_rest(b->transcript);
}

void kx_briefing_passed(const kx_briefing *b, unsigned index)
{
    if (index % PASSED_AT_ONCE == 0)
        kx_briefing_rest(b);
}

double kx_seconds(int64_t frames)
{
    return (double)frames / KX_RATE;
}

char *kx_printed(const kx_document *doc, kx_range range)
{
    GString *out = g_string_sized_new(range.end - range.start);
    const char *at = doc->text + range.start, *end = doc->text + range.end;
    bool blank = false;
    while (at < end) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isspace(c)) {
            blank = out->len > 0;
        } else {
            if (blank)
                g_string_append_c(out, ' ');
            blank = false;
            g_string_append_unichar(out, c);
        }
        at = g_utf8_next_char(at);
    }
    return g_string_free(out, FALSE);
}

bool kx_briefing_is_own(const kx_briefing *b, unsigned doc)
{
    return doc == b->n_articles;
}

const kx_document *kx_briefing_only_article(const kx_briefing *b)
{
    return b->n_articles == 1 ? g_ptr_array_index(b->documents, 0) : NULL;
}

const char *kx_briefing_section(const kx_briefing *b, unsigned part)
{
    const kx_part *p = &g_array_index(b->parts, kx_part, part);
    if (kx_briefing_only_article(b) || p->kind != KX_PART_ARTICLE)
        return NULL;
    return ((const kx_document *)g_ptr_array_index(b->documents, p->doc))->section;
}

char *kx_article_hash(const char *const *sentences, size_t n)
{
    enum { HASH_DIGITS = 16 };
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < n; i++) {
        g_checksum_update(sum, (const guchar *)sentences[i], (gssize)strlen(sentences[i]));
        g_checksum_update(sum, (const guchar *)"\n", 1);
    }
    return g_strndup(g_checksum_get_string(sum), HASH_DIGITS);
}
