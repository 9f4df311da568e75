/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/keys.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/printable.h"

#include <stdint.h>
#include <string.h>

#define WHAT "what"

bool kx_keys_load(kx_keys *k, const char *file, const char *what, const char *data, size_t length,
                  GError **error)
{
    g_autoptr(GError) broken = NULL;
    *k = (kx_keys){.keys = g_key_file_new(), .file = file};
    if (g_key_file_load_from_data(k->keys, data, length, G_KEY_FILE_NONE, &broken))
        return true;
    g_autofree char *why = kx_printable(broken->message, -1);
    kx_error_set(error, KX_ERROR_CONFIG, "%s: not a %s: %s", file, what, why);
    g_clear_pointer(&k->keys, g_key_file_unref);
    return false;
}

bool kx_keys_finish(kx_keys *k, GError **error)
{
    g_clear_pointer(&k->keys, g_key_file_unref);
    if (k->error == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&k->error));
    return false;
}

void kx_keys_wrong(kx_keys *k, const char *group, const char *key, const char *what)
{
    if (k->error == NULL)
        k->error =
            g_error_new(KX_ERROR, KX_ERROR_CONFIG, "%s: [%s] %s: %s", k->file, group, key, what);
}

bool kx_keys_has(const kx_keys *k, const char *group, const char *key)
{
    return g_key_file_has_key(k->keys, group, key, NULL);
}

char *kx_keys_text(kx_keys *k, const char *group, const char *key)
{
    char *value = g_key_file_get_string(k->keys, group, key, NULL);
    if (value == NULL || !*value) {
        kx_keys_wrong(k, group, key, _("missing"));
        g_free(value);
        return g_strdup("");
    }
    return value;
}

char *kx_keys_what(kx_keys *k, const char *group)
{
    g_autofree char *plain = kx_keys_text(k, group, WHAT);
    g_autofree char *own = g_key_file_get_locale_string(k->keys, group, WHAT, NULL, NULL);
    return own ? g_steal_pointer(&own) : g_steal_pointer(&plain);
}

double kx_keys_number(kx_keys *k, const char *group, const char *key, double low, double high)
{
    g_autofree char *text = kx_keys_text(k, group, key);
    char *end;
    double value = g_ascii_strtod(text, &end);
    if (end == text || *end || !(value >= low && value <= high)) {
        g_autofree char *what = g_strdup_printf(_("must be a number from %g to %g"), low, high);
        kx_keys_wrong(k, group, key, what);
        return low;
    }
    return value;
}

unsigned kx_keys_choice(kx_keys *k, const char *group, const char *key, const char *const *names)
{
    g_autofree char *text = kx_keys_text(k, group, key);
    for (unsigned i = 0; names[i]; i++)
        if (strcmp(text, names[i]) == 0)
            return i;
    g_autofree char *list = g_strjoinv(", ", (char **)(uintptr_t)names);
    g_autofree char *what = g_strdup_printf(_("must be one of %s"), list);
    kx_keys_wrong(k, group, key, what);
    return 0;
}

void kx_keys_refuse_groups(kx_keys *k, const char *const *known)
{
    g_auto(GStrv) found = g_key_file_get_groups(k->keys, NULL);
    for (char **group = found; *group; group++)
        if (!g_strv_contains(known, *group)) {
            g_autofree char *safe = kx_printable(*group, -1);
            kx_keys_wrong(k, safe, "", _("no such group"));
        }
}

void kx_keys_refuse_others(kx_keys *k, const char *group, const char *const *known,
                           const char *const *also)
{
    g_auto(GStrv) keys = g_key_file_get_keys(k->keys, group, NULL, NULL);
    for (char **key = keys; key && *key; key++)
        if (!g_strv_contains(known, *key) && !(also && g_strv_contains(also, *key)) &&
            !g_str_has_prefix(*key, WHAT "[")) {
            g_autofree char *safe = kx_printable(*key, -1);
            kx_keys_wrong(k, group, safe, _("no such key"));
        }
}
