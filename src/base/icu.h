/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ICU's library of rules, loaded when it is first asked for: only a text that is not UTF-8 or not
 * in Latin letters has a use for it, and every start would pay for its thousands of relocations. */
#pragma once

#include <glib.h>
#include <unicode/ucsdet.h>
#include <unicode/utrans.h>

/* The functions that are used. ICU's headers add its version to each name. */
#define KX_ICU_FUNCTIONS(DO)                                                                       \
    DO(open_detector, ucsdet_open)                                                                 \
    DO(set_text, ucsdet_setText)                                                                   \
    DO(detect_all, ucsdet_detectAll)                                                               \
    DO(name_of, ucsdet_getName)                                                                    \
    DO(confidence_of, ucsdet_getConfidence)                                                        \
    DO(close_detector, ucsdet_close)                                                               \
    DO(open_rules, utrans_openU)                                                                   \
    DO(transliterate, utrans_transUChars)

typedef struct {
#define KX_ICU_MEMBER(name, function) __typeof__(function) *(name);
    KX_ICU_FUNCTIONS(KX_ICU_MEMBER)
#undef KX_ICU_MEMBER
} kx_icu;

/* Loaded at the first call, by any thread, and kept until the process ends. NULL: UNAVAILABLE. */
const kx_icu *kx_icu_load(GError **error);
