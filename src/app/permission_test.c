/* What a school chose about permissions holds from the next request, in every session, and for the
 * fields of a page as for pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/mail_job.h"
#include "app/test_site.h"
#include "staff/staff.h"

#define PERMISSIONS "/school/permissions"

static int choose(Who who, const char *body)
{
    return test_post(&site, who, PERMISSIONS, body).status;
}

static const char *body_of(const char *role, const char *permission, const char *reach)
{
    Permission number = MAY_COUNT;
    (void)permission_parse(permission, &number);
    return test_text(&site, "role=%s&permission=%d&reach=%s&reason=We+are+small", role,
                     (int)number + 1, reach);
}

static int opens(Who who, LearnerId learner)
{
    return test_get(&site, who, test_path(&site, "/learners/:learner", learner)).status;
}

static int forget_choices(void **state)
{
    test_store_run(&site.store, "delete from permission_choice");
    return test_site_each(state);
}

/* ---- Choosing ---------------------------------------------------------------------------------
 */

static void a_choice_holds_from_the_next_page_on(void **state)
{
    (void)state;
    assert_int_equal(opens(TEACHER, site.other), 404);
    assert_int_equal(choose(HEAD, body_of("teacher", "read_record", "all")), 303);
    assert_int_equal(opens(TEACHER, site.other), 200);
    assert_int_equal(opens(ASSISTANT, site.other), 404);
    assert_int_equal(choose(HEAD, body_of("teacher", "read_record", "standard")), 303);
    assert_int_equal(opens(TEACHER, site.other), 404);
    assert_int_equal(opens(TEACHER, site.own), 200);
    assert_int_equal(choose(HEAD, body_of("assistant", "read_record", "none")), 303);
    assert_int_equal(opens(ASSISTANT, site.own), 403);
}

/* Whoever reaches their own learners' contacts finds no others in the book, and reads no order. */
static void own_contacts_are_not_the_whole_book(void **state)
{
    (void)state;
    const char *own = test_path(&site, "/learners/:learner/contacts", site.own);
    const char *others = test_path(&site, "/learners/:learner/contacts\"", site.other);
    assert_int_equal(test_post(&site, OFFICE,
                               test_path(&site, "/learners/:learner/orders", site.own),
                               test_fill(&site,
                                         "kind=prohibited_steps&made_on={today}&seen_on={today}"
                                         "&seen_by={senco}&reference=MB26P00417"
                                         "&about.{contact}.says=no_information",
                                         site.own, NULL))
                         .status,
                     303);
    assert_int_equal(choose(HEAD, body_of("teacher", "see_contacts", "own")), 303);
    Answer book = test_get(&site, TEACHER, "/contacts");
    assert_int_equal(book.status, 200);
    assert_true(answer_says(&book, own));
    assert_false(answer_says(&book, others));
    book = test_get(&site, OFFICE, "/contacts");
    assert_true(answer_says(&book, others));
    Answer page = test_get(&site, TEACHER, own);
    assert_int_equal(page.status, 200);
    assert_true(answer_says(&page, "ask the office"));
    assert_false(answer_says(&page, "MB26P00417"));
    assert_false(answer_says(&page, "court order"));
    page = test_get(&site, OFFICE, own);
    assert_true(answer_says(&page, "MB26P00417"));
    test_store_run(&site.store, "delete from court_order_contact");
    test_store_run(&site.store, "delete from court_order");
}

static void a_choice_ends_with_its_last_day(void **state)
{
    (void)state;
    Date today = moment_london_date(clock_now());
    const char *body = test_text(&site, "%s&until=%s", body_of("teacher", "read_record", "all"),
                                 date_iso(site.kept, today));
    assert_int_equal(choose(HEAD, body), 303);
    assert_int_equal(opens(TEACHER, site.other), 200);
    test_store_run(&site.store, "update permission_choice set until = '2026-01-01'");
    assert_int_equal(opens(TEACHER, site.other), 404);
}

static void a_field_reaches_no_further_than_its_own_permission(void **state)
{
    (void)state;
    /* Every record is open to teachers, but writing stays with those who teach the learner. */
    assert_int_equal(choose(HEAD, body_of("teacher", "read_record", "all")), 303);
    Answer own = test_get(&site, TEACHER, test_path(&site, "/learners/:learner", site.own));
    Answer other = test_get(&site, TEACHER, test_path(&site, "/learners/:learner", site.other));
    assert_true(answer_says(&own, "/profile\">Ask"));
    assert_int_equal(other.status, 200);
    assert_false(answer_says(&other, "/profile\">Ask"));
}

static void what_a_school_cannot_choose_is_refused_with_the_reason(void **state)
{
    (void)state;
    static const struct {
        const char *role, *permission, *reach, *reason;
    } refused[] = {
        {"ict", "read_record", "all", "This role is never given that"},
        {"governor", "read_register", "own", "This role is never given that"},
        {"senco", "read_record", "none", "This role cannot work without that"},
        {"teacher", "read_record", "none", "This role needs that for its own learners at least"},
        {"cover", "read_summary", "all", "given that for its own learners at most"},
        {"head", "set_permissions", "none", "This role cannot work without that"},
        {"head", "set_permissions", "all", "the same everywhere"},
        {"assistant_senco", "import", "own", "choose yes or no"},
        {"caretaker", "read_record", "all", "Choose what to change"},
        {"teacher", "read_minds", "all", "Choose what to change"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        Answer answer =
            test_post(&site, HEAD, PERMISSIONS,
                      body_of(refused[i].role, refused[i].permission, refused[i].reach));
        if (answer.status != 422 || !answer_says(&answer, refused[i].reason))
            fail_msg("%s %s: %d", refused[i].role, refused[i].permission, answer.status);
    }
    assert_int_equal(choose(HEAD, "role=teacher&permission=12&reach=all"), 422);
    assert_int_equal(
        choose(HEAD, test_text(&site, "%s&until=1/1/2020", body_of("teacher", "assess", "all"))),
        422);
    assert_int_equal(test_number(&site, "select count(*) from permission_choice"), 0);
}

static void a_row_beyond_the_limits_gives_nothing(void **state)
{
    (void)state;
    test_store_run(&site.store,
                   test_text(&site,
                             "insert into permission_choice (school_id, id, permission, role, "
                             "reach, reason, chosen_by, chosen_at) values (%lld, 1, 'read_record', "
                             "'office', 'all', 'x', %lld, '2026-01-01T00:00:00.000Z'), (%lld, 2, "
                             "'assess', 'wizard', 'all', 'x', %lld, '2026-01-01T00:00:00.000Z')",
                             (long long)site.school.n, (long long)site.staff[HEAD].n,
                             (long long)site.school.n, (long long)site.staff[HEAD].n));
    assert_int_equal(opens(OFFICE, site.own), 403);
    assert_int_equal(test_get(&site, HEAD, PERMISSIONS).status, 200);
}

static void who_chose_is_shown_and_in_the_trail(void **state)
{
    (void)state;
    assert_int_equal(choose(HEAD, body_of("teacher", "read_record", "all")), 303);
    Answer page = test_get(&site, OFFICE, PERMISSIONS "?role=teacher");
    assert_true(answer_says(&page, "Mr Okafor"));
    assert_true(answer_says(&page, "We are small"));
    assert_true(answer_says(&page, "Only the headteacher changes this page"));
    page = test_get(&site, HEAD, "/trail");
    assert_true(answer_says(&page, "Choose what a role may do") ||
                answer_says(&page, "choose what a role may do"));
}

/* ---- Several roles ----------------------------------------------------------------------------
 */

static Error *add_role(Db *db, void *context)
{
    const Role *role = context;
    Date today = moment_london_date(clock_now());
    return staff_add_role(db, site.school, site.staff[TEACHER], *role, today, today);
}

static void a_second_role_opens_what_it_opens_while_it_lasts(void **state)
{
    (void)state;
    Role senco = ROLE_SENCO;
    assert_int_equal(opens(TEACHER, site.other), 404);
    test_write(&site, add_role, &senco);
    assert_int_equal(opens(TEACHER, site.other), 200);
    assert_int_equal(test_number(&site, "select count(*) from audit where role = 'senco' and "
                                        "action = 'GET /learners/:learner' and staff_id = "
                                        "(select id from staff where role = 'teacher')"),
                     1);
    test_store_run(&site.store, "update staff_role set starts_on = '2026-01-01', "
                                "ends_on = '2026-01-02'");
    assert_int_equal(opens(TEACHER, site.other), 404);
    test_store_run(&site.store, "delete from staff_role");
}

/* ---- In an emergency --------------------------------------------------------------------------
 */

#define EMERGENCY "name=%s+Nowak&reason=He+ran+to+the+road"

static int break_glass(Who who, const char *forename)
{
    return test_post(&site, who, "/emergency", test_text(&site, EMERGENCY, forename)).status;
}

static int64_t entries(const char *outcome)
{
    return test_number(&site, test_text(&site,
                                        "select count(*) from audit where outcome = '%s' and "
                                        "learner_id = %lld and staff_id = %lld",
                                        outcome, (long long)site.other.n,
                                        (long long)site.staff[TEACHER].n));
}

static int unbroken(void **state)
{
    test_store_run(&site.store, "delete from break_glass_seen");
    test_store_run(&site.store, "delete from break_glass");
    return forget_choices(state);
}

static void an_emergency_opens_one_record_to_read_until_midnight(void **state)
{
    (void)state;
    int64_t before = entries("emergency");
    assert_int_equal(opens(TEACHER, site.other), 404);
    assert_int_equal(break_glass(TEACHER, "hanna"), 303);
    assert_int_equal(
        test_number(&site, test_text(&site,
                                     "select count(*) from audit where action = 'POST /emergency' "
                                     "and outcome = 'done' and learner_id = %lld",
                                     (long long)site.other.n)),
        1);
    Answer record = test_get(&site, TEACHER, test_path(&site, "/learners/:learner", site.other));
    assert_int_equal(record.status, 200);
    assert_true(answer_says(&record, "Opened in an emergency"));
    assert_false(answer_says(&record, "/profile\">"));
    assert_int_equal(entries("emergency"), before + 1);
    const char *concerns = test_path(&site, "/learners/:learner/concerns", site.other);
    assert_int_equal(test_get(&site, TEACHER, concerns).status, 404);
    assert_int_equal(test_post(&site, TEACHER, concerns, "wording=x").status, 404);
    Answer contacts =
        test_get(&site, TEACHER, test_path(&site, "/learners/:learner/contacts", site.other));
    assert_int_equal(contacts.status, 200);
    assert_false(answer_says(&contacts, "href=\"/contacts\""));
    assert_int_equal(opens(ASSISTANT, site.other), 404);
    assert_int_equal(opens(TEACHER, site.helped), 404);
    test_store_run(&site.store, "update break_glass set opened_on = '2026-01-01'");
    assert_int_equal(opens(TEACHER, site.other), 404);
}

static void the_senco_and_the_head_are_told_until_each_has_looked(void **state)
{
    (void)state;
    static const char *const told = "He ran to the road";
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303);
    for (Who who = 0; who < STAFF_COUNT; who++) {
        Answer today = test_get(&site, who, "/today");
        assert_int_equal(answer_says(&today, told), who == SENCO || who == HEAD);
    }
    const char *seen = test_path(&site, "/emergency/:glass/seen", site.other);
    assert_int_equal(test_post(&site, TEACHER, seen, NULL).status, 403);
    assert_int_equal(test_post(&site, SENCO, seen, NULL).status, 303);
    assert_int_equal(test_post(&site, SENCO, seen, NULL).status, 303);
    Answer today = test_get(&site, SENCO, "/today");
    assert_false(answer_says(&today, told));
    today = test_get(&site, HEAD, "/today");
    assert_true(answer_says(&today, told));
    assert_int_equal(test_post(&site, HEAD, "/emergency/4242/seen", NULL).status, 404);
    Answer access =
        test_get(&site, SENCO, test_path(&site, "/learners/:learner/access", site.other));
    assert_true(answer_says(&access, "Opened it in an emergency, until midnight: He ran to the"));
}

/* Whoever does not open Today that day hears of it too, and a mailbox learns nothing more. */
static void the_senco_and_the_head_are_told_by_mail_that_names_nobody(void **state)
{
    (void)state;
    static const char *const kept_out[] = {"Nowak", "Hanna", "Hughes", "road"};
    MailJobOptions options = {
        .store = site.store.store, .origin = "https://sen.school.example", .demo = true};
    test_store_run(&site.store, "delete from outbox");
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303);
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303); /* open already: nobody is told twice */
    assert_null(mail_job_round(&options, site.kept, true));
    const char *mails = "select count(*) from outbox o join staff f on f.school_id = o.school_id "
                        "and f.account_id = o.account_id where o.purpose = 'glass_broken'";
    assert_int_equal(test_number(&site, mails), 2);
    for (int i = 0; i < 2; i++) {
        Who who = i == 0 ? SENCO : HEAD;
        assert_int_equal(test_number(&site, test_text(&site,
                                                      "%s and f.id = %lld and o.shown like "
                                                      "'%%https://sen.school.example/today%%'",
                                                      mails, (long long)site.staff[who].n)),
                         1);
    }
    for (size_t i = 0; i < sizeof kept_out / sizeof kept_out[0]; i++)
        assert_int_equal(test_number(&site, test_text(&site, "%s and o.shown like '%%%s%%'", mails,
                                                      kept_out[i])),
                         0);
    test_store_run(&site.store, "delete from outbox");
}

static void what_is_open_already_alarms_nobody(void **state)
{
    (void)state;
    static const char *const own = "name=Zofia+Nowak&reason=x";
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303);
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303);
    assert_int_equal(test_number(&site, "select count(*) from break_glass"), 1);
    assert_int_equal(test_post(&site, TEACHER, "/emergency", own).status, 303);
    assert_int_equal(test_number(&site, "select count(*) from break_glass"), 1);
    test_store_run(&site.store, "update break_glass set opened_on = '2026-01-01'");
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303);
    assert_int_equal(test_number(&site, "select count(*) from break_glass"), 2);
}

static void a_name_must_be_whole_and_is_no_list(void **state)
{
    (void)state;
    static const char *const none[] = {"Han", "H", "Foreign", "Hanna+Zofia", "%25"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(break_glass(TEACHER, none[i]), 422);
    static const char *const bodies[] = {"name=Nowak&reason=x", "name=Hanna+Nowak", "reason=x",
                                         "name=&reason=x&which=1"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        Answer answer = test_post(&site, TEACHER, "/emergency", bodies[i]);
        assert_int_equal(answer.status, 422);
        assert_false(answer_says(&answer, ", 5T"));
    }
    assert_int_equal(break_glass(TEACHER, "Nowak+Hanna"), 422);
    assert_int_equal(test_post(&site, TEACHER, "/emergency", "name=NOWAK,+hanna&reason=x").status,
                     303);
    assert_int_equal(test_number(&site, "select count(*) from break_glass"), 1);
}

static void one_word_or_the_name_in_law_is_a_whole_name_too(void **state)
{
    (void)state;
    const char *own = test_text(&site, "where id = %lld", (long long)site.other.n);
    test_store_run(&site.store, test_text(&site,
                                          "update learner set preferred_name = 'Hanka', "
                                          "sort_name = 'nowak hanka' %s",
                                          own));
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303);
    assert_int_equal(break_glass(TEACHER, "Hanka"), 303);
    assert_int_equal(test_post(&site, TEACHER, "/emergency", "name=Hanka&reason=x").status, 422);
    test_store_run(&site.store, test_text(&site, "update learner set sort_name = 'hanka' %s", own));
    assert_int_equal(test_post(&site, TEACHER, "/emergency", "name=Hanka&reason=x").status, 303);
    test_store_run(&site.store, test_text(&site,
                                          "update learner set preferred_name = null, "
                                          "sort_name = 'nowak hanna' %s",
                                          own));
}

static void two_of_one_name_are_told_apart_by_their_class(void **state)
{
    (void)state;
    test_store_run(&site.store, "update learner set sort_name = 'nowak hanna' where forename in "
                                "('Petra', 'Foreign')");
    Answer answer = test_post(&site, TEACHER, "/emergency", test_text(&site, EMERGENCY, "Hanna"));
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "There are several: choose one"));
    assert_true(answer_says(&answer, "6R") && answer_says(&answer, ", 5T"));
    assert_false(answer_says(&answer, "Foreign"));
    const char *which = test_text(&site, EMERGENCY "&which=%lld", "Hanna", (long long)site.own.n);
    assert_int_equal(test_post(&site, TEACHER, "/emergency", which).status, 422);
    which = test_text(&site, EMERGENCY "&which=%lld", "Hanna", (long long)site.helped.n);
    assert_int_equal(test_post(&site, TEACHER, "/emergency", which).status, 303);
    assert_int_equal(opens(TEACHER, site.helped), 200);
    assert_int_equal(opens(TEACHER, site.other), 404);
    test_store_run(&site.store, "update learner set sort_name = 'nowak petra' where forename = "
                                "'Petra'");
}

static void a_school_that_takes_it_away_ends_it_at_once(void **state)
{
    (void)state;
    assert_int_equal(break_glass(TEACHER, "Hanna"), 303);
    assert_int_equal(opens(TEACHER, site.other), 200);
    assert_int_equal(choose(HEAD, body_of("teacher", "break_glass", "none")), 303);
    assert_int_equal(opens(TEACHER, site.other), 404);
    assert_int_equal(break_glass(TEACHER, "Hanna"), 403);
    assert_int_equal(opens(OFFICE, site.other), 403);
    assert_int_equal(choose(HEAD, body_of("office", "break_glass", "all")), 303);
    assert_int_equal(opens(OFFICE, site.other), 403);
    assert_int_equal(break_glass(OFFICE, "Hanna"), 303);
    assert_int_equal(opens(OFFICE, site.other), 200);
    assert_int_equal(opens(OFFICE, site.own), 403);
}

#define GLASS_TEST(name)      cmocka_unit_test_setup(name, unbroken)
#define PERMISSION_TEST(name) cmocka_unit_test_setup(name, forget_choices)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PERMISSION_TEST(a_choice_holds_from_the_next_page_on),
        PERMISSION_TEST(own_contacts_are_not_the_whole_book),
        PERMISSION_TEST(a_choice_ends_with_its_last_day),
        PERMISSION_TEST(a_field_reaches_no_further_than_its_own_permission),
        PERMISSION_TEST(what_a_school_cannot_choose_is_refused_with_the_reason),
        PERMISSION_TEST(a_row_beyond_the_limits_gives_nothing),
        PERMISSION_TEST(who_chose_is_shown_and_in_the_trail),
        GLASS_TEST(an_emergency_opens_one_record_to_read_until_midnight),
        GLASS_TEST(what_is_open_already_alarms_nobody),
        GLASS_TEST(one_word_or_the_name_in_law_is_a_whole_name_too),
        GLASS_TEST(the_senco_and_the_head_are_told_until_each_has_looked),
        GLASS_TEST(the_senco_and_the_head_are_told_by_mail_that_names_nobody),
        GLASS_TEST(a_name_must_be_whole_and_is_no_list),
        GLASS_TEST(two_of_one_name_are_told_apart_by_their_class),
        GLASS_TEST(a_school_that_takes_it_away_ends_it_at_once),
        GLASS_TEST(a_second_role_opens_what_it_opens_while_it_lasts),
    };
    return RUN_ON_BOTH(tests);
}
