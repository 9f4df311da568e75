/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/voice.h"

#include "audio/track.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/voices.gresource.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define RESOURCE_DIR "/kxspeak/voices"
enum { VOICE_FILE_BYTES_MAX = 64 * 1024, NORMAL_WORDS_PER_MINUTE = 175, PAUSE_MS_MAX = 10000 };

static const char *const structure_names[KX_STRUCTURES] = {"words", "voice", "tone", "none"};
static const char *const role_groups[KX_ROLES] = {"text", "heading", "quote"};
static const char *const pause_keys[KX_PAUSES] = {
    "comma",           "colon",          "dash",    "sentence", "paragraph", "item",
    "before-headline", "after-headline", "section", "article",  "quote",
};

/* Keys of a role's group that are engine parameters; every other key is a line of the engine's
 * voice file. */
static const char *const parameter_keys[] = {"base-pitch", "pitch-range", "volume", NULL};
/* The lines of a voice file that may be set: those that change how the voice sounds. Lines that
 * name files, dictionaries or other voices stay out. */
static const char *const voice_lines[] = {
    "pitch",     "formant", "flutter", "voicing", "consonants", "stressAmp", "stressLength", "tone",
    "roughness", "breath",  "breathw", "echo",    "intonation", "words",     NULL,
};

bool kx_structure_parse(const char *name, kx_structure *structure)
{
    for (unsigned i = 0; i < KX_STRUCTURES; i++)
        if (strcmp(name, structure_names[i]) == 0) {
            *structure = (kx_structure)i;
            return true;
        }
    return false;
}

const char *kx_structure_name(kx_structure structure)
{
    return structure_names[structure];
}

static int by_name(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    int default_first =
        (strcmp(*right, KX_VOICE_DEFAULT) == 0) - (strcmp(*left, KX_VOICE_DEFAULT) == 0);
    return default_first ? default_first : strcmp(*left, *right);
}

char **kx_voice_names(void)
{
    char **names = g_resource_enumerate_children(kx_voices_get_resource(), RESOURCE_DIR,
                                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    for (char **name = names; *name; name++)
        *strrchr(*name, '.') = '\0';
    qsort(names, g_strv_length(names), sizeof *names, by_name);
    return names;
}

/* ---- reading a profile ---- */

typedef struct {
    GKeyFile *keys;
    const char *file; /* for messages */
    GError *error;    /* the first thing that was wrong */
} profile;

static void wrong(profile *p, const char *group, const char *key, const char *what)
{
    if (p->error == NULL)
        p->error =
            g_error_new(KX_ERROR, KX_ERROR_CONFIG, "%s: [%s] %s: %s", p->file, group, key, what);
}

static char *get_text(profile *p, const char *group, const char *key)
{
    char *value = g_key_file_get_string(p->keys, group, key, NULL);
    if (value == NULL || !*value) {
        wrong(p, group, key, _("missing"));
        g_free(value);
        return g_strdup("");
    }
    return value;
}

/* What the voice is, in the user's language where the file has it: what[nl]=… */
static char *get_what(profile *p)
{
    g_autofree char *plain = get_text(p, "voice", "what");
    char *own = g_key_file_get_locale_string(p->keys, "voice", "what", NULL, NULL);
    return own ? own : g_steal_pointer(&plain);
}

static double get_number(profile *p, const char *group, const char *key, double low, double high)
{
    g_autofree char *text = get_text(p, group, key);
    char *end;
    double value = g_ascii_strtod(text, &end);
    if (end == text || *end || !(value >= low && value <= high)) {
        g_autofree char *what = g_strdup_printf(_("must be a number from %g to %g"), low, high);
        wrong(p, group, key, what);
        return low;
    }
    return value;
}

/* The key's value as index in a NULL-terminated or counted list of names. */
static unsigned get_choice(profile *p, const char *group, const char *key, const char *const *names,
                           unsigned n)
{
    g_autofree char *text = get_text(p, group, key);
    for (unsigned i = 0; i < n; i++)
        if (strcmp(text, names[i]) == 0)
            return i;
    g_autofree char *list = g_strjoinv(", ", (char **)(uintptr_t)names);
    g_autofree char *what = g_strdup_printf(_("must be one of %s"), list);
    wrong(p, group, key, what);
    return 0;
}

/* A value of a voice-file line: digits, signs and blanks. What else could be there would reach the
 * engine's parser. */
static bool plain_numbers(const char *value)
{
    return *value && strspn(value, "0123456789.-+ ;") == strlen(value);
}

/* The lines of the engine's voice file for a role: the text role's keys, overlaid by the role's. */
static char *voice_file(profile *p, kx_role role)
{
    GString *out = g_string_new("name kxspeak\nlanguage nl\n");
    for (unsigned i = 0; voice_lines[i]; i++) {
        const char *group = role_groups[role];
        if (!g_key_file_has_key(p->keys, group, voice_lines[i], NULL))
            group = role_groups[KX_ROLE_TEXT];
        g_autofree char *value = g_key_file_get_string(p->keys, group, voice_lines[i], NULL);
        if (value == NULL)
            continue;
        if (!plain_numbers(value))
            wrong(p, group, voice_lines[i], _("must be numbers, parts separated by ';'"));
        g_auto(GStrv) parts = g_strsplit(value, ";", -1);
        for (char **part = parts; *part; part++)
            g_string_append_printf(out, "%s %s\n", voice_lines[i], g_strstrip(*part));
    }
    return g_string_free(out, FALSE);
}

static int role_number(profile *p, kx_role role, const char *key, int none)
{
    const char *group = role_groups[role];
    if (!g_key_file_has_key(p->keys, group, key, NULL))
        group = role_groups[KX_ROLE_TEXT];
    if (!g_key_file_has_key(p->keys, group, key, NULL))
        return none;
    return (int)get_number(p, group, key, 0, 100);
}

static void read_pauses(profile *p, kx_voice *voice)
{
    for (unsigned i = 0; i < KX_PAUSES; i++) {
        g_autofree char *value = get_text(p, "pauses", pause_keys[i]);
        g_auto(GStrv) parts = g_strsplit_set(value, " \t", 2);
        guint64 normal = 0, floor_ms = 0;
        if (g_strv_length(parts) != 2 ||
            !g_ascii_string_to_unsigned(parts[0], 10, 0, PAUSE_MS_MAX, &normal, NULL) ||
            !g_ascii_string_to_unsigned(g_strstrip(parts[1]), 10, 0, PAUSE_MS_MAX, &floor_ms, NULL))
            wrong(p, "pauses", pause_keys[i],
                  _("must be two numbers: normal and least milliseconds"));
        voice->pauses[i].normal = (int)normal;
        voice->pauses[i].floor = (int)floor_ms;
    }
}

static void refuse_unknown_keys(profile *p, const char *group, const char *const *known,
                                const char *const *also)
{
    g_auto(GStrv) keys = g_key_file_get_keys(p->keys, group, NULL, NULL);
    for (char **key = keys; key && *key; key++)
        if (!g_strv_contains(known, *key) && !(also && g_strv_contains(also, *key)) &&
            !g_str_has_prefix(*key, "what[")) {
            g_autofree char *safe = kx_printable(*key, -1);
            wrong(p, group, safe, _("no such key"));
        }
}

static void refuse_unknown(profile *p)
{
    static const char *const groups[] = {"voice", "text", "heading", "quote", "pauses", NULL};
    static const char *const voice_keys[] = {
        "name",  "what",    "variant", "characters-per-second", "structure", "years",
        "clock", "english", NULL};
    const char *pauses[KX_PAUSES + 1] = {NULL};
    memcpy(pauses, pause_keys, sizeof pause_keys);

    g_auto(GStrv) found = g_key_file_get_groups(p->keys, NULL);
    for (char **group = found; *group; group++)
        if (!g_strv_contains(groups, *group)) {
            g_autofree char *safe = kx_printable(*group, -1);
            wrong(p, safe, "", _("no such group"));
        }
    refuse_unknown_keys(p, "voice", voice_keys, NULL);
    refuse_unknown_keys(p, "pauses", pauses, NULL);
    for (unsigned i = 0; i < KX_ROLES; i++)
        refuse_unknown_keys(p, role_groups[i], voice_lines, parameter_keys);
}

static kx_voice *parse(const char *file, const char *data, size_t length, GError **error)
{
    static const char *const variants[] = {"nl", "nl-BE", NULL};
    static const char *const years[] = {"thousands", "pairs", NULL};
    static const char *const clocks[] = {"digital", "spoken", NULL};
    static const char *const mouths[] = {"english", "dutch", NULL};
    const char *structures[KX_STRUCTURES + 1] = {NULL};
    memcpy(structures, structure_names, sizeof structure_names);

    g_autoptr(GKeyFile) keys = g_key_file_new();
    g_autoptr(GError) broken = NULL;
    if (!g_key_file_load_from_data(keys, data, length, G_KEY_FILE_NONE, &broken)) {
        g_autofree char *why = kx_printable(broken->message, -1);
        kx_error_set(error, KX_ERROR_CONFIG, "%s: not a voice profile: %s", file, why);
        return NULL;
    }
    profile p = {keys, file, NULL};
    g_autoptr(kx_voice) voice = g_new0(kx_voice, 1);
    voice->name = get_text(&p, "voice", "name");
    voice->what = get_what(&p);
    unsigned variant = get_choice(&p, "voice", "variant", variants, 2);
    voice->language = g_strdup(variants[variant]);
    voice->style.variant = variant == 1 ? KX_VARIANT_BE : KX_VARIANT_NL;
    voice->characters_per_second = get_number(&p, "voice", "characters-per-second", 6, 90);
    voice->structure =
        (kx_structure)get_choice(&p, "voice", "structure", structures, KX_STRUCTURES);
    voice->style.years =
        get_choice(&p, "voice", "years", years, 2) ? KX_YEARS_PAIRS : KX_YEARS_THOUSANDS;
    voice->style.clock =
        get_choice(&p, "voice", "clock", clocks, 2) ? KX_CLOCK_SPOKEN : KX_CLOCK_DIGITAL;
    voice->style.english =
        get_choice(&p, "voice", "english", mouths, 2) ? KX_ENGLISH_IN_DUTCH : KX_ENGLISH_OWN;
    for (unsigned i = 0; i < KX_ROLES; i++) {
        voice->roles[i].file = voice_file(&p, (kx_role)i);
        voice->roles[i].pitch = role_number(&p, (kx_role)i, "base-pitch", 50);
        voice->roles[i].range = role_number(&p, (kx_role)i, "pitch-range", 50);
        voice->roles[i].volume = role_number(&p, (kx_role)i, "volume", 80);
    }
    read_pauses(&p, voice);
    refuse_unknown(&p);
    if (p.error) {
        g_propagate_error(error, p.error);
        return NULL;
    }
    return g_steal_pointer(&voice);
}

kx_voice *kx_voice_load(const char *name, GError **error)
{
    if (strchr(name, '/') || g_str_has_suffix(name, ".voice")) {
        g_autoptr(GBytes) bytes = kx_file_read(name, VOICE_FILE_BYTES_MAX, error);
        g_autofree char *safe = kx_printable(name, -1);
        return bytes ? parse(safe, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error)
                     : NULL;
    }
    g_autofree char *path = g_strdup_printf(RESOURCE_DIR "/%s.voice", name);
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(kx_voices_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (bytes == NULL) {
        g_auto(GStrv) names = kx_voice_names();
        g_autofree char *list = g_strjoinv(", ", names);
        g_autofree char *safe = kx_printable(name, -1);
        kx_error_set(error, KX_ERROR_USAGE,
                     "no voice \"%s\": there are %s, or give the path of a .voice file", safe,
                     list);
        return NULL;
    }
    return parse(name, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error);
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
