/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/limits.h"
#include "base/printable.h"
#include "base/program.h"
#include "base/socket.h"
#include "publish/artist_private.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define ANSWER_SECONDS 30

struct kx_artist {
    pid_t process;
    int socket;
};

/* Ends the process. Whether it lacked memory. */
static bool end(kx_artist *artist)
{
    const bool lacked = artist->process > 0 && kx_program_end(artist->process);

    artist->process = 0;
    return lacked;
}

static void lost(kx_artist *artist, GError **error)
{
    if (end(artist))
        kx_error_set(error, KX_ERROR_OS, "the artwork cannot be drawn: out of memory");
    else
        kx_error_set(error, KX_ERROR_SOFTWARE,
                     "the artwork cannot be drawn: the process that draws it has died or hangs; "
                     "name a picture of your own as the show's cover");
}

/* The bytes of an answer; NULL where it is a failure. */
static GBytes *receive(kx_artist *artist, GError **error)
{
    kx_artist_answer answer = {0};
    const bool heard =
        kx_socket_receive(artist->socket, &answer, sizeof(answer)) &&
        answer.length <= (answer.failed ? KX_ARTIST_MESSAGE_MAX : KX_COVER_BYTES_MAX);
    g_autofree char *bytes = heard ? g_malloc0(answer.length + 1) : NULL;

    if (!heard || !kx_socket_receive(artist->socket, bytes, answer.length)) {
        lost(artist, error);
        return NULL;
    }
    if (answer.failed) {
        g_autofree char *shown = kx_printable(bytes, answer.length);
        g_set_error_literal(error, KX_ERROR, (int)answer.failed - 1, shown);
        return NULL;
    }
    return g_bytes_new_take(g_steal_pointer(&bytes), answer.length);
}

static bool start(kx_artist *artist, int theirs, GError **error)
{
    const struct timeval limit = {ANSWER_SECONDS, 0};
    g_autofree char *number = g_strdup_printf("%d", theirs);
    char *arguments[] = {number, NULL};

    setsockopt(artist->socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    setsockopt(artist->socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    artist->process = kx_program_start(KX_ARTIST_PROGRAM, arguments, &theirs, 1, error);
    return artist->process > 0;
}

kx_artist *kx_artist_new(GError **error)
{
    g_autoptr(kx_artist) artist = g_new0(kx_artist, 1);
    int pair[2];

    artist->socket = -1;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot make a socket");
        return NULL;
    }
    artist->socket = pair[0];
    const bool started = start(artist, pair[1], error);
    close(pair[1]);
    g_autoptr(GBytes) ready = started ? receive(artist, error) : NULL;
    return ready ? g_steal_pointer(&artist) : NULL;
}

GBytes *kx_artist_draw(kx_artist *artist, const kx_cover_words *words, unsigned side,
                       GError **error)
{
    const char *const texts[KX_ARTIST_WORDS] = {words->look, words->above, words->title,
                                                words->below};
    kx_artist_order order = {.side = side};
    g_autoptr(GString) said = g_string_new(NULL);

    for (unsigned i = 0; i < KX_ARTIST_WORDS; i++) {
        order.lengths[i] = texts[i] ? (uint32_t)strlen(texts[i]) : 0;
        g_string_append(said, texts[i] ? texts[i] : "");
    }
    if (kx_socket_send(artist->socket, &order, sizeof(order)) &&
        kx_socket_send(artist->socket, said->str, said->len))
        return receive(artist, error);
    lost(artist, error);
    return NULL;
}

void kx_artist_free(kx_artist *artist)
{
    if (artist == NULL)
        return;
    if (artist->socket >= 0)
        close(artist->socket);
    end(artist);
    g_free(artist);
}
