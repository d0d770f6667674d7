#include "record/record_events.h"

#include <string.h>

#include "platform/base/log.h"
#include "record/record_sql.h"

/* Rows looked at: about a term of what is done daily. */
enum { READ = 120 };

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
    {"step_told", NULL, NULL, "Family told of what is done", false},
    {"reply", "talk", NULL, "Answer: talk first", false},
    {"reply", "settled", NULL, "No longer a concern", false},
    {"reply", "teaching", NULL, "Answer: good teaching first, then look again", false},
    {"reply", "monitor", NULL, "Answer: watch progress", false},
    {"reply", "assess", NULL, "Answer: assess together", false},
    {"reply", "not_sen", NULL, "Answer: not special educational needs", false},
    {"reply", NULL, NULL, "Answer given", false},
    {"status", "ehc", "key", "Level recorded", false},
    {"status", "monitoring", "key", "Level begun", false},
    {"status", "universal", "key", "Level goes on: no SEN Support", false},
    {"status", NULL, "key", "Level decided", false},
    {"corrected", NULL, NULL, "A decision was corrected", false},
    {"left", "not_sen", NULL, "Decided: not SEN", false},
    {"left", "withdrawn", NULL, "The concern was withdrawn", false},
    {"left", NULL, "key", "Support at this level ended", false},
    {"notice", "not_told", NULL, "Could not be told", false},
    {"notice", NULL, "key", "Parents told", false},
    {"learner_view", NULL, "own", "In their own words", true},
    {"parent_view", NULL, "own", "The parents’ words", true},
    {"other_view", NULL, "own", "Somebody else’s words", true},
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

static const char *day_words(Arena *arena, Date today, Date day)
{
    return academic_year(day) == academic_year(today) ? date_short(arena, day)
                                                      : date_medium(arena, day);
}

/* What stands in the table, with the level as the school names it in its place. */
static const char *what_of(Arena *arena, const Levels *levels, const Words *said,
                           const struct record_events_row *row)
{
    if (!text_equal(row->kind, "status"))
        return said->what;
    const char *rest = strchr(said->what, ' ');
    return arena_print(arena, "%s%s", level_name(levels, row->code, row->title), rest);
}

static EventRow event_of(Arena *arena, Date today, const Levels *levels,
                         const struct record_events_row *row)
{
    const Words *said = find(row->kind, row->code);
    ASSERT(said != NULL);
    return (EventRow){
        .css = said->css,
        .what = what_of(arena, levels, said, row),
        .day = day_words(arena, today, row->on_day),
        .day_iso = date_iso(arena, row->on_day),
        .who = row->who,
        .words = said->quoted ? NULL : row->words,
        .quoted = said->quoted ? row->words : NULL,
    };
}

static bool is_session(const struct record_events_row *row)
{
    return text_equal(row->kind, "session") || text_equal(row->kind, "missed");
}

static Date monday_of(Date day)
{
    return date_add_days(day, MONDAY - (int)date_weekday(day));
}

/* How many rows from the first on are sessions of its week with nothing between them. */
static size_t week_length(const struct record_events_row *rows, size_t count)
{
    size_t length = 1;
    while (length < count && is_session(&rows[length]) &&
           date_compare(monday_of(rows[length].on_day), monday_of(rows[0].on_day)) == 0)
        length++;
    return length;
}

/* A year has hundreds of sessions: one by one they would bury what was decided. */
static EventRow week_of(Arena *arena, Date today, const struct record_events_row *rows,
                        size_t count)
{
    EventRow week = {
        .day = day_words(arena, today, rows[0].on_day),
        .day_iso = date_iso(arena, rows[0].on_day),
        .sessions = {count, arena_array(arena, EventSession, count)},
    };
    size_t held = 0;
    for (size_t i = 0; i < count; i++) {
        held += text_equal(rows[i].kind, "session");
        week.sessions.items[i] = (EventSession){
            .day = day_words(arena, today, rows[i].on_day),
            .day_iso = date_iso(arena, rows[i].on_day),
            .what = session_words(arena, &rows[i]),
            .who = rows[i].who,
            .note = rows[i].words,
        };
    }
    week.what = arena_print(arena, "%zu of %zu %s took place", held, count,
                            count == 1 ? "session" : "sessions");
    return week;
}

Error *record_timeline(Request *request, EventRows *rows, bool *older)
{
    struct record_events_rows found;
    Levels levels;
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    TRY(record_events(request->db, request->arena, request->school_id, request->learner->id,
                      READ + 1, &found));
    *older = found.count > READ;
    size_t count = *older ? READ : found.count;
    *rows = (EventRows){0, arena_array(request->arena, EventRow, count)};
    for (size_t i = 0, length; i < count; i += length) {
        const struct record_events_row *row = &found.items[i];
        length = is_session(row) ? week_length(row, count - i) : 1;
        rows->items[rows->count++] = is_session(row)
                                         ? week_of(request->arena, request->today, row, length)
                                         : event_of(request->arena, request->today, &levels, row);
    }
    return NULL;
}
