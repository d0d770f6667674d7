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

static double microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
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
static double ask(const char *path, const char *body)
{
    guesses_forget(site.guesses);
    double before = microseconds();
    Answer answer = test_post(&site, NOBODY, path, body);
    double took = microseconds() - before;
    assert_int_equal(answer.status, 422);
    test_site_forget(&site);
    return took;
}

static void compare(const char *what, const char *path, const char *known, const char *unknown)
{
    static double of_known[TRIES], of_unknown[TRIES];
    for (int i = 0; i < TRIES; i++) {
        of_known[i] = ask(path, known);
        of_unknown[i] = ask(path, unknown);
    }
    double here = median(of_known), nobody = median(of_unknown), apart = here - nobody;
    printf("# %s: known %.0f, unknown %.0f, apart %.0f microseconds (medians of %d)\n", what, here,
           nobody, apart, TRIES);
    assert_true(apart < MOST_MICROSECONDS && apart > -MOST_MICROSECONDS);
}

static void a_wrong_password(void **state)
{
    (void)state;
    compare("a wrong password", "/in", "email=senco%40school.example&password=not+the+right+one",
            "email=nobody%40school.example&password=not+the+right+one");
}

static void a_password_where_none_is_set(void **state)
{
    (void)state;
    compare("a password where none is set", "/in",
            "email=office%40school.example&password=not+the+right+one",
            "email=nobody%40school.example&password=not+the+right+one");
}

static void a_wrong_code(void **state)
{
    (void)state;
    compare("a wrong one-time code", "/setup",
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
