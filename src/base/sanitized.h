/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether this is a build under a sanitizer, which needs terabytes of addresses, and a place to
 * report. */
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

#if KX_SANITIZED
#include <fcntl.h>
#include <sanitizer/common_interface_defs.h>
#include <stdint.h>
#include <unistd.h>
#endif

/* Lets the address sanitizer report where standard error leads now, whatever becomes of that; a
 * finding of the undefined behaviour sanitizer, a library of its own, only ends the process. */
static inline void kx_keep_reports(void)
{
#if KX_SANITIZED
    __sanitizer_set_report_fd((void *)(intptr_t)fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3));
#endif
}
