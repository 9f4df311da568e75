/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a long text is heard before it has been read: its first page at once, the whole in a thread
 * of its own meanwhile. */
#pragma once

#include "listen/programme.h"

/* What files begin with, as far as that is certain: an open programme, of the first paragraphs of
 * one article, or of the words that open a briefing of several. NULL where reading all of them
 * takes no time that would be noticed, or nothing is certain: other than plain files, other than
 * UTF-8, an article without paragraphs, faults. `settings` as for kx_programme_from_documents. */
kx_programme *kx_opening_read(char *const *names, const kx_compose_settings *settings);

/* The reading of the whole. */
typedef struct kx_rest kx_rest;
typedef kx_programme *kx_rest_read(void *data, GError **error);

/* Starts the thread, which calls `read` once; `data` must live as long as the rest. `wake`: an
 * eventfd that is told when it is done. */
kx_rest *kx_rest_new(kx_rest_read *read, void *data, int wake);
/* The whole programme (the caller's), once; NULL before it is there, and with an error if it cannot
 * be read. */
kx_programme *kx_rest_take(kx_rest *rest, GError **error);
/* Waits for the thread. */
void kx_rest_free(kx_rest *rest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_rest, kx_rest_free)
