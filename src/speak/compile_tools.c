/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/compile_tools.h"

#include "base/order.h"
#include "speak/blob.h"
#include "text/table.h"

#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- lists ---- */

static bool is_word(const char *line)
{
    if (!*line || !g_utf8_validate(line, -1, NULL))
        return false;
    for (const char *at = line; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalpha(c) && c != '\'' && c != '-')
            return false;
    }
    return true;
}

GPtrArray *kx_compile_read_list(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; lines[i]; i++) {
        if (is_word(lines[i]))
            g_ptr_array_add(words, g_strdup(lines[i]));
    }
    g_ptr_array_sort(words, kx_by_bytes);
    return words;
}

/* ---- the engine ---- */

void kx_compile_open_engine(const char *voice)
{
    if (espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, KX_ESPEAK_DATA, 0) >= 0 &&
        espeak_SetVoiceByName(voice) == EE_OK)
        return;
    fprintf(stderr, "espeak-ng does not start with its data in %s\n", KX_ESPEAK_DATA);
    exit(EXIT_FAILURE);
}

char *kx_compile_phonemes(const char *word)
{
    GString *out = g_string_new(NULL);
    for (const void *rest = word; rest;)
        g_string_append(out, espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, 0));
    g_string_replace(out, "_!", "", 0);
    g_string_replace(out, "_|", "", 0);
    g_string_replace(out, " ", "", 0);
    /* a double r, of which the first is no mnemonic of ours */
    g_string_replace(out, "*r", "r", 0);
    return g_string_free(out, FALSE);
}

/* ---- blobs ---- */

kx_blob_writer kx_blob_writer_new(void)
{
    return (kx_blob_writer){g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

void kx_blob_writer_add(kx_blob_writer *writer, const char *key, const void *value, size_t n)
{
    uint32_t offset = (uint32_t)writer->pool->len;
    g_array_append_val(writer->keys, offset);
    g_string_append_len(writer->pool, key, (gssize)strlen(key) + 1);
    g_string_append_len(writer->pool, value, (gssize)n);
}

void kx_blob_writer_end(kx_blob_writer *writer, GByteArray *file)
{
    const uint32_t n = writer->keys->len / 2 * 3 + 2;
    g_autofree uint32_t *places = g_new0(uint32_t, n);
    g_assert(writer->pool->len < KX_BLOB_OFFSET);
    for (unsigned i = 0; i < writer->keys->len; i++) {
        const uint32_t offset = g_array_index(writer->keys, uint32_t, i);
        const char *key = writer->pool->str + offset;
        const uint32_t hash = kx_table_hash(key, strlen(key));
        uint32_t at = kx_blob_place(hash, n);
        while (places[at] != 0)
            at = at + 1 < n ? at + 1 : 0;
        places[at] = kx_blob_tag(hash) | (offset + 1);
    }
    g_byte_array_append(file, (const guint8 *)&n, sizeof n);
    g_byte_array_append(file, (const guint8 *)places, n * (guint)sizeof(uint32_t));
    g_byte_array_append(file, (const guint8 *)writer->pool->str, (guint)writer->pool->len);
    g_string_free(writer->pool, TRUE);
    g_array_unref(writer->keys);
}

bool kx_compile_write(const char *path, const GByteArray *file, const char *header,
                      const char *name, GError **error)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *escaped = g_strescape(absolute, NULL);
    g_autofree char *text = g_strdup_printf("#define %s \"%s\"\n", name, escaped);
    return g_file_set_contents(path, (const char *)file->data, file->len, error) &&
           g_file_set_contents(header, text, -1, error);
}
