/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "brief/moment.h"

#include <string.h>

static void test_good(void)
{
    static const struct {
        const char *text, *moment, *mail;
    } rows[] = {
        {"2026-03-04", "2026-03-04T00:00:00+01:00", "Wed, 04 Mar 2026 00:00:00 +0100"},
        {"2026-07-04T06:00", "2026-07-04T06:00:00+02:00", "Sat, 04 Jul 2026 06:00:00 +0200"},
        {"2026-07-04T06:00:30", "2026-07-04T06:00:30+02:00", "Sat, 04 Jul 2026 06:00:30 +0200"},
        {"2026-12-31T23:30:00Z", "2027-01-01T00:30:00+01:00", "Fri, 01 Jan 2027 00:30:00 +0100"},
        {"2026-01-01T08:00+03:00", "2026-01-01T06:00:00+01:00", "Thu, 01 Jan 2026 06:00:00 +0100"},
        /* The night in which the clock goes forward, and the one in which it goes back. */
        {"2026-03-29T01:59", "2026-03-29T01:59:00+01:00", "Sun, 29 Mar 2026 01:59:00 +0100"},
        {"2026-03-29T03:00", "2026-03-29T03:00:00+02:00", "Sun, 29 Mar 2026 03:00:00 +0200"},
        {"2026-10-25T03:00", "2026-10-25T03:00:00+01:00", "Sun, 25 Oct 2026 03:00:00 +0100"},
        /* An hour that there is twice is the first of both, unless its offset is given. */
        {"2026-10-25T02:30", "2026-10-25T02:30:00+02:00", "Sun, 25 Oct 2026 02:30:00 +0200"},
        {"2026-10-25T02:30+02:00", "2026-10-25T02:30:00+02:00", "Sun, 25 Oct 2026 02:30:00 +0200"},
        {"2026-10-25T00:30Z", "2026-10-25T02:30:00+02:00", "Sun, 25 Oct 2026 02:30:00 +0200"},
        {"2026-10-25T01:30Z", "2026-10-25T02:30:00+01:00", "Sun, 25 Oct 2026 02:30:00 +0100"},
        {"2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00", "Sun, 25 Oct 2026 02:30:00 +0100"},
        {"2024-02-29", "2024-02-29T00:00:00+01:00", "Thu, 29 Feb 2024 00:00:00 +0100"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *moment = kx_moment_parse(rows[i].text, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(moment, ==, rows[i].moment);
        g_autoptr(GDateTime) read = kx_moment_read(moment);
        g_autofree char *mail = kx_moment_rfc2822(read);
        g_assert_cmpstr(mail, ==, rows[i].mail);
        /* What it makes reads as itself. */
        g_autofree char *again = kx_moment_parse(moment, &error);
        g_assert_cmpstr(again, ==, moment);
    }
}

static void test_bad(void)
{
    static const char *const texts[] = {"",
                                        "morgen",
                                        "2026-02-29",
                                        "2026-13-01",
                                        "2026-1-1",
                                        "04-03-2026",
                                        "2026-03-04 06:00",
                                        "2026-03-04T24:10",
                                        "2026-03-04T6:00",
                                        "2026-03-04Z",
                                        "20260304",
                                        "2026-03-04T06:00+1",
                                        "2026-03-04T06:00:00.5",
                                        "2026-03-29T02:30",
                                        "0001-01-01",
                                        "1899-12-31T23:59Z"};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *moment = kx_moment_parse(texts[i], &error);
        if (moment)
            g_error("\"%s\" is taken for %s", texts[i], moment);
        g_assert_error(error, KX_ERROR, KX_ERROR_USAGE);
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(kx_moment_parse("2026-03-29T02:30", &error));
    g_assert_nonnull(strstr(error->message, "skips that hour"));
    g_clear_error(&error);
    g_assert_null(kx_moment_parse("0001-01-01", &error));
    g_assert_nonnull(strstr(error->message, "from 1900 on"));
    g_clear_error(&error);
    g_assert_null(kx_moment_parse("2026-03-04T06:00:60", &error));
    g_assert_nonnull(strstr(error->message, "must be a moment"));
}

static void test_now(void)
{
    g_setenv("SOURCE_DATE_EPOCH", "1772600000", TRUE);
    g_autoptr(GDateTime) fixed = kx_moment_now();
    g_autofree char *text = kx_moment_rfc2822(fixed);
    g_assert_cmpstr(text, ==, "Wed, 04 Mar 2026 05:53:20 +0100");
    g_setenv("SOURCE_DATE_EPOCH", "gisteren", TRUE);
    g_autoptr(GDateTime) real = kx_moment_now();
    g_assert_cmpint(ABS(g_date_time_to_unix(real) - g_get_real_time() / G_USEC_PER_SEC), <, 5);
    g_setenv("SOURCE_DATE_EPOCH", "253402300799", TRUE); /* the year 10000 in Amsterdam */
    g_autoptr(GDateTime) last = kx_moment_now();
    g_assert_nonnull(last);
    g_unsetenv("SOURCE_DATE_EPOCH");
}

static void test_day_of(void)
{
    static const struct {
        const char *date, *written;
    } rows[] = {
        {"2026-11-26", "donderdag 26 november 2026"},
        {"2026-03-01", "zondag 1 maart 2026"},
        {"2024-02-29", "donderdag 29 februari 2024"},
        {"2027-01-04", "maandag 4 januari 2027"},
        {"2026-02-29", NULL},
        {"2026-13-01", NULL},
        {"vandaag", NULL},
        {"", NULL},
        {"2026-W10-1", NULL},
        {NULL, NULL},
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *written = kx_moment_day_of(rows[i].date);
        g_assert_cmpstr(written, ==, rows[i].written);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/moment/good", test_good);
    g_test_add_func("/moment/bad", test_bad);
    g_test_add_func("/moment/now", test_now);
    g_test_add_func("/moment/day-of", test_day_of);
    return g_test_run();
}
