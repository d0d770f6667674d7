/* jail.h: a function that reads what a stranger sent, in a process of its own that can do nothing
 * else.
 *
 * The process is this same program, started anew: it has none of this one's memory. It is given the
 * bytes, no other descriptor, no environment, little memory and few seconds; before it looks at the
 * first byte it gives up every system call but those that compute (seccomp), and with Landlock,
 * where the kernel has it, every file. What it sends back is bytes again, and as little to be
 * trusted as what went in.
 *
 * A work offers itself with JAIL_WORK() in the file that has its function. A program in which one
 * is linked can be started as its jail, so that tests need nothing more. */
#ifndef PLATFORM_JAIL_JAIL_H
#define PLATFORM_JAIL_JAIL_H

#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/buffer.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef struct JailWork {
    const char *name; /* one word, of this work alone */
    /* Runs in the jail. The errors that it may make of the input: ERROR_INVALID, ERROR_TOO_LARGE;
     * their message reaches the caller, their cause too. */
    Error *(*run)(Arena *arena, Bytes input, Buffer *output);
    size_t memory; /* bytes of its arena; past them the input is too large */
    size_t output; /* most bytes that may come back */
    int seconds;   /* it is ended then */
    struct JailWork *next;
} JailWork;

/* Runs the work on the bytes. output: out, in the arena, ended by a NUL that is not counted. The
 * work's own errors; ERROR_TOO_LARGE when it needed too much memory or time; ERROR_INVALID when it
 * broke a rule or died of its input; ERROR_INTERNAL when no jail can be made here. */
Error *jail_run(Arena *arena, const JailWork *work, Bytes input, Bytes *output);

/* Whether a jail can be made on this machine, and what it is made of. ERROR_INTERNAL: it cannot. */
Error *jail_look(Arena *arena, const char **words);

/* Before main(): the works offer themselves, then a program that was started as a jail is one. */
enum { JAIL_WORKS_OFFERED = 201, JAIL_ENTERED = 202 };
void jail_offer(JailWork *work);
#define JAIL_WORK(work)                                                                            \
    __attribute__((constructor(JAIL_WORKS_OFFERED))) static void work##_is_offered(void)           \
    {                                                                                              \
        jail_offer(&(work));                                                                       \
    }

#endif
