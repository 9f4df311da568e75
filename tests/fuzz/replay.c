/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzzer over the files of its corpus: what was once found stays found, in every build. */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    if (argc != 2)
        g_error("usage: %s FOLDER", argv[0]);

    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = g_dir_open(argv[1], 0, &error);
    if (folder == NULL)
        g_error("%s", error->message);

    unsigned runs = 0;
    for (const char *name; (name = g_dir_read_name(folder)) != NULL; runs++) {
        g_autofree char *path = g_build_filename(argv[1], name, NULL);
        g_autofree char *bytes = NULL;
        gsize length;
        if (!g_file_get_contents(path, &bytes, &length, &error))
            g_error("%s", error->message);
        /* A block of its own, exactly as long: an overrun is seen by the sanitizer. */
        g_autofree uint8_t *data = g_memdup2(bytes, length);
        g_print("%s\n", name);
        LLVMFuzzerTestOneInput(data, length);
    }
    g_print("%u inputs\n", runs);
    return runs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
