#include "review/review_rules.h"

#include "platform/base/text.h"

typedef enum ReviewFault {
    HELD_UNDATED,
    HELD_AHEAD,
    HELD_LATE,
    NOBODY_ATTENDED,
    VIEWS_MISSING,
    OUTCOME_UNJUDGED,
    OUTCOME_UNDECIDED,
    PROVISION_UNJUDGED,
    PROVISION_WITHOUT_WORDS,
    PROVISION_UNDECIDED,
    CHANGE_UNDISCUSSED,
    PARTS_MISSING,
    DECISION_MISSING,
    NEXT_MISSING,
    NEXT_EARLY,
    NEXT_FAR,
    END_UNWATCHED,
    END_WATCHED_BEFORE,
} ReviewFault;

static const Check checks[] = {
    [HELD_UNDATED] = {"R-R-1", EFFECT_REFUSE, "held_on", "Enter the day of the review"},
    [HELD_AHEAD] = {"R-R-1", EFFECT_REFUSE, "held_on",
                    "The day of the review must be today or earlier"},
    [HELD_LATE] = {"R-R-1", EFFECT_FLAG, "held_on", "The review was held after the agreed day"},
    [NOBODY_ATTENDED] = {"R-R-2", EFFECT_REFUSE, "attended", "Enter who took part"},
    [VIEWS_MISSING] = {"R-R-2", EFFECT_ASK_REASON, "no_view_reason",
                       "Enter the parents’ or the learner’s views, or say why there are none"},
    [OUTCOME_UNJUDGED] = {"R-R-2", EFFECT_REFUSE, "judgement",
                          "Say how far this outcome has been met"},
    [OUTCOME_UNDECIDED] = {"R-R-2", EFFECT_REFUSE, "next",
                           "Choose whether to keep, change or stop this outcome"},
    [PROVISION_UNJUDGED] = {"R-R-2", EFFECT_REFUSE, "impact", "Say what difference this made"},
    [PROVISION_WITHOUT_WORDS] = {"R-R-2", EFFECT_ASK_REASON, "comment",
                                 "Say in a few words how you know what difference this made"},
    [PROVISION_UNDECIDED] = {"R-R-2", EFFECT_REFUSE, "decision",
                             "Choose whether to continue, change or stop this support"},
    [CHANGE_UNDISCUSSED] = {"R-R-3", EFFECT_REFUSE, "consulted",
                            "Say how the change was talked over with the parents and the learner"},
    [PARTS_MISSING] = {"R-M-3", EFFECT_FLAG, "school_will",
                       "Say what {school}, parents and {learner} will each do"},
    [DECISION_MISSING] = {"R-R-2", EFFECT_REFUSE, "decision", "Choose what happens next"},
    [NEXT_MISSING] = {"R-P-2", EFFECT_REFUSE, "next_review_on",
                      "Enter the date of the next review"},
    [NEXT_EARLY] = {"R-P-2", EFFECT_REFUSE, "next_review_on",
                    "The next review must be after this one"},
    [NEXT_FAR] = {"R-P-2", EFFECT_ASK_REASON, "next_reason",
                  "The next review is more than a term away. Say why, or choose an earlier day."},
    [END_UNWATCHED] = {"R-ID-11", EFFECT_REFUSE, "monitor_until",
                       "Enter until when you will watch that the progress holds"},
    [END_WATCHED_BEFORE] = {"R-ID-11", EFFECT_REFUSE, "monitor_until",
                            "The last day of watching must be after the review"},
};

static const struct {
    const char *code;
    const char *words;
} judgements[JUDGEMENT_COUNT] = {
    [JUDGEMENT_NONE] = {"", "Not judged yet"},
    [JUDGEMENT_NOT_MET] = {"not_met", "Not met yet"},
    [JUDGEMENT_PARTLY_MET] = {"partly_met", "Partly met"},
    [JUDGEMENT_MET] = {"met", "Met"},
    [JUDGEMENT_EXCEEDED] = {"exceeded", "Exceeded"},
};

const char *judgement_code(Judgement judgement)
{
    return judgements[judgement].code;
}

const char *judgement_words(Judgement judgement)
{
    return judgements[judgement].words;
}

bool judgement_parse(const char *code, Judgement *judgement)
{
    for (int i = JUDGEMENT_NONE; i < JUDGEMENT_COUNT; i++)
        if (text_equal(code, judgements[i].code)) {
            *judgement = (Judgement)i;
            return true;
        }
    return false;
}

static void add_if(bool wrong, Findings *findings, ReviewFault fault, size_t item)
{
    if (wrong)
        finding_add_item(findings, &checks[fault], item);
}

static bool one_of(const char *code, const char *const *codes)
{
    for (; *codes != NULL; codes++)
        if (text_equal(code, *codes))
            return true;
    return false;
}

static void check_day(const ReviewDraft *draft, Date today, Findings *findings)
{
    if (!date_is_set(draft->held_on)) {
        finding_add(findings, &checks[HELD_UNDATED]);
        return;
    }
    add_if(date_compare(draft->held_on, today) > 0, findings, HELD_AHEAD, 0);
    add_if(date_is_set(draft->agreed_on) && date_compare(draft->held_on, draft->agreed_on) > 0,
           findings, HELD_LATE, 0);
}

static void check_outcomes(const ReviewDraft *draft, Findings *findings)
{
    static const char *const nexts[] = {"keep", "change", "stop", NULL};
    for (size_t i = 0; i < draft->outcome_count; i++) {
        add_if(draft->outcomes[i].judgement == JUDGEMENT_NONE, findings, OUTCOME_UNJUDGED, i + 1);
        add_if(!one_of(draft->outcomes[i].next, nexts), findings, OUTCOME_UNDECIDED, i + 1);
    }
}

static void check_provisions(const ReviewDraft *draft, Findings *findings)
{
    static const char *const impacts[] = {"none", "some", "good", NULL};
    static const char *const decisions[] = {"continue", "change", "stop", NULL};
    for (size_t i = 0; i < draft->provision_count; i++) {
        const ProvisionJudgement *provision = &draft->provisions[i];
        bool judged = one_of(provision->impact, impacts);
        add_if(!judged, findings, PROVISION_UNJUDGED, i + 1);
        add_if(judged && text_empty(provision->comment), findings, PROVISION_WITHOUT_WORDS, i + 1);
        add_if(!one_of(provision->decision, decisions), findings, PROVISION_UNDECIDED, i + 1);
    }
}

/* Whether the next plan will differ from this one. */
static bool support_changes(const ReviewDraft *draft)
{
    static const char *const changing[] = {"change", "stop", NULL};
    for (size_t i = 0; i < draft->outcome_count; i++)
        if (one_of(draft->outcomes[i].next, changing))
            return true;
    for (size_t i = 0; i < draft->provision_count; i++)
        if (one_of(draft->provisions[i].decision, changing))
            return true;
    return text_equal(draft->decision, "leave");
}

static void check_watched(const ReviewDraft *draft, Findings *findings)
{
    if (!date_is_set(draft->monitor_until)) {
        finding_add(findings, &checks[END_UNWATCHED]);
        return;
    }
    add_if(date_is_set(draft->held_on) && date_compare(draft->monitor_until, draft->held_on) <= 0,
           findings, END_WATCHED_BEFORE, 0);
}

static void check_next(const ReviewDraft *draft, Findings *findings)
{
    static const char *const decisions[] = {"continue", "specialist", "ehc_request", "leave", NULL};
    add_if(!one_of(draft->decision, decisions), findings, DECISION_MISSING, 0);
    if (text_equal(draft->decision, "leave")) {
        check_watched(draft, findings);
        return; /* no support, so no review of it */
    }
    if (!date_is_set(draft->next_review_on)) {
        finding_add(findings, &checks[NEXT_MISSING]);
        return;
    }
    add_if(date_is_set(draft->held_on) && date_compare(draft->next_review_on, draft->held_on) <= 0,
           findings, NEXT_EARLY, 0);
    add_if(date_is_set(draft->next_latest) && !text_has_word(draft->next_reason) &&
               date_compare(draft->next_review_on, draft->next_latest) > 0,
           findings, NEXT_FAR, 0);
}

void review_check_final(const ReviewDraft *draft, Date today, Findings *findings)
{
    check_outcomes(draft, findings);
    check_provisions(draft, findings);
    add_if(text_empty(draft->learner_view) && text_empty(draft->parent_view) &&
               !text_has_word(draft->no_view_reason),
           findings, VIEWS_MISSING, 0);
    check_day(draft, today, findings);
    add_if(text_empty(draft->attended), findings, NOBODY_ATTENDED, 0);
    add_if(support_changes(draft) && text_empty(draft->consulted), findings, CHANGE_UNDISCUSSED, 0);
    add_if(text_empty(draft->school_will) || text_empty(draft->parent_will) ||
               text_empty(draft->learner_will),
           findings, PARTS_MISSING, 0);
    check_next(draft, findings);
}
