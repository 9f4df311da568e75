/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/keys.h"

#include <string.h>

/* What bytes decode to, Escape by timeout included, as names: "pijl links a". */
static char *decode(const char *bytes, size_t n)
{
    kx_key_decoder decoder = {0};
    GString *out = g_string_new(NULL);
    gunichar key;

    for (size_t i = 0; i <= n; i++) {
        bool complete = i < n ? kx_key_decode(&decoder, (guint8)bytes[i], &key)
                              : kx_key_timeout(&decoder, &key);
        g_assert_true(complete == (key != 0));
        if (!complete)
            continue;
        g_autofree char *name = kx_key_printed_name(key);
        g_string_append_printf(out, "%s%s", out->len ? "|" : "", name);
    }
    g_assert_false(kx_key_pending(&decoder));
    return g_string_free(out, FALSE);
}

static void check(const char *bytes, const char *wanted)
{
    g_autofree char *got = decode(bytes, strlen(bytes));
    if (strcmp(got, wanted) != 0)
        g_test_message("bytes %s", bytes);
    g_assert_cmpstr(got, ==, wanted);
}

/* ---- the map ---- */

/* The specification of the keys, once more and by hand: what each is to do. */
static void test_map(void)
{
    static const struct {
        const char *keys;
        kx_player_command command;
    } map[] = {
        {" 5", KX_COMMAND_PLAY},
        {"4", KX_COMMAND_SENTENCE_BACK},
        {"6", KX_COMMAND_SENTENCE_ON},
        {"[7", KX_COMMAND_PARAGRAPH_BACK},
        {"]9", KX_COMMAND_PARAGRAPH_ON},
        {"8", KX_COMMAND_HEADLINE_BACK},
        {"2", KX_COMMAND_HEADLINE_ON},
        {",<", KX_COMMAND_TIME_BACK},
        {".>", KX_COMMAND_TIME_ON},
        {"+=", KX_COMMAND_FASTER},
        {"-_", KX_COMMAND_SLOWER},
        {"wW", KX_COMMAND_WHERE},
        {"lL", KX_COMMAND_LEFT},
        {"h", KX_COMMAND_REPEAT},
        {"sS", KX_COMMAND_SPELL},
        {"nN", KX_COMMAND_NAME},
        {"iI", KX_COMMAND_WORDS},
        {"H", KX_COMMAND_HEADLINES},
        {"b", KX_COMMAND_MARK},
        {"B", KX_COMMAND_GO_TO_MARK},
        {"/", KX_COMMAND_SEARCH},
        {"mM", KX_COMMAND_MUTE},
        {"?", KX_COMMAND_HELP},
        {"qQ\x04", KX_COMMAND_QUIT},
        {"\n", KX_COMMAND_ENTER},
        {"\x1b", KX_COMMAND_CANCEL},
        {"axzAX013\b\t!", KX_COMMAND_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(map); i++)
        for (const char *key = map[i].keys; *key; key++)
            g_assert_cmpint(kx_key_command((gunichar)*key), ==, map[i].command);
    g_assert_cmpint(kx_key_command(KX_KEY_LEFT), ==, KX_COMMAND_SENTENCE_BACK);
    g_assert_cmpint(kx_key_command(KX_KEY_RIGHT), ==, KX_COMMAND_SENTENCE_ON);
    g_assert_cmpint(kx_key_command(KX_KEY_UP), ==, KX_COMMAND_HEADLINE_BACK);
    g_assert_cmpint(kx_key_command(KX_KEY_DOWN), ==, KX_COMMAND_HEADLINE_ON);
    g_assert_cmpint(kx_key_command(KX_KEY_PAGE_UP), ==, KX_COMMAND_SECTION_BACK);
    g_assert_cmpint(kx_key_command(KX_KEY_PAGE_DOWN), ==, KX_COMMAND_SECTION_ON);
    g_assert_cmpint(kx_key_command(KX_KEY_HOME), ==, KX_COMMAND_NORMAL_RATE);
    g_assert_cmpint(kx_key_command(0), ==, KX_COMMAND_NONE);
    g_assert_cmpint(kx_key_command(0xe9), ==, KX_COMMAND_NONE);
}

static void check_key(const kx_key_row *row, gunichar key, GHashTable *seen)
{
    g_assert_true(g_hash_table_add(seen, GUINT_TO_POINTER(key)));
    g_assert_cmpint(kx_key_command(key), ==, row->command);
    g_autofree char *printed = kx_key_printed_name(key);
    g_autofree char *spoken = kx_key_spoken_name(key);
    g_assert_cmpstr(printed, !=, "onbekende toets");
    g_assert_cmpstr(spoken, !=, "onbekende toets");
    for (const char *at = spoken; *at; at++)
        g_assert_true(g_ascii_isalnum(*at) || *at == ' ');
}

/* Each command has one row, a meaning and a key; no key has two meanings. */
static void test_table(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    unsigned rows[KX_COMMANDS] = {0};

    for (const kx_key_row *row = kx_keys; row->command != KX_COMMAND_NONE; row++) {
        rows[row->command]++;
        g_assert_cmpint(g_utf8_strlen(row->meaning, -1), >, 3);
        g_assert_cmpint(g_utf8_strlen(row->meaning, -1), <=, 62);
        g_assert_true(row->keys[0] != 0);
        for (unsigned i = 0; i < KX_KEYS_A_COMMAND; i++) {
            if (row->keys[i] != 0)
                check_key(row, row->keys[i], seen);
            if (row->also[i] != 0)
                check_key(row, row->also[i], seen);
        }
    }
    for (int command = KX_COMMAND_NONE + 1; command < KX_COMMANDS; command++)
        g_assert_cmpuint(rows[command], ==, 1);
}

static void test_names(void)
{
    g_autofree char *h = kx_key_spoken_name('H');
    g_autofree char *printed_h = kx_key_printed_name('H');
    g_autofree char *bracket = kx_key_printed_name('[');
    g_autofree char *pad = kx_key_spoken_name('5');
    g_autofree char *unknown = kx_key_printed_name(KX_KEYS_END);
    g_assert_cmpstr(h, ==, "hoofdletter H");
    g_assert_cmpstr(printed_h, ==, "hoofdletter H");
    g_assert_cmpstr(bracket, ==, "vierkante haak openen ([)");
    g_assert_cmpstr(pad, ==, "vijf");
    g_assert_cmpstr(unknown, ==, "onbekende toets");
}

/* ---- bytes ---- */

static void test_characters(void)
{
    check("q5 w", "q|5|spatiebalk|w");
    check("\r\n\x7f\x08\x04", "Enter|Enter|Backspace|Backspace|Ctrl-D");
    check("éèij", "é|è|i|j");
    check("€", "euroteken (€)");
    check("😀", "teken grinning face (😀)");
    check("\x01\t\x1a\x0c", "");
}

static void test_cursor_keys(void)
{
    check("\x1b[A\x1b[B\x1b[C\x1b[D", "pijl omhoog|pijl omlaag|pijl rechts|pijl links");
    check("\x1bOA\x1bOB\x1bOC\x1bOD", "pijl omhoog|pijl omlaag|pijl rechts|pijl links");
    check("\x1b[1;5D\x1b[1;2C\x1bO5A", "pijl links|pijl rechts|pijl omhoog");
    check("\x1b[a\x1bOb", "pijl omhoog|pijl omlaag");
    check("\x1b[H\x1b[1~\x1b[7~\x1bOH\x1b[1;5H\x1b[7$\x1b[7^\x1b[7@",
          "Home|Home|Home|Home|Home|Home|Home|Home");
    check("\x1b[5~\x1b[6~\x1b[5;5~\x1b[6^", "Page Up|Page Down|Page Up|Page Down");
    check("\x9b"
          "D\x8f"
          "C",
          "pijl links|pijl rechts");
}

static void test_number_pad(void)
{
    check("\x1bOp\x1bOq\x1bOr\x1bOs\x1bOt\x1bOu\x1bOv\x1bOw\x1bOx\x1bOy", "0|1|2|3|4|5|6|7|8|9");
    check("\x1bOk\x1bOm\x1bOl\x1bOn\x1bOo\x1bOM",
          "plus (+)|min (-)|komma (,)|punt (.)|schuine streep (/)|Enter");
    check("\x1b[E\x1bOE", "5|5");
}

static void test_escape(void)
{
    check("\x1b", "Escape");
    check("\x1b\x1b", "Escape|Escape");
    check("\x1b\x1b[A", "Escape|pijl omhoog");
    kx_key_decoder decoder = {0};
    gunichar key;
    g_assert_false(kx_key_decode(&decoder, 27, &key));
    g_assert_true(kx_key_pending(&decoder));
    g_assert_true(kx_key_timeout(&decoder, &key));
    g_assert_cmpuint(key, ==, KX_KEY_ESCAPE);
    g_assert_true(kx_key_decode(&decoder, '[', &key));
    g_assert_cmpuint(key, ==, '[');
}

/* Unknown sequences go as a whole: none of their bytes is a key. */
static void test_unknown(void)
{
    check("\x1b[3~q\x1b[F\x1b[4~\x1b[24;2~w", "q|w");
    check("\x1b[[A\x1b[[Eq", "q");
    check("\x1b[?1;2c\x1b[>0;95;0c\x1b[12;40Rq", "q");
    check("\x1b[?62A\x1b[<0;10;20M\x1b[Mqqqh", "h");
    check("\x1b]0;qqq\x07h\x1bPqqq\x1b\\h\x1b_q\x1b\\", "h|h");
    check("\x1bqw", "w");
    check("\x1b(Bh", "h");
    check("\x1b[200~a\x1b[201~", "a");
    check("\x1b[12\x18q\x1b[1\nq\x1b[1é", "q|Enter|q|é");
    check("\x1b[12", "");
    check("\x1b[999999999999999999999~q", "q");
}

static void test_malformed(void)
{
    check("\xc3q\xe2\x82q\xf0\x9f\x98q", "q|q|q");
    check("\x80\xbf\xff\xfe"
          "q",
          "q");
    check("\xc0\xafq\xe0\x80\xafq\xed\xa0\x80q\xf4\x90\x80\x80q", "q|q|q|q");
    check("\xc2\x85q\xe2\x80\xaeq", "q|q");
    check("\xc3\x1b[A", "pijl omhoog");
}

/* After any bytes and a pause, the next key is what it is; no sequence goes on for ever. */
static void test_random(void)
{
    static const char likely[] = "\x1b[O];0157~ABMmq\xc3\xa9";
    for (int round = 0; round < 3000; round++) {
        kx_key_decoder decoder = {0};
        gunichar key;
        int n = g_test_rand_int_range(0, 80);
        for (int i = 0; i < n; i++) {
            guint8 byte = g_test_rand_bit()
                              ? (guint8)likely[g_test_rand_int_range(0, sizeof likely)]
                              : (guint8)g_test_rand_int_range(0, 256);
            if (kx_key_decode(&decoder, byte, &key))
                g_assert_true(key < KX_KEYS_END && key != 0);
        }
        kx_key_timeout(&decoder, &key);
        g_assert_true(kx_key_decode(&decoder, 'q', &key));
        g_assert_cmpuint(key, ==, 'q');
    }
    kx_key_decoder decoder = {0};
    gunichar key;
    unsigned keys = 0;
    kx_key_decode(&decoder, 27, &key);
    kx_key_decode(&decoder, ']', &key);
    for (int i = 0; i < 5000; i++)
        keys += kx_key_decode(&decoder, 'x', &key);
    g_assert_cmpuint(keys, >, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keys/map", test_map);
    g_test_add_func("/keys/table", test_table);
    g_test_add_func("/keys/names", test_names);
    g_test_add_func("/keys/characters", test_characters);
    g_test_add_func("/keys/cursor-keys", test_cursor_keys);
    g_test_add_func("/keys/number-pad", test_number_pad);
    g_test_add_func("/keys/escape", test_escape);
    g_test_add_func("/keys/unknown", test_unknown);
    g_test_add_func("/keys/malformed", test_malformed);
    g_test_add_func("/keys/random", test_random);
    return g_test_run();
}
