/* pack.h: numbers and texts as bytes, to cross from the jail that read a file to whoever asked.
 *
 * Whatever wrote the bytes is not trusted: past their end, or past a bound, everything reads as
 * nothing and the reader stays broken. Texts are not copied. Pure. */
#ifndef EXCHANGE_PACK_H
#define EXCHANGE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/buffer.h"
#include "platform/base/text.h"

void pack_number(Buffer *out, uint64_t number);
/* Ended by NUL. */
void pack_text(Buffer *out, const char *text);

typedef struct PackReader {
    const unsigned char *at, *end;
    bool broken;
} PackReader;

PackReader pack_reader(Bytes bytes);
/* 0 when it is broken, or above most. */
size_t pack_take_number(PackReader *reader, size_t most);
/* How many of something follow, each at least `bytes` long. */
size_t pack_take_count(PackReader *reader, size_t bytes);
/* "" when it is broken, or no UTF-8. */
const char *pack_take_text(PackReader *reader);
/* Whole, and all of it taken. */
bool pack_is_whole(const PackReader *reader);

#endif
