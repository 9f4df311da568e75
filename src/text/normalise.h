/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sentence -> tokens -> morphemes, links kept both ways. The longest match wins and the order of
 * kx_classes breaks ties; what no class can say is verbatim, so no token is ever lost. */
#pragma once

#include "text/class.h"
#include "text/sentence.h"

/* One sentence of the document (`range` within one block). Never fails. */
kx_spoken *kx_normalise(const kx_document *doc, kx_range range, const kx_style *style);
