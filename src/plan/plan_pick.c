/* Picking from the bank while a plan is written: support, strategies and the beginning of an
 * outcome, without leaving the page. */
#include <inttypes.h>
#include <string.h>

#include "bank/bank.h"
#include "learner/age.h"
#include "plan/plan_form.h"
#include "platform/base/id.h"

enum { LINES_MOST = 4000, DAYS_A_WEEK = 7, AFTER_16_YEAR = 12 };

/* ---- What is offered ------------------------------------------------------------------------- */

/* The four areas are for all; those for an age are offered at that age. */
static bool is_for(const Learner *learner, const char *area)
{
    NationalYear year = YEAR_NONE;
    (void)national_year_parse(learner->national_year, &year);
    if (text_equal(area, "early_years"))
        return year <= YEAR_RECEPTION;
    if (text_equal(area, "after_16"))
        return year >= AFTER_16_YEAR;
    return true;
}

/* Those of an outcome's area come first: two rounds over a list that is in order. */
static bool is_sought(const Plan *plan, const char *area)
{
    for (size_t i = 0; i < plan->outcomes.count; i++)
        if (text_equal(plan->outcomes.items[i].area, area))
            return true;
    return false;
}

static PickRow support_row(Request *request, const Interventions *bank, size_t at)
{
    const Intervention *each = &bank->items[at];
    return (PickRow){
        .then = arena_print(request->arena, "pick.%" PRId64, each->id),
        .name = bank_name_words(request->arena, each),
        .area = bank_area_words(each->area),
        .more = arena_print(request->arena, "%s. %s", bank_wave_words(request->arena, each),
                            bank_dose_words(request->arena, each)),
        .use = bank_use_words(request->arena, &bank->uses[at]),
    };
}

static PickRows support_rows(Request *request, const Plan *plan, const Interventions *bank)
{
    PickRows rows = {0, arena_array(request->arena, PickRow, bank->count)};
    for (int sought = 1; sought >= 0; sought--)
        for (size_t i = 0; i < bank->count; i++) {
            const Intervention *each = &bank->items[i];
            if (!each->retired && is_for(request->learner, each->area) &&
                is_sought(plan, each->area) == sought)
                rows.items[rows.count++] = support_row(request, bank, i);
        }
    return rows;
}

static PickRows phrase_rows(Request *request, const Plan *plan, const OutcomePhrases *phrases)
{
    PickRows rows = {0, arena_array(request->arena, PickRow, phrases->count)};
    for (int sought = 1; sought >= 0; sought--)
        for (size_t i = 0; i < phrases->count; i++) {
            const OutcomePhrase *each = &phrases->items[i];
            if (!each->retired && is_for(request->learner, each->area) &&
                is_sought(plan, each->area) == sought)
                rows.items[rows.count++] = (PickRow){
                    .then = arena_print(request->arena, "phrase.%" PRId64, each->id),
                    .name = each->wording,
                    .area = bank_area_words(each->area),
                    .more = each->measure,
                };
        }
    return rows;
}

static PickRows strategy_rows(Request *request, const Plan *plan, const Strategies *strategies)
{
    PickRows rows = {0, arena_array(request->arena, PickRow, strategies->count)};
    for (int sought = 1; sought >= 0; sought--)
        for (size_t i = 0; i < strategies->count; i++) {
            const Strategy *each = &strategies->items[i];
            if (!each->retired && is_for(request->learner, each->area) &&
                is_sought(plan, each->area) == sought)
                rows.items[rows.count++] = (PickRow){
                    .then = arena_print(request->arena, "%" PRId64, each->id),
                    .name = each->wording,
                    .area = bank_area_words(each->area),
                    .more = each->avoid ? "Avoid" : "Do",
                };
        }
    return rows;
}

Error *plan_pick_fill(Request *request, const Plan *plan, ChoiceViews outcomes, PlanWrite *view)
{
    Interventions bank;
    Strategies strategies;
    OutcomePhrases phrases;
    Db *db = request->db;
    TRY(interventions_load(db, request->arena, request->school_id, false, true, &bank));
    TRY(strategies_load(db, request->arena, request->school_id, &strategies));
    TRY(phrases_load(db, request->arena, request->school_id, &phrases));
    view->pick.support = support_rows(request, plan, &bank);
    view->pick.strategies = strategy_rows(request, plan, &strategies);
    view->pick.phrases = phrase_rows(request, plan, &phrases);
    view->pick.has_outcomes = outcomes.count > 0;
    const char *first = outcomes.count > 0 ? outcomes.items[0].code : "";
    view->pick.towards = field_view_choices(request, &plan_form, "pick_for", first, outcomes);
    view->pick.towards.optional = false;
    return NULL;
}

/* ---- What was picked ------------------------------------------------------------------------- */

static bool names_line(const char *lines, const char *line)
{
    size_t length = strlen(line);
    for (const char *at = lines; at != NULL && *at != '\0';) {
        size_t end = strcspn(at, "\r\n");
        if (end == length && strncmp(at, line, length) == 0)
            return true;
        at += end;
        at += strspn(at, "\r\n");
    }
    return false;
}

static bool is_ticked(const Texts *ticked, int64_t id)
{
    int64_t each;
    for (size_t i = 0; i < ticked->count; i++)
        if (id_parse(ticked->items[i], &each) && each == id)
            return true;
    return false;
}

Error *plan_pick_strategies(Request *request, const PlanInput *input, Plan *plan)
{
    Strategies all;
    const char *lines = plan->class_strategies;
    if (input->strategies.count == 0)
        return NULL;
    TRY(strategies_load(request->db, request->arena, request->school_id, &all));
    for (size_t i = 0; i < all.count; i++) {
        const Strategy *each = &all.items[i];
        const char *line =
            each->avoid ? arena_print(request->arena, "Avoid: %s", each->wording) : each->wording;
        if (is_ticked(&input->strategies, each->id) && !names_line(lines, line))
            lines = text_empty(lines) ? line : arena_print(request->arena, "%s\n%s", lines, line);
    }
    if (text_length(lines) > LINES_MOST)
        form_problem(request, "class_strategies", "There is no room for these: tick fewer");
    TRY(form_problems(request));
    plan->class_strategies = lines;
    return NULL;
}

/* So many weeks from its first day, and not past the day that was offered. */
static Date last_day(const Provision *provision, Range weeks)
{
    if (weeks.least == 0)
        return provision->ends_on;
    Date end = date_add_days(provision->starts_on, weeks.least * DAYS_A_WEEK - 1);
    return date_compare(end, provision->ends_on) < 0 ? end : provision->ends_on;
}

Error *plan_pick_support(Request *request, const Plan *plan, const PlanInput *input, int64_t picked,
                         Provision *provision, OptionalInteger *cost)
{
    Interventions bank;
    bool see_costs = request_may(request, MAY_SEE_COSTS);
    TRY(interventions_load(request->db, request->arena, request->school_id, see_costs, false,
                           &bank));
    const Intervention *found = intervention_of(&bank, picked);
    if (found == NULL)
        return error_not_found("intervention %" PRId64, picked);
    provision->title = found->name;
    provision->detail = found->detail;
    provision->evidence_note = found->evidence;
    provision->group_size = found->group.least == 0 ? 1 : found->group.least;
    provision->minutes = found->minutes.least;
    provision->times_a_week = found->times.least;
    provision->ends_on = last_day(provision, found->weeks);
    provision->intervention = (InterventionId){found->id};
    provision->outcomes = (OutcomeIds){0, arena_array(request->arena, OutcomeId, 1)};
    for (size_t i = 0; i < plan->outcomes.count; i++)
        if (plan->outcomes.items[i].id.n == input->pick_for)
            provision->outcomes.items[provision->outcomes.count++] = plan->outcomes.items[i].id;
    *cost = bank_cost(found, provision->times_a_week, provision->group_size,
                      date_days_between(provision->starts_on, provision->ends_on) + 1);
    return NULL;
}

Error *plan_pick_phrase(Request *request, int64_t picked, Outcome *outcome)
{
    OutcomePhrases all;
    TRY(phrases_load(request->db, request->arena, request->school_id, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id == picked) {
            bool broad = !text_equal(all.items[i].area, "early_years") &&
                         !text_equal(all.items[i].area, "after_16") &&
                         !text_equal(all.items[i].area, "any");
            outcome->wording = all.items[i].wording;
            outcome->measure = all.items[i].measure;
            outcome->area = broad ? all.items[i].area : "";
            return NULL;
        }
    return error_not_found("phrase %" PRId64, picked);
}
