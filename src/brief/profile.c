/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/profile.h"

#include "base/embed.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/keys.h"
#include "brief/profiles_files.h"

#include <math.h>
#include <string.h>

#define SUFFIX ".profile"

static const char group[] = "profile";
static const char *const aside_keys[KX_ASIDES] = {"captions", "links", "notes"};

KX_PROFILES(KX_EMBED_FILE)
static const kx_embedded profiles[] = {KX_PROFILES(KX_EMBED_ROW)};

char **kx_profile_names(void)
{
    return kx_embedded_names(profiles, G_N_ELEMENTS(profiles), KX_PROFILE_DEFAULT);
}

bool kx_profile_is_path(const char *name)
{
    return strchr(name, '/') || g_str_has_suffix(name, SUFFIX);
}

static void read_structure(kx_keys *keys, kx_profile *profile)
{
    profile->marks_structure = kx_keys_has(keys, group, "structure");
    if (profile->marks_structure)
        profile->structure =
            (kx_structure)kx_keys_choice(keys, group, "structure", kx_structure_names);
}

static kx_profile *parse(const char *file, const char *data, size_t length, GError **error)
{
    static const char *const groups[] = {group, NULL};
    static const char *const known[] = {"name",     "what",  "structure", "speed",  "pauses",
                                        "captions", "links", "notes",     "byline", NULL};
    static const char *const spoken[] = {"spoken", "silent", NULL};
    kx_keys keys;
    if (!kx_keys_load(&keys, file, _("reading profile"), data, length, error))
        return NULL;
    g_autoptr(kx_profile) profile = g_new0(kx_profile, 1);
    profile->name = kx_keys_text(&keys, group, "name");
    profile->what = kx_keys_what(&keys, group);
    read_structure(&keys, profile);
    profile->speed = kx_keys_number(&keys, group, "speed", 0.5, 3);
    profile->pauses = kx_keys_number(&keys, group, "pauses", 0.25, 4);
    for (unsigned i = 0; i < KX_ASIDES; i++)
        profile->silent[i] = kx_keys_choice(&keys, group, aside_keys[i], spoken) == 1;
    profile->says_byline =
        kx_keys_has(&keys, group, "byline") && kx_keys_choice(&keys, group, "byline", spoken) == 0;
    kx_keys_refuse_groups(&keys, groups);
    kx_keys_refuse_others(&keys, group, known, NULL);
    if (!kx_keys_finish(&keys, error))
        return NULL;
    return g_steal_pointer(&profile);
}

kx_profile *kx_profile_load(const char *name, GError **error)
{
    g_autofree char *safe = kx_printable(name, -1);
    if (kx_profile_is_path(name)) {
        g_autoptr(GBytes) bytes = kx_file_read(name, KX_PROFILE_BYTES_MAX, error);
        return bytes ? parse(safe, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error)
                     : NULL;
    }
    const kx_embedded *own = kx_embedded_find(profiles, G_N_ELEMENTS(profiles), name);
    if (own == NULL) {
        g_auto(GStrv) names = kx_profile_names();
        g_autofree char *list = g_strjoinv(", ", names);
        kx_error_set(error, KX_ERROR_USAGE,
                     "no reading profile \"%s\": there are %s, or give the path of a .profile file",
                     safe, list);
        return NULL;
    }
    return parse(name, (const char *)own->start, (size_t)(own->end - own->start), error);
}

void kx_profile_free(kx_profile *profile)
{
    if (profile == NULL)
        return;
    g_free(profile->name);
    g_free(profile->what);
    g_free(profile);
}

void kx_profile_apply(const kx_profile *profile, kx_voice *voice)
{
    if (profile->marks_structure)
        voice->structure = profile->structure;
    voice->characters_per_second =
        CLAMP(voice->characters_per_second * profile->speed, KX_CHARACTERS_PER_SECOND_MIN,
              KX_CHARACTERS_PER_SECOND_MAX);
    for (unsigned i = 0; i < KX_PAUSES; i++)
        voice->pauses[i].normal = (int)lround(voice->pauses[i].normal * profile->pauses);
    voice->style.links = profile->silent[KX_ASIDE_LINK] ? KX_LINKS_SILENT : KX_LINKS_SAID;
}

kx_aside kx_aside_of(kx_block_kind kind)
{
    switch (kind) {
    case KX_BLOCK_CAPTION:
        return KX_ASIDE_CAPTION;
    case KX_BLOCK_LINK:
        return KX_ASIDE_LINK;
    case KX_BLOCK_NOTE:
        return KX_ASIDE_NOTE;
    default:
        return KX_ASIDES;
    }
}

bool kx_profile_skips(const kx_profile *profile, kx_block_kind kind)
{
    kx_aside aside = kx_aside_of(kind);
    return profile && aside < KX_ASIDES && profile->silent[aside];
}

char *kx_profile_reason(const kx_profile *profile, kx_block_kind kind)
{
    const kx_aside aside = kx_aside_of(kind);
    g_autofree char *name = kx_printable(profile->name, -1);
    g_assert(aside < KX_ASIDES);
    return g_strdup_printf("left out by profile %s: %s", name, aside_keys[aside]);
}
