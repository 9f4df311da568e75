/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any pieces: what passes the gate is in the language of calls, keeps its bounds, holds no command
 * but the gate's own phoneme groups, and survives the worker's pipe. Input: a byte for the kind
 * (from 0x80 on: of the same word as the piece before), text, NUL, and again. */
#include "base/limits.h"
#include "speak/gate_private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_call(const kx_call *call)
{
    const char *text = kx_call_text(call);
    size_t n;
    const kx_call_word *words = kx_call_words(call, &n);
    g_assert_true(kx_gate_is_clean(text, strlen(text), words, n));
    /* Not by the gate's own judgement alone: */
    g_assert_cmpuint(strlen(text), >, 0);
    g_assert_cmpuint(strlen(text), <=, KX_GATE_CALL_BYTES_MAX);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    size_t plain = 0, word = 0;
    for (const char *at = text; *at; at++) {
        if (g_str_has_prefix(at, "[[")) {
            const char *close = strstr(at, "]]");
            g_assert_nonnull(close);
            /* A language is left only at the start of a group, and only to come home at its end. */
            const char *abroad = g_strstr_len(at, close - at, "_^_");
            if (abroad) {
                g_assert_true(abroad == at + 2 && g_str_has_prefix(abroad, "_^_en-us "));
                g_assert_true(g_str_has_prefix(close - 6, " _^_nl"));
                g_assert_true(strstr(abroad + 3, "_^_") == close - 5);
            }
            at = close + 1;
            continue;
        }
        g_assert_null(strchr("0123456789[]<>&\\/_", *at));
        g_assert_cmpint((unsigned char)*at, >=, ' ');
        plain++;
        word = *at == ' ' ? 0 : word + 1;
        g_assert_cmpuint(word, <=, KX_GATE_WORD_BYTES_MAX + 1); /* and its mark */
    }
    g_assert_cmpuint(plain, <=, KX_GATE_TEXT_BYTES_MAX);
}

static void check_pipe(const kx_call *call)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();
    kx_call_pack(call, packed);
    const guint8 *at = packed->data;
    size_t left = packed->len;
    g_autoptr(kx_call) back = kx_call_unpack(&at, &left);
    g_assert_nonnull(back);
    g_assert_cmpuint(left, ==, 0);
    g_assert_cmpstr(kx_call_text(back), ==, kx_call_text(call));
    g_assert_cmpint(kx_call_cut(back), ==, kx_call_cut(call));
}

static void check_all(GPtrArray *calls)
{
    for (guint i = 0; i < calls->len; i++) {
        const kx_call *call = g_ptr_array_index(calls, i);
        check_call(call);
        check_pipe(call);
    }
    g_ptr_array_unref(calls);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *copy = g_malloc(size + 1);
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(kx_piece));
    uint32_t word = 0;

    memcpy(copy, data, size);
    copy[size] = '\0';
    for (char *at = copy; at < copy + size; at += strlen(at) + 1) {
        const unsigned char kind = (unsigned char)*at;
        word += kind < 0x80;
        kx_piece piece = {(kx_gate_kind)(kind % (KX_GATE_MARK + 1)), kind ? at + 1 : at, word};
        g_array_append_val(pieces, piece);
    }
    const kx_piece *first = (const kx_piece *)(void *)pieces->data;
    kx_gate_report report = {0};
    check_all(kx_gate(first, pieces->len, &report));
    check_all(kx_gate_plain(first, pieces->len));

    /* The other end of the pipe trusts nothing: any bytes are a call or no call. */
    const guint8 *at = data;
    size_t left = size;
    g_autoptr(kx_call) call = kx_call_unpack(&at, &left);
    if (call)
        check_call(call);
    return 0;
}
