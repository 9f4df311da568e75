/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/show.h"

static void person_free(void *data)
{
    kx_person *person = data;
    g_free(person->name);
    g_free(person->role);
    g_free(person->group);
    g_free(person->url);
    g_free(person);
}

kx_show *kx_show_new(void)
{
    kx_show *show = g_new0(kx_show, 1);
    show->language = g_strdup("nl");
    show->tells_ai = true;
    show->persons = g_ptr_array_new_with_free_func(person_free);
    show->loudness = -16;
    show->flac_level = 5;
    show->mp3_kbps = 64;
    show->opus_kbps = 24;
    show->keep_days = 30;
    show->page = 50;
    return show;
}

void kx_show_free(kx_show *show)
{
    if (show == NULL)
        return;
    char *const texts[] = {
        show->path,     show->title,       show->description, show->author,   show->link,
        show->base_url, show->owner_name,  show->owner_email, show->language, show->copyright,
        show->license,  show->license_url, show->guid,        show->cover,    show->voice,
        show->profile,  show->update_text, show->update_rule, show->hub};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_strfreev(show->categories);
    g_ptr_array_unref(show->persons);
    g_free(show);
}
