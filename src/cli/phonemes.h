/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine will pronounce, asked of it in batches: a process a sentence would cost more than
 * the answer. */
#pragma once

#include "brief/voice.h"
#include "text/spoken.h"

typedef struct kx_phoneme_asker kx_phoneme_asker;

/* Hears the answer to each sentence, in the order they were added. */
typedef void kx_phoneme_answer(const char *phonemes, void *tag, void *data);

kx_phoneme_asker *kx_phoneme_asker_new(const kx_engine *engine, const kx_voice *voice,
                                       kx_phoneme_form form, kx_phoneme_answer *answer, void *data,
                                       GError **error);
/* Adds a sentence; `tag` comes back with its answer, perhaps before this returns. */
bool kx_phoneme_asker_add(kx_phoneme_asker *asker, const kx_spoken *spoken, void *tag,
                          GError **error);
/* Asks for what has been added since. */
bool kx_phoneme_asker_flush(kx_phoneme_asker *asker, GError **error);
void kx_phoneme_asker_free(kx_phoneme_asker *asker);
