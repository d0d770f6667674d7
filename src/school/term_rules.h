/* term_rules.h: what must be so of the dates that a school gives its year. Pure. */
#ifndef SCHOOL_TERM_RULES_H
#define SCHOOL_TERM_RULES_H

#include <stddef.h>

#include "duty/duty.h"
#include "platform/base/date.h"

typedef struct SchoolTerm {
    int academic_year; /* calendar year in which the school year starts */
    const char *name;
    Date starts_on, ends_on;
    Date half_term_starts_on, half_term_ends_on; /* DATE_NONE both: without half term */
} SchoolTerm;

/* Days inside a term without learners: training days, bank holidays. */
typedef struct SchoolClosure {
    const char *name;
    Date starts_on, ends_on;
} SchoolClosure;

/* field: of the struct; NULL when all is well. */
typedef struct DateFault {
    const char *field;
    const char *sentence;
} DateFault;

/* One of a year's terms, beside those that stand before it. */
DateFault term_check(const SchoolTerm *terms, size_t at);
DateFault closure_check(const SchoolClosure *closure, int year);

/* The school year whose dates are needed now and not there, 0 when none is: this one, and from the
 * spring on the next, since review dates are agreed a term ahead. */
int dates_missing(const SchoolCalendar *calendar, Date today);

#endif
