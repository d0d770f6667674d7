#include "platform/base/error.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "platform/base/text.h"

static void kinds(void **state)
{
    (void)state;
    static const char said[] = "Enter the review date";
    static const struct {
        const char *label;
        ErrorKind kind;
    } cases[] = {
        {"invalid", ERROR_INVALID},     {"forbidden", ERROR_FORBIDDEN},
        {"conflict", ERROR_CONFLICT},   {"too large", ERROR_TOO_LARGE},
        {"not found", ERROR_NOT_FOUND}, {"busy", ERROR_BUSY},
        {"store", ERROR_STORE},         {"internal", ERROR_INTERNAL},
        {"too often", ERROR_TOO_OFTEN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Error *error = NULL;
        switch (cases[i].kind) {
        case ERROR_INVALID:
            error = error_invalid(said, "plan %d", 7);
            break;
        case ERROR_FORBIDDEN:
            error = error_forbidden(said, "plan %d", 7);
            break;
        case ERROR_CONFLICT:
            error = error_conflict(said, "plan %d", 7);
            break;
        case ERROR_TOO_LARGE:
            error = error_too_large(said, "plan %d", 7);
            break;
        case ERROR_TOO_OFTEN:
            error = error_too_often(said, "plan %d", 7);
            break;
        case ERROR_NOT_FOUND:
            error = error_not_found("plan %d", 7);
            break;
        case ERROR_BUSY:
            error = error_busy("plan %d", 7);
            break;
        case ERROR_STORE:
            error = error_store("plan %d", 7);
            break;
        case ERROR_INTERNAL:
            error = error_internal("plan %d", 7);
            break;
        }
        if (error == NULL || error->kind != cases[i].kind || strlen(error->message) < 10 ||
            strcmp(error->cause, "plan 7") != 0)
            fail_msg("%s", cases[i].label);
    }
}

static void the_message_is_a_copy(void **state)
{
    (void)state;
    char message[] = "Enter the target";
    Error *error = error_invalid(message, "x");
    memset(message, 'z', sizeof message - 1);
    assert_string_equal(error->message, "Enter the target");
}

/* Fills with characters of `width` bytes after `lead` bytes, so that the bound falls anywhere. */
static void fill(char *text, size_t size, const char *character, size_t lead)
{
    size_t width = strlen(character);
    size_t length = 0;
    memset(text, 'a', lead);
    for (length = lead; length + width < size; length += width)
        memcpy(text + length, character, width);
    text[length] = '\0';
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    static const char *const characters[] = {"a", "é", "€", "😀"};
    char text[4000];
    for (size_t i = 0; i < 4; i++) {
        for (size_t lead = 0; lead < 5; lead++) {
            fill(text, sizeof text, characters[i], lead);
            Error *error = error_invalid(text, "%s", text);
            size_t message = strlen(error->message);
            size_t cause = strlen(error->cause);
            assert_in_range(message, 508, 511);
            assert_in_range(cause, 1020, 1023);
            assert_memory_equal(error->message, text, message);
            assert_memory_equal(error->cause, text, cause);
            assert_true(text_valid_utf8(error->message, message));
            assert_true(text_valid_utf8(error->cause, cause));
        }
    }
}

static void texts_at_the_bound_stay_whole(void **state)
{
    (void)state;
    char message[512], cause[1024];
    memset(message, 'm', sizeof message);
    memset(cause, 'c', sizeof cause);
    message[511] = cause[1023] = '\0';
    Error *error = error_invalid(message, "%s", cause);
    assert_string_equal(error->message, message);
    assert_string_equal(error->cause, cause);
}

static void may_quote_the_last_error(void **state)
{
    (void)state;
    Error *first = error_conflict("Someone else changed this plan.", "plan 7: version 2, now 3");
    Error *second = error_make(ERROR_INVALID, first->message, "import row 4: %s", first->cause);
    assert_string_equal(second->message, "Someone else changed this plan.");
    assert_string_equal(second->cause, "import row 4: plan 7: version 2, now 3");
    Error *swapped = error_make(ERROR_INVALID, second->cause, "%s", second->message);
    assert_string_equal(swapped->message, "import row 4: plan 7: version 2, now 3");
    assert_string_equal(swapped->cause, "Someone else changed this plan.");
}

static void a_kept_error_outlives_the_next(void **state)
{
    (void)state;
    Arena *arena = arena_create(65536, "test");
    Error *kept = error_keep(arena, error_too_large("The file is too large.", "bytes=%d", 99));
    error_busy("queue full");
    assert_int_equal(kept->kind, ERROR_TOO_LARGE);
    assert_string_equal(kept->message, "The file is too large.");
    assert_string_equal(kept->cause, "bytes=99");
    arena_destroy(arena);
}

static Error *passes_on(Error *error, bool *went_on)
{
    TRY(error);
    *went_on = true;
    return NULL;
}

static void try_returns_the_error_or_goes_on(void **state)
{
    (void)state;
    bool went_on = false;
    Error *error = error_store("disk full");
    assert_ptr_equal(passes_on(error, &went_on), error);
    assert_false(went_on);
    assert_null(passes_on(NULL, &went_on));
    assert_true(went_on);
}

static void *make_another(void *unused)
{
    (void)unused;
    error_busy("from the other thread");
    return NULL;
}

static void each_thread_has_its_own(void **state)
{
    (void)state;
    Error *error = error_store("from this thread");
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, make_another, NULL), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(error->kind, ERROR_STORE);
    assert_string_equal(error->cause, "from this thread");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(the_message_is_a_copy),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(texts_at_the_bound_stay_whole),
        cmocka_unit_test(may_quote_the_last_error),
        cmocka_unit_test(a_kept_error_outlives_the_next),
        cmocka_unit_test(try_returns_the_error_or_goes_on),
        cmocka_unit_test(each_thread_has_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
