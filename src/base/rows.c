/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rows.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bytes that are small, and by which a walk gives back; a multiple of every system's page. */
#define SMALL ((gsize)256 * 1024)
#define STEP  (4 * SMALL)

kx_rows *kx_rows_new(gsize size, const char *folder)
{
    kx_rows *rows = g_new0(kx_rows, 1);

    rows->size = (guint)size;
    rows->fd = -1;
    rows->folder = g_strdup(folder);
    return rows;
}

static void give_up_file(kx_rows *rows)
{
    munmap(rows->data, rows->room);
    close(rows->fd);
    rows->fd = -1;
}

void kx_rows_free(kx_rows *rows)
{
    if (rows == NULL)
        return;
    if (rows->fd >= 0)
        give_up_file(rows);
    else
        g_free(rows->data);
    g_free(rows->folder);
    g_free(rows);
}

/* Room for `room` bytes in the file: a hole in it could not be filled when the disk is full. */
static char *map_file(kx_rows *rows, int fd, gsize room)
{
    void *data = MAP_FAILED;

    if (posix_fallocate(fd, 0, (off_t)room) != 0)
        return NULL;
    if (rows->fd < 0)
        data = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    else
        data = mremap(rows->data, rows->room, room, MREMAP_MAYMOVE);
    return data == MAP_FAILED ? NULL : data;
}

static bool grow_file(kx_rows *rows, gsize needed)
{
    const gsize room = (needed + STEP - 1) / STEP * STEP;
    int fd = rows->fd;

    if (rows->folder == NULL)
        return false;
    if (fd < 0)
        fd = kx_spool_open(rows->folder, NULL);
    kx_rows_rest(rows);
    char *data = fd < 0 ? NULL : map_file(rows, fd, room);
    if (data == NULL) {
        if (rows->fd < 0 && fd >= 0)
            close(fd);
        g_clear_pointer(&rows->folder, g_free); /* not tried again */
        return false;
    }
    if (rows->fd < 0) {
        if (rows->len > 0)
            memcpy(data, rows->data, (gsize)rows->len * rows->size);
        g_free(rows->data);
    }
    rows->data = data;
    rows->room = room;
    rows->fd = fd;
    return true;
}

static void grow_memory(kx_rows *rows, gsize needed)
{
    const gsize room = MAX(needed, rows->room * 2);

    if (rows->fd >= 0) {
        char *data = g_malloc(room);
        memcpy(data, rows->data, (gsize)rows->len * rows->size);
        give_up_file(rows);
        rows->data = data;
    } else {
        rows->data = g_realloc(rows->data, room);
    }
    rows->room = room;
}

void kx_rows_add(kx_rows *rows, const void *from, guint n)
{
    const gsize before = (gsize)rows->len * rows->size, bytes = (gsize)n * rows->size;

    if (n == 0)
        return;
    if (before + bytes > rows->room &&
        (before + bytes <= SMALL || !grow_file(rows, before + bytes)))
        grow_memory(rows, before + bytes);
    if (from != NULL)
        memcpy(rows->data + before, from, bytes);
    else if (rows->fd < 0) /* in the file, all that was not written is zero */
        memset(rows->data + before, 0, bytes);
    if (before / SMALL != (before + bytes) / SMALL)
        kx_rows_rest(rows);
    rows->len += n;
}

/* Advice: whether it is taken changes nothing but memory. */
void kx_rows_rest(const kx_rows *rows)
{
    if (rows->fd >= 0)
        madvise(rows->data, rows->room, MADV_DONTNEED);
}

void kx_rows_passed(const kx_rows *rows, guint index)
{
    const gsize at = (gsize)index * rows->size;

    if (rows->fd >= 0 && at / SMALL != (at + rows->size) / SMALL)
        madvise(rows->data + at / SMALL * SMALL, SMALL, MADV_DONTNEED);
}
