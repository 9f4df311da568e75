/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A master as packets of Opus, of which no peak passes -1 dBTP when it is decoded.
 *
 * A low-rate codec raises a few peaks far above the others. So each packet is decoded when it has
 * been encoded; where one is too loud, the states of encoder and decoder are those of a few packets
 * earlier again, and the sound is turned down there for some 60 ms: nobody hears it. What is too
 * loud at a quarter still is let pass. (A library
 * that writes the whole file cannot go back: the file would be encoded twice or more.) */
#pragma once

#include "audio/master.h"

/* kbit/s where none is asked. */
#define KX_OPUS_KBPS 24
/* Opus counts in frames of 48 kHz (RFC 7845, section 4); a packet has 20 ms. */
#define KX_OPUS_RATE          48000
#define KX_OPUS_PACKET_FRAMES 960

typedef struct kx_opus_sound kx_opus_sound;

/* `master` is borrowed. Errors: SOFTWARE (what the libraries refuse). */
kx_opus_sound *kx_opus_sound_new(const kx_master *master, unsigned kbps, GError **error);
void kx_opus_sound_free(kx_opus_sound *sound);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_opus_sound, kx_opus_sound_free)

/* Frames of a master in Opus. */
int64_t kx_opus_frames(const kx_master *master);
/* Frames that a decoder is to leave out before them ("pre-skip"). */
unsigned kx_opus_sound_skip(const kx_opus_sound *sound);
/* The next packet, valid until the next call; *n is 0 after the last. Errors: IO, INTERRUPTED,
 * SOFTWARE. */
bool kx_opus_sound_next(kx_opus_sound *sound, const unsigned char **packet, size_t *n,
                        GError **error);
/* After the last packet: the mean of the master's squared samples. */
double kx_opus_sound_square(const kx_opus_sound *sound);
