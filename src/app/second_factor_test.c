/* The second factor through the pages: setting it up, giving it, what opens without it (nothing),
 * losing it, and changing it. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"
#include "staff/staff.h"
#include "staff/test_factor.h"

/* As in a real school, where everybody owes one; each test begins without any. */
static int each(void **state)
{
    clock_fix(MOMENT_NONE);
    clock_fix(clock_now());
    test_store_run(&site.store, "delete from recovery_code");
    test_store_run(&site.store, "delete from session");
    test_store_run(&site.store, "update account set factor_secret = null, factor_step = null, "
                                "factor_since = null");
    return test_site_each(state);
}

static Site *demo;

static int begin_strict(void **state, int (*begin)(void **))
{
    int failed = begin(state);
    demo = site.site;
    site.site = site.strict;
    return failed;
}

static int begin_sqlite(void **state)
{
    return begin_strict(state, test_site_begin_sqlite);
}

static int begin_postgresql(void **state)
{
    return begin_strict(state, test_site_begin_postgresql);
}

static void pass(int seconds)
{
    clock_fix((Moment){clock_now().milliseconds + (int64_t)seconds * 1000});
}

/* ---- What a person does ------------------------------------------------------------------------
 */

typedef struct Person {
    const char *cookie, *device;
    Bytes secret;      /* in the app */
    const char *codes; /* the page that showed the recovery codes */
} Person;

static Answer post(const Person *person, const char *path, const char *body)
{
    return test_ask(&site, &(Ask){.who = NOBODY,
                                  .method = HTTP_POST,
                                  .path = path,
                                  .cookie = person->cookie,
                                  .device = person->device,
                                  .body = body});
}

static Answer get(const Person *person, const char *path)
{
    return test_ask(&site, &(Ask){.who = NOBODY,
                                  .method = HTTP_GET,
                                  .path = path,
                                  .cookie = person->cookie,
                                  .device = person->device});
}

static Answer sign_in(Person *person, const char *more)
{
    const char *body = test_text(&site, "email=%s&password=%s%s", url_encode(site.kept, TEST_EMAIL),
                                 url_encode(site.kept, TEST_PASSWORD), more);
    person->cookie = NULL;
    Answer answer = post(person, "/in", body);
    person->cookie = answer_cookie(&site, &answer);
    return answer;
}

static void keep(Person *person, const Answer *answer)
{
    const char *cookie = answer_cookie(&site, answer), *device = answer_device(&site, answer);
    person->cookie = cookie != NULL ? cookie : person->cookie;
    person->device = device != NULL ? device : person->device;
}

static Answer give(Person *person, const char *code, const char *more)
{
    Answer answer = post(person, "/in/factor",
                         test_text(&site, "code=%s%s", url_encode(site.kept, code), more));
    keep(person, &answer);
    return answer;
}

static const char *code_now(const Person *person)
{
    return test_code(site.kept, person->secret, clock_now());
}

/* As an app reads it: the key on the page, back to bytes. */
static Bytes key_on(const Answer *page)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    unsigned char *bytes = arena_alloc(site.kept, FACTOR_SECRET);
    const char *key = strstr(page->body, "class=\"app-key\">");
    uint32_t bits = 0;
    size_t length = 0;
    int count = 0;
    assert_non_null(key);
    for (key += strlen("class=\"app-key\">"); *key != '<'; key++) {
        if (*key == ' ')
            continue;
        bits = bits << 5 | (uint32_t)(strchr(letters, *key) - letters);
        count += 5;
        if (count >= 8) {
            assert_true(length < FACTOR_SECRET);
            count -= 8;
            bytes[length++] = (unsigned char)(bits >> count);
        }
    }
    assert_int_equal(length, FACTOR_SECRET);
    return (Bytes){bytes, length};
}

/* Somebody new, up to the page of recovery codes. */
static Person enrolled(void)
{
    Person person = {0};
    Answer answer = sign_in(&person, "");
    assert_string_equal(answer_header(&answer, "Location"), "/in/factor");
    Answer page = get(&person, "/in/factor");
    person.secret = key_on(&page);
    answer = give(&person, code_now(&person), "");
    assert_int_equal(answer.status, 200);
    person.codes = answer.body;
    pass(60);
    return person;
}

static const char *recovery_code(const Person *person, int nth)
{
    const char *list = strstr(person->codes, "class=\"codes\"");
    for (int i = 0; i <= nth; i++) {
        list = strstr(list, "<li>");
        assert_non_null(list);
        list += strlen("<li>");
    }
    return arena_copy_length(site.kept, list, strcspn(list, "<"));
}

static bool is_in(const Person *person)
{
    return get(person, "/today").status == 200;
}

/* ---- Signing in -------------------------------------------------------------------------------
 */

static void a_new_account_sets_it_up_at_its_first_sign_in(void **state)
{
    (void)state;
    Person person = {0};
    sign_in(&person, "");
    const char *first = person.cookie;
    assert_false(is_in(&person));
    Answer page = get(&person, "/in/factor");
    assert_true(answer_says(&page, "<path fill=\"#000\" d=\"M4 4h7v1H4z"));
    assert_false(answer_says(&page, "href=\"/register\""));
    person.secret = key_on(&page);
    assert_int_equal(give(&person, "000000", "").status, 422);
    assert_false(is_in(&person));
    Answer codes = give(&person, code_now(&person), "&to=/register");
    assert_int_equal(codes.status, 200);
    assert_int_equal(test_number(&site, "select count(*) from recovery_code"), RECOVERY_CODES);
    assert_string_not_equal(person.cookie, first);
    assert_true(is_in(&person));
    person.codes = codes.body;
    assert_true(strlen(recovery_code(&person, RECOVERY_CODES - 1)) >= 12);
    Answer on = post(&person, "/in/on", "to=/register");
    assert_string_equal(answer_header(&on, "Location"), "/register");
    /* The token from before the step is dead. */
    person.cookie = first;
    assert_false(is_in(&person));
    assert_int_equal(test_number(&site, "select count(*) from audit where action = "
                                        "'second factor set up'") > 0,
                     1);
}

static void the_code_is_asked_at_every_sign_in_and_taken_once(void **state)
{
    (void)state;
    Person person = enrolled();
    for (int i = 0; i < 2; i++) {
        Answer answer = sign_in(&person, "&to=/register");
        assert_string_equal(answer_header(&answer, "Location"), "/in/factor?to=%2Fregister");
        const char *before = person.cookie;
        assert_false(is_in(&person));
        const char *code = code_now(&person);
        answer = give(&person, code, "&to=/register");
        assert_int_equal(answer.status, 303);
        assert_string_equal(answer_header(&answer, "Location"), "/register");
        assert_string_not_equal(person.cookie, before);
        assert_true(is_in(&person));
        /* Seen over a shoulder, it is worth nothing. */
        Person other = {.secret = person.secret};
        sign_in(&other, "");
        assert_int_equal(give(&other, code, "").status, 422);
        assert_false(is_in(&other));
        pass(60);
    }
}

static void wrong_codes_are_refused(void **state)
{
    (void)state;
    Person person = enrolled();
    const char *next = test_code(site.kept, person.secret,
                                 (Moment){clock_now().milliseconds + (int64_t)120 * 1000});
    const char *const wrong[] = {"", "1", "abcdef", "0000000", next, "AAA-AAA-AAA-AAA"};
    sign_in(&person, "");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Answer answer = give(&person, wrong[i], "");
        assert_int_equal(answer.status, 422);
        if (*wrong[i] != '\0' && i > 1)
            assert_false(answer_says(&answer, wrong[i]));
    }
    assert_false(is_in(&person));
    assert_int_equal(give(&person, code_now(&person), "").status, 303);
}

static void guessing_at_codes_waits_and_the_owners_device_does_not(void **state)
{
    (void)state;
    Person person = enrolled(), thief = {0};
    sign_in(&thief, "");
    int tries = 0;
    while (give(&thief, "123123", "").status == 422)
        tries++;
    assert_int_equal(tries, 10);
    assert_int_equal(give(&thief, code_now(&person), "").status, 429);
    sign_in(&person, "");
    assert_int_equal(give(&person, code_now(&person), "").status, 303);
}

/* ---- Without it nothing opens ------------------------------------------------------------------
 */

static void expect_step(const Person *person, const Route *route)
{
    const char *path = test_path(&site, route->path, site.own);
    Answer answer = route->method == POST ? post(person, path, "wording=x") : get(person, path);
    const char *location = answer_header(&answer, "Location");
    if (answer.status != 303 || location == NULL || !text_starts(location, "/in/factor"))
        fail_msg("%s %s: %d, %s", route->method == POST ? "POST" : "GET", path, answer.status,
                 location == NULL ? "" : location);
    assert_false(answer_says(&answer, "Nowak"));
}

static void no_route_opens_before_the_factor_is_given(void **state)
{
    (void)state;
    Person person = enrolled(), fresh = {0};
    sign_in(&person, "");
    for (size_t i = 0; i < route_count; i++)
        if (routes[i].permission > MAY_CONFIRM)
            expect_step(&person, &routes[i]);
    assert_false(is_in(&person));
    /* Nor for one who has yet to set it up. */
    test_store_run(&site.store, "update account set factor_secret = null, factor_since = null");
    sign_in(&fresh, "");
    for (size_t i = 0; i < route_count; i++)
        if (routes[i].permission > MAY_CONFIRM)
            expect_step(&fresh, &routes[i]);
    assert_int_equal(test_number(&site, "select count(*) from concern where wording = 'x'"), 0);
    assert_int_equal(post(&fresh, "/out", NULL).status, 303);
    assert_int_equal(test_number(&site, "select count(*) from audit where outcome = 'done' and "
                                        "action = 'GET /register'"),
                     0);
}

/* Two sign-ins that are both setting up: the second must not replace what the first set up. */
static void whoever_is_second_does_not_replace_the_first(void **state)
{
    (void)state;
    Person thief = {0};
    sign_in(&thief, "");
    Answer page = get(&thief, "/in/factor");
    thief.secret = key_on(&page);
    /* Another sign-in elsewhere sets it up. That ends the thief's session; even if it did not: */
    test_store_run(&site.store, "update account set factor_secret = (select offered_secret from "
                                "session where offered_secret is not null), factor_step = 1, "
                                "factor_since = created_at where email = '" TEST_EMAIL "'");
    assert_int_equal(give(&thief, code_now(&thief), "").status, 409);
    assert_false(is_in(&thief));
}

static void setting_it_up_ends_all_other_sessions(void **state)
{
    (void)state;
    Person other = {0};
    sign_in(&other, "");
    Person person = enrolled();
    assert_true(is_in(&person));
    assert_int_equal(get(&other, "/in/factor").status, 303);
}

static const char *concern_body(void)
{
    return test_fill(&site,
                     "wording=Half+a+page+<b>+%26+more&raised_by=parent&raised_by_name=Mrs+Nowak"
                     "&raised_on={today}&reply_by={later}",
                     site.own, NULL);
}

static void what_was_typed_survives_both_steps(void **state)
{
    (void)state;
    Person person = enrolled();
    const char *path = test_path(&site, "/learners/:learner/concerns", site.own);
    const char *carried =
        test_text(&site, "&carried_path=%s&carried_body=%s", url_encode(site.kept, path),
                  url_encode(site.kept, concern_body()));
    Answer answer = sign_in(&person, carried);
    assert_int_equal(answer.status, 303);
    assert_int_equal(give(&person, "000000", "").status, 422);
    answer = give(&person, code_now(&person), "");
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Half a page &lt;b&gt; &amp; more"));
    assert_true(answer_says(&answer, "You were signed out while you were typing"));
    assert_int_equal(
        test_number(&site, "select count(*) from session where carried_body is not null"), 0);
    /* And what is sent while the step is owed. */
    pass(60);
    sign_in(&person, "");
    answer = post(&person, path, concern_body());
    assert_string_equal(answer_header(&answer, "Location"), "/in/factor");
    answer = give(&person, code_now(&person), "");
    assert_true(answer_says(&answer, "Half a page &lt;b&gt; &amp; more"));
    assert_int_equal(test_number(&site, "select count(*) from concern where wording like 'Half%'"),
                     0);
}

static void what_was_typed_survives_the_setting_up(void **state)
{
    (void)state;
    Person person = {0};
    const char *path = test_path(&site, "/learners/:learner/concerns", site.own);
    sign_in(&person, test_text(&site, "&carried_path=%s&carried_body=%s",
                               url_encode(site.kept, path), url_encode(site.kept, concern_body())));
    Answer page = get(&person, "/in/factor");
    person.secret = key_on(&page);
    assert_int_equal(give(&person, code_now(&person), "").status, 200);
    Answer answer = post(&person, "/in/on", "to=");
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Half a page &lt;b&gt; &amp; more"));
}

/* ---- Losing it --------------------------------------------------------------------------------
 */

static void a_recovery_code_works_once(void **state)
{
    (void)state;
    Person person = enrolled();
    const char *code = recovery_code(&person, 3);
    sign_in(&person, "");
    Answer answer = give(&person, code, "");
    assert_string_equal(answer_header(&answer, "Location"), "/today?said=recovery_used");
    assert_true(is_in(&person));
    sign_in(&person, "");
    assert_int_equal(give(&person, code, "").status, 422);
    assert_int_equal(give(&person, recovery_code(&person, 4), "").status, 303);
    assert_int_equal(test_number(&site, "select count(*) from recovery_code"), RECOVERY_CODES - 2);
}

typedef struct Renewal {
    const char *code;
    bool new_factor;
} Renewal;

static Error *renew(Db *db, void *context)
{
    Renewal *renewal = context;
    AccountId account;
    SchoolId school;
    StaffId staff;
    const char *hash;
    TRY(sign_in_find(db, site.kept, TEST_EMAIL, moment_london_date(clock_now()), &account, &school,
                     &staff, &hash));
    if (renewal->new_factor)
        TRY(factor_turn_off(db, account));
    return setup_code_renew(db, site.kept, account, clock_now(), &renewal->code);
}

static void set_password(const char *code)
{
    Person nobody = {0};
    Answer answer =
        post(&nobody, "/setup",
             test_text(&site, "email=%s&code=%s&password=%s", url_encode(site.kept, TEST_EMAIL),
                       code, url_encode(site.kept, TEST_PASSWORD)));
    assert_int_equal(answer.status, 303);
}

static void a_new_password_does_not_skip_it(void **state)
{
    (void)state;
    Person person = enrolled();
    Renewal renewal = {.new_factor = false};
    test_write(&site, renew, &renewal);
    assert_false(is_in(&person));
    set_password(renewal.code);
    sign_in(&person, "");
    assert_false(is_in(&person));
    Answer page = get(&person, "/in/factor");
    assert_false(answer_says(&page, "class=\"app-key\""));
    assert_int_equal(give(&person, code_now(&person), "").status, 303);
    assert_true(is_in(&person));
}

static void a_factor_taken_away_ends_every_session_and_is_set_up_anew(void **state)
{
    (void)state;
    Person person = enrolled();
    Renewal renewal = {.new_factor = true};
    test_write(&site, renew, &renewal);
    assert_false(is_in(&person));
    assert_int_equal(test_number(&site, "select count(*) from recovery_code"), 0);
    set_password(renewal.code);
    sign_in(&person, "");
    Answer page = get(&person, "/in/factor");
    assert_true(answer_says(&page, "class=\"app-key\""));
    assert_int_equal(give(&person, code_now(&person), "").status, 422);
}

/* ---- Changing it ------------------------------------------------------------------------------
 */

static Answer change(Person *person, const char *path, const char *password, const char *code,
                     const char *more)
{
    Answer answer = post(person, path,
                         test_text(&site, "password=%s&code=%s%s", url_encode(site.kept, password),
                                   url_encode(site.kept, code), more));
    keep(person, &answer);
    return answer;
}

static void each_change_asks_for_password_and_code_again(void **state)
{
    (void)state;
    static const char *const paths[] = {"/me/factor", "/me/factor/codes", "/me/factor/off",
                                        "/me/password"};
    const char *more = "&new_password=nine+loud+magpies";
    Person person = enrolled();
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(change(&person, paths[i], "not this one", code_now(&person), more).status,
                         422);
        assert_int_equal(change(&person, paths[i], TEST_PASSWORD, "000000", more).status, 422);
        assert_int_equal(change(&person, paths[i], TEST_PASSWORD, "", more).status, 422);
    }
    assert_int_equal(test_number(&site, "select count(*) from recovery_code"), RECOVERY_CODES);
    assert_true(is_in(&person));
}

static void another_app_takes_the_place_of_the_first(void **state)
{
    (void)state;
    Person person = enrolled(), other = {.device = person.device, .secret = person.secret};
    sign_in(&other, "");
    assert_int_equal(give(&other, code_now(&person), "").status, 303);
    pass(60);
    Bytes before = person.secret;
    Answer answer = change(&person, "/me/factor", TEST_PASSWORD, code_now(&person), "");
    assert_string_equal(answer_header(&answer, "Location"), "/in/factor?to=%2Fme");
    Answer page = get(&person, "/in/factor");
    person.secret = key_on(&page);
    assert_memory_not_equal(person.secret.data, before.data, FACTOR_SECRET);
    assert_int_equal(give(&person, code_now(&person), "").status, 200);
    assert_true(is_in(&person));
    assert_false(is_in(&other));
    pass(60);
    sign_in(&other, "");
    assert_int_equal(give(&other, code_now(&other), "").status, 422);
}

static void new_recovery_codes_void_the_old(void **state)
{
    (void)state;
    Person person = enrolled();
    const char *old = recovery_code(&person, 0);
    Answer answer = change(&person, "/me/factor/codes", TEST_PASSWORD, code_now(&person), "");
    assert_int_equal(answer.status, 200);
    person.codes = answer.body;
    assert_string_not_equal(recovery_code(&person, 0), old);
    sign_in(&person, "");
    assert_int_equal(give(&person, old, "").status, 422);
    assert_int_equal(give(&person, recovery_code(&person, 0), "").status, 303);
}

static void only_a_demo_may_do_without(void **state)
{
    (void)state;
    Person person = enrolled();
    Answer answer = change(&person, "/me/factor/off", TEST_PASSWORD, code_now(&person), "");
    assert_int_equal(answer.status, 403);
    site.site = demo;
    answer = change(&person, "/me/factor/off", TEST_PASSWORD, code_now(&person), "");
    sign_in(&person, "");
    bool in = is_in(&person);
    site.site = site.strict;
    assert_string_equal(answer_header(&answer, "Location"), "/me?said=factor_off");
    assert_true(in);
}

static void a_changed_password_ends_the_other_sessions(void **state)
{
    (void)state;
    Person person = enrolled(), other = {.device = person.device};
    sign_in(&other, "");
    assert_int_equal(give(&other, code_now(&person), "").status, 303);
    pass(60);
    Answer answer = change(&person, "/me/password", TEST_PASSWORD, code_now(&person),
                           "&new_password=password1234");
    assert_int_equal(answer.status, 422);
    answer = change(&person, "/me/password", TEST_PASSWORD, code_now(&person),
                    "&new_password=nine+loud+magpies");
    assert_int_equal(answer.status, 303);
    assert_true(is_in(&person));
    assert_false(is_in(&other));
    pass(60);
    answer = change(&person, "/me/password", "nine loud magpies", code_now(&person),
                    "&new_password=four+parts+make+one");
    assert_int_equal(answer.status, 303);
}

static void one_ends_ones_own_sessions_and_nobody_elses(void **state)
{
    (void)state;
    Person person = enrolled(), other = {.device = person.device};
    sign_in(&other, "");
    assert_int_equal(give(&other, code_now(&person), "").status, 303);
    long long heads = test_number(&site, test_text(&site,
                                                   "select max(id) from session where staff_id = "
                                                   "%lld",
                                                   (long long)site.staff[HEAD].n));
    assert_int_equal(post(&person, test_text(&site, "/me/sessions/%lld/end", heads), NULL).status,
                     303);
    assert_int_equal(test_get(&site, HEAD, "/me").status, 200);
    long long others = test_number(&site, test_text(&site,
                                                    "select max(id) from session where staff_id = "
                                                    "%lld",
                                                    (long long)site.staff[SENCO].n));
    assert_int_equal(post(&person, test_text(&site, "/me/sessions/%lld/end", others), NULL).status,
                     303);
    assert_false(is_in(&other));
    assert_true(is_in(&person));
    assert_int_equal(post(&person, "/me/sessions/end", NULL).status, 303);
    assert_int_equal(test_get(&site, SENCO, "/me").status, 303);
    assert_int_equal(test_get(&site, HEAD, "/me").status, 200);
    assert_true(is_in(&person));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_account_sets_it_up_at_its_first_sign_in, each),
        cmocka_unit_test_setup(the_code_is_asked_at_every_sign_in_and_taken_once, each),
        cmocka_unit_test_setup(wrong_codes_are_refused, each),
        cmocka_unit_test_setup(guessing_at_codes_waits_and_the_owners_device_does_not, each),
        cmocka_unit_test_setup(no_route_opens_before_the_factor_is_given, each),
        cmocka_unit_test_setup(whoever_is_second_does_not_replace_the_first, each),
        cmocka_unit_test_setup(setting_it_up_ends_all_other_sessions, each),
        cmocka_unit_test_setup(what_was_typed_survives_both_steps, each),
        cmocka_unit_test_setup(what_was_typed_survives_the_setting_up, each),
        cmocka_unit_test_setup(a_recovery_code_works_once, each),
        cmocka_unit_test_setup(a_new_password_does_not_skip_it, each),
        cmocka_unit_test_setup(a_factor_taken_away_ends_every_session_and_is_set_up_anew, each),
        cmocka_unit_test_setup(each_change_asks_for_password_and_code_again, each),
        cmocka_unit_test_setup(another_app_takes_the_place_of_the_first, each),
        cmocka_unit_test_setup(new_recovery_codes_void_the_old, each),
        cmocka_unit_test_setup(only_a_demo_may_do_without, each),
        cmocka_unit_test_setup(a_changed_password_ends_the_other_sessions, each),
        cmocka_unit_test_setup(one_ends_ones_own_sessions_and_nobody_elses, each),
    };
    return cmocka_run_group_tests_name("SQLite", tests, begin_sqlite, test_site_finish) +
           cmocka_run_group_tests_name("PostgreSQL", tests, begin_postgresql, test_site_finish);
}
