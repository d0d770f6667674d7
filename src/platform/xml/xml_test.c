/* What XML of a stranger is read as, and above all what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "platform/xml/xml.h"

static Arena *arena;
static const XmlLimits limits = {.bytes = 400, .elements = 8, .depth = 4, .characters = 40};

static Error *read(const char *text, XmlNode **root)
{
    return xml_read(arena, (Bytes){(const unsigned char *)text, strlen(text)}, &limits, root);
}

static void a_tree_is_read_by_name(void **state)
{
    (void)state;
    XmlNode *root;
    assert_null(read("<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n"
                     "<a xmlns=\"urn:x\" lang=\"en\"><!-- no --><B> Zoë &amp; co </B><p:c "
                     "xmlns:p=\"urn:y\"/>stray<b><![CDATA[<two>]]></b></a>",
                     &root));
    const XmlNode *first = xml_child(root, "b");
    assert_string_equal(root->name, "a");
    assert_string_equal(first->text, "Zoë & co");
    assert_int_equal(first->line, 2);
    assert_string_equal(xml_next(first)->text, "<two>");
    assert_null(xml_next(xml_next(first)));
    assert_string_equal(xml_text(root, "c"), "");
    assert_string_equal(xml_text(root, "none"), "");
    assert_null(xml_child(NULL, "b"));
}

static void what_cannot_be_trusted_is_refused(void **state)
{
    static const struct {
        const char *text, *sentence;
        ErrorKind kind;
    } cases[] = {
        {"", "The file is empty.", ERROR_INVALID},
        {"UPN,Surname\n", "Line 1: this is no well-formed XML", ERROR_INVALID},
        {"<a>\n<b></a>", "Line 2: this is no well-formed XML", ERROR_INVALID},
        {"<a>Oak & Ash</a>", "Line 1: this is no well-formed XML", ERROR_INVALID},
        {"<a><b>x</b>", "no well-formed XML", ERROR_INVALID},
        {"<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", "entities of its own", ERROR_INVALID},
        {"<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "entities of its own", ERROR_INVALID},
        {"<a>&unknown;</a>", "", ERROR_INVALID},
        {"<a><b/><b/><b/><b/><b/><b/><b/><b/></a>", "larger than any", ERROR_TOO_LARGE},
        {"<a><b><c><d><e/></d></c></b></a>", "larger than any", ERROR_TOO_LARGE},
        {"<a>01234567890123456789012345678901234567890</a>", "larger than any", ERROR_TOO_LARGE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        XmlNode *root;
        Error *error = read(cases[i].text, &root);
        assert_non_null(error);
        assert_int_equal(error->kind, cases[i].kind);
        assert_non_null(strstr(error->message, cases[i].sentence));
    }
}

static void a_large_file_and_a_nul_are_refused_unread(void **state)
{
    (void)state;
    XmlNode *root;
    char large[402];
    memset(large, ' ', sizeof large);
    Error *error = xml_read(arena, (Bytes){(const unsigned char *)large, 401}, &limits, &root);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
    error = xml_read(arena, (Bytes){(const unsigned char *)"<a>\0</a>", 8}, &limits, &root);
    assert_int_equal(error->kind, ERROR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_is_read_by_name),
        cmocka_unit_test(what_cannot_be_trusted_is_refused),
        cmocka_unit_test(a_large_file_and_a_nul_are_refused_unread),
    };
    arena = arena_create((size_t)1 << 20, "test");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_destroy(arena);
    return failed;
}
