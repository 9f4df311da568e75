/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "brief/show.h"

#include <string.h>

#define NEEDED                                                                                     \
    "[show]\ntitle=Weer en wind\ndescription=Het weer.\nauthor=Redactie Weer\ncategory=News\n"

static kx_show *parse(const char *text, GError **error)
{
    return kx_show_parse("shows/weer.ini", text, strlen(text), error);
}

static void test_defaults(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_show) show = parse(NEEDED, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(show->path, ==, "shows/weer.ini");
    g_assert_cmpstr(show->title, ==, "Weer en wind");
    g_assert_cmpstr(show->categories[0], ==, "News");
    g_assert_cmpstr(show->language, ==, "nl");
    g_assert_null(show->base_url);
    g_assert_true(show->tells_ai);
    g_assert_cmpfloat(show->loudness, ==, -16);
    g_assert_cmpuint(show->mp3_kbps, ==, 64);
    g_assert_cmpuint(show->keep, ==, 0);
}

static void test_everything(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_show) show = parse(
        "# een show\n" NEEDED
        "base-url=https://podcast.example.nl/weer//\nlink=https://www.example.nl/?a=1\n"
        "owner-name=Redactie\nowner-email=weer@example.nl\nlanguage=nl-be\ncopyright=Redactie\n"
        "license=Eigen licentie\nlicense-url=https://www.example.nl/licentie\n"
        "guid=917393e3-1b1e-5cef-ace4-edaa54e1f810\ncover=beeld/omslag.png\nexplicit=yes\n"
        "locked=true\ndisclose=no\n\n[audio]\nvoice=kalm\nloudness=-18.5\nmp3-kbps=96\n"
        "opus-kbps=32\n[feed]\nkeep=100\nkeep-days=7\npage=20\nupdate=elke werkdag\n"
        "update-rule=FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR\nhub=https://hub.example.nl/\n"
        "[person Stem van de dag]\nrole=narrator\nurl=https://www.example.nl/stem\n",
        &error);
    g_assert_no_error(error);
    g_assert_cmpstr(show->base_url, ==, "https://podcast.example.nl/weer/");
    g_assert_cmpstr(show->cover, ==, "shows/beeld/omslag.png");
    g_assert_cmpstr(show->voice, ==, "kalm");
    g_assert_true(show->is_explicit && show->is_locked && !show->tells_ai);
    g_assert_cmpfloat(show->loudness, ==, -18.5);
    g_assert_cmpuint(show->mp3_kbps, ==, 96);
    g_assert_cmpuint(show->opus_kbps, ==, 32);
    g_assert_cmpuint(show->keep, ==, 100);
    g_assert_cmpuint(show->keep_days, ==, 7);
    g_assert_cmpuint(show->page, ==, 20);
    g_assert_cmpstr(show->update_rule, ==, "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR");
    g_assert_cmpuint(show->persons->len, ==, 1);
    const kx_person *person = g_ptr_array_index(show->persons, 0);
    g_assert_cmpstr(person->name, ==, "Stem van de dag");
    g_assert_cmpstr(person->group, ==, "cast");
    g_assert_cmpstr(person->role, ==, "narrator");
}

/* Each is one line: where, what, what it must be. */
static void test_faults(void)
{
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"", "weer.ini: [show] title is missing"},
        {"[show]\ntitle=A\ndescription=B\ncategory=News\n", "weer.ini: [show] author is missing"},
        {NEEDED "titel=Weer\n", "weer.ini:6: titel: no such key in [show]"},
        {NEEDED "title=Weer\n", "weer.ini:6: title: is there twice"},
        {NEEDED "[shw]\n", "weer.ini:6: [shw]: no such group"},
        {NEEDED "zomaar\n", "weer.ini:6: \"zomaar\": must be a group"},
        {"title=Weer\n", "weer.ini:1: \"title\": must be a group"},
        {NEEDED "category=Nieuws\n", "weer.ini:6: category: is there twice"},
        {"[show]\ntitle=A\ndescription=B\nauthor=C\ncategory=News > Dagelijks\n",
         "weer.ini:5: category=News > Dagelijks: must be one of Apple's"},
        {NEEDED "base-url=podcast.example.nl\n", "weer.ini:6: base-url=podcast.example.nl: must"},
        {NEEDED "base-url=ftp://example.nl/\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https:///nieuws\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://example.nl/?a=b\n", "weer.ini:6: base-url="},
        {NEEDED "link=javascript:alert(1)\n", "weer.ini:6: link="},
        {NEEDED "owner-email=weer.example.nl\n", "weer.ini:6: owner-email="},
        {NEEDED "language=en\n", "weer.ini:6: language=en: must be nl"},
        {NEEDED "explicit=ja\n", "weer.ini:6: explicit=ja: must be yes or no"},
        {NEEDED "guid=abc\n", "weer.ini:6: guid=abc: must be a UUID"},
        {NEEDED "license=Mijn Licentie\n", "weer.ini: [show] license: a licence of your own"},
        {NEEDED "\n[audio]\nloudness=-50\n", "weer.ini:8: loudness=-50: must be from -40 to -8"},
        {NEEDED "[audio]\nloudness=hard\n", "weer.ini:7: loudness=hard"},
        {NEEDED "[audio]\nmp3-kbps=65\n", "weer.ini:7: mp3-kbps=65: must be 64, 80"},
        {NEEDED "[audio]\nopus-kbps=8\n", "weer.ini:7: opus-kbps=8"},
        {NEEDED "[feed]\nkeep=-1\n", "weer.ini:7: keep=-1"},
        {NEEDED "[feed]\npage=3\n", "weer.ini:7: page=3: must be from 10"},
        {NEEDED "[feed]\nupdate-rule=BYDAY=MO\n", "weer.ini:7: update-rule="},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAILY;DAG=MA\n", "weer.ini:7: update-rule="},
        {NEEDED "[person Stem]\nrole=zanger\n", "weer.ini: [person Stem] role: must be a role"},
        {NEEDED "[person Stem]\ngroup=koor\n", "weer.ini: [person Stem] group: must be a group"},
        {NEEDED "[person ]\n", "weer.ini:6: [person ]: no such group"},
        {"[show]\ntitle=A\\tB\n", "weer.ini:2: title=A\\x09B: must be one line"},
        {"[show]\ntitle=\xff\n", "weer.ini: is no text in UTF-8"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(kx_show) show = parse(rows[i].text, &error);
        g_assert_null(show);
        g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
        if (strstr(error->message, rows[i].message) == NULL)
            g_error("%s\nis not\n%s", error->message, rows[i].message);
        g_assert_null(strchr(error->message, '\n'));
    }
}

static void test_no_text(void)
{
    g_autoptr(GError) error = NULL;
    static const char zero[] = NEEDED "\0x";
    g_assert_null(kx_show_parse("weer.ini", zero, sizeof zero - 1, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
}

static void test_missing(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(kx_show_load("bestaat/niet.ini", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_NO_INPUT);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/show/defaults", test_defaults);
    g_test_add_func("/show/everything", test_everything);
    g_test_add_func("/show/faults", test_faults);
    g_test_add_func("/show/no-text", test_no_text);
    g_test_add_func("/show/missing", test_missing);
    return g_test_run();
}
