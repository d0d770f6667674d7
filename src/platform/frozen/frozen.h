/* frozen.h: a document as one text that is never edited, and the hash that stands for it.
 *
 * The text is JSON with its keys sorted, so that the same content is the same bytes. Here are the
 * pieces that every such document is written with and read by; what stands in one is its own
 * folder's. Knows nothing of schools and keeps nothing. */
#ifndef PLATFORM_FROZEN_FROZEN_H
#define PLATFORM_FROZEN_FROZEN_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

enum { FROZEN_HASH = 32 };

/* ---- Writing --------------------------------------------------------------------------------- */

/* An id is a text: a JSON number loses digits above 2^53 in other readers. */
json_t *frozen_id(int64_t id);
/* ISO, or null for no date. */
json_t *frozen_date(Arena *arena, Date date);
/* The whole as one text. Takes `whole` over, which is never NULL. */
const char *frozen_text(Arena *arena, json_t *whole);

/* ---- Reading ---------------------------------------------------------------------------------
 * What is not there, or is of another kind, is "", 0 or no date. */

const char *frozen_read_text(Arena *arena, const json_t *object, const char *key);
Date frozen_read_date(const json_t *object, const char *key);
int frozen_read_number(const json_t *object, const char *key);
/* Of the value itself: ids stand in lists too. */
int64_t frozen_read_id(const json_t *value);

/* ---- The hash -------------------------------------------------------------------------------- */

/* BLAKE2b of the text, without its NUL; in the arena. */
Bytes frozen_hash(Arena *arena, const char *text);
/* True when the hash was made of this text. False for no text. */
bool frozen_intact(const char *text, Bytes hash);

#endif
