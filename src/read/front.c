/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/front.h"

#include "base/day.h"
#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "read/front_values.h"
#include "read/marks.h"

#include <string.h>

typedef enum { TITLE, AUTHOR, DATE, SOURCE, URL, LANGUAGE, SECTION, N_KEYS } key;

static const struct {
    const char *name;
    key key;
} keys[] = {
    {"title", TITLE},     {"author", AUTHOR}, {"date", DATE},         {"source", SOURCE},
    {"url", URL},         {"titel", TITLE},   {"language", LANGUAGE}, {"auteur", AUTHOR},
    {"datum", DATE},      {"bron", SOURCE},   {"taal", LANGUAGE},     {"section", SECTION},
    {"rubriek", SECTION},
};

static char **field_of(kx_document *doc, key k)
{
    switch (k) {
    case TITLE:
        return &doc->title;
    case AUTHOR:
        return &doc->author;
    case DATE:
        return &doc->date;
    case SOURCE:
        return &doc->source;
    case URL:
        return &doc->url;
    case SECTION:
        return &doc->section;
    default:
        return &doc->language;
    }
}

static key find_key(const char *text, kx_range name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strlen(keys[i].name) == name.end - name.start &&
            g_ascii_strncasecmp(text + name.start, keys[i].name, name.end - name.start) == 0)
            return keys[i].key;
    return N_KEYS;
}

/* Splits "key: value"; false if the line does not begin with a word and a colon. */
static bool split_pair(const char *text, kx_range line, kx_range *name, kx_range *value)
{
    size_t at = line.start;

    while (at < line.end && (g_ascii_isalnum(text[at]) || text[at] == '_' || text[at] == '-'))
        at++;
    if (at == line.start || at == line.end || text[at] != ':' || !g_ascii_isalpha(text[line.start]))
        return false;
    *name = (kx_range){line.start, at};
    *value = kx_trim(text, (kx_range){at + 1, line.end});
    return true;
}

static bool is_rule(const char *text, kx_range line)
{
    return line.end - line.start == 3 && memcmp(text + line.start, "---", 3) == 0;
}

/* A line from `at`, untrimmed, without its LF; *next is where the next one starts. */
static kx_range line_at(const kx_document *doc, size_t at, size_t *next)
{
    const char *lf = memchr(doc->text + at, '\n', doc->length - at);
    size_t end = lf != NULL ? (size_t)(lf - doc->text) : doc->length;

    *next = lf != NULL ? end + 1 : end;
    return (kx_range){at, end};
}

static bool opens_with_rule(const kx_document *doc, size_t *next)
{
    kx_range line = line_at(doc, 0, next);

    return doc->text[0] == '-' && is_rule(doc->text, kx_trim(doc->text, line));
}

/* A line that front matter may go on with after a blank one: a pair, a comment, or what belongs to
 * a value above (indented, an item). */
static bool may_follow_blank(const char *text, kx_range untrimmed)
{
    kx_range line = kx_trim(text, untrimmed), name, value;

    return line.start > untrimmed.start || text[line.start] == '#' || text[line.start] == '-' ||
           split_pair(text, line, &name, &value);
}

/* The closing rule: its offset, or 0 if there is none that belongs to the rule at the top. */
static size_t find_rule(const kx_document *doc, size_t start)
{
    size_t next, n_known = 0, n_lines = 0;
    bool after_blank = false;

    for (size_t at = start; at < doc->length; at = next) {
        kx_range all = line_at(doc, at, &next), line = kx_trim(doc->text, all), name, value;
        if (is_rule(doc->text, line))
            return n_known > 0 || n_lines == 0 ? at : 0;
        bool blank = line.end == line.start;
        if (after_blank && !blank && !may_follow_blank(doc->text, all))
            return 0;
        after_blank = blank;
        n_lines += !blank;
        if (split_pair(doc->text, line, &name, &value) && find_key(doc->text, name) != N_KEYS)
            n_known++;
    }
    return 0;
}

/* "slug: x": a word in lower case, a colon and a blank, or nothing more. */
static bool looks_like_pair(const char *text, kx_range line, kx_range name)
{
    for (size_t at = name.start; at < name.end; at++)
        if (g_ascii_isupper(text[at]))
            return false;
    return name.end + 1 == line.end || g_ascii_isspace(text[name.end + 1]);
}

/* Where front matter without a closing rule ends, after the pairs right below the rule at the top
 * and their items; 0 if there are not two, one with a known key. */
static size_t find_last_pair(const kx_document *doc, size_t start)
{
    size_t at = start, next, n_known = 0, n_pairs = 0;

    for (bool lists = false; at < doc->length; at = next) {
        kx_range line = kx_trim(doc->text, line_at(doc, at, &next)), name, value;
        if (lists && g_str_has_prefix(doc->text + line.start, "- "))
            continue;
        if (!split_pair(doc->text, line, &name, &value))
            break;
        bool known = find_key(doc->text, name) != N_KEYS;
        if (!known && !looks_like_pair(doc->text, line, name))
            break;
        n_known += known;
        n_pairs++;
        lists = value.end == value.start;
    }
    return n_pairs >= 2 && n_known >= 1 ? at : 0;
}

/* ISO 8601: YYYY-MM-DD, alone or with a time of day (seconds and zone may lack); YAML has a blank
 * before the zone: "2026-01-31 10:00:00 +0100". */
static bool is_date(const char *text)
{
    if (!kx_begins_with_day(text))
        return false;
    if (text[KX_DAY_BYTES] == '\0')
        return true;

    g_autofree char *joined = g_strdup(text);
    char *blank = strchr(joined + KX_DAY_BYTES + 1, ' ');
    if (blank != NULL && strchr("+-Z", blank[1]) != NULL)
        memmove(blank, blank + 1, strlen(blank));
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(joined, utc);
    if (moment == NULL && strlen(joined) >= 16) {
        g_autofree char *with_seconds = g_strdup_printf("%.16s:00%s", joined, joined + 16);
        moment = g_date_time_new_from_iso8601(with_seconds, utc);
    }
    return moment != NULL;
}

static bool is_web_address(const char *text)
{
    g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_NONE, NULL);

    if (strpbrk(text, " \t<>\"") != NULL)
        return false;
    return uri != NULL && g_uri_get_host(uri) != NULL && *g_uri_get_host(uri) != '\0' &&
           (strcmp(g_uri_get_scheme(uri), "http") == 0 ||
            strcmp(g_uri_get_scheme(uri), "https") == 0);
}

/* What is left of YAML's other forms: text over several lines (| or >), lists in lists, maps. */
static bool is_other_form(const char *value)
{
    const size_t n = strlen(value);

    return (strchr("|>", value[0]) != NULL && strspn(value + 1, "+-0123456789") == n - 1) ||
           (value[0] == '{' && value[n - 1] == '}') || (value[0] == '[' && value[n - 1] == ']');
}

/* Why the value of a key is not taken, or NULL. */
static const char *reason_against(kx_document *doc, key k, const char *value)
{
    if (*field_of(doc, k) != NULL)
        return _("it stands there twice; the first counts");
    if (is_other_form(value))
        return _("not a value of one line, nor a list of such");
    if (k == DATE && !is_date(value))
        return _("not a date like 2026-01-31 or 2026-01-31T12:00:00+01:00");
    if (k == URL && !is_web_address(value))
        return _("not an address that starts with http:// or https://");
    if (k == SECTION && !kx_has_word(value, (kx_range){0, strlen(value)}))
        return _("the name of a section has letters or digits");
    return NULL;
}

/* The value of `language`, taken over: the name of the language as its tag, and a note if it is not
 * Dutch. */
static char *take_language(kx_document *doc, unsigned number, char *language)
{
    if (g_ascii_strcasecmp(language, "Nederlands") == 0) {
        g_free(language);
        return g_strdup("nl");
    }
    if (g_ascii_strncasecmp(language, "nl", 2) != 0 || strchr("-_", language[2]) == NULL) {
        g_autofree char *shown = kx_printable(language, -1);
        kx_document_note(doc,
                         "line %u of the front matter: the language is '%s', but the text is "
                         "spoken as Dutch",
                         number, shown);
    }
    return language;
}

/* "Jan; Piet; Klaas", as lists are and some write: "Jan, Piet en Klaas". */
static char *take_several(char *value)
{
    g_auto(GStrv) items = g_strsplit(value, ";", -1);
    GString *all = g_string_new(NULL);
    const char *last = NULL; /* not yet written */

    for (guint i = 0; items[i] != NULL; i++) {
        if (*g_strstrip(items[i]) == '\0')
            continue;
        if (last != NULL)
            g_string_append_printf(all, "%s%s", all->len > 0 ? ", " : "", last);
        last = items[i];
    }
    if (last != NULL)
        g_string_append_printf(all, "%s%s", all->len > 0 ? " en " : "", last);
    g_free(value);
    return g_string_free(all, FALSE);
}

/* `list`: the items below the line, NULL if there are none. */
static void read_line(kx_document *doc, kx_range line, const char *list, kx_front *front)
{
    unsigned number = kx_document_line(doc, line.start);
    g_autofree char *shown = kx_printable(doc->text + line.start, (gssize)(line.end - line.start));
    kx_range name, value;

    if (!split_pair(doc->text, line, &name, &value)) {
        kx_document_note(doc, "line %u of the front matter is ignored, no 'key: value': %s", number,
                         shown);
        return;
    }
    key k = find_key(doc->text, name);
    if (k == N_KEYS) {
        kx_document_note(doc, "line %u of the front matter is ignored, unknown key: %s", number,
                         shown);
        return;
    }
    if (value.end == value.start && list == NULL)
        return;
    g_autofree char *copy =
        list ? g_strdup(list) : g_strndup(doc->text + value.start, value.end - value.start);
    const char *reason =
        list && k == TITLE ? _("a title is no list") : reason_against(doc, k, copy);
    if (reason != NULL) {
        kx_document_note(doc, "line %u of the front matter is ignored, %s: %s", number, reason,
                         shown);
        return;
    }
    if (k == LANGUAGE)
        copy = take_language(doc, number, copy);
    if (k == AUTHOR || k == SOURCE || k == SECTION)
        copy = take_several(copy);
    *field_of(doc, k) = g_steal_pointer(&copy);
    if (k == TITLE)
        front->title = value;
}

/* "- Jan" lines from `at` on, joined as a list of one line would be; returns where they end. */
static size_t read_items(const kx_document *doc, size_t at, size_t end, GString *list)
{
    for (size_t next; at < end; at = next) {
        kx_range line = kx_trim(doc->text, line_at(doc, at, &next));
        if (line.end - line.start < 2 || memcmp(doc->text + line.start, "- ", 2) != 0)
            break;
        line = kx_trim(doc->text, (kx_range){line.start + 2, line.end});
        if (list->len > 0)
            g_string_append(list, "; ");
        g_string_append_len(list, doc->text + line.start, (gssize)(line.end - line.start));
    }
    return at;
}

static void read_lines(kx_document *doc, size_t start, size_t end, kx_front *front)
{
    for (size_t at = start, next; at < end; at = next) {
        g_autoptr(GString) list = g_string_new(NULL);
        kx_range line = kx_trim(doc->text, line_at(doc, at, &next)), name, value;
        if (line.end == line.start || doc->text[line.start] == '#')
            continue;
        if (split_pair(doc->text, line, &name, &value) && value.end == value.start)
            next = read_items(doc, next, end, list);
        read_line(doc, line, list->len > 0 ? list->str : NULL, front);
    }
}

/* ---- what is not read ---- */

/* The first line with something in it from `at` on; *next is where the one after it starts. */
static kx_range full_line_at(const kx_document *doc, size_t at, size_t *next)
{
    kx_range line = {at, at};

    for (*next = at; line.end == line.start && *next < doc->length;)
        line = kx_trim(doc->text, line_at(doc, *next, next));
    return line;
}

static bool is_line(const kx_document *doc, kx_range line, const char *wanted)
{
    return line.end - line.start == strlen(wanted) &&
           g_ascii_strncasecmp(doc->text + line.start, wanted, strlen(wanted)) == 0;
}

/* The language that front matter is in as Hugo, Eleventy and others have it; NULL: none of these.
 */
static const char *foreign_format(const kx_document *doc)
{
    static const struct {
        const char *opens, *closes, *signs, *format; /* signs: one of them is in the second line */
    } forms[] = {
        {"+++", "+++", "=[", "TOML"},
        {"---toml", "---", "=[", "TOML"},
        {"---json", "---", "{\"", "JSON"},
        {"{", "}", "\"", "JSON"},
    };
    size_t start, next;
    const kx_range first = line_at(doc, 0, &start), second = full_line_at(doc, start, &next);

    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (!is_line(doc, kx_trim(doc->text, first), forms[i].opens) ||
            strcspn(doc->text + second.start, forms[i].signs) >= second.end - second.start)
            continue;
        for (size_t at = next; at < doc->length; at = next)
            if (is_line(doc, kx_trim(doc->text, line_at(doc, at, &next)), forms[i].closes))
                return forms[i].format;
    }
    return NULL;
}

bool kx_front_check(const kx_document *doc, GError **error)
{
    const char *format = foreign_format(doc);
    g_autofree char *shown = kx_printable_name(doc->name);
    size_t start, end = 0;

    if (opens_with_rule(doc, &start) && (end = find_rule(doc, start)) == 0)
        end = find_last_pair(doc, start);
    if (format != NULL)
        kx_error_set(error, KX_ERROR_DATA,
                     "%s: the front matter is %s; write it as 'key: value' lines between two lines "
                     "'---'",
                     shown, format);
    else if (end > KX_FRONT_MATTER_BYTES_MAX)
        kx_error_set(error, KX_ERROR_DATA,
                     "%s: the front matter is longer than %d KiB; keep what is about the article",
                     shown, KX_FRONT_MATTER_BYTES_MAX / 1024);
    return format == NULL && end <= KX_FRONT_MATTER_BYTES_MAX;
}

/* ---- what is read ---- */

size_t kx_front_open(kx_document *doc)
{
    size_t start, end, length = doc->length, body;

    if (!opens_with_rule(doc, &start))
        return 0;
    if ((end = find_rule(doc, start)) > 0)
        line_at(doc, end, &body);
    else
        body = end = find_last_pair(doc, start);
    kx_front_values(doc, start, end);
    return body + doc->length - length;
}

kx_front kx_front_read(kx_document *doc)
{
    kx_front front = {0};
    size_t start, end;
    kx_range name, value;

    if (!opens_with_rule(doc, &start))
        return front;
    if ((end = find_rule(doc, start)) > 0) {
        read_lines(doc, start, end, &front);
        line_at(doc, end, &front.body);
    } else if ((end = find_last_pair(doc, start)) > 0) {
        kx_document_note(doc,
                         "the front matter has no closing line '---'; it is taken to end with "
                         "line %u",
                         kx_document_line(doc, end - 1));
        read_lines(doc, start, end, &front);
        front.body = end;
    } else if (split_pair(doc->text, kx_trim(doc->text, line_at(doc, start, &end)), &name,
                          &value) &&
               find_key(doc->text, name) != N_KEYS) {
        kx_document_note(doc, "what is below the line '---' at the top is read as text, no front "
                              "matter: no line '---' closes it");
    }
    return front;
}
