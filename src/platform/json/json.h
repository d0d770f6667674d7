/* json.h: reads JSON that others sent: what a browser signed, what a provider of sign-in answers.
 *
 * Owns nothing: values live in the arena of json_read(). An object with a name twice is refused,
 * since two readers could then see two meanings; so is a text with NUL in it. What is not there,
 * and what is of another kind than was asked for, look alike. */
#ifndef PLATFORM_JSON_JSON_H
#define PLATFORM_JSON_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/text.h"

typedef struct Json Json;

/* NULL when it is no JSON, or neither an object nor a list. */
const Json *json_read(Arena *arena, const char *text, size_t length);

/* A member of an object; NULL when it is not there. Any of these takes NULL as what is not there.
 */
const Json *json_member(const Json *object, const char *name);
/* NULL when it is no text. */
const char *json_text(const Json *object, const char *name);
bool json_yes(const Json *object, const char *name);
/* A whole number; one with a fraction is cut. */
bool json_whole(const Json *object, const char *name, int64_t *value);
/* Of a list; 0 when it is none. */
size_t json_length(const Json *list);
const Json *json_item(const Json *list, size_t at);
/* Whether the member is this text, or a list with this text in it. */
bool json_holds(const Json *object, const char *name, const char *text);

/* Bytes in base64 for addresses, without padding; data NULL when they are none. */
Bytes base64_bytes(Arena *arena, const char *text);
const char *base64_text(Arena *arena, Bytes bytes);

#endif
