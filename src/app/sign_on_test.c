/* Single sign-on without a provider: who sets it, what it closes, whose account is whose, and what
 * comes back without having gone. The way there and back is walked by the journey single_sign_on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "staff/sign_on.h"

#define PROVIDER "/school/sign-in/provider"
#define SETTING                                                                                    \
    "kind=other&provider_name=School+ID&issuer=https%3A%2F%2Fid.example&domain=&client_id=us"      \
    "&client_secret=hush"

static const SignOn school_id = {.kind = SIGN_ON_OTHER,
                                 .name = "School ID",
                                 .issuer = "https://id.example",
                                 .client_id = "us",
                                 .client_secret = "hush",
                                 .domain = "",
                                 .active = true,
                                 .passwords = true};

/* ---- The setting ------------------------------------------------------------------------------
 */

static Error *put(Db *db, void *context)
{
    TRY(sign_on_remove(db, site.school));
    return context == NULL ? NULL
                           : sign_on_save(db, site.school, context, site.staff[HEAD], clock_now());
}

static void set(SignOn sign_on)
{
    test_write(&site, put, &sign_on);
}

static void set_none(void)
{
    test_write(&site, put, NULL);
}

static int64_t active(void)
{
    return test_number(&site, "select count(*) from sign_on where active");
}

/* The version at which a page just opened would be sent back. */
static const char *as_shown(void)
{
    return test_text(
        &site, "version=%lld",
        (long long)test_number(&site, "select coalesce(max(version), 0) from sign_on"));
}

static Answer save(Who who, const char *fields)
{
    return test_post(&site, who, PROVIDER, test_text(&site, "%s&%s", fields, as_shown()));
}

static void only_a_head_turns_it_on(void **state)
{
    (void)state;
    static const Who others[] = {OFFICE, ICT};
    set_none();
    assert_int_equal(save(ICT, SETTING "&passwords=yes").status, 303);
    assert_int_equal(active(), 0);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(test_post(&site, others[i], PROVIDER "/on", "").status, 403);
    assert_int_equal(active(), 0);
    assert_int_equal(test_post(&site, HEAD, PROVIDER "/on", as_shown()).status, 303);
    assert_int_equal(active(), 1);
    Answer page = test_get(&site, NOBODY, "/in");
    assert_true(answer_says(&page, "Sign in with School ID"));
    assert_int_equal(test_post(&site, ICT, PROVIDER "/off", as_shown()).status, 303);
    page = test_get(&site, NOBODY, "/in");
    assert_false(answer_says(&page, "Sign in with School ID"));
}

/* What a head turns on is what that head looked at, and nothing that another put there meanwhile.
 */
static void of_two_at_once_the_second_looks_again(void **state)
{
    (void)state;
    static const char *const acts[] = {PROVIDER "/on", PROVIDER "/off", PROVIDER "/remove"};
    set(school_id);
    const char *old = as_shown();
    assert_int_equal(save(HEAD, SETTING "&passwords=yes").status, 303);
    int64_t before = test_number(&site, "select version from sign_on");
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        Answer answer = test_post(&site, HEAD, acts[i], old);
        assert_int_equal(answer.status, 409);
        assert_true(answer_says(&answer, "Somebody changed the provider"));
        assert_int_equal(test_post(&site, HEAD, acts[i], "").status, 409);
    }
    assert_int_equal(test_number(&site, "select version from sign_on"), before);
    assert_int_equal(test_post(&site, HEAD, PROVIDER "/remove", as_shown()).status, 303);
    assert_int_equal(test_number(&site, "select count(*) from sign_on"), 0);
}

/* Whoever could choose the provider, its domain or what counts as a second step could be let in as
 * anybody. */
static void what_is_trusted_waits_for_the_head(void **state)
{
    (void)state;
    static const struct {
        Who who;
        const char *fields;
        bool stays_on;
    } cases[] = {
        {ICT, SETTING "&passwords=yes", true},
        {ICT,
         "kind=other&provider_name=School+ID&issuer=https%3A%2F%2Fid.example&domain=&client_id=new"
         "&client_secret=renewed&passwords=yes",
         true},
        {OFFICE, SETTING, false},
        {ICT, SETTING "&passwords=yes&factor_counts=yes", false},
        {ICT,
         "kind=other&provider_name=School+ID&issuer=https%3A%2F%2Fevil.example&domain="
         "&client_id=us&client_secret=hush&passwords=yes",
         false},
        {ICT,
         "kind=other&provider_name=School+ID&issuer=https%3A%2F%2Fid.example&domain=evil.example"
         "&client_id=us&client_secret=hush&passwords=yes",
         false},
        {ICT, "kind=google&domain=evil.example&client_id=us&client_secret=hush&passwords=yes",
         false},
        {HEAD, SETTING "&factor_counts=yes", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        set(school_id);
        assert_int_equal(save(cases[i].who, cases[i].fields).status, 303);
        if (active() != cases[i].stays_on)
            fail_msg("%zu", i);
    }
}

static void what_is_wrong_is_said_beside_its_field(void **state)
{
    (void)state;
    static const struct {
        const char *fields, *says;
    } cases[] = {
        {"kind=microsoft&tenant=common&domain=school.example&client_id=us&client_secret=hush",
         "Copy the directory (tenant) ID"},
        {"kind=google&domain=&client_id=us&client_secret=hush", "Enter what stands behind the @"},
        {"kind=google&domain=school.example&client_id=us", "Enter the client secret"},
        {"kind=google&domain=school.example&client_secret=hush", "Enter the client ID"},
        {"kind=other&issuer=http%3A%2F%2Fid.example&provider_name=x&client_id=us&client_secret=h",
         "Enter an address that begins with https://"},
        {"kind=other&issuer=https%3A%2F%2Fid.example&client_id=us&client_secret=hush",
         "Enter what staff call it"},
    };
    set_none();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Answer answer = save(HEAD, cases[i].fields);
        assert_int_equal(answer.status, 422);
        if (!answer_says(&answer, cases[i].says))
            fail_msg("%zu: %s", i, cases[i].says);
        assert_false(answer_says(&answer, "hush"));
    }
    assert_int_equal(test_number(&site, "select count(*) from sign_on"), 0);
}

static void the_secret_is_never_shown_and_kept_when_left_empty(void **state)
{
    (void)state;
    set(school_id);
    Answer page = test_get(&site, HEAD, PROVIDER);
    assert_false(answer_says(&page, "hush"));
    assert_int_equal(save(HEAD, "kind=other&provider_name=School+ID&issuer="
                                "https%3A%2F%2Fid.example&domain=&client_id=us&passwords=yes")
                         .status,
                     303);
    assert_int_equal(
        test_number(&site, "select count(*) from sign_on where client_secret = 'hush'"), 1);
}

/* ---- Passwords --------------------------------------------------------------------------------
 */

static Answer by_password(const char *email)
{
    return test_post(&site, NOBODY, "/in",
                     test_text(&site, "email=%s&password=four+parts+make+one", email));
}

static void bind(const char *email)
{
    test_store_run(&site.store, "delete from sign_on_binding");
    test_store_run(
        &site.store,
        test_text(&site,
                  "insert into sign_on_binding (school_id, id, account_id, issuer, subject, "
                  "address, bound_at, used_at) select %lld, 4711, id, 'https://id.example', "
                  "'subject', 'x', created_at, created_at from account where email = '%s'",
                  (long long)site.school.n, email));
}

static void passwords_may_be_closed_and_never_to_a_head(void **state)
{
    (void)state;
    SignOn closed = school_id, counting = school_id, off = school_id;
    test_store_run(&site.store, "update account set password_hash = (select password_hash from "
                                "account where email = 'senco@school.example') "
                                "where password_hash is null");
    closed.passwords = off.passwords = false;
    off.active = false;
    counting.factor_counts = true;
    set(closed);
    assert_int_equal(by_password("teacher@school.example").status, 422);
    assert_int_equal(by_password("office@school.example").status, 422);
    assert_int_equal(by_password("head@school.example").status, 303);
    Answer wrong = test_post(&site, NOBODY, "/in", "email=teacher@school.example&password=wrong");
    assert_false(answer_says(&wrong, "School ID. Use that button"));
    set(off);
    assert_int_equal(by_password("teacher@school.example").status, 303);
    /* Their second step is there alone, so that a password alone is no way in. */
    set(counting);
    bind("teacher@school.example");
    assert_int_equal(by_password("teacher@school.example").status, 422);
    assert_int_equal(by_password("assistant@school.example").status, 303);
    set(school_id);
    bind("teacher@school.example");
    assert_int_equal(by_password("teacher@school.example").status, 303);
    set_none();
}

/* ---- Whose account it is ----------------------------------------------------------------------
 */

typedef struct Asked {
    SignOnIdentity identity;
    SignOnPerson person;
} Asked;

static Error *ask(Db *db, void *context)
{
    Asked *asked = context;
    Date today = moment_london_date(clock_now());
    TRY(db_enter_school(db, site.school.n));
    return sign_on_person(db, site.kept, site.school, &school_id, &asked->identity, today,
                          &asked->person);
}

static SignOnPerson person_of(const char *subject, const char *address)
{
    Asked asked = {.identity = {.subject = subject, .address = address, .shown = ""}};
    test_write(&site, ask, &asked);
    return asked.person;
}

static void nobody_is_made_and_nobody_guessed(void **state)
{
    (void)state;
    set(school_id);
    bind("teacher@school.example");
    assert_int_equal(person_of("subject", NULL).staff.n, site.staff[TEACHER].n);
    assert_int_equal(person_of("subject", "head@school.example").staff.n, site.staff[TEACHER].n);
    assert_int_equal(person_of("other", "Office@School.example").staff.n, site.staff[OFFICE].n);
    assert_true(person_of("other", "head@school.example").leads);
    static const char *const unknown[] = {
        NULL,
        "",
        "nobody@school.example",
        "teacher@school.example", /* bound to another account */
        "parent@school.example",  /* a family's */
        "learner@school.example", /* a learner's own */
        "gone@school.example",    /* has left */
        "office@school.example.uk",
        "office",
    };
    int64_t accounts = test_number(&site, "select count(*) from account");
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        if (person_of("other", unknown[i]).known)
            fail_msg("%s", unknown[i]);
    assert_int_equal(test_number(&site, "select count(*) from account"), accounts);
    test_store_run(&site.store, "update account set ended_at = created_at where email = "
                                "'teacher@school.example'");
    bool known = person_of("subject", NULL).known;
    test_store_run(&site.store, "update staff set ended_on = started_on where role = 'office'");
    known = known || person_of("other", "office@school.example").known;
    test_store_run(&site.store, "update staff set ended_on = null where role = 'office'");
    test_store_run(&site.store,
                   "update account set ended_at = null where email = 'teacher@school.example'");
    assert_false(known);
    set_none();
}

static void undoing_ends_the_sessions(void **state)
{
    (void)state;
    set(school_id);
    bind("teacher@school.example");
    Answer me = test_get(&site, TEACHER, "/me");
    assert_true(answer_says(&me, "School ID"));
    assert_int_equal(test_post(&site, TEACHER, "/school/sign-in/bound/4711/undo", "").status, 403);
    assert_int_equal(test_post(&site, OFFICE, "/school/sign-in/bound/4712/undo", "").status, 404);
    assert_int_equal(test_post(&site, OFFICE, "/school/sign-in/bound/4711/undo", "").status, 303);
    assert_int_equal(test_number(&site, "select count(*) from sign_on_binding"), 0);
    assert_int_equal(test_get(&site, TEACHER, "/today").status, 303);
    set_none();
}

/* ---- There and back ---------------------------------------------------------------------------
 */

static void what_comes_back_without_going_opens_nothing(void **state)
{
    (void)state;
    static const char *const bodies[] = {"", "code=x&state=y", "error=access_denied&state=y"};
    set(school_id);
    for (size_t i = 0; i < 3; i++) {
        Answer answer = test_post(&site, NOBODY, "/in/with/back", bodies[i]);
        assert_int_equal(answer.status, 422);
        assert_true(answer_says(&answer, "begun in another window"));
        assert_true(answer_says(&answer, "Reference"));
        assert_null(answer_cookie(&site, &answer));
    }
    assert_int_equal(test_get(&site, NOBODY, "/in/with/back").status, 303);
    Answer page = test_get(&site, NOBODY, "/in/with/back?code=%3Cx&state=y");
    assert_true(answer_says(&page, "&lt;x"));
    set_none();
}

/* A provider that nobody reaches: what was typed is still there. */
static void what_was_being_typed_survives_a_provider_that_is_down(void **state)
{
    (void)state;
    SignOn down = school_id;
    down.issuer = "http://127.0.0.1:9/";
    set(down);
    Answer answer = test_post(
        &site, NOBODY, "/in/with",
        test_text(&site,
                  "school=%lld&to=/register&carried_path=/learners/1/concerns&carried_body=a",
                  (long long)site.school.n));
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "cannot be reached from here just now"));
    assert_true(answer_says(&answer, "name=\"carried_path\" value=\"/learners/1/concerns\""));
    assert_true(answer_says(&answer, "name=\"to\" value=\"/register\""));
    assert_int_equal(test_post(&site, NOBODY, "/in/with", "school=4242").status, 422);
    set_none();
    answer = test_post(&site, NOBODY, "/in/with",
                       test_text(&site, "school=%lld", (long long)site.school.n));
    assert_true(answer_says(&answer, "was turned off"));
}

static Error *keep_and_find(Db *db, void *context)
{
    const char *path, *body;
    Moment now = clock_now(), later = {now.milliseconds + 11 * 60 * 1000};
    (void)context;
    TRY(sign_on_keep_form(db, site.kept, "one", "/learners/1/concerns", "wording=a", now));
    TRY(sign_on_kept_form(db, site.kept, "two", &path, &body));
    assert_null(path);
    TRY(sign_on_kept_form(db, site.kept, "one", &path, &body));
    assert_string_equal(path, "/learners/1/concerns");
    assert_string_equal(body, "wording=a");
    TRY(sign_on_keep_form(db, site.kept, "two", "/learners/2/concerns", "wording=b", later));
    TRY(sign_on_kept_form(db, site.kept, "one", &path, &body));
    assert_null(path); /* too old by then */
    TRY(sign_on_drop_form(db, site.kept, "two", later));
    TRY(sign_on_kept_form(db, site.kept, "two", &path, &body));
    assert_null(path);
    return NULL;
}

static void what_was_typed_waits_ten_minutes_for_its_own_browser(void **state)
{
    (void)state;
    test_write(&site, keep_and_find, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(only_a_head_turns_it_on),
        SITE_TEST(of_two_at_once_the_second_looks_again),
        SITE_TEST(what_is_trusted_waits_for_the_head),
        SITE_TEST(what_is_wrong_is_said_beside_its_field),
        SITE_TEST(the_secret_is_never_shown_and_kept_when_left_empty),
        SITE_TEST(passwords_may_be_closed_and_never_to_a_head),
        SITE_TEST(nobody_is_made_and_nobody_guessed),
        SITE_TEST(undoing_ends_the_sessions),
        SITE_TEST(what_comes_back_without_going_opens_nothing),
        SITE_TEST(what_was_typed_waits_ten_minutes_for_its_own_browser),
        SITE_TEST(what_was_being_typed_survives_a_provider_that_is_down),
    };
    return RUN_ON_BOTH(tests);
}
