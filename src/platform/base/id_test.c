#include "platform/base/id.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "platform/base/date.h"
#include "platform/base/test_process.h"

#define COUNTER_MASK 0x3FFFFF
#define UNTOUCHED    INT64_C(-77)

static Moment on(int year, int month, int day)
{
    return moment_london(date_of(year, month, day), 12, 0);
}

static void parses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool accepted;
        int64_t id;
    } cases[] = {
        {"1", true, 1},
        {"10", true, 10},
        {"4503599627370496", true, INT64_C(4503599627370496)},
        {"9223372036854775807", true, INT64_MAX},
        {NULL, false, 0},
        {"", false, 0},
        {"0", false, 0},
        {"01", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1\n", false, 0},
        {"1.0", false, 0},
        {"1e5", false, 0},
        {"0x10", false, 0},
        {"12a", false, 0},
        {"1/2", false, 0},
        {"1:", false, 0},
        {"9223372036854775808", false, 0},
        {"9223372036854775810", false, 0},
        {"18446744073709551617", false, 0},
        {"92233720368547758070", false, 0},
        {"\xD9\xA1", false, 0}, /* Arabic-Indic digit one */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t id = UNTOUCHED;
        bool accepted = id_parse(cases[i].text, &id);
        int64_t expected = cases[i].accepted ? cases[i].id : UNTOUCHED;
        if (accepted != cases[i].accepted || id != expected)
            fail_msg("\"%s\"", cases[i].text == NULL ? "NULL" : cases[i].text);
    }
}

static void ids_carry_the_time_and_rise(void **state)
{
    (void)state;
    clock_fix(on(2030, 1, 1));
    int64_t first = id_new();
    int64_t second = id_new();
    assert_true(first > 0);
    assert_int_equal(second, first + 1);
    clock_fix(on(2030, 1, 2));
    int64_t next_day = id_new();
    assert_true(next_day > second);
    assert_int_equal((next_day >> 22) - (first >> 22), 24 * 60 * 60 * 1000);
    clock_fix((Moment){INT64_C(1577836800000) + (INT64_C(1) << 39)});
    assert_int_equal(id_new() >> 22, INT64_C(1) << 39);
    clock_fix(MOMENT_NONE);
}

static void a_clock_set_back_still_gives_ids_that_rise(void **state)
{
    (void)state;
    clock_fix(on(2038, 5, 5));
    int64_t before = id_new();
    static const int years[] = {2037, 2020, 2019, 1970, 1900};
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        clock_fix(on(years[i], 5, 5));
        int64_t after = id_new();
        assert_int_equal(after, before + 1);
        before = after;
    }
    clock_fix(MOMENT_NONE);
}

static void each_millisecond_starts_at_random(void **state)
{
    (void)state;
    enum { COUNT = 64 };
    int64_t seen[COUNT];
    int repeats = 0;
    Moment start = on(2039, 5, 5);
    for (int i = 0; i < COUNT; i++) {
        clock_fix((Moment){start.milliseconds + i});
        seen[i] = id_new() & COUNTER_MASK;
        for (int earlier = 0; earlier < i; earlier++)
            repeats += llabs(seen[i] - seen[earlier]) <= 1;
    }
    /* 2016 pairs among four million: one is rare, four never happen by chance. */
    assert_true(repeats < 4);
    clock_fix(MOMENT_NONE);
}

static void runs_out(void *unused)
{
    (void)unused;
    clock_fix((Moment){INT64_C(1577836800000) + (INT64_C(1) << 41)});
    for (int64_t id = 0, i = 0; i <= COUNTER_MASK + 1; i++) {
        int64_t next = id_new();
        if (next <= id)
            _Exit(1);
        id = next;
    }
}

static void after_the_last_id_the_program_ends(void **state)
{
    (void)state;
    char written[512];
    assert_int_equal(test_child(runs_out, NULL, written, sizeof written), SIGABRT);
    assert_non_null(strstr(written, " error assert "));
}

enum { THREADS = 8, IDS_OF_THREAD = 20000 };

static void *make_ids(void *room)
{
    int64_t *ids = room;
    for (int i = 0; i < IDS_OF_THREAD; i++)
        ids[i] = id_new();
    return NULL;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void threads_never_share_an_id(void **state)
{
    (void)state;
    static int64_t ids[THREADS][IDS_OF_THREAD];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_ids, ids[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        for (int n = 1; n < IDS_OF_THREAD; n++)
            assert_true(ids[i][n] > ids[i][n - 1]);
    }
    int64_t *all = ids[0];
    size_t count = (size_t)THREADS * IDS_OF_THREAD;
    qsort(all, count, sizeof *all, compare_ids);
    for (size_t i = 1; i < count; i++)
        assert_true(all[i] > all[i - 1]);
}

static void tokens_are_text_for_a_url_and_differ(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char tokens[COUNT][TOKEN_TEXT_SIZE];
    for (int i = 0; i < COUNT; i++) {
        memset(tokens[i], '?', TOKEN_TEXT_SIZE);
        token_text(tokens[i]);
        assert_int_equal(strlen(tokens[i]), 43);
        assert_int_equal(strspn(tokens[i], alphabet), 43);
        for (int earlier = 0; earlier < i; earlier++)
            assert_string_not_equal(tokens[i], tokens[earlier]);
    }
}

static void every_random_byte_is_written(void **state)
{
    (void)state;
    uint8_t any[40] = {0};
    for (int round = 0; round < 64; round++) {
        uint8_t bytes[40] = {0};
        token_bytes(bytes + 4, 32);
        for (size_t i = 0; i < sizeof any; i++)
            any[i] |= bytes[i];
    }
    for (size_t i = 0; i < sizeof any; i++)
        assert_int_equal(any[i] != 0, i >= 4 && i < 36);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses),
        cmocka_unit_test(threads_never_share_an_id),
        cmocka_unit_test(ids_carry_the_time_and_rise),
        cmocka_unit_test(a_clock_set_back_still_gives_ids_that_rise),
        cmocka_unit_test(each_millisecond_starts_at_random),
        cmocka_unit_test(after_the_last_id_the_program_ends),
        cmocka_unit_test(tokens_are_text_for_a_url_and_differ),
        cmocka_unit_test(every_random_byte_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
