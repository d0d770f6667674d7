/* mail.h: hands one message to the school's mail server. With platform/fetch the only folder that
 * sees libcurl, and the only way out of the program.
 *
 * Plain text in UTF-8, one reader. Nothing here is written to a log, neither the reader nor the
 * text. Safe from any thread once mail_start() was called. */
#ifndef PLATFORM_MAIL_MAIL_H
#define PLATFORM_MAIL_MAIL_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"

typedef struct MailServer {
    const char *url;             /* smtp://host:587 (STARTTLS) or smtps://host:465 */
    const char *from;            /* an address: office@school.example */
    const char *user, *password; /* NULL: the server asks for none */
    bool plain;                  /* without TLS: for a server on this machine alone */
} MailServer;

typedef struct Mail {
    const char *to;        /* an address */
    const char *from_name; /* shown before the address: the school's name */
    const char *subject;
    const char *text; /* lines ended by \n */
} Mail;

/* For the program's start and end, on the main thread. */
Error *mail_start(void);
void mail_stop(void);

/* Whether it can stand in a header and an SMTP command: one @, no space, control or bracket. */
bool mail_address_fit(const char *address);
/* Fills all but user and password. ERROR_INVALID with a sentence that begins with what is wrong. */
Error *mail_server(Arena *arena, const char *url, const char *from, MailServer *server);

/* The whole message, as it goes to the server (RFC 5322, lines ended by CR LF). */
const char *mail_message(Arena *arena, const MailServer *server, const Mail *mail, Moment now);
/* Blocks until the server has taken it or refused: 30 seconds at most. ERROR_BUSY when it may work
 * later; ERROR_INVALID when the server will never take it. */
Error *mail_send(Arena *arena, const MailServer *server, const Mail *mail, Moment now);

#endif
