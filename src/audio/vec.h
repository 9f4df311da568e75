/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four lanes at once, by the vector extensions that gcc and clang share: one machine instruction
 * where there is one, the same result where there is none. */
#pragma once

#include <stdint.h>
#include <string.h>

typedef float kx_v4f __attribute__((vector_size(16)));
typedef int32_t kx_v4i __attribute__((vector_size(16)));
typedef uint32_t kx_v4u __attribute__((vector_size(16)));

/* From any address. */
static inline kx_v4f kx_v4f_load(const float *p)
{
    kx_v4f v;

    memcpy(&v, p, sizeof v);
    return v;
}

/* x in each lane. */
static inline kx_v4f kx_v4f_all(float x)
{
    return (kx_v4f){x, x, x, x};
}

/* The larger of each pair of lanes. */
static inline kx_v4f kx_v4f_max(kx_v4f a, kx_v4f b)
{
    kx_v4i mask = a > b;

    return (kx_v4f)(((kx_v4i)a & mask) | ((kx_v4i)b & ~mask));
}

/* |x|, lane by lane. */
static inline kx_v4f kx_v4f_abs(kx_v4f v)
{
    return (kx_v4f)((kx_v4i)v & (kx_v4i){INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX});
}

/* The largest lane. */
static inline float kx_v4f_top(kx_v4f v)
{
    float a = v[0] > v[1] ? v[0] : v[1], b = v[2] > v[3] ? v[2] : v[3];

    return a > b ? a : b;
}
