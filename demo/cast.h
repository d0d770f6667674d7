/* cast.h: the people of a setting of the demo: staff, classes, children and their families.
 *
 * Who has which story is the table of placements in placements.c. */
#ifndef DEMO_CAST_H
#define DEMO_CAST_H

#include "bank/bank.h"
#include "demo/demo_calendar.h"
#include "demo/names.h"
#include "learner/learner.h"
#include "staff/staff.h"
#include "web/web.h"

enum { DEMO_CLASSES = 14, DEMO_CLASS_SIZE = 30, DEMO_LEARNERS = DEMO_CLASSES * DEMO_CLASS_SIZE };

/* Those who work beside the classes, in the order of the table of staff. */
enum {
    BESIDE_ASSISTANT_SENCO,
    BESIDE_COVER,
    BESIDE_EXAMS,
    BESIDE_ICT,
    BESIDE_GOVERNOR,
    BESIDE_PSYCHOLOGIST,
    BESIDE_OFFICER,
    DEMO_BESIDE
};

/* Where a learner's round of Assess, Plan, Do, Review stands today. */
typedef enum Stand {
    STAND_DOING,      /* in the middle of it */
    STAND_DUE_SOON,   /* the review is days away */
    STAND_LATE,       /* the review was agreed for a day that has passed */
    STAND_VERY_LATE,  /* for more than a month */
    STAND_ASSESSING,  /* begun lately */
    STAND_STUCK,      /* an assessment left open for too long */
    STAND_PLANNING,   /* the plan is a draft */
    STAND_REVIEWING,  /* the review is being written */
    STAND_NOT_SHARED, /* the family does not have the final plan */
    STAND_NOT_LOGGED, /* nobody has logged a session for weeks */
    STAND_NOT_COPIED, /* reviewed, and the family has no copy */
    STAND_NOT_TOLD,   /* SEN Support without a word to the family */
    STAND_TO_TELL,    /* decided this week: the letter is not out yet */
    STAND_INHERITED,  /* joined with a plan made elsewhere */
    STAND_LEFT,       /* left SEN Support, watched for now */
} Stand;

typedef struct Placement {
    const char *story; /* key in stories */
    const char *class_name;
    char level; /* K, E */
    char sex;   /* M, F */
    Stand stand;
    int past; /* rounds that are over, 0 to 3 */
    /* All NULL: whoever sits there. */
    const char *forename, *surname, *language_code;
} Placement;

const Placement *placements(size_t *count);

typedef struct DemoStaff {
    const char *title, *forename, *surname;
    Role role;
    const char *display_name;
    StaffId id;
} DemoStaff;

typedef struct DemoClass {
    const char *name;
    const char *national_year;
    int year; /* 0 is Reception */
    const char *teacher_name;
    const char *assistant_name;
    DemoStaff *teacher, *assistant;
    ClassId id;
} DemoClass;

typedef struct Child {
    LearnerId id;
    const DemoClass *class;
    const Background *background;
    const char *forename, *surname, *preferred_name;
    char sex;
    Date born_on, entered_on;
    bool english_additional, looked_after, pupil_premium;
    const char *mother, *father; /* as addressed; NULL: not there */
    const char *parent_email; /* the mother's; NULL: as chance has it, and she does not sign in */
    bool father_withheld;
    const Placement *placement; /* NULL: no story */
    int voice;                  /* which of the story's voices is theirs */
} Child;

typedef struct Cast {
    SchoolId school;
    bool numbered; /* its children have a UPN */
    Interventions bank;
    DemoStaff *senco, *head, *office, *mentor;
    DemoStaff *beside[DEMO_BESIDE]; /* NULL: a nursery has none of them */
    int class_count, child_count;
    DemoClass classes[DEMO_CLASSES];
    Child children[DEMO_LEARNERS];
} Cast;

/* Invents them all; writes nothing. */
void cast_make(Arena *arena, const DemoCalendar *calendar, Cast *cast);
Error *cast_write(Db *db, Arena *arena, const DemoCalendar *calendar, const DemoPerson *people,
                  Cast *cast);

/* As people say it: the preferred or legal given name. */
const char *child_name(const Child *child);
/* The one of that name, as people say it: it is there, or the demo is wrong. */
const Child *cast_child(const Cast *cast, const char *forename, const char *surname);

#endif
