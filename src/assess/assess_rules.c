#include "assess/assess_rules.h"

#include "platform/base/text.h"

typedef enum AssessFault {
    ASSESS_UNDATED,
    ASSESS_AHEAD,
    ASSESS_BEFORE_OPENED,
    ASSESS_WITHOUT_SUMMARY,
    ASSESS_WITHOUT_BARRIERS,
    ASSESS_WITHOUT_VIEWS,
    ASSESS_WITHOUT_LEARNER_VIEW,
    ASSESS_WITHOUT_PARENT_VIEW,
    ASSESS_WITHOUT_PROGRESS,
    ASSESS_WITHOUT_STRENGTHS,
    ASSESS_WITHOUT_TRIED,
} AssessFault;

static const Check checks[] = {
    [ASSESS_UNDATED] = {"F-A-1", EFFECT_REFUSE, "finished_on", "Enter the day it was finished"},
    [ASSESS_AHEAD] = {"F-A-1", EFFECT_REFUSE, "finished_on",
                      "The day it was finished must be today or earlier"},
    [ASSESS_BEFORE_OPENED] = {"F-A-1", EFFECT_REFUSE, "finished_on",
                              "It cannot be finished before it was begun"},
    [ASSESS_WITHOUT_SUMMARY] = {"R-A-1", EFFECT_REFUSE, "summary",
                                "Write the summary of need: the plan opens with it"},
    [ASSESS_WITHOUT_BARRIERS] = {"R-A-1", EFFECT_REFUSE, "barriers",
                                 "Say what gets in the way of learning"},
    [ASSESS_WITHOUT_VIEWS] = {"R-A-1", EFFECT_ASK_REASON, "no_view_reason",
                              "Enter the parents' or the learner's views, or say why there are "
                              "none"},
    [ASSESS_WITHOUT_LEARNER_VIEW] = {"R-A-1", EFFECT_ASK_REASON, "no_view_reason",
                                     "Enter the learner's own views, or say why there are none"},
    [ASSESS_WITHOUT_PARENT_VIEW] = {"R-A-1", EFFECT_ASK_REASON, "no_view_reason",
                                    "Enter the parents' views, or say why there are none"},
    [ASSESS_WITHOUT_PROGRESS] = {"R-A-1", EFFECT_FLAG, "progress",
                                 "Nothing is said of progress beside others of the same age"},
    [ASSESS_WITHOUT_STRENGTHS] = {"F-A-1", EFFECT_FLAG, "strengths", "No strength is named yet"},
    [ASSESS_WITHOUT_TRIED] = {"F-A-1", EFFECT_FLAG, "tried",
                              "Nothing is said of what has been tried"},
};

static void add_if(bool wrong, Findings *findings, AssessFault fault)
{
    if (wrong)
        finding_add(findings, &checks[fault]);
}

static void check_dates(const AssessmentDraft *draft, Date today, Findings *findings)
{
    if (!date_is_set(draft->finished_on)) {
        finding_add(findings, &checks[ASSESS_UNDATED]);
        return;
    }
    add_if(date_compare(draft->finished_on, today) > 0, findings, ASSESS_AHEAD);
    add_if(date_compare(draft->finished_on, draft->opened_on) < 0, findings, ASSESS_BEFORE_OPENED);
}

static void check_views(const AssessmentDraft *draft, Findings *findings)
{
    bool no_learner = text_empty(draft->learner_view);
    bool no_parent = text_empty(draft->parent_view);
    if (text_has_word(draft->no_view_reason))
        return;
    add_if(no_learner && no_parent, findings, ASSESS_WITHOUT_VIEWS);
    add_if(no_learner && !no_parent, findings, ASSESS_WITHOUT_LEARNER_VIEW);
    add_if(no_parent && !no_learner, findings, ASSESS_WITHOUT_PARENT_VIEW);
}

void assess_check_finished(const AssessmentDraft *draft, Date today, Findings *findings)
{
    check_dates(draft, today, findings);
    add_if(text_empty(draft->summary), findings, ASSESS_WITHOUT_SUMMARY);
    add_if(text_empty(draft->barriers), findings, ASSESS_WITHOUT_BARRIERS);
    check_views(draft, findings);
    add_if(text_empty(draft->progress), findings, ASSESS_WITHOUT_PROGRESS);
    add_if(text_empty(draft->strengths), findings, ASSESS_WITHOUT_STRENGTHS);
    add_if(text_empty(draft->tried), findings, ASSESS_WITHOUT_TRIED);
}
