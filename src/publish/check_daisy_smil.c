/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SMIL files, read back: stretches of sound touch, agree with timeline.json and end with the MP3.
 */
#include "publish/check_daisy.h"

#include "audio/decode.h"
#include "base/printable.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Half a millisecond at each end of a stretch is rounding. */
enum { ROUNDING_MS = 1 };

typedef struct {
    kx_daisy_reader *reader;
    kx_checker checker;
    const char *name;
    int64_t at; /* ms: where the last stretch ended */
    char *sound;
    const kx_check_sentence *before; /* the sentence of the last stretch */
} smil;

/* "1.234s", with `before` in front, in milliseconds; -1 for any other text. */
static int64_t read_seconds(const char *text, const char *before)
{
    if (text == NULL || !g_str_has_prefix(text, before))
        return -1;
    text += strlen(before);
    size_t whole = strspn(text, "0123456789");
    size_t part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    if (whole == 0 || whole > 9 || part != 3 || strcmp(text + whole + 1 + part, "s") != 0)
        return -1;
    return g_ascii_strtoll(text, NULL, 10) * 1000 + g_ascii_strtoll(text + whole + 1, NULL, 10);
}

/* ---- one stretch ---- */

/* Whether the sentence begins its stretch, in ms of the book: at its own start, or at that of the
 * words before it that only the ear needs; the first also has the pause before it. */
static void check_times(smil *s, const char *id, int64_t begin, int64_t end)
{
    const kx_check_sentence *said = kx_check_sentence_of(s->reader->timeline, id);
    if (said == NULL || said->end <= said->start)
        return;
    int64_t start = llround(said->start * 1000);
    bool announced = kx_check_announced(s->reader->timeline, said);
    if (begin > start + ROUNDING_MS || end < llround(said->end * 1000) - ROUNDING_MS)
        kx_fault(&s->checker, "%s is not heard within its stretch of sound", id);
    else if (s->before && !announced && begin < start - ROUNDING_MS)
        kx_fault(&s->checker, "%s begins at %" PRId64 " ms, but in the timeline at %" PRId64, id,
                 begin, start);
    s->before = said;
}

static void check_audio(smil *s, xmlNode *audio, const char *id)
{
    g_autofree char *src = kx_node_attribute(audio, "src");
    g_autofree char *from = kx_node_attribute(audio, "clip-begin");
    g_autofree char *to = kx_node_attribute(audio, "clip-end");
    int64_t begin = read_seconds(from, "npt="), end = read_seconds(to, "npt=");
    if (src == NULL || begin < 0 || end <= begin) {
        kx_fault(&s->checker, "%s has no stretch of sound", id);
        return;
    }
    if (begin != s->at)
        kx_fault(&s->checker,
                 "%s begins at %" PRId64 " ms, but the sound before it ends at %" PRId64, id, begin,
                 s->at);
    if (s->sound && strcmp(s->sound, src) != 0)
        kx_fault(&s->checker, "%s is in another file than what is before it", id);
    g_free(s->sound);
    s->sound = g_steal_pointer(&src);
    s->at = end;
    if (s->reader->timeline)
        check_times(s, id, s->reader->played + begin, s->reader->played + end);
}

/* The id that a reference to the text names, fit to be told, if it is there; else NULL with a
 * fault.
 */
static char *text_of(smil *s, xmlNode *text)
{
    g_autofree char *src = kx_node_attribute(text, "src");
    const char *mark = src ? strchr(src, '#') : NULL;
    bool known = mark && g_str_has_prefix(src, "content.html#") &&
                 g_hash_table_contains(s->reader->printed, mark + 1);
    if (known)
        return kx_printable(mark + 1, -1);
    g_autofree char *safe = kx_printable(src ? src : "", -1);
    kx_fault(&s->checker, "names \"%s\", which is not in the text", safe);
    return NULL;
}

/* Whether it can be left out if what it says stands beside the text, and only then. */
static void check_aside(smil *s, xmlNode *par, const char *id)
{
    unsigned aside = GPOINTER_TO_UINT(g_hash_table_lookup(s->reader->printed, id));
    g_autofree char *requires = kx_node_attribute(par, "system-required");
    if (g_strcmp0(requires, kx_daisy_asides[aside].requires) != 0) {
        g_autofree char *safe = kx_printable(requires ? requires : "", -1);
        kx_fault(&s->checker, "%s is left out as \"%s\", which it is not in the text", id, safe);
    }
}

static void check_par(smil *s, xmlNode *par)
{
    xmlNode *text = kx_node_below(par, "text"), *audio = kx_node_below(par, "audio");
    if (!kx_node_is(par, "par") || text == NULL || audio == NULL) {
        kx_fault(&s->checker, "has a step without text or sound");
        return;
    }
    g_autofree char *id = text_of(s, text), *own = kx_node_attribute(text, "id");
    if (id == NULL)
        return;
    if (!g_hash_table_add(s->reader->heard, g_strdup(id)))
        kx_fault(&s->checker, "%s is heard twice", id);
    if (own)
        g_hash_table_add(s->reader->texts, g_strconcat(s->name, "#", own, NULL));
    check_aside(s, par, id);
    check_audio(s, audio, id);
}

/* ---- the file ---- */

static void check_mp3(smil *s)
{
    g_autoptr(GBytes) bytes = s->sound ? kx_daisy_read(s->reader, s->sound) : NULL;
    g_autofree char *safe = s->sound ? kx_printable(s->sound, -1) : NULL;
    kx_decoded decoded;
    gsize n = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    if (data && kx_check_decode(&s->checker, data, n, safe, &decoded) &&
        llabs(decoded.frames * 1000 / decoded.rate - s->at) > ROUNDING_MS)
        kx_fault(&s->checker, "%s lasts %" PRId64 " ms, but its stretches %" PRId64, safe,
                 decoded.frames * 1000 / decoded.rate, s->at);
}

/* A clock of the head, "00:01:02.003", that must be `ms`. */
static void check_clock(smil *s, const xmlNode *head, const char *name, int64_t ms)
{
    g_autofree char *clock = kx_daisy_meta_of(&s->checker, head, name);
    if (clock && llround(kx_clock_read(clock, strlen(clock), '.') * 1000) != ms)
        kx_fault(&s->checker, "%s is not %" PRId64 " ms", name, ms);
}

static void check_smil(smil *s, const xmlNode *root)
{
    xmlNode *head = kx_node_below(root, "head"), *seq = kx_node_below(root, "seq");
    g_autofree char *length = seq ? kx_node_attribute(seq, "dur") : NULL;
    g_autofree char *format = kx_daisy_meta_of(&s->checker, head, "dc:format");
    for (xmlNode *par = seq ? xmlFirstElementChild(seq) : NULL; par;
         par = xmlNextElementSibling(par))
        check_par(s, par);
    if (!kx_node_is(root, "smil") || root->ns || g_strcmp0(format, "Daisy 2.02") != 0)
        kx_fault(&s->checker, "is no SMIL of DAISY 2.02");
    if (s->at == 0)
        kx_fault(&s->checker, "has no sound");
    if (read_seconds(length, "") != s->at)
        kx_fault(&s->checker, "its length is not %" PRId64 " ms", s->at);
    check_clock(s, head, "ncc:totalElapsedTime", s->reader->played);
    check_clock(s, head, "ncc:timeInThisSmil", s->at);
    check_mp3(s);
}

void kx_check_daisy_smil(kx_daisy_reader *reader, const char *name)
{
    g_autofree char *where = kx_daisy_where(reader, name);
    smil s = {.reader = reader, .checker = {reader->found, where}, .name = name};
    xmlDoc *doc = kx_daisy_parse(reader, name);
    if (doc)
        check_smil(&s, xmlDocGetRootElement(doc));
    reader->played += s.at;
    g_free(s.sound);
    xmlFreeDoc(doc);
}
