/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The text is a page or a piece of HTML: it opens as one ("<!doctype html", "<html"), opens and
 * closes with a tag of structure (<p>, <div>, ...), or more than half of its lines begin or end
 * with one. A tag within a line, and emphasis anywhere, say nothing: a text may speak of "<b>". */
bool kx_is_html(const char *text, size_t length);

/* What else a text is that programs write for each other, by how it begins and ends: "XML", "JSON";
 * NULL: it is none of these. To be asked of a text that is no HTML. */
const char *kx_data_format(const char *text, size_t length);

/* A mail as it was sent: nothing but lines of its head ("From: ", "Subject: ") up to the first
 * blank line, two of them known by name; above them may be the line "From " of a mailbox. */
bool kx_is_mail(const char *text, size_t length);
