/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/library.h"

#include "base/error.h"
#include "base/printable.h"

#include <dlfcn.h>

static bool load(const char *file, const char *const *names, void **functions, size_t n)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    bool ok = library != NULL;

    for (size_t i = 0; ok && i < n; i++) {
        functions[i] = dlsym(library, names[i]);
        ok = functions[i] != NULL;
    }
    return ok;
}

bool kx_library_load(const char *what, const char *file, const char *const *names, void **functions,
                     size_t n, GError **error)
{
    static GMutex mutex;

    g_mutex_lock(&mutex);
    bool ok = functions[n - 1] != NULL || load(file, names, functions, n);
    g_mutex_unlock(&mutex);
    if (ok)
        return true;
    const char *fault = dlerror();
    g_autofree char *why = kx_printable(fault ? fault : file, -1);
    kx_error_set(error, KX_ERROR_UNAVAILABLE, "%s cannot be loaded; install it (%s)", what, why);
    return false;
}
