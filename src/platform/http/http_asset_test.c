#include "platform/http/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(text)                                                                                \
    {                                                                                              \
        (const unsigned char *)(text), sizeof(text) - 1                                            \
    }

static const Asset items[] = {
    {"/assets/a.91.css", "a.css", "text/css; charset=utf-8", BYTES("plain a"), BYTES("packed a")},
    {"/assets/b.22.woff2", "b.woff2", "font/woff2", BYTES("plain b"), {NULL, 0}},
    {"/assets/a.33.js", "a.js", "text/javascript", BYTES("plain c"), BYTES("packed c")},
};
static const Assets assets = {3, items};

typedef struct Asked {
    HttpResponse response;
    Buffer body;
} Asked;

static void ask(Asked *asked, const Asset *asset, const char *name, const char *value)
{
    HttpHeader headers[] = {{name, value}};
    HttpRequest request = {.headers = headers, .header_count = name != NULL};
    buffer_init(&asked->body, 1000);
    asked->response = (HttpResponse){.body = &asked->body};
    asset_answer(asset, &request, &asked->response);
}

static const char *header(const Asked *asked, const char *name)
{
    for (size_t i = 0; i < asked->response.header_count; i++)
        if (strcmp(asked->response.headers[i].name, name) == 0)
            return asked->response.headers[i].value;
    return "";
}

static void expect_fixed(const Asked *asked, const char *text)
{
    assert_int_equal(asked->response.fixed.length, strlen(text));
    assert_memory_equal(asked->response.fixed.data, text, strlen(text));
}

static void finds_exact_paths_only(void **state)
{
    static const Assets none = {0, NULL};
    (void)state;
    for (size_t i = 0; i < assets.count; i++)
        assert_ptr_equal(asset_find(&assets, items[i].path), &items[i]);
    assert_null(asset_find(&assets, "/assets/a.91.cs"));
    assert_null(asset_find(&assets, "/assets/a.91.css2"));
    assert_null(asset_find(&assets, "a.css"));
    assert_null(asset_find(&assets, "/"));
    assert_null(asset_find(&none, "/"));
    assert_string_equal(asset_path(&assets, "b.woff2"), "/assets/b.22.woff2");
}

static void answers_for_ever(void **state)
{
    Asked asked;
    (void)state;
    ask(&asked, &items[0], NULL, NULL);
    assert_int_equal(asked.response.status, 200);
    assert_string_equal(header(&asked, "Cache-Control"), "public, max-age=31536000, immutable");
    assert_string_equal(header(&asked, "Content-Type"), "text/css; charset=utf-8");
    assert_string_equal(header(&asked, "ETag"), "W/\"/assets/a.91.css\"");
    assert_string_equal(header(&asked, "Vary"), "Accept-Encoding");
    assert_string_equal(header(&asked, "Content-Encoding"), "");
    expect_fixed(&asked, "plain a");
    buffer_free(&asked.body);
}

static void gives_the_packed_form_to_those_who_take_it(void **state)
{
    Asked asked;
    (void)state;
    ask(&asked, &items[0], "Accept-Encoding", "br, gzip");
    assert_string_equal(header(&asked, "Content-Encoding"), "gzip");
    expect_fixed(&asked, "packed a");
    buffer_free(&asked.body);
    ask(&asked, &items[1], "Accept-Encoding", "br, gzip");
    assert_string_equal(header(&asked, "Content-Encoding"), "");
    expect_fixed(&asked, "plain b");
    buffer_free(&asked.body);
}

static void says_when_nothing_has_changed(void **state)
{
    static const struct {
        const char *value;
        int status;
    } cases[] = {
        {"W/\"/assets/a.91.css\"", 304},
        {"\"/assets/a.91.css\"", 304},
        {"\"x\", W/\"/assets/a.91.css\"", 304},
        {"*", 304},
        {"W/\"/assets/a.92.css\"", 200},
        {"/assets/a.91.css", 200},
        {"", 200},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        Asked asked;
        ask(&asked, &items[0], "If-None-Match", cases[i].value);
        assert_int_equal(asked.response.status, cases[i].status);
        assert_int_equal(asked.response.fixed.length, cases[i].status == 304 ? 0 : 7);
        assert_non_null(asked.response.fixed.data);
        buffer_free(&asked.body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_exact_paths_only),
        cmocka_unit_test(answers_for_ever),
        cmocka_unit_test(gives_the_packed_form_to_those_who_take_it),
        cmocka_unit_test(says_when_nothing_has_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
