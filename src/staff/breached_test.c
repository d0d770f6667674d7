/* Lists of breached passwords, made by the test: sorted ones are searched, others refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "staff/breached.h"
#include "staff/staff.h"

static Arena *arena;
static char path[] = "/tmp/fourfold-breached-XXXXXX";

static int make(void **state)
{
    (void)state;
    int file = mkstemp(path);
    arena = arena_create((size_t)64 << 20, "test");
    return file < 0 ? 1 : close(file);
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return unlink(path);
}

static void write_list(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* By sha1sum, in their order. */
static const struct {
    const char *password, *digits;
} listed[] = {
    {"four parts make one", "0CCD7D69DFC4FAD6F19DD199D6608E998D3BDA43"},
    {"nine loud magpies", "6EBEBEE0581C5D57E1C3442D018D7F5B2C9FCA96"},
    {"fourteen geese fly", "86485DF0B493B0F66F9F456C00098B918A07CDF7"},
    {"seven grey herons", "ECC9E262251F9DFF11FE60B9D7FC969E5F67433F"},
    {"twelve quiet owls", "FD28DBF0B32C551C977215B0246DF7DE6FAB04B3"},
};
enum { LISTED = sizeof listed / sizeof listed[0] };

/* The five among `others` that nobody has, spread evenly. */
static const char *list_among(int others, const char *line_end)
{
    const char *text = "";
    int next = 0;
    for (int i = 0; i < others; i++) {
        const char *other = arena_print(arena, "%08XFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
                                        (unsigned)((1ULL << 32) / (unsigned)others * (unsigned)i));
        for (; next < LISTED && strcmp(listed[next].digits, other) < 0; next++)
            text = arena_print(arena, "%s%s:%d%s", text, listed[next].digits, next, line_end);
        text = arena_print(arena, "%s%s:%d%s", text, other, i % 7 * 100000, line_end);
    }
    for (; next < LISTED; next++)
        text = arena_print(arena, "%s%s:%d%s", text, listed[next].digits, next, line_end);
    return text;
}

static void what_is_listed_is_found_and_nothing_else(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\r\n"};
    for (int others = 0; others < 300; others += 1 + others / 5)
        for (int e = 0; e < 2; e++) {
            write_list(list_among(others, ends[e]));
            assert_null(breached_open(arena, path));
            for (int i = 0; i < LISTED; i++)
                if (!breached_has(listed[i].password))
                    fail_msg("%s is not found among %d", listed[i].password, others);
            assert_false(breached_has("Four parts make one"));
            assert_false(breached_has("four parts make one "));
            assert_false(breached_has(""));
            breached_close();
            arena_reset(arena);
        }
    assert_false(breached_has("four parts make one"));
}

static void one_without_a_last_line_end_is_searched(void **state)
{
    (void)state;
    write_list("0CCD7D69DFC4FAD6F19DD199D6608E998D3BDA43:1\n"
               "6EBEBEE0581C5D57E1C3442D018D7F5B2C9FCA96:1");
    assert_null(breached_open(arena, path));
    assert_true(breached_has("nine loud magpies"));
    assert_true(breached_has("four parts make one"));
    assert_false(breached_has("twelve quiet owls"));
    breached_close();
}

static void a_password_in_the_list_is_refused_in_plain_words(void **state)
{
    (void)state;
    write_list(list_among(10, "\n"));
    assert_null(password_fault("seven grey herons", "a@b.example"));
    assert_null(breached_open(arena, path));
    assert_non_null(strstr(password_fault("seven grey herons", "a@b.example"), "stolen passwords"));
    assert_null(password_fault("seven grey heron", "a@b.example"));
    breached_close();
}

/* By how often they were seen, not in their order. */
static const char by_count[] = "6EBEBEE0581C5D57E1C3442D018D7F5B2C9FCA96:9\n"
                               "0CCD7D69DFC4FAD6F19DD199D6608E998D3BDA43:8\n";

static void another_file_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "\n",
        "four parts make one\nseven grey herons\nnine loud magpies, and a few more\n",
        /* small letters */
        "0ccd7d69dfc4fad6f19dd199d6608e998d3bda43:1\n",
        "0CCD7D69DFC4FAD6F19DD199D6608E998D3BDA43\n",
        "32ED87BDB5FDC5E9CBA88547376818D4:21\nF5D1278E8109EDD94E1E4197E04873B9:11\n",
        by_count,
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        write_list(wrong[i]);
        Error *error = breached_open(arena, path);
        if (error == NULL || error->kind != ERROR_INVALID)
            fail_msg("list %zu was taken", i);
        assert_false(breached_has("four parts make one"));
    }
    assert_non_null(breached_open(arena, "/nowhere/at/all"));
    assert_non_null(breached_open(arena, "/tmp"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_listed_is_found_and_nothing_else),
        cmocka_unit_test(one_without_a_last_line_end_is_searched),
        cmocka_unit_test(a_password_in_the_list_is_refused_in_plain_words),
        cmocka_unit_test(another_file_is_refused),
    };
    return cmocka_run_group_tests(tests, make, end);
}
