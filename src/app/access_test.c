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
    [OFFICER] = "Ms Tate",
};

#define SECOND_PART "Can open a part of it"
#define THIRD_PART  "Of the family, can sign in"

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

static const char *summary_of(LearnerId learner)
{
    int64_t class = test_number(
        &site, test_text(&site, "select coalesce(class_id, 0) from learner where id = %lld",
                         (long long)learner.n));
    return test_text(&site, "/classes/%lld/summary", (long long)class);
}

/* What the page says of somebody who opens no record, beside what each page does. */
static void compare_parts(const Answer *answer, const char *when, Who who, LearnerId learner)
{
    const struct {
        const char *said, *path;
    } parts[] = {
        {"Contacts", test_path(&site, "/learners/:learner/contacts", learner)},
        {"What is shared of the case", test_text(&site, "/cases/%lld", (long long)learner.n)},
        {"How to help", summary_of(learner)},
    };
    const char *row = strstr(strstr(answer->body, SECOND_PART), names[who]);
    size_t length = row == NULL ? 0 : (size_t)(strstr(row, "</tr>") - row);
    bool among = row != NULL && row < strstr(answer->body, THIRD_PART);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        bool opens = test_get(&site, who, parts[i].path).status == 200;
        bool says = among && memmem(row, length, parts[i].said, strlen(parts[i].said)) != NULL;
        if (says != opens)
            fail_msg("%s: %s, %s: the page says %d", when, names[who], parts[i].path, says);
    }
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
            if (!opens)
                compare_parts(&answer, when, who, learners[i]);
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
    const char *now = moment_iso(site.kept, clock_now());
    test_store_run(&site.store,
                   test_text(&site,
                             "update staff set ended_on = '%s', ended_at = '%s' where role = "
                             "'assistant'",
                             date_iso(site.kept, moment_london_date(clock_now())), now));
    compare("the assistant's access was ended at once today");
}

static void each_reason_is_said(void **state)
{
    (void)state;
    const struct {
        LearnerId learner;
        const char *said, *not_said;
    } reasons[] = {
        {site.own, "This role opens every record", "Maths 4"},
        {site.own, "Class teacher of 4H since ", "Class teacher of 3M"},
        {site.own, "Teaching assistant in 4H since ", "Not begun yet"},
        {site.own, "Gives “Paired reading” of the plan in force, since ", "Teaches the group"},
        {site.grouped, "Teaches the group Maths 4 since ", "Class teacher of"},
        {site.helped, "Gives “Paired reading” of the plan in force, since ", "Supports the group"},
        {site.other, "No class, group or support with this pupil today", "Class teacher of"},
        {site.other, "A role that opens no record", "Teaching assistant in"},
        {site.other, "Mrs Pryce (Governor), Mr Rao (ICT administrator)", "Opened it in an"},
        {site.other, "Mr Gone (until ", "Not begun yet"},
        {site.own, "every record; here since ", "the visit is over"},
        {site.own, "What is shared of the case, from ", "the visit is over"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        Answer answer = page_of(reasons[i].learner);
        if (!answer_says(&answer, reasons[i].said))
            fail_msg("reason %d: not said: %s", (int)i, reasons[i].said);
        if (answer_says(&answer, reasons[i].not_said))
            fail_msg("reason %d: said: %s", (int)i, reasons[i].not_said);
    }
}

static Error *cover(Db *db, void *context)
{
    (void)context;
    Date today = moment_london_date(clock_now());
    ClassId class = {test_number(&site, "select id from class where name = '5T'")};
    return class_add_cover(db, site.school, class, site.staff[COVER], today,
                           date_add_days(today, 3));
}

static void somebody_who_opens_a_part_is_named_with_it(void **state)
{
    (void)state;
    test_write(&site, cover, NULL);
    Answer answer = page_of(site.other);
    const char *until =
        test_text(&site, "How to help, in class only: covers 5T until %s",
                  date_long(site.kept, date_add_days(moment_london_date(clock_now()), 3)));
    assert_true(answer_says(&answer, until));
    assert_false(answer_says(&answer, "What is shared of the case"));
    assert_true(answer_says(&answer, "Exam access arrangements, in a list"));
    assert_true(answer_says(&answer, "this role keeps them for everybody"));
    compare("while a class is covered");
    answer = page_of(site.own);
    assert_true(answer_says(&answer, "How she remembers"));
    test_store_run(&site.store, "delete from class_staff where part = 'cover'");
}

/* The role that opens the door, and not the first that they have. */
static void a_further_role_is_named_when_it_opens(void **state)
{
    (void)state;
    const char *today = date_iso(site.kept, moment_london_date(clock_now()));
    test_store_run(&site.store,
                   test_text(&site,
                             "insert into staff_role (school_id, id, staff_id, role, starts_on)"
                             " values (%lld, 4711, %lld, 'assistant_senco', '%s')",
                             (long long)site.school.n, (long long)site.staff[OFFICE].n, today));
    Answer answer = page_of(site.other);
    assert_true(page_lets_in(&answer, names[OFFICE]));
    const char *row = strstr(answer.body, names[OFFICE]);
    assert_true(strstr(row, "Assistant SENCO") < strstr(row, "</tr>"));
    compare("with a further role");
    test_store_run(&site.store, "delete from staff_role where id = 4711");
    compare("when it is over");
}

/* ---- The family --------------------------------------------------------------------------------
 */

static const char *family_part(const Answer *answer)
{
    const char *part = strstr(answer->body, THIRD_PART);
    assert_non_null(part);
    return part;
}

/* Beside what the family's own page does. */
static void compare_family(const char *when, const char *why)
{
    Answer answer = page_of(site.own);
    const char *part = family_part(&answer), *barred = strstr(part, "Cannot sign in");
    const char *page = test_path(&site, "/family/learners/:learner", site.own);
    bool opens = test_get(&site, PARENT, page).status == 200;
    const char *row = strstr(part, "Mrs Ewa Nowak");
    assert_non_null(row);
    if ((barred == NULL || row < barred) != opens)
        fail_msg("%s: the page says %s", when, opens ? "cannot" : "can");
    if (strstr(part, why) == NULL)
        fail_msg("%s: not said: %s", when, why);
}

static void whoever_of_the_family_signs_in_is_named(void **state)
{
    (void)state;
    static const char insert_order[] =
        "insert into court_order (school_id, id, learner_id, kind, made_on, seen_by, seen_on,"
        " version) select school_id, 7272, %lld, 'prohibited_steps', '2026-01-01', id, "
        "'2026-01-02',"
        " 1 from staff where role = 'head'";
    static const char insert_contact[] =
        "insert into court_order_contact (school_id, order_id, contact_id, no_information,"
        " no_collection, address_confidential, third_party_only) select school_id, 7272, %lld, "
        "true,"
        " false, false, false from court_order where id = 7272";
    compare_family("as it is", "parental responsibility");
    Answer answer = page_of(site.own);
    assert_true(strstr(family_part(&answer), "Zofia Nowak") != NULL);
    test_store_run(&site.store, test_text(&site, insert_order, (long long)site.own.n));
    test_store_run(&site.store, test_text(&site, insert_contact, (long long)site.parent.n));
    compare_family("an order", "keeps information from Mrs Ewa Nowak");
    test_store_run(&site.store, "delete from court_order_contact where order_id = 7272");
    test_store_run(&site.store, "delete from court_order where id = 7272");
    answer = page_of(site.other);
    assert_true(strstr(family_part(&answer), "Has no code to sign in with") != NULL);
    assert_true(strstr(family_part(&answer), "can sign in: nobody") != NULL);
}

/* Whoever may not see orders is told to ask, and no more. */
static void an_order_is_told_to_those_who_may_know(void **state)
{
    (void)state;
    test_store_run(
        &site.store,
        test_text(&site,
                  "insert into contact_suspension (school_id, id, learner_id, contact_id,"
                  " reason, suspended_by, starts_on, ends_on) select school_id, 7373,"
                  " %lld, %lld, 'Checked', id, '2026-01-01', '2099-01-01' from staff where"
                  " role = 'head'",
                  (long long)site.own.n, (long long)site.parent.n));
    test_store_run(
        &site.store,
        test_text(&site,
                  "insert into permission_choice (school_id, id, permission, role, reach,"
                  " reason, chosen_by, chosen_at) values (%lld, 1, 'edit_contacts',"
                  " 'senco', 'none', 'x', %lld, '2026-01-01T00:00:00.000Z')",
                  (long long)site.school.n, (long long)site.staff[HEAD].n));
    Answer answer = page_of(site.own);
    assert_true(strstr(family_part(&answer), "Ask the office") != NULL);
    assert_null(strstr(family_part(&answer), "held this back"));
    test_store_run(&site.store, "delete from permission_choice");
    test_store_run(&site.store, "delete from contact_suspension where id = 7373");
}

/* Of a case that was shared, it says until when. */
static void a_visit_that_is_over_is_said(void **state)
{
    (void)state;
    static const char over[] = "update learner_professional set starts_on = '2026-01-01', "
                               "ends_on = '2026-01-02'";
    test_store_run(&site.store, over);
    Answer answer = page_of(site.own);
    assert_true(answer_says(&answer, "the visit is over"));
    assert_true(answer_says(&answer, "Dr Abara (until 2 January 2026"));
    const char *today = date_iso(site.kept, moment_london_date(clock_now()));
    test_store_run(&site.store,
                   test_text(&site, "update learner_professional set ends_on = '%s'", today));
}

/* The office sees who, and neither who looked nor what an emergency or a visit is about. */
static void the_office_reads_it_without_what_it_may_not_know(void **state)
{
    (void)state;
    test_store_run(
        &site.store,
        test_text(&site,
                  "insert into break_glass (school_id, id, staff_id, learner_id, role, reason,"
                  " opened_on, opened_at) values (%lld, 8181, %lld, %lld, 'teacher', 'Glassword',"
                  " '%s', '2026-01-01T00:00:00.000Z')",
                  (long long)site.school.n, (long long)site.staff[TEACHER].n, (long long)site.own.n,
                  date_iso(site.kept, moment_london_date(clock_now()))));
    for (int i = 0; i < 2; i++) {
        Answer answer = test_get(&site, i == 0 ? OFFICE : SENCO,
                                 test_path(&site, "/learners/:learner/access", site.own));
        assert_int_equal(answer.status, 200);
        assert_true(answer_says(&answer, "Mr Hughes"));
        assert_true(answer_says(&answer, "Opened it in an emergency, until midnight"));
        assert_int_equal(answer_says(&answer, "Glassword"), i == 1);
        assert_int_equal(answer_says(&answer, "How she remembers"), i == 1);
        assert_int_equal(answer_says(&answer, "Last looked"), i == 1);
        assert_int_equal(answer_says(&answer, "/looks\""), i == 1);
    }
    test_store_run(&site.store, "delete from break_glass where id = 8181");
}

/* Whoever tried and was refused has not looked. */
static void a_look_is_told_and_a_refused_one_is_not(void **state)
{
    (void)state;
    test_store_unlock(&site.store, "audit");
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
        SITE_TEST(somebody_who_opens_a_part_is_named_with_it),
        SITE_TEST(a_further_role_is_named_when_it_opens),
        SITE_TEST(whoever_of_the_family_signs_in_is_named),
        SITE_TEST(an_order_is_told_to_those_who_may_know),
        SITE_TEST(a_visit_that_is_over_is_said),
        SITE_TEST(the_office_reads_it_without_what_it_may_not_know),
        SITE_TEST(a_look_is_told_and_a_refused_one_is_not),
        SITE_TEST(the_record_and_its_history_lead_there),
        SITE_TEST(the_page_says_what_dispatch_does),
        SITE_TEST(they_agree_however_access_changes),
    };
    return RUN_ON_BOTH(tests);
}
