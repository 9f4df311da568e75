/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phonemes of parts, made into those of one word. */
#pragma once

/* The parts' phonemes in a row, with the main stress of part `stressed` alone: the others' become
 * second stresses. The caller frees. */
char *kx_join_phonemes(const char *const *parts, unsigned n, unsigned stressed);
