#include "platform/base/text.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "platform/base/test_numbers.h"

static void compares(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal, fold;
    } cases[] = {
        {"plan", "plan", true, true},
        {"", "", true, true},
        {NULL, NULL, true, true},
        {"Plan", "pLAN", false, true},
        {"AZ", "az", false, true},
        {NULL, "", false, false},
        {"", NULL, false, false},
        {"plan", "plans", false, false},
        {"plans", "plan", false, false},
        {"plan", "", false, false},
        {"É", "é", false, false},
        {"@[`{", "`{@[", false, false},
        {"K", "\xE2\x84\xAA", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (text_equal(cases[i].a, cases[i].b) != cases[i].equal ||
            text_equal_fold(cases[i].a, cases[i].b) != cases[i].fold)
            fail_msg("case %zu", i);
    }
}

static void empty_and_starts(void **state)
{
    (void)state;
    assert_true(text_empty(NULL));
    assert_true(text_empty(""));
    assert_false(text_empty(" "));
    assert_true(text_starts("review", "rev"));
    assert_true(text_starts("review", "review"));
    assert_true(text_starts("review", ""));
    assert_true(text_starts("", ""));
    assert_false(text_starts("review", "reviews"));
    assert_false(text_starts("review", "Rev"));
    assert_false(text_starts("", "r"));
    assert_false(text_starts(NULL, "r"));
    assert_false(text_starts(NULL, ""));
}

static void a_word_is_two_letters(void **state)
{
    (void)state;
    static const char *const words[] = {"No", " . ok", "x no", "Élan", "не", "理由", "e\xCC\x81t"};
    static const char *const none[] = {NULL,  "",      ".", " \n", "-", "x",
                                       "n/a", "12 34", "—", "…",   "👍👍"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!text_has_word(words[i]))
            fail_msg("%s", words[i]);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (text_has_word(none[i]))
            fail_msg("%s", none[i]);
}

static void checks_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *label, *data;
        size_t length;
        bool valid;
    } cases[] = {
        {"empty", "", 0, true},
        {"ASCII", "plan", 4, true},
        {"first of two bytes", "\xC2\x80", 2, true},
        {"last of two bytes", "\xDF\xBF", 2, true},
        {"first of three bytes", "\xE0\xA0\x80", 3, true},
        {"before the surrogates", "\xED\x9F\xBF", 3, true},
        {"after the surrogates", "\xEE\x80\x80", 3, true},
        {"last of three bytes", "\xEF\xBF\xBF", 3, true},
        {"first of four bytes", "\xF0\x90\x80\x80", 4, true},
        {"last character", "\xF4\x8F\xBF\xBF", 4, true},
        {"cut by the length", "\xC3\xA9", 1, false},
        {"NUL", "a\0b", 3, false},
        {"NUL alone", "\0", 1, false},
        {"continuation alone", "\x80", 1, false},
        {"second continuation", "\xC2\x80\x80", 3, false},
        {"two-byte overlong NUL", "\xC0\x80", 2, false},
        {"two-byte overlong slash", "\xC0\xAF", 2, false},
        {"two-byte overlong last", "\xC1\xBF", 2, false},
        {"three-byte overlong", "\xE0\x9F\xBF", 3, false},
        {"four-byte overlong", "\xF0\x8F\xBF\xBF", 4, false},
        {"first surrogate", "\xED\xA0\x80", 3, false},
        {"last surrogate", "\xED\xBF\xBF", 3, false},
        {"surrogate pair", "\xED\xA0\xBD\xED\xB8\x80", 6, false},
        {"past the last character", "\xF4\x90\x80\x80", 4, false},
        {"lead of past the last", "\xF5\x80\x80\x80", 4, false},
        {"five bytes", "\xF8\x88\x80\x80\x80", 5, false},
        {"FE", "\xFE", 1, false},
        {"FF", "\xFF", 1, false},
        {"two bytes, cut", "\xC2", 1, false},
        {"three bytes, cut", "\xE2\x82", 2, false},
        {"four bytes, cut", "\xF0\x9F\x98", 3, false},
        {"lead then ASCII", "\xC3(", 2, false},
        {"three bytes then ASCII", "\xE2\x82(", 3, false},
        {"good, then bad", "caf\xC3\xA9\xC3", 6, false},
        {"Latin-1", "caf\xE9", 4, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (text_valid_utf8(cases[i].data, cases[i].length) != cases[i].valid)
            fail_msg("%s", cases[i].label);
    }
}

/* The definition, slowly: decode, then ask whether the character may be written so. */
static size_t decoded_length(const unsigned char *data, size_t length)
{
    static const uint32_t first[] = {0, 0x01, 0x80, 0x800, 0x10000};
    size_t size = data[0] < 0x80             ? 1
                  : (data[0] & 0xE0) == 0xC0 ? 2
                  : (data[0] & 0xF0) == 0xE0 ? 3
                  : (data[0] & 0xF8) == 0xF0 ? 4
                                             : 0;
    if (size == 0 || size > length)
        return 0;
    uint32_t character = size == 1 ? data[0] : data[0] & (0xFFU >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((data[i] & 0xC0) != 0x80)
            return 0;
        character = character << 6 | (data[i] & 0x3F);
    }
    bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    return character < first[size] || character > 0x10FFFF || surrogate ? 0 : size;
}

static bool valid_by_definition(const unsigned char *data, size_t length)
{
    while (length > 0) {
        size_t size = decoded_length(data, length);
        if (size == 0)
            return false;
        data += size;
        length -= size;
    }
    return true;
}

static void expect_by_definition(const unsigned char *data, size_t length)
{
    if (text_valid_utf8((const char *)data, length) != valid_by_definition(data, length))
        fail_msg("%zu bytes from %02X %02X %02X", length, data[0], data[1], data[2]);
}

static void utf8_of_every_three_bytes(void **state)
{
    (void)state;
    for (unsigned all = 0; all < 1U << 24; all++) {
        unsigned char data[3] = {(unsigned char)(all >> 16), (unsigned char)(all >> 8),
                                 (unsigned char)all};
        /* Two equal ASCII bytes in a row tell nothing new. */
        if (data[0] > 1 && data[0] < 0x80)
            continue;
        expect_by_definition(data, 3);
    }
}

static unsigned char utf8_byte(TestNumbers *numbers)
{
    static const unsigned char leads[] = {0x41, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
                                          0xF0, 0xF1, 0xF4, 0xC0, 0xF5, 0x00};
    uint64_t kind = test_number(numbers, 16);
    if (kind == 0)
        return (unsigned char)test_number(numbers, 256);
    if (kind < 6)
        return leads[test_number(numbers, sizeof leads)];
    return (unsigned char)(0x80 + test_number(numbers, 64));
}

static void utf8_of_random_bytes(void **state)
{
    (void)state;
    TestNumbers numbers = {31};
    int valid = 0;
    for (int i = 0; i < 1000000; i++) {
        unsigned char data[12];
        size_t length = 3 + test_number(&numbers, sizeof data - 2);
        for (size_t n = 0; n < length; n++)
            data[n] = utf8_byte(&numbers);
        expect_by_definition(data, length);
        valid += text_valid_utf8((const char *)data, length);
    }
    assert_true(valid > 1000);
}

static void counts_characters(void **state)
{
    (void)state;
    assert_int_equal(text_length(""), 0);
    assert_int_equal(text_length("plan"), 4);
    assert_int_equal(text_length("Zoë"), 3);
    assert_int_equal(text_length("Zoe\xCC\x88"), 4); /* two characters, one letter */
    assert_int_equal(text_length("€😀"), 2);
}

static void converts_windows_1252(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        size_t length;
        const char *text;
    } cases[] = {
        {"", 0, ""},
        {"plan", 4, "plan"},
        {"Zo\xEB", 3, "Zoë"},
        {"\x80 \x92 \x93 \x96 \x9F", 9, "€ ’ “ – Ÿ"},
        {"\x8A\x8C\x8E\x9A\x9C\x9E", 6, "ŠŒŽšœž"},
        {"\xA0\xFF\xDF", 3, "\xC2\xA0ÿß"},
        {"\x81\x8D\x8F\x90\x9D", 5, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"a\0b", 3,
         "a\uFFFD"
         "b"},
        {"cut here", 3, "cut"},
    };
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(text_from_windows_1252(arena, cases[i].data, cases[i].length),
                            cases[i].text);
    for (int byte = 0; byte < 256; byte++) {
        char data = (char)byte;
        char *text = text_from_windows_1252(arena, &data, 1);
        assert_true(text_valid_utf8(text, strlen(text)));
        assert_int_equal(text_length(text), 1);
    }
    arena_destroy(arena);
}

static void mends_what_is_no_text(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        size_t length;
        const char *text;
    } cases[] = {
        {"", 0, ""},
        {"plan", 4, "plan"},
        {"Zo\xC3\xAB", 4, "Zoë"},
        {"Zo\xEB \x93reads\x94", 11, "Zoë “reads”"},
        {"Zo\xC3\xAB \xEB", 6, "Zoë \uFFFD"},
        {"\xEB\x81", 2, "\uFFFD\uFFFD"},
        {"\xE2\x82", 2, "â‚"},
        {"\xED\xA0\x80 \xC3\xAB", 6, "\uFFFD\uFFFD\uFFFD ë"},
        {"a\0b", 3,
         "a\uFFFD"
         "b"},
        {"\xC3\xAB\0", 3, "ë\uFFFD"},
        {"cut here", 3, "cut"},
    };
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(text_mended(arena, cases[i].data, cases[i].length), cases[i].text);
    arena_destroy(arena);
}

static void trims(void **state)
{
    (void)state;
    static const struct {
        const char *text, *trimmed;
    } cases[] = {
        {"", ""},
        {"plan", "plan"},
        {"  plan  ", "plan"},
        {"\t\n\v\f\r plan\r\n", "plan"},
        {" two  words ", "two  words"},
        {"\xC2\xA0plan\xE2\x80\x83\xE3\x80\x80", "plan"}, /* no-break, em and wide spaces */
        {" \xC2\xA0 ", ""},
        {"one\r\ntwo\r\n\r\nthree", "one\ntwo\n\nthree"},
        {"one\rtwo\n\rthree", "one\rtwo\n\rthree"},
        {"\r\r\none", "one"},
        {"one\r\r\ntwo", "one\r\ntwo"},
        {"ë", "ë"},
        {" é ", "é"},
        {"\xE2\x80\x8Bplan", "\xE2\x80\x8Bplan"}, /* no width is not white */
    };
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(text_trim(arena, cases[i].text), cases[i].trimmed);
    assert_null(text_trim(arena, NULL));
    arena_destroy(arena);
}

static void reads_integers(void **state)
{
    (void)state;
    enum { UNTOUCHED = -987 };
    static const struct {
        const char *text;
        long long least, most;
        bool accepted;
        long long value;
    } cases[] = {
        {"0", 0, 9, true, 0},
        {"9", 0, 9, true, 9},
        {"-5", -5, 9, true, -5},
        {"007", 0, 9, true, 7},
        {"-0", 0, 9, true, 0},
        {"9223372036854775807", LLONG_MIN, LLONG_MAX, true, LLONG_MAX},
        {"-9223372036854775808", LLONG_MIN, LLONG_MAX, true, LLONG_MIN},
        {"10", 0, 9, false, 0},
        {"-1", 0, 9, false, 0},
        {"-6", -5, 9, false, 0},
        {"9223372036854775808", LLONG_MIN, LLONG_MAX, false, 0},
        {"-9223372036854775809", LLONG_MIN, LLONG_MAX, false, 0},
        {"92233720368547758070", LLONG_MIN, LLONG_MAX, false, 0},
        {"18446744073709551616", 0, 9, false, 0},
        {NULL, 0, 9, false, 0},
        {"", 0, 9, false, 0},
        {"-", -9, 9, false, 0},
        {"--1", -9, 9, false, 0},
        {"+1", 0, 9, false, 0},
        {" 1", 0, 9, false, 0},
        {"1 ", 0, 9, false, 0},
        {"1.0", 0, 9, false, 0},
        {"1,000", 0, 9999, false, 0},
        {"1e0", 0, 9, false, 0},
        {"0x1", 0, 9, false, 0},
        {"one", 0, 9, false, 0},
        {"\xD9\xA1", 0, 9, false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        long long value = UNTOUCHED;
        bool accepted = text_integer(cases[i].text, cases[i].least, cases[i].most, &value);
        if (accepted != cases[i].accepted || value != (accepted ? cases[i].value : UNTOUCHED))
            fail_msg("\"%s\"", cases[i].text == NULL ? "NULL" : cases[i].text);
    }
}

static void lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        const char *first, *last;
    } cases[] = {
        {NULL, 0, NULL, NULL},         {"", 0, NULL, NULL},
        {" \n\r\n\n", 0, NULL, NULL},  {"one", 1, "one", "one"},
        {"one\ntwo", 2, "one", "two"}, {"\n one \r\n\n two\n", 2, "one", "two"},
        {"a\nb\nc\n\n", 3, "a", "c"},
    };
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Texts found = text_lines(arena, cases[i].text);
        assert_int_equal(found.count, cases[i].count);
        if (found.count == 0)
            continue;
        assert_string_equal(found.items[0], cases[i].first);
        assert_string_equal(found.items[found.count - 1], cases[i].last);
    }
    arena_destroy(arena);
}

/* The value for no text is published with BLAKE2b; it tells the hash and its length. */
static void a_hash_is_of_the_text(void **state)
{
    Arena *arena = arena_create(4096, "hash");
    Bytes none = text_hash(arena, ""), one = text_hash(arena, "a"), again = text_hash(arena, "a");
    (void)state;
    assert_int_equal(none.length, TEXT_HASH);
    assert_memory_equal(none.data, "\x0e\x57\x51\xc0\x26\xe5\x43\xb2", 8);
    assert_memory_equal(one.data, again.data, TEXT_HASH);
    assert_memory_not_equal(one.data, none.data, TEXT_HASH);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_is_of_the_text),
        cmocka_unit_test(compares),
        cmocka_unit_test(empty_and_starts),
        cmocka_unit_test(a_word_is_two_letters),
        cmocka_unit_test(checks_utf8),
        cmocka_unit_test(utf8_of_every_three_bytes),
        cmocka_unit_test(utf8_of_random_bytes),
        cmocka_unit_test(counts_characters),
        cmocka_unit_test(converts_windows_1252),
        cmocka_unit_test(mends_what_is_no_text),
        cmocka_unit_test(trims),
        cmocka_unit_test(lines),
        cmocka_unit_test(reads_integers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
