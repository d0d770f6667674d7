/* guess.h: how often somebody may be wrong about a secret: guessing slows down, and locks nobody
 * out.
 *
 * Each bucket holds so many failures, and one more place comes free each so many seconds. There is
 * a bucket for an address (generous: a school sits behind one), one for an account and all devices
 * that it never signed in on, and one for each device that it did: a stranger who guesses empties
 * the first two, and the owner's own device has its own. A try takes its place beforehand, so that
 * many tries at once are no more than one after another, and gives it back when it was right.
 *
 * A fixed table in memory, found by a keyed hash: it never grows, nobody outside can tell who meets
 * whom in it, and two that meet share a bucket: that makes it slower, never faster. It forgets at
 * the program's end. Safe from any thread. docs/decisions/0011-guessing-slows.md says why. */
#ifndef STAFF_GUESS_H
#define STAFF_GUESS_H

#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"

typedef struct Guesses Guesses;

typedef enum GuessKind {
    GUESS_PASSWORD,
    GUESS_FACTOR,
    GUESS_SETUP_CODE,
    GUESS_FAMILY_CODE,
    GUESS_LINK,
    GUESS_SIGN_ON, /* what came back from a provider */
    GUESS_KINDS
} GuessKind;

typedef struct Guesser {
    const char *address; /* where the request came from */
    const char *account; /* the name that was typed, whether anybody has it or not */
    const char
        *device; /* token of a device that this account has signed in on; NULL: a stranger's */
} Guesser;

/* Lives in the arena. */
Guesses *guesses_make(Arena *arena);
/* 0: go on, and one failure is taken; else the whole seconds to wait, and nothing is taken. */
int guess_begin(Guesses *guesses, GuessKind kind, const Guesser *who, Moment now);
/* What guess_begin() took is given back: the secret was right, or was never looked at. */
void guess_forgive(Guesses *guesses, GuessKind kind, const Guesser *who);
/* As when the program began. */
void guesses_forget(Guesses *guesses);
/* Bytes that the table takes, whatever was guessed. */
size_t guesses_size(void);

#endif
