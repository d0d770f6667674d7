/* The arithmetic of codes: the table of RFC 6238, one step either way, and each step once. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "staff/factor.h"

static Arena *arena;

static int make(void **state)
{
    (void)state;
    arena = arena_create((size_t)1 << 20, "test");
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const Bytes secret = {(const unsigned char *)"12345678901234567890", FACTOR_SECRET};

static Moment second(int64_t seconds)
{
    return (Moment){seconds * 1000};
}

/* The last six of the eight digits in appendix B of RFC 6238. */
static const struct {
    int64_t second;
    const char *code;
} table[] = {
    {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
};

static void codes_are_those_of_the_standard(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_int_equal(factor_code_step(secret, table[i].code, second(table[i].second), 0),
                         table[i].second / 30);
}

static void one_step_either_way_and_no_more(void **state)
{
    (void)state;
    static const struct {
        int64_t second;
        bool taken;
    } cases[] = {{1234567890, true},  {1234567919, true}, {1234567920, true}, {1234567949, true},
                 {1234567950, false}, {1234567889, true}, {1234567860, true}, {1234567859, false},
                 {0, false},          {2000000000, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t step = factor_code_step(secret, "005924", second(cases[i].second), 0);
        if (step != (cases[i].taken ? 1234567890 / 30 : 0))
            fail_msg("at %lld: %lld", (long long)cases[i].second, (long long)step);
    }
}

static void no_step_is_taken_twice(void **state)
{
    (void)state;
    int64_t step = 1234567890 / 30;
    assert_int_equal(factor_code_step(secret, "005924", second(1234567890), step - 1), step);
    assert_int_equal(factor_code_step(secret, "005924", second(1234567890), step), 0);
    assert_int_equal(factor_code_step(secret, "005924", second(1234567890), step + 1), 0);
}

static void only_six_digits_are_a_code(void **state)
{
    (void)state;
    static const char *const taken[] = {"005924", "005 924", " 0 0 5 9 2 4 "};
    static const char *const refused[] = {"",        "5924",    "0059240",      "00592",  "00592a",
                                          "-05924",  "+05924",  "005924\n",     "005925", "٠٠٥٩٢٤",
                                          "0x05924", "5.924e3", "005924 005924"};
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        assert_true(factor_code_step(secret, taken[i], second(1234567890), 0) > 0);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (factor_code_step(secret, refused[i], second(1234567890), 0) != 0)
            fail_msg("\"%s\" was taken", refused[i]);
}

static void an_app_can_read_the_secret(void **state)
{
    (void)state;
    assert_string_equal(factor_secret_text(arena, secret),
                        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    assert_string_equal(factor_address(arena, secret, "Mill Lane & Co", "ana@mill.example"),
                        "otpauth://totp/Mill%20Lane%20%26%20Co:ana%40mill.example?secret="
                        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mill%20Lane%20%26%20Co"
                        "&algorithm=SHA1&digits=6&period=30");
    Bytes one = factor_secret(arena), other = factor_secret(arena);
    assert_int_equal(one.length, FACTOR_SECRET);
    assert_memory_not_equal(one.data, other.data, FACTOR_SECRET);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_the_standard),
        cmocka_unit_test(one_step_either_way_and_no_more),
        cmocka_unit_test(no_step_is_taken_twice),
        cmocka_unit_test(only_six_digits_are_a_code),
        cmocka_unit_test(an_app_can_read_the_secret),
    };
    return cmocka_run_group_tests(tests, make, end);
}
