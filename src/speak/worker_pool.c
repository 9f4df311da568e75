/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parent's side: the prepared process, its children, and the jobs given to them. Single-
 * threaded; whatever a child sends is checked, since the engine may have broken it. */
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "speak/worker_private.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long the engine may take to start, and a job to be read. */
#define START_SECONDS 30
/* A job's own alarms go first: this is for a child that cannot take them (stopped, not started). */
#define GRACE_MS 10000
/* How often somebody else is looked after (a stop, a deadline). */
#define TICK_MS 100

static bool set_timeout(int socket, int option, int seconds)
{
    struct timeval limit = {seconds, 0};

    return setsockopt(socket, SOL_SOCKET, option, &limit, sizeof(limit)) == 0;
}

static bool lost_prepared(kx_pool *pool, GError **error)
{
    close(pool->control);
    pool->control = -1;
    g_set_error_literal(error, KX_ERROR, KX_ERROR_SOFTWARE,
                        "the process that starts the speech engine has died; try again");
    return false;
}

/* ---- slots ---- */

static int64_t job_ms(const GPtrArray *calls)
{
    int64_t ms = GRACE_MS + (int64_t)calls->len * KX_CALL_WALL_MS_BASE;

    for (unsigned i = 0; i < calls->len; i++)
        ms += KX_CALL_WALL_MS_PER_BYTE * (int64_t)strlen(kx_call_text(calls->pdata[i]));
    return ms;
}

static bool send_job(kx_slot *slot, unsigned voice, int64_t form, const GPtrArray *calls)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    kx_wire wire = {.kind = slot->kind,
                    .index = voice,
                    .code = (int32_t)calls->len,
                    .frames = slot->kind == KX_WIRE_SPEAK ? slot->first : form};

    for (unsigned i = 0; i < calls->len; i++)
        kx_call_pack(calls->pdata[i], bytes);
    wire.length = bytes->len;
    return kx_wire_send(slot->socket, &wire, bytes->data, -1);
}

/* What the calls' answers will be filled into. */
static void prepare_answers(kx_slot *slot, const GPtrArray *calls)
{
    slot->n_calls = calls->len;
    slot->answered = 0;
    slot->first = slot->end;
    slot->frames = 0;
    slot->heard = g_byte_array_new();
    slot->sounds = g_ptr_array_new_with_free_func(g_free);
    slot->spoken = g_array_new(FALSE, TRUE, sizeof(kx_spoken_call));
    g_array_set_clear_func(slot->spoken, (GDestroyNotify)kx_spoken_call_clear);
    for (unsigned i = 0; i < calls->len; i++) {
        kx_spoken_call spoken = {.spool = slot->spool, .cut = kx_call_cut(calls->pdata[i])};
        g_array_append_val(slot->spoken, spoken);
    }
}

bool kx_slot_start(kx_pool *pool, kx_slot *slot, kx_wire_kind kind, unsigned voice, int64_t form,
                   const GPtrArray *calls, GError **error)
{
    const kx_wire order = {.kind = KX_WIRE_FORK, .index = (uint32_t)(slot - pool->slots)};
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot make a socket");
        return false;
    }
    bool sent = kx_wire_send(pool->control, &order, NULL, pair[1]);
    close(pair[1]);
    if (!sent) {
        close(pair[0]);
        return lost_prepared(pool, error);
    }
    slot->state = KX_JOB_RUNNING;
    slot->kind = kind;
    slot->socket = pair[0];
    slot->exited = slot->hung = false;
    slot->deadline = g_get_monotonic_time() + 1000 * job_ms(calls);
    prepare_answers(slot, calls);
    set_timeout(slot->socket, SO_SNDTIMEO, START_SECONDS);
    /* A child that dies before it has read all is told by its end of the socket. */
    send_job(slot, voice, form, calls);
    return true;
}

void kx_slot_clear(kx_slot *slot)
{
    if (slot->socket >= 0)
        close(slot->socket);
    slot->socket = -1;
    slot->state = KX_JOB_NONE;
    g_clear_pointer(&slot->heard, g_byte_array_unref);
    g_clear_pointer(&slot->spoken, g_array_unref);
    g_clear_pointer(&slot->sounds, g_ptr_array_unref);
    g_clear_pointer(&slot->cause, g_free);
}

/* ---- what children say ---- */

static void set_cause(kx_slot *slot, const char *cause)
{
    g_free(slot->cause);
    slot->cause = g_strdup(cause);
}

/* Without its child's help: the job counts as dead once the child has gone. */
static void kill_child(kx_pool *pool, kx_slot *slot)
{
    const kx_wire order = {.kind = KX_WIRE_KILL, .index = (uint32_t)(slot - pool->slots)};

    kx_wire_send(pool->control, &order, NULL, -1);
}

/* Marks rise and lie inside the call. */
static bool take_marks(kx_spoken_call *spoken, const kx_word_mark *marks, size_t n)
{
    int64_t last = 0;

    for (size_t i = 0; i < n; i++) {
        if (marks[i].frame < last || marks[i].frame > spoken->frames)
            return false;
        last = marks[i].frame;
    }
    spoken->marks = g_array_sized_new(FALSE, FALSE, sizeof(kx_word_mark), (guint)n);
    g_array_append_vals(spoken->marks, marks, (guint)n);
    return true;
}

static bool take_answer(kx_slot *slot, const kx_wire *wire, const guint8 *bytes, GError **failure)
{
    g_autofree char *text = g_utf8_make_valid((const char *)bytes, (gssize)wire->length);

    switch (wire->kind) {
    case KX_WIRE_LOST:
        g_free(slot->cause);
        slot->cause = g_steal_pointer(&text);
        return true;
    case KX_WIRE_FAILED:
        if (*failure == NULL)
            g_set_error_literal(failure, KX_ERROR, wire->code, text);
        return true;
    default:
        if (slot->answered == slot->n_calls)
            return false;
    }
    if (wire->kind == KX_WIRE_SOUNDS && slot->kind == KX_WIRE_PHONEMES) {
        g_ptr_array_add(slot->sounds, g_steal_pointer(&text));
    } else if (wire->kind == KX_WIRE_SPOKEN && slot->kind == KX_WIRE_SPEAK) {
        kx_spoken_call *spoken = &g_array_index(slot->spoken, kx_spoken_call, slot->answered);
        const size_t n = wire->length / sizeof(kx_word_mark);
        g_autofree kx_word_mark *marks = g_memdup2(bytes, n * sizeof(kx_word_mark));
        spoken->first = slot->first + slot->frames;
        spoken->frames = wire->frames;
        if (wire->frames < 0 || wire->frames > G_MAXINT32 || !take_marks(spoken, marks, n))
            return false;
        slot->frames += wire->frames;
    } else {
        return false;
    }
    slot->answered++;
    return true;
}

/* Reads the messages that are there as a whole. */
static bool take_answers(kx_slot *slot, GError **failure)
{
    size_t at = 0;
    kx_wire wire = {0};

    while (slot->heard->len - at >= sizeof(wire)) {
        memcpy(&wire, slot->heard->data + at, sizeof(wire));
        if (wire.length > KX_WIRE_BYTES_MAX)
            return false;
        if (slot->heard->len - at - sizeof(wire) < wire.length)
            break;
        if (!take_answer(slot, &wire, slot->heard->data + at + sizeof(wire), failure))
            return false;
        at += sizeof(wire) + wire.length;
    }
    if (at > 0)
        g_byte_array_remove_range(slot->heard, 0, (guint)at);
    return true;
}

static void hear_child(kx_pool *pool, kx_slot *slot, GError **failure)
{
    guint8 bytes[16 * 1024];
    ssize_t n = recv(slot->socket, bytes, sizeof(bytes), MSG_DONTWAIT);

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n > 0) {
        g_byte_array_append(slot->heard, bytes, (guint)n);
        if (take_answers(slot, failure))
            return;
        set_cause(slot, "garbled answer");
        kill_child(pool, slot);
    }
    close(slot->socket);
    slot->socket = -1;
}

/* ---- what the prepared process says ---- */

static bool hear_prepared(kx_pool *pool, GError **error)
{
    kx_wire wire = {0};

    if (!kx_wire_receive(pool->control, &wire, NULL, NULL) || wire.index >= pool->n_slots)
        return lost_prepared(pool, error);
    if (wire.kind == KX_WIRE_NOT_FORKED) {
        kx_error_set_errno(error, KX_ERROR_OS, wire.code, "cannot start a speech process");
        pool->slots[wire.index].exited = true;
        return false;
    }
    if (wire.kind == KX_WIRE_EXITED) {
        pool->slots[wire.index].exited = true;
        pool->slots[wire.index].status = wire.code;
    }
    return true;
}

/* The job's end, when its child has gone and all that it said has been heard. */
static void end_job(kx_slot *slot)
{
    const int status = slot->status;
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    if (status == 0 && slot->answered == slot->n_calls && slot->cause == NULL) {
        slot->state = KX_JOB_DONE;
        slot->end += slot->frames;
        return;
    }
    slot->state = KX_JOB_DIED;
    if (slot->hung || signal == SIGALRM || signal == SIGXCPU)
        set_cause(slot, "hung");
    else if (slot->cause == NULL && signal != 0)
        slot->cause = g_strdup_printf("signal %d", signal);
    else if (slot->cause == NULL)
        slot->cause = g_strdup_printf("exit status %d", WEXITSTATUS(status));
}

static void look_after(kx_pool *pool)
{
    const gint64 now = g_get_monotonic_time();

    for (unsigned i = 0; i < pool->n_slots; i++) {
        kx_slot *slot = &pool->slots[i];
        if (slot->state != KX_JOB_RUNNING)
            continue;
        if (slot->socket < 0 && slot->exited) {
            end_job(slot);
        } else if (now > slot->deadline && !slot->hung) {
            slot->hung = true;
            kill_child(pool, slot);
        }
    }
}

bool kx_pool_listen(kx_pool *pool, GError **error)
{
    struct pollfd polled[KX_SLOTS_MAX + 1] = {{.fd = pool->control, .events = POLLIN}};
    g_autoptr(GError) failure = NULL;

    if (pool->control < 0)
        return lost_prepared(pool, error);
    for (unsigned i = 0; i < pool->n_slots; i++)
        polled[i + 1] = (struct pollfd){.fd = pool->slots[i].socket, .events = POLLIN};
    if (poll(polled, pool->n_slots + 1, TICK_MS) > 0) {
        for (unsigned i = 0; i < pool->n_slots; i++)
            if (polled[i + 1].revents != 0)
                hear_child(pool, &pool->slots[i], &failure);
        if (failure != NULL) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return false;
        }
        if (polled[0].revents != 0 && !hear_prepared(pool, error))
            return false;
    }
    look_after(pool);
    return true;
}

void kx_pool_abandon(kx_pool *pool)
{
    bool busy = true;

    for (unsigned i = 0; i < pool->n_slots && pool->control >= 0; i++)
        if (pool->slots[i].state == KX_JOB_RUNNING)
            kill_child(pool, &pool->slots[i]);
    while (busy && pool->control >= 0) {
        kx_pool_listen(pool, NULL);
        busy = false;
        for (unsigned i = 0; i < pool->n_slots; i++)
            busy = busy || pool->slots[i].state == KX_JOB_RUNNING;
    }
    for (unsigned i = 0; i < pool->n_slots; i++)
        kx_slot_clear(&pool->slots[i]);
}

/* ---- the pool ---- */

static bool await_ready(kx_pool *pool, GError **error)
{
    g_autoptr(GString) message = g_string_new(NULL);
    kx_wire wire = {0};

    set_timeout(pool->control, SO_RCVTIMEO, START_SECONDS);
    if (!kx_wire_receive(pool->control, &wire, message, NULL)) {
        g_set_error_literal(error, KX_ERROR, KX_ERROR_UNAVAILABLE,
                            "the speech engine died or hung as it was started");
        return false;
    }
    if (wire.kind == KX_WIRE_FAILED)
        g_set_error_literal(error, KX_ERROR, wire.code, message->str);
    return wire.kind == KX_WIRE_READY;
}

/* Has a child load each voice that the prepared process does not: its errors are due now. */
static bool check_voices(kx_pool *pool, GError **error)
{
    g_autoptr(GPtrArray) nothing = g_ptr_array_new();
    kx_slot *slot = &pool->slots[0];

    for (unsigned voice = 1; voice < pool->n_voices; voice++) {
        bool on = kx_slot_start(pool, slot, KX_WIRE_SPEAK, voice, 0, nothing, error);
        while (on && slot->state == KX_JOB_RUNNING)
            on = kx_pool_listen(pool, error);
        if (on && slot->state == KX_JOB_DIED) {
            g_set_error(error, KX_ERROR, KX_ERROR_CONFIG,
                        "the speech engine does not survive voice number %u (%s)", voice + 1,
                        slot->cause);
            on = false;
        }
        if (!on)
            return false;
        kx_slot_clear(slot);
    }
    return true;
}

static bool start_prepared(kx_pool *pool, const kx_engine_voice *voices, GError **error)
{
    int spools[KX_SLOTS_MAX], pair[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot make a socket");
        return false;
    }
    for (unsigned i = 0; i < pool->n_slots; i++)
        spools[i] = pool->slots[i].spool;
    pool->prepared = fork();
    if (pool->prepared == 0) {
        const kx_prepared prepared = {pool->engine,  voices, pool->n_voices,
                                      pool->n_slots, spools, pair[1]};
        kx_prepared_run(&prepared);
    }
    int errnum = errno;
    pool->control = pair[0];
    close(pair[1]);
    if (pool->prepared < 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errnum, "cannot start the speech process");
        return false;
    }
    return await_ready(pool, error);
}

kx_pool *kx_pool_new(const kx_engine *engine, const kx_engine_voice *voices, unsigned n_voices,
                     unsigned workers, const char *spool_dir, kx_call *notice, GError **error)
{
    g_autoptr(kx_pool) pool = g_new0(kx_pool, 1);

    pool->engine = engine;
    pool->n_voices = n_voices;
    pool->notice = notice;
    pool->control = -1;
    pool->n_slots = MIN(workers ? workers : g_get_num_processors(), KX_SLOTS_MAX);
    for (unsigned i = 0; i < pool->n_slots; i++)
        pool->slots[i] = (kx_slot){.spool = -1, .socket = -1};
    for (unsigned i = 0; i < pool->n_slots; i++)
        if ((pool->slots[i].spool = kx_spool_open(spool_dir, error)) < 0)
            return NULL;
    if (!start_prepared(pool, voices, error) || !check_voices(pool, error))
        return NULL;
    return g_steal_pointer(&pool);
}

void kx_pool_stop(kx_pool *pool)
{
    if (pool->control >= 0) {
        kx_pool_abandon(pool);
        if (pool->control >= 0)
            close(pool->control);
        pool->control = -1;
    }
    if (pool->prepared <= 0)
        return;
    /* It ends by itself when its socket is closed. */
    struct pollfd polled = {.fd = pidfd_open(pool->prepared, 0), .events = POLLIN};
    if (polled.fd < 0 || poll(&polled, 1, GRACE_MS) != 1)
        kill(pool->prepared, SIGKILL);
    if (polled.fd >= 0)
        close(polled.fd);
    while (waitpid(pool->prepared, NULL, 0) < 0 && errno == EINTR)
        ;
    pool->prepared = 0;
}

void kx_pool_free(kx_pool *pool)
{
    if (pool == NULL)
        return;
    kx_pool_stop(pool);
    for (unsigned i = 0; i < pool->n_slots; i++) {
        kx_slot_clear(&pool->slots[i]);
        if (pool->slots[i].spool >= 0)
            close(pool->slots[i].spool);
    }
    kx_call_free(pool->notice);
    g_free(pool);
}
