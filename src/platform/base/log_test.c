#include "platform/base/log.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <cmocka.h>

#include "platform/base/date.h"
#include "platform/base/test_process.h"

typedef struct Event {
    LogLevel level;
    const char *event;
    const char *value;
} Event;

static void write_event(void *argument)
{
    const Event *event = argument;
    clock_fix((Moment){INT64_C(1795334764123)});
    log_event(event->level, event->event, "value=%s", event->value);
}

static void lines(void **state)
{
    (void)state;
    static const struct {
        Event event;
        const char *line;
    } cases[] = {
        {{LOG_INFO, "http.request", "7"}, "2026-11-22T08:06:04.123Z info http.request value=7\n"},
        {{LOG_WARN, "queue.full", ""}, "2026-11-22T08:06:04.123Z warn queue.full value=\n"},
        {{LOG_ERROR, "db", "-1"}, "2026-11-22T08:06:04.123Z error db value=-1\n"},
        {{LOG_DEBUG, "db", "1"}, ""},
        {{LOG_INFO, "a", "x\n2026 error forged"},
         "2026-11-22T08:06:04.123Z info a value=x\\n2026 error forged\n"},
        {{LOG_INFO, "a", "x\ry\tz"}, "2026-11-22T08:06:04.123Z info a value=x\\ry\\tz\n"},
        {{LOG_INFO, "a", "x\\ny"}, "2026-11-22T08:06:04.123Z info a value=x\\\\ny\n"},
        {{LOG_INFO, "a", "\x1B[2J\x7F\x01"},
         "2026-11-22T08:06:04.123Z info a value=\\x1B[2J\\x7F\\x01\n"},
        {{LOG_INFO, "a", "\xC2\x85\xFF"},
         "2026-11-22T08:06:04.123Z info a value=\\xC2\\x85\\xFF\n"},
        {{LOG_INFO, "a\nb", "1"}, "2026-11-22T08:06:04.123Z info a\\nb value=1\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char written[1024];
        Event event = cases[i].event;
        assert_int_equal(test_child(write_event, &event, written, sizeof written), 0);
        assert_string_equal(written, cases[i].line);
    }
}

static void write_at_level(void *argument)
{
    LogLevel least = *(LogLevel *)argument;
    log_set_level(least);
    for (LogLevel level = LOG_DEBUG; level <= LOG_ERROR; level++)
        log_event(level, "level", "number=%d", (int)level);
}

static void levels_below_the_least_are_left_out(void **state)
{
    (void)state;
    for (LogLevel least = LOG_DEBUG; least <= LOG_ERROR; least++) {
        char written[1024];
        assert_int_equal(test_child(write_at_level, &least, written, sizeof written), 0);
        for (LogLevel level = LOG_DEBUG; level <= LOG_ERROR; level++) {
            char field[32];
            snprintf(field, sizeof field, "number=%d\n", (int)level);
            assert_int_equal(strstr(written, field) != NULL, level >= least);
        }
    }
}

static void write_long(void *argument)
{
    static char value[10000];
    memset(value, *(char *)argument, sizeof value - 1);
    log_event(LOG_INFO, "long", "value=%s", value);
    log_event(LOG_INFO, "next", "value=1");
}

static void a_long_line_is_cut_and_ends_all_the_same(void **state)
{
    (void)state;
    static char letters[] = {'x', '\n', '\xFF'};
    static char written[40000];
    for (size_t i = 0; i < sizeof letters; i++) {
        assert_int_equal(test_child(write_long, &letters[i], written, sizeof written), 0);
        char *end = strchr(written, '\n');
        assert_non_null(end);
        assert_memory_equal(end - 3, "...", 3);
        assert_in_range(end - written, 2000, 8600);
        assert_non_null(strstr(end, " info next value=1\n"));
    }
}

static void write_long_event(void *unused)
{
    (void)unused;
    static char event[20000];
    memset(event, 'e', sizeof event - 1);
    log_event(LOG_INFO, event, "value=%d", 1);
    log_event(LOG_INFO, "next", "value=%d", 1);
}

static void even_a_long_event_leaves_the_next_line_alone(void **state)
{
    (void)state;
    static char written[40000];
    assert_int_equal(test_child(write_long_event, NULL, written, sizeof written), 0);
    char *end = strchr(written, '\n');
    assert_non_null(end);
    assert_memory_equal(end - 3, "eee", 3);
    assert_non_null(strstr(end, " info next value=1\n"));
}

static void write_unprintable(void *unused)
{
    (void)unused;
    clock_fix((Moment){0});
    log_event(LOG_INFO, "odd", "value=%lc", (wint_t)0xD800); /* half a character */
}

static void what_cannot_be_printed_is_said(void **state)
{
    (void)state;
    char written[256];
    assert_int_equal(test_child(write_unprintable, NULL, written, sizeof written), 0);
    assert_string_equal(written, "1970-01-01T00:00:00.000Z info odd fields=unprintable\n");
}

static void write_without_fields(void *unused)
{
    (void)unused;
    const char *nothing = "";
    clock_fix((Moment){0});
    log_event(LOG_INFO, "start", "%s", nothing);
}

static void an_event_may_have_no_fields(void **state)
{
    (void)state;
    char written[256];
    assert_int_equal(test_child(write_without_fields, NULL, written, sizeof written), 0);
    assert_string_equal(written, "1970-01-01T00:00:00.000Z info start\n");
}

static void panic(void *unused)
{
    (void)unused;
    log_set_level(LOG_ERROR);
    log_panic("cycle.state", "cycle=%d", 12);
}

static void assert_untrue(void *unused)
{
    (void)unused;
    int count = 3;
    ASSERT(count == 3);
    ASSERT(count < 3);
}

static void panic_and_assert_log_and_abort(void **state)
{
    (void)state;
    char written[512];
    assert_int_equal(test_child(panic, NULL, written, sizeof written), SIGABRT);
    assert_non_null(strstr(written, " error cycle.state cycle=12\n"));
    assert_int_equal(test_child(assert_untrue, NULL, written, sizeof written), SIGABRT);
    assert_non_null(strstr(written, " error assert file="));
    assert_non_null(strstr(written, "log_test.c line="));
    assert_non_null(strstr(written, "condition=\"count < 3\"\n"));
    assert_null(strstr(written, "count == 3"));
}

enum { THREADS = 8, LINES_OF_THREAD = 50 };

static void *write_many(void *number)
{
    for (int i = 0; i < LINES_OF_THREAD; i++)
        log_event(LOG_INFO, "many", "thread=%d line=%d end", *(int *)number, i);
    return NULL;
}

static void write_from_threads(void *unused)
{
    (void)unused;
    pthread_t threads[THREADS];
    int numbers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        ASSERT(pthread_create(&threads[i], NULL, write_many, &numbers[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++)
        ASSERT(pthread_join(threads[i], NULL) == 0);
}

static void lines_of_several_threads_stay_whole(void **state)
{
    (void)state;
    static char written[THREADS * LINES_OF_THREAD * 100];
    assert_int_equal(test_child(write_from_threads, NULL, written, sizeof written), 0);
    int next[THREADS] = {0};
    int count = 0;
    char *rest = written;
    for (char *end; (end = strchr(rest, '\n')) != NULL; rest = end + 1, count++) {
        *end = '\0';
        char *fields = strstr(rest, "Z info many thread=");
        assert_ptr_equal(fields, rest + strlen("2026-11-22T08:06:04.123"));
        int thread = fields[strlen("Z info many thread=")] - '0';
        assert_in_range(thread, 0, THREADS - 1);
        char expected[64];
        snprintf(expected, sizeof expected, "Z info many thread=%d line=%d end", thread,
                 next[thread]++);
        assert_string_equal(fields, expected);
    }
    assert_int_equal(count, THREADS * LINES_OF_THREAD);
}

static void close_and_write(void *unused)
{
    (void)unused;
    fclose(stderr);
    errno = ENOENT;
    log_event(LOG_ERROR, "lost", "value=%d", 1);
    ASSERT(errno == ENOENT);
}

static void errno_survives_even_a_lost_line(void **state)
{
    (void)state;
    char written[64];
    assert_int_equal(test_child(close_and_write, NULL, written, sizeof written), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(levels_below_the_least_are_left_out),
        cmocka_unit_test(a_long_line_is_cut_and_ends_all_the_same),
        cmocka_unit_test(even_a_long_event_leaves_the_next_line_alone),
        cmocka_unit_test(what_cannot_be_printed_is_said),
        cmocka_unit_test(an_event_may_have_no_fields),
        cmocka_unit_test(panic_and_assert_log_and_abort),
        cmocka_unit_test(lines_of_several_threads_stay_whole),
        cmocka_unit_test(errno_survives_even_a_lost_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
