/* test_package.h: zips for the tests of packages, made of texts. */
#ifndef EXCHANGE_TEST_PACKAGE_H
#define EXCHANGE_TEST_PACKAGE_H

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "platform/base/arena.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

typedef struct TestFile {
    const char *name, *content;
} TestFile;

enum { TEST_PACKAGE_BYTES = 1 << 20 };

/* A zip of so many bytes of each file; length 0: the whole text. */
static inline Bytes test_zip(Arena *arena, const TestFile *files, size_t count, mode_t type)
{
    unsigned char *bytes = arena_alloc(arena, TEST_PACKAGE_BYTES);
    size_t used = 0;
    struct archive *zip = archive_write_new();
    ASSERT(archive_write_set_format_zip(zip) == ARCHIVE_OK);
    ASSERT(archive_write_open_memory(zip, bytes, TEST_PACKAGE_BYTES, &used) == ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        size_t length = strlen(files[i].content);
        archive_entry_set_pathname(entry, files[i].name);
        archive_entry_set_filetype(entry, type);
        if (type == AE_IFLNK)
            archive_entry_set_symlink(entry, files[i].content);
        archive_entry_set_perm(entry, 0600);
        archive_entry_set_size(entry, type == AE_IFREG ? (int64_t)length : 0);
        ASSERT(archive_write_header(zip, entry) == ARCHIVE_OK);
        if (type == AE_IFREG)
            ASSERT(archive_write_data(zip, files[i].content, length) == (la_ssize_t)length);
        archive_entry_free(entry);
    }
    ASSERT(archive_write_close(zip) == ARCHIVE_OK);
    archive_write_free(zip);
    return (Bytes){bytes, used};
}

#endif
