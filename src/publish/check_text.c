/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text beside the sound, read back: WebVTT, SubRip, JSON. */
#include "publish/check_private.h"

#include "base/intl.h"
#include "base/printable.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

void kx_fault(kx_checker *checker, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    g_autofree char *line = g_strconcat(checker->where, ": ", what, NULL);
    g_ptr_array_add(checker->found->faults, kx_printable_all(line));
}

/* ---- lists ---- */

static void clear_told(void *item)
{
    g_free(((kx_told *)item)->text);
}

GArray *kx_told_new(void)
{
    GArray *told = g_array_new(FALSE, TRUE, sizeof(kx_told));
    g_array_set_clear_func(told, clear_told);
    return told;
}

void kx_told_add(GArray *told, double start, double end, const char *text)
{
    kx_told item = {start, end, g_strdup(text)};
    g_array_append_val(told, item);
}

void kx_told_compare(kx_checker *checker, const char *what, const GArray *wanted,
                     const GArray *told, double slack)
{
    if (wanted->len != told->len) {
        kx_fault(checker, "%u %s, but the record has %u", told->len, what, wanted->len);
        return;
    }
    for (guint i = 0; i < wanted->len; i++) {
        const kx_told *a = &g_array_index(wanted, kx_told, i),
                      *b = &g_array_index(told, kx_told, i);
        if (fabs(a->start - b->start) > slack) {
            kx_fault(checker, "%s: number %u starts at %.3f s, but in the record at %.3f s", what,
                     i + 1, b->start, a->start);
            return;
        }
        if (g_strcmp0(a->text, b->text) != 0) {
            g_autofree char *is = kx_printable(b->text ? b->text : "", -1);
            g_autofree char *should = kx_printable(a->text ? a->text : "", -1);
            kx_fault(checker, "%s: number %u is \"%s\", but in the record \"%s\"", what, i + 1, is,
                     should);
            return;
        }
    }
}

/* ---- clocks ---- */

double kx_clock_read(const char *text, size_t n, char sign)
{
    enum { TAIL = 10, HOURS_MAX = 4 }; /* ":MM:SS.mmm" */
    static const char shape[] = ":00:00?000";
    if (n < TAIL + 2 || n > TAIL + HOURS_MAX)
        return -1;
    size_t hours = n - TAIL;
    for (size_t i = 0; i < n; i++) {
        char want = i < hours ? '0' : shape[i - hours];
        if (want == '0' ? !g_ascii_isdigit(text[i]) : text[i] != (want == '?' ? sign : want))
            return -1;
    }
    const char *tail = text + hours;
    double minutes = atoi(tail + 1), seconds = atoi(tail + 4);
    if (minutes >= 60 || seconds >= 60)
        return -1;
    return atoi(text) * 3600.0 + minutes * 60 + seconds + atoi(tail + 7) / 1000.0;
}

/* "START --> END" at the start of a line. */
static bool read_times(const char *line, char sign, double *start, double *end)
{
    static const char arrow[] = " --> ";
    const char *middle = strstr(line, arrow);
    if (middle == NULL)
        return false;
    const char *second = middle + strlen(arrow);
    *start = kx_clock_read(line, (size_t)(middle - line), sign);
    *end = kx_clock_read(second, strcspn(second, " "), sign);
    return *start >= 0 && *end >= 0;
}

/* The rules that all cues share. */
static void check_cue(kx_checker *checker, unsigned number, double start, double end, double *last,
                      double length)
{
    static const double rounding = 0.0015;
    if (end <= start)
        kx_fault(checker, "cue %u ends before it starts", number);
    if (start < *last)
        kx_fault(checker, "cue %u starts before the one before it", number);
    if (end > length + rounding)
        kx_fault(checker, "cue %u ends after the sound", number);
    *last = start;
}

/* ---- WebVTT ---- */

/* The text of a cue, as a reader shows it: no tags, characters for &amp; &lt; &gt;. */
static char *cue_text(char **lines, unsigned n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++) {
        bool tag = false;
        if (i > 0)
            g_string_append_c(text, ' ');
        for (const char *c = lines[i]; *c; c++) {
            if (*c == '<' || *c == '>')
                tag = *c == '<';
            else if (!tag)
                g_string_append_c(text, *c);
        }
    }
    static const char *const names[] = {"&lt;", "<", "&gt;", ">", "&amp;", "&"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i += 2)
        g_string_replace(text, names[i], names[i + 1], 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

void kx_check_vtt(kx_checker *checker, const char *text, double length, GArray *told)
{
    g_auto(GStrv) blocks = g_strsplit(text, "\n\n", -1);
    unsigned n = g_strv_length(blocks), number = 0;
    double last = 0;
    if (strchr(text, '\r') || n == 0 || strcmp(blocks[0], "WEBVTT") != 0) {
        kx_fault(checker, "is no WebVTT: the first line must be WEBVTT, a blank one must follow");
        return;
    }
    for (unsigned i = 1; i < n; i++) {
        g_auto(GStrv) lines = g_strsplit(g_strchomp(blocks[i]), "\n", -1);
        unsigned count = g_strv_length(lines), times = count > 0 && !strstr(lines[0], "-->");
        double start, end;
        if (count == 0 || g_str_has_prefix(blocks[i], "NOTE") ||
            g_str_has_prefix(blocks[i], "STYLE"))
            continue;
        number++;
        if (count < times + 2 || !read_times(lines[times], '.', &start, &end)) {
            kx_fault(checker, "cue %u is malformed", number);
            continue;
        }
        check_cue(checker, number, start, end, &last, length);
        g_autofree char *shown = cue_text(lines + times + 1, count - times - 1);
        if (told)
            kx_told_add(told, start, end, shown);
    }
    if (number == 0)
        kx_fault(checker, "has no cue");
}

/* ---- SubRip ---- */

/* Apps have room for 32 characters, though for any word; of two colons after one that reads as a
 * speaker's, AntennaPod drops what follows the second. */
static void check_srt_lines(kx_checker *checker, unsigned number, char **lines)
{
    enum { COLUMNS = 32 };
    unsigned colons = 0;
    bool speaker = false;
    for (char **line = lines; *line; line++) {
        if (g_utf8_strlen(*line, -1) > COLUMNS && strchr(*line, ' '))
            kx_fault(checker, "cue %u has a line of more than %d characters", number, COLUMNS);
        speaker |= strstr(*line, ": ") || g_str_has_suffix(*line, ":");
        for (const char *c = *line; *c; c++)
            colons += *c == ':';
    }
    if (speaker && colons > 1)
        kx_fault(checker, "cue %u has two colons: apps drop what follows the second", number);
}

void kx_check_srt(kx_checker *checker, const char *text, double length)
{
    g_auto(GStrv) blocks = g_strsplit(text, "\n\n", -1);
    double last = 0;
    unsigned number = 0;
    for (unsigned i = 0; blocks[i]; i++) {
        g_auto(GStrv) lines = g_strsplit(g_strchomp(blocks[i]), "\n", -1);
        unsigned count = g_strv_length(lines);
        double start, end;
        if (count == 0)
            continue;
        g_autofree char *wanted = g_strdup_printf("%u", ++number);
        if (count < 3 || count > 4 || strcmp(lines[0], wanted) != 0 ||
            !read_times(lines[1], ',', &start, &end)) {
            kx_fault(checker, "cue %u is malformed", number);
            continue;
        }
        check_cue(checker, number, start, end, &last, length);
        check_srt_lines(checker, number, lines + 2);
    }
    if (number == 0)
        kx_fault(checker, "has no cue");
}

/* ---- JSON ---- */

static json_t *load(kx_checker *checker, const char *text)
{
    json_error_t where;
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, &where);
    if (json == NULL)
        kx_fault(checker, "line %d is no JSON: %s", where.line, where.text);
    return json;
}

static double seconds_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : -1;
}

void kx_check_transcript_json(kx_checker *checker, const char *text, double length)
{
    json_t *json = load(checker, text), *segment;
    const json_t *segments = json_object_get(json, "segments");
    const char *version = json_string_value(json_object_get(json, "version"));
    double last = 0;
    size_t i;
    if (json && (g_strcmp0(version, "1.0.0") != 0 || json_array_size(segments) == 0))
        kx_fault(checker, "is no transcript: version 1.0.0 with segments is wanted");
    json_array_foreach(segments, i, segment)
    {
        double start = seconds_of(segment, "startTime"), end = seconds_of(segment, "endTime");
        if (json_string_value(json_object_get(segment, "body")) == NULL || start < 0)
            kx_fault(checker, "segment %zu has no text or no start", i + 1);
        check_cue(checker, (unsigned)i + 1, start, end, &last, length);
    }
    json_decref(json);
}

void kx_check_chapters_json(kx_checker *checker, const char *text, GArray *told)
{
    json_t *json = load(checker, text), *chapter;
    const char *version = json_string_value(json_object_get(json, "version"));
    size_t i;
    if (json && (version == NULL || !g_str_has_prefix(version, "1.2")))
        kx_fault(checker, "is no list of chapters of version 1.2");
    json_array_foreach(json_object_get(json, "chapters"), i, chapter)
    {
        kx_told_add(told, seconds_of(chapter, "startTime"), seconds_of(chapter, "endTime"),
                    json_string_value(json_object_get(chapter, "title")));
    }
    json_decref(json);
}
