#include "platform/base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>
#include <cmocka.h>

static void appends(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer, 1000);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_put_text(&buffer, "<p>");
    buffer_print(&buffer, "%d of %s", 3, "12");
    buffer_put_char(&buffer, '!');
    buffer_put(&buffer, "</p>rest", 4);
    buffer_put(&buffer, NULL, 0);
    assert_string_equal(buffer_text(&buffer), "<p>3 of 12!</p>");
    assert_int_equal(buffer.length, 15);
    assert_false(buffer_failed(&buffer));
    buffer_free(&buffer);
}

static void holds_any_bytes(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer, 1000);
    buffer_put(&buffer, "a\0b", 3);
    buffer_put_char(&buffer, '\0');
    assert_int_equal(buffer.length, 4);
    assert_memory_equal(buffer.data, "a\0b\0", 4);
    buffer_free(&buffer);
}

static void grows_to_a_million_and_keeps_its_content(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer, 1000000);
    for (int i = 0; i < 100000; i++)
        buffer_print(&buffer, "%09d\n", i);
    assert_false(buffer_failed(&buffer));
    assert_int_equal(buffer.length, 1000000);
    const char *text = buffer_text(&buffer);
    assert_int_equal(strlen(text), 1000000);
    assert_memory_equal(text + 500000, "000050000\n", 10);
    assert_memory_equal(text + 999990, "000099999\n", 10);
    buffer_free(&buffer);
}

typedef enum Way { PUT, TEXT, CHARACTER, PRINT, UNPRINTABLE, RESERVE } Way;

static void append(Buffer *buffer, Way way)
{
    switch (way) {
    case PUT:
        buffer_put(buffer, "x", 1);
        break;
    case TEXT:
        buffer_put_text(buffer, "x");
        break;
    case CHARACTER:
        buffer_put_char(buffer, 'x');
        break;
    case PRINT:
        buffer_print(buffer, "%s", "x");
        break;
    case UNPRINTABLE:
        buffer_print(buffer, "%lc", (wint_t)0xD800); /* half a character */
        break;
    case RESERVE:
        assert_null(buffer_reserve(buffer, 1));
        break;
    }
}

static void refuses_past_the_maximum_whole_and_for_good(void **state)
{
    (void)state;
    for (Way way = PUT; way <= RESERVE; way++) {
        Buffer buffer;
        buffer_init(&buffer, 10);
        buffer_put_text(&buffer, "0123456789");
        assert_false(buffer_failed(&buffer));
        append(&buffer, way);
        assert_true(buffer_failed(&buffer));
        assert_int_equal(buffer.length, 10);
        assert_string_equal(buffer_text(&buffer), "");
        buffer_reset(&buffer);
        assert_false(buffer_failed(&buffer));
        buffer_put_text(&buffer, "again");
        assert_string_equal(buffer_text(&buffer), "again");
        buffer_free(&buffer);
    }
}

static void nothing_is_appended_after_a_failure(void **state)
{
    (void)state;
    for (Way way = PUT; way <= RESERVE; way++) {
        Buffer buffer;
        buffer_init(&buffer, 10);
        buffer_put_text(&buffer, "01234");
        buffer_put_text(&buffer, "too long for it");
        assert_int_equal(buffer.length, 5);
        append(&buffer, way);
        assert_int_equal(buffer.length, 5);
        assert_true(buffer_failed(&buffer));
        buffer_free(&buffer);
    }
}

static void reserves(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t maximum, held, asked;
        bool given;
    } cases[] = {
        {"nothing of nothing", 0, 0, 0, true},
        {"a byte of nothing", 0, 0, 1, false},
        {"all of it", 100, 0, 100, true},
        {"the rest", 100, 40, 60, true},
        {"past the rest", 100, 40, 61, false},
        {"no wrap", 100, 40, SIZE_MAX, false},
        {"no wrap to a small sum", 100, 40, SIZE_MAX - 38, false},
        {"no wrap without a maximum", SIZE_MAX, 40, SIZE_MAX - 40, false},
        {"past any memory", SIZE_MAX, 40, SIZE_MAX / 2, false},
        {"no such memory", SIZE_MAX, 40, SIZE_MAX / 4, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer buffer;
        buffer_init(&buffer, cases[i].maximum);
        for (size_t n = 0; n < cases[i].held; n++)
            buffer_put_char(&buffer, 'x');
        char *room = buffer_reserve(&buffer, cases[i].asked);
        if ((room != NULL) != cases[i].given || buffer_failed(&buffer) == cases[i].given)
            fail_msg("%s", cases[i].label);
        if (room != NULL) {
            memset(room, 'y', cases[i].asked);
            assert_int_equal(buffer.length, cases[i].held);
            buffer.length += cases[i].asked;
            assert_int_equal(strlen(buffer_text(&buffer)), cases[i].held + cases[i].asked);
        }
        buffer_free(&buffer);
    }
}

static void reset_keeps_the_memory(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer, 100000);
    buffer_print(&buffer, "%50000s", "");
    size_t capacity = buffer.capacity;
    buffer_reset(&buffer);
    assert_int_equal(buffer.capacity, capacity);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_free(&buffer);
    assert_null(buffer.data);
    buffer_put_text(&buffer, "usable after free");
    assert_string_equal(buffer_text(&buffer), "usable after free");
    buffer_free(&buffer);
}

static void an_unprintable_format_is_a_failure(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer, 1000);
    buffer_put_text(&buffer, "before");
    append(&buffer, UNPRINTABLE);
    assert_true(buffer_failed(&buffer));
    assert_int_equal(buffer.length, 6);
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends),
        cmocka_unit_test(holds_any_bytes),
        cmocka_unit_test(grows_to_a_million_and_keeps_its_content),
        cmocka_unit_test(refuses_past_the_maximum_whole_and_for_good),
        cmocka_unit_test(nothing_is_appended_after_a_failure),
        cmocka_unit_test(reserves),
        cmocka_unit_test(an_unprintable_format_is_a_failure),
        cmocka_unit_test(reset_keeps_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
