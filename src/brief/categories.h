/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed lists that podcast directories accept. Private to brief/. */
#pragma once

#include <stdbool.h>

/* Whether Apple Podcasts has that category: "News", "News > Daily News". */
bool kx_category_known(const char *category);
/* Whether the podcast namespace's taxonomy of persons has that group and, in it, that role (small
 * letters). */
bool kx_person_group_known(const char *group);
bool kx_person_role_known(const char *group, const char *role);
/* The roles of such a group, or with NULL the groups, as they are listed for people: "author,
 * editor". Caller frees. */
char *kx_person_roles(const char *group);
