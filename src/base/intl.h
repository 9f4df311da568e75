/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language that kxspeak speaks to the one who runs it: English in the source, others from
 * po/LANGUAGE.po, found by GNU gettext. What listeners read and hear is Dutch and is not looked up.
 *
 * _("…") is a text in the user's language, N_("…") marks one that is looked up where it is shown.
 * Functions that take a message from another file look it up themselves, so that their callers
 * write plain English: kx_error_set, kx_error_set_errno, kx_document_note, kx_out_file_mismatch,
 * kx_fault. tests/lint/messages.py knows their names. */
#pragma once

#define GETTEXT_PACKAGE "kxspeak"

#include <glib/gi18n-lib.h>

/* One of two texts by the count `n`, in the user's language. */
#define kx_plural(one, many, n) g_dngettext(GETTEXT_PACKAGE, one, many, n)
