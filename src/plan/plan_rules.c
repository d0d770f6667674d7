#include "plan/plan_rules.h"

#include <ctype.h>
#include <string.h>

#include "platform/base/text.h"

typedef enum PlanFault {
    REVIEW_MISSING,
    REVIEW_EARLY,
    REVIEW_PAST,
    REVIEW_FAR,
    REVIEW_CLOSED_DAY,
    RESPONSIBLE_MISSING,
    RESPONSIBLE_NO_TEACHER,
    NOT_CONSULTED,
    NOTHING_AT_HOME,
    NO_OUTCOME,
    MANY_OUTCOMES,
    OUTCOME_EMPTY,
    OUTCOME_VAGUE,
    OUTCOME_UNMEASURED,
    OUTCOME_UNSUPPORTED,
    NO_SUPPORT,
    PROVISION_UNTITLED,
    PROVISION_UNLINKED,
    PROVISION_OF_NOBODY,
    PROVISION_BACKWARDS,
    PROVISION_BEYOND_REVIEW,
    PROVISION_UNTIMED,
    PROVISION_OF_RESPONSIBLE,
} PlanFault;

static const Check checks[] = {
    [REVIEW_MISSING] = {"R-P-2", EFFECT_REFUSE, "review_on", "Enter the review date"},
    [REVIEW_EARLY] = {"R-P-2", EFFECT_REFUSE, "review_on",
                      "The review date must be after the plan starts"},
    [REVIEW_PAST] = {"R-P-2", EFFECT_FLAG, "review_on", "The review date has already passed"},
    [REVIEW_FAR] = {"R-P-2", EFFECT_ASK_REASON, "review_reason",
                    "The review is more than a term away. Say why, or choose an earlier day."},
    [REVIEW_CLOSED_DAY] = {"R-P-2", EFFECT_FLAG, "review_on",
                           "The {school} is closed on the review date"},
    [RESPONSIBLE_MISSING] = {"R-D-1", EFFECT_REFUSE, "responsible_id",
                             "Choose the {teacher} or subject teacher who is responsible"},
    [RESPONSIBLE_NO_TEACHER] = {"R-D-2", EFFECT_REFUSE, "responsible_id",
                                "The person responsible must be a teacher"},
    [NOT_CONSULTED] = {"R-P-2", EFFECT_ASK_REASON, "consulted",
                       "Say how the family and the learner were consulted, or why they were not"},
    [NOTHING_AT_HOME] = {"R-P-5", EFFECT_FLAG, "home_support",
                         "Nothing says what the family can do at home"},
    [NO_OUTCOME] = {"R-P-2", EFFECT_REFUSE, "outcome", "Add at least one outcome"},
    [MANY_OUTCOMES] = {"F-P-1", EFFECT_FLAG, "outcome",
                       "This is more than most people can keep in mind. Which matter most?"},
    [OUTCOME_EMPTY] = {"R-P-2", EFFECT_REFUSE, "wording", "Say what success will look like"},
    [OUTCOME_VAGUE] = {"F-P-1", EFFECT_FLAG, "wording",
                       "This could be said of many. What will be seen or counted?"},
    [OUTCOME_UNMEASURED] = {"F-P-1", EFFECT_FLAG, "measure", "Nothing says how success is known"},
    [OUTCOME_UNSUPPORTED] = {"R-P-4", EFFECT_FLAG, "wording", "No support works towards this yet"},
    [NO_SUPPORT] = {"R-P-4", EFFECT_REFUSE, "provision",
                    "Add the support, or what helps in {everyday}"},
    [PROVISION_UNTITLED] = {"R-P-4", EFFECT_REFUSE, "title", "Enter what the support is"},
    [PROVISION_UNLINKED] = {"R-P-4", EFFECT_REFUSE, "provision_outcome",
                            "Choose the outcome that this support works towards"},
    [PROVISION_OF_NOBODY] = {"R-P-4", EFFECT_REFUSE, "deliverer_id", "Say who gives this support"},
    [PROVISION_BACKWARDS] = {"R-P-4", EFFECT_REFUSE, "ends_on",
                             "The last day of this support is before its first"},
    [PROVISION_BEYOND_REVIEW] = {"F-P-1", EFFECT_FLAG, "ends_on",
                                 "This support goes on after the review, which decides whether it "
                                 "does. Should it end on the day of the review?"},
    [PROVISION_UNTIMED] = {"R-D-3", EFFECT_FLAG, "times_a_week",
                           "Say how often and for how long, so that it can be seen whether it "
                           "took place"},
    [PROVISION_OF_RESPONSIBLE] = {"R-D-1", EFFECT_FLAG, "deliverer_id",
                                  "The responsible teacher gives this support too. Who else looks "
                                  "at how well it works?"},
};

static void add_if(bool wrong, Findings *findings, PlanFault fault, size_t item)
{
    if (wrong)
        finding_add_item(findings, &checks[fault], item);
}

static void check_review(const PlanDraft *draft, Date today, const SchoolCalendar *calendar,
                         Findings *findings)
{
    if (!date_is_set(draft->review_on)) {
        finding_add(findings, &checks[REVIEW_MISSING]);
        return;
    }
    add_if(date_compare(draft->review_on, draft->starts_on) <= 0, findings, REVIEW_EARLY, 0);
    add_if(date_compare(draft->review_on, today) < 0, findings, REVIEW_PAST, 0);
    add_if(!school_day(calendar, draft->review_on), findings, REVIEW_CLOSED_DAY, 0);
    Date latest = review_day_latest(calendar, draft->starts_on);
    add_if(date_compare(draft->review_on, latest) > 0 && !text_has_word(draft->review_reason),
           findings, REVIEW_FAR, 0);
}

static bool has_digit(const char *text)
{
    return text != NULL && strpbrk(text, "0123456789") != NULL;
}

/* A whole word of `text`, whatever its case. */
static bool holds_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strcasestr(text, word); at != NULL; at = strcasestr(at + 1, word)) {
        bool starts = at == text || !isalpha((unsigned char)at[-1]);
        if (starts && !isalpha((unsigned char)at[length]))
            return true;
    }
    return false;
}

bool plan_outcome_is_vague(const OutcomeDraft *outcome)
{
    static const char *const words[] = {
        "improve", "improved",   "better",    "develop",           "progress", "increase",
        "enhance", "understand", "awareness", "confidence",        "continue", "try",
        "more",    "work on",    "catch up",  "be able to access",
    };
    if (text_empty(outcome->wording) || has_digit(outcome->wording) ||
        has_digit(outcome->measure) || has_digit(outcome->target))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (holds_word(outcome->wording, words[i]))
            return true;
    return false;
}

static void check_outcomes(const PlanDraft *draft, Findings *findings)
{
    size_t most = (size_t)findings->pack->clocks.plan_outcomes;
    bool in_lessons = !text_empty(draft->class_strategies);
    add_if(draft->outcome_count == 0, findings, NO_OUTCOME, 0);
    add_if(draft->outcome_count > most, findings, MANY_OUTCOMES, 0);
    for (size_t i = 0; i < draft->outcome_count; i++) {
        const OutcomeDraft *outcome = &draft->outcomes[i];
        add_if(text_empty(outcome->wording), findings, OUTCOME_EMPTY, i + 1);
        add_if(plan_outcome_is_vague(outcome), findings, OUTCOME_VAGUE, i + 1);
        add_if(text_empty(outcome->measure) && text_empty(outcome->target), findings,
               OUTCOME_UNMEASURED, i + 1);
        add_if(outcome->provision_count == 0 && !in_lessons, findings, OUTCOME_UNSUPPORTED, i + 1);
    }
}

static void check_provision(const PlanDraft *draft, const ProvisionDraft *provision, size_t item,
                            Findings *findings)
{
    add_if(text_empty(provision->title), findings, PROVISION_UNTITLED, item);
    add_if(provision->outcome_count == 0, findings, PROVISION_UNLINKED, item);
    add_if(provision->deliverer == 0 && text_empty(provision->deliverer_other), findings,
           PROVISION_OF_NOBODY, item);
    add_if(date_is_set(provision->starts_on) && date_is_set(provision->ends_on) &&
               date_compare(provision->ends_on, provision->starts_on) < 0,
           findings, PROVISION_BACKWARDS, item);
    add_if(date_is_set(provision->ends_on) && date_is_set(draft->review_on) &&
               date_compare(provision->ends_on, draft->review_on) > 0,
           findings, PROVISION_BEYOND_REVIEW, item);
    add_if(provision->times_a_week <= 0 || provision->minutes <= 0, findings, PROVISION_UNTIMED,
           item);
    add_if(provision->deliverer != 0 && provision->deliverer == draft->responsible, findings,
           PROVISION_OF_RESPONSIBLE, item);
}

void plan_check_final(const PlanDraft *draft, Date today, const SchoolCalendar *calendar,
                      Findings *findings)
{
    check_review(draft, today, calendar, findings);
    add_if(draft->responsible == 0, findings, RESPONSIBLE_MISSING, 0);
    add_if(draft->responsible != 0 && !draft->responsible_teaches, findings, RESPONSIBLE_NO_TEACHER,
           0);
    add_if(text_empty(draft->consulted), findings, NOT_CONSULTED, 0);
    check_outcomes(draft, findings);
    add_if(draft->provision_count == 0 && text_empty(draft->class_strategies), findings, NO_SUPPORT,
           0);
    for (size_t i = 0; i < draft->provision_count; i++)
        check_provision(draft, &draft->provisions[i], i + 1, findings);
    add_if(text_empty(draft->home_support), findings, NOTHING_AT_HOME, 0);
}
