/* review.h: the door to what changed in one cycle: how far each outcome was met, what difference
 * each support made, what everybody said, and what happens next.
 *
 * Owns review, review_outcome and review_provision. A draft is edited in place; a final review is
 * a frozen text with a hash. A correction is a new edition, and the one before stays. Moves the
 * cycle on by asking learner/cycle; what the decision leads to is done through the doors of
 * plan/ (the next draft) and register/ (leaving). */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "do/provision.h"
#include "learner/learner.h"
#include "plan/plan.h"
#include "platform/db/db.h"
#include "review/review_rules.h"
#include "schema/ids.h"
#include "web/web.h"

/* What stood in the plan, and how far it was met. Texts are "" when empty. */
typedef struct ReviewedOutcome {
    OutcomeId outcome_id;
    const char *wording, *measure, *baseline, *target;
    Judgement judgement;
    const char *now_at; /* on the plan's own measure */
    const char *comment;
    const char *next; /* keep, change, stop */
} ReviewedOutcome;

typedef struct ReviewedOutcomes {
    size_t count;
    ReviewedOutcome *items;
} ReviewedOutcomes;

/* What was to be done, how much of it was, and what difference it made. */
typedef struct ReviewedProvision {
    ProvisionId provision_id;
    const char *title, *deliverer;
    const char *sessions; /* "20 of 24 sessions" */
    const char *missed;   /* "adult was away 3"; "" when none */
    int planned, delivered;
    const char *impact; /* none, some, good */
    const char *comment;
    const char *decision; /* continue, change, stop */
} ReviewedProvision;

typedef struct ReviewedProvisions {
    size_t count;
    ReviewedProvision *items;
} ReviewedProvisions;

/* Whom it is about, as it was when the review became final. */
typedef struct ReviewAbout {
    const char *school;
    const char *learner;
    const char *year_and_class;
    Date born_on;
    const char *level;
    int cycle;        /* number */
    int plan_edition; /* of the plan reviewed */
    Date agreed_on;   /* the plan's review date */
    const char *finalised_by;
} ReviewAbout;

typedef enum ReviewState { REVIEW_DRAFT, REVIEW_FINAL, REVIEW_SUPERSEDED } ReviewState;

typedef struct Review {
    ReviewId id; /* n 0: nothing saved yet */
    LearnerId learner_id;
    CycleId cycle_id;
    PlanId plan_id;
    int edition;
    ReviewState state;
    Date held_on;
    const char *method; /* meeting, phone, video, paper */
    const char *attended;
    const char *learner_view, *parent_view, *no_view_reason;
    const char *consulted;
    const char *school_will, *parent_will, *learner_will;
    const char *decision; /* continue, specialist, ehc_request, leave */
    Date next_review_on;
    const char *next_reason; /* why that is further off than a term; "" when none was owed */
    Date monitor_until;      /* when support ends */
    const char *correction;  /* why this edition corrects the one before */
    Date finalised_on;
    Date copy_given_on;
    const char *copy_given_to; /* by name; NULL: not said */
    const char *snapshot;      /* NULL while a draft */
    Bytes snapshot_hash;
    int64_t version; /* 0: nothing saved yet */
    ReviewedOutcomes outcomes;
    ReviewedProvisions provisions;
    ReviewAbout about;
} Review;

/* The cycle's review as it is being written: the draft, or an empty one (id 0). Every outcome and
 * provision of the plan in force stands in it, with what was delivered up to the day it was held,
 * or `today`. ERROR_CONFLICT when no plan is in force. */
Error *review_open(Db *db, Arena *arena, SchoolId school, const Cycle *cycle, Date today,
                   Review *review);
/* The cycle's review in force, as it was frozen. */
Error *review_of_cycle(Db *db, Arena *arena, SchoolId school, CycleId cycle, Review *review,
                       bool *found);
/* A final or superseded one, as it was frozen. ERROR_NOT_FOUND unless it is this learner's. */
Error *review_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, ReviewId id,
                   Review *review);

/* Saves the draft whole; made when its id is 0, which begins the review (the cycle moves on to
 * Review). id and version are then those saved. ERROR_CONFLICT when it is not at that version, or
 * a change of the plan is being drafted; ERROR_NOT_FOUND for a part of another plan. */
Error *review_save(Db *db, Arena *arena, SchoolId school, const Cycle *cycle, Review *review,
                   Date on);
/* The meeting did not come about: the cycle goes back to Do, and what was written is kept. */
Error *review_put_off(Db *db, SchoolId school, const Cycle *cycle, Date on);
/* Freezes what was saved and closes the cycle; then opens the next one, whose assessment begins
 * with what was found and whose plan's draft begins with what was kept, or ends SEN Support. The
 * rules have been asked by the caller. next: out, n 0 when support ends. */
Error *review_finish(Db *db, Arena *arena, SchoolId school, const Cycle *cycle,
                     const Review *review, StaffId by, Date on, CycleId *next);
/* A new final edition in place of the one in force; what was decided stays as it was. corrected:
 * the texts and judgements of the new edition; its id, edition and version are out. */
Error *review_correct(Db *db, Arena *arena, SchoolId school, const Review *final, Review *corrected,
                      StaffId by, Date on);
/* R-R-4: the parents were given the record. ERROR_CONFLICT unless it is the one in force. */
Error *review_give_copy(Db *db, SchoolId school, LearnerId learner, ReviewId id, Date on,
                        const char *to);

/* For lists: every final review of a learner that is in force, newest first. */
typedef struct ReviewLine {
    ReviewId id;
    CycleId cycle_id;
    int cycle;
    int edition;
    Date held_on;
    Date copy_given_on;
    int outcomes, met; /* met: or more than met */
    const char *decision;
} ReviewLine;

typedef struct ReviewLines {
    size_t count;
    ReviewLine *items;
} ReviewLines;

Error *review_list(Db *db, Arena *arena, SchoolId school, LearnerId learner, ReviewLines *lines);

/* One text for one content, whatever the engine: compact JSON with sorted keys. */
const char *review_snapshot(Arena *arena, const Review *review);
/* As the rules see it (review_rules.h), in the arena. calendar: NULL leaves the day of the next
 * review unjudged, as a correction does. */
ReviewDraft review_draft(Arena *arena, const Review *review, const SchoolCalendar *calendar);
/* Back into a review, with everything that was frozen. */
Error *review_read_snapshot(Arena *arena, const char *snapshot, Review *review);
/* True when the snapshot is the one that its hash was made of. */
bool review_is_intact(const Review *review);

/* The wording as a sentence of its own, as in the plan. */
const char *review_outcome_words(Arena *arena, const ReviewedOutcome *outcome);
/* As shown; "" for none. */
const char *review_method_words(const char *method);     /* "A meeting" */
const char *review_decision_words(const char *decision); /* "SEN Support goes on" */
const char *review_next_words(const char *next);         /* "Keep", "Change", "Stop", "Continue" */
const char *review_impact_words(const char *impact);     /* "No difference", "Some", "Good" */

/* ---- Pages ----------------------------------------------------------------------------------- */

extern const Form review_form;
extern const Form review_copy_form;

Error *review_page(Request *request);            /* GET /learners/:learner/review */
Error *review_save_form(Request *request);       /* POST there */
Error *review_finish_form(Request *request);     /* POST …/review/finish */
Error *review_put_off_form(Request *request);    /* POST …/review/put-off */
Error *review_final_page(Request *request);      /* GET /learners/:learner/reviews/:review */
Error *review_copy_form_post(Request *request);  /* POST …/copy */
Error *review_correction_page(Request *request); /* GET …/correction */
Error *review_correction_post(Request *request); /* POST there */

#endif
