/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of the wall: which system calls there are for an engine's process. */
#pragma once

#include "speak/wall.h"

/* Whether the kernel takes filters from us. */
bool kx_wall_filter_usable(void);
/* Puts the prepared process under its filter, if the kernel takes it. */
void kx_wall_filter_prepared(void);
/* The filter for children, or NULL. Made once: to make one takes longer than to use it. */
const kx_wall_filter *kx_wall_filter_build(void);
