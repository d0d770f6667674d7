/* A concern as pages show it: what was said, what was done, and who was told. */
#include <inttypes.h>

#include "register/concern_pages.h"
#include "register/concern_sql.h"
#include "register/register_rules.h"
#include "school/school.h"

Url concern_url(Request *request, LearnerId learner, ConcernId concern)
{
    return url_print(request->arena, "/learners/%" PRId64 "/concerns/%" PRId64, learner.n,
                     concern.n);
}

Error *concern_usual_reply(Request *request, Date *day)
{
    SchoolCalendar calendar;
    *day = DATE_NONE;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    int days = rule_pack_on(request->today)->clocks.concern_reply_school_days;
    *day = school_days_after(&calendar, request->today, days);
    return NULL;
}

static const char *way_words(const char *way)
{
    static const char *const ways[][2] = {
        {"phone", ", by phone"}, {"meeting", ", at a meeting"}, {"writing", ", in writing"}};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (text_equal(ways[i][0], way))
            return ways[i][1];
    return "";
}

static const char *said_by(Arena *arena, const Concern *concern)
{
    const char *to =
        concern->heard_by_name == NULL ? "" : arena_print(arena, ", to %s", concern->heard_by_name);
    return arena_print(arena, "%s%s%s, %s", concern->raised_by_name, way_words(concern->way), to,
                       date_long(arena, concern->raised_on));
}

ConcernSaid concern_said(Request *request, const Concern *concern)
{
    Arena *arena = request->arena;
    bool waits = text_equal(concern->outcome, "open");
    int days =
        date_is_set(concern->reply_by) ? date_days_between(concern->reply_by, request->today) : 0;
    ConcernSaid said = {
        .wording = concern->wording,
        .said_by = said_by(arena, concern),
        .language = concern->language,
        .translation = concern->translation,
        .translated_by = concern->translated_by,
        .noticed_where = concern->noticed_where,
        .since = concern->since,
        .tried = concern->tried,
        .strengths = concern->strengths,
        .waits = waits,
    };
    if (concern->received_by.n != 0)
        said.received = arena_print(arena, "%s, %s", concern->received_by_name,
                                    date_long(arena, concern->received_on));
    if (date_is_set(concern->reply_by))
        said.promised = date_long(arena, concern->reply_by);
    if (waits && days > 0)
        said.late = arena_print(arena, "%d day%s late", days, days == 1 ? "" : "s");
    return said;
}

/* ---- Steps ------------------------------------------------------------------------------------
 */

static const char *method_words(const char *method)
{
    static const char *const methods[][2] = {
        {"page", "on their own page"}, {"in_person", "in person"}, {"phone", "by phone"},
        {"meeting", "at a meeting"},   {"letter", "by letter"},    {"email", "by email"}};
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (text_equal(methods[i][0], method))
            return methods[i][1];
    return "";
}

static const char *told_words(Arena *arena, const ConcernTold *told)
{
    const char *day = date_medium(arena, told->told_on);
    if (told->method == NULL)
        return arena_print(arena, "Nobody yet (%s, %s): %s", told->told_by_name, day, told->reason);
    const char *said =
        told->said == NULL ? "" : arena_print(arena, ". They said: “%s”", told->said);
    return arena_print(arena, "%s, %s, by %s, %s%s", told->recipient, method_words(told->method),
                       told->told_by_name, day, said);
}

static ConcernStepRow step_row(Request *request, const ConcernStep *step, const ConcernTolds *told)
{
    Arena *arena = request->arena;
    ConcernStepRow row = {
        .verdict = concern_outcome_words(step->verdict),
        .taken =
            arena_print(arena, "%s, %s", step->taken_by_name, date_long(arena, step->taken_on)),
        .came_of = step->came_of,
        .words = step->words,
        .with_whom = step->with_whom,
        .check = date_is_set(step->check_on) ? date_long(arena, step->check_on) : NULL,
    };
    if (told == NULL)
        return row;
    row.told.items = arena_array(arena, const char *, told->count);
    for (size_t i = 0; i < told->count; i++)
        if (told->items[i].step_id.n == step->id.n)
            row.told.items[row.told.count++] = told_words(arena, &told->items[i]);
    row.untold = row.told.count == 0 ? "Family not told" : NULL;
    return row;
}

ConcernStepRows concern_step_rows(Request *request, const Concern *concern,
                                  const ConcernSteps *steps, const ConcernTolds *told)
{
    ConcernStepRows rows = {0, arena_array(request->arena, ConcernStepRow, steps->count)};
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].concern_id.n == concern->id.n) {
            rows.items[rows.count] = step_row(request, &steps->items[i], told);
            rows.items[rows.count].answer = rows.count == 0;
            rows.count++;
        }
    return rows;
}

static Error *item_for_raiser(Request *request, const Concern *concern, ConcernItem *item)
{
    ConcernSteps steps;
    TRY(concern_steps(request->db, request->arena, request->school_id, concern->learner_id,
                      concern->id, &steps));
    *item = (ConcernItem){
        .name = concern->learner_name,
        .class_name = concern->class_name,
        .said = concern_said(request, concern),
        .steps = concern_step_rows(request, concern, &steps, NULL),
        .outcome = concern_outcome_words(concern->outcome),
        .open = text_equal(concern->outcome, "open"),
        .checked = concern_is_checked(concern->outcome),
    };
    for (size_t i = 0; i < item->steps.count; i++)
        item->steps.items[i].came_of = NULL; /* what others said: not for whoever raised it */
    return NULL;
}

Error *concern_items_for_raiser(Request *request, const Concerns *concerns, ConcernItems *items)
{
    *items = (ConcernItems){0, arena_array(request->arena, ConcernItem, concerns->count)};
    for (size_t i = 0; i < concerns->count; i++)
        TRY(item_for_raiser(request, &concerns->items[i], &items->items[items->count++]));
    return NULL;
}

/* ---- Others -----------------------------------------------------------------------------------
 */

Error *concern_others_words(Request *request, LearnerId learner, ConcernId concern,
                            const char **words)
{
    struct concern_others_row row;
    *words = NULL;
    TRY(concern_others(request->db, request->arena, request->school_id, learner, concern, &row));
    if (row.others == 1)
        *words = "One other concern about the same learner is not settled.";
    else if (row.others > 1)
        *words =
            arena_print(request->arena, "%d other concerns about the same learner are not settled.",
                        row.others);
    return NULL;
}

Error *concern_receive_at_once(Request *request, LearnerId learner, ConcernId id, Date reply_by)
{
    Concern raised = {.id = id, .learner_id = learner, .version = 1};
    if (request_reach(request, MAY_ANSWER_CONCERN) != REACH_ALL)
        return NULL;
    return concern_receive(request->db, request->school_id, &raised, request->staff->id,
                           request->today, reply_by);
}
