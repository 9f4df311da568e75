/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/embed.h"

#include "base/order.h"

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const kx_embedded *kx_embedded_find(const kx_embedded *files, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
}

char **kx_embedded_names(const kx_embedded *files, size_t n, const char *first)
{
    char **names = g_new0(char *, n + 1);
    size_t at = 0;

    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].name, first) == 0)
            names[at++] = g_strdup(first);
    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].name, first) != 0)
            names[at++] = g_strdup(files[i].name);
    if (n > 1)
        qsort(names + 1, n - 1, sizeof *names, kx_by_bytes);
    return names;
}

void kx_embedded_release(const unsigned char *start, const unsigned char *end)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t from = ((uintptr_t)start + page - 1) / page * page;
    const uintptr_t to = (uintptr_t)end / page * page;

    /* Advice: whether it is taken changes nothing but memory. */
    if (from < to)
        madvise((void *)from, to - from, MADV_DONTNEED);
}
