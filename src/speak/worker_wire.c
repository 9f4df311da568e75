/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/worker_private.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* Room for one descriptor beside a message. */
typedef union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int))];
} ancillary;

static void attach(struct msghdr *message, ancillary *room, int fd)
{
    memset(room, 0, sizeof(*room));
    message->msg_control = room->bytes;
    message->msg_controllen = sizeof(room->bytes);
    struct cmsghdr *head = CMSG_FIRSTHDR(message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(fd));
    memcpy(CMSG_DATA(head), &fd, sizeof(fd));
}

static int attached(struct msghdr *message)
{
    int fd = -1;

    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head != NULL;
         head = CMSG_NXTHDR(message, head))
        if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS &&
            head->cmsg_len == CMSG_LEN(sizeof(fd)))
            memcpy(&fd, CMSG_DATA(head), sizeof(fd));
    return fd;
}

bool kx_wire_send(int socket, const kx_wire *wire, const void *bytes, int fd)
{
    g_autofree char *packet = g_malloc(sizeof(*wire) + wire->length);
    size_t n = sizeof(*wire) + wire->length, sent = 0;
    ancillary room;

    memcpy(packet, wire, sizeof(*wire));
    if (wire->length > 0)
        memcpy(packet + sizeof(*wire), bytes, wire->length);
    while (sent < n) {
        struct iovec part = {packet + sent, n - sent};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
        if (fd >= 0 && sent == 0)
            attach(&message, &room, fd);
        ssize_t done = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        sent += (size_t)done;
    }
    return true;
}

bool kx_wire_receive(int socket, kx_wire *wire, GString *text, int *fd)
{
    char bytes[1024];
    ancillary room;
    struct iovec parts[] = {{wire, sizeof(*wire)}, {bytes, sizeof(bytes)}};
    struct msghdr message = {.msg_iov = parts,
                             .msg_iovlen = 2,
                             .msg_control = room.bytes,
                             .msg_controllen = sizeof(room.bytes)};
    ssize_t got;

    do
        got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    int came = got > 0 ? attached(&message) : -1;
    if (fd != NULL)
        *fd = came;
    if (got < (ssize_t)sizeof(*wire))
        return false;
    if (text != NULL)
        g_string_append_len(text, bytes, MIN(got - (ssize_t)sizeof(*wire), (ssize_t)wire->length));
    return true;
}
