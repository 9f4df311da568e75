/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/phrases.h"

#include "base/printable.h"

#include <math.h>
#include <string.h>

enum { MINUTE = 60, HOUR_MINUTES = 60, SOON = 45 };

static const char *const notices[KX_NOTICES] = {
    [KX_NOTICE_PAUSE] = "Pauze.",
    [KX_NOTICE_MUTED] = "Geluid uit.",
    [KX_NOTICE_SOUND] = "Geluid aan.",
    [KX_NOTICE_NO_SOUND] = "Er is geen geluid: alleen tekst.",
    [KX_NOTICE_END] = "Einde.",
    [KX_NOTICE_MARK_SET] = "Bladwijzer gezet.",
    [KX_NOTICE_MARK_GONE] = "Bladwijzer weg.",
    [KX_NOTICE_MARKS_FULL] = "Te veel bladwijzers in dit artikel.",
    [KX_NOTICE_NO_MARK] = "Geen bladwijzers.",
    [KX_NOTICE_SEARCH] = "Zoeken: typ woorden en dan Enter.",
    [KX_NOTICE_NOTHING_SEARCHED] = "Nog niets gezocht.",
    [KX_NOTICE_CANCELLED] = "Terug.",
    [KX_NOTICE_NO_WORD] = "Geen woord om te spellen.",
    [KX_NOTICE_NO_NAME] = "Geen naam in deze zin.",
    [KX_NOTICE_SAID_AS_WRITTEN] = "Gesproken zoals geschreven.",
    [KX_NOTICE_HEADLINES] = "Koppen. Enter: dit artikel horen. Escape: terug.",
    [KX_NOTICE_NO_HEADLINES] = "Geen koppen.",
    [KX_NOTICE_NO_ROUND] = "Enter werkt bij de koppen. Hoofdletter H: koppen.",
    [KX_NOTICE_UNKNOWN_KEY] = "Onbekende toets. Vraagteken: uitleg.",
    [KX_NOTICE_SOUND_LOST] = "Geluid weggevallen: alleen tekst.",
    [KX_NOTICE_UNREADABLE] = "Geluidsbestand niet te lezen: alleen tekst.",
    [KX_NOTICE_NOT_SAVED] = "Niet bewaard: de plaats en bladwijzers zijn niet op te slaan.",
    [KX_NOTICE_MARKS_DAMAGED] = "Bladwijzers beschadigd: het bestand is opzij gezet.",
};

static kx_answer same(GString *text)
{
    char *printed = g_string_free(text, FALSE);
    return (kx_answer){printed, g_strdup(printed)};
}

kx_answer kx_tell(kx_notice notice)
{
    g_assert(notice < KX_NOTICES);
    return same(g_string_new(notices[notice]));
}

/* ---- pieces ---- */

/* A title or other words, and the end of the sentence. */
static void append_ended(GString *out, const char *words)
{
    g_string_append(out, words);
    if (*words == '\0' || strchr(".?!", out->str[out->len - 1]) == NULL)
        g_string_append_c(out, '.');
}

static void append_count(GString *out, unsigned n, const char *one, const char *more)
{
    g_string_append_printf(out, "%u %s", n, n == 1 ? one : more);
}

static void append_time(GString *out, double seconds)
{
    unsigned minutes = (unsigned)lround(seconds / MINUTE);
    if (seconds < SOON) {
        g_string_append(out, "minder dan een minuut");
        return;
    }
    if (minutes >= HOUR_MINUTES)
        g_string_append_printf(out, "%u uur%s", minutes / HOUR_MINUTES,
                               minutes % HOUR_MINUTES ? " en " : "");
    if (minutes < HOUR_MINUTES || minutes % HOUR_MINUTES)
        append_count(out, minutes % HOUR_MINUTES, "minuut", "minuten");
}

static double seconds_left(const kx_programme *p, double words_per_minute, kx_place place)
{
    return kx_seconds_to(p, words_per_minute, place, p->items->len - 1);
}

static bool is_opening(const kx_programme *p, unsigned item)
{
    return p->articles->len == 0 || item < kx_programme_article(p, 0)->first;
}

/* Whole articles that are still to come. */
static unsigned articles_left(const kx_programme *p, unsigned item)
{
    unsigned article = kx_programme_item(p, item)->article;
    if (article != G_MAXUINT)
        return p->articles->len - 1 - article;
    return is_opening(p, item) ? p->articles->len : 0;
}

/* "Artikel 3 van 12: TITEL. Zin 4 van 20." */
static void append_place(GString *out, const kx_programme *p, unsigned item)
{
    unsigned index = kx_programme_item(p, item)->article;
    if (index == G_MAXUINT) {
        g_string_append(out, is_opening(p, item) ? "Opening." : "Afsluiting.");
        return;
    }
    const kx_listed_article *article = kx_programme_article(p, index);
    if (p->articles->len > 1)
        g_string_append_printf(out, "Artikel %u van %u: ", index + 1, p->articles->len);
    append_ended(out, article->title);
    g_string_append_printf(out, " Zin %u van %u.", item - article->first + 1, article->n);
}

static const char *section_of(const kx_programme *p, unsigned item)
{
    unsigned article = kx_programme_item(p, item)->article;
    return article == G_MAXUINT ? NULL : kx_programme_article(p, article)->section;
}

/* ---- where, how long ---- */

kx_answer kx_tell_where(const kx_programme *p, double words_per_minute, kx_place place)
{
    GString *out = g_string_new(NULL);
    append_place(out, p, place.item);
    const char *section = section_of(p, place.item);
    if (section) {
        g_string_append(out, " Rubriek: ");
        append_ended(out, section);
    }
    unsigned left = articles_left(p, place.item);
    g_string_append(out, " Nog ");
    if (left > 0) {
        append_count(out, left, "artikel", "artikelen");
        g_string_append(out, ", ");
    }
    append_time(out, seconds_left(p, words_per_minute, place));
    g_string_append_c(out, '.');
    return same(out);
}

kx_answer kx_tell_left(const kx_programme *p, double words_per_minute, kx_place place)
{
    GString *out = g_string_new("Nog ");
    append_time(out, seconds_left(p, words_per_minute, place));
    unsigned left = articles_left(p, place.item);
    if (left > 0) {
        g_string_append(out, ", ");
        append_count(out, left, "artikel", "artikelen");
    }
    g_string_append_c(out, '.');
    unsigned index = kx_programme_item(p, place.item)->article;
    if (index != G_MAXUINT && left > 0) {
        const kx_listed_article *article = kx_programme_article(p, index);
        g_string_append(out, " Dit artikel: nog ");
        append_time(out,
                    kx_seconds_to(p, words_per_minute, place, article->first + article->n - 1));
        g_string_append_c(out, '.');
    }
    return same(out);
}

kx_answer kx_tell_at(const kx_programme *p, const char *what, unsigned item)
{
    GString *out = g_string_new(what);
    g_string_append(out, ". ");
    append_place(out, p, item);
    return same(out);
}

kx_answer kx_tell_headline(const kx_programme *p, unsigned article)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%u van %u: %s", article + 1, p->articles->len,
                           kx_programme_article(p, article)->title);
    return same(out);
}

kx_answer kx_tell_section(const kx_programme *p, unsigned item)
{
    GString *out = g_string_new(NULL);
    if (kx_programme_item(p, item)->opens_section)
        g_string_append_printf(out, "Rubriek: %s", section_of(p, item));
    return same(out);
}

/* ---- steps, rate, search ---- */

static const char *step_name(const kx_programme *p, kx_order order, kx_player_command command)
{
    const bool headlines = order == KX_ORDER_HEADLINES;
    switch (command) {
    case KX_COMMAND_PARAGRAPH_BACK:
    case KX_COMMAND_PARAGRAPH_ON:
        return headlines ? "kop" : "alinea";
    case KX_COMMAND_HEADLINE_BACK:
    case KX_COMMAND_HEADLINE_ON:
        return "kop";
    case KX_COMMAND_SECTION_BACK:
    case KX_COMMAND_SECTION_ON:
        return kx_has_sections(p) ? "rubriek" : "artikel";
    default:
        return headlines ? "kop" : "zin";
    }
}

kx_answer kx_tell_move(const kx_programme *p, kx_order order, kx_move move,
                       kx_player_command command)
{
    GString *out = g_string_new(NULL);
    const char *step = step_name(p, order, command);
    if (command == KX_COMMAND_TIME_BACK || command == KX_COMMAND_TIME_ON)
        g_string_append(out, move == KX_MOVE_AT_FIRST  ? "Begin."
                             : move == KX_MOVE_AT_LAST ? "Einde."
                                                       : "");
    else if (move == KX_MOVE_AT_FIRST)
        g_string_append_printf(out, "Eerste %s.", step);
    else if (move == KX_MOVE_AT_LAST)
        g_string_append_printf(out, "Laatste %s.", step);
    return same(out);
}

kx_answer kx_tell_rate(double words_per_minute, double least, double most)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%.0f woorden per minuut", round(words_per_minute));
    if (words_per_minute >= most)
        g_string_append(out, ", sneller kan niet");
    else if (words_per_minute <= least)
        g_string_append(out, ", langzamer kan niet");
    g_string_append_c(out, '.');
    return same(out);
}

kx_answer kx_tell_not_found(const char *searched)
{
    GString *out = g_string_new("Niet gevonden: ");
    g_autofree char *shown = kx_printable(searched, -1);
    append_ended(out, shown);
    return same(out);
}

/* ---- words ---- */

kx_answer kx_tell_word(const kx_programme *p, unsigned item, size_t heard, bool again)
{
    const char *printed = kx_programme_item(p, item)->printed;
    g_autofree char *word = kx_last_word(printed, heard);
    if (word == NULL)
        return kx_tell(KX_NOTICE_NO_WORD);
    return again ? kx_spell_by_word(printed) : kx_spell(word);
}

kx_answer kx_tell_name(const kx_programme *p, unsigned item, size_t heard, kx_named *last)
{
    const char *printed = kx_programme_item(p, item)->printed;
    const bool again = last->item == item && last->heard == heard;
    kx_named now = {item, heard, 0};
    g_autofree char *name = again ? kx_last_name(printed, last->start, &now.start) : NULL;
    if (name == NULL)
        name = kx_last_name(printed, heard, &now.start);
    *last = now;
    return name ? kx_spell(name) : kx_tell(KX_NOTICE_NO_NAME);
}

kx_answer kx_tell_differences(kx_programme *p, unsigned item)
{
    const char *said = kx_programme_spoken(p, item);
    kx_answer answer = kx_spell_differences(kx_programme_item(p, item)->printed, said);
    if (*answer.printed)
        return answer;
    kx_answer_clear(&answer);
    return kx_tell(KX_NOTICE_SAID_AS_WRITTEN);
}

/* ---- help ---- */

static void clear_answer(void *answer)
{
    kx_answer_clear(answer);
}

static void append_key(GString *out, char *name, bool first)
{
    g_string_append_printf(out, "%s%s", first ? "" : " of ", name);
    g_free(name);
}

GArray *kx_tell_keys(void)
{
    GArray *help = g_array_new(FALSE, FALSE, sizeof(kx_answer));
    g_array_set_clear_func(help, clear_answer);
    for (const kx_key_row *row = kx_keys; row->command != KX_COMMAND_NONE; row++) {
        GString *printed = g_string_new(NULL), *spoken = g_string_new(NULL);
        for (unsigned i = 0; i < KX_KEYS_A_COMMAND && row->keys[i] != 0; i++) {
            append_key(printed, kx_key_printed_name(row->keys[i]), i == 0);
            append_key(spoken, kx_key_spoken_name(row->keys[i]), i == 0);
        }
        g_string_append_printf(printed, ": %s", row->meaning);
        g_string_append(spoken, ": ");
        append_ended(spoken, row->meaning);
        kx_answer line = {g_string_free(printed, FALSE), g_string_free(spoken, FALSE)};
        g_array_append_val(help, line);
    }
    return help;
}
