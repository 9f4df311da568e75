/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/show_keys.h"

#include "audio/encode.h"
#include "base/intl.h"

#include "base/limits.h"
#include "brief/show_values.h"

#include <string.h>

/* The texts below say so. */
G_STATIC_ASSERT(KX_LINE_CHARS_MAX == 255 && KX_NAME_CHARS_MAX == 128);
G_STATIC_ASSERT(KX_DESCRIPTION_BYTES_MAX == 4000 && KX_FLAC_LEVEL_MAX == 8);
G_STATIC_ASSERT(KX_LOUDNESS_MIN == -40 && KX_LOUDNESS_MAX == -8);

#define SHOW(field)   offsetof(kx_show, field)
#define PERSON(field) offsetof(kx_person, field)
/* clang-format off */
#define TEXT {1, KX_LINE_CHARS_MAX}
#define NAME {1, KX_NAME_CHARS_MAX}
#define A_LINE N_("one line of at most 255 characters")
#define A_SHORT_LINE N_("one line of at most 128 characters")
#define AN_ADDRESS N_("an address of the web, as https://www.example.nl/")

static const kx_show_key keys[] = {
    {"show", "title", kx_show_take_text, SHOW(title), true, TEXT, A_LINE},
    {"show", "description", kx_show_take_long_text, SHOW(description), true,
     {1, KX_DESCRIPTION_BYTES_MAX}, N_("one line of at most 4000 bytes")},
    {"show", "author", kx_show_take_text, SHOW(author), true, TEXT, A_LINE},
    {"show", "category", kx_show_take_categories, SHOW(categories), true, {0},
     N_("one of Apple's categories, as \"News\" or \"News > Daily News\"; several with ; "
        "between")},
    {"show", "base-url", kx_show_take_base, SHOW(base_url), false, {0},
     N_("where the folder will stand, as https://podcast.example.nl/nieuws/")},
    {"show", "link", kx_show_take_url, SHOW(link), false, {0}, AN_ADDRESS},
    {"show", "owner-name", kx_show_take_text, SHOW(owner_name), false, TEXT, A_LINE},
    {"show", "owner-email", kx_show_take_email, SHOW(owner_email), false, TEXT,
     N_("an e-mail address, as redactie@example.nl")},
    {"show", "language", kx_show_take_language, SHOW(language), false, TEXT,
     N_("nl, or a language tag that starts with nl-, as nl-be")},
    {"show", "copyright", kx_show_take_text, SHOW(copyright), false, TEXT, A_LINE},
    {"show", "license", kx_show_take_text, SHOW(license), false, NAME, A_SHORT_LINE},
    {"show", "license-url", kx_show_take_url, SHOW(license_url), false, {0}, AN_ADDRESS},
    {"show", "guid", kx_show_take_guid, SHOW(guid), false, TEXT, N_("a UUID")},
    {"show", "cover", kx_show_take_path, SHOW(cover), false, {0},
     N_("the path of a JPEG or PNG")},
    {"show", "explicit", kx_show_take_bool, SHOW(is_explicit), false, {0}, N_("yes or no")},
    {"show", "locked", kx_show_take_bool, SHOW(is_locked), false, {0}, N_("yes or no")},
    {"show", "disclose", kx_show_take_bool, SHOW(tells_ai), false, {0}, N_("yes or no")},
    {"audio", "voice", kx_show_take_voice, SHOW(voice), false, TEXT,
     N_("a voice profile or the path of a .voice file")},
    {"audio", "profile", kx_show_take_profile, SHOW(profile), false, TEXT,
     N_("a reading profile or the path of a .profile file")},
    {"audio", "loudness", kx_show_take_level, SHOW(loudness), false,
     {KX_LOUDNESS_MIN, KX_LOUDNESS_MAX},
     N_("from -40 to -8 LUFS")},
    {"audio", "flac-level", kx_show_take_number, SHOW(flac_level), false, {0, KX_FLAC_LEVEL_MAX},
     N_("from 0 to 8")},
    {"audio", "mp3-kbps", kx_show_take_mp3_rate, SHOW(mp3_kbps), false, {64, 128},
     N_("64, 80, 96, 112 or 128")},
    {"audio", "opus-kbps", kx_show_take_number, SHOW(opus_kbps), false, {16, 64},
     N_("from 16 to 64")},
    {"audio", "page-audio", kx_show_take_page_audio, SHOW(page_audio), false, {0},
     N_("auto, embedded or linked")},
    {"feed", "keep", kx_show_take_number, SHOW(keep), false, {0, 100000},
     N_("a number of episodes up to 100000; 0 keeps all")},
    {"feed", "keep-days", kx_show_take_number, SHOW(keep_days), false, {0, 36500},
     N_("a number of days up to 36500")},
    {"feed", "page", kx_show_take_number, SHOW(page), false, {10, 500},
     N_("from 10 to 500 episodes")},
    {"feed", "update", kx_show_take_text, SHOW(update_text), false, NAME, A_SHORT_LINE},
    {"feed", "update-rule", kx_show_take_rule, SHOW(update_rule), false, TEXT,
     N_("a rule of RFC 5545, as FREQ=DAILY or FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")},
    {"feed", "hub", kx_show_take_url, SHOW(hub), false, {0}, AN_ADDRESS},
    {KX_SHOW_PERSON, "group", kx_show_take_text, PERSON(group), false, TEXT,
     N_("a group of the podcast taxonomy, as cast or writing")},
    {KX_SHOW_PERSON, "role", kx_show_take_text, PERSON(role), false, TEXT,
     N_("a role of its group in the podcast taxonomy, as narrator in cast")},
    {KX_SHOW_PERSON, "url", kx_show_take_url, PERSON(url), false, {0}, AN_ADDRESS},
};
/* clang-format on */

const kx_show_key *kx_show_key_at(unsigned index)
{
    return index < G_N_ELEMENTS(keys) ? &keys[index] : NULL;
}

const char *kx_show_person_name(const char *group)
{
    static const char start[] = KX_SHOW_PERSON " ";
    return strncmp(group, start, strlen(start)) == 0 ? group + strlen(start) : NULL;
}

const kx_show_key *kx_show_key_find(const char *group, const char *key)
{
    const char *table = kx_show_person_name(group) ? KX_SHOW_PERSON : group;
    for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(keys[i].group, table) == 0 && strcmp(keys[i].key, key) == 0)
            return &keys[i];
    return NULL;
}

bool kx_show_group_known(const char *group)
{
    const char *person = kx_show_person_name(group);
    if (person)
        return kx_show_is_line(person) && *person != ' ' && strpbrk(person, "[]") == NULL &&
               g_utf8_strlen(person, -1) <= KX_NAME_CHARS_MAX;
    for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(keys[i].group, group) == 0 && strcmp(group, KX_SHOW_PERSON) != 0)
            return true;
    return false;
}
