/* id.h: the ids of records, and unguessable tokens.
 *
 * A record's id has 63 bits: 41 bits of milliseconds since 2020 and 22 that count up from a random
 * start within the millisecond, so ids sort by time and never repeat in one process; a clash
 * between two processes is refused by the primary key. Access never rests on an id being hard to
 * guess; tokens are for that. */
#ifndef PLATFORM_BASE_ID_H
#define PLATFORM_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Above 0 and above every id this process made before. Safe from any thread. */
int64_t id_new(void);
/* Decimal digits only, no sign, above 0, no leading zero, at most INT64_MAX. */
bool id_parse(const char *text, int64_t *id);

/* length random bytes from the system. */
void token_bytes(uint8_t *bytes, size_t length);
/* 43 characters of base64url for 32 bytes, and a NUL. */
#define TOKEN_TEXT_SIZE 44
void token_text(char text[TOKEN_TEXT_SIZE]);

#endif
