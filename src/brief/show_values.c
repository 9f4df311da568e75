/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/show_values.h"

#include "base/limits.h"
#include "brief/categories.h"
#include "brief/profile.h"

#include <string.h>

static void set_text(void *field, char *text)
{
    g_free(*(char **)field);
    *(char **)field = text;
}

static bool matches(const char *value, const char *pattern)
{
    return g_regex_match_simple(pattern, value, G_REGEX_CASELESS | G_REGEX_DOLLAR_ENDONLY, 0);
}

bool kx_show_is_line(const char *value)
{
    enum { LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029, PLANE = 0xffff, LAST = 0xfffe };
    for (const char *c = value; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        bool breaks = u == LINE_SEPARATOR || u == PARAGRAPH_SEPARATOR;
        if (g_unichar_iscntrl(u) || breaks || (u & PLANE) >= LAST)
            return false;
    }
    return *value != '\0';
}

bool kx_show_take_text(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    if (!kx_show_is_line(value) || g_utf8_strlen(value, -1) > (glong)range[1])
        return false;
    set_text(field, g_strdup(value));
    return true;
}

bool kx_show_take_long_text(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    if (!kx_show_is_line(value) || strlen(value) > (size_t)range[1])
        return false;
    set_text(field, g_strdup(value));
    return true;
}

/* http(s), a host, perhaps a port, then only characters that RFC 3986 lets stand in an address. */
static GUri *read_url(const char *value)
{
    static const char shape[] = "^https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+\\])"
                                "(:[0-9]{1,5})?([/?#]([a-z0-9._~:/?#@!$&'()*+,;=-]|\\[|\\]|"
                                "%[0-9a-f]{2})*)?$";
    if (strlen(value) > KX_LINK_BYTES_MAX || !matches(value, shape))
        return NULL;
    return g_uri_parse(value, G_URI_FLAGS_ENCODED, NULL);
}

bool kx_show_take_url(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    (void)range;
    g_autoptr(GUri) uri = read_url(value);
    if (uri)
        set_text(field, g_strdup(value));
    return uri != NULL;
}

bool kx_show_take_base(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
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

bool kx_show_take_email(const char *name, const char *value, void *field, const double *range)
{
    static const char shape[] = "^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                                "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}"
                                "[a-z0-9]$";
    return matches(value, shape) && kx_show_take_text(name, value, field, range);
}

bool kx_show_take_path(const char *name, const char *value, void *field, const double *range)
{
    (void)range;
    g_autofree char *folder = g_path_get_dirname(name);
    if (!kx_show_is_line(value))
        return false;
    bool as_it_is = g_path_is_absolute(value) || strcmp(folder, ".") == 0;
    set_text(field, as_it_is ? g_strdup(value) : g_build_filename(folder, value, NULL));
    return true;
}

bool kx_show_take_voice(const char *name, const char *value, void *field, const double *range)
{
    return kx_voice_is_path(value) ? kx_show_take_path(name, value, field, range)
                                   : kx_show_take_text(name, value, field, range);
}

bool kx_show_take_profile(const char *name, const char *value, void *field, const double *range)
{
    return kx_profile_is_path(value) ? kx_show_take_path(name, value, field, range)
                                     : kx_show_take_text(name, value, field, range);
}

bool kx_show_take_bool(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    (void)range;
    bool yes = strcmp(value, "yes") == 0 || strcmp(value, "true") == 0;
    *(bool *)field = yes;
    return yes || strcmp(value, "no") == 0 || strcmp(value, "false") == 0;
}

bool kx_show_take_number(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    guint64 number;
    if (!g_ascii_string_to_unsigned(value, 10, (guint64)range[0], (guint64)range[1], &number, NULL))
        return false;
    *(unsigned *)field = (unsigned)number;
    return true;
}

bool kx_show_take_level(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    double level = g_ascii_strtod(value, NULL);
    if (!matches(value, "^-?[0-9]+(\\.[0-9]+)?$") || level < range[0] || level > range[1])
        return false;
    *(double *)field = level;
    return true;
}

/* The rates at which LAME's steps are whole. */
bool kx_show_take_mp3_rate(const char *name, const char *value, void *field, const double *range)
{
    static const char *const rates[] = {"64", "80", "96", "112", "128", NULL};
    return g_strv_contains(rates, value) && kx_show_take_number(name, value, field, range);
}

bool kx_page_audio_parse(const char *name, kx_page_audio *page_audio)
{
    static const char *const names[] = {"auto", "embedded", "linked"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0) {
            *page_audio = (kx_page_audio)i;
            return true;
        }
    return false;
}

bool kx_show_take_page_audio(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    (void)range;
    return kx_page_audio_parse(value, field);
}

bool kx_show_take_language(const char *name, const char *value, void *field, const double *range)
{
    /* Language, script, region, variants, private use: RFC 5646, 2.1. */
    static const char shape[] = "^nl(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
                                "(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?$";
    return matches(value, shape) && kx_show_take_text(name, value, field, range);
}

bool kx_show_take_guid(const char *name, const char *value, void *field, const double *range)
{
    return g_uuid_string_is_valid(value) && kx_show_take_text(name, value, field, range);
}

#define LIST(item) "^" item "(," item ")*$"

static bool rule_part(const char *name, const char *value)
{
    static const struct {
        const char *name, *shape;
    } parts[] = {
        {"FREQ", "^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$"},
        {"INTERVAL", "^[1-9][0-9]{0,3}$"},
        {"COUNT", "^[1-9][0-9]{0,5}$"},
        {"UNTIL", "^[0-9]{8}(T[0-9]{6}Z?)?$"},
        {"WKST", "^(MO|TU|WE|TH|FR|SA|SU)$"},
        {"BYDAY", LIST("([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)")},
        {"BYSECOND", LIST("([1-5]?[0-9]|60)")},
        {"BYMINUTE", LIST("[1-5]?[0-9]")},
        {"BYHOUR", LIST("(1?[0-9]|2[0-3])")},
        {"BYMONTHDAY", LIST("[+-]?([1-9]|[12][0-9]|3[01])")},
        {"BYYEARDAY", LIST("[+-]?[1-9][0-9]{0,2}")},
        {"BYWEEKNO", LIST("[+-]?([1-9]|[1-4][0-9]|5[0-3])")},
        {"BYMONTH", LIST("([1-9]|1[0-2])")},
        {"BYSETPOS", LIST("[+-]?[1-9][0-9]{0,2}")},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strcmp(parts[i].name, name) == 0)
            return g_regex_match_simple(parts[i].shape, value, G_REGEX_DOLLAR_ENDONLY, 0);
    return false;
}

bool kx_show_take_rule(const char *name, const char *value, void *field, const double *range)
{
    g_auto(GStrv) parts = g_strsplit(value, ";", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (char **part = parts; *part; part++) {
        char *equals = strchr(*part, '=');
        if (equals == NULL)
            return false;
        *equals = '\0';
        if (!g_hash_table_add(seen, *part) || !rule_part(*part, equals + 1))
            return false;
    }
    bool ends_twice = g_hash_table_contains(seen, "COUNT") && g_hash_table_contains(seen, "UNTIL");
    return g_hash_table_contains(seen, "FREQ") && !ends_twice &&
           kx_show_take_text(name, value, field, range);
}

bool kx_show_take_categories(const char *name, const char *value, void *field, const double *range)
{
    (void)name;
    (void)range;
    g_auto(GStrv) list = g_strsplit(value, ";", -1);
    for (unsigned i = 0; list[i]; i++) {
        if (!kx_category_known(g_strstrip(list[i])))
            return false;
        for (unsigned k = 0; k < i; k++)
            if (strcmp(list[i], list[k]) == 0)
                return false;
    }
    if (*list == NULL)
        return false;
    g_strfreev(*(char ***)field);
    *(char ***)field = g_steal_pointer(&list);
    return true;
}
