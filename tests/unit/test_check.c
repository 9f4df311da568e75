/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks find each fault that they are for, and none in what is right. */
#include "base/printable.h"
#include "publish/check_private.h"

#include <string.h>

typedef struct {
    const char *text;  /* of a file of ten seconds */
    const char *fault; /* in the one fault; NULL: there is none */
} example;

static void assert_faults(const GPtrArray *faults, const example *e)
{
    const char *first = faults->len ? g_ptr_array_index(faults, 0) : NULL;
    if (e->fault == NULL && first)
        g_error("%s\nfor\n%s", first, e->text);
    if (e->fault && (first == NULL || strstr(first, e->fault) == NULL))
        g_error("\"%s\", not \"%s\", for\n%s", first ? first : "nothing", e->fault, e->text);
    if (first)
        g_assert_true(g_str_has_prefix(first, "x/x.vtt: "));
}

/* Names and texts of the files that are checked are anybody's: a fault stays one plain line. */
static void test_printable(void)
{
    static const char *const hostile[] = {
        "\x1b[31m", "a\nok: 9 briefings", "\r", "\302\23331m", "\xe2\x80\xae", "\xff",
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
        kx_found into = {.faults = faults};
        kx_checker in_text = {&into, "x/x.vtt"}, in_name = {&into, hostile[i]};
        kx_fault(&in_text, "lacks %s", hostile[i]);
        kx_fault(&in_name, "lacks it");
        for (guint j = 0; j < faults->len; j++) {
            const char *line = g_ptr_array_index(faults, j);
            for (const char *c = line; *c; c++)
                g_assert_true(*c >= ' ' && *c <= '~');
            g_assert_nonnull(strchr(line, '\\'));
        }
        g_assert_cmpuint(faults->len, ==, 2);
    }
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    kx_found into = {.faults = faults};
    kx_checker once = {&into, "x\n"};
    g_autofree char *safe = kx_printable("é\n", -1);
    kx_fault(&once, "lacks %s", safe);
    g_assert_cmpstr(g_ptr_array_index(faults, 0), ==, "x\\x0A: lacks é\\x0A");
}

static void test_vtt(void)
{
    static const example examples[] = {
        {"WEBVTT\n\ns0001\n00:00:00.000 --> 00:00:02.500\n<v Stem>Rijk &amp; arm\n\n"
         "00:00:02.500 --> 00:00:10.000\nEen &lt;b&gt;\nof twee\n",
         NULL},
        {"WEBVTT\n\n00:00:00.000 --> 00:00:00.000\nnu\n", "ends before it starts"},
        {"WEBVTT\n\n00:00:03.000 --> 00:00:04.000\na\n\n00:00:02.000 --> 00:00:05.000\nb\n",
         "starts before the one before"},
        {"WEBVTT\n\n00:00:03.000 --> 00:00:11.000\na\n", "after the sound"},
        {"WEBVTT\n\n0:00:03.000 --> 00:00:04.000\na\n", "cue 1 is malformed"},
        {"WEBVTT\n\n00:00:03,000 --> 00:00:04,000\na\n", "cue 1 is malformed"},
        {"WEBVTT\n\n00:61:03.000 --> 00:62:04.000\na\n", "cue 1 is malformed"},
        {"WEBVTT\n\n00:00:03.000 --> 00:00:04.000\n", "cue 1 is malformed"},
        {"WEBVTT\n00:00:03.000 --> 00:00:04.000\na\n", "no WebVTT"},
        {"WEBVTT\n\n", "has no cue"},
        {"", "no WebVTT"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
        kx_found into = {.faults = faults};
        kx_checker checker = {&into, "x/x.vtt"};
        kx_check_vtt(&checker, examples[i].text, 10, NULL);
        assert_faults(faults, &examples[i]);
    }
}

static void test_vtt_text(void)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) told = kx_told_new();
    kx_found into = {.faults = faults};
    kx_checker checker = {&into, "x"};
    kx_check_vtt(&checker, "WEBVTT\n\n00:00:00.000 --> 00:00:02.500\n<v Stem>A &amp;lt; B\nen C\n",
                 10, told);
    g_assert_cmpuint(told->len, ==, 1);
    g_assert_cmpstr(g_array_index(told, kx_told, 0).text, ==, "A &lt; B en C");
    g_assert_cmpfloat_with_epsilon(g_array_index(told, kx_told, 0).end, 2.5, 1e-9);
}

static void test_srt(void)
{
    static const example examples[] = {
        {"1\n00:00:00,000 --> 00:00:02,500\neen\n\n2\n00:00:02,500 --> 00:00:09,000\ntwee\ndrie\n",
         NULL},
        {"2\n00:00:00,000 --> 00:00:02,500\neen\n", "cue 1 is malformed"},
        {"1\n00:00:00.000 --> 00:00:02.500\neen\n", "cue 1 is malformed"},
        {"1\n00:00:00,000 --> 00:00:02,500\na\nb\nc\n", "cue 1 is malformed"},
        {"1\n00:00:02,000 --> 00:00:01,500\na\n", "ends before it starts"},
        {"1\n00:00:00,000 --> 00:00:02,500\nabcdefghijklmnopqrstuvwxyzabcdefgh\n", NULL},
        {"1\n00:00:00,000 --> 00:00:02,500\nabcdefghijklmno qrstuvwxyzabcdefg\n",
         "more than 32 characters"},
        {"1\n00:00:00,000 --> 00:00:02,500\nStem: om 14.30\n", NULL},
        {"1\n00:00:00,000 --> 00:00:02,500\nOm 14:30 en 15:30\n", NULL},
        {"1\n00:00:00,000 --> 00:00:02,500\nStem: om 14:30\n", "two colons"},
        {"1\n00:00:00,000 --> 00:00:02,500\nStem:\nom 14:30\n", "two colons"},
        {"", "has no cue"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
        kx_found into = {.faults = faults};
        kx_checker checker = {&into, "x/x.vtt"};
        kx_check_srt(&checker, examples[i].text, 10);
        assert_faults(faults, &examples[i]);
    }
}

static void test_transcript(void)
{
    static const example examples[] = {
        {"{\"version\":\"1.0.0\",\"segments\":[{\"startTime\":0,\"endTime\":0.5,\"body\":\"a\"},"
         "{\"startTime\":0.5,\"endTime\":10,\"body\":\"b\"}]}",
         NULL},
        {"{\"version\":\"1.0.0\",\"segments\":[{\"startTime\":1,\"endTime\":0.5,\"body\":\"a\"}]}",
         "ends before"},
        {"{\"version\":\"1.0.0\",\"segments\":[{\"startTime\":1,\"endTime\":2}]}", "no text"},
        {"{\"version\":\"2\",\"segments\":[]}", "no transcript"},
        {"{\"version\":", "line 1 is no JSON"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
        kx_found into = {.faults = faults};
        kx_checker checker = {&into, "x/x.vtt"};
        kx_check_transcript_json(&checker, examples[i].text, 10);
        assert_faults(faults, &examples[i]);
    }
}

static void test_chapters(void)
{
    static const example examples[] = {
        {"{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":0,\"title\":\"Weer\"},"
         "{\"startTime\":4,\"title\":\"Sport\"}]}",
         NULL},
        {"{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":0,\"title\":\"Weer\"},"
         "{\"startTime\":4.5,\"title\":\"Sport\"}]}",
         "starts at 4.500 s, but in the record at 4.000 s"},
        {"{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":0,\"title\":\"Weer\"},"
         "{\"startTime\":4,\"title\":\"Sp\\u202eort\"}]}",
         "is \"Sp\\u{202E}ort\", but in the record \"Sport\""},
        {"{\"version\":\"1.2.0\",\"chapters\":[]}", "0 chapters, but the record has 2"},
        {"{\"version\":\"1.0.0\",\"chapters\":[]}", "version 1.2"},
    };
    g_autoptr(GArray) wanted = kx_told_new();
    kx_told_add(wanted, 0, 4, "Weer");
    kx_told_add(wanted, 4, 10, "Sport");
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GArray) told = kx_told_new();
        kx_found into = {.faults = faults};
        kx_checker checker = {&into, "x/x.vtt"};
        kx_check_chapters_json(&checker, examples[i].text, told);
        kx_told_compare(&checker, "chapters", wanted, told, 0);
        assert_faults(faults, &examples[i]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/check/printable", test_printable);
    g_test_add_func("/check/vtt", test_vtt);
    g_test_add_func("/check/vtt-text", test_vtt_text);
    g_test_add_func("/check/srt", test_srt);
    g_test_add_func("/check/transcript", test_transcript);
    g_test_add_func("/check/chapters", test_chapters);
    return g_test_run();
}
