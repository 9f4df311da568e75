/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/phonemes.h"

#include "base/limits.h"
#include "speak/pronounce.h"
#include "speak/worker.h"

struct kx_phoneme_asker {
    kx_pool *pool;
    kx_style style;
    kx_phoneme_form form;
    kx_phoneme_answer *answer;
    void *data;
    kx_work_unit *unit;
    unsigned calls;  /* in the unit */
    GPtrArray *tags; /* of the unit's sentences */
};

kx_phoneme_asker *kx_phoneme_asker_new(const kx_engine *engine, const kx_voice *voice,
                                       kx_phoneme_form form, kx_phoneme_answer *answer, void *data,
                                       GError **error)
{
    kx_engine_voice text = voice->roles[KX_ROLE_TEXT];
    text.rate = kx_engine_rate(voice->characters_per_second);
    kx_pool *pool = kx_pool_new(engine, &text, 1, 1, g_get_tmp_dir(), NULL, error);
    if (pool == NULL)
        return NULL;
    kx_phoneme_asker *asker = g_new0(kx_phoneme_asker, 1);
    *asker = (kx_phoneme_asker){.pool = pool,
                                .style = voice->style,
                                .form = form,
                                .answer = answer,
                                .data = data,
                                .unit = kx_work_unit_new(0, 0),
                                .tags = g_ptr_array_new()};
    return asker;
}

bool kx_phoneme_asker_add(kx_phoneme_asker *asker, const kx_spoken *spoken, void *tag,
                          GError **error)
{
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, &asker->style);
    GPtrArray *calls = kx_utterance_calls(utterance, NULL);
    asker->calls += calls->len;
    kx_work_unit_add(asker->unit, calls, kx_utterance_plain_calls(utterance));
    g_ptr_array_add(asker->tags, tag);
    if (asker->calls < KX_UNIT_CALLS_MAX && asker->tags->len < 4 * KX_UNIT_CALLS_MAX)
        return true;
    return kx_phoneme_asker_flush(asker, error);
}

bool kx_phoneme_asker_flush(kx_phoneme_asker *asker, GError **error)
{
    g_autoptr(GPtrArray) answers = kx_pool_phonemes(asker->pool, asker->unit, asker->form, error);
    if (answers == NULL)
        return false;
    for (guint i = 0; i < asker->tags->len; i++)
        asker->answer(g_ptr_array_index(answers, i), g_ptr_array_index(asker->tags, i),
                      asker->data);
    kx_work_unit_free(asker->unit);
    asker->unit = kx_work_unit_new(0, 0);
    asker->calls = 0;
    g_ptr_array_set_size(asker->tags, 0);
    return true;
}

void kx_phoneme_asker_free(kx_phoneme_asker *asker)
{
    if (asker == NULL)
        return;
    kx_pool_free(asker->pool);
    kx_work_unit_free(asker->unit);
    g_ptr_array_unref(asker->tags);
    g_free(asker);
}
