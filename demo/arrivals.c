#include "demo/arrivals.h"

#include "plan/plan.h"

#define LAST_SCHOOL "Hazel Bank Primary School"

/* from: months before they joined. */
typedef struct Recorded {
    const char *kind, *code;
    int rank;   /* 0: none */
    int from;   /* 0: no day is said */
    bool ended; /* days before they joined */
    const char *words;
} Recorded;

static const Recorded table[] = {
    {"status", "N", 0, 26, false, ""},
    {"status", "K", 0, 14, false, ""},
    {"need", "SLCN", 2, 14, false, ""},
    {"need", "MLD", 1, 9, false, ""},
    {"setting", "", 0, 26, true, LAST_SCHOOL " (999 4410)"},
    {"attendance", "", 0, 0, false,
     "Attendance 2025: 352 of 380 sessions; absent 24 authorised, 4 not"},
    {"result", "", 0, 5, false, "KS2 2026, MAT TT MTC: 14"},
};

static Error *write_recorded(Db *db, SchoolId school, const Child *child, const Recorded *row)
{
    Date joined = child->entered_on;
    EarlierRecord record = {
        .learner_id = child->id,
        .kind = row->kind,
        .code = row->code,
        .rank = {row->rank > 0, row->rank},
        .starts_on = row->from == 0 ? DATE_NONE : date_add_months(joined, -row->from),
        .ends_on = row->ended ? date_add_days(joined, -3) : DATE_NONE,
        .words = row->words,
        .from_setting = LAST_SCHOOL,
    };
    return earlier_record_add(db, school, &record, joined);
}

Error *arrivals_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    (void)calendar;
    for (int i = 0; i < DEMO_LEARNERS; i++) {
        const Child *child = &cast->children[i];
        if (child->placement == NULL || child->placement->stand != STAND_INHERITED)
            continue;
        Arrival arrival = {
            .arrived_on = child->entered_on,
            .from_setting = LAST_SCHOOL,
            .noted_by = cast->office->id,
            .plan_made_on = date_add_months(child->entered_on, -2),
            .outcomes = "Reads a page at his level and says what it was about\n"
                        "Asks when he has not understood an instruction",
            .support = "Reading for meaning with a teaching assistant, three times a week\n"
                       "Words before the lesson, ten minutes, every morning",
            .strategies = "Questions read aloud\nKey words with pictures",
            .words = "His mother wants him to read Ukrainian at home as well. The last review was "
                     "in September.",
        };
        TRY(arrival_note(db, arena, cast->school, child->id, &arrival));
        for (size_t r = 0; r < sizeof table / sizeof table[0]; r++)
            TRY(write_recorded(db, cast->school, child, &table[r]));
    }
    return NULL;
}
