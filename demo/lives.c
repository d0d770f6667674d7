#include "demo/lives.h"

#include "care/care.h"
#include "identity/merge.h"
#include "platform/base/log.h"

static Child *second_of_theo(Cast *cast)
{
    for (int i = DEMO_LEARNERS - 1; i >= 0; i--) {
        Child *child = &cast->children[i];
        if (child->placement == NULL && child->sex == 'M' && text_equal(child->class->name, "1P"))
            return child;
    }
    ASSERT(!"a boy of 1P without a story");
    return NULL;
}

void lives_cast(Cast *cast)
{
    const Child *theo = cast_child(cast, "Theo", "Jackson");
    Child *second = second_of_theo(cast);
    second->forename = "Theo";
    second->preferred_name = NULL;
    second->surname = "Jakson";
    second->background = theo->background;
    second->born_on = theo->born_on;
    second->english_additional = theo->english_additional;
    second->looked_after = theo->looked_after;
    second->mother = theo->mother;
    second->father = theo->father;
    second->father_withheld = theo->father_withheld;
}

/* A list of the nursery brought Ama a second time, under a temporary number. */
static Error *merge_ama(Db *db, Arena *arena, Date today, const Cast *cast, LearnerId again)
{
    Learner kept, gone;
    LearnerMergeId id;
    TRY(learner_load(db, arena, cast->school, cast_child(cast, "Ama", "Quaye")->id, &kept));
    TRY(learner_load(db, arena, cast->school, again, &gone));
    Merge merge = {.kept = &kept,
                   .gone = &gone,
                   .reason = "The nursery’s list had her with a temporary UPN. Her mother showed "
                             "the birth certificate: it is one child.",
                   .by = cast->senco->id,
                   .today = today,
                   .now = moment_london(today, 9, 20)};
    merge_usual(&merge);
    return merge_do(db, arena, cast->school, &merge, &id);
}

Error *lives_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    const Child *ama = cast_child(cast, "Ama", "Quaye");
    Date merged_on = date_add_days(calendar->today, -17);
    LearnerId again;
    NewLearner second = {.upn = "D99940012600A",
                         .surname = "Quaye",
                         .forename = "Ama Serwaa",
                         .born_on = ama->born_on,
                         .sex = "F",
                         .national_year = "4",
                         .entered_on = ama->entered_on};
    TRY(learner_add(db, arena, cast->school, &second, &again));
    TRY(care_write_note(db, cast->school, again,
                        "From the nursery: she sings what she cannot yet say.", cast->senco->id,
                        moment_london(date_add_days(merged_on, -30), 10, 5)));
    return merge_ama(db, arena, merged_on, cast, again);
}
