/* http_parse.h: the texts of a request turned into values: path, query, forms. Pure. Strict: what
 * is not exactly in form is refused, and no field is ever lost without a word. Only the texts of a
 * body, which people type, may be mended or cut.
 *
 * Each function gives 0, or the status with which the request must be refused: 400 malformed,
 * 404 no such path can exist, 413 too many or too large. */
#ifndef PLATFORM_HTTP_HTTP_PARSE_H
#define PLATFORM_HTTP_HTTP_PARSE_H

#include "platform/http/http.h"

typedef struct FieldLimits {
    size_t count; /* fields */
    size_t text;  /* bytes of one text; files are bounded by the body */
    bool typed;   /* a longer text is cut there, and one that is not UTF-8 mended; else refused */
} FieldLimits;

enum { FIELD_NAME_MAXIMUM = 200, PART_LINE_MAXIMUM = 1024, PART_LINES_MAXIMUM = 8 };

/* Decoded and checked; "/a/b", never "/a/", "/a//b" or "/a/../b". */
int parse_path(Arena *arena, const char *text, size_t length, const char **path);
/* Fills value, length and mended from the text that was sent, which is followed by a byte that may
 * be overwritten. */
int field_text(Arena *arena, char *text, size_t length, FieldLimits limits, HttpField *field);
/* a=b&c=d, with plus signs and percent escapes. */
int parse_fields(Arena *arena, const char *text, size_t length, FieldLimits limits,
                 HttpFields *fields);
/* Ends each part by a NUL in place: the fields point into body. */
int parse_multipart(Arena *arena, char *body, size_t length, const char *boundary,
                    FieldLimits limits, HttpFields *fields);
/* From "multipart/form-data; boundary=...". */
int parse_boundary(Arena *arena, const char *content_type, const char **boundary);

/* Whether a Content-Type names this media type, whatever its parameters. */
bool media_type_is(const char *content_type, const char *media_type);
/* Whether an Accept-Encoding takes gzip; NULL does not. */
bool accepts_gzip(const char *accept_encoding);
/* The last address in X-Forwarded-For, which is the one our own proxy added; NULL when it is none.
 */
const char *forwarded_address(Arena *arena, const char *forwarded_for);

/* Writes at most length bytes; false for a broken escape. plus: a plus sign is a space. */
bool percent_decode(char *out, size_t *out_length, const char *text, size_t length, bool plus);
/* A name of a header or method: RFC 9110 token characters, at least one. */
bool is_token(const char *text, size_t length);

#endif
