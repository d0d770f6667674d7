/* A teacher's answers: one page for all their learners of a round, saved learner by learner. */
#include <inttypes.h>

#include "register/views_mine_html.h"
#include "register/views_pages.h"
#include "register/views_sql.h"

typedef struct TickRow {
    int64_t id;
    const char *tick;
} TickRow;

typedef struct WordsRow {
    int64_t id;
    const char *words;
} WordsRow;

typedef struct AnswerInput {
    struct {
        size_t count;
        TickRow *items;
    } ticks;
    struct {
        size_t count;
        WordsRow *items;
    } answers;
} AnswerInput;

static const FormChoice ticks[] = {
    {"often", "Often", NULL},
    {"sometimes", "Sometimes", NULL},
    {"not", "Not", NULL},
    {NULL, NULL, NULL},
};

static const FormField tick_fields[] = {
    FORM_CHOICE(TickRow, tick, .label = "Seen", .choices = ticks),
};
static const Form tick_form = FORM(TickRow, tick_fields);

static const FormField words_fields[] = {
    FORM_TEXT(WordsRow, words, .label = "In your own words: what you see, and what helps",
              .rows = 3, .max = 2000, .personal = true),
};
static const Form words_form = FORM(WordsRow, words_fields);

static const FormField answer_fields[] = {
    FORM_ROWS(AnswerInput, ticks, &tick_form, .label = "Statements"),
    FORM_ROWS(AnswerInput, answers, &words_form, .label = "Words"),
};
const Form views_answer_form = FORM(AnswerInput, answer_fields);

typedef struct Mine {
    struct views_round_row round;
    struct views_invites_rows invites;
    struct views_ticks_rows ticks;
} Mine;

/* Not asked and not there look alike. */
static Error *load(Request *request, Mine *mine)
{
    bool found;
    ViewRoundId id = {request_path_id(request, "round")};
    *mine = (Mine){0};
    TRY(views_round(request->db, request->arena, request->school_id, id, &mine->round, &found));
    if (found)
        TRY(views_invites(request->db, request->arena, request->school_id, id, (LearnerId){0},
                          request->staff->id, &mine->invites));
    if (mine->invites.count == 0)
        return error_not_found("round %" PRId64 " asks others", id.n);
    return views_ticks(request->db, request->arena, request->school_id, id, (LearnerId){0},
                       request->staff->id, &mine->ticks);
}

static Url here(Request *request, const Mine *mine)
{
    return url_print(request->arena, "/views/mine/%" PRId64, mine->round.id.n);
}

static MineRow row_of(Request *request, const Mine *mine, const struct views_invites_row *invite)
{
    const Form *form = &views_answer_form;
    MineRow row = {
        .name = invite->known_name,
        .class_name = invite->class_name,
        .subject = invite->subject,
        .form = form_view(request, here(request, mine), 0, invite->known_name),
        .ticks = {0, arena_array(request->arena, FieldView, mine->ticks.count)},
    };
    if (moment_is_set(invite->answered_at))
        row.done = moment_long(request->arena, invite->answered_at);
    for (size_t i = 0; i < mine->ticks.count; i++) {
        const struct views_ticks_row *tick = &mine->ticks.items[i];
        if (tick->invite_id.n != invite->id.n)
            continue;
        FieldView *view = &row.ticks.items[row.ticks.count++];
        *view = field_view_row(request, form, "ticks", tick->id.n, "tick",
                               tick->tick == NULL ? "" : tick->tick, tick->wording);
        view->optional = false;
    }
    row.words = field_view_row(request, form, "answers", invite->id.n, "words",
                               invite->words == NULL ? "" : invite->words, NULL);
    row.open = row.words.error != NULL;
    return row;
}

Error *views_mine_page(Request *request)
{
    Mine mine;
    Arena *arena = request->arena;
    TRY(load(request, &mine));
    size_t answered = 0;
    MinePage view = {
        .page = page_make(request, "What do you see?", SECTION_CONCERNS),
        .title = mine.round.title,
        .asked = mine.round.asked_by,
        .closed = date_is_set(mine.round.closed_on),
        .rows = {mine.invites.count, arena_array(arena, MineRow, mine.invites.count)},
        .back = url_print(arena, "/today"),
    };
    for (size_t i = 0; i < mine.invites.count; i++) {
        request_shows(request, mine.invites.items[i].learner_id);
        view.rows.items[i] = row_of(request, &mine, &mine.invites.items[i]);
        answered += view.rows.items[i].done != NULL;
    }
    for (size_t i = 0; i < view.rows.count; i++)
        if (view.rows.items[i].done == NULL) {
            view.rows.items[i].open = true; /* the next to answer */
            break;
        }
    bool waits = !view.closed && answered < mine.invites.count;
    view.counted = arena_print(arena, "%zu of %zu answered", answered, mine.invites.count);
    view.due = waits ? due_view(request, mine.round.due_on, NULL)
                     : (DueView){.day = date_medium(arena, mine.round.due_on)};
    view.reminded = waits && date_is_set(mine.round.reminded_on);
    views_mine_html(request->out, &view);
    return NULL;
}

static Error *save(Request *request, const Mine *mine)
{
    const AnswerInput *input = request->input;
    StaffId me = request->staff->id;
    for (size_t i = 0; i < input->ticks.count; i++)
        TRY(views_tick(request->db, request->school_id, mine->round.id, me,
                       (ViewTickId){input->ticks.items[i].id},
                       or_null(input->ticks.items[i].tick)));
    for (size_t i = 0; i < input->answers.count; i++)
        TRY(views_write(request->db, request->school_id, mine->round.id, me,
                        (ViewInviteId){input->answers.items[i].id},
                        or_null(input->answers.items[i].words), request->now));
    return NULL;
}

Error *views_mine_post(Request *request)
{
    Mine mine;
    TRY(load(request, &mine));
    if (date_is_set(mine.round.closed_on))
        return error_conflict("This was closed meanwhile. Tell the {senco} what you see.",
                              "round %" PRId64, mine.round.id.n);
    TRY(save(request, &mine));
    return request_done(request, here(request, &mine), "views_saved");
}
