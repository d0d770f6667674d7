#include "plan/plan_changes.h"

/* What a whole part is called when it came or went, and what each of its fields is called. */
enum { OUTCOME_FIELDS = 6, SUPPORT_FIELDS = 7, PLAN_FIELDS = 6 };

static void add(PlanChanges *changes, const char *part, const char *was, const char *now)
{
    was = was == NULL ? "" : was;
    now = now == NULL ? "" : now;
    if (!text_equal(was, now))
        changes->items[changes->count++] = (PlanChange){part, was, now};
}

static const char *day(Arena *arena, Date date)
{
    return date_is_set(date) ? date_long(arena, date) : "";
}

/* ---- Outcomes ---------------------------------------------------------------------------------
 */

static const Outcome *outcome_before(const Plan *was, const Outcome *now)
{
    for (size_t i = 0; i < was->outcomes.count; i++)
        if (was->outcomes.items[i].id.n == now->carried_from.n)
            return &was->outcomes.items[i];
    for (size_t i = 0; i < was->outcomes.count && now->carried_from.n == 0; i++)
        if (text_equal(was->outcomes.items[i].wording, now->wording))
            return &was->outcomes.items[i];
    return NULL;
}

static void outcome_changes(Arena *arena, int number, const Outcome *was, const Outcome *now,
                            PlanChanges *changes)
{
    const char *of = arena_print(arena, "Outcome %d", number);
    add(changes, of, was->wording, now->wording);
    add(changes, arena_print(arena, "%s: start", of), was->baseline, now->baseline);
    add(changes, arena_print(arena, "%s: aim", of), was->target, now->target);
    add(changes, arena_print(arena, "%s: by", of), day(arena, was->due_on),
        day(arena, now->due_on));
    add(changes, arena_print(arena, "%s: how we will know", of), was->measure, now->measure);
}

static void all_outcomes(Arena *arena, const Plan *was, const Plan *now, PlanChanges *changes)
{
    bool *kept = arena_array(arena, bool, was->outcomes.count + 1);
    for (size_t i = 0; i < now->outcomes.count; i++) {
        const Outcome *outcome = &now->outcomes.items[i];
        const Outcome *before = outcome_before(was, outcome);
        int number = (int)i + 1;
        if (before == NULL) {
            add(changes, arena_print(arena, "Outcome %d", number), "",
                plan_outcome_words(arena, outcome));
            continue;
        }
        kept[before - was->outcomes.items] = true;
        outcome_changes(arena, number, before, outcome, changes);
    }
    for (size_t i = 0; i < was->outcomes.count; i++)
        if (!kept[i])
            add(changes, "An outcome", plan_outcome_words(arena, &was->outcomes.items[i]), "");
}

/* ---- Support ----------------------------------------------------------------------------------
 */

static const Provision *support_before(const Plan *was, const Provision *now)
{
    for (size_t i = 0; i < was->provisions.count; i++)
        if (was->provisions.items[i].id.n == now->carried_from.n)
            return &was->provisions.items[i];
    for (size_t i = 0; i < was->provisions.count && now->carried_from.n == 0; i++)
        if (text_equal(was->provisions.items[i].title, now->title))
            return &was->provisions.items[i];
    return NULL;
}

static void support_changes(Arena *arena, const Provision *was, const Provision *now,
                            PlanChanges *changes)
{
    const char *of = now->title;
    add(changes, "Support", was->title, now->title);
    add(changes, arena_print(arena, "%s: what is done", of), was->detail, now->detail);
    add(changes, arena_print(arena, "%s: with whom", of), was->deliverer_name, now->deliverer_name);
    add(changes, arena_print(arena, "%s: how often", of), plan_dose_words(arena, was),
        plan_dose_words(arena, now));
    add(changes, arena_print(arena, "%s: when", of), plan_days_words(arena, was),
        plan_days_words(arena, now));
    add(changes, arena_print(arena, "%s: where", of), was->place, now->place);
    add(changes, arena_print(arena, "%s: why", of), was->evidence_note, now->evidence_note);
}

/* "Paired reading, 3 times a week, 20 minutes" */
static const char *support_words(Arena *arena, const Provision *provision)
{
    const char *dose = plan_dose_words(arena, provision);
    return text_empty(dose) ? provision->title
                            : arena_print(arena, "%s, %s", provision->title, dose);
}

static void all_support(Arena *arena, const Plan *was, const Plan *now, PlanChanges *changes)
{
    bool *kept = arena_array(arena, bool, was->provisions.count + 1);
    for (size_t i = 0; i < now->provisions.count; i++) {
        const Provision *provision = &now->provisions.items[i];
        const Provision *before = support_before(was, provision);
        if (before == NULL) {
            add(changes, "Support", "", support_words(arena, provision));
            continue;
        }
        kept[before - was->provisions.items] = true;
        support_changes(arena, before, provision, changes);
    }
    for (size_t i = 0; i < was->provisions.count; i++)
        if (!kept[i])
            add(changes, "Support", support_words(arena, &was->provisions.items[i]), "");
}

/* ---- The whole --------------------------------------------------------------------------------
 */

PlanChanges plan_changes(Arena *arena, const Plan *was, const Plan *now)
{
    size_t outcomes = was->outcomes.count + now->outcomes.count;
    size_t support = was->provisions.count + now->provisions.count;
    PlanChanges changes = {
        0, arena_array(arena, PlanChange,
                       OUTCOME_FIELDS * outcomes + SUPPORT_FIELDS * support + PLAN_FIELDS)};
    all_outcomes(arena, was, now, &changes);
    all_support(arena, was, now, &changes);
    add(&changes, "What helps every day", was->class_strategies, now->class_strategies);
    add(&changes, "At home", was->home_support, now->home_support);
    add(&changes, "The learner’s own part", was->learner_part, now->learner_part);
    add(&changes, "Responsible teacher", was->responsible_name, now->responsible_name);
    add(&changes, "Review on", day(arena, was->review_on), day(arena, now->review_on));
    add(&changes, "Summary of need", was->about.summary, now->about.summary);
    return changes;
}

void plan_carried_through(Plan *now, const Plan *middle)
{
    for (size_t i = 0; i < now->outcomes.count; i++) {
        Outcome *outcome = &now->outcomes.items[i];
        const Outcome *before = outcome_before(middle, outcome);
        outcome->carried_from = before == NULL ? (OutcomeId){0} : before->carried_from;
    }
    for (size_t i = 0; i < now->provisions.count; i++) {
        Provision *provision = &now->provisions.items[i];
        const Provision *before = support_before(middle, provision);
        provision->carried_from = before == NULL ? (ProvisionId){0} : before->carried_from;
    }
}
