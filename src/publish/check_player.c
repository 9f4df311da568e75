/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that plays, read back: its policy, what it loads, its sentences and cues against the
 * timeline, and its sound. */
#include "base/limits.h"
#include "publish/check_private.h"

#include "base/intl.h"
#include "base/markup.h"
#include "publish/html.h"
#include "publish/json_file.h"
#include "publish/player.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* MP3 has frames of 26 ms, and encoders add silence. */
#define LENGTH_SLACK 0.15

typedef struct {
    kx_checker *checker;
    const kx_check_folder *folder;
    const kx_check_episode *episode;
    GPtrArray *ids;      /* char*: of the sentences, in the page's order */
    GArray *words;       /* unsigned: printed words of each */
    GHashTable *targets; /* all ids of the page */
    char *policy, *style, *script;
    bool has_sound;
} reader;

/* ---- what is inside addresses ---- */

/* Takes what follows `head` up to the quotation mark out of the page; NULL if it has none. */
static char *cut_data(GString *page, const char *head)
{
    char *at = strstr(page->str, head);
    if (at == NULL)
        return NULL;
    at += strlen(head);
    size_t n = strcspn(at, "\"");
    char *data = g_strndup(at, n);
    g_string_erase(page, at - page->str, (gssize)n);
    return data;
}

static void check_mp3(reader *r, const char *base64)
{
    gsize n = 0;
    g_autofree guchar *bytes = g_base64_decode(base64, &n);
    kx_decoded decoded;
    if (n == 0)
        kx_fault(r->checker, "has no sound in it");
    if (n == 0 || !kx_check_decode(r->checker, bytes, n, _("the sound of the page"), &decoded))
        return;
    double seconds = (double)decoded.frames / decoded.rate;
    if (fabs(seconds - r->episode->duration) > LENGTH_SLACK)
        kx_fault(r->checker, "its sound lasts %.3f s, but in the record %.3f s", seconds,
                 r->episode->duration);
}

/* ---- the page's elements ---- */

static unsigned count_words(const char *text)
{
    unsigned n = 0;
    bool blank = true;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        bool now = g_unichar_isspace(c) || g_unichar_iscntrl(c);
        n += blank && !now;
        blank = now;
    }
    return n;
}

static void read_sentence(reader *r, xmlNode *node, const char *id)
{
    xmlChar *text = xmlNodeGetContent(node);
    unsigned words = count_words((const char *)text);
    xmlFree(text);
    g_ptr_array_add(r->ids, g_strdup(id ? id : ""));
    g_array_append_val(r->words, words);
}

static void set_content(char **field, xmlNode *node)
{
    xmlChar *text = xmlNodeGetContent(node);
    g_free(*field);
    *field = g_strdup((const char *)text);
    xmlFree(text);
}

/* Links lead where they like; whatever is loaded is in the page or in its folder. */
static void check_loaded(reader *r, xmlNode *node)
{
    static const char *const keys[] = {"src", "srcset", "poster", "data", "href"};
    for (unsigned i = 0; i < G_N_ELEMENTS(keys) && !kx_node_is(node, "a"); i++) {
        g_autofree char *url = kx_node_attribute(node, keys[i]);
        if (url == NULL || g_str_has_prefix(url, "data:"))
            continue;
        if (strchr(url, ':') || g_str_has_prefix(url, "//"))
            kx_fault(r->checker, "%s loads something from elsewhere", (const char *)node->name);
        else
            kx_check_link(r->checker, r->folder, (const char *)node->name, url, NULL);
    }
}

static void read_element(reader *r, xmlNode *node)
{
    g_autofree char *id = kx_node_attribute(node, "id");
    g_autofree char *class = kx_node_attribute(node, "class");
    if (id && !g_hash_table_add(r->targets, g_strdup(id)))
        kx_fault(r->checker, "an id stands in the page twice");
    if (kx_node_is(node, "span") && g_strcmp0(class, "z") == 0)
        read_sentence(r, node, id);
    else if (kx_node_is(node, "style"))
        set_content(&r->style, node);
    else if (kx_node_is(node, "script"))
        set_content(&r->script, node);
    else if (kx_node_is(node, "meta") && r->policy == NULL) {
        g_autofree char *kind = kx_node_attribute(node, "http-equiv");
        if (kind && g_ascii_strcasecmp(kind, "Content-Security-Policy") == 0)
            r->policy = kx_node_attribute(node, "content");
    }
    r->has_sound |= kx_node_is(node, "audio");
    check_loaded(r, node);
}

static void read_nodes(reader *r, xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE)
            read_element(r, node);
        read_nodes(r, node->children);
    }
}

static void check_marks(reader *r, xmlNode *node)
{
    for (; node; node = node->next) {
        g_autofree char *href = kx_node_is(node, "a") ? kx_node_attribute(node, "href") : NULL;
        if (href && href[0] == '#' && !g_hash_table_contains(r->targets, href + 1))
            kx_fault(r->checker, "a link leads to a place that is not in the page");
        check_marks(r, node->children);
    }
}

/* Whether the policy allows this text and no other for what `directive` governs. */
static bool allows_only(const char *policy, const char *directive, const char *text)
{
    g_autofree char *sum = text ? kx_html_sum(text) : NULL;
    g_autofree char *wanted = sum ? g_strdup_printf("%s '%s'", directive, sum) : NULL;
    g_auto(GStrv) parts = g_strsplit(policy, "; ", -1);
    return wanted && g_strv_contains((const char *const *)parts, wanted);
}

static void check_policy(reader *r)
{
    if (r->policy == NULL || !g_str_has_prefix(r->policy, "default-src 'none'; "))
        kx_fault(r->checker, "has no policy that shuts out what it does not name");
    else if (!allows_only(r->policy, "style-src", r->style) ||
             !allows_only(r->policy, "script-src", r->script))
        kx_fault(r->checker, "its policy does not allow its own style and script alone");
}

/* ---- cues against the timeline ---- */

static int64_t ms_at(const json_t *object, const char *key)
{
    return (int64_t)round(json_number_value(json_object_get(object, key)) * 1000);
}

/* Sentences that the programme says inside an article are not in the page: their sound belongs to
 * the printed ones around them (publish/outline.h). */
static bool is_cue(const json_t *timeline, const json_t *sentence)
{
    const json_t *articles = json_object_get(timeline, "articles");
    const json_t *article =
        json_array_get(articles, (size_t)json_integer_value(json_object_get(sentence, "article")));
    const char *block = json_string_value(json_object_get(sentence, "block"));
    const char *kind = json_string_value(json_object_get(article, "kind"));
    return g_strcmp0(block, "programme") == 0 && g_strcmp0(kind, "article") == 0;
}

/* Whether a stretch that belongs to sentence `index` may begin at `start`: with the sentence, with
 * the words that introduce it, or with its article. */
static bool begins_rightly(const json_t *timeline, size_t index, int64_t start)
{
    const json_t *sentences = json_object_get(timeline, "sentences");
    const json_t *sentence = json_array_get(sentences, index);
    json_int_t article = json_integer_value(json_object_get(sentence, "article"));
    const json_t *part = json_array_get(json_object_get(timeline, "articles"), (size_t)article);
    bool first = true;
    for (size_t i = index + 1; i-- > 0;) {
        const json_t *before = json_array_get(sentences, i);
        if (json_integer_value(json_object_get(before, "article")) != article)
            break;
        bool silent = ms_at(before, "start") == ms_at(before, "end");
        first = i == index || silent || is_cue(timeline, before);
        if (!first)
            break;
        if (ms_at(before, "start") == start)
            return true;
    }
    return first && (start == ms_at(part, "start") || (article == 0 && start == 0));
}

typedef struct {
    const json_t *timeline;
    unsigned n;       /* cues so far */
    int64_t last_end; /* ms */
} clock_state;

/* One cue: id, times, words. False if it is wrong, which is told. */
static bool check_cue(reader *r, clock_state *clock, char **lines)
{
    const char *id = clock->n < r->ids->len ? g_ptr_array_index(r->ids, clock->n) : NULL;
    g_auto(GStrv) times = g_strsplit(lines[1], " --> ", 2);
    unsigned number = (unsigned)g_ascii_strtoull(lines[0] + 1, NULL, 10);
    const json_t *sentence =
        number ? json_array_get(json_object_get(clock->timeline, "sentences"), number - 1) : NULL;
    if (id == NULL || strcmp(id, lines[0]) != 0 || sentence == NULL || !times[0] || !times[1]) {
        kx_fault(r->checker, "cue %u is not that of the sentence in its place", clock->n + 1);
        return false;
    }
    int64_t start = (int64_t)round(kx_clock_read(times[0], strlen(times[0]), '.') * 1000);
    int64_t end = (int64_t)round(kx_clock_read(times[1], strlen(times[1]), '.') * 1000);
    if (!begins_rightly(clock->timeline, number - 1, start) || start < clock->last_end ||
        end < ms_at(sentence, "end")) {
        kx_fault(r->checker, "%s is not at the time that the timeline gives", id);
        return false;
    }
    json_t *words = json_loads(lines[2], 0, NULL);
    bool ok = json_array_size(words) == g_array_index(r->words, unsigned, clock->n);
    json_decref(words);
    if (!ok)
        kx_fault(r->checker, "%s has other words than its cue", id);
    clock->last_end = end;
    return ok;
}

static void check_cues(reader *r, const char *base64)
{
    gsize n = 0;
    g_autofree guchar *bytes = g_base64_decode(base64, &n);
    g_autofree char *text = g_strndup((const char *)bytes, n);
    g_auto(GStrv) blocks = g_strsplit(g_strchomp(text), "\n\n", -1);
    json_t *timeline = kx_json_load(r->folder->dirfd, "timeline.json", KX_TIMELINE_BYTES_MAX, NULL);
    clock_state clock = {.timeline = timeline};
    bool ok = blocks[0] && strcmp(blocks[0], "WEBVTT") == 0 && timeline;
    if (!ok)
        kx_fault(r->checker, "has no cues, or there is no timeline");
    for (char **block = blocks + ok; ok && *block; block++, clock.n++) {
        g_auto(GStrv) lines = g_strsplit(*block, "\n", -1);
        if (g_strv_length(lines) != 3)
            kx_fault(r->checker, "cue %u is malformed", clock.n + 1);
        ok = g_strv_length(lines) == 3 && check_cue(r, &clock, lines);
    }
    if (ok && clock.n != r->ids->len)
        kx_fault(r->checker, "%u sentences, but %u cues", r->ids->len, clock.n);
    json_decref(timeline);
}

/* ---- the page ---- */

static void check_nodes(reader *r, const GString *page, const char *cues)
{
    const char *why = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(page->str, page->len);
    xmlDoc *doc = kx_markup_read(bytes, KX_MARKUP_HTML, &why);
    if (doc == NULL) {
        kx_fault(r->checker, "%s", why);
        return;
    }
    xmlNode *root = xmlDocGetRootElement(doc);
    read_nodes(r, root);
    check_marks(r, root);
    check_policy(r);
    if (!r->has_sound || cues == NULL)
        kx_fault(r->checker, "has no sound or no cues");
    else
        check_cues(r, cues);
    xmlFreeDoc(doc);
}

void kx_check_player(kx_checker *checker, const kx_check_folder *folder, GBytes *bytes,
                     const kx_check_episode *episode)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    g_autoptr(GString) page = g_string_new_len(data, (gssize)n);
    g_autofree char *mp3 = cut_data(page, KX_PLAYER_MP3_DATA);
    g_autofree char *cues = cut_data(page, KX_PLAYER_VTT_DATA);
    reader r = {.checker = checker,
                .folder = folder,
                .episode = episode,
                .ids = g_ptr_array_new_with_free_func(g_free),
                .words = g_array_new(FALSE, FALSE, sizeof(unsigned)),
                .targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    if (mp3)
        check_mp3(&r, mp3);
    check_nodes(&r, page, cues);
    g_ptr_array_unref(r.ids);
    g_array_unref(r.words);
    g_hash_table_unref(r.targets);
    g_free(r.policy);
    g_free(r.style);
    g_free(r.script);
}
