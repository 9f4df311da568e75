/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Eight lanes at once, by the vector extensions that gcc and clang share: one machine instruction
 * where there is one, two or more where there is none, always with the same result. */
#pragma once

#include <stdint.h>
#include <string.h>

/* Before a function that works on lanes: it is compiled for AVX2 as well, and the program takes the
 * one that its processor has. What it calls must be inlined into it: KX_INLINE. Not under a
 * sanitizer, which is not ready yet when the choice is made, and not by clang, which refuses to
 * inline what was not compiled for AVX2. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__OPTIMIZE__) &&                      \
    !defined(__SANITIZE_ADDRESS__) && !defined(__clang__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define KX_LANES __attribute__((target_clones("avx2", "default")))
#endif
#endif
#ifndef KX_LANES
#define KX_LANES
#endif
#define KX_INLINE static inline __attribute__((always_inline))

/* No more aligned than memory that is allocated. */
typedef float kx_v8f __attribute__((vector_size(32), aligned(16)));
typedef int32_t kx_v8i __attribute__((vector_size(32), aligned(16)));
typedef uint32_t kx_v8u __attribute__((vector_size(32), aligned(16)));

/* From any address. */
KX_INLINE kx_v8f kx_v8f_load(const float *p)
{
    kx_v8f v;

    memcpy(&v, p, sizeof v);
    return v;
}

/* x in each lane. */
KX_INLINE kx_v8f kx_v8f_all(float x)
{
    return (kx_v8f){x, x, x, x, x, x, x, x};
}

/* The same of whole numbers. */
KX_INLINE kx_v8i kx_v8i_all(int32_t x)
{
    return (kx_v8i){x, x, x, x, x, x, x, x};
}

/* The larger of each pair of lanes. */
KX_INLINE kx_v8f kx_v8f_max(kx_v8f a, kx_v8f b)
{
    kx_v8i mask = a > b;

    return (kx_v8f)(((kx_v8i)a & mask) | ((kx_v8i)b & ~mask));
}

/* |x|, lane by lane. */
KX_INLINE kx_v8f kx_v8f_abs(kx_v8f v)
{
    return (kx_v8f)((kx_v8i)v & kx_v8i_all(INT32_MAX));
}

/* The largest lane. */
KX_INLINE float kx_v8f_top(kx_v8f v)
{
    float top = v[0];

    for (int i = 1; i < 8; i++)
        top = v[i] > top ? v[i] : top;
    return top;
}
