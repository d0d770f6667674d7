/* error.h: how a function says that it could not do its work.
 *
 * A function that can fail returns Error *, NULL when all is well. The error lives in a slot of
 * the thread until the next error is made there: return it at once, or error_keep() it. The kind
 * decides the answer's status; the message is for the person (what happened, what to do); the
 * cause is for the log only and holds ids, never names or typed text. */
#ifndef PLATFORM_BASE_ERROR_H
#define PLATFORM_BASE_ERROR_H

#include "platform/base/arena.h"

typedef enum ErrorKind {
    ERROR_INVALID,   /* 422: what was typed cannot be accepted */
    ERROR_NOT_FOUND, /* 404: not there, or not theirs: the two look alike */
    ERROR_FORBIDDEN, /* 403 */
    ERROR_CONFLICT,  /* 409: someone else saved first, or the state does not allow it */
    ERROR_TOO_LARGE, /* 413 */
    ERROR_TOO_OFTEN, /* 429 with Retry-After: wrong too often, wait */
    ERROR_BUSY,      /* 503 with Retry-After */
    ERROR_STORE,     /* 500: the database failed; the transaction is void */
    ERROR_INTERNAL   /* 500: our own mistake */
} ErrorKind;

typedef struct Error {
    ErrorKind kind;
    const char *message;
    const char *cause;
} Error;

#define TRY(call)                                                                                  \
    do {                                                                                           \
        Error *try_error_ = (call);                                                                \
        if (try_error_ != NULL)                                                                    \
            return try_error_;                                                                     \
    } while (0)

/* message: a whole sentence for a person, copied up to 511 bytes. cause: a format for the log, up
 * to 1023 bytes printed. Both may quote the thread's last error. */
Error *error_make(ErrorKind kind, const char *message, const char *cause, ...)
    __attribute__((format(printf, 3, 4), returns_nonnull));
/* A copy that lives as long as the arena. */
Error *error_keep(Arena *arena, const Error *error);

#define error_invalid(message, ...)   error_make(ERROR_INVALID, (message), __VA_ARGS__)
#define error_not_found(...)          error_make(ERROR_NOT_FOUND, "Page not found", __VA_ARGS__)
#define error_forbidden(message, ...) error_make(ERROR_FORBIDDEN, (message), __VA_ARGS__)
#define error_conflict(message, ...)  error_make(ERROR_CONFLICT, (message), __VA_ARGS__)
#define error_too_large(message, ...) error_make(ERROR_TOO_LARGE, (message), __VA_ARGS__)
#define error_too_often(message, ...) error_make(ERROR_TOO_OFTEN, (message), __VA_ARGS__)
#define error_busy(...)                                                                            \
    error_make(ERROR_BUSY, "Fourfold is busy. Wait a few seconds and try again.", __VA_ARGS__)
#define error_store(...)                                                                           \
    error_make(ERROR_STORE, "Nothing was saved. Try again; if it goes on, give the reference.",    \
               __VA_ARGS__)
#define error_internal(...)                                                                        \
    error_make(ERROR_INTERNAL, "Something went wrong on our side. Nothing was saved.", __VA_ARGS__)

#endif
