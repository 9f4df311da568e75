/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/opening.h"

#include "read/reader.h"

#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

/* Shorter texts are read whole in some 15 ms. A page holds front matter of any length that is taken
 * for it. */
enum { LONG_BYTES = 256 * 1024, PAGE_BYTES = 48 * 1024 };
/* What a block is depends on the next one, and how it is announced on that one's kind. */
enum { UNSURE_BLOCKS = 3 };

/* ---- the first page ---- */

static bool are_long(char *const *names)
{
    struct stat file;
    off_t bytes = 0;
    for (; *names; names++) {
        if (strcmp(*names, "-") == 0 || stat(*names, &file) != 0 || !S_ISREG(file.st_mode))
            return false;
        bytes += file.st_size;
    }
    return bytes > LONG_BYTES;
}

/* Where the last whole paragraph of a page ends; 0: not inside it. */
static size_t last_blank_line(const char *page, size_t n)
{
    while (n > 0) {
        const char *end = memrchr(page, '\n', n);
        if (end == NULL)
            return 0;
        const char *before = end;
        while (before > page && (before[-1] == '\r' || before[-1] == ' ' || before[-1] == '\t'))
            before--;
        if (before > page && before[-1] == '\n')
            return (size_t)(before - page);
        n = (size_t)(end - page);
    }
    return 0;
}

/* The document of the first paragraphs of a file, all of it if it is short; NULL if that is not to
 * be had. */
static kx_document *first_page(const char *name)
{
    g_autofree char *page = g_malloc(PAGE_BYTES);
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    ssize_t n = fd >= 0 ? read(fd, page, PAGE_BYTES) : -1;
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return NULL;
    size_t whole = n < PAGE_BYTES ? (size_t)n : last_blank_line(page, (size_t)n);
    if (whole == 0 || !g_utf8_validate_len(page, whole, NULL))
        return NULL;
    return kx_read_bytes(name, page, whole, NULL);
}

static GPtrArray *first_pages(char *const *names, unsigned n)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);
    for (unsigned i = 0; i < n; i++) {
        kx_document *page = first_page(names[i]);
        if (page == NULL)
            return NULL;
        g_ptr_array_add(pages, page);
    }
    return g_steal_pointer(&pages);
}

/* ---- what is certain of it ---- */

/* Blocks from this one on may be something else when more of the text is known. */
static unsigned first_unsure(const kx_document *page)
{
    unsigned n = page->blocks->len;
    for (; n > 0; n--) {
        kx_block_kind kind = g_array_index(page->blocks, kx_block, n - 1).kind;
        if (kind != KX_BLOCK_NOTE && kind != KX_BLOCK_LINK && kind != KX_BLOCK_CAPTION)
            break;
    }
    return n > UNSURE_BLOCKS ? n - UNSURE_BLOCKS : 0;
}

static unsigned certain_items(const kx_programme *p)
{
    /* The opening words of several are certain, the headlines that follow them are not known. */
    if (p->articles->len > 1)
        return 1;
    const unsigned unsure = first_unsure(g_ptr_array_index(p->plan->documents, 0));
    for (unsigned i = 0; i < p->items->len; i++) {
        const kx_timed_sentence *s =
            &g_array_index(p->plan->sentences, kx_timed_sentence, kx_programme_item(p, i)->own);
        if (s->doc > 0 || s->block >= unsure)
            return i;
    }
    return 0;
}

kx_programme *kx_opening_read(char *const *names, const kx_compose_settings *settings)
{
    if (!are_long(names))
        return NULL;
    g_autoptr(GPtrArray) pages = first_pages(names, names[1] ? 2 : 1);
    if (pages == NULL)
        return NULL;
    g_autoptr(kx_programme) opening = kx_programme_from_documents(pages, settings);
    const unsigned certain = certain_items(opening);
    if (certain == 0)
        return NULL;
    g_array_set_size(opening->items, certain);
    opening->open = true;
    return g_steal_pointer(&opening);
}

/* ---- the rest ---- */

struct kx_rest {
    kx_rest_read *read;
    void *data;
    int wake;
    GThread *thread;
    GMutex lock;
    /* Under the lock: */
    kx_programme *whole;
    GError *error;
};

static void *work(void *data)
{
    kx_rest *rest = data;
    GError *error = NULL;
    kx_programme *whole = rest->read(rest->data, &error);
    g_mutex_lock(&rest->lock);
    rest->whole = whole;
    rest->error = error;
    g_mutex_unlock(&rest->lock);
    eventfd_write(rest->wake, 1);
    return NULL;
}

kx_rest *kx_rest_new(kx_rest_read *read, void *data, int wake)
{
    kx_rest *rest = g_new0(kx_rest, 1);
    rest->read = read;
    rest->data = data;
    rest->wake = wake;
    g_mutex_init(&rest->lock);
    rest->thread = g_thread_new("reading", work, rest);
    return rest;
}

kx_programme *kx_rest_take(kx_rest *rest, GError **error)
{
    g_mutex_lock(&rest->lock);
    kx_programme *whole = g_steal_pointer(&rest->whole);
    GError *trouble = g_steal_pointer(&rest->error);
    g_mutex_unlock(&rest->lock);
    if (trouble)
        g_propagate_error(error, trouble);
    return whole;
}

void kx_rest_free(kx_rest *rest)
{
    if (rest == NULL)
        return;
    g_thread_join(rest->thread);
    kx_programme_free(rest->whole);
    g_clear_error(&rest->error);
    g_mutex_clear(&rest->lock);
    g_free(rest);
}
