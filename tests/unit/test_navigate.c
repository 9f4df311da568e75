/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/navigate.h"

#include "programme_fixture.h"

#define PACE 60

static const char briefing[] = "* Goedemorgen.\n"            /* 0 */
                               "#Binnenland# Brug dicht\n"   /* 1 */
                               "- De brug is dicht.\n"       /* 2 */
                               "  Dat duurt een week.\n"     /* 3 */
                               "= Omrijden\n"                /* 4 */
                               "- Omrijden kan.\n"           /* 5 */
                               "#Binnenland# Zwembad open\n" /* 6 */
                               "- Het zwembad is open.\n"    /* 7 */
                               "#Sport# Gelijkspel\n"        /* 8 */
                               "- Het bleef gelijk.\n"       /* 9 */
                               "* Tot morgen.\n";            /* 10 */

static void check_in(const kx_programme *p, kx_order order, kx_player_command command,
                     unsigned from, double seconds, kx_move move, unsigned to)
{
    kx_place place, start = {from, (int64_t)(seconds * KX_RATE)};
    g_assert_cmpint(kx_navigate(p, order, PACE, start, command, &place), ==, move);
    g_assert_cmpuint(place.item, ==, to);
    g_assert_true(place.inside == (move == KX_MOVE_AT_LAST ? start.inside : 0));
}

static void check(const kx_programme *p, kx_player_command command, unsigned from, double seconds,
                  kx_move move, unsigned to)
{
    check_in(p, KX_ORDER_ALL, command, from, seconds, move, to);
}

static void test_sentence(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    check(p, KX_COMMAND_SENTENCE_ON, 0, 0, KX_MOVED, 1);
    check(p, KX_COMMAND_SENTENCE_ON, 3, 1, KX_MOVED, 4);
    check(p, KX_COMMAND_SENTENCE_ON, 10, 1, KX_MOVE_AT_LAST, 10);
    check(p, KX_COMMAND_SENTENCE_BACK, 3, 2.5, KX_MOVED, 3);
    check(p, KX_COMMAND_SENTENCE_BACK, 3, 2, KX_MOVED, 2);
    check(p, KX_COMMAND_SENTENCE_BACK, 0, 2.5, KX_MOVED, 0);
    check(p, KX_COMMAND_SENTENCE_BACK, 0, 1, KX_MOVE_AT_FIRST, 0);
}

static void test_paragraph(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    check(p, KX_COMMAND_PARAGRAPH_ON, 1, 0, KX_MOVED, 2);
    check(p, KX_COMMAND_PARAGRAPH_ON, 2, 0, KX_MOVED, 4);
    check(p, KX_COMMAND_PARAGRAPH_BACK, 3, 0, KX_MOVED, 2);
    check(p, KX_COMMAND_PARAGRAPH_BACK, 4, 1, KX_MOVED, 2);
    check(p, KX_COMMAND_PARAGRAPH_BACK, 2, 3, KX_MOVED, 2);
    check(p, KX_COMMAND_PARAGRAPH_ON, 10, 0, KX_MOVE_AT_LAST, 10);
}

/* Article headlines and intertitles, the opening and the closing. */
static void test_headline(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    static const unsigned stops[] = {0, 1, 4, 6, 8, 10};
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(stops); i++) {
        check(p, KX_COMMAND_HEADLINE_ON, stops[i], 1, KX_MOVED, stops[i + 1]);
        check(p, KX_COMMAND_HEADLINE_BACK, stops[i + 1], 1, KX_MOVED, stops[i]);
    }
    check(p, KX_COMMAND_HEADLINE_BACK, 3, 0, KX_MOVED, 1);
    check(p, KX_COMMAND_HEADLINE_BACK, 5, 0, KX_MOVED, 4);
    check(p, KX_COMMAND_HEADLINE_ON, 10, 0, KX_MOVE_AT_LAST, 10);
    check(p, KX_COMMAND_HEADLINE_BACK, 0, 0, KX_MOVE_AT_FIRST, 0);
}

/* Headlines that the opening lists are no places to go to. */
static void test_listed_headlines(void)
{
    g_autoptr(kx_programme) p = fixture_programme("* Dag.\n* Brug dicht\n* Winst\n# Brug dicht\n"
                                                  "- De brug is dicht.\n# Winst\n- Ja.\n");
    for (unsigned i = 1; i <= 2; i++)
        g_array_index(p->items, kx_item, i).kind = KX_BLOCK_HEADLINE;
    check(p, KX_COMMAND_HEADLINE_ON, 0, 0, KX_MOVED, 3);
    check(p, KX_COMMAND_HEADLINE_BACK, 3, 0, KX_MOVED, 0);
    check(p, KX_COMMAND_PARAGRAPH_ON, 0, 0, KX_MOVED, 1);
}

static void test_section(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    g_assert_true(kx_has_sections(p));
    check(p, KX_COMMAND_SECTION_ON, 0, 0, KX_MOVED, 1);
    check(p, KX_COMMAND_SECTION_ON, 1, 0, KX_MOVED, 8);
    check(p, KX_COMMAND_SECTION_ON, 9, 0, KX_MOVED, 10);
    check(p, KX_COMMAND_SECTION_BACK, 7, 0, KX_MOVED, 1);
    check(p, KX_COMMAND_SECTION_BACK, 8, 0, KX_MOVED, 1);
}

/* An article outside the sections is gone to as a section is. */
static void test_outside_sections(void)
{
    g_autoptr(kx_programme) p = fixture_programme("* Dag.\n#Sport# A\n- Een.\n# B\n- Twee.\n"
                                                  "# C\n- Drie.\n#Sport# D\n- Vier.\n* Slot.\n");
    static const unsigned stops[] = {0, 1, 3, 5, 7, 9};
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(stops); i++) {
        check(p, KX_COMMAND_SECTION_ON, stops[i], 1, KX_MOVED, stops[i + 1]);
        check(p, KX_COMMAND_SECTION_BACK, stops[i + 1], 1, KX_MOVED, stops[i]);
    }
    check_in(p, KX_ORDER_HEADLINES, KX_COMMAND_SECTION_ON, 1, 0, KX_MOVED, 3);
    check_in(p, KX_ORDER_HEADLINES, KX_COMMAND_SECTION_ON, 3, 0, KX_MOVED, 5);
}

/* In the round of headlines every step leads to an article's. */
static void test_round(void)
{
    static const kx_player_command steps[] = {KX_COMMAND_SENTENCE_ON, KX_COMMAND_PARAGRAPH_ON,
                                              KX_COMMAND_HEADLINE_ON};
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        const kx_player_command on = steps[i], back = steps[i] - 1;
        check_in(p, KX_ORDER_HEADLINES, on, 1, 1, KX_MOVED, 6);
        check_in(p, KX_ORDER_HEADLINES, on, 6, 3, KX_MOVED, 8);
        check_in(p, KX_ORDER_HEADLINES, on, 8, 0, KX_MOVE_AT_LAST, 8);
        check_in(p, KX_ORDER_HEADLINES, back, 8, 0, KX_MOVED, 6);
        check_in(p, KX_ORDER_HEADLINES, back, 6, 3, KX_MOVED, 6);
        check_in(p, KX_ORDER_HEADLINES, back, 1, 0, KX_MOVE_AT_FIRST, 1);
    }
    check_in(p, KX_ORDER_HEADLINES, KX_COMMAND_SECTION_ON, 1, 0, KX_MOVED, 8);
    check_in(p, KX_ORDER_HEADLINES, KX_COMMAND_SECTION_ON, 8, 0, KX_MOVE_AT_LAST, 8);
    check_in(p, KX_ORDER_HEADLINES, KX_COMMAND_SECTION_BACK, 8, 0, KX_MOVED, 1);
    check_in(p, KX_ORDER_HEADLINES, KX_COMMAND_SECTION_BACK, 1, 0, KX_MOVE_AT_FIRST, 1);
}

/* Without sections, their keys step by article. */
static void test_no_sections(void)
{
    g_autoptr(kx_programme) p =
        fixture_programme("* Dag.\n# A\n- Een.\n= Tussen\n- Twee.\n# B\n- Drie.\n");
    g_assert_false(kx_has_sections(p));
    check(p, KX_COMMAND_SECTION_ON, 0, 0, KX_MOVED, 1);
    check(p, KX_COMMAND_SECTION_ON, 1, 0, KX_MOVED, 5);
    check(p, KX_COMMAND_SECTION_ON, 6, 0, KX_MOVE_AT_LAST, 6);
    check(p, KX_COMMAND_SECTION_BACK, 6, 0, KX_MOVED, 5);
}

/* What has no sound is passed at once: who steps back over it gets behind it. */
static void test_silent(void)
{
    g_autoptr(kx_programme) p = fixture_programme("# Een twee\n- Drie vier vijf.\n- Stil.\n"
                                                  "  Stil.\n- Zes zeven acht.\n  Negen.\n");
    fixture_finish(p);
    for (unsigned i = 2; i <= 3; i++)
        g_array_index(p->items, kx_item, i).end = kx_programme_item(p, i)->start;
    check(p, KX_COMMAND_SENTENCE_ON, 1, 1, KX_MOVED, 2);
    check(p, KX_COMMAND_SENTENCE_BACK, 4, 1, KX_MOVED, 1);
    check(p, KX_COMMAND_SENTENCE_BACK, 4, 3, KX_MOVED, 4);
    check(p, KX_COMMAND_PARAGRAPH_BACK, 4, 1, KX_MOVED, 1);
    check(p, KX_COMMAND_PARAGRAPH_BACK, 5, 1, KX_MOVED, 4);
    /* A paragraph that begins with silence is gone to all the same. */
    g_array_index(p->items, kx_item, 4).end = kx_programme_item(p, 4)->start;
    check(p, KX_COMMAND_PARAGRAPH_BACK, 5, 3, KX_MOVED, 4);
    for (unsigned i = 0; i <= 1; i++)
        g_array_index(p->items, kx_item, i).end = kx_programme_item(p, i)->start;
    check(p, KX_COMMAND_SENTENCE_BACK, 5, 1, KX_MOVE_AT_FIRST, 0);
}

static void step(const kx_programme *p, double pace, kx_player_command command, kx_place from,
                 unsigned item, double seconds)
{
    kx_place to;
    g_assert_cmpint(kx_navigate(p, KX_ORDER_ALL, pace, from, command, &to), ==, KX_MOVED);
    g_assert_cmpuint(to.item, ==, item);
    g_assert_cmpint(to.inside, ==, (int64_t)(seconds * KX_RATE));
}

/* A word is a second: five sentences of 6 s. */
static const char even[] = "# een twee drie vier vijf zes\n- een twee drie vier vijf zes\n"
                           "  een twee drie vier vijf zes\n  een twee drie vier vijf zes\n"
                           "  een twee drie vier vijf zes\n";

static void test_time_live(void)
{
    g_autoptr(kx_programme) p = fixture_programme(even);
    step(p, 60, KX_COMMAND_TIME_ON, (kx_place){0, 0}, 1, 4);
    step(p, 60, KX_COMMAND_TIME_ON, (kx_place){1, 3 * KX_RATE}, 3, 1);
    step(p, 60, KX_COMMAND_TIME_BACK, (kx_place){2, KX_RATE}, 0, 3);
    step(p, 120, KX_COMMAND_TIME_ON, (kx_place){0, 0}, 3, 1); /* twice as fast: 3 s a sentence */
    step(p, 60, KX_COMMAND_TIME_BACK, (kx_place){1, 0}, 0, 0);
    step(p, 60, KX_COMMAND_TIME_ON, (kx_place){0, 2 * KX_RATE}, 2, 0);
    step(p, 60, KX_COMMAND_TIME_BACK, (kx_place){0, 2 * KX_RATE}, 0, 0);
    kx_place to;
    g_assert_cmpint(
        kx_navigate(p, KX_ORDER_ALL, 60, (kx_place){4, KX_RATE}, KX_COMMAND_TIME_ON, &to), ==,
        KX_MOVE_AT_LAST);
    g_assert_cmpint(to.inside, ==, KX_RATE);
    g_assert_cmpint(kx_navigate(p, KX_ORDER_ALL, 60, (kx_place){0, 0}, KX_COMMAND_TIME_BACK, &to),
                    ==, KX_MOVE_AT_FIRST);
    g_assert_cmpfloat_with_epsilon(kx_seconds_to(p, 60, (kx_place){1, KX_RATE}, 4), 23, 1e-6);
    g_assert_cmpfloat_with_epsilon(kx_seconds_to(p, 120, (kx_place){1, 0}, 1), 3, 1e-6);
}

/* By the sound file's times: 6 s and half a second of pause. */
static void test_time_finished(void)
{
    g_autoptr(kx_programme) p = fixture_programme(even);
    fixture_finish(p);
    step(p, 60, KX_COMMAND_TIME_ON, (kx_place){0, 0}, 1, 3.5);
    step(p, 60, KX_COMMAND_TIME_BACK, (kx_place){1, 4 * KX_RATE}, 0, 0.5);
    step(p, 120, KX_COMMAND_TIME_ON, (kx_place){0, 0}, 3, 0.5); /* 10 s at double speed are 20 s */
    g_assert_cmpfloat_with_epsilon(kx_seconds_to(p, 60, (kx_place){1, KX_RATE}, 4), 24.5, 1e-6);
    g_assert_cmpfloat_with_epsilon(kx_seconds_to(p, 120, (kx_place){1, KX_RATE}, 4), 12.25, 1e-6);
    /* What has just begun is measured in the listener's seconds too. */
    kx_place to;
    kx_navigate(p, KX_ORDER_ALL, 120, (kx_place){2, 3 * KX_RATE}, KX_COMMAND_SENTENCE_BACK, &to);
    g_assert_cmpuint(to.item, ==, 1);
    kx_navigate(p, KX_ORDER_ALL, 60, (kx_place){2, 3 * KX_RATE}, KX_COMMAND_SENTENCE_BACK, &to);
    g_assert_cmpuint(to.item, ==, 2);
}

static void test_others(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    kx_place to, from = {3, 77};
    for (int command = 0; command < KX_COMMANDS; command++) {
        if (command >= KX_COMMAND_SENTENCE_BACK && command <= KX_COMMAND_TIME_ON)
            continue;
        g_assert_cmpint(kx_navigate(p, KX_ORDER_ALL, PACE, from, (kx_player_command)command, &to),
                        ==, KX_MOVE_NONE);
        g_assert_true(to.item == 3 && to.inside == 77);
    }
}

/* ---- whatever the programme and the commands are ---- */

static kx_programme *random_programme(void)
{
    static const char *const marks[] = {"# ", "#A# ", "#B# ", "= ", "- ", "  ", "  ", "* "};
    g_autoptr(GString) lines = g_string_new(g_test_rand_bit() ? "* dag\n# kop\n" : "# kop\n");
    int n = g_test_rand_int_range(0, 60);
    for (int i = 0; i < n; i++) {
        /* The programme's own words end it. */
        int last = i > n - 3 && i > 0 ? 8 : 7;
        const char *mark = marks[g_test_rand_int_range(0, last)];
        g_string_append(lines, mark);
        for (int words = g_test_rand_int_range(1, 30); words > 0; words--)
            g_string_append(lines, words > 1 ? "w " : "w\n");
        if (*mark == '*')
            break;
    }
    kx_programme *p = fixture_programme(lines->str);
    if (g_test_rand_bit())
        fixture_finish(p);
    return p;
}

static int64_t longest(const kx_programme *p, unsigned item, double pace)
{
    return (int64_t)(kx_seconds_to(p, pace, (kx_place){item, 0}, item) * KX_RATE *
                     (p->finished ? pace / p->pace : 1)) +
           1;
}

/* On and then back: the same sentence, the start of the paragraph, the same frame. */
static void check_round_trip(const kx_programme *p, double pace, kx_place from,
                             kx_player_command on)
{
    kx_place there, back;
    if (kx_navigate(p, KX_ORDER_ALL, pace, from, on, &there) != KX_MOVED)
        return;
    g_assert_cmpint(kx_navigate(p, KX_ORDER_ALL, pace, there, on - 1, &back), ==, KX_MOVED);
    if (on == KX_COMMAND_TIME_ON) {
        g_assert_cmpuint(back.item, ==, from.item);
        g_assert_cmpint(back.inside, ==, from.inside);
        return;
    }
    g_assert_cmpint(back.inside, ==, 0);
    g_assert_cmpuint(there.item, >, from.item);
    g_assert_cmpuint(back.item, <=, from.item);
    if (on == KX_COMMAND_SENTENCE_ON)
        g_assert_cmpuint(back.item, ==, from.item);
    kx_place again;
    kx_navigate(p, KX_ORDER_ALL, pace, back, on, &again);
    g_assert_cmpuint(again.item, ==, there.item);
}

static void test_random(void)
{
    for (int round = 0; round < 300; round++) {
        g_autoptr(kx_programme) p = random_programme();
        kx_place place = {0, 0};
        for (int step = 0; step < 60; step++) {
            double pace = g_test_rand_int_range(60, 900);
            kx_place to;
            kx_player_command command = (kx_player_command)g_test_rand_int_range(
                KX_COMMAND_SENTENCE_BACK, KX_COMMAND_TIME_ON + 1);
            kx_move move = kx_navigate(p, KX_ORDER_ALL, pace, place, command, &to);
            g_assert_cmpuint(to.item, <, p->items->len);
            g_assert_true(move != KX_MOVE_NONE);
            g_assert_true(move != KX_MOVE_AT_FIRST || (to.item == 0 && to.inside == 0));
            g_assert_cmpint(to.inside, >=, 0);
            g_assert_true(move != KX_MOVED || to.inside <= longest(p, to.item, pace));
            place = (kx_place){to.item,
                               g_test_rand_int_range(0, (gint32)longest(p, to.item, pace) - 1)};
            for (int on = KX_COMMAND_SENTENCE_ON; on <= KX_COMMAND_TIME_ON; on += 2)
                check_round_trip(p, pace, place, (kx_player_command)on);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/navigate/sentence", test_sentence);
    g_test_add_func("/navigate/paragraph", test_paragraph);
    g_test_add_func("/navigate/headline", test_headline);
    g_test_add_func("/navigate/listed-headlines", test_listed_headlines);
    g_test_add_func("/navigate/section", test_section);
    g_test_add_func("/navigate/round", test_round);
    g_test_add_func("/navigate/no-sections", test_no_sections);
    g_test_add_func("/navigate/outside-sections", test_outside_sections);
    g_test_add_func("/navigate/silent", test_silent);
    g_test_add_func("/navigate/time-live", test_time_live);
    g_test_add_func("/navigate/time-finished", test_time_finished);
    g_test_add_func("/navigate/others", test_others);
    g_test_add_func("/navigate/random", test_random);
    return g_test_run();
}
