/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/dutch_name.h"

#include "text/phonemes.h"
#include "text/table.h"

#include <glib.h>
#include <string.h>

static void test_today(void)
{
    static const struct {
        const char *name, *today;
    } cases[] = {
        {"Huybrechts", "Huibrechts"},
        {"Verreycken", "Verreicken"},
        {"Claeys", "Claais"},
        {"Luyckx", "Luiks"},
        {"Vlieghe", "Vliege"},
        {"Thys", "Tijs"},
        {"Kleijn", "Klein"},
        {"Schuijt", "Schuit"},
        {"Rooijman", "Rooiman"},
        {"Ghekiere", "Gekiere"},
        {"Randolph", "Randolf"},
        {"Siccama", "Sikkama"},
        /* p and h of two parts */
        {"Ophuisen", NULL},
        {"Declercq's", "Declerk's"},
        /* the longest row: a syllable of English, and one of Dutch where the name begins */
        {"Rombley", "Rombly"},
        {"Leysner", "Leisner"},
        /* g and h of two parts */
        {"Wessinghuizen", NULL},
        {"Rigtersgheid", NULL},
        /* not a surname, and spelled as today */
        {"huyg", NULL},
        {"HUYG", NULL},
        {"Jansen", NULL},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *today = kx_dutch_name_today(cases[i].name, strlen(cases[i].name));
        g_test_message("%s", cases[i].name);
        g_assert_cmpstr(today, ==, cases[i].today);
    }
}

static void test_prefix(void)
{
    static const struct {
        const char *name, *phonemes;
        size_t length;
    } cases[] = {
        {"Degryse", "d@", 2},
        {"Vandekerckhove", "vAnd@", 5},
        {"Vandenabeele", "vAnd@n", 6},
        {"Vanderelst", "vAnd@r", 6},
        {"Mcgregor", "m@k", 2},
        {"Mckenna", "m@", 2},
        {"Vanhecke", "vAn", 3},
        /* what only begins so */
        {"Dekker", NULL, 0},
        {"Dennis", NULL, 0},
        {"Vanessa", NULL, 0},
        {"Vander", NULL, 0},
        {"degryse", NULL, 0},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t length = 0;
        const char *phonemes = kx_dutch_name_prefix(cases[i].name, strlen(cases[i].name), &length);
        g_test_message("%s", cases[i].name);
        g_assert_cmpstr(phonemes, ==, cases[i].phonemes);
        if (phonemes)
            g_assert_cmpuint(length, ==, cases[i].length);
    }
}

/* The second cell is letters, or the phonemes of the third. */
static void test_rows(void)
{
    const kx_table *table = &kx_table_name_spelling;
    for (size_t i = 0; i < table->n_rows; i++) {
        const kx_cell *row = table->cells + i * table->n_columns;
        const char *key = kx_text(row, 0), *value = kx_text(row, 1), *where = kx_text(row, 2);
        const bool letters =
            strcmp(where, "any") == 0 || strcmp(where, "start") == 0 || strcmp(where, "end") == 0;
        g_test_message("%s", key);
        g_assert_true(letters ? strspn(value, "abcdefghijklmnopqrstuvwxyz") == strlen(value)
                              : kx_phonemes_valid(value, NULL) && g_str_has_prefix(key, where));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dutch_name/today", test_today);
    g_test_add_func("/dutch_name/prefix", test_prefix);
    g_test_add_func("/dutch_name/rows", test_rows);
    return g_test_run();
}
