/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a test with random input repeats: a fifth under a sanitizer, which is as much slower;
 * ./dev fuzz looks further. */
#pragma once

#include "base/sanitized.h"

#define RANDOM_RUNS(n) (KX_SANITIZED ? (n) / 5 : (n))
