/* What embed makes of files, and what it refuses. */
#include "embed.h"

#include <libdeflate.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static File file_of(const char *name, const char *content)
{
    return (File){.source = name,
                  .name = name,
                  .content = (unsigned char *)strdup(content),
                  .length = strlen(content)};
}

static void release(File *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(files[i].content);
        free(files[i].small);
    }
}

static void test_path_holds_the_hash(void **state)
{
    (void)state;
    File file = file_of("site.js", "let a = 1;");
    char message[256];
    assert_true(embed_prepare(&file, 1, message, sizeof message));
    unsigned char hash[16];
    char digits[33];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)"let a = 1;", 10, NULL, 0);
    sodium_bin2hex(digits, sizeof digits, hash, sizeof hash);
    char path[64];
    snprintf(path, sizeof path, "/assets/site.%.8s.js", digits);
    assert_string_equal(file.path, path);
    assert_string_equal(file.type, "text/javascript; charset=utf-8");
    assert_null(file.small); /* too short to become smaller */
    release(&file, 1);
}

static void test_gzip_gives_the_same_bytes_back(void **state)
{
    (void)state;
    char text[4001];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = "a{color:red}\n"[i % 13];
    text[sizeof text - 1] = '\0';
    File file = file_of("site.css", text);
    char message[256];
    assert_true(embed_prepare(&file, 1, message, sizeof message));
    assert_non_null(file.small);
    assert_true(file.small_length < file.length / 4);
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    char back[sizeof text];
    size_t length = 0;
    assert_int_equal(libdeflate_gzip_decompress(decompressor, file.small, file.small_length, back,
                                                sizeof back, &length),
                     LIBDEFLATE_SUCCESS);
    assert_int_equal(length, file.length);
    assert_memory_equal(back, file.content, length);
    libdeflate_free_decompressor(decompressor);
    release(&file, 1);
}

static void test_style_names_the_hashed_font(void **state)
{
    (void)state;
    File files[] = {file_of("site.css", "a{src:url(\"a.woff2\") format(\"woff2\"),url(\"a.svg\")}"),
                    file_of("a.woff2", "font"), file_of("a.svg", "<svg/>")};
    char message[256];
    assert_true(embed_prepare(files, 3, message, sizeof message));
    assert_string_equal(files[0].name, "a.svg"); /* sorted */
    assert_string_equal(files[1].name, "a.woff2");
    assert_null(files[1].small);
    char expected[512];
    snprintf(expected, sizeof expected, "a{src:url(\"%s\") format(\"woff2\"),url(\"%s\")}",
             files[1].path, files[0].path);
    assert_int_equal(files[2].length, strlen(expected));
    assert_memory_equal(files[2].content, expected, strlen(expected));
    release(files, 3);
}

/* Else a browser would keep an old style sheet that names a font which is gone. */
static void test_a_new_font_gives_the_style_a_new_path(void **state)
{
    (void)state;
    char paths[2][128];
    for (int i = 0; i < 2; i++) {
        File files[] = {file_of("site.css", "a{src:url(\"a.woff2\")}"),
                        file_of("a.woff2", i == 0 ? "old" : "new")};
        char message[256];
        assert_true(embed_prepare(files, 2, message, sizeof message));
        memcpy(paths[i], files[1].path, sizeof paths[i]);
        release(files, 2);
    }
    assert_string_not_equal(paths[0], paths[1]);
}

static void test_refusals(void **state)
{
    (void)state;
    static const struct {
        const char *label, *name, *content, *message;
    } cases[] = {
        {"unknown name", "s.css", "a{}\nb{src:url(\"b.woff2\")}",
         "s.css:2: error: url() of something that is not in assets/"},
        {"no quotes", "s.css", "a{src:url(a.woff2)}", "s.css:1: error: write url(\"name.woff2\")"},
        {"single quotes", "s.css", "a{src:url('a.woff2')}",
         "s.css:1: error: write url(\"name.woff2\")"},
        {"never closed", "s.css", "a{src:url(\"a.woff2",
         "s.css:1: error: write url(\"name.woff2\")"},
        {"space before the end", "s.css", "a{src:url(\"a.woff2\" )}",
         "s.css:1: error: write url(\"name.woff2\")"},
        {"another site", "s.css", "a{src:url(\"https://example.org/a.woff2\")}",
         "s.css:1: error: url() of something that is not in assets/"},
        {"data", "s.css", "a{src:url(\"data:,\")}",
         "s.css:1: error: url() of something that is not in assets/"},
        {"itself", "s.css", "a{src:url(\"s.css\")}",
         "s.css:1: error: url() of something that is not in assets/"},
        {"import", "s.css", "\n\n@import \"t.css\";",
         "s.css:3: error: @import would load a second style sheet"},
        {"ending without a type", "s.exe", "", "s.exe:1: error: no type is known for this ending"},
        {"no ending", "readme", "", "readme:1: error: no type is known for this ending"},
        {"ending only", ".css", "", ".css:1: error: no type is known for this ending"},
        {"large letter", "S.css", "",
         "S.css:1: error: an asset's name has at most 64 of a-z, 0-9, - and ."},
        {"quote", "s\".css", "",
         "s\".css:1: error: an asset's name has at most 64 of a-z, 0-9, - and ."},
        {"twice", "a.woff2", "", "a.woff2:1: error: a second asset of this name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        File files[] = {file_of("a.woff2", "font"), file_of(cases[i].name, cases[i].content)};
        char message[256] = "";
        if (embed_prepare(files, 2, message, sizeof message))
            fail_msg("%s: accepted", cases[i].label);
        if (strcmp(message, cases[i].message) != 0)
            fail_msg("%s: %s", cases[i].label, message);
        release(files, 2);
    }
}

static void test_source(void **state)
{
    (void)state;
    File file = file_of("a.txt", "A\n");
    char message[256];
    assert_true(embed_prepare(&file, 1, message, sizeof message));
    char *source = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&source, &length);
    embed_write(&file, 1, out);
    fclose(out);
    char expected[1024];
    snprintf(expected, sizeof expected,
             "/* Made by tools/embed from assets/: change those. */\n"
             "#include \"web/assets.h\"\n\n"
             "static const unsigned char plain_0[] = {\n    65,10,\n    0};\n\n"
             "static const Asset items[] = {\n"
             "    {\"%s\", \"a.txt\", \"text/plain; charset=utf-8\", {plain_0, 2}, {0, 0}},\n"
             "};\n\nconst Assets site_assets = {1, items};\n",
             file.path);
    assert_string_equal(source, expected);
    free(source);
    release(&file, 1);
}

int main(void)
{
    if (sodium_init() < 0)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_path_holds_the_hash),
        cmocka_unit_test(test_gzip_gives_the_same_bytes_back),
        cmocka_unit_test(test_style_names_the_hashed_font),
        cmocka_unit_test(test_a_new_font_gives_the_style_a_new_path),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
