/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a show file. GKeyFile reads the values; since it tells no line numbers, the lines are gone
 * through first, and each key's is remembered. */
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/categories.h"
#include "brief/profile.h"
#include "brief/show_keys.h"
#include "brief/voice.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *name; /* the file's path */
    GKeyFile *keys;
    kx_show *show;
    GHashTable *lines; /* "group\nkey", or "group\n" for its brackets: line, from 1 */
    GError *error;     /* the first thing that was wrong */
    bool opens;        /* the files that it names may be opened */
} reader;

/* `line` is 0 where no line is to blame. */
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

/* ---- lines ---- */

/* Remembers where that key of that group stands; false if there was one already. */
static bool put_line(reader *r, const char *group, const char *key, unsigned line)
{
    return g_hash_table_insert(r->lines, g_strconcat(group, "\n", key, NULL),
                               GUINT_TO_POINTER(line));
}

static unsigned line_of(const reader *r, const char *group, const char *key)
{
    g_autofree char *both = g_strconcat(group, "\n", key, NULL);
    return GPOINTER_TO_UINT(g_hash_table_lookup(r->lines, both));
}

static void scan_group(reader *r, const char *group, unsigned line)
{
    g_autofree char *safe = kx_printable(group, -1);
    if (!kx_show_group_known(group))
        wrong(r, line, _("[%s]: no such group; there are show, audio, feed and person NAME"), safe);
    else if (!put_line(r, group, "", line))
        wrong(r, line, _("[%s]: is there twice"), safe);
}

static void scan_key(reader *r, const char *group, const char *key, unsigned line)
{
    g_autofree char *safe_group = kx_printable(group, -1), *safe_key = kx_printable(key, -1);
    if (kx_show_key_find(group, key) == NULL)
        wrong(r, line, _("%s: no such key in [%s] (docs/podcast.md lists them)"), safe_key,
              safe_group);
    else if (!put_line(r, group, key, line))
        wrong(r, line, _("%s: is there twice"), safe_key);
}

static void scan(reader *r, const char *text)
{
    g_autofree char *group = NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i] && r->error == NULL; i++) {
        char *line = g_strstrip(lines[i]);
        size_t n = strlen(line);
        const char *equals = strchr(line, '=');
        if (n == 0 || *line == '#')
            continue;
        if (*line == '[' && line[n - 1] == ']') {
            g_free(group);
            group = g_strndup(line + 1, n - 2);
            scan_group(r, group, i + 1);
        } else if (group && equals) {
            g_autofree char *key = g_strchomp(g_strndup(line, (size_t)(equals - line)));
            scan_key(r, group, key, i + 1);
        } else {
            g_autofree char *safe = kx_printable(line, -1);
            wrong(r, i + 1,
                  _("\"%s\": must be a group in brackets, or below one a key, = and a value"),
                  safe);
        }
    }
}

/* ---- values ---- */

/* GKeyFile reads on behind an escape that it does not know. */
static bool escapes_known(const char *raw)
{
    for (const char *c = strchr(raw, '\\'); c; c = strchr(c + 2, '\\'))
        if (c[1] == '\0' || strchr("sntr\\", c[1]) == NULL)
            return false;
    return true;
}

/* Takes the quotes away that a whole value stands in, as other files of settings want them. */
static void unquote(char *value)
{
    const size_t n = strlen(value);
    if (n > 1 && (*value == '"' || *value == '\'') && strchr(value + 1, *value) == value + n - 1) {
        value[n - 1] = *value = ' ';
        g_strstrip(value);
    }
}

static void take(reader *r, const char *group, const kx_show_key *key, void *object)
{
    unsigned line = line_of(r, group, key->key);
    if (line == 0)
        return;
    g_autofree char *raw = g_key_file_get_value(r->keys, group, key->key, NULL);
    if (raw == NULL || !escapes_known(raw)) {
        wrong(r, line, _("%s: a backslash in a value is written \\\\"), key->key);
        return;
    }
    g_autofree char *value = g_key_file_get_string(r->keys, group, key->key, NULL);
    g_strstrip(value);
    unquote(value);
    if (key->take(r->name, value, (char *)object + key->offset, key->range))
        return;
    g_autofree char *safe = kx_printable(value, -1);
    wrong(r, line, _("%s=%s: must be %s"), key->key, safe, _(key->wanted));
}

static void check_person(reader *r, const char *group, const kx_person *person)
{
    if (!kx_person_group_known(person->group)) {
        g_autofree char *safe = kx_printable(person->group, -1);
        g_autofree char *groups = kx_person_roles(NULL);
        wrong(r, line_of(r, group, "group"),
              _("group=%s: must be a group of the podcast taxonomy: %s"), safe, groups);
    } else if (!kx_person_role_known(person->group, person->role)) {
        /* A group without a role asks for one where the default is of another group. */
        unsigned line = line_of(r, group, "role");
        g_autofree char *safe = kx_printable(person->role, -1);
        g_autofree char *roles = kx_person_roles(person->group);
        wrong(r, line ? line : line_of(r, group, ""),
              _("role=%s: must be a role of the group %s: %s"), safe, person->group, roles);
    }
}

static void take_person(reader *r, const char *group)
{
    kx_person *person = g_new0(kx_person, 1);
    g_ptr_array_add(r->show->persons, person);
    person->name = g_strstrip(g_strdup(kx_show_person_name(group)));
    const kx_show_key *key;
    for (unsigned i = 0; (key = kx_show_key_at(i)) != NULL; i++)
        if (strcmp(key->group, KX_SHOW_PERSON) == 0)
            take(r, group, key, person);
    person->group = person->group ? person->group : g_strdup("cast");
    person->role = person->role ? person->role : g_strdup("host");
    check_person(r, group, person);
}

/* A licence is an id in small letters (SPDX), or a name with an address. */
static void check_license(reader *r)
{
    const char *license = r->show->license;
    if (license && r->show->license_url == NULL &&
        strspn(license, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen(license))
        wrong(r, line_of(r, "show", "license"),
              _("license: must be a licence's id in small letters, as cc-by-4.0, or a name of your "
                "own with license-url"));
    if (license == NULL && r->show->license_url)
        wrong(r, line_of(r, "show", "license-url"), _("license-url: goes with license"));
}

/* A rule says how often in numbers, and apps show the words. */
static void check_update(reader *r)
{
    if (r->show->update_rule && r->show->update_text == NULL)
        wrong(r, line_of(r, "feed", "update-rule"),
              _("update-rule: goes with update, which says "
                "the same in words"));
}

static void check_missing(reader *r)
{
    const kx_show_key *key;
    for (unsigned i = 0; (key = kx_show_key_at(i)) != NULL; i++)
        if (key->required && line_of(r, key->group, key->key) == 0)
            wrong(r, line_of(r, key->group, ""), _("%s is missing in [%s]: %s"), key->key,
                  key->group, _(key->wanted));
}

/* Whoever takes the show, be it for its feed alone, finds out that its voice is not there. */
static void check_audio(reader *r)
{
    const char *voice = r->show->voice, *profile = r->show->profile;
    g_autoptr(GError) bad_voice = NULL, bad_profile = NULL;
    if (voice && (r->opens || !kx_voice_is_path(voice)))
        kx_voice_free(kx_voice_load(voice, &bad_voice));
    if (bad_voice)
        wrong(r, line_of(r, "audio", "voice"), "voice: %s", bad_voice->message);
    if (profile && (r->opens || !kx_profile_is_path(profile)))
        kx_profile_free(kx_profile_load(profile, &bad_profile));
    if (bad_profile)
        wrong(r, line_of(r, "audio", "profile"), "profile: %s", bad_profile->message);
}

/* Nor is it found out only when the picture is wanted that it is not there. */
static void check_cover(reader *r)
{
    const char *cover = r->show->cover;
    if (!cover || !r->opens || access(cover, R_OK) == 0)
        return;
    int cause = errno;
    g_autofree char *safe = kx_printable_name(cover);
    wrong(r, line_of(r, "show", "cover"), _("cover: cannot open %s: %s"), safe, g_strerror(cause));
}

static void read_groups(reader *r)
{
    const kx_show_key *key;
    for (unsigned i = 0; (key = kx_show_key_at(i)) != NULL; i++)
        if (strcmp(key->group, KX_SHOW_PERSON) != 0)
            take(r, key->group, key, r->show);
    g_auto(GStrv) groups = g_key_file_get_groups(r->keys, NULL);
    for (char **group = groups; *group; group++)
        if (kx_show_person_name(*group))
            take_person(r, *group);
    check_license(r);
    check_update(r);
    check_missing(r);
    check_audio(r);
    check_cover(r);
}

static void read_text(reader *r, const char *text, size_t n)
{
    g_autoptr(GError) bad = NULL;
    const char *end = NULL;
    if (!g_utf8_validate_len(text, n, &end)) {
        unsigned line = 1;
        for (const char *c = text; c < end; c++)
            line += *c == '\n';
        wrong(r, line, _("is no text in UTF-8"));
        return;
    }
    g_autofree char *copy = g_strndup(text, n);
    const char *start = g_str_has_prefix(copy, "\xef\xbb\xbf") ? copy + 3 : copy;
    scan(r, start);
    if (r->error == NULL &&
        !g_key_file_load_from_data(r->keys, start, strlen(start), G_KEY_FILE_NONE, &bad))
        wrong(r, 0, "%s", bad->message);
    if (r->error == NULL)
        read_groups(r);
}

static kx_show *parse(const char *name, const char *text, size_t n, bool opens, GError **error)
{
    g_autoptr(kx_show) show = kx_show_new();
    g_autoptr(GKeyFile) keys = g_key_file_new();
    g_autoptr(GHashTable) lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader r = {.name = name, .keys = keys, .show = show, .lines = lines, .opens = opens};
    read_text(&r, n > 0 ? text : "", n);
    if (r.error) {
        g_propagate_error(error, r.error);
        return NULL;
    }
    show->path = g_strdup(name);
    return g_steal_pointer(&show);
}

kx_show *kx_show_parse(const char *name, const char *text, size_t n, GError **error)
{
    return parse(name, text, n, false, error);
}

kx_show *kx_show_load(const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = kx_file_read(path, KX_SHOW_BYTES_MAX, error);
    gsize n = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    return bytes ? parse(path, text, n, true, error) : NULL;
}
