#include "demo/concerns.h"

#include "demo/families.h"
#include "demo/story.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "register/register.h"

enum { ANSWERED_AFTER = 5, LOOK_AGAIN = 35, PROMISED_SOON = 6, TAUGHT_ON = 15 };

/* Days are school days before today. */
typedef struct ConcernStory {
    const char *forename, *surname;
    const char *raised_by;
    int raised;
    int reply_by; /* promised; NEXT_WEEK: some days from now */
    const char *wording, *noticed_where, *tried;
    const char *outcome; /* open: nobody has answered */
    const char *reply;
} ConcernStory;

#define NEXT_WEEK (-1)

static const ConcernStory table[] = {
    /* Waiting for an answer: the first past the day that was promised */
    {"Erin", "Walker", "parent", 16, 4,
     "She has stopped eating lunch and comes home starving. She says it is the noise. Who can I "
     "talk to?",
     "Lunch, every day since half term", NULL, "open", NULL},
    {"Leo", "Leung", "parent", 6, NEXT_WEEK,
     "He reads Chinese and English above his age and cannot remember what to bring to school. "
     "Every "
     "morning ends in tears. Is there something?",
     "Mornings, PE days", "A list on the door. He walks past it.", "open", NULL},
    {"Fiadh", "Ní Bhraonáin", "staff", 3, NEXT_WEEK,
     "Fiadh holds the book two inches from her nose and turns her head to see the board. Her mum "
     "has not noticed, as she does it only for small print.",
     "Reading, board work", "Moved to the front.", "open", NULL},

    /* Good teaching first, and looked at again */
    {"Otis", "Hardcastle", "staff", 22, 14,
     "Otis has said four words to me since he began. At home he talks without a stop, his mum "
     "says.",
     "Register, carpet", "Not asking him directly; a friend beside him.", "teaching",
     "Some children need a term. No pressure, a job he likes near an adult, and we look again "
     "together with his mum after the half term."},
    /* English as an additional language, and no SEN */
    {"Hodan", "Warsame", "staff", 45, 37, "Hodan is behind in phonics and hardly speaks in class.",
     "Phonics, carpet", "Picture cards.", "not_sen",
     "Hodan has been learning English for seven months. In Somali she tells long stories and knows "
     "her numbers, her aunt says, and she learns new English words as quickly as others did. We "
     "help her with English; there is no sign of SEN."},

    /* The family takes their worry back */
    {"Nia", "Campbell", "parent", 33, 25,
     "Nia has gone quiet since the summer and says school is too loud.", "After school",
     "Earlier bed.", "settled",
     "Her mother and I talked with Nia. The baby is three months old now and the house is loud, "
     "not the school. She has her own corner at home, and a job with the plants here."},

    /* Watched */
    {"Zayd", "Umar", "staff", 28, 20,
     "Zayd reads every word and cannot tell me what happened on the page.", "Guided reading",
     "Shorter texts, stopping after each paragraph.", "monitor",
     "Stopping after each paragraph goes on, and he tells it to a partner. Hearing test asked for. "
     "We look at it again with his parents."},
    {"Linh", "Nguyễn", "staff", 31, 23,
     "Linh looks away when I speak from behind and misses the ends of instructions.", "Carpet, PE",
     "Sits at the front now, and it is better.", "monitor",
     "Front seat stays. Her mother has made an appointment for her ears, and we wait for it."},
    {"Jenson", "Platt", "parent", 40, 32,
     "Jenson still cannot hold scissors and everybody in his class can.", "Cutting, buttons",
     "Playdough at home.", "monitor",
     "Ten minutes of finger games with Mrs Okoro each day, in class. If it has not moved after "
     "half a term, we ask the occupational therapist."},
    {"Temi", "Adeyemi", "parent", 26, 18,
     "Temi has nobody to play with and says she likes it. I do not believe her.", "Playtime", NULL,
     "monitor",
     "Mr Boyle has asked her to help at the games table. We have a look at her friendships each "
     "Friday and ring you after three weeks."},
    {"Kacper", "Wróbel", "staff", 38, 30,
     "Kacper was ahead in maths and has come to a stop. He says he is tired.", "Maths, afternoons",
     "Talked with him; he is looking after his brother at night.", "monitor",
     "His mum works nights at present and knows. Breakfast club, and we watch maths for a term."},
    {"Evie", "Sutcliffe", "staff", 19, 11,
     "Evie asks to go to the toilet before every test and comes back with red eyes.",
     "Spelling, tables, swimming", "Told her the marks are only for me.", "monitor",
     "Test paper the day before, to look at. Mr Boyle says hello in the morning. We look again "
     "with her and her mum."},
    {"Rafi", "Miah", "staff", 34, 26,
     "Rafi spells the same word three ways on one page, and reads well.", "Writing",
     "Word mat; he uses it.", "monitor",
     "Mat and five words a week for half a term, then a spelling test. If it is as now, we "
     "assess."},
    {"Louie", "Marsden", "staff", 24, 16,
     "Louie knows his sounds and cannot push them together to make a word.", "Phonics",
     "Blending with counters; sometimes.", "monitor",
     "He joins the blending group in class for six weeks. Mrs Pereira counts at the start and the "
     "end."},
    {"Seth", "Crabtree", "professional", 30, 22,
     "Seth has moved to a new carer. Please keep an eye on how he settles and tell us early.",
     "All day", NULL, "monitor",
     "Same table, same adult at the door. Mrs Fletcher writes to Ms Bentley on Fridays, and we "
     "bring it to the meeting on his education plan."},
};

/* A weekday within the next days, in term or not: somebody promised to ring by then. */
static Date next_week(const DemoCalendar *calendar)
{
    Date day = date_add_days(calendar->today, PROMISED_SOON);
    Weekday weekday = date_weekday(day);
    return weekday >= SATURDAY ? date_add_days(day, FRIDAY - (int)weekday) : day;
}

static const char *name_of_raiser(Arena *arena, const Child *child, const ConcernStory *story)
{
    if (text_equal(story->raised_by, "staff"))
        return child->class->teacher->display_name;
    return text_equal(story->raised_by, "parent") ? story_text(arena, child, "{mum}", 0)
                                                  : "Ms Tracey Lomax, social worker";
}

/* Nobody stands on the register for being watched: that is decided, as here. */
static Error *watch(Db *db, Arena *arena, const Cast *cast, const Child *child,
                    const Concern *concern, Date on, Date today)
{
    SenStatusId id;
    Decision decision = {
        .level = "monitoring",
        .starts_on = on,
        .decided_on = on,
        .decided_by = cast->senco->id,
        .decided_with = child->class->teacher->id,
        .evidence = arena_print(arena, "Concern of %s", date_long(arena, concern->raised_on)),
        .outcomes_sought = "",
    };
    return register_decide(db, arena, cast->school, child->id, &decision, today, &id);
}

/* Not SEN, or taken back: decided with the teacher, on what was looked at, and the family hears. */
static Error *refuse(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast,
                     const Child *child, const Concern *concern, Date on)
{
    bool withdrawn = text_equal(concern->outcome, "settled");
    SenStatusId id;
    ParentNoticeId notice_id;
    Decision decision = {
        .starts_on = on,
        .decided_on = on,
        .decided_by = cast->senco->id,
        .decided_with = child->class->teacher->id,
        .evidence = withdrawn
                        ? story_text(arena, child,
                                     "Two lessons and a lunch time watched: {he} talks and plays. "
                                     "{mum} and {teacher} see the same.",
                                     0)
                        : story_text(arena, child,
                                     "Phonics checks of both half terms beside those of two others "
                                     "new to English; {his} stories in Somali, heard with {his} "
                                     "aunt; hearing tested in September.",
                                     0),
        .outcomes_sought = "",
        .family_view = withdrawn ? "We are not worried any more. Thank you for looking."
                                 : "At home nobody has to tell her twice.",
        .learner_view = withdrawn ? "I like watering the plants."
                                  : "I know the letters. The words "
                                    "come later.",
    };
    Date check =
        withdrawn ? DATE_NONE : demo_school_days_before(calendar, calendar->today, -TAUGHT_ON);
    Evidence rests_on = evidence_of_concern(arena, concern);
    TRY(register_refuse(db, arena, cast->school, child->id, &decision,
                        withdrawn ? "withdrawn" : "not_sen", check, &id));
    TRY(evidence_keep(db, cast->school, child->id, id, &rests_on, on, cast->senco->id));
    Notice notice = {
        .status_id = id,
        .told_on = on,
        .method = "letter",
        .recipients = child_family(arena, child),
        .told_by = cast->senco->id,
    };
    return register_tell(db, arena, cast->school, child->id, &notice, &notice_id);
}

static Error *answer(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast,
                     const Child *child, const ConcernStory *story, ConcernId id)
{
    Concern concern;
    ConcernStepId step_id;
    Date on = demo_school_days_before(calendar, calendar->today, story->raised - ANSWERED_AFTER);
    TRY(concern_load(db, arena, cast->school, child->id, id, &concern));
    ConcernStep step = {
        .taken_on = on,
        .taken_by = cast->senco->id,
        .verdict = story->outcome,
        .words = story->reply,
        .check_on = DATE_NONE,
    };
    if (concern_is_checked(story->outcome))
        step.check_on = demo_school_days_before(calendar, calendar->today,
                                                story->raised - ANSWERED_AFTER - LOOK_AGAIN);
    TRY(concern_take_step(db, arena, cast->school, &concern, &step, &step_id));
    ConcernTold told = {.step_id = step_id,
                        .told_on = on,
                        .told_by = cast->senco->id,
                        .method = "phone",
                        .recipient = story_text(arena, child, "{mum}", 0)};
    TRY(concern_tell(db, cast->school, child->id, &told));
    TRY(concern_load(db, arena, cast->school, child->id, id, &concern));
    if (text_equal(story->outcome, "not_sen") || text_equal(story->outcome, "settled"))
        return refuse(db, arena, calendar, cast, child, &concern, on);
    return text_equal(story->outcome, "monitor")
               ? watch(db, arena, cast, child, &concern, on, calendar->today)
               : NULL;
}

static Error *write_one(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast,
                        const ConcernStory *story)
{
    const Child *child = cast_child(cast, story->forename, story->surname);
    ConcernId id;
    Concern concern = {
        .raised_on = demo_school_days_before(calendar, calendar->today, story->raised),
        .raised_by = story->raised_by,
        .raised_by_name = name_of_raiser(arena, child, story),
        .way = "self",
        .wording = story->wording,
        .noticed_where = story->noticed_where,
        .tried = story->tried,
        .reply_by = story->reply_by == NEXT_WEEK
                        ? next_week(calendar)
                        : demo_school_days_before(calendar, calendar->today, story->reply_by),
        .replied_on = DATE_NONE,
        .check_on = DATE_NONE,
        .outcome = "open",
    };
    TRY(concern_raise(db, cast->school, child->id, &concern, &id));
    return text_equal(story->outcome, "open") ? NULL
                                              : answer(db, arena, calendar, cast, child, story, id);
}

Error *concerns_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        TRY(write_one(db, arena, calendar, cast, &table[i]));
    return NULL;
}
