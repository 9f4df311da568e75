/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The show file: every key is a row of one table, which decides what is known, wanted and allowed.
 * GKeyFile reads the values; the lines are gone through first, since it tells no line numbers. */
#include "brief/show.h"

#include "base/error.h"
#include "base/file.h"
#include "base/printable.h"
#include "brief/categories.h"

#include <string.h>

enum { SHOW_BYTES_MAX = 256 * 1024, TEXT_CHARS_MAX = 255, LONG_BYTES_MAX = 4000 };

typedef struct {
    GKeyFile *keys;
    kx_show *show;
    const char *name; /* for messages */
    char **lines;
    GError *error; /* the first thing that was wrong */
} reader;

typedef struct {
    const char *group, *key;
    bool (*take)(reader *r, const char *value, void *field, const double *range);
    size_t offset;
    bool required;
    double range[2];
    const char *wanted; /* ends the sentence "[group] key must be …" */
} setting;

/* ---- values ---- */

static void set_text(void *field, char *text)
{
    g_free(*(char **)field);
    *(char **)field = text;
}

static bool is_line(const char *value)
{
    for (const char *c = value; *c; c = g_utf8_next_char(c))
        if (g_unichar_iscntrl(g_utf8_get_char(c)))
            return false;
    return *value != '\0' && !g_ascii_isspace(*value);
}

static bool take_text(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    if (!is_line(value) || g_utf8_strlen(value, -1) > (glong)range[1])
        return false;
    set_text(field, g_strdup(value));
    return true;
}

static bool take_long_text(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    if (!is_line(value) || strlen(value) > (size_t)range[1])
        return false;
    set_text(field, g_strdup(value));
    return true;
}

/* http(s) with a host, and no blanks. */
static GUri *read_url(const char *value)
{
    g_autoptr(GUri) uri = g_uri_parse(value, G_URI_FLAGS_ENCODED, NULL);
    const char *scheme = uri ? g_uri_get_scheme(uri) : NULL;
    bool web = scheme && (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    const char *host = web ? g_uri_get_host(uri) : NULL;
    bool whole =
        host && *host && is_line(value) && strpbrk(value, " \"<>") == NULL && g_str_is_ascii(value);
    return whole ? g_steal_pointer(&uri) : NULL;
}

static bool take_url(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    (void)range;
    g_autoptr(GUri) uri = read_url(value);
    if (uri)
        set_text(field, g_strdup(value));
    return uri != NULL;
}

/* One slash at the end, no query, no fragment: names are put behind it. */
static bool take_base(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    (void)range;
    g_autoptr(GUri) uri = read_url(value);
    if (uri == NULL || g_uri_get_query(uri) || g_uri_get_fragment(uri))
        return false;
    size_t n = strlen(value);
    while (n > 0 && value[n - 1] == '/')
        n--;
    set_text(field, g_strdup_printf("%.*s/", (int)n, value));
    return true;
}

static bool take_email(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    (void)range;
    const char *at = strchr(value, '@');
    if (!is_line(value) || at == NULL || at == value || strchr(at + 1, '@') ||
        strchr(at, '.') == NULL || strpbrk(value, " ,;<>\""))
        return false;
    set_text(field, g_strdup(value));
    return true;
}

/* Relative to the show file. */
static bool take_path(reader *r, const char *value, void *field, const double *range)
{
    (void)range;
    g_autofree char *folder = g_path_get_dirname(r->name);
    if (!is_line(value))
        return false;
    bool as_it_is = g_path_is_absolute(value) || strcmp(folder, ".") == 0;
    set_text(field, as_it_is ? g_strdup(value) : g_build_filename(folder, value, NULL));
    return true;
}

/* A profile's name, or the path of a .voice file. */
static bool take_voice(reader *r, const char *value, void *field, const double *range)
{
    if (strchr(value, '/') || g_str_has_suffix(value, ".voice"))
        return take_path(r, value, field, range);
    return take_text(r, value, field, range);
}

static bool take_bool(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    (void)range;
    bool yes = strcmp(value, "yes") == 0 || strcmp(value, "true") == 0;
    *(bool *)field = yes;
    return yes || strcmp(value, "no") == 0 || strcmp(value, "false") == 0;
}

static bool take_number(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    guint64 number;
    if (!g_ascii_string_to_unsigned(value, 10, (guint64)range[0], (guint64)range[1], &number, NULL))
        return false;
    *(unsigned *)field = (unsigned)number;
    return true;
}

static bool take_level(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    char *end;
    double level = g_ascii_strtod(value, &end);
    *(double *)field = level;
    return end != value && *end == '\0' && level >= range[0] && level <= range[1];
}

/* The rates at which LAME's steps are whole. */
static bool take_mp3_rate(reader *r, const char *value, void *field, const double *range)
{
    static const char *const rates[] = {"64", "80", "96", "112", "128", NULL};
    return g_strv_contains(rates, value) && take_number(r, value, field, range);
}

static bool take_language(reader *r, const char *value, void *field, const double *range)
{
    static const char *const languages[] = {"nl", "nl-nl", "nl-be", "nl-NL", "nl-BE", NULL};
    return g_strv_contains(languages, value) && take_text(r, value, field, range);
}

static bool take_guid(reader *r, const char *value, void *field, const double *range)
{
    return g_uuid_string_is_valid(value) && take_text(r, value, field, range);
}

static bool take_rule(reader *r, const char *value, void *field, const double *range)
{
    static const char *const parts[] = {
        "FREQ",  "INTERVAL", "BYDAY", "BYHOUR",   "BYMINUTE",  "BYSECOND",   "BYMONTH", "BYSETPOS",
        "COUNT", "UNTIL",    "WKST",  "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", NULL};
    g_auto(GStrv) given = g_strsplit(value, ";", -1);
    bool frequency = false;
    for (char **part = given; *part; part++) {
        char *equals = strchr(*part, '=');
        if (equals == NULL || equals[1] == '\0')
            return false;
        *equals = '\0';
        frequency |= strcmp(*part, "FREQ") == 0;
        if (!g_strv_contains(parts, *part))
            return false;
    }
    return frequency && take_text(r, value, field, range);
}

/* "News > Daily News; Technology" */
static bool take_categories(reader *r, const char *value, void *field, const double *range)
{
    (void)r;
    (void)range;
    g_auto(GStrv) list = g_strsplit(value, ";", -1);
    for (char **category = list; *category; category++)
        if (!kx_category_known(g_strstrip(*category)))
            return false;
    if (*list == NULL)
        return false;
    g_strfreev(*(char ***)field);
    *(char ***)field = g_steal_pointer(&list);
    return true;
}

/* ---- the table ---- */

#define FIELD(name) offsetof(kx_show, name)
#define TEXT                                                                                       \
    {                                                                                              \
        1, TEXT_CHARS_MAX                                                                          \
    }

static const setting settings[] = {
    {"show", "title", take_text, FIELD(title), true, TEXT, "one line of at most 255 characters"},
    {"show",
     "description",
     take_long_text,
     FIELD(description),
     true,
     {1, LONG_BYTES_MAX},
     "one line of at most 4000 bytes"},
    {"show", "author", take_text, FIELD(author), true, TEXT, "one line of at most 255 characters"},
    {"show",
     "category",
     take_categories,
     FIELD(categories),
     true,
     {0},
     "one of Apple's categories, as \"News\" or \"News > Daily News\"; several with ; between"},
    {"show",
     "base-url",
     take_base,
     FIELD(base_url),
     false,
     {0},
     "where the folder will stand, as https://podcast.example.nl/nieuws/"},
    {"show",
     "link",
     take_url,
     FIELD(link),
     false,
     {0},
     "an address of the web, as https://www.example.nl/"},
    {"show", "owner-name", take_text, FIELD(owner_name), false, TEXT,
     "one line of at most 255 characters"},
    {"show", "owner-email", take_email, FIELD(owner_email), false, TEXT, "an e-mail address"},
    {"show", "language", take_language, FIELD(language), false, TEXT, "nl, nl-nl or nl-be"},
    {"show", "copyright", take_text, FIELD(copyright), false, TEXT,
     "one line of at most 255 characters"},
    {"show",
     "license",
     take_text,
     FIELD(license),
     false,
     {1, 128},
     "the id of a licence in small letters, as cc-by-4.0, or a name with license-url"},
    {"show", "license-url", take_url, FIELD(license_url), false, {0}, "an address of the web"},
    {"show", "guid", take_guid, FIELD(guid), false, TEXT, "a UUID"},
    {"show", "cover", take_path, FIELD(cover), false, {0}, "the path of a JPEG or PNG"},
    {"show", "explicit", take_bool, FIELD(is_explicit), false, {0}, "yes or no"},
    {"show", "locked", take_bool, FIELD(is_locked), false, {0}, "yes or no"},
    {"show", "disclose", take_bool, FIELD(tells_ai), false, {0}, "yes or no"},
    {"audio", "voice", take_voice, FIELD(voice), false, TEXT, "a voice profile or a .voice file"},
    {"audio", "loudness", take_level, FIELD(loudness), false, {-40, -8}, "from -40 to -8 LUFS"},
    {"audio",
     "mp3-kbps",
     take_mp3_rate,
     FIELD(mp3_kbps),
     false,
     {64, 128},
     "64, 80, 96, 112 or 128"},
    {"audio", "opus-kbps", take_number, FIELD(opus_kbps), false, {16, 64}, "from 16 to 64"},
    {"feed",
     "keep",
     take_number,
     FIELD(keep),
     false,
     {0, 100000},
     "a number of episodes; 0 keeps all"},
    {"feed", "keep-days", take_number, FIELD(keep_days), false, {0, 36500}, "a number of days"},
    {"feed", "page", take_number, FIELD(page), false, {10, 500}, "from 10 to 500 episodes"},
    {"feed",
     "update",
     take_text,
     FIELD(update_text),
     false,
     {1, 128},
     "one line of at most 128 characters"},
    {"feed", "update-rule", take_rule, FIELD(update_rule), false, TEXT,
     "a rule of RFC 5545, as FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"},
    {"feed", "hub", take_url, FIELD(hub), false, {0}, "the address of a WebSub hub"},
};

static const setting person_settings[] = {
    {"person", "group", take_text, offsetof(kx_person, group), false, TEXT,
     "a group of the podcast taxonomy, as cast or writing"},
    {"person", "role", take_text, offsetof(kx_person, role), false, TEXT,
     "a role of that group, as narrator or reporter"},
    {"person", "url", take_url, offsetof(kx_person, url), false, {0}, "an address of the web"},
};

#define PERSON "person "

static const setting *find_setting(const char *group, const char *key)
{
    bool person = g_str_has_prefix(group, PERSON);
    const setting *table = person ? person_settings : settings;
    size_t n = person ? G_N_ELEMENTS(person_settings) : G_N_ELEMENTS(settings);
    for (size_t i = 0; i < n; i++)
        if ((person || strcmp(table[i].group, group) == 0) && strcmp(table[i].key, key) == 0)
            return &table[i];
    return NULL;
}

static bool group_known(const char *group)
{
    if (g_str_has_prefix(group, PERSON))
        return is_line(group + strlen(PERSON));
    for (unsigned i = 0; i < G_N_ELEMENTS(settings); i++)
        if (strcmp(settings[i].group, group) == 0)
            return true;
    return false;
}

/* ---- lines ---- */

G_GNUC_PRINTF(3, 4)
static void wrong(reader *r, unsigned line, const char *format, ...)
{
    va_list arguments;
    if (r->error)
        return;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *name = kx_printable_name(r->name);
    r->error = line > 0 ? g_error_new(KX_ERROR, KX_ERROR_CONFIG, "%s:%u: %s", name, line, what)
                        : g_error_new(KX_ERROR, KX_ERROR_CONFIG, "%s: %s", name, what);
}

/* "[show]" without its brackets; NULL for any other line. Caller frees. */
static char *group_of(const char *line)
{
    size_t n = strlen(line);
    return n > 2 && line[0] == '[' && line[n - 1] == ']' ? g_strndup(line + 1, n - 2) : NULL;
}

/* What stands before the equals sign; NULL for a line that has none. Caller frees. */
static char *key_of(const char *line)
{
    const char *equals = strchr(line, '=');
    return equals ? g_strchomp(g_strndup(line, (size_t)(equals - line))) : NULL;
}

/* Goes through the lines: a group or key that is not known, or is there twice, a line that is
 * neither. Their numbers go to `found`: "group\nkey" -> line. */
static void scan(reader *r, GHashTable *found)
{
    g_autofree char *group = NULL;
    for (unsigned i = 0; r->lines[i] && r->error == NULL; i++) {
        const char *line = g_strstrip(r->lines[i]);
        g_autofree char *next = group_of(line), *key = next ? NULL : key_of(line);
        g_autofree char *safe = kx_printable(next ? next : key ? key : line, -1);
        if (*line == '\0' || *line == '#')
            continue;
        if (next) {
            if (!group_known(next))
                wrong(r, i + 1, "[%s]: no such group; there are show, audio, feed and person NAME",
                      safe);
            g_free(group);
            group = g_steal_pointer(&next);
            continue;
        }
        if (key == NULL || group == NULL) {
            wrong(r, i + 1, "\"%s\": must be a group in brackets, or a key and = and its value",
                  safe);
            continue;
        }
        g_autofree char *both = g_strconcat(group, "\n", key, NULL);
        if (find_setting(group, key) == NULL)
            wrong(r, i + 1, "%s: no such key in [%s] (docs/podcast.md lists them)", safe, group);
        else if (!g_hash_table_insert(found, g_steal_pointer(&both), GUINT_TO_POINTER(i + 1)))
            wrong(r, i + 1, "%s: is there twice", safe);
    }
}

/* ---- reading ---- */

static void take(reader *r, const char *group, const setting *s, void *object, GHashTable *found)
{
    g_autofree char *both = g_strconcat(group, "\n", s->key, NULL);
    unsigned line = GPOINTER_TO_UINT(g_hash_table_lookup(found, both));
    if (line == 0) {
        if (s->required)
            wrong(r, 0, "[%s] %s is missing: %s", group, s->key, s->wanted);
        return;
    }
    g_autofree char *value = g_key_file_get_string(r->keys, group, s->key, NULL);
    if (value && s->take(r, value, (char *)object + s->offset, s->range))
        return;
    g_autofree char *safe = kx_printable(value ? value : "", -1);
    wrong(r, line, "%s=%s: must be %s", s->key, safe, s->wanted);
}

static void take_person(reader *r, const char *group, GHashTable *found)
{
    kx_person *person = g_new0(kx_person, 1);
    g_ptr_array_add(r->show->persons, person);
    person->name = g_strdup(group + strlen(PERSON));
    for (unsigned i = 0; i < G_N_ELEMENTS(person_settings); i++)
        take(r, group, &person_settings[i], person, found);
    person->group = person->group ? person->group : g_strdup("cast");
    person->role = person->role ? person->role : g_strdup("host");
    if (!kx_person_group_known(person->group))
        wrong(r, 0, "[%s] group: must be %s", group, person_settings[0].wanted);
    else if (!kx_person_role_known(person->group, person->role))
        wrong(r, 0, "[%s] role: must be %s", group, person_settings[1].wanted);
}

/* A licence is an id in small letters, or a name with an address. */
static void check_license(reader *r)
{
    const char *license = r->show->license;
    for (const char *c = license; c && *c; c++)
        if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && !strchr("-.", *c) &&
            r->show->license_url == NULL) {
            wrong(r, 0, "[show] license: a licence of your own needs license-url");
            return;
        }
}

static void read_groups(reader *r, GHashTable *found)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(settings); i++)
        take(r, settings[i].group, &settings[i], r->show, found);
    g_auto(GStrv) groups = g_key_file_get_groups(r->keys, NULL);
    for (char **group = groups; *group; group++)
        if (g_str_has_prefix(*group, PERSON))
            take_person(r, *group, found);
    check_license(r);
}

kx_show *kx_show_parse(const char *name, const char *text, size_t n, GError **error)
{
    g_autoptr(kx_show) show = kx_show_new();
    reader r = {.keys = g_key_file_new(), .show = show, .name = name};
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *copy = g_strndup(text, n);
    g_autoptr(GError) bad = NULL;
    r.lines = g_strsplit(copy, "\n", -1);
    if (strlen(copy) != n || !g_utf8_validate(copy, (gssize)n, NULL))
        wrong(&r, 0, "is no text in UTF-8");
    else
        scan(&r, found);
    if (r.error == NULL && !g_key_file_load_from_data(r.keys, copy, n, G_KEY_FILE_NONE, &bad))
        wrong(&r, 0, "%s", bad->message);
    if (r.error == NULL)
        read_groups(&r, found);
    g_strfreev(r.lines);
    g_key_file_unref(r.keys);
    if (r.error) {
        g_propagate_error(error, r.error);
        return NULL;
    }
    show->path = g_strdup(name);
    return g_steal_pointer(&show);
}

kx_show *kx_show_load(const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = kx_file_read(path, SHOW_BYTES_MAX, error);
    gsize n = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    return bytes ? kx_show_parse(path, text ? text : "", n, error) : NULL;
}
