/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program kxspeak-cover: draws artwork for kxspeak, which starts it (publish/artist.h). */
#pragma once

/* main of that program: `kxspeak-cover SOCKET`. Returns only where it cannot begin; the process
 * ends when the other side is gone. */
int kx_cover_program(int argc, char **argv);
