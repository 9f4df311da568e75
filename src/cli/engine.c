/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/language.h"
#include "speak/engine_program.h"

#include <glib.h>

int main(int argc, char **argv)
{
    kx_language_start();
    g_set_prgname("kxspeak-engine");
    return kx_engine_program(argc, argv);
}
