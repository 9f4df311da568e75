/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two that played, before what their match came to. */
#pragma once

#include "text/class.h"

/* Whether they stand right before ctx->at: ADO (v) - Ajax (v) 1-3, Ajax-PSV 1-3, Jong Ajax - De
 * Graafschap: 1-3, Kuipers/Bos - Smit 11-21. */
bool kx_teams_before(const kx_context *ctx);
