/* zip_read.h: the CSV files of a zip that somebody sent, within limits.
 *
 * Names that lead out of the archive, links, passwords, folders, one name twice and more than a
 * zip of tables ever holds are refused, each with a sentence. What is no CSV is left out and named.
 * Sizes are counted as they come out, never believed. Runs in the jail only. */
#ifndef EXCHANGE_ZIP_READ_H
#define EXCHANGE_ZIP_READ_H

#include "platform/base/arena.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef struct ZipLimits {
    size_t archive;  /* bytes of the zip */
    size_t entries;  /* names in it */
    size_t one, all; /* bytes that come out of one entry, and of all */
    size_t ratio;    /* how many times larger than the zip they may be, once above `free` */
    size_t free;
} ZipLimits;

extern const ZipLimits zip_limits_usual;

typedef struct ZipEntry {
    const char *name;
    Bytes content;
} ZipEntry;

typedef struct ZipEntries {
    size_t count;
    ZipEntry *items;
    Texts left_out; /* names of what is no CSV */
} ZipEntries;

/* Whether the bytes begin as a zip does. */
bool zip_is(Bytes file);
/* ERROR_TOO_LARGE, or ERROR_INVALID with a sentence. */
Error *zip_read(Arena *arena, Bytes archive, const ZipLimits *limits, ZipEntries *entries);

#endif
