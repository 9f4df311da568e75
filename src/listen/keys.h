/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The player's keys. `kx_keys` is the one place that knows the map: the decoder, the spoken help,
 * `--help`, docs/listening.md and the tests walk it. It joins the habits of three worlds: the
 * number pad of DAISY players (5 plays, 4 6 step, 2 8 choose the level), mpv (space, arrows, [ ])
 * and daisy-player.
 *
 * Where habits clash: upper-case H and B have their own meaning, any other letter means the same in
 * both cases, so that Caps Lock matters to these two only. A number pad without Num Lock sends
 * what Home, Page Up, the arrows and Page Down send, and means those. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    KX_COMMAND_NONE,
    KX_COMMAND_PLAY, /* or pause */
    KX_COMMAND_SENTENCE_BACK,
    KX_COMMAND_SENTENCE_ON,
    KX_COMMAND_PARAGRAPH_BACK,
    KX_COMMAND_PARAGRAPH_ON,
    KX_COMMAND_HEADLINE_BACK, /* headlines and intertitles */
    KX_COMMAND_HEADLINE_ON,
    KX_COMMAND_SECTION_BACK,
    KX_COMMAND_SECTION_ON,
    KX_COMMAND_TIME_BACK, /* ten seconds */
    KX_COMMAND_TIME_ON,
    KX_COMMAND_FASTER,
    KX_COMMAND_SLOWER,
    KX_COMMAND_NORMAL_RATE,
    KX_COMMAND_WHERE,
    KX_COMMAND_LEFT, /* how much is left */
    KX_COMMAND_REPEAT,
    KX_COMMAND_SPELL, /* the last word; again: the sentence word by word */
    KX_COMMAND_NAME,  /* spells the last name */
    KX_COMMAND_WORDS, /* what is written otherwise than it is said */
    KX_COMMAND_HEADLINES,
    KX_COMMAND_ENTER,
    KX_COMMAND_MARK,
    KX_COMMAND_GO_TO_MARK,
    KX_COMMAND_SEARCH,
    KX_COMMAND_MUTE,
    KX_COMMAND_HELP,
    KX_COMMAND_CANCEL,
    KX_COMMAND_QUIT,
    KX_COMMANDS
} kx_player_command;

/* Keys that are no character, above all characters. */
enum {
    KX_KEY_LEFT = 0x110000,
    KX_KEY_RIGHT,
    KX_KEY_UP,
    KX_KEY_DOWN,
    KX_KEY_PAGE_UP,
    KX_KEY_PAGE_DOWN,
    KX_KEY_HOME,
    KX_KEYS_END
};
/* Characters that a terminal sends for keys with a name. */
enum { KX_KEY_END_OF_INPUT = 4, KX_KEY_BACKSPACE = 8, KX_KEY_ENTER = '\n', KX_KEY_ESCAPE = 27 };

enum { KX_KEYS_A_COMMAND = 4 };

typedef struct {
    kx_player_command command;
    gunichar keys[KX_KEYS_A_COMMAND]; /* characters and KX_KEY_*; 0 ends */
    gunichar
        also[KX_KEYS_A_COMMAND]; /* means the same, but no help tells: it is there for a slip */
    const char *meaning;         /* Dutch, one line without a full stop */
} kx_key_row;

/* One row a command, in the order of the help; command KX_COMMAND_NONE ends. */
extern const kx_key_row kx_keys[];

/* What a key is called in Dutch: as printed ("5", "pijl links", "hoofdletter H"; a sign, which a
 * screen reader could pass over, has its name before it: "komma (,)"), or to be heard ("vijf",
 * "hoofdletter H", "komma"). Never NULL; the caller frees. */
char *kx_key_printed_name(gunichar key);
/* Ditto. */
char *kx_key_spoken_name(gunichar key);

/* The command of a key, or KX_COMMAND_NONE. */
kx_player_command kx_key_command(gunichar key);

/* ---- from a terminal's bytes ---- */

/* Zero is the start. It is a value: no memory, no descriptor. */
typedef struct {
    enum {
        KX_DECODE_GROUND,
        KX_DECODE_UTF8,   /* inside a character */
        KX_DECODE_ESCAPE, /* behind ESC: the key itself, or a sequence */
        KX_DECODE_CSI,    /* ESC [ ... */
        KX_DECODE_SS3,    /* ESC O ... */
        KX_DECODE_STRING, /* ESC ] P X ^ _ ...: to BEL or ESC \ */
        KX_DECODE_SKIP,   /* bytes that belong to a sequence without saying how many they are */
    } state;
    unsigned n;       /* bytes of this sequence so far */
    unsigned number;  /* first parameter of a CSI sequence */
    bool more;        /* a second one has begun */
    bool strange;     /* it holds a byte that no key's sequence has */
    unsigned missing; /* bytes that are still to come */
    gunichar partial; /* of a character of more bytes */
    gunichar least;   /* its smallest value, else it is overlong */
} kx_key_decoder;

/* Takes a byte. True: a key is complete, in *key: a character (Enter: KX_KEY_ENTER, Escape:
 * KX_KEY_ESCAPE, both kinds of Backspace: KX_KEY_BACKSPACE) or KX_KEY_*. Arrows and the number pad
 * are known in the forms of xterm, the Linux console, rxvt and VT terminals, in both keypad modes;
 * with Shift, Alt or Ctrl they mean the same. An unknown sequence and a malformed character give
 * nothing. */
bool kx_key_decode(kx_key_decoder *decoder, guint8 byte, gunichar *key);

/* Whether it waits for more: then the caller waits some 50 ms only, and calls kx_key_timeout. */
bool kx_key_pending(const kx_key_decoder *decoder);

/* Nothing more has come: true if that was a lone Escape, in *key. Anything else unfinished is
 * dropped. */
bool kx_key_timeout(kx_key_decoder *decoder, gunichar *key);
