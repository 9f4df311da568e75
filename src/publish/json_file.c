/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/json_file.h"

#include "base/error.h"
#include "base/file.h"
#include "brief/briefing.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One object a line: readable in a diff, quick to split. 12 digits hold microseconds of 277 h. */
#define STYLE (JSON_ENCODE_ANY | JSON_REAL_PRECISION(12))

struct kx_json_file {
    FILE *out;
    int dirfd;
    char *name;
    bool failed; /* something could not be written: errno then is the cause */
    int error_number;
    const char *separator; /* before the next member or item */
};

kx_json_file *kx_json_file_new(int dirfd, const char *name, GError **error)
{
    int fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    if (out == NULL) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot create %s", name);
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    kx_json_file *file = g_new0(kx_json_file, 1);
    file->out = out;
    file->dirfd = dirfd;
    file->name = g_strdup(name);
    file->separator = "{\n";
    return file;
}

static void note_failure(kx_json_file *file)
{
    if (!file->failed)
        file->error_number = errno;
    file->failed = true;
}

static void put(kx_json_file *file, const char *text)
{
    if (fputs(text, file->out) == EOF)
        note_failure(file);
}

/* jansson does not look at every answer: what failed once sticks here. */
static int put_bytes(const char *bytes, size_t n, void *data)
{
    kx_json_file *file = data;
    if (fwrite(bytes, 1, n, file->out) != n)
        note_failure(file);
    return file->failed ? -1 : 0;
}

static void put_value(kx_json_file *file, json_t *value)
{
    if (value == NULL)
        errno = EILSEQ; /* a string that is not UTF-8: a fault of ours */
    if (value == NULL || json_dump_callback(value, put_bytes, file, STYLE) != 0)
        note_failure(file);
    json_decref(value);
}

static void put_key(kx_json_file *file, const char *key)
{
    put(file, file->separator);
    put(file, "\"");
    put(file, key);
    put(file, "\": ");
    file->separator = ",\n";
}

void kx_json_file_member(kx_json_file *file, const char *key, json_t *value)
{
    put_key(file, key);
    put_value(file, value);
}

void kx_json_file_array_begin(kx_json_file *file, const char *key)
{
    put_key(file, key);
    put(file, "[");
    file->separator = "\n";
}

void kx_json_file_item(kx_json_file *file, json_t *item)
{
    put(file, file->separator);
    put_value(file, item);
    file->separator = ",\n";
}

void kx_json_file_array_end(kx_json_file *file)
{
    put(file, "\n]");
    file->separator = ",\n";
}

bool kx_json_file_finish(kx_json_file *file, GError **error)
{
    put(file, "\n}\n");
    if (fflush(file->out) != 0)
        note_failure(file);
    bool ok = !file->failed;
    if (!ok)
        kx_error_set_errno(error, KX_ERROR_IO, file->error_number, "cannot write %s", file->name);
    else
        ok = kx_fsync(fileno(file->out), file->name, error);
    if (fclose(file->out) != 0 && ok) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot write %s", file->name);
        ok = false;
    }
    if (!ok)
        unlinkat(file->dirfd, file->name, 0);
    g_free(file->name);
    g_free(file);
    return ok;
}

json_t *kx_json_load(int dirfd, const char *name, size_t max, GError **error)
{
    g_autoptr(GBytes) bytes = kx_file_read_at(dirfd, name, max, error);
    if (bytes == NULL)
        return NULL;
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    json_t *json = json_loadb(data ? data : "", n, 0, NULL);
    if (json == NULL)
        kx_error_set(error, KX_ERROR_DATA, "%s is no JSON", name);
    return json;
}

json_t *kx_json_seconds(int64_t frames)
{
    return json_real(round(kx_seconds(frames) * 1e6) / 1e6);
}

json_t *kx_json_text(const char *text)
{
    return text ? json_string(text) : json_null();
}
