/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams between our own processes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* All of n bytes; false where the other side is gone or a limit of time has run out: errno tells.
 */
bool kx_socket_send(int socket, const void *bytes, size_t n);
/* Waits for n bytes; false where there are fewer. */
bool kx_socket_receive(int socket, void *bytes, size_t n);
