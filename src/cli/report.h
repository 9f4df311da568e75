/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only code that prints for people. Results go to standard output, everything about the run to
 * standard error; with --json each thing told is one JSON object a line on standard output. */
#pragma once

#include "brief/compose.h"
#include "publish/publish.h"

#include <jansson.h>

typedef struct kx_report kx_report;

typedef enum {
    KX_REPORT_PEOPLE,
    KX_REPORT_LISTENER, /* for people, in lines as the player's (listen/terminal.h) */
    KX_REPORT_QUIET,
    KX_REPORT_JSON
} kx_report_form;

/* `results` is where result lines go: stdout, or stderr where stdout carries sound. */
kx_report *kx_report_new(kx_report_form form, FILE *results);
void kx_report_free(kx_report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_report, kx_report_free)

/* Something the user should know; `source` (may be NULL) is the file it is about. */
void kx_report_note(kx_report *report, const char *source, const char *text);
/* That another run holds the output folder. For kx_publish_watch. */
void kx_report_waiting(void *report);
/* What the readers noted about their documents (kx_document*). */
void kx_report_reading(kx_report *report, const GPtrArray *documents);
/* One line for an error and its exit status. */
int kx_report_error(kx_report *report, const GError *error);
/* The same without a report; with `json` an object goes there as well (NULL: none). */
int kx_print_error(FILE *json, const GError *error);
/* A line for each sentence that was not said as written. */
void kx_report_losses(kx_report *report, const kx_briefing *briefing);
/* A closing line for each file written. */
void kx_report_files(kx_report *report, const kx_briefing *briefing, const char *out_dir,
                     const GArray *files);
/* The progress bar: on a terminal only, after a second. For kx_compose_settings. */
void kx_report_progress(kx_stage stage, double share, void *report);

/* One JSON object a line; `value` is taken over. */
void kx_print_json(FILE *out, json_t *value);
