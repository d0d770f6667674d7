/* review_day.h: when support that starts on a day is to be reviewed (R-P-2): a term off, counted in
 * the setting's own terms, or else in school weeks. Pure. */
#ifndef DUTY_REVIEW_DAY_H
#define DUTY_REVIEW_DAY_H

#include "duty/school_days.h"

/* The day to offer: the term's last, when that is at least half a plan's time off, otherwise the
 * pack's number of school weeks on. */
Date review_day_offered(const SchoolCalendar *calendar, Date starts_on);
/* The last day that needs no reason: the later of the term's end and those weeks. */
Date review_day_latest(const SchoolCalendar *calendar, Date starts_on);

#endif
