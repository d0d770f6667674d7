/* Access by relation: what has ended opens nothing, what is not yours costs what is not there
 * costs, and words of one learner stand on no page of somebody who may not read them. Every route,
 * each time. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"

enum { STATEMENTS_MOST = 400 };

static const char *const roles[] = {"SENCO",   "assistant SENCO", "head",         "teacher",
                                    "cover",   "assistant",       "office",       "exams",
                                    "ICT",     "governor",        "professional", "parent",
                                    "learner", "nobody"};

static const char *method(const Route *route)
{
    return route->method == POST ? "POST" : "GET";
}

static bool names_record(const Route *route)
{
    return strstr(route->path, "/:learner") != NULL || strstr(route->path, "/:provision") != NULL;
}

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
    const char *ends, *mends; /* of {staff}, {yesterday} */
} Ending;

static void change(const char *sql, StaffId staff)
{
    sql = put(put(sql, "{staff}", number(staff.n)), "{yesterday}", day(-1));
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
    static const char returns[] = "update staff set ended_on = null where id = {staff}";
    static const Ending endings[] = {
        {"a teacher who left", TEACHER, leaves, returns},
        {"a SENCO who left", SENCO, leaves, returns},
        {"a governor whose term of office is over", GOVERNOR, leaves, returns},
        {"a professional whose visits are over", PROFESSIONAL, leaves, returns},
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
                fail_msg("%s: %s %s gives %d, to nobody %d", ending->label, method(&routes[i]),
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
        if (!names_record(&routes[i]))
            continue;
        Answer theirs = ask(who, &routes[i], learner);
        Answer nowhere = ask(who, &routes[i], (LearnerId){4242});
        /* 303 and 401: nothing is left to open, and the session ended with it */
        bool opens = theirs.status == 200 || theirs.status == 409;
        if (theirs.status != nowhere.status || opens)
            fail_msg("%s: %s %s gives %d, and %d for one who is not there", label,
                     method(&routes[i]), routes[i].path, theirs.status, nowhere.status);
        if (theirs.status == 404 || theirs.status == 403)
            assert_int_equal(theirs.length, nowhere.length);
    }
}

static void is_theirs(Who who, LearnerId learner)
{
    size_t open = 0;
    for (size_t i = 0; i < route_count; i++)
        if (names_record(&routes[i]) && routes[i].method == GET)
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

/* Statement for statement, so that no clock tells the two apart. */
static void not_theirs_is_as_much_work_as_not_there(void **state)
{
    static const Who asking[] = {TEACHER, ASSISTANT, COVER, OFFICE, PROFESSIONAL, PARENT, LEARNER};
    (void)state;
    for (size_t w = 0; w < sizeof asking / sizeof asking[0]; w++)
        for (size_t i = 0; i < route_count; i++) {
            const Route *route = &routes[i];
            if (strstr(route->path, "/:learner") == NULL)
                continue;
            int status, none;
            Work theirs = work_of(asking[w], route, site.other, &status);
            Work nowhere = work_of(asking[w], route, (LearnerId){4242}, &none);
            assert_true(theirs.count > 0);
            if (status == 200 || status == 409)
                continue; /* theirs after all: everybody's contacts are the office's */
            assert_int_equal(status, none);
            bool alike = theirs.count == nowhere.count;
            for (size_t s = 0; alike && s < theirs.count; s++)
                alike = text_equal(theirs.names[s], nowhere.names[s]);
            if (!alike)
                fail_msg("%s %s %s: %zu statements, %zu for one who is not there", roles[asking[w]],
                         method(route), route->path, theirs.count, nowhere.count);
        }
}

/* ---- Canaries -----------------------------------------------------------------------------------
 */

/* A word that is nowhere else, in one field about one learner. Who may meet it, by hand: a letter
 * for each of Who as in route_access_test.c, about a learner who is not theirs. */
typedef struct Canary {
    const char *word;
    const char *sets; /* {word} in a field about the {learner} */
    const char *may;  /* may meet it: a, may not: - */
    bool shown;       /* a page shows it to the SENCO */
} Canary;

#define READERS "aaa----------"
#define KEEPERS "aaa---a------"

static const Canary canaries[] = {
    {"Canaryname",
     "update learner set known_name = '{word}', preferred_name = null, forename ="
     " 'Canaryname' where id = {learner}",
     "aaa---a------", true},
    {"Canarywords", "update learner set matters_to_me = '{word}' where id = {learner}", READERS,
     true},
    {"Canaryconcern", "update concern set wording = '{word}' where learner_id = {learner}", READERS,
     true},
    {"Canarytried", "update concern set tried = '{word}' where learner_id = {learner}", READERS,
     true},
    {"Canaryevidence", "update sen_status set evidence = '{word}' where learner_id = {learner}",
     READERS, true},
    {"Canarymissing",
     "update sen_status set missing_reason = '{word}' where learner_id = {learner}", READERS, true},
    {"Canarystrength", "update assessment set strengths = '{word}' where learner_id = {learner}",
     READERS, true},
    {"Canarybarrier", "update assessment set barriers = '{word}' where learner_id = {learner}",
     READERS, true},
    {"Canarynote", "update parent_notice set note = '{word}' where learner_id = {learner}", READERS,
     true},
    {"Canarycontact",
     "update contact set name = '{word}' where id in (select contact_id from"
     " learner_contact where learner_id = {learner})",
     KEEPERS, true},
    {"Canaryaddress",
     "update contact set address = '{word}' where id in (select contact_id from"
     " learner_contact where learner_id = {learner})",
     KEEPERS, true},
    {"Canaryphone",
     "update contact set phone = '{word}' where id in (select contact_id from"
     " learner_contact where learner_id = {learner})",
     KEEPERS, true},
    {"Canarycourt",
     "insert into court_order (school_id, id, learner_id, kind, court, reference, made_on, seen_by,"
     " seen_on, version) select school_id, 7171, {learner}, 'prohibited_steps', '{word}', '{word}',"
     " '2026-01-01', id, '2026-01-02', 1 from staff where role = 'head'",
     KEEPERS, true},
};
enum { CANARIES = sizeof canaries / sizeof canaries[0] };

/* Every page there is: each route once about each learner, and the lists as they are filtered. */
static void crawl(Who who, void (*look)(Who who, const char *path, const Answer *answer))
{
    static const char *const lists[] = {"/register?level=all", "/register?level=everyone",
                                        "/sessions?of=all",    "/register?search=1",
                                        "/concerns",           "/today"};
    const LearnerId learners[] = {site.other, site.own, site.helped, site.foreign};
    test_post(&site, who, "/find", "wanted=Canary");
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        Answer answer = test_get(&site, who, lists[i]);
        look(who, lists[i], &answer);
    }
    for (size_t i = 0; i < route_count; i++)
        for (size_t l = 0; routes[i].method == GET && l < (names_record(&routes[i]) ? 4 : 1); l++) {
            const char *path = test_path(&site, routes[i].path, learners[l]);
            Answer answer = test_get(&site, who, path);
            look(who, path, &answer);
        }
}

static bool met[CANARIES];

static void look_for_canaries(Who who, const char *path, const Answer *answer)
{
    for (size_t c = 0; c < CANARIES; c++) {
        if (!answer_says(answer, canaries[c].word))
            continue;
        if (who == SENCO)
            met[c] = true;
        if (who == NOBODY || canaries[c].may[who] != 'a')
            fail_msg("%s meets %s on %s", roles[who], canaries[c].word, path);
    }
}

static void words_of_another_learner_stand_on_no_page(void **state)
{
    (void)state;
    for (size_t c = 0; c < CANARIES; c++)
        test_store_run(&site.store, put(put(canaries[c].sets, "{word}", canaries[c].word),
                                        "{learner}", number(site.other.n)));
    for (Who who = 0; who <= NOBODY; who++)
        crawl(who, look_for_canaries);
    for (size_t c = 0; c < CANARIES; c++)
        if (met[c] != canaries[c].shown)
            fail_msg("%s: the SENCO %s", canaries[c].word,
                     met[c] ? "meets it" : "does not meet it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(access_that_has_ended_is_none),
        SITE_TEST(relations_end_with_their_day),
        SITE_TEST(a_parents_way_ends_with_its_ground),
        SITE_TEST(not_theirs_is_as_much_work_as_not_there),
        SITE_TEST(words_of_another_learner_stand_on_no_page),
    };
    return RUN_ON_BOTH(tests);
}
