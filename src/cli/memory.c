/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/memory.h"

#include "base/error.h"
#include "base/intl.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <string.h>
#include <unicode/uclean.h>
#include <unistd.h>

/* ---- what ends the process ---- */

static void say(const char *text)
{
    /* Nothing is left to do if this fails. */
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        return;
}

/* Nothing is allocated here: there may be none to have. Only this process is told of: a stage that
 * it leaves is removed by the next run. */
G_NORETURN static void end(const char *message)
{
    GError memory = {.domain = KX_ERROR, .code = KX_ERROR_OS};
    GError fault = {.domain = KX_ERROR, .code = KX_ERROR_SOFTWARE};
    bool is_memory = message == NULL || strstr(message, "failed to allocate") != NULL;
    say("kxspeak: ");
    say(is_memory ? _("out of memory: nothing more was written") : message);
    say("\n");
    _exit(kx_error_exit_status(is_memory ? &memory : &fault));
}

static void on_message(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    if ((level & G_LOG_LEVEL_ERROR) != 0)
        end(message);
    g_log_default_handler(domain, level, message, data);
}

/* ---- what libraries allocate ---- */

/* GLib's answer to a size of 0 is NULL, which these libraries take for a failure. */
static void *get(size_t n)
{
    return g_malloc(MAX(n, 1));
}

static void *get_other(void *old, size_t n)
{
    return g_realloc(old, MAX(n, 1));
}

static void *icu_get(const void *context, size_t n)
{
    (void)context;
    return get(n);
}

static void *icu_get_other(const void *context, void *old, size_t n)
{
    (void)context;
    return get_other(old, n);
}

static void icu_free(const void *context, void *old)
{
    (void)context;
    g_free(old);
}

/* What a library says of its own accord; what went wrong is in what it returns. */
G_GNUC_PRINTF(2, 3)
static void say_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

void kx_memory_start(void)
{
    UErrorCode status = U_ZERO_ERROR;
    g_log_set_default_handler(on_message, NULL);
    xmlMemSetup(g_free, get, get_other, g_strdup);
    xmlThrDefSetGenericErrorFunc(NULL, say_nothing);
    xmlSetGenericErrorFunc(NULL, say_nothing);
    json_set_alloc_funcs(get, g_free);
    u_setMemoryFunctions(NULL, icu_get, icu_get_other, icu_free, &status);
}
