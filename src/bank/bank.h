/* bank.h: the door to what a school picks from while it plans.
 *
 * Owns intervention, strategy and outcome_phrase. Which support is of which intervention stands in
 * provision_intervention, which plan/ owns. */
#ifndef BANK_BANK_H
#define BANK_BANK_H

#include "bank/bank_rules.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

typedef struct Interventions {
    size_t count;
    Intervention *items; /* by name */
    BankUse *uses;       /* of each */
} Interventions;

typedef struct Strategies {
    size_t count;
    Strategy *items; /* what to do by wording, then what to avoid */
} Strategies;

typedef struct OutcomePhrases {
    size_t count;
    OutcomePhrase *items; /* by wording */
} OutcomePhrases;

/* Adds what Fourfold brings and the school's list lacks; nothing that is there changes. added: how
 * many. */
Error *bank_ship(Db *db, SchoolId school, int64_t *added);

/* All, retired ones too. A session's cost is read only with see_costs (MAY_SEE_COSTS). uses: how
 * each went here; read only when asked for, since it counts over all reviews. */
Error *interventions_load(Db *db, Arena *arena, SchoolId school, bool see_costs, bool uses,
                          Interventions *interventions);
/* NULL when there is none of this id. */
const Intervention *intervention_of(const Interventions *interventions, int64_t id);
Error *intervention_add(Db *db, SchoolId school, const Intervention *intervention,
                        InterventionId *id);
/* At the version given. ERROR_CONFLICT when it is another by now. Leaves the cost as it is. */
Error *intervention_change(Db *db, SchoolId school, const Intervention *intervention, Date today);

Error *strategies_load(Db *db, Arena *arena, SchoolId school, Strategies *strategies);
Error *phrases_load(Db *db, Arena *arena, SchoolId school, OutcomePhrases *phrases);

/* ---- Pages ----------------------------------------------------------------------------------- */

extern const Form intervention_form;
extern const Form strategy_form;
extern const Form phrase_form;

Error *bank_page(Request *request);                /* GET /school/bank */
Error *bank_ship_post(Request *request);           /* POST there /shipped */
Error *intervention_new_page(Request *request);    /* GET there /interventions/new */
Error *intervention_add_post(Request *request);    /* POST there /interventions */
Error *intervention_page(Request *request);        /* GET there /interventions/:intervention */
Error *intervention_change_post(Request *request); /* POST there */
Error *strategies_page(Request *request);          /* GET /school/bank/strategies */
Error *strategy_add_post(Request *request);        /* POST there */
Error *strategy_page(Request *request);            /* GET there /:strategy */
Error *strategy_change_post(Request *request);     /* POST there */
Error *phrases_page(Request *request);             /* GET /school/bank/outcomes */
Error *phrase_add_post(Request *request);          /* POST there */
Error *phrase_page(Request *request);              /* GET there /:phrase */
Error *phrase_change_post(Request *request);       /* POST there */

#endif
