/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of each table of voices/nl may hold; compile.c checks them. */
#pragma once

#include <stdbool.h>

enum { COLUMNS_MAX = 5 };

typedef enum {
    CELL_NONE,  /* no such column */
    CELL_TEXT,  /* anything but nothing */
    CELL_WORDS, /* letters, blanks, inner ' and -: what `say` may hand on; not empty */
    CELL_WORDS_OR_NOTHING,
    CELL_LOWER,    /* words in lower case */
    CELL_LETTER,   /* one capital */
    CELL_SIGN,     /* one to three characters, none an ASCII letter, digit or blank */
    CELL_PHONEMES, /* known mnemonics */
    CELL_CHOICE,   /* one of `choices` */
} cell_kind;

typedef struct {
    cell_kind kind;
    const char *choices; /* "|a|b|": an empty one is written || */
} column;

typedef struct {
    const char *name;
    unsigned n_columns, min_cells;
    bool keyed_twice; /* a key may come back with another last cell (a condition) */
    column columns[COLUMNS_MAX];
} schema;

/* The mnemonics come first: the other tables are checked with them. */
static const schema schemas[] = {
    {"phonemes",
     3,
     3,
     false,
     {{CELL_TEXT, NULL},
      {CELL_CHOICE, "|nl|en|both|"},
      {CELL_CHOICE, "|vowel|consonant|stress|other|"}}},
    {"abbreviations",
     4,
     3,
     true,
     {{CELL_TEXT, NULL},
      {CELL_CHOICE, "|N|F|B|"},
      {CELL_WORDS, NULL},
      {CELL_CHOICE,
       "||number-before|number-after|wind-before|quarter-before|name-before|name-after|title-after|"
       "hour-before|"
       "article-before|ordinal-before|belgian|phone-before|het-after|"
       "street-after|place-before|side-after|region-after|road-before|"
       "prince-after|princess-after|degrees-before|period-after|"
       "holy-after|minute-before|de-before|de-after|weather-before|score-before|royal-after|"
       "price-after|own-goal|match-before|date-after|ship-after|reign-after|halftime-after|"
       "per-before|lower-after|decimal-before|percent-before|counted-after|church-after|"
       "church-before|verse-after|week-after|mass-before|factor|"
       "grams-before|grams-after|states-after|result-after|let-after|het-before|agreed-before|"
       "street-before|postscript|verb-after|last-in-"
       "bracket|"
       "standing-before|sum-before|money-before|one-before|na-before|"
       "few-before|"
       "ministry|"
       "term-before|"
       "colon-after|costs-after|choir-after|loose-after|named|family-tree|child|day-before|et-"
       "before|"}}},
    {"initials", 2, 2, false, {{CELL_WORDS, NULL}, {CELL_WORDS, NULL}}},
    {"domains",
     4,
     2,
     false,
     {{CELL_TEXT, NULL},
      {CELL_CHOICE, "|words|letters-nl|letters-en|word|"},
      {CELL_WORDS_OR_NOTHING, NULL},
      {CELL_CHOICE, "||host|"}}},
    {"topdomains",
     3,
     2,
     false,
     {{CELL_TEXT, NULL},
      {CELL_CHOICE, "|words|letters-nl|letters-en|word|"},
      {CELL_WORDS_OR_NOTHING, NULL}}},
    {"extensions",
     3,
     2,
     false,
     {{CELL_TEXT, NULL},
      {CELL_CHOICE, "|words|letters-nl|letters-en|word|"},
      {CELL_WORDS_OR_NOTHING, NULL}}},
    {"ipa", 2, 2, false, {{CELL_TEXT, NULL}, {CELL_PHONEMES, NULL}}},
    {"letters",
     5,
     5,
     false,
     {{CELL_LETTER, NULL},
      {CELL_LOWER, NULL},
      {CELL_PHONEMES, NULL},
      {CELL_LOWER, NULL},
      {CELL_PHONEMES, NULL}}},
    {"months",
     3,
     3,
     false,
     {{CELL_TEXT, NULL}, {CELL_LOWER, NULL}, {CELL_CHOICE, "|1|2|3|4|5|6|7|8|9|10|11|12|"}}},
    {"english_months",
     3,
     3,
     false,
     {{CELL_TEXT, NULL}, {CELL_LOWER, NULL}, {CELL_CHOICE, "|1|2|3|4|5|6|7|8|9|10|11|12|"}}},
    {"weekdays",
     3,
     3,
     false,
     {{CELL_TEXT, NULL}, {CELL_LOWER, NULL}, {CELL_CHOICE, "|1|2|3|4|5|6|7|"}}},
    {"currencies",
     4,
     4,
     false,
     {{CELL_TEXT, NULL},
      {CELL_WORDS, NULL},
      {CELL_WORDS_OR_NOTHING, NULL},
      {CELL_CHOICE, "|sign|code|before|after|"}}},
    {"cues",
     2,
     2,
     true,
     {{CELL_TEXT, NULL},
      {CELL_CHOICE,
       "|score|stand|span|near|result|series|parallel|lettered|whole|het|verb|vote|motion|ratio|"
       "part|mass|"
       "rating|"
       "type|verse|scale|people|version|gap|lasts|opening|dated|event|channel|paper|race|opus|"}}},
    {"units",
     5,
     4,
     false,
     {{CELL_TEXT, NULL},
      {CELL_WORDS, NULL},
      {CELL_WORDS, NULL},
      {CELL_CHOICE, "|free|counted|number|spaced|word|"},
      {CELL_CHOICE, "||length|time|hour|degree|apart|"}}},
    {"signs", 3, 2, false, {{CELL_SIGN, NULL}, {CELL_WORDS, NULL}, {CELL_WORDS_OR_NOTHING, NULL}}},
    {"spelling", 2, 2, false, {{CELL_SIGN, NULL}, {CELL_WORDS, NULL}}},
    {"function_words", 1, 1, false, {{CELL_LOWER, NULL}}},
    {"accented", 1, 1, false, {{CELL_LOWER, NULL}}},
    {"compound_parts",
     3,
     3,
     true,
     {{CELL_LOWER, NULL}, {CELL_CHOICE, "|yes|no|"}, {CELL_CHOICE, "|first|last|"}}},
    {"hyphens",
     2,
     2,
     true,
     {{CELL_LOWER, NULL}, {CELL_CHOICE, "|link|first|before|adjective|last|"}}},
    {"borders", 2, 2, false, {{CELL_LOWER, NULL}, {CELL_CHOICE, "|clause|phrase|"}}},
    {"questions",
     2,
     2,
     true,
     {{CELL_LOWER, NULL}, {CELL_CHOICE, "|ask|before|subject|pronoun|tag|particle|other|"}}},
    {"english_phonemes", 2, 2, false, {{CELL_TEXT, NULL}, {CELL_PHONEMES, NULL}}},
    {"english_kept",
     4,
     4,
     true,
     {{CELL_LOWER, NULL},
      {CELL_TEXT, NULL},
      {CELL_PHONEMES, NULL},
      {CELL_CHOICE, "|start|inside|end|"}}},
    {"english_beside", 2, 2, true, {{CELL_LOWER, NULL}, {CELL_CHOICE, "|behind|before|"}}},
    {"english_british",
     3,
     3,
     true,
     {{CELL_LOWER, NULL}, {CELL_LOWER, NULL}, {CELL_CHOICE, "|any|end|"}}},
    {"english_spelling",
     3,
     3,
     true,
     {{CELL_LOWER, NULL}, {CELL_CHOICE, "|yes|no|"}, {CELL_CHOICE, "|start|inside|end|word|"}}},
    {"endings",
     3,
     3,
     true,
     {{CELL_LOWER, NULL},
      {CELL_PHONEMES, NULL},
      {CELL_CHOICE, "|main|before|keep|suffix|behind|"}}},
    {"inseparable",
     2,
     2,
     false,
     {{CELL_LOWER, NULL}, {CELL_CHOICE, "|verb|form|parted|adjective|"}}},
    {"foreign_signs",
     3,
     3,
     true,
     {{CELL_LOWER, NULL},
      {CELL_CHOICE, "|any|start|end|tail|"},
      {CELL_CHOICE, "|tr|pl|sl|hu|ro|es|it|fr|ja|sv|de|en|zh|ar|fy|xx|nl|"}}},
    {"foreign_sounds", 3, 3, true, {{CELL_LOWER, NULL}, {CELL_TEXT, NULL}, {CELL_TEXT, NULL}}},
    {"name_spelling",
     3,
     3,
     true,
     {{CELL_LOWER, NULL},
      {CELL_TEXT, NULL},
      {CELL_CHOICE, "|any|start|end|de|van|vande|vanden|vander|mc|"}}},
    {"roman", 2, 2, false, {{CELL_TEXT, NULL}, {CELL_CHOICE, "|number|name|title|"}}},
};
