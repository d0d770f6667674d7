/* Built only with the option arena_debug and the address sanitizer: proves that it sees misuse. */
#include "platform/base/arena.h"

#include <sanitizer/asan_interface.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void bytes_around_a_piece_are_poisoned(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 7, 16, 100, 70000};
    Arena *arena = arena_create(1024 * 1024, "test");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *piece = arena_alloc(arena, sizes[i]);
        size_t size = sizes[i] == 0 ? 1 : sizes[i];
        assert_true(__asan_address_is_poisoned(piece - 1));
        assert_false(__asan_address_is_poisoned(piece));
        assert_false(__asan_address_is_poisoned(piece + size - 1));
        assert_true(__asan_address_is_poisoned(piece + size));
    }
    arena_destroy(arena);
}

static void a_piece_is_poisoned_after_the_reset(void **state)
{
    (void)state;
    Arena *arena = arena_create(1024 * 1024, "test");
    char *piece = arena_alloc(arena, 10);
    arena_reset(arena);
    assert_true(__asan_address_is_poisoned(piece));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_around_a_piece_are_poisoned),
        cmocka_unit_test(a_piece_is_poisoned_after_the_reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
