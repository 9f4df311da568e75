/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/byline.h"

#include "brief/title.h"

#include <string.h>

/* Names with a pause between them: "Reuters / AFP" for "Reuters/AFP", but no address. Caller frees.
 */
static char *apart(const char *names)
{
    GString *out = g_string_new(names);
    if (!strchr(names, '.') && !strchr(names, ':') && !strstr(names, " /"))
        g_string_replace(out, "/", " / ", 0);
    return g_string_free(out, FALSE);
}

/* `format`, which has one %s, of names; NULL of none. */
static char *sentence(const char *format, const char *names)
{
    if (*names == '\0')
        return NULL;
    g_autofree char *clean = kx_title_clean(names);
    if (g_str_has_suffix(clean, "."))
        clean[strlen(clean) - 1] = '\0';
    g_autofree char *said = apart(clean);
    GString *text = g_string_new(format);
    g_string_replace(text, "%s", said, 1);
    return g_string_free(text, FALSE);
}

/* `text` behind `start`, whatever its capitals, and the blanks that follow; else itself. */
static const char *behind(const char *text, const char *start)
{
    if (g_ascii_strncasecmp(text, start, strlen(start)) != 0)
        return text;
    text += strlen(start);
    return text + strspn(text, " ");
}

/* "Van onze verslaggever": how a byline of its own begins. */
static bool is_byline(const char *author)
{
    return behind(author, "van onze ") != author || behind(author, "van een onzer ") != author;
}

/* "Redactie Sport", "Sportredactie", "AD-redactie", "Webredactie Trouw": nobody's name. */
static bool is_desk(const char *author)
{
    static const char desk[] = "redactie";
    const size_t n = strcspn(author, " ,");
    return n >= strlen(desk) &&
           g_ascii_strncasecmp(author + n - strlen(desk), desk, strlen(desk)) == 0;
}

/* Whether its first word is a name, which keeps its capital: AD-redactie, REDACTIE. */
static bool opens_with_name(const char *author)
{
    return g_ascii_isupper(author[1]) || memchr(author, '-', strcspn(author, " ,"));
}

/* "Jan Baas" of "Door Jan Baas", "Tekst: Jan Baas". */
static const char *without_label(const char *author)
{
    static const char *const labels[] = {
        "door ", "door: ", "tekst: ", "auteur: ", "tekst en foto's: ", "tekst en beeld: "};
    for (unsigned i = 0; i < G_N_ELEMENTS(labels); i++)
        if (behind(author, labels[i]) != author)
            return behind(author, labels[i]);
    return author;
}

char *kx_byline_author(const kx_document *document)
{
    if (document->author == NULL)
        return NULL;
    const char *author = without_label(document->author);
    const bool desk = is_desk(author), small = desk && !opens_with_name(author);
    g_autofree char *name = g_strdup(author);
    if (small || behind(author, "onze ") != author || behind(author, "de ") != author)
        name[0] = g_ascii_tolower(name[0]);
    if (is_byline(author)) {
        name[0] = 'V';
        return sentence("%s.", name);
    }
    return sentence(desk ? "Door de %s." : "Door %s.", name);
}

char *kx_byline_source(const kx_document *document)
{
    if (document->source == NULL)
        return NULL;
    const char *source = behind(document->source, "bron:");
    const bool same = document->author && strcmp(source, without_label(document->author)) == 0;
    return same ? NULL : sentence("Bron: %s.", source);
}
