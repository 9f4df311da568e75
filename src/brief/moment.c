/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/moment.h"

#include "base/day.h"
#include "base/error.h"
#include "base/intl.h"
#include "base/printable.h"
#include "text/calendar.h"

#include <string.h>

static GTimeZone *amsterdam(void)
{
    GTimeZone *zone = g_time_zone_new_identifier("Europe/Amsterdam");
    return zone ? zone : g_time_zone_new_offset(3600); /* a system without its database */
}

/* Whether `text` has the digits and signs of `shape`, where 0 stands for any digit. */
static bool has_shape(const char *text, size_t n, const char *shape)
{
    if (n != strlen(shape))
        return false;
    for (size_t i = 0; i < n; i++)
        if (shape[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return false;
    return true;
}

/* Length of the offset that `text` ends in: "Z", "+01:00". */
static size_t offset_at_end(const char *text, size_t n)
{
    enum { OFFSET = 6, DAY = 10 };
    if (n > DAY && text[n - 1] == 'Z')
        return 1;
    bool offset = n > DAY + OFFSET && (has_shape(text + n - OFFSET, OFFSET, "+00:00") ||
                                       has_shape(text + n - OFFSET, OFFSET, "-00:00"));
    return offset ? OFFSET : 0;
}

/* Of an hour that the clock shows twice in autumn, the first (RFC 5545, 3.3.5). Takes `moment`. */
static GDateTime *first_of_both(GDateTime *moment)
{
    GDateTime *before = moment ? g_date_time_add_hours(moment, -1) : NULL;
    if (before && g_date_time_get_hour(before) == g_date_time_get_hour(moment)) {
        g_date_time_unref(moment);
        return before;
    }
    g_clear_pointer(&before, g_date_time_unref);
    return moment;
}

static GDateTime *read_moment(const char *text)
{
    static const char *const shapes[] = {"0000-00-00", "0000-00-00T00:00", "0000-00-00T00:00:00"};
    static const char *const rests[] = {"T00:00:00", ":00", ""};
    enum { SECONDS = 17, FIRST_YEAR = 1900 };
    size_t n = strlen(text), offset = offset_at_end(text, n);
    g_autoptr(GTimeZone) zone = amsterdam();
    if (n > SECONDS && text[SECONDS] >= '6') /* GLib takes 60 and 61 for the next minute */
        return NULL;
    for (unsigned i = 0; i < G_N_ELEMENTS(shapes); i++) {
        if (!has_shape(text, n - offset, shapes[i]) || (offset > 0 && i == 0))
            continue;
        g_autofree char *whole = g_strndup(text, n - offset);
        g_autofree char *full = g_strconcat(whole, rests[i], text + n - offset, NULL);
        g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(full, zone);
        if (offset == 0)
            moment = first_of_both(moment);
        return moment && g_date_time_get_year(moment) >= FIRST_YEAR
                   ? g_date_time_to_timezone(moment, zone)
                   : NULL;
    }
    return NULL;
}

char *kx_moment_parse(const char *text, GError **error)
{
    g_autoptr(GDateTime) moment = read_moment(text);
    g_autofree char *made = moment ? g_date_time_format(moment, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
    size_t n = strlen(text);
    bool same = made && (offset_at_end(text, n) > 0 || strncmp(made, text, n) == 0);
    if (same)
        return g_steal_pointer(&made);
    g_autofree char *safe = kx_printable(text, -1);
    kx_error_set(error, KX_ERROR_USAGE,
                 made ? N_("\"%s\": the clock skips that hour in spring")
                      : N_("\"%s\": must be a moment as 2026-03-04 or 2026-03-04T06:00, "
                           "from 1900 on"),
                 safe);
    return NULL;
}

GDateTime *kx_moment_read(const char *moment)
{
    return read_moment(moment);
}

char *kx_moment_rfc2822(GDateTime *moment)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    g_autofree char *rest = g_date_time_format(moment, "%Y %H:%M:%S %z");
    return g_strdup_printf("%s, %02d %s %s", days[g_date_time_get_day_of_week(moment) - 1],
                           g_date_time_get_day_of_month(moment),
                           months[g_date_time_get_month(moment) - 1], rest);
}

char *kx_moment_day(GDateTime *moment)
{
    static const char *const days[] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                       "vrijdag", "zaterdag", "zondag"};
    return g_strdup_printf("%s %d %s %d", days[g_date_time_get_day_of_week(moment) - 1],
                           g_date_time_get_day_of_month(moment),
                           kx_month_name((unsigned)g_date_time_get_month(moment)),
                           g_date_time_get_year(moment));
}

char *kx_moment_day_of(const char *date)
{
    if (date == NULL || !kx_begins_with_day(date))
        return NULL;
    g_autofree char *midnight = g_strdup_printf("%.*sT00:00:00Z", KX_DAY_BYTES, date);
    g_autoptr(GDateTime) day = g_date_time_new_from_iso8601(midnight, NULL);
    return day ? kx_moment_day(day) : NULL;
}

GDateTime *kx_moment_now(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    g_autoptr(GTimeZone) zone = amsterdam();
    gint64 seconds;
    if (epoch == NULL ||
        !g_ascii_string_to_signed(epoch, 10, 0, KX_MOMENT_SECONDS_MAX, &seconds, NULL))
        return g_date_time_new_now(zone);
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(seconds);
    return g_date_time_to_timezone(moment, zone);
}
