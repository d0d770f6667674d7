#include "plan/plan_answer.h"

#include <inttypes.h>
#include <string.h>

#include "plan/plan_sql.h"
#include "platform/base/id.h"

const FormChoice plan_answer_choices[] = {
    {"agree", "Yes, I agree", NULL},
    {"in_part", "I agree with part of it", NULL},
    {"talk_first", "I want to talk about it first", NULL},
    {NULL, NULL, NULL},
};

const char *plan_answer_words(const char *answer)
{
    if (text_equal(answer, "agree"))
        return "Agrees";
    if (text_equal(answer, "in_part"))
        return "Agrees with part of it";
    return text_equal(answer, "talk_first") ? "Wants to talk about it first" : "Could not be asked";
}

Error *plan_answer_add(Db *db, SchoolId school, const Plan *plan, const PlanAnswer *answer,
                       Moment now)
{
    if (plan->state == PLAN_DRAFT || !plan_is_intact(plan))
        return error_conflict("This text is not final, so nobody can agree to it yet.",
                              "plan %" PRId64 " is a draft or not intact", plan->id.n);
    return answer_insert(db, school, (PlanAnswerId){id_new()}, plan->learner_id, plan->id,
                         plan->snapshot_hash, answer->contact_id, answer->answer, answer->wording,
                         answer->way, answer->answered_on, answer->noted_by, now, NULL);
}

Error *plan_answers(Db *db, Arena *arena, SchoolId school, const Plan *plan, PlanAnswers *answers)
{
    struct answers_of_cycle_rows rows;
    TRY(answers_of_cycle(db, arena, school, plan->learner_id, plan->cycle_id, &rows));
    *answers = (PlanAnswers){rows.count, arena_array(arena, PlanAnswer, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct answers_of_cycle_row *row = &rows.items[i];
        answers->items[i] = (PlanAnswer){
            .plan_id = row->plan_id,
            .edition = (int)row->edition,
            .snapshot_hash = row->snapshot_hash,
            .contact_id = row->contact_id,
            .contact = row->contact,
            .answer = row->answer,
            .wording = row->wording,
            .way = row->way,
            .answered_on = row->answered_on,
            .noted_by = row->noted_by,
            .noted_by_name = row->noted_by_name,
        };
    }
    return NULL;
}

static bool is_of(const PlanAnswer *answer, const Plan *plan)
{
    return answer->snapshot_hash.length == plan->snapshot_hash.length &&
           plan->snapshot_hash.length > 0 &&
           memcmp(answer->snapshot_hash.data, plan->snapshot_hash.data,
                  plan->snapshot_hash.length) == 0;
}

static const PlanAnswer *newest(const PlanAnswers *answers, const Plan *plan, ContactId contact,
                                bool to_this)
{
    for (size_t i = 0; i < answers->count; i++) {
        const PlanAnswer *answer = &answers->items[i];
        bool counts =
            to_this ? is_of(answer, plan) : !is_of(answer, plan) && answer->edition < plan->edition;
        if (answer->contact_id.n == contact.n && counts)
            return answer;
    }
    return NULL;
}

const PlanAnswer *plan_answer_now(const PlanAnswers *answers, const Plan *plan, ContactId contact)
{
    return newest(answers, plan, contact, true);
}

const PlanAnswer *plan_answer_before(const PlanAnswers *answers, const Plan *plan,
                                     ContactId contact)
{
    return newest(answers, plan, contact, false);
}

Error *plan_changes_since(Db *db, Arena *arena, SchoolId school, const Plan *plan, PlanId then,
                          PlanChanges *changes)
{
    Plan now = *plan, was;
    *changes = (PlanChanges){0};
    now.outcomes.items = arena_array(arena, Outcome, plan->outcomes.count + 1);
    now.provisions.items = arena_array(arena, Provision, plan->provisions.count + 1);
    for (size_t i = 0; i < plan->outcomes.count; i++)
        now.outcomes.items[i] = plan->outcomes.items[i];
    for (size_t i = 0; i < plan->provisions.count; i++)
        now.provisions.items[i] = plan->provisions.items[i];
    for (Plan at = *plan;; at = was) {
        bool found;
        TRY(plan_that_was(db, arena, school, &at, &was, &found));
        if (!found)
            return NULL;
        if (was.id.n == then.n)
            break;
        plan_carried_through(&now, &was);
    }
    *changes = plan_changes(arena, &was, &now);
    return NULL;
}
