#include "web/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* That every code a page gives has a sentence is asked where pages are (app/fault_test.c). */
static void only_our_own_words_become_a_banner(void **state)
{
    (void)state;
    assert_string_equal(said_sentence("signed_out"), "You are signed out.");
    assert_null(said_sentence(NULL));
    assert_null(said_sentence(""));
    assert_null(said_sentence("Signed_out"));
    assert_null(said_sentence("signed_out "));
    assert_null(said_sentence("Your account is blocked, call 0900"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_our_own_words_become_a_banner)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
