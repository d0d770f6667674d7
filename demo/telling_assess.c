/* What was known at the start of each round. */
#include "assess/assess.h"
#include "demo/telling.h"
#include "platform/base/text.h"

static const char *const child_ways[] = {
    "Told to {ta} while drawing",    "Talked with {ta} in the library corner",
    "With picture cards, to {ta}",   "On a walk outside with {ta}",
    "Told to {teacher} after lunch",
};

static const char *const parent_ways[] = {
    "{mum}, on the phone with the SENCO",
    "{mum}, at school before the day began",
    "{mum}, by email",
    "{mum}, at a meeting with {teacher}",
};

static const char *progress_words(Telling *telling)
{
    const char *words = telling_text(telling, telling->story->progress);
    for (size_t i = 0; i < telling->strand_count && telling->round > 0; i++) {
        const Strand *strand = &telling->strands[i];
        const char *before = strand_words(telling, strand, strand->start);
        const char *now = strand_words(telling, strand, strand->value);
        words =
            strand->value == strand->start
                ? arena_print(telling->arena, "%s\nSince the last plan: %s, as before.", words, now)
                : arena_print(telling->arena, "%s\nSince the last plan: from %s to %s.", words,
                              before, now);
    }
    return words;
}

static const char *tried_words(Telling *telling)
{
    const char *words = telling_text(telling, telling->story->tried);
    return telling->last_round == NULL
               ? words
               : arena_print(telling->arena, "%s\n%s", words, telling->last_round);
}

/* Whose family speaks two languages, and whose father says something else than her mother. */
static void add_of_zofia(Telling *telling, Date on, Assessment *assessment)
{
    OwnView *father = arena_array(telling->arena, OwnView, 1);
    if (!text_equal(child_name(telling->child), "Zofia") ||
        !text_equal(telling->child->surname, "Nowak"))
        return;
    *father = own_view_none();
    father->place = OWN_VIEW_OTHERS;
    father->said_by = "Her father";
    father->words = "W domu opowiada długie historie. Po angielsku milknie przy obcych.";
    father->whose = "helped";
    father->how = "On the phone, with an interpreter";
    father->on = on;
    father->language = "Polish";
    father->translation =
        "At home she tells long stories. In English she goes quiet with strangers.";
    father->translated_by = "the interpreter";
    assessment->other_views = (OwnViews){1, father};
    assessment->needs[AREA_COMMUNICATION] =
        "She understands more than she can say; the right word comes late, in long sentences most.";
    assessment->needs[AREA_SEMH] = "She is brave on the page, and lost in noise and in groups.";
}

static void add_views(Telling *telling, Date on, Assessment *assessment)
{
    bool first = telling->child_said == NULL;
    assessment->learner_view.words =
        first ? telling_text(telling, telling->voice->child) : telling->child_said;
    assessment->parent_view.words =
        first ? telling_text(telling, telling->voice->parent) : telling->parent_said;
    assessment->learner_view.how =
        first ? TELLING_PICK(telling, child_ways) : "Said for the last review";
    assessment->parent_view.how = first ? TELLING_PICK(telling, parent_ways)
                                        : telling_text(telling, "{mum}, at the last review");
    assessment->learner_view.on = on;
    assessment->parent_view.on = on;
    assessment->learner_view.whose = assessment->parent_view.whose = "own";
    add_of_zofia(telling, on, assessment);
}

static void add_findings(Telling *telling, Assessment *assessment)
{
    assessment->progress = progress_words(telling);
    assessment->tried = tried_words(telling);
    assessment->advice = telling_text(telling, telling->story->advice);
    assessment->summary = telling_text(telling, telling->story->summary);
}

Error *tell_assessment(Telling *telling)
{
    const Round *round = telling_round(telling);
    SchoolId school = telling->cast->school;
    Assessment assessment;
    Cycle cycle;
    bool found, whole = date_is_set(round->assessed_on);
    TRY(telling_cycle(telling, &cycle));
    TRY(assessment_of_cycle(telling->db, telling->arena, school, cycle.id, &assessment, &found));
    assessment.learner_id = telling->child->id;
    assessment.strengths = telling_text(telling, telling->voice->strengths);
    assessment.barriers = telling_text(telling, telling->story->barriers);
    if (whole) {
        Date asked = demo_school_days_before(telling->calendar, round->assessed_on, 2);
        if (date_compare(asked, round->opened_on) < 0)
            asked = round->opened_on;
        add_views(telling, asked, &assessment);
        add_findings(telling, &assessment);
    }
    TRY(assessment_save(telling->db, school, &assessment));
    if (!whole)
        return NULL;
    return assessment_finish(telling->db, school, &cycle, &assessment,
                             telling->child->class->teacher->id, round->assessed_on);
}
