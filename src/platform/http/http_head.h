/* http_head.h: the guards that a request's head passes before its body is read. Pure.
 *
 * libmicrohttpd 0.9.75 is lenient: it takes the first of two Content-Length headers, folded lines,
 * lines that end in a bare LF, NULs inside a line, several spaces in the request line. Each of them
 * is how one request is smuggled inside another past a proxy that reads it otherwise. Its interface
 * hides the last four, but it leaves the head in one piece of memory, with CR, LF and the colon
 * each replaced by a NUL, and gives pointers into it: we check that the pieces stand one behind the
 * other without a gap. (A line that ends in NUL LF cannot be told from one that ends in CR LF.)
 *
 * What it refuses by itself, before we are asked, with a text of its own, without the headers of
 * HttpOptions.every_answer, and closing the connection:
 *   400  a header line without a colon, a request line whose version is not HTTP/d.d, a
 *        Content-Length that is not a number (its head is then sent twice; the connection is
 *        closed all the same)
 *   413  a Content-Length above 2^64 - 1
 *   414, 431  a head larger than twice head_maximum, or of thousands of tiny pieces
 *   505  HTTP/0.x and HTTP/2 and above
 * A request line without any space is closed without an answer. */
#ifndef PLATFORM_HTTP_HTTP_HEAD_H
#define PLATFORM_HTTP_HTTP_HEAD_H

#include "platform/http/http.h"

enum { HEAD_FIELDS = 100 };

typedef struct HeadField {
    const char *name;
    const char *value;
    size_t name_length;
    size_t value_length;
} HeadField;

/* All pointers lead into the same piece of memory: `size` bytes at `method`. */
typedef struct Head {
    const char *method;
    const char *target; /* where it stood; what stands there now may be decoded */
    size_t target_length;
    const char *version;
    size_t size;
    size_t count; /* also when above HEAD_FIELDS */
    HeadField fields[HEAD_FIELDS];
} Head;

typedef enum BodyKind { BODY_NONE, BODY_FORM, BODY_MULTIPART, BODY_OTHER } BodyKind;

typedef struct Framing {
    HttpMethod method;
    uint64_t length; /* of the body */
    BodyKind kind;
    bool expects_continue; /* the client waits before it sends the body */
} Framing;

/* 0, or the status of the refusal: the connection must then be closed, since where this request
 * ends is not known or not to be believed. target is the text as sent. */
int head_check(const Head *head, const char *target, size_t head_maximum, Framing *framing);

#endif
