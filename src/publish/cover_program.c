/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cover_program.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/sanitized.h"
#include "base/socket.h"
#include "publish/artist_private.h"
#include "publish/cover_draw.h"
#include "publish/cover_fonts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sysexits.h>
#include <unistd.h>

/* One of the words: a title is a line. */
#define TEXT_BYTES_MAX (64 * 1024)

static bool answer(int socket, uint32_t failed, const void *bytes, size_t n)
{
    const kx_artist_answer head = {failed, (uint32_t)n};

    return kx_socket_send(socket, &head, sizeof(head)) && kx_socket_send(socket, bytes, n);
}

static bool answer_failure(int socket, const GError *error)
{
    return answer(socket, (uint32_t)error->code + 1, error->message,
                  MIN(strlen(error->message), KX_ARTIST_MESSAGE_MAX));
}

/* What Pango says is of a font. If it cannot be read, Pango would go on with another, in a picture
 * that is not ours: `data` is the socket. */
static void on_message(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    g_autoptr(GError) error = NULL;

    if (g_strcmp0(domain, "Pango") == 0 &&
        g_str_has_prefix(message, "failed to create cairo scaled font")) {
        kx_error_set(&error, KX_ERROR_SOFTWARE,
                     "the artwork cannot be drawn: a font could not be read");
        answer_failure(GPOINTER_TO_INT(data), error);
        _exit(EX_SOFTWARE);
    }
    if ((level & G_LOG_LEVEL_ERROR) != 0)
        _exit(EX_SOFTWARE);
}

/* Pango does not go by the handler above. */
static GLogWriterOutput on_fields(GLogLevelFlags level, const GLogField *fields, gsize n,
                                  void *data)
{
    const char *domain = NULL, *message = "";

    for (gsize i = 0; i < n; i++) {
        if (strcmp(fields[i].key, "GLIB_DOMAIN") == 0)
            domain = fields[i].value;
        if (strcmp(fields[i].key, "MESSAGE") == 0)
            message = fields[i].value;
    }
    on_message(domain, level, message, data);
    return G_LOG_WRITER_HANDLED;
}

/* What libraries print of fonts is no message of ours: what went wrong is in the answer. */
static bool silence(GError **error)
{
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (nothing < 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot open /dev/null");
        return false;
    }
    kx_keep_reports();
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        dup2(nothing, fd);
    return true;
}

/* The words of an order; false where there is none (more). */
static bool read_words(int socket, const kx_artist_order *order, char **texts)
{
    for (unsigned i = 0; i < KX_ARTIST_WORDS; i++) {
        if (order->lengths[i] > TEXT_BYTES_MAX)
            return false;
        texts[i] = g_malloc0(order->lengths[i] + 1);
        if (!kx_socket_receive(socket, texts[i], order->lengths[i]))
            return false;
    }
    return true;
}

static bool obey(const kx_cover_fonts *fonts, int socket)
{
    kx_artist_order order;
    char *texts[KX_ARTIST_WORDS] = {NULL};
    g_autoptr(GError) error = NULL;
    bool on = kx_socket_receive(socket, &order, sizeof(order)) && read_words(socket, &order, texts);

    if (on) {
        const kx_cover_words words = {texts[0], texts[1], texts[2], texts[3]};
        g_autoptr(GBytes) picture = kx_cover_draw(fonts, &words, order.side, &error);
        gsize n = 0;
        const void *bytes = picture ? g_bytes_get_data(picture, &n) : NULL;
        on = picture ? answer(socket, 0, bytes, n) : answer_failure(socket, error);
    }
    for (unsigned i = 0; i < KX_ARTIST_WORDS; i++)
        g_free(texts[i]);
    return on;
}

int kx_cover_program(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_auto(kx_cover_fonts) fonts = {0};
    const int socket = argc == 2 ? atoi(argv[1]) : -1;

    if (socket <= STDERR_FILENO) {
        fprintf(stderr, "%s\n", _("kxspeak-cover: is a part of kxspeak, which starts it"));
        return EX_USAGE;
    }
    /* The terminal's signals are kxspeak's to answer. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    g_log_set_default_handler(on_message, GINT_TO_POINTER(socket));
    g_log_set_writer_func(on_fields, GINT_TO_POINTER(socket), NULL);
    if (!silence(&error) || !kx_cover_fonts_find(&fonts, &error)) {
        answer_failure(socket, error);
        return EX_UNAVAILABLE;
    }
    for (bool on = answer(socket, 0, "", 0); on;)
        on = obey(&fonts, socket);
    /* All that was asked has its answer: what could still go wrong in taking down what libraries
     * hold would be told to nobody. */
    _exit(EXIT_SUCCESS);
}
