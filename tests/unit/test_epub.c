/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Books of odd briefings, opened with libzip and libxml2. */
#include "briefing_fixture.h"
#include "publish/check_book.h"
#include "publish/cue.h"
#include "publish/sink.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <zip.h>

/* ---- a book ---- */

static kx_briefing *compose(const folder *f, const GPtrArray *texts, kx_structure structure)
{
    return briefing_of(f, texts->len, (const char *const *)texts->pdata, structure, KX_RATE);
}

static void write_book(const folder *f, const kx_briefing *briefing, const kx_show *show,
                       const kx_picture *cover, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(briefing, f->path);
    kx_edition edition = {.briefing = briefing,
                          .show = show,
                          .cover = cover,
                          .published = "2026-03-04T06:00:00+01:00",
                          .sound = sound,
                          .guid = "krant/2026-03-04/boek"};
    kx_sink_epub.write(&edition, f->fd, name, &error);
    g_assert_no_error(error);
    if (exists(f, "timeline.json"))
        unlinkat(f->fd, "timeline.json", 0);
    kx_sink_timeline.write(&edition, f->fd, "timeline.json", &error);
    g_assert_no_error(error);
}

/* What the check finds in a.epub, or "". */
static char *first_fault(const folder *f)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    kx_found into = {.faults = faults};
    kx_checker checker = {&into, "a.epub"};
    kx_check_epub(&checker, f->fd, "a.epub");
    return g_strdup(faults->len > 0 ? g_ptr_array_index(faults, 0) : "");
}

static void check_whole(const folder *f)
{
    g_autofree char *fault = first_fault(f);
    g_assert_cmpstr(fault, ==, "");
}

static char *read_entry(const folder *f, const char *book, const char *name)
{
    g_autofree char *path = path_in(f, book);
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    g_assert_nonnull(zip);
    zip_stat_t info;
    if (zip_stat(zip, name, 0, &info) != 0)
        g_error("no %s in the book", name);
    char *text = g_malloc0(info.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    g_assert_cmpint(zip_fread(file, text, info.size), ==, (zip_int64_t)info.size);
    zip_fclose(file);
    zip_discard(zip);
    return text;
}

/* ---- what XPath finds in one of its files ---- */

static const char *const namespaces[][2] = {{"h", "http://www.w3.org/1999/xhtml"},
                                            {"e", "http://www.idpf.org/2007/ops"},
                                            {"s", "http://www.w3.org/ns/SMIL"},
                                            {"o", "http://www.idpf.org/2007/opf"},
                                            {"dc", "http://purl.org/dc/elements/1.1/"}};

/* The string of an expression, or of each node that it finds, with "|" between them. */
static char *find(const folder *f, const char *book, const char *name, const char *expression)
{
    g_autofree char *path = g_strconcat("EPUB/", name, NULL);
    g_autofree char *text = read_entry(f, book, path);
    xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), name, NULL, XML_PARSE_NONET);
    g_assert_nonnull(doc);
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    for (unsigned i = 0; i < G_N_ELEMENTS(namespaces); i++)
        xmlXPathRegisterNs(context, (const xmlChar *)namespaces[i][0],
                           (const xmlChar *)namespaces[i][1]);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)expression, context);
    g_assert_nonnull(found);
    GString *out = g_string_new(NULL);
    int n = found->type == XPATH_NODESET ? xmlXPathNodeSetGetLength(found->nodesetval) : 1;
    for (int i = 0; i < n; i++) {
        xmlChar *one = found->type == XPATH_NODESET
                           ? xmlXPathCastNodeToString(found->nodesetval->nodeTab[i])
                           : xmlXPathCastToString(found);
        g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", (const char *)one);
        xmlFree(one);
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    xmlFreeDoc(doc);
    return g_string_free(out, FALSE);
}

static void check_found(const folder *f, const char *name, const char *expression,
                        const char *wanted)
{
    g_autofree char *got = find(f, "a.epub", name, expression);
    if (strcmp(got, wanted) != 0)
        g_error("%s in %s: \"%s\", not \"%s\"", expression, name, got, wanted);
}

static GPtrArray *texts_of(const char *const *texts, guint n)
{
    GPtrArray *array = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(array, g_strdup(texts[i]));
    return array;
}

static kx_briefing *make(const folder *f, const char *text, kx_structure structure)
{
    g_autoptr(GPtrArray) texts = texts_of(&text, 1);
    g_autoptr(kx_show) show = kx_show_new();
    kx_briefing *b = compose(f, texts, structure);
    write_book(f, b, show, NULL, "a.epub");
    return b;
}

/* ---- tests ---- */

static const char article[] =
    "---\nauthor: Redactie Gent\nsource: Krant\ndate: 2026-03-03\nurl: https://example.org/a?b&c\n"
    "---\nBrug dicht\n\nDe brug gaat dicht. Dat duurt een week.\n\n> Wij rijden om.\n\n> Al "
    "lang.\n\n"
    "Omrijden\n\nFietsers rijden om.\n\n- een\n- twee\n\nFoto: de brug.\n\n1. een\n2. twee\n";

static void test_page(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_briefing) b = make(f, article, KX_STRUCTURE_WORDS);
    check_found(f, "p001.xhtml", "count(//h:article[@aria-labelledby=//h:h1/@id])", "1");
    check_found(f, "p001.xhtml", "//h:h1|//h:h2", "Brug dicht|Omrijden");
    check_found(f, "p001.xhtml", "//h:p[@class='byline']",
                "Redactie Gent · Krant · dinsdag 3 maart 2026 · Lees het artikel op het web");
    check_found(f, "p001.xhtml", "//h:p[@class='byline']/h:a/@href", "https://example.org/a?b&c");
    check_found(f, "p001.xhtml", "//h:blockquote/h:p", "Wij rijden om.|Al lang.");
    check_found(f, "p001.xhtml", "//h:ul/h:li", "een|twee|1. een|2. twee");
    check_found(f, "p001.xhtml", "//h:ul[@class='numbered']/h:li", "1. een|2. twee");
    check_found(f, "p001.xhtml", "//h:p[@class='lead']/h:span",
                "De brug gaat dicht.|Dat duurt een week.");
    check_found(f, "p001.xhtml", "//h:p[@class='lead']", "De brug gaat dicht. Dat duurt een week.");
    check_found(f, "p001.xhtml", "count(//h:span[@id='s0001' or .='Kop:'])", "0");
    check_found(f, "p001.xhtml", "//h:h1/h:span/@id", "s0002");
}

/* Each stretch begins where the former ends, a sentence's at its own start but for its cue words.
 * The first begins, and the last ends, with the sound. */
static void test_overlay(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_briefing) b = make(f, article, KX_STRUCTURE_NONE);
    g_autofree char *begins = find(f, "a.epub", "p001.smil", "//s:audio/@clipBegin");
    g_autofree char *ends = find(f, "a.epub", "p001.smil", "//s:audio/@clipEnd");
    g_autofree char *texts = find(f, "a.epub", "p001.smil", "//s:text/@src");
    g_auto(GStrv) begin = g_strsplit(begins, "|", -1), end = g_strsplit(ends, "|", -1),
                  text = g_strsplit(texts, "|", -1);
    g_assert_cmpuint(g_strv_length(begin), ==, b->sentences->len);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        g_autofree char *wanted = kx_cue_clock(i == 0 ? 0 : kx_cue_ms(s->start), '.');
        g_autofree char *id = kx_cue_id(i), *href = g_strconcat("p001.xhtml#", id, NULL);
        g_assert_cmpstr(begin[i], ==, wanted + 1); /* one digit of hours */
        g_assert_cmpstr(text[i], ==, href);
        if (i > 0)
            g_assert_cmpstr(begin[i], ==, end[i - 1]);
    }
    int64_t ms = b->track->frames * 1000 / KX_RATE;
    g_autofree char *length = kx_cue_clock(ms, '.');
    g_assert_cmpstr(end[b->sentences->len - 1], ==, length + 1);
    check_found(f, "p001.smil", "count(//s:seq[not(@e:textref)])", "0");
    g_autofree char *both = g_strconcat(length + 1, "|", length + 1, NULL);
    check_found(f, "package.opf", "//o:meta[@property='media:duration']", both);
}

/* Captions, links and notes can be left out by the player. */
static void test_asides(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_briefing) b =
        make(f,
             "Brug dicht\n\nDe brug gaat dicht.[1]\n\nFoto: De brug.\n\n"
             "Lees ook: https://www.example.nl/brug\n\n[1] Een week. Of meer.\n",
             KX_STRUCTURE_VOICE);
    check_found(f, "p001.xhtml", "//h:p[@e:type='footnote' and @role='doc-footnote']",
                "[1] Een week. Of meer.");
    check_found(f, "p001.smil", "//s:seq/s:seq/@e:type", "sidebar|sidebar|footnote");
    check_found(f, "p001.smil", "//s:seq[@e:type='footnote']/s:par/s:text/@src",
                "p001.xhtml#s0005|p001.xhtml#s0006");
    check_found(f, "p001.smil", "//s:seq[@e:type='sidebar']/s:par/s:text/@src",
                "p001.xhtml#s0003|p001.xhtml#s0004");
}

static void test_nesting(folder *f, gconstpointer data)
{
    (void)data;
    static const char *const texts[] = {
        "---\nrubriek: Sport\n---\nEerste\n\nTekst een.\n\nTussen\n\nMeer.\n",
        "---\nrubriek: Sport\n---\nTweede\n\nTekst twee.\n", "Derde\n\nTekst drie.\n"};
    g_autoptr(GPtrArray) array = texts_of(texts, 3);
    g_autoptr(kx_show) show = kx_show_new();
    g_autoptr(kx_briefing) b = compose(f, array, KX_STRUCTURE_VOICE);
    write_book(f, b, show, NULL, "a.epub");
    check_found(f, "nav.xhtml", "//h:nav[@e:type='toc']/h:ol/h:li/h:a",
                "Opening|Sport|Derde|Afsluiting");
    check_found(f, "nav.xhtml", "//h:nav[@e:type='toc']/h:ol/h:li/h:ol/h:li/h:a", "Eerste|Tweede");
    check_found(f, "nav.xhtml", "//h:ol/h:li/h:ol/h:li/h:ol/h:li/h:a", "Tussen");
    check_found(f, "p001.xhtml", "//h:h1", "Nieuwsoverzicht van woensdag 4 maart 2026.");
    check_found(f, "p001.xhtml", "//h:li/h:a/@href", "p002.xhtml|p003.xhtml|p004.xhtml");
    check_found(f, "p002.xhtml", "//h:section/h:h1|//h:article/h:h2|//h:article/h:section/h:h3",
                "Sport|Eerste|Tussen");
    check_found(f, "p003.xhtml", "//h:h1", "Tweede");
    check_found(f, "p002.smil", "count(/s:smil/s:body/s:seq/s:seq/s:seq)", "1");
    check_found(f, "p005.xhtml", "//h:section/@e:type", "conclusion");
}

static void test_package(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_show) show = kx_show_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    kx_picture cover = {.data = "nep", .n = 3, .type = "image/jpeg", .side = 1};
    show->title = g_strdup("Ochtend <krant>");
    show->author = g_strdup("Uitgeverij Noord");
    g_ptr_array_add(texts, g_strdup(article));
    g_autoptr(kx_briefing) b = compose(f, texts, KX_STRUCTURE_VOICE);
    write_book(f, b, show, &cover, "a.epub");
    write_book(f, b, show, &cover, "b.epub");
    check_found(f, "package.opf", "//dc:identifier",
                "urn:uuid:45f9f04b-45d9-5ebd-a744-a46b26b16b0d");
    check_found(f, "package.opf", "//dc:title|//dc:creator|//dc:publisher|//dc:language",
                "Brug dicht|nl|Redactie Gent|Uitgeverij Noord");
    check_found(f, "package.opf", "//dc:source", "https://example.org/a?b&c");
    check_found(f, "package.opf", "//o:meta[@property='dcterms:modified']", "2026-03-04T05:00:00Z");
    check_found(f, "package.opf", "//o:item[@properties='cover-image']/@href", "cover.jpg");
    check_found(f, "package.opf", "//o:meta[@property='schema:accessMode']", "textual|auditory");
    check_found(f, "package.opf", "//o:meta[@property='schema:accessModeSufficient']",
                "textual|auditory");
    check_found(f, "package.opf", "count(//*[contains(@property,'conformsTo')])", "0");
    check_found(f, "p001.xhtml", "//h:img[@src='cover.jpg']/@alt",
                "Omslag: Ochtend <krant>, Brug dicht, woensdag 4 maart 2026");
    g_autofree char *one = path_in(f, "a.epub"), *two = path_in(f, "b.epub");
    g_autofree char *a = NULL, *c = NULL;
    gsize n, m;
    g_assert_true(g_file_get_contents(one, &a, &n, NULL));
    g_assert_true(g_file_get_contents(two, &c, &m, NULL));
    g_assert_cmpmem(a, n, c, m);
    /* EPUB 3.3, 4.2.6.2: who looks at the file's first bytes finds the type. */
    g_assert_cmpmem(a + 30, 28, "mimetypeapplication/epub+zip", 28);
}

/* ---- odd briefings ---- */

static void try_briefing(const folder *f, const GPtrArray *texts, kx_structure structure)
{
    g_autoptr(kx_show) show = kx_show_new();
    g_autoptr(kx_briefing) b = compose(f, texts, structure);
    write_book(f, b, show, NULL, "a.epub");
    check_whole(f);
    unlinkat(f->fd, "a.epub", 0);
}

static void test_odd(folder *f, gconstpointer data)
{
    (void)data;
    static const char *const texts[] = {
        "Een zin.\n",
        "Geen kop. Wel zinnen.\n\nEn een alinea.\n",
        "Kop\n\n> “”\n\n> \n\nNa een leeg citaat.\n",
        "Kop 😀\n\n😀😀😀\n\nTekst 👩‍👩‍👧 met een gezin.\n\n👍\n",
        "😀\n\nEen kop van niets dan een gezicht.\n",
        "שלום עולם\n\nمرحبا بالعالم. Привет, мир! 你好，世界。\n\n- Ελλάδα\n- 日本\n",
        "]]> <script>alert(1)</script> & \"x\"\n\n<!-- x --> ]]> <?php x ?> &lt; <![CDATA[ y "
        "]]>.\n\n"
        "> ]]>\n\n<b>Tussen</b> & 'kop'\n\nEinde </html>.\n",
        "Voor\xe2\x80\xae om\xe2\x80\xac\n\nEen \xe2\x81\xa6los\xe2\x81\xa9 teken. "
        "\xef\xbf\xbe en \xef\xb7\x90. \x01 \x0b\n\nRegel\xe2\x80\xa8over.\n",
        "---\nauthor: </p><script>\nsource: ]]>\ndate: 2026-02-30\n---\n- een\n\n> twee\n\n- "
        "drie\n"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GPtrArray) one = texts_of(texts + i, 1);
        try_briefing(f, one, KX_STRUCTURE_WORDS);
        try_briefing(f, one, KX_STRUCTURE_TONE);
    }
    g_autoptr(GPtrArray) all = texts_of(texts, G_N_ELEMENTS(texts));
    try_briefing(f, all, KX_STRUCTURE_WORDS);
}

static void test_many_articles(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 1; i <= 99; i++)
        g_ptr_array_add(texts,
                        g_strdup_printf("---\nrubriek: R%u\n---\nKop %u\n\nZin.\n", i / 10, i));
    try_briefing(f, texts, KX_STRUCTURE_VOICE);
}

static void test_many_sentences(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    GString *text = g_string_new("Kop\n");
    for (unsigned i = 0; i < 3000; i++)
        g_string_append(text, i % 20 == 0 ? "\n\nJa." : " Ja.");
    g_ptr_array_add(texts, g_string_free(text, FALSE));
    try_briefing(f, texts, KX_STRUCTURE_NONE);
}

/* ---- faults that the check must find ---- */

static void change_entry(const folder *f, const char *name, const char *from, const char *to)
{
    g_autofree char *path = path_in(f, "a.epub");
    g_autofree char *text = read_entry(f, "a.epub", name);
    g_autoptr(GString) changed = g_string_new(text);
    if (g_string_replace(changed, from, to, 1) != 1)
        g_error("no %s in %s", from, name);
    zip_t *zip = zip_open(path, 0, NULL);
    zip_int64_t index = zip_name_locate(zip, name, 0);
    zip_file_replace(zip, (zip_uint64_t)index,
                     zip_source_buffer(zip, changed->str, changed->len, 0), 0);
    g_assert_cmpint(zip_close(zip), ==, 0);
}

static void test_faults(folder *f, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *entry, *from, *to, *fault;
    } cases[] = {
        {"mimetype", "epub+", "", "does not begin with its type"},
        {"META-INF/container.xml", "rootfile ", "rootfiel ", "names no package"},
        {"EPUB/package.opf", "Summary", "Sumary", "has no schema:accessibilitySummary"},
        {"EPUB/package.opf", "dcterms:modified", "dcterms:mod", "has no dcterms:modified"},
        {"EPUB/package.opf", "<itemref idref=\"p001\"/>", "", "not in the order of reading"},
        {"EPUB/package.opf", "style.css", "stijl.css", "holds EPUB/style.css"},
        {"EPUB/package.opf", "\"media:duration\">0:00", "\"media:duration\">1:00",
         "but in the package 36"},
        {"EPUB/package.opf", "properties=\"nav\"", "properties=\"\"",
         "nav.xhtml in it is not in the order of reading"},
        {"EPUB/nav.xhtml", "#n1\"", "#n99\"", "names p001.xhtml#n99, which is not there"},
        {"EPUB/p001.xhtml", "style.css", "http://x.test/a.css", "which is not there"},
        {"EPUB/p001.xhtml", "gaat dicht", "gaat open", "but in the timeline"},
        {"EPUB/p001.xhtml", "id=\"s0002\"", "id=\"s0003\"", "has the id s0003 twice"},
        {"EPUB/p001.xhtml", "<span id=\"s0002\">De brug gaat dicht.</span>", "", "not there"},
        {"EPUB/p001.xhtml", "</article>", "</artikel>", "is no XML"},
        {"EPUB/p001.smil", "#s0002", "#s0099", "which is not there"},
        {"EPUB/p001.smil", "#s0002", "#s0003", "but in the timeline from"},
        {"EPUB/p001.smil", "epub:textref=\"p001.xhtml#n1\"", "", "without a place"},
        {"EPUB/p001.smil", "#n1\"", "#n99\"", "which is not there"},
        {"EPUB/p001.smil", "clipBegin=\"0:00:00.000\"", "clipBegin=\"0:00:00.100\"",
         "clip 1 begins at 0.100 s"},
        {"EPUB/p001.smil", "clipEnd=\"0:00:01.", "clipEnd=\"0:00:02.",
         "but the one before it ends at 2."},
        {"EPUB/p001.smil", "clipBegin=\"0:00:00.000\"", "clipBegin=\"0.000s\"", "or no time"},
    };
    g_autoptr(kx_briefing) b = make(f, article, KX_STRUCTURE_NONE);
    g_autofree char *path = path_in(f, "a.epub"), *right = NULL;
    gsize n;
    check_whole(f);
    g_assert_true(g_file_get_contents(path, &right, &n, NULL));
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        change_entry(f, cases[i].entry, cases[i].from, cases[i].to);
        g_autofree char *fault = first_fault(f);
        if (strstr(fault, cases[i].fault) == NULL)
            g_error("%s, %s: \"%s\", not \"%s\"", cases[i].entry, cases[i].to, fault,
                    cases[i].fault);
        g_assert_true(g_file_set_contents(path, right, (gssize)n, NULL));
    }
    /* Bytes in the middle are sound. */
    memset(right + n / 2, 0, n / 4);
    g_assert_true(g_file_set_contents(path, right, (gssize)n, NULL));
    g_autofree char *damaged = first_fault(f);
    g_assert_cmpstr(damaged, !=, "");
    g_assert_true(g_file_set_contents(path, right, (gssize)n / 2, NULL));
    g_autofree char *cut = first_fault(f);
    g_assert_nonnull(strstr(cut, "is no ZIP file"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/epub/page", folder, NULL, setup, test_page, teardown);
    g_test_add("/epub/overlay", folder, NULL, setup, test_overlay, teardown);
    g_test_add("/epub/asides", folder, NULL, setup, test_asides, teardown);
    g_test_add("/epub/nesting", folder, NULL, setup, test_nesting, teardown);
    g_test_add("/epub/package", folder, NULL, setup, test_package, teardown);
    g_test_add("/epub/odd", folder, NULL, setup, test_odd, teardown);
    g_test_add("/epub/many-articles", folder, NULL, setup, test_many_articles, teardown);
    g_test_add("/epub/many-sentences", folder, NULL, setup, test_many_sentences, teardown);
    g_test_add("/epub/faults", folder, NULL, setup, test_faults, teardown);
    return g_test_run();
}
