/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conductor with the tone engine: times are exact, so they are asserted. */
#include "base/error.h"
#include "base/limits.h"
#include "brief/title.h"
#include "compose_fixture.h"

#include <string.h>

static const kx_voice *voice(void)
{
    static kx_voice *loaded;
    if (loaded == NULL)
        loaded = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    return loaded;
}

static kx_compose_settings settings_for(kx_structure structure)
{
    return compose_settings(voice(), structure, g_get_tmp_dir());
}

static kx_briefing *try_to_compose(const kx_compose_settings *settings, unsigned n,
                                   const char *const *texts, GError **error)
{
    return compose_texts(settings, "proef.txt", n, texts, error);
}

static kx_briefing *compose_with(const kx_compose_settings *settings, unsigned n,
                                 const char *const *texts)
{
    g_autoptr(GError) error = NULL;
    kx_briefing *b = try_to_compose(settings, n, texts, &error);
    g_assert_no_error(error);
    return b;
}

static kx_briefing *compose(const char *text, kx_structure structure)
{
    kx_compose_settings settings = settings_for(structure);
    return compose_with(&settings, 1, &text);
}

static const kx_chapter *chapter_at(const kx_briefing *b, unsigned i)
{
    g_assert_cmpuint(i, <, b->chapters->len);
    return &g_array_index(b->chapters, kx_chapter, i);
}

static const kx_timed_sentence *sentence(const kx_briefing *b, unsigned i)
{
    g_assert_cmpuint(i, <, b->sentences->len);
    return &g_array_index(b->sentences, kx_timed_sentence, i);
}

static const char sections[] =
    "Brug blijft een week dicht\n\nDe brug over de vaart gaat een week dicht voor onderhoud.\n\n"
    "Omrijden\n\nFietsers rijden om via het dorp. Auto's nemen de ringweg.\n\n"
    "Planning\n\nHet werk begint op maandag.\n";
static const char paragraphs[] =
    "Het bleef in het hele land de hele dag grijs en nat, met af en toe een bui van betekenis. "
    "Aan zee stond veel wind.\n\nMorgen wordt het droger.\n";

static void check_invariants(const kx_briefing *b)
{
    int64_t at = 0;
    for (guint c = 0; c < b->chapters->len; c++) {
        const kx_chapter *chapter = chapter_at(b, c);
        g_assert_cmpint(chapter->start, ==, at);
        g_assert_cmpint(chapter->start % KX_RATE, ==, 0);
        g_assert_cmpint(chapter->end, >, chapter->start);
        at = chapter->end;
    }
    g_assert_cmpint(at, ==, b->track->frames);
    int64_t before = 0;
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = sentence(b, i);
        g_assert_cmpint(s->start, >=, before);
        g_assert_cmpint(s->end, >=, s->start);
        before = s->end;
        int64_t word_before = s->start;
        for (unsigned w = 0; w < s->n_words; w++) {
            const kx_word *word = &g_array_index(b->words, kx_word, s->first_word + w);
            g_assert_cmpint(word->start, >=, word_before);
            g_assert_cmpint(word->end, >=, word->start);
            g_assert_cmpint(word->end, <=, s->end);
            g_assert_cmpuint(word->range.start, >=, s->range.start);
            g_assert_cmpuint(word->range.end, <=, s->range.end);
            word_before = word->start;
        }
    }
    g_assert_cmpint(before, <=, b->track->frames);
}

static void test_sections(void)
{
    g_autoptr(kx_briefing) b = compose(sections, KX_STRUCTURE_VOICE);
    check_invariants(b);
    g_assert_cmpuint(b->chapters->len, ==, 3);
    g_assert_cmpstr(chapter_at(b, 0)->title, ==, "Brug blijft een week dicht");
    g_assert_cmpstr(chapter_at(b, 1)->title, ==, "Omrijden");
    g_assert_cmpstr(chapter_at(b, 2)->title, ==, "Planning");
    g_assert_cmpstr(b->id, ==, "brug-blijft-een-week-dicht");
    g_assert_cmpint(sentence(b, 0)->role, ==, KX_ROLE_HEADING);
    g_assert_cmpint(sentence(b, 1)->role, ==, KX_ROLE_TEXT);
}

static void test_paragraphs(void)
{
    g_autoptr(kx_briefing) b = compose(paragraphs, KX_STRUCTURE_VOICE);
    check_invariants(b);
    g_assert_cmpuint(b->chapters->len, ==, 2);
    const char *title = chapter_at(b, 0)->title;
    g_assert_cmpint(g_utf8_strlen(title, -1), <=, KX_CHAPTER_TITLE_WORDS_CHARS_MAX);
    g_assert_cmpstr(title, ==, "Het bleef in het hele land de hele dag grijs en nat, met af…");
    g_assert_cmpstr(chapter_at(b, 1)->title, ==, "Morgen wordt het droger.");
}

/* Silence between two sentences of the briefing, in frames. */
static int64_t gap(const kx_briefing *b, unsigned i)
{
    return sentence(b, i + 1)->start - sentence(b, i)->end;
}

static void assert_pause(const kx_briefing *b, unsigned i, kx_pause pause)
{
    int64_t wanted = kx_voice_pause(voice(), pause, b->pause_rate);
    g_assert_cmpint(gap(b, i), >=, wanted);
    g_assert_cmpint(gap(b, i), <, wanted + 2 * KX_BLOCK_FRAMES);
}

static void test_pauses(void)
{
    g_autoptr(kx_briefing) b = compose(sections, KX_STRUCTURE_VOICE);
    assert_pause(b, 0, KX_PAUSE_AFTER_HEADLINE);
    assert_pause(b, 2, KX_PAUSE_AFTER_HEADLINE);
    assert_pause(b, 3, KX_PAUSE_SENTENCE);
    /* Before a chapter the pause is lengthened to the next whole second. */
    int64_t section = kx_voice_pause(voice(), KX_PAUSE_SECTION, b->pause_rate);
    g_assert_cmpint(gap(b, 1), >=, section);
    g_assert_cmpint(gap(b, 1), <, section + KX_RATE + KX_BLOCK_FRAMES);
}

static void test_words_structure(void)
{
    g_autoptr(kx_briefing) b = compose(sections, KX_STRUCTURE_WORDS);
    check_invariants(b);
    const kx_timed_sentence *cue = sentence(b, 0);
    g_assert_true(kx_briefing_is_own(b, cue->doc));
    g_autofree char *said = g_strndup(b->transcript->data + cue->spoken, cue->length);
    g_assert_cmpstr(said, ==, "Kop:");
    g_assert_false(kx_briefing_is_own(b, sentence(b, 1)->doc));
    g_assert_cmpint(sentence(b, 1)->role, ==, KX_ROLE_TEXT);
    assert_pause(b, 0, KX_PAUSE_COLON);
}

static void test_tone_structure(void)
{
    g_autoptr(kx_briefing) plain = compose(sections, KX_STRUCTURE_NONE);
    g_autoptr(kx_briefing) tone = compose(sections, KX_STRUCTURE_TONE);
    check_invariants(tone);
    g_assert_cmpuint(plain->sentences->len, ==, tone->sentences->len);
    g_assert_cmpint(tone->tone, >=, 0);
    /* The intertitle comes after its tone, so later after the chapter's start. */
    const kx_chapter *chapter = chapter_at(tone, 1);
    g_assert_cmpint(sentence(tone, chapter->first_sentence)->start - chapter->start, >,
                    KX_RATE / 5);
    g_assert_cmpint(sentence(plain, chapter_at(plain, 1)->first_sentence)->start, ==,
                    chapter_at(plain, 1)->start);
}

static void test_programme(void)
{
    const char *const texts[] = {sections, paragraphs};
    kx_compose_settings settings = settings_for(KX_STRUCTURE_VOICE);
    g_autoptr(kx_briefing) b = compose_with(&settings, 2, texts);
    check_invariants(b);
    g_assert_cmpstr(b->id, ==, "briefing-2026-03-04");
    g_assert_cmpuint(b->chapters->len, ==, 4);
    g_assert_cmpstr(chapter_at(b, 0)->title, ==, "Opening");
    g_assert_cmpstr(chapter_at(b, 1)->title, ==, "Brug blijft een week dicht");
    g_assert_cmpstr(chapter_at(b, 3)->title, ==, "Afsluiting");
    const kx_timed_sentence *first = sentence(b, 0), *second = sentence(b, 1);
    g_autofree char *said = g_strndup(b->transcript->data + first->spoken, first->length);
    g_assert_cmpstr(b->name, ==, "Nieuwsoverzicht");
    g_assert_cmpstr(b->title, ==, "Nieuwsoverzicht van woensdag 4 maart 2026");
    g_assert_cmpstr(said, ==, "Nieuwsoverzicht van woensdag vier maart tweeduizend zesentwintig.");
    g_autofree char *count = g_strndup(b->transcript->data + second->spoken, second->length);
    g_assert_cmpstr(count, ==, "In deze uitgave: twee artikelen.");
    /* The first headline in the opening is the article's own block. */
    g_assert_cmpuint(sentence(b, 2)->doc, ==, 0);
    g_assert_cmpuint(sentence(b, 2)->part, ==, 0);
}

/* Only a name that every day has comes with the day. */
static void test_given_title(void)
{
    static const char *const texts[] = {sections, paragraphs};
    kx_compose_settings settings = settings_for(KX_STRUCTURE_VOICE);
    g_autoptr(kx_briefing) single = compose_with(&settings, 1, texts);
    g_assert_cmpstr(single->title, ==, "Brug blijft een week dicht");
    settings.title = "Journaal";
    g_autoptr(kx_briefing) b = compose_with(&settings, 2, texts);
    g_assert_cmpstr(b->title, ==, "Journaal");
    g_assert_cmpstr(b->name, ==, "Journaal");
}

static void test_first_words(void)
{
    static const char *const cases[][2] = {
        {"Geen kop hier.", "Geen kop hier."},
        {"Geen kop hier, alleen een lange tekst die meteen begint en van het doorlopen houdt.",
         "Geen kop hier, alleen een lange tekst die meteen begint…"},
        {"Het dorp bleef gisteren de hele dag zonder stroom, water, gas. Dat meldt de gemeente.",
         "Het dorp bleef gisteren de hele dag zonder stroom, water…"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *words = kx_first_words(cases[i][0], 60);
        g_assert_cmpstr(words, ==, cases[i][1]);
    }
}

/* A title that no file could take is cut between words, and tells so. */
static void test_long_title(void)
{
    g_autoptr(GString) words = g_string_new(NULL);
    while (words->len <= KX_CHAPTER_TITLE_BYTES_MAX)
        g_string_append(words, "weegbree ");
    g_autofree char *title = kx_title_clean(words->str);
    g_assert_cmpuint(strlen(title), <=, KX_CHAPTER_TITLE_BYTES_MAX);
    g_assert_true(g_str_has_suffix(title, " weegbree…"));
    memset(words->str, 'a', words->len);
    g_autofree char *word = kx_title_clean(words->str);
    g_assert_true(g_str_has_suffix(word, "aa…"));
    g_autoptr(GString) joined = g_string_new("ab");
    while (joined->len <= KX_CHAPTER_TITLE_BYTES_MAX)
        g_string_append(joined, "\u200D👩");
    g_string_append_c(joined, '.');
    for (unsigned i = 0; i < 7; i++) {
        g_autofree char *people = kx_title_clean(joined->str);
        g_assert_cmpuint(strlen(people), <=, KX_CHAPTER_TITLE_BYTES_MAX);
        g_string_prepend_c(joined, 'a');
    }
}

/* The day is a sentence behind a name that was given, unless the name has it. */
static void test_said_title(void)
{
    static const struct {
        const char *title, *first, *second, *last;
    } cases[] = {
        {"Nieuws uit het dorp", "Nieuws uit het dorp.",
         "Het is woensdag vier maart tweeduizend zesentwintig.", "Dit was Nieuws uit het dorp."},
        {"Nieuws, week 10", "Nieuws, week tien.",
         "Het is woensdag vier maart tweeduizend zesentwintig.", "Dit was Nieuws, week tien."},
        {"Wat gebeurde er?", "Wat gebeurde er?",
         "Het is woensdag vier maart tweeduizend zesentwintig.", "Dit was: Wat gebeurde er?"},
        {"Nieuws van 4 maart", "Nieuws van vier maart.", "In deze uitgave: twee artikelen.",
         "Dit was Nieuws van vier maart."},
    };
    static const char *const texts[] = {sections, paragraphs};
    kx_compose_settings settings = settings_for(KX_STRUCTURE_VOICE);
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        settings.title = cases[i].title;
        g_autoptr(kx_briefing) b = compose_with(&settings, 2, texts);
        const unsigned at[] = {0, 1, b->sentences->len - 1};
        const char *const wanted[] = {cases[i].first, cases[i].second, cases[i].last};
        for (unsigned k = 0; k < G_N_ELEMENTS(at); k++) {
            const kx_timed_sentence *s = sentence(b, at[k]);
            g_autofree char *said = g_strndup(b->transcript->data + s->spoken, s->length);
            g_assert_cmpstr(said, ==, wanted[k]);
        }
    }
}

/* That a computer read it is a closing of its own behind a single article, which stays as it is;
 * behind several it ends the closing that there is. */
static void test_disclosing(void)
{
    static const char *const texts[] = {sections, paragraphs};
    for (unsigned n = 1; n <= 2; n++)
        for (unsigned first = 0; first + n <= 2; first++) {
            kx_compose_settings settings = settings_for(KX_STRUCTURE_VOICE);
            g_autoptr(kx_briefing) plain = compose_with(&settings, n, texts + first);
            settings.discloses = true;
            g_autoptr(kx_briefing) told = compose_with(&settings, n, texts + first);
            check_invariants(told);
            unsigned more = n == 1;
            g_assert_cmpuint(told->chapters->len, ==, plain->chapters->len + more);
            g_assert_cmpuint(told->sentences->len, ==, plain->sentences->len + 1);
            for (guint i = 0; i < plain->chapters->len; i++) {
                g_assert_cmpstr(chapter_at(told, i)->title, ==, chapter_at(plain, i)->title);
                g_assert_cmpint(chapter_at(told, i)->start, ==, chapter_at(plain, i)->start);
            }
            const kx_chapter *last = chapter_at(told, told->chapters->len - 1);
            const kx_part *part = &g_array_index(told->parts, kx_part, told->parts->len - 1);
            g_assert_cmpstr(last->title, ==, KX_CLOSING_TITLE);
            g_assert_cmpuint(last->part, ==, told->parts->len - 1);
            g_assert_cmpuint(last->n_sentences, ==, n);
            g_assert_cmpint(part->kind, ==, KX_PART_CLOSING);
            g_assert_true((kx_briefing_only_article(told) != NULL) == (n == 1));
            g_assert_cmpstr(told->id, ==, plain->id);
        }
}

static void test_many_chapters_merge(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 250; i++)
        g_string_append(text, "Dit is een korte alinea.\n\n");
    g_autoptr(kx_briefing) b = compose(text->str, KX_STRUCTURE_NONE);
    check_invariants(b);
    g_assert_cmpuint(b->chapters->len, ==, KX_CHAPTERS_MAX);
    g_assert_cmpuint(b->sentences->len, ==, 250);
    unsigned covered = 0;
    for (guint i = 0; i < b->chapters->len; i++)
        covered += chapter_at(b, i)->n_sentences;
    g_assert_cmpuint(covered, ==, 250);
    g_assert_cmpuint(b->notes->len, ==, 1);
}

/* Articles of more than half a megabyte, put away or not. */
static kx_briefing *plan_many(kx_store *store)
{
    enum { ARTICLES = 300, BYTES = 2000 };
    g_autoptr(GPtrArray) documents =
        g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);
    const kx_compose_settings settings = settings_for(KX_STRUCTURE_WORDS);
    for (unsigned i = 0; i < ARTICLES; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_append_printf(text, "---\nrubriek: Deel %u\n---\nBrug %u is dicht\n", i / 7, i);
        while (text->len < BYTES)
            g_string_append_printf(text, "\nDe brug was %zu dagen dicht. Omrijden mag.\n",
                                   text->len);
        kx_document *doc = kx_read_bytes("brug.txt", text->str, text->len, NULL);
        if (store)
            kx_document_put_away(doc, store);
        g_ptr_array_add(documents, doc);
    }
    return kx_compose_plan(documents, &settings);
}

/* Nothing is planned otherwise because it was put away; the briefing alone holds the store. */
static void test_put_away(void)
{
    g_autoptr(kx_briefing) plain = plan_many(NULL);
    kx_store *store = kx_store_new(g_get_tmp_dir());
    g_autoptr(kx_briefing) kept = plan_many(store);
    kx_store_free(store);
    kx_briefing_rest(kept);
    g_assert_cmpuint(kept->parts->len, ==, plain->parts->len);
    g_assert_cmpuint(kept->chapters->len, ==, KX_CHAPTERS_MAX);
    g_assert_cmpuint(kept->sentences->len, ==, plain->sentences->len);
    for (guint i = 0; i < kept->parts->len; i++) {
        const kx_part *part = &g_array_index(kept->parts, kx_part, i);
        g_assert_cmpstr(part->title, ==, g_array_index(plain->parts, kx_part, i).title);
        g_assert_cmpstr(kx_briefing_section(kept, i), ==, kx_briefing_section(plain, i));
    }
    for (guint i = 0; i < KX_CHAPTERS_MAX; i++)
        g_assert_cmpstr(chapter_at(kept, i)->title, ==, chapter_at(plain, i)->title);
    for (guint i = 0; i < kept->sentences->len; i++) {
        const kx_timed_sentence *s = sentence(kept, i);
        const kx_document *doc = g_ptr_array_index(kept->documents, s->doc);
        g_autofree char *printed = kx_printed(doc, s->range);
        g_autofree char *wanted =
            kx_printed(g_ptr_array_index(plain->documents, s->doc), sentence(plain, i)->range);
        g_assert_cmpstr(printed, ==, wanted);
        kx_briefing_passed(kept, i);
    }
}

static void test_words_map_back(void)
{
    g_autoptr(kx_briefing) b = compose("Er waren 38 bezoekers in 2019.\n", KX_STRUCTURE_NONE);
    const kx_timed_sentence *s = sentence(b, 0);
    const char *const printed[] = {"Er", "waren", "38", "bezoekers", "in", "2019"};
    const char *const spoken[] = {"Er",        "waren", "achtendertig",
                                  "bezoekers", "in",    "tweeduizend negentien"};
    g_assert_cmpuint(s->n_words, ==, G_N_ELEMENTS(printed));
    for (unsigned i = 0; i < s->n_words; i++) {
        const kx_word *word = &g_array_index(b->words, kx_word, s->first_word + i);
        g_autofree char *text = kx_printed(g_ptr_array_index(b->documents, 0), word->range);
        g_autofree char *said = g_strndup(b->transcript->data + word->spoken, word->length);
        g_assert_cmpstr(text, ==, printed[i]);
        g_assert_cmpstr(said, ==, spoken[i]);
        g_assert_cmpint(word->end, >, word->start);
    }
}

static void test_losses(void)
{
    /* The tone engine dies of this word; the sentences round it are untouched. */
    g_autoptr(kx_briefing) b = compose("Dit gaat goed.\n\nDit is crashhh in een zin.\n\n"
                                       "Dit gaat ook goed.\n\nEn dit. En dat. En zo. En nog een.\n",
                                       KX_STRUCTURE_NONE);
    check_invariants(b);
    g_assert_cmpuint(b->losses->len, ==, 1);
    g_assert_cmpuint(g_array_index(b->losses, kx_loss, 0).sentence, ==, 1);
    g_assert_cmpint(sentence(b, 1)->outcome, ==, KX_OUTCOME_NOTICE);
    g_assert_cmpint(sentence(b, 1)->end, >, sentence(b, 1)->start);
    g_assert_cmpint(sentence(b, 2)->outcome, ==, KX_OUTCOME_SPOKEN);
}

/* The printed text, block kind and part of the programme's own words inside articles. */
static char *own_words(const kx_briefing *b)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = sentence(b, i);
        const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
        if (!kx_briefing_is_own(b, s->doc) ||
            g_array_index(b->parts, kx_part, s->part).kind != KX_PART_ARTICLE)
            continue;
        g_autofree char *printed = kx_printed(doc, s->range);
        kx_block_kind kind = g_array_index(doc->blocks, kx_block, s->block).kind;
        g_string_append_printf(out, "%u %s %s\n", s->part, kx_block_kind_name(kind), printed);
        if (kind == KX_BLOCK_SECTION && b->structure != KX_STRUCTURE_WORDS) {
            g_assert_cmpint(s->pause, ==, KX_PAUSE_SECTION);
            g_assert_cmpint(s->role, ==,
                            b->structure == KX_STRUCTURE_VOICE ? KX_ROLE_HEADING : KX_ROLE_TEXT);
            g_assert_cmpint(sentence(b, i + 1)->pause, ==, KX_PAUSE_AFTER_HEADLINE);
        }
    }
    return g_string_free(out, FALSE);
}

/* A section's name is said where it begins: in the article's own part and chapter. */
static void test_sections_of_articles(void)
{
    const char *texts[] = {"Kop een\n\nEen zin.",
                           "---\nsection: Binnenland\n---\nDe brug\n\nEen zin.",
                           "---\nrubriek: BINNENLAND\n---\nHet dorp\n\nEen zin.",
                           "---\nsection: Sport en spel\n---\nDe bal\n\nEen zin.",
                           "Kop vijf\n\nEen zin.",
                           "---\nsection: Sport en spel\n---\nNat\n\nZin."};
    kx_compose_settings settings = settings_for(KX_STRUCTURE_VOICE);
    g_autoptr(kx_briefing) b = compose_with(&settings, G_N_ELEMENTS(texts), texts);
    g_autofree char *own = own_words(b);
    g_assert_cmpstr(own, ==,
                    "2 section Binnenland\n4 section Sport en spel\n6 section Sport en spel\n");
    check_invariants(b);
    g_assert_cmpuint(b->chapters->len, ==, G_N_ELEMENTS(texts) + 2);
    g_assert_cmpstr(chapter_at(b, 2)->title, ==, "De brug");
    g_assert_cmpstr(kx_briefing_section(b, 3), ==, "Binnenland");
    g_assert_null(kx_briefing_section(b, 0));
    g_assert_null(kx_briefing_section(b, 5));

    settings.structure = KX_STRUCTURE_WORDS;
    g_autoptr(kx_briefing) words = compose_with(&settings, 2, texts);
    g_autofree char *said = own_words(words);
    g_assert_cmpstr(said, ==,
                    "1 programme Kop:\n2 programme Rubriek:\n2 section Binnenland\n"
                    "2 programme Kop:\n");

    g_autoptr(kx_briefing) single = compose_with(&settings, 1, &texts[1]);
    g_autofree char *none = own_words(single);
    g_assert_cmpstr(none, ==, "0 programme Kop:\n");
    g_assert_null(kx_briefing_section(single, 0));
}

static void test_rate(void)
{
    kx_compose_settings settings = settings_for(KX_STRUCTURE_NONE);
    const char *text = sections;
    settings.words_per_minute = 100;
    g_autoptr(kx_briefing) slow = compose_with(&settings, 1, &text);
    settings.words_per_minute = 300;
    g_autoptr(kx_briefing) fast = compose_with(&settings, 1, &text);
    g_assert_cmpint(fast->engine_rate, >, slow->engine_rate);
}

static void test_slugs(void)
{
    static const char *const cases[][2] = {
        {"Één café's in 's-Hertogenbosch", "een-cafes-in-s-hertogenbosch"},
        {"../../etc/passwd", "etc-passwd"},
        {"…", "artikel"},
        {"CON", "con-artikel"},
        {"com1", "com1-artikel"},
        {"“Coördinatie” – ‘Zürich’ kiest É’s", "coordinatie-zurich-kiest-es"},
        {"Москва wint", "moskva-wint"},
        {"Straße naar Þórshöfn: 5 €", "strasse-naar-thorshofn-5"},
        {"feed", "feed-artikel"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *slug = kx_slug(cases[i][0]);
        g_assert_cmpstr(slug, ==, cases[i][1]);
        g_assert_true(kx_id_valid(slug));
    }
    g_autofree char *lang = g_strnfill(500, 'a');
    g_autofree char *slug = kx_slug(lang);
    g_assert_cmpuint(strlen(slug), <=, KX_ID_BYTES_MAX);
    g_autofree char *day = kx_slug_of_day(lang, "2026-03-04");
    g_assert_cmpuint(strlen(day), <=, KX_ID_BYTES_MAX);
    g_assert_true(kx_id_valid(day) && g_str_has_suffix(day, "a-2026-03-04"));
    g_assert_false(kx_id_valid(".."));
    g_assert_false(kx_id_valid("a/b"));
    g_assert_false(kx_id_valid("show.json"));
    g_assert_false(kx_id_valid("cover.png"));
    g_assert_false(kx_id_valid("feed-0001.xml"));
    g_assert_true(kx_id_valid("feed-van-vandaag"));
    g_assert_false(kx_id_valid(""));
    g_assert_false(kx_id_valid(".verborgen"));
    g_assert_true(kx_id_valid("dag-2026.03_a"));
}

/* A file format that holds a shorter sound is named before the sound is mastered. */
static void test_longest(void)
{
    kx_compose_settings settings = settings_for(KX_STRUCTURE_VOICE);
    const char *text = sections;
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_briefing) b = compose_with(&settings, 1, &text);
    settings.shortest = "wav";
    settings.frames_max = b->track->frames;
    g_autoptr(kx_briefing) fits = compose_with(&settings, 1, &text);
    settings.frames_max--;
    g_assert_null(try_to_compose(&settings, 1, &text, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, "wav"));
    g_clear_error(&error);
    settings.frames_max = 1; /* as the first clips tell already */
    g_assert_null(try_to_compose(&settings, 1, &text, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/sections", test_sections);
    g_test_add_func("/compose/paragraphs", test_paragraphs);
    g_test_add_func("/compose/pauses", test_pauses);
    g_test_add_func("/compose/words-structure", test_words_structure);
    g_test_add_func("/compose/tone-structure", test_tone_structure);
    g_test_add_func("/compose/programme", test_programme);
    g_test_add_func("/compose/sections-of-articles", test_sections_of_articles);
    g_test_add_func("/compose/given-title", test_given_title);
    g_test_add_func("/compose/said-title", test_said_title);
    g_test_add_func("/compose/long-title", test_long_title);
    g_test_add_func("/compose/first-words", test_first_words);
    g_test_add_func("/compose/disclosing", test_disclosing);
    g_test_add_func("/compose/many-chapters-merge", test_many_chapters_merge);
    g_test_add_func("/compose/put-away", test_put_away);
    g_test_add_func("/compose/words-map-back", test_words_map_back);
    g_test_add_func("/compose/losses", test_losses);
    g_test_add_func("/compose/rate", test_rate);
    g_test_add_func("/compose/slugs", test_slugs);
    g_test_add_func("/compose/longest", test_longest);
    return g_test_run();
}
