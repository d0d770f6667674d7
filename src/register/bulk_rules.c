#include "register/bulk_rules.h"

NationalYear bulk_last_year(const char *phase, OptionalInteger high_age)
{
    if (high_age.present && high_age.value >= 4 && high_age.value <= YEAR_LAST + 5)
        return high_age.value == 4 ? YEAR_RECEPTION : (NationalYear)high_age.value - 5;
    if (text_equal(phase, "nursery"))
        return YEAR_N2;
    if (text_equal(phase, "primary"))
        return 6;
    return text_equal(phase, "college") ? YEAR_LAST : 13;
}

YearVerdict bulk_raise(const char *national_year, Date born_on, NationalYear last, Date today,
                       NationalYear *next, const char **why)
{
    NationalYear year = YEAR_NONE;
    bool known = national_year_parse(national_year, &year) && year <= YEAR_LAST;
    *next = known ? year + 1 : year;
    *why = NULL;
    if (!known)
        *why = "Has no year group that can be raised";
    else if (year >= national_year_by_age(born_on, today))
        *why = "Is in the year of their age already";
    if (*why != NULL)
        return YEAR_LEFT_OUT;
    return year >= last ? YEAR_LEAVES : YEAR_RAISED;
}

const char *bulk_review_left_out(const BulkPlan *plan, Date day, const char *reason)
{
    if (!plan->in_force)
        return "Has no plan in force";
    if (date_compare(day, plan->planned_on) <= 0)
        return "The plan begins on that day or later";
    if (date_is_set(plan->review_on) && date_compare(day, plan->review_on) == 0)
        return "Has that day already";
    if (date_compare(day, plan->latest) > 0 && !text_has_word(reason))
        return "The review would be more than a term after the plan began. Give a reason, or an "
               "earlier day.";
    return NULL;
}
