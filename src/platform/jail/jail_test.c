/* What the jail lets a work do, and above all what not: each escape is tried by a work. */
#include "platform/jail/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { ARENA = 64 << 20 };

static Bytes bytes_of(const char *text)
{
    return (Bytes){(const unsigned char *)text, strlen(text)};
}

/* ---- Works ----------------------------------------------------------------------------------- */

static Error *shout(Arena *arena, Bytes input, Buffer *output)
{
    (void)arena;
    for (size_t i = 0; i < input.length; i++)
        buffer_put_char(output, (char)(input.data[i] ^ 0x20));
    return NULL;
}

static Error *refuse(Arena *arena, Bytes input, Buffer *output)
{
    (void)arena;
    (void)output;
    return input.length == 0 ? error_too_large("Too much.", "nothing")
                             : error_invalid("Line 3 is not a row.", "seen %zu", input.length);
}

static Error *refuse_oddly(Arena *arena, Bytes input, Buffer *output)
{
    (void)arena;
    (void)input;
    (void)output;
    return error_invalid("\xff\xfe", "not UTF-8");
}

static Error *eat(Arena *arena, Bytes input, Buffer *output)
{
    (void)input;
    (void)output;
    for (int i = 0; i < 1000000; i++)
        memset(arena_alloc(arena, 65536), 1, 65536);
    return NULL;
}

static Error *talk(Arena *arena, Bytes input, Buffer *output)
{
    (void)arena;
    (void)input;
    for (int i = 0; i < 100000; i++)
        buffer_put_char(output, 'x');
    return NULL;
}

static Error *sleep_for_ever(Arena *arena, Bytes input, Buffer *output)
{
    (void)arena;
    (void)input;
    (void)output;
    for (volatile bool awake = true; awake;)
        ;
    return NULL;
}

static Error *crash(Arena *arena, Bytes input, Buffer *output)
{
    (void)arena;
    (void)input;
    (void)output;
    raise(SIGSEGV); /* which is no call that it may make */
    return NULL;
}

/* What was tried is told only when it came back at all. */
static Error *try_escape(Arena *arena, Bytes input, Buffer *output)
{
    struct stat about;
    static char *const nothing[] = {NULL};
    long got = -2;
    (void)arena;
    errno = 0;
    switch (input.data[0]) {
    case 'o':
        got = open("/etc/hostname", O_RDONLY);
        break;
    case 'w':
        got = open("/tmp/escaped", O_WRONLY | O_CREAT, 0600);
        break;
    case 's':
        got = stat("/etc/hostname", &about);
        break;
    case 'n':
        got = socket(AF_INET, SOCK_STREAM, 0);
        break;
    case 'u':
        got = socket(AF_UNIX, SOCK_STREAM, 0);
        break;
    case 'x':
        got = execve("/bin/true", nothing, nothing);
        break;
    case 'f':
        got = fork();
        break;
    case 'k':
        got = kill(getppid(), 0);
        break;
    case 'd':
        got = fcntl(3, F_GETFD);
        break;
    case 'c':
        got = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                   0) == MAP_FAILED
                  ? -1
                  : 0;
        break;
    default:
        break;
    }
    buffer_print(output, "%ld %d", got, errno);
    return NULL;
}

#define WORK(function, seconds_)                                                                   \
    static JailWork function##_work = {.name = #function,                                          \
                                       .run = (function),                                          \
                                       .memory = 4 << 20,                                          \
                                       .output = 65536,                                            \
                                       .seconds = (seconds_)};                                     \
    JAIL_WORK(function##_work)

WORK(shout, 20)
WORK(refuse, 20)
WORK(refuse_oddly, 20)
WORK(eat, 20)
WORK(talk, 20)
WORK(sleep_for_ever, 1)
WORK(crash, 20)
WORK(try_escape, 20)

/* ---- Tests ----------------------------------------------------------------------------------- */

static void test_work_is_done(void **state)
{
    Arena *arena = arena_create(ARENA, "test");
    Bytes output;
    (void)state;
    assert_null(jail_run(arena, &shout_work, bytes_of("abC"), &output));
    assert_int_equal(output.length, 3);
    assert_string_equal((const char *)output.data, "ABc");
    assert_null(jail_run(arena, &shout_work, bytes_of(""), &output));
    assert_int_equal(output.length, 0);
    arena_destroy(arena);
}

static void test_large_input(void **state)
{
    Arena *arena = arena_create(ARENA, "test");
    Bytes output;
    char *text = arena_alloc(arena, 60001);
    (void)state;
    memset(text, 'a', 60000);
    assert_null(jail_run(arena, &shout_work, bytes_of(text), &output));
    assert_int_equal(output.length, 60000);
    assert_int_equal(output.data[59999], 'A');
    arena_destroy(arena);
}

static void test_errors_come_back(void **state)
{
    Arena *arena = arena_create(ARENA, "test");
    Bytes output;
    (void)state;
    const Error *error = jail_run(arena, &refuse_work, bytes_of("abc"), &output);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INVALID);
    assert_string_equal(error->message, "Line 3 is not a row.");
    assert_string_equal(error->cause, "jail refuse: seen 3");
    error = jail_run(arena, &refuse_work, bytes_of(""), &output);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
    error = jail_run(arena, &refuse_oddly_work, bytes_of(""), &output);
    assert_int_equal(error->kind, ERROR_INVALID);
    assert_string_equal(error->message, "This file cannot be read.");
    arena_destroy(arena);
}

static void test_limits(void **state)
{
    static const struct {
        JailWork *work;
        ErrorKind kind;
    } cases[] = {
        {&eat_work, ERROR_TOO_LARGE},
        {&talk_work, ERROR_TOO_LARGE},
        {&sleep_for_ever_work, ERROR_TOO_LARGE},
        {&crash_work, ERROR_INVALID},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_create(ARENA, "test");
        Bytes output;
        const Error *error = jail_run(arena, cases[i].work, bytes_of("x"), &output);
        assert_non_null(error);
        assert_int_equal(error->kind, cases[i].kind);
        arena_destroy(arena);
    }
}

/* answer: what errno said; NULL: it was ended for trying. */
static void test_escapes(void **state)
{
    char denied[16], closed[16];
    snprintf(denied, sizeof denied, "-1 %d", EACCES);
    snprintf(closed, sizeof closed, "-1 %d", EACCES);
    const struct {
        const char *what, *answer;
    } cases[] = {
        {"open a file", denied}, {"write a file", denied},       {"stat a file", denied},
        {"net socket", NULL},    {"unix socket", NULL},          {"x: another program", NULL},
        {"fork", NULL},          {"kill the one outside", NULL}, {"descriptor", closed},
        {"code", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_create(ARENA, "test");
        Bytes output;
        const Error *error = jail_run(arena, &try_escape_work, bytes_of(cases[i].what), &output);
        if (cases[i].answer == NULL) {
            assert_non_null(error);
            assert_int_equal(error->kind, ERROR_INVALID);
        } else {
            assert_null(error);
            assert_string_equal((const char *)output.data, cases[i].answer);
        }
        arena_destroy(arena);
    }
    assert_int_equal(access("/tmp/escaped", F_OK), -1);
}

static void test_work_that_nobody_offered(void **state)
{
    Arena *arena = arena_create(ARENA, "test");
    Bytes output;
    JailWork stranger = {.name = "stranger", .run = shout, .memory = 1, .output = 1, .seconds = 20};
    (void)state;
    const Error *error = jail_run(arena, &stranger, bytes_of("x"), &output);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INTERNAL);
    arena_destroy(arena);
}

static void test_look(void **state)
{
    Arena *arena = arena_create(ARENA, "test");
    const char *words;
    (void)state;
    assert_null(jail_look(arena, &words));
    assert_non_null(strstr(words, "seccomp"));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_work_is_done),
        cmocka_unit_test(test_large_input),
        cmocka_unit_test(test_errors_come_back),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_work_that_nobody_offered),
        cmocka_unit_test(test_look),
    };
    return cmocka_run_group_tests_name("jail", tests, NULL, NULL);
}
