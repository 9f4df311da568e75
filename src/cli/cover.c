/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/allocate.h"
#include "cli/language.h"
#include "publish/cover_program.h"

#include <glib.h>
#include <sysexits.h>
#include <unistd.h>

/* kxspeak tells of it: it sees the status. */
void kx_out_of_memory(void)
{
    _exit(EX_OSERR);
}

int main(int argc, char **argv)
{
    kx_language_start();
    g_set_prgname("kxspeak-cover");
    return kx_cover_program(argc, argv);
}
