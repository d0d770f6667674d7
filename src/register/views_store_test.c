/* What teachers see: who is asked, what they say, and what is told of it, on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "learner/test_school.h"
#include "platform/db/test_both.h"
#include "register/views.h"
#include "register/views_sql.h"

#define TODAY     date_of(2026, 11, 22)
#define NOW       moment_london(TODAY, 9, 0)
#define ASSISTANT ((StaffId){13})

static TestStore test;

/* Zofia is of 4H and of a reading group: Mr Hughes teaches both, Ms Reid supports the group. Mrs
 * Cole covers the class and left the group last year. */
static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_run(&test,
                   "insert into staff (school_id, id, title, forename, surname, display_name, role,"
                   " started_on, version) values"
                   " (1, 13, 'Ms', 'Jo', 'Reid', 'Ms Reid', 'assistant', '2020-09-01', 1),"
                   " (1, 14, 'Mrs', 'Pat', 'Cole', 'Mrs Cole', 'teacher', '2020-09-01', 1)");
    test_store_run(&test, "insert into class (school_id, id, name, is_group, sort_name) values"
                          " (1, 32, 'Reading', true, 'reading')");
    test_store_run(&test,
                   "insert into class_learner (school_id, id, class_id, learner_id, starts_on)"
                   " values (1, 41, 32, 21, '2026-09-01')");
    test_store_run(&test,
                   "insert into class_staff (school_id, id, class_id, staff_id, part, starts_on,"
                   " ends_on) values"
                   " (1, 51, 31, 12, 'teacher', '2026-09-01', null),"
                   " (1, 52, 32, 12, 'teacher', '2026-09-01', null),"
                   " (1, 53, 32, 13, 'assistant', '2026-09-01', null),"
                   " (1, 54, 31, 14, 'cover', '2026-09-01', null),"
                   " (1, 55, 32, 14, 'teacher', '2025-09-01', '2026-07-20')");
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

/* ---- Asking -----------------------------------------------------------------------------------
 */

typedef struct Asked {
    bool assistants;
    LearnerId learner;
    ViewRoundId id;
    size_t asked;
} Asked;

static Error *ask(Db *db, void *context)
{
    Asked *asked = context;
    ViewRound round = {"Year 4", TEST_SENCO, TODAY, date_add_days(TODAY, 7), asked->assistants};
    LearnerIds learners = {1, &asked->learner};
    return views_ask(db, test.arena, TEST_SCHOOL, &round, learners, &asked->id, &asked->asked);
}

static Asked ask_about_zofia(bool assistants)
{
    Asked asked = {.assistants = assistants, .learner = TEST_LEARNER};
    test_store_done(&test, ask, &asked);
    return asked;
}

static void asks_each_adult_once(void **state)
{
    (void)state;
    assert_int_equal(ask_about_zofia(false).asked, 1);
    assert_int_equal(ask_about_zofia(true).asked, 2);
}

static void asks_nobody_about_a_learner_of_another_school(void **state)
{
    (void)state;
    Asked asked = {.assistants = true, .learner = OTHER_LEARNER};
    test_store_done(&test, ask, &asked);
    assert_int_equal(asked.asked, 0);
}

/* ---- Saying -----------------------------------------------------------------------------------
 */

typedef struct Saying {
    SchoolId school;
    ViewRoundId round;
    StaffId staff;
    LearnerId learner;
    const char *first, *second, *words;
} Saying;

static Error *say(Db *db, void *context)
{
    Saying *saying = context;
    const char *ticks[] = {saying->first, saying->second};
    return views_say(db, test.arena, saying->school, saying->round, saying->staff, saying->learner,
                     (Texts){2, ticks}, saying->words, NOW);
}

typedef struct Reading {
    StaffId staff;
    TeacherViewsList list;
} Reading;

static Error *read_views(Db *db, void *context)
{
    Reading *reading = context;
    return views_about(db, test.arena, TEST_SCHOOL, TEST_LEARNER, reading->staff, &reading->list);
}

static void only_who_was_asked_can_answer(void **state)
{
    (void)state;
    ViewRoundId round = ask_about_zofia(true).id;
    const Saying refused[] = {
        {TEST_SCHOOL, round, TEST_SENCO, TEST_LEARNER, "often", NULL, "Not asked"},
        {TEST_SCHOOL, round, {14}, TEST_LEARNER, "often", NULL, "Covers, and is not asked"},
        {TEST_SCHOOL, round, TEST_TEACHER, OTHER_LEARNER, "often", NULL, "Of another school"},
        {TEST_SCHOOL, {99}, TEST_TEACHER, TEST_LEARNER, "often", NULL, "No such round"},
        {OTHER_SCHOOL, round, TEST_TEACHER, TEST_LEARNER, "often", NULL, "In another school"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        Saying saying = refused[i];
        test_store_refused(&test, say, &saying, ERROR_NOT_FOUND);
    }
}

static void words_stay_as_typed_and_ticks_are_counted(void **state)
{
    (void)state;
    static const char words[] = "  She asks “why?” –\nand waits.  ";
    ViewRoundId round = ask_about_zofia(true).id;
    Saying teacher = {TEST_SCHOOL, round, TEST_TEACHER, TEST_LEARNER, "often", "not", words};
    Saying assistant = {TEST_SCHOOL, round, ASSISTANT, TEST_LEARNER, "often", NULL, NULL};
    Reading all = {.staff = {0}}, own = {.staff = ASSISTANT};
    test_store_done(&test, say, &teacher);
    test_store_done(&test, read_views, &all);
    assert_int_equal(all.list.items[0].asked, 2);
    assert_int_equal(all.list.items[0].answered, 1);
    test_store_done(&test, say, &assistant);
    test_store_done(&test, read_views, &all);
    test_store_done(&test, read_views, &own);
    const TeacherViews *views = &all.list.items[0];
    assert_int_equal(views->answered, 2);
    assert_string_equal(views->words.items[0].words, words);
    assert_string_equal(views->words.items[0].subject, "4H, Reading");
    Texts tallies = views_tally_words(test.arena, views);
    assert_int_equal(tallies.count, 2);
    assert_string_equal(tallies.items[0],
                        "Listens and stays with the task: 2 often, 0 sometimes, 0 not");
    assert_string_equal(tallies.items[1],
                        "Reads what the lesson asks for: 0 often, 0 sometimes, 1 not");
    assert_int_equal(own.list.items[0].answered, 1);
    assert_null(own.list.items[0].words.items[0].words);
}

/* ---- By mail ----------------------------------------------------------------------------------
 */

typedef struct Mailed {
    ViewRoundId round;
    size_t count; /* how many wait to be sent */
    Mail mail;    /* the first */
    bool of_use;
} Mailed;

static Error *mail_round(Db *db, void *context)
{
    Mailed *mailed = context;
    OutboxLines lines;
    OutboxMail first;
    bool found;
    TRY(views_mail_all(db, test.arena, TEST_SCHOOL, mailed->round, MAIL_VIEWS_ASKED, NOW));
    TRY(outbox_lines(db, test.arena, TEST_SCHOOL, 9, &lines));
    mailed->count = lines.count;
    TRY(outbox_take(db, test.arena, TEST_SCHOOL, NOW, &first, &found));
    return found ? views_mail(db, test.arena, "https://sen.school.example", TEST_SCHOOL, &first,
                              &mailed->mail, &mailed->of_use)
                 : NULL;
}

static Mailed mail_it(ViewRoundId round)
{
    Mailed mailed = {.round = round};
    test_store_done(&test, mail_round, &mailed);
    return mailed;
}

/* Ms Reid never signs in. */
static void give_mr_hughes_a_way_in(void)
{
    test_store_run(&test, "delete from outbox");
    test_store_run(&test, "insert into account (id, email, created_at, version) select 912,"
                          " 'hughes@school.example', '2026-09-01T08:00:00Z', 1"
                          " where not exists (select 1 from account where id = 912)");
    test_store_run(&test, "update staff set account_id = 912 where school_id = 1 and id = 12");
}

static void a_mail_has_the_link_and_nothing_about_a_child(void **state)
{
    (void)state;
    give_mr_hughes_a_way_in();
    ViewRoundId round = ask_about_zofia(true).id;
    Mailed mailed = mail_it(round);
    assert_int_equal(mailed.count, 1);
    assert_true(mailed.of_use);
    assert_string_equal(mailed.mail.to, "hughes@school.example");
    assert_string_equal(mailed.mail.subject, "Your views are asked for by 29 November 2026");
    assert_non_null(strstr(mailed.mail.text,
                           arena_print(test.arena, "https://sen.school.example/views/mine/%lld\n",
                                       (long long)round.n)));
    assert_null(strstr(mailed.mail.text, "Zofia"));
    assert_null(strstr(mailed.mail.text, "Year 4"));
}

static void whoever_answered_or_is_asked_no_more_gets_no_mail(void **state)
{
    (void)state;
    give_mr_hughes_a_way_in();
    ViewRoundId round = ask_about_zofia(false).id;
    Saying saying = {TEST_SCHOOL, round, TEST_TEACHER, TEST_LEARNER, "often", NULL, NULL};
    test_store_done(&test, say, &saying);
    assert_int_equal(mail_it(round).count, 0);
    round = ask_about_zofia(false).id;
    test_store_run(&test, "update view_round set closed_on = '2026-11-22' where closed_on is null");
    assert_int_equal(mail_it(round).count, 0);
    test_store_run(&test, "update view_round set closed_on = null");
    test_store_run(&test, "update account set ended_at = created_at where id = 912");
    assert_int_equal(mail_it(round).count, 0);
    test_store_run(&test, "update account set ended_at = null where id = 912");
}

static void a_mail_that_waited_too_long_is_of_no_use(void **state)
{
    (void)state;
    give_mr_hughes_a_way_in();
    ViewRoundId round = ask_about_zofia(false).id;
    Mailed mailed = mail_it(round);
    assert_true(mailed.of_use);
    Saying saying = {TEST_SCHOOL, round, TEST_TEACHER, TEST_LEARNER, "often", NULL, NULL};
    test_store_done(&test, say, &saying);
    test_store_run(&test, "update outbox set due_at = made_at");
    mailed = mail_it(round);
    assert_int_equal(mailed.count, 1);
    assert_false(mailed.of_use);
}

/* ---- The list of statements -------------------------------------------------------------------
 */

static Error *set_list(Db *db, void *context)
{
    const Texts *lines = context;
    return views_set_questions(db, TEST_SCHOOL, *lines);
}

static void a_round_keeps_the_statements_that_it_began_with(void **state)
{
    (void)state;
    const char *lines[] = {"Holds a pencil"};
    Texts list = {1, lines};
    ViewRoundId round = ask_about_zofia(false).id;
    Saying saying = {TEST_SCHOOL, round, TEST_TEACHER, TEST_LEARNER, "sometimes", NULL, NULL};
    Reading all = {.staff = {0}};
    test_store_done(&test, set_list, &list);
    test_store_done(&test, say, &saying);
    test_store_done(&test, read_views, &all);
    assert_string_equal(all.list.items[0].tallies.items[0].wording,
                        "Listens and stays with the task");
    list.count = 0; /* the usual list again, for whoever comes after */
    test_store_done(&test, set_list, &list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(asks_each_adult_once),
        ON_BOTH(asks_nobody_about_a_learner_of_another_school),
        ON_BOTH(only_who_was_asked_can_answer),
        ON_BOTH(words_stay_as_typed_and_ticks_are_counted),
        ON_BOTH(a_mail_has_the_link_and_nothing_about_a_child),
        ON_BOTH(whoever_answered_or_is_asked_no_more_gets_no_mail),
        ON_BOTH(a_mail_that_waited_too_long_is_of_no_use),
        ON_BOTH(a_round_keeps_the_statements_that_it_began_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
