/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parent's side: the prepared process, its children, and the jobs given to them. Single-
 * threaded; whatever a child sends is checked, since the engine may have broken it. */
#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "base/program.h"
#include "speak/worker_private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

/* A child's own alarms go first: this is for one that they do not reach (stopped, not started). */
#define GRACE_MS 5000
/* How long the prepared process may take to obey, and when the run is over anyway. */
#define OBEY_MS      5000
#define OBEY_LAST_MS 1000
/* How often somebody else is looked after (a stop, a deadline). */
#define TICK_MS 100

#define DIED  N_("the process that starts the speech engine has died; try again")
#define STUCK N_("the engine's process does not answer; try again")

/* Ends the prepared process, in whatever state it is; its children die with it. Whether it lacked
 * memory. */
static bool end_prepared(kx_pool *pool)
{
    if (pool->control >= 0)
        close(pool->control);
    pool->control = -1;
    const bool lacked = pool->prepared > 0 && kx_program_end(pool->prepared);
    pool->prepared = 0;
    return lacked;
}

void kx_pool_lost(kx_pool *pool, kx_error_code code, const char *how, GError **error)
{
    if (end_prepared(pool))
        kx_error_set(error, KX_ERROR_OS, "out of memory: the speech engine has ended");
    else
        g_set_error_literal(error, KX_ERROR, (int)code, _(how));
}

static bool lost_prepared(kx_pool *pool, const char *how, GError **error)
{
    kx_pool_lost(pool, KX_ERROR_SOFTWARE, how, error);
    return false;
}

/* Gives the prepared process an order, without waiting. */
static bool order(kx_pool *pool, const kx_slot *slot, kx_wire_kind kind, int fd, GError **error)
{
    const kx_wire wire = {.kind = kind, .index = (uint32_t)(slot - pool->slots)};

    if (pool->control < 0)
        return lost_prepared(pool, DIED, error);
    if (kx_wire_send(pool->control, &wire, NULL, fd))
        return true;
    if (errno != ETOOMANYREFS)
        return lost_prepared(pool, errno == EAGAIN ? STUCK : DIED, error);
    kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot start a speech process");
    return false;
}

/* ---- slots ---- */

/* For the child's next answer, or for its end. */
static void set_deadline(const kx_pool *pool, kx_slot *slot)
{
    int64_t ms = GRACE_MS;

    if (slot->answered == 0) /* it has to be forked, to read its job, to load a voice */
        ms += KX_CALL_WALL_MS_BASE;
    if (slot->answered < slot->calls->len)
        ms += kx_call_wall_ms(slot->calls->pdata[slot->answered]);
    slot->deadline = pool->clock + 1000 * ms;
}

static GByteArray *pack_job(const kx_slot *slot, const kx_work_unit *unit, int64_t form)
{
    GByteArray *bytes = g_byte_array_new();
    kx_wire wire = {.kind = slot->kind,
                    .index = unit->voice,
                    .rate = unit->rate,
                    .code = (int32_t)slot->calls->len,
                    .frames = slot->kind == KX_WIRE_SPEAK ? slot->first : form};

    g_byte_array_append(bytes, (const guint8 *)&wire, sizeof(wire));
    for (unsigned i = 0; i < slot->calls->len; i++)
        kx_call_pack(slot->calls->pdata[i], bytes);
    wire.length = bytes->len - (guint)sizeof(wire);
    memcpy(bytes->data, &wire, sizeof(wire));
    return bytes;
}

/* What the calls' answers will be filled into. */
static void prepare_answers(kx_slot *slot)
{
    slot->answered = 0;
    slot->first = slot->end;
    slot->frames = 0;
    slot->heard = g_byte_array_new();
    slot->sounds = g_ptr_array_new_with_free_func(g_free);
    slot->spoken = g_array_new(FALSE, TRUE, sizeof(kx_spoken_call));
    g_array_set_clear_func(slot->spoken, (GDestroyNotify)kx_spoken_call_clear);
    for (unsigned i = 0; i < slot->calls->len; i++) {
        const kx_call *call = slot->calls->pdata[i];
        kx_spoken_call spoken = {.spool = slot->spool, .cut = kx_call_cut(call)};
        g_array_append_val(slot->spoken, spoken);
    }
}

bool kx_slot_start(kx_pool *pool, kx_slot *slot, kx_wire_kind kind, const kx_work_unit *unit,
                   int64_t form, GPtrArray *calls, GError **error)
{
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot make a socket");
        return false;
    }
    const bool sent = order(pool, slot, KX_WIRE_FORK, pair[1], error);
    close(pair[1]);
    if (!sent) {
        close(pair[0]);
        return false;
    }
    slot->state = KX_JOB_RUNNING;
    slot->kind = kind;
    slot->calls = g_ptr_array_ref(calls);
    slot->socket = pair[0];
    slot->exited = slot->killed = false;
    prepare_answers(slot);
    slot->unsent = pack_job(slot, unit, form);
    set_deadline(pool, slot);
    return true;
}

void kx_slot_clear(kx_slot *slot)
{
    if (slot->socket >= 0)
        close(slot->socket);
    slot->socket = -1;
    slot->state = KX_JOB_NONE;
    g_clear_pointer(&slot->calls, g_ptr_array_unref);
    g_clear_pointer(&slot->unsent, g_byte_array_unref);
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
static void kill_child(kx_pool *pool, kx_slot *slot, gint64 obey_ms)
{
    slot->killed = true;
    slot->deadline = pool->clock + 1000 * obey_ms;
    order(pool, slot, KX_WIRE_KILL, -1, NULL);
}

/* As much of the job as the socket takes. A child that is gone is told by hear_child. */
static void tell_child(kx_slot *slot)
{
    g_assert(slot->unsent != NULL);
    ssize_t n =
        send(slot->socket, slot->unsent->data, slot->unsent->len, MSG_DONTWAIT | MSG_NOSIGNAL);

    if (n > 0)
        g_byte_array_remove_range(slot->unsent, 0, (guint)n);
    else if (errno != EAGAIN && errno != EINTR)
        g_byte_array_set_size(slot->unsent, 0);
}

/* Marks rise, lie inside the call, and are of its own words, in their order. */
static bool take_marks(kx_spoken_call *spoken, const kx_call *call, const guint8 *bytes, size_t n)
{
    size_t n_words, next = 0;
    const kx_call_word *words = kx_call_words(call, &n_words);
    kx_word_mark mark = {0};
    int64_t last = 0;

    spoken->marks = g_array_new(FALSE, FALSE, sizeof(mark));
    for (; n >= sizeof(mark); n -= sizeof(mark), bytes += sizeof(mark)) {
        memcpy(&mark, bytes, sizeof(mark));
        while (next < n_words && words[next].word != mark.word)
            next++;
        if (next++ >= n_words || mark.frame < last || mark.frame >= spoken->frames)
            return false;
        last = mark.frame;
        g_array_append_val(spoken->marks, mark);
    }
    return n == 0;
}

/* The sound of the next call, if it can be so, and is there. */
static bool take_sound(const kx_pool *pool, kx_slot *slot, const kx_wire *wire, const guint8 *bytes)
{
    const kx_call *call = slot->calls->pdata[slot->answered];
    kx_spoken_call *spoken = &g_array_index(slot->spoken, kx_spoken_call, slot->answered);
    struct stat spool;

    if (wire->frames <= 0 || wire->frames > kx_call_frames_max(call, pool->engine->sample_rate))
        return false;
    spoken->first = slot->first + slot->frames;
    spoken->frames = wire->frames;
    slot->frames += wire->frames;
    return take_marks(spoken, call, bytes, wire->length) && fstat(slot->spool, &spool) == 0 &&
           spool.st_size >= 2 * (spoken->first + spoken->frames);
}

static bool take_answer(const kx_pool *pool, kx_slot *slot, const kx_wire *wire,
                        const guint8 *bytes, GError **failure)
{
    const char *text = (const char *)bytes;

    if (wire->kind == KX_WIRE_LOST) {
        g_free(slot->cause);
        slot->cause = kx_printable(text, (gssize)wire->length);
        return true;
    }
    if (wire->kind == KX_WIRE_FAILED) {
        g_autofree char *shown = kx_printable(text, (gssize)wire->length);
        if (*failure == NULL)
            g_set_error_literal(failure, KX_ERROR, wire->code, shown);
        return true;
    }
    if (slot->answered == slot->calls->len)
        return false;
    if (wire->kind == KX_WIRE_SOUNDS && slot->kind == KX_WIRE_PHONEMES)
        g_ptr_array_add(slot->sounds, g_utf8_make_valid(text, (gssize)wire->length));
    else if (wire->kind != KX_WIRE_SPOKEN || slot->kind != KX_WIRE_SPEAK ||
             !take_sound(pool, slot, wire, bytes))
        return false;
    slot->answered++;
    set_deadline(pool, slot);
    return true;
}

/* Reads the messages that are there as a whole. */
static bool take_answers(const kx_pool *pool, kx_slot *slot, GError **failure)
{
    size_t at = 0;
    kx_wire wire = {0};

    while (slot->heard->len - at >= sizeof(wire)) {
        memcpy(&wire, slot->heard->data + at, sizeof(wire));
        if (wire.length > KX_WIRE_BYTES_MAX)
            return false;
        if (slot->heard->len - at - sizeof(wire) < wire.length)
            break;
        if (!take_answer(pool, slot, &wire, slot->heard->data + at + sizeof(wire), failure))
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
        if (take_answers(pool, slot, failure))
            return;
        set_cause(slot, N_("garbled answer"));
        kill_child(pool, slot, OBEY_MS);
    }
    close(slot->socket);
    slot->socket = -1;
}

/* ---- what the prepared process says ---- */

static bool hear_prepared(kx_pool *pool, GError **error)
{
    kx_wire wire = {0};

    if (!kx_wire_receive(pool->control, &wire, NULL, NULL) || wire.index >= pool->n_slots)
        return lost_prepared(pool, DIED, error);
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

    if (status == 0 && slot->answered == slot->calls->len && slot->cause == NULL) {
        slot->state = KX_JOB_DONE;
        slot->end += slot->frames;
        return;
    }
    slot->state = KX_JOB_DIED;
    if (slot->cause != NULL)
        return;
    if (signal == SIGALRM || signal == SIGXCPU)
        set_cause(slot, N_("hung"));
    else if (signal == SIGSYS)
        set_cause(slot, N_("a forbidden system call"));
    else if (signal == 0 && WEXITSTATUS(status) == EX_OSERR)
        set_cause(slot, N_("out of memory"));
    else if (signal != 0)
        slot->cause = g_strdup_printf("signal %d", signal);
    else
        slot->cause = g_strdup_printf("exit status %d", WEXITSTATUS(status));
}

/* Deadlines count the time that we were awake for: while we were stopped (^Z), the others had no
 * chance to be heard. */
static void tick(kx_pool *pool)
{
    const gint64 now = g_get_monotonic_time();

    pool->clock += MIN(now - pool->looked, 2000 * TICK_MS);
    pool->looked = now;
}

static bool look_after(kx_pool *pool, GError **error)
{
    for (unsigned i = 0; i < pool->n_slots; i++) {
        kx_slot *slot = &pool->slots[i];
        const bool late = pool->clock > slot->deadline;
        if (slot->state != KX_JOB_RUNNING)
            continue;
        if (slot->exited && (slot->socket < 0 || late)) {
            end_job(slot);
        } else if (late && slot->killed) {
            return lost_prepared(pool, STUCK, error);
        } else if (late) {
            set_cause(slot, N_("hung"));
            kill_child(pool, slot, OBEY_MS);
        }
    }
    return true;
}

/* Everybody is listened to before anything is judged, whatever one of them says. */
static void listen_to_all(kx_pool *pool, GError **failure)
{
    struct pollfd polled[KX_JOBS_MAX + 1] = {{.fd = pool->control, .events = POLLIN}};

    for (unsigned i = 0; i < pool->n_slots; i++) {
        const kx_slot *slot = &pool->slots[i];
        const bool telling = slot->unsent != NULL && slot->unsent->len > 0;
        polled[i + 1] = (struct pollfd){slot->socket, telling ? POLLIN | POLLOUT : POLLIN, 0};
    }
    if (poll(polled, pool->n_slots + 1, TICK_MS) <= 0)
        return;
    for (unsigned i = 0; i < pool->n_slots; i++) {
        if (polled[i + 1].revents & POLLOUT)
            tell_child(&pool->slots[i]);
        if (polled[i + 1].revents & ~POLLOUT)
            hear_child(pool, &pool->slots[i], failure);
    }
    if (polled[0].revents != 0)
        hear_prepared(pool, *failure == NULL ? failure : NULL);
}

bool kx_pool_listen(kx_pool *pool, GError **error)
{
    GError *failure = NULL;

    if (pool->control < 0)
        return lost_prepared(pool, DIED, error);
    listen_to_all(pool, &failure);
    tick(pool);
    look_after(pool, failure == NULL ? &failure : NULL);
    if (failure == NULL)
        return true;
    g_propagate_error(error, failure);
    return false;
}

static bool at_work(const kx_pool *pool)
{
    for (unsigned i = 0; i < pool->n_slots; i++)
        if (pool->slots[i].state == KX_JOB_RUNNING)
            return true;
    return false;
}

void kx_pool_abandon(kx_pool *pool)
{
    for (unsigned i = 0; i < pool->n_slots; i++)
        if (pool->slots[i].state == KX_JOB_RUNNING)
            kill_child(pool, &pool->slots[i], OBEY_LAST_MS);
    while (pool->control >= 0 && at_work(pool))
        kx_pool_listen(pool, NULL);
    for (unsigned i = 0; i < pool->n_slots; i++)
        kx_slot_clear(&pool->slots[i]);
}

/* ---- the pool ---- */

void kx_pool_forget(kx_pool *pool)
{
    for (unsigned i = 0; i < pool->n_slots; i++)
        pool->slots[i].end = 0;
}

void kx_pool_stop(kx_pool *pool)
{
    end_prepared(pool);
    kx_pool_abandon(pool);
}

void kx_pool_free(kx_pool *pool)
{
    if (pool == NULL)
        return;
    kx_pool_stop(pool);
    for (unsigned i = 0; i < pool->n_slots; i++)
        if (pool->slots[i].spool >= 0)
            close(pool->slots[i].spool);
    kx_call_free(pool->notice);
    g_free(pool);
}
