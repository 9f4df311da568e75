/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printed text on the clock of the sound, as subtitles and transcripts need it. Private to
 * publish/. */
#pragma once

#include "publish/sink.h"

/* Who speaks, in all of them; where the engine is told too. */
#define KX_NARRATOR "Computerstem (espeak-ng)"
/* The same without the engine; NULL: the show does not tell (disclose=no), and no speaker is named.
 */
const char *kx_cue_speaker(const kx_edition *edition);

/* A printed word with the marks at it, and when it is heard. */
typedef struct {
    char *text;         /* as kx_text_file_append leaves it, without blanks; not empty */
    int64_t start, end; /* frames at KX_RATE; within the sentence, starts not descending */
    size_t left_out;    /* bytes at its start: an address in brackets that the profile leaves out.
                           Such a word takes no time, wherever it stands */
    bool joined;        /* heard as one with the token before it (25 november): their times are
                           shares of that, by length */
    unsigned first_word, n_words; /* words of the briefing that are heard for it */
} kx_token_time;

/* The words of a sentence between blanks (kx_token_time). Frees its items. */
GArray *kx_cue_tokens(const kx_briefing *briefing, const kx_timed_sentence *sentence);
/* Those that are heard, for what is shown while they are: a mark behind what is left out stands at
 * the word before it. */
GArray *kx_cue_heard_tokens(const kx_briefing *briefing, const kx_timed_sentence *sentence);
/* Where lines of at most `columns` characters begin: as few of them as can be, alike in length,
 * that end at marks rather than after small words, within a number and its unit or within what is
 * heard as one. A longer word has a line of its own. Returns for each line the number of its first
 * token (guint). */
GArray *kx_cue_lines(const GArray *tokens, unsigned columns);

/* What is shown at once: tokens [from, second) in one line, [second, to) in the other, if any. */
typedef struct {
    guint from, second, to;
} kx_cue_pair;

/* The same for cues of at most two lines; cues end at marks before their lines do. */
GArray *kx_cue_pairs(const GArray *tokens, unsigned columns);
/* Tokens [from, to) with a blank between. Caller frees. */
char *kx_cue_join(const GArray *tokens, guint from, guint to);

/* Milliseconds of a frame, rounded. */
int64_t kx_cue_ms(int64_t frame);
/* "01:02:03.004", with `sign` before the milliseconds. Caller frees. */
char *kx_cue_clock(int64_t ms, char sign);
/* "s0001": the sentence of that index, in every file that names it. Caller frees. */
char *kx_cue_id(unsigned sentence);
/* Whether it is of an article, and not of the opening or closing that name articles. */
bool kx_cue_in_article(const kx_briefing *briefing, const kx_timed_sentence *sentence);
/* Whether it is said for the ear alone, and not printed: the programme's words inside an article,
 * "Kop:", "Einde citaat.". */
bool kx_cue_is_for_ear(const kx_briefing *briefing, const kx_timed_sentence *sentence);
/* Whether the sentence is heard, for at least a millisecond. */
bool kx_cue_is_heard(const kx_timed_sentence *sentence);
/* Whether it is shown while it is heard: not what is for the ear alone. */
bool kx_cue_is_shown(const kx_briefing *briefing, const kx_timed_sentence *sentence);
