/* Passages out of a text, and the parts of an address that say where somebody lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "platform/base/leave_out.h"

static Arena *arena;

static const char address[] = "Flat 2, 4 Mill Lane\nMillford\nMV1 2AB";

static void an_address_is_its_house_and_its_postcode(void **state)
{
    (void)state;
    Texts found = address_passages(arena, address);
    assert_int_equal(found.count, 3);
    assert_string_equal(found.items[0], "Flat 2");
    assert_string_equal(found.items[1], "4 Mill Lane");
    assert_string_equal(found.items[2], "MV1 2AB");
    assert_true(passages_hold(&found, "4 MILL LANE"));
    assert_false(passages_hold(&found, "14 Mill Lane"));
    static const char *const none[] = {NULL, "", "Millford", ",,\n", "12", "4\n5", "a1"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(address_passages(arena, none[i]).count, 0);
}

static void it_is_found_however_it_is_set(void **state)
{
    (void)state;
    static const struct {
        const char *text, *left;
    } cases[] = {
        {"She walks from 4 Mill Lane.", "She walks from [-]."},
        {"4 mill  lane, millford, mv12ab", "[-], millford, [-]"},
        {"4, Mill\nLane", "[-]"},
        {"At 14 Mill Lane", "At 14 Mill Lane"},
        {"At 4 Mill Lanes", "At 4 Mill Lanes"},
        {"A 4 Mill Lane B MV1 2AB C", "A [-] B [-] C"},
        {"4 Mill", "4 Mill"},
        {"Mill Lane Primary", "Mill Lane Primary"},
        {"", ""},
    };
    Texts passages = address_passages(arena, address);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(left_out(arena, cases[i].text, &passages, "[-]"), cases[i].left);
    assert_null(left_out(arena, NULL, &passages, "[-]"));
    assert_ptr_equal(left_out(arena, address, NULL, "[-]"), address);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_its_house_and_its_postcode),
        cmocka_unit_test(it_is_found_however_it_is_set),
    };
    arena = arena_create(1024 * 1024, "test");
    int failed = cmocka_run_group_tests_name("leave_out", tests, NULL, NULL);
    arena_destroy(arena);
    return failed;
}
