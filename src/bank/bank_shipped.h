/* bank_shipped.h: the interventions, strategies and outcome phrases that Fourfold knows when a
 * school begins. Names are general; a product is named only as an example, and no content of any
 * stands here. Doses are usual practice, for each school to change.
 *
 * A school's list is its own from then on: it changes, retires and adds. Pure. */
#ifndef BANK_BANK_SHIPPED_H
#define BANK_BANK_SHIPPED_H

#include "bank/bank_rules.h"

/* Their numbers never change: by them a school's list knows what it has. Ids and versions are 0. */
const Intervention *shipped_interventions(size_t *count);
const Strategy *shipped_strategies(size_t *count);
const OutcomePhrase *shipped_phrases(size_t *count);

#endif
