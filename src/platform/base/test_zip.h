/* test_zip.h: a reader for zips that the program wrote, which finds fault with anything that does
 * not fit together. Tests only. */
#ifndef PLATFORM_BASE_TEST_ZIP_H
#define PLATFORM_BASE_TEST_ZIP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libdeflate.h>

static inline uint32_t test_zip_number(const char *at, size_t bytes)
{
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value |= (uint32_t)(unsigned char)at[i] << (8 * i);
    return value;
}

/* Where the list of members ends. */
static inline const char *test_zip_end(const char *zip, size_t length)
{
    const char *end = zip + length - 22;
    assert_true(length > 22);
    assert_int_equal(test_zip_number(end, 4), 0x06054b50);
    assert_int_equal(test_zip_number(end + 12, 4) + test_zip_number(end + 16, 4), length - 22);
    return end;
}

/* Unpacks one, whose line in the list is at `line`; what is found is ended by NUL. */
static inline void test_zip_unpack(const char *zip, const char *line, char *found, size_t room)
{
    size_t words = test_zip_number(line + 28, 2), unpacked;
    const char *local = zip + test_zip_number(line + 42, 4);
    assert_int_equal(test_zip_number(local, 4), 0x04034b50);
    assert_memory_equal(local + 4, line + 6, 26); /* both say the same of it */
    assert_memory_equal(local + 30, line + 46, words);
    struct libdeflate_decompressor *reader = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_deflate_decompress(reader, local + 30 + words,
                                                   test_zip_number(local + 18, 4), found, room - 1,
                                                   &unpacked),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(reader);
    assert_int_equal(unpacked, test_zip_number(local + 22, 4));
    assert_int_equal(libdeflate_crc32(0, found, unpacked), test_zip_number(local + 14, 4));
    found[unpacked] = '\0';
}

/* The member of that name, ended by NUL; fails the test when there is none. */
static inline void test_zip_member(const char *zip, size_t length, const char *name, char *found,
                                   size_t room)
{
    const char *end = test_zip_end(zip, length);
    const char *line = zip + test_zip_number(end + 16, 4);
    for (uint32_t left = test_zip_number(end + 10, 2); left > 0; left--) {
        size_t words = test_zip_number(line + 28, 2);
        assert_int_equal(test_zip_number(line, 4), 0x02014b50);
        if (words == strlen(name) && memcmp(line + 46, name, words) == 0) {
            test_zip_unpack(zip, line, found, room);
            return;
        }
        line += 46 + words;
    }
    fail_msg("no member %s", name);
}

#endif
