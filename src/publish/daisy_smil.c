/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A SMIL file: which stretch of its MP3 says which sentence. */
#include "base/version.h"
#include "publish/cue.h"
#include "publish/daisy_private.h"

#include <inttypes.h>

/* Seconds with three digits, as clocks of SMIL 1.0 are. */
static char *seconds(const char *before, int64_t ms)
{
    return g_strdup_printf("%s%" PRId64 ".%03ds", before, ms / 1000, (int)(ms % 1000));
}

static void put_attribute(kx_xml *xml, const char *name, char *value)
{
    kx_xml_attribute(xml, name, value);
    g_free(value);
}

static const kx_outline_part *file_at(const kx_daisy *daisy, unsigned file)
{
    return &g_array_index(daisy->files, kx_outline_part, file);
}

/* Milliseconds are rounded on the clock of the whole book, so that stretches touch and files add up
 * to it. */
static void put_par(const kx_daisy *daisy, kx_xml *xml, const kx_outline_block *block,
                    unsigned passage)
{
    const unsigned file = kx_daisy_file_of(daisy, block->part);
    const kx_outline_part *o = file_at(daisy, file);
    const kx_passage *p = &g_array_index(daisy->outline->passages, kx_passage, passage);
    bool heard = p->end > p->start;
    int64_t zero = kx_cue_ms(o->start), start = kx_cue_ms(heard ? p->start : o->start);
    int64_t end = kx_cue_ms(heard ? p->end : o->end);
    g_autofree char *id = kx_cue_id(p->sentence);
    kx_xml_open(xml, "par");
    kx_xml_attribute(xml, "endsync", "last");
    put_attribute(xml, "id", kx_daisy_id(daisy, 'p', passage));
    kx_xml_attribute(xml, "system-required", kx_daisy_aside_of(block->kind)->requires);
    kx_xml_open(xml, "text");
    put_attribute(xml, "src", g_strconcat(KX_DAISY_TEXT "#", id, NULL));
    put_attribute(xml, "id", kx_daisy_id(daisy, 't', passage));
    kx_xml_close(xml);
    kx_xml_open(xml, "audio");
    put_attribute(xml, "src", kx_daisy_file(file, "mp3"));
    put_attribute(xml, "clip-begin", seconds("npt=", start - zero));
    put_attribute(xml, "clip-end", seconds("npt=", end - zero));
    put_attribute(xml, "id", kx_daisy_id(daisy, 'a', passage));
    kx_xml_close(xml);
    kx_xml_close(xml);
}

/* The heading under which the file begins. */
static char *title_of(const kx_daisy *daisy, unsigned file)
{
    for (guint i = 0; i < daisy->items->len; i++) {
        const kx_daisy_item *item = &g_array_index(daisy->items, kx_daisy_item, i);
        if (kx_daisy_file_of(daisy, item->part) == file)
            return i == 0 ? g_strdup(daisy->title) : kx_daisy_line(daisy, item);
    }
    return g_strdup(daisy->title);
}

static void put_head(const kx_daisy *daisy, kx_xml *xml, unsigned file)
{
    const kx_outline_part *o = file_at(daisy, file);
    int64_t start = kx_cue_ms(o->start), end = kx_cue_ms(o->end);
    g_autofree char *before = kx_cue_clock(start, '.'), *length = kx_cue_clock(end - start, '.');
    g_autofree char *title = title_of(daisy, file);
    kx_xml_open(xml, "head");
    kx_daisy_meta(xml, "dc:format", KX_DAISY_FORMAT, NULL);
    kx_daisy_meta(xml, "dc:identifier", daisy->edition->guid, NULL);
    kx_daisy_meta(xml, "dc:title", daisy->title, NULL);
    kx_daisy_meta(xml, "title", title, NULL);
    kx_daisy_meta(xml, "ncc:generator", "kxspeak " KX_VERSION, NULL);
    kx_daisy_meta(xml, "ncc:totalElapsedTime", before, NULL);
    kx_daisy_meta(xml, "ncc:timeInThisSmil", length, NULL);
    kx_xml_open(xml, "layout");
    kx_xml_open(xml, "region");
    kx_xml_attribute(xml, "id", "txtView");
    kx_xml_close(xml);
    kx_xml_close(xml);
    kx_xml_close(xml);
}

char *kx_daisy_smil(const kx_daisy *daisy, unsigned file, GError **error)
{
    const kx_outline_part *o = file_at(daisy, file);
    kx_xml *xml = kx_xml_new(KX_XML_SMIL1);
    kx_xml_open(xml, "smil");
    put_head(daisy, xml, file);
    kx_xml_open(xml, "body");
    kx_xml_open(xml, "seq");
    put_attribute(xml, "dur", seconds("", kx_cue_ms(o->end) - kx_cue_ms(o->start)));
    for (unsigned i = 0; i < o->n; i++) {
        const kx_outline_block *block =
            &g_array_index(daisy->outline->blocks, kx_outline_block, o->first + i);
        for (unsigned k = 0; k < block->n; k++)
            if (kx_daisy_is_par(daisy, block->first + k))
                put_par(daisy, xml, block, block->first + k);
    }
    return kx_xml_finish(xml, error);
}
