#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "school/facts_rules.h"

static SchoolFacts least(void)
{
    return (SchoolFacts){.name = "Mill Lane Primary",
                         .setting_type = "school",
                         .phase = "primary",
                         .learner_word = "pupil"};
}

static void assert_faults(const SchoolFacts *facts, const char *field)
{
    FactsFaults faults = school_facts_faults(facts);
    if (field == NULL) {
        assert_int_equal(faults.count, 0);
        return;
    }
    if (faults.count != 1)
        fail_msg("%s: %zu faults", field, faults.count);
    assert_string_equal(faults.items[0].field, field);
    assert_non_null(faults.items[0].sentence);
}

static void texts_have_their_forms(void **state)
{
    (void)state;
    const struct {
        size_t at;
        const char *value;
        const char *field; /* what is refused; NULL: nothing */
    } cases[] = {
        {offsetof(SchoolFacts, name), "", "name"},
        {offsetof(SchoolFacts, name), NULL, "name"},
        {offsetof(SchoolFacts, setting_type), "pvi", NULL},
        {offsetof(SchoolFacts, setting_type), "School", "setting_type"},
        {offsetof(SchoolFacts, setting_type), "", "setting_type"},
        {offsetof(SchoolFacts, phase), "all_through", NULL},
        {offsetof(SchoolFacts, phase), "tertiary", "phase"},
        {offsetof(SchoolFacts, learner_word), "child", NULL},
        {offsetof(SchoolFacts, learner_word), "kid", "learner_word"},
        {offsetof(SchoolFacts, urn), "100123", NULL},
        {offsetof(SchoolFacts, urn), "", NULL},
        {offsetof(SchoolFacts, urn), NULL, NULL},
        {offsetof(SchoolFacts, urn), "10012", "urn"},
        {offsetof(SchoolFacts, urn), "1001234", "urn"},
        {offsetof(SchoolFacts, urn), "001234", "urn"},
        {offsetof(SchoolFacts, urn), "10012a", "urn"},
        {offsetof(SchoolFacts, urn), "-10012", "urn"},
        {offsetof(SchoolFacts, ukprn), "10012345", NULL},
        {offsetof(SchoolFacts, ukprn), "1001234", "ukprn"},
        {offsetof(SchoolFacts, ukprn), "1001 345", "ukprn"},
        {offsetof(SchoolFacts, la_number), "001", NULL},
        {offsetof(SchoolFacts, la_number), "99", "la_number"},
        {offsetof(SchoolFacts, la_number), "MMM", "la_number"},
        {offsetof(SchoolFacts, establishment_number), "0123", NULL},
        {offsetof(SchoolFacts, establishment_number), "123", "establishment_number"},
        {offsetof(SchoolFacts, establishment_number), "12345", "establishment_number"},
        {offsetof(SchoolFacts, postcode), "AB1 2CD", NULL},
        {offsetof(SchoolFacts, postcode), "ab12cd", NULL},
        {offsetof(SchoolFacts, postcode), "Mill Lane", "postcode"},
        {offsetof(SchoolFacts, postcode), "AB1", "postcode"},
        {offsetof(SchoolFacts, telephone), "(01632) 960 123", NULL},
        {offsetof(SchoolFacts, telephone), "+44 1632 960123", NULL},
        {offsetof(SchoolFacts, telephone), "960123", "telephone"},
        {offsetof(SchoolFacts, telephone), "01632 960123 office", "telephone"},
        {offsetof(SchoolFacts, telephone), "01632 960123 01632", "telephone"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SchoolFacts facts = least();
        memcpy((char *)&facts + cases[i].at, &cases[i].value, sizeof cases[i].value);
        assert_faults(&facts, cases[i].field);
    }
}

static void ages_are_in_order(void **state)
{
    (void)state;
    const struct {
        OptionalInteger low, high;
        const char *field;
    } cases[] = {
        {{0}, {0}, NULL},
        {{true, 3}, {true, 11}, NULL},
        {{true, 16}, {true, 99}, NULL},
        {{true, 4}, {0}, NULL},
        {{true, 11}, {true, 11}, NULL},
        {{true, 11}, {true, 10}, "high_age"},
        {{true, -1}, {true, 10}, "low_age"},
        {{true, 3}, {true, 100}, "high_age"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SchoolFacts facts = least();
        facts.low_age = cases[i].low;
        facts.high_age = cases[i].high;
        assert_faults(&facts, cases[i].field);
    }
}

static void everything_wrong_is_told_at_once(void **state)
{
    (void)state;
    SchoolFacts facts = {.urn = "1",
                         .ukprn = "1",
                         .la_number = "1",
                         .establishment_number = "1",
                         .low_age = {true, 100},
                         .high_age = {true, 100},
                         .postcode = "1",
                         .telephone = "1"};
    assert_int_equal(school_facts_faults(&facts).count, 12);
}

static void a_postcode_is_written_one_way(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *written;
    } cases[] = {
        {"m11ae", "M1 1AE"},
        {" M1  1AE ", "M1 1AE"},
        {"cr2 6xh", "CR2 6XH"},
        {"DN55 1PT", "DN55 1PT"},
        {"W1A 0AX", "W1A 0AX"},
        {"EC1A1BB", "EC1A 1BB"},
        {"1AA 1AA", NULL},
        {"ABC1 1AA", NULL},
        {"A 1AA", NULL},
        {"A1 AAA", NULL},
        {"AB12 11A", NULL},
        {"AB1234 1AA", NULL},
        {"", NULL},
        {"ÄB1 2CD", NULL},
    };
    Arena *arena = arena_create(1 << 16, "postcode");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *written = postcode_written(arena, cases[i].typed);
        if (!text_equal(written, cases[i].written))
            fail_msg("%s became %s", cases[i].typed, written == NULL ? "nothing" : written);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_their_forms),
        cmocka_unit_test(ages_are_in_order),
        cmocka_unit_test(everything_wrong_is_told_at_once),
        cmocka_unit_test(a_postcode_is_written_one_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
