/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding a mono sound file, whatever its format: Ogg Opus by libopusfile, all else by
 * libsndfile. */
#pragma once

#include <glib.h>
#include <opusfile.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct kx_decoder kx_decoder;

/* Of the bytes [base, base + size) of `fd`. `shown`: its name for messages, borrowed. Errors: DATA
 * (no sound that can be decoded, or not mono), IO, OS. */
kx_decoder *kx_decoder_new(int fd, int64_t base, int64_t size, const char *shown, GError **error);
void kx_decoder_free(kx_decoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_decoder, kx_decoder_free)

/* Of the decoded sound: always 48,000 for Opus. */
int kx_decoder_rate(const kx_decoder *decoder);
/* The library's own handle, for what else it knows of the file; NULL if it is not the other's. */
SNDFILE *kx_decoder_sndfile(const kx_decoder *decoder);
OggOpusFile *kx_decoder_opusfile(const kx_decoder *decoder);
/* Up to n frames; fewer only at the end. False with a DATA or IO error. */
bool kx_decoder_read(kx_decoder *decoder, int16_t *pcm, size_t n, size_t *got, GError **error);

typedef struct {
    int rate;
    int64_t frames;
    double square; /* mean of the squared samples */
} kx_decoded;

/* Decodes all of it. False with a DATA or IO error. */
bool kx_decode_all(int fd, int64_t base, int64_t size, const char *shown, kx_decoded *decoded,
                   GError **error);
/* The next frame to be read, counted from the start of the sound. False with a DATA or IO error.
 */
bool kx_decoder_seek(kx_decoder *decoder, int64_t frame, GError **error);
/* Sum of the squared samples. */
double kx_squares(const int16_t *pcm, size_t n);
/* Whether decoded sound is about as loud as what was encoded (mean squares): coarse, for a codec
 * keeps no sample. */
bool kx_squares_agree(double wanted, double got);
