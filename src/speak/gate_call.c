/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls as values, and their way through a pipe. */
#include "speak/gate_private.h"

#include <string.h>

struct kx_call {
    char *text;
    size_t length;
    kx_call_word *words;
    size_t n_words;
    char cut;
};

/* What stands before text and words in a packed call; all of it in this machine's own form. */
typedef struct {
    uint32_t length, n_words;
    char cut;
} packed;

kx_call *kx_gate_call_new(char *text, size_t length, GArray *words, char cut)
{
    if (!kx_gate_is_clean(text, length, (const kx_call_word *)(void *)words->data, words->len)) {
        g_free(text);
        g_array_free(words, TRUE);
        return NULL;
    }
    kx_call *call = g_new(kx_call, 1);
    call->text = text;
    call->length = length;
    call->n_words = words->len;
    call->words = (kx_call_word *)(void *)g_array_free(words, FALSE);
    call->cut = cut;
    return call;
}

void kx_call_free(kx_call *call)
{
    if (call == NULL)
        return;
    g_free(call->text);
    g_free(call->words);
    g_free(call);
}

const char *kx_call_text(const kx_call *call)
{
    return call->text;
}

const kx_call_word *kx_call_words(const kx_call *call, size_t *n)
{
    *n = call->n_words;
    return call->words;
}

char kx_call_cut(const kx_call *call)
{
    return call->cut;
}

void kx_call_pack(const kx_call *call, GByteArray *out)
{
    packed head;

    memset(&head, 0, sizeof(head));
    head.length = (uint32_t)call->length;
    head.n_words = (uint32_t)call->n_words;
    head.cut = call->cut;
    g_byte_array_append(out, (const guint8 *)&head, sizeof(head));
    g_byte_array_append(out, (const guint8 *)call->text, head.length);
    if (head.n_words > 0)
        g_byte_array_append(out, (const guint8 *)call->words,
                            head.n_words * (guint)sizeof(*call->words));
}

kx_call *kx_call_unpack(const guint8 **bytes, size_t *left)
{
    packed head;

    if (*left < sizeof(head))
        return NULL;
    memcpy(&head, *bytes, sizeof(head));
    const size_t words_size = (size_t)head.n_words * sizeof(kx_call_word);
    const size_t rest = *left - sizeof(head);
    if (rest < head.length || rest - head.length < words_size ||
        (head.cut != '\0' && head.cut != KX_MARK_DASH && strchr(",;:", head.cut) == NULL))
        return NULL;
    const guint8 *text = *bytes + sizeof(head);
    char *copy = g_strndup((const char *)text, head.length);
    GArray *words = g_array_new(FALSE, FALSE, sizeof(kx_call_word));
    g_array_append_vals(words, text + head.length, head.n_words);
    kx_call *call = kx_gate_call_new(copy, head.length, words, head.cut);
    if (call != NULL) {
        *bytes += sizeof(head) + head.length + words_size;
        *left -= sizeof(head) + head.length + words_size;
    }
    return call;
}
