/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/printable.h"
#include "cli/command.h"
#include "cli/lexicon_words.h"
#include "text/pls.h"
#include "text/table.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WHAT                                                                                       \
    N_("Lexicons: import and export turn W3C PLS documents into lexicons and back (export "        \
       "without "                                                                                  \
       "a\n"                                                                                       \
       "file: the built-in one), check prints every fault of a lexicon, explain tells how a word " \
       "is\n"                                                                                      \
       "said and why, unknown lists the words of a text that no list knows.")

typedef struct {
    kx_speech_options speech;
    char *out;
    gboolean json;
} lexicon_options;

/* ---- results ---- */

/* A device or a pipe is written as it stands: no file takes its place. */
static bool is_stream(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

static bool write_stream(const char *path, const char *text, GError **error)
{
    FILE *out = fopen(path, "w");
    bool ok = out && fputs(text, out) >= 0;
    if (out && fclose(out) != 0)
        ok = false;
    int cause = errno;
    g_autofree char *safe = kx_printable_name(path);
    if (!ok)
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, cause, "cannot write %s", safe);
    return ok;
}

/* The whole file takes the place of the one that stood there, also where a link leads to it. */
static bool write_text(const lexicon_options *o, const char *text, GError **error)
{
    if (!o->out || strcmp(o->out, "-") == 0) {
        fputs(text, stdout);
        return true;
    }
    if (is_stream(o->out))
        return write_stream(o->out, text, error);
    char linked[PATH_MAX];
    const char *path = realpath(o->out, linked) ? linked : o->out;
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    g_autofree char *safe = kx_printable_name(folder);
    int dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dirfd < 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot open %s", safe);
        return false;
    }
    bool ok = kx_file_replace(dirfd, name, text, strlen(text), NULL, error);
    if (!ok)
        g_prefix_error(error, "%s: ", safe);
    close(dirfd);
    return ok;
}

/* ---- import, export, check ---- */

static bool import(lexicon_options *o, char *const *names, GError **error)
{
    if (!names[0] || names[1]) {
        kx_error_set(error, KX_ERROR_USAGE, "kxspeak lexicon import takes one PLS file");
        return false;
    }
    g_autoptr(GBytes) bytes = kx_file_read(names[0], KX_LEXICON_BYTES_MAX, error);
    gsize n = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    g_autofree char *text = bytes ? kx_pls_import(names[0], data, n, error) : NULL;
    return text && write_text(o, text, error);
}

static GPtrArray *built_in_rows(void)
{
    GPtrArray *rows = g_ptr_array_new();
    for (size_t i = 0; i < kx_table_lexicon.n_rows; i++)
        g_ptr_array_add(rows, (void *)(uintptr_t)&kx_table_lexicon.cells[i * KX_LEXICON_COLUMNS]);
    return rows;
}

static bool export(lexicon_options *o, char *const *names, GError **error)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    g_autoptr(GPtrArray) rows = names[0] ? g_ptr_array_new() : built_in_rows();
    for (unsigned i = 0; names[i]; i++) {
        if (!kx_lexicon_load(lexicon, names[i], error))
            return false;
        g_ptr_array_extend(rows, (GPtrArray *)(uintptr_t)kx_lexicon_rows(lexicon, i), NULL, NULL);
    }
    g_autofree char *text = kx_pls_export(rows);
    return write_text(o, text, error);
}

static void print_fault(const char *line, bool json)
{
    if (json)
        kx_print_json(stdout, json_pack("{s:s, s:s}", "event", "fault", "text", line));
    else
        printf("%s\n", line);
}

static bool check(lexicon_options *o, char *const *names, GError **error)
{
    unsigned faults = 0;
    for (unsigned i = 0; names[i]; i++) {
        g_autoptr(GBytes) bytes = kx_file_read(names[i], KX_LEXICON_BYTES_MAX, error);
        if (!bytes)
            return false;
        gsize n = 0;
        const char *data = g_bytes_get_data(bytes, &n);
        g_autoptr(GPtrArray) found = kx_lexicon_faults(names[i], data, n);
        for (unsigned k = 0; k < found->len; k++)
            print_fault(found->pdata[k], o->json);
        faults += found->len;
    }
    if (!names[0])
        kx_error_set(error, KX_ERROR_USAGE, "which lexicon? name a file");
    else if (faults > 0)
        g_set_error(error, KX_ERROR, KX_ERROR_CONFIG,
                    kx_plural("%u fault found", "%u faults found", faults), faults);
    return names[0] && faults == 0;
}

/* ---- explain, unknown ---- */

static bool explain(lexicon_options *o, char *const *names, GError **error)
{
    if (!names[0]) {
        kx_error_set(error, KX_ERROR_USAGE, "which word? kxspeak lexicon explain WORD");
        return false;
    }
    for (; *names; names++) {
        if (!kx_lexicon_explain(&o->speech, *names, o->json, error))
            return false;
    }
    return true;
}

static bool unknown(lexicon_options *o, char *const *names, GError **error)
{
    return kx_lexicon_unknown(&o->speech, names, o->json, error);
}

static const struct {
    const char *name;
    bool (*run)(lexicon_options *o, char *const *names, GError **error);
    bool reads_words; /* by all lexicons that are given; the others take lexicons by name */
} tasks[] = {
    {"import", import, false},  {"export", export, false},  {"check", check, false},
    {"explain", explain, true}, {"unknown", unknown, true},
};

static bool run_task(lexicon_options *o, char *const *names, GError **error)
{
    for (unsigned i = 0; names[0] && i < G_N_ELEMENTS(tasks); i++) {
        if (strcmp(names[0], tasks[i].name) != 0)
            continue;
        if (tasks[i].reads_words || !(o->speech.lexicons || o->speech.show_file))
            return tasks[i].run(o, names + 1, error);
        kx_error_set(error, KX_ERROR_USAGE,
                     "kxspeak lexicon %s takes no --lexicon or --show: name the file alone",
                     names[0]);
        return false;
    }
    kx_error_set(error, KX_ERROR_USAGE,
                 "kxspeak lexicon does one of import, export, check, explain, unknown");
    return false;
}

static int run(int argc, char **argv)
{
    lexicon_options o = {.speech = KX_SPEECH_OPTIONS_NONE};
    const GOptionEntry own[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o.out,
         N_("The file that import or export writes (default: standard output)"), N_("FILE")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o.json,
         N_("check, explain, unknown: one JSON object a line"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    g_autofree GOptionEntry *entries = kx_speech_entries(&o.speech, own);
    g_auto(GStrv) names = kx_options_parse(argc, argv, kx_command_lexicon.name,
                                           kx_command_lexicon.arguments, WHAT, entries, &error);
    int status = EXIT_SUCCESS;
    if (names == NULL || !run_task(&o, names, &error))
        status = kx_print_error(o.json ? stdout : NULL, error);
    kx_speech_options_clear(&o.speech);
    g_free(o.out);
    return status;
}

const kx_command kx_command_lexicon = {
    .name = "lexicon",
    .arguments = N_("import|export|check|explain|unknown FILE|WORD..."),
    .what = N_("reads, writes and checks lexicons, and tells how words are said"),
    .run = run,
};
