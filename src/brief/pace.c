/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/pace.h"

#include "audio/track.h"
#include "speak/gate.h"

unsigned kx_printed_words(const kx_spoken *spoken)
{
    unsigned n = 0;
    for (guint i = 0; i < spoken->tokens->len; i++)
        n += !g_array_index(spoken->tokens, kx_token, i).glued;
    return n;
}

kx_pause kx_cut_pause(char cut)
{
    if (cut == KX_MARK_DASH)
        return KX_PAUSE_DASH;
    return cut == ',' ? KX_PAUSE_COMMA : KX_PAUSE_COLON;
}

/* Pauses inside a sentence: at each mark but the last. */
static void add_inner_pauses(kx_pace *pace, const kx_spoken *spoken)
{
    for (guint i = 0; i + 1 < spoken->morphemes->len; i++) {
        const kx_morpheme *m = &g_array_index(spoken->morphemes, kx_morpheme, i);
        if (m->kind == KX_MORPHEME_MARK_DASH)
            pace->pauses[kx_cut_pause(KX_MARK_DASH)]++;
        else if (m->kind == KX_MORPHEME_MARK || m->kind == KX_MORPHEME_MARK_FALLING)
            pace->pauses[kx_cut_pause(m->text[0])]++;
    }
}

void kx_pace_add(kx_pace *pace, const kx_spoken *spoken, kx_pause before)
{
    g_autofree char *speech = kx_spoken_render(spoken, KX_RENDER_SPEECH, NULL);
    pace->characters += (double)g_utf8_strlen(speech, -1) + 1;
    pace->words += kx_printed_words(spoken);
    add_inner_pauses(pace, spoken);
    if (before != KX_PAUSES)
        pace->pauses[before]++;
}

static double silent_seconds(const kx_pace *pace, const kx_voice *voice, double pause_rate)
{
    double seconds = pace->seconds;
    for (unsigned i = 0; i < KX_PAUSES; i++)
        seconds +=
            pace->pauses[i] * (double)kx_voice_pause(voice, (kx_pause)i, pause_rate) / KX_RATE;
    return seconds;
}

double kx_pace_characters_per_second(const kx_pace *pace, const kx_voice *voice,
                                     double words_per_minute)
{
    double left =
        pace->words * 60 / words_per_minute - silent_seconds(pace, voice, words_per_minute);
    return left > 0 ? pace->characters / left : G_MAXDOUBLE;
}

double kx_pace_words_per_minute(const kx_pace *pace, const kx_voice *voice,
                                double characters_per_second, double pause_rate)
{
    double seconds =
        pace->characters / characters_per_second + silent_seconds(pace, voice, pause_rate);
    return seconds > 0 ? pace->words * 60 / seconds : 0;
}
