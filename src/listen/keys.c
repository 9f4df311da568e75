/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/keys.h"

#include "listen/spell.h"

#include <string.h>

const kx_key_row kx_keys[] = {
    {KX_COMMAND_PLAY, {' ', '5'}, {0}, "afspelen of pauzeren"},
    {KX_COMMAND_SENTENCE_BACK, {KX_KEY_LEFT, '4'}, {0}, "vorige zin"},
    {KX_COMMAND_SENTENCE_ON, {KX_KEY_RIGHT, '6'}, {0}, "volgende zin"},
    {KX_COMMAND_HEADLINE_BACK, {KX_KEY_UP, '8'}, {0}, "vorige kop of tussenkop"},
    {KX_COMMAND_HEADLINE_ON, {KX_KEY_DOWN, '2'}, {0}, "volgende kop of tussenkop"},
    {KX_COMMAND_PARAGRAPH_BACK, {'[', '7'}, {0}, "vorige alinea"},
    {KX_COMMAND_PARAGRAPH_ON, {']', '9'}, {0}, "volgende alinea"},
    {KX_COMMAND_SECTION_BACK, {KX_KEY_PAGE_UP}, {0}, "vorige rubriek"},
    {KX_COMMAND_SECTION_ON, {KX_KEY_PAGE_DOWN}, {0}, "volgende rubriek"},
    {KX_COMMAND_TIME_BACK, {','}, {'<'}, "tien seconden terug"},
    {KX_COMMAND_TIME_ON, {'.'}, {'>'}, "tien seconden verder"},
    {KX_COMMAND_FASTER, {'+'}, {'='}, "sneller"},
    {KX_COMMAND_SLOWER, {'-'}, {'_'}, "langzamer"},
    {KX_COMMAND_NORMAL_RATE, {KX_KEY_HOME}, {0}, "gewone snelheid"},
    {KX_COMMAND_WHERE, {'w'}, {'W'}, "waar ben ik?"},
    {KX_COMMAND_LEFT, {'l'}, {'L'}, "hoe lang nog?"},
    {KX_COMMAND_REPEAT, {'h'}, {0}, "de zin herhalen"},
    {KX_COMMAND_SPELL,
     {'s'},
     {'S'},
     "het laatste woord spellen; nog eens: de zin woord voor woord"},
    {KX_COMMAND_NAME, {'n'}, {'N'}, "de laatste naam spellen; nog eens: die ervoor"},
    {KX_COMMAND_WORDS, {'i'}, {'I'}, "hoe het geschreven staat en hoe het klinkt"},
    {KX_COMMAND_HEADLINES, {'H'}, {0}, "alle koppen achter elkaar"},
    {KX_COMMAND_ENTER, {KX_KEY_ENTER}, {0}, "dit artikel horen, bij de koppen"},
    {KX_COMMAND_MARK, {'b'}, {0}, "bladwijzer zetten of weghalen"},
    {KX_COMMAND_GO_TO_MARK, {'B'}, {0}, "naar de volgende bladwijzer"},
    {KX_COMMAND_SEARCH, {'/'}, {0}, "zoeken; met alleen Enter erachter: verder zoeken"},
    {KX_COMMAND_MUTE, {'m'}, {'M'}, "geluid uit of aan"},
    {KX_COMMAND_HELP, {'?'}, {0}, "deze uitleg"},
    {KX_COMMAND_CANCEL, {KX_KEY_ESCAPE}, {0}, "stil; weg uit zoeken, koppen of uitleg"},
    {KX_COMMAND_QUIT, {'q'}, {'Q', KX_KEY_END_OF_INPUT}, "stoppen; de plaats wordt bewaard"},
    {0},
};

static bool has(const gunichar *keys, gunichar key)
{
    for (unsigned i = 0; i < KX_KEYS_A_COMMAND && keys[i] != 0; i++)
        if (keys[i] == key)
            return true;
    return false;
}

kx_player_command kx_key_command(gunichar key)
{
    for (const kx_key_row *row = kx_keys; row->command != KX_COMMAND_NONE; row++)
        if (has(row->keys, key) || has(row->also, key))
            return row->command;
    return KX_COMMAND_NONE;
}

/* ---- names ---- */

/* What is called otherwise as a key than as a sign of a word. */
static const struct {
    gunichar key;
    const char *printed, *spoken;
} names[] = {
    {' ', "spatiebalk", "spatiebalk"},
    {'+', NULL, "plus"},
    {'-', NULL, "min"},
    {KX_KEY_ENTER, "Enter", "enter"},
    {KX_KEY_ESCAPE, "Escape", "escape"},
    {KX_KEY_BACKSPACE, "Backspace", "backspace"},
    {KX_KEY_END_OF_INPUT, "Ctrl-D", "control D"},
    {KX_KEY_LEFT, "pijl links", "pijl links"},
    {KX_KEY_RIGHT, "pijl rechts", "pijl rechts"},
    {KX_KEY_UP, "pijl omhoog", "pijl omhoog"},
    {KX_KEY_DOWN, "pijl omlaag", "pijl omlaag"},
    {KX_KEY_PAGE_UP, "Page Up", "page up"},
    {KX_KEY_PAGE_DOWN, "Page Down", "page down"},
    {KX_KEY_HOME, "Home", "home"},
};

char *kx_key_printed_name(gunichar key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i].key == key && names[i].printed != NULL)
            return g_strdup(names[i].printed);
    if (!g_unichar_isprint(key))
        return g_strdup("onbekende toets");
    g_autofree char *said = kx_key_spoken_name(key);
    char utf8[8] = {0};
    g_unichar_to_utf8(key, utf8);
    if (g_unichar_isalnum(key))
        return g_strdup(g_unichar_isupper(key) ? said : utf8);
    return g_strdup_printf("%s (%s)", said, utf8);
}

char *kx_key_spoken_name(gunichar key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i].key == key)
            return g_strdup(names[i].spoken);
    return g_unichar_isprint(key) ? kx_spell_character(key) : g_strdup("onbekende toets");
}

/* ---- decoding ---- */

enum {
    BEL = 7,
    CANCEL = 0x18,
    SUBSTITUTE = 0x1a,
    DELETE = 0x7f,
    SS3 = 0x8f, /* as one byte, from a terminal of eight bits */
    CSI = 0x9b,
    SEQUENCE_MAX = 64, /* no key has as many bytes */
    STRING_MAX = 4096, /* nor any report that nobody asked for */
    PARAMETER_MAX = 999
};

static void enter(kx_key_decoder *d, int state)
{
    *d = (kx_key_decoder){.state = state};
}

/* The last byte of CSI and SS3 sequences of cursor keys. */
static gunichar cursor_key(guint8 byte)
{
    switch (byte) {
    case 'A':
        return KX_KEY_UP;
    case 'B':
        return KX_KEY_DOWN;
    case 'C':
        return KX_KEY_RIGHT;
    case 'D':
        return KX_KEY_LEFT;
    default:
        return 0;
    }
}

/* CSI number ~, and rxvt's $ ^ @ for it with Shift or Ctrl. */
static gunichar numbered_key(unsigned number)
{
    switch (number) {
    case 1:
    case 7:
        return KX_KEY_HOME;
    case 5:
        return KX_KEY_PAGE_UP;
    case 6:
        return KX_KEY_PAGE_DOWN;
    default:
        return 0;
    }
}

static gunichar csi_key(const kx_key_decoder *d, guint8 last)
{
    if (last == '~' || last == '^' || last == '@' || last == '$')
        return numbered_key(d->number);
    if (last == 'H')
        return KX_KEY_HOME;
    if (last == 'E')
        return '5'; /* the pad's middle, without Num Lock */
    if (d->n == 1 && last >= 'a' && last <= 'd')
        return cursor_key((guint8)g_ascii_toupper((char)last)); /* rxvt with Shift */
    return cursor_key(last);
}

/* The number pad in application mode: j to y are * + , - . / 0 ... 9. */
static gunichar pad_key(guint8 last)
{
    if (last >= 'j' && last <= 'y')
        return (gunichar)(last - 'j' + '*');
    if (last >= 'a' && last <= 'd')
        return cursor_key((guint8)g_ascii_toupper((char)last)); /* rxvt with Ctrl */
    switch (last) {
    case 'M':
        return KX_KEY_ENTER;
    case 'H':
        return KX_KEY_HOME;
    case 'E':
        return '5';
    case 'X':
        return '=';
    default:
        return cursor_key(last);
    }
}

static bool found(gunichar is, gunichar *key)
{
    *key = is;
    return is != 0;
}

static void skip(kx_key_decoder *d, unsigned bytes)
{
    enter(d, KX_DECODE_SKIP);
    d->missing = bytes;
}

static bool utf8_starts(kx_key_decoder *d, guint8 byte)
{
    static const struct {
        guint8 mask, lead;
        unsigned missing;
        gunichar least;
    } leads[] = {{0xe0, 0xc0, 1, 0x80}, {0xf0, 0xe0, 2, 0x800}, {0xf8, 0xf0, 3, 0x10000}};
    for (size_t i = 0; i < G_N_ELEMENTS(leads); i++) {
        if ((byte & leads[i].mask) == leads[i].lead) {
            enter(d, KX_DECODE_UTF8);
            d->partial = byte & (guint8)~leads[i].mask;
            d->missing = leads[i].missing;
            d->least = leads[i].least;
            return true;
        }
    }
    return false;
}

static bool ground(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    enter(d, KX_DECODE_GROUND);
    if (byte >= 0x80) {
        if (!utf8_starts(d, byte) && (byte == CSI || byte == SS3))
            enter(d, byte == CSI ? KX_DECODE_CSI : KX_DECODE_SS3);
        return false;
    }
    switch (byte) {
    case KX_KEY_ESCAPE:
        enter(d, KX_DECODE_ESCAPE);
        return false;
    case '\r':
        return found(KX_KEY_ENTER, key);
    case DELETE:
        return found(KX_KEY_BACKSPACE, key);
    case KX_KEY_BACKSPACE:
    case KX_KEY_ENTER:
    case KX_KEY_END_OF_INPUT:
        return found(byte, key);
    default:
        return found(byte >= ' ' ? byte : 0, key);
    }
}

static bool utf8(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    if ((byte & 0xc0) != 0x80)
        return ground(d, byte, key); /* what was there was no character */
    d->partial = d->partial << 6 | (byte & 0x3f);
    if (--d->missing > 0)
        return false;
    gunichar whole = d->partial;
    bool good = whole >= d->least && g_unichar_validate(whole) && g_unichar_isprint(whole);
    enter(d, KX_DECODE_GROUND);
    return found(good ? whole : 0, key);
}

static bool escape(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    switch (byte) {
    case KX_KEY_ESCAPE: /* the first was the key; this may begin a sequence */
        return found(KX_KEY_ESCAPE, key);
    case '[':
        enter(d, KX_DECODE_CSI);
        return false;
    case 'O':
        enter(d, KX_DECODE_SS3);
        return false;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        enter(d, KX_DECODE_STRING);
        return false;
    default: /* a key with Alt, which is a screen reader's or the desktop's and not ours */
        if (byte >= 0x80)
            return ground(d, byte, key);
        if (byte >= ' ' && byte <= '/')
            skip(d, 1);
        else
            enter(d, KX_DECODE_GROUND);
        return false;
    }
}

/* A control or a byte above ASCII has no place in a sequence: it begins something else. */
static bool breaks(const kx_key_decoder *d, guint8 byte)
{
    return byte < ' ' || byte >= DELETE || d->n >= SEQUENCE_MAX;
}

static bool broken(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    if (byte >= ' ' && byte <= DELETE) {
        enter(d, KX_DECODE_GROUND);
        return false;
    }
    return ground(d, byte, key);
}

static bool csi_parameter(kx_key_decoder *d, guint8 byte)
{
    if (byte >= '@' || (byte == '$' && d->n == 2)) /* $ ends rxvt's Shift-Home */
        return false;
    if (byte == ';')
        d->more = true;
    else if (!g_ascii_isdigit((char)byte))
        d->strange = true;
    else if (!d->more)
        d->number = MIN(d->number * 10 + (unsigned)(byte - '0'), PARAMETER_MAX);
    return true;
}

static bool csi(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    if (breaks(d, byte))
        return broken(d, byte, key);
    d->n++;
    if (d->n == 1 && (byte == '[' || byte == 'M')) { /* F1 to F5 of Linux; a mouse */
        skip(d, byte == '[' ? 1 : 3);
        return false;
    }
    if (csi_parameter(d, byte))
        return false;
    gunichar is = d->strange ? 0 : csi_key(d, byte);
    enter(d, KX_DECODE_GROUND);
    return found(is, key);
}

/* A digit before the last byte is a modifier, in old terminals. */
static bool ss3(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    if (breaks(d, byte))
        return broken(d, byte, key);
    d->n++;
    if (g_ascii_isdigit((char)byte) || byte == ';')
        return false;
    enter(d, KX_DECODE_GROUND);
    return found(pad_key(byte), key);
}

/* Its end ESC \ is taken by the state of ESC, which drops what follows it. */
static bool string(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    if (byte == KX_KEY_ESCAPE)
        return ground(d, byte, key);
    if (byte == BEL || byte == CANCEL || byte == SUBSTITUTE || ++d->n > STRING_MAX)
        enter(d, KX_DECODE_GROUND);
    return false;
}

static bool skipped(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    if (byte < ' ')
        return ground(d, byte, key);
    if (--d->missing == 0)
        enter(d, KX_DECODE_GROUND);
    return false;
}

bool kx_key_decode(kx_key_decoder *d, guint8 byte, gunichar *key)
{
    *key = 0;
    switch (d->state) {
    case KX_DECODE_UTF8:
        return utf8(d, byte, key);
    case KX_DECODE_ESCAPE:
        return escape(d, byte, key);
    case KX_DECODE_CSI:
        return csi(d, byte, key);
    case KX_DECODE_SS3:
        return ss3(d, byte, key);
    case KX_DECODE_STRING:
        return string(d, byte, key);
    case KX_DECODE_SKIP:
        return skipped(d, byte, key);
    case KX_DECODE_GROUND:
        break;
    }
    return ground(d, byte, key);
}

bool kx_key_pending(const kx_key_decoder *d)
{
    return d->state != KX_DECODE_GROUND;
}

bool kx_key_timeout(kx_key_decoder *d, gunichar *key)
{
    bool escape = d->state == KX_DECODE_ESCAPE;
    enter(d, KX_DECODE_GROUND);
    return found(escape ? KX_KEY_ESCAPE : 0, key);
}
