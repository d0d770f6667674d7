/* score_shipped.h: the measures that Fourfold knows when a school begins: the statutory
 * assessments, and kinds of test in common use, without the content of any.
 *
 * A school's list is its own from then on: it changes, retires and adds. Pure. */
#ifndef ASSESS_SCORE_SHIPPED_H
#define ASSESS_SCORE_SHIPPED_H

#include "assess/score_rules.h"

/* Parts of sets stand behind each other; ids, positions and versions are 0. */
const Measure *shipped_measures(size_t *count);
/* "Strengths and Difficulties Questionnaire, by the teacher"; NULL for no set of ours. */
const char *shipped_set_name(const char *set);
/* What is to be known while such a set is entered; NULL: nothing. */
const char *shipped_set_hint(const char *set);

#endif
