/* plan.h: the door to a learner's support plan for one cycle: outcomes, the provision that works
 * towards them, who answers for it, and when it is reviewed.
 *
 * What a learner brought from elsewhere is in arrival.h.
 * Owns plan, outcome, provision, provision_outcome and provision_intervention. A draft is edited in
 * place; a final plan is a frozen text with a hash and is only superseded. Never moves a cycle on
 * by itself: it asks learner/cycle. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "assess/assess.h"
#include "learner/learner.h"
#include "plan/arrival.h"
#include "plan/plan_rules.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

typedef struct Outcome {
    OutcomeId id;
    OutcomeId carried_from; /* n 0: new in this cycle */
    const char *wording;
    const char *area; /* communication, cognition, semh, sensory */
    const char *measure;
    const char *baseline;
    const char *target;
    Date due_on;
    int64_t version;
} Outcome;

typedef struct Outcomes {
    size_t count;
    Outcome *items;
} Outcomes;

typedef struct OutcomeIds {
    size_t count;
    OutcomeId *items;
} OutcomeIds;

typedef struct Provision {
    ProvisionId id;
    ProvisionId carried_from; /* n 0: new in this cycle */
    const char *title;
    const char *detail;
    StaffId deliverer;           /* n 0: none of the staff */
    const char *deliverer_other; /* "" when a member of staff does it */
    const char *deliverer_name;  /* whoever does it, as shown; "" when nobody is named */
    const char *place;
    int group_size;
    int minutes;
    int times_a_week;
    Date starts_on, ends_on;
    const char *evidence_note;
    InterventionId intervention; /* of the bank, of one that is added; not read. n 0: none */
    OutcomeIds outcomes;         /* that it works towards */
    int64_t version;
} Provision;

typedef struct Provisions {
    size_t count;
    Provision *items;
} Provisions;

typedef struct ProvisionIds {
    size_t count;
    ProvisionId *items;
} ProvisionIds;

/* Whom the plan is about, and what it rests on: read from the record while the plan is a draft, and
 * from the snapshot ever after. Texts are "" when there is nothing to say. */
typedef struct PlanAbout {
    const char *school;
    const char *learner; /* Zofia Nowak */
    const char *year_and_class;
    Date born_on;
    const char *level; /* SEN Support */
    const char *need;  /* primary need, in words */
    int cycle;         /* number */
    const char *summary;
    const char *needs[AREA_COUNT]; /* in words, by area; NULL or "": nothing was said */
    OwnView learner_view, parent_view;
    OwnViews other_views;
    const char *no_view_reason;
    const char *finalised_by; /* "" while a draft */
} PlanAbout;

typedef enum PlanState { PLAN_DRAFT, PLAN_FINAL, PLAN_SUPERSEDED } PlanState;

typedef struct Plan {
    PlanId id;
    LearnerId learner_id;
    CycleId cycle_id;
    int edition;
    PlanState state;
    StaffId responsible;          /* n 0: none yet */
    const char *responsible_name; /* "" when none */
    const char *home_support;
    const char *learner_part;
    const char *class_strategies; /* one a line */
    const char *consulted;
    Date review_on;
    const char *review_reason; /* "" when none was needed */
    Date finalised_on;
    Date shared_on;
    const char *shared_with; /* by name; NULL: not said */
    const char *snapshot;    /* NULL while a draft */
    Bytes snapshot_hash;
    int64_t version;
    Outcomes outcomes;
    Provisions provisions;
    PlanAbout about; /* after plan_read_about() or plan_read_snapshot() */
} Plan;

/* The newest edition of the cycle's plan, whole: while a change is being drafted, the draft. */
Error *plan_of_cycle(Db *db, Arena *arena, SchoolId school, CycleId cycle, Plan *plan, bool *found);
/* The edition in force: the newest that is final. */
Error *plan_in_force(Db *db, Arena *arena, SchoolId school, CycleId cycle, Plan *plan, bool *found);
/* ERROR_NOT_FOUND unless the plan is this learner's. */
Error *plan_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, PlanId id, Plan *plan);

/* An empty draft of edition 1. ERROR_CONFLICT when the cycle has a plan. */
Error *plan_begin(Db *db, Arena *arena, SchoolId school, LearnerId learner, CycleId cycle,
                  PlanId *id);

/* Everything of a plan that its own page edits; texts are "" when empty. ERROR_CONFLICT when it is
 * no draft, or not at that version. */
typedef struct PlanText {
    StaffId responsible;
    const char *home_support, *learner_part, *class_strategies, *consulted;
    Date review_on;
    const char *review_reason;
} PlanText;
Error *plan_set_text(Db *db, SchoolId school, const Plan *plan, const PlanText *text);

/* The texts, and every outcome and provision that stands in `plan`, with its links. Rows are
 * neither added nor removed. The version counts on. Conflict as above. */
Error *plan_save(Db *db, SchoolId school, Plan *plan);

/* The id and version in the value given are not read. Only while the plan is a draft. */
Error *plan_add_outcome(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                        const Outcome *outcome, OutcomeId *id);
Error *plan_add_provision(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                          const Provision *provision, ProvisionId *id);
/* ERROR_NOT_FOUND when it does not stand in `plan`. */
Error *plan_remove_outcome(Db *db, SchoolId school, const Plan *plan, OutcomeId id);
Error *plan_remove_provision(Db *db, SchoolId school, const Plan *plan, ProvisionId id);

/* Freezes the draft: snapshot, hash, state, and the former edition superseded. The rules have been
 * asked by the caller, who also moves the cycle on. */
Error *plan_finalise(Db *db, Arena *arena, SchoolId school, const Plan *plan, StaffId by, Date on);
/* A draft of the next edition, with the final one's content; each part is carried from the part
 * that it copies, so that sessions logged under the old one are found. ERROR_CONFLICT when one is
 * being drafted, or the plan is not the one in force. */
Error *plan_reopen(Db *db, Arena *arena, SchoolId school, const Plan *plan, PlanId *draft);
/* Takes away a draft that was opened by plan_reopen(). ERROR_CONFLICT for anything else. */
Error *plan_discard(Db *db, SchoolId school, const Plan *plan);
/* The family was given it. */
Error *plan_share(Db *db, SchoolId school, const Plan *plan, Date on, const char *with);

/* The draft of the next cycle: what was kept of the last plan, linked to what it came from, and
 * its texts; no review date. */
Error *plan_carry(Db *db, Arena *arena, SchoolId school, const Plan *from, CycleId to,
                  const OutcomeIds *outcomes, const ProvisionIds *provisions, PlanId *id);

/* ---- Costs ----------------------------------------------------------------------------------- */

/* Of one provision, in pence. */
typedef struct PlannedCost {
    ProvisionId provision;
    OptionalInteger pence; /* not present: not said */
} PlannedCost;

typedef struct PlannedCosts {
    size_t count;
    PlannedCost *items;
} PlannedCosts;

/* Those of the plan that were said; none is read unless see_costs (MAY_SEE_COSTS). */
Error *plan_costs(Db *db, Arena *arena, SchoolId school, PlanId plan, bool see_costs,
                  PlannedCosts *costs);
OptionalInteger plan_cost_of(const PlannedCosts *costs, ProvisionId provision);
/* ERROR_NOT_FOUND unless it stands in this plan, and the plan is a draft. plan_save() leaves costs
 * as they are; plan_reopen() and plan_carry() take them along. */
Error *plan_set_cost(Db *db, SchoolId school, const Plan *plan, ProvisionId provision,
                     OptionalInteger pence);

/* ---- Snapshot -------------------------------------------------------------------------------- */

/* Fills plan->about from the record as it is now. */
Error *plan_read_about(Db *db, Arena *arena, SchoolId school, Plan *plan);
/* One text for one content, whatever the engine: compact JSON with sorted keys. Needs about. */
const char *plan_snapshot(Arena *arena, const Plan *plan);
/* As the rules see it (plan_rules.h). starts_on: when it begins, today or the day it was made
 * final; responsible_teaches: whether whoever answers for it is a teacher. In the arena. */
PlanDraft plan_draft(Arena *arena, const Plan *plan, Date starts_on, bool responsible_teaches);
/* Back into a plan, with everything that was frozen; ids are those of then. */
Error *plan_read_snapshot(Arena *arena, const char *snapshot, Plan *plan);
/* True when the snapshot of a final plan is the one that its hash was made of. */
bool plan_is_intact(const Plan *plan);
/* plan_load(), and all that was frozen when it is no draft; otherwise as the record stands. */
Error *plan_as_agreed(Db *db, Arena *arena, SchoolId school, LearnerId learner, PlanId id,
                      Plan *plan);

/* What was in force before this plan, as it was frozen: an earlier edition, or the last one of an
 * earlier cycle. Not found for a learner's first. */
Error *plan_that_was(Db *db, Arena *arena, SchoolId school, const Plan *plan, Plan *was,
                     bool *found);

/* The wording as a sentence of its own: people write on from "By the end, Zofia…". */
const char *plan_outcome_words(Arena *arena, const Outcome *outcome);
/* "3 times a week, 20 minutes, in a group of 4"; "" when nothing is said of it. */
const char *plan_dose_words(Arena *arena, const Provision *provision);
/* "25 Sep 2026 to 1 Dec 2026". */
const char *plan_days_words(Arena *arena, const Provision *provision);

/* ---- Pages ----------------------------------------------------------------------------------- */

extern const Form plan_form;
extern const Form plan_share_form;

Error *plan_page(Request *request);
Error *plan_past_page(Request *request); /* any edition, as it was agreed */
Error *plan_save_form(Request *request);
Error *plan_finish_page(Request *request);
Error *plan_finish(Request *request);
Error *plan_share_given(Request *request);
Error *plan_change(Request *request);
Error *plan_give_up(Request *request);
extern const Form plan_answer_form;
Error *plan_answer_note(Request *request); /* POST …/plans/:plan/answers, for somebody else */
/* What is typed and not saved yet (web/kept.h). */
Error *plan_keep_typing(Request *request);

#endif
