/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a unit whose child dies: each step costs a fork more and loses less. */
#include "speak/worker_private.h"

void kx_spoken_call_clear(kx_spoken_call *spoken)
{
    g_clear_pointer(&spoken->marks, g_array_unref);
}

static kx_work_unit_sentence *sentence_at(const kx_work_unit *unit, unsigned i)
{
    return &g_array_index(unit->sentences, kx_work_unit_sentence, i);
}

void kx_ladder_init(kx_ladder *ladder, const kx_call *notice)
{
    *ladder = (kx_ladder){.notice = notice};
}

void kx_ladder_start(kx_ladder *ladder, kx_work_unit *unit)
{
    const unsigned n = unit->sentences->len;
    kx_work_unit_result *result = &ladder->result;

    ladder->unit = unit;
    ladder->step = KX_STEP_WHOLE;
    ladder->sentence = ladder->call = 0;
    result->calls = g_array_new(FALSE, FALSE, sizeof(kx_spoken_call));
    g_array_set_clear_func(result->calls, (GDestroyNotify)kx_spoken_call_clear);
    /* All zero: spoken, without a cause. */
    result->outcomes = g_array_sized_new(FALSE, TRUE, sizeof(kx_outcome), n);
    g_array_set_size(result->outcomes, n);
    result->causes = g_ptr_array_new_full(n, g_free);
    g_ptr_array_set_size(result->causes, (int)n);
}

void kx_ladder_clear(kx_ladder *ladder)
{
    if (ladder->unit == NULL)
        return;
    g_array_unref(ladder->result.calls);
    g_array_unref(ladder->result.outcomes);
    g_ptr_array_unref(ladder->result.causes);
    kx_work_unit_free(ladder->unit);
    kx_ladder_init(ladder, ladder->notice);
}

static void next_sentence(kx_ladder *ladder)
{
    ladder->step = KX_STEP_CALL;
    ladder->call = 0;
    ladder->sentence++;
}

static bool is_notice(const kx_ladder *ladder)
{
    return ladder->step == KX_STEP_NOTICE || ladder->step == KX_STEP_NOTICE_AGAIN;
}

GPtrArray *kx_ladder_job(kx_ladder *ladder)
{
    const kx_work_unit *unit = ladder->unit;
    g_autoptr(GPtrArray) job = g_ptr_array_new();

    if (ladder->step == KX_STEP_WHOLE || ladder->step == KX_STEP_AGAIN)
        for (unsigned s = 0; s < unit->sentences->len; s++)
            for (unsigned c = 0; c < sentence_at(unit, s)->calls->len; c++)
                g_ptr_array_add(job, sentence_at(unit, s)->calls->pdata[c]);
    if (ladder->step == KX_STEP_CALL) {
        while (ladder->sentence < unit->sentences->len &&
               ladder->call == sentence_at(unit, ladder->sentence)->calls->len)
            next_sentence(ladder);
        if (ladder->sentence < unit->sentences->len)
            g_ptr_array_add(job, sentence_at(unit, ladder->sentence)->calls->pdata[ladder->call]);
    }
    if (ladder->step == KX_STEP_PLAIN)
        for (unsigned c = 0; c < sentence_at(unit, ladder->sentence)->plain->len; c++)
            g_ptr_array_add(job, sentence_at(unit, ladder->sentence)->plain->pdata[c]);
    if (is_notice(ladder))
        g_ptr_array_add(job, (kx_call *)(uintptr_t)ladder->notice);
    if (job->len == 0)
        ladder->step = KX_STEP_END;
    return ladder->step == KX_STEP_END ? NULL : g_steal_pointer(&job);
}

/* The sentence that the i-th call of the job at hand belongs to. */
static unsigned sentence_of(const kx_ladder *ladder, unsigned i)
{
    unsigned s = 0;

    if (ladder->step != KX_STEP_WHOLE && ladder->step != KX_STEP_AGAIN)
        return ladder->sentence;
    while (i >= sentence_at(ladder->unit, s)->calls->len)
        i -= sentence_at(ladder->unit, s++)->calls->len;
    return s;
}

void kx_ladder_spoken(kx_ladder *ladder, GArray *spoken)
{
    for (unsigned i = 0; i < spoken->len; i++) {
        kx_spoken_call *call = &g_array_index(spoken, kx_spoken_call, i);
        kx_spoken_call taken = *call;
        taken.sentence = sentence_of(ladder, i);
        /* The notice says none of the sentence's words. */
        if (is_notice(ladder))
            g_array_set_size(taken.marks, 0);
        call->marks = NULL;
        g_array_append_val(ladder->result.calls, taken);
    }
    if (ladder->step == KX_STEP_CALL)
        ladder->call++;
    else if (ladder->step == KX_STEP_PLAIN || is_notice(ladder))
        next_sentence(ladder);
    else
        ladder->step = KX_STEP_END;
}

/* Takes back what was said of the sentence at hand. */
static void unsay(kx_ladder *ladder)
{
    GArray *calls = ladder->result.calls;

    while (calls->len > 0 &&
           g_array_index(calls, kx_spoken_call, calls->len - 1).sentence == ladder->sentence)
        g_array_set_size(calls, calls->len - 1);
}

/* The sentence at hand takes the next step. */
static void step_down(kx_ladder *ladder, kx_step step, kx_outcome outcome)
{
    g_array_index(ladder->result.outcomes, kx_outcome, ladder->sentence) = outcome;
    ladder->step = step;
    if (step == KX_STEP_NOTICE && ladder->notice == NULL)
        next_sentence(ladder);
}

bool kx_ladder_died(kx_ladder *ladder, const char *cause)
{
    switch (ladder->step) {
    case KX_STEP_WHOLE:
        ladder->step = KX_STEP_AGAIN;
        return true;
    case KX_STEP_AGAIN:
        ladder->step = KX_STEP_CALL;
        return true;
    case KX_STEP_CALL:
        unsay(ladder);
        ladder->result.causes->pdata[ladder->sentence] = g_strdup(cause);
        if (sentence_at(ladder->unit, ladder->sentence)->plain->len > 0)
            step_down(ladder, KX_STEP_PLAIN, KX_OUTCOME_PLAIN);
        else
            step_down(ladder, KX_STEP_NOTICE, KX_OUTCOME_NOTICE);
        return true;
    case KX_STEP_PLAIN:
        step_down(ladder, KX_STEP_NOTICE, KX_OUTCOME_NOTICE);
        return true;
    case KX_STEP_NOTICE:
        ladder->step = KX_STEP_NOTICE_AGAIN;
        return true;
    default:
        return false;
    }
}
