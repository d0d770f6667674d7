#include "learner/identifier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void upns(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        UpnFault fault;
        bool temporary;
        const char *upn;
        const char *suggestion;
    } cases[] = {
        {"B801200005001", UPN_VALID, false, "B801200005001", ""},
        {"P207000016049", UPN_VALID, false, "P207000016049", ""},
        {"T999400126001", UPN_VALID, false, "T999400126001", ""},
        {"G999400126002", UPN_VALID, false, "G999400126002", ""},
        {"W999400126003", UPN_VALID, false, "W999400126003", ""},
        {"R674123101121", UPN_VALID, false, "R674123101121", ""},
        {"L999100120001", UPN_VALID, false, "L999100120001", ""},
        {"A999100120002", UPN_VALID, false, "A999100120002", ""},
        {"A999100121003", UPN_VALID, false, "A999100121003", ""},
        {"D99940012600A", UPN_VALID, true, "D99940012600A", ""},
        {"P99940012600Z", UPN_VALID, true, "P99940012600Z", ""},
        {" t999 4001 2600-1\t", UPN_VALID, false, "T999400126001", ""},
        {"d99940012600a", UPN_VALID, true, "D99940012600A", ""},
        {"A801200005001", UPN_WRONG_CHECK_LETTER, false, "A801200005001", ""},
        {"Q207000016049", UPN_WRONG_CHECK_LETTER, false, "Q207000016049", ""},
        {"A123456789123", UPN_WRONG_CHECK_LETTER, false, "A123456789123", ""},
        {"A99940012600A", UPN_WRONG_CHECK_LETTER, true, "A99940012600A", ""},
        {"T9994OO126001", UPN_WRONG_CHARACTER, false, "T9994OO126001", "T999400126001"},
        {"T99940012600I", UPN_WRONG_CHARACTER, false, "T99940012600I", "T999400126001"},
        {"A9994OO126001", UPN_WRONG_CHARACTER, false, "A9994OO126001", ""},
        {"S999400126001", UPN_WRONG_CHARACTER, false, "S999400126001", ""},
        {"I999400126001", UPN_WRONG_CHARACTER, false, "I999400126001", ""},
        {"O999400126001", UPN_WRONG_CHARACTER, false, "O999400126001", ""},
        {"9999400126001", UPN_WRONG_CHARACTER, false, "9999400126001", ""},
        {"T99940012X001", UPN_WRONG_CHARACTER, false, "T99940012X001", ""},
        {"T99940012600S", UPN_WRONG_CHARACTER, false, "T99940012600S", ""},
        {"T99940012600", UPN_WRONG_LENGTH, false, "T99940012600", ""},
        {"T9994001260011", UPN_WRONG_LENGTH, false, "", ""},
        {"1.23457E+12", UPN_WRONG_LENGTH, false, "1.23457E+12", ""},
        {"", UPN_EMPTY, false, "", ""},
        {"   ", UPN_EMPTY, false, "", ""},
        {NULL, UPN_EMPTY, false, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        UpnCheck check = upn_check(cases[i].typed);
        if (check.fault != cases[i].fault || check.temporary != cases[i].temporary)
            fail_msg("UPN %s: fault %d", cases[i].typed, (int)check.fault);
        assert_string_equal(check.upn, cases[i].upn);
        assert_string_equal(check.suggestion, cases[i].suggestion);
        assert_int_equal(strlen(upn_sentence(&check)) == 0, check.fault == UPN_VALID);
    }
}

/* The department's own rule passes a temporary UPN whatever its first letter. */
static void accepted(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        bool accepted;
    } cases[] = {
        {"T999400126001", true},  {"D99940012600A", true},  {"A99940012600A", true},
        {"A801200005001", false}, {"T9994OO126001", false}, {"", false},
        {"T99940012600", false},  {"S99940012600A", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        UpnCheck check = upn_check(cases[i].typed);
        if (upn_accepted(&check) != cases[i].accepted)
            fail_msg("UPN %s", cases[i].typed);
    }
}

/* One wrong digit, or two neighbours exchanged, must never pass. */
static void single_slips_are_caught(void **state)
{
    (void)state;
    static const char upn[] = "T999400126001";
    for (size_t place = 1; place < UPN_LENGTH; place++)
        for (int digit = '0'; digit <= '9'; digit++) {
            char slip[sizeof upn];
            memcpy(slip, upn, sizeof upn);
            slip[place] = (char)digit;
            UpnCheck check = upn_check(slip);
            assert_int_equal(check.fault == UPN_VALID, digit == upn[place]);
        }
    for (size_t place = 1; place + 1 < UPN_LENGTH; place++) {
        char slip[sizeof upn];
        memcpy(slip, upn, sizeof upn);
        slip[place] = upn[place + 1];
        slip[place + 1] = upn[place];
        UpnCheck check = upn_check(slip);
        assert_int_equal(check.fault == UPN_VALID, upn[place] == upn[place + 1]);
    }
}

static void ulns(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        bool valid;
    } cases[] = {
        {"9276308686", true},   {"1000000000", true},  {"1234567899", true},   {"9999999998", true},
        {"927 630 8686", true}, {"9276308687", false}, {"0276308686", false},  {"927630868", false},
        {"92763086866", false}, {"92763O8686", false}, {"9.27631E+09", false}, {"", false},
        {"1000000011", false},  {"1000000001", false}, {NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char uln[ULN_LENGTH + 1] = "";
        if (uln_check(cases[i].typed, uln) != cases[i].valid)
            fail_msg("ULN %s", cases[i].typed);
        assert_int_equal(strlen(uln), cases[i].valid ? ULN_LENGTH : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(upns),
        cmocka_unit_test(accepted),
        cmocka_unit_test(single_slips_are_caught),
        cmocka_unit_test(ulns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
