#include "platform/jail/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "platform/base/log.h"
#include "platform/jail/jail_inside.h"

#define PROGRAM "/proc/self/exe"

/* One run. */
typedef struct Jail {
    const JailWork *work;
    int input;      /* the bytes, as a file without a name */
    int from, into; /* the two ends of the pipe that the answer takes */
    pid_t process;
    Buffer answer;
} Jail;

static void close_one(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

static void leave(void *thing)
{
    Jail *jail = thing;
    close_one(&jail->input);
    close_one(&jail->from);
    close_one(&jail->into);
    buffer_free(&jail->answer);
}

/* ---- Starting it ----------------------------------------------------------------------------- */

static bool write_all(int descriptor, Bytes bytes)
{
    size_t written = 0;
    while (written < bytes.length) {
        ssize_t piece = write(descriptor, bytes.data + written, bytes.length - written);
        if (piece <= 0)
            return false;
        written += (size_t)piece;
    }
    return lseek(descriptor, 0, SEEK_SET) == 0;
}

static Error *open_ends(Jail *jail, Bytes input)
{
    int ends[2];
    jail->input = memfd_create("jail", MFD_CLOEXEC);
    if (jail->input < 0 || !write_all(jail->input, input))
        return error_internal("jail: no room for %zu bytes of input", input.length);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_internal("jail: no pipe");
    jail->from = ends[0];
    jail->into = ends[1];
    return NULL;
}

/* Standard input and output are the two ends; what was open here is closed there. Standard error
 * stays to a build with sanitizers alone, whose words are worth more than a log that cannot lie. */
static int arrange(const Jail *jail, posix_spawn_file_actions_t *actions)
{
    int refused = posix_spawn_file_actions_adddup2(actions, jail->input, STDIN_FILENO);
    if (refused == 0)
        refused = posix_spawn_file_actions_adddup2(actions, jail->into, STDOUT_FILENO);
#ifndef JAIL_SANITIZED
    if (refused == 0)
        refused =
            posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
    if (refused == 0)
        refused = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
    return refused;
}

static int start(Jail *jail)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    char word[] = JAIL_WORD, program[] = "fourfold";
    char *words[] = {program, word, NULL, NULL};
    char *environment[] = {NULL};
    char name[64];
    snprintf(name, sizeof name, "%s", jail->work->name);
    words[2] = name;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int refused = arrange(jail, &actions);
    if (refused == 0)
        refused = posix_spawn(&jail->process, PROGRAM, &actions, &attributes, words, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return refused;
}

/* ---- Its answer ------------------------------------------------------------------------------ */

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False at the deadline, and when more comes than may. */
static bool listen_until(Jail *jail, int64_t deadline)
{
    for (;;) {
        struct pollfd waited = {.fd = jail->from, .events = POLLIN};
        int64_t left = deadline - milliseconds();
        if (left <= 0 || poll(&waited, 1, (int)left) == 0)
            return false;
        size_t piece = jail_piece(&jail->answer);
        char *room = buffer_reserve(&jail->answer, piece);
        if (piece == 0 || room == NULL)
            return false;
        ssize_t length = read(jail->from, room, piece);
        if (length <= 0)
            return length == 0;
        jail->answer.length += (size_t)length;
    }
}

/* How it ended; it is waited for in any case. */
static int end(const Jail *jail, bool heard)
{
    int status = -1;
    if (!heard)
        kill(jail->process, SIGKILL);
    while (waitpid(jail->process, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

/* Once, so that nobody believes in a wall that is not there. */
static void say_what_lacks(char rights)
{
    static atomic_bool said;
    if (rights == JAIL_WITHOUT_LANDLOCK && !atomic_exchange(&said, true))
        log_event(LOG_WARN, "jail.landlock", "kernel=none seccomp=yes");
}

static Error *error_of(const Jail *jail, const char *words, size_t length, char how)
{
    const char *message = words, *cause = "";
    size_t first = strnlen(words, length);
    if (first + 1 < length)
        cause = words + first + 1;
    if (first == length || words[length - 1] != '\0' || !text_valid_utf8(message, first))
        return error_invalid("This file cannot be read.", "jail %s: no sentence", jail->work->name);
    return error_make(how == JAIL_TOO_LARGE ? ERROR_TOO_LARGE : ERROR_INVALID, message,
                      "jail %s: %s", jail->work->name, cause);
}

static Error *failure(const Jail *jail, bool heard, int status)
{
    const char *name = jail->work->name;
    if (WIFEXITED(status) && WEXITSTATUS(status) >= JAIL_NO_WORK &&
        WEXITSTATUS(status) <= JAIL_NO_INPUT)
        return error_internal("jail %s: not entered, %d", name, WEXITSTATUS(status));
    if (!heard ||
        (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)))
        return error_too_large("This file takes too long to read. Split it and try again.",
                               "jail %s: ended, status %d", name, status);
    log_event(LOG_WARN, "jail.died", "work=%s status=%d", name, status);
    return error_invalid("This file cannot be read. Export it anew, and tell whoever looks after "
                         "the program if it goes on.",
                         "jail %s: status %d", name, status);
}

static Error *take_answer(Arena *arena, const Jail *jail, Bytes *output)
{
    const Buffer *answer = &jail->answer;
    const char *body = answer->data + JAIL_HEAD;
    size_t length = answer->length - JAIL_HEAD;
    say_what_lacks(answer->data[0]);
    if (answer->data[1] != JAIL_DONE)
        return error_of(jail, body, length, answer->data[1]);
    *output = (Bytes){(const unsigned char *)arena_copy_length(arena, body, length), length};
    return NULL;
}

static Error *run(Arena *arena, Jail *jail, Bytes input, Bytes *output)
{
    TRY(open_ends(jail, input));
    int refused = start(jail);
    if (refused != 0)
        return error_internal("jail %s: not started, %d", jail->work->name, refused);
    close_one(&jail->into);
    bool heard = listen_until(jail, milliseconds() + (int64_t)jail->work->seconds * 1000);
    int status = end(jail, heard);
    if (!heard || status != 0 || jail->answer.length < JAIL_HEAD)
        return failure(jail, heard, status);
    return take_answer(arena, jail, output);
}

/* rights: out, what the jail was made of. */
static Error *run_in_jail(Arena *arena, const JailWork *work, Bytes input, Bytes *output,
                          char *rights)
{
    Jail *jail = arena_new(arena, Jail);
    *jail = (Jail){.work = work, .input = -1, .from = -1, .into = -1};
    *output = (Bytes){(const unsigned char *)"", 0};
    buffer_init(&jail->answer, work->output + JAIL_HEAD + 1); /* one too many shows */
    arena_defer(arena, leave, jail);
    Error *error = run(arena, jail, input, output);
    *rights = jail->answer.length > 0 ? jail->answer.data[0] : '\0';
    leave(jail);
    return error;
}

Error *jail_run(Arena *arena, const JailWork *work, Bytes input, Bytes *output)
{
    char rights;
    return run_in_jail(arena, work, input, output, &rights);
}

/* ---- Can it be made? ------------------------------------------------------------------------- */

static Error *do_nothing(Arena *arena, Bytes input, Buffer *output)
{
    (void)arena;
    buffer_put(output, input.data, input.length);
    return NULL;
}

static JailWork nothing = {
    .name = "nothing", .run = do_nothing, .memory = 65536, .output = 16, .seconds = 20};
JAIL_WORK(nothing)

Error *jail_look(Arena *arena, const char **words)
{
    Bytes answer;
    char rights;
    *words = "";
    TRY(run_in_jail(arena, &nothing, (Bytes){(const unsigned char *)"x", 1}, &answer, &rights));
    *words = rights == JAIL_WITH_LANDLOCK ? "seccomp and Landlock"
                                          : "seccomp; this kernel has no Landlock";
    return NULL;
}
