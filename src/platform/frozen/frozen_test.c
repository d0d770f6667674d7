/* What is frozen comes back as it was, and is known when it was touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "platform/frozen/frozen.h"

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

static json_t *some(const char *words)
{
    return json_pack("{s:s,s:o,s:o,s:o,s:i}", "words", words, "on",
                     frozen_date(arena, date_of(2026, 2, 28)), "never",
                     frozen_date(arena, DATE_NONE), "id", frozen_id(INT64_MAX), "minutes", 20);
}

static void the_same_content_is_the_same_bytes(void **state)
{
    (void)state;
    json_t *other = json_pack("{s:s,s:s}", "a", "1", "b", "2");
    json_t *turned = json_pack("{s:s,s:s}", "b", "2", "a", "1");
    assert_string_equal(frozen_text(arena, other), "{\"a\":\"1\",\"b\":\"2\"}");
    assert_string_equal(frozen_text(arena, turned), "{\"a\":\"1\",\"b\":\"2\"}");
    assert_string_equal(frozen_text(arena, some("Zoë")),
                        "{\"id\":\"9223372036854775807\",\"minutes\":20,\"never\":null,"
                        "\"on\":\"2026-02-28\",\"words\":\"Zoë\"}");
}

static void what_was_written_is_read_again(void **state)
{
    (void)state;
    json_t *whole = json_loads(frozen_text(arena, some("“Words”\n\\ and \"more\"")), 0, NULL);
    assert_non_null(whole);
    assert_string_equal(frozen_read_text(arena, whole, "words"), "“Words”\n\\ and \"more\"");
    assert_int_equal(date_compare(frozen_read_date(whole, "on"), date_of(2026, 2, 28)), 0);
    assert_false(date_is_set(frozen_read_date(whole, "never")));
    assert_int_equal(frozen_read_number(whole, "minutes"), 20);
    assert_true(frozen_read_id(json_object_get(whole, "id")) == INT64_MAX);
    json_decref(whole);
}

static void what_is_not_there_is_nothing(void **state)
{
    (void)state;
    json_t *odd =
        json_pack("{s:i,s:s,s:s,s:n}", "number", 3, "day", "2026-02-30", "id", "-1", "nothing");
    assert_string_equal(frozen_read_text(arena, odd, "missing"), "");
    assert_string_equal(frozen_read_text(arena, odd, "number"), "");
    assert_string_equal(frozen_read_text(arena, NULL, "number"), "");
    assert_false(date_is_set(frozen_read_date(odd, "day")));
    assert_false(date_is_set(frozen_read_date(odd, "number")));
    assert_int_equal(frozen_read_number(odd, "day"), 0);
    assert_int_equal(frozen_read_id(json_object_get(odd, "id")), 0);
    assert_int_equal(frozen_read_id(json_object_get(odd, "number")), 0);
    assert_int_equal(frozen_read_id(NULL), 0);
    json_decref(odd);
}

static void one_byte_changed_is_seen(void **state)
{
    (void)state;
    char *text = arena_copy(arena, frozen_text(arena, some("as agreed")));
    Bytes hash = frozen_hash(arena, text);
    assert_int_equal(hash.length, FROZEN_HASH);
    assert_true(frozen_intact(text, hash));
    for (size_t i = 0; text[i] != '\0'; i++) {
        text[i] ^= 1;
        assert_false(frozen_intact(text, hash));
        text[i] ^= 1;
    }
    assert_true(frozen_intact(text, hash));
    assert_false(frozen_intact(text, (Bytes){hash.data, FROZEN_HASH - 1}));
    assert_false(frozen_intact(text, (Bytes){NULL, 0}));
    assert_false(frozen_intact(NULL, hash));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_content_is_the_same_bytes),
        cmocka_unit_test(what_was_written_is_read_again),
        cmocka_unit_test(what_is_not_there_is_nothing),
        cmocka_unit_test(one_byte_changed_is_seen),
    };
    return cmocka_run_group_tests_name("frozen", tests, make, end);
}
