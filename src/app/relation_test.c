/* Access by relation: what has ended opens nothing, what is not yours costs what is not there
 * costs, and words of one learner stand on no page of somebody who may not read them. Every route,
 * each time. */
#include <fcntl.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"
#include "platform/base/test_zip.h"
#include "staff/family.h"

enum { STATEMENTS_MOST = 400, PAPERS_MOST = 128, WORDS_MOST = 65536 };

static const char *const roles[] = {
    "SENCO", "assistant SENCO", "head",         "teacher", "cover",  "assistant", "office", "exams",
    "ICT",   "governor",        "professional", "officer", "parent", "learner",   "nobody"};

/* A form without its token changes nothing, and shows whether it would have been taken. */
static Answer ask(Who who, const Route *route, LearnerId learner)
{
    return test_ask(&site, &(Ask){.who = who,
                                  .method = route->method == POST ? HTTP_POST : HTTP_GET,
                                  .path = test_path(&site, route->path, learner),
                                  .token = ""});
}

/* Every mark in the text becomes the value. */
static const char *put(const char *text, const char *mark, const char *value)
{
    for (const char *at; (at = strstr(text, mark)) != NULL;)
        text = test_text(&site, "%.*s%s%s", (int)(at - text), text, value, at + strlen(mark));
    return text;
}

static const char *number(int64_t id)
{
    return test_text(&site, "%lld", (long long)id);
}

static const char *day(int from_today)
{
    return date_iso(site.kept, date_add_days(moment_london_date(clock_now()), from_today));
}

/* ---- What has ended -----------------------------------------------------------------------------
 */

typedef struct Ending {
    const char *label;
    Who who;
    const char *ends, *mends; /* of {staff}, {yesterday}, {today}, {now} */
} Ending;

static void change(const char *sql, StaffId staff)
{
    sql = put(put(sql, "{staff}", number(staff.n)), "{yesterday}", day(-1));
    sql = put(put(sql, "{today}", day(0)), "{now}", moment_iso(site.kept, clock_now()));
    test_store_run(&site.store, sql);
}

static bool same_place(const Answer *a, const Answer *b)
{
    const char *one = answer_header(a, "Location"), *other = answer_header(b, "Location");
    return (one == NULL) == (other == NULL) && (one == NULL || text_equal(one, other));
}

/* Everywhere the same as to somebody who never signed in, in the session that they still have. */
static void access_that_has_ended_is_none(void **state)
{
    static const char leaves[] = "update staff set ended_on = '{yesterday}' where id = {staff}";
    static const char at_once[] =
        "update staff set ended_on = '{today}', ended_at = '{now}' where id = {staff}";
    static const char returns[] =
        "update staff set ended_on = null, ended_at = null where id = {staff}";
    static const Ending endings[] = {
        {"a teacher who left", TEACHER, leaves, returns},
        {"a SENCO who left", SENCO, leaves, returns},
        {"a teacher whose access was ended at once today", TEACHER, at_once, returns},
        {"a head whose access was ended at once today", HEAD, at_once, returns},
        {"an office whose access was ended at once today", OFFICE, at_once, returns},
        {"a professional whose access was ended at once today", PROFESSIONAL, at_once, returns},
        {"a governor whose term of office is over", GOVERNOR, leaves, returns},
        {"a professional whose visits are over", PROFESSIONAL, leaves, returns},
        {"a teacher whose account was taken away", TEACHER,
         "update account set ended_at = created_at where id = (select account_id from staff where "
         "id"
         " = {staff})",
         "update account set ended_at = null"},
        {"an office whose account was taken away", OFFICE,
         "update account set ended_at = created_at where id = (select account_id from staff where "
         "id"
         " = {staff})",
         "update account set ended_at = null"},
        {"an assistant who begins later", ASSISTANT,
         "update staff set started_on = '2099-01-01' where id = {staff}",
         "update staff set started_on = '2020-01-01' where id = {staff}"},
    };
    (void)state;
    for (size_t e = 0; e < sizeof endings / sizeof endings[0]; e++) {
        const Ending *ending = &endings[e];
        change(ending->ends, site.staff[ending->who]);
        for (size_t i = 0; i < route_count; i++) {
            Answer theirs = ask(ending->who, &routes[i], site.own);
            Answer nobody = ask(NOBODY, &routes[i], site.own);
            if (theirs.status != nobody.status || !same_place(&theirs, &nobody))
                fail_msg("%s: %s %s gives %d, to nobody %d", ending->label, test_method(&routes[i]),
                         routes[i].path, theirs.status, nobody.status);
            assert_false(answer_says(&theirs, "Nowak"));
        }
        change(ending->mends, site.staff[ending->who]);
        test_site_each(state);
    }
}

/* Another's learner: no page at all, and every page of a learner as if there were none. */
static void is_not_theirs(const char *label, Who who, LearnerId learner)
{
    for (size_t i = 0; i < route_count; i++) {
        if (!test_names_record(&routes[i]))
            continue;
        Answer theirs = ask(who, &routes[i], learner);
        Answer nowhere = ask(who, &routes[i], (LearnerId){4242});
        /* 303 and 401: nothing is left to open, and the session ended with it */
        bool opens = theirs.status == 200 || theirs.status == 409;
        if (theirs.status != nowhere.status || opens)
            fail_msg("%s: %s %s gives %d, and %d for one who is not there", label,
                     test_method(&routes[i]), routes[i].path, theirs.status, nowhere.status);
        if (theirs.status == 404 || theirs.status == 403)
            assert_int_equal(theirs.length, nowhere.length);
    }
}

static void is_theirs(Who who, LearnerId learner)
{
    size_t open = 0;
    for (size_t i = 0; i < route_count; i++)
        if (test_names_record(&routes[i]) && routes[i].method == GET)
            open += ask(who, &routes[i], learner).status == 200 ? 1 : 0;
    assert_true(open > 3);
}

#define OWN_CLASS " class_id = (select id from class where name = '4H')"

static void relations_end_with_their_day(void **state)
{
    static const Ending endings[] = {
        {"a teacher whose class ended", TEACHER,
         "update class_staff set ends_on = '{yesterday}' where staff_id = {staff} and" OWN_CLASS,
         "update class_staff set ends_on = null where staff_id = {staff} and" OWN_CLASS},
        {"a teacher of a child who left the school", TEACHER,
         "update learner set left_on = '{yesterday}' where" OWN_CLASS,
         "update learner set left_on = null where" OWN_CLASS},
        {"an assistant who supported a child who left the school", ASSISTANT,
         "update learner set left_on = '{yesterday}' where" OWN_CLASS,
         "update learner set left_on = null where" OWN_CLASS},
        {"a teacher whose class was ended at once today", TEACHER,
         "update class_staff set ends_on = '{today}', ended_at = '{now}' where staff_id = {staff}"
         " and" OWN_CLASS,
         "update class_staff set ends_on = null, ended_at = null where staff_id = {staff}"
         " and" OWN_CLASS},
        {"a teacher whose class begins later", TEACHER,
         "update class_staff set starts_on = '2098-01-01' where staff_id = {staff} and" OWN_CLASS,
         "update class_staff set starts_on = '2020-01-01' where staff_id = {staff} and" OWN_CLASS},
        {"a teacher whose learner moved to another class", TEACHER,
         "update learner set class_id = (select class_id from learner where forename = 'Hanna')"
         " where forename = 'Zofia'",
         "update learner set class_id = (select id from class where name = '4H')"
         " where forename = 'Zofia'"},
    };
    (void)state;
    is_theirs(TEACHER, site.own);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        StaffId staff = site.staff[endings[i].who];
        change(endings[i].ends, staff);
        is_not_theirs(endings[i].label, endings[i].who, site.own);
        change(endings[i].mends, staff);
        is_theirs(endings[i].who, site.own);
    }
    is_theirs(ASSISTANT, site.helped);
    test_store_run(&site.store, test_text(&site, "update provision set ends_on = '%s'", day(-1)));
    is_not_theirs("an assistant whose support ended", ASSISTANT, site.helped);
    test_store_run(&site.store, test_text(&site, "update provision set ends_on = '%s'", day(60)));
    is_theirs(TEACHER, site.grouped);
    test_store_run(&site.store,
                   test_text(&site, "update class_learner set ends_on = '%s'", day(-1)));
    is_not_theirs("a teacher of a group that the learner left", TEACHER, site.grouped);
    test_store_run(&site.store, "update class_learner set ends_on = null");
    is_not_theirs("a learner of another school", SENCO, site.foreign);
    is_not_theirs("a learner of another school", HEAD, site.foreign);
    is_not_theirs("a brother's or sister's class", TEACHER, site.other);
}

#define ROLE                                                                                       \
    "insert into staff_role (school_id, id, staff_id, role, starts_on, ends_on) select school_id," \
    " 8181, id, '%s', '%s', %s from staff where id = {staff}"

#define AT_ONCE "; update staff_role set ended_at = '{now}' where id = 8181"

/* A further role and an emergency open until their last day, and a role not before its first. */
static void what_lasts_until_a_day_is_over_on_the_next(void **state)
{
    (void)state;
    static const char ended[] = "delete from staff_role where id = 8181";
    static const char closed[] = "delete from break_glass where id = 8282";
    const char *last = test_text(&site, "'%s'", day(-1)), *today = test_text(&site, "'%s'", day(0));
    const Ending endings[] = {
        {"a further role that is over", TEACHER,
         test_text(&site, ROLE, "assistant_senco", "2026-01-01", last), ended},
        {"a further role that begins tomorrow", TEACHER,
         test_text(&site, ROLE, "assistant_senco", day(1), "null"), ended},
        {"a further role that is over", OFFICE,
         test_text(&site, ROLE, "teacher", "2026-01-01", last), ended},
        {"a further role that was ended at once today", TEACHER,
         test_text(&site, ROLE AT_ONCE, "assistant_senco", "2026-01-01", today), ended},
        {"a further role that was ended at once today", OFFICE,
         test_text(&site, ROLE AT_ONCE, "teacher", "2026-01-01", today), ended},
        {"an emergency of yesterday", TEACHER,
         test_text(&site,
                   "insert into break_glass (school_id, id, staff_id, learner_id, role, reason,"
                   " opened_on, opened_at) select school_id, 8282, id, %lld, 'teacher', 'x', '%s',"
                   " '2026-01-01T00:00:00.000Z' from staff where id = {staff}",
                   (long long)site.former.n, day(-1)),
         closed},
    };
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        StaffId staff = site.staff[endings[i].who];
        const LearnerId learners[] = {site.other, site.former, site.later, site.foreign};
        change(endings[i].ends, staff);
        for (size_t l = 0; endings[i].who == TEACHER && l < 4; l++)
            is_not_theirs(endings[i].label, endings[i].who, learners[l]);
        assert_int_equal(
            test_get(&site, endings[i].who, test_path(&site, "/learners/:learner", site.other))
                    .status == 200,
            false);
        change(endings[i].mends, staff);
    }
}

/* What is opened by another id than a learner's: a class that is covered, a case. */
static const struct {
    const char *label;
    Who who;
    const char *gives, *ends, *mends;
    const char *nowhere;
} ended[] = {
    {"a cover that is over", COVER,
     "insert into class_staff (school_id, id, class_id, staff_id, part, starts_on) select"
     " school_id, 8383, (select id from class where name = '4H'), id, 'cover', '2026-01-01' "
     "from"
     " staff where id = {staff}",
     "update class_staff set ends_on = '{yesterday}' where id = 8383",
     "delete from class_staff where id = 8383", "/classes/4242/summary"},
    {"a cover that was ended at once today", COVER,
     "insert into class_staff (school_id, id, class_id, staff_id, part, starts_on) select"
     " school_id, 8383, (select id from class where name = '4H'), id, 'cover', '2026-01-01' "
     "from"
     " staff where id = {staff}",
     "update class_staff set ends_on = '{today}', ended_at = '{now}' where id = 8383",
     "delete from class_staff where id = 8383", "/classes/4242/summary"},
    {"a visit that was ended at once today", PROFESSIONAL,
     "update learner_professional set purpose = purpose where staff_id = {staff}",
     "update learner_professional set ends_on = '{today}', ended_at = '{now}' where"
     " staff_id = {staff}",
     "update learner_professional set ends_on = '2099-01-01', ended_at = null where"
     " staff_id = {staff}",
     "/cases/4242"},
    {"a visit to a child who left the school", PROFESSIONAL,
     "update learner_professional set purpose = purpose where staff_id = {staff}",
     "update learner set left_on = '{yesterday}' where id in"
     " (select learner_id from learner_professional where staff_id = {staff})",
     "update learner set left_on = null where id in"
     " (select learner_id from learner_professional where staff_id = {staff})",
     "/cases/4242"},
    {"a visit that is over", PROFESSIONAL,
     "update learner_professional set purpose = purpose where staff_id = {staff}",
     "update learner_professional set starts_on = '2026-01-01', ends_on = '{yesterday}' where"
     " staff_id = {staff}",
     "update learner_professional set ends_on = '2099-01-01' where staff_id = {staff}",
     "/cases/4242"},
};

static void a_cover_and_a_visit_that_are_over_are_not_there(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ended / sizeof ended[0]; i++) {
        StaffId staff = site.staff[ended[i].who];
        const char *path = ended[i].who == COVER
                               ? test_text(&site, "/classes/%s/summary",
                                           number(test_number(&site, "select id from class where"
                                                                     " name = '4H'")))
                               : test_text(&site, "/cases/%s", number(site.own.n));
        change(ended[i].gives, staff);
        assert_int_equal(test_get(&site, ended[i].who, path).status, 200);
        change(ended[i].ends, staff);
        Answer over = test_get(&site, ended[i].who, path);
        Answer nowhere = test_get(&site, ended[i].who, ended[i].nowhere);
        if (over.status != 404 || nowhere.status != 404 || over.length != nowhere.length)
            fail_msg("%s: %d, %d", ended[i].label, over.status, nowhere.status);
        change(ended[i].mends, staff);
    }
}

#define THEIRS " learner_id = {learner} and contact_id = {contact}"

/* The parent of the own learner: what the law or the head takes away closes every page at once. */
static void a_parents_way_ends_with_its_ground(void **state)
{
    static const struct {
        const char *label, *ends, *mends;
    } cases[] = {
        {"a link that ended", "update learner_contact set ends_on = '{yesterday}' where" THEIRS,
         "update learner_contact set ends_on = null where" THEIRS},
        {"a relative with neither parental responsibility nor care",
         "update learner_contact set relationship = 'grandparent', parental_responsibility = "
         "false, lives_with = false "
         "where" THEIRS,
         "update learner_contact set relationship = 'mother', parental_responsibility = true, "
         "lives_with = true "
         "where" THEIRS},
        {"a contact barred by an order",
         "insert into court_order (school_id, id, learner_id, kind, made_on, seen_by, seen_on,"
         " version) select school_id, 7272, {learner}, 'prohibited_steps', '2026-01-01', id,"
         " '2026-01-02', 1 from staff where role = 'head';"
         "insert into court_order_contact (school_id, order_id, contact_id, no_information,"
         " no_collection, address_confidential, third_party_only) select school_id, 7272, "
         "{contact},"
         " true, false, false, false from court_order where id = 7272",
         "delete from court_order_contact where order_id = 7272;"
         "delete from court_order where id = 7272"},
        {"a contact whom the head suspended",
         "insert into contact_suspension (school_id, id, learner_id, contact_id, reason,"
         " suspended_by, starts_on, ends_on) select school_id, 7373, {learner}, {contact}, "
         "'Checked',"
         " id, '{yesterday}', '2099-01-01' from staff where role = 'head'",
         "delete from contact_suspension where id = 7373"},
        {"a young person's parent without leave",
         "update learner set born_on = '2008-01-01' where id = {learner}",
         "update learner set born_on = '2018-01-01' where id = {learner}"},
        {"a young person who said no",
         "update learner set born_on = '2008-01-01' where id = {learner};"
         "insert into sharing_preference (school_id, id, learner_id, asked_on, how, involvement,"
         " noted_by) select school_id, 7474, {learner}, '{yesterday}', 'in_person', 'no', id from"
         " staff where role = 'head'",
         "delete from sharing_preference where id = 7474;"
         "update learner set born_on = '2018-01-01' where id = {learner}"},
    };
    (void)state;
    const char *page = test_path(&site, "/family/learners/:learner", site.own);
    assert_int_equal(test_get(&site, PARENT, page).status, 200);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const steps[] = {cases[i].ends, cases[i].mends};
        for (size_t s = 0; s < 2; s++) {
            const char *sql = put(put(steps[s], "{learner}", number(site.own.n)), "{contact}",
                                  number(site.parent.n));
            test_store_run(&site.store, put(sql, "{yesterday}", day(-1)));
            if (s == 0)
                is_not_theirs(cases[i].label, PARENT, site.own);
        }
        assert_int_equal(test_get(&site, PARENT, page).status, 200);
    }
    is_not_theirs("a parent and another's child", PARENT, site.other);
    is_not_theirs("a learner and another", LEARNER, site.other);
}

/* ---- A teacher who is a parent of the class
 * ------------------------------------------------------
 */

static Error *give_code(Db *db, void *context)
{
    const char *code;
    (void)context;
    TRY(db_enter_school(db, site.school.n));
    return family_code_make(db, site.kept, site.school, site.parent, clock_now(), &code);
}

/* By this address the parent signs in from now on; with the teacher's, as one account. */
static void parent_signs_in_with(const char *email)
{
    test_store_run(&site.store, test_text(&site, "update contact set email = '%s' where id = %lld",
                                          email, (long long)site.parent.n));
    test_write(&site, give_code, NULL);
    test_site_forget(&site);
}

/* Neither opens what the other may, whichever of the two somebody is signed in as. */
static void each_opens_its_own(Who who, const char *own, bool theirs)
{
    for (size_t i = 0; i < route_count; i++) {
        const Route *route = &routes[i];
        if (!test_names_record(route) || route->method == POST)
            continue;
        bool family = text_starts(route->path, "/family/");
        Answer answer = ask(who, route, site.own);
        if (answer.status == 200 && (family != (who == PARENT) || !theirs))
            fail_msg("%s opens %s", roles[who], route->path);
        if (text_equal(route->path, own)) /* 303: nothing is left to open, and the session ended */
            assert_int_equal(answer.status, theirs ? 200 : who == PARENT ? 303 : 404);
    }
}

static void a_teacher_who_is_a_parent_is_one_at_a_time(void **state)
{
    static const char record[] = "/learners/:learner", family[] = "/family/learners/:learner";
    static const char access[] = "/learners/:learner/access";
    (void)state;
    parent_signs_in_with("teacher@school.example");
    each_opens_its_own(TEACHER, record, true);
    each_opens_its_own(PARENT, family, true);
    Answer answer = test_get(&site, HEAD, test_path(&site, access, site.own));
    assert_true(answer_says(&answer, "Mother of the pupil too"));
    assert_false(answer_says(&answer, "court order keeps what is known here"));
    test_store_run(&site.store,
                   put(put("insert into court_order (school_id, id, learner_id, kind, made_on,"
                           " seen_by, seen_on, version) select school_id, 7676, {learner},"
                           " 'prohibited_steps', '2026-01-01', id, '2026-01-02', 1 from staff where"
                           " role = 'head'; insert into court_order_contact (school_id, order_id,"
                           " contact_id, no_information, no_collection, address_confidential,"
                           " third_party_only) select school_id, 7676, {contact}, true, false,"
                           " false, false from court_order where id = 7676",
                           "{learner}", number(site.own.n)),
                       "{contact}", number(site.parent.n)));
    /* The order binds the parent: no page of the family's opens. That they teach the class is for
     * the school to settle, which the page of who can see the child asks of it. */
    each_opens_its_own(PARENT, family, false);
    each_opens_its_own(TEACHER, record, true);
    answer = test_get(&site, HEAD, test_path(&site, access, site.own));
    assert_true(answer_says(&answer, "court order keeps what is known here"));
    test_store_run(&site.store, "delete from court_order_contact where order_id = 7676;"
                                "delete from court_order where id = 7676");
    change("update class_staff set ends_on = '{yesterday}' where staff_id = {staff} and" OWN_CLASS,
           site.staff[TEACHER]);
    each_opens_its_own(TEACHER, record, false);
    each_opens_its_own(PARENT, family, true);
    change("update class_staff set ends_on = null where staff_id = {staff} and" OWN_CLASS,
           site.staff[TEACHER]);
    parent_signs_in_with("parent@school.example");
}

/* ---- The work that a refusal takes --------------------------------------------------------------
 */

typedef struct Work {
    size_t count;
    const char *names[STATEMENTS_MOST];
} Work;

static void note(void *context, const DbStatement *statement, const DbParameter *parameters)
{
    Work *work = context;
    (void)parameters;
    assert_true(work->count < STATEMENTS_MOST);
    work->names[work->count++] = statement->name;
}

static Work work_of(Who who, const Route *route, LearnerId learner, int *status)
{
    Work work = {0};
    const char *path = test_path(&site, route->path, learner);
    db_watch(note, &work);
    Answer answer = test_ask(&site, &(Ask){.who = who,
                                           .method = route->method == POST ? HTTP_POST : HTTP_GET,
                                           .path = path,
                                           .token = ""});
    db_watch(NULL, NULL);
    *status = answer.status;
    return work;
}

static void same_work(Who who, const Route *route, const Work *theirs, const Work *nowhere)
{
    bool alike = theirs->count == nowhere->count;
    for (size_t s = 0; alike && s < theirs->count; s++)
        alike = text_equal(theirs->names[s], nowhere->names[s]);
    if (!alike)
        fail_msg("%s %s %s: %zu statements, %zu for one who is not there", roles[who],
                 test_method(route), route->path, theirs->count, nowhere->count);
}

/* Theirs by their role or their class: what is not behind such a learner is another matter. */
static bool is_somehow_theirs(Who who, LearnerId learner)
{
    bool all = who == SENCO || who == ASSISTANT_SENCO || who == HEAD || who == OFFICE;
    return (all && learner.n != site.foreign.n) ||
           (who == TEACHER && learner.n == site.grouped.n) ||
           (who == ASSISTANT && learner.n == site.helped.n);
}

/* Statement for statement, so that no clock tells the two apart: every role, every route that names
 * a learner, whoever it is whose learner they are not. */
static void not_theirs_is_as_much_work_as_not_there(void **state)
{
    (void)state;
    const LearnerId learners[] = {site.other,   site.former, site.later,
                                  site.foreign, site.helped, site.grouped};
    for (Who who = 0; who < NOBODY; who++)
        for (size_t i = 0; i < route_count; i++) {
            if (strstr(routes[i].path, "/:learner") == NULL)
                continue;
            int status, none;
            Work nowhere = work_of(who, &routes[i], (LearnerId){4242}, &none);
            assert_true(nowhere.count > 0);
            for (size_t l = 0; l < sizeof learners / sizeof learners[0]; l++) {
                if (is_somehow_theirs(who, learners[l]))
                    continue;
                Work theirs = work_of(who, &routes[i], learners[l], &status);
                assert_int_equal(status, none);
                same_work(who, &routes[i], &theirs, &nowhere);
            }
        }
}

/* ---- Canaries -----------------------------------------------------------------------------------
 */

/* A word that is nowhere else, in one field about one learner. Who may meet it, by hand: a letter
 * for each of Who as in route_access_test.c, about a learner who is not theirs. */
typedef struct Canary {
    const char *word;
    const char *sets; /* {word} in a field about the {learner} */
    const char *may;  /* who meets it about another's learner: a, who does not: - */
    const char *own;  /* NULL: not asked; about the own learner of teacher, assistant, parent,
                         learner and case */
} Canary;

#define READERS "aaa-----------"
#define KEEPERS "aaa---a-------"
#define OWN     "aaaa-a--------"
#define NOBODYS "--------------"
#define CASE    "select school_id, {row}, {learner}, "

static const Canary canaries[] = {
    {"Canaryname",
     "update learner set known_name = '{word}', preferred_name = null, forename ="
     " 'Canaryname' where id = {learner}",
     "aaa---aa------", "aaaa-aaa--aaaa"}, /* the exams officer's list: with an arrangement */
    {"Hanna", "", READERS, NULL},         /* what was agreed when she was called so */
    {"Canarywords", "update learner set matters_to_me = '{word}' where id = {learner}", READERS,
     OWN},
    {"Canaryconcern", "update concern set wording = '{word}' where learner_id = {learner}", READERS,
     OWN},
    {"Canarytried", "update concern set tried = '{word}' where learner_id = {learner}", READERS,
     OWN},
    {"Canaryevidence", "update sen_status set evidence = '{word}' where learner_id = {learner}",
     READERS, OWN},
    {"Canarymissing",
     "update sen_status set missing_reason = '{word}' where learner_id = {learner}", READERS, OWN},
    {"Canarystrength", "update assessment set strengths = '{word}' where learner_id = {learner}",
     READERS, OWN},
    {"Canarybarrier", "update assessment set barriers = '{word}' where learner_id = {learner}",
     READERS, OWN},
    {"Canarynote", "update parent_notice set note = '{word}' where learner_id = {learner}", READERS,
     READERS},
    {"Canarycontact",
     "update contact set name = '{word}' where id in (select contact_id from"
     " learner_contact where learner_id = {learner})",
     KEEPERS, "aaaa-aa-----a-"},
    {"Canaryaddress",
     "update contact set address = '{word}' where id in (select contact_id from"
     " learner_contact where learner_id = {learner})",
     KEEPERS, "aaa---a-----a-"},
    {"Canaryphone",
     "update contact set phone = '{word}' where id in (select contact_id from"
     " learner_contact where learner_id = {learner})",
     KEEPERS, "aaa---a-----a-"},
    {"Canarycourt",
     "insert into court_order (school_id, id, learner_id, kind, court, reference, made_on, seen_by,"
     " seen_on, version) select school_id, {row}, {learner}, 'prohibited_steps', '{word}', "
     "'{word}',"
     " '2026-01-01', id, '2026-01-02', 1 from staff where role = 'head'",
     KEEPERS, KEEPERS},
    {"Canarymailbox",
     "update contact set email = '{word}' where id in (select contact_id from learner_contact where"
     " learner_id = {learner})",
     KEEPERS, NULL}, /* another address than the account's closes the family's page */
    {"Canarytimes",
     "update contact set best_times = '{word}' where id in (select contact_id from learner_contact"
     " where learner_id = {learner})",
     KEEPERS, "aaaa--a-----a-"},
    {"Canarystaffnote",
     "insert into staff_note (school_id, id, learner_id, written_by, written_at, wording) " CASE
     "id, '2026-01-01T00:00:00.000Z', '{word}' from staff where role = 'head'",
     READERS, OWN},
    {"Canaryreport",
     "insert into professional_report (school_id, id, learner_id, author, received_on, summary,"
     " recommendations, kept_at, filed_by) " CASE
     "'Dr Lund', '2026-01-01', '{word}', 'x', '{word}', id from staff where role = 'head'",
     READERS, READERS},
    {"Canaryadvice", "update professional_report set recommendations = '{word}' where id = {row}",
     READERS, OWN},
    {"Canarypurpose",
     "insert into learner_professional (school_id, id, learner_id, staff_id, purpose, shares_plan,"
     " shares_assessment, shares_reports, shares_costs, agreed_by, agreed_on, starts_on, ends_on,"
     " opened_by) " CASE "id, '{word}', false, false, false, false, '{word}', '2026-01-01', "
     "'2026-01-01', '2026-02-01', id from staff"
     " where role = 'professional'",
     READERS, READERS},
    {"Canaryarrangement",
     "insert into access_arrangement (school_id, id, learner_id, what, usual_since, evidence,"
     " noted_by) " CASE "'{word}', '2026-01-01', '{word}', id from staff where role = 'head'",
     "aaa----a------", "aaaa-a-a------"},
    {"Canarysharing",
     "insert into sharing_preference (school_id, id, learner_id, asked_on, how, involvement, what,"
     " noted_by) " CASE
     "'2026-01-01', 'in_person', 'limited', '{word}', id from staff where role = 'head'",
     NOBODYS, NOBODYS},
    {"Canarycapacity",
     "insert into capacity_note (school_id, id, learner_id, decision, has_capacity, reasons,"
     " assessed_by, assessed_on) " CASE
     "'sharing', true, '{word}', '{word}', '2026-01-01' from staff where role = 'head'",
     NOBODYS, NOBODYS},
    {"Canaryheld",
     "insert into contact_suspension (school_id, id, learner_id, contact_id, reason, suspended_by,"
     " starts_on, ends_on) select l.school_id, {row}, {learner}, l.contact_id, '{word}', f.id,"
     " '2026-01-01', '2026-01-02' from learner_contact l join staff f on f.school_id = l.school_id"
     " and f.role = 'head' where l.learner_id = {learner}",
     NOBODYS, NOBODYS},
    {"Canarycomment",
     "insert into family_comment (school_id, id, learner_id, about, wording, written_at) " CASE
     "'plan', '{word}', '2026-01-01T00:00:00.000Z' from staff where role = 'head'",
     READERS, "aaaa-a-------a"},
    {"Canaryanswer",
     "insert into plan_answer (school_id, id, learner_id, plan_id, snapshot_hash, answer, wording,"
     " way, answered_on, written_at) select p.school_id, {row}, p.learner_id, p.id, "
     "p.snapshot_hash,"
     " 'in_part', '{word}', 'paper', '2026-01-01', '2026-01-01T00:00:00.000Z' from plan p where"
     " p.learner_id = {learner} and p.state = 'final' order by p.id desc limit 1",
     READERS, OWN},
    {"Canaryemergency",
     "insert into break_glass (school_id, id, staff_id, learner_id, role, reason, opened_on,"
     " opened_at) select school_id, {row}, id, {learner}, 'teacher', '{word}', '2026-01-01',"
     " '2026-01-01T00:00:00.000Z' from staff where role = 'teacher'",
     "a-a-----------", "a-a-----------"},
    {"9,876.54",
     "update provision set planned_cost = 987654 where plan_id in (select id from plan where"
     " learner_id = {learner})",
     READERS, READERS},
    {"Canarysession",
     "insert into provision_session (school_id, id, learner_id, provision_id, held_on, delivered,"
     " minutes, response, note, logged_by, logged_at) select v.school_id, {row}, p.learner_id, "
     "v.id,"
     " v.starts_on, true, 20, 'well', '{word}', f.id, '2026-01-01T00:00:00.000Z' from provision v"
     " join plan p on p.school_id = v.school_id and p.id = v.plan_id join staff f on f.school_id ="
     " v.school_id and f.role = 'head' where p.learner_id = {learner} and p.state = 'final' order "
     "by"
     " v.id desc limit 1",
     READERS, OWN},
};
enum { CANARIES = sizeof canaries / sizeof canaries[0] };

/* ---- Papers and files, read as their readers do -------------------------------------------------
 */

/* The same paper is the same bytes, whoever fetches it. */
typedef struct Paper {
    const char *bytes, *words;
    size_t length;
} Paper;

static Paper papers[PAPERS_MOST];
static size_t paper_count;

static const char *pdf_words(const char *bytes, size_t length)
{
    char folder[] = "/tmp/fourfold-relation.XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *path = test_text(&site, "%s/paper.pdf", folder);
    const char *said = test_text(&site, "%s/words", folder);
    char *arguments[] = {arena_copy(site.kept, "pdftotext"), arena_copy(site.kept, path),
                         arena_copy(site.kept, said), NULL};
    FILE *file = fopen(path, "wb");
    pid_t child;
    int status = -1;
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(posix_spawnp(&child, arguments[0], NULL, NULL, arguments, environ), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    char *words = arena_alloc(site.kept, WORDS_MOST);
    file = fopen(said, "rb");
    assert_non_null(file);
    words[fread(words, 1, WORDS_MOST - 1, file)] = '\0';
    fclose(file);
    unlink(path);
    unlink(said);
    rmdir(folder);
    assert_non_null(strstr(words, "onfidential"));
    return words;
}

static const char *paper_words(const Answer *answer)
{
    for (size_t i = 0; i < paper_count; i++)
        if (papers[i].length == answer->length &&
            memcmp(papers[i].bytes, answer->body, answer->length) == 0)
            return papers[i].words;
    assert_true(paper_count < PAPERS_MOST);
    papers[paper_count] =
        (Paper){answer->body, pdf_words(answer->body, answer->length), answer->length};
    return papers[paper_count++].words;
}

static const char *workbook_words(const Answer *answer)
{
    char *words = arena_alloc(site.kept, WORDS_MOST);
    test_zip_member(answer->body, answer->length, "xl/worksheets/sheet1.xml", words, WORDS_MOST);
    return words;
}

/* What its reader reads of an answer, whatever kind of file it is. */
static const char *words_of(const Answer *answer)
{
    const char *type = answer_header(answer, "Content-Type");
    if (answer->status != 200 || type == NULL)
        return answer->body;
    if (strcmp(type, "application/pdf") == 0)
        return paper_words(answer);
    return strstr(type, "spreadsheetml") == NULL ? answer->body : workbook_words(answer);
}

/* ---- Who meets them -----------------------------------------------------------------------------
 */

static bool is_paper(const Route *route)
{
    size_t length = strlen(route->path), paper = strlen("/paper");
    return length > paper && strcmp(route->path + length - paper, "/paper") == 0;
}

/* Each paper also as it is made for one of the family. */
static const char *addressed(const char *path, LearnerId learner)
{
    return test_text(&site, "%s?for=family&to=%s", path,
                     number(test_number(
                         &site, test_text(&site,
                                          "select contact_id from learner_contact where learner_id"
                                          " = %lld order by priority limit 1",
                                          (long long)learner.n))));
}

/* Every page there is: each route once about each learner, and the lists as they are filtered. */
static void crawl(Who who, void (*look)(Who who, const char *path, const Answer *answer))
{
    static const char *const lists[] = {"/register?level=all",
                                        "/register?level=everyone",
                                        "/sessions?of=all",
                                        "/register?search=1",
                                        "/concerns",
                                        "/today",
                                        "/register/csv?level=everyone",
                                        "/register/xlsx?level=everyone",
                                        "/register/print?level=everyone"};
    const LearnerId learners[] = {site.other, site.own, site.helped, site.foreign};
    test_post(&site, who, "/find", "wanted=Canary");
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        Answer answer = test_get(&site, who, lists[i]);
        look(who, lists[i], &answer);
    }
    for (size_t i = 0; i < route_count; i++)
        for (size_t l = 0; routes[i].method == GET && l < (test_names_record(&routes[i]) ? 4 : 1);
             l++) {
            const char *path = test_path(&site, routes[i].path, learners[l]);
            Answer answer = test_get(&site, who, path);
            look(who, path, &answer);
            if (!is_paper(&routes[i]))
                continue;
            answer = test_get(&site, who, addressed(path, learners[l]));
            look(who, path, &answer);
        }
}

static char met[CANARIES][WHO_COUNT + 1];

static void look_for_canaries(Who who, const char *path, const Answer *answer)
{
    const char *words = words_of(answer);
    (void)path;
    for (size_t c = 0; c < CANARIES; c++)
        if (strstr(words, canaries[c].word) != NULL)
            met[c][who] = 'a';
}

static void everybody_meets_what_they_may(LearnerId learner, bool own)
{
    size_t wrong = 0;
    memset(met, '-', sizeof met);
    paper_count = 0;
    for (size_t c = 0; c < CANARIES; c++)
        if (*canaries[c].sets != '\0' && (!own || canaries[c].own != NULL))
            test_store_run(&site.store, put(put(put(canaries[c].sets, "{word}", canaries[c].word),
                                                "{row}", own ? "7171" : "7575"),
                                            "{learner}", number(learner.n)));
    for (Who who = 0; who <= NOBODY; who++)
        crawl(who, look_for_canaries);
    assert_true(paper_count > 4);
    for (size_t c = 0; c < CANARIES; c++) {
        const char *may = own ? canaries[c].own : canaries[c].may;
        assert_int_equal(met[c][NOBODY], '-');
        met[c][NOBODY] = '\0';
        if (may == NULL || text_equal(met[c], may))
            continue;
        print_error("%s is met by %s, not by %s\n", canaries[c].word, met[c], may);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void words_of_another_learner_stand_on_no_page(void **state)
{
    (void)state;
    everybody_meets_what_they_may(site.other, false);
}

static void words_of_ones_own_learner_stand_where_they_may(void **state)
{
    (void)state;
    everybody_meets_what_they_may(site.own, true);
}

/* ---- Where nobody may learn who lives -----------------------------------------------------------
 */

static int addresses_met, left_out_met;

static void look_for_addresses(Who who, const char *path, const Answer *answer)
{
    const char *words = words_of(answer);
    bool looks = strcmp(path, "/family/me") == 0; /* their own */
    (void)who;
    addresses_met += !looks && (strstr(words, "27 Canary") != NULL || strstr(words, "CA9") != NULL);
    left_out_met += strstr(words, "[address left out]") != NULL;
}

/* The carer's address stands in the plan's text, as people write; the parent has one too. */
static void write_addresses(void)
{
    static const char *const texts[] = {
        "update learner set matters_to_me = 'We walk from 27, canary ROW' where id = {learner}",
        "update plan set snapshot = replace(snapshot, 'Paired reading', 'Reading at 27 Canary Row,"
        " ca91zz'), shared_on = '2026-01-01' where learner_id = {learner} and state = 'final'",
        "update contact set address = '5 Own Road\nXY1 1AA'",
        "insert into contact (school_id, id, name, sort_name, interpreter, format, channel,"
        " address, version) select school_id, 6161, 'Mrs Carer', 'carer', false, 'standard',"
        " 'letter', '27 Canary Row\nCA9 1ZZ', 1 from learner"
        " where id = {learner}",
        "insert into learner_contact (school_id, id, learner_id, contact_id, relationship,"
        " lives_with, correspondence, receives_documents, receives_reports, may_collect, priority,"
        " starts_on, version) select school_id, 6162, {learner}, 6161, 'foster_carer', true, true,"
        " true, true, true, 9, '2020-01-01', 1 from learner where id = {learner}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        test_store_run(&site.store, put(texts[i], "{learner}", number(site.own.n)));
}

/* What was frozen stays as it is: what is left out is left out of each paper and page. */
static void an_address_that_an_order_hides_stands_nowhere(void **state)
{
    (void)state;
    static const char order[] =
        "insert into court_order (school_id, id, learner_id, kind, made_on, seen_by, seen_on,"
        " version) select school_id, 6163, {learner}, 'non_molestation', '2026-01-01', id,"
        " '2026-01-02', 1 from staff where role = 'head'";
    static const char hides[] =
        "insert into court_order_contact (school_id, order_id, contact_id, no_information,"
        " no_collection, address_confidential, third_party_only) select school_id, 6163,"
        " {contact}, false, false, true, false from court_order where id = 6163";
    write_addresses();
    paper_count = 0;
    addresses_met = left_out_met = 0;
    crawl(PARENT, look_for_addresses);
    assert_true(addresses_met > 0);
    assert_int_equal(left_out_met, 0);
    test_store_run(&site.store, put(order, "{learner}", number(site.own.n)));
    test_store_run(&site.store, put(hides, "{contact}", number(site.parent.n)));
    addresses_met = left_out_met = 0;
    crawl(PARENT, look_for_addresses);
    assert_int_equal(addresses_met, 0);
    assert_true(left_out_met > 0);
    const char *paper = test_path(&site, "/learners/:learner/plans/:plan/paper", site.own);
    Answer answer = test_get(
        &site, SENCO, test_text(&site, "%s?for=family&to=%lld", paper, (long long)site.parent.n));
    assert_int_equal(answer.status, 200);
    assert_null(strstr(words_of(&answer), "27 Canary"));
    answer = test_get(&site, SENCO, test_path(&site, "/learners/:learner/notice", site.own));
    assert_true(answer_says(&answer, "Where others live is left out of their paper"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(access_that_has_ended_is_none),
        SITE_TEST(relations_end_with_their_day),
        SITE_TEST(what_lasts_until_a_day_is_over_on_the_next),
        SITE_TEST(a_cover_and_a_visit_that_are_over_are_not_there),
        SITE_TEST(a_parents_way_ends_with_its_ground),
        SITE_TEST(a_teacher_who_is_a_parent_is_one_at_a_time),
        SITE_TEST(not_theirs_is_as_much_work_as_not_there),
        SITE_TEST(words_of_another_learner_stand_on_no_page),
        SITE_TEST(words_of_ones_own_learner_stand_where_they_may),
        SITE_TEST(an_address_that_an_order_hides_stands_nowhere),
    };
    return RUN_ON_BOTH(tests);
}
