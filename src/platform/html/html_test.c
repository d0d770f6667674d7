#include "platform/html/html.h"

#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static Html out;
static Arena *arena;

static int begin(void **state)
{
    (void)state;
    buffer_init(&out, 1 << 20);
    arena = arena_create(1 << 20, "test");
    return 0;
}

static int end(void **state)
{
    (void)state;
    buffer_free(&out);
    arena_destroy(arena);
    return 0;
}

static void expect(const char *text)
{
    assert_string_equal(buffer_text(&out), text);
    buffer_reset(&out);
}

static void test_text_is_escaped(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written;
    } cases[] = {
        {NULL, ""},
        {"", ""},
        {"plain", "plain"},
        {"<", "&lt;"},
        {"<>&\"'", "&lt;&gt;&amp;&quot;&#39;"},
        {"a<b", "a&lt;b"},
        {"a<", "a&lt;"},
        {"&amp;", "&amp;amp;"},
        {"<<<<", "&lt;&lt;&lt;&lt;"},
        {"</script><script>", "&lt;/script&gt;&lt;script&gt;"},
        {"\" onclick=\"alert(1)", "&quot; onclick=&quot;alert(1)"},
        {"' onclick='alert(1)", "&#39; onclick=&#39;alert(1)"},
        {"Zoë O’Neill – زويا", "Zoë O’Neill – زويا"},
        {"line\nline\ttab", "line\nline\ttab"},
        {"{{view}}", "{{view}}"},
        {"\x01\x7f", "\x01\x7f"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        html_put(&out, cases[i].text);
        expect(cases[i].written);
        html_put_plain(&out, cases[i].text);
        expect(cases[i].written);
    }
}

/* Whatever byte stands where: only the five are changed, and none of them is left. */
static void test_every_byte(void **state)
{
    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        char text[] = {'a', (char)byte, 'b', '\0'};
        html_put(&out, text);
        const char *written = buffer_text(&out);
        if (strchr("<>&\"'", byte) == NULL)
            assert_string_equal(written, text);
        else
            assert_int_equal(written[1], '&');
        assert_null(strpbrk(written, "<>\"'"));
        buffer_reset(&out);
    }
}

static void test_numbers_and_dates(void **state)
{
    (void)state;
    html_put(&out, 0);
    expect("0");
    html_put(&out, -1);
    expect("-1");
    html_put(&out, LLONG_MIN);
    expect("-9223372036854775808");
    html_put(&out, LLONG_MAX);
    expect("9223372036854775807");
    html_put(&out, (size_t)12);
    expect("12");
    html_put(&out, ((OptionalInteger){false, 5}));
    expect("");
    html_put_plain(&out, ((OptionalInteger){true, 5}));
    expect("5");
    html_put(&out, DATE_NONE);
    expect("");
    html_put(&out, date_of(2026, 11, 2));
    expect("2 November 2026");
    html_put_plain(&out, date_of(2028, 2, 29));
    expect("29 February 2028");
}

static void test_markup(void **state)
{
    (void)state;
    html_put(&out, ((SafeHtml){"<b>&amp;</b>"}));
    expect("<b>&amp;</b>");
    html_put(&out, ((SafeHtml){NULL}));
    expect("");
    html_put_literal(&out, "<p>", 3);
    expect("<p>");
}

static void test_what_is_true(void **state)
{
    (void)state;
    const char *none = NULL;
    assert_false(html_true(none));
    assert_false(html_true(""));
    assert_true(html_true("0"));
    assert_false(html_true((bool)false));
    assert_true(html_true((bool)true));
    assert_false(html_true(0));
    assert_true(html_true(-1));
    assert_true(html_true((size_t)1));
    assert_true(html_true((long long)1 << 32));
    assert_false(html_true(((OptionalInteger){false, 1})));
    assert_true(html_true(((OptionalInteger){true, 0})));
    assert_false(html_true(DATE_NONE));
    assert_true(html_true(((Date){0})));
    assert_false(html_true(((Url){NULL})));
    assert_false(html_true(((Url){""})));
    assert_true(html_true(((Url){"/"})));
    assert_false(html_true(((SafeHtml){NULL})));
    assert_true(html_true(((SafeHtml){"<b></b>"})));
}

static void test_own_urls(void **state)
{
    (void)state;
    html_put_url(&out,
                 url_print(arena, "/learners/%d/plan?sort=%s&page=%d#%s", 12, "name", 2, "o"));
    expect("/learners/12/plan?sort=name&amp;page=2#o");
    html_put_url(&out, url_print(arena, "/search?q=%s", url_encode(arena, "//O'Neill & \"son\"")));
    expect("/search?q=%2F%2FO%27Neill%20%26%20%22son%22");
    html_put_url(&out, url_print(arena, "#field-%s", "wording"));
    expect("#field-wording");
    html_put_url(&out, url_print(arena, "/"));
    expect("/");
    html_put_url(&out, (Url){NULL});
    expect("");
}

static void print_url(const char *text)
{
    url_print(arena, "%s", text);
}

/* A forgotten url_encode() ends the program in its tests, not in somebody's browser. */
static void test_urls_that_are_not_ours(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "learners",
        "//example.org",
        "https://example.org",
        "/\\example.org",
        "/a b",
        "/a\"b",
        "/a'b",
        "/<b>",
        "/a\nb",
        "/caf\xc3\xa9",
        "javascript:alert(1)",
        "?a",
        "/a|b",
        "/a\tb",
        "/a^b",
        "/`",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pid_t child = fork();
        if (child == 0) {
            signal(SIGABRT, SIG_DFL);
            if (freopen("/dev/null", "w", stderr) == NULL)
                _exit(2);
            print_url(cases[i]);
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
            fail_msg("\"%s\" passed", cases[i]);
    }
}

static void test_checked_urls(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool accepted;
    } cases[] = {
        {"https://example.org/a?b=c&d#e", true},
        {"HTTPS://example.org", true},
        {"http://example.org:8080/", true},
        {"mailto:office@example.org", true},
        {"tel:+441632960000", true},
        {"https://ysgol.example/caf\xc3\xa9", true},
        {NULL, false},
        {"", false},
        {"/learners", false},
        {"example.org", false},
        {"//example.org", false},
        {"https:example.org", false},
        {"https:/example.org", false},
        {"https://", false},
        {"https:///etc", false},
        {"https://@example.org", false},
        {"http://?", false},
        {"mailto:", false},
        {"tel:", false},
        {"javascript:alert(1)", false},
        {"JavaScript:alert(1)", false},
        {" javascript:alert(1)", false},
        {"java\tscript:alert(1)", false},
        {"\x01javascript:alert(1)", false},
        {"data:text/html,<script>", false},
        {"vbscript:a", false},
        {"file:///etc/passwd", false},
        {"blob:https://example.org/1", false},
        {"https://example.org/a b", false},
        {"https://example.org/\n", false},
        {"https://example.org\\@evil.example", false},
        {"https://example.org/\"onclick=\"", false},
        {"https://example.org/<b>", false},
        {" https://example.org", false},
        {"mailto:a@example.org\r\nBcc: b@example.org", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Url url = url_checked(arena, cases[i].text);
        if ((url.text != NULL) != cases[i].accepted)
            fail_msg("\"%s\"", cases[i].text);
        if (cases[i].accepted)
            assert_string_equal(url.text, cases[i].text);
    }
}

static void test_encoding(void **state)
{
    (void)state;
    static const struct {
        const char *text, *encoded;
    } cases[] = {
        {"", ""},
        {"aZ09-._~", "aZ09-._~"},
        {" ", "%20"},
        {"/?&=#%+", "%2F%3F%26%3D%23%25%2B"},
        {"é", "%C3%A9"},
        {"\xff\x01", "%FF%01"},
        {"'\"<>\\", "%27%22%3C%3E%5C"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(url_encode(arena, cases[i].text), cases[i].encoded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_text_is_escaped, begin, end),
        cmocka_unit_test_setup_teardown(test_every_byte, begin, end),
        cmocka_unit_test_setup_teardown(test_numbers_and_dates, begin, end),
        cmocka_unit_test_setup_teardown(test_markup, begin, end),
        cmocka_unit_test_setup_teardown(test_what_is_true, begin, end),
        cmocka_unit_test_setup_teardown(test_own_urls, begin, end),
        cmocka_unit_test_setup_teardown(test_urls_that_are_not_ours, begin, end),
        cmocka_unit_test_setup_teardown(test_checked_urls, begin, end),
        cmocka_unit_test_setup_teardown(test_encoding, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
