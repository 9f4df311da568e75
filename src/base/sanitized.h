/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether this is a build under a sanitizer, which needs terabytes of addresses, and standard error
 * for what it finds. */
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
#define KX_SANITIZED 1
#endif
#endif
#ifndef KX_SANITIZED
#define KX_SANITIZED 0
#endif
