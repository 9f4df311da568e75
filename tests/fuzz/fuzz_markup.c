/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as XML and as HTML: no document that libxml2 made of them is over the bounds. */
#include "base/limits.h"
#include "base/markup.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_bounds(const xmlNode *node)
{
    for (; node; node = node->next) {
        unsigned n = 0;
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            n++;
        for (const xmlNs *space = node->nsDef; space; space = space->next)
            n++;
        if (n > KX_ATTRIBUTES_MAX)
            abort();
        check_bounds(node->children);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);

    for (kx_markup kind = KX_MARKUP_XML; kind <= KX_MARKUP_HTML; kind++) {
        const char *why = NULL;
        xmlDoc *doc = kx_markup_read(bytes, kind, &why);
        g_assert_true((doc == NULL) == (why != NULL));
        check_bounds(doc ? xmlDocGetRootElement(doc) : NULL);
        xmlFreeDoc(doc);
    }
    return 0;
}
