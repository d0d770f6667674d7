/* The inside of a jail: from the first line of the program that was started as one. */
#include "platform/jail/jail_inside.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MEMORY_BESIDE ((size_t)512 << 20) /* the program itself, its libraries, the two ends */

static JailWork *works;

void jail_offer(JailWork *work)
{
    work->next = works;
    works = work;
}

const JailWork *jail_work_named(const char *name)
{
    for (const JailWork *work = works; work != NULL; work = work->next)
        if (text_equal(work->name, name))
            return work;
    return NULL;
}

/* ---- Rights ----------------------------------------------------------------------------------
 */

/* Every access to files that this kernel's Landlock knows, and not one file that it is given to.
 * False where the kernel has no Landlock. */
static bool give_up_files(void)
{
    static const int rights_of_version[] = {0,  13, 14,
                                            15, 15, 16}; /* how many bits; the last: on */
    enum { NEWEST = sizeof rights_of_version / sizeof rights_of_version[0] - 1 };
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    int bits = rights_of_version[version > NEWEST ? NEWEST : version];
    struct landlock_ruleset_attr all = {.handled_access_fs = (UINT64_C(1) << bits) - 1};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (ruleset < 0)
        return false;
    bool given_up = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return given_up;
}

/* What computing takes. Nothing here opens, names, connects, starts or signals anything. */
static const int allowed[] = {
    SCMP_SYS(read),         SCMP_SYS(write),          SCMP_SYS(close),
    SCMP_SYS(exit),         SCMP_SYS(exit_group),     SCMP_SYS(brk),
    SCMP_SYS(munmap),       SCMP_SYS(mremap),         SCMP_SYS(madvise),
    SCMP_SYS(futex),        SCMP_SYS(rt_sigreturn),   SCMP_SYS(rt_sigaction),
    SCMP_SYS(getrandom),    SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday), SCMP_SYS(sigaltstack),    SCMP_SYS(getpid),
    SCMP_SYS(gettid),       SCMP_SYS(sched_yield),
};

/* What a library may try on its way, and can do without: it is told no, and goes on. Whatever
 * stands in neither list ends the process at once. */
static const int refused[] = {
    SCMP_SYS(open),   SCMP_SYS(openat),     SCMP_SYS(openat2),    SCMP_SYS(stat),
    SCMP_SYS(lstat),  SCMP_SYS(newfstatat), SCMP_SYS(statx),      SCMP_SYS(fstat),
    SCMP_SYS(access), SCMP_SYS(faccessat),  SCMP_SYS(faccessat2), SCMP_SYS(readlink),
    SCMP_SYS(fcntl),  SCMP_SYS(readlinkat), SCMP_SYS(ioctl),      SCMP_SYS(lseek),
    SCMP_SYS(getcwd), SCMP_SYS(sysinfo),    SCMP_SYS(prlimit64),  SCMP_SYS(sched_getaffinity),
};

enum { ALLOWED = sizeof allowed / sizeof allowed[0], REFUSED = sizeof refused / sizeof refused[0] };

static bool fill_filter(scmp_filter_ctx filter)
{
    bool filled = true;
    struct scmp_arg_cmp not_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    for (size_t i = 0; i < ALLOWED; i++)
        filled = filled && seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    for (size_t i = 0; i < REFUSED; i++)
        filled = filled && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused[i], 0) == 0;
    return filled && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, not_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, not_code) == 0;
}

static bool give_up_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL)
        return false;
    bool loaded = fill_filter(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

/* The second limit is the first's: nobody raises it again. */
static bool limit(__rlimit_resource_t resource, rlim_t most)
{
    return setrlimit(resource, &(struct rlimit){most, most}) == 0;
}

static bool limit_work(const JailWork *work)
{
    bool limited = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
                   limit(RLIMIT_CPU, (rlim_t)work->seconds + 1);
#ifndef JAIL_SANITIZED
    limited = limited && limit(RLIMIT_AS, work->memory + 2 * work->output + MEMORY_BESIDE);
#endif
    return limited;
}

bool jail_close(bool *landlock)
{
    *landlock = false;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return false;
    *landlock = give_up_files();
    return limit(RLIMIT_NOFILE, STDERR_FILENO + 1) && give_up_calls();
}

/* ---- Work ------------------------------------------------------------------------------------ */

size_t jail_piece(const Buffer *buffer)
{
    enum { PIECE = 256 * 1024 };
    size_t left = buffer->maximum - buffer->length;
    return left < PIECE ? left : PIECE;
}

static bool read_all(Buffer *input)
{
    for (;;) {
        size_t piece = jail_piece(input);
        char *room = buffer_reserve(input, piece);
        if (piece == 0 || room == NULL)
            return false;
        ssize_t length = read(STDIN_FILENO, room, piece);
        if (length <= 0)
            return length == 0;
        input->length += (size_t)length;
    }
}

static void send(const char *data, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, data, length);
        if (written <= 0)
            _exit(JAIL_NO_INPUT);
        data += written;
        length -= (size_t)written;
    }
}

static Error *too_large(const char *what)
{
    return error_too_large("This file is too large. Split it and try again.", "%s", what);
}

static Error *run(const JailWork *work, Bytes input, Buffer *output)
{
    Arena *arena = arena_create(work->memory, "jail");
    jmp_buf exhausted;
    arena_catch(arena, &exhausted);
    if (setjmp(exhausted) != 0)
        return too_large("arena");
    Error *error = work->run(arena, input, output);
    return error == NULL && buffer_failed(output) ? too_large("output") : error;
}

static void send_error(char rights, const Error *error)
{
    const char head[] = {rights, error->kind == ERROR_TOO_LARGE ? JAIL_TOO_LARGE : JAIL_INVALID};
    send(head, sizeof head);
    send(error->message, strlen(error->message) + 1);
    send(error->cause, strlen(error->cause) + 1);
}

static _Noreturn void be_jail(const char *name)
{
    const JailWork *work = jail_work_named(name);
    Buffer input, output;
    bool landlock;
    if (work == NULL)
        _exit(JAIL_NO_WORK);
    if (!limit_work(work) || !jail_close(&landlock))
        _exit(JAIL_NOT_CLOSED);
    buffer_init(&input, work->memory);
    buffer_init(&output, work->output);
    if (!read_all(&input))
        _exit(JAIL_NO_INPUT);
    char rights = landlock ? JAIL_WITH_LANDLOCK : JAIL_WITHOUT_LANDLOCK;
    const Error *error =
        run(work, (Bytes){(const unsigned char *)buffer_text(&input), input.length}, &output);
    if (error == NULL) {
        const char head[] = {rights, JAIL_DONE};
        send(head, sizeof head);
        send(output.data, output.length);
    } else {
        send_error(rights, error);
    }
    _exit(0);
}

/* Before main(), and so in whatever program the works are linked into. */
__attribute__((constructor(JAIL_ENTERED))) static void enter(int count, char **words)
{
    if (count == 3 && text_equal(words[1], JAIL_WORD))
        be_jail(words[2]);
}
