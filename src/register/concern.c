/* Concerns, their steps and who was told of them, in the store. */
#include "register/concern.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "register/concern_sql.h"
#include "register/support.h"

static Concern concern_of(const struct concerns_about_row *row)
{
    return (Concern){
        .id = row->id,
        .learner_id = row->learner_id,
        .learner_name = row->known_name,
        .class_name = row->class_name == NULL ? "" : row->class_name,
        .raised_on = row->raised_on,
        .raised_by = row->raised_by,
        .raised_by_name = row->raised_by_name,
        .raised_staff = row->raised_staff,
        .raised_contact = row->raised_contact,
        .way = row->way,
        .heard_by = row->heard_by,
        .heard_by_name = row->heard_by_name,
        .received_by = row->received_by,
        .received_by_name = row->received_by_name,
        .received_on = row->received_on,
        .wording = row->wording,
        .language = row->language,
        .translation = row->translation,
        .translated_by = row->translated_by,
        .noticed_where = row->noticed_where,
        .since = row->since,
        .tried = row->tried,
        .strengths = row->strengths,
        .reply_by = row->reply_by,
        .replied_on = row->replied_on,
        .outcome = row->outcome,
        .check_on = row->check_on,
        .version = row->version,
    };
}

/* Which of them: every part that is set holds. */
typedef struct Asked {
    LearnerId learner;
    ConcernId concern;
    StaffId staff;
    ContactId contact;
    bool of_learner;
} Asked;

static Error *read_all(Db *db, Arena *arena, SchoolId school, const Asked *asked,
                       Concerns *concerns)
{
    struct concerns_about_rows rows;
    *concerns = (Concerns){0};
    TRY(concerns_about(db, arena, school, asked->learner, asked->concern, asked->staff,
                       asked->contact, asked->of_learner, &rows));
    *concerns = (Concerns){rows.count, arena_array(arena, Concern, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        concerns->items[i] = concern_of(&rows.items[i]);
    return NULL;
}

static Error *read_one(Db *db, Arena *arena, SchoolId school, const Asked *asked, Concern *concern)
{
    Concerns found;
    *concern = (Concern){0};
    ASSERT(asked->concern.n != 0);
    TRY(read_all(db, arena, school, asked, &found));
    if (found.count == 0)
        return error_not_found("concern %" PRId64, asked->concern.n);
    *concern = found.items[0];
    return NULL;
}

Error *concern_list(Db *db, Arena *arena, SchoolId school, LearnerId learner, Concerns *concerns)
{
    return read_all(db, arena, school, &(Asked){.learner = learner}, concerns);
}

Error *concern_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, ConcernId id,
                    Concern *concern)
{
    return read_one(db, arena, school, &(Asked){.learner = learner, .concern = id}, concern);
}

Error *concerns_of_staff(Db *db, Arena *arena, SchoolId school, StaffId staff, Concerns *concerns)
{
    return read_all(db, arena, school, &(Asked){.staff = staff}, concerns);
}

Error *concern_of_staff(Db *db, Arena *arena, SchoolId school, StaffId staff, ConcernId id,
                        Concern *concern)
{
    return read_one(db, arena, school, &(Asked){.staff = staff, .concern = id}, concern);
}

Error *concerns_of_family(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                          ContactId contact, Concerns *concerns)
{
    Asked asked = {.learner = learner, .contact = contact, .of_learner = contact.n == 0};
    return read_all(db, arena, school, &asked, concerns);
}

Error *concern_raise(Db *db, SchoolId school, LearnerId learner, const Concern *concern,
                     ConcernId *id)
{
    *id = (ConcernId){id_new()};
    return concern_insert(db, school, *id, learner, concern->raised_on, concern->raised_by,
                          concern->raised_by_name, concern->raised_staff, concern->raised_contact,
                          concern->way, concern->heard_by, concern->wording, concern->language,
                          concern->translation, concern->translated_by, concern->noticed_where,
                          concern->since, concern->tried, concern->strengths, concern->reply_by,
                          NULL);
}

static Error *changed_once(int64_t changed, const Concern *concern)
{
    if (changed == 1)
        return NULL;
    return error_conflict("You, or someone else, answered this while you were typing. Compare the "
                          "two below, then save again.",
                          "concern %" PRId64 " version %" PRId64, concern->id.n, concern->version);
}

Error *concern_receive(Db *db, SchoolId school, const Concern *concern, StaffId staff, Date on,
                       Date reply_by)
{
    int64_t changed;
    TRY(concern_set_received(db, school, concern->id, concern->version, staff, on, reply_by,
                             &changed));
    return changed_once(changed, concern);
}

/* ---- Steps ------------------------------------------------------------------------------------
 */

Error *concern_steps(Db *db, Arena *arena, SchoolId school, LearnerId learner, ConcernId concern,
                     ConcernSteps *steps)
{
    struct concern_steps_of_rows rows;
    *steps = (ConcernSteps){0};
    TRY(concern_steps_of(db, arena, school, learner, concern, &rows));
    *steps = (ConcernSteps){rows.count, arena_array(arena, ConcernStep, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        steps->items[i] = (ConcernStep){
            .id = rows.items[i].id,
            .concern_id = rows.items[i].concern_id,
            .taken_on = rows.items[i].taken_on,
            .taken_by = rows.items[i].taken_by,
            .taken_by_name = rows.items[i].taken_by_name,
            .verdict = rows.items[i].verdict,
            .came_of = rows.items[i].came_of,
            .words = rows.items[i].words,
            .with_whom = rows.items[i].with_whom,
            .check_on = rows.items[i].check_on,
        };
    return NULL;
}

Error *concern_take_step(Db *db, Arena *arena, SchoolId school, const Concern *concern,
                         const ConcernStep *step, ConcernStepId *id)
{
    int64_t changed;
    *id = (ConcernStepId){id_new()};
    TRY(concern_set_step(db, school, concern->id, concern->version, step->taken_by, step->taken_on,
                         step->verdict, step->check_on, &changed));
    TRY(changed_once(changed, concern));
    TRY(concern_step_insert(db, school, *id, concern->learner_id, concern->id, step->taken_on,
                            step->taken_by, step->verdict, step->came_of, step->words,
                            step->with_whom, step->check_on, NULL));
    if (!text_equal(step->verdict, "assess"))
        return NULL;
    return support_open_cycle(db, arena, school, concern->learner_id, step->taken_on);
}

typedef struct Outcome {
    const char *outcome, *words;
    bool checked; /* looked at again on a day */
} Outcome;

static const Outcome outcomes[] = {
    {"open", "Waiting for an answer", false},
    {"talk", "Talk first", true},
    {"teaching", "Good teaching first", true},
    {"monitor", "Monitor", true},
    {"assess", "Assess", false},
    {"not_sen", "Not SEN", false},
    {"settled", "No longer a concern", false},
};

static const Outcome *outcome_of(const char *code)
{
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
        if (text_equal(outcomes[i].outcome, code))
            return &outcomes[i];
    return NULL;
}

const char *concern_outcome_words(const char *outcome)
{
    const Outcome *found = outcome_of(outcome);
    return found == NULL ? "" : found->words;
}

bool concern_is_checked(const char *verdict)
{
    const Outcome *found = outcome_of(verdict);
    return found != NULL && found->checked;
}

/* ---- The family told --------------------------------------------------------------------------
 */

Error *concern_told_list(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                         ConcernTolds *told)
{
    struct concern_told_of_rows rows;
    *told = (ConcernTolds){0};
    TRY(concern_told_of(db, arena, school, learner, &rows));
    *told = (ConcernTolds){rows.count, arena_array(arena, ConcernTold, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        told->items[i] = (ConcernTold){
            .step_id = rows.items[i].step_id,
            .told_on = rows.items[i].told_on,
            .told_by = rows.items[i].told_by,
            .told_by_name = rows.items[i].told_by_name,
            .method = rows.items[i].method,
            .contact_id = rows.items[i].contact_id,
            .recipient = rows.items[i].recipient,
            .said = rows.items[i].said,
            .reason = rows.items[i].reason,
        };
    return NULL;
}

Error *concern_tell(Db *db, SchoolId school, LearnerId learner, const ConcernTold *told)
{
    ASSERT((told->method == NULL) != (told->reason == NULL));
    return concern_told_insert(db, school, (ConcernToldId){id_new()}, learner, told->step_id,
                               told->told_on, told->told_by, told->method, told->contact_id,
                               told->recipient, told->said, told->reason, NULL);
}
