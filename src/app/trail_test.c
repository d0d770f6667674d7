/* The audit trail as the pages write it, and that reading a page changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "account/account.h"
#include "app/routes.h"
#include "app/test_site.h"
#include "staff/staff.h"

static int64_t looks(const char *outcome)
{
    return test_number(
        &site, test_text(&site, "select count(*) from audit where outcome = '%s'", outcome));
}

static void verify(int64_t *checked, int64_t *broken)
{
    Db *db;
    assert_null(store_read(site.store.store, &db));
    Error *error = audit_verify(db, site.kept, site.school, checked, broken);
    store_read_end(site.store.store, db);
    assert_null(error);
}

static int64_t broken_at(void)
{
    int64_t checked, broken;
    verify(&checked, &broken);
    return broken;
}

static void every_look_is_a_row(void **state)
{
    (void)state;
    static const char *const pages[] = {"/learners/:learner",
                                        "/learners/:learner/plan",
                                        "/learners/:learner/history",
                                        "/learners/:learner/concerns",
                                        "/register",
                                        "/today",
                                        "/learners/:learner/sessions"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        int64_t before = looks("done");
        assert_int_equal(test_get(&site, TEACHER, test_path(&site, pages[i], site.own)).status,
                         200);
        if (looks("done") != before + 1)
            fail_msg("%s was not recorded once", pages[i]);
    }
    const char *mine = test_text(&site,
                                 "select count(*) from audit where staff_id = %lld and learner_id "
                                 "= %lld and role = 'teacher' and action like 'GET /learners/%%'",
                                 (long long)site.staff[TEACHER].n, (long long)site.own.n);
    assert_int_equal(test_number(&site, mine), 5);
}

static void a_refused_look_is_a_row_too(void **state)
{
    (void)state;
    int64_t before = looks("refused");
    test_get(&site, TEACHER, test_path(&site, "/learners/:learner", site.other));
    test_get(&site, TEACHER, test_path(&site, "/learners/:learner/decision", site.own));
    test_get(&site, OFFICE, "/register");
    assert_int_equal(looks("refused"), before + 3);
    const char *other = test_text(&site,
                                  "select count(*) from audit where outcome = 'refused' and "
                                  "learner_id = %lld",
                                  (long long)site.other.n);
    assert_int_equal(test_number(&site, other), 1);
}

/* Looks at the learner who will be in the class tomorrow, whom no other test looks at. */
static Error *look_by_turns(Db *db, void *context)
{
    (void)context;
    static const struct {
        Who who;
        int64_t minute;
        const char *outcome;
    } turns[] = {
        {TEACHER, 1, "done"}, {SENCO, 2, "done"},      {TEACHER, 3, "returned"},
        {HEAD, 4, "refused"}, {SENCO, 5, "refused"},   {ASSISTANT, 6, "refused"},
        {OFFICE, 0, "done"},  {TEACHER, 7, "refused"},
    };
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        AuditEntry entry = {.staff_id = site.staff[turns[i].who],
                            .role = "as then",
                            .action = "GET /learners/:learner",
                            .learner_id = site.later,
                            .outcome = turns[i].outcome,
                            .reference = "test"};
        TRY(audit_add(db, site.kept, site.school, (Moment){turns[i].minute * 60000}, &entry));
    }
    return NULL;
}

static Looks last_looks(LearnerId learner, int most)
{
    Db *db;
    Looks looks;
    assert_null(store_read(site.store.store, &db));
    assert_null(audit_last_looks(db, site.kept, site.school, learner, most, &looks));
    store_read_end(site.store.store, db);
    return looks;
}

static void each_who_looked_is_named_once_the_newest_first(void **state)
{
    (void)state;
    test_write(&site, look_by_turns, NULL);
    static const int64_t minutes[] = {3, 2, 0};
    static const Role roles[] = {ROLE_TEACHER, ROLE_SENCO, ROLE_OFFICE};
    for (int most = 1; most < 6; most++) {
        Looks looks = last_looks(site.later, most);
        assert_int_equal(looks.count, most < 3 ? most : 3);
        for (size_t i = 0; i < looks.count && i < 3; i++) {
            assert_int_equal(looks.items[i].at.milliseconds, minutes[i] * 60000);
            assert_string_equal(looks.items[i].role, role_words(roles[i]));
        }
    }
    assert_int_equal(last_looks(site.foreign, 5).count, 0);
}

static bool trail_says(const char *query, const char *words)
{
    Answer answer = test_get(&site, SENCO, test_text(&site, "/trail%s", query));
    assert_int_equal(answer.status, 200);
    return answer_says(&answer, words);
}

static void the_trail_is_searched_by_person_learner_day_and_outcome(void **state)
{
    (void)state;
    test_get(&site, TEACHER, test_path(&site, "/learners/:learner/plan", site.own));
    test_get(&site, TEACHER, test_path(&site, "/learners/:learner/decision", site.own));
    const char *plan = "Opened: plan</td>", *decision = "Tried to open: decide on support";
    const char *teacher = test_text(&site, "?person=%lld", (long long)site.staff[TEACHER].n);
    const char *office = test_text(&site, "?person=%lld", (long long)site.staff[OFFICE].n);
    const char *own = test_text(&site, "?learner=%lld", (long long)site.own.n);
    const char *later = test_text(&site, "?learner=%lld", (long long)site.later.n);
    assert_true(trail_says(teacher, plan) && trail_says(teacher, decision));
    assert_false(trail_says(office, plan) || trail_says(office, decision));
    assert_true(trail_says(own, plan));
    assert_false(trail_says(later, plan));
    assert_true(trail_says("?refused=1", decision));
    assert_false(trail_says("?refused=1", plan));
    assert_true(trail_says("?from=2020-01-01", plan));
    assert_false(trail_says("?until=2020-01-01", plan));
    assert_false(trail_says("?from=2099-01-01", plan));
    assert_false(trail_says("?before=1", plan));
    assert_true(trail_says("?from=31/2/2026", "There is no such day"));
    assert_true(trail_says("?until=x", "There is no such day"));
    assert_true(trail_says("?person=x&learner=-1&before=99999999999999999999", plan));
}

static void a_familys_acts_are_found_and_the_child_is_named_on_the_page_alone(void **state)
{
    (void)state;
    test_get(&site, PARENT, test_path(&site, "/family/learners/:learner", site.own));
    const char *parent = test_text(&site, "?person=%lld", (long long)site.parent.n);
    assert_true(trail_says(parent, "Opened: the plan in plain words"));
    assert_true(trail_says(parent, "<optgroup label=\"Families\">"));
    const char *other = test_text(&site, "?person=%lld", (long long)site.staff[EXAMS].n);
    assert_false(trail_says(other, "Opened: the plan in plain words"));
    const char *own = test_text(&site, "?learner=%lld", (long long)site.own.n);
    assert_true(trail_says(own, "Remove filter: </span>Zofia"));
    Answer looks = test_get(&site, HEAD, test_path(&site, "/learners/:learner/looks", site.own));
    assert_true(answer_says(&looks, test_text(&site, "href=\"/trail%s\"", own)));
}

static void what_was_done_is_said_in_words_whatever_ids_it_names(void **state)
{
    (void)state;
    const char *plan = test_path(&site, "/learners/:learner/plans/:plan", site.own);
    assert_int_equal(test_get(&site, SENCO, plan).status, 200);
    assert_true(trail_says("", "Opened: a plan as it was agreed"));
    test_get(&site, HEAD, test_text(&site, "/school/staff/%lld", (long long)site.staff[TEACHER].n));
    assert_true(trail_says("", "Opened: one who works here ("));
    test_get(&site, HEAD, "/school/staff/77");
    assert_true(trail_says("", "Tried to open: one who works here <"));
    Answer everything = test_get(&site, SENCO, "/trail");
    assert_false(answer_says(&everything, ">GET /") || answer_says(&everything, ">POST /"));
    Answer file = test_get(&site, SENCO, "/trail/file");
    assert_false(answer_says(&file, ",GET /") || answer_says(&file, ",POST /"));
}

static void another_schools_entries_are_not_found(void **state)
{
    (void)state;
    const char *foreign = test_text(&site, "?learner=%lld", (long long)site.foreign.n);
    test_get(&site, SENCO, test_path(&site, "/learners/:learner", site.foreign));
    Answer answer = test_get(&site, SENCO, test_text(&site, "/trail%s", foreign));
    assert_true(answer_says(&answer, "Tried to open"));
    assert_false(answer_says(&answer, "Hilltop"));
    assert_int_equal(
        test_get(&site, SENCO, test_path(&site, "/learners/:learner/looks", site.foreign)).status,
        404);
}

static void the_family_is_told_who_opened_the_record(void **state)
{
    (void)state;
    test_get(&site, TEACHER, test_path(&site, "/learners/:learner/plan", site.own));
    Answer answer = test_get(&site, HEAD, test_path(&site, "/learners/:learner/looks", site.own));
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Class teacher") && answer_says(&answer, "Opened: the plan"));
    Answer none = test_get(&site, HEAD, test_path(&site, "/learners/:learner/looks", site.former));
    assert_true(answer_says(&none, "Nobody has opened this record yet"));
}

static void the_trail_goes_out_as_a_file(void **state)
{
    (void)state;
    test_get(&site, TEACHER, test_path(&site, "/learners/:learner/plan", site.own));
    Answer answer = test_get(&site, SENCO, "/trail/file?refused=");
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer_header(&answer, "Content-Type"), "text/csv; charset=utf-8");
    assert_true(answer_says(&answer, "When,Who,Role,What,Outcome,About\r\n"));
    assert_true(answer_says(&answer, ",Class teacher,Opened: plan,done,"));
    Answer none = test_get(&site, SENCO, "/trail/file?until=2020-01-01");
    assert_false(answer_says(&none, "Opened: plan"));
    static const char *const misread[] = {"learner=abc", "person=Mr+Hughes", "from=nonsense",
                                          "until=31%2F02%2F2026", "before=-"};
    for (size_t i = 0; i < sizeof misread / sizeof misread[0]; i++) {
        Answer refused =
            test_get(&site, SENCO, arena_print(site.kept, "/trail/file?%s", misread[i]));
        if (refused.status != 422 || answer_says(&refused, "Opened: plan"))
            fail_msg("%s: %d", misread[i], refused.status);
    }
}

/* What stands behind the text on its line. */
static const char *line_after(const Answer *answer, const char *text)
{
    const char *found = strstr(answer->body, text);
    if (found == NULL)
        fail_msg("nothing says %s", text);
    found += strlen(text);
    return test_text(&site, "%.*s", (int)strcspn(found, "\r\n"), found);
}

static int64_t newest_list_entry(void)
{
    return test_number(&site, "select max(id) from audit where list_hash is not null and "
                              "action = 'GET /register'");
}

static int64_t shown_by_newest(const char *action, LearnerId learner)
{
    return test_number(
        &site, test_text(&site,
                         "select count(*) from audit a join audit_list l on l.school_id = "
                         "a.school_id and l.hash = a.list_hash where l.learners like '%%,%lld,%%' "
                         "and a.id = (select max(id) from audit where action like '%s')",
                         (long long)learner.n, action));
}

static void a_list_is_named_in_the_file_and_on_its_page(void **state)
{
    (void)state;
    assert_int_equal(test_get(&site, TEACHER, "/register").status, 200);
    const char *page = test_text(&site, "/trail/lists/%lld", (long long)newest_list_entry());
    Answer file = test_get(&site, HEAD, "/trail/file");
    const char *about = line_after(&file, ",Class teacher,Opened: the register,done,");
    assert_non_null(strstr(about, "Zofia Nowak"));
    assert_non_null(strstr(about, "; "));
    assert_int_equal(shown_by_newest("GET /trail/file", site.own), 1);
    Answer trail = test_get(&site, HEAD, "/trail");
    assert_true(answer_says(&trail, test_text(&site, "<a href=\"%s\">", page)));
    Answer names = test_get(&site, HEAD, page);
    assert_int_equal(names.status, 200);
    assert_true(answer_says(&names, ">Zofia Nowak</a>") && answer_says(&names, "Class teacher"));
    assert_false(answer_says(&names, "Hilltop"));
    assert_int_equal(shown_by_newest("GET /trail/lists/%", site.own), 1);
}

static void a_list_that_is_none_is_not_there(void **state)
{
    (void)state;
    static const char *const none[] = {"0", "1", "-1", "x", "9223372036854775807"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(test_get(&site, HEAD, test_text(&site, "/trail/lists/%s", none[i])).status,
                         404);
    const char *no_list = "select max(id) from audit where list_hash is null";
    assert_int_equal(
        test_get(&site, HEAD,
                 test_text(&site, "/trail/lists/%lld", (long long)test_number(&site, no_list)))
            .status,
        404);
}

/* Whoever's name is a formula heads the list, and whoever's record is sealed ends it. */
static void a_name_in_a_list_is_no_formula_and_no_sealed_name(void **state)
{
    (void)state;
    const char *own = test_text(&site, "where id = %lld", (long long)site.own.n);
    test_store_run(&site.store, test_text(&site,
                                          "update learner set known_name = '=1+1', "
                                          "sort_name = ' ' %s",
                                          own));
    assert_int_equal(test_get(&site, TEACHER, "/register").status, 200);
    Answer file = test_get(&site, HEAD, "/trail/file");
    const char *about = line_after(&file, ",Class teacher,Opened: the register,done,");
    assert_true(text_starts(about, "\"'=1+1; "));
    test_store_run(&site.store, test_text(&site,
                                          "update learner set known_name = 'Zofia Nowak', "
                                          "sort_name = 'nowak zofia', closed_as = 'sealed' "
                                          "%s",
                                          own));
    file = test_get(&site, HEAD, "/trail/file");
    about = line_after(&file, ",Class teacher,Opened: the register,done,");
    Answer names = test_get(&site, HEAD,
                            test_text(&site, "/trail/lists/%lld", (long long)newest_list_entry()));
    test_store_run(&site.store, test_text(&site, "update learner set closed_as = null %s", own));
    assert_null(strstr(about, "Zofia"));
    assert_non_null(strstr(about, "; A sealed record"));
    assert_true(answer_says(&names, "A sealed record") && !answer_says(&names, "Zofia"));
}

static void a_form_that_came_back_is_not_done(void **state)
{
    (void)state;
    int64_t done = looks("done"), returned = looks("returned");
    const char *path = test_path(&site, "/learners/:learner/concerns", site.own);
    assert_int_equal(test_post(&site, TEACHER, path, "wording=").status, 422);
    assert_int_equal(looks("done"), done);
    assert_int_equal(looks("returned"), returned + 1);
}

static void nothing_typed_is_in_the_trail(void **state)
{
    (void)state;
    test_post(&site, SENCO, "/find", "wanted=Nowak");
    assert_int_equal(test_number(&site, "select count(*) from audit where action like '%Nowak%' or "
                                        "reference like '%Nowak%'"),
                     0);
    assert_true(test_number(&site, "select count(*) from audit where action = 'POST /find'") > 0);
}

/* ---- Every change, and every sign-in ----------------------------------------------------------
 */

static int64_t entries(void)
{
    return test_number(&site, "select count(*) from audit");
}

static int64_t entries_that(const char *are)
{
    return test_number(&site, test_text(&site, "select count(*) from audit where %s", are));
}

/* Who may send it; another for each that ends a session, or that gives one out. */
static Who who_sends(const Route *route)
{
    static const Who senders[] = {SENCO, HEAD, TEACHER, OFFICE, PROFESSIONAL, PARENT};
    Matrix matrix = matrix_default();
    if (route->permission == MAY_LEAVE)
        return LEARNER;
    for (size_t i = 0; i < sizeof senders / sizeof senders[0]; i++)
        if (matrix_reach(&matrix, role_set((Role)senders[i]), route->permission) != REACH_NONE)
            return senders[i];
    fail_msg("%s: nobody sends it", route->path);
    return NOBODY;
}

/* A form for anyone is sent by nobody that dispatch knows: its handler notes whoever it finds. */
static const struct {
    const char *path, *why;
} for_anyone[] = {
    {"/in", "the handler notes who came in; dispatch, who was refused"},
    {"/in/with", "sends the browser to the provider, and keeps a form that was being typed"},
    {"/in/with/back", "the handler notes who came in; dispatch, that somebody was refused"},
    {"/family/in", "a row whoever asks; the mail job notes whose it is"},
    {"/family/in/link", "the handler notes who came in; a link that is none is nobody's"},
    {"/setup", "the handler notes who set a password; dispatch, who was refused"},
    {"/family/address", "the handler notes whose address it is; a link that is none is nobody's"},
};

static bool is_for_anyone(const Route *route)
{
    for (size_t i = 0; i < sizeof for_anyone / sizeof for_anyone[0]; i++)
        if (text_equal(route->path, for_anyone[i].path))
            return true;
    return false;
}

static void every_form_leaves_an_entry(void **state)
{
    for (size_t i = 0; i < route_count; i++) {
        const Route *route = &routes[i];
        if (route->method != POST)
            continue;
        test_site_each(state); /* an earlier form may have ended a session */
        if (route->permission == MAY_ANYONE) {
            if (!is_for_anyone(route))
                fail_msg("%s: who notes what it does?", route->path);
            continue;
        }
        int64_t before = entries();
        Answer answer = test_post(&site, who_sends(route), test_path(&site, route->path, site.own),
                                  route->form == NULL ? NULL : "nothing=1");
        if (entries() <= before)
            fail_msg("POST %s answered %d and left no entry", route->path, answer.status);
    }
}

static Answer sign_in(const char *email, const char *password)
{
    return test_post(&site, NOBODY, "/in",
                     test_text(&site, "email=%s&password=%s", url_encode(site.kept, email),
                               url_encode(site.kept, password)));
}

static void every_sign_in_is_an_entry_of_whose_it_is(void **state)
{
    (void)state;
    const char *mine = test_text(&site, "staff_id = %lld", (long long)site.staff[SENCO].n);
    const char *done = test_text(&site, "%s and action = 'signed in with a password'", mine);
    const char *refused = test_text(
        &site, "%s and action = 'POST /in' and outcome = 'refused' and role = 'unproved'", mine);
    int64_t in = entries_that(done), out = entries_that(refused);
    assert_int_equal(sign_in(TEST_EMAIL, TEST_PASSWORD).status, 303);
    assert_int_equal(entries_that(done), in + 1);
    assert_int_equal(sign_in(TEST_EMAIL, "four parts make two").status, 422);
    assert_int_equal(entries_that(refused), out + 1);
    assert_true(trail_says("", "Tried: sign in"));
    assert_true(trail_says("", "not signed in"));
    assert_int_equal(broken_at(), 0);
}

/* It is nobody's, so it is in nobody's trail; it is counted, and what was typed is nowhere. */
static void a_name_that_nobody_has_is_counted_and_not_kept(void **state)
{
    (void)state;
    int64_t before = entries();
    int64_t tries = test_number(&site, "select coalesce(sum(tries), 0) from stranger_try");
    assert_int_equal(sign_in("stranger@school.example", TEST_PASSWORD).status, 422);
    assert_int_equal(sign_in("no address", "x").status, 422);
    assert_int_equal(entries(), before);
    assert_int_equal(test_number(&site, "select sum(tries) from stranger_try"), tries + 2);
}

static void ending_a_session_is_an_entry(void **state)
{
    (void)state;
    static const struct {
        const char *path, *action;
    } ends[] = {
        {"/me/sessions/77/end", "POST /me/sessions/77/end"},
        {"/me/sessions/end", "POST /me/sessions/end"},
        {"/me/devices/88/forget", "POST /me/devices/88/forget"},
        {"/out", "POST /out"},
    };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const char *kept =
            test_text(&site, "staff_id = %lld and outcome = 'done' and action = '%s'",
                      (long long)site.staff[GOVERNOR].n, ends[i].action);
        int64_t before = entries_that(kept);
        assert_int_equal(test_post(&site, GOVERNOR, ends[i].path, NULL).status, 303);
        assert_int_equal(entries_that(kept), before + 1);
    }
}

/* ---- The chain --------------------------------------------------------------------------------
 */

/* So that there is a list to be changed. */
static void newest_list(void)
{
    assert_int_equal(test_get(&site, SENCO, "/register").status, 200);
}

static void no_entry_is_changed_or_taken_out(void **state)
{
    (void)state;
    static const char replaced_row[] =
        "replace into audit select school_id, id, happened_at, staff_id, contact_id, 'head', "
        "action, learner_id, list_hash, outcome, reference, previous_hash, hash from audit";
    static const char *const attempts[] = {
        "update audit set outcome = 'done'",
        "update audit set role = 'head' where id = (select max(id) from audit)",
        "delete from audit where id = (select max(id) from audit)",
        "delete from audit",
        "update audit_list set learner_count = 0",
        "delete from audit_list",
        /* SQLite's way past the two before. */
        replaced_row,
        "replace into audit_list select school_id, hash, ',9,', 1 from audit_list",
    };
    newest_list();
    int64_t before = entries();
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
        if (!test_store_refuses(&site.store, attempts[i]))
            fail_msg("%s was let through", attempts[i]);
    assert_int_equal(entries(), before);
    assert_int_equal(broken_at(), 0);
}

static void the_chain_is_whole_until_a_row_is_touched(void **state)
{
    (void)state;
    int64_t checked, broken;
    test_store_unlock(&site.store, "audit");
    verify(&checked, &broken);
    assert_int_equal(broken, 0);
    assert_int_equal(checked, test_number(&site, "select count(*) from audit"));
    assert_true(checked > 5);
    int64_t row = test_number(&site, "select min(id) + 0 * count(*) from audit where role = "
                                     "'teacher' and outcome = 'done'");
    static const char *const touches[][2] = {
        {"outcome = 'undone'", "outcome = 'done'"},
        {"role = 'senco'", "role = 'teacher'"},
        {"learner_id = learner_id + 1", "learner_id = learner_id - 1"},
        {"reference = reference || 'x'", "reference = substr(reference, 1, length(reference) - 1)"},
        {"hash = previous_hash, previous_hash = hash",
         "hash = previous_hash, previous_hash = hash"},
    };
    for (size_t i = 0; i < sizeof touches / sizeof touches[0]; i++) {
        for (size_t back = 0; back < 2; back++) {
            test_store_run(&site.store, test_text(&site, "update audit set %s where id = %lld",
                                                  touches[i][back], (long long)row));
            assert_int_equal(broken_at(), back == 0 ? row : 0);
        }
    }
}

/* Last of all, for the chain stays broken. */
static void a_row_taken_out_is_missed(void **state)
{
    (void)state;
    int64_t last = test_number(&site, "select max(id) from audit");
    test_store_run(&site.store,
                   test_text(&site, "delete from audit where id = %lld", (long long)last));
    assert_int_equal(broken_at(), last);
    int64_t left = test_number(&site, "select max(id) from audit");
    test_store_run(&site.store, "delete from audit_head");
    assert_int_equal(broken_at(), left);
    int64_t first = test_number(&site, "select min(id) from audit");
    test_store_run(&site.store,
                   test_text(&site, "delete from audit where id = %lld", (long long)first));
    assert_true(broken_at() > first);
}

/* ---- A GET writes nothing --------------------------------------------------------------------
 */

static Error *write_in_get(Request *request)
{
    AuditEntry entry = {
        .role = "program", .action = "GET /write", .outcome = "done", .reference = "x"};
    return audit_add(request->db, request->arena, site.school, request->now, &entry);
}

static Error *write_anyway(Request *request)
{
    (void)write_in_get(request);
    buffer_put_text(request->out, "as if nothing had happened");
    return NULL;
}

static void a_page_that_writes_is_refused(void **state)
{
    (void)state;
    static const Route writing[] = {
        {GET, "/write", write_in_get, MAY_ANYONE, .purpose = "a mistake of ours"},
        {GET, "/anyway", write_anyway, MAY_ANYONE, .purpose = "another"},
    };
    SiteOptions options = {.routes = writing,
                           .route_count = 2,
                           .store = site.store.store,
                           .sign_in_page = account_sign_in_page};
    Site *whole = site.site;
    const char *before = test_store_content(&site.store);
    assert_null(site_create(site.store.arena, &options, &site.site));
    int refused = test_get(&site, NOBODY, "/write").status;
    test_get(&site, NOBODY, "/anyway");
    site.site = whole;
    assert_int_equal(refused, 500);
    assert_string_equal(test_store_content(&site.store), before);
}

/* ---- A route table that cannot be served ------------------------------------------------------
 */

static Error *no_page(Request *request)
{
    (void)request;
    return NULL;
}

static void a_route_that_was_not_thought_through_is_refused(void **state)
{
    (void)state;
    static const Route wrong[] = {
        {GET, "/learners/:learner", no_page, MAY_ANYONE, .purpose = "a child for anyone"},
        {GET, "/learners/:learner", no_page, MAY_SIGNED_IN, .purpose = "a child for all staff"},
        {GET, "/page", NULL, MAY_SIGNED_IN, .purpose = "no handler"},
        {GET, "/page", no_page, MAY_SIGNED_IN, .purpose = NULL},
        {POST, "/page", no_page, MAY_SIGNED_IN, &sign_in_form, .purpose = "no page to come back"},
        {GET, "/page", no_page, MAY_SIGNED_IN, &sign_in_form, .purpose = "a form in a GET"},
        {GET, "/page", no_page, MAY_SIGNED_IN, .prepare = no_page, .purpose = "slow"},
        {GET, "//page", no_page, MAY_SIGNED_IN, .purpose = "no path"},
        {GET, "/a/b/c/d/e/f/g/h/i/j/k", no_page, MAY_SIGNED_IN, .purpose = "too deep"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        SiteOptions options = {.routes = &wrong[i], .route_count = 1, .store = site.store.store};
        Site *made;
        assert_non_null(site_create(site.kept, &options, &made));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(every_look_is_a_row),
        SITE_TEST(a_refused_look_is_a_row_too),
        SITE_TEST(each_who_looked_is_named_once_the_newest_first),
        SITE_TEST(the_trail_is_searched_by_person_learner_day_and_outcome),
        SITE_TEST(a_familys_acts_are_found_and_the_child_is_named_on_the_page_alone),
        SITE_TEST(what_was_done_is_said_in_words_whatever_ids_it_names),
        SITE_TEST(another_schools_entries_are_not_found),
        SITE_TEST(the_family_is_told_who_opened_the_record),
        SITE_TEST(the_trail_goes_out_as_a_file),
        SITE_TEST(a_list_is_named_in_the_file_and_on_its_page),
        SITE_TEST(a_list_that_is_none_is_not_there),
        SITE_TEST(a_name_in_a_list_is_no_formula_and_no_sealed_name),
        SITE_TEST(a_form_that_came_back_is_not_done),
        SITE_TEST(nothing_typed_is_in_the_trail),
        SITE_TEST(every_form_leaves_an_entry),
        SITE_TEST(every_sign_in_is_an_entry_of_whose_it_is),
        SITE_TEST(a_name_that_nobody_has_is_counted_and_not_kept),
        SITE_TEST(ending_a_session_is_an_entry),
        SITE_TEST(no_entry_is_changed_or_taken_out),
        SITE_TEST(the_chain_is_whole_until_a_row_is_touched),
        SITE_TEST(a_page_that_writes_is_refused),
        SITE_TEST(a_route_that_was_not_thought_through_is_refused),
        SITE_TEST(a_row_taken_out_is_missed),
    };
    return RUN_ON_BOTH(tests);
}
