/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/player.h"

#include "base/limits.h"
#include "listen/phrases.h"
#include "listen/search.h"

#include <math.h>
#include <signal.h>

/* How often the sound device is looked after, and how long the rest of a key may take. */
enum { TICK_MS = 100, KEY_MS = 50 };
#define STEP 1.1

typedef struct {
    const kx_player_settings *with;
    kx_programme *programme;
    kx_deck *deck;
    kx_key_decoder decoder;
    GByteArray *early; /* keys that came before all was read */
    bool has_keys, muted;
    kx_order order;  /* KX_ORDER_HEADLINES: the round of headlines */
    kx_place before; /* the round; frames as the deck has them */
    GString *typed;  /* what is to be searched, while it is typed; else NULL */
    char *searched;  /* last */
    kx_player_command last;
    kx_named named; /* last */
    double pace;    /* words a minute; 0: the source's own */
    bool ends, heard_all, told_unreadable;
    unsigned untold; /* what follows on the last item that has begun to be heard */
    int signal;
    GError *error;
} player;

/* ---- telling ---- */

static void print(player *p, const char *text)
{
    if (*text && !kx_terminal_tell(p->with->terminal, text))
        p->ends = true;
}

/* An answer to a key: printed, and said unless it is for the fingers. */
static void reply(player *p, const kx_answer *answer)
{
    bool says = p->has_keys && p->with->feedback != KX_FEEDBACK_QUIET && kx_deck_can_say(p->deck);
    if (p->with->feedback != KX_FEEDBACK_SPOKEN || !says)
        print(p, answer->printed);
    if (says && *answer->spoken)
        kx_deck_say(p->deck, answer->spoken);
}

static void notice(player *p, kx_notice what)
{
    g_auto(kx_answer) answer = kx_tell(what);
    reply(p, &answer);
}

/* Printed only: it can be heard by itself. */
static void print_notice(player *p, kx_notice what)
{
    g_auto(kx_answer) answer = kx_tell(what);
    print(p, answer.printed);
}

/* With what is said around it: a finger finds no heading by its voice. */
static void print_sentence(player *p, unsigned index)
{
    g_auto(kx_answer) section = kx_tell_section(p->programme, index);
    print(p, section.printed);
    const kx_item *item = kx_programme_item(p->programme, index);
    g_auto(GStrv) lines = g_strsplit(item->cued ? item->cued : item->printed, "\n", -1);
    for (char **line = lines; *line; line++)
        print(p, *line);
}

static void print_item(player *p)
{
    const kx_item *item = kx_programme_item(p->programme, kx_deck_item(p->deck));
    if (p->order == KX_ORDER_HEADLINES && item->article != G_MAXUINT) {
        g_auto(kx_answer) answer = kx_tell_headline(p->programme, item->article);
        print(p, answer.printed);
    } else if (p->with->feedback != KX_FEEDBACK_SPOKEN || item->opens_article ||
               !kx_deck_has_sound(p->deck)) {
        print_sentence(p, kx_deck_item(p->deck));
    }
}

/* ---- places ---- */

static double pace_now(const player *p)
{
    if (p->pace > 0)
        return p->pace;
    return p->with->finished ? p->programme->pace : kx_live_normal(p->with->live);
}

/* Frames of a finished episode are counted at its own pace. */
static double speed_of_frames(const player *p)
{
    if (p->with->finished == NULL || p->pace <= 0)
        return 1;
    return kx_finished_stretch(p->with->finished, p->pace / p->programme->pace);
}

static kx_place place_now(const player *p)
{
    double inside = (double)kx_deck_frame(p->deck) * speed_of_frames(p);
    return (kx_place){kx_deck_item(p->deck), llround(inside)};
}

static void set_order(player *p, kx_order order)
{
    if (p->order == order)
        return;
    p->order = order;
    kx_deck_set_order(p->deck, order);
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

/* To a place that is far from here: tells where it is, then reads. */
static void go_to(player *p, const char *what, unsigned item)
{
    set_order(p, KX_ORDER_ALL);
    go(p, item, 0);
    g_auto(kx_answer) answer = kx_tell_at(p->programme, what, item);
    reply(p, &answer);
}

static void navigate(player *p, kx_player_command command)
{
    kx_place to;
    if (command == KX_COMMAND_TIME_BACK || command == KX_COMMAND_TIME_ON)
        set_order(p, KX_ORDER_ALL);
    kx_move move = kx_navigate(p->programme, p->order, pace_now(p), place_now(p), command, &to);
    if (move == KX_MOVED || move == KX_MOVE_AT_FIRST)
        go(p, to.item, llround((double)to.inside / speed_of_frames(p)));
    if (move != KX_MOVED) {
        g_auto(kx_answer) answer = kx_tell_move(p->programme, p->order, move, command);
        reply(p, &answer);
    }
}

/* ---- commands ---- */

static void set_pace(player *p, double words_per_minute)
{
    p->pace = words_per_minute > 0
                  ? CLAMP(round(words_per_minute), KX_LISTEN_WORDS_MIN, KX_WORDS_PER_MINUTE_MAX)
                  : 0;
    kx_deck_set_pace(p->deck, p->pace);
    g_auto(kx_answer) answer =
        kx_tell_rate(pace_now(p), KX_LISTEN_WORDS_MIN, KX_WORDS_PER_MINUTE_MAX);
    reply(p, &answer);
}

static void pause_or_play(player *p)
{
    if (!kx_deck_has_sound(p->deck)) {
        navigate(p, KX_COMMAND_SENTENCE_ON);
    } else if (kx_deck_is_playing(p->deck)) {
        kx_deck_pause(p->deck);
        print_notice(p, KX_NOTICE_PAUSE);
    } else {
        kx_deck_play(p->deck);
    }
}

static void mute(player *p)
{
    if (!kx_deck_has_sound(p->deck) && !kx_deck_can_say(p->deck)) {
        print_notice(p, KX_NOTICE_NO_SOUND);
        return;
    }
    p->muted = !p->muted;
    kx_deck_mute(p->deck, p->muted);
    print_notice(p, p->muted ? KX_NOTICE_MUTED : KX_NOTICE_SOUND);
}

/* Stops, so that one can think about the answer. */
static void tell_where(player *p)
{
    kx_deck_pause(p->deck);
    g_auto(kx_answer) answer = kx_tell_where(p->programme, pace_now(p), place_now(p));
    reply(p, &answer);
}

static void tell_left(player *p)
{
    g_auto(kx_answer) answer = kx_tell_left(p->programme, pace_now(p), place_now(p));
    reply(p, &answer);
}

static void begin_round(player *p)
{
    if (p->programme->articles->len < 2) {
        notice(p, KX_NOTICE_NO_HEADLINES);
        return;
    }
    print_notice(p, KX_NOTICE_HEADLINES);
    if (p->order == KX_ORDER_ALL)
        p->before = (kx_place){kx_deck_item(p->deck), kx_deck_frame(p->deck)};
    set_order(p, KX_ORDER_HEADLINES);
    go(p, kx_programme_article(p->programme, 0)->first, 0);
}

static void enter(player *p)
{
    if (p->order == KX_ORDER_ALL) {
        notice(p, KX_NOTICE_NO_ROUND);
        return;
    }
    set_order(p, KX_ORDER_ALL);
    go(p, kx_deck_item(p->deck), 0);
}

static void help(player *p)
{
    g_autoptr(GArray) keys = kx_tell_keys();
    g_autoptr(GString) spoken = g_string_new(NULL);
    kx_deck_pause(p->deck);
    for (guint i = 0; i < keys->len; i++) {
        const kx_answer *answer = &g_array_index(keys, kx_answer, i);
        print(p, answer->printed);
        g_string_append_printf(spoken, "%s%s", i ? " " : "", answer->spoken);
    }
    if (p->with->feedback != KX_FEEDBACK_QUIET)
        kx_deck_say(p->deck, spoken->str);
}

static void cancel(player *p)
{
    if (p->order == KX_ORDER_ALL) {
        kx_deck_pause(p->deck);
        return;
    }
    set_order(p, KX_ORDER_ALL);
    kx_deck_go(p->deck, p->before.item, p->before.inside);
    notice(p, KX_NOTICE_CANCELLED);
    if (!kx_deck_is_playing(p->deck))
        print_item(p);
}

/* ---- words ---- */

static void spell_word(player *p)
{
    g_auto(kx_answer) answer =
        kx_tell_word(p->programme, kx_deck_item(p->deck), kx_deck_heard_bytes(p->deck),
                     p->last == KX_COMMAND_SPELL);
    reply(p, &answer);
}

static void spell_name(player *p)
{
    if (p->last != KX_COMMAND_NAME)
        p->named = (kx_named){0};
    g_auto(kx_answer) answer =
        kx_tell_name(p->programme, kx_deck_item(p->deck), kx_deck_heard_bytes(p->deck), &p->named);
    reply(p, &answer);
}

static void tell_differences(player *p)
{
    g_auto(kx_answer) answer = kx_tell_differences(p->programme, kx_deck_item(p->deck));
    reply(p, &answer);
}

/* ---- bookmarks ---- */

static void not_saved(player *p, GError *error)
{
    notice(p, KX_NOTICE_NOT_SAVED);
    if (kx_marks_is_news(p->with->marks, error))
        print(p, error->message);
    g_error_free(error);
}

static void tell_damage(player *p)
{
    if (kx_marks_were_damaged(p->with->marks))
        print_notice(p, KX_NOTICE_MARKS_DAMAGED);
}

static void toggle_mark(player *p)
{
    static const kx_notice told[] = {[KX_MARK_SET] = KX_NOTICE_MARK_SET,
                                     [KX_MARK_GONE] = KX_NOTICE_MARK_GONE,
                                     [KX_MARK_FULL] = KX_NOTICE_MARKS_FULL};
    GError *error = NULL;
    if (p->with->marks == NULL)
        return;
    kx_mark_result result = kx_marks_toggle(p->with->marks, p->programme, kx_deck_item(p->deck),
                                            g_get_real_time() / G_USEC_PER_SEC, &error);
    tell_damage(p);
    if (result == KX_MARK_FAILED)
        not_saved(p, error);
    else
        notice(p, told[result]);
}

static void go_to_mark(player *p)
{
    GError *error = NULL;
    if (p->with->marks == NULL)
        return;
    unsigned item = kx_marks_next(p->with->marks, p->programme, kx_deck_item(p->deck), &error);
    tell_damage(p);
    if (error)
        not_saved(p, error);
    else if (item == G_MAXUINT)
        notice(p, KX_NOTICE_NO_MARK);
    else
        go_to(p, "Bladwijzer", item);
}

/* ---- searching ---- */

static void begin_search(player *p)
{
    g_auto(kx_answer) answer = kx_tell(KX_NOTICE_SEARCH);
    kx_deck_pause(p->deck);
    p->typed = g_string_new(NULL);
    kx_terminal_ask(p->with->terminal, answer.printed);
    if (p->with->feedback != KX_FEEDBACK_QUIET)
        kx_deck_say(p->deck, answer.spoken);
}

static void search(player *p)
{
    g_autofree char *typed = g_string_free(g_steal_pointer(&p->typed), FALSE);
    if (*typed) {
        g_free(p->searched);
        p->searched = g_steal_pointer(&typed);
    }
    if (p->searched == NULL) {
        notice(p, KX_NOTICE_NOTHING_SEARCHED);
        return;
    }
    const unsigned here = kx_deck_item(p->deck);
    unsigned item = kx_search(p->programme, p->searched, here);
    if (item != G_MAXUINT) {
        const char *what = item > here   ? "Gevonden"
                           : item < here ? "Gevonden, van voren af aan"
                                         : "Gevonden, alleen hier";
        go_to(p, what, item);
        return;
    }
    g_auto(kx_answer) answer = kx_tell_not_found(p->searched);
    reply(p, &answer);
}

/* A key while the words to search are typed. */
static void type(player *p, gunichar key)
{
    kx_deck_hush(p->deck);
    kx_typing typing = kx_terminal_type(p->with->terminal, key, p->typed);
    if (typing == KX_TYPED) {
        search(p);
    } else if (typing == KX_TYPED_NOTHING) {
        g_string_free(g_steal_pointer(&p->typed), TRUE);
        notice(p, KX_NOTICE_CANCELLED);
    }
}

/* ---- keys ---- */

/* What a command does where it is more than a step. */
static const struct {
    kx_player_command command;
    void (*act)(player *p);
} acts[] = {
    {KX_COMMAND_PLAY, pause_or_play},
    {KX_COMMAND_WHERE, tell_where},
    {KX_COMMAND_LEFT, tell_left},
    {KX_COMMAND_SPELL, spell_word},
    {KX_COMMAND_NAME, spell_name},
    {KX_COMMAND_WORDS, tell_differences},
    {KX_COMMAND_HEADLINES, begin_round},
    {KX_COMMAND_ENTER, enter},
    {KX_COMMAND_MARK, toggle_mark},
    {KX_COMMAND_GO_TO_MARK, go_to_mark},
    {KX_COMMAND_SEARCH, begin_search},
    {KX_COMMAND_MUTE, mute},
    {KX_COMMAND_HELP, help},
    {KX_COMMAND_CANCEL, cancel},
};

static bool act(player *p, kx_player_command command)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(acts); i++)
        if (acts[i].command == command) {
            acts[i].act(p);
            return true;
        }
    return false;
}

static void do_key(player *p, gunichar key)
{
    const kx_player_command command = kx_key_command(key);
    if (p->typed) {
        type(p, key);
        return;
    }
    kx_deck_hush(p->deck);
    if (command == KX_COMMAND_QUIT)
        p->ends = true;
    else if (command == KX_COMMAND_NONE)
        notice(p, KX_NOTICE_UNKNOWN_KEY);
    else if (command == KX_COMMAND_FASTER)
        set_pace(p, pace_now(p) * STEP);
    else if (command == KX_COMMAND_SLOWER)
        set_pace(p, pace_now(p) / STEP);
    else if (command == KX_COMMAND_NORMAL_RATE)
        set_pace(p, 0);
    else if (command == KX_COMMAND_REPEAT)
        go(p, kx_deck_item(p->deck), 0);
    else if (!act(p, command))
        navigate(p, command);
    p->last = command;
}

static void decode(player *p, const guint8 *bytes, size_t n)
{
    gunichar key;
    for (size_t i = 0; i < n && !p->ends; i++)
        if (kx_key_decode(&p->decoder, bytes[i], &key))
            do_key(p, key);
}

/* What a key does may need all of the programme; that takes a moment, with the longest. */
static void hear_keys(player *p, const kx_terminal_news *news)
{
    gunichar key;
    if (p->programme->open) {
        g_byte_array_append(p->early, news->keys, (guint)news->n_keys);
        return;
    }
    decode(p, news->keys, news->n_keys);
    if (news->n_keys == 0 && kx_key_pending(&p->decoder) && kx_key_timeout(&p->decoder, &key))
        do_key(p, key);
}

/* ---- the rest of a long text ---- */

static void hear_rest(player *p)
{
    kx_programme *opening = p->programme;
    if (!opening->open)
        return;
    kx_programme *whole = kx_rest_take(p->with->rest, &p->error);
    p->ends = p->ends || p->error != NULL;
    if (whole == NULL)
        return;
    p->with->read(p->with->data, whole);
    p->programme = whole;
    kx_deck_set_programme(p->deck, whole);
    /* What was taken for certain was not: odd, but the text is what it is. */
    if (!kx_programme_begins_as(whole, opening))
        go(p, 0, 0);
    decode(p, p->early->data, p->early->len);
    g_byte_array_set_size(p->early, 0);
}

/* ---- the loop ---- */

/* Of a damaged file some sounds may be read further on: a step tries the next. */
static void go_on_in_text(player *p)
{
    if (!p->told_unreadable)
        notice(p, KX_NOTICE_UNREADABLE);
    p->told_unreadable = true;
    if (p->has_keys)
        print_item(p);
}

static void hear_deck(player *p)
{
    for (kx_deck_news news; !p->ends && (news = kx_deck_work(p->deck)) != KX_DECK_NOTHING;) {
        switch (news) {
        case KX_DECK_STARTED:
            p->heard_all = false;
            p->untold = kx_deck_item(p->deck) + 1;
            print_item(p);
            break;
        case KX_DECK_ENDED:
            p->heard_all = p->order == KX_ORDER_ALL;
            p->ends = !p->has_keys;
            if (p->has_keys)
                print_notice(p, KX_NOTICE_END);
            break;
        case KX_DECK_LOST:
            print_notice(p, KX_NOTICE_SOUND_LOST);
            break;
        case KX_DECK_UNREADABLE:
            go_on_in_text(p);
            break;
        default:
            p->error = g_error_copy(kx_live_error(p->with->live));
            p->ends = true;
        }
    }
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
    hear_rest(p);
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
static void print_rest(player *p)
{
    while (p->programme->open && !p->ends)
        work(p);
    for (unsigned i = p->untold; i < p->programme->items->len && !p->ends; i++)
        print_sentence(p, i);
}

static void run(player *p)
{
    kx_deck_set_pace(p->deck, p->pace);
    kx_deck_go(p->deck, p->with->first_item, 0);
    kx_deck_play(p->deck);
    if (p->with->first_item > 0) {
        g_auto(kx_answer) answer = kx_tell_at(p->programme, "Verder", p->with->first_item);
        reply(p, &answer);
    }
    if (p->has_keys && !kx_deck_has_sound(p->deck))
        print_item(p);
    while (!p->ends && (p->has_keys || kx_deck_has_sound(p->deck)))
        work(p);
    print_rest(p);
    if (p->signal == 0 && !p->has_keys)
        kx_deck_drain(p->deck);
}

bool kx_player_run(const kx_player_settings *settings, int *signal, unsigned *at, GError **error)
{
    const kx_deck_sources sources = {settings->programme, settings->live, settings->finished};
    player p = {.with = settings,
                .programme = settings->programme,
                .deck = kx_deck_new(&sources, settings->output),
                .early = g_byte_array_new(),
                .has_keys = kx_terminal_has_keys(settings->terminal),
                .untold = settings->first_item,
                .pace = settings->words_per_minute};
    run(&p);
    *signal = p.signal;
    /* The round of headlines leaves the place as it was. */
    *at = p.order == KX_ORDER_HEADLINES ? p.before.item : p.heard_all ? 0 : kx_deck_item(p.deck);
    kx_deck_free(p.deck);
    g_byte_array_unref(p.early);
    g_free(p.searched);
    if (p.typed)
        g_string_free(p.typed, TRUE);
    if (p.error == NULL)
        return true;
    g_propagate_error(error, p.error);
    return false;
}
