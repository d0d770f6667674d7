#include "platform/pdf/pdf_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void text_is_made_printable(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *printed;
    } cases[] = {
        {NULL, ""},
        {"", ""},
        {"\n\n", ""},
        {"plain", "plain"},
        {"tab\tkept", "tab\tkept"},
        {"a\r\nb", "a\nb"},
        {"a\rb", "a\nb"},
        {"a\n\n\n\n\nb", "a\n\nb"},
        {"a\r\n\r\n\r\nb", "a\n\nb"},
        {"a\u2028b\u2029c", "a\nb\nc"},
        {"end \n \n", "end"},
        {"\x01\x02"
         "bell\x07\x1b[31m",
         "bell[31m"},
        {"del\x7f", "del"},
        {"c1\xc2\x85\xc2\x9f", "c1"},
        {"\ufeffmark", "mark"},
        {"over\u202egnp.exe", "overgnp.exe"},
        {"\u202a\u202b\u202c\u202dnone", "none"},
        {"isolates \u2066kept\u2069", "isolates \u2066kept\u2069"},
        {"👍🏽 and 👍🏿", "👍 and 👍"},
        {"اردو", "اردو"},
        {"(/JS) endobj", "(/JS) endobj"},
    };
    Arena *arena = arena_create(1 << 16, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(pdf_clean(arena, cases[i].typed), cases[i].printed);
    arena_destroy(arena);
}

static void languages_are_letters_figures_and_hyphens(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        bool valid;
    } cases[] = {
        {"en", true},
        {"ur", true},
        {"zh-Hant-HK", true},
        {NULL, false},
        {"", false},
        {"en_GB", false},
        {"en GB", false},
        {"en) /OpenAction (", false},
        {"en\n", false},
        {"\xc3\xa9n", false},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false}, /* 36 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(pdf_language_valid(cases[i].language), cases[i].valid);
}

static void nothing_is_added_for_nothing(void **state)
{
    (void)state;
    Arena *arena = arena_create(1 << 16, "test");
    Pdf *pdf = pdf_create(arena, &(PdfOptions){.title = "Empty", .language = "en"});
    pdf_heading(pdf, 1, NULL);
    pdf_paragraph(pdf, "");
    pdf_small(pdf, "\r\n");
    pdf_bullet(pdf, "\x01");
    pdf_quote(pdf, NULL, "Nobody");
    pdf_notice(pdf, PDF_CALM, NULL, "");
    assert_null(pdf->first);
    arena_destroy(arena);
}

static void numbers_count_on_and_start_anew(void **state)
{
    (void)state;
    Arena *arena = arena_create(1 << 16, "test");
    Pdf *pdf = pdf_create(arena, &(PdfOptions){.title = "Numbers", .language = "en"});
    pdf_numbered(pdf, "one");
    pdf_numbered(pdf, "");
    pdf_numbered(pdf, "two");
    assert_int_equal(pdf->last->number, 2);
    pdf_paragraph(pdf, "between");
    pdf_numbered(pdf, "one again");
    assert_int_equal(pdf->last->number, 1);
    arena_destroy(arena);
}

static void what_is_said_is_copied(void **state)
{
    (void)state;
    Arena *arena = arena_create(1 << 16, "test");
    char words[] = "words";
    char language[] = "ur";
    Pdf *pdf = pdf_create(arena, &(PdfOptions){.title = words, .language = "en"});
    pdf_language(pdf, language);
    pdf_paragraph(pdf, words);
    words[0] = language[0] = '!';
    assert_string_equal(pdf->options.title, "words");
    assert_string_equal(pdf->last->text, "words");
    assert_string_equal(pdf->last->language, "ur");
    pdf_language(pdf, "not a language");
    pdf_paragraph(pdf, words);
    assert_null(pdf->last->language);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_made_printable),
        cmocka_unit_test(languages_are_letters_figures_and_hyphens),
        cmocka_unit_test(nothing_is_added_for_nothing),
        cmocka_unit_test(numbers_count_on_and_start_anew),
        cmocka_unit_test(what_is_said_is_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
