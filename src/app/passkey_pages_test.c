/* Passkeys through the pages: the first one of an account, signing in with it, what is refused, and
 * removing one. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"
#include "staff/staff.h"
#include "staff/test_factor.h"
#include "staff/test_passkey.h"

#define ORIGIN "http://school.example"
#define DOMAIN "school.example"

static int each(void **state)
{
    clock_fix(MOMENT_NONE);
    clock_fix(clock_now());
    test_store_run(&site.store, "delete from recovery_code");
    test_store_run(&site.store, "delete from passkey");
    test_store_run(&site.store, "delete from session");
    test_store_run(&site.store, "update account set factor_secret = null, factor_step = null, "
                                "factor_since = null");
    return test_site_each(state);
}

/* As in a real school, where everybody owes a second factor. */
static int begin_sqlite(void **state)
{
    int failed = test_site_begin_sqlite(state);
    site.site = site.strict;
    return failed;
}

static int begin_postgresql(void **state)
{
    int failed = test_site_begin_postgresql(state);
    site.site = site.strict;
    return failed;
}

/* ---- What a person does ------------------------------------------------------------------------
 */

typedef struct Person {
    const char *cookie;
    TestPasskey key;
    const char *codes; /* the page with the recovery codes */
} Person;

static Answer post(Person *person, const char *path, const char *body)
{
    Answer answer = test_ask(&site, &(Ask){.who = NOBODY,
                                           .method = HTTP_POST,
                                           .path = path,
                                           .cookie = person->cookie,
                                           .body = body});
    const char *cookie = answer_cookie(&site, &answer);
    person->cookie = cookie != NULL ? cookie : person->cookie;
    return answer;
}

static Answer get(const Person *person, const char *path)
{
    return test_ask(
        &site, &(Ask){.who = NOBODY, .method = HTTP_GET, .path = path, .cookie = person->cookie});
}

static void sign_in(Person *person)
{
    person->cookie = NULL;
    post(person, "/in",
         test_text(&site, "email=%s&password=%s", url_encode(site.kept, TEST_EMAIL),
                   url_encode(site.kept, TEST_PASSWORD)));
    assert_non_null(person->cookie);
}

static bool is_in(const Person *person)
{
    return get(person, "/today").status == 200;
}

/* The value of a data attribute of the page. */
static const char *data_on(const Person *person, const char *path, const char *name)
{
    Answer page = get(person, path);
    const char *mark = test_text(&site, "data-%s=\"", name);
    const char *at = strstr(page.body, mark);
    assert_non_null(at);
    at += strlen(mark);
    return arena_copy_length(site.kept, at, strcspn(at, "\""));
}

static const char *made_body(const PasskeyAnswer *answer, const char *name)
{
    return test_text(&site, "name=%s&client_data=%s&authenticator_data=%s", name,
                     answer->client_data, answer->authenticator_data);
}

static const char *given_body(const PasskeyAnswer *answer)
{
    return test_text(&site, "credential=%s&client_data=%s&authenticator_data=%s&signature=%s",
                     answer->credential, answer->client_data, answer->authenticator_data,
                     answer->signature);
}

static Answer add(Person *person, const char *name)
{
    PasskeyAnswer answer =
        test_new_answer(site.kept, &person->key, data_on(person, "/in/factor", "challenge"));
    person->key.count++;
    return post(person, "/in/passkey", made_body(&answer, name));
}

static Person enrolled(void)
{
    Person person = {.key = test_passkey(ORIGIN, DOMAIN)};
    sign_in(&person);
    Answer answer = add(&person, "Laptop");
    assert_int_equal(answer.status, 200);
    person.codes = answer.body;
    return person;
}

static PasskeyAnswer answer_on(Person *person, const char *path)
{
    PasskeyAnswer answer = test_answer(site.kept, &person->key, data_on(person, path, "challenge"));
    person->key.count++;
    return answer;
}

static int give(Person *person)
{
    PasskeyAnswer answer = answer_on(person, "/in/factor");
    return post(person, "/in/factor", given_body(&answer)).status;
}

static const char *first_code(const Person *person)
{
    const char *list = strstr(person->codes, "class=\"codes\"");
    assert_non_null(list);
    list = strstr(list, "<li>") + strlen("<li>");
    return arena_copy_length(site.kept, list, strcspn(list, "<"));
}

/* ---- Signing in -------------------------------------------------------------------------------
 */

static void the_first_one_comes_with_recovery_codes_and_opens(void **state)
{
    (void)state;
    Person person = {.key = test_passkey(ORIGIN, DOMAIN)};
    sign_in(&person);
    const char *before = person.cookie;
    assert_false(is_in(&person));
    assert_string_equal(data_on(&person, "/in/factor", "domain"), DOMAIN);
    assert_int_equal(add(&person, "Laptop").status, 200);
    assert_int_equal(test_number(&site, "select count(*) from recovery_code"), RECOVERY_CODES);
    assert_string_not_equal(person.cookie, before);
    assert_true(is_in(&person));
    person.cookie = before;
    assert_false(is_in(&person));
}

static void it_is_asked_at_every_sign_in(void **state)
{
    (void)state;
    Person person = enrolled();
    for (int i = 0; i < 3; i++) {
        sign_in(&person);
        assert_false(is_in(&person));
        assert_int_equal(give(&person), 303);
        assert_true(is_in(&person));
    }
    Answer me = get(&person, "/me");
    assert_true(answer_says(&me, "Laptop"));
}

static void an_answer_is_taken_once(void **state)
{
    (void)state;
    Person person = enrolled();
    sign_in(&person);
    Person other = person;
    PasskeyAnswer answer = answer_on(&person, "/in/factor");
    assert_int_equal(post(&person, "/in/factor", given_body(&answer)).status, 303);
    /* In the session that it was made for, which has gone on, and in a new one. */
    assert_int_equal(post(&other, "/in/factor", given_body(&answer)).status, 303);
    assert_false(is_in(&other));
    sign_in(&other);
    assert_int_equal(post(&other, "/in/factor", given_body(&answer)).status, 422);
    assert_false(is_in(&other));
}

static void what_is_not_this_accounts_is_refused(void **state)
{
    (void)state;
    Person person = enrolled(), thief = {.key = test_passkey(ORIGIN, DOMAIN)};
    sign_in(&thief);
    assert_int_equal(give(&thief), 422);
    /* The head's own passkey, which is known here, opens nobody else's session. */
    test_store_run(&site.store, "update passkey set account_id = (select id from account where "
                                "email = 'head@school.example')");
    sign_in(&person);
    assert_false(answer_says(&(Answer){.body = get(&person, "/in/factor").body}, "Use your"));
    thief.key = person.key;
    PasskeyAnswer answer =
        test_answer(site.kept, &thief.key, data_on(&person, "/in/factor", "challenge"));
    assert_int_equal(post(&person, "/in/factor", given_body(&answer)).status, 422);
    assert_false(is_in(&person));
}

static void a_copy_is_noticed_when_it_counts_back(void **state)
{
    (void)state;
    Person person = enrolled(), copy = person;
    sign_in(&person);
    assert_int_equal(give(&person), 303);
    sign_in(&copy);
    copy.key.count--;
    assert_int_equal(give(&copy), 422);
    assert_false(is_in(&copy));
}

static void another_origin_is_refused(void **state)
{
    (void)state;
    Person person = enrolled();
    person.key.origin = "http://school.example.evil.example";
    sign_in(&person);
    assert_int_equal(give(&person), 422);
    person.key.origin = "https://school.example";
    assert_int_equal(give(&person), 422);
    assert_false(is_in(&person));
}

static void wrong_answers_are_slowed_like_wrong_codes(void **state)
{
    (void)state;
    Person person = enrolled();
    int status = 422, tries = 0;
    person.key.origin = "http://evil.example";
    sign_in(&person);
    for (; status == 422 && tries < 50; tries++)
        status = give(&person);
    assert_int_equal(status, 429);
    assert_true(tries >= 10);
}

static void a_recovery_code_stands_in_for_it(void **state)
{
    (void)state;
    Person person = enrolled();
    const char *code = first_code(&person);
    sign_in(&person);
    assert_int_equal(post(&person, "/in/factor", "code=000000").status, 422);
    assert_int_equal(post(&person, "/in/factor", "code=").status, 422);
    assert_int_equal(post(&person, "/in/factor", test_text(&site, "code=%s", code)).status, 303);
    assert_true(is_in(&person));
    sign_in(&person);
    assert_int_equal(post(&person, "/in/factor", test_text(&site, "code=%s", code)).status, 422);
}

/* ---- Setting up -------------------------------------------------------------------------------
 */

static void nobody_adds_one_to_a_session_that_was_not_offered_it(void **state)
{
    (void)state;
    Person person = enrolled(), thief = {.key = test_passkey(ORIGIN, DOMAIN)};
    sign_in(&thief);
    PasskeyAnswer made =
        test_new_answer(site.kept, &thief.key, data_on(&thief, "/in/factor", "challenge"));
    assert_int_equal(post(&thief, "/in/passkey", made_body(&made, "Mine")).status, 403);
    assert_int_equal(post(&person, "/in/passkey", made_body(&made, "Mine")).status, 403);
    assert_int_equal(test_number(&site, "select count(*) from passkey"), 1);
}

static void whoever_is_second_adds_nothing(void **state)
{
    (void)state;
    Person thief = {.key = test_passkey(ORIGIN, DOMAIN)};
    sign_in(&thief);
    test_store_run(&site.store,
                   "update account set factor_since = created_at where email = '" TEST_EMAIL "'");
    assert_int_equal(add(&thief, "Mine").status, 409);
    assert_int_equal(test_number(&site, "select count(*) from passkey"), 0);
    assert_false(is_in(&thief));
}

static const char *own_body(const PasskeyAnswer *answer, const char *password)
{
    return test_text(&site, "password=%s&%s", url_encode(site.kept, password), given_body(answer));
}

static Answer change(Person *person, const char *path, const char *page, const char *password)
{
    PasskeyAnswer answer = answer_on(person, page);
    return post(person, path, own_body(&answer, password));
}

static void a_further_one_asks_for_password_and_factor(void **state)
{
    (void)state;
    Person person = enrolled();
    TestPasskey first = person.key;
    assert_int_equal(change(&person, "/me/factor", "/me/factor", "not this one").status, 422);
    assert_int_equal(post(&person, "/me/factor",
                          test_text(&site, "password=%s", url_encode(site.kept, TEST_PASSWORD)))
                         .status,
                     422);
    person.key.domain = "evil.example";
    assert_int_equal(change(&person, "/me/factor", "/me/factor", TEST_PASSWORD).status, 422);
    person.key.domain = first.domain;
    Answer answer = change(&person, "/me/factor", "/me/factor", TEST_PASSWORD);
    assert_int_equal(answer.status, 303);
    TestPasskey used = person.key;
    person.key = test_passkey(ORIGIN, DOMAIN);
    assert_int_equal(add(&person, "Blue+key").status, 303);
    assert_int_equal(test_number(&site, "select count(*) from passkey"), 2);
    assert_int_equal(test_number(&site, "select count(*) from recovery_code"), RECOVERY_CODES);
    sign_in(&person);
    assert_int_equal(give(&person), 303);
    person.key = used;
    sign_in(&person);
    assert_int_equal(give(&person), 303);
    /* The same one again. */
    assert_int_equal(change(&person, "/me/factor", "/me/factor", TEST_PASSWORD).status, 303);
    assert_int_equal(add(&person, "Twice").status, 409);
}

static long long number_of(const char *name)
{
    return test_number(&site, test_text(&site, "select id from passkey where name = '%s'", name));
}

static int removal(Person *person, long long passkey, const char *password)
{
    PasskeyAnswer answer = answer_on(person, "/me/passkeys");
    return post(person, "/me/passkeys",
                test_text(&site, "passkey=%lld&%s", passkey, own_body(&answer, password)))
        .status;
}

static void the_last_one_stays_and_another_goes(void **state)
{
    (void)state;
    Person person = enrolled();
    long long laptop = number_of("Laptop");
    assert_int_equal(removal(&person, laptop, TEST_PASSWORD), 409);
    assert_int_equal(test_number(&site, "select count(*) from passkey"), 1);
    assert_int_equal(change(&person, "/me/factor", "/me/factor", TEST_PASSWORD).status, 303);
    TestPasskey first = person.key;
    person.key = test_passkey(ORIGIN, DOMAIN);
    assert_int_equal(add(&person, "Blue").status, 303);
    assert_int_equal(removal(&person, laptop, "not this one"), 422);
    assert_int_equal(removal(&person, laptop, TEST_PASSWORD), 303);
    assert_int_equal(test_number(&site, "select count(*) from passkey"), 1);
    TestPasskey second = person.key;
    person.key = first;
    sign_in(&person);
    assert_int_equal(give(&person), 422);
    person.key = second;
    assert_int_equal(give(&person), 303);
}

static void nobody_removes_anothers(void **state)
{
    (void)state;
    Person person = enrolled(), head = {.key = test_passkey(ORIGIN, DOMAIN)};
    long long laptop = number_of("Laptop");
    test_store_run(&site.store, "update account set password_hash = (select password_hash from "
                                "account where email = '" TEST_EMAIL "') where email = "
                                "'head@school.example'");
    post(&head, "/in",
         test_text(&site, "email=head@school.example&password=%s",
                   url_encode(site.kept, TEST_PASSWORD)));
    assert_int_equal(add(&head, "Heads").status, 200);
    assert_int_equal(removal(&head, laptop, TEST_PASSWORD), 409);
    assert_int_equal(test_number(&site, "select count(*) from passkey"), 2);
    assert_true(is_in(&person));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_one_comes_with_recovery_codes_and_opens, each),
        cmocka_unit_test_setup(it_is_asked_at_every_sign_in, each),
        cmocka_unit_test_setup(an_answer_is_taken_once, each),
        cmocka_unit_test_setup(what_is_not_this_accounts_is_refused, each),
        cmocka_unit_test_setup(a_copy_is_noticed_when_it_counts_back, each),
        cmocka_unit_test_setup(another_origin_is_refused, each),
        cmocka_unit_test_setup(wrong_answers_are_slowed_like_wrong_codes, each),
        cmocka_unit_test_setup(a_recovery_code_stands_in_for_it, each),
        cmocka_unit_test_setup(nobody_adds_one_to_a_session_that_was_not_offered_it, each),
        cmocka_unit_test_setup(whoever_is_second_adds_nothing, each),
        cmocka_unit_test_setup(a_further_one_asks_for_password_and_factor, each),
        cmocka_unit_test_setup(the_last_one_stays_and_another_goes, each),
        cmocka_unit_test_setup(nobody_removes_anothers, each),
    };
    return cmocka_run_group_tests_name("SQLite", tests, begin_sqlite, test_site_finish) +
           cmocka_run_group_tests_name("PostgreSQL", tests, begin_postgresql, test_site_finish);
}
