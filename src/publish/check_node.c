/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/check_private.h"

#include <string.h>

bool kx_node_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNode *kx_node_below(const xmlNode *node, const char *name)
{
    for (xmlNode *child = node->children; child; child = child->next) {
        xmlNode *found = kx_node_is(child, name) ? child : kx_node_below(child, name);
        if (found)
            return found;
    }
    return NULL;
}

char *kx_node_attribute(xmlNode *node, const char *name)
{
    xmlChar *value = node ? xmlGetNoNsProp(node, (const xmlChar *)name) : NULL;
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}
