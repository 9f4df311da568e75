/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/icu.h"

#include "base/library.h"

const kx_icu *kx_icu_load(GError **error)
{
#define NAME(name, function) G_STRINGIFY(function),
    static const char *const names[] = {KX_ICU_FUNCTIONS(NAME)};
#undef NAME
    static kx_icu icu;

    G_STATIC_ASSERT(sizeof icu == sizeof(void *) * G_N_ELEMENTS(names));
    return kx_library_load("ICU", "libicui18n.so." U_ICU_VERSION_SHORT, names,
                           (void **)(void *)&icu, G_N_ELEMENTS(names), error)
               ? &icu
               : NULL;
}
