#include "platform/base/test_process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/base/log.h"

const char *__asan_default_options(void);
const char *__tsan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

const char *__tsan_default_options(void)
{
    return __asan_default_options();
}

static void read_all(int source, char *written, size_t size)
{
    char beyond[4096];
    size_t length = 0;
    ssize_t count;
    do {
        size_t room = size - 1 - length;
        count =
            room > 0 ? read(source, written + length, room) : read(source, beyond, sizeof beyond);
        if (count > 0 && room > 0)
            length += (size_t)count;
    } while (count > 0);
    written[length] = '\0';
}

_Noreturn static void run(void (*work)(void *), void *argument, int output)
{
    /* The test runner's handlers would turn the abort into a report of their own. */
    signal(SIGABRT, SIG_DFL);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    dup2(output, STDERR_FILENO);
    close(output);
    work(argument);
    exit(0); /* and not _exit(): a coverage build writes its counts then */
}

int test_child(void (*work)(void *), void *argument, char *written, size_t size)
{
    int ends[2];
    fflush(NULL); /* or the child's exit would print the parent's lines once more */
    ASSERT(pipe(ends) == 0);
    pid_t child = fork();
    ASSERT(child >= 0);
    if (child == 0) {
        close(ends[0]);
        run(work, argument, ends[1]);
    }
    close(ends[1]);
    read_all(ends[0], written, size);
    close(ends[0]);
    int status;
    ASSERT(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}
