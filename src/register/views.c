/* Teachers' views in the store. */
#include "register/views.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "register/views_sql.h"

/* What schools usually ask, as something that can be seen in a lesson. */
static const char *const usual[] = {
    "Listens and stays with the task",   "Reads what the lesson asks for",
    "Writes what they can say",          "Has what they need and starts on time",
    "Behaves as the others do",          "Works and plays with others",
    "Asks for help when they are stuck",
};
enum { USUAL = sizeof usual / sizeof usual[0] };

Error *views_questions(Db *db, Arena *arena, SchoolId school, Texts *statements)
{
    struct views_statements_rows rows;
    *statements = (Texts){0};
    TRY(views_statements(db, arena, school, &rows));
    size_t count = rows.count == 0 ? USUAL : rows.count;
    *statements = (Texts){count, arena_array(arena, const char *, count)};
    for (size_t i = 0; i < count; i++)
        statements->items[i] = rows.count == 0 ? usual[i] : rows.items[i].wording;
    return NULL;
}

Error *views_set_questions(Db *db, SchoolId school, Texts statements)
{
    TRY(views_statements_delete(db, school, NULL));
    for (size_t i = 0; i < statements.count; i++)
        TRY(views_statement_insert(db, school, (ViewStatementId){id_new()}, (int)i + 1,
                                   statements.items[i], NULL));
    return NULL;
}

/* ---- Asking -----------------------------------------------------------------------------------
 */

typedef struct Asking {
    Db *db;
    Arena *arena;
    SchoolId school;
    const ViewRound *round;
    ViewRoundId id;
    ViewQuestionId *questions;
    size_t question_count;
} Asking;

static Error *begin(Asking *asking)
{
    const ViewRound *round = asking->round;
    Texts statements;
    TRY(views_questions(asking->db, asking->arena, asking->school, &statements));
    TRY(views_round_insert(asking->db, asking->school, asking->id, round->title, round->asked_by,
                           round->asked_on, round->due_on, NULL));
    asking->questions = arena_array(asking->arena, ViewQuestionId, statements.count);
    asking->question_count = statements.count;
    for (size_t i = 0; i < statements.count; i++) {
        asking->questions[i] = (ViewQuestionId){id_new()};
        TRY(views_question_insert(asking->db, asking->school, asking->questions[i], asking->id,
                                  (int)i + 1, statements.items[i], NULL));
    }
    return NULL;
}

static Error *invite(const Asking *asking, LearnerId learner, StaffId staff, const char *subject)
{
    ViewInviteId id = {id_new()};
    TRY(views_invite_insert(asking->db, asking->school, id, asking->id, learner, staff, subject,
                            NULL));
    for (size_t i = 0; i < asking->question_count; i++)
        TRY(views_tick_insert(asking->db, asking->school, (ViewTickId){id_new()}, id,
                              asking->questions[i], NULL));
    return NULL;
}

/* Who knows the learner in two groups is asked once, and both are named. */
static Error *ask_about(Asking *asking, LearnerId learner, size_t *asked)
{
    struct views_knowing_rows rows;
    TRY(views_knowing(asking->db, asking->arena, asking->school, learner, asking->round->asked_on,
                      asking->round->assistants, &rows));
    for (size_t i = 0; i < rows.count;) {
        const char *subject = rows.items[i].name;
        StaffId staff = rows.items[i].staff_id;
        for (i++; i < rows.count && rows.items[i].staff_id.n == staff.n; i++)
            subject = arena_print(asking->arena, "%s, %s", subject, rows.items[i].name);
        if (*asked == 0)
            TRY(begin(asking));
        TRY(invite(asking, learner, staff, subject));
        (*asked)++;
    }
    return NULL;
}

Error *views_ask(Db *db, Arena *arena, SchoolId school, const ViewRound *round, LearnerIds learners,
                 ViewRoundId *id, size_t *asked)
{
    *id = (ViewRoundId){id_new()};
    *asked = 0;
    Asking asking = {.db = db, .arena = arena, .school = school, .round = round, .id = *id};
    for (size_t i = 0; i < learners.count; i++)
        TRY(ask_about(&asking, learners.items[i], asked));
    return NULL;
}

Error *views_remind(Db *db, SchoolId school, ViewRoundId round, Date on)
{
    return views_round_remind(db, school, round, on, NULL);
}

/* ---- Answers ----------------------------------------------------------------------------------
 */

static Error *theirs(int64_t changed, ViewRoundId round)
{
    return changed == 1 ? NULL : error_not_found("asked in round %" PRId64, round.n);
}

Error *views_tick(Db *db, SchoolId school, ViewRoundId round, StaffId staff, ViewTickId id,
                  const char *tick)
{
    int64_t changed;
    TRY(views_tick_set(db, school, id, round, staff, tick, &changed));
    return theirs(changed, round);
}

Error *views_write(Db *db, SchoolId school, ViewRoundId round, StaffId staff, ViewInviteId id,
                   const char *words, Moment now)
{
    int64_t changed;
    TRY(views_words_set(db, school, id, round, staff, words, now, &changed));
    return theirs(changed, round);
}

Error *views_say(Db *db, Arena *arena, SchoolId school, ViewRoundId round, StaffId staff,
                 LearnerId learner, Texts ticks, const char *words, Moment now)
{
    struct views_invites_rows invites;
    struct views_ticks_rows statements;
    TRY(views_invites(db, arena, school, round, learner, staff, &invites));
    TRY(views_ticks(db, arena, school, round, learner, staff, &statements));
    TRY(theirs((int64_t)invites.count, round));
    ASSERT(ticks.count <= statements.count);
    for (size_t i = 0; i < ticks.count; i++)
        TRY(views_tick(db, school, round, staff, statements.items[i].id, ticks.items[i]));
    return views_write(db, school, round, staff, invites.items[0].id, words, now);
}

static ViewTally *tally_of(TeacherViews *views, const char *wording)
{
    for (size_t i = 0; i < views->tallies.count; i++)
        if (text_equal(views->tallies.items[i].wording, wording))
            return &views->tallies.items[i];
    ViewTally *added = &views->tallies.items[views->tallies.count++];
    *added = (ViewTally){.wording = wording};
    return added;
}

static void count_ticks(Arena *arena, const struct views_ticks_rows *ticks, TeacherViews *views)
{
    views->tallies.items = arena_array(arena, ViewTally, ticks->count);
    for (size_t i = 0; i < ticks->count; i++) {
        const struct views_ticks_row *tick = &ticks->items[i];
        if (tick->round_id.n != views->round.n)
            continue;
        ViewTally *tally = tally_of(views, tick->wording);
        tally->often += text_equal(tick->tick, "often");
        tally->sometimes += text_equal(tick->tick, "sometimes");
        tally->never += text_equal(tick->tick, "not");
    }
}

static void add_answer(TeacherViews *views, const struct views_invites_row *row)
{
    views->asked++;
    if (!moment_is_set(row->answered_at))
        return;
    views->answered++;
    views->words.items[views->words.count++] =
        (ViewWords){row->display_name, row->subject, row->words, row->answered_at};
}

Error *views_about(Db *db, Arena *arena, SchoolId school, LearnerId learner, StaffId staff,
                   TeacherViewsList *list)
{
    struct views_invites_rows rows;
    struct views_ticks_rows ticks;
    *list = (TeacherViewsList){0};
    TRY(views_invites(db, arena, school, (ViewRoundId){0}, learner, staff, &rows));
    TRY(views_ticks(db, arena, school, (ViewRoundId){0}, learner, staff, &ticks));
    list->items = arena_array(arena, TeacherViews, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct views_invites_row *row = &rows.items[i];
        TeacherViews *views = list->count == 0 ? NULL : &list->items[list->count - 1];
        if (views == NULL || views->round.n != row->round_id.n) {
            views = &list->items[list->count++];
            *views = (TeacherViews){.round = row->round_id,
                                    .title = row->title,
                                    .asked_on = row->asked_on,
                                    .due_on = row->due_on};
            views->words.items = arena_array(arena, ViewWords, rows.count);
            count_ticks(arena, &ticks, views);
        }
        add_answer(views, row);
    }
    return NULL;
}

Texts views_tally_words(Arena *arena, const TeacherViews *views)
{
    Texts words = {0, arena_array(arena, const char *, views->tallies.count)};
    for (size_t i = 0; i < views->tallies.count; i++) {
        const ViewTally *tally = &views->tallies.items[i];
        if (tally->often + tally->sometimes + tally->never > 0)
            words.items[words.count++] =
                arena_print(arena, "%s: %d often, %d sometimes, %d not", tally->wording,
                            tally->often, tally->sometimes, tally->never);
    }
    return words;
}
