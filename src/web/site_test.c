/* The pages of what cannot be answered: each says what it must, also those that the engine makes.
 */
#include "web/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DEMO "Demo: every person here is invented."

static const int statuses[] = {400, 403, 404, 405, 408, 413, 414, 415, 422, 431, 500, 503};

static Arena *arena;
static Buffer body;

static int begin(void **state)
{
    (void)state;
    arena = arena_create((size_t)1 << 20, "test");
    buffer_init(&body, (size_t)1 << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    buffer_free(&body);
    arena_destroy(arena);
    return 0;
}

static Error *too_large(Request *request)
{
    (void)request;
    return error_too_large("That is too much at once", "test");
}

/* The demo's or a school's, whose only page is none of the store's business. */
static Site *make_site(bool demo)
{
    static const Route routes[] = {{POST, "/only", too_large, MAY_ANYONE, .purpose = "none"}};
    Site *site;
    SiteOptions options = {.routes = routes, .route_count = 1, .demo = demo};
    assert_null(site_create(arena, &options, &site));
    return site;
}

static const char *text_of(const Buffer *page)
{
    assert_false(buffer_failed(page));
    return arena_copy_length(arena, (const char *)page->data, page->length);
}

static const char *engine_page(bool demo, int status)
{
    buffer_reset(&body);
    site_failure(make_site(demo), status, "ref-1", &body);
    return text_of(&body);
}

static const char *asked_page(bool demo, const char *path, int *status)
{
    HttpRequest request = {
        .method = HTTP_GET, .method_text = "GET", .path = path, .reference = "ref-1"};
    HttpResponse response = {.body = &body};
    buffer_reset(&body);
    site_answer(make_site(demo), 0, arena, &request, &response);
    *status = response.status;
    return text_of(&body);
}

static void the_engines_own_answers_say_that_it_is_the_demo(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        assert_non_null(strstr(engine_page(true, statuses[i]), DEMO));
        assert_null(strstr(engine_page(false, statuses[i]), DEMO));
    }
}

static void a_page_that_is_not_there_says_that_it_is_the_demo(void **state)
{
    static const struct {
        const char *path;
        int status;
    } cases[] = {{"/nowhere", 404}, {"/only", 405}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int status;
        assert_non_null(strstr(asked_page(true, cases[i].path, &status), DEMO));
        assert_int_equal(status, cases[i].status);
        assert_null(strstr(asked_page(false, cases[i].path, &status), DEMO));
    }
}

static void every_failure_gives_its_reference_and_a_way_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        const char *page = engine_page(false, statuses[i]);
        assert_non_null(strstr(page, "ref-1"));
        assert_non_null(strstr(page, "href=\"/\""));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_engines_own_answers_say_that_it_is_the_demo, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_page_that_is_not_there_says_that_it_is_the_demo, begin,
                                        end),
        cmocka_unit_test_setup_teardown(every_failure_gives_its_reference_and_a_way_on, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
