/* Many changed at once: shown first, done, undone but for what somebody changed since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"

static int64_t count(const char *sql)
{
    return test_number(&site, sql);
}

/* Prepares, and gives the address of what would change. */
static const char *prepare(const char *what, const char *body)
{
    const char *path = test_text(&site, "/register/many?what=%s", what);
    Answer answer = test_post(&site, SENCO, path, body);
    if (answer.status != 303)
        fail_msg("%s: %d", body, answer.status);
    const char *location = answer_header(&answer, "Location");
    const char *at = strstr(location, "/register/changes/");
    assert_non_null(at);
    return at;
}

static int press(const char *place, const char *button, const char *body)
{
    return test_post(&site, SENCO, test_text(&site, "%s/%s", place, button), body).status;
}

#define OPEN_ON(day)                                                                               \
    "select count(*) from cycle where state in ('doing', 'reviewing') and review_on = '" day "'"
#define FAR "on=2030-01-09&who=all&reason=Parents+asked"

static void review_dates_are_set_and_undone(void **state)
{
    (void)state;
    const char *place = prepare("review&level=everyone", FAR);
    assert_int_equal(count(OPEN_ON("2030-01-09")), 0);
    Answer answer = test_get(&site, SENCO, place);
    assert_true(answer_says(&answer, "Nothing is changed yet"));
    assert_true(answer_says(&answer, "Has no plan in force"));
    assert_int_equal(press(place, "do", NULL), 303);
    assert_true(count(OPEN_ON("2030-01-09")) > 0);
    assert_int_equal(press(place, "do", NULL), 409);
    test_store_run(&site.store, "update cycle set review_on = '2030-02-02' where id = (select "
                                "max(id) from cycle where review_on = '2030-01-09')");
    assert_int_equal(press(place, "undo", NULL), 303);
    assert_int_equal(count(OPEN_ON("2030-01-09")), 0);
    assert_int_equal(count(OPEN_ON("2030-02-02")), 1);
    answer = test_get(&site, SENCO, place);
    assert_true(answer_says(&answer, "Not undone (1)"));
    assert_true(answer_says(&answer, "Somebody changed it since"));
    assert_int_equal(press(place, "undo", NULL), 409);
    answer = test_get(&site, HEAD, "/register/changes");
    assert_true(answer_says(&answer, "undone"));
}

static void a_far_review_without_a_reason_is_left_out(void **state)
{
    (void)state;
    const char *place = prepare("review", "on=2031-01-08&who=all");
    assert_int_equal(press(place, "do", NULL), 303);
    assert_int_equal(count(OPEN_ON("2031-01-08")), 0);
    Answer answer = test_get(&site, SENCO, place);
    assert_true(answer_says(&answer, "Give a reason"));
}

static void what_is_missing_is_asked(void **state)
{
    (void)state;
    static const struct {
        const char *what, *body;
    } cases[] = {
        {"review", "who=all"},
        {"review", "who=all&on=2001-01-08"},
        {"review", "who=some&on=2030-01-08"},
        {"teachers", "on=2030-01-08"},
        {"teachers", "classes.12.choice=13"},
        {"year", "who=some"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *path = test_text(&site, "/register/many?what=%s", cases[i].what);
        if (test_post(&site, SENCO, path, cases[i].body).status != 422)
            fail_msg("%s %s was taken", cases[i].what, cases[i].body);
    }
}

static void years_are_raised_and_undone(void **state)
{
    (void)state;
    const char *learner = test_text(&site, "where id = %lld", (long long)site.own.n);
    test_store_run(&site.store, test_text(&site,
                                          "update learner set national_year = '2', year_order = 2, "
                                          "born_on = '2010-01-01' %s",
                                          learner));
    const char *year = test_text(&site, "select year_order from learner %s", learner);
    const char *body = test_text(&site, "who=some&learners=%lld", (long long)site.own.n);
    const char *place = prepare("year", body);
    assert_int_equal(press(place, "do", NULL), 303);
    assert_int_equal(count(year), 3);
    assert_int_equal(press(place, "undo", NULL), 303);
    assert_int_equal(count(year), 2);
}

/* More ticks than the page has boxes: all are read, and one learner twice is one learner. */
static void hundreds_of_ticks_are_read(void **state)
{
    (void)state;
    const char *body = "on=2030-03-04&who=some&reason=Parents+asked";
    for (int64_t nobody = 1; nobody <= 400; nobody++)
        body = test_text(&site, "%s&learners=%lld", body, (long long)nobody);
    body = test_text(&site, "%s&learners=%lld&learners=%lld", body, (long long)site.own.n,
                     (long long)site.own.n);
    const char *place = prepare("review&level=everyone", body);
    const char *rows = "select count(*) from bulk_change where action_id = (select max(id)"
                       " from bulk_action)";
    assert_int_equal(count(rows), 1);
    assert_int_equal(press(place, "do", NULL), 303);
    assert_int_equal(count(OPEN_ON("2030-03-04")), 1);
    assert_int_equal(press(place, "do", NULL), 409);
    assert_int_equal(count(OPEN_ON("2030-03-04")), 1);
    assert_int_equal(press(place, "undo", NULL), 303);
    assert_int_equal(count(OPEN_ON("2030-03-04")), 0);
}

static void leavers_are_named_and_asked(void **state)
{
    (void)state;
    const char *learner = test_text(&site, "where id = %lld", (long long)site.own.n);
    test_store_run(&site.store, test_text(&site,
                                          "update learner set national_year = '6', year_order = 6, "
                                          "born_on = '2010-01-01' %s",
                                          learner));
    const char *left = test_text(&site, "select count(left_on) from learner %s", learner);
    const char *body = test_text(&site, "who=some&learners=%lld", (long long)site.own.n);
    const char *place = prepare("year", body);
    assert_int_equal(press(place, "do", NULL), 303); /* nobody ticked */
    assert_int_equal(count(left), 0);
    place = prepare("year", body);
    int64_t change = count("select max(id) from bulk_change where part = 'leaves'");
    assert_int_equal(press(place, "do", test_text(&site, "leavers=%lld", (long long)change)), 303);
    assert_int_equal(count(left), 1);
    assert_int_equal(press(place, "undo", NULL), 303);
    assert_int_equal(count(left), 0);
}

/* A place in a group that somebody ended for itself, on the very day, stays ended. */
static void only_places_that_the_leaving_ended_are_open_again(void **state)
{
    (void)state;
    const char *open = test_text(&site,
                                 "select count(*) from class_learner where learner_id = %lld and"
                                 " ends_on is null",
                                 (long long)site.own.n);
    const char *body = test_text(&site, "who=some&learners=%lld", (long long)site.own.n);
    for (int place = 901; place <= 902; place++)
        test_store_run(&site.store,
                       test_text(&site,
                                 "insert into class_learner (school_id, id, class_id, learner_id,"
                                 " starts_on) select c.school_id, %d, min(c.id), l.id, '2020-09-01'"
                                 " from class c join learner l on l.school_id = c.school_id and"
                                 " l.id = %lld where c.is_group group by c.school_id, l.id",
                                 place, (long long)site.own.n));
    test_store_run(&site.store, "update class_learner set ends_on = '2020-10-01' where id = 902");
    for (int turn = 0; turn < 2; turn++) {
        const char *place = prepare("year", body);
        int64_t change = count("select max(id) from bulk_change where part = 'leaves'");
        const char *leaver = test_text(&site, "leavers=%lld", (long long)change);
        assert_int_equal(press(place, "do", leaver), 303);
        assert_int_equal(count(open), 0);
        test_store_run(&site.store, "update class_learner set ends_on = (select max(left_on) from"
                                    " learner) where id = 902");
        assert_int_equal(press(place, "undo", NULL), 303);
        assert_int_equal(count(open), 1);
    }
    test_store_run(&site.store, "delete from class_learner where id in (901, 902)");
}

static void teachers_change_from_a_day_on(void **state)
{
    (void)state;
    int64_t class_id = count(
        test_text(&site, "select class_id from learner where id = %lld", (long long)site.own.n));
    int64_t staff = count(test_text(
        &site,
        "select max(s.id) from staff s join learner l on l.school_id = s.school_id where l.id = "
        "%lld and s.role = 'head'",
        (long long)site.own.n));
    const char *open =
        test_text(&site,
                  "select count(*) from class_staff where class_id = %lld and part = 'teacher' and "
                  "ends_on is null",
                  (long long)class_id);
    const char *his = test_text(&site,
                                "select count(*) from class_staff where class_id = %lld and "
                                "staff_id = %lld and ends_on is null",
                                (long long)class_id, (long long)staff);
    int64_t before = count(open);
    const char *place =
        prepare("teachers", test_text(&site, "on=2030-09-01&classes.%lld.choice=%lld",
                                      (long long)class_id, (long long)staff));
    assert_int_equal(press(place, "do", NULL), 303);
    assert_int_equal(count(his), 1);
    assert_int_equal(count(open), 1);
    assert_int_equal(press(place, "undo", NULL), 303);
    assert_int_equal(count(his), 0);
    assert_int_equal(count(open), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(review_dates_are_set_and_undone),
        SITE_TEST(a_far_review_without_a_reason_is_left_out),
        SITE_TEST(what_is_missing_is_asked),
        SITE_TEST(years_are_raised_and_undone),
        SITE_TEST(hundreds_of_ticks_are_read),
        SITE_TEST(leavers_are_named_and_asked),
        SITE_TEST(only_places_that_the_leaving_ended_are_open_again),
        SITE_TEST(teachers_change_from_a_day_on),
    };
    return RUN_ON_BOTH(tests);
}
