#include "learner/identifier.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

/* No I, O or S: they are read as digits. A letter's place is its value. */
static const char check_letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
#define CHECK_MODULUS 23
#define ULN_MODULUS   11

/* Capitals, without spaces and hyphens. False when more than `size - 1` characters are left. */
static bool squeeze(const char *typed, char *out, size_t size)
{
    size_t length = 0;
    for (const char *c = typed == NULL ? "" : typed; *c != '\0'; c++) {
        if (isspace((unsigned char)*c) || *c == '-')
            continue;
        if (length + 1 == size)
            return false;
        out[length++] = (char)toupper((unsigned char)*c);
    }
    out[length] = '\0';
    return true;
}

static int letter_value(char c)
{
    const char *at = c == '\0' ? NULL : strchr(check_letters, c);
    return at == NULL ? -1 : (int)(at - check_letters);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static UpnFault fault_of(const char *upn)
{
    if (upn[0] == '\0')
        return UPN_EMPTY;
    if (strlen(upn) != UPN_LENGTH)
        return UPN_WRONG_LENGTH;
    if (letter_value(upn[0]) < 0)
        return UPN_WRONG_CHARACTER;
    int sum = 0;
    for (int place = 2; place <= UPN_LENGTH; place++) {
        char c = upn[place - 1];
        bool last = place == UPN_LENGTH;
        if (!is_digit(c) && !(last && letter_value(c) >= 0))
            return UPN_WRONG_CHARACTER;
        sum += place * (is_digit(c) ? c - '0' : letter_value(c));
    }
    return check_letters[sum % CHECK_MODULUS] == upn[0] ? UPN_VALID : UPN_WRONG_CHECK_LETTER;
}

/* Puts the digits that the eye confuses with letters in place of them. */
static void suggest(UpnCheck *check)
{
    char meant[UPN_LENGTH + 1];
    memcpy(meant, check->upn, sizeof meant);
    for (size_t i = 1; i < UPN_LENGTH; i++) {
        if (meant[i] == 'O')
            meant[i] = '0';
        else if (meant[i] == 'I')
            meant[i] = '1';
    }
    if (fault_of(meant) == UPN_VALID)
        memcpy(check->suggestion, meant, sizeof meant);
}

UpnCheck upn_check(const char *typed)
{
    UpnCheck check = {.fault = UPN_WRONG_LENGTH};
    if (!squeeze(typed, check.upn, sizeof check.upn)) {
        check.upn[0] = '\0';
        return check;
    }
    check.fault = fault_of(check.upn);
    if (check.fault == UPN_VALID || check.fault == UPN_WRONG_CHECK_LETTER)
        check.temporary = !is_digit(check.upn[UPN_LENGTH - 1]);
    if (check.fault == UPN_WRONG_CHARACTER)
        suggest(&check);
    return check;
}

bool upn_accepted(const UpnCheck *check)
{
    return check->fault == UPN_VALID ||
           (check->fault == UPN_WRONG_CHECK_LETTER && check->temporary);
}

const char *upn_sentence(const UpnCheck *check)
{
    switch (check->fault) {
    case UPN_VALID:
        return "";
    case UPN_EMPTY:
        return "Enter the UPN";
    case UPN_WRONG_LENGTH:
        return "A UPN has 13 characters: a letter and 12 more";
    case UPN_WRONG_CHARACTER:
        return "A UPN is a letter (never I, O or S) and 12 digits; only a temporary one ends in a "
               "letter";
    case UPN_WRONG_CHECK_LETTER:
        break;
    }
    return check->temporary
               ? "The first letter does not fit this temporary UPN. Check it."
               : "The first letter does not fit the rest of the UPN. Check each digit.";
}

bool uln_check(const char *typed, char uln[ULN_LENGTH + 1])
{
    char digits[ULN_LENGTH + 1];
    if (!squeeze(typed, digits, sizeof digits) || strlen(digits) != ULN_LENGTH || digits[0] == '0')
        return false;
    int sum = 0;
    for (int i = 0; i < ULN_LENGTH; i++) {
        if (!is_digit(digits[i]))
            return false;
        if (i < ULN_LENGTH - 1)
            sum += (digits[i] - '0') * (ULN_LENGTH - i);
    }
    int remainder = sum % ULN_MODULUS;
    if (remainder == 0 || digits[ULN_LENGTH - 1] - '0' != ULN_LENGTH - remainder)
        return false;
    memcpy(uln, digits, sizeof digits);
    return true;
}
