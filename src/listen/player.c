/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/player.h"

#include "audio/track.h"
#include "base/error.h"
#include "base/limits.h"
#include "listen/navigate.h"

#include <math.h>
#include <signal.h>

/* How often the sound device is looked after, and how long the rest of a key may take. */
enum { TICK_MS = 100, KEY_MS = 50 };
enum { WORDS_PER_MINUTE_MIN = 80 };
#define STEP 1.1

typedef struct {
    const kx_player_settings *with;
    kx_deck *deck;
    kx_key_decoder decoder;
    bool has_keys, muted, round; /* round: only headlines are read */
    double pace;                 /* 0: the source's own */
    bool ends;
    int signal;
    GError *error;
} player;

/* ---- telling ---- */

static void print(player *p, const char *text)
{
    if (!kx_terminal_tell(p->with->terminal, text))
        p->ends = true;
}

/* An answer to a key. */
static void answer(player *p, const char *text)
{
    print(p, text);
    if (p->with->feedback != KX_FEEDBACK_QUIET)
        kx_deck_say(p->deck, text);
}

static void print_item(player *p)
{
    const kx_item *item = kx_programme_item(p->with->programme, kx_deck_item(p->deck));
    if (p->with->feedback != KX_FEEDBACK_SPOKEN || item->opens_article)
        print(p, item->printed);
}

/* ---- commands ---- */

static double pace_now(const player *p)
{
    if (p->pace > 0)
        return p->pace;
    return p->with->finished ? p->with->programme->pace : kx_live_normal(p->with->live);
}

/* Frames of a finished episode are counted at its own pace. */
static double speed_of_frames(const player *p)
{
    return p->with->finished && p->pace > 0 ? p->pace / p->with->programme->pace : 1;
}

static void go(player *p, unsigned item, int64_t frame)
{
    kx_deck_go(p->deck, item, frame);
    /* Who reads with the fingers steps without being read to. */
    if (p->with->feedback != KX_FEEDBACK_QUIET)
        kx_deck_play(p->deck);
    if (!kx_deck_is_playing(p->deck))
        print_item(p);
}

static void set_round(player *p, bool round)
{
    p->round = round;
    kx_deck_set_order(p->deck, round ? KX_ORDER_HEADLINES : KX_ORDER_ALL);
}

static void navigate(player *p, kx_command command)
{
    const double speed = speed_of_frames(p);
    const kx_place from = {kx_deck_item(p->deck), llround((double)kx_deck_frame(p->deck) * speed)};
    kx_place to = from;
    kx_move move = kx_navigate(p->with->programme, pace_now(p), from, command, &to);
    if (p->round)
        set_round(p, false);
    if (move == KX_MOVE_AT_LAST)
        answer(p, "Einde.");
    else
        go(p, to.item, llround((double)to.inside / speed));
}

static void set_pace(player *p, double words_per_minute)
{
    p->pace = words_per_minute > 0
                  ? CLAMP(round(words_per_minute), WORDS_PER_MINUTE_MIN, KX_WORDS_PER_MINUTE_MAX)
                  : 0;
    kx_deck_set_pace(p->deck, p->pace);
    g_autofree char *text = g_strdup_printf("%.0f woorden per minuut", pace_now(p));
    answer(p, text);
}

static void toggle_play(player *p)
{
    const unsigned item = kx_deck_item(p->deck);
    if (!kx_deck_has_sound(p->deck)) {
        navigate(p, KX_COMMAND_SENTENCE_ON);
    } else if (!kx_deck_is_playing(p->deck)) {
        kx_deck_play(p->deck);
    } else {
        kx_deck_pause(p->deck);
        print(p, "Pauze");
    }
    (void)item;
}

static void toggle_mute(player *p)
{
    p->muted = !p->muted;
    kx_deck_mute(p->deck, p->muted);
    print(p, p->muted ? "Geluid uit" : "Geluid aan");
}

/* From the headline of the article that one is in. */
static void begin_round(player *p)
{
    const kx_programme *programme = p->with->programme;
    const unsigned article = kx_programme_item(programme, kx_deck_item(p->deck))->article;
    set_round(p, true);
    go(p, kx_programme_article(programme, article == G_MAXUINT ? 0 : article)->first, 0);
}

static void enter(player *p)
{
    if (!p->round)
        return;
    const unsigned item = kx_deck_item(p->deck);
    set_round(p, false);
    go(p, item, 0);
    kx_deck_play(p->deck);
}

static void do_command(player *p, kx_command command)
{
    switch (command) {
    case KX_COMMAND_NONE:
        break;
    case KX_COMMAND_PLAY:
        toggle_play(p);
        break;
    case KX_COMMAND_FASTER:
        set_pace(p, pace_now(p) * STEP);
        break;
    case KX_COMMAND_SLOWER:
        set_pace(p, pace_now(p) / STEP);
        break;
    case KX_COMMAND_NORMAL_RATE:
        set_pace(p, 0);
        break;
    case KX_COMMAND_REPEAT:
        go(p, kx_deck_item(p->deck), 0);
        break;
    case KX_COMMAND_HEADLINES:
        begin_round(p);
        break;
    case KX_COMMAND_ENTER:
        enter(p);
        break;
    case KX_COMMAND_MUTE:
        toggle_mute(p);
        break;
    case KX_COMMAND_QUIT:
        p->ends = true;
        break;
    default:
        navigate(p, command);
    }
}

/* ---- the loop ---- */

static void hear_deck(player *p)
{
    for (kx_deck_news news; !p->ends && (news = kx_deck_work(p->deck)) != KX_DECK_NOTHING;) {
        switch (news) {
        case KX_DECK_STARTED:
            print_item(p);
            break;
        case KX_DECK_ENDED:
            p->ends = !p->has_keys;
            if (p->has_keys)
                print(p, "Einde.");
            break;
        case KX_DECK_LOST:
            print(p, "Het geluid is weggevallen: alleen tekst.");
            break;
        default:
            p->error = g_error_copy(kx_live_error(p->with->live));
            p->ends = true;
        }
    }
}

static void hear_keys(player *p, const kx_terminal_news *news)
{
    gunichar key;
    for (size_t i = 0; i < news->n_keys && !p->ends; i++)
        if (kx_key_decode(&p->decoder, news->keys[i], &key))
            do_command(p, kx_key_command(key));
    if (news->n_keys == 0 && kx_key_pending(&p->decoder) && kx_key_timeout(&p->decoder, &key))
        do_command(p, kx_key_command(key));
}

static void suspend(player *p)
{
    bool playing = kx_deck_is_playing(p->deck);
    kx_deck_pause(p->deck);
    kx_terminal_suspend(p->with->terminal);
    print_item(p);
    if (playing)
        kx_deck_play(p->deck);
}

static void work(player *p)
{
    kx_terminal_news news;
    hear_deck(p);
    if (p->ends)
        return;
    kx_terminal_wait(p->with->terminal, p->with->wake,
                     kx_key_pending(&p->decoder) ? KEY_MS : TICK_MS, &news);
    hear_keys(p, &news);
    if (news.signal == SIGTSTP) {
        suspend(p);
    } else if (news.signal != 0) {
        p->signal = news.signal;
        p->ends = true;
    }
    p->ends = p->ends || news.closed;
}

/* Without sound and without keys there is no time: all at once. */
static void print_all(player *p)
{
    for (unsigned i = p->with->first_item; i < p->with->programme->items->len && !p->ends; i++)
        print(p, kx_programme_item(p->with->programme, i)->printed);
}

bool kx_player_run(const kx_player_settings *settings, int *signal, unsigned *at, GError **error)
{
    const kx_deck_sources sources = {settings->programme, settings->live, settings->finished};
    player p = {.with = settings,
                .deck = kx_deck_new(&sources, settings->output),
                .has_keys = kx_terminal_has_keys(settings->terminal),
                .pace = settings->words_per_minute};
    kx_deck_set_pace(p.deck, p.pace);
    kx_deck_go(p.deck, settings->first_item, 0);
    kx_deck_play(p.deck);
    if (!kx_deck_has_sound(p.deck) && !p.has_keys)
        print_all(&p);
    else if (!kx_deck_has_sound(p.deck))
        print_item(&p);
    while (!p.ends && (p.has_keys || kx_deck_has_sound(p.deck)))
        work(&p);
    if (p.signal == 0 && !p.has_keys)
        kx_deck_drain(p.deck);
    *signal = p.signal;
    *at = kx_deck_item(p.deck);
    kx_deck_free(p.deck);
    if (p.error == NULL)
        return true;
    g_propagate_error(error, p.error);
    return false;
}
