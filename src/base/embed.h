/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the source that lie in the program as they are. */
#pragma once

#include <stddef.h>

/* Puts the file `path` (a literal) into the program, from `symbol` up to symbol_end, where a NUL
 * stands. At file scope. */
#define KX_EMBED(symbol, path)                                                                     \
    __asm__(".section .rodata\n"                                                                   \
            ".balign 8\n" #symbol ":\n"                                                            \
            ".incbin \"" path "\"\n" #symbol "_end:\n"                                             \
            ".byte 0\n"                                                                            \
            ".previous\n");                                                                        \
    extern const unsigned char(symbol)[] __attribute__((visibility("hidden")));                    \
    extern const unsigned char symbol##_end[] __attribute__((visibility("hidden")))

typedef struct {
    const char *name;                 /* without what stands behind its dot */
    const unsigned char *start, *end; /* a NUL stands at its end */
} kx_embedded;

/* Gives back the memory of what was read of a file between `start` and `end`: it comes from the
 * program again where it is read again. */
void kx_embedded_release(const unsigned char *start, const unsigned char *end);

/* What embed.sh's list of files is called with: to put each into the program, and as a row of
 * kx_embedded. */
#define KX_EMBED_FILE(symbol, name, path) KX_EMBED(symbol, path);
#define KX_EMBED_ROW(symbol, name, path)  {name, symbol, symbol##_end},

/* The file of that name among n of them; NULL if there is none. */
const kx_embedded *kx_embedded_find(const kx_embedded *files, size_t n, const char *name);
/* Their names, `first` before all others, which are in the order of the alphabet. Caller frees with
 * g_strfreev. */
char **kx_embedded_names(const kx_embedded *files, size_t n, const char *first);
