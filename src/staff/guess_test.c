/* Sequences of right and wrong tries, on a clock that the test sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "platform/base/log.h"
#include "staff/guess.h"

static Arena *arena;
static Guesses *guesses;

static int make(void **state)
{
    (void)state;
    arena = arena_create((size_t)32 << 20, "test");
    guesses = guesses_make(arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static Moment at(int64_t seconds)
{
    return (Moment){(1800000000 + seconds) * 1000};
}

#define ANA    "ana@mill.example"
#define SCHOOL "203.0.113.7"

/* One try each line, unless `times` says more: all of them must be let through (wait 0) or be told
 * to wait so many seconds. */
typedef struct Try {
    int64_t second;
    GuessKind kind;
    Guesser who;
    bool right;
    int times;
    int wait;
} Try;

#define STRANGER                                                                                   \
    {                                                                                              \
        SCHOOL, ANA, NULL                                                                          \
    }
#define KNOWN                                                                                      \
    {                                                                                              \
        SCHOOL, ANA, "her-own-device"                                                              \
    }

static const struct Case {
    const char *name;
    Try tries[6];
} cases[] = {
    {"ten wrong ones, then one each five minutes",
     {{0, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {0, GUESS_PASSWORD, STRANGER, false, 5, 300},
      {299, GUESS_PASSWORD, STRANGER, false, 1, 1},
      {300, GUESS_PASSWORD, STRANGER, false, 1, 0},
      {300, GUESS_PASSWORD, STRANGER, false, 1, 300}}},
    {"right ones take nothing", {{0, GUESS_PASSWORD, STRANGER, true, 500, 0}}},
    {"her own device gets in while strangers guess",
     {{0, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {0, GUESS_PASSWORD, STRANGER, false, 1, 300},
      {0, GUESS_PASSWORD, KNOWN, true, 20, 0},
      {0, GUESS_PASSWORD, KNOWN, false, 10, 0},
      {0, GUESS_PASSWORD, KNOWN, false, 1, 60}}},
    {"even from the address that guesses",
     {{0, GUESS_PASSWORD, {SCHOOL, "a@mill.example", NULL}, false, 10, 0},
      {0, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {0, GUESS_PASSWORD, KNOWN, true, 1, 0}}},
    {"another account is not hit",
     {{0, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {0, GUESS_PASSWORD, {SCHOOL, "ben@mill.example", NULL}, false, 10, 0}}},
    {"a stolen device waits too, and another device of hers does not",
     {{0, GUESS_PASSWORD, KNOWN, false, 10, 0},
      {0, GUESS_PASSWORD, KNOWN, false, 1, 60},
      {0, GUESS_PASSWORD, {SCHOOL, ANA, "her-telephone"}, false, 1, 0}}},
    {"a code's tries are counted apart from a password's",
     {{0, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {0, GUESS_FACTOR, STRANGER, false, 10, 0},
      {0, GUESS_FACTOR, STRANGER, false, 1, 300},
      {0, GUESS_FACTOR, KNOWN, true, 1, 0}}},
    {"a clock set back makes nobody wait for long",
     {{90000, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {0, GUESS_PASSWORD, STRANGER, false, 1, 300},
      {300, GUESS_PASSWORD, STRANGER, false, 1, 0}}},
    {"who asks for many links is slowed, and no other network",
     {{0, GUESS_LINK, {SCHOOL, "", NULL}, false, 60, 0},
      {0, GUESS_LINK, {SCHOOL, "", NULL}, false, 1, 10},
      {0, GUESS_LINK, {"198.51.100.7", "", NULL}, false, 1, 0}}},
    {"a long rest gives no more than ten",
     {{0, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {900000, GUESS_PASSWORD, STRANGER, false, 10, 0},
      {900000, GUESS_PASSWORD, STRANGER, false, 1, 300}}},
};

static void take(const char *name, const Try *each)
{
    for (int i = 0; i < each->times; i++) {
        int wait = guess_begin(guesses, each->kind, &each->who, at(each->second));
        if (wait != each->wait)
            fail_msg("%s, second %d, try %d: waits %d, not %d", name, (int)each->second, i, wait,
                     each->wait);
        if (wait == 0 && each->right)
            guess_forgive(guesses, each->kind, &each->who);
    }
}

static void tries_are_let_through_or_told_to_wait(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        guesses = guesses_make(arena);
        for (size_t t = 0; t < 6 && cases[i].tries[t].times > 0; t++)
            take(cases[i].name, &cases[i].tries[t]);
    }
}

static void one_address_guesses_slowly_at_whatever_names(void **state)
{
    (void)state;
    guesses = guesses_make(arena);
    int let_through = 0;
    for (int i = 0; i < 1000; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%d@mill.example", i);
        Guesser who = {SCHOOL, name, NULL};
        let_through += guess_begin(guesses, GUESS_PASSWORD, &who, at(0)) == 0;
    }
    assert_int_equal(let_through, 100);
    Guesser elsewhere = {"203.0.113.8", "late@mill.example", NULL};
    assert_int_equal(guess_begin(guesses, GUESS_PASSWORD, &elsewhere, at(0)), 0);
    Guesser again = {SCHOOL, "late@mill.example", NULL};
    assert_int_equal(guess_begin(guesses, GUESS_PASSWORD, &again, at(0)), 6);
    assert_int_equal(guess_begin(guesses, GUESS_PASSWORD, &again, at(6)), 0);
}

static int tries_from(const char *first, const char *second)
{
    Guesser one = {first, "", NULL}, two = {second, "", NULL};
    guesses = guesses_make(arena);
    for (int i = 0; i < 100; i++)
        assert_int_equal(guess_begin(guesses, GUESS_SETUP_CODE, &one, at(0)), 0);
    return guess_begin(guesses, GUESS_SETUP_CODE, &two, at(0));
}

static void a_network_of_ipv6_counts_as_one_address(void **state)
{
    (void)state;
    assert_int_equal(tries_from("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), 6);
    assert_int_equal(tries_from("2001:db8:1:2::1", "2001:db8:1:3::1"), 0);
    assert_int_equal(tries_from("::ffff:203.0.113.7", "::ffff:203.0.113.8"), 0);
    assert_int_equal(tries_from("203.0.113.7", "203.0.113.7"), 6);
}

/* What two lines of the table have in common would else be anybody's to find out. */
static void no_two_tables_agree_on_who_meets_whom(void **state)
{
    (void)state;
    Guesses *tables[2] = {guesses_make(arena), guesses_make(arena)};
    int waits[2] = {0, 0};
    for (int i = 0; i < 20000; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%d", i);
        Guesser who = {SCHOOL, name, NULL};
        for (int t = 0; t < 2; t++)
            for (int k = 0; k < 10; k++)
                guess_begin(tables[t], GUESS_FACTOR, &who, at(0));
    }
    int differ = 0;
    for (int i = 20000; i < 24000; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%d", i);
        Guesser who = {SCHOOL, name, NULL};
        for (int t = 0; t < 2; t++)
            waits[t] = guess_begin(tables[t], GUESS_FACTOR, &who, at(0)) > 0;
        differ += waits[0] != waits[1];
    }
    assert_true(differ > 100);
}

static void memory_does_not_grow(void **state)
{
    (void)state;
    guesses = guesses_make(arena);
    size_t before = arena_used(arena);
    assert_true(guesses_size() < (size_t)1 << 20);
    for (int i = 0; i < 100000; i++) {
        char name[32], address[32];
        snprintf(name, sizeof name, "n%d", i);
        snprintf(address, sizeof address, "10.%d.%d.%d", i % 100, i / 256 % 256, i % 256);
        Guesser who = {address, name, i % 3 == 0 ? name : NULL};
        guess_begin(guesses, (GuessKind)(i % GUESS_KINDS), &who, at(i / 100));
    }
    assert_int_equal(arena_used(arena), before);
}

static void names_and_addresses_of_any_kind_are_taken(void **state)
{
    (void)state;
    char name[2000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const Guesser each[] = {{"", "", NULL},        {"", "", ""},     {NULL, NULL, NULL},
                            {"nowhere", name, ""}, {name, "", name}, {SCHOOL, "é\n\x7f", NULL}};
    for (size_t i = 1; i < sizeof each / sizeof each[0]; i++) {
        Guesser who = each[i];
        who.address = who.address == NULL ? "" : who.address;
        assert_int_equal(guess_begin(guesses, GUESS_FACTOR, &who, at(1000000)), 0);
        guess_forgive(guesses, GUESS_FACTOR, &who);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tries_are_let_through_or_told_to_wait),
        cmocka_unit_test(one_address_guesses_slowly_at_whatever_names),
        cmocka_unit_test(a_network_of_ipv6_counts_as_one_address),
        cmocka_unit_test(no_two_tables_agree_on_who_meets_whom),
        cmocka_unit_test(memory_does_not_grow),
        cmocka_unit_test(names_and_addresses_of_any_kind_are_taken),
    };
    return cmocka_run_group_tests(tests, make, end);
}
