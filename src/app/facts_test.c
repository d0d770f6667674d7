/* The setting's own facts, and what another kind of setting changes before and after it is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"

#define FACTS "/school/facts"
#define KIND  "/school/facts/kind?to=college"
#define WHOLE                                                                                      \
    "name=Mill+Lane+Primary&phase=primary&learner_word=pupil&urn=100123&la_number=999"             \
    "&establishment_number=0123&low_age=3&high_age=11&address=Mill+Lane%0D%0ANetherby"             \
    "&postcode=zz999zz&telephone=01632+960100&head_name=Mr+Okafor"

static int end_as_school(void **state)
{
    (void)state;
    test_store_run(&site.store, "update school set setting_type = 'school', phase = 'primary', "
                                "learner_word = 'pupil'");
    return 0;
}

static int64_t version_now(void)
{
    return test_number(&site, "select version from school where name = 'Mill Lane Primary'");
}

static int save(Who who, const char *path, const char *body)
{
    return test_post(&site, who, path,
                     test_text(&site, "%s&version=%lld", body, (long long)version_now()))
        .status;
}

static void facts_are_saved_by_the_head(void **state)
{
    (void)state;
    assert_int_equal(save(SENCO, FACTS, WHOLE), 403);
    assert_int_equal(save(HEAD, FACTS, WHOLE), 303);
    Answer answer = test_get(&site, SENCO, FACTS);
    assert_true(answer_says(&answer, "ZZ99 9ZZ"));
    assert_true(answer_says(&answer, "0123"));
    assert_false(answer_says(&answer, "<button class=\"button\">Save"));
    answer = test_get(&site, HEAD, FACTS);
    assert_true(answer_says(&answer, "value=\"01632 960100\""));
}

static void faults_are_told_beside_their_fields(void **state)
{
    (void)state;
    int64_t before = version_now();
    const char *body = test_text(
        &site,
        "name=&phase=primary&learner_word=pupil&urn=12&low_age=11&high_age=3&postcode=Mill"
        "&version=%lld",
        (long long)before);
    Answer answer = test_post(&site, HEAD, FACTS, body);
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "Enter the name"));
    assert_false(answer_says(&answer, "Give the school&#39;s name"));
    assert_true(answer_says(&answer, "The URN must be six digits"));
    assert_true(answer_says(&answer, "must not be below the lowest"));
    assert_true(answer_says(&answer, "Enter a whole postcode"));
    assert_true(answer_says(&answer, "value=\"Mill\""));
    assert_int_equal(version_now(), before);
}

static void nobody_saves_over_another(void **state)
{
    (void)state;
    const char *old = test_text(&site, "%s&version=%lld", WHOLE, (long long)version_now());
    assert_int_equal(save(OFFICE, FACTS, WHOLE), 303);
    assert_int_equal(test_post(&site, HEAD, FACTS, old).status, 409);
}

static void another_kind_is_shown_first_and_confirmed(void **state)
{
    (void)state;
    Answer answer = test_get(&site, HEAD, KIND);
    assert_true(answer_says(&answer, "Tell the family formally that support begins"));
    assert_true(answer_says(&answer, "principal"));
    assert_int_equal(save(HEAD, KIND, "phase=college&learner_word=student"), 422);
    assert_int_equal(save(SENCO, KIND, "phase=college&learner_word=student&sure=yes"), 403);
    assert_int_equal(
        save(HEAD, "/school/facts/kind?to=school", "phase=primary&learner_word=pupil&sure=yes"),
        422);
    assert_int_equal(
        save(HEAD, "/school/facts/kind?to=castle", "phase=primary&learner_word=pupil&sure=yes"),
        422);
    assert_int_equal(save(HEAD, KIND, "phase=college&learner_word=student&sure=yes"), 303);
    answer = test_get(&site, OFFICE, "/school/staff");
    assert_true(answer_says(&answer, "Principal"));
    answer = test_get(&site, HEAD, "/school/facts/kind?to=college");
    assert_true(answer_says(&answer, "What are you?"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_site_each, end_as_school)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(facts_are_saved_by_the_head),
        TEST(faults_are_told_beside_their_fields),
        TEST(nobody_saves_over_another),
        TEST(another_kind_is_shown_first_and_confirmed),
    };
    return RUN_ON_BOTH(tests);
}
