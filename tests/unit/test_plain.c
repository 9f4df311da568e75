/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read/reader.h: what becomes of plain text. */
#include "document_fixture.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/sanitized.h"

#include <glib/gstdio.h>
#include <time.h>

/* ---- headline and lead ---- */

static void test_headline(void)
{
    check(
        "Kabinet valt\n\nHet kabinet is gevallen.\n\nEr komen verkiezingen.\n",
        "headline|Kabinet valt\nlead|Het kabinet is gevallen.\nparagraph|Er komen verkiezingen.\n");
    check("\n\n  Kabinet valt \t\n \nHet is zo.", "headline|Kabinet valt\nlead|Het is zo.\n");
    check("Wat nu?\n\nTekst.", "headline|Wat nu?\nlead|Tekst.\n");
    check("Raak!\n\nTekst.", "headline|Raak!\nlead|Tekst.\n");
    check("‘Wij gaan door’\n\nTekst.", "headline|‘Wij gaan door’\nlead|Tekst.\n");
    check("En toen werd het stil…\n\nTekst.", "headline|En toen werd het stil…\nlead|Tekst.\n");
    check("En toen werd het stil...\n\nTekst.", "headline|En toen werd het stil...\nlead|Tekst.\n");
    check("Kabinet valt. Wat nu?\n\nTekst.", "headline|Kabinet valt. Wat nu?\nlead|Tekst.\n");
    check("PSV - Ajax 2-1\n\nTekst.", "headline|PSV - Ajax 2-1\nlead|Tekst.\n");
    check("2026\n\nTekst.", "headline|2026\nlead|Tekst.\n");
}

static void test_no_headline(void)
{
    check("Het kabinet is gevallen.\n\nEr komen verkiezingen.",
          "paragraph|Het kabinet is gevallen.\nparagraph|Er komen verkiezingen.\n");
    check("„Wij gaan door.”\n\nTekst.", "quote|„Wij gaan door.”\nparagraph|Tekst.\n");
    check("De uitslagen:\n\nTekst.", "paragraph|De uitslagen:\nparagraph|Tekst.\n");
    check("In Den Haag,\n\nTekst.", "paragraph|In Den Haag,\nparagraph|Tekst.\n");
    check("Kabinet valt\nHet is gevallen.\n\nTekst.",
          "paragraph|Kabinet valt/Het is gevallen.\nparagraph|Tekst.\n");
    check("Kabinet valt", "paragraph|Kabinet valt\n");
    check("Kabinet valt\n\n* * *\n", "paragraph|Kabinet valt\n");
    check("Lees ook: Kabinet valt\n\nTekst.",
          "paragraph|Lees ook: Kabinet valt\nparagraph|Tekst.\n");
    check("(Dit is zo.)\n\nTekst.", "paragraph|(Dit is zo.)\nparagraph|Tekst.\n");
}

static void test_headline_length(void)
{
    g_autofree char *most = g_strnfill(KX_HEADING_CHARS_MAX - 1, 'a');
    g_autofree char *fits = g_strconcat("é", most, "\n\nTekst.", NULL);
    g_autofree char *long_text = g_strconcat("éé", most, "\n\nTekst.", NULL);
    g_autoptr(kx_document) headline = read_text(fits, strlen(fits));
    g_autoptr(kx_document) prose = read_text(long_text, strlen(long_text));

    g_assert_cmpint((int)g_array_index(headline->blocks, kx_block, 0).kind, ==, KX_BLOCK_HEADLINE);
    g_assert_cmpint((int)g_array_index(prose->blocks, kx_block, 0).kind, ==, KX_BLOCK_PARAGRAPH);
}

static void test_dateline(void)
{
    check("DEN HAAG - De Kamer stemt\n\nTekst.",
          "paragraph|DEN HAAG - De Kamer stemt\nparagraph|Tekst.\n");
    check("BRUSSEL (ANP) – De Raad beslist\n\nTekst.",
          "paragraph|BRUSSEL (ANP) – De Raad beslist\nparagraph|Tekst.\n");
    check("'S-HERTOGENBOSCH - De brug is open\n\nTekst.",
          "paragraph|'S-HERTOGENBOSCH - De brug is open\nparagraph|Tekst.\n");
    check("AMSTERDAM -\n\nTekst.", "paragraph|AMSTERDAM -\nparagraph|Tekst.\n");
    check("UITVERKOCHT\n\nTekst.", "headline|UITVERKOCHT\nlead|Tekst.\n");
    check("KABINET (ROMP) VALT\n\nTekst.", "headline|KABINET (ROMP) VALT\nlead|Tekst.\n");
    check("Kop\n\nAMSTERDAM - Het is zo.", "headline|Kop\nlead|AMSTERDAM - Het is zo.\n");
}

static void test_lead(void)
{
    check("Kop\n\nEen ondertitel\n\nTekst.",
          "headline|Kop\nlead|Een ondertitel\nparagraph|Tekst.\n");
    check("Kop\n\n- een\n- twee", "headline|Kop\nlist-item|een\nlist-item|twee\n");
    check("Kop\n\n> citaat\n\nTekst.", "headline|Kop\nquote|citaat\nparagraph|Tekst.\n");
    check("Kop\n\nLead over\ntwee regels.", "headline|Kop\nlead|Lead over/twee regels.\n");
}

/* ---- intertitles ---- */

static void test_intertitle(void)
{
    check("Kop\n\nLead.\n\nTussenkop\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Tussenkop\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\nWat nu?\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Wat nu?\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\n5 miljoen\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|5 miljoen\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\n‘Niet eerlijk’\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|‘Niet eerlijk’\nparagraph|Tekst.\n");
    check("Zin een.\n\nTussenkop\n\nZin twee.",
          "paragraph|Zin een.\nintertitle|Tussenkop\nparagraph|Zin twee.\n");
    check("Zin een.\n\nJ. Wit op St. Maarten\n\nTekst.",
          "paragraph|Zin een.\nintertitle|J. Wit op St. Maarten\nparagraph|Tekst.\n");
    check("Zin een.\n\nTips van J. de Wit\n\n- een\n- twee",
          "paragraph|Zin een.\nintertitle|Tips van J. de Wit\nlist-item|een\nlist-item|twee\n");
    check("Zin een.\n\nZij zegt\n\n„Ja. Nee.”",
          "paragraph|Zin een.\nintertitle|Zij zegt\nquote|„Ja. Nee.”\n");
}

static void test_no_intertitle(void)
{
    /* the last thing */
    check("Kop\n\nLead.\n\nEinde", "headline|Kop\nlead|Lead.\nparagraph|Einde\n");
    /* several in a row: a table, a poem */
    check("Kop\n\nLead.\n\nAjax 1\n\nPSV 2\n\nAZ 3\n\nTekst.",
          "headline|Kop\nlead|Lead.\nparagraph|Ajax 1\nparagraph|PSV 2\nparagraph|AZ 3\n"
          "paragraph|Tekst.\n");
    /* a sentence */
    check("Kop\n\nLead.\n\nDat was het.\n\nTekst.",
          "headline|Kop\nlead|Lead.\nparagraph|Dat was het.\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\nHij zuchtte. Waarom?\n\nTekst.",
          "headline|Kop\nlead|Lead.\nparagraph|Hij zuchtte. Waarom?\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\nHij zei:\n\nTekst.",
          "headline|Kop\nlead|Lead.\nparagraph|Hij zei:\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\nLees ook: meer nieuws\n\nTekst.",
          "headline|Kop\nlead|Lead.\nlink|Lees ook: meer nieuws\nparagraph|Tekst.\n");
}

/* What is said stands alone on a line as an intertitle does. */
static void test_speech(void)
{
    static const char *const paragraphs[] = {
        "Hij vroeg: \"Kom je?\"", "Zij zei: ‘Nee, nooit!’",
        "Rutte: 'Ik stop ermee'", "Hij lachte…",
        "Hij lachte...",          "‘Ik dacht…’ zei hij: „nee”",
    };
    static const char *const quotes[] = {"“Ik ga weg!”", "‘Waar is Jan?’", "\"Tja...\""};
    static const char *const intertitles[] = {
        "‘Niet te doen’",          "'Het is tijd'",        "Wat nu?", "Nee!", "Is ‘nee’ nee?",
        "Kritiek: 's nachts stil", "**‘Nee: \"nooit!\"’**"};
    g_autoptr(GString) all = g_string_new("Kop\n\nLead.\n\nTekst.\n\n");
    g_autoptr(GString) blocks = g_string_new("headline|Kop\nlead|Lead.\nparagraph|Tekst.\n");

    for (gsize i = 0; i < G_N_ELEMENTS(paragraphs); i++) {
        g_string_append_printf(all, "%s\n\n", paragraphs[i]);
        g_string_append_printf(blocks, "paragraph|%s\n", paragraphs[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(quotes); i++) {
        g_string_append_printf(all, "%s\n\n", quotes[i]);
        g_string_append_printf(blocks, "quote|%s\n", quotes[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(intertitles); i++) { /* between what is said too */
        bool bold = intertitles[i][0] == '*';
        g_string_append_printf(all, "%s\n\nZij: ‘Ja’\n\n", intertitles[i]);
        g_string_append_printf(blocks, "intertitle|%.*s\nparagraph|Zij: ‘Ja’\n",
                               (int)strlen(intertitles[i]) - (bold ? 4 : 0),
                               intertitles[i] + (bold ? 2 : 0));
    }
    check(all->str, blocks->str);
    check("Rutte: ‘Ik stop ermee’\n\nTekst.", "headline|Rutte: ‘Ik stop ermee’\nlead|Tekst.\n");
    check("Zin.\n\nZij: ‘Ik stop ermee’\nDat zei zij gisteren in een lang gesprek met de krant.",
          "paragraph|Zin.\nparagraph|Zij: ‘Ik stop ermee’/Dat zei zij gisteren in een lang gesprek "
          "met de krant.\n");
}

/* What stands beside the text: links, notes, pictures. */
static void test_asides(void)
{
    check("Kop\n\nLead.\n\nhttps://www.example.nl/a\n\nTekst.",
          "headline|Kop\nlead|Lead.\nlink|https://www.example.nl/a\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\nTekst.\n\n[1] Een noot.\n[2] Nog een.",
          "headline|Kop\nlead|Lead.\nparagraph|Tekst.\nnote|[1] Een noot.\nnote|[2] Nog een.\n");
    check("Kop\n\nLead.\n\n[1] staat hier voor een zin.\n\nTekst.",
          "headline|Kop\nlead|Lead.\nparagraph|[1] staat hier voor een zin.\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\n![De haven](haven.jpg)\n\nTekst.",
          "headline|Kop\nlead|Lead.\ncaption|De haven\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\n![](haven.jpg)\n\nTekst.",
          "headline|Kop\nlead|Lead.\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\nOnderschrift: De haven.\n\nTekst.",
          "headline|Kop\nlead|Lead.\ncaption|Onderschrift: De haven.\nparagraph|Tekst.\n");
}

static void test_caption(void)
{
    check("Kop\n\nLead.\n\nFoto: ANP\n\nTekst.",
          "headline|Kop\nlead|Lead.\ncaption|Foto: ANP\nparagraph|Tekst.\n");
    check("Foto: ANP\n\nTekst.", "paragraph|Foto: ANP\nparagraph|Tekst.\n");
    check("Kop\n\nLead.\n\nFotografen boos\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Fotografen boos\nparagraph|Tekst.\n");
}

static void test_caption_in_brackets(void)
{
    static const char *const captions[] = {
        "[Foto: ANP]",   "(Foto: ANP)",   "[ foto: Jan de Wit ]", "(Foto ANP)",
        "[Beeld © ANP]", "**Foto: ANP**", "[FOTO'S: ANP]",        "(© Voorbeeldkrant)"};

    for (gsize i = 0; i < G_N_ELEMENTS(captions); i++) {
        g_autofree char *text = g_strdup_printf("Kop\n\nLead.\n\n%s\n\nTekst.", captions[i]);
        g_autoptr(kx_document) doc = read_text(text, strlen(text));
        const kx_block *block = &g_array_index(doc->blocks, kx_block, 2);
        if (block->kind != KX_BLOCK_CAPTION)
            g_error("%s: %s", captions[i], kx_block_kind_name(block->kind));
    }
    check("[Foto: ANP]\n\nTekst.", "paragraph|[Foto: ANP]\nparagraph|Tekst.\n");
    check("Zin.\n\n(Fotografen boos)\n\nTekst.",
          "paragraph|Zin.\nintertitle|(Fotografen boos)\nparagraph|Tekst.\n");
    check("Zin.\n\nFoto van het jaar\n\nTekst.",
          "paragraph|Zin.\nintertitle|Foto van het jaar\nparagraph|Tekst.\n");
    check("Zin.\n\n(Foto: ANP) Het brandde lang.\n\nTekst.",
          "paragraph|Zin.\nparagraph|(Foto: ANP) Het brandde lang.\nparagraph|Tekst.\n");
}

/* What points elsewhere: lines that do, and nothing else. */
static void test_links(void)
{
    check("Zin.\n\nhttps://example.org/a\n\nTekst.",
          "paragraph|Zin.\nlink|https://example.org/a\nparagraph|Tekst.\n");
    check("Zin.\n\nwww.example.org\nhttps://example.org/b\n",
          "paragraph|Zin.\nlink|www.example.org\nlink|https://example.org/b\n");
    check("Zin.\n\n- https://example.org/a\n- Tekst van een punt\n",
          "paragraph|Zin.\nlink|https://example.org/a\nlist-item|Tekst van een punt\n");
    check("Zin.\n\nLees ook: A\nLees ook: B\nhttps://example.org/b\n\nTekst.",
          "paragraph|Zin.\nlink|Lees ook: A\nlink|Lees ook: B\nlink|https://example.org/b\n"
          "paragraph|Tekst.\n");
    check("Zin.\n\n- Lees ook: A\n- Tekst van een punt\n\n* Zie ook: B\n",
          "paragraph|Zin.\nlink|Lees ook: A\nlist-item|Tekst van een punt\nlink|Zie ook: B\n");
    check("Zin.\n\nMeer lezen\n\n<https://example.org/>\n",
          "paragraph|Zin.\nintertitle|Meer lezen\nlink|<https://example.org/>\n");
    /* a sentence, a wrapped one, a host that a sentence may name, the first of all */
    check("Zin.\n\nKijk op https://example.org/a.", "paragraph|Zin.\n"
                                                    "paragraph|Kijk op https://example.org/a.\n");
    check("Zin.\n\nKijk voor alles op\nhttps://example.org/a\nof bel ons.",
          "paragraph|Zin.\nparagraph|Kijk voor alles op/https://example.org/a/of bel ons.\n");
    check("Zin.\n\nLees ook: de burgemeester\nstapt volgende week op, zegt hij.",
          "paragraph|Zin.\nparagraph|Lees ook: de burgemeester/stapt volgende week op, zegt "
          "hij.\n");
    check("https://example.org/a\n\nTekst.", "paragraph|https://example.org/a\nparagraph|Tekst.\n");
}

static void test_notes(void)
{
    check("Zin.\n\n[1] Een noot.\n[2] Nog een\nop twee regels.\n\n[13] De laatste.",
          "paragraph|Zin.\nnote|[1] Een noot.\nnote|[2] Nog een/op twee regels.\n"
          "note|[13] De laatste.\n");
    check("Zin.\n\n[1] Een noot.\n\nhttps://example.org/a\n\nFoto: ANP",
          "paragraph|Zin.\nnote|[1] Een noot.\nlink|https://example.org/a\ncaption|Foto: ANP\n");
    /* Markdown's are notes wherever they stand; others only below the text */
    check("Zin.\n\n[^1]: Een noot.\n\nTekst.",
          "paragraph|Zin.\nnote|[^1]: Een noot.\nparagraph|Tekst.\n");
    check("Zin.\n\n[1] Een noot.\n\nTekst.",
          "paragraph|Zin.\nparagraph|[1] Een noot.\nparagraph|Tekst.\n");
    /* four digits are a year; a bracket without a blank, or without text; the first of all */
    check("Zin.\n\n[2024] Het jaar.", "paragraph|Zin.\nparagraph|[2024] Het jaar.\n");
    check("Zin.\n\n[1]Tekst hier.", "paragraph|Zin.\nparagraph|[1]Tekst hier.\n");
    check("Zin.\n\n[^1] Tekst hier.", "paragraph|Zin.\nparagraph|[^1] Tekst hier.\n");
    /* a sentence ends before the mark of a note */
    check("Kop\n\nLead.\n\nSlot\n\nHet staat in de noot.[1]\n\n[1] Een noot.",
          "headline|Kop\nlead|Lead.\nintertitle|Slot\nparagraph|Het staat in de noot.[1]\n"
          "note|[1] Een noot.\n");
    check("Kop\n\nLead.\n\nSlot\n\nHet staat er.[1][^12]\n",
          "headline|Kop\nlead|Lead.\nintertitle|Slot\nparagraph|Het staat er.[1][^12]\n");
    check("Kop\n\nLead.\n\nSlot [3]\n\nHet staat er.\u00b9\u00b2\n",
          "headline|Kop\nlead|Lead.\nintertitle|Slot [3]\nparagraph|Het staat er.\u00b9\u00b2\n");
    check("Zin.\n\n[^bron]: Een noot.\n[^2]: Nog een.\n\nTekst.[^bron]",
          "paragraph|Zin.\nnote|[^bron]: Een noot.\nnote|[^2]: Nog een.\n"
          "paragraph|Tekst.[^bron]\n");
    check("[1] Een noot.\n", "paragraph|[1] Een noot.\n");
}

/* A caption without blank lines around it. */
static void test_caption_in_paragraph(void)
{
    check("Zin.\n\n[Foto: ANP]\nTekst hier.", "paragraph|Zin.\ncaption|[Foto: ANP]\n"
                                              "paragraph|Tekst hier.\n");
    check("Zin.\n\nTekst hier.\nFoto: ANP\n\nMeer.",
          "paragraph|Zin.\nparagraph|Tekst hier.\ncaption|Foto: ANP\nparagraph|Meer.\n");
    check("Zin.\n\nEen zin van twee\n(Foto: ANP)\nregels.",
          "paragraph|Zin.\nparagraph|Een zin van twee\ncaption|(Foto: ANP)\nparagraph|regels.\n");
    check("Kop\n\nLead.\n\nFoto: ANP\nEr is veel gebeurd sinds vorig jaar.",
          "headline|Kop\nlead|Lead.\ncaption|Foto: ANP\n"
          "paragraph|Er is veel gebeurd sinds vorig jaar.\n");
    check("Zin.\n\nPSV - Ajax 3-1\nNEC - AZ 0-0\nFoto: ANP",
          "paragraph|Zin.\nlist-item|PSV - Ajax 3-1\nlist-item|NEC - AZ 0-0\ncaption|Foto: ANP\n");
    check("Zin.\n\nOnder het werk staat:\nFoto: ANP\nDat is alles.",
          "paragraph|Zin.\nparagraph|Onder het werk staat:/Foto: ANP/Dat is alles.\n");
    check("Zin.\n\nHij maakt een\nfoto: een van zijn laatste.",
          "paragraph|Zin.\nparagraph|Hij maakt een/foto: een van zijn laatste.\n");
    check("Zin.\n\nDat was het.\nFoto: zo noemt zij het werk\ndat er hangt.",
          "paragraph|Zin.\nparagraph|Dat was het./Foto: zo noemt zij het werk/dat er hangt.\n");
}

static void test_bold(void)
{
    check("Kop\n\nLead.\n\n**Beurs reageert**\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Beurs reageert\nparagraph|Tekst.\n");
    check("__Kop__\n\nLead.\n\n***Beurs***\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Beurs\nparagraph|Tekst.\n");
    check("## **Kop**\n\n**Lead over\ntwee regels.**\n\n- **een**",
          "headline|Kop\nlead|Lead over/twee regels.\nlist-item|een\n");
    check("Zin.\n\n**Dat was het.**\n\n*Het was zo.*\n\nTekst.",
          "paragraph|Zin.\nparagraph|Dat was het.\nparagraph|Het was zo.\nparagraph|Tekst.\n");
    check("Zin.\n\n**Ja** of **nee**\n\nTekst.",
          "paragraph|Zin.\nintertitle|Ja of nee\nparagraph|Tekst.\n");
    check("Zin.\n\n*Kop*\n\n** Kop**\n\n**Kop "
          "**\n\n**Kop***\n\n****Kop****\n\n**Kop\n\n**Kop*\n\n*Kop**.",
          "paragraph|Zin.\nparagraph|Kop\nparagraph|** Kop**\nparagraph|**Kop "
          "**\nparagraph|**Kop***\nparagraph|****Kop****\n"
          "paragraph|**Kop\nparagraph|**Kop*\nparagraph|*Kop**.\n");
    check("Zin.\n\n****\n\n__\n\nTekst.", "paragraph|Zin.\nparagraph|Tekst.\n");
}

/* Marks of emphasis in pairs, whatever they stand round. */
static void test_emphasis(void)
{
    static const char *const lines[][2] = {
        {"**14.32** – De A29 is dicht.", "14.32 – De A29 is dicht."},
        {"De **3-1** viel om __14.32__, zei *hij*.", "De 3-1 viel om 14.32, zei hij."},
        {"(*€ 3,50*) is **45%**: _06.00 uur_ en ***beide***.",
         "(€ 3,50) is 45%: 06.00 uur en beide."},
        {"**Een *twee* drie.** _Trouw_-lezers en **2.0**-versie.",
         "Een twee drie. Trouw-lezers en 2.0-versie."},
        {"Een **paar\nregels** lang.", "Een paar/regels lang."},
        /* what has no pair, or means something else */
        {"Van 5*4 en 2 * 3 * 4 tot k*t en f**k.", NULL},
        {"De film is ***½ en die ook ***.", NULL},
        {"Jan* en Piet** (*1920) en snake_case_x.", NULL},
        {"Een **woord* en *nog een hier.", NULL},
        {"Een *.txt en *.doc of /*a*/ b.", NULL},
        {"Niet ( *) en ook (***) en ____ en __ niet.", NULL},
        {"Zie https://example.org/_a_/*b*/ of @_jan_x.", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *text = g_strdup_printf("Zin.\n\n%s\n\nTekst.", lines[i][0]);
        g_autofree char *wanted = g_strdup_printf(
            "paragraph|Zin.\nparagraph|%s\nparagraph|Tekst.\n", lines[i][lines[i][1] != NULL]);
        check(text, wanted);
    }
    /* not beyond a paragraph; a caption, a list, the first line */
    check("Zin *een.\n\nZin twee* hier.", "paragraph|Zin *een.\nparagraph|Zin twee* hier.\n");
    check("Zin.\n\n*Foto: Bram Petraeus*\n\nTekst.",
          "paragraph|Zin.\ncaption|Foto: Bram Petraeus\nparagraph|Tekst.\n");
    check("Zin.\n\n* **14.32** De A29 is dicht.\n* Breda 1938",
          "paragraph|Zin.\nlist-item|14.32 De A29 is dicht.\nlist-item|Breda 1938\n");
    check("Zin.\n\n**14.32**\nDe A29 is dicht.",
          "paragraph|Zin.\nparagraph|14.32/De A29 is dicht.\n");
}

/* A heading that lacks the blank line below it. */
static void test_tight_heading(void)
{
    check("Kop\n\nLead.\n\nTussenkop\nEr is veel gebeurd sinds vorig jaar.\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Tussenkop\n"
          "paragraph|Er is veel gebeurd sinds vorig jaar.\nparagraph|Tekst.\n");
    check("Kabinet valt\nHet kabinet van premier De Wit is gevallen.\n\nTekst.",
          "headline|Kabinet valt\nlead|Het kabinet van premier De Wit is gevallen.\n"
          "paragraph|Tekst.\n");
    check("Zin.\n\nDrukker dan ooit\n‘De lijn is drukker dan ooit, en dat blijft zo’, zegt\n"
          "de directeur.",
          "paragraph|Zin.\nintertitle|Drukker dan ooit\n"
          "paragraph|‘De lijn is drukker dan ooit, en dat blijft zo’, zegt/de directeur.\n");
    check("Zin.\n\nZij zegt\n„Wij gaan door. Dat is zeker.”",
          "paragraph|Zin.\nintertitle|Zij zegt\nquote|„Wij gaan door. Dat is zeker.”\n");
    check("Zin.\n\n**Een lange vetgedrukte tussenkop?**\nKorte tekst.",
          "paragraph|Zin.\nintertitle|Een lange vetgedrukte tussenkop?\n"
          "paragraph|Korte tekst.\n");
}

static void test_no_tight_heading(void)
{
    static const char *const prose[] = {
        /* wrapped: the first line is as long as the others */
        "Dinsdag sprak de minister in Den Haag toen\nJan de Wit over de plannen, die volgens haar\n"
        "nog niet af zijn.",
        /* wrapped: goes on in lower case, or with a name after a word that cannot end */
        "Het was\nde eerste keer dat dit gebeurde in het dorp.",
        "Dat zegt minister van\nFinanciën De Wit in een brief aan de Tweede Kamer.",
        /* a sentence, a list's title, a dateline, a reference */
        "Wat nu?\nDat is de vraag die iedereen zich stelt.",
        "De eisen:\nMeer loon voor iedereen die er werkt, en minder uren.",
        "AMSTERDAM -\nDe burgemeester van Amsterdam stapt op.",
        "Lees ook: de burgemeester\nDe burgemeester van Amsterdam stapt volgende week op, zegt "
        "hij.",
        /* what follows does not end */
        "Tussenkop\nEr is veel gebeurd sinds vorig\njaar in het hele land",
        /* two short lines */
        "Jan de Wit\nBurgemeester\nEr is veel gebeurd sinds vorig jaar, en dat is goed.",
        /* more than 80 characters */
        "De burgemeester van Amsterdam en de wethouder van Verkeer stappen volgende week sam\n"
        "Er is veel gebeurd sinds vorig jaar, en dat is ook goed te merken aan de cijfers die de "
        "gemeente elk kwartaal laat zien aan de inwoners van de stad, aan de raad en aan het "
        "college.",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(prose); i++) {
        g_autofree char *text = g_strdup_printf("Zin.\n\n%s\n\nTekst.", prose[i]);
        g_autoptr(kx_document) doc = read_text(text, strlen(text));
        g_autofree char *blocks = blocks_of(doc);
        g_autofree char *flat = g_strdelimit(g_strdup(prose[i]), "\n", '/');
        g_autofree char *wanted =
            g_strdup_printf("paragraph|Zin.\nparagraph|%s\nparagraph|Tekst.\n", flat);
        g_assert_cmpstr(blocks, ==, wanted);
    }
}

static void test_numbered_intertitle(void)
{
    check("Kop\n\nLead.\n\n1. Wat is er?\n\nTekst een.\n\n2. En nu?\n\nTekst twee.",
          "headline|Kop\nlead|Lead.\nintertitle|1. Wat is er?\nparagraph|Tekst een.\n"
          "intertitle|2. En nu?\nparagraph|Tekst twee.\n");
    check("Zin.\n\n1. Verstappen\n\n2. Norris\n\n3. Piastri\n\nTekst.",
          "paragraph|Zin.\nlist-item|1. Verstappen\nlist-item|2. Norris\nlist-item|3. Piastri\n"
          "paragraph|Tekst.\n");
    check("Zin.\n\n1. Verstappen", "paragraph|Zin.\nlist-item|1. Verstappen\n");
    check("Zin.\n\n1. Verstappen wint.\n\nTekst.",
          "paragraph|Zin.\nlist-item|1. Verstappen wint.\nparagraph|Tekst.\n");
}

static void test_markdown(void)
{
    check("# Kop\n\nLead.\n\n## Tussen ##\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Tussen\nparagraph|Tekst.\n");
    check("# Kop.\nLead.\n## Tussen\nTekst.\n### Nog\n- een",
          "headline|Kop.\nlead|Lead.\nintertitle|Tussen\nparagraph|Tekst.\nintertitle|Nog\n"
          "list-item|een\n");
    check("## Kop\n\nLead.", "headline|Kop\nlead|Lead.\n");
    check("Tekst.\n\n# Kop", "paragraph|Tekst.\nparagraph|Kop\n");
    check("# Kop", "paragraph|Kop\n");
    check("#hekje is geen kop.\n\nTekst.", "paragraph|#hekje is geen kop.\nparagraph|Tekst.\n");
    check("Tekst.\n\n#\n\nMeer.", "paragraph|Tekst.\nparagraph|Meer.\n");
    check("# Alles over C#\n\nTekst.", "headline|Alles over C#\nlead|Tekst.\n");
    check("Kop\n===\n\nLead.\n\nTussen\n------\n\nTekst.",
          "headline|Kop\nlead|Lead.\nintertitle|Tussen\nparagraph|Tekst.\n");
    check("Een zin.\n---\n\nTekst.", "paragraph|Een zin./---\nparagraph|Tekst.\n");
}

/* ---- quotes ---- */

static void test_marked_quote(void)
{
    check("Zin.\n\n> Wij gaan\n> door.\n\nTekst.",
          "paragraph|Zin.\nquote|Wij gaan/door.\nparagraph|Tekst.\n");
    check("Zin.\n\n> een\n>\n> twee\n\n", "paragraph|Zin.\nquote|een\nquote|twee\n");
    check("Zin.\n\n>> dubbel\n> > twee", "paragraph|Zin.\nquote|dubbel/twee\n");
    check("Zin.\n\n  > een\n  > twee", "paragraph|Zin.\nquote|een/  twee\n");
    check("Zin.\n\neen\n> twee", "paragraph|Zin.\nparagraph|een/> twee\n");
    check(">65 jaar is oud.\n\nTekst.", "paragraph|>65 jaar is oud.\nparagraph|Tekst.\n");
    check("a > b is waar.\n\nTekst.", "paragraph|a > b is waar.\nparagraph|Tekst.\n");
    check("> een\n\ntwee\n> drie\n\n> vier\n> vijf",
          "quote|een\nparagraph|twee/> drie\nquote|vier/vijf\n");
}

/* Beside lines without a mark, between the same blank lines. */
static void test_quote_beside_text(void)
{
    check("Kop\n\nJan schreef:\n> dit is een citaat\n> van twee regels\n\nSlot.\n",
          "headline|Kop\nlead|Jan schreef:\nquote|dit is een citaat/van twee regels\n"
          "paragraph|Slot.\n");
    check("Zin.\n\nJan zei:\n> Ja.", "paragraph|Zin.\nparagraph|Jan zei:\nquote|Ja.\n");
    check("Zin.\n\nReacties\n> Wat een onzin\n> is dit.",
          "paragraph|Zin.\nparagraph|Reacties\nquote|Wat een onzin/is dit.\n");
    check("Zin.\n\n> een\ntwee", "paragraph|Zin.\nquote|een/twee\n");
    check("Zin.\n\n> Dit zegt\nJan.\n> Ja.\nDat was het.\n> Nee.",
          "paragraph|Zin.\nquote|Dit zegt/Jan./Ja.\nparagraph|Dat was het.\nquote|Nee.\n");
    check("Zin.\n\n> Ja.\n- een\n- twee",
          "paragraph|Zin.\nquote|Ja.\nlist-item|een\nlist-item|twee\n");
    check("Zin.\n\n- Jan zei:\n> Ja.\n- Nee.",
          "paragraph|Zin.\nlist-item|Jan zei:\nquote|Ja.\nlist-item|Nee.\n");
    /* comparisons */
    check("Zin.\n\n> 3 dagen wachten\nis te lang.",
          "paragraph|Zin.\nparagraph|> 3 dagen wachten/is te lang.\n");
    check("Zin.\n\nTe lang is:\n> 3 dagen\n> 5 weken",
          "paragraph|Zin.\nparagraph|Te lang is:\nlist-item|> 3 dagen\nlist-item|> 5 weken\n");
}

static void test_quotation(void)
{
    static const char *const yes[] = {
        "„Wij gaan door.”",     "„Wij gaan door.“",
        "“Wij gaan door.”",     "\"Ja. Nee.\"",
        "'Ja. Nee.'",           "‘Ja. Nee.’",
        "«Ja. Nee.»",           "‘De foto’s. Zo’n dag.’",
        "„Ja, ‘nee’. Goed.”",   "„Wij gaan door”.",
        "'Ik ging 's avonds.'", "„Regel een.\nRegel twee.”",
        "‚Ja. Nee.‘",           "‘Het baby’tje sliep. Ja.’",
    };
    static const char *const no[] = {
        "„Ja”, zei hij. „Nee.”",
        "\"Ja\", zei hij, \"nee.\"",
        "'s Avonds at hij 'brood.'",
        "„Ja”, zei hij.",
        "Hij zei: „Ja.”",
        "‘t Is 'n mooie dag.’",
        "„Ja. Nee.",
        "‘Ja’ zei hij. ‘Nee.’",
        "„”",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(yes) + G_N_ELEMENTS(no); i++) {
        bool is = i < G_N_ELEMENTS(yes);
        const char *quote = is ? yes[i] : no[i - G_N_ELEMENTS(yes)];
        g_autofree char *text = g_strdup_printf("Zin.\n\n%s\n\nTekst.", quote);
        g_autoptr(kx_document) doc = read_text(text, strlen(text));
        bool found = false;
        for (guint k = 0; k < doc->blocks->len; k++)
            found |= g_array_index(doc->blocks, kx_block, k).kind == KX_BLOCK_QUOTE;
        if (found != is)
            g_error("%zu: %s", i, is ? "no quote" : "a quote");
    }
}

/* ---- lists ---- */

static void test_list(void)
{
    check("Zin.\n\n- een\n- twee\n\n* drie\n• vier\n\n– vijf",
          "paragraph|Zin.\nlist-item|een\nlist-item|twee\nlist-item|drie\nlist-item|vier\n"
          "list-item|vijf\n");
    check("Zin.\n\n1. een\n2. twee\n3) drie\na) vier",
          "paragraph|Zin.\nlist-item|1. een\nlist-item|2. twee\nlist-item|3) drie\n"
          "list-item|a) vier\n");
    check("De eisen:\n- een\n- twee\nEn dat is alles.",
          "paragraph|De eisen:\nlist-item|een\nlist-item|twee\nparagraph|En dat is alles.\n");
    check("De eis:\n- geld", "paragraph|De eis:\nlist-item|geld\n");
    check("- een\n  Twee", "list-item|een/  Twee\n");
    check("- een\nTwee", "list-item|een\nparagraph|Twee\n");
    check("De eisen zijn\n- een\n- twee",
          "paragraph|De eisen zijn\nlist-item|een\nlist-item|twee\n");
    check("- een lange\n  regel\n- twee\ndie doorloopt",
          "list-item|een lange/  regel\nlist-item|twee/die doorloopt\n");
    check("Zin.\n\n-\n- \n- een", "paragraph|Zin.\nlist-item|een\n");
}

static void test_no_list(void)
{
    check("-5 graden was het.\n\nTekst.", "paragraph|-5 graden was het.\nparagraph|Tekst.\n");
    check("De minister\n- zo bleek - heeft gelijk.",
          "paragraph|De minister/- zo bleek - heeft gelijk.\n");
    check("Het werd 12\n3. Daarna niets.", "paragraph|Het werd 12/3. Daarna niets.\n");
    check("2026. Een nieuw jaar.\n\nTekst.", "paragraph|2026. Een nieuw jaar.\nparagraph|Tekst.\n");
    check("A. de Vries wint.\n\nTekst.", "paragraph|A. de Vries wint.\nparagraph|Tekst.\n");
    check("1.000 mensen kwamen.\n\nTekst.", "paragraph|1.000 mensen kwamen.\nparagraph|Tekst.\n");
}

/* Lines of a list without bullets. */
static void test_bare_list(void)
{
    check("Zin.\n\nPSV - Ajax 3-1 (1-1)\nFC Twente - AZ 0-0\nNEC - sc Heerenveen 2-2\n\nTekst.",
          "paragraph|Zin.\nlist-item|PSV - Ajax 3-1 (1-1)\nlist-item|FC Twente - AZ 0-0\n"
          "list-item|NEC - sc Heerenveen 2-2\nparagraph|Tekst.\n");
    check("Zin.\n\nsc Heerenveen - NEC 2-2\nNAC – Ajax 0-0 (0-0)",
          "paragraph|Zin.\nlist-item|sc Heerenveen - NEC 2-2\nlist-item|NAC – Ajax 0-0 (0-0)\n");
    check("Kop\n\nLead.\n\nAjax 1\nPSV 2\n\nTekst.",
          "headline|Kop\nlead|Lead.\nlist-item|Ajax 1\nlist-item|PSV 2\nparagraph|Tekst.\n");
    check("De uitslagen van\nzondag:\nPSV - Ajax 3-1\nNEC - AZ 0-0",
          "paragraph|De uitslagen van/zondag:\nlist-item|PSV - Ajax 3-1\n"
          "list-item|NEC - AZ 0-0\n");
    check("Zin.\n\nStand\n\nAjax 1\nPSV 2",
          "paragraph|Zin.\nintertitle|Stand\nlist-item|Ajax 1\nlist-item|PSV 2\n");
    check("Zin.\n\n’s-Hertogenbosch 12 graden\n‘Het diner’ van Jan de Wit\n**Utrecht** 1\n"
          "€ 12 voor een kaart",
          "paragraph|Zin.\nlist-item|’s-Hertogenbosch 12 graden\n"
          "list-item|‘Het diner’ van Jan de Wit\nlist-item|Utrecht 1\n"
          "list-item|€ 12 voor een kaart\n");
    check("Zin.\n\nRedactie Voorbeeldkrant\nPostbus 1\n1000 AA Amsterdam",
          "paragraph|Zin.\nlist-item|Redactie Voorbeeldkrant\nlist-item|Postbus 1\n"
          "list-item|1000 AA Amsterdam\n");
}

/* Who wrote it, right above the text. */
static void test_byline(void)
{
    check("Zin.\n\nDoor Jan van der Wit en Piet Baas\nDe burgemeester stapt op.",
          "paragraph|Zin.\nparagraph|Door Jan van der Wit en Piet Baas\n"
          "paragraph|De burgemeester stapt op.\n");
    check("Zin.\n\nVan onze verslaggever\nUTRECHT – De burgemeester stapt op.",
          "paragraph|Zin.\nparagraph|Van onze verslaggever\n"
          "paragraph|UTRECHT – De burgemeester stapt op.\n");
    check("Zin.\n\nDoor de regen heeft minister\nDe Wit de reis uitgesteld.",
          "paragraph|Zin.\nparagraph|Door de regen heeft minister/De Wit de reis uitgesteld.\n");
}

/* Lines that open with a time are entries, however long and with any end. */
static void test_entries(void)
{
    check("Zin.\n\nAgenda\n20.15 Lezing van Jan de Wit over zijn boek, in de grote zaal van de "
          "bibliotheek.\n21:30-22:00 Nazit",
          "paragraph|Zin.\nparagraph|Agenda\nlist-item|20.15 Lezing van Jan de Wit over zijn boek, "
          "in de grote zaal van de bibliotheek.\nlist-item|21:30-22:00 Nazit\n");
    check("Zin.\n\n14.15 Rente blijft\nDe centrale bank houdt de rente op twee procent.",
          "paragraph|Zin.\nintertitle|14.15 Rente blijft\n"
          "paragraph|De centrale bank houdt de rente op twee procent.\n");
    check("Zin.\n\nDe trein vertrekt om\n20.15 uur van spoor 2 en komt\nna een uur aan.",
          "paragraph|Zin.\nparagraph|De trein vertrekt om/20.15 uur van spoor 2 en komt/"
          "na een uur aan.\n");
    check("Zin.\n\nHet werd\n24.15 meter en daarna\n25.99 meter.",
          "paragraph|Zin.\nparagraph|Het werd/24.15 meter en daarna/25.99 meter.\n");
}

static void test_no_bare_list(void)
{
    static const char *const prose[] = {
        "PSV won zondag van Ajax en\nde ploeg staat nu eerste",
        "Zondag won PSV van\nAjax met 3-1",
        "Zondag wonnen PSV,\nAjax en NEC",
        "Zondag wonnen PSV -\nAjax en NEC",
        "Zondag wonnen PSV en\nAjax hun wedstrijd",
        "Zondag wonnen Feyenoord en PSV\nAjax verloor.",
        "PSV - Ajax 3-1\nde scheidsrechter was De Wit",
        "PSV - Ajax 3-1\n***",
        "de uitslagen waren deze week\nPSV - Ajax 3-1\nNEC - AZ 0-0",
        "Het is zo.\nEr is niets aan te doen.",
        "Een regel van meer dan zestig tekens, die dus te lang is voor 1\nAjax 2",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(prose); i++) {
        g_autofree char *text = g_strdup_printf("Zin.\n\n%s\n\nTekst.", prose[i]);
        g_autoptr(kx_document) doc = read_text(text, strlen(text));
        g_autofree char *blocks = blocks_of(doc);
        g_autofree char *flat = g_strdelimit(g_strdup(prose[i]), "\n", '/');
        g_autofree char *wanted =
            g_strdup_printf("paragraph|Zin.\nparagraph|%s\nparagraph|Tekst.\n", flat);
        g_assert_cmpstr(blocks, ==, wanted);
    }
    check("Zin.\n\nDe eisen:\nMeer loon", "paragraph|Zin.\nparagraph|De eisen:/Meer loon\n");
}

static void test_ornament(void)
{
    check("Zin.\n\n* * *\n\nZin.\n\n———\n\n=====\n\nZin.",
          "paragraph|Zin.\nparagraph|Zin.\nparagraph|Zin.\n");
    check("Zin.\n\n😀\n\nZin.", "paragraph|Zin.\nparagraph|😀\nparagraph|Zin.\n");
    check("Zin.\n\n\U0001F327\uFE0F\n\nZin.",
          "paragraph|Zin.\nparagraph|\U0001F327\uFE0F\nparagraph|Zin.\n");
    check("Zin.\u00a0\n\u00a0\n\u2003Twee.\u200b", "paragraph|Zin.\nparagraph|Twee.\n");
}

/* Signs that are no rule across the page are told: a reader sees them, a listener hears nothing. */
static void test_signs_are_told(void)
{
    static const char text[] = "Zin.\n\n* * *\n\n?! ?!\n\nZin.\n\n- -- -\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_document) doc = kx_read_bytes("a.txt", text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(doc->notes->len, ==, 1);
    g_assert_cmpstr(doc->notes->pdata[0], ==,
                    "paragraphs of signs alone are left out: 1, the first in line 5");
}

/* ---- refusals ---- */

static void check_refused(const char *text, size_t length, const char *wanted)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kx_read_bytes("a.txt", text, length, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_true(g_str_has_prefix(error->message, wanted));
    g_assert_null(strchr(error->message, '\n'));
}

static void test_nothing_to_say(void)
{
    check_refused("", 0, "a.txt: no speakable text (it is empty)");
    check_refused(" \n\t\r\n", 5, "a.txt: no speakable text (it is blank)");
    check_refused("\xEF\xBB\xBF", 3, "a.txt: no speakable text (it is blank)");
    check_refused("*** --- !?", 10, "a.txt: no speakable text (no letter or digit is in it)");
    check_refused("\xF0\x9F\x98\x80", 4, "a.txt: no speakable text (no letter");
    check_refused("---\ntitle: Kop\n---\n", 19,
                  "a.txt: no speakable text (it has front matter only)");
    check_refused("PK\3\4\0\0\0\0", 8, "a.txt: not text but a ZIP");
}

static void test_html(void)
{
    static const char *const pages[] = {
        "<!DOCTYPE html>\n<title>Kop</title>\nTekst.",
        "\n <!doctype HTML PUBLIC>\nTekst.\nMeer.\nNog meer.",
        "<html lang=nl>Tekst\nMeer\nNog meer",
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a\nb\nc -->\n<HTML>\nTekst.\nMeer.\nNog.",
        "<p>Een zin.</p>",
        "<div class=\"a\">\nEen zin.\nNog een.\nEn nog een.\n</div>",
        "Kop<br>\n\nEen zin.<br/>\nNog een.</p>\nSlot.",
        "Kop\n<p>Een zin.\n<p>Nog een.",
        "---\ntitle: Kop\n---\n<p>Een zin.</p>\n\n<p>Nog een.</p>",
    };
    static const char *const texts[] = {
        "Een <b>zin</b>.",
        "<b>Een zin.</b>\n\n<i>Nog een.</i>",
        "Wat doet <p>?\n\nEen <p> begint een alinea, en </p> eindigt die.",
        "Kop\n\n<p>Een zin.</p>\n\nNog een.\n\nSlot.",
        "Kop\n\n<p>Een zin.</p>",
        "<p> begint een alinea.\n\nDat is alles.",
        "a < b en c > d.",
        "<html5> is een woord.",
        "<html",
        "<p",
        "<prins> zin <prins>",
        "<!-- Een zin.",
        "</> Een zin. <>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
        check_refused(pages[i], strlen(pages[i]),
                      "a.txt: it is HTML, not plain text; save the text of the page as plain text");
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(kx_document) doc = read_text(texts[i], strlen(texts[i]));
        g_assert_cmpuint(doc->blocks->len, >, 0);
    }
}

static void check_inline(const char *text, const char *wanted, const char *const *notes)
{
    g_autoptr(kx_document) doc = read_text(text, strlen(text));
    g_autofree char *blocks = blocks_of(doc), *all = g_strdup_printf("paragraph|%s\n", wanted);

    check_sound(doc, strlen(text));
    g_assert_cmpstr(blocks, ==, all);
    for (guint i = 0; i < doc->notes->len; i++) {
        g_assert_nonnull(*notes);
        g_assert_nonnull(strstr(doc->notes->pdata[i], *notes++));
    }
    g_assert_null(*notes);
}

#define NOTES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_NOTES   ((const char *const[]){NULL})

/* What is left of HTML in a plain text. */
static void test_inline(void)
{
    static const char *const untouched[] = {
        "Als a < b en c > d, dan <3 R&D van AT&T &c. hier.",
        "Vul <naam> in, of </naam>; en &naam; en &#0; en &#xD800; en &amp niet.",
        "De tag <b> opent en <p> ook.",
        "Prijs < 5; en & nog wat; meer.",
        "Een <a\nhref=x>b</a> niet.",
    };

    check_inline("Levi&nbsp;Smans &amp; Co en caf&eacute; &#8217;s &#x2019; &#146;.",
                 "Levi\u00a0Smans & Co en café ’s ’ ’.",
                 NOTES("characters: 6, the first in line 1"));
    check_inline("Een <em>x</em> en <strong class=\"a\">**y**</strong>\nin <a "
                 "href=\"z\">H<sub>2</sub>O</a>.",
                 "Een x en y/in H2O.", NOTES("left out: 8, the first in line 1"));
    check_inline("Een<br>twee<!-- meer --> en <B>&lt;b&gt;</B>.", "Een twee en <b>.",
                 NOTES("left out: 4", "characters: 2"));
    for (gsize i = 0; i < G_N_ELEMENTS(untouched); i++) {
        g_autofree char *wanted = g_strdelimit(g_strdup(untouched[i]), "\n", '/');
        check_inline(untouched[i], wanted, NO_NOTES);
    }
    g_autoptr(kx_document) doc = READ("---\ntitle: \"Rijk &amp; &quot;arm&quot;\"\n---\nZin.");
    g_assert_cmpstr(doc->title, ==, "Rijk & \"arm\"");
}

/* Links and pictures as Markdown has them. */
/* Of a table each row is an item, and the line below its head is none. */
static void test_table(void)
{
    g_autoptr(kx_document) doc = READ("Kop\n\nLead.\n\n| Ploeg | Punten |\n|-------|------:|\n"
                                      "| PSV | 36 |\n| Ajax | 31 |\n\nTekst.");
    g_autofree char *blocks = blocks_of(doc);
    g_assert_cmpstr(blocks, ==,
                    "headline|Kop\nlead|Lead.\nlist-item|Ploeg | Punten\nlist-item|PSV | 36\n"
                    "list-item|Ajax | 31\nparagraph|Tekst.\n");
    g_assert_cmpuint(doc->notes->len, ==, 0);
}

/* Links that name the address at another place. */
static void check_labels(void)
{
    static const char *const texts[][2] = {
        {"Het [lek in *Outlook*][1] is, meldt [Microsoft][], [De Site] en ![beeld][1].\n\n"
         "[1]: <https://x.nl/a> \"Een titel\"\n  [microsoft]: ms.nl\n[de site]: /site",
         "Het lek in Outlook is, meldt Microsoft, De Site en beeld.\n"},
        {"Een lek [1] en [noot].\n\n[1]: https://x.nl/a",
         "Een lek [1] en [noot].\nparagraph|[1]: https://x.nl/a\n"},
        {"Een [lek][3].\n\n[1]: https://x.nl/a", "Een [lek][3].\nparagraph|[1]: https://x.nl/a\n"},
        {"Een [lek][1].\n\n[1]: geen adres", "Een [lek][1].\nparagraph|[1]: geen adres\n"},
        {"Een [lek][1].\n\n[1]: https://x.nl/[a]",
         "Een [lek][1].\nparagraph|[1]: https://x.nl/[a]\n"},
        {"Een [lek][^1] .\n\n[^1]: /noot", "Een [lek][^1] .\nnote|[^1]: /noot\n"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(kx_document) doc = read_text(texts[i][0], strlen(texts[i][0]));
        g_autofree char *blocks = blocks_of(doc);
        g_assert_true(g_str_has_prefix(blocks, "paragraph|"));
        g_assert_cmpstr(blocks + strlen("paragraph|"), ==, texts[i][1]);
    }
}

static void test_markdown_links(void)
{
    static const char *const untouched[] = {
        "Zie [1] (pagina 3) en [2](sic).", "Een [woord] en [nog een](niet af.nl.",
        "Een [a](b.c \"d) niet.",          "Een ](https://x.nl) los.",
        "Hij [zij]: (https://x.nl) daar.",
    };

    check_inline(
        "Zie [hier](https://x.nl/_a_(b)_c) en [daar](<https://x.nl> \"De 'titel'\"), *nu*.",
        "Zie hier en daar, nu.", NOTES("not the addresses: 2, the first in line 1"));
    check_inline("Zin.\nEen [lange\nverwijzing](../a.html 'b') [](c.html)en ![een beeld](d.png).",
                 "Zin./Een lange/verwijzing en een beeld.",
                 NOTES("not the addresses: 3, the first in line 2"));
    check_inline("Een [![beeld](a.png) met woorden](b.html) erin.", "Een beeld met woorden erin.",
                 NOTES("not the addresses: 2"));
    for (gsize i = 0; i < G_N_ELEMENTS(untouched); i++)
        check_inline(untouched[i], untouched[i], NO_NOTES);
    check_labels();

    g_autoptr(kx_document) doc =
        READ("[De kop](a.html)\n\nLead.\n\n[Nog een stuk](b.html)\n\nTekst.\n\n"
             "[![De haven](c.png)](d.html)\n\n- [een](e.html)\n- [twee](f.html)\n\n"
             "[Lees ook: Meer](g.html)");
    g_autofree char *blocks = blocks_of(doc);
    g_assert_cmpstr(blocks, ==,
                    "headline|De kop\nlead|Lead.\nlink|Nog een stuk\nparagraph|Tekst.\n"
                    "caption|De haven\nlist-item|een\nlist-item|twee\nlink|Lees ook: Meer\n");
}

/* What programs write for each other. */
static void test_data(void)
{
    static const char *const refused[][2] = {
        {"<?xml version=\"1.0\"?>\n<newsItem>\n<head>Kop</head>\n</newsItem>\n", "XML"},
        {"<nitf version=\"3\">\n<body>\nTekst.\nMeer.\n</body>\n</nitf>", "XML"},
        {"{\"title\":\"json\",\"body\":\"tekst\"}", "JSON"},
        {"\xEF\xBB\xBF[\n  {\n \"title\" : \"json\"}]", "JSON"},
    };
    static const char *const mails[] = {
        "Received: from a\n\tby b; 1 Jan\r\nsubject: =?utf-8?Q?Kop?=\r\n\r\nTekst.\r\n",
        "From jan@x.nl Mon Jan  5\nFrom: jan@x.nl\nX-A: b\nTo: piet@x.nl\n\nTekst."};
    static const char *const texts[] = {"[Update] Brand in Breda.",
                                        "[\"Ja\"] zei zij.",
                                        "{\"Ja\"} zei zij: nee.",
                                        "{naam}: tekst.",
                                        "{\"a\": [1, null]}\n\nTekst.",
                                        "<naam> woont in <plaats>",
                                        "<naam> en </naam> niet.",
                                        "To: een wijk.\nSubject: niets.\nDat was het.",
                                        "Subject: niets.\nVan: Jan\n\nFrom: Piet\n"};

    for (gsize i = 0; i < G_N_ELEMENTS(mails); i++)
        check_refused(mails[i], strlen(mails[i]),
                      "a.txt: it is a mail with its head; save what it says as plain text");
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autofree char *wanted =
            g_strdup_printf("a.txt: not text but %s; save it as plain text", refused[i][1]);
        check_refused(refused[i][0], strlen(refused[i][0]), wanted);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(kx_document) doc = read_text(texts[i], strlen(texts[i]));
        g_assert_cmpuint(doc->blocks->len, >, 0);
    }
}

static void test_read_files(void)
{
    g_autoptr(GError) missing = NULL, folder = NULL, error = NULL;
    g_autofree char *dir = g_dir_make_tmp("kxspeak-test-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "stuk.txt", NULL);

    g_assert_null(kx_read(path, &missing));
    g_assert_error(missing, KX_ERROR, KX_ERROR_NO_INPUT);
    g_assert_null(kx_read(dir, &folder));
    g_assert_error(folder, KX_ERROR, KX_ERROR_NO_INPUT);
    g_assert_true(g_file_set_contents(path, "Kop\r\n\r\nDe re\xC3\xBCnie.", -1, NULL));
    g_autoptr(kx_document) doc = kx_read(path, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(doc->name, ==, path);
    g_assert_cmpstr(doc->title, ==, "Kop");
    g_assert_cmpstr(doc->text, ==, "Kop\n\nDe reünie.");
    g_unlink(path);
    g_rmdir(dir);
}

static void test_standard_input(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kx_read_bytes("-", " ", 1, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_true(g_str_has_prefix(error->message, "standard input: no speakable text"));
}

static void test_readers(void)
{
    guint n = 0;

    for (; kx_readers[n] != NULL; n++) {
        g_assert_nonnull(kx_readers[n]->name);
        g_assert_nonnull(kx_readers[n]->what);
        g_assert_nonnull(kx_readers[n]->suffixes[0]);
        g_assert_cmpint(kx_readers[n]->suffixes[0][0], ==, '.');
    }
    g_assert_cmpuint(n, >, 0);
    g_assert_true(kx_readers[0] == &kx_reader_plain);
    g_assert_cmpint(kx_reader_plain.probe("a.txt", "x", 1), >,
                    kx_reader_plain.probe("a.xyz", "x", 1));
}

/* ---- one line ---- */

static void check_line(const char *line, size_t length, const char *wanted)
{
    g_autoptr(kx_document) doc = kx_read_line("-", line, length);

    if (wanted == NULL) {
        g_assert_cmpuint(doc->blocks->len, ==, 0);
        return;
    }
    g_autofree char *blocks = blocks_of(doc);
    g_autofree char *all = g_strdup_printf("paragraph|%s\n", wanted);
    g_assert_cmpstr(blocks, ==, all);
    check_sound(doc, length);
}

static void test_read_line(void)
{
    check_line("Een zin.", 8, "Een zin.");
    check_line("  - Een zin. ", 13, "- Een zin.");
    check_line("", 0, NULL);
    check_line(" \t ", 3, NULL);
    check_line("\0\1", 2, NULL);
    check_line("***", 3, "***");
    check_line("om *14.32*", 10, "om 14.32");
    check_line("A &amp; <i>b</i>", 16, "A & b");
    check_line("caf\xE9\0 ja", 8, "caf\uFFFD ja");
    check_line("een\rtwee", 8, "een/twee");
    check_line("---\ntitle: x\n---\n", 17, "---/title: x/---");
}

/* ---- anything ---- */

static const char *const lines[] = {
    "",
    "",
    "",
    "Kop",
    "Een zin.",
    "> citaat",
    ">",
    "> > diep",
    "- item",
    "  door",
    "1. Een",
    "a) b",
    "# Kop",
    "## Tussen ##",
    "---",
    "title: Kop",
    "===",
    "„Ja. Nee.”",
    "‘Ja’",
    "Foto: ANP",
    "* * *",
    "DEN HAAG -",
    "kleine",
    "De rij:",
    "re\u0308n",
    "\u0308",
    "x\x01y",
    "Lees ook: x",
    "PSV - Ajax 3-1",
    "sc Heerenveen - NEC 2-2",
    "Er is veel gebeurd sinds vorig jaar.",
    "**vet**",
    "__vet",
    "****",
    "[Foto: ANP]",
    "auteur: Jan",
    "<p>alinea</p>",
    "#",
    "'s",
    "\u00a0",
    "😀",
    "date: gister",
    "caf\xC3",
    "\xEF\xBB\xBF",
};

static void test_random(void)
{
    for (int round = 0; round < 30000; round++) {
        GString *text = g_string_new(g_test_rand_int_range(0, 4) == 0 ? "---\n" : "");
        int n = g_test_rand_int_range(0, 12);

        for (int i = 0; i < n; i++) {
            g_string_append(text, lines[g_test_rand_int_range(0, G_N_ELEMENTS(lines))]);
            g_string_append(text, g_test_rand_int_range(0, 6) == 0 ? "\r\n" : "\n");
        }
        g_autoptr(kx_document) doc = kx_read_bytes("a", text->str, text->len, NULL);
        if (doc != NULL)
            check_sound(doc, text->len);
        g_string_free(text, TRUE);
    }
}

/* Every word of the article is in a block: nothing is lost but marks and front matter. */
static void test_no_word_lost(void)
{
    for (int round = 0; round < 5000; round++) {
        GString *text = g_string_new(NULL);
        int n = g_test_rand_int_range(1, 12);

        for (int i = 0; i < n; i++)
            g_string_append_printf(text, "%s\n",
                                   lines[g_test_rand_int_range(0, G_N_ELEMENTS(lines))]);
        g_autoptr(kx_document) doc = kx_read_bytes("a", text->str, text->len, NULL);
        bool has_front = g_str_has_prefix(text->str, "---\n");
        g_string_free(text, TRUE);
        if (doc == NULL || has_front)
            continue;
        guint next = 0;
        for (size_t at = 0; at < doc->length; at++) {
            while (next < doc->blocks->len &&
                   g_array_index(doc->blocks, kx_block, next).range.end <= at)
                next++;
            bool inside = next < doc->blocks->len &&
                          g_array_index(doc->blocks, kx_block, next).range.start <= at;
            g_assert_true(inside || !g_ascii_isalpha(doc->text[at]));
        }
    }
}

static void append_to(GString *text, const char *unit, size_t length)
{
    while (text->len < length)
        g_string_append(text, unit);
}

/* Processor time to read `length` bytes: `start`, then `first` and, from the middle on, `then`,
 * each repeated. The best of three. */
static double seconds_for(const char *start, const char *first, const char *then, size_t length)
{
    GString *text = g_string_new(start);
    double best = G_MAXDOUBLE;

    append_to(text, first, length / 2);
    append_to(text, then, length);
    for (int i = 0; i < 3; i++) {
        clock_t began = clock();
        g_autoptr(kx_document) doc = kx_read_bytes("a", text->str, text->len, NULL);
        best = MIN(best, (double)(clock() - began) / CLOCKS_PER_SEC);
        g_assert_nonnull(doc);
    }
    g_string_free(text, TRUE);
    return best;
}

/* Four times as much text takes about four times the time (sixteen if it were quadratic). */
static void assert_linear(const char *start, const char *first, const char *then, size_t length)
{
    double small = seconds_for(start, first, then, length);
    double large = seconds_for(start, first, then, 4 * length);

    g_test_message("%s%s%s: %.1f ms, %.1f ms", start, first, then, small * 1e3, large * 1e3);
    g_assert_cmpfloat(large, <, small * 8 + 0.1);
}

static void test_linear(void)
{
    static const char *const units[] = {
        "a\n\n",   "- a\n",     "> a\n",    "'a ",       "\n",  "Zin.\n",     "> a\n\nb\n",
        "# a\n",   ". A",       "Ajax 1\n", "Foto: x\n", "**",  "A:\nB\nC\n", "<!---->",
        "(A) ",    "A\nB.\n\n", "<!--",     "<b> ",      "<b ", "&amp;",      "*a* ",
        "**a _b ", "[a](.b ",   "[a](.",    "[a](b.c '", "![[", "b\n> 1\n"};

    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        assert_linear("x", units[i], units[i], KX_SANITIZED ? 100000 : 500000);
}

/* A paragraph that is one thing at its start and another further on. */
static void test_linear_mixed(void)
{
    assert_linear("www.a", "\nwww.a", "\nFoto: X", 50000);
    assert_linear("www.a", "\nwww.a", "\n# A\nb", 50000);
    assert_linear("[1] ", ".", "a\n[1] ", 50000);
    assert_linear("x", "\nX", "\n9.30 X", 50000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plain/headline", test_headline);
    g_test_add_func("/plain/no-headline", test_no_headline);
    g_test_add_func("/plain/headline-length", test_headline_length);
    g_test_add_func("/plain/dateline", test_dateline);
    g_test_add_func("/plain/lead", test_lead);
    g_test_add_func("/plain/intertitle", test_intertitle);
    g_test_add_func("/plain/no-intertitle", test_no_intertitle);
    g_test_add_func("/plain/speech", test_speech);
    g_test_add_func("/plain/links", test_links);
    g_test_add_func("/plain/notes", test_notes);
    g_test_add_func("/plain/caption", test_caption);
    g_test_add_func("/plain/asides", test_asides);
    g_test_add_func("/plain/caption-in-brackets", test_caption_in_brackets);
    g_test_add_func("/plain/caption-in-paragraph", test_caption_in_paragraph);
    g_test_add_func("/plain/bold", test_bold);
    g_test_add_func("/plain/emphasis", test_emphasis);
    g_test_add_func("/plain/tight-heading", test_tight_heading);
    g_test_add_func("/plain/no-tight-heading", test_no_tight_heading);
    g_test_add_func("/plain/numbered-intertitle", test_numbered_intertitle);
    g_test_add_func("/plain/markdown", test_markdown);
    g_test_add_func("/plain/marked-quote", test_marked_quote);
    g_test_add_func("/plain/quote-beside-text", test_quote_beside_text);
    g_test_add_func("/plain/quotation", test_quotation);
    g_test_add_func("/plain/list", test_list);
    g_test_add_func("/plain/no-list", test_no_list);
    g_test_add_func("/plain/bare-list", test_bare_list);
    g_test_add_func("/plain/no-bare-list", test_no_bare_list);
    g_test_add_func("/plain/entries", test_entries);
    g_test_add_func("/plain/byline", test_byline);
    g_test_add_func("/plain/ornament", test_ornament);
    g_test_add_func("/plain/signs-are-told", test_signs_are_told);
    g_test_add_func("/plain/nothing-to-say", test_nothing_to_say);
    g_test_add_func("/plain/html", test_html);
    g_test_add_func("/plain/inline", test_inline);
    g_test_add_func("/plain/table", test_table);
    g_test_add_func("/plain/markdown-links", test_markdown_links);
    g_test_add_func("/plain/data", test_data);
    g_test_add_func("/plain/read-files", test_read_files);
    g_test_add_func("/plain/standard-input", test_standard_input);
    g_test_add_func("/plain/readers", test_readers);
    g_test_add_func("/plain/read-line", test_read_line);
    g_test_add_func("/plain/random", test_random);
    g_test_add_func("/plain/no-word-lost", test_no_word_lost);
    g_test_add_func("/plain/linear", test_linear);
    g_test_add_func("/plain/linear-mixed", test_linear_mixed);
    return g_test_run();
}
