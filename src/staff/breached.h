/* breached.h: passwords that were found in other people's broken-in data, looked up in a file on
 * this machine: nothing about a password ever leaves it.
 *
 * The file has the ordered form in which the public lists are given out: on each line the SHA-1 of
 * a password as 40 upper-case hexadecimal digits, a colon and how often it was seen, sorted. It is
 * mapped, not read: a search in 40 GB touches some thirty pages of it. */
#ifndef STAFF_BREACHED_H
#define STAFF_BREACHED_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/error.h"

/* Once, before any thread starts. ERROR_INVALID when the file is not there or not in that form. */
Error *breached_open(Arena *arena, const char *path);
void breached_close(void);
/* false for every password while no file is open. Safe from any thread. */
bool breached_has(const char *password);

#endif
