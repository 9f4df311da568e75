/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mastered briefing of texts, spoken by the tone engine. */
#pragma once

#include "compose_fixture.h"
#include "folder_fixture.h"

/* `asked`: structure, rate, and whether it discloses. */
static kx_briefing *briefing_as(const folder *f, unsigned n, const char *const *texts,
                                const kx_compose_settings *asked)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    kx_compose_settings settings = compose_settings(voice, asked->structure, f->path);
    settings.rate = asked->rate;
    settings.discloses = asked->discloses;
    kx_briefing *briefing = compose_texts(&settings, "a.txt", n, texts, &error);
    g_assert_no_error(error);
    kx_compose_master(briefing, &settings, &error);
    g_assert_no_error(error);
    return briefing;
}

static kx_briefing *briefing_of(const folder *f, unsigned n, const char *const *texts,
                                kx_structure structure, int rate)
{
    return briefing_as(f, n, texts, &(kx_compose_settings){.structure = structure, .rate = rate});
}
