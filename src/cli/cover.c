/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/language.h"
#include "publish/cover_program.h"

#include <glib.h>

int main(int argc, char **argv)
{
    kx_language_start();
    g_set_prgname("kxspeak-cover");
    return kx_cover_program(argc, argv);
}
