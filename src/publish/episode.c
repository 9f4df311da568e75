/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/episode.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/printable.h"
#include "publish/record.h"
#include "publish/soundbite.h"

#include <math.h>

static json_t *decibels(double value)
{
    return isfinite(value) ? json_real(round(value * 100) / 100) : json_null();
}

static json_t *loudness_record(const kx_master_report *report)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "measured", decibels(report->measured),
                     "gain", decibels(report->gain), "reduction", decibels(report->reduction),
                     "limited", json_real(round(report->limited * 1e4) / 1e4), "integrated",
                     decibels(report->loudness), "true_peak", decibels(report->true_peak));
}

static json_t *file_record(const kx_published *file)
{
    return json_pack("{s:s, s:s, s:s, s:I, s:s, s:s*}", "name", file->name, "format",
                     file->sink->name, "type", file->sink->type, "bytes", (json_int_t)file->bytes,
                     "sha256", file->sha256, "integrity", file->integrity);
}

static json_t *lexicon_record(const kx_lexicon *lexicon, unsigned i)
{
    kx_lexicon_layer layer = kx_lexicon_get_layer(lexicon, i);
    g_autofree char *base = g_path_get_basename(layer.name);
    g_autofree char *name = kx_printable_all(base);
    return json_pack("{s:s, s:i, s:s}", "name", name, "entries", (int)layer.entries, "sha256",
                     layer.sha256);
}

static json_t *loss_record(const kx_briefing *b, const kx_loss *loss)
{
    const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, loss->sentence);
    return json_pack("{s:i, s:s, s:s, s:o}", "sentence", (int)loss->sentence, "outcome",
                     kx_record_outcome(s->outcome), "cause", loss->cause ? loss->cause : "",
                     "range", kx_record_range(b, s->doc, s->range));
}

/* The part that says the article of document `doc`. */
static unsigned part_of(const kx_briefing *b, unsigned doc)
{
    unsigned i = 0;
    while (i + 1 < b->parts->len && g_array_index(b->parts, kx_part, i).doc != doc)
        i++;
    return i;
}

static json_t *skip_record(const kx_briefing *b, const kx_skip *skip)
{
    const kx_document *doc = g_ptr_array_index(b->documents, skip->doc);
    g_autofree char *printed = kx_printed(doc, skip->range);
    g_autofree char *start = kx_printable(printed, -1);
    return json_pack(
        "{s:i, s:s, s:i, s:o, s:s, s:s}", "article", (int)part_of(b, skip->doc), "kind",
        kx_block_kind_name(skip->kind), "line", (int)kx_document_line(doc, skip->range.start),
        "range", kx_record_range(b, skip->doc, skip->range), "text", start, "reason", skip->reason);
}

static json_t *soundbite_record(const kx_briefing *b)
{
    g_autoptr(kx_soundbite) bite = kx_soundbite_new(b);
    return bite ? json_pack("{s:f, s:f, s:s}", "start", bite->start, "duration", bite->duration,
                            "title", bite->title)
                : json_null();
}

bool kx_episode_write(const kx_edition *edition, const kx_revision *revision, const GArray *files,
                      int dirfd, GError **error)
{
    const kx_briefing *b = edition->briefing;
    kx_json_file *file = kx_json_file_new(dirfd, KX_EPISODE_FILE, error);
    if (file == NULL)
        return false;
    kx_json_file_member(file, "format", json_string(KX_EPISODE_FORMAT));
    kx_json_file_member(file, "version", json_integer(1));
    kx_json_file_member(file, "id", json_string(b->id));
    kx_json_file_member(file, "title", json_string(b->title));
    kx_json_file_member(file, "date", json_string(b->date));
    kx_json_file_member(file, "guid", json_string(edition->guid));
    kx_json_file_member(file, "published", json_string(edition->published));
    kx_json_file_member(file, "revision", json_integer(revision->revision));
    kx_json_file_member(file, "corrected", json_boolean(revision->corrected));
    if (revision->changed)
        kx_json_file_member(file, "changed", json_string(revision->changed));
    kx_json_file_member(file, "text", json_string(revision->text));
    kx_json_file_member(file, "language", json_string(b->language));
    kx_json_file_member(file, "duration", kx_json_seconds(b->track->frames));
    kx_json_file_member(file, "sample_rate", json_integer(b->master.rate));
    kx_json_file_member(file, "voice", json_string(b->voice));
    kx_json_file_member(file, "profile", json_string(b->profile));
    kx_json_file_member(file, "structure", json_string(kx_structure_names[b->structure]));
    kx_json_file_member(file, "words_per_minute", json_real(round(b->words_per_minute)));
    kx_json_file_member(file, "loudness", loudness_record(&b->report));
    kx_json_file_member(file, "soundbite", soundbite_record(b));
    kx_record_put_structure(b, file);
    kx_json_file_array_begin(file, "files");
    for (guint i = 0; i < files->len; i++)
        kx_json_file_item(file, file_record(&g_array_index(files, kx_published, i)));
    kx_json_file_array_end(file);
    kx_json_file_array_begin(file, "lexicons");
    for (unsigned i = 0; i < kx_lexicon_n_layers(b->lexicon); i++)
        kx_json_file_item(file, lexicon_record(b->lexicon, i));
    kx_json_file_array_end(file);
    kx_json_file_array_begin(file, "losses");
    for (guint i = 0; i < b->losses->len; i++)
        kx_json_file_item(file, loss_record(b, &g_array_index(b->losses, kx_loss, i)));
    kx_json_file_array_end(file);
    kx_json_file_array_begin(file, "skipped");
    for (guint i = 0; i < b->skips->len; i++)
        kx_json_file_item(file, skip_record(b, &g_array_index(b->skips, kx_skip, i)));
    kx_json_file_array_end(file);
    return kx_json_file_finish(file, error);
}

json_t *kx_episode_load(int folder, GError **error)
{
    g_autoptr(GError) why = NULL;
    json_t *record = kx_json_load(folder, KX_EPISODE_FILE, KX_EPISODE_BYTES_MAX, &why);
    if (why && !g_error_matches(why, KX_ERROR, KX_ERROR_DATA)) {
        g_propagate_error(error, g_steal_pointer(&why));
        return NULL;
    }
    const char *format = json_string_value(json_object_get(record, "format"));
    if (g_strcmp0(format, KX_EPISODE_FORMAT) == 0)
        return record;
    json_decref(record);
    return NULL;
}
