/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal player: from keys and signals to what is heard and told. */
#pragma once

#include "listen/bookmarks.h"
#include "listen/deck.h"
#include "listen/opening.h"
#include "listen/terminal.h"

typedef enum {
    KX_FEEDBACK_BOTH,   /* prints sentences and answers, and says the answers */
    KX_FEEDBACK_QUIET,  /* prints them, for a braille line; says only the article */
    KX_FEEDBACK_SPOKEN, /* says the answers; prints little */
} kx_feedback;

typedef struct {
    kx_programme *programme; /* these four must live as long as the player runs */
    kx_live *live; /* NULL: no phrases are said; a programme that is not finished has one */
    kx_finished *finished;
    kx_terminal *terminal;
    kx_output *output; /* taken over; NULL: text only */
    int wake;          /* the eventfd of `live` and `output` */
    kx_feedback feedback;
    double words_per_minute; /* 0: the voice's or the episode's own */
    unsigned first_item;     /* where to begin; if that is not 0, it is told */
    kx_rest *rest;           /* what follows on an open programme; NULL: it is whole */
    /* Is told of the whole when it has been read, and owns it from then on. */
    void (*read)(void *data, kx_programme *whole);
    void *data;
    kx_marks *marks; /* bookmarks; NULL: there are none */
} kx_player_settings;

/* Plays until it is told to stop, or, without keys, to the end. *signal: the one that ended it, or
 * 0. *at: the item that was heard last; 0 when the end has been heard. Errors: those of the engine,
 * if nothing could be heard; IO. */
bool kx_player_run(const kx_player_settings *settings, int *signal, unsigned *at, GError **error);
