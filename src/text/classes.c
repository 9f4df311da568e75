/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes of written Dutch, the more specific before the more general: where two take the same
 * bytes, the first one listed has them. */
#include "text/class.h"

extern const kx_class kx_class_abbreviation;
extern const kx_class kx_class_acronym;
extern const kx_class kx_class_cardinal;
extern const kx_class kx_class_date;
extern const kx_class kx_class_decimal;
extern const kx_class kx_class_duration;
extern const kx_class kx_class_email;
extern const kx_class kx_class_filename;
extern const kx_class kx_class_formula;
extern const kx_class kx_class_fraction;
extern const kx_class kx_class_hex;
extern const kx_class kx_class_iban;
extern const kx_class kx_class_initials;
extern const kx_class kx_class_ip;
extern const kx_class kx_class_isbn;
extern const kx_class kx_class_legal;
extern const kx_class kx_class_lexicon;
extern const kx_class kx_class_list;
extern const kx_class kx_class_maths;
extern const kx_class kx_class_measure;
extern const kx_class kx_class_money;
extern const kx_class kx_class_month;
extern const kx_class kx_class_ordinal;
extern const kx_class kx_class_percent;
extern const kx_class kx_class_plate;
extern const kx_class kx_class_postcode;
extern const kx_class kx_class_punctuation;
extern const kx_class kx_class_range;
extern const kx_class kx_class_score;
extern const kx_class kx_class_roman;
extern const kx_class kx_class_security;
extern const kx_class kx_class_silent;
extern const kx_class kx_class_social;
extern const kx_class kx_class_symbol;
extern const kx_class kx_class_telephone;
extern const kx_class kx_class_time;
extern const kx_class kx_class_url;
extern const kx_class kx_class_version;
extern const kx_class kx_class_weekday;
extern const kx_class kx_class_word;
extern const kx_class kx_class_year;

/* clang-format off */ /* a line a class */
const kx_class *const kx_classes[] = {
    &kx_class_lexicon,
    &kx_class_security,
    &kx_class_iban,
    &kx_class_legal,
    &kx_class_telephone,
    &kx_class_postcode,
    &kx_class_isbn,
    &kx_class_ip,
    &kx_class_version,
    &kx_class_plate,
    &kx_class_hex,
    &kx_class_formula,
    &kx_class_email,
    &kx_class_url,
    &kx_class_filename,
    &kx_class_social,
    &kx_class_maths,
    &kx_class_money,
    &kx_class_percent,
    &kx_class_date,
    &kx_class_weekday,
    &kx_class_month,
    &kx_class_duration,
    &kx_class_score,
    &kx_class_range,
    &kx_class_fraction,
    &kx_class_time,
    &kx_class_measure,
    &kx_class_ordinal,
    &kx_class_decimal,
    &kx_class_year,
    &kx_class_cardinal,
    &kx_class_roman,
    &kx_class_list,
    &kx_class_abbreviation,
    &kx_class_initials,
    &kx_class_punctuation,
    &kx_class_silent,
    &kx_class_symbol,
    &kx_class_acronym,
    &kx_class_word,
    &kx_class_verbatim,
    NULL,
};
/* clang-format on */
