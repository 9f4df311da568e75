/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/pack.h"

#include "base/error.h"
#include "base/library.h"
#include "base/limits.h"

#include <zip.h>

/* The functions that are used, each under its name without "zip_". */
#define FUNCTIONS(DO)                                                                              \
    DO(open)                                                                                       \
    DO(close)                                                                                      \
    DO(discard)                                                                                    \
    DO(source_buffer)                                                                              \
    DO(source_file)                                                                                \
    DO(source_free)                                                                                \
    DO(file_add)                                                                                   \
    DO(set_file_compression)                                                                       \
    DO(file_set_dostime)                                                                           \
    DO(get_error)                                                                                  \
    DO(error_init_with_code)                                                                       \
    DO(error_fini)                                                                                 \
    DO(error_system_type)                                                                          \
    DO(error_code_system)                                                                          \
    DO(error_strerror)                                                                             \
    DO(get_num_entries)                                                                            \
    DO(name_locate)                                                                                \
    DO(stat)                                                                                       \
    DO(stat_index)                                                                                 \
    DO(fopen)                                                                                      \
    DO(fread)                                                                                      \
    DO(fclose)

typedef struct {
#define MEMBER(name) __typeof__(zip_##name) *(name);
    FUNCTIONS(MEMBER)
#undef MEMBER
} library;

struct kx_pack {
    const library *lib;
    zip_t *zip;
    char *name;
};

static const library *load(GError **error)
{
#define NAME(name) "zip_" #name,
    static const char *const names[] = {FUNCTIONS(NAME)};
#undef NAME
    static library lib;

    G_STATIC_ASSERT(sizeof lib == sizeof(void *) * G_N_ELEMENTS(names));
    return kx_library_load("libzip", KX_LIBZIP, names, (void **)(void *)&lib, G_N_ELEMENTS(names),
                           error)
               ? &lib
               : NULL;
}

/* Opens it; NULL with libzip's error number, or with an error if there is no libzip. */
static kx_pack *open_pack(int dirfd, const char *name, int flags, int *code, GError **error)
{
    const library *lib = load(error);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d/%s", dirfd, name);
    static GMutex mutex;
    /* One at a time: zip_open fills static variables when it is first called, and another that
     * reads them half filled takes its archive for one that may only be read. */
    g_mutex_lock(&mutex);
    zip_t *zip = lib ? lib->open(path, flags, code) : NULL;
    g_mutex_unlock(&mutex);
    if (zip == NULL)
        return NULL;
    kx_pack *pack = g_new(kx_pack, 1);
    *pack = (kx_pack){lib, zip, g_strdup(name)};
    return pack;
}

void kx_pack_free(kx_pack *pack)
{
    if (pack == NULL)
        return;
    if (pack->zip)
        pack->lib->discard(pack->zip);
    g_free(pack->name);
    g_free(pack);
}

/* ---- making one ---- */

/* Sets the error of libzip, which tells the system's errors apart. */
static void set_error(const library *lib, zip_error_t *problem, const char *name, GError **error)
{
    if (lib->error_system_type(problem) == ZIP_ET_SYS)
        kx_error_set_errno(error, KX_ERROR_IO, lib->error_code_system(problem), "cannot write %s",
                           name);
    else
        kx_error_set(error, KX_ERROR_IO, "cannot write %s: %s", name, lib->error_strerror(problem));
}

kx_pack *kx_pack_new(int dirfd, const char *name, GError **error)
{
    int code = 0;
    zip_error_t problem;
    kx_pack *pack = open_pack(dirfd, name, ZIP_CREATE | ZIP_EXCL, &code, error);
    const library *lib = pack == NULL && code != 0 ? load(NULL) : NULL;
    if (lib) {
        lib->error_init_with_code(&problem, code);
        set_error(lib, &problem, name, error);
        lib->error_fini(&problem);
    }
    return pack;
}

/* The entry, if `source` is one, which it takes. */
static bool add(kx_pack *pack, const char *path, zip_source_t *source, zip_int32_t method,
                GError **error)
{
    const library *lib = pack->lib;
    zip_int64_t index = source ? lib->file_add(pack->zip, path, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0)
        lib->source_free(source);
    /* 1980 is where the time of ZIP begins; no reader shows it as an error. */
    if (index >= 0 && lib->set_file_compression(pack->zip, (zip_uint64_t)index, method, 0) == 0 &&
        lib->file_set_dostime(pack->zip, (zip_uint64_t)index, 0, 1 << 5 | 1, 0) == 0)
        return true;
    set_error(lib, lib->get_error(pack->zip), pack->name, error);
    return false;
}

bool kx_pack_add(kx_pack *pack, const char *path, GBytes *bytes, bool deflated, GError **error)
{
    gsize n = 0;
    const void *data = g_bytes_get_data(bytes, &n);
    return add(pack, path, pack->lib->source_buffer(pack->zip, data, n, 0),
               deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE, error);
}

bool kx_pack_add_file(kx_pack *pack, const char *path, int fd, int64_t bytes, GError **error)
{
    /* Opened anew, so that libzip has a place of its own in it. */
    g_autofree char *file = g_strdup_printf("/proc/self/fd/%d", fd);
    return add(pack, path, pack->lib->source_file(pack->zip, file, 0, bytes), ZIP_CM_STORE, error);
}

bool kx_pack_write(kx_pack *pack, GError **error)
{
    if (pack->lib->close(pack->zip) == 0) {
        pack->zip = NULL;
        return true;
    }
    set_error(pack->lib, pack->lib->get_error(pack->zip), pack->name, error);
    return false;
}

/* ---- reading one ---- */

kx_pack *kx_pack_open(int dirfd, const char *name, GError **error)
{
    int code = 0;
    kx_pack *pack = open_pack(dirfd, name, ZIP_RDONLY | ZIP_CHECKCONS, &code, error);
    if (pack == NULL && code != 0)
        kx_error_set(error, KX_ERROR_DATA, "is no ZIP file, or a damaged one");
    return pack;
}

int64_t kx_pack_count(const kx_pack *pack)
{
    return pack->lib->get_num_entries(pack->zip, 0);
}

bool kx_pack_entry_at(const kx_pack *pack, int64_t i, kx_pack_entry *entry)
{
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
    zip_stat_t info;
    if (pack->lib->stat_index(pack->zip, (zip_uint64_t)i, 0, &info) != 0 ||
        (info.valid & wanted) != wanted || info.size > INT64_MAX)
        return false;
    *entry = (kx_pack_entry){info.name, (int64_t)info.size, info.comp_method != ZIP_CM_STORE};
    return true;
}

bool kx_pack_has(const kx_pack *pack, const char *path)
{
    return pack->lib->name_locate(pack->zip, path, 0) >= 0;
}

GBytes *kx_pack_read(const kx_pack *pack, const char *path)
{
    const library *lib = pack->lib;
    zip_stat_t info;
    zip_file_t *file =
        lib->stat(pack->zip, path, 0, &info) == 0 && info.size <= KX_PUBLISHED_BYTES_MAX
            ? lib->fopen(pack->zip, path, 0)
            : NULL;
    if (file == NULL)
        return NULL;
    /* A byte more is asked for: at the end the sum is looked at. */
    g_autofree char *data = g_malloc(info.size + 1);
    bool ok = lib->fread(file, data, info.size + 1) == (zip_int64_t)info.size;
    ok = lib->fclose(file) == 0 && ok;
    return ok ? g_bytes_new_take(g_steal_pointer(&data), info.size) : NULL;
}
