/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/allocate.h"

#include "base/sanitized.h"

#if !KX_SANITIZED

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

typedef union {
    void *found;
    void *(*one)(size_t n);
    void *(*two)(size_t n, size_t size);
    void *(*again)(void *old, size_t n);
    int (*into)(void **memory, size_t alignment, size_t n);
} function;

/* The C library's function of that name, which one of this file stands in front of. Threads that
 * look for it at the same time find the same. */
static function behind(void **kept, const char *name)
{
    function f = {.found = __atomic_load_n(kept, __ATOMIC_RELAXED)};

    if (f.found == NULL) {
        f.found = dlsym(RTLD_NEXT, name);
        __atomic_store_n(kept, f.found, __ATOMIC_RELAXED);
    }
    return f;
}

/* Where `n` is 0, none was asked for. */
static void *got(void *memory, size_t n)
{
    if (memory == NULL && n > 0)
        kx_out_of_memory();
    return memory;
}

void *malloc(size_t n)
{
    static void *kept;
    return got(behind(&kept, "malloc").one(n), n);
}

void *calloc(size_t n, size_t size)
{
    static void *kept;
    return got(behind(&kept, "calloc").two(n, size), n && size);
}

void *realloc(void *old, size_t n)
{
    static void *kept;
    return got(behind(&kept, "realloc").again(old, n), n);
}

void *memalign(size_t alignment, size_t n)
{
    static void *kept;
    return got(behind(&kept, "memalign").two(alignment, n), n);
}

void *aligned_alloc(size_t alignment, size_t n)
{
    static void *kept;
    return got(behind(&kept, "aligned_alloc").two(alignment, n), n);
}

int posix_memalign(void **memory, size_t alignment, size_t n)
{
    static void *kept;
    const int errnum = behind(&kept, "posix_memalign").into(memory, alignment, n);

    if (errnum == ENOMEM)
        kx_out_of_memory();
    return errnum;
}

#endif
