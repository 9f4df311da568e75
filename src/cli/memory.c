/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/memory.h"

#include "base/intl.h"
#include "cli/allocate.h"

#include <libxml/parser.h>
#include <malloc.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* In the user's language as soon as that is known: later a translation may want memory. */
static const char *out_of_memory = N_("out of memory: nothing more was written");

static void say(const char *text)
{
    /* Nothing is left to do if this fails. */
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        return;
}

/* Nothing is allocated here: there may be none to have. Only this process is told of: a stage that
 * it leaves is removed by the next run. */
G_NORETURN static void end(const char *message, int status)
{
    say("kxspeak: ");
    say(message);
    say("\n");
    _exit(status);
}

void kx_out_of_memory(void)
{
    end(out_of_memory, EX_OSERR);
}

static void on_message(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    if ((level & G_LOG_LEVEL_ERROR) != 0)
        end(message, EX_SOFTWARE);
    g_log_default_handler(domain, level, message, data);
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
    out_of_memory = _(out_of_memory);
    g_log_set_default_handler(on_message, NULL);
    xmlThrDefSetGenericErrorFunc(NULL, say_nothing);
    xmlSetGenericErrorFunc(NULL, say_nothing);
}

void kx_memory_share(void)
{
    mallopt(M_ARENA_MAX, 1);
}
