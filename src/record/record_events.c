#include "record/record_events.h"

#include <string.h>

#include "record/record_sql.h"

enum { SHOWN = 60 };

typedef struct Words {
    const char *kind;
    const char *code; /* NULL: any */
    const char *css;
    const char *what;
    bool quoted; /* the words are a child's or a family's own */
} Words;

/* The first row that fits says it. */
static const Words words[] = {
    {"concern", "parent", "own", "The family is worried", true},
    {"concern", "learner", "own", "They told us themselves", true},
    {"concern", NULL, "key", "Concern raised", false},
    {"reply", "teaching", NULL, "Answer: good teaching first, then look again", false},
    {"reply", "monitor", NULL, "Answer: watch progress", false},
    {"reply", "assess", NULL, "Answer: assess together", false},
    {"reply", "not_sen", NULL, "Answer: not special educational needs", false},
    {"reply", NULL, NULL, "Answer given", false},
    {"status", "sen_support", "key", "SEN Support decided", false},
    {"status", "ehc", "key", "EHC plan recorded", false},
    {"status", "monitoring", "key", "Monitoring begun", false},
    {"corrected", NULL, NULL, "A decision was corrected", false},
    {"left", NULL, "key", "Support at this level ended", false},
    {"notice", NULL, "key", "Parents told", false},
    {"learner_view", NULL, "own", "In their own words", true},
    {"parent_view", NULL, "own", "The parents’ words", true},
    {"assessed", NULL, "key", "Assessment finished", false},
    {"plan", "superseded", NULL, "Plan made final, later changed", false},
    {"plan", NULL, "key", "Plan made final", false},
    {"shared", NULL, NULL, "Plan given to the family", false},
    {"review", NULL, "key", "Review held", true},
};

static const Words *find(const char *kind, const char *code)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(words[i].kind, kind) &&
            (words[i].code == NULL || text_equal(words[i].code, code)))
            return &words[i];
    return NULL;
}

static const char *session_words(Arena *arena, const struct record_events_row *row)
{
    static const struct {
        const char *code, *says;
    } ways[] = {
        {"well", "went well"},
        {"some_help", "with some help"},
        {"hard", "was hard"},
        {"learner_absent", "did not happen: absent"},
        {"staff_absent", "did not happen: staff away"},
        {"room", "did not happen: no room"},
        {"trip", "did not happen: trip or event"},
        {"refused", "did not happen: did not want to"},
        {"other", "did not happen"},
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (text_equal(ways[i].code, row->code))
            return arena_print(arena, "%s: %s", row->title, ways[i].says);
    return arena_print(arena, "%s: held", row->title);
}

static EventRow event_of(Arena *arena, Date today, const struct record_events_row *row)
{
    const Words *said = find(row->kind, row->code);
    EventRow event = {
        .day = date_short(arena, row->on_day),
        .day_iso = date_iso(arena, row->on_day),
        .who = row->who,
    };
    if (academic_year(row->on_day) != academic_year(today))
        event.day = date_medium(arena, row->on_day);
    if (said == NULL) {
        event.what = session_words(arena, row);
        event.words = row->words;
        return event;
    }
    event.css = said->css;
    event.what = said->what;
    if (said->quoted)
        event.quoted = row->words;
    else
        event.words = row->words;
    return event;
}

Error *record_timeline(Request *request, EventRows *rows, bool *older)
{
    struct record_events_rows found;
    TRY(record_events(request->db, request->arena, request->school_id, request->learner->id,
                      SHOWN + 1, &found));
    *older = found.count > SHOWN;
    size_t count = *older ? SHOWN : found.count;
    *rows = (EventRows){count, arena_array(request->arena, EventRow, count)};
    for (size_t i = 0; i < count; i++)
        rows->items[i] = event_of(request->arena, request->today, &found.items[i]);
    return NULL;
}
