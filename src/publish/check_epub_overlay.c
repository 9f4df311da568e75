/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An overlay, read back: against the page that it speaks, the timeline and the sound itself. */
#include "publish/check_epub.h"

#include "base/printable.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

#define EPUB_SPACE "http://www.idpf.org/2007/ops"
#define MS         0.001
/* Where two roundings meet. */
#define ROUNDING       0.0011
#define DURATION_SLACK 1.0

typedef struct {
    kx_epub_reader *reader;
    const kx_epub_item *page, *overlay;
    const kx_epub_item *sound; /* NULL until the first clip names it */
    unsigned clips;
    double end; /* of the former clip */
} overlay;

static xmlNode *child_of(xmlNode *par, const char *name)
{
    for (xmlNode *node = par->children; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0)
            return node;
    return NULL;
}

static double clock_of(xmlNode *audio, const char *name)
{
    g_autofree char *text = kx_node_attribute(audio, name);
    return text ? kx_epub_seconds(text) : -1;
}

/* The sentence must be heard in its clip, and at its start unless something introduces it. */
static void check_sentence(overlay *o, const char *src, double begin, double end)
{
    const char *hash = strchr(src, '#');
    const kx_check_sentence *s = hash ? kx_check_sentence_of(o->reader->timeline, hash + 1) : NULL;
    g_autofree char *safe = kx_printable(src, -1);
    if (s == NULL) {
        kx_fault(o->reader->checker, "%s in it speaks %s, which is no sentence", o->overlay->path,
                 safe);
        return;
    }
    bool introduced = o->clips == 0 || kx_check_announced(o->reader->timeline, s);
    double start = s->start - s->part_start, stop = s->end - s->part_start;
    if (start < begin - ROUNDING || stop > end + ROUNDING ||
        (!introduced && fabs(start - begin) > ROUNDING))
        kx_fault(o->reader->checker,
                 "%s is heard from %.3f to %.3f s, but in the timeline from %.3f to %.3f s", safe,
                 begin, end, start, stop);
}

static void check_sound_name(overlay *o, xmlNode *audio)
{
    g_autofree char *src = kx_node_attribute(audio, "src");
    const kx_epub_item *sound = src ? kx_epub_check_target(o->reader, o->overlay, src) : NULL;
    if (o->sound == NULL)
        o->sound = sound;
    if (sound == NULL || sound != o->sound || strcmp(sound->type, "audio/mpeg") != 0)
        kx_fault(o->reader->checker, "%s in it names no sound, or more than one", o->overlay->path);
}

static void see_par(xmlNode *par, void *data)
{
    overlay *o = data;
    xmlNode *text = child_of(par, "text"), *audio = child_of(par, "audio");
    g_autofree char *src = text ? kx_node_attribute(text, "src") : NULL;
    double begin = audio ? clock_of(audio, "clipBegin") : -1;
    double end = audio ? clock_of(audio, "clipEnd") : -1;
    if (src == NULL || begin < 0 || end <= begin) {
        kx_fault(o->reader->checker, "%s in it: clip %u has no text, or no time", o->overlay->path,
                 o->clips + 1);
        return;
    }
    check_sound_name(o, audio);
    if (kx_epub_check_target(o->reader, o->overlay, src) == o->page)
        check_sentence(o, src, begin, end);
    if (fabs(begin - o->end) > MS / 2)
        kx_fault(o->reader->checker,
                 "%s in it: clip %u begins at %.3f s, but the one before it "
                 "ends at %.3f s",
                 o->overlay->path, o->clips + 1, begin, o->end);
    o->end = end;
    o->clips++;
}

static void see_seq(xmlNode *seq, void *data)
{
    const overlay *o = data;
    xmlChar *textref = xmlGetNsProp(seq, (const xmlChar *)"textref", (const xmlChar *)EPUB_SPACE);
    if (textref)
        kx_epub_check_target(o->reader, o->overlay, (const char *)textref);
    else
        kx_fault(o->reader->checker, "%s in it has a seq without a place in the text",
                 o->overlay->path);
    xmlFree(textref);
}

static void check_sound(const overlay *o)
{
    g_autoptr(GBytes) bytes = kx_epub_read(o->reader, o->sound->path);
    g_autofree char *safe = kx_printable(o->sound->path, -1);
    kx_decoded found;
    gsize n = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    if (bytes == NULL || !kx_check_decode(o->reader->checker, data, n, safe, &found))
        return;
    double seconds = (double)found.frames / found.rate;
    if (fabs(seconds - o->end) > ROUNDING)
        kx_fault(o->reader->checker, "%s in it lasts %.3f s, but its overlay %.3f s", safe, seconds,
                 o->end);
}

void kx_epub_check_overlay(kx_epub_reader *reader, const kx_epub_item *page,
                           const kx_epub_item *item)
{
    overlay o = {.reader = reader, .page = page, .overlay = item};
    kx_epub_each(xmlDocGetRootElement(item->doc), "par", see_par, &o);
    kx_epub_each(xmlDocGetRootElement(item->doc), "seq", see_seq, &o);
    reader->played += o.end;
    if (o.sound)
        check_sound(&o);
    if (fabs(item->duration - o.end) > DURATION_SLACK)
        kx_fault(reader->checker, "%s in it lasts %.3f s, but in the package %.3f s", item->path,
                 o.end, item->duration);
}
