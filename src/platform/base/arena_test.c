#include "platform/base/arena.h"

#include <setjmp.h>
#include <signal.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "platform/base/log.h"
#include "platform/base/test_process.h"

#define LARGE ((size_t)1024 * 1024)

/* Takes `count` pieces of `size` bytes; true when the arena gave them all. */
static bool takes(Arena *arena, size_t count, size_t size)
{
    jmp_buf exhausted;
    volatile bool all = false;
    if (setjmp(exhausted) == 0) {
        arena_catch(arena, &exhausted);
        for (size_t i = 0; i < count; i++)
            arena_alloc(arena, size);
        all = true;
    }
    arena_catch(arena, NULL);
    return all;
}

static void limits(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t limit, count, size;
        bool given;
    } cases[] = {
        {"nothing from nothing", 0, 1, 1, false},
        {"an empty piece still needs a byte", 0, 1, 0, false},
        {"one piece of the whole limit", 4096, 1, 4096, true},
        {"one byte past the limit", 4096, 1, 4097, false},
        {"small pieces up to the limit", 4096, 256, 16, true},
        {"one small piece past the limit", 4096, 257, 16, false},
        {"a piece larger than a block", LARGE, 1, 300000, true},
        {"two large pieces past the limit", LARGE, 2, 600000, false},
        {"many blocks up to the limit", LARGE, 16, 65536, true},
        {"many blocks past the limit", LARGE, 17, 65536, false},
        {"no wrap at the top of the range", LARGE, 1, SIZE_MAX, false},
        {"no wrap when rounded up", LARGE, 1, SIZE_MAX - 7, false},
        {"no wrap without a limit", SIZE_MAX, 1, SIZE_MAX - 8, false},
        {"no limit, but no such memory either", SIZE_MAX, 1, PTRDIFF_MAX / 2, false},
    };
    log_set_level(LOG_ERROR);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_create(cases[i].limit, "test");
        if (takes(arena, cases[i].count, cases[i].size) != cases[i].given)
            fail_msg("%s", cases[i].label);
        arena_reset(arena);
        /* The reset gives the whole limit back. */
        if (takes(arena, cases[i].count, cases[i].size) != cases[i].given)
            fail_msg("%s, after a reset", cases[i].label);
        arena_destroy(arena);
    }
}

static bool all_zero(const unsigned char *piece, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (piece[i] != 0)
            return false;
    }
    return true;
}

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    enum { COUNT = 300 };
    Arena *arena = arena_create(LARGE, "test");
    for (int round = 0; round < 3; round++) {
        unsigned char *pieces[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            pieces[i] = arena_alloc(arena, i * 7);
            assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
            assert_true(all_zero(pieces[i], i * 7));
            memset(pieces[i], (int)(i % 255) + 1, i * 7);
        }
        for (size_t i = 1; i < COUNT; i++)
            assert_true(pieces[i][0] == i % 255 + 1 && pieces[i][i * 7 - 1] == i % 255 + 1);
        arena_reset(arena);
    }
    arena_destroy(arena);
}

static void empty_pieces_differ(void **state)
{
    (void)state;
    Arena *arena = arena_create(LARGE, "test");
    assert_ptr_not_equal(arena_alloc(arena, 0), arena_alloc(arena, 0));
    arena_destroy(arena);
}

/* A large piece must not take the place of the block that small pieces are cut from. */
static void large_pieces_leave_room_for_small_ones(void **state)
{
    (void)state;
    Arena *arena = arena_create(65536 + 2 * 100000, "test");
    assert_true(takes(arena, 1, 16));
    assert_true(takes(arena, 2, 100000));
    assert_true(takes(arena, 4000, 16));
    arena_destroy(arena);
}

static void used_counts_since_the_reset(void **state)
{
    (void)state;
    Arena *arena = arena_create(LARGE, "test");
    assert_int_equal(arena_used(arena), 0);
    arena_alloc(arena, 100);
    arena_new(arena, uint64_t);
    assert_int_equal(arena_used(arena), 108);
    arena_reset(arena);
    assert_int_equal(arena_used(arena), 0);
    arena_destroy(arena);
}

static void a_copy_too_long_to_end_is_refused(void **state)
{
    (void)state;
    log_set_level(LOG_ERROR);
    Arena *arena = arena_create(LARGE, "test");
    jmp_buf exhausted;
    volatile bool jumped = false;
    if (setjmp(exhausted) == 0) {
        arena_catch(arena, &exhausted);
        arena_copy_length(arena, "", SIZE_MAX);
    } else {
        jumped = true;
    }
    assert_true(jumped);
    arena_destroy(arena);
}

static void arrays(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t count, size;
        bool given;
    } cases[] = {
        {"none", 0, 8, true},
        {"of nothing", 8, 0, true},
        {"some", 100, 8, true},
        {"product past the limit", LARGE, 2, false},
        {"product that wraps to 0", SIZE_MAX / 2 + 1, 2, false},
        {"product that wraps to a few bytes", SIZE_MAX / 8 + 2, 8, false},
        {"both at the top", SIZE_MAX, SIZE_MAX, false},
    };
    log_set_level(LOG_ERROR);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_create(LARGE, "test");
        jmp_buf exhausted;
        volatile bool given = false;
        if (setjmp(exhausted) == 0) {
            arena_catch(arena, &exhausted);
            given = arena_alloc_array(arena, cases[i].count, cases[i].size) != NULL;
        }
        if (given != cases[i].given)
            fail_msg("%s", cases[i].label);
        arena_destroy(arena);
    }
}

static void copies(void **state)
{
    (void)state;
    Arena *arena = arena_create(LARGE, "test");
    char name[] = "plan";
    char *copy = arena_copy(arena, name);
    name[0] = 'c';
    assert_string_equal(copy, "plan");
    assert_null(arena_copy(arena, NULL));
    assert_string_equal(arena_copy(arena, ""), "");
    assert_string_equal(arena_copy_length(arena, "review", 3), "rev");
    assert_string_equal(arena_copy_length(arena, NULL, 0), "");
    assert_memory_equal(arena_copy_length(arena, "a\0b", 3), "a\0b", 4);
    arena_destroy(arena);
}

static void prints(void **state)
{
    (void)state;
    Arena *arena = arena_create(LARGE, "test");
    assert_string_equal(arena_print(arena, "%s %d of %zu", "week", -3, (size_t)12),
                        "week -3 of 12");
    assert_string_equal(arena_print(arena, "%s", ""), "");
    char *wide = arena_print(arena, "%*s|", 200000, "x");
    assert_int_equal(strlen(wide), 200001);
    assert_string_equal(wide + 199999, "x|");
    arena_destroy(arena);
}

typedef struct Step {
    char letter;
    char *order; /* where the letter is put at release */
} Step;

static void note_step(void *thing)
{
    const Step *step = thing;
    char *end = step->order + strlen(step->order);
    end[0] = step->letter;
    end[1] = '\0';
}

static void deferred_runs_newest_first_and_once(void **state)
{
    (void)state;
    char order[8] = "";
    Step steps[] = {{'a', order}, {'b', order}, {'c', order}, {'d', order}};
    Arena *arena = arena_create(LARGE, "test");
    for (size_t i = 0; i < 3; i++)
        arena_defer(arena, note_step, &steps[i]);
    assert_string_equal(order, "");
    arena_reset(arena);
    assert_string_equal(order, "cba");
    arena_reset(arena);
    assert_string_equal(order, "cba");
    arena_defer(arena, note_step, &steps[3]);
    arena_destroy(arena);
    assert_string_equal(order, "cbad");
}

static void mark(void *marked)
{
    *(bool *)marked = true;
}

static void a_thing_that_cannot_be_deferred_is_released(void **state)
{
    (void)state;
    log_set_level(LOG_ERROR);
    Arena *arena = arena_create(LARGE, "test");
    bool released = false;
    volatile bool jumped = false;
    jmp_buf exhausted;
    if (setjmp(exhausted) == 0) {
        arena_catch(arena, &exhausted);
        arena_fail_at(arena, 1);
        arena_defer(arena, mark, &released);
    } else {
        jumped = true;
    }
    assert_true(jumped);
    assert_true(released);
    arena_destroy(arena);
}

static void chosen_allocation_fails_once(void **state)
{
    (void)state;
    log_set_level(LOG_ERROR);
    Arena *arena = arena_create(LARGE, "test");
    for (size_t nth = 1; nth <= 5; nth++) {
        arena_fail_at(arena, nth);
        assert_true(takes(arena, nth - 1, 8));
        assert_false(takes(arena, 1, 8));
        assert_true(takes(arena, 10, 8));
    }
    arena_fail_at(arena, 1);
    arena_fail_at(arena, 0);
    assert_true(takes(arena, 10, 8));
    arena_destroy(arena);
}

static void catch_gives_the_place_before(void **state)
{
    (void)state;
    Arena *arena = arena_create(LARGE, "test");
    jmp_buf outer, inner;
    assert_null(arena_catch(arena, &outer));
    assert_ptr_equal(arena_catch(arena, &inner), &outer);
    arena_reset(arena);
    assert_ptr_equal(arena_catch(arena, NULL), &inner);
    assert_null(arena_catch(arena, NULL));
    arena_destroy(arena);
}

static void exhaust(void *unused)
{
    (void)unused;
    Arena *arena = arena_create(100, "request");
    arena_alloc(arena, 60);
    arena_alloc(arena, 60);
}

static void exhaustion_without_a_catch_ends_the_program(void **state)
{
    (void)state;
    char written[512];
    assert_int_equal(test_child(exhaust, NULL, written, sizeof written), SIGABRT);
    assert_non_null(strstr(written, " error arena.exhausted arena=request used=60 asked=60"));
}

static void destroying_none_is_allowed(void **state)
{
    (void)state;
    arena_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits),
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(empty_pieces_differ),
        cmocka_unit_test(large_pieces_leave_room_for_small_ones),
        cmocka_unit_test(used_counts_since_the_reset),
        cmocka_unit_test(arrays),
        cmocka_unit_test(copies),
        cmocka_unit_test(a_copy_too_long_to_end_is_refused),
        cmocka_unit_test(prints),
        cmocka_unit_test(deferred_runs_newest_first_and_once),
        cmocka_unit_test(a_thing_that_cannot_be_deferred_is_released),
        cmocka_unit_test(chosen_allocation_fails_once),
        cmocka_unit_test(catch_gives_the_place_before),
        cmocka_unit_test(exhaustion_without_a_catch_ends_the_program),
        cmocka_unit_test(destroying_none_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
