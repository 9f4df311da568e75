/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The order of two elements of an array of strings (char *) by their bytes, for qsort and
 * g_ptr_array_sort. */
int kx_by_bytes(const void *a, const void *b);
