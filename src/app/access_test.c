/* What the page of who can see a record says, beside what dispatch does: for every person and every
 * relation of the test site's school. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "staff/staff.h"

static const char *const names[] = {
    [SENCO] = "Mrs Vaz",
    [ASSISTANT_SENCO] = "Ms Prasad",
    [HEAD] = "Mr Okafor",
    [TEACHER] = "Mr Hughes",
    [COVER] = "Mr Marsh",
    [ASSISTANT] = "Ms Reid",
    [OFFICE] = "Mrs Lindqvist",
    [EXAMS] = "Mrs Bennet",
    [ICT] = "Mr Rao",
    [GOVERNOR] = "Mrs Pryce",
    [PROFESSIONAL] = "Dr Abara",
};

#define SECOND_PART "Cannot open it today"

static Answer page_of(LearnerId learner)
{
    Answer answer = test_get(&site, SENCO, test_path(&site, "/learners/:learner/access", learner));
    assert_int_equal(answer.status, 200);
    return answer;
}

/* Whether the page names this person among those who can; once, and in one of its two parts. */
static bool page_lets_in(const Answer *answer, const char *name)
{
    const char *table = strstr(answer->body, "<caption>");
    const char *second = strstr(answer->body, SECOND_PART);
    assert_non_null(table);
    assert_non_null(second);
    const char *found = strstr(table, name);
    assert_non_null(found);
    assert_null(strstr(found + 1, name));
    return found < second;
}

static void compare(const char *when)
{
    const LearnerId learners[] = {site.own,   site.other,  site.former,
                                  site.later, site.helped, site.grouped};
    for (size_t i = 0; i < sizeof learners / sizeof learners[0]; i++) {
        Answer answer = page_of(learners[i]);
        const char *record = test_path(&site, "/learners/:learner", learners[i]);
        for (Who who = 0; who < STAFF_COUNT; who++) {
            bool opens = test_get(&site, who, record).status == 200;
            if (page_lets_in(&answer, names[who]) != opens)
                fail_msg("%s, learner %d: the page says that %s %s", when, (int)i, names[who],
                         opens ? "cannot, but dispatch opens" : "can, but dispatch refuses");
        }
        assert_false(page_lets_in(&answer, "Mr Gone"));
    }
}

static void the_page_says_what_dispatch_does(void **state)
{
    (void)state;
    compare("as the school is");
}

/* Each takes access from somebody, or gives it, in a way of its own. */
static const struct Change {
    const char *name, *there, *back; /* back NULL: stays, so these come last */
} changes[] = {
    {"the office supports a class", "update staff set role = 'assistant' where role = 'office'",
     "update staff set role = 'office' where display_name = 'Mrs Lindqvist'"},
    {"the head is a teacher", "update staff set role = 'teacher' where role = 'head'",
     "update staff set role = 'head' where display_name = 'Mr Okafor'"},
    {"the teacher left", "update staff set ended_on = '2020-01-01' where role = 'teacher'",
     "update staff set ended_on = null where role = 'teacher'"},
    {"the head has not begun", "update staff set started_on = '2999-01-01' where role = 'head'",
     "update staff set started_on = '2024-01-01' where role = 'head'"},
    {"the teacher's sign-in was taken away",
     "update account set ended_at = created_at where email = 'teacher@school.example'",
     "update account set ended_at = null"},
    {"the plans are none in force", "update plan set state = 'superseded' where state = 'final'",
     "update plan set state = 'final' where state = 'superseded'"},
    {"the cycles are over", "update cycle set state = 'ended' where state = 'doing'",
     "update cycle set state = 'doing' where state = 'ended'"},
    {"the group has no learners", "delete from class_learner", NULL},
    {"nobody teaches", "delete from class_staff where part = 'teacher'", NULL},
    {"nobody has a class", "delete from class_staff", NULL},
    {"nobody gives support", "update provision set deliverer_id = null", NULL},
};

static void they_agree_however_access_changes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        test_store_run(&site.store, changes[i].there);
        compare(changes[i].name);
        if (changes[i].back != NULL)
            test_store_run(&site.store, changes[i].back);
    }
}

static void each_reason_is_said(void **state)
{
    (void)state;
    const struct {
        LearnerId learner;
        const char *said, *not_said;
    } reasons[] = {
        {site.own, "This role opens every record of the school", "Maths 4"},
        {site.own, "Class teacher of 4H since ", "Class teacher of 3M"},
        {site.own, "Teaching assistant in 4H since ", "Not begun yet"},
        {site.own, "Gives “Paired reading” of the plan in force, since ", "Teaches the group"},
        {site.grouped, "Teaches the group Maths 4 since ", "Class teacher of"},
        {site.helped, "Gives “Paired reading” of the plan in force, since ", "Supports the group"},
        {site.other, "No class, group or support with this pupil today", "Class teacher of"},
        {site.other, "A role that opens no record", "Teaching assistant in"},
        {site.other, "Left: access ended", "Not begun yet"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        Answer answer = page_of(reasons[i].learner);
        if (!answer_says(&answer, reasons[i].said))
            fail_msg("reason %d: not said: %s", (int)i, reasons[i].said);
        if (answer_says(&answer, reasons[i].not_said))
            fail_msg("reason %d: said: %s", (int)i, reasons[i].not_said);
    }
}

/* Whoever tried and was refused has not looked. */
static void a_look_is_told_and_a_refused_one_is_not(void **state)
{
    (void)state;
    test_store_run(&site.store, "delete from audit");
    test_store_run(&site.store, "delete from audit_head");
    Answer before = page_of(site.later);
    test_get(&site, TEACHER, test_path(&site, "/learners/:learner", site.later));
    test_get(&site, HEAD, test_path(&site, "/learners/:learner", site.later));
    Answer after = page_of(site.later);
    assert_non_null(strstr(strstr(before.body, names[HEAD]), "Never"));
    const char *head = strstr(after.body, names[HEAD]);
    assert_true(strstr(head, "Never") == NULL || strstr(head, "Never") > strstr(head, "</tr>"));
    assert_false(answer_says(&after, "last looked"));
}

static void the_record_and_its_history_lead_there(void **state)
{
    (void)state;
    static const char *const pages[] = {"/learners/:learner", "/learners/:learner/history"};
    const char *link = test_path(&site, "/learners/:learner/access", site.own);
    for (size_t i = 0; i < 2; i++)
        for (Who who = 0; who < OFFICE; who++) {
            Answer answer = test_get(&site, who, test_path(&site, pages[i], site.own));
            assert_int_equal(answer_says(&answer, link), who == SENCO || who == HEAD);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(each_reason_is_said),
        SITE_TEST(a_look_is_told_and_a_refused_one_is_not),
        SITE_TEST(the_record_and_its_history_lead_there),
        SITE_TEST(the_page_says_what_dispatch_does),
        SITE_TEST(they_agree_however_access_changes),
    };
    return RUN_ON_BOTH(tests);
}
