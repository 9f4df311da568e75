/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/share.h"

typedef struct {
    int64_t n, next;
    int failed;
    kx_share_work *work;
    void *data;
} share;

typedef struct {
    share *all;
    unsigned number;
    GThread *thread;
    int64_t piece; /* that failed, if there is an error */
    GError *error;
} worker;

unsigned kx_share_workers(bool alone)
{
    const unsigned processors = alone ? 1 : g_get_num_processors();
    return MIN(processors, KX_SHARE_WORKERS_MAX);
}

static gpointer take_pieces(gpointer data)
{
    worker *w = data;
    share *all = w->all;

    while (!g_atomic_int_get(&all->failed)) {
        w->piece = __atomic_fetch_add(&all->next, 1, __ATOMIC_RELAXED);
        if (w->piece >= all->n)
            break;
        if (!all->work(all->data, w->number, w->piece, &w->error))
            g_atomic_int_set(&all->failed, 1);
    }
    return NULL;
}

bool kx_share(int64_t n, unsigned workers, kx_share_work *work, void *data, GError **error)
{
    share all = {.n = n, .work = work, .data = data};
    worker team[KX_SHARE_WORKERS_MAX] = {{.all = &all}};
    worker *first = NULL;

    for (unsigned i = 1; i < workers && i < n; i++) {
        team[i] = (worker){.all = &all, .number = i};
        team[i].thread = g_thread_try_new("share", take_pieces, &team[i], NULL);
    }
    take_pieces(&team[0]);
    for (unsigned i = 0; i < KX_SHARE_WORKERS_MAX; i++) {
        if (team[i].thread != NULL)
            g_thread_join(team[i].thread);
        if (team[i].error != NULL && (first == NULL || team[i].piece < first->piece))
            first = &team[i];
    }
    if (first != NULL)
        g_propagate_error(error, g_steal_pointer(&first->error));
    for (unsigned i = 0; i < KX_SHARE_WORKERS_MAX; i++)
        g_clear_error(&team[i].error);
    return first == NULL;
}
