/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every bound on input and output, in one place, each with its reason. */
#pragma once

/* ---- input ---- */
/* One source file. A day's newspaper is under 1 MiB; 64 MiB is far above any text and bounds
 * memory. */
#define KX_INPUT_BYTES_MAX (64 * 1024 * 1024)
/* Articles in one briefing: file chapters end at 99 (below), but headlines may be merged. */
#define KX_ARTICLES_MAX 10000
/* Front matter is metadata, not a text. */
#define KX_FRONT_MATTER_BYTES_MAX (16 * 1024)
/* A headline or intertitle: "a short line without a full stop". */
#define KX_HEADING_CHARS_MAX 120
/* A sentence: bounds the memory and time of all that works on one. No real one comes near. */
#define KX_SENTENCE_BYTES_MAX 8192
/* Untrusted text quoted in one message. */
#define KX_MESSAGE_TEXT_MAX 200
/* A user's lexicon, and its entries: far above any list that people keep. */
#define KX_LEXICON_BYTES_MAX   (16 * 1024 * 1024)
#define KX_LEXICON_ENTRIES_MAX 200000

/* ---- settings ---- */
/* A show file: far above what its keys can fill with some hundred persons. */
#define KX_SHOW_BYTES_MAX (256 * 1024)
/* A voice or a reading profile; those of voices/ have under 2 KiB. */
#define KX_PROFILE_BYTES_MAX (64 * 1024)
/* A line of a show or of an episode, as a title: what Apple's tags of a feed may hold. */
#define KX_LINE_CHARS_MAX 255
/* A name: what those of the podcast namespace may hold. */
#define KX_NAME_CHARS_MAX 128
/* A description: https://podcasters.apple.com/support/823-podcast-requirements */
#define KX_DESCRIPTION_BYTES_MAX 4000
/* A picture of the publisher's: clients fetch it with every feed, and it is embedded in each sound
 * file. */
#define KX_COVER_BYTES_MAX (10 * 1024 * 1024)
/* Integrated loudness that can be asked for, in LUFS: broadcasts and podcasts have -24 to -14. */
#define KX_LOUDNESS_MIN (-40)
#define KX_LOUDNESS_MAX (-8)

/* ---- chapters ---- */
/* Readers take two digits of CHAPTERnnn and drop everything on a duplicate: 001..099. */
#define KX_CHAPTERS_MAX 99
/* libsndfile copies labels of 256 bytes and more without a terminator. */
#define KX_CHAPTER_TITLE_BYTES_MAX 255
/* A chapter titled with the first words of its paragraph. */
#define KX_CHAPTER_TITLE_WORDS_CHARS_MAX 60

/* ---- the door to the engine (speak/gate.h) ---- */
/* espeak-ng 1.51 aborts from 158 bytes a word (MatchRule's word_buf[160]). */
#define KX_GATE_WORD_BYTES_MAX 60
/* One call: words are lost from 740 bytes a clause, its buffer is 800 bytes. */
#define KX_GATE_TEXT_BYTES_MAX 390
/* ... and with the phoneme groups that we compose ourselves. */
#define KX_GATE_CALL_BYTES_MAX 600
/* More than 299 words in a clause are lost silently. */
#define KX_GATE_WORDS_MAX 100
/* A [[...]] group of 200 phonemes overflows a buffer of the engine. */
#define KX_GATE_MNEMONICS_MAX 150

/* ---- speaking ---- */
/* A unit of work (a fork) is a paragraph, but never more calls (clauses) than this: bounds what a
 * death costs. */
#define KX_UNIT_CALLS_MAX 80
/* Sound of one call: 4 s + 0.7 s a byte; the worst text gives 0.66 s a byte. */
#define KX_CALL_SECONDS_BASE     4.0
#define KX_CALL_SECONDS_PER_BYTE 0.7
/* Wall clock of one call: 2 s + 10 ms a byte; then it counts as hung. */
#define KX_CALL_WALL_MS_BASE     2000
#define KX_CALL_WALL_MS_PER_BYTE 10
/* More lost sentences than this share (and more than 5): the run fails. */
#define KX_LOST_SHARE_MAX 0.20

/* Worker processes: with more, who takes their sound in is what a run waits for. */
#define KX_JOBS_MAX 8

/* ---- rates: real Dutch words a minute that can be asked for ---- */
#define KX_WORDS_PER_MINUTE_MIN 60
#define KX_WORDS_PER_MINUTE_MAX 900
/* The slowest that a listener can step down to. */
#define KX_LISTEN_WORDS_MIN 80
/* espeak-ng's own number: below 80 and above 900 it does not change. */
#define KX_ENGINE_RATE_MIN 80
#define KX_ENGINE_RATE_MAX 900

/* What a voice reads, in characters a second; no profile makes it leave these. The engine itself
 * knows 9 to 90 (kx_engine_rate). */
#define KX_CHARACTERS_PER_SECOND_MIN 6
#define KX_CHARACTERS_PER_SECOND_MAX 90

/* A link in a sound file, a feed or a show file: some readers stop at 2,048 bytes. */
#define KX_LINK_BYTES_MAX 2000

/* ---- the player ---- */
/* A word that is spelled: a longer one is an address, which nobody spells to its end. */
#define KX_SPELLED_CHARACTERS_MAX 80
/* Articles whose place and bookmarks are remembered; the oldest are dropped. */
#define KX_MARKED_ARTICLES_MAX 500
/* Bookmarks in one article. */
#define KX_MARKS_AN_ARTICLE_MAX 100
/* The file that remembers them: far above what those can fill. */
#define KX_MARKS_BYTES_MAX (32 * 1024 * 1024)

/* ---- what was published, read back ---- */
/* An episode's record: one of 99 chapters and 10,000 articles is under 8 MiB. */
#define KX_EPISODE_BYTES_MAX (16 * 1024 * 1024)
/* Its timeline: one of 24 hours is under 100 MiB. */
#define KX_TIMELINE_BYTES_MAX (256 * 1024 * 1024)
/* show.json: 100,000 episodes. */
#define KX_STATE_BYTES_MAX (16 * 1024 * 1024)
/* A file of text, or a file of a book: ten thousand articles have far less. */
#define KX_PUBLISHED_BYTES_MAX (256 * 1024 * 1024)
/* Of one element: libxml2 2.9 compares each with each. */
#define KX_ATTRIBUTES_MAX 100
/* Of one file; libxml2 takes some 120 bytes for each. */
#define KX_ELEMENTS_MAX 4000000
/* Of one file, the different ones and the declarations of namespaces: what we write has some 60;
 * libxml2 2.9 compares each with a share of the others. */
#define KX_NAMES_MAX 1000

/* ---- names ---- */
/* A folder name made from a title: room for suffixes within NAME_MAX on every file system. */
#define KX_ID_BYTES_MAX 60
