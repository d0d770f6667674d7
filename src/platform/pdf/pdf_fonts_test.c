#include "platform/pdf/pdf_fonts.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/pdf/pdf.h"

#define INTER "/usr/share/fonts/opentype/inter/Inter-Regular.otf"

/* A font's head as the OpenType format lays it out: a version, how many tables, then the tables. */
static const char *file_of_tables(const char *name, const char *const *tables, size_t count)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/pdf_fonts_test.%s.XXXXXX", name);
    int made = mkstemp(path);
    assert_true(made >= 0);
    unsigned char head[12] = {0, 1, 0, 0, 0, (unsigned char)count};
    assert_int_equal(write(made, head, sizeof head), sizeof head);
    for (size_t i = 0; i < count; i++) {
        char table[16] = {0};
        memcpy(table, tables[i], 4);
        assert_int_equal(write(made, table, sizeof table), sizeof table);
    }
    close(made);
    return path;
}

static void a_variable_font_is_unusable(void **state)
{
    (void)state;
    static const char *const tables[] = {"OS/2", "cmap", "fvar"};
    const char *path = file_of_tables("variable", tables, 3);
    FontFile file = {"fonts-variable", path};
    const FontFile *found = pdf_fonts_unusable(&file, 1);
    unlink(path);
    assert_ptr_equal(found, &file);
    path = file_of_tables("static", tables, 2);
    file.path = path;
    found = pdf_fonts_unusable(&file, 1);
    unlink(path);
    assert_null(found);
}

static void unusable_files_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        FontFile files[2];
        int unusable; /* index, or -1 */
    } cases[] = {
        {"a font", {{"fonts-inter", INTER}, {"fonts-inter", INTER}}, -1},
        {"not there", {{"fonts-inter", INTER}, {"fonts-none", "/usr/share/fonts/none.otf"}}, 1},
        {"first not there", {{"fonts-none", "/nonexistent"}, {"fonts-inter", INTER}}, 0},
        {"not a font", {{"base-files", "/etc/os-release"}, {"fonts-inter", INTER}}, 0},
        {"a folder", {{"base-files", "/etc"}, {"fonts-inter", INTER}}, 0},
        {"nothing in it", {{"none", "/dev/null"}, {"fonts-inter", INTER}}, 0},
        {"no name", {{"none", ""}, {"fonts-inter", INTER}}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const FontFile *found = pdf_fonts_unusable(cases[i].files, 2);
        const FontFile *expected =
            cases[i].unusable < 0 ? NULL : &cases[i].files[cases[i].unusable];
        if (found != expected)
            print_error("%s\n", cases[i].label);
        assert_ptr_equal(found, expected);
    }
}

static void this_machine_has_them(void **state)
{
    (void)state;
    assert_null(pdf_fonts_check());
}

static void urdu_is_set_in_nastaliq_and_nothing_else_is(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        bool nastaliq;
    } cases[] = {{"ur", true},   {"ur-PK", true}, {NULL, false}, {"ar", false},
                 {"urh", false}, {"u", false},    {"", false},   {"en-ur", false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int andika = 0; andika < 2; andika++) {
            const char *families = pdf_fonts_families(andika, cases[i].language);
            assert_int_equal(strstr(families, "Nastaliq") != NULL, cases[i].nastaliq);
            assert_int_equal(strncmp(families, "Andika", 6) == 0, andika);
        }
    }
}

typedef struct Turn {
    PangoContext *context;
    atomic_bool taken;
} Turn;

static void *take_a_turn(void *argument)
{
    Turn *turn = argument;
    if (pdf_fonts_take(&turn->context) != NULL)
        return NULL;
    atomic_store(&turn->taken, true);
    pdf_fonts_give_back();
    return turn;
}

static void one_thread_has_the_context_at_a_time(void **state)
{
    (void)state;
    PangoContext *context = NULL;
    assert_null(pdf_fonts_take(&context));
    Turn turn = {0};
    pthread_t thread;
    void *took = NULL;
    assert_int_equal(pthread_create(&thread, NULL, take_a_turn, &turn), 0);
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    assert_false(atomic_load(&turn.taken));
    pdf_fonts_give_back();
    assert_int_equal(pthread_join(thread, &took), 0);
    assert_non_null(took);
    assert_ptr_equal(turn.context, context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unusable_files_are_named),
        cmocka_unit_test(a_variable_font_is_unusable),
        cmocka_unit_test(this_machine_has_them),
        cmocka_unit_test(urdu_is_set_in_nastaliq_and_nothing_else_is),
        cmocka_unit_test(one_thread_has_the_context_at_a_time),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pdf_fonts_release();
    return failed;
}
