/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/store.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bytes that are small; by which memory is taken; and by which the file grows, a multiple of every
 * system's page. */
#define SMALL  ((gsize)256 * 1024)
#define CHUNK  ((gsize)16 * 1024)
#define MAPPED ((gsize)1024 * 1024)
/* As malloc's. */
#define ALIGNED ((gsize)16)

typedef struct {
    char *data;
    gsize room, used;
    bool mapped; /* of the file; else of the heap */
} chunk;

struct kx_store {
    GArray *chunks; /* chunk; the last one is filled */
    gsize in_memory;
    int fd; /* -1: none yet */
    off_t size;
    char *folder; /* NULL: no file is to be had */
};

kx_store *kx_store_new(const char *folder)
{
    kx_store *store = g_atomic_rc_box_new0(kx_store);

    store->chunks = g_array_new(FALSE, FALSE, sizeof(chunk));
    store->fd = -1;
    store->folder = g_strdup(folder);
    return store;
}

kx_store *kx_store_hold(kx_store *store)
{
    return g_atomic_rc_box_acquire(store);
}

static void clear(void *data)
{
    kx_store *store = data;

    for (guint i = 0; i < store->chunks->len; i++) {
        const chunk *c = &g_array_index(store->chunks, chunk, i);
        if (c->mapped)
            munmap(c->data, c->room);
        else
            g_free(c->data);
    }
    g_array_unref(store->chunks);
    if (store->fd >= 0)
        close(store->fd);
    g_free(store->folder);
}

void kx_store_free(kx_store *store)
{
    if (store != NULL)
        g_atomic_rc_box_release_full(store, clear);
}

/* The next `room` bytes of the file; NULL if they cannot be had: a hole in it could not be filled
 * when the disk is full. */
static char *map_next(kx_store *store, gsize room)
{
    void *data = MAP_FAILED;

    if (store->folder == NULL)
        return NULL;
    if (store->fd < 0)
        store->fd = kx_spool_open(store->folder, NULL);
    if (store->fd >= 0 && posix_fallocate(store->fd, store->size, (off_t)room) == 0)
        data = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED, store->fd, store->size);
    if (data == MAP_FAILED) {
        g_clear_pointer(&store->folder, g_free); /* not tried again */
        return NULL;
    }
    store->size += (off_t)room;
    return data;
}

static chunk *add_chunk(kx_store *store, gsize n)
{
    chunk c = {.room = (n + MAPPED - 1) / MAPPED * MAPPED};

    kx_store_rest(store);
    if (store->in_memory + n > SMALL)
        c.data = map_next(store, c.room);
    c.mapped = c.data != NULL;
    if (!c.mapped) {
        c.room = MAX(n, CHUNK);
        c.data = g_malloc(c.room);
        store->in_memory += c.room;
    }
    g_array_append_val(store->chunks, c);
    return &g_array_index(store->chunks, chunk, store->chunks->len - 1);
}

/* The last chunk if there is room in it, else a new one. */
static chunk *chunk_with(kx_store *store, gsize room)
{
    if (store->chunks->len > 0) {
        chunk *last = &g_array_index(store->chunks, chunk, store->chunks->len - 1);
        if (last->room - last->used >= room)
            return last;
    }
    return add_chunk(store, room);
}

void *kx_store_add(kx_store *store, const void *from, gsize n)
{
    const gsize room = (n + ALIGNED - 1) / ALIGNED * ALIGNED;
    chunk *last = chunk_with(store, room);
    char *at = last->data + last->used;
    if (n > 0)
        memcpy(at, from, n);
    last->used += room;
    return at;
}

char *kx_store_add_text(kx_store *store, const char *text)
{
    return text == NULL ? NULL : kx_store_add(store, text, strlen(text) + 1);
}

/* Advice: whether it is taken changes nothing but memory. */
void kx_store_rest(const kx_store *store)
{
    for (guint i = 0; store != NULL && i < store->chunks->len; i++) {
        const chunk *c = &g_array_index(store->chunks, chunk, i);
        if (c->mapped)
            madvise(c->data, c->room, MADV_DONTNEED);
    }
}
