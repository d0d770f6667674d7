/* What is written can be read again: by a reader of the tests' own, byte for byte. */
#include "platform/base/zip_write.h"

#include "platform/base/test_zip.h"

static void members_are_read_again(void **state)
{
    (void)state;
    static const char *const members[][2] = {
        {"a/b.xml", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"empty", ""}, {"c", "c"}};
    char found[64];
    Buffer out;
    buffer_init(&out, 65536);
    buffer_put_text(&out, "before");
    ZipWriter writer = zip_write_begin(&out);
    for (size_t i = 0; i < 3; i++)
        zip_write_member(&writer, members[i][0], members[i][1], strlen(members[i][1]));
    zip_write_end(&writer);
    assert_false(buffer_failed(&out));
    for (size_t i = 0; i < 3; i++) {
        test_zip_member(out.data + 6, out.length - 6, members[i][0], found, sizeof found);
        assert_string_equal(found, members[i][1]);
    }
    buffer_free(&out);
}

static void the_same_members_give_the_same_bytes(void **state)
{
    (void)state;
    Buffer out[2];
    for (size_t i = 0; i < 2; i++) {
        buffer_init(&out[i], 65536);
        ZipWriter writer = zip_write_begin(&out[i]);
        zip_write_member(&writer, "a", "some words", 10);
        zip_write_end(&writer);
    }
    assert_int_equal(out[0].length, out[1].length);
    assert_memory_equal(out[0].data, out[1].data, out[0].length);
    buffer_free(&out[0]);
    buffer_free(&out[1]);
}

static void too_little_room_fails_the_buffer(void **state)
{
    (void)state;
    for (size_t room = 1; room < 120; room += 7) {
        Buffer out;
        buffer_init(&out, room);
        ZipWriter writer = zip_write_begin(&out);
        zip_write_member(&writer, "a.xml", "some words, and some more of them", 33);
        zip_write_end(&writer);
        assert_true(buffer_failed(&out));
        buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_read_again),
        cmocka_unit_test(the_same_members_give_the_same_bytes),
        cmocka_unit_test(too_little_room_fails_the_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
