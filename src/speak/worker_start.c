/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a pool begins. */
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "speak/engine_apart.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

/* How long the engine may take to start. */
#define START_SECONDS 10

bool kx_pool_await(kx_pool *pool, GError **error)
{
    g_autoptr(GString) message = g_string_new(NULL);
    const struct timeval limit = {START_SECONDS, 0};
    kx_wire wire = {0};

    setsockopt(pool->control, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    const bool told = kx_wire_receive(pool->control, &wire, message, NULL);
    /* From now on nothing waits but poll. */
    fcntl(pool->control, F_SETFL, O_NONBLOCK);
    if (told && wire.kind == KX_WIRE_READY)
        return true;
    if (told && wire.kind == KX_WIRE_FAILED)
        g_set_error_literal(error, KX_ERROR, wire.code, message->str);
    else
        kx_pool_lost(pool, KX_ERROR_UNAVAILABLE,
                     N_("the speech engine died or hung as it was started"), error);
    return false;
}

/* Has a child load each voice that the prepared process does not: its errors are due now. */
bool kx_pool_check_voices(kx_pool *pool, GError **error)
{
    g_autoptr(GPtrArray) nothing = g_ptr_array_new();
    kx_slot *slot = &pool->slots[0];

    for (unsigned voice = 1, tries = 1; voice < pool->n_voices;) {
        const kx_work_unit unit = {.voice = voice};
        bool on = kx_slot_start(pool, slot, KX_WIRE_SPEAK, &unit, 0, nothing, error);
        while (on && slot->state == KX_JOB_RUNNING)
            on = kx_pool_listen(pool, error);
        /* A first death may be a stray signal. */
        bool died = on && slot->state == KX_JOB_DIED, again = died && tries == 1;
        if (died && !again) {
            kx_error_set(error, KX_ERROR_CONFIG,
                         "the speech engine does not survive voice number %u (%s)", voice + 1,
                         _(slot->cause));
            on = false;
        }
        if (!on)
            return false;
        kx_slot_clear(slot);
        tries = again ? 2 : 1;
        voice += !again;
    }
    return true;
}

/* A process that becomes the prepared one, or -1. */
static pid_t start_process(const kx_prepared *prepared, GError **error)
{
    if (prepared->engine->apart)
        return kx_apart_start(prepared, error);
    const pid_t pid = fork();
    if (pid == 0)
        kx_prepared_run(prepared);
    if (pid < 0)
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot start the speech process");
    return pid;
}

static bool start_prepared(kx_pool *pool, const kx_engine_voice *voices, GError **error)
{
    int spools[KX_JOBS_MAX], pair[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot make a socket");
        return false;
    }
    for (unsigned i = 0; i < pool->n_slots; i++)
        spools[i] = pool->slots[i].spool;
    const kx_prepared prepared = {pool->engine,  voices, pool->n_voices,
                                  pool->n_slots, spools, pair[1]};
    pool->prepared = start_process(&prepared, error);
    pool->control = pair[0];
    close(pair[1]);
    return pool->prepared > 0;
}

kx_pool *kx_pool_start(const kx_engine *engine, const kx_engine_voice *voices, unsigned n_voices,
                       unsigned workers, const char *spool_dir, kx_call *notice, GError **error)
{
    g_autoptr(kx_pool) pool = g_new0(kx_pool, 1);

    pool->engine = engine;
    pool->n_voices = n_voices;
    pool->notice = notice;
    pool->control = -1;
    const unsigned wanted = workers ? workers : g_get_num_processors();
    pool->n_slots = MIN(wanted, KX_JOBS_MAX);
    for (unsigned i = 0; i < pool->n_slots; i++)
        pool->slots[i] = (kx_slot){.spool = -1, .socket = -1};
    for (unsigned i = 0; i < pool->n_slots; i++)
        if ((pool->slots[i].spool = kx_spool_open(spool_dir, error)) < 0)
            return NULL;
    if (!start_prepared(pool, voices, error))
        return NULL;
    return g_steal_pointer(&pool);
}

kx_pool *kx_pool_new(const kx_engine *engine, const kx_engine_voice *voices, unsigned n_voices,
                     unsigned workers, const char *spool_dir, kx_call *notice, GError **error)
{
    g_autoptr(kx_pool) pool =
        kx_pool_start(engine, voices, n_voices, workers, spool_dir, notice, error);

    if (pool == NULL || !kx_pool_await(pool, error) || !kx_pool_check_voices(pool, error))
        return NULL;
    return g_steal_pointer(&pool);
}
