/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/voice.h"

#include "audio/track.h"
#include "base/embed.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/keys.h"
#include "brief/voices_files.h"

#include <math.h>
#include <string.h>

enum { NORMAL_WORDS_PER_MINUTE = 175, PAUSE_MS_MAX = 10000 };

const char *const kx_structure_names[KX_STRUCTURES + 1] = {"words", "voice", "tone", "none", NULL};
static const char *const role_groups[KX_ROLES] = {"text", "heading", "quote"};
static const char *const pause_keys[KX_PAUSES] = {
    "comma",          "colon",   "dash",    "sentence", "paragraph", "item",     "before-headline",
    "after-headline", "section", "article", "quote",    "lead-in",   "lead-out",
};

/* Keys of a role's group that are engine parameters; every other key is a line of the engine's
 * voice file. */
static const char *const parameter_keys[] = {"base-pitch", "pitch-range", "volume", NULL};
/* The lines of a voice file that may be set: those that change how the voice sounds. Lines that
 * name files, dictionaries or other voices stay out. How many whole numbers each takes and their
 * bounds are those of espeak-ng's docs/voices.md and of the voices that it comes with. */
static const struct {
    const char *name;
    unsigned least, most;
    int low, high;
} voice_lines[] = {
    {"pitch", 2, 2, 20, 600},        {"formant", 3, 5, -500, 500}, {"flutter", 1, 1, 0, 100},
    {"voicing", 1, 1, 0, 500},       {"consonants", 1, 2, 0, 500}, {"stressAmp", 1, 8, 0, 100},
    {"stressLength", 1, 8, 0, 1000}, {"tone", 2, 12, 0, 10000},    {"roughness", 1, 1, 0, 7},
    {"breath", 1, 8, 0, 100},        {"breathw", 1, 8, 0, 5000},   {"echo", 2, 2, 0, 250},
    {"intonation", 1, 1, 0, 20},     {"words", 1, 2, 0, 4},
};

bool kx_structure_parse(const char *name, kx_structure *structure)
{
    for (unsigned i = 0; i < KX_STRUCTURES; i++)
        if (strcmp(name, kx_structure_names[i]) == 0) {
            *structure = (kx_structure)i;
            return true;
        }
    return false;
}

KX_VOICES(KX_EMBED_FILE)
static const kx_embedded voices[] = {KX_VOICES(KX_EMBED_ROW)};

char **kx_voice_names(void)
{
    return kx_embedded_names(voices, G_N_ELEMENTS(voices), KX_VOICE_DEFAULT);
}

bool kx_voice_is_path(const char *name)
{
    return strchr(name, '/') || g_str_has_suffix(name, ".voice");
}

/* ---- reading a profile ---- */

/* Appends to `out` the line `i` of the engine's voice file with the numbers of `part`; false if
 * they are not what it takes. What else could be there would reach the engine's parser. */
static bool append_line(GString *out, unsigned i, const char *part)
{
    g_auto(GStrv) words = g_strsplit_set(part, " \t", -1);
    unsigned count = 0;
    g_string_append(out, voice_lines[i].name);
    for (char **word = words; *word; word++) {
        gint64 number;
        if (!**word)
            continue;
        if (!g_ascii_string_to_signed(*word, 10, voice_lines[i].low, voice_lines[i].high, &number,
                                      NULL))
            return false;
        g_string_append_printf(out, " %d", (int)number);
        count++;
    }
    g_string_append_c(out, '\n');
    return count >= voice_lines[i].least && count <= voice_lines[i].most;
}

static void wrong_line(kx_keys *p, const char *group, unsigned i)
{
    const unsigned least = voice_lines[i].least, most = voice_lines[i].most;
    g_autofree char *count =
        least == most ? g_strdup_printf("%u", most) : g_strdup_printf("%u-%u", least, most);
    g_autofree char *what = g_strdup_printf(
        _("must be whole numbers from %d to %d (count: %s), parts separated by ';'"),
        voice_lines[i].low, voice_lines[i].high, count);
    kx_keys_wrong(p, group, voice_lines[i].name, what);
}

/* The lines of the engine's voice file for a role: the text role's keys, overlaid by the role's. */
static char *voice_file(kx_keys *p, kx_role role)
{
    GString *out = g_string_new("name kxspeak\nlanguage nl\n");
    for (unsigned i = 0; i < G_N_ELEMENTS(voice_lines); i++) {
        const char *group = role_groups[role], *name = voice_lines[i].name;
        if (!kx_keys_has(p, group, name))
            group = role_groups[KX_ROLE_TEXT];
        if (!kx_keys_has(p, group, name))
            continue;
        g_autofree char *value = g_key_file_get_string(p->keys, group, name, NULL);
        g_auto(GStrv) parts = g_strsplit(value ? value : "", ";", -1); /* no UTF-8 */
        bool right = *parts != NULL;
        for (char **part = parts; *part && right; part++)
            right = append_line(out, i, *part);
        if (!right)
            wrong_line(p, group, i);
    }
    return g_string_free(out, FALSE);
}

static int role_number(kx_keys *p, kx_role role, const char *key, int low, int none)
{
    const char *group = role_groups[role];
    if (!kx_keys_has(p, group, key))
        group = role_groups[KX_ROLE_TEXT];
    if (!kx_keys_has(p, group, key))
        return none;
    return (int)kx_keys_number(p, group, key, low, 100);
}

static void read_pauses(kx_keys *p, kx_voice *voice)
{
    for (unsigned i = 0; i < KX_PAUSES; i++) {
        g_autofree char *value = kx_keys_text(p, "pauses", pause_keys[i]);
        g_auto(GStrv) parts = g_strsplit_set(value, " \t", 2);
        guint64 normal = 0, floor_ms = 0;
        if (g_strv_length(parts) != 2 ||
            !g_ascii_string_to_unsigned(parts[0], 10, 0, PAUSE_MS_MAX, &normal, NULL) ||
            !g_ascii_string_to_unsigned(g_strstrip(parts[1]), 10, 0, PAUSE_MS_MAX, &floor_ms, NULL))
            kx_keys_wrong(p, "pauses", pause_keys[i],
                          _("must be two numbers: normal and least milliseconds"));
        voice->pauses[i].normal = (int)normal;
        voice->pauses[i].floor = (int)floor_ms;
    }
}

static void refuse_unknown(kx_keys *p)
{
    static const char *const groups[] = {"voice", "text", "heading", "quote", "pauses", NULL};
    static const char *const voice_keys[] = {
        "name",  "what",    "variant", "characters-per-second", "structure", "years",
        "clock", "english", NULL};
    const char *pauses[KX_PAUSES + 1] = {NULL}, *lines[G_N_ELEMENTS(voice_lines) + 1] = {NULL};
    memcpy(pauses, pause_keys, sizeof pause_keys);
    for (unsigned i = 0; i < G_N_ELEMENTS(voice_lines); i++)
        lines[i] = voice_lines[i].name;

    kx_keys_refuse_groups(p, groups);
    kx_keys_refuse_others(p, "voice", voice_keys, NULL);
    kx_keys_refuse_others(p, "pauses", pauses, NULL);
    for (unsigned i = 0; i < KX_ROLES; i++)
        kx_keys_refuse_others(p, role_groups[i], lines, parameter_keys);
}

static kx_voice *parse(const char *file, const char *data, size_t length, GError **error)
{
    static const char *const variants[] = {"nl", "nl-BE", NULL};
    static const char *const years[] = {"thousands", "pairs", NULL};
    static const char *const clocks[] = {"digital", "spoken", NULL};
    static const char *const mouths[] = {"english", "dutch", NULL};

    kx_keys p;
    if (!kx_keys_load(&p, file, _("voice profile"), data, length, error))
        return NULL;
    g_autoptr(kx_voice) voice = g_new0(kx_voice, 1);
    voice->name = kx_keys_text(&p, "voice", "name");
    voice->what = kx_keys_what(&p, "voice");
    unsigned variant = kx_keys_choice(&p, "voice", "variant", variants);
    voice->language = g_strdup(variants[variant]);
    voice->style.variant = variant == 1 ? KX_VARIANT_BE : KX_VARIANT_NL;
    voice->characters_per_second =
        kx_keys_number(&p, "voice", "characters-per-second", KX_CHARACTERS_PER_SECOND_MIN,
                       KX_CHARACTERS_PER_SECOND_MAX);
    voice->structure = (kx_structure)kx_keys_choice(&p, "voice", "structure", kx_structure_names);
    voice->style.years =
        kx_keys_choice(&p, "voice", "years", years) ? KX_YEARS_PAIRS : KX_YEARS_THOUSANDS;
    voice->style.clock =
        kx_keys_choice(&p, "voice", "clock", clocks) ? KX_CLOCK_SPOKEN : KX_CLOCK_DIGITAL;
    voice->style.english =
        kx_keys_choice(&p, "voice", "english", mouths) ? KX_ENGLISH_IN_DUTCH : KX_ENGLISH_OWN;
    for (unsigned i = 0; i < KX_ROLES; i++) {
        voice->roles[i].file = voice_file(&p, (kx_role)i);
        voice->roles[i].pitch = role_number(&p, (kx_role)i, "base-pitch", 0, 50);
        voice->roles[i].range = role_number(&p, (kx_role)i, "pitch-range", 0, 50);
        voice->roles[i].volume = role_number(&p, (kx_role)i, "volume", 1, 80);
    }
    read_pauses(&p, voice);
    refuse_unknown(&p);
    if (!kx_keys_finish(&p, error))
        return NULL;
    return g_steal_pointer(&voice);
}

kx_voice *kx_voice_load(const char *name, GError **error)
{
    if (kx_voice_is_path(name)) {
        g_autoptr(GBytes) bytes = kx_file_read(name, KX_PROFILE_BYTES_MAX, error);
        g_autofree char *safe = kx_printable(name, -1);
        return bytes ? parse(safe, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error)
                     : NULL;
    }
    const kx_embedded *own = kx_embedded_find(voices, G_N_ELEMENTS(voices), name);
    if (own == NULL) {
        g_auto(GStrv) names = kx_voice_names();
        g_autofree char *list = g_strjoinv(", ", names);
        g_autofree char *safe = kx_printable(name, -1);
        kx_error_set(error, KX_ERROR_USAGE,
                     "no voice \"%s\": there are %s, or give the path of a .voice file", safe,
                     list);
        return NULL;
    }
    return parse(name, (const char *)own->start, (size_t)(own->end - own->start), error);
}

void kx_voice_free(kx_voice *voice)
{
    if (voice == NULL)
        return;
    g_free(voice->name);
    g_free(voice->what);
    g_free(voice->language);
    for (unsigned i = 0; i < KX_ROLES; i++)
        g_free(voice->roles[i].file);
    g_free(voice);
}

/* ---- speed and pauses ---- */

/* Measured over news text with the three profiles, pauses left out, at nine speeds from 10 to 90
 * characters a second: characters = 1.5 + 0.0985 * rate, within 5 %. */
int kx_engine_rate(double characters_per_second)
{
    double rate = (characters_per_second - 1.5) / 0.0985;
    return (int)lround(CLAMP(rate, KX_ENGINE_RATE_MIN, KX_ENGINE_RATE_MAX));
}

double kx_characters_per_second(int engine_rate)
{
    return engine_rate * 0.0985 + 1.5;
}

int64_t kx_voice_pause(const kx_voice *voice, kx_pause pause, double words_per_minute)
{
    double ms = voice->pauses[pause].normal * sqrt(NORMAL_WORDS_PER_MINUTE / words_per_minute);
    return (int64_t)llround(fmax(ms, voice->pauses[pause].floor) * KX_RATE / 1000.0);
}
