/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Engine processes: what is spoken does not depend on who speaks it, and no death goes further than
 * its sentence. */
#include "base/error.h"
#include "base/file.h"
#include "speak/worker_private.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static char dutch[] = "name nl\nlanguage nl\n", quick[] = "name quick\nlanguage nl\nflutter 0\n";
static const kx_engine_voice voices[] = {{dutch, 175, 50, 50, 100}, {quick, 350, 60, 50, 80}};

/* ---- processes ---- */

/* The children of a process, from /proc; none if it has none. */
static GArray *children_of(pid_t parent)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(pid_t));
    g_autoptr(GDir) dir = g_dir_open("/proc", 0, NULL);

    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename("/proc", name, "stat", NULL);
        g_autofree char *stat = NULL;
        if (!g_ascii_isdigit(*name) || !g_file_get_contents(path, &stat, NULL, NULL))
            continue;
        const char *behind = strrchr(stat, ')');
        char state;
        int ppid;
        if (behind != NULL && sscanf(behind + 1, " %c %d", &state, &ppid) == 2 && ppid == parent &&
            state != 'Z') {
            pid_t pid = (pid_t)g_ascii_strtoll(name, NULL, 10);
            g_array_append_val(found, pid);
        }
    }
    return found;
}

/* The one child of `parent`, waited for a second; 0 if there is none. */
static pid_t child_of(pid_t parent)
{
    for (int i = 0; i < 1000; i++) {
        g_autoptr(GArray) found = children_of(parent);
        if (found->len > 0)
            return g_array_index(found, pid_t, 0);
        g_usleep(1000);
    }
    return 0;
}

static unsigned count_descriptors(void)
{
    g_autoptr(GDir) dir = g_dir_open("/proc/self/fd", 0, NULL);
    unsigned n = 0;

    while (g_dir_read_name(dir) != NULL)
        n++;
    return n;
}

/* ---- a run ---- */

/* What became of one unit. */
typedef struct {
    GArray *clips;  /* kx_spoken_call without marks */
    GChecksum *sum; /* of marks, then of samples */
    char *hash;
    int64_t frames;
    unsigned calls, n_marks, n_done;
    GArray *outcomes; /* kx_outcome */
    GPtrArray *causes;
} told;

typedef struct {
    const char *const *lines; /* a unit a line: sentences parted by "|"; NULL ends */
    unsigned n, next;
    bool backwards;
    unsigned voice;
    unsigned stop_after; /* units after which `done` says no; 0: never */
    unsigned kill_at;    /* the call of `next` at which a child is killed */
    int kill_with;       /* ... by this signal; 0: SIGKILL */
    pid_t killed;
    int rate; /* of the units; 0: the voice's */
    told *told;
} scene;

static GPtrArray *gate_words(char *sentence, bool plain)
{
    g_auto(GStrv) parts = g_strsplit(g_strstrip(sentence), " ", -1);
    const guint n = g_strv_length(parts);
    g_autofree kx_piece *pieces = g_new0(kx_piece, n + 1);

    for (guint i = 0; i < n; i++)
        pieces[i] = (kx_piece){KX_GATE_TEXT, parts[i], i};
    return plain ? kx_gate_plain(pieces, n) : kx_gate(pieces, n, NULL);
}

static kx_work_unit *unit_of(const char *line, uint64_t id, unsigned voice)
{
    kx_work_unit *unit = kx_work_unit_new(id, voice);
    g_auto(GStrv) sentences = g_strsplit(line, "|", -1);

    for (char **s = sentences; *s != NULL; s++)
        kx_work_unit_add(unit, gate_words(*s, false), gate_words(*s, true));
    return unit;
}

static kx_call *call_of(const char *line)
{
    g_autofree char *copy = g_strdup(line);
    g_autoptr(GPtrArray) calls = gate_words(copy, false);

    return g_ptr_array_steal_index(calls, 0);
}

/* Kills a child of the prepared process, as somebody else might. */
static void kill_a_child(scene *self)
{
    pid_t prepared = child_of(getpid());

    self->killed = child_of(prepared);
    g_assert_cmpint(self->killed, >, 0);
    g_assert_cmpint(kill(self->killed, self->kill_with ? self->kill_with : SIGKILL), ==, 0);
}

static kx_work_unit *on_next(void *data)
{
    scene *self = data;

    if (self->kill_at != 0 && self->next + 1 == self->kill_at)
        kill_a_child(self);
    if (self->next == self->n)
        return NULL;
    unsigned i = self->backwards ? self->n - 1 - self->next : self->next;
    self->next++;
    kx_work_unit *unit = unit_of(self->lines[i], i, self->voice);
    unit->rate = self->rate;
    return unit;
}

static void check_marks_inside(const kx_spoken_call *call)
{
    int64_t last = 0;

    for (unsigned k = 0; k < call->marks->len; k++) {
        const kx_word_mark *mark = &g_array_index(call->marks, kx_word_mark, k);
        g_assert_cmpint(mark->frame, >=, last);
        g_assert_cmpint(mark->frame, <, call->frames);
        last = mark->frame;
    }
}

static bool on_done(void *data, const kx_work_unit *unit, const kx_work_unit_result *result,
                    GError **error)
{
    scene *self = data;
    told *t = &self->told[unit->id];

    t->clips = g_array_new(FALSE, FALSE, sizeof(kx_spoken_call));
    t->sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (unsigned i = 0; i < result->calls->len; i++) {
        kx_spoken_call call = g_array_index(result->calls, kx_spoken_call, i);
        check_marks_inside(&call);
        for (unsigned k = 0; k < call.marks->len; k++) {
            const kx_word_mark *mark = &g_array_index(call.marks, kx_word_mark, k);
            int64_t both[] = {mark->word, mark->frame};
            g_checksum_update(t->sum, (const guchar *)both, sizeof(both));
        }
        t->frames += call.frames;
        t->n_marks += call.marks->len;
        call.marks = NULL;
        g_array_append_val(t->clips, call);
    }
    t->calls = result->calls->len;
    t->outcomes = g_array_copy(result->outcomes);
    t->causes = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < result->causes->len; i++)
        g_ptr_array_add(t->causes, g_strdup(result->causes->pdata[i]));
    t->n_done++;
    if (self->stop_after != 0 && --self->stop_after == 0) {
        g_set_error_literal(error, KX_ERROR, KX_ERROR_DATA, "enough");
        return false;
    }
    return true;
}

/* Reads the sound of all units, once all have been spoken: none was written over. */
static void read_sound(scene *self)
{
    for (unsigned i = 0; i < self->n; i++) {
        told *t = &self->told[i];
        for (unsigned k = 0; k < t->clips->len; k++) {
            const kx_spoken_call *call = &g_array_index(t->clips, kx_spoken_call, k);
            const size_t n = (size_t)call->frames * sizeof(int16_t);
            g_autofree guchar *samples = g_malloc(n + 1);
            g_assert_true(kx_pread_all(call->spool, samples, n, 2 * call->first, "spool", NULL));
            g_checksum_update(t->sum, samples, (gssize)n);
        }
        t->hash = g_strdup(g_checksum_get_string(t->sum));
    }
}

static void scene_init(scene *self, const char *const *lines)
{
    *self = (scene){.lines = lines};
    while (lines[self->n] != NULL)
        self->n++;
    self->told = g_new0(told, self->n);
}

static void scene_clear(scene *self)
{
    for (unsigned i = 0; i < self->n; i++) {
        g_free(self->told[i].hash);
        if (self->told[i].clips != NULL)
            g_array_unref(self->told[i].clips);
        if (self->told[i].sum != NULL)
            g_checksum_free(self->told[i].sum);
        if (self->told[i].outcomes != NULL)
            g_array_unref(self->told[i].outcomes);
        if (self->told[i].causes != NULL)
            g_ptr_array_unref(self->told[i].causes);
    }
    g_free(self->told);
}

static kx_pool *pool_new(const kx_engine *engine, unsigned workers)
{
    g_autoptr(GError) error = NULL;
    kx_pool *pool =
        kx_pool_new(engine, voices, 2, workers, g_get_tmp_dir(), call_of("overgeslagen"), &error);

    g_assert_no_error(error);
    return pool;
}

/* Runs the scene in a pool of its own. */
static void play(scene *self, const kx_engine *engine, unsigned workers)
{
    g_autoptr(kx_pool) pool = pool_new(engine, workers);
    g_autoptr(GError) error = NULL;

    g_assert_true(kx_pool_run(pool, on_next, on_done, self, NULL, &error));
    g_assert_no_error(error);
    for (unsigned i = 0; i < self->n; i++)
        g_assert_cmpuint(self->told[i].n_done, ==, 1);
    read_sound(self);
}

static kx_outcome outcome(const scene *self, unsigned unit, unsigned sentence)
{
    return g_array_index(self->told[unit].outcomes, kx_outcome, sentence);
}

static const char *cause(const scene *self, unsigned unit, unsigned sentence)
{
    return self->told[unit].causes->pdata[sentence];
}

static const char *const article[] = {
    "De gemeente bouwt een brug over de rivier.|Die moet in mei klaar zijn, zegt de wethouder.",
    "Volgens omwonenden is er te weinig overleg geweest.|Zij willen dat de raad nog eens kijkt.",
    "Wie betaalt dat?|Het rijk draagt de helft bij; de rest komt van de provincie.",
    "De brug wordt honderd meter lang.",
    "Volgens omwonenden is er te weinig overleg geweest.|Zij willen dat de raad nog eens kijkt.",
    "Fietsers en voetgangers krijgen een eigen pad.|Auto's mogen er niet op, bussen wel.|Dat "
    "scheelt "
    "volgens de gemeente een kwartier op de weg naar het station, en maakt de binnenstad stiller.",
    NULL,
};

static void compare_scenes(const scene *a, const scene *b)
{
    for (unsigned i = 0; i < a->n; i++) {
        g_assert_cmpint(a->told[i].frames, ==, b->told[i].frames);
        g_assert_cmpstr(a->told[i].hash, ==, b->told[i].hash);
    }
}

/* ---- the tone engine: times that can be told ---- */

enum { BYTE = 220, GAP = 220 };

static void test_tone(void)
{
    static const char *const lines[] = {"ab cde. | f", "", "| gh", NULL};
    scene self;

    scene_init(&self, lines);
    play(&self, &kx_engine_tone, 1);
    g_assert_cmpint(self.told[0].frames, ==, 5 * BYTE + GAP + BYTE);
    g_assert_cmpuint(self.told[0].calls, ==, 2);
    g_assert_cmpint(self.told[1].frames, ==, 0);
    g_assert_cmpuint(self.told[1].outcomes->len, ==, 0);
    g_assert_cmpint(self.told[2].frames, ==, 2 * BYTE);
    g_assert_cmpint(outcome(&self, 0, 0), ==, KX_OUTCOME_SPOKEN);
    g_assert_null(cause(&self, 0, 0));
    scene_clear(&self);
    /* The second voice is twice as fast. */
    scene_init(&self, lines);
    self.voice = 1;
    play(&self, &kx_engine_tone, 1);
    g_assert_cmpint(self.told[0].frames, ==, 5 * BYTE / 2 + GAP + BYTE / 2);
    scene_clear(&self);
}

/* A unit's own rate gives what a voice of that rate gives, and leaves the next one alone; what was
 * forgotten is written over. */
static void test_rate(const void *data)
{
    static const char *const lines[] = {"De brug over de vaart gaat open.", NULL};
    const kx_engine *engine = data;
    g_autoptr(kx_pool) pool = pool_new(engine, 1);
    scene slow, fast, again;

    scene_init(&slow, lines);
    scene_init(&fast, lines);
    scene_init(&again, lines);
    fast.rate = 350;
    scene *const scenes[] = {&slow, &fast, &again};
    for (unsigned i = 0; i < G_N_ELEMENTS(scenes); i++) {
        g_assert_true(kx_pool_run(pool, on_next, on_done, scenes[i], NULL, NULL));
        g_assert_cmpint(g_array_index(scenes[i]->told[0].clips, kx_spoken_call, 0).first, ==, 0);
        read_sound(scenes[i]);
        kx_pool_forget(pool);
    }
    g_assert_cmpint(fast.told[0].frames, <, slow.told[0].frames * 6 / 10);
    compare_scenes(&slow, &again);
    for (unsigned i = 0; i < G_N_ELEMENTS(scenes); i++)
        scene_clear(scenes[i]);
}

static bool check_marks(void *data, const kx_work_unit *unit, const kx_work_unit_result *result,
                        GError **error)
{
    static const int64_t frames[] = {0, 2 * BYTE + GAP, 5 * BYTE + 2 * GAP};
    const kx_spoken_call *call = &g_array_index(result->calls, kx_spoken_call, 0);

    (void)unit;
    (void)error;
    g_assert_cmpuint(call->marks->len, ==, 3);
    for (unsigned i = 0; i < 3; i++) {
        g_assert_cmpuint(g_array_index(call->marks, kx_word_mark, i).word, ==, i);
        g_assert_cmpint(g_array_index(call->marks, kx_word_mark, i).frame, ==, frames[i]);
    }
    g_assert_cmpint(call->cut, ==, '\0');
    ((scene *)data)->told[0].n_done++;
    return true;
}

static void test_tone_marks(void)
{
    static const char *const lines[] = {"ab cde f", NULL};
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 1);
    scene self;

    scene_init(&self, lines);
    g_assert_true(kx_pool_run(pool, on_next, check_marks, &self, NULL, NULL));
    g_assert_cmpuint(self.told[0].n_done, ==, 1);
    scene_clear(&self);
}

/* ---- the ladder ---- */

static void test_crash(void)
{
    static const char *const lines[] = {"een | crash-hh nu | drie", "vier",
                                        "een | crashhh nu | drie", "vijf", NULL};
    const int64_t others = 3 * BYTE + 4 * BYTE;
    scene self;

    scene_init(&self, lines);
    play(&self, &kx_engine_tone, 2);
    g_assert_cmpint(outcome(&self, 0, 0), ==, KX_OUTCOME_SPOKEN);
    g_assert_cmpint(outcome(&self, 0, 1), ==, KX_OUTCOME_PLAIN);
    g_assert_cmpint(outcome(&self, 0, 2), ==, KX_OUTCOME_SPOKEN);
    g_assert_cmpstr(cause(&self, 0, 1), ==, "signal 6");
    g_assert_null(cause(&self, 0, 0));
    /* "crash hh nu" */
    g_assert_cmpint(self.told[0].frames, ==, others + 9 * BYTE + 2 * GAP);
    g_assert_cmpint(outcome(&self, 2, 1), ==, KX_OUTCOME_NOTICE);
    g_assert_cmpstr(cause(&self, 2, 1), ==, "signal 6");
    g_assert_cmpint(self.told[2].frames, ==, others + 12 * BYTE);
    g_assert_cmpuint(self.told[2].calls, ==, 3);
    /* The notice says no word of the sentence. */
    g_assert_cmpuint(self.told[2].n_marks, ==, 2);
    g_assert_cmpint(self.told[1].frames, ==, 4 * BYTE);
    g_assert_cmpint(outcome(&self, 3, 0), ==, KX_OUTCOME_SPOKEN);
    scene_clear(&self);
}

/* A sentence of several calls falls as a whole: what was said of it is taken back. */
static void test_crash_in_long_sentence(void)
{
    g_autoptr(GString) line = g_string_new(NULL);
    const char *lines[] = {NULL, NULL};
    scene self;

    for (int i = 0; i < 120; i++)
        g_string_append_printf(line, "%s ", i == 110 ? "crash-hh" : "ab");
    g_string_append(line, "| cd");
    lines[0] = line->str;
    scene_init(&self, lines);
    play(&self, &kx_engine_tone, 1);
    g_assert_cmpint(outcome(&self, 0, 0), ==, KX_OUTCOME_PLAIN);
    g_assert_cmpint(outcome(&self, 0, 1), ==, KX_OUTCOME_SPOKEN);
    g_assert_cmpuint(self.told[0].calls, ==, 3);
    /* 119 words of two bytes, "crash hh", in two calls; one word in the last */
    g_assert_cmpint(self.told[0].frames, ==, (119 * 2 + 7 + 2) * BYTE + (121 - 2) * GAP);
    scene_clear(&self);
}

static void test_hang(void)
{
    static const char *const lines[] = {"een | hanggg | drie", "endlesss", NULL};
    scene self;

    scene_init(&self, lines);
    play(&self, &kx_engine_tone, 2);
    g_assert_cmpint(outcome(&self, 0, 0), ==, KX_OUTCOME_SPOKEN);
    g_assert_cmpint(outcome(&self, 0, 1), ==, KX_OUTCOME_NOTICE);
    g_assert_cmpstr(cause(&self, 0, 1), ==, "hung");
    g_assert_cmpint(outcome(&self, 1, 0), ==, KX_OUTCOME_NOTICE);
    g_assert_cmpstr(cause(&self, 1, 0), ==, "the tone was stopped");
    g_assert_cmpint(self.told[0].frames, ==, (3 + 12 + 4) * BYTE);
    scene_clear(&self);
}

/* Time is counted by the call, not by the unit. */
static void test_slow_unit(void)
{
    static const char *const lines[] = {"slowww|slowww|slowww|slowww|slowww|slowww|slowww|slowww|"
                                        "slowww|slowww|slowww|slowww",
                                        NULL};
    const gint64 start = g_get_monotonic_time();
    scene self;

    scene_init(&self, lines);
    play(&self, &kx_engine_tone, 1);
    /* 2.4 s; with two deaths on the way more than 6. */
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
    for (unsigned i = 0; i < 12; i++)
        g_assert_cmpint(outcome(&self, 0, i), ==, KX_OUTCOME_SPOKEN);
    scene_clear(&self);
}

static void test_once(void)
{
    static const char *const lines[] = {"een | onceonly | drie", NULL};
    scene self;

    scene_init(&self, lines);
    play(&self, &kx_engine_tone, 1);
    g_assert_cmpint(outcome(&self, 0, 1), ==, KX_OUTCOME_SPOKEN);
    g_assert_null(cause(&self, 0, 1));
    g_assert_cmpint(self.told[0].frames, ==, (3 + 8 + 4) * BYTE);
    scene_clear(&self);
}

/* Runs in a pool of one voice and this notice; frees the error's message to `message`. */
static bool play_notice(scene *self, const kx_engine *engine, const kx_engine_voice *voice,
                        const char *notice, char **message)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_pool) pool =
        kx_pool_new(engine, voice, 1, 1, g_get_tmp_dir(), call_of(notice), &error);

    g_assert_no_error(error);
    const bool ok = kx_pool_run(pool, on_next, on_done, self, NULL, &error);
    g_assert_true(ok == (error == NULL));
    if (!ok)
        g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    *message = ok ? NULL : g_strdup(error->message);
    return ok;
}

/* A notice that cannot be spoken either: nobody knows what is left. But it has two chances. */
static void test_bad_notice(void)
{
    static const char *const lines[] = {"een | crashhh | drie", NULL};
    char *message = NULL;
    scene self;

    scene_init(&self, lines);
    g_assert_false(play_notice(&self, &kx_engine_tone, voices, "crashhh", &message));
    g_assert_nonnull(strstr(message, "notice for a lost sentence (signal 6)"));
    g_assert_cmpuint(self.told[0].n_done, ==, 0);
    g_free(message);
    scene_clear(&self);
    scene_init(&self, lines);
    g_assert_true(play_notice(&self, &kx_engine_tone, voices, "onceonly", &message));
    g_assert_cmpint(outcome(&self, 0, 1), ==, KX_OUTCOME_NOTICE);
    g_assert_cmpint(self.told[0].frames, ==, (3 + 8 + 4) * BYTE);
    scene_clear(&self);
}

static bool say_softly(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    static const int16_t silence[100];

    if (strstr(kx_call_text(call), "niets") != NULL)
        return true;
    if (strstr(kx_call_text(call), "stil") != NULL)
        return sink->samples(sink->data, silence, 100);
    return kx_engine_tone.say(call, sink, error);
}

/* Words that give no frame, or none but zero, are lost like those that kill. */
static void test_no_sound(void)
{
    static const char *const lines[] = {"een|niets|twee", "stil", "drie", NULL};
    const kx_engine_voice mute = {dutch, 175, 50, 50, 0};
    kx_engine soft = kx_engine_tone;
    char *message = NULL;
    scene self;

    soft.say = say_softly;
    scene_init(&self, lines);
    play(&self, &soft, 2);
    g_assert_cmpint(outcome(&self, 0, 0), ==, KX_OUTCOME_SPOKEN);
    g_assert_cmpint(outcome(&self, 0, 1), ==, KX_OUTCOME_NOTICE);
    g_assert_cmpstr(cause(&self, 0, 1), ==, "no sound");
    g_assert_cmpint(outcome(&self, 0, 2), ==, KX_OUTCOME_SPOKEN);
    g_assert_cmpstr(cause(&self, 1, 0), ==, "no sound");
    g_assert_cmpint(outcome(&self, 2, 0), ==, KX_OUTCOME_SPOKEN);
    scene_clear(&self);
    /* A voice without any. */
    scene_init(&self, lines);
    g_assert_false(play_notice(&self, &kx_engine_tone, &mute, "overgeslagen", &message));
    g_assert_nonnull(strstr(message, "(no sound)"));
    g_free(message);
    scene_clear(&self);
}

static void test_lost_share(void)
{
    static const struct {
        unsigned lost, all;
        bool fails;
    } cases[] = {{5, 5, false}, {6, 30, false}, {6, 29, true}, {120, 130, true}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree const char **lines = g_new0(const char *, cases[i].all + 1);
        g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 2);
        g_autoptr(GError) error = NULL;
        scene self;
        for (unsigned k = 0; k < cases[i].all; k++)
            lines[k] = k < cases[i].lost ? "crashhh" : "goed";
        scene_init(&self, lines);
        g_assert_true(kx_pool_run(pool, on_next, on_done, &self, NULL, &error) != cases[i].fails);
        if (cases[i].fails)
            g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
        scene_clear(&self);
    }
}

static bool say_or_die(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    if (strstr(kx_call_text(call), "dodelijk") != NULL)
        abort();
    return kx_engine_espeak.say(call, sink, error);
}

/* One sentence of ten kills: all others sound as without it, and a death costs some forks. `-m
 * slow` takes 10,000 sentences. */
static void test_many_deaths(void)
{
    enum { SHARE = 10 };
    const unsigned n = g_test_slow() ? 10000 : 300;
    g_autofree const char **deadly = g_new0(const char *, n + 1),
                          **all = g_new0(const char *, n + 1);
    kx_engine engine = kx_engine_espeak;
    scene usual, killed;
    gint64 times[3] = {0};

    engine.say = say_or_die;
    for (unsigned i = 0; i < n; i++) {
        all[i] = i % 2 ? "De brug gaat open." : "Wie betaalt dat?";
        deadly[i] = i % SHARE == 3 ? "Dit is dodelijk." : all[i];
    }
    times[0] = g_get_monotonic_time();
    scene_init(&usual, all);
    play(&usual, &engine, 2);
    times[1] = g_get_monotonic_time();
    scene_init(&killed, deadly);
    play(&killed, &engine, 2);
    times[2] = g_get_monotonic_time();
    for (unsigned i = 0; i < n; i++) {
        g_assert_cmpint(outcome(&killed, i, 0), ==,
                        i % SHARE == 3 ? KX_OUTCOME_NOTICE : KX_OUTCOME_SPOKEN);
        if (i % SHARE != 3)
            g_assert_cmpstr(killed.told[i].hash, ==, usual.told[i].hash);
    }
    const double extra = (double)(times[2] - 2 * times[1] + times[0]) / 1000.0;
    g_test_message("%u deaths, %.2f ms each", n / SHARE, extra / (n / SHARE));
    scene_clear(&usual);
    scene_clear(&killed);
}

/* ---- engines that lie ---- */

typedef struct {
    const char *text;
    struct {
        uint32_t word;
        int64_t frame;
    } marks[2];
    unsigned n_marks;
    kx_wire wire; /* sent to the parent past all that would check it */
} lie;

enum { LIE_FRAMES = 100, LIE_SOCKET = 3 };

static const lie lies[] = {
    {"terug", {{0, 90}, {0, 10}}, 2, {0}},
    {"zakt af", {{0, 90}, {1, 10}}, 2, {0}},
    {"ervoor", {{0, -1}}, 1, {0}},
    {"buiten", {{0, LIE_FRAMES}}, 1, {0}},
    {"vreemd", {{1, 10}}, 1, {0}},
    {"verder", {{4000000000, 10}}, 1, {0}},
    {"dubbel", {{0, 10}, {0, 20}}, 2, {0}},
    {"keert om", {{1, 10}, {0, 20}}, 2, {0}},
    {"lang", {{0}}, 0, {.kind = KX_WIRE_SPOKEN, .frames = G_MAXINT32}},
    {"leeg", {{0}}, 0, {.kind = KX_WIRE_SPOKEN, .frames = LIE_FRAMES}},
    {"niets", {{0}}, 0, {.kind = KX_WIRE_SPOKEN}},
    {"onder", {{0}}, 0, {.kind = KX_WIRE_SPOKEN, .frames = -1}},
    {"anders", {{0}}, 0, {.kind = KX_WIRE_SOUNDS}},
    {"groot", {{0}}, 0, {.kind = KX_WIRE_SPOKEN, .length = G_MAXUINT32}},
};

static bool say_lies(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    int16_t sound[LIE_FRAMES];

    (void)error;
    memset(sound, 1, sizeof(sound));
    for (size_t i = 0; i < G_N_ELEMENTS(lies); i++) {
        if (strcmp(kx_call_text(call), lies[i].text) != 0)
            continue;
        for (unsigned k = 0; k < lies[i].n_marks; k++)
            sink->mark(sink->data, lies[i].marks[k].word, lies[i].marks[k].frame);
        if (lies[i].wire.kind != 0) {
            kx_wire wire = lies[i].wire;
            g_assert_cmpint(send(LIE_SOCKET, &wire, sizeof(wire), 0), ==, sizeof(wire));
            _exit(0);
        }
    }
    return sink->samples(sink->data, sound, LIE_FRAMES);
}

static bool open_dies(GError **error)
{
    (void)error;
    abort();
}

static bool open_fails(GError **error)
{
    g_set_error_literal(error, KX_ERROR, KX_ERROR_UNAVAILABLE, "no data");
    return false;
}

/* A child that says what cannot be is broken; the parent uses nothing of it. */
static void test_garbled(void)
{
    kx_engine liar = kx_engine_tone;

    liar.say = say_lies;
    for (size_t i = 0; i < G_N_ELEMENTS(lies); i++) {
        g_autofree char *first = g_strdup_printf("een|%s", lies[i].text);
        const char *lines[] = {lies[i].text, first, "twee", NULL};
        scene self;
        scene_init(&self, lines);
        play(&self, &liar, 1);
        g_test_message("%s", lies[i].text);
        g_assert_cmpint(outcome(&self, 0, 0), ==, KX_OUTCOME_NOTICE);
        g_assert_cmpstr(cause(&self, 0, 0), ==, "garbled answer");
        g_assert_cmpint(outcome(&self, 1, 0), ==, KX_OUTCOME_SPOKEN);
        g_assert_cmpint(outcome(&self, 1, 1), ==, KX_OUTCOME_NOTICE);
        g_assert_cmpint(outcome(&self, 2, 0), ==, KX_OUTCOME_SPOKEN);
        g_assert_cmpint(self.told[2].frames, ==, LIE_FRAMES);
        scene_clear(&self);
    }
}

static bool say_curse(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    (void)call;
    (void)sink;
    g_set_error_literal(error, KX_ERROR, KX_ERROR_SOFTWARE, "\033[2J\xff");
    return false;
}

/* What a child says may end on a terminal. */
static void test_printable_cause(void)
{
    static const char *const lines[] = {"een", NULL};
    kx_engine liar = kx_engine_tone;
    char *message = NULL;
    scene self;

    liar.say = say_curse;
    scene_init(&self, lines);
    g_assert_false(play_notice(&self, &liar, voices, "notitie", &message));
    g_assert_nonnull(strstr(message, "(\\x1B[2J\\xFF)"));
    g_free(message);
    scene_clear(&self);
}

static void test_no_engine(void)
{
    kx_engine engine = kx_engine_tone;
    bool (*const opens[])(GError **) = {open_dies, open_fails};

    for (size_t i = 0; i < G_N_ELEMENTS(opens); i++) {
        g_autoptr(GError) error = NULL;
        engine.open = opens[i];
        g_assert_null(kx_pool_new(&engine, voices, 1, 1, g_get_tmp_dir(), NULL, &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_UNAVAILABLE);
        g_assert_true((strcmp(error->message, "no data") == 0) == (i == 1));
    }
}

/* ---- ends of a run ---- */

static void test_done_refuses(void)
{
    static const char *const lines[] = {"een", "twee slowww", "drie slowww", "vier", NULL};
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 2);
    g_autoptr(GError) error = NULL;
    scene self;

    scene_init(&self, lines);
    self.stop_after = 1;
    g_assert_false(kx_pool_run(pool, on_next, on_done, &self, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    scene_clear(&self);
    /* The pool is as good as new. */
    scene_init(&self, lines);
    g_assert_true(kx_pool_run(pool, on_next, on_done, &self, NULL, NULL));
    g_assert_cmpint(self.told[0].frames, ==, 3 * BYTE);
    g_assert_cmpint(self.told[2].frames, ==, 10 * BYTE + GAP);
    scene_clear(&self);
}

static volatile int stop_now;

static void on_alarm(int signal)
{
    stop_now = signal;
}

static void test_stop(void)
{
    static const char *const lines[] = {"hanggg", "hanggg", NULL};
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 2);
    g_autoptr(GError) error = NULL;
    const gint64 start = g_get_monotonic_time();
    scene self;

    scene_init(&self, lines);
    signal(SIGALRM, on_alarm);
    alarm(1);
    g_assert_false(kx_pool_run(pool, on_next, on_done, &self, &stop_now, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_INTERRUPTED);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 1800 * 1000);
    scene_clear(&self);
}

static void test_prepared_killed(void)
{
    static const char *const lines[] = {"slowww", "slowww", "slowww", "slowww", NULL};
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 2);
    g_autoptr(GError) error = NULL;
    scene self;

    scene_init(&self, lines);
    kill(child_of(getpid()), SIGKILL);
    g_assert_false(kx_pool_run(pool, on_next, on_done, &self, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    g_clear_error(&error);
    g_assert_false(kx_pool_run(pool, on_next, on_done, &self, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    scene_clear(&self);
}

static void test_full_spool(void)
{
    static const char *const lines[] = {"een", "vijfvijfvijfvijfvijf", NULL};
    struct rlimit usual, small;
    g_autoptr(GError) error = NULL;
    scene self;

    getrlimit(RLIMIT_FSIZE, &usual);
    small = usual;
    small.rlim_cur = 5000;
    setrlimit(RLIMIT_FSIZE, &small);
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 1);
    setrlimit(RLIMIT_FSIZE, &usual);
    scene_init(&self, lines);
    g_assert_false(kx_pool_run(pool, on_next, on_done, &self, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    g_assert_cmpuint(self.told[0].n_done, ==, 1);
    g_assert_cmpuint(self.told[1].n_done, ==, 0);
    scene_clear(&self);
}

static void test_bad_start(void)
{
    static char nothing[] = "nothing";
    const kx_engine_voice bad[] = {voices[0], {nothing, 175, 50, 50, 100}};
    g_autoptr(GError) error = NULL;

    g_assert_null(
        kx_pool_new(&kx_engine_tone, bad + 1, 1, 1, g_get_tmp_dir(), call_of("x"), &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
    g_clear_error(&error);
    g_assert_null(kx_pool_new(&kx_engine_tone, bad, 2, 1, g_get_tmp_dir(), call_of("x"), &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
    g_clear_error(&error);
    g_assert_null(kx_pool_new(&kx_engine_tone, bad, 1, 1, "/dev/null/none", NULL, &error));
    g_assert_nonnull(error);
}

/* Nothing is left: no child, no descriptor. */
static void test_leftovers(void)
{
    static const char *const lines[] = {"een | crashhh", "twee", "drie slowww", NULL};
    const unsigned before = count_descriptors();
    scene self;

    for (int i = 0; i < 3; i++) {
        scene_init(&self, lines);
        play(&self, &kx_engine_tone, 3);
        scene_clear(&self);
    }
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    g_assert_cmpint(errno, ==, ECHILD);
    g_assert_cmpuint(count_descriptors(), ==, before);
}

/* Who is orphaned comes to us. Returns how many there were, once all have ended. */
static unsigned await_orphans(void)
{
    unsigned ended = 0;

    for (int i = 0; i < 3000; i++) {
        pid_t pid = waitpid(-1, NULL, WNOHANG);
        if (pid < 0)
            return ended;
        ended += pid > 0;
        if (pid == 0)
            g_usleep(1000);
    }
    g_assert_not_reached();
}

static void test_parent_killed(void)
{
    static const char *const lines[] = {"hanggg", "hanggg", NULL};

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid_t parent = fork();
    if (parent == 0) {
        scene self;
        scene_init(&self, lines);
        play(&self, &kx_engine_tone, 2);
        _exit(0);
    }
    pid_t prepared = child_of(parent);
    g_assert_cmpint(prepared, >, 0);
    pid_t child = child_of(prepared);
    g_assert_cmpint(child, >, 0);
    kill(parent, SIGKILL);
    /* The children, too, unless the prepared process was quick enough to reap them. */
    g_assert_cmpuint(await_orphans(), >=, 2);
    g_assert_true(kill(prepared, 0) != 0 && kill(child, 0) != 0);
    prctl(PR_SET_CHILD_SUBREAPER, 0);
}

/* ---- processes that are stopped ---- */

/* Somebody kills or stops a child while it speaks: nothing of it is heard. */
static void disturb(int signal)
{
    g_autoptr(GString) long_unit = g_string_new(article[5]);
    for (int i = 0; i < 40; i++)
        g_string_append_printf(long_unit, "|%s", article[3]);
    const char *lines[] = {long_unit->str, article[0], article[1], NULL};
    scene quiet, disturbed;

    scene_init(&quiet, lines);
    play(&quiet, &kx_engine_espeak, 2);
    scene_init(&disturbed, lines);
    disturbed.kill_at = 2;
    disturbed.kill_with = signal;
    play(&disturbed, &kx_engine_espeak, 2);
    g_assert_cmpint(disturbed.killed, >, 0);
    g_assert_cmpint(outcome(&disturbed, 0, 0), ==, KX_OUTCOME_SPOKEN);
    compare_scenes(&quiet, &disturbed);
    scene_clear(&disturbed);
    scene_clear(&quiet);
}

static void test_stray_signal(void)
{
    disturb(SIGKILL);
}

static void stopped_child(void)
{
    disturb(SIGSTOP);
}

/* A test of its own process, since all of these take their time. */
static pid_t in_background(void (*test)(void))
{
    const pid_t pid = fork();

    if (pid == 0) {
        const unsigned before = count_descriptors();
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        test();
        await_orphans();
        g_assert_cmpuint(count_descriptors(), ==, before);
        _exit(0);
    }
    g_assert_cmpint(pid, >, 0);
    return pid;
}

static void stopped_prepared(void)
{
    static const char *const lines[] = {"een", "twee", "drie", NULL};
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 2);
    const gint64 start = g_get_monotonic_time();
    g_autoptr(GError) error = NULL;
    scene self;

    scene_init(&self, lines);
    kill(child_of(getpid()), SIGSTOP);
    g_assert_false(kx_pool_run(pool, on_next, on_done, &self, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    g_assert_nonnull(strstr(error->message, "does not answer"));
    g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
    scene_clear(&self);
}

/* Neither a prepared process that stands still nor a job that no socket takes at once makes us
 * deaf. */
static void stopped_run(void)
{
    g_autoptr(GString) large = g_string_new(NULL);
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 2);
    const gint64 start = g_get_monotonic_time();
    g_autoptr(GError) error = NULL;
    scene self;

    for (int i = 0; i < 30000; i++)
        g_string_append(large, "woord ");
    const char *lines[] = {large->str, NULL};
    scene_init(&self, lines);
    kill(child_of(getpid()), SIGSTOP);
    signal(SIGALRM, on_alarm);
    stop_now = 0;
    alarm(2);
    g_assert_false(kx_pool_run(pool, on_next, on_done, &self, &stop_now, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_INTERRUPTED);
    g_assert_cmpint(g_get_monotonic_time() - start, <, (KX_SANITIZED ? 30 : 6) * G_USEC_PER_SEC);
    scene_clear(&self);
}

static void stop_ourselves(int signal)
{
    (void)signal;
    raise(SIGSTOP);
}

/* While we were stopped nobody was late: nothing is said in plainer words for it. */
static void stopped_parent(void)
{
    static const char *const lines[] = {"crash-hh|slowww slowww slowww slowww slowww",
                                        "crash-hh|slowww slowww slowww slowww slowww", NULL};
    const struct itimerval soon = {{0, 0}, {0, 500 * 1000}};
    scene self;

    scene_init(&self, lines);
    signal(SIGALRM, stop_ourselves);
    setitimer(ITIMER_REAL, &soon, NULL);
    play(&self, &kx_engine_tone, 2);
    for (unsigned i = 0; i < 2; i++) {
        g_assert_cmpint(outcome(&self, i, 0), ==, KX_OUTCOME_PLAIN);
        g_assert_cmpint(outcome(&self, i, 1), ==, KX_OUTCOME_SPOKEN);
    }
    scene_clear(&self);
}

static void test_stopped(void)
{
    const pid_t parent = in_background(stopped_parent);
    const pid_t others[] = {in_background(stopped_prepared), in_background(stopped_run),
                            in_background(stopped_child)};
    int status;

    g_assert_cmpint(waitpid(parent, &status, WUNTRACED), ==, parent);
    g_assert_true(WIFSTOPPED(status));
    g_usleep(12 * G_USEC_PER_SEC);
    kill(parent, SIGCONT);
    g_assert_cmpint(waitpid(parent, &status, 0), ==, parent);
    g_assert_cmpint(status, ==, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_assert_cmpint(waitpid(others[i], &status, 0), ==, others[i]);
        g_assert_cmpint(status, ==, 0);
    }
}

/* ---- signals that only interrupt ---- */

static volatile sig_atomic_t interruptions;

static void on_interruption(int signal)
{
    (void)signal;
    interruptions++;
}

static void test_interrupted(void)
{
    const struct sigaction interrupt = {.sa_handler = on_interruption}; /* without SA_RESTART */
    const struct itimerval often = {{0, 200}, {0, 200}}, never = {{0, 0}, {0, 0}};
    struct sigaction usual_action;
    scene usual, disturbed;

    scene_init(&usual, article);
    play(&usual, &kx_engine_espeak, 2);
    scene_init(&disturbed, article);
    sigaction(SIGALRM, &interrupt, &usual_action);
    setitimer(ITIMER_REAL, &often, NULL);
    play(&disturbed, &kx_engine_espeak, 2);
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &usual_action, NULL);
    g_assert_cmpint(interruptions, >, 20);
    compare_scenes(&usual, &disturbed);
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    scene_clear(&usual);
    scene_clear(&disturbed);
}

/* ---- few descriptors ---- */

/* A run of the article, which may fail only as it should; whether it went well. */
static bool play_few(const scene *usual, kx_pool *pool, GError *error)
{
    scene self;
    bool ok = false;

    scene_init(&self, article);
    self.voice = usual->voice;
    if (pool != NULL)
        ok = kx_pool_run(pool, on_next, on_done, &self, NULL, &error);
    if (ok) {
        read_sound(&self);
        compare_scenes(usual, &self);
    } else {
        g_assert_error(error, KX_ERROR, KX_ERROR_OS);
        g_assert_nonnull(strstr(error->message, "Too many open files"));
        g_error_free(error);
    }
    scene_clear(&self);
    return ok;
}

/* Everything that we inherit may have too few of them: never another one's sound. */
static void test_few_descriptors(void)
{
    const unsigned before = count_descriptors();
    unsigned well = 0, runs = 0;
    struct rlimit most;
    scene usual;

    scene_init(&usual, article);
    usual.voice = 1;
    play(&usual, &kx_engine_espeak, 1);
    getrlimit(RLIMIT_NOFILE, &most);
    for (unsigned workers = 1; workers <= 8; workers = 2 * workers) {
        for (unsigned i = before; i < before + 36; i += KX_SANITIZED ? 3 : 1, runs++) {
            const struct rlimit few = {i, most.rlim_max};
            GError *error = NULL;
            setrlimit(RLIMIT_NOFILE, &few);
            kx_pool *pool = kx_pool_new(&kx_engine_espeak, voices, 2, workers, g_get_tmp_dir(),
                                        call_of("overgeslagen"), &error);
            well += play_few(&usual, pool, error);
            kx_pool_free(pool);
            setrlimit(RLIMIT_NOFILE, &most);
        }
    }
    g_assert_cmpuint(well, >, runs / 8);
    g_assert_cmpuint(well, <, runs * 7 / 8);
    g_assert_cmpuint(count_descriptors(), ==, before);
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    scene_clear(&usual);
}

/* The same, once the prepared process stands. */
static void test_fewer_descriptors(void)
{
    unsigned well = 0;
    scene usual;

    scene_init(&usual, article);
    usual.voice = 1;
    play(&usual, &kx_engine_espeak, 1);
    for (unsigned i = 3; i < 20; i++) {
        const struct rlimit few = {i, i};
        g_autoptr(kx_pool) pool = pool_new(&kx_engine_espeak, 2);
        g_assert_cmpint(prlimit(child_of(getpid()), RLIMIT_NOFILE, &few, NULL), ==, 0);
        well += play_few(&usual, pool, NULL);
    }
    g_assert_cmpuint(well, >, 3);
    g_assert_cmpuint(well, <, 14);
    scene_clear(&usual);
}

/* ---- phonemes ---- */

static void test_phonemes(void)
{
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_tone, 2);
    kx_work_unit *unit = unit_of("ab cd | crashhh | | e", 0, 0);
    g_autoptr(GError) error = NULL;
    static const char *const expected[] = {"a·b c·d", "", "", "e"};

    g_autoptr(GPtrArray) sounds = kx_pool_phonemes(pool, unit, KX_PHONEMES_MNEMONICS, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(sounds->len, ==, 4);
    for (unsigned i = 0; i < 4; i++)
        g_assert_cmpstr(sounds->pdata[i], ==, expected[i]);
    kx_work_unit_free(unit);
    unit = unit_of("ab cd", 0, 1);
    g_autoptr(GPtrArray) ipa = kx_pool_phonemes(pool, unit, KX_PHONEMES_IPA, &error);
    g_assert_cmpstr(ipa->pdata[0], ==, "ab cd");
    kx_work_unit_free(unit);
}

static void test_espeak_phonemes(void)
{
    g_autoptr(kx_pool) pool = pool_new(&kx_engine_espeak, 1);
    kx_work_unit *unit = unit_of("hallo, wereld | de hond", 0, 0);
    g_autoptr(GPtrArray) sounds = kx_pool_phonemes(pool, unit, KX_PHONEMES_MNEMONICS, NULL);

    g_assert_cmpstr(sounds->pdata[0], ==, "h·'A·l·o: v#·'I:·r·@·l·t");
    g_assert_cmpuint(sounds->len, ==, 2);
    kx_work_unit_free(unit);
}

/* ---- espeak-ng ---- */

static void test_same_samples(void)
{
    scene first;

    scene_init(&first, article);
    play(&first, &kx_engine_espeak, 1);
    g_assert_cmpint(first.told[3].frames, >, 22050);
    /* The same unit after others. */
    g_assert_cmpstr(first.told[1].hash, ==, first.told[4].hash);
    for (unsigned workers = 1; workers <= 3; workers++) {
        scene other;
        scene_init(&other, article);
        other.backwards = true;
        play(&other, &kx_engine_espeak, workers);
        compare_scenes(&first, &other);
        scene_clear(&other);
    }
    /* As the second voice they are others. */
    scene other;
    scene_init(&other, article);
    other.voice = 1;
    play(&other, &kx_engine_espeak, 2);
    g_assert_cmpint(other.told[0].frames, <, first.told[0].frames * 6 / 10);
    scene_clear(&other);
    scene_clear(&first);
}

/* A voice sounds the same whether the prepared process or the child has loaded it. */
static void test_voice_order(void)
{
    const kx_engine_voice turned[] = {voices[1], voices[0]};
    g_autoptr(kx_pool) pool =
        kx_pool_new(&kx_engine_espeak, turned, 2, 2, g_get_tmp_dir(), NULL, NULL);
    scene usual, other;

    scene_init(&usual, article);
    play(&usual, &kx_engine_espeak, 2);
    scene_init(&other, article);
    other.voice = 1;
    g_assert_true(kx_pool_run(pool, on_next, on_done, &other, NULL, NULL));
    read_sound(&other);
    compare_scenes(&usual, &other);
    scene_clear(&other);
    scene_clear(&usual);
}

/* ---- hazards of espeak-ng 1.51 ---- */

static char *times(const char *part, unsigned n, const char *end)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < n; i++)
        g_string_append(text, part);
    g_string_append(text, end);
    return g_string_free(text, FALSE);
}

/* Speaks hostile text; the engine survives, and makes less sound than its bound. */
static void speak_hazard(char *text)
{
    const char *lines[] = {text, NULL};
    scene self;

    g_strdelimit(text, "|", ' ');
    scene_init(&self, lines);
    play(&self, &kx_engine_espeak, 1);
    g_assert_cmpint(outcome(&self, 0, 0), ==, KX_OUTCOME_SPOKEN);
    g_assert_null(cause(&self, 0, 0));
    scene_clear(&self);
    g_free(text);
}

static void test_h1_dotted_letters(void)
{
    speak_hazard(times("i.p.v. ", 29, ""));
    speak_hazard(times("a.", 85, ""));
    speak_hazard(times("a . ", 85, ""));
    speak_hazard(times("é . ", 41, ""));
}

static void test_h2_long_words(void)
{
    speak_hazard(times("a", 158, "el"));
    speak_hazard(times("hottentottententen", 9, "toonstelling"));
    speak_hazard(times("over", 40, ""));
    speak_hazard(times("ver", 54, ""));
    speak_hazard(times("achter", 27, ""));
    speak_hazard(times("a", 100000, ""));
}

static void test_h3_prefixes(void)
{
    speak_hazard(times("onge", 41, ""));
}

static void test_h4_digits(void)
{
    speak_hazard(times("9", 98, ""));
    speak_hazard(times("1", 10000, " en"));
}

static void test_h5_code_points(void)
{
    static const char *const hazards[] = {"\u0904", "\u0915", "\u0588", "\u037f", "걿b"};

    for (size_t i = 0; i < G_N_ELEMENTS(hazards); i++)
        speak_hazard(times(hazards[i], 20, " "));
}

static void test_h6_emoji(void)
{
    speak_hazard(times("\U0001f61c\U0001f61d", 5, "a"));
    speak_hazard(times("\U0001f3fa\U0001f3fb", 5, "a"));
}

static void test_h7_final_number(void)
{
    speak_hazard(g_strdup("12345"));
    speak_hazard(g_strdup("in 12345"));
}

static void test_h8_long_clause(void)
{
    speak_hazard(times("c1-", 400, ""));
    speak_hazard(times("c-", 400, "c"));
    speak_hazard(times("woord ", 300, ""));
    speak_hazard(times("a ", 1000, ""));
    speak_hazard(times("'t ", 300, ""));
}

static void test_s1_audio(void)
{
    speak_hazard(g_strdup("<audio src=\"/etc/passwd\"/>"));
    speak_hazard(g_strdup("<audio src=\"/dev/null\"/>"));
}

static void test_s2_command(void)
{
    g_autofree char *dir = g_dir_make_tmp("kx-s2-XXXXXX", NULL);
    g_autofree char *pwned = g_build_filename(dir, "PWNED", NULL);
    g_autofree char *name = g_strdup_printf("a$(touch %s).wav", "PWNED");
    g_autofree char *path = g_build_filename(dir, name, NULL);

    g_assert_true(g_file_set_contents(path, "x", 1, NULL));
    speak_hazard(g_strdup_printf("<audio src='%s'>", path));
    g_assert_false(g_file_test(pwned, G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test("PWNED", G_FILE_TEST_EXISTS));
    g_assert_cmpint(unlink(path), ==, 0);
    g_assert_cmpint(rmdir(dir), ==, 0);
}

static void test_s3_markup(void)
{
    speak_hazard(g_strdup("<break strength="));
    speak_hazard(g_strdup("<emphasis level=\"x\">"));
    speak_hazard(g_strdup("[[_^_xxxxxxxxxxxx]]"));
    speak_hazard(times("h", 200, "]]"));
    speak_hazard(times("<voice>", 1000, ""));
}

/* An embedded command would say the same in less time. */
static void test_s4_commands(void)
{
    const char *lines[] = {"dit is een zin", "\001S dit is een zin",
                           "\001S\001V../x \001B dit is een zin", NULL};
    scene self;

    scene_init(&self, lines);
    play(&self, &kx_engine_espeak, 1);
    g_assert_cmpint(self.told[1].frames, >, self.told[0].frames);
    g_assert_cmpint(self.told[2].frames, >, self.told[0].frames);
    scene_clear(&self);
    speak_hazard(g_strdup("\001400S zin"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/worker/tone", test_tone);
    g_test_add_data_func("/worker/rate/tone", &kx_engine_tone, test_rate);
    g_test_add_data_func("/worker/rate/espeak", &kx_engine_espeak, test_rate);
    g_test_add_func("/worker/tone-marks", test_tone_marks);
    g_test_add_func("/worker/crash", test_crash);
    g_test_add_func("/worker/crash-in-long-sentence", test_crash_in_long_sentence);
    g_test_add_func("/worker/hang", test_hang);
    g_test_add_func("/worker/slow-unit", test_slow_unit);
    g_test_add_func("/worker/once", test_once);
    g_test_add_func("/worker/bad-notice", test_bad_notice);
    g_test_add_func("/worker/lost-share", test_lost_share);
    g_test_add_func("/worker/many-deaths", test_many_deaths);
    g_test_add_func("/worker/no-sound", test_no_sound);
    g_test_add_func("/worker/garbled", test_garbled);
    g_test_add_func("/worker/printable-cause", test_printable_cause);
    g_test_add_func("/worker/no-engine", test_no_engine);
    g_test_add_func("/worker/done-refuses", test_done_refuses);
    g_test_add_func("/worker/stop", test_stop);
    g_test_add_func("/worker/prepared-killed", test_prepared_killed);
    g_test_add_func("/worker/full-spool", test_full_spool);
    g_test_add_func("/worker/bad-start", test_bad_start);
    g_test_add_func("/worker/leftovers", test_leftovers);
    g_test_add_func("/worker/parent-killed", test_parent_killed);
    g_test_add_func("/worker/stopped", test_stopped);
    g_test_add_func("/worker/interrupted", test_interrupted);
    g_test_add_func("/worker/few-descriptors", test_few_descriptors);
    g_test_add_func("/worker/fewer-descriptors", test_fewer_descriptors);
    g_test_add_func("/worker/phonemes", test_phonemes);
    g_test_add_func("/worker/espeak/phonemes", test_espeak_phonemes);
    g_test_add_func("/worker/espeak/same-samples", test_same_samples);
    g_test_add_func("/worker/espeak/voice-order", test_voice_order);
    g_test_add_func("/worker/espeak/stray-signal", test_stray_signal);
    g_test_add_func("/worker/hazard/h1-dotted-letters", test_h1_dotted_letters);
    g_test_add_func("/worker/hazard/h2-long-words", test_h2_long_words);
    g_test_add_func("/worker/hazard/h3-prefixes", test_h3_prefixes);
    g_test_add_func("/worker/hazard/h4-digits", test_h4_digits);
    g_test_add_func("/worker/hazard/h5-code-points", test_h5_code_points);
    g_test_add_func("/worker/hazard/h6-emoji", test_h6_emoji);
    g_test_add_func("/worker/hazard/h7-final-number", test_h7_final_number);
    g_test_add_func("/worker/hazard/h8-long-clause", test_h8_long_clause);
    g_test_add_func("/worker/hazard/s1-audio", test_s1_audio);
    g_test_add_func("/worker/hazard/s2-command", test_s2_command);
    g_test_add_func("/worker/hazard/s3-markup", test_s3_markup);
    g_test_add_func("/worker/hazard/s4-commands", test_s4_commands);
    return g_test_run();
}
