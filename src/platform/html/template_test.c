/* A compiled template from end to end: what is typed into the fields stays text wherever it lands.
 */
#include "platform/html/sample_page_html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define HOSTILE "\n</textarea></title><script>alert('1')</script>\"&amp;"
#define ESCAPED                                                                                    \
    "\n&lt;/textarea&gt;&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/"                       \
    "script&gt;&quot;&amp;amp;"

static void check(const Sample *sample, const char *expected)
{
    Html out;
    buffer_init(&out, 1 << 16);
    sample_page_html(&out, sample);
    assert_false(buffer_failed(&out));
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
}

static void test_everything_set(void **state)
{
    (void)state;
    Arena *arena = arena_create(1 << 20, "test");
    const char *words[] = {"one", "<two>"};
    SampleRow rows[] = {{.wording = "First", .href = url_print(arena, "/a?b=1&c=%d", 2)},
                        {.wording = "Sec\"ond", .words = {2, words}, .chosen = true}};
    Sample sample = {.title = HOSTILE,
                     .typed = HOSTILE,
                     .drawing = {"<i>drawn</i>"},
                     .due = date_of(2026, 11, 22),
                     .score = {true, 0},
                     .number = INT64_MIN,
                     .action = url_print(arena, "/save"),
                     .late = true,
                     .rows = {2, rows},
                     .single = {.wording = "Single"}};
    check(&sample,
          "<title>" ESCAPED "</title>"
          "<h1 class=\"page late\" title=\"" ESCAPED "\" data-due='22 November 2026'>" ESCAPED
          "</h1><p>22 November 2026, 0 of -9223372036854775808 <i>drawn</i></p><ul> "
          "<li><a href=\"/a?b=1&amp;c=2#First\">First</a>  no words </li>  "
          "<li>Sec&quot;ond  <b>one</b>  <b>&lt;two&gt;</b> </li> "
          "<li>Single  no words </li></ul>"
          "<form action=\"/save\"><select name=\"row\">"
          "<option value=\"First\">First</option>"
          "<option value=\"Sec&quot;ond\" selected>Sec&quot;ond</option> </select> "
          "<textarea name=\"typed\">\n" ESCAPED "</textarea></form>"
          "<p>Scored</p><p>Rows and a date</p>");
    arena_destroy(arena);
}

static void test_nothing_set(void **state)
{
    (void)state;
    Sample sample = {.due = DATE_NONE};
    check(&sample, "<title></title><h1 class=\"page\" title=\"\" data-due=''></h1><p>,  of 0 </p>"
                   "<ul><li>No rows</li><li>  no words </li></ul>"
                   "<form action=\"\"><select name=\"row\"> </select> "
                   "<textarea name=\"typed\">\n</textarea></form>");
}

/* A page that does not fit is a failure, never half a page that looks whole. */
static void test_page_too_large(void **state)
{
    (void)state;
    Sample sample = {.typed = HOSTILE, .due = DATE_NONE};
    Html out;
    buffer_init(&out, 100);
    sample_page_html(&out, &sample);
    assert_true(buffer_failed(&out));
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_set),
        cmocka_unit_test(test_nothing_set),
        cmocka_unit_test(test_page_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
