/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "brief/show.h"
#include "brief/show_keys.h"

#include <string.h>

#define NEEDED_BUT_TITLE "description=Het weer.\nauthor=Redactie Weer\ncategory=News\n"
#define NEEDED           "[show]\ntitle=Weer en wind\n" NEEDED_BUT_TITLE

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
    g_assert_cmpuint(show->flac_level, ==, 5);
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
        "flac-level=8\n"
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
    g_assert_cmpuint(show->flac_level, ==, 8);
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

/* Quotes round a whole value are none of it. */
static void test_quoted(void)
{
    static const struct {
        const char *line, *title;
    } rows[] = {
        {"title=\"Het weer\"", "Het weer"},
        {"title = ' Het weer '", "Het weer"},
        {"title=\"Weer\" of \"niet\"", "\"Weer\" of \"niet\""},
        {"title='t Weer", "'t Weer"},
        {"title='t Weer van 's ochtends", "'t Weer van 's ochtends"},
        {"title=Weer \"nu\"", "Weer \"nu\""},
        {"title=\"", "\""},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strdup_printf("[show]\n%s\n" NEEDED_BUT_TITLE, rows[i].line);
        g_autoptr(kx_show) show = parse(text, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(show->title, ==, rows[i].title);
    }
}

/* Each is one line: where, what, what it must be. */
static void test_faults(void)
{
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"", "weer.ini: title is missing in [show]: one line"},
        {"# leeg\n\n[show]\n", "weer.ini:3: title is missing in [show]"},
        {"[show]\ntitle=A\nauthor=C\n", "weer.ini:1: description is missing in [show]"},
        {"[show]\ntitle=A\ndescription=B\nauthor=C\n", "weer.ini:1: category is missing"},
        {"[show]\ntitle=A\ndescription=B\ncategory=News\n",
         "weer.ini:1: author is missing in [show]"},
        {NEEDED "titel=Weer\n", "weer.ini:6: titel: no such key in [show]"},
        {NEEDED "title=Weer\n", "weer.ini:6: title: is there twice"},
        {NEEDED "[shw]\n", "weer.ini:6: [shw]: no such group"},
        {NEEDED "[person]\n", "weer.ini:6: [person]: no such group"},
        {NEEDED "[person A]\n[person A]\n", "weer.ini:7: [person A]: is there twice"},
        {NEEDED "[person A]B]\n", "weer.ini:6: [person A]B]: no such group"},
        {NEEDED "[feed]\n[show]\n", "weer.ini:7: [show]: is there twice"},
        {NEEDED "[audio]\ntitle=A\n", "weer.ini:7: title: no such key in [audio]"},
        {NEEDED "[person A]\ntitle=A\n", "weer.ini:7: title: no such key in [person A]"},
        {NEEDED "title[nl]=A\n", "weer.ini:6: title[nl]: no such key"},
        {NEEDED "[show\n", "weer.ini:6: \"[show\": must be a group"},
        {NEEDED "=A\n", "weer.ini:6: : no such key"},
        {NEEDED "zomaar\n", "weer.ini:6: \"zomaar\": must be a group"},
        {"title=Weer\n", "weer.ini:1: \"title=Weer\": must be a group"},
        {NEEDED "category=Nieuws\n", "weer.ini:6: category: is there twice"},
        {"[show]\ntitle=A\ndescription=B\nauthor=C\ncategory=News > Dagelijks\n",
         "weer.ini:5: category=News > Dagelijks: must be one of Apple's"},
        {NEEDED "base-url=podcast.example.nl\n", "weer.ini:6: base-url=podcast.example.nl: must"},
        {NEEDED "base-url=ftp://example.nl/\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https:///nieuws\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://example.nl/?a=b\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://example.nl/#a\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://u:p@example.nl/\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://example.nl/a b/\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://example.nl/%zz/\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://example.nl:hoog/\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=https://example.nl:99999/\n", "weer.ini:6: base-url="},
        {NEEDED "base-url=\n", "weer.ini:6: base-url=: must be where"},
        {NEEDED "link=javascript:alert(1)\n", "weer.ini:6: link="},
        {NEEDED "link=https://example.nl/\"><b>\n", "weer.ini:6: link="},
        {NEEDED "link=https://exámple.nl/\n", "weer.ini:6: link="},
        {NEEDED "owner-email=weer.example.nl\n", "weer.ini:6: owner-email="},
        {NEEDED "owner-email=weer@example\n", "weer.ini:6: owner-email="},
        {NEEDED "owner-email=a@b@example.nl\n", "weer.ini:6: owner-email="},
        {NEEDED "owner-email=Weer <weer@example.nl>\n", "weer.ini:6: owner-email="},
        {NEEDED "owner-email=weer@-example.nl\n", "weer.ini:6: owner-email="},
        {NEEDED "language=en\n", "weer.ini:6: language=en: must be nl"},
        {NEEDED "language=nld\n", "weer.ini:6: language=nld"},
        {NEEDED "language=nl_BE\n", "weer.ini:6: language=nl_BE"},
        {NEEDED "language=nl-\n", "weer.ini:6: language=nl-"},
        {NEEDED "explicit=ja\n", "weer.ini:6: explicit=ja: must be yes or no"},
        {NEEDED "guid=abc\n", "weer.ini:6: guid=abc: must be a UUID"},
        {NEEDED "license=Mijn Licentie\n[feed]\n", "weer.ini:6: license: must be a licence's id"},
        {NEEDED "license-url=https://example.nl/\n", "weer.ini:6: license-url: goes with license"},
        {NEEDED "\n[audio]\nloudness=-50\n", "weer.ini:8: loudness=-50: must be from -40 to -8"},
        {NEEDED "[audio]\nloudness=hard\n", "weer.ini:7: loudness=hard"},
        {NEEDED "[audio]\nloudness=nan\n", "weer.ini:7: loudness=nan"},
        {NEEDED "[audio]\nloudness=-7.9\n", "weer.ini:7: loudness=-7.9"},
        {NEEDED "[audio]\nflac-level=9\n", "weer.ini:7: flac-level=9: must be from 0 to 8"},
        {NEEDED "[audio]\nmp3-kbps=65\n", "weer.ini:7: mp3-kbps=65: must be 64, 80"},
        {NEEDED "[audio]\nopus-kbps=8\n", "weer.ini:7: opus-kbps=8"},
        {NEEDED "[feed]\nkeep=-1\n", "weer.ini:7: keep=-1"},
        {NEEDED "[feed]\npage=3\n", "weer.ini:7: page=3: must be from 10"},
        {NEEDED "[feed]\nupdate-rule=BYDAY=MO\n", "weer.ini:7: update-rule="},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAILY;DAG=MA\n", "weer.ini:7: update-rule="},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAGELIJKS\n", "weer.ini:7: update-rule="},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAILY;FREQ=DAILY\n", "weer.ini:7: update-rule="},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAILY;BYDAY=MA\n", "weer.ini:7: update-rule="},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAILY;COUNT=2;UNTIL=20270101\n", "weer.ini:7: update-"},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAILY;\n", "weer.ini:7: update-rule="},
        {NEEDED "[feed]\nupdate-rule=FREQ=DAILY\n", "weer.ini:7: update-rule: goes with update"},
        {NEEDED "[feed]\nhub=hub\n", "weer.ini:7: hub=hub: must be an address"},
        {NEEDED "[feed]\nkeep-days=1.5\n", "weer.ini:7: keep-days=1.5: must be a number"},
        {NEEDED "[person Stem]\nrole=zanger\n", "weer.ini:7: role=zanger: must be a role"},
        {NEEDED "[person Stem]\ngroup=koor\n", "weer.ini:7: group=koor: must be a group"},
        {NEEDED "[person Stem]\ngroup=writing\n",
         "weer.ini:6: role=host: must be a role of the group writing: author, "},
        {NEEDED "[person ]\n", "weer.ini:6: [person ]: no such group"},
        {"[show]\ntitle=A\\tB\n", "weer.ini:2: title=A\\x09B: must be one line"},
        {"[show]\ntitle=A\\qB\n", "weer.ini:2: title: a backslash in a value"},
        {"[show]\ntitle=A\\qB\\", "weer.ini:2: title: a backslash in a value"},
        {"[show]\ntitle=A\xe2\x80\xa8"
         "B\n",
         "weer.ini:2: title="},
        {"[show]\ntitle=A\xef\xbf\xbf\n", "weer.ini:2: title="},
        {"[show]\ntitle=A\xc2\x85\n", "weer.ini:2: title="},
        {"[show]\ntitle=\n", "weer.ini:2: title=: must be one line"},
        {"[show]\ntitle=\xff\n", "weer.ini:2: is no text in UTF-8"},
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

/* What is at a bound is allowed, one more is not. */
static void test_bounds(void)
{
    static const struct {
        const char *key, *unit;
        unsigned most;
    } rows[] = {
        {"[show]\ndescription=B\nauthor=C\ncategory=News\ntitle=", "é", 255},
        {"[show]\ntitle=A\nauthor=C\ncategory=News\ndescription=", "é", 2000},
        {"[show]\ntitle=A\nauthor=C\ncategory=News\ndescription=", "b", 4000},
        {NEEDED "copyright=", "é", 255},
        {NEEDED "license-url=https://example.nl/\nlicense=", "é", 128},
        {NEEDED "[feed]\nupdate=", "é", 128},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) text = g_string_new(rows[i].key);
        for (unsigned k = 0; k < rows[i].most; k++)
            g_string_append(text, rows[i].unit);
        g_autoptr(kx_show) show = parse(text->str, &error);
        g_assert_no_error(error);
        g_string_append(text, "b");
        g_autoptr(kx_show) longer = parse(text->str, &error);
        g_assert_null(longer);
        g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
    }
}

/* What editors leave: a byte order mark, CRLF, blanks at both ends. */
static void test_editors(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_show) show =
        parse("\xef\xbb\xbf[show]\r\n  title =  Weer \t\r\n# niets\r\ndescription=B\r\nauthor=C"
              "\r\ncategory= News ; News > Daily News \r\nlanguage=nl-Latn-BE\r\nexplicit=yes \r\n",
              &error);
    g_assert_no_error(error);
    g_assert_cmpstr(show->title, ==, "Weer");
    g_assert_cmpstr(show->categories[0], ==, "News");
    g_assert_cmpstr(show->categories[1], ==, "News > Daily News");
    g_assert_null(show->categories[2]);
    g_assert_cmpstr(show->language, ==, "nl-Latn-BE");
    g_assert_true(show->is_explicit);
}

static void test_persons(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_show) show = parse(
        NEEDED "[person Redactie Weer]\ngroup=writing\nrole=editor\n[person Studio 2]\n", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(show->persons->len, ==, 2);
    const kx_person *first = g_ptr_array_index(show->persons, 0);
    const kx_person *second = g_ptr_array_index(show->persons, 1);
    g_assert_cmpstr(first->name, ==, "Redactie Weer");
    g_assert_cmpstr(first->role, ==, "editor");
    g_assert_cmpstr(second->group, ==, "cast");
    g_assert_cmpstr(second->role, ==, "host");
}

/* The sample show is one, and says where it will stand. */
static void test_sample(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "..", "content", "show.ini", NULL);
    g_autoptr(kx_show) show = kx_show_load(path, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(show->title, ==, "Nieuws van de dag");
    g_assert_cmpstr(show->base_url, ==, "https://podcast.example.nl/nieuws/");
    g_assert_cmpuint(show->persons->len, ==, 0);
}

/* docs/podcast.md has a row for each key, in the table's order, and none for another. */
static void test_documented(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "..", "docs", "podcast.md", NULL);
    g_autofree char *page = NULL;
    g_file_get_contents(path, &page, NULL, &error);
    g_assert_no_error(error);
    const char *start = strstr(page, "## The show file"), *end = start ? start + 1 : NULL;
    g_assert_nonnull(start);
    end = strstr(end, "\n## ");
    g_autofree char *section = end ? g_strndup(start, (size_t)(end - start)) : g_strdup(start);
    g_auto(GStrv) lines = g_strsplit(section, "\n", -1);
    unsigned next = 0;
    for (char **line = lines; *line; line++) {
        if (!g_str_has_prefix(*line, "| `"))
            continue;
        const kx_show_key *key = kx_show_key_at(next++);
        g_autofree char *row =
            g_strdup_printf("| `%s` | `%s` |", key ? key->group : "", key ? key->key : "");
        if (!g_str_has_prefix(*line, row))
            g_error("docs/podcast.md: \"%s\" stands where \"%s\" should", *line, row);
        bool must = strstr(*line, "**required**") != NULL;
        g_assert_cmpint(must, ==, key->required);
    }
    g_assert_null(kx_show_key_at(next));
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
    g_test_add_func("/show/quoted", test_quoted);
    g_test_add_func("/show/faults", test_faults);
    g_test_add_func("/show/bounds", test_bounds);
    g_test_add_func("/show/editors", test_editors);
    g_test_add_func("/show/persons", test_persons);
    g_test_add_func("/show/sample", test_sample);
    g_test_add_func("/show/documented", test_documented);
    g_test_add_func("/show/no-text", test_no_text);
    g_test_add_func("/show/missing", test_missing);
    return g_test_run();
}
