/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/markup.h"

#include "base/limits.h"
#include "base/sanitized.h"

#include <string.h>

#define XML  KX_MARKUP_XML
#define HTML KX_MARKUP_HTML
/* Where an element's attributes stand in an example: more than may be. */
#define MANY "@"

static char *with_many(const char *text, unsigned n)
{
    g_autoptr(GString) whole = g_string_new(text), attributes = g_string_new("");
    for (unsigned i = 0; i < n; i++)
        g_string_append_printf(attributes, " a%u=\"1\"", i);
    g_string_replace(whole, MANY, attributes->str, 0);
    return g_string_free(g_steal_pointer(&whole), FALSE);
}

static void check(const char *text, size_t n, kx_markup kind, const char *wanted)
{
    const char *why = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, n);
    xmlDoc *doc = kx_markup_read(bytes, kind, &why);
    if (g_strcmp0(why, wanted) != 0)
        g_error("\"%s\", not \"%s\", for %.200s", why ? why : "", wanted ? wanted : "", text);
    g_assert_true((doc == NULL) == (wanted != NULL));
    xmlFreeDoc(doc);
}

static void test_read(void)
{
    static const struct {
        const char *text;
        kx_markup kind;
        const char *why; /* NULL: it is read */
    } examples[] = {
        {"<?xml version=\"1.0\"?><!DOCTYPE a PUBLIC \"-//X//Y\" \"z.dtd\"><a b = 'c>' d=\"\"/>",
         XML, NULL},
        {"<a><!-- <a b=\" --><![CDATA[ <a b=\" ]]><?p <a b=\" ?>x = \"y\" > <b/></a >", XML, NULL},
        {"<!DOCTYPE html><html lang=\"nl\"><p hidden>1<br>x<input value=a\"></html>", HTML,
         "is no HTML"},
        {"<!DOCTYPE html><html lang=\"nl\"><p hidden id=\"a\">1<br>x</html>", HTML, NULL},
        {"<html><style>a>b{c:\"d\"}</style><script>if (a<b) c = \"<d e='\";</script></html>", HTML,
         NULL},
        {"", XML, "is no XML"},
        {"", HTML, "is no HTML"},
        {"<a><b></a>", XML, "is no XML"},
        {"<a b=c/>", XML, "is no XML"},
        {"<a\xff/>", XML, "is not UTF-8"},
        {"<a" MANY "/>", XML, "has an element with too many attributes"},
        {"<p" MANY ">", HTML, "has an element with too many attributes"},
        {"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", XML, "has a DOCTYPE with declarations"},
        {"<!DOCTYPE a SYSTEM \">\" [<!ATTLIST a b CDATA 'c'>]><a/>", XML, "is no XML"},
        /* what would hide them from one who reads otherwise than libxml2 */
        {"<a><![CDATA[<b c=\"]]><d" MANY "/></a>", XML, "has an element with too many attributes"},
        {"<a><!-- <b c=\" --><d" MANY "/></a>", XML, "has an element with too many attributes"},
        {"<a><?b <b c=\" ?><d" MANY "/></a>", XML, "has an element with too many attributes"},
        {"<a><script>\"</script><d" MANY "/></a>", XML, "has an element with too many attributes"},
        {"<p a=b\"" MANY " c=\"d\">", HTML, "is no HTML"},
        {"<p a=\"b\"\"" MANY " c=\"d\">", HTML, "is no HTML"},
        {"<!-- <script> --><p" MANY "></p>", HTML, "is no HTML"},
        {"<script/><p" MANY "></p>", HTML, "is no HTML"},
        {"<b></b+<script><p" MANY "></p></script>", HTML, "is no HTML"},
        {"<!DOCTYPE<script><p" MANY ">", HTML, "is no HTML"},
        {"<p>1 < 2</p>", HTML, "is no HTML"},
        {"<.p" MANY ">", HTML, "is no HTML"},
        {"<p \u00e9" MANY ">", HTML, "is no HTML"},
        {"<script>a</b><p" MANY "></p></script>", HTML, "is no HTML"},
        /* entities */
        {"<a b=\"&amp;\">&lt;&gt;&quot;&apos;&#60;<![CDATA[&b]]><!-- &b --></a>", XML, NULL},
        {"<html><p title='&lt;'>&amp;</p><script>a &b</script></html>", HTML, NULL},
        {"<a>&b;</a>", XML, "is no XML"},
        {"<a b=\"&b;\"/>", XML, "is no XML"},
        {"<p>&eacute;</p>", HTML, "is no HTML"},
        {"<p title=\"a&b\">", HTML, "is no HTML"},
        {"<p>a</p> &b", HTML, "is no HTML"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *text = with_many(examples[i].text, KX_ATTRIBUTES_MAX + 1);
        check(text, strlen(text), examples[i].kind, examples[i].why);
    }
    check("<a>\0</a>", strlen("<a>") + 1 + strlen("</a>"), XML, "is not UTF-8");
}

/* `n` of what `format` makes of a number, in an element. */
static char *numbered(const char *format, unsigned n)
{
    GString *text = g_string_new("<a>");
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *number = g_strdup_printf("%u", i);
        g_autoptr(GString) one = g_string_new(format);
        g_string_replace(one, "#", number, 0);
        g_string_append(text, one->str);
    }
    g_string_append(text, "</a>");
    return g_string_free(text, FALSE);
}

/* Each of these is kept by libxml2 in a list that it looks through again and again. */
G_NORETURN static xmlParserInput *refuse_load(const char *url, const char *id,
                                              xmlParserCtxt *parser)
{
    (void)id;
    (void)parser;
    g_error("%s is loaded", url);
}

/* What a DOCTYPE names is another file: it may be a pipe in which nothing ever comes. */
static void test_outside(void)
{
    const xmlExternalEntityLoader before = xmlGetExternalEntityLoader();
    static const char *const examples[] = {
        "<!DOCTYPE a SYSTEM \"z.dtd\"><a/>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
        "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\"><html/>",
    };
    xmlSetExternalEntityLoader(refuse_load);
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++)
        check(examples[i], strlen(examples[i]), XML, NULL);
    xmlSetExternalEntityLoader(before);
}

static void test_names(void)
{
    static const struct {
        const char *format;
        kx_markup kind;
    } examples[] = {
        {"<b#/>", XML},
        {"<b c#=\"\"/>", XML},
        {"<?b#?>", XML},
        {"<b xmlns='#'/>", XML},
        {"<b xmlns:c=\"\"/>", XML},
        {"<b#>", HTML},
        {"<p a#>", HTML},
        {"</b#>", HTML},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *some = numbered(examples[i].format, KX_NAMES_MAX - 4);
        g_autofree char *many = numbered(examples[i].format, KX_NAMES_MAX + 1);
        const char *why = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new_static(some, strlen(some));
        xmlFreeDoc(kx_markup_read(bytes, examples[i].kind, &why));
        g_assert_cmpstr(why, !=, "has too many names");
        check(many, strlen(many), examples[i].kind, "has too many names");
    }
}

/* No table of the document's identifiers, nor of its short texts. */
static void test_tables(void)
{
    static const char html[] = "<html><p id=\"b\" xml:id=\"d\">c</p></html>";
    const char *why = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(html, strlen(html));
    xmlDoc *doc = kx_markup_read(bytes, HTML, &why);
    g_assert_null(doc->ids);
    g_assert_null(doc->dict);
    xmlFreeDoc(doc);
    doc = kx_markup_read(bytes, XML, &why);
    g_assert_null(doc->ids);
    g_assert_null(doc->dict);
    xmlFreeDoc(doc);
}

static void test_bounds(void)
{
    /* libxml2 makes several of one long name. */
    g_autofree char *name = g_strnfill(300, 'a'), *long_name = g_strdup_printf("<p %s>", name);
    check(long_name, strlen(long_name), HTML, "is no HTML");

    g_autofree char *most = with_many("<a" MANY "/>", KX_ATTRIBUTES_MAX);
    check(most, strlen(most), XML, NULL);
    if (KX_SANITIZED) /* which looks at the whole text for each strchr() */
        return;
    g_autoptr(GString) flat = g_string_new("<a>");
    for (unsigned i = 0; i < KX_ELEMENTS_MAX; i++)
        g_string_append(flat, "<b/>");
    g_string_append(flat, "</a>");
    check(flat->str, flat->len, XML, "has too many elements");
}

/* A megabyte of attributes, which libxml2 2.9 would compare for half a minute. */
static void test_time(void)
{
    g_autofree char *flood = with_many("<a" MANY "/>", 100000);
    const gint64 start = g_get_monotonic_time();
    check(flood, strlen(flood), XML, "has an element with too many attributes");
    g_assert_cmpint(g_get_monotonic_time() - start, <, 2 * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/read", test_read);
    g_test_add_func("/markup/outside", test_outside);
    g_test_add_func("/markup/names", test_names);
    g_test_add_func("/markup/tables", test_tables);
    g_test_add_func("/markup/bounds", test_bounds);
    g_test_add_func("/markup/time", test_time);
    return g_test_run();
}
