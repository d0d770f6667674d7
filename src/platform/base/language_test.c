#include "platform/base/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_language_is_found_by_either_name(void **state)
{
    (void)state;
    assert_string_equal(language_tag("Polish"), "pl");
    assert_string_equal(language_tag("polish"), "pl");
    assert_string_equal(language_tag("Polski"), "pl");
    assert_string_equal(language_tag("Farsi"), "fa");
    assert_string_equal(language_tag("Cantonese"), "yue");
}

static void what_is_not_known_has_no_tag(void **state)
{
    (void)state;
    assert_string_equal(language_tag(NULL), "");
    assert_string_equal(language_tag(""), "");
    assert_string_equal(language_tag("English"), "");
    assert_string_equal(language_tag("Klingon"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_is_found_by_either_name),
        cmocka_unit_test(what_is_not_known_has_no_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
