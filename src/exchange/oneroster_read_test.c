/* Zips and packages as they come, and above all as they should not. */
#include "exchange/oneroster_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/oneroster_rules.h"
#include "exchange/test_package.h"
#include "exchange/zip_read.h"

static Arena *arena;

static int make(void **state)
{
    (void)state;
    arena = arena_create((size_t)256 << 20, "test");
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const ZipLimits small = {
    .archive = 100000, .entries = 4, .one = 50000, .all = 60000, .ratio = 20, .free = 2000};

/* ---- Zips ------------------------------------------------------------------------------------ */

static void names_that_a_zip_may_not_hold(void **state)
{
    static const struct {
        const char *name, *says;
    } cases[] = {
        {"../users.csv", "leads out"},
        {"/etc/users.csv", "leads out"},
        {"a\\users.csv", "in a folder"},
        /* as the library reads it */ {"C:users.csv", "leads out"},
        {"export/users.csv", "in a folder"},
        {"us\ners.csv", "none of a CSV"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ZipEntries entries;
        const TestFile files[] = {{cases[i].name, "a,b\n"}};
        const Error *error = zip_read(arena, test_zip(arena, files, 1, AE_IFREG), &small, &entries);
        assert_non_null(error);
        assert_int_equal(error->kind, ERROR_INVALID);
        assert_non_null(strstr(error->message, cases[i].says));
    }
}

static void what_a_zip_holds(void **state)
{
    const TestFile files[] = {{"users.csv", "a,b\n"}, {"notes.pdf", "%PDF"}, {"__MACOSX/._u", "x"}};
    ZipEntries entries;
    (void)state;
    Bytes zip = test_zip(arena, files, 3, AE_IFREG);
    assert_true(zip_is(zip));
    assert_null(zip_read(arena, zip, &small, &entries));
    assert_int_equal(entries.count, 1);
    assert_string_equal((const char *)entries.items[0].content.data, "a,b\n");
    assert_int_equal(entries.left_out.count, 1);
    assert_false(zip_is((Bytes){(const unsigned char *)"a,b", 3}));
}

static void one_name_twice(void **state)
{
    const TestFile files[] = {{"users.csv", "a"}, {"Users.CSV", "b"}};
    ZipEntries entries;
    (void)state;
    const Error *error = zip_read(arena, test_zip(arena, files, 2, AE_IFREG), &small, &entries);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "twice"));
}

static void links_and_folders(void **state)
{
    const TestFile link[] = {{"users.csv", "/etc/passwd"}};
    const TestFile folder[] = {{"things", ""}};
    ZipEntries entries;
    (void)state;
    assert_non_null(zip_read(arena, test_zip(arena, link, 1, AE_IFLNK), &small, &entries));
    assert_null(zip_read(arena, test_zip(arena, folder, 1, AE_IFDIR), &small, &entries));
    assert_int_equal(entries.count, 0);
}

static const char *repeated(size_t count)
{
    char *text = arena_alloc(arena, count + 1);
    memset(text, 'a', count);
    return text;
}

static void too_much(void **state)
{
    const TestFile bomb[] = {{"users.csv", repeated(49000)}};
    const TestFile one[] = {{"users.csv", repeated(50001)}};
    const TestFile many[] = {
        {"a.csv", ""}, {"b.csv", ""}, {"c.csv", ""}, {"d.csv", ""}, {"e.csv", ""}};
    ZipLimits loose = small;
    ZipEntries entries;
    (void)state;
    const Error *error = zip_read(arena, test_zip(arena, bomb, 1, AE_IFREG), &small, &entries);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
    assert_non_null(strstr(error->message, "far more than its size"));
    loose.ratio = 100000;
    assert_null(zip_read(arena, test_zip(arena, bomb, 1, AE_IFREG), &loose, &entries));
    error = zip_read(arena, test_zip(arena, one, 1, AE_IFREG), &loose, &entries);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
    error = zip_read(arena, test_zip(arena, many, 5, AE_IFREG), &loose, &entries);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
    loose.archive = 10;
    error = zip_read(arena, test_zip(arena, many, 1, AE_IFREG), &loose, &entries);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
}

static void passwords_and_damage(void **state)
{
    const TestFile files[] = {{"users.csv", "sourcedId,givenName,familyName\nu,A,B\n"},
                              {"orgs.csv", "sourcedId,name,type\no,Oak,school\n"}};
    ZipEntries entries;
    (void)state;
    Bytes zip = test_zip(arena, files, 2, AE_IFREG);
    unsigned char *bytes =
        (unsigned char *)arena_copy_length(arena, (const char *)zip.data, zip.length);
    for (size_t i = 0; i + 10 < zip.length; i++) { /* "encrypted", in both of its headers */
        if (memcmp(bytes + i, "PK\x03\x04", 4) == 0)
            bytes[i + 6] |= 1;
        if (memcmp(bytes + i, "PK\x01\x02", 4) == 0)
            bytes[i + 8] |= 1;
    }
    const Error *error = zip_read(arena, (Bytes){bytes, zip.length}, &small, &entries);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "password"));
    assert_null(zip_read(arena, zip, &small, &entries));
    for (size_t length = 0; length < zip.length; length++) { /* no part is taken for the whole */
        error = zip_read(arena, (Bytes){zip.data, length}, &small, &entries);
        assert_non_null(error);
        assert_non_null(strstr(error->message, "damaged"));
    }
}

/* ---- Packages -------------------------------------------------------------------------------- */

#define USERS "sourcedId,status,role,givenName,familyName,password\n"
#define MANIFEST(modes)                                                                            \
    {                                                                                              \
        "manifest.csv", "propertyName,value\noneroster.version,1.1\n" modes                        \
    }

static Error *read_package(const TestFile *files, size_t count, RosterPackage *package)
{
    return roster_read(arena, test_zip(arena, files, count, AE_IFREG), package);
}

static bool says(const RosterPackage *package, const char *file, const char *words)
{
    for (size_t i = 0; i < package->remarks.count; i++)
        if (text_equal(package->remarks.items[i].file, file) &&
            strstr(package->remarks.items[i].sentence, words) != NULL)
            return true;
    return false;
}

static void a_package_without_manifest_lets_nobody_leave(void **state)
{
    const TestFile files[] = {{"users.csv", USERS "u-1,,student,A,B,\n"}};
    RosterPackage package;
    (void)state;
    assert_null(read_package(files, 1, &package));
    assert_int_equal(package.files[ROSTER_USERS].mode, ROSTER_DELTA);
    assert_true(says(&package, "manifest.csv", "no manifest"));
}

static void modes_that_do_not_fit(void **state)
{
    const TestFile files[] = {
        MANIFEST("file.users,bulk\nfile.users,delta\nfile.classes,absent\nfile.orgs,bulk\n"),
        {"users.csv", USERS "u-1,,student,A,B,\n"},
        {"classes.csv", "sourcedId,title\nc-1,4H\n"}};
    RosterPackage package;
    (void)state;
    assert_null(read_package(files, 3, &package));
    assert_int_equal(package.files[ROSTER_USERS].mode, ROSTER_DELTA);
    assert_int_equal(package.files[ROSTER_CLASSES].mode, ROSTER_ABSENT);
    assert_true(says(&package, "manifest.csv", "said twice"));
    assert_true(says(&package, "classes.csv", "absent"));
    assert_true(says(&package, "orgs.csv", "not in the zip"));
}

static void headings_and_ids_in_disorder(void **state)
{
    const TestFile files[] = {MANIFEST("file.users,bulk\n"),
                              {"users.csv",
                               "\xef\xbb\xbf"
                               "familiyName,givenName,SOURCEDID,role,password,colour,\r\n"
                               "\"Smith,\nJr\",Ann, U-1 ,student,secret,,\r\n"
                               "Bell,NULL,u-1,student,,,\r\n"
                               "Cole,Cy,,student,,,\r\n"
                               "Dell,Di,u-2,student,,,,stray\r\n"}};
    RosterPackage package;
    (void)state;
    assert_null(read_package(files, 2, &package));
    const RosterTable *users = &package.files[ROSTER_USERS];
    assert_int_equal(users->count, 1);
    assert_string_equal(users->rows[0].key, "u-1");
    assert_string_equal(users->rows[0].cells[USER_FAMILY], "Smith,\nJr");
    assert_true(says(&package, "users.csv", "familiyName"));
    assert_true(says(&package, "users.csv", "stands on line 2 too"));
    assert_true(says(&package, "users.csv", "sourcedId is missing"));
    assert_true(says(&package, "users.csv", "more cells"));
    assert_true(says(&package, "users.csv", "passwords in this file were not read"));
    for (size_t c = 0; c < USER_COLUMNS; c++)
        assert_null(strstr(users->rows[0].cells[c], "secret"));
}

static void what_is_no_package(void **state)
{
    static const struct {
        TestFile file;
        const char *says;
    } cases[] = {
        {{"pupils.csv", "Surname,Forename\nA,B\n"}, "no OneRoster package"},
        {{"users.csv", "sourcedId,role\nu-1,student\n"}, "no column"},
        {{"users.csv", "a\"b,\"c\n"}, "users.csv"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        RosterPackage package;
        const Error *error = read_package(&cases[i].file, 1, &package);
        assert_non_null(error);
        assert_int_equal(error->kind, ERROR_INVALID);
        assert_non_null(strstr(error->message, cases[i].says));
    }
}

static void the_jail_reads_the_same(void **state)
{
    const TestFile files[] = {MANIFEST("file.users,bulk\nsource.systemName,Example\n"),
                              {"users.csv", USERS "U-1,tobedeleted,student,Zoë,B,x\n"}};
    RosterPackage package;
    (void)state;
    Bytes zip = test_zip(arena, files, 2, AE_IFREG);
    assert_null(roster_read_in_jail(arena, zip, &package));
    assert_string_equal(package.system, "Example");
    assert_string_equal(package.version, "1.1");
    assert_int_equal(package.files[ROSTER_USERS].count, 1);
    assert_true(package.files[ROSTER_USERS].rows[0].deleted);
    assert_string_equal(package.files[ROSTER_USERS].rows[0].cells[USER_GIVEN], "Zoë");
    assert_true(says(&package, "users.csv", "passwords"));
    const Error *error = roster_read_in_jail(
        arena, (Bytes){(const unsigned char *)"PK\x03\x04rubbish", 11}, &package);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INVALID);
}

static void grades(void **state)
{
    static const char *const cases[][2] = {{"06", "6"},     {"KG", "R"},  {" 6 ", "6"},
                                           {"R", "R"},      {"PK", "N2"}, {"", NULL},
                                           {"05,06", NULL}, {"UG", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *year = roster_year(arena, cases[i][0]);
        assert_true(text_equal(year, cases[i][1]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_a_zip_may_not_hold),
        cmocka_unit_test(what_a_zip_holds),
        cmocka_unit_test(one_name_twice),
        cmocka_unit_test(links_and_folders),
        cmocka_unit_test(too_much),
        cmocka_unit_test(passwords_and_damage),
        cmocka_unit_test(a_package_without_manifest_lets_nobody_leave),
        cmocka_unit_test(modes_that_do_not_fit),
        cmocka_unit_test(headings_and_ids_in_disorder),
        cmocka_unit_test(what_is_no_package),
        cmocka_unit_test(the_jail_reads_the_same),
        cmocka_unit_test(grades),
    };
    return cmocka_run_group_tests(tests, make, end);
}
