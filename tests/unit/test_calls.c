/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From written text to the calls of the engine, with text that would command it, and with sentences
 * that are too long for it. */
#include "random_runs.h"
#include "speak/gate_private.h"
#include "speak/pronounce.h"
#include "text/normalise.h"

#include <string.h>

static const kx_style style = {0};

static kx_utterance *utter(const char *text)
{
    g_autoptr(kx_document) doc = kx_document_new("proef");
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, strlen(text)}, &style);
    return kx_pronounce(spoken, &style);
}

static void check_clean(const kx_call *call)
{
    size_t n;
    const kx_call_word *words = kx_call_words(call, &n);
    const char *text = kx_call_text(call);

    g_assert_true(kx_gate_is_clean(text, strlen(text), words, n));
}

/* ---- what an article may hold is no command ---- */

/* Mnemonics that no list of ours has. */
#define PAYLOAD "Qy#Qy#Qy#"

static const char *const hostile[] = {
    "[[" PAYLOAD "]]",
    "[[" PAYLOAD,
    PAYLOAD "]]",
    "[[",
    "]]",
    "[",
    "]",
    "[[[",
    "]]]",
    "[[_^_en-us " PAYLOAD " _^_nl]]",
    "_^_en",
    "_^_nl",
    "_^_en-us ",
    "[[_^_en-us",
    "_^_nl]]",
    "[\u200b[",
    "[\u00ad[" PAYLOAD "]\u200d]",
    "\uff3b\uff3b" PAYLOAD "\uff3d\uff3d",
    "<phoneme ph=\"" PAYLOAD "\">",
    "<phoneme alphabet='espeak' ph='h'/>",
    "</voice>",
    "<voice xml:lang='en'>",
    "<audio src='/dev/zero'/>",
    "<speak>",
    "<mark name='x'/>",
    "&#91;&#91;",
    "&lbrack;",
    "\001400S",
    "\0014Y",
    "\001",
    "\033[1m",
    "${x}",
    "`x`",
    "\xef\xbf\xbd",
    "\u202e",
};
static const char *const usual[] = {
    "de ",
    "software",
    "FBI",
    "FBI'er",
    "update",
    "wethouder",
    "the chain of command",
    "12,5",
    ".",
    ", ",
    " ",
    "-",
    "'s",
    "?",
    "(",
    ")",
    " – ",
    "supply chain",
    "KNVB-bal",
    "\"",
    "a",
    "€ 3",
    "info@nu.nl",
    "één",
    "\n",
    " en ",
};

static char *random_text(GRand *rand)
{
    GString *text = g_string_new(NULL);

    for (int i = g_rand_int_range(rand, 1, 8); i > 0; i--) {
        if (g_rand_boolean(rand))
            g_string_append(text, hostile[g_rand_int_range(rand, 0, G_N_ELEMENTS(hostile))]);
        else
            g_string_append(text, usual[g_rand_int_range(rand, 0, G_N_ELEMENTS(usual))]);
        if (g_rand_int_range(rand, 0, 3) == 0)
            g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

/* The calls of those pieces that are text of the article. */
static GPtrArray *calls_of_text(const kx_utterance *utterance)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(kx_piece));

    for (guint i = 0; i < utterance->pieces->len; i++) {
        const kx_piece *piece = &g_array_index(utterance->pieces, kx_piece, i);
        if (piece->kind == KX_GATE_TEXT || piece->kind == KX_GATE_MARK)
            g_array_append_vals(pieces, piece, 1);
        else
            g_assert_null(strstr(piece->text, PAYLOAD));
    }
    return kx_gate((const kx_piece *)(void *)pieces->data, pieces->len, NULL);
}

static void check_inert(const char *text)
{
    g_autoptr(kx_utterance) utterance = utter(text);
    kx_gate_report report = {0};
    g_autoptr(GPtrArray) calls = kx_utterance_calls(utterance, &report);
    g_autoptr(GPtrArray) own = calls_of_text(utterance);

    g_assert_cmpuint(report.dropped_phonemes, ==, 0);
    for (guint i = 0; i < calls->len; i++) {
        check_clean(calls->pdata[i]);
        if (strstr(kx_call_text(calls->pdata[i]), PAYLOAD))
            g_error("\"%s\" becomes \"%s\"", text, kx_call_text(calls->pdata[i]));
    }
    for (guint i = 0; i < own->len; i++)
        if (strpbrk(kx_call_text(own->pdata[i]), "[]_^#<>&\\\001\033"))
            g_error("\"%s\" becomes \"%s\"", text, kx_call_text(own->pdata[i]));
}

static void test_inert(void)
{
    GRand *rand = g_rand_new_with_seed(20260107);

    for (unsigned i = 0; i < RANDOM_RUNS(100 * 1000); i++) {
        g_autofree char *text = random_text(rand);
        check_inert(text);
    }
    g_rand_free(rand);
}

/* ---- long sentences ---- */

static const char *const words[] = {
    "de",
    "een",
    "gemeente",
    "software",
    "wethouder",
    "personen",
    "FBI",
    "omdat",
    "achter",
    "update",
    "arbeidsongeschiktheidsverzekering",
    "en",
    "privacy",
    "huis",
    "regent",
    "oude",
};

/* A sentence of many words, with few marks. */
static char *long_sentence(GRand *rand)
{
    GString *text = g_string_new("Men");

    for (int i = g_rand_int_range(rand, 60, 400); i > 0; i--)
        g_string_append_printf(text, "%s %s", g_rand_int_range(rand, 0, 120) ? "" : ",",
                               words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
    g_string_append_c(text, '.');
    return g_string_free(text, FALSE);
}

/* The words of a text; what stands in a group is one. */
static void append_words(GString *out, const char *call)
{
    g_autofree char *text = g_strdup(call);

    g_strdelimit(text, ",.", ' ');
    g_strstrip(text);
    g_string_append_printf(out, "%s%s", out->len ? " " : "", text);
}

static void check_long(const char *text)
{
    g_autoptr(kx_utterance) utterance = utter(text);
    g_autoptr(GPtrArray) calls = kx_utterance_calls(utterance, NULL);
    g_autoptr(GString) said = g_string_new(NULL), wanted = g_string_new(NULL);

    for (guint i = 0; i < utterance->pieces->len; i++) {
        const kx_piece *piece = &g_array_index(utterance->pieces, kx_piece, i);
        const kx_piece *before = i ? piece - 1 : NULL;
        bool goes_on = before && before->word == piece->word && before->kind != KX_GATE_MARK;
        if (piece->kind == KX_GATE_MARK)
            continue;
        g_string_append(wanted, goes_on ? "-" : wanted->len ? " " : "");
        g_string_append_printf(wanted, piece->kind == KX_GATE_TEXT ? "%s" : "[[%s]]", piece->text);
    }
    g_assert_cmpuint(calls->len, >, 1);
    for (guint i = 0; i < calls->len; i++) {
        const char *call = kx_call_text(calls->pdata[i]);
        check_clean(calls->pdata[i]);
        g_assert_cmpint(call[strlen(call) - 1], ==, i + 1 < calls->len ? ',' : '.');
        append_words(said, call);
    }
    g_strdelimit(wanted->str, ",.", ' ');
    g_strdelimit(said->str, ",.", ' ');
    g_assert_cmpstr(said->str, ==, wanted->str);
}

/* Every word is said, whole, and all parts but the last end in a comma: their tune stays up. */
static void test_long(void)
{
    GRand *rand = g_rand_new_with_seed(20260108);

    for (unsigned i = 0; i < (g_test_slow() ? 10000 : 300); i++) {
        g_autofree char *text = long_sentence(rand);
        check_long(text);
    }
    g_rand_free(rand);
}

/* A place to be cut is one where another clause begins. */
static void test_border(void)
{
    g_autoptr(GString) text = g_string_new("De gemeente");
    for (unsigned i = 0; i < 24; i++)
        g_string_append(text, " bouwt een groot nieuw huis");
    g_string_append(text, " omdat het dorp");
    for (unsigned i = 0; i < 20; i++)
        g_string_append(text, " steeds een beetje verder groeit");
    g_autoptr(kx_utterance) utterance = utter(text->str);
    g_autoptr(GPtrArray) calls = kx_utterance_calls(utterance, NULL);
    bool found = false;
    for (guint i = 1; i < calls->len; i++)
        found |= g_str_has_prefix(kx_call_text(calls->pdata[i]), "omdat ");
    g_assert_true(found);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calls/inert", test_inert);
    g_test_add_func("/calls/long", test_long);
    g_test_add_func("/calls/border", test_border);
    return g_test_run();
}
