/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/socket.h"

#include <errno.h>
#include <sys/socket.h>

bool kx_socket_send(int socket, const void *bytes, size_t n)
{
    for (size_t done = 0; done < n;) {
        const ssize_t some = send(socket, (const char *)bytes + done, n - done, MSG_NOSIGNAL);
        if (some < 0 && errno == EINTR)
            continue;
        if (some <= 0)
            return false;
        done += (size_t)some;
    }
    return true;
}

bool kx_socket_receive(int socket, void *bytes, size_t n)
{
    for (size_t done = 0; done < n;) {
        const ssize_t some = recv(socket, (char *)bytes + done, n - done, 0);
        if (some < 0 && errno == EINTR)
            continue;
        if (some <= 0)
            return false;
        done += (size_t)some;
    }
    return true;
}
