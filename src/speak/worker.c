/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units side by side: gives free slots the next unit, or the next step of the one they have. */
#include "speak/worker.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "speak/worker_private.h"

/* Below this many lost sentences a share of them says nothing. */
#define LOST_MIN 5
/* A run in which nothing works ends before its end: after this many lost sentences, when they are
 * more than half of all. Far above what the order of units could change. */
#define LOST_EARLY 100

typedef struct {
    kx_pool *pool;
    kx_work_unit_next *next;
    kx_work_unit_done *done;
    void *data;
    const volatile int *stop;
    bool no_more;
    unsigned sentences, lost;
    kx_ladder ladders[KX_JOBS_MAX];
} run;

kx_work_unit *kx_work_unit_new(uint64_t id, unsigned voice)
{
    kx_work_unit *unit = g_new0(kx_work_unit, 1);

    unit->id = id;
    unit->voice = voice;
    unit->sentences = g_array_new(FALSE, FALSE, sizeof(kx_work_unit_sentence));
    return unit;
}

void kx_work_unit_add(kx_work_unit *unit, GPtrArray *calls, GPtrArray *plain)
{
    kx_work_unit_sentence sentence = {.calls = calls, .plain = plain};

    g_array_append_val(unit->sentences, sentence);
}

void kx_work_unit_free(kx_work_unit *unit)
{
    if (unit == NULL)
        return;
    for (unsigned i = 0; i < unit->sentences->len; i++) {
        kx_work_unit_sentence *sentence = &g_array_index(unit->sentences, kx_work_unit_sentence, i);
        g_ptr_array_unref(sentence->calls);
        g_ptr_array_unref(sentence->plain);
    }
    g_array_unref(unit->sentences);
    g_free(unit);
}

/* ---- speaking ---- */

static bool too_many_lost(const run *self, GError **error)
{
    kx_error_set(error, KX_ERROR_SOFTWARE,
                 "%u of %u sentences could not be spoken; that is more than can be left out",
                 self->lost, self->sentences);
    return false;
}

static bool finish_unit(run *self, kx_ladder *ladder, GError **error)
{
    const GArray *outcomes = ladder->result.outcomes;

    for (unsigned i = 0; i < outcomes->len; i++)
        self->lost += g_array_index(outcomes, kx_outcome, i) == KX_OUTCOME_NOTICE;
    self->sentences += outcomes->len;
    bool on = self->done(self->data, ladder->unit, &ladder->result, error);
    kx_ladder_clear(ladder);
    if (on && self->lost > LOST_EARLY && self->lost > self->sentences / 2)
        return too_many_lost(self, error);
    return on;
}

static bool stopped(const run *self)
{
    return self->stop != NULL && g_atomic_int_get(self->stop) != 0;
}

/* The next job for a free slot: of its unit, or of the next one. */
static bool go_on(run *self, kx_slot *slot, kx_ladder *ladder, GError **error)
{
    while (slot->state == KX_JOB_NONE && !stopped(self)) {
        if (ladder->unit == NULL) {
            kx_work_unit *unit = self->no_more ? NULL : self->next(self->data);
            if (unit == NULL) {
                self->no_more = true;
                return true;
            }
            kx_ladder_start(ladder, unit);
        }
        g_autoptr(GPtrArray) job = kx_ladder_job(ladder);
        if (job == NULL) {
            if (!finish_unit(self, ladder, error))
                return false;
        } else if (!kx_slot_start(self->pool, slot, KX_WIRE_SPEAK, ladder->unit, 0, job, error)) {
            return false;
        }
    }
    return true;
}

static bool end_job(kx_slot *slot, kx_ladder *ladder, GError **error)
{
    bool on = true;

    if (slot->state == KX_JOB_RUNNING || slot->state == KX_JOB_NONE)
        return true;
    if (slot->state == KX_JOB_DONE)
        kx_ladder_spoken(ladder, slot->spoken);
    else
        on = kx_ladder_died(ladder, slot->cause);
    if (!on)
        kx_error_set(error, KX_ERROR_SOFTWARE,
                     "the speech engine cannot say even the notice for a lost sentence (%s); "
                     "try another voice",
                     _(slot->cause));
    kx_slot_clear(slot);
    return on;
}

/* Until nothing is left to do; false with an error if there was trouble. */
static bool work(run *self, GError **error)
{
    for (bool busy = true; busy;) {
        busy = false;
        for (unsigned i = 0; i < self->pool->n_slots; i++) {
            kx_slot *slot = &self->pool->slots[i];
            if (!end_job(slot, &self->ladders[i], error) ||
                !go_on(self, slot, &self->ladders[i], error))
                return false;
            busy = busy || slot->state == KX_JOB_RUNNING;
        }
        if (stopped(self)) {
            kx_error_set(error, KX_ERROR_INTERRUPTED, "stopped");
            return false;
        }
        if (busy && !kx_pool_listen(self->pool, error))
            return false;
    }
    return true;
}

bool kx_pool_run(kx_pool *pool, kx_work_unit_next *next, kx_work_unit_done *done, void *data,
                 const volatile int *stop, GError **error)
{
    run self = {.pool = pool, .next = next, .done = done, .data = data, .stop = stop};

    for (unsigned i = 0; i < pool->n_slots; i++)
        kx_ladder_init(&self.ladders[i], pool->notice);
    bool ok = work(&self, error);
    if (!ok)
        kx_pool_abandon(pool);
    for (unsigned i = 0; i < pool->n_slots; i++)
        kx_ladder_clear(&self.ladders[i]);
    if (ok && self.lost > LOST_MIN && self.lost > KX_LOST_SHARE_MAX * self.sentences)
        return too_many_lost(&self, error);
    return ok;
}

/* ---- phonemes ---- */

/* The sounds of the sentences [from, to), appended to `out`; false with an error if the pool is
 * gone, without one if the engine died of them. */
static bool transcribe(kx_pool *pool, const kx_work_unit *unit, unsigned from, unsigned to,
                       kx_phoneme_form form, GPtrArray *out, GError **error)
{
    g_autoptr(GPtrArray) job = g_ptr_array_new();
    kx_slot *slot = &pool->slots[0];
    unsigned at = 0;

    for (unsigned s = from; s < to; s++)
        g_ptr_array_extend(job, g_array_index(unit->sentences, kx_work_unit_sentence, s).calls,
                           NULL, NULL);
    bool on = kx_slot_start(pool, slot, KX_WIRE_PHONEMES, unit, form, job, error);
    while (on && slot->state == KX_JOB_RUNNING)
        on = kx_pool_listen(pool, error);
    if (!on) {
        kx_pool_abandon(pool);
        return false;
    }
    const bool done = slot->state == KX_JOB_DONE;
    for (unsigned s = from; done && s < to; s++) {
        const unsigned n = g_array_index(unit->sentences, kx_work_unit_sentence, s).calls->len;
        g_autoptr(GString) line = g_string_new(NULL);
        for (unsigned i = 0; i < n; i++)
            g_string_append_printf(line, "%s%s", i ? " " : "",
                                   (const char *)slot->sounds->pdata[at++]);
        g_ptr_array_add(out, g_string_free(g_steal_pointer(&line), FALSE));
    }
    kx_slot_clear(slot);
    return done;
}

GPtrArray *kx_pool_phonemes(kx_pool *pool, const kx_work_unit *unit, kx_phoneme_form form,
                            GError **error)
{
    g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) trouble = NULL;
    const unsigned n = unit->sentences->len;

    if (!transcribe(pool, unit, 0, n, form, out, &trouble))
        for (unsigned s = 0; s < n && trouble == NULL; s++)
            if (!transcribe(pool, unit, s, s + 1, form, out, &trouble) && trouble == NULL)
                g_ptr_array_add(out, g_strdup(""));
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    return g_steal_pointer(&out);
}
