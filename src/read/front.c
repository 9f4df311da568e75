/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/front.h"

#include "base/limits.h"
#include "base/printable.h"
#include "read/marks.h"

#include <stdio.h>
#include <string.h>

typedef enum { TITLE, AUTHOR, DATE, SOURCE, URL, LANGUAGE, N_KEYS } key;

static const char *const key_names[N_KEYS] = {"title",  "author", "date",
                                              "source", "url",    "language"};

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
    default:
        return &doc->language;
    }
}

static key find_key(const char *text, kx_range name)
{
    for (key k = 0; k < N_KEYS; k++)
        if (strlen(key_names[k]) == name.end - name.start &&
            g_ascii_strncasecmp(text + name.start, key_names[k], name.end - name.start) == 0)
            return k;
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
    if (value->end - value->start >= 2 && text[value->start] == text[value->end - 1] &&
        (text[value->start] == '"' || text[value->start] == '\''))
        *value = kx_trim(text, (kx_range){value->start + 1, value->end - 1});
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

/* The closing rule: its offset, or 0 if there is no front matter. */
static size_t find_end(const kx_document *doc)
{
    size_t next, at, n_known = 0, n_lines = 0;
    kx_range line = line_at(doc, 0, &next), name, value;

    if (!is_rule(doc->text, kx_trim(doc->text, line)) || line.start != 0 || doc->text[0] != '-')
        return 0;
    for (at = next; at < doc->length && at < KX_FRONT_MATTER_BYTES_MAX; at = next) {
        line = kx_trim(doc->text, line_at(doc, at, &next));
        if (is_rule(doc->text, line))
            return n_known > 0 || n_lines == 0 ? at : 0;
        n_lines += line.end > line.start;
        if (split_pair(doc->text, line, &name, &value) && find_key(doc->text, name) != N_KEYS)
            n_known++;
    }
    return 0;
}

/* ISO 8601: YYYY-MM-DD, alone or with a time of day (seconds and zone may lack). */
static bool is_date(const char *text)
{
    unsigned year, month, day;
    int length = 0;

    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit(text[i]))
            return false;
    if (sscanf(text, "%4u-%2u-%2u%n", &year, &month, &day, &length) != 3 || length != 10 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return false;
    if (text[10] == '\0')
        return true;

    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(text, utc);
    if (moment == NULL && strlen(text) >= 16) {
        g_autofree char *with_seconds = g_strdup_printf("%.16s:00%s", text, text + 16);
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

/* Why the value of a key is not taken, or NULL. */
static const char *reason_against(kx_document *doc, key k, const char *value)
{
    if (*field_of(doc, k) != NULL)
        return "it stands there twice; the first counts";
    if (k == DATE && !is_date(value))
        return "not a date like 2026-01-31 or 2026-01-31T12:00:00+01:00";
    if (k == URL && !is_web_address(value))
        return "not an address that starts with http:// or https://";
    return NULL;
}

static void read_line(kx_document *doc, kx_range line, kx_front *front)
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
    if (value.end == value.start)
        return;
    g_autofree char *copy = g_strndup(doc->text + value.start, value.end - value.start);
    const char *reason = reason_against(doc, k, copy);
    if (reason != NULL) {
        kx_document_note(doc, "line %u of the front matter is ignored, %s: %s", number, reason,
                         shown);
        return;
    }
    *field_of(doc, k) = g_steal_pointer(&copy);
    if (k == TITLE)
        front->title = value;
}

kx_front kx_front_read(kx_document *doc)
{
    kx_front front = {0};
    size_t end = find_end(doc), next;

    if (end == 0)
        return front;
    line_at(doc, 0, &next);
    for (size_t at = next; at < end; at = next) {
        kx_range line = kx_trim(doc->text, line_at(doc, at, &next));
        if (line.end > line.start && doc->text[line.start] != '#')
            read_line(doc, line, &front);
    }
    line_at(doc, end, &front.body);
    return front;
}
