/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/printable.h"
#include "publish/sink.h"

#include <string.h>

/* Of every file, dBTP. */
#define CEILING (-1.0)

const kx_sink *const kx_sinks[] = {&kx_sink_wav,
                                   &kx_sink_flac,
                                   &kx_sink_mp3,
                                   &kx_sink_opus,
                                   &kx_sink_vtt,
                                   &kx_sink_srt,
                                   &kx_sink_words,
                                   &kx_sink_spoken,
                                   &kx_sink_player,
                                   &kx_sink_html,
                                   &kx_sink_text,
                                   &kx_sink_chapters,
                                   &kx_sink_chapters_vtt,
                                   &kx_sink_cover,
                                   &kx_sink_epub,
                                   &kx_sink_daisy,
                                   &kx_sink_daisy_zip,
                                   &kx_sink_timeline,
                                   NULL};

char *kx_sink_file_name(const kx_sink *sink, const char *id, unsigned revision)
{
    g_auto(GStrv) parts = g_strsplit(sink->file, "%s", 2);
    g_autofree char *stem = revision > 1 ? g_strdup_printf("%s-v%u", id, revision) : g_strdup(id);
    return g_strjoinv(stem, parts);
}

/* The name without `-v2` behind the id, or itself. */
static char *first_revision(const char *name, const char *id)
{
    const size_t stem = strlen(id);
    size_t mark = 0;
    if (g_str_has_prefix(name, id) && g_str_has_prefix(name + stem, "-v"))
        mark = strspn(name + stem + 2, "0123456789");
    return mark ? g_strconcat(id, name + stem + 2 + mark, NULL) : g_strdup(name);
}

bool kx_sink_has_file_name(const char *name, const char *id)
{
    g_autofree char *first = first_revision(name, id);
    bool found = false;
    for (unsigned i = 0; kx_sinks[i] && !found; i++) {
        g_autofree char *file = kx_sink_file_name(kx_sinks[i], id, 1);
        found = strcmp(file, first) == 0;
    }
    return found;
}

static bool known(const char *name)
{
    for (unsigned i = 0; kx_sinks[i]; i++)
        if (kx_sinks[i]->kind != KX_SINK_RECORD && strcmp(kx_sinks[i]->name, name) == 0)
            return true;
    return false;
}

static void refuse(const char *name, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (unsigned i = 0; kx_sinks[i]; i++)
        if (kx_sinks[i]->kind != KX_SINK_RECORD)
            g_string_append_printf(list, "%s%s", list->len ? ", " : "", kx_sinks[i]->name);
    g_autofree char *safe = kx_printable(name, -1);
    kx_error_set(error, KX_ERROR_USAGE,
                 "no format \"%s\": --to takes a list of %s, separated by commas", safe, list->str);
}

GPtrArray *kx_sinks_choose(const char *names, GError **error)
{
    g_auto(GStrv) wanted = names ? g_strsplit(names, ",", -1) : NULL;
    for (char **name = wanted; name && *name; name++)
        if (!known(g_strstrip(*name))) {
            refuse(*name, error);
            return NULL;
        }
    if (wanted && !*wanted) {
        refuse("", error);
        return NULL;
    }
    GPtrArray *chosen = g_ptr_array_new();
    for (unsigned i = 0; kx_sinks[i]; i++)
        if (kx_sinks[i]->kind == KX_SINK_RECORD || wanted == NULL ||
            g_strv_contains((const char *const *)wanted, kx_sinks[i]->name))
            g_ptr_array_add(chosen, (gpointer)(uintptr_t)kx_sinks[i]);
    return chosen;
}

bool kx_sinks_have(const GPtrArray *sinks, const kx_sink *sink)
{
    for (guint i = 0; i < sinks->len; i++)
        if (g_ptr_array_index(sinks, i) == sink)
            return true;
    return false;
}

bool kx_sinks_pictured(const GPtrArray *sinks)
{
    for (guint i = 0; i < sinks->len; i++)
        if (((const kx_sink *)g_ptr_array_index(sinks, i))->pictured)
            return true;
    return false;
}

const kx_sink *kx_sinks_shortest(const GPtrArray *sinks)
{
    const kx_sink *shortest = NULL;
    for (guint i = 0; i < sinks->len; i++) {
        const kx_sink *sink = g_ptr_array_index(sinks, i);
        if (sink->frames_max && (!shortest || sink->frames_max < shortest->frames_max))
            shortest = sink;
    }
    return shortest;
}

double kx_sinks_ceiling(const GPtrArray *sinks, const kx_show *show)
{
    double overshoot = 0;
    for (guint i = 0; i < sinks->len; i++) {
        const kx_sink *sink = g_ptr_array_index(sinks, i);
        const double own = sink->overshoot ? sink->overshoot(show) : 0;
        overshoot = MAX(overshoot, own);
    }
    return CEILING - overshoot;
}
