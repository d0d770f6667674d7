#include "duty/rule_pack.h"

#include "platform/base/text.h"

#define BIT(setting)  (1U << (setting))
#define NURSERY       BIT(SETTING_MAINTAINED_NURSERY)
#define SCHOOL        BIT(SETTING_SCHOOL)
#define ALTERNATIVE   BIT(SETTING_ALTERNATIVE_PROVISION)
#define SPECIAL       BIT(SETTING_SPECIAL_SCHOOL)
#define EARLY_YEARS   BIT(SETTING_EARLY_YEARS)
#define COLLEGE       BIT(SETTING_COLLEGE)
#define INDEPENDENT   BIT(SETTING_INDEPENDENT_SCHOOL)
#define STATE_SCHOOLS (NURSERY | SCHOOL | ALTERNATIVE | SPECIAL)
#define GUIDED        (STATE_SCHOOLS | EARLY_YEARS | COLLEGE) /* have regard to the Code */
#define EVERYWHERE    (GUIDED | INDEPENDENT)

#define ACT    "Children and Families Act 2014"
#define CODE   "SEND Code of Practice 2015"
#define GDPR   "UK GDPR"
#define CENSUS "School census guide, Department for Education"
#define USUAL  "Usual practice"
#define OURS   "Fourfold’s own advice"

/* In the order of the cycle. Independent schools are not bound by the Code (Act, section 77), so
 * the same step is PRACTICE there. */
static const Rule england_2015_rules[] = {
    /* Identify */
    {"R-ID-1", EVERYWHERE, MUST, ACT ", section 20(4)", true},
    {"R-ID-2", GUIDED, SHOULD, CODE ", paragraph 6.16", false},
    {"R-ID-2", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-ID-3", GUIDED, SHOULD, CODE ", paragraphs 6.17 and 6.18", false},
    {"R-ID-3", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-ID-4", GUIDED, SHOULD, CODE ", paragraphs 6.19 and 6.37", true},
    {"R-ID-4", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-EY-3", EARLY_YEARS | NURSERY, MUST, "Early years foundation stage framework, section 2",
     false},
    {"R-ID-6", GUIDED, SHOULD, CODE ", paragraphs 6.38 and 6.45", false},
    {"R-ID-6", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-ID-7", GUIDED, SHOULD, CODE ", paragraph 6.40", false},
    {"R-ID-7", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-ID-9", GUIDED, SHOULD, CODE ", paragraphs 6.27 to 6.35", false},
    {"R-ID-9", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-ID-10", GUIDED, SHOULD, CODE ", paragraph 6.20", true},
    {"R-ID-10", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-ID-11", GUIDED, SHOULD, CODE ", paragraph 6.54", true},
    {"R-ID-11", INDEPENDENT, PRACTICE, USUAL, false},
    {"F-ID-1", EVERYWHERE, PRACTICE, CENSUS, false}, /* ranks and types of need */
    {"F-ID-2", EVERYWHERE, PRACTICE, OURS, true},    /* a court order keeps papers back */
    {"F-ID-3", EVERYWHERE, PRACTICE, USUAL, false},  /* an answer to whoever raised a concern */
    /* Assess */
    {"R-A-1", GUIDED, SHOULD, CODE ", paragraphs 6.45 and 6.46", false},
    {"R-A-1", INDEPENDENT, PRACTICE, USUAL, false},
    {"F-A-1", EVERYWHERE, PRACTICE, OURS, true}, /* an assessment's dates and length */
    /* Plan. Section 68 does not name colleges or private nurseries. */
    {"R-P-1", STATE_SCHOOLS, MUST, ACT ", section 68", true},
    {"R-P-1", EARLY_YEARS, SHOULD, CODE ", paragraph 5.38", true},
    {"R-P-2", STATE_SCHOOLS, SHOULD, CODE ", paragraph 6.48", true},
    {"R-P-2", EARLY_YEARS, SHOULD, CODE ", chapter 5", false},
    {"R-P-2", COLLEGE, SHOULD, CODE ", chapter 7", false},
    {"R-P-2", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-P-4", GUIDED, SHOULD, CODE ", paragraph 6.50", false},
    {"R-P-4", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-P-5", GUIDED & ~COLLEGE, SHOULD, CODE ", paragraph 6.51", false},
    {"R-P-5", COLLEGE | INDEPENDENT, PRACTICE, USUAL, false},
    {"F-P-1", EVERYWHERE, PRACTICE, OURS, true}, /* wording and number of outcomes */
    /* Do */
    {"R-D-1", GUIDED, SHOULD, CODE ", paragraph 6.52", false},
    {"R-D-1", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-D-2", GUIDED, SHOULD, CODE ", paragraph 6.52", false},
    {"R-D-2", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-D-3", EVERYWHERE, PRACTICE, CODE ", paragraphs 6.72 to 6.77", false},
    {"F-D-1", EVERYWHERE, PRACTICE, OURS, true}, /* a session log's dates */
    /* Review */
    {"R-R-1", GUIDED, SHOULD, CODE ", paragraph 6.53", false},
    {"R-R-1", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-R-2", GUIDED, SHOULD, CODE ", paragraph 6.54", true},
    {"R-R-2", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-R-3", GUIDED, SHOULD, CODE ", paragraph 6.54", true},
    {"R-R-3", INDEPENDENT, PRACTICE, USUAL, false},
    {"R-R-4", GUIDED, SHOULD, CODE ", paragraph 6.55", false},
    {"R-R-4", INDEPENDENT, PRACTICE, USUAL, false},
    {"F-R-1", EVERYWHERE, PRACTICE, OURS, true}, /* a plan made elsewhere, seen early */
    /* Meet. No paragraph asks this of colleges; early years practice is once a term. */
    {"R-M-1", STATE_SCHOOLS, SHOULD, CODE ", paragraph 6.65", true},
    {"R-M-1", EARLY_YEARS, PRACTICE, USUAL, false},
    {"R-M-3", STATE_SCHOOLS, SHOULD, CODE ", paragraph 6.65", true},
    {"R-M-3", EARLY_YEARS | COLLEGE | INDEPENDENT, PRACTICE, USUAL, false},
    /* The family: who is a parent, and what takes a parent's entitlement away */
    {"R-FA-1", EVERYWHERE, MUST, "Education Act 1996, section 576", true},
    {"R-FA-2", EVERYWHERE, MUST, "Children Act 1989, section 2", false},
    {"R-FA-3", EVERYWHERE, MUST, "Children Act 1989, section 2(8), and the court’s order", false},
    {"R-FA-4", EVERYWHERE, PRACTICE, USUAL, false}, /* the head holds back while it is checked */
    {"R-FA-5", EVERYWHERE, MUST, GDPR ", Article 5(1)(f)", false},
    {"R-FA-6", EVERYWHERE, MUST, "Children Act 1989, section 33(3)", false},
    {"R-FA-7", EVERYWHERE, MUST, GDPR ", Article 15", false},
    /* Young people, and adults */
    {"R-YP-1", EVERYWHERE, MUST, ACT ", section 83(2)", true},
    {"R-YP-2", EVERYWHERE, MUST, ACT ", sections 68 and 83", false},
    {"R-YP-3", EVERYWHERE, MUST, "Mental Capacity Act 2005, section 1, and " ACT ", section 80",
     false},
    {"R-YP-4", EVERYWHERE, MUST, ACT ", section 83(2), and " GDPR ", Article 5(1)(a)", false},
    {"R-YP-5", EVERYWHERE, PRACTICE, CODE ", paragraph 8.16", false},
    {"R-AD-1", EVERYWHERE, MUST, "Family Law Reform Act 1969, section 1", false},
};

static const RulePack packs[] = {
    {
        .name = "England 2015",
        .valid_from = {2014, 9, 1},
        .in_force = true,
        .count = sizeof england_2015_rules / sizeof england_2015_rules[0],
        .rules = england_2015_rules,
        .clocks =
            {
                .notice_school_days = 5,
                .concern_reply_school_days = 10,
                .assess_school_weeks = 6,
                .share_plan_school_days = 5,
                .review_school_weeks = 12,
                .review_copy_school_days = 10,
                .ask_sharing_school_days = 10,
                .inherited_review_days = 42,
                .session_gap_school_days = 10,
                .soon_days = 14,
                .escalate_days = 28,
                .plan_outcomes = 6,
                .fairly_tested_percent = 75,
                .withheld_below = 5,
            },
    },
};

static Date pack_start(const RulePack *pack)
{
    return date_of(pack->valid_from.year, pack->valid_from.month, pack->valid_from.day);
}

const RulePack *rule_pack_on(Date on)
{
    /* Days before the first pack are judged by it: old records are shown, never re-tried. */
    const RulePack *newest = &packs[0];
    for (size_t i = 1; i < sizeof packs / sizeof packs[0]; i++)
        if (packs[i].in_force && date_compare(pack_start(&packs[i]), on) <= 0)
            newest = &packs[i];
    return newest;
}

const Rule *rule_find(const RulePack *pack, const char *id, SettingType setting)
{
    for (size_t i = 0; i < pack->count; i++)
        if ((pack->rules[i].settings & BIT(setting)) != 0 && text_equal(pack->rules[i].id, id))
            return &pack->rules[i];
    return NULL;
}

bool rule_known(const RulePack *pack, const char *id)
{
    for (size_t i = 0; i < pack->count; i++)
        if (text_equal(pack->rules[i].id, id))
            return true;
    return false;
}

/* In the order of the rules. */
static const struct {
    const char *id, *words;
} asked[] = {
    {"R-ID-1", "Home language alone is never recorded as SEN"},
    {"R-ID-2", "Know where every {learner} starts from"},
    {"R-ID-3", "Look at progress that is less than expected"},
    {"R-ID-4", "Begin with good teaching, and write it down"},
    {"R-EY-3", "Check progress at the age of two, and give it to the parents in writing"},
    {"R-ID-6", "Decide with the {teacher}, the {senco} and the family"},
    {"R-ID-7", "Start the decision from the outcomes sought"},
    {"R-ID-9", "Record need under the four areas"},
    {"R-ID-10", "Take a parent’s worry seriously, and answer it"},
    {"R-ID-11", "Tell the family when support ends, and watch that progress lasts"},
    {"F-ID-1", "Give the census one need of first rank"},
    {"F-ID-2", "Keep papers back where a court says so"},
    {"F-ID-3", "Answer whoever raised a concern"},
    {"R-A-1", "Assess from teaching, comparison and everybody’s views"},
    {"F-A-1", "Finish an assessment in some weeks"},
    {"R-P-1", "Tell the family formally that support begins"},
    {"R-P-2", "Agree the plan with family and {learner}"},
    {"R-P-4", "Choose support with evidence behind it, and staff who can give it"},
    {"R-P-5", "Write the plan down, and share it with the family"},
    {"F-P-1", "Keep outcomes few and clear"},
    {"R-D-1", "The {teacher} stays responsible day by day"},
    {"R-D-2", "A {teacher} answers for the plan"},
    {"R-D-3", "Log the sessions that were given"},
    {"F-D-1", "Log a session on its day"},
    {"R-R-1", "Review by the agreed date"},
    {"R-R-2", "Weigh what support did, with the views of family and {learner}"},
    {"R-R-3", "Change the support in consultation with them"},
    {"R-R-4", "Give the family the review’s record"},
    {"F-R-1", "Look early at a plan made elsewhere"},
    {"R-M-1", "Meet the parents at least three times a year"},
    {"R-M-3", "Let each meeting say who does what"},
    {"R-FA-1", "Treat everybody the law calls a parent as one"},
    {"R-FA-2", "Know who has parental responsibility"},
    {"R-FA-3", "Keep to a court’s order"},
    {"R-FA-4", "Hold back while something is checked"},
    {"R-FA-5", "Let nobody learn a protected address"},
    {"R-FA-6", "Deal with the local authority for a {learner} in care"},
    {"R-FA-7", "Give nobody the data of somebody else"},
    {"R-YP-1", "Rights pass at the end of compulsory school age"},
    {"R-YP-2", "Tell and ask the young person, not the parent"},
    {"R-YP-3", "Presume that a young person can decide"},
    {"R-YP-4", "Ask a young person anew who may be told"},
    {"R-YP-5", "Address letters to the young person"},
    {"R-AD-1", "Treat an adult as one"},
};

const char *rule_words(const char *id)
{
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
        if (text_equal(asked[i].id, id))
            return asked[i].words;
    return NULL;
}

const char *strength_word(Strength strength)
{
    static const char *const words[] = {"Must", "Should", "Practice"};
    return words[strength];
}
