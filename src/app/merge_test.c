/* Two records of one child, as the pages make one of them, lead to it, and make two again. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"

static const char *path(LearnerId learner, const char *rest)
{
    return test_text(&site, "/learners/%lld%s", (long long)learner.n, rest);
}

static const char *side_by_side(void)
{
    return path(site.own, test_text(&site, "/merge?with=%lld", (long long)site.other.n));
}

static int64_t count(const char *what)
{
    return test_number(&site, test_text(&site, "select count(*) from %s", what));
}

static const char *versioned(const char *more)
{
    return test_text(&site, "version=%lld&%s",
                     (long long)test_number(&site, test_text(&site,
                                                             "select version from learner where"
                                                             " id = %lld",
                                                             (long long)site.own.n)),
                     more);
}

/* Both are born on one day, and called alike. */
static int make_alike(void **state)
{
    test_store_run(&site.store,
                   "update learner set forename = 'Zofia', known_name = 'Zofia Nowack',"
                   " surname = 'Nowack', sort_name = 'nowack zofia', born_on ="
                   " (select born_on from learner where forename = 'Zofia' and"
                   " surname = 'Nowak') where forename = 'Hanna'");
    return test_site_each(state);
}

static const char *merge_sure = "reason=One+form+twice&sure=yes&support=kept&name=kept";

static const char *merge(void)
{
    Answer answer = test_post(&site, HEAD, side_by_side(), versioned(merge_sure));
    assert_int_equal(answer.status, 303);
    const char *place = answer_header(&answer, "Location");
    return test_text(&site, "%.*s", (int)strcspn(place, "?"), place);
}

static int undo(const char *merged)
{
    return test_post(&site, SENCO, test_text(&site, "%s/undo", merged), NULL).status;
}

static void a_pair_is_shown_to_whoever_may_merge(void **state)
{
    (void)state;
    Answer answer = test_get(&site, SENCO, "/today");
    assert_true(answer_says(&answer, "/records/alike"));
    answer = test_get(&site, TEACHER, "/today");
    assert_false(answer_says(&answer, "/records/alike"));
    answer = test_get(&site, SENCO, "/records/alike");
    assert_true(answer_says(&answer, "Zofia Nowack"));
    answer = test_get(&site, SENCO, path(site.own, "/merge"));
    assert_true(answer_says(&answer, "Zofia Nowack"));
}

static void two_children_are_said_to_be_two(void **state)
{
    const char *both =
        test_text(&site, "one=%lld&other=%lld", (long long)site.own.n, (long long)site.other.n);
    const char *never =
        test_text(&site, "one=%lld&other=%lld", (long long)site.own.n, (long long)site.grouped.n);
    const char *foreign =
        test_text(&site, "one=%lld&other=%lld", (long long)site.own.n, (long long)site.foreign.n);
    (void)state;
    assert_int_equal(test_post(&site, SENCO, "/records/alike", never).status, 404);
    assert_int_equal(test_post(&site, SENCO, "/records/alike", foreign).status, 404);
    assert_int_equal(test_post(&site, SENCO, "/records/alike", "one=1").status, 422);
    assert_int_equal(test_post(&site, SENCO, "/records/alike", both).status, 303);
    Answer answer = test_get(&site, SENCO, "/today");
    assert_false(answer_says(&answer, "/records/alike"));
    test_store_run(&site.store, "delete from learner_apart");
}

static void the_other_is_found_by_its_whole_name_alone(void **state)
{
    static const char *const wrong[] = {"wanted=", "wanted=Nowack", "wanted=Nobody+Here",
                                        "wanted=Zofia+Nowak" /* itself */};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(test_post(&site, SENCO, path(site.own, "/merge/find"), wrong[i]).status,
                         422);
    Answer answer = test_post(&site, SENCO, path(site.own, "/merge/find"), "wanted=zofia+NOWACK");
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), side_by_side());
}

static void what_cannot_be_merged_is_refused(void **state)
{
    const LearnerId wrong[] = {site.own, site.foreign, {4242}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const char *with =
            path(site.own, test_text(&site, "/merge?with=%lld", (long long)wrong[i].n));
        assert_int_equal(test_get(&site, HEAD, with).status, 404);
        assert_int_equal(test_post(&site, HEAD, with, versioned(merge_sure)).status, 404);
    }
    assert_int_equal(test_post(&site, HEAD, side_by_side(), versioned("sure=yes")).status, 422);
    assert_int_equal(test_post(&site, HEAD, side_by_side(), versioned("reason=x")).status, 422);
    assert_int_equal(test_post(&site, HEAD, side_by_side(), "version=99&reason=x&sure=yes").status,
                     409);
    assert_int_equal(test_post(&site, TEACHER, side_by_side(), versioned(merge_sure)).status, 403);
    assert_int_equal(count("learner_merge"), 0);
}

static void every_old_address_leads_to_the_record_that_goes_on(void **state)
{
    static const char *const pages[] = {"", "/plan", "/history", "/contacts", "/concerns"};
    (void)state;
    const char *merged = merge();
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        Answer answer = test_get(&site, SENCO, path(site.other, pages[i]));
        assert_int_equal(answer.status, 303);
        assert_string_equal(answer_header(&answer, "Location"), path(site.own, pages[i]));
    }
    /* to the teacher of the other's class, who may not open this one, there is none */
    assert_int_equal(test_get(&site, EXAMS, path(site.other, "")).status, 403);
    test_store_run(&site.store, "update class_staff set ends_on = '2020-01-01' where part ="
                                " 'teacher'");
    assert_int_equal(test_get(&site, TEACHER, path(site.other, "")).status, 404);
    test_store_run(&site.store, "update class_staff set ends_on = null where ends_on ="
                                " '2020-01-01'");
    Answer answer =
        test_get(&site, PARENT, test_text(&site, "/family/learners/%lld", (long long)site.other.n));
    assert_int_equal(answer.status, 303); /* their own child's, since it is one */
    assert_string_equal(answer_header(&answer, "Location"),
                        test_text(&site, "/family/learners/%lld", (long long)site.own.n));
    answer = test_get(&site, SENCO, path(site.own, "/identity"));
    assert_true(answer_says(&answer, merged));
    answer = test_get(&site, SENCO, merged);
    assert_true(answer_says(&answer, "Zofia Nowack"));
    assert_true(answer_says(&answer, "One form twice"));
    assert_int_equal(undo(merged), 303);
}

static void taken_back_both_open_again(void **state)
{
    (void)state;
    const char *merged = merge();
    Answer answer = test_get(&site, SENCO, "/register?level=everyone");
    assert_false(answer_says(&answer, "Nowack"));
    assert_int_equal(undo(merged), 303);
    assert_int_equal(undo(merged), 409);
    assert_int_equal(test_get(&site, SENCO, path(site.other, "")).status, 200);
    answer = test_get(&site, SENCO, "/register?level=everyone");
    assert_true(answer_says(&answer, "Nowack"));
    answer = test_get(&site, SENCO, merged);
    assert_true(answer_says(&answer, "Taken back"));
}

static void what_was_written_since_stands_in_the_way(void **state)
{
    (void)state;
    const char *merged = merge();
    const char *body = versioned("likes=Kind&matters=Chess&help=Time&own_words_on=2026-01-05");
    assert_int_equal(test_post(&site, SENCO, path(site.own, "/profile"), body).status, 303);
    assert_int_equal(undo(merged), 409);
    Answer answer = test_get(&site, SENCO, merged);
    assert_true(answer_says(&answer, "cannot be taken back"));
}

#define MERGE_TEST(name) cmocka_unit_test_setup(name, make_alike)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MERGE_TEST(a_pair_is_shown_to_whoever_may_merge),
        MERGE_TEST(two_children_are_said_to_be_two),
        MERGE_TEST(the_other_is_found_by_its_whole_name_alone),
        MERGE_TEST(what_cannot_be_merged_is_refused),
        MERGE_TEST(every_old_address_leads_to_the_record_that_goes_on),
        MERGE_TEST(taken_back_both_open_again),
        MERGE_TEST(what_was_written_since_stands_in_the_way),
    };
    return RUN_ON_BOTH(tests);
}
