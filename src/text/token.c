/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/token.h"

static const char *const labels[KX_FIELD_COUNT] = {
#define X(upper, lower) [KX_FIELD_##upper] = #lower,
    KX_FIELD_NAMES(X)
#undef X
};

const char *kx_field_label(kx_field_name name)
{
    g_return_val_if_fail(name < KX_FIELD_COUNT, "");
    return labels[name];
}

static const kx_field *find(const kx_token *token, kx_field_name name)
{
    for (unsigned i = 0; i < token->n_fields; i++) {
        if (token->fields[i].name == name)
            return &token->fields[i];
    }
    return NULL;
}

/* The field of that name, made if there is none yet. More fields than a token has room for is a
 * fault of a class, not of the text. */
static kx_field *make(kx_token *token, kx_field_name name)
{
    for (unsigned i = 0; i < token->n_fields; i++) {
        if (token->fields[i].name == name)
            return &token->fields[i];
    }
    g_assert(token->n_fields < KX_TOKEN_FIELDS_MAX);
    kx_field *field = &token->fields[token->n_fields++];
    field->name = name;
    return field;
}

void kx_token_set(kx_token *token, kx_field_name name, int64_t value)
{
    kx_field *field = make(token, name);
    field->is_text = false;
    field->integer = value;
    field->text = NULL;
}

void kx_token_set_text(kx_token *token, kx_field_name name, const char *text, gssize length)
{
    kx_field *field = make(token, name);
    field->is_text = true;
    field->integer = 0;
    field->text = g_string_chunk_insert_len(token->arena, text, length);
}

void kx_token_set_mark(kx_token *token, char mark)
{
    kx_token_set_text(token, KX_FIELD_MARK, &mark, 1);
}

char kx_token_get_mark(const kx_token *token)
{
    const char *mark = kx_token_get_text(token, KX_FIELD_MARK);
    return mark ? *mark : '\0';
}

int64_t kx_token_get(const kx_token *token, kx_field_name name, int64_t none)
{
    const kx_field *field = find(token, name);
    return field && !field->is_text ? field->integer : none;
}

const char *kx_token_get_text(const kx_token *token, kx_field_name name)
{
    const kx_field *field = find(token, name);
    return field && field->is_text ? field->text : NULL;
}

bool kx_token_has(const kx_token *token, kx_field_name name)
{
    return find(token, name) != NULL;
}
