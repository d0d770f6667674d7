#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "platform/json/json.h"

static Arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_create((size_t)4 << 20, "json_test");
    return 0;
}

static int finish(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const Json *read_text(const char *text)
{
    return json_read(arena, text, strlen(text));
}

static void what_is_no_json_is_nothing(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "{",
        "{\"a\":1",
        "{\"a\":1}}",
        "nothing",
        "\"text\"",
        "12",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"\xff\"}",
        "[1,]",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (read_text(wrong[i]) != NULL)
            fail_msg("%s was read", wrong[i]);
    assert_null(json_read(arena, "{\"a\":1}", 4));
}

static void what_is_of_another_kind_is_not_there(void **state)
{
    (void)state;
    int64_t number = 7;
    const Json *json = read_text("{\"text\":\"a\",\"number\":12,\"part\":1.9,\"huge\":1e300,"
                                 "\"list\":[\"x\",\"y\",3],\"yes\":true}");
    assert_string_equal(json_text(json, "text"), "a");
    assert_null(json_text(json, "number"));
    assert_null(json_text(json, "absent"));
    assert_null(json_text(json_member(json, "absent"), "text"));
    assert_false(json_whole(json, "text", &number));
    assert_false(json_whole(json, "huge", &number));
    assert_int_equal(number, 7);
    assert_true(json_whole(json, "part", &number));
    assert_int_equal(number, 1);
    assert_true(json_whole(json, "number", &number));
    assert_int_equal(number, 12);
    assert_true(json_yes(json, "yes"));
    assert_false(json_yes(json, "text"));
    assert_int_equal(json_length(json_member(json, "list")), 3);
    assert_int_equal(json_length(json_member(json, "text")), 0);
    assert_null(json_item(json_member(json, "list"), 3));
    assert_true(json_holds(json, "list", "y"));
    assert_true(json_holds(json, "text", "a"));
    assert_false(json_holds(json, "list", "3"));
    assert_false(json_holds(json, "absent", "a"));
}

static void base64_is_read_whole_or_not_at_all(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "A", "AA==", "AAA=", "AA AA", "A+/A", "AAAB!", "AB"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (base64_bytes(arena, wrong[i]).data != NULL)
            fail_msg("%s was read", wrong[i]);
    assert_null(base64_bytes(arena, NULL).data);
    Bytes bytes = base64_bytes(arena, "_-8A");
    assert_int_equal(bytes.length, 3);
    assert_memory_equal(bytes.data, "\xff\xef\x00", 3);
    assert_string_equal(base64_text(arena, bytes), "_-8A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_json_is_nothing),
        cmocka_unit_test(what_is_of_another_kind_is_not_there),
        cmocka_unit_test(base64_is_read_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, begin, finish);
}
