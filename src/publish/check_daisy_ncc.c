/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ncc.html, read back: its entries lead to sound, and what it counts is so. */
#include "publish/check_daisy.h"

#include "base/printable.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

typedef struct {
    kx_daisy_reader *reader;
    kx_checker checker;
    unsigned n, level, deepest;
    GHashTable *entered; /* char*: the SMIL files that entries lead to */
} ncc;

/* ---- entries ---- */

/* The level of a heading; 0 for a paragraph or sidebar; -1 for what has no place there. */
static int level_of(const xmlNode *node, const char *class)
{
    const char *name = (const char *)node->name;
    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0')
        return name[1] - '0';
    bool group = strcmp(name, "div") == 0 && g_strcmp0(class, "group") == 0;
    bool sidebar = strcmp(name, "span") == 0 && g_strcmp0(class, "sidebar") == 0;
    return group || sidebar ? 0 : -1;
}

static void check_target(ncc *c, const char *href)
{
    g_autofree char *safe = kx_printable(href ? href : "", -1);
    const char *mark = href ? strchr(href, '#') : NULL;
    if (mark == NULL || !g_hash_table_contains(c->reader->texts, href))
        kx_fault(&c->checker, "entry %u leads to \"%s\", where nothing is heard", c->n, safe);
    else
        g_hash_table_add(c->entered, g_strndup(href, (gsize)(mark - href)));
}

static void check_entry(ncc *c, xmlNode *node)
{
    g_autofree char *class = kx_node_attribute(node, "class");
    g_autofree char *id = kx_node_attribute(node, "id");
    xmlNode *link = xmlFirstElementChild(node);
    int level = level_of(node, class);
    bool title = level == 1 && g_strcmp0(class, "title") == 0;
    c->n++;
    if (level < 0 || id == NULL || title != (c->n == 1))
        kx_fault(&c->checker, "entry %u has no id, or is out of place", c->n);
    if (link == NULL || !kx_node_is(link, "a") || xmlNextElementSibling(link)) {
        kx_fault(&c->checker, "entry %u is not one link", c->n);
        return;
    }
    g_autofree char *href = kx_node_attribute(link, "href");
    xmlChar *text = xmlNodeGetContent(link);
    if (*text == '\0')
        kx_fault(&c->checker, "entry %u has no text", c->n);
    xmlFree(text);
    check_target(c, href);
    if (level > 0 && (unsigned)level > c->level + 1)
        kx_fault(&c->checker, "entry %u skips a level", c->n);
    if (level > 0)
        c->level = (unsigned)level;
    c->deepest = MAX(c->deepest, c->level);
}

/* ---- what it counts ---- */

static void check_number(ncc *c, const xmlNode *head, const char *name, int64_t wanted)
{
    g_autofree char *told = kx_daisy_meta_of(&c->checker, head, name);
    if (told && g_ascii_strtoll(told, NULL, 10) != wanted) {
        g_autofree char *safe = kx_printable(told, -1);
        kx_fault(&c->checker, "says %s for %s, which is %" PRId64, safe, name, wanted);
    }
}

static void check_metadata(ncc *c, const xmlNode *head)
{
    static const char *const once[] = {"dc:title",      "dc:publisher", "dc:date",
                                       "dc:identifier", "dc:language",  "ncc:charset"};
    static const char *const pages[] = {"ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial"};
    for (unsigned i = 0; i < G_N_ELEMENTS(once); i++) {
        g_autofree char *content = kx_daisy_meta_of(&c->checker, head, once[i]);
        if (content && *content == '\0')
            kx_fault(&c->checker, "%s is empty", once[i]);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(pages); i++)
        check_number(c, head, pages[i], 0);
    for (unsigned i = 0; i < KX_DAISY_ASIDES; i++)
        check_number(c, head, kx_daisy_asides[i].count, c->reader->n_asides[i]);
    g_autofree char *format = kx_daisy_meta_of(&c->checker, head, "dc:format");
    if (format && strcmp(format, "Daisy 2.02") != 0)
        kx_fault(&c->checker, "is not of DAISY 2.02");
    check_number(c, head, "ncc:tocItems", c->n);
    check_number(c, head, "ncc:depth", c->deepest);
    check_number(c, head, "ncc:files", c->reader->names->len);
    check_number(c, head, "ncc:kByteSize", (c->reader->bytes + 512) / 1024);
}

static void check_length(ncc *c, const xmlNode *head)
{
    g_autofree char *told = kx_daisy_meta_of(&c->checker, head, "ncc:totalTime");
    g_autofree char *clock = told ? g_strconcat(told, ".000", NULL) : NULL;
    int64_t wanted = (c->reader->played + 500) / 1000;
    if (clock && llround(kx_clock_read(clock, strlen(clock), '.')) != wanted)
        kx_fault(&c->checker, "ncc:totalTime is not %" PRId64 " s", wanted);
}

/* Players play what an entry leads to, and no other file. */
static void check_entered(ncc *c)
{
    for (guint i = 0; i < c->reader->names->len; i++) {
        const char *name = g_ptr_array_index(c->reader->names, i);
        if (g_str_has_suffix(name, ".smil") && !g_hash_table_contains(c->entered, name)) {
            g_autofree char *safe = kx_printable(name, -1);
            kx_fault(&c->checker, "no entry leads to %s", safe);
        }
    }
}

/* Each sentence that the timeline gives sound to has it in the book. */
static void check_heard(ncc *c)
{
    for (guint i = 0; c->reader->timeline && i < c->reader->timeline->len; i++) {
        const kx_check_sentence *s = &g_array_index(c->reader->timeline, kx_check_sentence, i);
        g_autofree char *id = g_strdup_printf("s%04u", i + 1);
        bool audible = llround(s->end * 1000) > llround(s->start * 1000) + 1;
        if (!s->is_cue && audible && !g_hash_table_contains(c->reader->heard, id)) {
            kx_fault(&c->checker, "%s is not heard in the book", id);
            return;
        }
    }
}

void kx_check_daisy_ncc(kx_daisy_reader *reader)
{
    g_autofree char *where = kx_daisy_where(reader, "ncc.html");
    ncc c = {.reader = reader,
             .checker = {reader->found, where},
             .entered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    xmlDoc *doc = kx_daisy_parse(reader, "ncc.html");
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    xmlNode *head = root ? kx_node_below(root, "head") : NULL;
    xmlNode *body = root ? kx_node_below(root, "body") : NULL;
    for (xmlNode *node = body ? xmlFirstElementChild(body) : NULL; node;
         node = xmlNextElementSibling(node))
        check_entry(&c, node);
    if (root) {
        check_metadata(&c, head);
        check_length(&c, head);
        check_entered(&c);
        check_heard(&c);
    }
    xmlFreeDoc(doc);
    g_hash_table_unref(c.entered);
}
