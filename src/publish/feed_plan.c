/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which episodes are in the feed, and on which page each one stands (RFC 5005, section 3). */
#include "base/intl.h"
#include "publish/feed_private.h"

static kx_feed_document *document_new(GPtrArray *into, unsigned number)
{
    kx_feed_document *document = g_new0(kx_feed_document, 1);
    document->number = number;
    document->episodes = g_ptr_array_new();
    g_ptr_array_add(into, document);
    return document;
}

static void document_free(void *data)
{
    kx_feed_document *document = data;
    g_ptr_array_unref(document->episodes);
    g_free(document);
}

void kx_feed_clear(kx_feed *feed)
{
    g_clear_pointer(&feed->state, kx_state_free);
    g_clear_pointer(&feed->catalogue, g_ptr_array_unref);
    g_clear_pointer(&feed->documents, g_ptr_array_unref);
    g_clear_pointer(&feed->removed, g_ptr_array_unref);
    g_clear_pointer(&feed->guid, g_free);
    g_clear_pointer(&feed->cover, g_free);
}

/* The episodes that are due and can be heard in any app. */
static GPtrArray *find_visible(const kx_feed *feed, GDateTime *now, GPtrArray *notes)
{
    GPtrArray *visible = g_ptr_array_new();
    for (guint i = 0; i < feed->catalogue->len; i++) {
        kx_episode *episode = g_ptr_array_index(feed->catalogue, i);
        const kx_catalogue_file *mp3 = kx_episode_file(episode, "mp3");
        if (g_date_time_compare(episode->published, now) > 0) {
            g_autofree char *moment =
                g_date_time_format(episode->published, "%Y-%m-%dT%H:%M:%S%:z");
            g_ptr_array_add(notes, g_strdup_printf(_("%s: not in the feed before %s; run "
                                                     "kxspeak feed after that"),
                                                   episode->id, moment));
        } else if (mp3 == NULL || mp3->bytes == 0) {
            g_ptr_array_add(notes, g_strdup_printf(_("%s: left out of the feed: it has no MP3, the "
                                                     "only sound that every app takes"),
                                                   episode->id));
        } else {
            g_ptr_array_add(visible, episode);
        }
    }
    return visible;
}

static void note_revision(kx_state_episode *entry, const kx_episode *episode, GDateTime *now)
{
    bool known = entry->revision > 0;
    if (known && (entry->revision != episode->revision || entry->corrected != episode->corrected)) {
        g_clear_pointer(&entry->changed, g_date_time_unref);
        entry->changed = g_date_time_ref(now);
    }
    entry->revision = episode->revision;
    entry->corrected = episode->corrected;
}

/* Those beyond `keep` leave; their folders go some days later, so that apps that know them from an
 * older copy of the feed still find what they began to play. What was asked for just now does not
 * go before it has been seen. */
static void retire(kx_feed *feed, GPtrArray *visible, GDateTime *now, GPtrArray *notes)
{
    unsigned keep = feed->show->keep ? feed->show->keep : G_MAXUINT;
    for (guint i = 0; i < visible->len; i++) {
        const kx_episode *episode = g_ptr_array_index(visible, i);
        kx_state_episode *entry = kx_state_episode_of(feed->state, episode->id);
        note_revision(entry, episode, now);
        if (i < keep) {
            g_clear_pointer(&entry->left, g_date_time_unref);
            continue;
        }
        if (entry->left == NULL)
            entry->left = g_date_time_ref(now);
        if (g_strcmp0(episode->id, feed->made) == 0) {
            g_ptr_array_add(notes, g_strdup_printf(_("%s: not in the feed, which keeps the newest "
                                                     "%u; a later run removes it (keep-days: %u)"),
                                                   episode->id, keep, feed->show->keep_days));
            continue;
        }
        g_autoptr(GDateTime) end =
            g_date_time_add_days(entry->left, (int)MIN(feed->show->keep_days, 100000));
        if (end && g_date_time_compare(end, now) <= 0)
            g_ptr_array_add(feed->removed, g_strdup(episode->id));
    }
    for (guint i = 0; i < feed->removed->len; i++)
        g_hash_table_remove(feed->state->episodes, g_ptr_array_index(feed->removed, i));
    if (visible->len > keep)
        g_ptr_array_set_size(visible, (int)keep);
}

/* Fills new pages from the oldest end. A page that is full stays as it is: what is on it is known
 * from the state, whatever is published, dropped or dated back later. */
static void fill_pages(kx_feed *feed, const GPtrArray *live)
{
    unsigned size = MAX(feed->show->page, 1), loose = 0;
    for (guint i = 0; i < live->len; i++) {
        const kx_episode *episode = g_ptr_array_index(live, i);
        loose += kx_state_episode_of(feed->state, episode->id)->page == 0;
    }
    unsigned left = 0;
    for (guint i = live->len; i-- > 0 && (left > 0 || loose >= 2 * size);) {
        const kx_episode *episode = g_ptr_array_index(live, i);
        kx_state_episode *entry = kx_state_episode_of(feed->state, episode->id);
        if (entry->page != 0)
            continue;
        if (left == 0) {
            feed->state->pages++;
            left = size;
        }
        entry->page = feed->state->pages;
        left--;
        loose--;
    }
}

static gint by_number(gconstpointer a, gconstpointer b)
{
    const kx_feed_document *x = *(kx_feed_document *const *)a, *y = *(kx_feed_document *const *)b;
    unsigned p = x->number ? x->number : G_MAXUINT, q = y->number ? y->number : G_MAXUINT;
    return p < q ? 1 : p > q ? -1 : 0;
}

static void place(kx_feed *feed, const GPtrArray *live)
{
    g_autofree kx_feed_document **of = g_new0(kx_feed_document *, feed->state->pages + 1);
    of[0] = document_new(feed->documents, 0);
    for (guint i = 0; i < live->len; i++) {
        kx_episode *episode = g_ptr_array_index(live, i);
        unsigned page = kx_state_episode_of(feed->state, episode->id)->page;
        if (of[page] == NULL)
            of[page] = document_new(feed->documents, page);
        g_ptr_array_add(of[page]->episodes, episode);
    }
    g_ptr_array_sort(feed->documents, by_number);
}

void kx_feed_plan(kx_feed *feed, GDateTime *now, GPtrArray *notes)
{
    feed->documents = g_ptr_array_new_with_free_func(document_free);
    feed->removed = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) live = find_visible(feed, now, notes);
    retire(feed, live, now, notes);
    fill_pages(feed, live);
    place(feed, live);
}

GDateTime *kx_feed_changed(const kx_feed *feed, const kx_episode *episode)
{
    const kx_state_episode *entry = g_hash_table_lookup(feed->state->episodes, episode->id);
    return entry ? entry->changed : NULL;
}
