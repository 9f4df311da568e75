/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Talking books of odd briefings: what they list, and that the check finds each fault it is for. */
#include "base/sanitized.h"
#include "briefing_fixture.h"
#include "publish/check_book.h"
#include "publish/check_daisy.h"
#include "publish/sink.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/* ---- a book, in folder "boek" ---- */

static void write_with(const folder *f, const kx_briefing *b, const kx_show *show)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(b, f->path);
    const kx_edition edition = {.briefing = b,
                                .show = show,
                                .published = "2026-03-04T06:00:00+01:00",
                                .sound = sound,
                                .guid = "krant/2026-03-04/boek"};
    kx_sink_daisy.write(&edition, f->fd, "boek", &error);
    g_assert_no_error(error);
    kx_sink_timeline.write(&edition, f->fd, "timeline.json", &error);
    g_assert_no_error(error);
}

static void write_book(const folder *f, const kx_briefing *b)
{
    g_autoptr(kx_show) show = kx_show_new();
    write_with(f, b, show);
}

static kx_briefing *make(const folder *f, unsigned n, const char *const *texts,
                         kx_structure structure)
{
    kx_briefing *b = briefing_of(f, n, texts, structure, KX_RATE);
    write_book(f, b);
    return b;
}

static void remove_book(const folder *f)
{
    g_assert_true(kx_tree_remove(f->fd, "boek", NULL));
    g_assert_cmpint(unlinkat(f->fd, "timeline.json", 0), ==, 0);
}

static char *text_of(const folder *f, const char *name)
{
    g_autofree char *below = g_build_filename("boek", name, NULL), *path = path_in(f, below);
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static xmlDoc *parse(const folder *f, const char *name)
{
    g_autofree char *text = text_of(f, name);
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
    g_assert_nonnull(doc);
    return doc;
}

/* "h1 Titel > d001.smil#t0001", a line an entry. */
static char *contents(const folder *f)
{
    xmlDoc *doc = parse(f, "ncc.html");
    xmlNode *body = xmlLastElementChild(xmlDocGetRootElement(doc));
    GString *out = g_string_new(NULL);
    for (xmlNode *node = xmlFirstElementChild(body); node; node = xmlNextElementSibling(node)) {
        xmlNode *link = xmlFirstElementChild(node);
        xmlChar *href = xmlGetProp(link, (const xmlChar *)"href");
        xmlChar *text = xmlNodeGetContent(link);
        g_string_append_printf(out, "%s %s > %s\n", node->name, text, href);
        xmlFree(href);
        xmlFree(text);
    }
    xmlFreeDoc(doc);
    return g_string_free(out, FALSE);
}

static void check_contents(const folder *f, const char *wanted)
{
    g_autofree char *got = contents(f);
    g_assert_cmpstr(got, ==, wanted);
}

static void check_has(const folder *f, const char *name, const char *wanted)
{
    g_autofree char *text = text_of(f, name);
    if (strstr(text, wanted) == NULL)
        g_error("no \"%s\" in %s:\n%s", wanted, name, text);
}

static GPtrArray *faults_of(const folder *f)
{
    GPtrArray *faults = g_ptr_array_new_with_free_func(g_free);
    kx_found into = {.faults = faults};
    kx_checker checker = {&into, "boek"};
    kx_check_daisy(&checker, f->fd, "boek", NULL);
    return faults;
}

static void check_no_fault(const folder *f)
{
    g_autoptr(GPtrArray) faults = faults_of(f);
    if (faults->len)
        g_error("%s", (const char *)g_ptr_array_index(faults, 0));
}

/* ---- what is listed ---- */

static const char article[] =
    "---\nauthor: Redactie Gent\nsource: Krant\ndate: 2026-03-03\nurl: https://example.org/a?b&c\n"
    "---\nBrug <b>dicht\n\nDe brug gaat dicht. Dat duurt een week.\n\n> Wij rijden om.\n\n> Al een "
    "week.\n\nOmrijden\n\n- Fietsers rijden om.\n- Auto's ook.\n\nFoto: De brug in maart.\n";

static void test_article(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {article};
    g_autoptr(kx_briefing) b = make(f, 1, texts, KX_STRUCTURE_VOICE);
    check_no_fault(f);
    check_contents(f, "h1 Brug <b>dicht – woensdag 4 maart 2026 > d001.smil#t0001\n"
                      "div De brug gaat dicht. Dat duurt een week. > d001.smil#t0002\n"
                      "div Wij rijden om. > d001.smil#t0004\n"
                      "div Al een week. > d001.smil#t0005\n"
                      "h2 Omrijden > d001.smil#t0006\n"
                      "div Fietsers rijden om. > d001.smil#t0007\n"
                      "div Auto's ook. > d001.smil#t0008\n"
                      "span Foto: De brug in maart. > d001.smil#t0009\n");
    check_has(
        f, "content.html",
        "<body>\n<h1 class=\"title\"><span id=\"s0001\">Brug &lt;b&gt;dicht</span></h1>\n"
        "<p class=\"byline\">Redactie Gent · Krant · dinsdag 3 maart 2026 · <a "
        "href=\"https://example.org/a?b&amp;c\">Lees het artikel op het web</a></p>\n"
        "<p><span id=\"s0002\">De brug gaat dicht.</span> "
        "<span id=\"s0003\">Dat duurt een week.</span></p>\n"
        "<blockquote>\n<p><span id=\"s0004\">Wij rijden om.</span></p>\n"
        "<p><span id=\"s0005\">Al een week.</span></p>\n</blockquote>\n"
        "<h2><span id=\"s0006\">Omrijden</span></h2>\n"
        "<ul>\n<li><span id=\"s0007\">Fietsers rijden om.</span></li>\n"
        "<li><span id=\"s0008\">Auto's ook.</span></li>\n</ul>\n"
        "<div class=\"sidebar\"><span id=\"s0009\">Foto: De brug in maart.</span></div>\n</body>");
}

/* Captions, links and notes can be left out by the player, and are counted. */
/* What is said after a single article is a paragraph, and in the article's own files: the book has
 * no other headings than it. */
static void test_disclosing(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {"Brug dicht\n\nDe brug gaat dicht.\n\nFietsers rijden om.\n"};
    const kx_compose_settings asked = {
        .structure = KX_STRUCTURE_VOICE, .rate = KX_RATE, .discloses = true};
    g_autoptr(kx_briefing) b = briefing_as(f, 1, texts, &asked);
    write_book(f, b);
    check_no_fault(f);
    check_contents(f, "h1 Brug dicht – woensdag 4 maart 2026 > d001.smil#t0001\n"
                      "div De brug gaat dicht. > d001.smil#t0002\n"
                      "div Fietsers rijden om. > d001.smil#t0003\n"
                      "div Voorgelezen door een computerstem. > d001.smil#t0004\n");
    check_has(f, "ncc.html", "ncc:files\" content=\"4\"");
    check_has(f, "content.html",
              "<p><span id=\"s0004\">Voorgelezen door een computerstem.</span></p>");
}

static void test_asides(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {
        "Brug dicht\n\nDe brug gaat dicht.[1]\n\nFoto: De brug.\n\n"
        "Lees ook: https://www.example.nl/brug\n\n[1] Een week. Of meer.\n"};
    g_autoptr(kx_briefing) b = make(f, 1, texts, KX_STRUCTURE_VOICE);
    check_no_fault(f);
    check_has(f, "content.html",
              "<div class=\"sidebar\"><span id=\"s0004\">Lees ook: "
              "https://www.example.nl/brug</span></div>\n"
              "<div class=\"notebody\"><span id=\"s0005\">[1] Een week.</span> "
              "<span id=\"s0006\">Of meer.</span></div>\n");
    static const char *const required[] = {NULL,         NULL,          "sidebar-on",
                                           "sidebar-on", "footnote-on", "footnote-on"};
    xmlDoc *smil = parse(f, "d001.smil");
    xmlNode *seq = xmlFirstElementChild(xmlLastElementChild(xmlDocGetRootElement(smil)));
    unsigned n = 0;
    for (xmlNode *par = xmlFirstElementChild(seq); par; par = xmlNextElementSibling(par)) {
        xmlChar *test = xmlGetProp(par, (const xmlChar *)"system-required");
        g_assert_cmpuint(n, <, G_N_ELEMENTS(required));
        g_assert_cmpstr((const char *)test, ==, required[n++]);
        xmlFree(test);
    }
    xmlFreeDoc(smil);
    g_assert_cmpuint(n, ==, G_N_ELEMENTS(required));
    check_has(f, "ncc.html", "name=\"ncc:sidebars\" content=\"2\"");
    check_has(f, "ncc.html", "name=\"ncc:footnotes\" content=\"1\"");
    check_contents(f, "h1 Brug dicht – woensdag 4 maart 2026 > d001.smil#t0001\n"
                      "div De brug gaat dicht.[1] > d001.smil#t0002\n"
                      "span Foto: De brug. > d001.smil#t0003\n"
                      "span Lees ook: https://www.example.nl/brug > d001.smil#t0004\n"
                      "div [1] Een week. Of meer. > d001.smil#t0005\n");
}

static void test_one_sentence(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {"Ja, dat is zo.\n"};
    g_autoptr(kx_briefing) b = make(f, 1, texts, KX_STRUCTURE_VOICE);
    check_no_fault(f);
    check_contents(f, "h1 Ja, dat is zo. – woensdag 4 maart 2026 > d001.smil#t0001\n");
    check_has(f, "content.html",
              "<h1 class=\"title\">Ja, dat is zo. – woensdag 4 maart 2026</h1>\n"
              "<p><span id=\"s0001\">Ja, dat is zo.</span></p>\n");
}

/* Without sections, articles stand under the book's heading. */
static void test_briefing(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {"Brug dicht\n\nDe brug gaat dicht.\n\nOmrijden\n\nHet kan.\n",
                                 "De trein rijdt weer op tijd.\n\nDat is goed nieuws.\n"};
    g_autoptr(kx_briefing) b = make(f, 2, texts, KX_STRUCTURE_VOICE);
    check_no_fault(f);
    check_contents(f, "h1 Nieuwsoverzicht van woensdag 4 maart 2026 > d001.smil#t0001\n"
                      "div In deze uitgave: 2 artikelen. > d001.smil#t0002\n"
                      "div Brug dicht > d001.smil#t0003\n"
                      "div De trein rijdt weer op tijd. > d001.smil#t0004\n"
                      "h2 Brug dicht > d002.smil#t0005\n"
                      "div De brug gaat dicht. > d002.smil#t0006\n"
                      "h3 Omrijden > d002.smil#t0007\n"
                      "div Het kan. > d002.smil#t0008\n"
                      "h2 De trein rijdt weer op tijd. > d003.smil#t0009\n"
                      "div Dat is goed nieuws. > d003.smil#t0010\n"
                      "h2 Afsluiting > d004.smil#t0011\n");
    check_has(f, "content.html",
              "<h1 class=\"title\"><span id=\"s0001\">Nieuwsoverzicht van "
              "woensdag 4 maart 2026.</span></h1>\n");
    check_has(f, "content.html",
              "<ul>\n<li><span id=\"s0003\">Brug dicht</span></li>\n"
              "<li><span id=\"s0004\">De trein rijdt weer op tijd.</span></li>\n"
              "</ul>\n<h2><span id=\"s0005\">Brug dicht</span></h2>\n");
    check_has(f, "content.html",
              "<h2>De trein rijdt weer op tijd.</h2>\n"
              "<p><span id=\"s0009\">De trein rijdt weer op tijd.</span></p>\n");
    check_has(f, "content.html", "<h2>Afsluiting</h2>\n<p><span id=\"s0011\">Dit was");
}

static void test_sections(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {
        "Weer\n\nHet regent.\n", "---\nsection: Sport\n---\nGoud\n\nEen gouden plak.\n",
        "---\nsection: Sport\n---\nZilver\n\nEn een zilveren.\n\nLater\n\nNog meer.\n",
        "Los\n\nDit staat los.\n\nTussen\n\nHier ook.\n"};
    g_autoptr(kx_briefing) b = make(f, 4, texts, KX_STRUCTURE_WORDS);
    g_autofree char *all = contents(f);
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
    g_autoptr(GString) headings = g_string_new(NULL);
    check_no_fault(f);
    for (char **line = lines; *line; line++)
        if (**line == 'h')
            g_string_append_printf(headings, "%.*s\n", (int)strcspn(*line, ">") - 1, *line);
    g_assert_cmpstr(headings->str, ==,
                    "h1 Nieuwsoverzicht van woensdag 4 maart 2026\nh2 Weer\nh1 Sport\nh2 Goud\n"
                    "h2 Zilver\nh3 Later\nh1 Los\nh2 Tussen\nh1 Afsluiting\n");
}

/* What is left out of the reading is printed, and leads nowhere. */
static void test_unspoken(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {"Brug dicht\n\nDe brug gaat dicht.\n"};
    g_autoptr(kx_briefing) b = briefing_of(f, 1, texts, KX_STRUCTURE_NONE, KX_RATE);
    kx_document *doc = g_ptr_array_index(b->documents, 0);
    const kx_block extra = {KX_BLOCK_CAPTION, {0, 4}};
    g_array_append_val(doc->blocks, extra);
    write_book(f, b);
    check_no_fault(f);
    check_has(f, "content.html", "dicht.</span></p>\n<div class=\"sidebar\">Brug</div>\n</body>");
    check_contents(f, "h1 Brug dicht – woensdag 4 maart 2026 > d001.smil#t0001\n"
                      "div De brug gaat dicht. > d001.smil#t0002\n");
}

static void silence(kx_briefing *b, unsigned sentence)
{
    kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, sentence);
    s->end = s->start;
}

/* A heading that is not heard leads to what is heard next, and no two entries to one place. */
static void test_unheard(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {"Brug dicht\n\nDe brug gaat dicht.\n\nOmrijden\n\nHet kan.\n",
                                 "Trein\n\nDe trein rijdt weer. Op tijd.\n"};
    g_autoptr(kx_briefing) b = briefing_of(f, 2, texts, KX_STRUCTURE_NONE, KX_RATE);
    silence(b, 4);
    silence(b, 6);
    for (unsigned i = 8; i < 11; i++) /* the whole article */
        silence(b, i);
    write_book(f, b);
    check_no_fault(f);
    g_autofree char *got = contents(f);
    g_assert_nonnull(strstr(got, "h2 Brug dicht > d002.smil#t0006\nh3 Omrijden > d002.smil#t0008\n"
                                 "h2 Trein > d003.smil#t0009\nh2 Afsluiting > d004.smil#t0012\n"));
}

/* ---- metadata ---- */

static void test_metadata(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {article};
    g_autoptr(kx_briefing) b = briefing_of(f, 1, texts, KX_STRUCTURE_NONE, KX_RATE);
    g_autoptr(kx_show) show = kx_show_new();
    write_with(f, b, show);
    static const char *const found[] = {
        "name=\"dc:title\" content=\"Brug ‹b&gt;dicht – woensdag 4 maart 2026\"",
        "name=\"dc:creator\" content=\"Redactie Gent\"",
        "name=\"dc:publisher\" content=\"Krant\"",
        "name=\"dc:date\" content=\"2026-03-04\"",
        "name=\"dc:identifier\" content=\"krant/2026-03-04/boek\"",
        "name=\"dc:source\" content=\"https://example.org/a?b&amp;c\"",
        "name=\"ncc:sourceDate\" content=\"2026-03-03\"",
        "name=\"ncc:files\" content=\"4\"",
        "name=\"ncc:depth\" content=\"2\"",
        "name=\"ncc:tocItems\" content=\"8\"",
        "<title>Brug &lt;b&gt;dicht – woensdag 4 maart 2026</title>",
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(found); i++)
        check_has(f, "ncc.html", found[i]);
    remove_book(f);
    show->path = g_strdup("show.ini");
    show->author = g_strdup("Omroep\nDelft");
    write_with(f, b, show);
    check_has(f, "ncc.html", "name=\"dc:publisher\" content=\"Omroep Delft\"");
    remove_book(f);
    const char *const plain[] = {"Brug dicht van 4 maart 2026\n\nDe brug gaat dicht.\n"};
    g_autoptr(kx_briefing) other = make(f, 1, plain, KX_STRUCTURE_NONE);
    check_has(f, "ncc.html", "name=\"dc:publisher\" content=\"Onbekend\"");
    check_has(f, "ncc.html", "name=\"dc:creator\" content=\"Onbekend\"");
    check_has(f, "ncc.html", "name=\"dc:title\" content=\"Brug dicht van 4 maart 2026\"");
}

/* ---- odd inputs ---- */

static void test_odd(folder *f, gconstpointer data)
{
    (void)data;
    static const char *const texts[][3] = {
        {"\"\"\n\nLeeg: \"\" en «».\n"},
        {"😀\n\nLeuk 👩‍🔬 hoor. 😀\n\n🎉🎉\n"},
        {"Привет мир. 你好世界. مرحبا بالعالم.\n"},
        {"Kop\n\nJa.\n", "你好世界。\n\n再见。\n", "😀 a\n\n👍\n"},
        {"Kop ]]> &amp; &nbsp; \"x\"\n\n<!-- a --> <?php ?> <a href=\"d001.smil#t0001\">x</a> \xe2"
         "\x80\xaeom\xe2\x80\xac \x01\x02 %s %n.\n\n</span></p></body>\n\n> </blockquote>\n"},
        {"d001.smil#t0001\n\n../../etc/passwd en C:\\con.\n"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        unsigned n = 1;
        while (n < 3 && texts[i][n])
            n++;
        g_autoptr(kx_briefing) b = make(f, n, texts[i], (kx_structure)(i % 3));
        check_no_fault(f);
        remove_book(f);
    }
}

/* More articles than chapters: each has its own files all the same. */
static void test_many_articles(folder *f, gconstpointer data)
{
    (void)data;
    enum { N = 110 };
    const char *texts[N];
    for (unsigned i = 0; i < N; i++)
        texts[i] = i % 2 ? "Kop\n\nJa.\n" : "---\nsection: Sport\n---\nNee, dat is niet zo.\n";
    g_autoptr(kx_briefing) b = make(f, N, texts, KX_STRUCTURE_NONE);
    check_no_fault(f);
    check_has(f, "ncc.html", "href=\"d112.smil#t");
}

static void test_long(folder *f, gconstpointer data)
{
    (void)data;
    enum { N = KX_SANITIZED ? 600 : 3000 };
    g_autoptr(GString) text = g_string_new("Kop\n\n");
    g_autofree char *last = g_strdup_printf("<span id=\"s%04d\">", N + 1);
    for (unsigned i = 0; i < N; i++)
        g_string_append(text, i % 20 == 19 ? "Ja.\n\n" : "Nee. ");
    const char *const texts[] = {text->str};
    g_autoptr(kx_briefing) b = make(f, 1, texts, KX_STRUCTURE_NONE);
    check_no_fault(f);
    check_has(f, "content.html", last);
}

/* ---- the check ---- */

static void replace(const folder *f, const char *name, const char *from, const char *to)
{
    g_autofree char *text = text_of(f, name);
    const char *at = strstr(text, from);
    g_assert_nonnull(at);
    g_autofree char *changed =
        g_strdup_printf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    g_autofree char *below = g_build_filename("boek", name, NULL);
    put(f, below, changed);
}

static void test_check(folder *f, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *name, *from, *to, *fault;
    } examples[] = {
        {"ncc.html", "tocItems\" content=\"8", "tocItems\" content=\"7", "7 for ncc:tocItems"},
        {"ncc.html", "depth\" content=\"2", "depth\" content=\"3", "3 for ncc:depth"},
        {"ncc.html", "files\" content=\"4", "files\" content=\"5", "5 for ncc:files"},
        {"ncc.html", "kByteSize\" content=\"", "kByteSize\" content=\"1", "for ncc:kByteSize"},
        {"ncc.html", "totalTime\" content=\"00", "totalTime\" content=\"01", "totalTime is not"},
        {"ncc.html", "dc:publisher", "dc:other", "0 times dc:publisher"},
        {"ncc.html", "<h2 id=\"n0005\"><a href=\"d001.smil#t0006\">Omrijden</a></h2>",
         "<h3 id=\"n0005\"><a href=\"d001.smil#t0006\">Omrijden</a></h3>", "entry 5 skips a level"},
        {"ncc.html", "class=\"title\"", "class=\"x\"", "entry 1 has no id, or is out of place"},
        {"ncc.html", "id=\"n0004\"", "", "entry 4 has no id"},
        {"ncc.html", "#t0004", "#p0004", "entry 3 leads to \"d001.smil#p0004\""},
        {"ncc.html", "</html>", "", "ncc.html: is no XML"},
        {"content.html", "Al een week", "Al een maand", "s0005 is \"Al een maand.\""},
        {"content.html", "<span id=\"s0005\">", "<span id=\"s0004\">", "printed twice"},
        {"content.html", " id=\"s0005\"", "", "names \"content.html#s0005\""},
        {"d001.smil", "clip-begin=\"npt=0.000s\"", "clip-begin=\"npt=0.001s\"",
         "begins at 1 ms, but the sound before it ends at 0"},
        {"d001.smil", "npt=0.000s", "npt=x", "s0001 has no stretch of sound"},
        {"d001.smil", "totalElapsedTime\" content=\"00", "totalElapsedTime\" content=\"01",
         "ncc:totalElapsedTime is not 0 ms"},
        {"d001.smil", " system-required=\"sidebar-on\"", "", "s0009 is left out as \"\""},
        {"d001.smil", "\"sidebar-on\"", "\"footnote-on\"", "s0009 is left out as \"footnote-on\""},
        {"ncc.html", "sidebars\" content=\"1", "sidebars\" content=\"0", "0 for ncc:sidebars"},
        {"d001.smil", "<seq dur=\"", "<seq dur=\"1", "its length is not"},
        {"d001.smil", "src=\"d001.mp3\"", "src=\"d002.mp3\"", "in another file"},
        {"d001.smil", "<smil>", "<smil xmlns=\"http://www.w3.org/ns/SMIL\">", "is no SMIL"},
    };
    const char *const texts[] = {article};
    g_autoptr(kx_briefing) b = make(f, 1, texts, KX_STRUCTURE_NONE);
    check_no_fault(f);
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *whole = text_of(f, examples[i].name);
        g_autofree char *below = g_build_filename("boek", examples[i].name, NULL);
        replace(f, examples[i].name, examples[i].from, examples[i].to);
        g_autoptr(GPtrArray) faults = faults_of(f);
        bool found = false;
        for (guint k = 0; k < faults->len; k++)
            found |= strstr(g_ptr_array_index(faults, k), examples[i].fault) != NULL;
        if (!found)
            g_error("no \"%s\", but %u others: %s", examples[i].fault, faults->len,
                    faults->len ? (const char *)g_ptr_array_index(faults, 0) : "");
        put(f, below, whole);
    }
    check_no_fault(f);
}

/* Files that are missing, too many, or shorter than they say. */
static void test_check_files(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {article};
    g_autoptr(kx_briefing) b = make(f, 1, texts, KX_STRUCTURE_NONE);
    g_autofree char *mp3 = path_in(f, "boek/d001.mp3"), *bytes = NULL;
    gsize n;
    put(f, "boek/Bijlage.DOC", "x");
    g_autoptr(GPtrArray) extra = faults_of(f);
    g_assert_nonnull(
        strstr(g_ptr_array_index(extra, 0), "boek: has Bijlage.DOC, which is no file"));
    g_assert_cmpint(unlinkat(f->fd, "boek/Bijlage.DOC", 0), ==, 0);
    g_assert_true(g_file_get_contents(mp3, &bytes, &n, NULL));
    g_assert_true(g_file_set_contents(mp3, bytes, (gssize)(n / 2), NULL));
    g_autoptr(GPtrArray) shorter = faults_of(f);
    g_assert_cmpuint(shorter->len, >, 0);
    g_assert_nonnull(strstr(g_ptr_array_index(shorter, 0), "boek/d001.smil: d001.mp3"));
    g_assert_cmpint(unlinkat(f->fd, "boek/ncc.html", 0), ==, 0);
    g_autoptr(GPtrArray) missing = faults_of(f);
    g_assert_cmpstr(g_ptr_array_index(missing, missing->len - 1), ==,
                    "boek/ncc.html: is not there");
}

static void test_zip(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    const char *const texts[] = {article};
    g_autoptr(kx_briefing) b = make(f, 1, texts, KX_STRUCTURE_NONE);
    g_autoptr(kx_show) show = kx_show_new();
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(b, f->path);
    const kx_edition edition = {.briefing = b,
                                .show = show,
                                .published = "2026-03-04T06:00:00+01:00",
                                .sound = sound,
                                .guid = "krant/2026-03-04/boek"};
    g_autofree char *inside = g_strconcat(b->id, "-daisy", NULL);
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    kx_found into = {.faults = faults};
    kx_checker checker = {&into, "boek.zip"};
    g_assert_true(kx_sink_daisy_zip.write(&edition, f->fd, "boek.zip", &error));
    kx_check_daisy(&checker, f->fd, "boek.zip", inside);
    if (faults->len)
        g_error("%s", (const char *)g_ptr_array_index(faults, 0));
    kx_check_daisy(&checker, f->fd, "boek.zip", "elders");
    g_assert_cmpstr(g_ptr_array_index(faults, 0), ==,
                    "boek.zip: has a file outside the folder elders/");
    put(f, "geen.zip", "PK");
    kx_check_daisy(&checker, f->fd, "geen.zip", inside);
    g_assert_cmpstr(g_ptr_array_index(faults, 1), ==, "boek.zip: is no ZIP file, or a damaged one");
}

/* 1,000 parts and more: their times add up in the order in which they are heard. */
static void test_order(folder *f, gconstpointer data)
{
    const char *names[] = {"d1000.smil", "d999.smil", "d001.smil", "d1001.smil", "master.smil"};
    static const char *const heard[] = {"d001.smil", "d999.smil", "d1000.smil", "d1001.smil"};
    (void)f;
    (void)data;

    qsort(names, G_N_ELEMENTS(names), sizeof *names, kx_daisy_by_number);
    for (size_t i = 0; i < G_N_ELEMENTS(heard); i++)
        g_assert_cmpstr(names[i], ==, heard[i]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/daisy/article", folder, NULL, setup, test_article, teardown);
    g_test_add("/daisy/disclosing", folder, NULL, setup, test_disclosing, teardown);
    g_test_add("/daisy/asides", folder, NULL, setup, test_asides, teardown);
    g_test_add("/daisy/one-sentence", folder, NULL, setup, test_one_sentence, teardown);
    g_test_add("/daisy/briefing", folder, NULL, setup, test_briefing, teardown);
    g_test_add("/daisy/sections", folder, NULL, setup, test_sections, teardown);
    g_test_add("/daisy/unspoken", folder, NULL, setup, test_unspoken, teardown);
    g_test_add("/daisy/unheard", folder, NULL, setup, test_unheard, teardown);
    g_test_add("/daisy/metadata", folder, NULL, setup, test_metadata, teardown);
    g_test_add("/daisy/odd", folder, NULL, setup, test_odd, teardown);
    g_test_add("/daisy/many-articles", folder, NULL, setup, test_many_articles, teardown);
    g_test_add("/daisy/order", folder, NULL, setup, test_order, teardown);
    g_test_add("/daisy/long", folder, NULL, setup, test_long, teardown);
    g_test_add("/daisy/check", folder, NULL, setup, test_check, teardown);
    g_test_add("/daisy/check-files", folder, NULL, setup, test_check_files, teardown);
    g_test_add("/daisy/zip", folder, NULL, setup, test_zip, teardown);
    return g_test_run();
}
