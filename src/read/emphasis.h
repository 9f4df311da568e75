/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of emphasis as they are typed: *word*, __14.32__, ***both***. */
#pragma once

#include "doc/document.h"

/* Takes the marks out of what begins at `start`: one to three of "*" or "_" that open before a word
 * or a number and close behind one, as often, in the same paragraph. So those stay that mean
 * something else: 5*4, snake_case, k*t, ***½, the mark of a note. Returns the lines (guint,
 * ascending, from 0 at `start`) that were bold as a whole: within two marks or three. Caller
 * frees. */
GArray *kx_emphasis_cut(kx_document *doc, size_t start);
