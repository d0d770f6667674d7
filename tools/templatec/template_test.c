/* What the template compiler makes of templates, and what it refuses. That values come out right
 * is tested where they are written: src/platform/html/template_test.c. */
#include "template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FIRST "{{! View x/view.h }}\n"

typedef struct Result {
    bool accepted;
    char message[512];
    char *header;
    char *code;
} Result;

static Result compile(const char *path, const char *text)
{
    Result result = {.message = ""};
    size_t header_length = 0;
    size_t code_length = 0;
    FILE *header = open_memstream(&result.header, &header_length);
    FILE *code = open_memstream(&result.code, &code_length);
    result.accepted =
        template_compile(path, text, header, code, result.message, sizeof result.message);
    fclose(header);
    fclose(code);
    return result;
}

static void release(Result *result)
{
    free(result->header);
    free(result->code);
}

/* ---- Accepted -------------------------------------------------------------------------------- */

static void test_whole_files(void **state)
{
    (void)state;
    Result result = compile("../src/x/x_list.html", FIRST "<ul>\n"
                                                          "  {{#each rows as |row|}}\n"
                                                          "  <li>{{row.name}}</li>\n"
                                                          "  {{else}}\n"
                                                          "  <li>None?\?</li>\n"
                                                          "  {{/each}}\n"
                                                          "</ul>\n"
                                                          "{{> web/field wording}}\n");
    assert_string_equal(result.message, "");
    assert_true(result.accepted);
    assert_string_equal(result.header, "/* Made by templatec from x_list.html: change that. */\n"
                                       "#ifndef X_LIST_HTML_H\n"
                                       "#define X_LIST_HTML_H\n"
                                       "\n"
                                       "#include \"platform/html/html.h\"\n"
                                       "#include \"x/view.h\"\n"
                                       "\n"
                                       "void x_list_html(Html *out, const View *view);\n"
                                       "\n"
                                       "#endif\n");
    assert_string_equal(
        result.code,
        "/* Made by templatec from x_list.html: change that. */\n"
        "#include \"x_list_html.h\"\n"
        "#include \"web/field_html.h\"\n"
        "\n"
        "void x_list_html(Html *out, const View *view)\n"
        "{\n"
        "    (void)out;\n"
        "    (void)view;\n"
        "    html_put_literal(out, \"<ul>\", 4);\n"
        "#line 3 \"../src/x/x_list.html\"\n"
        "    for (size_t i0 = 0; i0 < view->rows.count; i0++) {\n"
        "#line 3 \"../src/x/x_list.html\"\n"
        "        const __typeof__(*view->rows.items) *each_row = &view->rows.items[i0];\n"
        "        (void)each_row;\n"
        "        html_put_literal(out, \"<li>\", 4);\n"
        "#line 4 \"../src/x/x_list.html\"\n"
        "        html_put(out, each_row->name);\n"
        "        html_put_literal(out, \"</li>\", 5);\n"
        "    }\n"
        "#line 3 \"../src/x/x_list.html\"\n"
        "    if (view->rows.count == 0) {\n"
        "        html_put_literal(out, \"<li>None\\?\\?</li>\", 15);\n"
        "    }\n"
        "    html_put_literal(out, \"</ul>\", 5);\n"
        "#line 9 \"../src/x/x_list.html\"\n"
        "    field_html(out, &view->wording);\n"
        "}\n");
    release(&result);
}

/* One statement that must be in the C. */
static void test_statements(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *statement;
    } cases[] = {
        {"text", "<p>{{a.b.c}}</p>", "html_put(out, view->a.b.c);"},
        {"spaces inside braces", "<p>{{ a }}</p>", "html_put(out, view->a);"},
        {"attribute", "<p id=\"{{a}}\"></p>", "html_put_plain(out, view->a);"},
        {"single quotes", "<p id='{{a}}'></p>", "html_put_plain(out, view->a);"},
        {"title", "<title>{{a}}</title>", "html_put_plain(out, view->a);"},
        {"textarea", "<textarea>{{a}}</textarea>", "html_put_plain(out, view->a);"},
        {"href", "<a href=\"{{a}}\"></a>", "html_put_url(out, view->a);"},
        {"HREF", "<a HREF='{{a}}'></a>", "html_put_url(out, view->a);"},
        {"src", "<img src=\"{{a}}\" alt=\"\">", "html_put_url(out, view->a);"},
        {"action", "<form action=\"{{a}}\"></form>", "html_put_url(out, view->a);"},
        {"formaction", "<button formaction=\"{{a}}\"></button>", "html_put_url(out, view->a);"},
        {"xlink:href", "<svg><use xlink:href=\"{{a}}\"/></svg>", "html_put_url(out, view->a);"},
        {"href of svg", "<svg><use href=\"{{a}}\"/></svg>", "html_put_url(out, view->a);"},
        {"script src", "<script src=\"{{a}}\"></script>", "html_put_url(out, view->a);"},
        {"fragment", "<a href=\"#{{a}}\"></a>", "html_put_plain(out, view->a);"},
        {"Url and fragment", "<a href=\"{{u}}#x-{{a}}\"></a>", "html_put_plain(out, view->a);"},
        {"either Url", "<a href=\"{{#if a}}{{a}}{{else}}{{b}}{{/if}}\"></a>",
         "html_put_url(out, view->b);"},
        {"class", "<p class=\"x{{#if a}} {{b}}{{/if}}\"></p>", "html_put_plain(out, view->b);"},
        {"element itself", "{{#each a as |b|}}{{b}}{{/each}}", "html_put(out, *each_b);"},
        {"outer row", "{{#each a as |b|}}{{#each b.c as |d|}}{{b.e}}{{/each}}{{/each}}",
         "html_put(out, each_b->e);"},
        {"inner list", "{{#each a as |b|}}{{#each b.c as |d|}}{{d.e}}{{/each}}{{/each}}",
         "i1 < each_b->c.count;"},
        {"no row in else", "{{#each a as |b|}}x{{else}}{{b.c}}{{/each}}",
         "html_put(out, view->b.c);"},
        {"no row behind", "{{#each a as |b|}}x{{/each}}{{b.c}}", "html_put(out, view->b.c);"},
        {"name that begins like a row", "{{#each a as |b|}}{{bc.d}}{{/each}}",
         "html_put(out, view->bc.d);"},
        {"if of a row", "{{#each a as |b|}}{{#if b.c}}x{{/if}}{{/each}}",
         "if (html_true(each_b->c)) {"},
        {"part of the view", "{{> tags}}", "tags_html(out, view);"},
        {"part of a field", "{{> web/field a.b}}", "field_html(out, &view->a.b);"},
        {"part of a row", "{{#each a as |b|}}{{> web/field b}}{{/each}}",
         "field_html(out, &*each_b);"},
        {"part that opens", "{{> web/form_start a}}</form>", "form_start_html(out, &view->a);"},
        {"quotes and backslash", "<p title='\"'>\\</p>", "\"<p title='\\\"'>\\\\</p>\", 18"},
        {"no trigraph", "?\?=", "\"\\?\\?=\", 3"},
        {"beyond ASCII", "\xe2\x80\x93", "\"\\342\\200\\223\", 3"},
        {"digit behind an escape",
         "\xc3\xa9"
         "1",
         "\"\\303\\2511\", 3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        snprintf(text, sizeof text, FIRST "%s", cases[i].text);
        Result result = compile("x.html", text);
        if (!result.accepted || strstr(result.code, cases[i].statement) == NULL)
            fail_msg("%s: %s\n%s", cases[i].label, result.message, result.code);
        release(&result);
    }
}

/* What is left of literal text, as the C string. */
static void test_white_space(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *literal;
    } cases[] = {
        {"between blocks", "<div>\n  <p>\n  a\n  </p>\n</div>\n", "<div><p>a</p></div>"},
        {"between inlines", "<b>a</b>\n\n  <b>c</b>", "<b>a</b> <b>c</b>"},
        {"in text", "a  \n b", "a b"},
        {"in a tag", "<input\n   name=\"a\"\n   disabled  >", "<input name=\\\"a\\\" disabled>"},
        {"in a value", "<p title=\"a  b\"></p>", "<p title=\\\"a  b\\\"></p>"},
        {"pre", "<pre>a\n  b</pre>", "<pre>a\\n  b</pre>"},
        {"pre and element", "<pre>a\n <b> c</b>\n</pre>", "<pre>a\\n <b> c</b>\\n</pre>"},
        {"behind pre", "<pre>a </pre>  b", "<pre>a </pre>b"},
        {"textarea", "<textarea> a\n\n</textarea> b", "<textarea> a\\n\\n</textarea> b"},
        {"value first in textarea", "<textarea>{{a}}</textarea>", "<textarea>\\n"},
        {"value first in pre", "<pre>{{a}}</pre>", "<pre>\\n"},
        {"block first in pre", "<pre>{{#if a}}{{a}}{{/if}}</pre>", "<pre>\\n"},
        {"value second in pre", "<pre>x{{a}}</pre>", "<pre>x"},
        {"before a value", "<p>a\n{{b}}</p>", "<p>a "},
        {"behind a value", "<p>{{b}}\na</p>", " a</p>"},
        {"behind a value, before a block", "<li>{{b}}\n</li>", "</li>"},
        {"block alone on its line", "<p>a\n  {{#if b}}\n  c\n  {{/if}}\n</p>", "c "},
        {"row behind row", "<p>{{#each a as |b|}} x{{/each}}</p>", " x"},
        {"comment alone on its line", "<b>a</b>\n  {{! b }}\n<b>c</b>", "<b>a</b> <b>c</b>"},
        {"comment in a line", "a{{! b }}c", "ac"},
        {"doctype", "<!doctype html>\n<p>a</p>", "<!DOCTYPE html><p>a</p>"},
        {"whole attribute", "<option{{#if a}} selected{{/if}}>b</option>", " selected"},
        {"whole attribute behind a space", "<input {{#if a}}disabled{{/if}}>", " disabled"},
        {"svg", "<svg viewBox=\"0 0 1 1\"><path d=\"M0\"/></svg>",
         "<svg viewBox=\\\"0 0 1 1\\\"><path d=\\\"M0\\\"/></svg>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        char literal[1024];
        snprintf(text, sizeof text, FIRST "%s", cases[i].text);
        snprintf(literal, sizeof literal, "html_put_literal(out, \"%s\", ", cases[i].literal);
        Result result = compile("x.html", text);
        if (!result.accepted || strstr(result.code, literal) == NULL)
            fail_msg("%s: %s\n%s", cases[i].label, result.message, result.code);
        release(&result);
    }
}

/* Compilers need not take a string literal of more than 4095 bytes. */
static void test_long_literals_are_cut(void **state)
{
    (void)state;
    static char text[10100] = FIRST;
    memset(text + strlen(FIRST), 'a', 10000);
    Result result = compile("x.html", text);
    assert_true(result.accepted);
    assert_non_null(strstr(result.code, "\", 4000);"));
    assert_non_null(strstr(result.code, "\", 2000);"));
    release(&result);
}

static void test_names_that_leave_elements_open(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text;
        bool accepted;
    } cases[] = {
        {"form_start.html", "<form action=\"{{a}}\"><p>b</p>", true},
        {"form_start.html", "<p>b</p>", false},
        {"form_start.html", "<form><div>", false},
        {"form_start.html", "<div>", false},
        {"page_top.html", "<html><body><main>", true},
        {"page_top.html", "<html></body>", false},
        {"page_end.html", "</main></body></html>", true},
        {"page_end.html", "<p></main>", false},
        {"page_end.html", "</main><p>", false},
        {"page.html", "{{> page_top}}<p>a</p>{{> page_end}}", true},
        {"page.html", "{{> x/form_start a}}<p></form>", false},
        {"page.html", "{{> x/form_start a}}", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        snprintf(text, sizeof text, FIRST "%s", cases[i].text);
        Result result = compile(cases[i].path, text);
        if (result.accepted != cases[i].accepted)
            fail_msg("%s, %s: %s", cases[i].path, cases[i].text, result.message);
        release(&result);
    }
}

/* ---- Refused --------------------------------------------------------------------------------- */

typedef struct Refusal {
    const char *text; /* below line 1 */
    const char *message;
} Refusal;

static void check_refusals(const Refusal *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char text[1024];
        char message[600];
        snprintf(text, sizeof text, FIRST "%s", cases[i].text);
        snprintf(message, sizeof message, "x.html:%s", cases[i].message);
        Result result = compile("x.html", text);
        if (result.accepted)
            fail_msg("accepted: %s", cases[i].text);
        if (strcmp(result.message, message) != 0)
            fail_msg("%s\n    %s", cases[i].text, result.message);
        release(&result);
    }
}

#define CHECK_REFUSALS(cases) check_refusals((cases), sizeof(cases) / sizeof *(cases))

static void test_refused_language(void **state)
{
    (void)state;
    static const Refusal cases[] = {
        {"{{{a}}}", "2: error: three braces would let a value through unescaped: markup is a "
                    "SafeHtml in two"},
        {"\n\n<p>{{{a}}}</p>", "4: error: three braces would let a value through unescaped: markup "
                               "is a SafeHtml in two"},
        {"{{a", "2: error: {{ without }}"},
        {"{{}}", "2: error: {{}} is empty"},
        {"{{ }}", "2: error: {{}} is empty"},
        {"{{#unless a}}{{/unless}}", "2: error: unknown {{#unless}}: there are only #if and #each; "
                                     "compute the rest in the struct"},
        {"{{#if}}{{/if}}", "2: error: write {{#if value}}, with the path of a field"},
        {"{{#if a b}}{{/if}}", "2: error: write {{#if value}}, with the path of a field"},
        {"{{#if !a}}{{/if}}", "2: error: write {{#if value}}, with the path of a field"},
        {"{{#each a}}{{/each}}", "2: error: write {{#each rows as |row|}}"},
        {"{{#each a as b}}{{/each}}", "2: error: write {{#each rows as |row|}}"},
        {"{{#each a as ||}}{{/each}}", "2: error: write {{#each rows as |row|}}"},
        {"{{#each a as |1|}}{{/each}}", "2: error: write {{#each rows as |row|}}"},
        {"{{#each a as |b c|}}{{/each}}", "2: error: write {{#each rows as |row|}}"},
        {"{{#each a as |b| c}}{{/each}}", "2: error: write {{#each rows as |row|}}"},
        {"{{date due}}",
         "2: error: {{date due}}: there are no helpers; compute the value in the struct"},
        {"{{a-b}}", "2: error: {{a-b}} is not the path of a field"},
        {"{{a..b}}", "2: error: {{a..b}} is not the path of a field"},
        {"{{.a}}", "2: error: {{.a}} is not the path of a field"},
        {"{{a.}}", "2: error: {{a.}} is not the path of a field"},
        {"{{1a}}", "2: error: {{1a}} is not the path of a field"},
        {"{{@index}}", "2: error: {{@index}} is not the path of a field"},
        {"{{a[0]}}", "2: error: {{a[0]}} is not the path of a field"},
        {"{{system(1)}}", "2: error: {{system(1)}} is not the path of a field"},
        {"{{&a}}", "2: error: {{&a}} is not the path of a field"},
        {"{{> }}", "2: error: write {{> folder/part}} or {{> folder/part value}}"},
        {"{{> ../a}}", "2: error: write {{> folder/part}} or {{> folder/part value}}"},
        {"{{> /a}}", "2: error: write {{> folder/part}} or {{> folder/part value}}"},
        {"{{> a/}}", "2: error: write {{> folder/part}} or {{> folder/part value}}"},
        {"{{> a b c}}", "2: error: write {{> folder/part}} or {{> folder/part value}}"},
        {"{{> a b=c}}", "2: error: write {{> folder/part}} or {{> folder/part value}}"},
        {"{{/unless}}", "2: error: unknown {{/unless}}: only {{/if}} and {{/each}} close a block"},
        {"\n{{#if a}}\nb", "3: error: {{#if a}} is never closed"},
        {"{{#each a as |b|}}", "2: error: {{#each a}} is never closed"},
        {"{{/if}}", "2: error: {{/if}} without a block"},
        {"{{else}}", "2: error: {{else}} without a block"},
        {"{{#if a}}\n{{/each}}", "3: error: {{/each}} inside the {{#if a}} of line 2"},
        {"{{#each a as |b|}}\n{{/if}}", "3: error: {{/if}} inside the {{#each a}} of line 2"},
        {"{{#if a}}{{else}}{{else}}{{/if}}", "2: error: a second {{else}} in the block of line 2"},
        {"{{#if a}}{{else if b}}{{/if}}",
         "2: error: {{else}} takes nothing: nest another {{#if}} in it"},
        {"{{#each a as |b|}}{{#each b.c as |b|}}{{/each}}{{/each}}",
         "2: error: |b| is already the name of an outer row"},
    };
    CHECK_REFUSALS(cases);
}

static void test_refused_places(void **state)
{
    (void)state;
    static const Refusal cases[] = {
        {"<script>{{a}}</script>", "2: error: no value inside <script>"},
        {"<script>let a;</script>", "2: error: no script in a page: put it into assets/site.js"},
        {"<script>\n\n<b></script>", "4: error: </script> inside the <b> of line 4"},
        {"<script>{{> a}}</script>", "2: error: a part may stand between elements only"},
        {"<style>{{a}}</style>", "2: error: <style>: the content policy forbids this element"},
        {"<STYLE>a{}</STYLE>", "2: error: <style>: the content policy forbids this element"},
        {"<iframe src=\"{{a}}\">", "2: error: <iframe>: the content policy forbids this element"},
        {"<base href=\"{{a}}\">", "2: error: <base>: the content policy forbids this element"},
        {"<svg><set to=\"{{a}}\"/></svg>",
         "2: error: <set>: the content policy forbids this element"},
        {"<p onclick=\"{{a}}\"></p>", "2: error: onclick: no event attributes: the content policy "
                                      "forbids them, assets/site.js may listen"},
        {"<p ONCLICK='a'></p>", "2: error: onclick: no event attributes: the content policy "
                                "forbids them, assets/site.js may listen"},
        {"<p onx{{#if a}}></p>", "2: error: onx: no event attributes: the content policy forbids "
                                 "them, assets/site.js may listen"},
        {"<p style=\"{{a}}\"></p>",
         "2: error: style: no style attributes: the content policy forbids them, use a class"},
        {"<p style></p>",
         "2: error: style: no style attributes: the content policy forbids them, use a class"},
        {"<p srcdoc=\"{{a}}\"></p>",
         "2: error: srcdoc: a page inside a page is not escaped as one"},
        {"<meta http-equiv=\"refresh\">", "2: error: http-equiv: headers are set by the program"},
        {"<p id={{a}}></p>", "2: error: id: a value without quotes around it"},
        {"<p id=a></p>", "2: error: id: put the value in quotes"},
        {"<p id= \"a\"></p>", "2: error: id: put the value in quotes"},
        {"<p id=></p>", "2: error: id: put the value in quotes"},
        {"<{{a}}>", "2: error: no value in the name of an element"},
        {"<p{{a}}>", "2: error: no value in the name of an element"},
        {"</{{a}}>", "2: error: no value in the name of an element"},
        {"<!DOCTYPE {{a}}>", "2: error: no value in <!DOCTYPE>"},
        {"<p {{a}}>", "2: error: no value in a tag outside a quoted attribute"},
        {"<p {{a}}=\"b\">", "2: error: no value in a tag outside a quoted attribute"},
        {"<p data-{{a}}=\"b\">", "2: error: no value in a tag outside a quoted attribute"},
        {"<p id=\"a\"{{a}}>", "2: error: no value in a tag outside a quoted attribute"},
        {"<p {{> a}}>", "2: error: a part may stand between elements only"},
        {"<p id=\"{{> a}}\">", "2: error: a part may stand between elements only"},
        {"<title>{{> a}}</title>", "2: error: a part may stand between elements only"},
        {"<!-- {{a}} -->",
         "2: error: a comment in HTML goes to every reader: write {{! ... }} instead"},
        {"<!-- a -->",
         "2: error: a comment in HTML goes to every reader: write {{! ... }} instead"},
        {"<![CDATA[>", "2: error: after <! only DOCTYPE html may follow"},
        {"<?php ?>", "2: error: < that begins no tag: write &lt;"},
        {"a < b", "2: error: < that begins no tag: write &lt;"},
        {"<textarea><b></textarea>", "2: error: markup inside <textarea>: write &lt;"},
        {"<title><b></title>", "2: error: markup inside <title>: write &lt;"},
        {"<title></b></title>", "2: error: </b> inside the <title> of line 2"},
    };
    CHECK_REFUSALS(cases);
}

static void test_refused_addresses(void **state)
{
    (void)state;
    static const Refusal cases[] = {
        {"<a href=\"/learners/{{a}}\">", "2: error: href: a value must be a Url and begin the "
                                         "address; build it with url_print()"},
        {"<a href=\"{{a}}{{b}}\">", "2: error: href: a value must be a Url and begin the address; "
                                    "build it with url_print()"},
        {"<a href=\"?a={{a}}\">", "2: error: href: a value must be a Url and begin the address; "
                                  "build it with url_print()"},
        {"<a href=\" {{a}}\">", "2: error: href: a value must be a Url and begin the address; "
                                "build it with url_print()"},
        {"<a href=\"javascript&colon;{{a}}\">", "2: error: href: a value must be a Url and begin "
                                                "the address; build it with url_print()"},
        {"<a href=\"&#106;avascript:{{a}}\">",
         "2: error: href: no numbered characters in an address"},
        {"<a href=\"{{a}}/b\">", "2: error: href: only a #fragment may follow a Url"},
        {"<a href=\"{{a}}?b\">", "2: error: href: only a #fragment may follow a Url"},
        {"<a href=\"javascript:a\">", "2: error: href: the scheme javascript: is not allowed"},
        {"<a href=\"JavaScript:a\">", "2: error: href: the scheme javascript: is not allowed"},
        {"<a href=\" javascript:a\">", "2: error: href: the scheme  javascript: is not allowed"},
        {"<a href=\"data:,\">", "2: error: href: the scheme data: is not allowed"},
        {"<link href=\"data:,\">", "2: error: href: the scheme data: is not allowed"},
        {"<a href=\"//example.org\">", "2: error: href: // leads to another site"},
        {"<img src=\"//example.org\">", "2: error: src: // leads to another site"},
        {"<img src=\"https://example.org\">",
         "2: error: src: nothing is loaded from or sent to another site"},
        {"<script src=\"http://example.org\"></script>",
         "2: error: src: nothing is loaded from or sent to another site"},
        {"<link href=\"https://example.org\">",
         "2: error: href: nothing is loaded from or sent to another site"},
        {"<form action=\"https://example.org\">",
         "2: error: action: nothing is loaded from or sent to another site"},
        {"<img srcset=\"{{a}} 2x\">", "2: error: srcset: no value in a list of addresses"},
        {"<a href=\"{{#if a}}{{a}}{{/if}}\">",
         "2: error: href: with and without {{#if a}} the address differs in kind"},
        {"<a href=\"{{#if a}}#{{/if}}{{b}}\">",
         "2: error: href: with and without {{#if a}} the address differs in kind"},
        {"<a href=\"{{#each a as |b|}}{{b}}{{/each}}\">",
         "2: error: href: with and without {{#each a}} the address differs in kind"},
    };
    CHECK_REFUSALS(cases);
}

static void test_refused_structure(void **state)
{
    (void)state;
    static const Refusal cases[] = {
        {"{{#if a}}<p {{/if}}>",
         "2: error: {{#if a}} ends elsewhere in a tag than it began or its {{else}} ends"},
        {"<p {{#if a}}id=\"{{/if}}\">",
         "2: error: {{#if a}} ends elsewhere in a tag than it began or its {{else}} ends"},
        {"<p id=\"{{#if a}}\"{{/if}}>",
         "2: error: {{#if a}} ends elsewhere in a tag than it began or its {{else}} ends"},
        {"<p{{#if a}}>{{/if}}",
         "2: error: {{#if a}} ends elsewhere in a tag than it began or its {{else}} ends"},
        {"<p id{{#if a}}=\"b\"{{/if}}>",
         "2: error: '=' directly behind a name or a value in a tag"},
        {"<p{{#if a}}q{{/if}}>", "2: error: 'q' directly behind a name or a value in a tag"},
        {"<p{{#if a}} id{{/if}}x>", "2: error: 'x' directly behind a name or a value in a tag"},
        {"<p id=\"a\"class=\"b\">", "2: error: 'c' directly behind a name or a value in a tag"},
        {"<p id={{#if a}}\"b\"{{/if}}>", "2: error: a block may stand between elements, around "
                                         "whole attributes or inside a quoted value"},
        {"<{{#if a}}p{{/if}}>", "2: error: a block may stand between elements, around whole "
                                "attributes or inside a quoted value"},
        {"{{#if a}}<b>{{/if}}x{{#if a}}</b>{{/if}}", "2: error: {{#if a}} leaves other elements "
                                                     "open than it found or its {{else}} leaves"},
        {"{{#if a}}<b>{{else}}<i>{{/if}}x", "2: error: {{#if a}} leaves other elements open than "
                                            "it found or its {{else}} leaves"},
        {"<ul>{{#each a as |b|}}<li>{{/each}}</ul>", "2: error: {{#each a}} leaves other elements "
                                                     "open than it found or its {{else}} leaves"},
        {"{{#each a as |b|}}<b>{{else}}<b>{{/each}}</b>",
         "2: error: {{#each a}} leaves other elements open than it found or its {{else}} leaves"},
        {"<div>\n<p>\n</div>", "4: error: </div> inside the <p> of line 3"},
        {"<ul>\n<li>a\n</ul>", "4: error: </ul> inside the <li> of line 3"},
        {"</p>", "2: error: </p> closes nothing"},
        {"<br></br>", "2: error: <br> is empty: </br> closes nothing"},
        {"<div/>", "2: error: <div/> does not close a <div>: write </div>"},
        {"\n<p>\na", "3: error: <p> is never closed"},
        {"<p", "2: error: the template ends inside a tag"},
        {"<p id=\"a", "2: error: the template ends inside a tag"},
        {"<p / id>", "2: error: '/' inside a tag"},
        {"</p id>", "2: error: ' ' in a closing tag"},
        {"<p =\"a\">", "2: error: '=' where an attribute or > should be"},
        {"<p <b>", "2: error: '<' where an attribute or > should be"},
    };
    CHECK_REFUSALS(cases);
}

static void test_refused_first_lines(void **state)
{
    (void)state;
    static const char expected[] =
        "x.html:1: error: line 1 must be {{! StructName folder/header.h }}";
    static const char *const cases[] = {
        "",
        "<p>a</p>",
        "{{! View }}",
        "{{! view.h }}",
        "{{! View view.c }}",
        "{{! View x/view.h more }}",
        "{{! View* x/view.h }}",
        "{{! const View x/view.h }}",
        "{{! struct x/view.h }}",
        "\n{{! View x/view.h }}",
        "{{a}}",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Result result = compile("x.html", cases[i]);
        if (result.accepted || strcmp(result.message, expected) != 0)
            fail_msg("\"%s\": %s", cases[i], result.message);
        release(&result);
    }
}

static void test_accepts_a_row_of_a_query(void **state)
{
    (void)state;
    Result result = compile("x.html", "{{! struct plan_row plan/plan_sql.h }}\n");
    assert_true(result.accepted);
    assert_non_null(strstr(result.header, "const struct plan_row *view"));
    release(&result);
}

static void test_refused_file_names(void **state)
{
    (void)state;
    static const char *const paths[] = {"x-y.html", "1x.html", ".html", "x.htm", "x.y.html", "x"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        Result result = compile(paths[i], FIRST);
        if (result.accepted)
            fail_msg("accepted: %s", paths[i]);
        release(&result);
    }
}

/* The first line, and a text many times over. */
static void check_too_deep(const char *text, int times, const char *message)
{
    char *source = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&source, &length);
    fputs(FIRST, out);
    for (int i = 0; i < times; i++)
        fputs(text, out);
    fclose(out);
    Result result = compile("x.html", source);
    assert_string_equal(result.message, message);
    release(&result);
    free(source);
}

static void test_depth_is_limited(void **state)
{
    (void)state;
    check_too_deep("{{#if a}}", 17, "x.html:2: error: more than 16 blocks inside each other");
    check_too_deep("<b>", 65, "x.html:2: error: more than 64 elements inside each other");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_files),
        cmocka_unit_test(test_statements),
        cmocka_unit_test(test_white_space),
        cmocka_unit_test(test_long_literals_are_cut),
        cmocka_unit_test(test_names_that_leave_elements_open),
        cmocka_unit_test(test_refused_language),
        cmocka_unit_test(test_refused_places),
        cmocka_unit_test(test_refused_addresses),
        cmocka_unit_test(test_refused_structure),
        cmocka_unit_test(test_refused_first_lines),
        cmocka_unit_test(test_accepts_a_row_of_a_query),
        cmocka_unit_test(test_refused_file_names),
        cmocka_unit_test(test_depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
