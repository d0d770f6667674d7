#include "demo/beside.h"

#include "care/care.h"
#include "platform/base/log.h"
#include "staff/given.h"

static Error *write_case(Db *db, Date today, const Cast *cast, LearnerId zofia)
{
    StaffId psychologist = cast->beside[BESIDE_PSYCHOLOGIST]->id;
    SharedCase shared = {.professional = psychologist,
                         .purpose = "How she remembers, and what helps her to read",
                         .plan = true,
                         .agreed_by = "Mrs Agnieszka Nowak",
                         .agreed_on = date_add_days(today, -40),
                         .starts_on = date_add_days(today, -35),
                         .ends_on = date_add_days(today, 49)};
    Report report = {.author = "Dr Abara, Mill Vale Psychology Service",
                     .staff = psychologist,
                     .received_on = date_add_days(today, -21),
                     .summary =
                         "Seen twice in class and once alone. She reasons well with pictures "
                         "and in talk. She holds three spoken things in mind, not five, and "
                         "tires quickly when she must read and remember at once.",
                     .recommendations = "Say one step at a time, and let her say it back.\n"
                                        "Show a picture of the steps beside her.\n"
                                        "Give her the words before the lesson, not in it.",
                     .kept_at = "SEN cabinet, drawer 2"};
    TRY(care_share_case(db, cast->school, zofia, &shared, cast->senco->id));
    return care_file_report(db, cast->school, zofia, &report, psychologist);
}

/* The council asks what is done already before it decides about an assessment. */
static Error *share_with_council(Db *db, Date today, const Cast *cast, LearnerId learner,
                                 const char *agreed_by)
{
    SharedCase shared = {.professional = cast->beside[BESIDE_OFFICER]->id,
                         .purpose = "Whether an EHC needs assessment is to be asked for",
                         .plan = true,
                         .assessment = true,
                         .reports = true,
                         .costs = true,
                         .agreed_by = agreed_by,
                         .agreed_on = date_add_days(today, -12),
                         .starts_on = date_add_days(today, -10),
                         .ends_on = date_add_days(today, 32)};
    return care_share_case(db, cast->school, learner, &shared, cast->senco->id);
}

/* Of the oldest who have support: their tests are near. */
static Error *write_arrangements(Db *db, Date today, const Cast *cast)
{
    static const Arrangement kinds[] = {
        {.what = "25% extra time", .evidence = "Timed writing of October, and two mock tests"},
        {.what = "Reader", .evidence = "Reads with an adult in every test since Year 5"},
        {.what = "Rest breaks", .evidence = "Log of breaks taken, kept by the class teacher"},
    };
    size_t made = 0, count = sizeof kinds / sizeof kinds[0];
    for (int i = 0; i < DEMO_LEARNERS && made < count; i++) {
        const Child *child = &cast->children[i];
        if (child->placement == NULL || child->class->year != 6)
            continue;
        Arrangement arrangement = kinds[made];
        arrangement.usual_since = date_add_days(today, -300);
        arrangement.approved_until = made == 0 ? date_add_days(today, 400) : DATE_NONE;
        made++;
        TRY(care_arrange(db, cast->school, child->id, &arrangement, cast->senco->id));
    }
    return NULL;
}

static const DemoClass *class_called(const Cast *cast, const char *name)
{
    for (int i = 0; i < DEMO_CLASSES; i++)
        if (text_equal(cast->classes[i].name, name))
            return &cast->classes[i];
    ASSERT(!"a class that is not there");
    return NULL;
}

/* What the office gave lately, which the head and the SENCO have not looked at. */
static Error *write_given(Db *db, Date today, const Cast *cast)
{
    const Date monday = date_add_days(today, -3);
    const Given given[] = {
        {.staff = cast->beside[BESIDE_OFFICER]->id,
         .what = GIVEN_PERSON,
         .role = ROLE_OFFICER,
         .starts_on = monday,
         .ends_on = DATE_NONE},
        {.staff = cast->beside[BESIDE_COVER]->id,
         .what = GIVEN_CLASS,
         .role = ROLE_COVER,
         .class_id = class_called(cast, "5T")->id,
         .starts_on = monday,
         .ends_on = date_add_days(today, 11)},
    };
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        Given one = given[i];
        one.by = cast->office->id;
        one.at = moment_london(monday, 8, 5 + (int)i);
        TRY(given_note(db, cast->school, &one));
    }
    return NULL;
}

Error *beside_write(Db *db, const DemoCalendar *calendar, const Cast *cast)
{
    Date today = calendar->today;
    LearnerId zofia = cast_child(cast, "Zofia", "Nowak")->id;
    LearnerId maja = cast_child(cast, "Maja", "Duda")->id;
    TRY(write_case(db, today, cast, zofia));
    TRY(share_with_council(db, today, cast, zofia, "Mrs Agnieszka Nowak"));
    TRY(care_write_note(db, cast->school, zofia,
                        "Her aunt collects her on Thursdays. Reading together goes better before "
                        "lunch than after it.",
                        class_called(cast, "4H")->teacher->id,
                        moment_london(date_add_days(today, -6), 15, 40)));
    TRY(care_set_flag(db, cast->school, maja, cast->head->id, date_add_days(today, -12)));
    TRY(write_arrangements(db, today, cast));
    TRY(write_given(db, today, cast));
    return class_add_cover(db, cast->school, class_called(cast, "5T")->id,
                           cast->beside[BESIDE_COVER]->id, date_add_days(today, -3),
                           date_add_days(today, 11));
}
