/* identifier.h: the numbers by which schools know a learner, checked and never made.
 *
 * UPN: check letter, local authority (3), establishment (4), year (2), serial (3). A letter in the
 * last place makes it temporary. ULN: ten digits from the age of 14. A number is checked for its
 * form and its sum only; whether it was ever given to anybody is not known here. Pure. */
#ifndef LEARNER_IDENTIFIER_H
#define LEARNER_IDENTIFIER_H

#include <stdbool.h>

#define UPN_LENGTH 13
#define ULN_LENGTH 10

typedef enum UpnFault {
    UPN_VALID,
    UPN_EMPTY,
    UPN_WRONG_LENGTH,
    UPN_WRONG_CHARACTER, /* a letter where a digit belongs, or I, O, S where a letter does */
    UPN_WRONG_CHECK_LETTER
} UpnFault;

typedef struct UpnCheck {
    char upn[UPN_LENGTH + 1]; /* capitals without spaces or hyphens; "" when it cannot be a UPN */
    UpnFault fault;
    bool temporary;
    /* What was probably meant: a letter O or I typed for 0 or 1. "" when nothing is likely. */
    char suggestion[UPN_LENGTH + 1];
} UpnCheck;

UpnCheck upn_check(const char *typed);
/* Valid, or a temporary UPN with another check letter: the department's own rule passes those, so
 * they are kept and only queried. */
bool upn_accepted(const UpnCheck *check);
/* What is wrong and what to do, "" when nothing is. */
const char *upn_sentence(const UpnCheck *check);

/* Spaces are allowed; on success the ten digits are put in `uln`. */
bool uln_check(const char *typed, char uln[ULN_LENGTH + 1]);

#endif
