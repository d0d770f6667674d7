/* Nobody can tell from the time that an answer takes whether somebody signs in here: known and
 * unknown names in turn, 500 of each, and the difference of the medians (assurance C4). A long
 * test: make soak. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "staff/guess.h"

enum { TRIES = 500, MOST_MICROSECONDS = 2000 };

typedef struct Taken {
    double work[TRIES], waiting[TRIES]; /* microseconds */
} Taken;

static double microseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(double *values)
{
    qsort(values, TRIES, sizeof *values, by_size);
    return (values[TRIES / 2 - 1] + values[TRIES / 2]) / 2;
}

/* Both answers must be 422: the same words, measured alone. */
static void ask(const char *path, const char *body, Taken *taken, int nth)
{
    guesses_forget(site.guesses);
    double waiting = microseconds(CLOCK_MONOTONIC), work = microseconds(CLOCK_PROCESS_CPUTIME_ID);
    Answer answer = test_post(&site, NOBODY, path, body);
    taken->work[nth] = microseconds(CLOCK_PROCESS_CPUTIME_ID) - work;
    taken->waiting[nth] = microseconds(CLOCK_MONOTONIC) - waiting;
    assert_int_equal(answer.status, 422);
    test_site_forget(&site);
}

static double apart(const char *what, double *known, double *unknown)
{
    double here = median(known), nobody = median(unknown);
    printf("# %s: known %.0f, unknown %.0f, apart %.0f microseconds (medians of %d)\n", what, here,
           nobody, here - nobody, TRIES);
    return here - nobody;
}

/* Each is the first of its pair as often as the second. */
static void compare(const char *path, const char *known, const char *unknown)
{
    static Taken of_known, of_unknown;
    for (int i = 0; i < TRIES; i++) {
        if (i % 2 == 0)
            ask(path, known, &of_known, i);
        ask(path, unknown, &of_unknown, i);
        if (i % 2 == 1)
            ask(path, known, &of_known, i);
    }
    apart("waiting", of_known.waiting, of_unknown.waiting);
    double work = apart("work", of_known.work, of_unknown.work);
    assert_true(work < MOST_MICROSECONDS && work > -MOST_MICROSECONDS);
}

static void a_wrong_password(void **state)
{
    (void)state;
    compare("/in", "email=senco%40school.example&password=not+the+right+one",
            "email=nobody%40school.example&password=not+the+right+one");
}

static void a_password_where_none_is_set(void **state)
{
    (void)state;
    compare("/in", "email=office%40school.example&password=not+the+right+one",
            "email=nobody%40school.example&password=not+the+right+one");
}

static void a_wrong_code(void **state)
{
    (void)state;
    compare("/setup",
            "email=office%40school.example&code=AAA-AAA-AAA-AAA&password=nine+loud+magpies",
            "email=nobody%40school.example&code=AAA-AAA-AAA-AAA&password=nine+loud+magpies");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_wrong_password),
        SITE_TEST(a_password_where_none_is_set),
        SITE_TEST(a_wrong_code),
    };
    return RUN_ON_BOTH(tests);
}
