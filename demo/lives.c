#include "demo/lives.h"

#include "care/care.h"
#include "identity/merge.h"
#include "identity/seal.h"
#include "platform/base/log.h"

/* The last of a class of whom nothing else is told. */
static int without_story(const Cast *cast, const char *class_name, char sex)
{
    int i = DEMO_LEARNERS - 1;
    while (cast->children[i].placement != NULL || cast->children[i].sex != sex ||
           !text_equal(cast->children[i].class->name, class_name)) {
        ASSERT(i > 0);
        i--;
    }
    return i;
}

void lives_cast(Cast *cast)
{
    const Child *theo = cast_child(cast, "Theo", "Jackson");
    Child *second = &cast->children[without_story(cast, "1P", 'M')];
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

/* A girl of Year 3 was adopted in the summer. */
static Error *seal_one(Db *db, Arena *arena, Date today, const Cast *cast)
{
    const Child *child = &cast->children[without_story(cast, "3L", 'F')];
    Contact mother = {.name = "Ms Helen Ashdown", .address = "4 Weir Row, Netherby"};
    LearnerContact link = {.relationship = "mother",
                           .parental_responsibility = {true, 1},
                           .lives_with = true,
                           .correspondence = true,
                           .receives_documents = true,
                           .receives_reports = true,
                           .may_collect = true,
                           .priority = 1,
                           .starts_on = today};
    Learner before;
    LearnerId after;
    LearnerContactId made;
    TRY(learner_load(db, arena, cast->school, child->id, &before));
    Seal seal = {.learner = &before,
                 .surname = "Ashdown",
                 .forename = "Wren",
                 .upn = "T999400123901",
                 .evidence = "Adoption order of the family court, shown by her parents",
                 .by = cast->head->id,
                 .today = today,
                 .now = moment_london(today, 8, 40)};
    TRY(seal_do(db, arena, cast->school, &seal, &after));
    TRY(contact_add(db, arena, cast->school, &mother, &link.contact_id));
    link.learner_id = after;
    return learner_contact_add(db, cast->school, &link, &made);
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
    TRY(merge_ama(db, arena, merged_on, cast, again));
    return seal_one(db, arena, date_add_days(calendar->today, -120), cast);
}
