/* fetch.h: asks one web server elsewhere one question, for single sign-on. With platform/mail the
 * only way out of the program.
 *
 * Over https, to a server whose certificate this machine trusts; in the clear to this machine
 * alone, and only where that was allowed (tests). No redirect is followed, no proxy of the
 * environment used. Blocks the thread, so never with a reader of the store in hand, inside a
 * transaction or on a thread of the sockets. Nothing of address, question or answer is logged. */
#ifndef PLATFORM_FETCH_FETCH_H
#define PLATFORM_FETCH_FETCH_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/error.h"

enum { FETCH_SECONDS = 10, FETCH_CONNECT_SECONDS = 5, FETCH_MOST = 256 * 1024 };

typedef struct FetchQuestion {
    const char *address;
    const char *form;            /* urlencoded, to be posted; NULL: GET */
    const char *user, *password; /* of basic authorisation, as they are to be sent; NULL: none */
    bool loopback;               /* http to 127.0.0.0/8, [::1] and localhost may be asked */
} FetchQuestion;

typedef struct FetchAnswer {
    int status;
    const char *body; /* ended by NUL */
    size_t length;
} FetchAnswer;

/* For the program's start, after mail_start(): at most so many threads wait for others at once. */
void fetch_limit(int most);
/* Whether it is an address that fetch() would ask. */
bool fetch_allowed(const char *address, bool loopback);
/* Any status is an answer. ERROR_BUSY with a sentence that says why there is none; ERROR_INVALID
 * when the address may not be asked, or the answer is over FETCH_MOST bytes. */
Error *fetch(Arena *arena, const FetchQuestion *question, FetchAnswer *answer);

#endif
