#include "learner/need.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void needs_as_others_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *code; /* NULL: not known */
    } cases[] = {
        {"SLCN", "SLCN"},
        {"slcn", "SLCN"},
        {"SpLD", "SPLD"},
        {"NSA*", "NSA"},
        {"BESD", "SEMH"},
        {" DS ", "DS"},
        {"Down's syndrome", "DS"},
        {"Speech, Language and Communication Needs", "SLCN"},
        {"Speech, Language & Communication Needs", "SLCN"},
        {"Autistic Spectrum Disorder", "ASD"},
        {"Visual Impairment", "VI"},
        {"Multi Sensory Impairment", "MSI"},
        {"Developmental language disorder", "SLCN"},
        {"Dyspraxia", "SPLD"},
        {"", NULL},
        {"0", NULL},
        {"ADHD", NULL},
        {"SLC", NULL},
        {"None", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const NeedType *type = need_type_read(cases[i].text);
        const char *code = type == NULL ? "" : type->code;
        if (strcmp(code, cases[i].code == NULL ? "" : cases[i].code) != 0)
            fail_msg("%s: %s", cases[i].text, code);
    }
    char long_text[300];
    memset(long_text, 'x', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    assert_null(need_type_read(long_text));
}

/* Each type of the census with the area that it has by default. */
static void types_have_their_area(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        NeedArea area;
    } cases[] = {
        {"SPLD", AREA_COGNITION},     {"MLD", AREA_COGNITION},     {"SLD", AREA_COGNITION},
        {"PMLD", AREA_COGNITION},     {"DS", AREA_COGNITION},      {"SEMH", AREA_SEMH},
        {"SLCN", AREA_COMMUNICATION}, {"ASD", AREA_COMMUNICATION}, {"HI", AREA_SENSORY},
        {"VI", AREA_SENSORY},         {"MSI", AREA_SENSORY},       {"PD", AREA_SENSORY},
        {"OTH", AREA_NONE},           {"NSA", AREA_NONE},
    };
    size_t count;
    (void)need_types(&count);
    assert_int_equal(count, sizeof cases / sizeof cases[0]);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(need_type(cases[i].code)->area, cases[i].area);
}

static void what_ended_is_history(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ended;
    } cases[] = {
        {"BESD", true},  {"besd", true}, {"Behaviour, emotional and social difficulties", true},
        {"SEMH", false}, {"", false},    {NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(need_type_ended(cases[i].text), cases[i].ended);
    assert_string_equal(need_type_words("BESD"),
                        "Behaviour, emotional and social difficulties (until 2014)");
    assert_string_equal(need_type_words("DS"), "Down syndrome");
    assert_string_equal(need_type_words("XYZ"), "XYZ");
}

static void names_have_a_place(void **state)
{
    (void)state;
    static const char *const first[] = {"ASD", "DS", "HI", "MLD", "MSI", "OTH"};
    size_t count;
    const NeedType *types = need_types(&count);
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
        assert_int_equal(need_place(first[i]), i);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            assert_int_equal(need_place(types[i].code) == need_place(types[j].code), i == j);
    assert_int_equal(need_place(NULL), count);
    assert_int_equal(need_place("XYZ"), count);
}

static void codes_are_exact(void **state)
{
    (void)state;
    size_t count;
    const NeedType *types = need_types(&count);
    assert_int_equal(count, 14);
    for (size_t i = 0; i < count; i++)
        assert_ptr_equal(need_type(types[i].code), &types[i]);
    static const char *const refused[] = {"", "slcn", "BESD", "NSA*", "QQQ"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_null(need_type(refused[i]));
}

static void areas_and_status(void **state)
{
    (void)state;
    for (int i = 0; i < AREA_COUNT; i++) {
        NeedArea area;
        assert_true(need_area_parse(need_area_code((NeedArea)i), &area));
        assert_int_equal(area, i);
        assert_true(strlen(need_area_words((NeedArea)i)) > 0);
    }
    NeedArea area;
    assert_false(need_area_parse("", &area));
    assert_false(need_area_parse("Cognition", &area));
    SenStatus status;
    assert_true(sen_status_parse_code("K", &status));
    assert_int_equal(status, SEN_SUPPORT);
    static const char *const refused[] = {"", "k", "S", "A", "P"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_false(sen_status_parse_code(refused[i], &status));
    assert_string_equal(sen_status_words(SEN_EHC_PLAN), "EHC plan");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(needs_as_others_write_them),
        cmocka_unit_test(types_have_their_area),
        cmocka_unit_test(what_ended_is_history),
        cmocka_unit_test(names_have_a_place),
        cmocka_unit_test(codes_are_exact),
        cmocka_unit_test(areas_and_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
