#include "web/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_path_is_matched_part_by_part(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *path;
        bool same;
        int64_t id; /* in the second part */
    } cases[] = {
        {"/", "/", true, 0},
        {"/in", "/in", true, 0},
        {"/learners/:learner", "/learners/12", true, 12},
        {"/learners/:learner/plan", "/learners/9223372036854775807/plan", true,
         9223372036854775807},
        {"/", "/in", false, 0},
        {"/in", "/", false, 0},
        {"/in", "/i", false, 0},
        {"/in", "/inn", false, 0},
        {"/in", "/IN", false, 0},
        {"/in", "/in/12", false, 0},
        {"/learners/:learner", "/learners", false, 0},
        {"/learners/:learner", "/learners/12/plan", false, 0},
        {"/learners/:learner", "/learners/:learner", false, 0},
        {"/learners/:learner", "/learners/0", false, 0},
        {"/learners/:learner", "/learners/-12", false, 0},
        {"/learners/:learner", "/learners/+12", false, 0},
        {"/learners/:learner", "/learners/012", false, 0},
        {"/learners/:learner", "/learners/12x", false, 0},
        {"/learners/:learner", "/learners/1 2", false, 0},
        {"/learners/:learner", "/learners/0x12", false, 0},
        {"/learners/:learner", "/learners/9223372036854775808", false, 0},
        {"/learners/:learner", "/learners/99999999999999999999999999999", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PathPattern pattern;
        int64_t ids[PATH_PARTS];
        assert_true(path_pattern(cases[i].pattern, &pattern));
        PathMatch match = path_match(&pattern, cases[i].path, ids);
        if ((match == PATH_SAME) != cases[i].same)
            fail_msg("%s for %s", cases[i].path, cases[i].pattern);
        if (cases[i].same && cases[i].id != 0)
            assert_int_equal(ids[1], cases[i].id);
    }
}

static void a_pattern_must_be_whole(void **state)
{
    (void)state;
    static const char *const wrong[] = {"//", "/a//b", "/learners/:", "/a/:/b",
                                        "/1/2/3/4/5/6/7/8/9/10/11"};
    PathPattern pattern;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (path_pattern(wrong[i], &pattern))
            fail_msg("%s is taken for a path", wrong[i]);
    assert_true(path_pattern("/1/2/3/4/5/6/7/8/9/10", &pattern));
    assert_int_equal(pattern.count, PATH_PARTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_is_matched_part_by_part),
        cmocka_unit_test(a_pattern_must_be_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
