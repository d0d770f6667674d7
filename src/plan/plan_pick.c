/* Picking from the bank while a plan is written: support, strategies and the beginning of an
 * outcome, without leaving the page. */
#include <inttypes.h>

#include "bank/bank.h"
#include "learner/age.h"
#include "learner/need.h"
#include "plan/plan_form.h"
#include "platform/base/id.h"

enum { LINES_MOST = 4000, DAYS_A_WEEK = 7, AFTER_16_YEAR = 12 };

/* ---- What is offered ------------------------------------------------------------------------- */

/* The four areas are for all; those for an age are offered at that age, and where it is not known.
 */
static bool is_for(const Learner *learner, const char *area)
{
    NationalYear year = YEAR_NONE;
    (void)national_year_parse(learner->national_year, &year);
    bool known = year <= YEAR_LAST;
    if (text_equal(area, "early_years"))
        return !known || year <= YEAR_RECEPTION;
    if (text_equal(area, "after_16"))
        return !known || year >= AFTER_16_YEAR;
    return true;
}

static bool is_sought(const Plan *plan, const char *area)
{
    for (size_t i = 0; i < plan->outcomes.count; i++)
        if (text_equal(plan->outcomes.items[i].area, area))
            return true;
    return false;
}

/* Those of an outcome's area come first: each list is gone through twice, in its order. */
static bool is_offered(Request *request, const Plan *plan, const char *area, bool retired,
                       int round)
{
    return !retired && is_for(request->learner, area) && is_sought(plan, area) == (round == 0);
}

static PickRows support_rows(Request *request, const Plan *plan, const Interventions *bank)
{
    PickRows rows = {0, arena_array(request->arena, PickRow, bank->count)};
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < bank->count; i++) {
            const Intervention *each = &bank->items[i];
            if (is_offered(request, plan, each->area, each->retired, round))
                rows.items[rows.count++] = (PickRow){
                    .then = arena_print(request->arena, "pick.%" PRId64, each->id),
                    .name = bank_name_words(request->arena, each),
                    .area = bank_area_words(each->area),
                    .more =
                        arena_print(request->arena, "%s. %s", bank_wave_words(request->arena, each),
                                    bank_dose_words(request->arena, each)),
                    .use = bank_use_words(request->arena, &bank->uses[i]),
                };
        }
    return rows;
}

static PickRows phrase_rows(Request *request, const Plan *plan, const OutcomePhrases *phrases)
{
    PickRows rows = {0, arena_array(request->arena, PickRow, phrases->count)};
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < phrases->count; i++) {
            const OutcomePhrase *each = &phrases->items[i];
            if (is_offered(request, plan, each->area, each->retired, round))
                rows.items[rows.count++] = (PickRow){
                    .then = arena_print(request->arena, "phrase.%" PRId64, each->id),
                    .name = each->wording,
                    .area = bank_area_words(each->area),
                    .more = each->measure,
                };
        }
    return rows;
}

static bool is_ticked(const Texts *ticked, int64_t id)
{
    int64_t each;
    for (size_t i = 0; i < ticked->count; i++)
        if (id_parse(ticked->items[i], &each) && each == id)
            return true;
    return false;
}

/* What was ticked in a form that came back unsaved; none on a page that is opened. */
static Texts ticked_before(const Request *request)
{
    if (request->form == NULL || request->form->form != &plan_form)
        return (Texts){0, NULL};
    return ((const PlanInput *)request->input)->strategies;
}

static PickRows strategy_rows(Request *request, const Plan *plan, const Strategies *strategies)
{
    Texts ticked = ticked_before(request);
    PickRows rows = {0, arena_array(request->arena, PickRow, strategies->count)};
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < strategies->count; i++) {
            const Strategy *each = &strategies->items[i];
            if (is_offered(request, plan, each->area, each->retired, round))
                rows.items[rows.count++] = (PickRow){
                    .then = arena_print(request->arena, "%" PRId64, each->id),
                    .name = each->wording,
                    .area = bank_area_words(each->area),
                    .more = each->avoid ? "Avoid" : "Do",
                    .ticked = is_ticked(&ticked, each->id),
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
    view->pick.some_ticked = ticked_before(request).count > 0;
    view->pick.learner_word = request->school->learner_word;
    view->pick.has_outcomes = outcomes.count > 0;
    const char *first = outcomes.count > 0 ? outcomes.items[0].code : "";
    view->pick.towards = field_view_choices(request, &plan_form, "pick_for", first, outcomes);
    view->pick.towards.optional = false;
    return NULL;
}

/* ---- What was picked ------------------------------------------------------------------------- */

static bool names_line(Arena *arena, const char *text, const char *line)
{
    Texts lines = text_lines(arena, text);
    for (size_t i = 0; i < lines.count; i++)
        if (text_equal(lines.items[i], line))
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
        if (is_ticked(&input->strategies, each->id) && !names_line(request->arena, lines, line))
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
    NeedArea area;
    TRY(phrases_load(request->db, request->arena, request->school_id, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id == picked) {
            outcome->wording = all.items[i].wording;
            outcome->measure = all.items[i].measure;
            outcome->area = need_area_parse(all.items[i].area, &area) ? all.items[i].area : "";
            return NULL;
        }
    return error_not_found("phrase %" PRId64, picked);
}
