/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each encoder costs on one and the same sound, in ratios to WAV, and all four side by side as
 * a publication writes them. usage: encoders FILE.wav ROUNDS; exit status 1 where all four take
 * more than 1.3 times the slowest alone on two processors or more. */
#include "audio/encode.h"
#include "base/file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define TOGETHER_MAX 1.3

enum { WAV, FLAC, MP3, OPUS, ENCODERS, TOGETHER = ENCODERS, KINDS, ROUNDS_MAX = 99 };

static const char *const names[KINDS] = {"wav", "flac", "mp3", "opus", "all four at once"};
static kx_encoder *const encoders[ENCODERS] = {kx_encode_wav, kx_encode_flac, kx_encode_mp3,
                                               kx_encode_opus};

typedef struct {
    const kx_master *master;
    int dirfd;
    int kind;
} job;

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *encode(void *data)
{
    const job *j = data;
    const kx_chapter_mark chapter = {"Hoofdstuk", NULL, 0};
    const kx_tags tags = {
        .title = "Meting", .flac_level = 5, .loudness = -16, .chapters = &chapter, .n_chapters = 1};
    g_autoptr(GError) error = NULL;
    if (!encoders[j->kind](j->master, &tags, j->dirfd, names[j->kind], &error))
        g_error("%s", error->message);
    unlinkat(j->dirfd, names[j->kind], 0);
    return NULL;
}

static void run(const kx_master *master, int dirfd, int kind)
{
    job jobs[ENCODERS];
    GThread *threads[ENCODERS];
    for (int i = 0; i < ENCODERS; i++)
        jobs[i] = (job){master, dirfd, i};
    if (kind != TOGETHER) {
        encode(&jobs[kind]);
        return;
    }
    for (int i = 0; i < ENCODERS; i++)
        threads[i] = g_thread_new("encoder", encode, &jobs[i]);
    for (int i = 0; i < ENCODERS; i++)
        g_thread_join(threads[i]);
}

static kx_master load(const char *path)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    g_autoptr(GError) error = NULL;
    if (file == NULL || info.channels != 1 || info.samplerate % KX_RATE != 0)
        g_error("%s: no mono sound of 22,050 or 44,100 Hz", path);
    g_autofree short *pcm = g_new(short, info.frames);
    kx_master master = {.fd = kx_spool_open(g_get_tmp_dir(), &error),
                        .rate = info.samplerate,
                        .frames = sf_read_short(file, pcm, info.frames)};
    sf_close(file);
    if (master.fd < 0 ||
        !kx_pwrite_all(master.fd, pcm, (size_t)master.frames * 2, 0, "spool", &error))
        g_error("%s", error->message);
    return master;
}

static int by_size(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, by_size);
    return values[n / 2];
}

int main(int argc, char **argv)
{
    if (argc != 3)
        g_error("usage: encoders FILE.wav ROUNDS");
    int rounds = CLAMP(atoi(argv[2]), 1, ROUNDS_MAX);
    kx_master master = load(argv[1]);
    g_autofree char *folder = g_dir_make_tmp("kxspeak-bench-XXXXXX", NULL);
    int dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    double wall[KINDS][ROUNDS_MAX], cpu[KINDS][ROUNDS_MAX], w[KINDS], c[KINDS], slowest = 0;

    for (int round = 0; round < rounds; round++)
        for (int kind = 0; kind < KINDS; kind++) {
            double start = now(CLOCK_MONOTONIC), used = now(CLOCK_PROCESS_CPUTIME_ID);
            run(&master, dirfd, kind);
            wall[kind][round] = now(CLOCK_MONOTONIC) - start;
            cpu[kind][round] = now(CLOCK_PROCESS_CPUTIME_ID) - used;
        }
    printf("\nencoders, with reading back; wav = 1\n%-26s%8s%8s\n", "", "wall", "cpu");
    for (int kind = 0; kind < KINDS; kind++) {
        w[kind] = median(wall[kind], rounds);
        c[kind] = median(cpu[kind], rounds);
        slowest = MAX(slowest, kind < TOGETHER ? w[kind] : 0);
        printf("%-26s%8.2f%8.2f\n", names[kind], w[kind] / w[WAV], c[kind] / c[WAV]);
    }
    double share = w[TOGETHER] / slowest;
    printf("all four take %.2f times the slowest alone (at most %.1f on two processors)\n", share,
           TOGETHER_MAX);
    close(dirfd);
    g_rmdir(folder);
    kx_master_clear(&master);
    return share > TOGETHER_MAX && g_get_num_processors() >= 2 ? EXIT_FAILURE : EXIT_SUCCESS;
}
