/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Briefings composed of texts, spoken by the tone engine. */
#pragma once

#include "brief/compose.h"
#include "read/reader.h"

#include <string.h>

/* Those that a test does not change. */
static kx_compose_settings compose_settings(const kx_voice *voice, kx_structure structure,
                                            const char *spool_dir)
{
    return (kx_compose_settings){.engine = &kx_engine_tone,
                                 .voice = voice,
                                 .structure = structure,
                                 .loudness = -16,
                                 .ceiling = -1,
                                 .rate = KX_RATE,
                                 .date = "2026-03-04",
                                 .jobs = 2,
                                 .spool_dir = spool_dir};
}

static kx_briefing *compose_texts(const kx_compose_settings *settings, const char *path, unsigned n,
                                  const char *const *texts, GError **error)
{
    g_autoptr(GPtrArray) documents =
        g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);
    for (unsigned i = 0; i < n; i++) {
        kx_document *doc = kx_read_bytes(path, texts[i], strlen(texts[i]), error);
        g_assert_nonnull(doc);
        g_ptr_array_add(documents, doc);
    }
    return kx_compose(documents, settings, error);
}
