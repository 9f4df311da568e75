/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsndfile's door to an output file: what it writes starts at `base` of the file, behind what is
 * there already. Write errors stick in the file; libsndfile hides them when it closes. */
#pragma once

#include "audio/out_file.h"

#include <sndfile.h>

typedef struct {
    kx_out_file *out;
    int64_t base;
} kx_sndfile_door;

/* Opens it for writing; NULL as sf_open_virtual(). `door` must live until sf_close(). */
SNDFILE *kx_sndfile_create(kx_sndfile_door *door, SF_INFO *info);
/* Sets the error of a libsndfile call that failed; `file` may be NULL. Returns false. */
bool kx_sndfile_fail(SNDFILE *file, const kx_out_file *out, GError **error);
