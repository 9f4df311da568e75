/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buttons of the page that plays, and the list of its keys. All that needs the script is hidden
 * until the script shows it. */
#include "publish/player.h"

#include <string.h>

/* A button: the command of player.js that it gives, and its text, of which the first part may be
 * for the ear only. */
typedef struct {
    const char *command, *ear, *text;
} control;

static const control steps_back[] = {{"kop-", "Vorige ", "kop"}, {"zin-", "Vorige ", "zin"}};
static const control steps_on[] = {{"zin+", "Volgende ", "zin"}, {"kop+", "Volgende ", "kop"}};
static const control more[] = {
    {"herhaal", NULL, "Herhaal de zin"},  {"uitspraak", NULL, "Uitspraak van het woord"},
    {"alinea-", NULL, "Vorige alinea"},   {"alinea+", NULL, "Volgende alinea"},
    {"artikel-", NULL, "Vorig artikel"},  {"artikel+", NULL, "Volgend artikel"},
    {"rubriek-", NULL, "Vorige rubriek"}, {"rubriek+", NULL, "Volgende rubriek"},
    {"normaal", NULL, "Normaal tempo"},
};

static const char *const rates[] = {"0.5", "0.75", "1", "1.25", "1.5", "1.75",
                                    "2",   "2.5",  "3", "3.5",  "4"};

static const struct {
    const char *keys, *what;
} key_list[] = {
    {"K", "afspelen of pauzeren"},
    {"← →", "vorige, volgende zin"},
    {"[ ]", "vorige, volgende alinea"},
    {"↑ ↓", "vorige, volgende kop"},
    {"PgUp PgDn", "vorige, volgende rubriek (of artikel)"},
    {"− +", "langzamer, sneller"},
    {"Home", "normaal tempo"},
    {"W", "waar ben ik?"},
    {"H", "zin herhalen"},
    {"S", "woord horen, met spelling"},
    {"?", "deze lijst openen of sluiten"},
    {"Esc", "deze lijst sluiten"},
};

static void put_ear(kx_xml *xml, const char *text)
{
    kx_xml_open(xml, "span");
    kx_xml_attribute(xml, "class", "oor");
    kx_xml_text(xml, text);
    kx_xml_close_whole(xml);
}

static void open_button(kx_xml *xml, const char *command)
{
    kx_xml_open(xml, "button");
    kx_xml_attribute(xml, "type", "button");
    kx_xml_attribute(xml, "value", command);
}

/* A sign that a screen reader does not say. */
static void put_sign(kx_xml *xml, const char *sign)
{
    kx_xml_open(xml, "span");
    kx_xml_attribute(xml, "aria-hidden", "true");
    kx_xml_text(xml, sign);
    kx_xml_close_whole(xml);
}

static void put_steps(kx_xml *xml, const control *steps, unsigned n, const char *before,
                      const char *behind)
{
    for (unsigned i = 0; i < n; i++) {
        open_button(xml, steps[i].command);
        kx_xml_attribute(xml, "class", "stap");
        if (before)
            put_sign(xml, before);
        put_ear(xml, steps[i].ear);
        kx_xml_text(xml, steps[i].text);
        if (behind)
            put_sign(xml, behind);
        kx_xml_close_whole(xml);
    }
}

static void put_named_button(kx_xml *xml, const char *command, const char *name, const char *text)
{
    open_button(xml, command);
    kx_xml_attribute(xml, "aria-label", name);
    kx_xml_text(xml, text);
    kx_xml_close_whole(xml);
}

static void put_rate(kx_xml *xml)
{
    kx_xml_open(xml, "span");
    kx_xml_attribute(xml, "class", "tempo");
    put_named_button(xml, "tempo-", "Langzamer", "−");
    kx_xml_open(xml, "select");
    kx_xml_attribute(xml, "id", "tempo");
    kx_xml_attribute(xml, "aria-label", "Tempo");
    for (unsigned i = 0; i < G_N_ELEMENTS(rates); i++) {
        g_autofree char *text = g_strdelimit(g_strdup_printf("%s×", rates[i]), ".", ',');
        kx_xml_open(xml, "option");
        kx_xml_attribute(xml, "value", rates[i]);
        if (g_str_equal(rates[i], "1"))
            kx_xml_attribute(xml, "selected", "");
        kx_xml_text(xml, text);
        kx_xml_close_whole(xml);
    }
    kx_xml_close_whole(xml);
    put_named_button(xml, "tempo+", "Sneller", "+");
    kx_xml_close_whole(xml);
}

static void put_keys(kx_xml *xml)
{
    kx_xml_leaf(xml, "p", "Toetsen, zolang een knop van de speler de focus heeft:");
    kx_xml_open(xml, "ul");
    kx_xml_attribute(xml, "class", "toetsen");
    for (unsigned i = 0; i < G_N_ELEMENTS(key_list); i++) {
        g_auto(GStrv) keys = g_strsplit(key_list[i].keys, " ", -1);
        kx_xml_open(xml, "li");
        for (char **key = keys; *key; key++) {
            kx_xml_leaf(xml, "kbd", *key);
            kx_xml_text(xml, " ");
        }
        kx_xml_text(xml, key_list[i].what);
        kx_xml_close_whole(xml);
    }
    kx_xml_close_whole(xml);
}

static void put_choice(kx_xml *xml)
{
    kx_xml_open(xml, "label");
    kx_xml_attribute(xml, "class", "keuze");
    kx_xml_open(xml, "input");
    kx_xml_attribute(xml, "type", "checkbox");
    kx_xml_attribute(xml, "id", "woorden");
    kx_xml_close(xml);
    kx_xml_text(xml, "Woorden volgen");
    kx_xml_close_whole(xml);
}

static void put_more(kx_xml *xml)
{
    kx_xml_open(xml, "details");
    kx_xml_attribute(xml, "id", "meer");
    kx_xml_open(xml, "summary");
    kx_xml_text(xml, "Meer");
    kx_xml_open(xml, "span");
    kx_xml_attribute(xml, "class", "ruim");
    kx_xml_text(xml, " knoppen en toetsen");
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    kx_xml_open(xml, "div");
    kx_xml_attribute(xml, "class", "rij");
    for (unsigned i = 0; i < G_N_ELEMENTS(more); i++) {
        open_button(xml, more[i].command);
        kx_xml_text(xml, more[i].text);
        kx_xml_close_whole(xml);
    }
    kx_xml_close_whole(xml);
    put_choice(xml);
    put_keys(xml);
    kx_xml_close_whole(xml);
}

static void put_buttons(kx_xml *xml)
{
    kx_xml_open(xml, "div");
    kx_xml_attribute(xml, "class", "rij");
    put_steps(xml, steps_back, G_N_ELEMENTS(steps_back), "◂ ", NULL);
    open_button(xml, "play");
    kx_xml_attribute(xml, "id", "pp");
    kx_xml_text(xml, "Afspelen");
    kx_xml_close_whole(xml);
    put_steps(xml, steps_on, G_N_ELEMENTS(steps_on), NULL, " ▸");
    kx_xml_open(xml, "p");
    kx_xml_attribute(xml, "id", "plek");
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    kx_xml_open(xml, "div");
    kx_xml_attribute(xml, "class", "rij");
    put_rate(xml);
    open_button(xml, "waar");
    kx_xml_text(xml, "Waar ben ik?");
    kx_xml_close_whole(xml);
    put_more(xml);
    kx_xml_close_whole(xml);
    kx_xml_open(xml, "p");
    kx_xml_attribute(xml, "id", "st");
    kx_xml_attribute(xml, "role", "status");
    kx_xml_close_whole(xml);
}

static void put_sound(kx_xml *xml, const char *src, const char *cues)
{
    g_autofree char *vtt = g_base64_encode((const guchar *)cues, strlen(cues));
    g_autofree char *track = g_strconcat(KX_PLAYER_VTT_DATA, vtt, NULL);
    kx_xml_open(xml, "audio");
    kx_xml_attribute(xml, "src", src ? src : KX_PLAYER_MP3_DATA);
    kx_xml_attribute(xml, "id", "au");
    kx_xml_attribute(xml, "controls", "");
    kx_xml_attribute(xml, "preload", src ? "metadata" : "auto");
    kx_xml_open(xml, "track");
    kx_xml_attribute(xml, "kind", "metadata");
    kx_xml_attribute(xml, "src", track);
    kx_xml_close(xml);
    kx_xml_close_whole(xml);
}

void kx_player_put_controls(kx_xml *xml, const char *src, const char *cues)
{
    kx_xml_open(xml, "section");
    kx_xml_attribute(xml, "class", "speler");
    kx_xml_attribute(xml, "id", "speler");
    kx_xml_attribute(xml, "aria-label", "Speler");
    kx_xml_open(xml, "div");
    kx_xml_attribute(xml, "class", "knoppen");
    put_sound(xml, src, cues);
    kx_xml_open(xml, "div");
    kx_xml_attribute(xml, "hidden", "");
    put_buttons(xml);
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    kx_xml_open(xml, "div");
    kx_xml_attribute(xml, "id", "balk");
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
}
