/* Guessing at passwords and one-time codes: it slows down, tells nothing, and shuts no owner out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "staff/staff.h"

#define ATTACKER "198.51.100.9"

static int each(void **state)
{
    clock_fix(MOMENT_NONE);
    clock_fix(clock_now()); /* however long a hash takes, no time passes */
    return test_site_each(state);
}
#define GUESS_TEST(name) cmocka_unit_test_setup(name, each)

static const char *body_of(const char *email, const char *password, const char *more)
{
    return test_text(&site, "email=%s&password=%s%s", url_encode(site.kept, email),
                     url_encode(site.kept, password), more);
}

static Answer send(const char *client, const char *device, const char *body)
{
    return test_ask(&site, &(Ask){.who = NOBODY,
                                  .method = HTTP_POST,
                                  .path = "/in",
                                  .client = client,
                                  .device = device,
                                  .body = body});
}

static Answer right(const char *client, const char *device)
{
    return send(client, device, body_of(TEST_EMAIL, TEST_PASSWORD, ""));
}

/* Nothing is hashed and nothing counted as a try; what was typed is there, but the password. */
static void a_crowd_keeps_the_address(void **state)
{
    (void)state;
    const char *body = body_of("ana.vaz@mill.example", "one-of-many-passwords", "&to=%2Fregister");
    for (int i = 0; i < 30; i++) {
        Answer answer = test_ask(&site, &(Ask){.who = NOBODY,
                                               .method = HTTP_POST,
                                               .path = "/in",
                                               .client = ATTACKER,
                                               .body = body,
                                               .crowded = true});
        assert_int_equal(answer.status, 503);
        assert_string_equal(answer_header(&answer, "Retry-After"), "5");
        assert_true(answer_says(&answer, "Too many people are signing in just now."));
        assert_true(answer_says(&answer, "value=\"ana.vaz@mill.example\""));
        assert_true(answer_says(&answer, "value=\"/register\""));
        assert_false(answer_says(&answer, "one-of-many-passwords"));
    }
    assert_int_equal(right(ATTACKER, NULL).status, 303);
}

static void what_asks_for_a_password_is_slow(void **state)
{
    static const struct {
        HttpMethod method;
        const char *target;
        bool slow;
    } cases[] = {
        {HTTP_POST, "/in", true},         {HTTP_POST, "/in?to=%2Ftoday", true},
        {HTTP_POST, "/setup", true},      {HTTP_POST, "/me/password", true},
        {HTTP_POST, "/me/factor", true},  {HTTP_POST, "/me/passkeys", true},
        {HTTP_GET, "/in", false},         {HTTP_POST, "/in/", false},
        {HTTP_POST, "/in/factor", false}, {HTTP_POST, "/i", false},
        {HTTP_POST, "/family/in", false}, {HTTP_POST, "", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(site_is_slow(site.site, cases[i].method, cases[i].target), cases[i].slow);
}

/* Until it is told to wait; how many tries it had. */
static int guess(const char *client, const char *device, const char *email)
{
    for (int tries = 0; tries < 200; tries++) {
        Answer answer = send(client, device, body_of(email, "not the right one", ""));
        if (answer.status == 429)
            return tries;
        assert_int_equal(answer.status, 422);
    }
    fail_msg("%s was never told to wait", email);
    return 0;
}

static void wait_seconds(int seconds)
{
    clock_fix((Moment){clock_now().milliseconds + (int64_t)seconds * 1000});
}

static void ten_wrong_ones_and_then_it_waits(void **state)
{
    (void)state;
    assert_int_equal(guess(ATTACKER, NULL, TEST_EMAIL), 10);
    Answer answer = right(ATTACKER, NULL);
    assert_int_equal(answer.status, 429);
    assert_null(answer_cookie(&site, &answer));
    assert_string_equal(answer_header(&answer, "Retry-After"), "300");
    assert_true(answer_says(&answer, "Wait 5 minutes, then try again"));
    assert_true(answer_says(&answer, "value=\"" TEST_EMAIL "\""));
    assert_false(answer_says(&answer, TEST_PASSWORD));
    wait_seconds(300);
    assert_int_equal(right(ATTACKER, NULL).status, 303);
}

static const char *without_digits(const char *text)
{
    char *copy = arena_copy(site.kept, text);
    for (char *c = copy; *c != '\0'; c++)
        *c = *c >= '0' && *c <= '9' ? '0' : *c;
    return copy;
}

static void a_name_that_nobody_has_is_treated_alike(void **state)
{
    (void)state;
    static const char *const emails[] = {"head@school.example", "hoad@school.example"};
    Answer answers[2];
    for (int i = 0; i < 2; i++) {
        assert_int_equal(guess(ATTACKER, NULL, emails[i]), 10);
        answers[i] = send(ATTACKER, NULL, body_of(emails[i], "x", ""));
    }
    assert_int_equal(answers[0].status, answers[1].status);
    assert_int_equal(answers[0].header_count, answers[1].header_count);
    for (size_t i = 0; i < answers[0].header_count; i++) {
        assert_string_equal(answers[0].headers[i].name, answers[1].headers[i].name);
        assert_string_equal(without_digits(answers[0].headers[i].value),
                            without_digits(answers[1].headers[i].value));
    }
    const char *known = strstr(answers[0].body, "class=\"problem\"");
    const char *unknown = strstr(answers[1].body, "class=\"problem\"");
    assert_memory_equal(without_digits(known), without_digits(unknown),
                        strcspn(known, "/") + strlen("/h2>"));
    assert_int_equal(answers[0].length, answers[1].length);
}

/* With the one thread that hashes stopped, hashing would end the program. */
static void nothing_is_hashed_while_it_waits(void **state)
{
    (void)state;
    guess(ATTACKER, NULL, "office@school.example");
    password_stop();
    assert_int_equal(send(ATTACKER, NULL, body_of("office@school.example", "x", "")).status, 429);
    assert_int_equal(send(ATTACKER, NULL, body_of("nobody@school.example", "", "")).status, 422);
    assert_null(password_start());
}

static void the_owners_device_gets_in_while_strangers_guess(void **state)
{
    (void)state;
    Answer first = right("192.0.2.4", NULL);
    const char *device = answer_device(&site, &first);
    assert_int_equal(first.status, 303);
    assert_non_null(device);
    guess(ATTACKER, NULL, TEST_EMAIL);
    for (int i = 0; i < 3; i++)
        guess(ATTACKER, NULL, test_text(&site, "n%d@school.example", i));
    assert_int_equal(right(ATTACKER, NULL).status, 429);
    assert_int_equal(right("192.0.2.5", NULL).status, 429);
    Answer again = right(ATTACKER, device);
    assert_int_equal(again.status, 303);
    assert_string_equal(answer_device(&site, &again), device);
    /* And one that was stolen waits by itself. */
    assert_int_equal(guess("192.0.2.5", device, TEST_EMAIL), 10);
    assert_int_equal(right("192.0.2.5", device).status, 429);
}

static void a_device_of_another_is_a_strangers(void **state)
{
    (void)state;
    Answer mine = right("192.0.2.4", NULL);
    const char *device = answer_device(&site, &mine);
    guess(ATTACKER, NULL, "teacher@school.example");
    assert_int_equal(send("192.0.2.4", device, body_of("teacher@school.example", "x", "")).status,
                     429);
    guess(ATTACKER, NULL, TEST_EMAIL);
    assert_int_equal(right("192.0.2.4", "made-up").status, 429);
    assert_int_equal(right("192.0.2.4", "").status, 429);
}

static void a_token_that_we_did_not_make_is_replaced(void **state)
{
    (void)state;
    Answer answer = right("192.0.2.4", "planted-by-somebody-else");
    assert_string_not_equal(answer_device(&site, &answer), "planted-by-somebody-else");
    const char *set = NULL;
    for (size_t i = 0; i < answer.header_count; i++)
        if (text_starts(answer.headers[i].value, "fourfold-device="))
            set = answer.headers[i].value;
    if (set == NULL || strstr(set, "; HttpOnly; SameSite=Lax; Max-Age=34560000") == NULL)
        fail_msg("the device's cookie is %s", set == NULL ? "not set" : set);
}

static void what_was_typed_stays(void **state)
{
    (void)state;
    guess(ATTACKER, NULL, TEST_EMAIL);
    Answer answer = send(ATTACKER, NULL,
                         body_of(TEST_EMAIL, "secret words here",
                                 "&to=/register&carried_path=/learners/1/concerns"
                                 "&carried_body=wording%3DHalf%2Ba%2Bpage"));
    assert_int_equal(answer.status, 429);
    assert_true(answer_says(&answer, "Half+a+page"));
    assert_true(answer_says(&answer, "name=\"to\" value=\"/register\""));
    assert_false(answer_says(&answer, "secret words"));
}

/* ---- One-time codes ---------------------------------------------------------------------------
 */

typedef struct Renewal {
    const char *code;
} Renewal;

static Error *renew(Db *db, void *context)
{
    Renewal *renewal = context;
    AccountId account;
    SchoolId school;
    StaffId staff;
    const char *hash;
    TRY(sign_in_find(db, site.kept, "assistant@school.example", moment_london_date(clock_now()),
                     &account, &school, &staff, &hash));
    return setup_code_renew(db, site.kept, account, clock_now(), &renewal->code);
}

static Answer set_up(const char *client, const char *code)
{
    const char *body = test_text(&site, "email=assistant%%40school.example&code=%s&password=%s",
                                 code, url_encode(site.kept, "six blue kettles"));
    return test_ask(
        &site,
        &(Ask){
            .who = NOBODY, .method = HTTP_POST, .path = "/setup", .client = client, .body = body});
}

static void guessing_at_codes_slows_down_too(void **state)
{
    (void)state;
    Renewal renewal;
    test_write(&site, renew, &renewal);
    int tries = 0;
    while (set_up("203.0.113.77", "ABC-DEF-GHJ-KLM").status == 422)
        tries++;
    assert_int_equal(tries, 100);
    Answer answer = set_up("203.0.113.77", renewal.code);
    assert_int_equal(answer.status, 429);
    assert_string_equal(answer_header(&answer, "Retry-After"), "6");
    assert_int_equal(set_up("203.0.113.78", renewal.code).status, 303);
}

/* The way out for an owner on a new device whose account is being guessed at: a code from whoever
 * manages people. */
static void a_code_makes_its_device_known(void **state)
{
    (void)state;
    Renewal renewal;
    test_write(&site, renew, &renewal);
    guess(ATTACKER, NULL, "assistant@school.example");
    Answer set = set_up("192.0.2.9", renewal.code);
    assert_int_equal(set.status, 303);
    const char *body = body_of("assistant@school.example", "six blue kettles", "");
    assert_int_equal(send("192.0.2.9", NULL, body).status, 429);
    assert_int_equal(send("192.0.2.9", answer_device(&site, &set), body).status, 303);
}

/* ---- Links for families -----------------------------------------------------------------------
 */

static Answer ask_for_link(const char *client, const char *email)
{
    const char *body =
        test_text(&site, "email=%s&to=%%2Ffamily%%2Fme", url_encode(site.kept, email));
    return test_ask(&site, &(Ask){.who = NOBODY,
                                  .method = HTTP_POST,
                                  .path = "/family/in",
                                  .client = client,
                                  .body = body});
}

/* Every asking counts, whoever's address it names, for each may send somebody a mail. Others ask on
 * as they like, for the same address too. */
static void asking_for_links_slows_by_the_network_alone(void **state)
{
    (void)state;
    static const char *const emails[] = {"parent@school.example", "nobody@school.example"};
    static const char *const clients[] = {"203.0.113.60", "198.51.100.60"};
    for (size_t i = 0; i < 2; i++) {
        int asked = 0;
        while (ask_for_link(clients[i], emails[i]).status == 303)
            asked++;
        assert_int_equal(asked, 60);
        int64_t links = test_number(&site, "select count(*) from sign_in_link");
        Answer answer = ask_for_link(clients[i], emails[i]);
        assert_int_equal(answer.status, 429);
        assert_string_equal(answer_header(&answer, "Retry-After"), "10");
        assert_true(answer_says(&answer, "Wait 10 seconds, then try again"));
        assert_int_equal(test_number(&site, "select count(*) from sign_in_link"), links);
    }
    assert_int_equal(ask_for_link("192.0.2.60", emails[0]).status, 303);
    wait_seconds(10);
    assert_int_equal(ask_for_link(clients[0], emails[0]).status, 303);
    assert_int_equal(ask_for_link(clients[0], emails[0]).status, 429);
}

/* Whoever is told to wait has tried nothing: no entry, nothing counted. */
static void who_waits_writes_nothing(void **state)
{
    (void)state;
    guess(ATTACKER, NULL, TEST_EMAIL);
    guess(ATTACKER, NULL, "nobody@school.example");
    int64_t entries = test_number(&site, "select count(*) from audit");
    int64_t strangers = test_number(&site, "select sum(tries) from stranger_try");
    assert_true(strangers >= 10);
    assert_int_equal(right(ATTACKER, NULL).status, 429);
    assert_int_equal(send(ATTACKER, NULL, body_of("nobody@school.example", "x", "")).status, 429);
    assert_int_equal(test_number(&site, "select count(*) from audit"), entries);
    assert_int_equal(test_number(&site, "select sum(tries) from stranger_try"), strangers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUESS_TEST(a_crowd_keeps_the_address),
        GUESS_TEST(what_asks_for_a_password_is_slow),
        GUESS_TEST(ten_wrong_ones_and_then_it_waits),
        GUESS_TEST(a_name_that_nobody_has_is_treated_alike),
        GUESS_TEST(nothing_is_hashed_while_it_waits),
        GUESS_TEST(the_owners_device_gets_in_while_strangers_guess),
        GUESS_TEST(a_device_of_another_is_a_strangers),
        GUESS_TEST(a_token_that_we_did_not_make_is_replaced),
        GUESS_TEST(what_was_typed_stays),
        GUESS_TEST(guessing_at_codes_slows_down_too),
        GUESS_TEST(a_code_makes_its_device_known),
        GUESS_TEST(asking_for_links_slows_by_the_network_alone),
        GUESS_TEST(who_waits_writes_nothing),
    };
    return RUN_ON_BOTH(tests);
}
