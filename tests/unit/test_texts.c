/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text files beside the sound: read back by the checks, whatever the article holds. */
#include "audio/track.h"
#include "compose_fixture.h"
#include "publish/check_private.h"
#include "publish/cue.h"
#include "publish/html.h"
#include "publish/link.h"
#include "publish/soundbite.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* `texts`: NULL-terminated. */
static kx_briefing *compose_all(const char *dir, const char *profile_name, kx_structure structure,
                                const char *const *texts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    g_autoptr(kx_profile) profile = kx_profile_load(profile_name, NULL);
    kx_profile_apply(profile, voice);
    kx_compose_settings settings = compose_settings(voice, structure, dir);
    settings.profile = profile;
    kx_briefing *briefing =
        compose_texts(&settings, "a.txt", g_strv_length((char **)texts), texts, &error);
    g_assert_no_error(error);
    return briefing;
}

static kx_briefing *compose_by(const char *dir, const char *profile_name, const char *text)
{
    return compose_all(dir, profile_name, KX_STRUCTURE_VOICE, (const char *const[]){text, NULL});
}

static kx_briefing *compose(const char *dir, const char *text)
{
    return compose_by(dir, KX_PROFILE_DEFAULT, text);
}

/* What the sink writes of the briefing. */
static char *written_by(const char *dir, const kx_briefing *b, const kx_sink *sink, bool tells_ai)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_show) show = kx_show_new();
    show->tells_ai = tells_ai;
    const kx_edition edition = {
        .briefing = b, .show = show, .published = "2026-03-04T00:00:00+01:00", .guid = "a"};
    int dirfd = open(dir, O_RDONLY | O_DIRECTORY);
    g_autofree char *path = g_build_filename(dir, "x", NULL);
    char *text = NULL;
    gsize n;
    sink->write(&edition, dirfd, "x", &error);
    g_assert_no_error(error);
    g_assert_true(g_file_get_contents(path, &text, &n, NULL));
    g_assert_true(g_utf8_validate(text, (gssize)n, NULL));
    unlinkat(dirfd, "x", 0);
    close(dirfd);
    return text;
}

static char *written(const char *dir, const kx_briefing *b, const kx_sink *sink)
{
    return written_by(dir, b, sink, true);
}

static void assert_no_fault(const GPtrArray *faults, const char *text)
{
    if (faults->len)
        g_error("%s\n%s", (char *)g_ptr_array_index(faults, 0), text);
}

static void check_all(const char *dir, const kx_briefing *b)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    kx_found into = {.faults = faults};
    kx_checker checker = {&into, "x"};
    double length = kx_seconds(b->track->frames);
    g_autofree char *vtt = written(dir, b, &kx_sink_vtt), *srt = written(dir, b, &kx_sink_srt);
    g_autofree char *words = written(dir, b, &kx_sink_words);
    g_autofree char *spoken = written(dir, b, &kx_sink_spoken);
    g_autofree char *chapters = written(dir, b, &kx_sink_chapters);
    g_autofree char *chapters_vtt = written(dir, b, &kx_sink_chapters_vtt);
    g_autoptr(GArray) json = kx_told_new(), cues = kx_told_new();
    kx_check_vtt(&checker, vtt, length, NULL);
    assert_no_fault(faults, vtt);
    kx_check_srt(&checker, srt, length);
    assert_no_fault(faults, srt);
    kx_check_transcript_json(&checker, words, length);
    assert_no_fault(faults, words);
    kx_check_transcript_json(&checker, spoken, length);
    assert_no_fault(faults, spoken);
    kx_check_chapters_json(&checker, chapters, json);
    kx_check_vtt(&checker, chapters_vtt, length, cues);
    kx_told_compare(&checker, "chapters", json, cues, 0);
    assert_no_fault(faults, chapters_vtt);
    g_assert_cmpuint(json->len, ==, b->chapters->len);
}

static void test_hostile(void)
{
    static const char *const texts[] = {
        "Kop --> staart & <b>vet</b>\n\nHet --> is <script>alert(1)</script> zo. ]]> En -- ook.\n",
        "WEBVTT\n\nNOTE dit is geen noot. STYLE evenmin: 00:00:01.000 --> 00:00:02.000 is tekst.\n",
        "Van \xe2\x80\xaelinks\xe2\x80\xac naar rechts\n\nEen \xe2\x81\xa6zin\xe2\x81\xa9 met "
        "tekens \xe2\x80\xa8 ertussen.\n",
        "Dubbel: punt: komma\n\nHij zei: ja. Zij zei: nee: misschien: later.\n",
        "Kort\n\nJa.\n",
        "\xf0\x9f\x98\x80 Emoji\n\nLeuk \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac hoor.\n",
        "Lang\n\nhttps://www.example.nl/een/heel/lang/adres/dat/nergens/breekt/en/maar/doorgaat "
        "staat hier, op 25 november 2026 om 14.30 uur, voor 1.250,50 euro.\n",
    };
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(kx_briefing) b = compose(dir, texts[i]);
        check_all(dir, b);
    }
    rmdir(dir);
}

static void test_no_word_is_lost(void)
{
    static const char text[] = "Kop\n\nOp 25 november 2026 om 14.30 uur zei hij: \"Dat kost ruim "
                               "1.250,50 euro, en dat is (te) veel!\"\n";
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autoptr(kx_briefing) b = compose(dir, text);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        g_autofree char *printed = kx_printed(g_ptr_array_index(b->documents, s->doc), s->range);
        g_autoptr(GArray) tokens = kx_cue_tokens(b, s);
        g_autofree char *joined = kx_cue_join(tokens, 0, tokens->len);
        g_assert_cmpstr(joined, ==, printed);
        int64_t last = s->start;
        for (guint k = 0; k < tokens->len; k++) {
            const kx_token_time *token = &g_array_index(tokens, kx_token_time, k);
            g_assert_cmpint(token->start, >=, last);
            g_assert_cmpint(token->end, >=, token->start);
            g_assert_cmpint(token->end, <=, s->end);
            last = token->start;
        }
    }
    g_autofree char *srt = written(dir, b, &kx_sink_srt);
    g_assert_nonnull(strstr(srt, "zei hij –"));
    rmdir(dir);
}

static void check_written(const char *dir, const kx_briefing *b, const kx_sink *sink,
                          const char *shown)
{
    g_autofree char *text = written(dir, b, sink);
    if (strstr(text, shown) == NULL || strstr(text, "example"))
        g_error("no \"%s\", or an address, in:\n%s", shown, text);
}

/* An address in brackets that is not said stands in no subtitle, and takes no word's time. */
static void test_left_out(void)
{
    static const char text[] = "Brug dicht\n\n(www.example.nl) De brug (https://www.example.nl/a) "
                               "gaat dicht. Een week (www.example.nl) (www.example.nl).\n";
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autoptr(kx_briefing) b = compose_by(dir, "dyslexia", text);
    check_all(dir, b);
    check_written(dir, b, &kx_sink_vtt, ">De brug gaat dicht.\n");
    check_written(dir, b, &kx_sink_vtt, ">Een week.\n");
    check_written(dir, b, &kx_sink_srt, "De brug gaat dicht.\n");
    check_written(dir, b, &kx_sink_srt, "Een week.\n");
    check_written(dir, b, &kx_sink_words, "\"body\": \"gaat\"");
    check_written(dir, b, &kx_sink_words, "\"body\": \"week.\"");
    unsigned left_out = 0;
    for (guint i = 0; i < b->sentences->len; i++) {
        g_autoptr(GArray) tokens =
            kx_cue_tokens(b, &g_array_index(b->sentences, kx_timed_sentence, i));
        for (guint k = 0; k < tokens->len; k++) {
            const kx_token_time *token = &g_array_index(tokens, kx_token_time, k);
            g_assert_false(token->joined);
            g_assert_true((token->left_out > 0) == (token->end == token->start));
            left_out += token->left_out > 0;
        }
    }
    g_assert_cmpuint(left_out, ==, 4);
    g_autoptr(kx_briefing) whole = compose(dir, text);
    g_autofree char *vtt = written(dir, whole, &kx_sink_vtt);
    g_assert_nonnull(strstr(vtt, ">Een week (www.example.nl) (www.example.nl).\n"));
    rmdir(dir);
}

/* What is known of an article, and nothing where nothing is. */
static void test_byline(void)
{
    static const struct {
        const char *text, *byline;
    } examples[] = {
        {"Kop\n\nJa.\n", ""},
        {"---\nauthor: A. <b>\n---\nKop\n\nJa.\n", "<p class=\"byline\">A. &lt;b&gt;</p>"},
        {"---\nsource: Krant\ndate: 2026-03-03\n---\nKop\n\nJa.\n",
         "<p class=\"byline\">Krant · dinsdag 3 maart 2026</p>"},
        {"---\nurl: https://www.example.nl/a?b\n---\nKop\n\nJa.\n",
         "<p class=\"byline\"><a href=\"https://www.example.nl/a?b\">Lees het artikel op het "
         "web</a></p>"},
        {"---\nauthor: J. Jansen\nsource: Krant\nurl: javascript:alert(1)\n---\nKop\n\nJa.\n",
         "<p class=\"byline\">J. Jansen · Krant</p>"},
    };
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(kx_briefing) b = compose(dir, examples[i].text);
        kx_xml *xml = kx_xml_new(KX_XML_PIECE);
        kx_html_byline(xml, b, 0);
        g_autofree char *byline = kx_xml_finish(xml, NULL);
        g_assert_cmpstr(byline, ==, examples[i].byline);
    }
    rmdir(dir);
}

/* The headings of a page, a line each: "h2 Weer". */
static char *headings_of(const char *page)
{
    g_autoptr(GRegex) heading = g_regex_new("<(h[1-6])[^>]*>(.*?)</h[1-6]>", 0, 0, NULL);
    g_autoptr(GRegex) tag = g_regex_new("<[^>]*>", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    GString *all = g_string_new(NULL);
    for (g_regex_match(heading, page, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *element = g_match_info_fetch(match, 1);
        g_autofree char *inside = g_match_info_fetch(match, 2);
        g_autofree char *text = g_regex_replace_literal(tag, inside, -1, 0, "", 0, NULL);
        g_string_append_printf(all, "%s %s\n", element, text);
    }
    return g_string_free(all, FALSE);
}

/* A single article's headline is the page's own heading, and what it has below is one lower. */
static void test_heading_of_page(void)
{
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autoptr(kx_briefing) b =
        compose(dir, "Brug dicht\n\nDat duurt een week.\n\n## Omrijden\n\nDat kan.\n");
    g_autofree char *page = written(dir, b, &kx_sink_html);
    g_autofree char *headings = headings_of(page);
    g_assert_cmpstr(headings, ==, "h1 Brug dicht\nh2 Omrijden\n");
    g_free(b->title);
    b->title = g_strdup("Avondeditie");
    g_autofree char *other = written(dir, b, &kx_sink_html);
    g_autofree char *below = headings_of(other);
    g_assert_cmpstr(below, ==, "h1 Avondeditie\nh2 Brug dicht\nh2 Omrijden\n");
    /* Chapters that are paragraphs have no heading. */
    g_autoptr(kx_briefing) plain =
        compose(dir, "Brug dicht\n\nDat duurt een week.\n\nBussen rijden om. Fietsers ook.\n");
    g_assert_cmpuint(plain->chapters->len, ==, 2);
    g_autofree char *third = written(dir, plain, &kx_sink_html);
    g_autofree char *one = headings_of(third);
    g_assert_cmpstr(one, ==, "h1 Brug dicht\n");
    g_assert_nonnull(strstr(third, "</p><p dir=\"auto\"><time"));
    rmdir(dir);
}

/* What is heard alone ("Kop:") changes nothing of what is printed. */
static void test_as_printed(void)
{
    static const char *const texts[] = {
        "---\nsection: Binnenland\n---\nPlan van tafel. Wat nu?\n\nHet plan is van tafel.\n\n"
        "Reacties\n\n- 3 miljoen euro\n- een brug\n\nDe stappen zijn bekend.\n\n1. Eerst dit.\n"
        "2. Dan dat.\n\n> Het is een goed plan.\n\nTot zover.\n",
        "Brug dicht\n\nDe brug is dicht.\n", NULL};
    static const kx_structure structures[] = {KX_STRUCTURE_VOICE, KX_STRUCTURE_WORDS};
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(structures); i++) {
        g_autoptr(kx_briefing) b = compose_all(dir, KX_PROFILE_DEFAULT, structures[i], texts);
        g_autofree char *page = written(dir, b, &kx_sink_html);
        g_autofree char *headings = headings_of(page);
        g_assert_cmpstr(headings, ==,
                        "h1 Nieuwsoverzicht van woensdag 4 maart 2026\nh2 Opening\nh2 Binnenland\n"
                        "h3 Plan van tafel. Wat nu?\nh4 Reacties\nh2 Brug dicht\nh2 Afsluiting\n");
        g_assert_nonnull(strstr(page, "</p><ul><li dir=\"auto\"><time"));
        g_assert_nonnull(strstr(page, "</li></ul><p dir=\"auto\"><time"));
        g_assert_nonnull(strstr(page, "</p><ul class=\"n\" role=\"list\"><li dir=\"auto\"><time"));
        g_assert_nonnull(strstr(page, "</li></ul><blockquote dir=\"auto\"><p><time"));
        g_autofree char *text = written(dir, b, &kx_sink_text);
        g_assert_nonnull(
            strstr(text, "\n\nBinnenland\n\n\nPlan van tafel. Wat nu?\n\nHet plan is van tafel.\n\n"
                         "Reacties\n\n- 3 miljoen euro\n\n- een brug\n\nDe stappen zijn bekend.\n\n"
                         "1. Eerst dit.\n\n2. Dan dat.\n\nHet is een goed plan.\n\nTot zover.\n\n\n"
                         "Brug dicht\n"));
        const char *const heard[] = {"Kop:", "Rubriek:", "itaat"};
        for (unsigned k = 0; k < G_N_ELEMENTS(heard); k++)
            g_assert_true(!strstr(page, heard[k]) && !strstr(text, heard[k]));
    }
    rmdir(dir);
}

static GArray *tokens_of(const char *text)
{
    GArray *tokens = g_array_new(FALSE, TRUE, sizeof(kx_token_time));
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++) {
        kx_token_time token = {.text = g_strdup(*word)};
        g_array_append_val(tokens, token);
    }
    return tokens;
}

static void free_tokens(GArray *tokens)
{
    for (guint i = 0; i < tokens->len; i++)
        g_free(g_array_index(tokens, kx_token_time, i).text);
    g_array_unref(tokens);
}

/* The lines, joined by "|". */
static void assert_lines(const char *text, unsigned columns, const char *wanted)
{
    GArray *tokens = tokens_of(text);
    g_autoptr(GArray) lines = kx_cue_lines(tokens, columns);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        guint to = i + 1 < lines->len ? g_array_index(lines, guint, i + 1) : tokens->len;
        g_autofree char *line = kx_cue_join(tokens, g_array_index(lines, guint, i), to);
        g_string_append_printf(got, "%s%s", i ? "|" : "", line);
    }
    g_assert_cmpstr(got->str, ==, wanted);
    free_tokens(tokens);
}

/* The cues, joined by "||", their lines by "|". */
static void assert_pairs(const char *text, const char *wanted)
{
    GArray *tokens = tokens_of(text);
    g_autoptr(GArray) pairs = kx_cue_pairs(tokens, 32);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < pairs->len; i++) {
        const kx_cue_pair *pair = &g_array_index(pairs, kx_cue_pair, i);
        g_autofree char *one = kx_cue_join(tokens, pair->from, pair->second);
        g_autofree char *two = kx_cue_join(tokens, pair->second, pair->to);
        g_string_append_printf(got, "%s%s%s%s", i ? "||" : "", one, *two ? "|" : "", two);
    }
    g_assert_cmpstr(got->str, ==, wanted);
    free_tokens(tokens);
}

static void test_pairs(void)
{
    assert_pairs("Kort genoeg.", "Kort genoeg.");
    assert_pairs("Eerste herfststorm nadert de kust", "Eerste herfststorm|nadert de kust");
    assert_pairs("Toch houden veel ondernemers er weinig aan over, want ook de lonen en de huur "
                 "gingen omhoog.",
                 "Toch houden veel ondernemers|er weinig aan over,||want ook de lonen|en de huur "
                 "gingen omhoog.");
    /* Two cues rather than a line that ends in "de". */
    assert_pairs("Wie in het dorp woont, mag de eerste avond gratis naar binnen.",
                 "Wie in het dorp woont,||mag de eerste avond|gratis naar binnen.");
    /* A word that no line can hold. */
    assert_pairs("zie voorbeeldpaginameteenheellangenaamerin.nl voor meer",
                 "zie|voorbeeldpaginameteenheellangenaamerin.nl||voor meer");
}

static void test_lines(void)
{
    assert_lines("Kort genoeg.", 32, "Kort genoeg.");
    assert_lines("Ziekenhuizen oefenen met digitale aanval", 32,
                 "Ziekenhuizen oefenen|met digitale aanval");
    /* At a comma rather than in the middle, and never behind "de". */
    assert_lines("Hij ging naar huis, maar kwam later terug", 32,
                 "Hij ging naar huis,|maar kwam later terug");
    assert_lines("aaaaaaaaaaaa aaaaaaaaa aaaa de bbbbbbbbbbb bbbbbbbbbbbb", 32,
                 "aaaaaaaaaaaa aaaaaaaaa aaaa|de bbbbbbbbbbb bbbbbbbbbbbb");
    /* Nor between a number and what it counts, behind an initial, or before a dash. */
    assert_lines("De gemeente trekt er 1,2 miljoen euro voor uit.", 32,
                 "De gemeente trekt er|1,2 miljoen euro voor uit.");
    assert_lines("Volgens de schrijver J. Mulder mag dat", 24,
                 "Volgens de schrijver|J. Mulder mag dat");
    assert_lines("Klanten hebben er begrip – het werd al minder", 32,
                 "Klanten hebben er begrip –|het werd al minder");
    /* A word that no line can hold has one of its own. */
    assert_lines("zie voorbeeldpaginameteenheellangenaam.nl voor meer", 20,
                 "zie|voorbeeldpaginameteenheellangenaam.nl|voor meer");
}

/* The speaker stands before the first words, but not where a colon would follow. */
static void test_speaker(void)
{
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    static const char *const rows[][2] = {
        {"Het regent\n\nEen zin: nog een.\n", "\nComputerstem: Het regent\n"},
        {"Om 14:30 uur\n\nEen zin.\n", "\nOm 14:30 uur\n"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(kx_briefing) b = compose(dir, rows[i][0]);
        g_autofree char *srt = written(dir, b, &kx_sink_srt);
        if (!strstr(srt, rows[i][1]))
            g_error("no \"%s\" in:\n%s", rows[i][1], srt);
        g_assert_true(i == 0 || strstr(srt, "Computerstem") == NULL);
    }
    rmdir(dir);
}

/* Each paragraph of the page has a time; it and headings may be written from right to left. */
static void test_page_blocks(void)
{
    static const char *const wanted[] = {
        "<p dir=\"auto\"><time ",
        "<blockquote dir=\"auto\"><p><time ",
        "<li dir=\"auto\"><time ",
        "<h1 id=\"c01\" dir=\"auto\">",
    };
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autoptr(kx_briefing) b =
        compose(dir, "Kop\n\nLead.\n\n> Ja. Nee.\n\n- een\n\nTussenkop\n\nSlot.\n");
    g_autofree char *html = written(dir, b, &kx_sink_html);
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (!strstr(html, wanted[i]))
            g_error("no \"%s\" in:\n%s", wanted[i], html);
    g_assert_null(strstr(html, "<p><span"));
    rmdir(dir);
}

/* Addresses of the web are links where they lead somewhere, also where a language changes within
 * them. */
static void test_page_links(void)
{
    static const char *const wanted[] = {
        ">Lees ook: <a href=\"https://example.org/a?b=(1)&amp;c\">https://example.org/a?b=(1)&amp;c"
        "</a>.<",
        ">Op <a href=\"http://Example.org/%C3%A9\">http://Example.org/é</a> en "
        "<a href=\"https://b.example\">https://b.example</a> (niet op www.c.example).<",
        ">Of https://d.example/?q=a+b hier, of xhttps://e.example daar.<",
    };
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autoptr(kx_briefing) b = compose(
        dir, "Kop\n\nLees ook: https://example.org/a?b=(1)&c.\n\nOp http://Example.org/é en "
             "https://b.example (niet op www.c.example).\n\nOf https://d.example/?q=a+b hier, of "
             "xhttps://e.example daar.\n");
    g_autofree char *html = written(dir, b, &kx_sink_html);
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (!strstr(html, wanted[i]))
            g_error("no \"%s\" in:\n%s", wanted[i], html);
    rmdir(dir);
}

static void test_linked_text(void)
{
    static const char *const rows[][2] = {
        {"a https://x.nl/b, c", "a <a href=\"https://x.nl/b\">https://x.nl/b</a>, c"},
        {"https://x.nl", "<a href=\"https://x.nl\">https://x.nl</a>"},
        {"(https://x.nl) https://", "(<a href=\"https://x.nl\">https://x.nl</a>) https://"},
        {"", ""},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        kx_xml *xml = kx_xml_new(KX_XML_PIECE);
        kx_xml_open(xml, "p");
        kx_html_linked_text(xml, rows[i][0]);
        kx_xml_close_whole(xml);
        g_autofree char *text = kx_xml_finish(xml, &error);
        g_autofree char *wanted = g_strdup_printf("<p>%s</p>", rows[i][1]);
        g_assert_cmpstr(g_strstrip(text), ==, wanted);
    }
}

/* A show that does not tell what reads names no speaker; but for that all stays the same. */
static void test_no_speaker(void)
{
    static const struct {
        const kx_sink *sink;
        const char *named;
    } rows[] = {
        {&kx_sink_vtt, "<v Computerstem>"},
        {&kx_sink_srt, "Computerstem: "},
        {&kx_sink_words, "\"speaker\": \"Computerstem\", "},
        {&kx_sink_spoken, "\"speaker\": \"Computerstem\", "},
        {&kx_sink_html, "<cite>Computerstem</cite> "},
    };
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autoptr(kx_briefing) b = compose(dir, "Het regent\n\nEen zin. Nog een zin.\n");
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *told = written_by(dir, b, rows[i].sink, true);
        g_autofree char *silent = written_by(dir, b, rows[i].sink, false);
        g_autoptr(GString) without = g_string_new(told);
        g_assert_cmpuint(g_string_replace(without, rows[i].named, "", 0), >, 0);
        g_assert_cmpstr(silent, ==, without->str);
    }
    rmdir(dir);
}

/* A briefing of one article whose sentences end at these seconds. */
static kx_briefing *timed(const char *title, const int *ends, unsigned n)
{
    kx_briefing *b = kx_briefing_new(NULL);
    for (unsigned i = 0; i < 3; i++)
        g_ptr_array_add(b->documents, kx_document_new("a.txt"));
    b->n_articles = 2;
    const kx_part parts[] = {{.kind = KX_PART_OPENING, .doc = 2, .title = "Opening"},
                             {.kind = KX_PART_ARTICLE, .title = title},
                             {.kind = KX_PART_ARTICLE, .doc = 1, .title = "Tweede"}};
    kx_rows_add(b->parts, parts, G_N_ELEMENTS(parts));
    const kx_timed_sentence own[] = {
        {.doc = 2, .end = 2 * KX_RATE},
        {.part = 1, .doc = 2, .start = 2 * KX_RATE, .end = 3 * KX_RATE}};
    kx_rows_add(b->sentences, own, G_N_ELEMENTS(own));
    int last = 3;
    for (unsigned i = 0; i < n; last = ends[i++]) {
        const kx_timed_sentence s = {
            .part = 1, .start = (int64_t)last * KX_RATE, .end = (int64_t)ends[i] * KX_RATE};
        kx_rows_add(b->sentences, &s, 1);
    }
    const kx_timed_sentence next = {
        .part = 2, .doc = 1, .start = (int64_t)last * KX_RATE, .end = 500 * KX_RATE};
    kx_rows_add(b->sentences, &next, 1);
    return b;
}

static void test_soundbite(void)
{
    static const struct {
        int ends[4];
        unsigned n;
        int duration; /* s; 0: none */
    } rows[] = {
        {{5, 18}, 2, 15},            /* the least there may be */
        {{5, 17}, 2, 0},             /* too short, and the next article is not of it */
        {{5, 30, 63, 70}, 4, 60},    /* as much as lasts a minute */
        {{5, 30, 64, 70}, 4, 27},    /* the end of a sentence, not the minute's */
        {{5, 10, 123, 130}, 4, 120}, /* or else the least above it */
        {{5, 10, 124}, 3, 0},        /* nothing within the bounds */
        {{5, 5, 5, 20}, 4, 17},      /* sentences without a sound */
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(kx_briefing) b = timed("Kop", rows[i].ends, rows[i].n);
        g_autoptr(kx_soundbite) bite = kx_soundbite_new(b);
        g_assert_cmpint(bite ? (int)bite->duration : 0, ==, rows[i].duration);
        if (bite)
            g_assert_cmpfloat(bite->start, ==, 3); /* not the opening, not "Kop:" */
    }
    g_autofree char *title = g_strnfill(5000, 'x');
    g_autoptr(kx_briefing) b = timed(title, rows[0].ends, rows[0].n);
    g_autoptr(kx_soundbite) bite = kx_soundbite_new(b);
    g_assert_cmpint(g_utf8_strlen(bite->title, -1), ==, KX_SOUNDBITE_TITLE_CHARS);
    g_autoptr(kx_briefing) nameless = timed(" ", rows[0].ends, rows[0].n);
    g_assert_null(kx_soundbite_new(nameless));
}

static void test_clock(void)
{
    static const struct {
        int64_t ms;
        const char *clock;
    } rows[] = {{0, "00:00:00.000"},
                {61001, "00:01:01.001"},
                {3599999, "00:59:59.999"},
                {359999999, "99:59:59.999"},
                {360000000, "100:00:00.000"}};
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *clock = kx_cue_clock(rows[i].ms, '.');
        g_assert_cmpstr(clock, ==, rows[i].clock);
        double back = kx_clock_read(clock, strlen(clock), '.');
        g_assert_cmpfloat_with_epsilon(back, (double)rows[i].ms / 1000, 1e-6);
    }
    g_assert_cmpint(kx_cue_ms(KX_RATE / 2), ==, 500);
    g_assert_cmpint(kx_cue_ms(11), ==, 0);
    g_assert_cmpint(kx_cue_ms(12), ==, 1);
}

static void test_links(void)
{
    static const char *const rows[][2] = {
        {"https://www.example.nl/a?b=c#d", "https://www.example.nl/a?b=c#d"},
        {"http://example.nl/a+b", "http://example.nl/a%2Bb"},
        {"https://example.nl/caf\xc3\xa9", "https://example.nl/caf%C3%A9"},
        {"https://example.nl/%41%zz", "https://example.nl/%41%25zz"},
        {"https://example.nl/\"><script>", "https://example.nl/%22%3E%3Cscript%3E"},
        {"hTtps://example.nl/", "https://example.nl/"},
        {"javascript:alert(1)", NULL},
        {"ftp://example.nl/", NULL},
        {"https:///pad", NULL},
        {"https://example.nl/a b", NULL},
        {"https://example.nl/a\nb", NULL},
        {"/pad", NULL},
        {"", NULL},
        {NULL, NULL},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *link = kx_link(rows[i][0]);
        g_assert_cmpstr(link, ==, rows[i][1]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/texts/hostile", test_hostile);
    g_test_add_func("/texts/no-word-is-lost", test_no_word_is_lost);
    g_test_add_func("/texts/left-out", test_left_out);
    g_test_add_func("/texts/byline", test_byline);
    g_test_add_func("/texts/heading-of-page", test_heading_of_page);
    g_test_add_func("/texts/as-printed", test_as_printed);
    g_test_add_func("/texts/lines", test_lines);
    g_test_add_func("/texts/pairs", test_pairs);
    g_test_add_func("/texts/soundbite", test_soundbite);
    g_test_add_func("/texts/speaker", test_speaker);
    g_test_add_func("/texts/no-speaker", test_no_speaker);
    g_test_add_func("/texts/page-blocks", test_page_blocks);
    g_test_add_func("/texts/page-links", test_page_links);
    g_test_add_func("/texts/linked-text", test_linked_text);
    g_test_add_func("/texts/clock", test_clock);
    g_test_add_func("/texts/links", test_links);
    return g_test_run();
}
