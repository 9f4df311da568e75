/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The finished programme: articles, chapters, sentences and words with their times, and the
 * mastered sound. Const from here on: everything published is a function of it.
 * All frames are of KX_RATE. */
#pragma once

#include "audio/master.h"
#include "brief/voice.h"
#include "doc/document.h"
#include "speak/worker.h"

/* What the closing's chapter is called, in all that lists chapters. */
#define KX_CLOSING_TITLE "Afsluiting"

typedef enum { KX_PART_OPENING, KX_PART_ARTICLE, KX_PART_CLOSING } kx_part_kind;

/* One document of the briefing, as said in it. */
typedef struct {
    kx_part_kind kind;
    unsigned doc;      /* index into documents */
    const char *title; /* clean, one line; lies in the briefing's titles */
    int64_t start, end;
} kx_part;

typedef struct {
    const char *title; /* clean, one line, at most KX_CHAPTER_TITLE_BYTES_MAX bytes; as a part's, or
                          static */
    unsigned part;     /* the part it starts in */
    unsigned first_sentence, n_sentences;
    int64_t start, end; /* start on a whole second; end is the next one's start */
} kx_chapter;

/* A printed word and when it is heard. */
typedef struct {
    kx_range range;          /* in the document's text */
    uint32_t spoken, length; /* its transcript: bytes of briefing->transcript */
    const char *language;    /* said as of a foreign phrase: its tag, static ("en"); NULL: no */
    int64_t start, end;
} kx_word;

typedef struct {
    unsigned doc, block;
    kx_range range; /* in the document's text */
    unsigned part;
    kx_role role;
    kx_pause pause;          /* what stands before it; SENTENCE for the first */
    uint32_t spoken, length; /* its transcript: bytes of briefing->transcript */
    unsigned first_word, n_words;
    unsigned first_clip, n_clips;
    int64_t start, end; /* of its sound; equal when it has none */
    kx_outcome outcome;
} kx_timed_sentence;

/* A sentence that could not be said as written. */
typedef struct {
    unsigned sentence;
    char *cause; /* "signal 6", "hung" */
} kx_loss;

/* Something of an article that is printed, but not heard: what the reading profile leaves out (such
 * a block has no sentence), and blocks in which nothing has a reading, as a row of emoji. */
typedef struct {
    unsigned doc, block;
    kx_block_kind kind; /* the block's; LINK for an address within a sentence */
    kx_range range;     /* the block's, or of the address with its brackets */
    char *reason;       /* one line, English */
} kx_skip;

typedef struct {
    char *id, *date; /* date: YYYY-MM-DD */
    char *name;      /* what it is called, where its day stands beside it */
    char *title;     /* the same where it stands alone: a name that nobody gave it, which each
                        day's has, comes with the day */
    char *language;
    char *voice, *profile;     /* their names */
    const kx_lexicon *lexicon; /* with the user's layers; borrowed from the voice's style */
    kx_structure structure;
    bool discloses; /* ends with the words that a computer's voice has read it */
    int engine_rate;
    double pause_rate;          /* words a minute that the pauses are made for */
    double words_per_minute;    /* measured: printed words over the programme's length */
    GPtrArray *documents;       /* kx_document*, owned; the programme's own words come last */
    unsigned n_articles;        /* documents before those words */
    kx_rows *parts;             /* kx_part */
    GArray *chapters;           /* kx_chapter */
    kx_store *titles;           /* of both */
    kx_rows *sentences, *words; /* kx_timed_sentence, kx_word */
    GArray *losses;             /* kx_loss */
    GArray *skips;              /* kx_skip, by doc and range */
    kx_rows *transcript;        /* char; a line a sentence, in the order they were spoken in */
    GPtrArray *notes;           /* char*: what the user should know */
    kx_pool *pool;              /* stopped; owns the spool files that the track points into */
    int tone;                   /* spool file of the heading's tone, or -1 */
    kx_analysis *analysis;
    kx_track *track;
    int64_t sound_read; /* frames of the master that sinks have read so far; see kx_master */
    kx_master master;   /* fd -1 before mastering */
    kx_master_report report;
} kx_briefing;

/* `folder`: for what grows with the text (base/rows.h), or NULL. */
kx_briefing *kx_briefing_new(const char *folder);
void kx_briefing_free(kx_briefing *briefing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_briefing, kx_briefing_free)

/* Who walks over the sentences, or over the parts, says so of each when it is done with it, that
 * memory does not grow with them. Any thread may. */
void kx_briefing_passed(const kx_briefing *briefing, unsigned index);
/* The same of all that was looked at in no order. */
void kx_briefing_rest(const kx_briefing *briefing);

/* Seconds of a frame count. */
double kx_seconds(int64_t frames);
/* The printed text of a range, one line: runs of blanks become one blank. Caller frees. */
char *kx_printed(const kx_document *doc, kx_range range);
/* Whether the document is the programme's own words and has no source file. */
bool kx_briefing_is_own(const kx_briefing *briefing, unsigned doc);
/* The article of a briefing of one, whatever the programme says after it: it has no opening, its
 * headline is the title of the whole, and its own sections are the chapters. NULL: there are
 * several. Nothing else tells the two kinds of briefing apart. */
const kx_document *kx_briefing_only_article(const kx_briefing *briefing);
/* The section that a part stands in, as its article gives it; NULL: none. The programme's own parts
 * stand in none, and a single article has no sections around it. */
const char *kx_briefing_section(const kx_briefing *briefing, unsigned part);
/* The hash of an article's sentences as printed (char*), by which a listener's place in it is
 * remembered whatever briefing it stands in: 16 hex digits. Caller frees. */
char *kx_article_hash(const char *const *sentences, size_t n);
