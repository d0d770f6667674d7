#include "platform/pdf/pdf_catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A file as Cairo lays it out, small enough to read here: what each case changes in it is a word
 * and what stands in its place. */
static const char *const objects[] = {
    "<< /Type /Pages\n   /Kids [ ]\n   /Count 0\n>>",
    "<< /Type /StructElem\n   /S /Document\n   /P 5 0 R\n   /K [ 3 0 R 4 0 R ]\n>>",
    "<< /Type /StructElem\n   /S /P\n   /P 2 0 R\n   /K 0\n>>",
    "<< /Type /StructElem\n   /S /TH\n   /P 2 0 R\n   /K 1\n>>",
    "<< /Type /StructTreeRoot\n   /K [ 2 0 R ]\n>>",
    "<< /Producer (cairo)\n>>",
    "<< /Type /Catalog\n   /Pages 1 0 R\n   /StructTreeRoot 5 0 R\n>>",
};

#define OBJECT_COUNT (sizeof objects / sizeof objects[0])

static void make_file(Buffer *file)
{
    size_t offsets[OBJECT_COUNT];
    buffer_init(file, 1 << 16);
    buffer_put_text(file, "%PDF-1.5\n");
    for (size_t i = 0; i < OBJECT_COUNT; i++) {
        offsets[i] = file->length;
        buffer_print(file, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
    size_t table = file->length;
    buffer_print(file, "xref\n0 %zu\n0000000000 65535 f \n", OBJECT_COUNT + 1);
    for (size_t i = 0; i < OBJECT_COUNT; i++)
        buffer_print(file, "%010zu 00000 n \n", offsets[i]);
    buffer_print(
        file,
        "trailer\n<< /Size %zu\n   /Root 7 0 R\n   /Info 6 0 R\n>>\nstartxref\n%zu\n%%%%EOF\n",
        OBJECT_COUNT + 1, table);
}

static const ElementFact two_facts[] = {{.index = 1, .language = "ur"},
                                        {.index = 2, .attributes = "/A << /O /Table >>"}};
static const CatalogFacts facts = {.language = "en", .count = 2, .elements = two_facts};

static Error *complete(const CatalogFacts *what, Buffer *file)
{
    Arena *arena = arena_create(1 << 20, "test");
    Error *error = pdf_catalog_complete(arena, what, file);
    arena_destroy(arena);
    return error;
}

static void entries_are_added_at_the_end(void **state)
{
    (void)state;
    Buffer file;
    make_file(&file);
    size_t before = file.length;
    assert_null(complete(&facts, &file));
    const char *added = buffer_text(&file) + before;
    static const char *const expected[] = {
        "7 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n   /StructTreeRoot 5 0 R\n   /Lang (en)\n"
        "   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
        "3 0 obj\n<< /Type /StructElem\n   /S /P\n   /P 2 0 R\n   /K 0\n   /Lang "
        "(ur)\n>>\nendobj\n",
        "4 0 obj\n<< /Type /StructElem\n   /S /TH\n   /P 2 0 R\n   /K 1\n   /A << /O /Table "
        ">>\n>>\n",
        "trailer\n<< /Size 8\n   /Root 7 0 R\n   /Info 6 0 R\n   /Prev ",
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        assert_non_null(strstr(added, expected[i]));
    assert_null(strstr(added, "/Direction"));
    buffer_free(&file);
}

static void a_paper_from_the_right_says_so(void **state)
{
    (void)state;
    Buffer file;
    make_file(&file);
    assert_null(complete(&(CatalogFacts){.language = "ur", .right_to_left = true}, &file));
    assert_non_null(strstr(buffer_text(&file), "/Direction /R2L"));
    buffer_free(&file);
}

static void offsets_lead_to_the_objects(void **state)
{
    (void)state;
    Buffer file;
    make_file(&file);
    assert_null(complete(&facts, &file));
    const char *text = buffer_text(&file);
    const char *table = strstr(strstr(text, "/Prev ") - 160, "xref\n");
    static const char *const starts[] = {"7 0 obj", "3 0 obj", "4 0 obj"};
    const char *at = table + strlen("xref\n");
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        at = strchr(at, '\n') + 1; /* the line of the object's number */
        size_t offset = strtoul(at, NULL, 10);
        assert_true(offset < file.length);
        assert_memory_equal(text + offset, starts[i], strlen(starts[i]));
        at = strchr(at, '\n') + 1;
    }
    buffer_free(&file);
}

/* Puts `with`, of the same length, where `word` stands first. */
static void spoil(Buffer *file, const char *word, const char *with)
{
    char *at = memmem(file->data, file->length, word, strlen(word));
    assert_non_null(at);
    assert_int_equal(strlen(word), strlen(with));
    for (size_t i = 0; with[i] != '\0'; i++)
        at[i] = with[i];
}

static void other_files_are_refused_and_left_alone(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *word;
        const char *with;
    } cases[] = {
        {"no startxref", "startxref\n", "startXref\n"},
        {"a table that starts elsewhere", "xref\n0 8", "xref\n1 8"},
        {"a table of another size", "xref\n0 8", "xref\n0 9"},
        {"no trailer", "trailer\n", "trailer "},
        {"no root", "/Root 7", "/Toor 7"},
        {"root out of range", "/Root 7", "/Root 8"},
        {"root that is free", "/Root 7", "/Root 0"},
        {"no information", "/Info 6", "/Ofni 6"},
        {"catalog under another number", "7 0 obj", "9 0 obj"},
        {"element that does not end", "/K 0\n>>\nendobj", "/K 0\n> \nendobj"},
        {"element of another kind", "/Type /StructElem\n   /S /TH", "/Type /StructRoot\n   /S /TH"},
        {"offset past the end", "00000 n \ntrailer", "00001 n \ntrailer"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer file;
        make_file(&file);
        spoil(&file, cases[i].word, cases[i].with);
        size_t before = file.length;
        Error *error = complete(&facts, &file);
        if (error == NULL)
            print_error("accepted: %s\n", cases[i].label);
        assert_non_null(error);
        assert_int_equal(file.length, before);
        buffer_free(&file);
    }
}

static void facts_about_no_element_are_refused(void **state)
{
    (void)state;
    Buffer file;
    make_file(&file);
    size_t before = file.length;
    const ElementFact none = {.index = 3, .language = "ur"};
    assert_non_null(complete(&(CatalogFacts){"en", false, 1, &none}, &file));
    assert_int_equal(file.length, before);
    buffer_free(&file);
}

static void a_file_too_large_is_refused(void **state)
{
    (void)state;
    Buffer file;
    make_file(&file);
    file.maximum = file.length + 100;
    Error *error = complete(&facts, &file);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
    buffer_free(&file);
}

/* Cut short anywhere, or with any one byte changed: an answer, and no look outside the file. */
static void damage_is_survived(void **state)
{
    (void)state;
    Buffer whole;
    make_file(&whole);
    for (size_t i = 0; i < whole.length; i++) {
        Buffer cut;
        buffer_init(&cut, 1 << 16);
        buffer_put(&cut, whole.data, i);
        assert_true(i == whole.length - 1 || i > whole.length - 8 ||
                    complete(&facts, &cut) != NULL);
        buffer_reset(&cut);
        buffer_put(&cut, whole.data, whole.length);
        cut.data[i] = (char)(cut.data[i] == '9' ? '\0' : '9');
        (void)complete(&facts, &cut);
        buffer_free(&cut);
    }
    buffer_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_added_at_the_end),
        cmocka_unit_test(a_paper_from_the_right_says_so),
        cmocka_unit_test(offsets_lead_to_the_objects),
        cmocka_unit_test(other_files_are_refused_and_left_alone),
        cmocka_unit_test(facts_about_no_element_are_refused),
        cmocka_unit_test(a_file_too_large_is_refused),
        cmocka_unit_test(damage_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
