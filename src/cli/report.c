/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/printable.h"
#include "listen/terminal.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

enum { BAR_WIDTH = 30, BAR_AFTER_US = G_USEC_PER_SEC, BAR_EVERY_US = G_USEC_PER_SEC / 8 };

struct kx_report {
    kx_report_form form;
    FILE *results;
    bool terminal;         /* standard error is one */
    gint64 started, drawn; /* monotonic microseconds */
    bool bar;              /* a bar stands on the terminal */
};

kx_report *kx_report_new(kx_report_form form, FILE *results)
{
    kx_report *report = g_new0(kx_report, 1);
    report->form = form;
    report->results = results;
    report->terminal = isatty(STDERR_FILENO);
    report->started = g_get_monotonic_time();
    return report;
}

/* Takes the progress bar away. */
static void end_progress(kx_report *report)
{
    if (report->bar)
        fprintf(stderr, "\r%*s\r", BAR_WIDTH + 36, "");
    fflush(stderr);
    report->bar = false;
}

void kx_report_free(kx_report *report)
{
    if (report)
        end_progress(report);
    g_free(report);
}

void kx_print_json(FILE *out, json_t *value)
{
    json_dumpf(value, out, JSON_COMPACT | JSON_REAL_PRECISION(12));
    fputc('\n', out);
    json_decref(value);
}

void kx_report_note(kx_report *report, const char *source, const char *text)
{
    end_progress(report);
    g_autofree char *safe = source ? kx_printable_name(source) : NULL;
    if (report->form == KX_REPORT_JSON) {
        json_t *event = json_pack("{s:s, s:s}", "event", "note", "text", text);
        if (safe)
            json_object_set_new(event, "source", json_string(safe));
        kx_print_json(report->results, event);
    } else if (report->form != KX_REPORT_QUIET) {
        g_autofree char *line = g_strdup_printf("kxspeak: %s: %s%s%s", _("note"), safe ? safe : "",
                                                safe ? ": " : "", text);
        bool narrow = report->form == KX_REPORT_LISTENER && report->terminal;
        g_autofree char *lines = narrow ? kx_wrap(line, kx_terminal_columns(STDERR_FILENO))
                                        : g_strconcat(line, "\n", NULL);
        fputs(lines, stderr);
    }
}

void kx_report_waiting(void *report)
{
    kx_report_note(report, NULL, _("another run is writing into this output folder: waiting"));
}

void kx_report_reading(kx_report *report, const GPtrArray *documents)
{
    for (guint i = 0; i < documents->len; i++) {
        const kx_document *doc = g_ptr_array_index(documents, i);
        for (guint n = 0; n < doc->notes->len; n++)
            kx_report_note(report, doc->name, g_ptr_array_index(doc->notes, n));
    }
}

int kx_print_error(FILE *json, const GError *error)
{
    int status = kx_error_exit_status(error);
    if (json)
        kx_print_json(json, json_pack("{s:s, s:s, s:i}", "event", "error", "text", error->message,
                                      "status", status));
    fprintf(stderr, "kxspeak: %s\n", error->message);
    return status;
}

int kx_report_error(kx_report *report, const GError *error)
{
    end_progress(report);
    return kx_print_error(report->form == KX_REPORT_JSON ? report->results : NULL, error);
}

void kx_report_losses(kx_report *report, const kx_briefing *b)
{
    static const char *const actions[] = {
        [KX_OUTCOME_PLAIN] = N_("said in plainer words"),
        [KX_OUTCOME_NOTICE] = N_("replaced by a notice"),
    };
    for (guint i = 0; i < b->losses->len; i++) {
        const kx_loss *loss = &g_array_index(b->losses, kx_loss, i);
        const kx_timed_sentence *s =
            &g_array_index(b->sentences, kx_timed_sentence, loss->sentence);
        const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
        unsigned line = kx_document_line(doc, s->range.start);
        const char *cause = loss->cause ? loss->cause : N_("unknown cause");
        g_autofree char *name = kx_printable_name(doc->name);
        end_progress(report);
        if (report->form == KX_REPORT_JSON) {
            kx_print_json(report->results, json_pack("{s:s, s:s, s:i, s:s, s:s}", "event", "loss",
                                                     "source", name, "line", (int)line, "action",
                                                     actions[s->outcome], "cause", cause));
            continue;
        }
        g_autofree char *what =
            g_strdup_printf(_("%s:%u: a sentence could not be said as written (%s): %s"), name,
                            line, _(cause), _(actions[s->outcome]));
        fprintf(stderr, "kxspeak: %s\n", what);
    }
}

/* "1:02:03" or "2:10". */
static char *clock_time(double seconds)
{
    int whole = (int)floor(seconds);
    return whole >= 3600
               ? g_strdup_printf("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
               : g_strdup_printf("%d:%02d", whole / 60, whole % 60);
}

/* "11.5 MB" */
static char *size_text(int64_t bytes)
{
    if (bytes < 1000 * 1000)
        return g_strdup_printf("%.1f kB", (double)bytes / 1e3);
    return bytes < 1000 * 1000 * 1000 ? g_strdup_printf("%.1f MB", (double)bytes / 1e6)
                                      : g_strdup_printf("%.1f GB", (double)bytes / 1e9);
}

void kx_report_files(kx_report *report, const kx_briefing *b, const char *out_dir,
                     const GArray *files)
{
    end_progress(report);
    for (guint i = 0; i < files->len && report->form != KX_REPORT_QUIET; i++) {
        const kx_published *file = &g_array_index(files, kx_published, i);
        g_autofree char *path = g_build_filename(out_dir, b->id, file->name, NULL);
        g_autofree char *safe = kx_printable_all(path);
        bool audio = file->sink && file->sink->kind == KX_SINK_AUDIO;
        if (report->form == KX_REPORT_JSON) {
            json_t *event = json_pack("{s:s, s:s, s:I, s:s}", "event", "file", "path", safe,
                                      "bytes", (json_int_t)file->bytes, "sha256", file->sha256);
            if (audio)
                json_object_update_new(event, json_pack("{s:f, s:i}", "duration",
                                                        kx_seconds(b->track->frames), "chapters",
                                                        (int)b->chapters->len));
            kx_print_json(report->results, event);
            continue;
        }
        g_autofree char *size = size_text(file->bytes);
        g_autofree char *length = clock_time(kx_seconds(b->track->frames));
        g_autofree char *chapters = g_strdup_printf(
            kx_plural("%u chapter", "%u chapters", b->chapters->len), b->chapters->len);
        if (audio)
            fprintf(report->results, "%s  %s, %s, %s\n", safe, length, chapters, size);
        else
            fprintf(report->results, "%s  %s\n", safe, size);
    }
}

void kx_report_progress(kx_stage stage, double share, void *data)
{
    kx_report *report = data;
    static const char *const names[] = {N_("speaking"), N_("mastering"), N_("writing")};
    /* What the stages take of a run at 44.1 kHz on two processors. */
    static const double begins[] = {0, 0.4, 0.65, 1};
    gint64 now = g_get_monotonic_time();
    if (!report->terminal || report->form != KX_REPORT_PEOPLE ||
        now - report->started < BAR_AFTER_US || now - report->drawn < BAR_EVERY_US)
        return;
    double all = begins[stage] + share * (begins[stage + 1] - begins[stage]);
    double left = all > 0.01 ? (double)(now - report->started) / G_USEC_PER_SEC * (1 / all - 1) : 0;
    g_autofree char *time_left = clock_time(left + 1);
    g_autofree char *remaining = g_strdup_printf(_("%s left"), time_left);
    char bar[BAR_WIDTH + 1];
    int filled = (int)(all * BAR_WIDTH);
    memset(bar, '.', BAR_WIDTH);
    memset(bar, '#', (size_t)CLAMP(filled, 0, BAR_WIDTH));
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d%%  %s  %-9s", bar, (int)(all * 100), remaining, _(names[stage]));
    fflush(stderr);
    report->drawn = now;
    report->bar = true;
}
