/* jail_inside.h: how the two ends of a jail speak: jail.c outside, jail_inside.c in it. */
#ifndef PLATFORM_JAIL_JAIL_INSIDE_H
#define PLATFORM_JAIL_JAIL_INSIDE_H

#include "platform/jail/jail.h"

/* A sanitizer maps terabytes that it never uses, and has something to say on standard error. */
#if defined(__SANITIZE_ADDRESS__)
#define JAIL_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define JAIL_SANITIZED
#endif
#endif

#define JAIL_WORD "--jail" /* fourfold --jail WORK */

/* What the jail sends: one letter for its rights, one for how it went; then the result, or an
 * error's message and cause, each ended by NUL. */
enum {
    JAIL_WITH_LANDLOCK = 'L',
    JAIL_WITHOUT_LANDLOCK = 'l',
    JAIL_DONE = 'd',
    JAIL_INVALID = 'i',
    JAIL_TOO_LARGE = 't',
    JAIL_HEAD = 2
};

/* How the process ends when no work was done. */
enum { JAIL_NO_WORK = 91, JAIL_NOT_CLOSED = 92, JAIL_NO_INPUT = 93 };

/* NULL: there is none of that name. */
const JailWork *jail_work_named(const char *name);

/* How much may be read into the buffer at once; 0: it is full. */
size_t jail_piece(const Buffer *buffer);

/* Gives up every right that a work does not need. False when the kernel does not take the filter of
 * system calls; landlock: out. */
bool jail_close(bool *landlock);

#endif
