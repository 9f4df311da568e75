/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "speak/engine.h"

#include <FLAC/format.h>
#include <ebur128.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <sndfile.h>
#include <soxr.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uversion.h>
#include <unistd.h>

const kx_command *const kx_commands[] = {&kx_command_brief,   &kx_command_play, &kx_command_say,
                                         &kx_command_explain, &kx_command_feed, &kx_command_check,
                                         &kx_command_lexicon, &kx_command_list, NULL};

volatile int kx_stop_signal;

static void on_stop(int number)
{
    kx_stop_signal = number;
}

/* What was ignored when kxspeak began stays so: nohup. */
void kx_catch_stop(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    const struct sigaction stop = {.sa_handler = on_stop};
    struct sigaction before;
    for (unsigned i = 0; i < G_N_ELEMENTS(signals); i++)
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &stop, NULL);
}

/* A broken pipe or a file that grows too large is a failed write with a cause, not a death. */
static void ignore_write_signals(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
}

/* A standard descriptor that is closed would be given to the next file that is opened, and what is
 * printed would go into that. */
static void fill_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

static void print_help(void)
{
    printf(_("Usage: kxspeak [COMMAND] [OPTION...] FILE...\n\n"
             "Turns Dutch news text into spoken briefings with chapters.\n\nCommands:\n"));
    for (unsigned i = 0; kx_commands[i]; i++)
        printf("  %-9s %s\n            kxspeak %s %s\n", kx_commands[i]->name,
               _(kx_commands[i]->what), kx_commands[i]->name, _(kx_commands[i]->arguments));
    printf(_("\nkxspeak COMMAND --help tells a command's options, kxspeak --version the versions.\n"
             "Example: kxspeak article.txt -o out/\n"));
}

static int print_version(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *engine = kx_engine_describe(&error);
    int major, minor, patch;
    if (engine == NULL)
        return kx_print_error(NULL, error);
    ebur128_get_version(&major, &minor, &patch);
    printf("kxspeak " KX_VERSION "\n%s%s\nlibFLAC %s\nlibebur128 %d.%d.%d\n%s\nGLib %u.%u.%u\n"
           "ICU %s\njansson %s\n",
           engine, sf_version_string(), FLAC__VERSION_STRING, major, minor, patch, soxr_version(),
           glib_major_version, glib_minor_version, glib_micro_version, U_ICU_VERSION,
           jansson_version_str());
    return EXIT_SUCCESS;
}

const kx_command *kx_command_find(const char *name)
{
    for (unsigned i = 0; kx_commands[i]; i++)
        if (strcmp(kx_commands[i]->name, name) == 0)
            return kx_commands[i];
    return NULL;
}

/* What was printed must have arrived: a full disk behind standard output is an error too. A reader
 * that has seen enough (`| head`) is none worth a line. */
static int finish_output(void)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_SUCCESS;
    if (errno == 0) { /* it failed before: a pipe without a reader tells so */
        struct pollfd out = {.fd = STDOUT_FILENO};
        errno = poll(&out, 1, 0) == 1 && (out.revents & POLLERR) ? EPIPE : EIO;
    }
    if (errno == EPIPE)
        return 128 + SIGPIPE;
    g_autoptr(GError) error = NULL;
    kx_error_set_errno(&error, KX_ERROR_IO, errno, "cannot write to standard output");
    return kx_print_error(NULL, error);
}

static bool finished;

/* GOption ends the program itself when it has told a command's options. */
static void finish_help(void)
{
    const int status = finished ? EXIT_SUCCESS : finish_output();
    if (status != EXIT_SUCCESS)
        _exit(status);
}

static int run(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        return print_version();
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
                      strcmp(argv[1], "help") == 0)) {
        print_help();
        return EXIT_SUCCESS;
    }
    const kx_command *command = argc > 1 ? kx_command_find(argv[1]) : NULL;
    return command ? command->run(argc - 1, argv + 1) : kx_commands[0]->run(argc, argv);
}

int main(int argc, char **argv)
{
    kx_language_start();
    kx_memory_start();
    g_set_prgname("kxspeak");
    fill_standard_descriptors();
    ignore_write_signals();
    atexit(finish_help);
    int status = run(argc, argv);
    finished = true;
    if (status == EXIT_SUCCESS)
        status = finish_output();
    return kx_stop_signal && status != EXIT_SUCCESS ? 128 + kx_stop_signal : status;
}
