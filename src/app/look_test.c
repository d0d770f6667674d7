/* A look at a list of children is a look at each of them: whoever is named on a page is named in
 * the trail, by whichever route and whoever asks; and the trail finds it by each. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"
#include "staff/staff.h"

static const char *const names[] = {"Zofia", "Hanna", "Petra", "Gita", "Maja", "Lena"};
enum { NAMES = sizeof names / sizeof names[0] };

static LearnerId named(size_t name)
{
    const LearnerId learners[NAMES] = {site.own,     site.other,  site.helped,
                                       site.grouped, site.former, site.later};
    return learners[name];
}

static const char *number(int64_t id)
{
    return test_text(&site, "%lld", (long long)id);
}

static int64_t newest(void)
{
    return test_number(&site, "select coalesce(max(id), 0) from audit");
}

/* How many of these learners the entries after `before` tell of. */
static int64_t told_of(const char *ids, size_t count, int64_t before)
{
    if (count == 0)
        return 0;
    return test_number(&site,
                       test_text(&site,
                                 "select count(distinct l.id) from learner l join audit a on"
                                 " a.school_id = l.school_id left join audit_list b on"
                                 " b.school_id = a.school_id and b.hash = a.list_hash"
                                 " where l.id in (%s) and a.id > %lld and (a.learner_id = l.id or"
                                 " b.learners like '%%,' || l.id || ',%%')",
                                 ids, (long long)before));
}

/* 1 when somebody is named on the page and not in the trail. */
static size_t look_at(Who who, const char *path)
{
    int64_t before = newest();
    Answer answer = test_get(&site, who, path);
    const char *ids = "", *who_is = "";
    size_t count = 0;
    for (size_t i = 0; i < NAMES && answer.status == 200; i++)
        if ((who != LEARNER || named(i).n != site.own.n) && answer_says(&answer, names[i])) {
            ids = test_text(&site, "%s%s%lld", ids, count == 0 ? "" : ",", (long long)named(i).n);
            who_is = test_text(&site, "%s %s", who_is, names[i]);
            count++;
        }
    int64_t told = told_of(ids, count, before);
    if (told == (int64_t)count)
        return 0;
    print_error("%s, asked by %d, names%s; the trail tells of %d\n", path, (int)who, who_is,
                (int)told);
    return 1;
}

static void whoever_is_named_on_a_page_is_in_the_trail(void **state)
{
    (void)state;
    static const char *const lists[] = {"/register?level=all", "/register?level=everyone",
                                        "/sessions?of=all", "/register?search=1",
                                        "/register/csv?level=everyone"};
    size_t missed = 0;
    for (Who who = 0; who < NOBODY; who++) {
        test_post(&site, who, "/find", "wanted=Nowak");
        for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
            missed += look_at(who, lists[i]);
        for (size_t i = 0; i < route_count; i++)
            if (routes[i].method == GET)
                missed += look_at(who, test_path(&site, routes[i].path, site.own));
    }
    assert_int_equal(missed, 0);
}

static int64_t lists_kept(void)
{
    return test_number(&site, "select count(*) from audit_list");
}

static int64_t newest_list_of(const char *path)
{
    int64_t before = newest();
    assert_int_equal(test_get(&site, SENCO, path).status, 200);
    assert_int_equal(
        test_number(&site, test_text(&site, "select count(*) from audit where id > %lld",
                                     (long long)before)),
        1);
    return test_number(&site, "select coalesce((select learner_count from audit_list b join audit a"
                              " on a.school_id = b.school_id and a.list_hash = b.hash"
                              " order by a.id desc limit 1), 0)");
}

/* Papers and files, which this test cannot read, show whom the page of the same list shows. */
static void a_list_is_one_row_and_is_kept_once(void **state)
{
    (void)state;
    static const char *const same[] = {"/register?level=everyone", "/register/print?level=everyone",
                                       "/register/csv?level=everyone",
                                       "/register/xlsx?level=everyone",
                                       "/register?level=everyone&sort=name"};
    int64_t learners = newest_list_of(same[0]), kept = lists_kept();
    assert_true(learners >= 6);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_int_equal(newest_list_of(same[i]), learners);
        assert_int_equal(lists_kept(), kept);
    }
}

static void a_list_is_found_by_each_learner_of_it(void **state)
{
    (void)state;
    assert_int_equal(test_get(&site, TEACHER, "/register?level=everyone").status, 200);
    assert_int_equal(test_get(&site, PARENT, "/family").status, 200);
    const char *trail = test_text(&site, "/trail?learner=%lld&person=%lld", (long long)site.own.n,
                                  (long long)site.staff[TEACHER].n);
    Answer answer = test_get(&site, SENCO, trail);
    assert_true(answer_says(&answer, "Opened: the register"));
    answer = test_get(&site, SENCO,
                      test_text(&site, "/trail?learner=%lld&person=%lld", (long long)site.other.n,
                                (long long)site.staff[TEACHER].n));
    assert_false(answer_says(&answer, "Opened: the register"));
    answer = test_get(&site, PARENT, test_path(&site, "/family/learners/:learner/looks", site.own));
    assert_true(answer_says(&answer, "Saw in a list: the list of children and their support"));
    assert_true(answer_says(&answer, "Saw in a list: the family’s own page"));
    assert_false(answer_says(&answer, "Hanna") || answer_says(&answer, "Petra"));
    answer = test_get(&site, HEAD, test_path(&site, "/learners/:learner/looks", site.own));
    assert_true(answer_says(&answer, "Saw in a list: the list of children and their support"));
}

/* A professional's page of a case is a look at that learner, tried or done. */
static void a_case_is_a_look_at_its_learner(void **state)
{
    (void)state;
    const LearnerId learners[] = {site.own, site.other};
    for (size_t i = 0; i < 2; i++) {
        int64_t before = newest();
        test_get(&site, PROFESSIONAL, test_text(&site, "/cases/%lld", (long long)learners[i].n));
        assert_int_equal(told_of(number(learners[i].n), 1, before), 1);
    }
}

/* The newest entry of that action names so many learners. */
static int64_t named_by(const char *action)
{
    return test_number(
        &site, test_text(&site,
                         "select coalesce((select b.learner_count from audit a left join audit_list"
                         " b on b.school_id = a.school_id and b.hash = a.list_hash where a.action"
                         " like '%s' order by a.id desc limit 1), 0)",
                         action));
}

/* Whoever brings a list sees in it who is here already, and then changes them. */
static void an_import_is_a_look_at_whom_it_names(void **state)
{
    (void)state;
    const char *born = date_iso(site.kept, date_add_days(moment_london_date(clock_now()), -3100));
    const char *file = test_text(&site,
                                 "Surname,Forename,Date of birth,Admission number\n"
                                 "Nowak,Zofia,%s,A1\n"
                                 "Nowak,Hanna,%s,A2\nBell,Ada,%s,A3\n",
                                 born, born, born);
    Answer answer = test_ask(
        &site, &(Ask){.who = OFFICE, .method = HTTP_POST, .path = "/imports", .upload = file});
    const char *run = answer_header(&answer, "Location");
    assert_int_equal(answer.status, 303);
    assert_int_equal(look_at(OFFICE, run), 0);
    assert_int_equal(named_by("GET /imports/%"), 2);
    assert_int_equal(look_at(OFFICE, test_text(&site, "%s/list?of=asked", run)), 0);
    assert_int_equal(named_by("GET /imports/%/list"), 2);
    assert_int_equal(
        test_post(&site, OFFICE, test_text(&site, "%s/abandon", run), "version=1").status, 303);
}

/* ---- What lies beside the chain ----------------------------------------------------------------
 */

static int64_t broken_at(void)
{
    Db *db;
    int64_t checked, broken;
    assert_null(store_read(site.store.store, &db));
    Error *error = audit_verify(db, site.kept, site.school, &checked, &broken);
    store_read_end(site.store.store, db);
    assert_null(error);
    return broken;
}

static void touch(const char *sql, int64_t broken)
{
    test_store_run(&site.store, sql);
    assert_int_equal(broken_at(), broken);
}

/* The first entry that showed a list is the first one broken. */
static void a_list_that_was_touched_breaks_the_chain(void **state)
{
    (void)state;
    newest_list_of("/register?level=everyone");
    int64_t first = test_number(&site, "select min(id) from audit where list_hash is not null");
    int64_t last = newest();
    assert_int_equal(broken_at(), 0);
    test_store_unlock(&site.store, "audit");
    test_store_unlock(&site.store, "audit_list");
    touch("update audit_list set learners = ',1' || learners", first);
    touch("update audit_list set learners = substr(learners, 3)", 0);
    touch(test_text(&site, "update audit set list_hash = null where id = %lld", (long long)last),
          last);
    touch(test_text(&site,
                    "update audit set list_hash = (select b.hash from audit_list b order by"
                    " b.learner_count desc limit 1) where id = %lld",
                    (long long)last),
          0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(whoever_is_named_on_a_page_is_in_the_trail),
        SITE_TEST(a_list_is_one_row_and_is_kept_once),
        SITE_TEST(a_list_is_found_by_each_learner_of_it),
        SITE_TEST(a_case_is_a_look_at_its_learner),
        SITE_TEST(an_import_is_a_look_at_whom_it_names),
        SITE_TEST(a_list_that_was_touched_breaks_the_chain),
    };
    return RUN_ON_BOTH(tests);
}
