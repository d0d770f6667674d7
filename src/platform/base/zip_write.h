/* zip_write.h: a zip file, made in memory: members with their bytes compressed, then the list of
 * them. The same members give the same bytes: the time of each is the format's first.
 *
 * Appends to the caller's buffer. Few members and small files only: no 64-bit sizes. */
#ifndef PLATFORM_BASE_ZIP_WRITE_H
#define PLATFORM_BASE_ZIP_WRITE_H

#include <stdint.h>

#include "platform/base/buffer.h"

enum { ZIP_MEMBERS = 16 };

typedef struct ZipMember {
    const char *name; /* ASCII, with / between folders; lives as long as the writer */
    uint32_t checksum, packed, size, offset;
} ZipMember;

typedef struct ZipWriter {
    Buffer *out;
    size_t begun; /* where the zip begins in the buffer */
    size_t count;
    ZipMember members[ZIP_MEMBERS];
} ZipWriter;

ZipWriter zip_write_begin(Buffer *out);
void zip_write_member(ZipWriter *writer, const char *name, const void *data, size_t length);
/* What went wrong with the buffer is asked of the buffer. */
void zip_write_end(ZipWriter *writer);

#endif
