#include "duty/review_day.h"

#include "duty/rule_pack.h"

static Date last_of_term(const SchoolCalendar *calendar, Date date)
{
    const Term *term = school_term(calendar, date);
    return term == NULL ? DATE_NONE : term->last;
}

static Date weeks_on(const SchoolCalendar *calendar, Date starts_on, int weeks)
{
    return school_day_on_or_before(calendar, school_weeks_after(calendar, starts_on, weeks));
}

Date review_day_latest(const SchoolCalendar *calendar, Date starts_on)
{
    Date by_weeks =
        weeks_on(calendar, starts_on, rule_pack_on(starts_on)->clocks.review_school_weeks);
    Date by_term = last_of_term(calendar, starts_on);
    return date_compare(by_term, by_weeks) > 0 ? by_term : by_weeks;
}

Date review_day_offered(const SchoolCalendar *calendar, Date starts_on)
{
    int weeks = rule_pack_on(starts_on)->clocks.review_school_weeks;
    Date by_term = last_of_term(calendar, starts_on);
    if (date_is_set(by_term) &&
        date_compare(by_term, weeks_on(calendar, starts_on, weeks / 2)) >= 0)
        return school_day_on_or_before(calendar, by_term);
    return weeks_on(calendar, starts_on, weeks);
}
