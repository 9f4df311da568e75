/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/pls.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/markup.h"
#include "base/printable.h"
#include "text/phonemes.h"
#include "text/table.h"

#include <libxml/parser.h>
#include <libxml/xmlwriter.h>
#include <string.h>

#define PLS_NAMESPACE "http://www.w3.org/2005/01/pronunciation-lexicon"
#define OWN_NAMESPACE "urn:x-kxspeak:lexicon"
#define OWN_ALPHABET  "x-espeak-nl"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* ---- in ---- */

typedef struct {
    const char *name;     /* of the file */
    char *alphabet;       /* of phonemes that do not name one */
    GString *out;         /* the lexicon */
    const xmlNode *where; /* the element that is being read */
    GError **error;
} importer;

static bool fail(const importer *in, const char *what, const char *text)
{
    g_autofree char *safe_name = kx_printable_name(in->name);
    g_autofree char *safe = kx_printable(text, -1);
    g_set_error(in->error, KX_ERROR, KX_ERROR_CONFIG, "%s:%ld: \"%s\": %s", safe_name,
                xmlGetLineNo((xmlNode *)(uintptr_t)in->where), safe, what);
    return false;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns &&
           strcmp((const char *)node->ns->href, PLS_NAMESPACE) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

/* The text of an element in one line, NFC, without outer blanks. The caller frees. */
static char *text_of(const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    g_autofree char *composed =
        g_utf8_normalize((const char *)content, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    xmlFree(content);
    char *plain = kx_lexicon_plain(composed ? composed : "", composed ? strlen(composed) : 0);
    return g_strchomp(plain);
}

static char *attribute(const xmlNode *node, const char *name, const char *space)
{
    xmlChar *value = space ? xmlGetNsProp(node, (const xmlChar *)name, (const xmlChar *)space)
                           : xmlGetNoNsProp(node, (const xmlChar *)name);
    char *copy = value ? g_strdup((const char *)value) : NULL;
    if (value)
        xmlFree(value);
    return copy;
}

/* What says nothing by itself: ties, dots between syllables, the non-syllabic mark. */
static bool is_silent(gunichar c)
{
    return c == '.' || c == 0x361 || c == 0x35C || c == 0x32F || c == 0x329 || c == '|';
}

static const kx_cell *symbol_at(const char *ipa, size_t n)
{
    enum { SYMBOL_BYTES_MAX = 8 };
    for (size_t length = MIN(n, SYMBOL_BYTES_MAX); length > 0; length--) {
        const kx_cell *row = kx_table_find(&kx_table_ipa, ipa, length);
        if (row)
            return row;
    }
    return NULL;
}

/* IPA as mnemonics: a stress stands before its vowel there. NULL with an error. */
static char *map_ipa(const importer *in, const char *text, const char *written)
{
    /* Symbols and their marks apart, as the table has them. */
    g_autofree char *ipa = g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT);
    g_autoptr(GString) out = g_string_new(NULL);
    char stress = '\0';
    for (const char *at = ipa; *at;) {
        gunichar c = g_utf8_get_char(at);
        const kx_cell *row = symbol_at(at, strlen(at));
        if (c == ' ' || is_silent(c)) {
            if (c == ' ')
                g_string_append_c(out, ' ');
            at = g_utf8_next_char(at);
            continue;
        }
        if (!row) {
            g_autofree char *what =
                g_strdup_printf(_("the IPA symbol U+%04X has no Dutch sound: write the phonemes in "
                                  "the alphabet %s"),
                                c, OWN_ALPHABET);
            fail(in, what, written);
            return NULL;
        }
        const char *mnemonic = kx_text(row, 1);
        at += strlen(kx_text(row, 0));
        if (strchr("',", *mnemonic)) {
            stress = *mnemonic;
            continue;
        }
        if (stress && kx_mnemonic_is_vowel(mnemonic, strlen(mnemonic))) {
            g_string_append_c(out, stress);
            stress = '\0';
        }
        g_string_append(out, mnemonic);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The phonemes of an element; NULL with an error. */
static char *phonemes_of(const importer *in, const xmlNode *node, const char *written)
{
    g_autofree char *own = attribute(node, "alphabet", NULL);
    const char *alphabet = own ? own : in->alphabet;
    g_autofree char *text = text_of(node);
    if (strcmp(alphabet, OWN_ALPHABET) == 0)
        return g_steal_pointer(&text);
    if (strcmp(alphabet, "ipa") == 0)
        return map_ipa(in, text, written);
    g_autofree char *safe = kx_printable(alphabet, -1);
    g_autofree char *what = g_strdup_printf(_("its phonemes are in the alphabet %s: only ipa "
                                              "and %s can be read"),
                                            safe, OWN_ALPHABET);
    fail(in, what, written);
    return NULL;
}

/* The pronunciation of a lexeme: the preferred one, or the first. */
static const xmlNode *pronunciation_of(const xmlNode *lexeme)
{
    const xmlNode *first = NULL;
    for (const xmlNode *node = lexeme->children; node; node = node->next) {
        if (!is_element(node, "phoneme") && !is_element(node, "alias"))
            continue;
        g_autofree char *prefer = attribute(node, "prefer", NULL);
        if (g_strcmp0(prefer, "true") == 0)
            return node;
        first = first ? first : node;
    }
    return first;
}

static bool add_entry(const importer *in, const xmlNode *lexeme, const char *written,
                      const xmlNode *said)
{
    bool sounds = is_element(said, "phoneme");
    g_autofree char *kind = attribute(lexeme, "kind", OWN_NAMESPACE);
    g_autofree char *flags = attribute(lexeme, "flags", OWN_NAMESPACE);
    g_autofree char *value = sounds ? phonemes_of(in, said, written) : text_of(said);
    if (!value)
        return false;
    if (kind && g_str_has_prefix(kind, "letters-")) {
        g_auto(GStrv) letters = g_strsplit(value, " ", -1);
        g_free(value);
        value = g_strjoinv("", letters);
    }
    bool own_form = kind && strcmp(kind, "words") != 0 && strcmp(value, written) == 0;
    g_string_append_printf(in->out, "%s\t%s\t%s%s%s\n", written,
                           kind     ? kind
                           : sounds ? "phonemes"
                                    : "words",
                           own_form ? "" : value, flags ? "\t" : "", flags ? flags : "");
    return true;
}

static bool add_lexeme(importer *in, const xmlNode *lexeme)
{
    const xmlNode *said = pronunciation_of(lexeme);
    in->where = lexeme;
    for (const xmlNode *node = lexeme->children; node; node = node->next) {
        if (!is_element(node, "grapheme"))
            continue;
        g_autofree char *written = text_of(node);
        in->where = node;
        if (!said)
            return fail(in, _("no phoneme and no alias tells how it is said"), written);
        if (*written == '#') /* a line of a lexicon that begins so is a comment */
            return fail(in, _("a lexicon has no form that begins with #"), written);
        if (!add_entry(in, lexeme, written, said))
            return false;
    }
    return true;
}

static bool add_lexemes(importer *in, const xmlNode *root)
{
    for (const xmlNode *node = root->children; node; node = node->next) {
        if (is_element(node, "lexeme") && !add_lexeme(in, node))
            return false;
    }
    return true;
}

/* The encoding that a document names itself, or NULL: UTF-16 by its first character, others in the
 * XML declaration. The caller frees. */
static char *encoding_of(const char *bytes, size_t n)
{
    enum { DECLARATION_MAX = 200 };
    static const char key[] = "encoding=";
    if (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return g_strdup("UTF-16");
    g_autofree char *start = g_strndup(bytes, MIN(n, DECLARATION_MAX));
    const char *end = strstr(start, "?>");
    const char *at = g_str_has_prefix(start, "<?xml") && end ? strstr(start, key) : NULL;
    if (at == NULL || at > end)
        return NULL;
    at += strlen(key) + 1;
    return g_strndup(at, strcspn(at, "\"'?>"));
}

/* The document in UTF-8, with a NUL behind it; *n is its length. The caller frees. */
static char *in_utf8(const char *bytes, size_t *n)
{
    enum { BOM_BYTES = 3 };
    g_autofree char *encoding = encoding_of(bytes, *n);
    gsize written = 0;
    if (encoding && g_ascii_strcasecmp(encoding, "UTF-8") != 0) {
        char *text = g_convert(bytes, (gssize)*n, "UTF-8", encoding, NULL, &written, NULL);
        if (text) {
            *n = written;
            return text;
        }
    }
    const size_t bom =
        *n >= BOM_BYTES && memcmp(bytes, "\xEF\xBB\xBF", BOM_BYTES) == 0 ? BOM_BYTES : 0;
    *n -= bom;
    return g_strndup(bytes + bom, *n);
}

/* The document, if it is one of PLS. */
static xmlDoc *parse(const char *name, const char *bytes, size_t n, GError **error)
{
    g_autofree char *safe = kx_printable_name(name);
    g_autofree char *text = in_utf8(n > 0 ? bytes : "", &n);
    unsigned line;
    const char *fault = kx_markup_fault(text, n, KX_MARKUP_XML, &line);
    if (fault) {
        g_set_error(error, KX_ERROR, KX_ERROR_CONFIG, "%s:%u: %s", safe, line, fault);
        return NULL;
    }
    g_autoptr(xmlDoc) doc = kx_markup_parse(text, n, KX_MARKUP_XML);
    const xmlError *wrong = doc ? NULL : xmlGetLastError();
    if (!doc) {
        g_autofree char *told = g_strchomp(g_strdup(wrong && wrong->message ? wrong->message : ""));
        g_autofree char *what = kx_printable(told, -1);
        kx_error_set(error, KX_ERROR_CONFIG, "%s:%d: no XML: %s", safe, wrong ? wrong->line : 1,
                     what);
        return NULL;
    }
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (doc->intSubset)
        kx_error_set(error, KX_ERROR_CONFIG, "%s:1: a DOCTYPE is not read: take it out", safe);
    else if (!root || !is_element(root, "lexicon"))
        kx_error_set(error, KX_ERROR_CONFIG,
                     "%s:1: no PLS: the first element must be lexicon of %s", safe, PLS_NAMESPACE);
    else
        return g_steal_pointer(&doc);
    return NULL;
}

char *kx_pls_import(const char *name, const char *bytes, size_t n, GError **error)
{
    g_autoptr(xmlDoc) doc = parse(name, bytes, n, error);
    if (!doc)
        return NULL;
    const xmlNode *root = xmlDocGetRootElement(doc);
    g_autoptr(GString) out = g_string_new("# written\tkind\tvalue\tflags\n");
    g_autofree char *alphabet = attribute(root, "alphabet", NULL);
    if (!alphabet)
        alphabet = g_strdup("ipa");
    importer in = {.name = name, .alphabet = alphabet, .out = out, .where = root, .error = error};
    if (!add_lexemes(&in, root))
        return NULL;
    /* What the document says must be a lexicon by our own rules, too. */
    g_autoptr(kx_lexicon) proof = kx_lexicon_new();
    if (!kx_lexicon_add(proof, name, out->str, out->len, error)) {
        g_prefix_error(error, "%s", _("as a lexicon, "));
        return NULL;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- out ---- */

/* Letters with blanks between them, as they are said. */
static char *spaced(const char *letters)
{
    GString *out = g_string_new(NULL);
    for (const char *at = letters; *at; at = g_utf8_next_char(at)) {
        if (out->len > 0)
            g_string_append_c(out, ' ');
        g_string_append_unichar(out, g_utf8_get_char(at));
    }
    return g_string_free(out, FALSE);
}

static const xmlChar *xml(const char *text)
{
    return (const xmlChar *)text;
}

static void write_row(xmlTextWriter *to, const kx_cell *row)
{
    const char *kind = kx_text(row, KX_LEXICON_KIND), *written = kx_text(row, KX_LEXICON_WRITTEN);
    const char *own = kx_text(row, KX_LEXICON_VALUE), *value = *own ? own : written;
    bool sounds = kx_lexicon_row_is(row, "phonemes");
    g_autofree char *letters = g_str_has_prefix(kind, "letters-") ? spaced(value) : NULL;
    xmlTextWriterStartElement(to, xml("lexeme"));
    xmlTextWriterWriteAttribute(to, xml("kx:kind"), xml(kind));
    xmlTextWriterWriteAttribute(to, xml("kx:flags"), xml(kx_text(row, KX_LEXICON_FLAGS)));
    xmlTextWriterWriteElement(to, xml("grapheme"), xml(written));
    xmlTextWriterWriteElement(to, xml(sounds ? "phoneme" : "alias"),
                              xml(letters ? letters : value));
    xmlTextWriterEndElement(to);
}

char *kx_pls_export(const GPtrArray *rows)
{
    xmlBuffer *buffer = xmlBufferCreate();
    xmlTextWriter *to = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterSetIndent(to, 1);
    xmlTextWriterSetIndentString(to, xml("  "));
    xmlTextWriterStartDocument(to, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(to, xml("lexicon"));
    xmlTextWriterWriteAttribute(to, xml("version"), xml("1.0"));
    xmlTextWriterWriteAttribute(to, xml("xmlns"), xml(PLS_NAMESPACE));
    xmlTextWriterWriteAttribute(to, xml("xmlns:kx"), xml(OWN_NAMESPACE));
    xmlTextWriterWriteAttribute(to, xml("alphabet"), xml(OWN_ALPHABET));
    xmlTextWriterWriteAttribute(to, xml("xml:lang"), xml("nl"));
    for (unsigned i = 0; i < rows->len; i++)
        write_row(to, rows->pdata[i]);
    xmlTextWriterEndDocument(to);
    xmlFreeTextWriter(to);
    char *text = g_strndup((const char *)xmlBufferContent(buffer), xmlBufferLength(buffer));
    xmlBufferFree(buffer);
    return text;
}
