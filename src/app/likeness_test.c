/* Nobody can tell from the time that an answer takes whether somebody signs in here: known and
 * unknown names in turn, 500 of each (assurance C4). Of the processor's time the medians are
 * compared; of the time on the wall, which is what a stranger sees, the pairs, since whatever else
 * the machine does meets both of a pair alike: the difference is small only when all of its 99.9 %
 * interval is, so that a machine too busy to tell fails as well. A long test: make soak. */
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

/* 3.29 standard deviations of how many of 500 pairs lie on one side of the median: 37. */
enum { LEAST_RANK = TRIES / 2 - 37, GREATEST_RANK = TRIES / 2 + 36 };

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

/* Whether a stranger with a watch would see no difference. */
static bool pairs_alike(const double *known, const double *unknown)
{
    double apart_by[TRIES];
    for (int i = 0; i < TRIES; i++)
        apart_by[i] = known[i] - unknown[i];
    double middle = median(apart_by), least = apart_by[LEAST_RANK];
    double greatest = apart_by[GREATEST_RANK];
    printf("# waiting, in pairs: apart %.0f, within %.0f and %.0f microseconds\n", middle, least,
           greatest);
    return least > -MOST_MICROSECONDS && greatest < MOST_MICROSECONDS;
}

/* How often a known name takes longer than an unknown one, of all that were asked: half the time
 * when the two distributions are one. */
static double longer(const double *known, const double *unknown)
{
    double count = 0;
    for (int i = 0; i < TRIES; i++)
        for (int j = 0; j < TRIES; j++)
            count += known[i] > unknown[j] ? 1 : 0;
    return count / TRIES / TRIES;
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
    bool alike = pairs_alike(of_known.waiting, of_unknown.waiting);
    double share = longer(of_known.waiting, of_unknown.waiting);
    printf("# a known name takes longer than an unknown one in %.1f %% of all pairings\n",
           share * 100);
    apart("waiting", of_known.waiting, of_unknown.waiting);
    double work = apart("work", of_known.work, of_unknown.work);
    assert_true(work < MOST_MICROSECONDS && work > -MOST_MICROSECONDS);
    assert_true(alike);
    assert_true(share > 0.4 && share < 0.6);
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
