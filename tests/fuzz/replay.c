/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzzer over the files of its corpus: what was once found stays found, in every build. With
 * SECONDS it then goes on for so long with those files changed at random. It does not see what an
 * input reaches, as libFuzzer does (`./dev fuzz`). The input that is being tried lies in
 * the file mutated-NAME of the working folder, and stays there if the fuzzer dies. */
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { INPUT_MAX = 8192, CHANGES_MAX = 6, RUN_MAX = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A block of its own, exactly as long: an overrun is seen by the sanitizer. Never NULL, as with
 * libFuzzer. */
static void try_input(const uint8_t *data, gsize n)
{
    uint8_t *block = malloc(n);
    if (block == NULL)
        g_error("no memory");
    if (n)
        memcpy(block, data, n);
    LLVMFuzzerTestOneInput(block, n);
    free(block);
}

/* The files of a folder as GBytes. */
static GPtrArray *read_corpus(const char *path)
{
    GPtrArray *corpus = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &error);
    if (folder == NULL)
        g_error("%s", error->message);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        char *bytes;
        gsize n;
        if (!g_file_get_contents(file, &bytes, &n, &error))
            g_error("%s", error->message);
        g_print("%s\n", name);
        try_input((const uint8_t *)bytes, n);
        g_ptr_array_add(corpus, g_bytes_new_take(bytes, n));
    }
    return corpus;
}

static gsize random_below(GRand *random, gsize n)
{
    return n ? (gsize)g_rand_int_range(random, 0, (gint32)n) : 0;
}

/* Puts `n` bytes in at `at`, as many as there is room for. */
static void put_in(GByteArray *input, gsize at, const uint8_t *bytes, gsize n)
{
    n = MIN(n, INPUT_MAX - input->len);
    if (n == 0)
        return;
    const guint old = input->len;
    g_byte_array_set_size(input, old + (guint)n);
    memmove(input->data + at + n, input->data + at, old - at);
    memcpy(input->data + at, bytes, n);
}

static void change(GByteArray *input, const GPtrArray *corpus, GRand *random)
{
    gsize at = random_below(random, input->len), n = 1 + random_below(random, RUN_MAX), length;
    uint8_t run[RUN_MAX];
    const uint8_t *other =
        g_bytes_get_data(g_ptr_array_index(corpus, random_below(random, corpus->len)), &length);
    switch (g_rand_int_range(random, 0, 6)) {
    case 0: /* one bit is another */
        if (input->len)
            input->data[at] ^= (uint8_t)(1u << g_rand_int_range(random, 0, 8));
        break;
    case 1: /* one byte is another */
        if (input->len)
            input->data[at] = (uint8_t)g_rand_int_range(random, 0, 256);
        break;
    case 2: /* a byte many times */
        memset(run, g_rand_int_range(random, 0, 256), n);
        put_in(input, at, run, n);
        break;
    case 3: /* a piece is gone */
        g_byte_array_remove_range(input, (guint)at, (guint)MIN(n, input->len - at));
        break;
    case 4: /* a piece of this one, twice */
        n = MIN(n, input->len - at);
        if (n)
            memcpy(run, input->data + at, n);
        put_in(input, random_below(random, input->len), run, n);
        break;
    default: { /* a piece of another one */
        gsize from = random_below(random, length);
        put_in(input, at, other + from, MIN(n, length - from));
    }
    }
}

/* The memory of a file of INPUT_MAX bytes, so that the input outlives the process. */
static uint8_t *map_input(const char *path, int *fd)
{
    *fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    void *map = MAP_FAILED;
    if (*fd >= 0 && ftruncate(*fd, INPUT_MAX) == 0)
        map = mmap(NULL, INPUT_MAX, PROT_READ | PROT_WRITE, MAP_SHARED, *fd, 0);
    if (map == MAP_FAILED)
        g_error("%s: cannot be made", path);
    return map;
}

static void mutate(const GPtrArray *corpus, const char *name, unsigned seconds)
{
    const gint64 end = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    g_autofree char *path = g_strconcat("mutated-", name, NULL);
    g_autoptr(GRand) random = g_rand_new();
    g_autoptr(GByteArray) input = g_byte_array_new();
    int fd;
    uint8_t *kept = map_input(path, &fd);
    unsigned runs = 0;
    for (; g_get_monotonic_time() < end; runs++) {
        gsize length;
        const uint8_t *whole =
            g_bytes_get_data(g_ptr_array_index(corpus, random_below(random, corpus->len)), &length);
        g_byte_array_set_size(input, 0);
        g_byte_array_append(input, whole, (guint)MIN(length, INPUT_MAX));
        for (int i = g_rand_int_range(random, 1, CHANGES_MAX); i > 0; i--)
            change(input, corpus, random);
        if (ftruncate(fd, input->len) != 0)
            g_error("%s: cannot be written", path);
        if (input->len)
            memcpy(kept, input->data, input->len);
        try_input(input->data, input->len);
    }
    munmap(kept, INPUT_MAX);
    close(fd);
    unlink(path);
    g_print("%u changed inputs\n", runs);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        g_error("usage: %s FOLDER SECONDS", argv[0]);
    g_autofree char *name = g_path_get_basename(argv[1]);
    g_autoptr(GPtrArray) corpus = read_corpus(argv[1]);
    g_print("%u inputs\n", corpus->len);
    if (corpus->len == 0)
        return EXIT_FAILURE;
    mutate(corpus, name, (unsigned)atoi(argv[2]));
    return EXIT_SUCCESS;
}
