/* Asking teachers what they see, and reading what they answered. */
#include "register/views_pages.h"

#include <inttypes.h>
#include <string.h>

#include "register/views_learner_html.h"
#include "register/views_new_html.h"
#include "register/views_round_html.h"
#include "register/views_rounds_html.h"
#include "register/views_sql.h"
#include "register/views_statements_html.h"
#include "school/school.h"

enum { ANSWER_SCHOOL_DAYS = 5, STATEMENTS_MOST = 12, STATEMENT_LENGTH = 100 };

/* ---- All rounds -------------------------------------------------------------------------------
 */

Error *views_rounds_page(Request *request)
{
    struct views_rounds_rows rows;
    Arena *arena = request->arena;
    TRY(views_rounds(request->db, arena, request->school_id, &rows));
    RoundsPage view = {
        .page = page_make(request, "Teachers’ views", SECTION_CONCERNS),
        .rounds = {rows.count, arena_array(arena, RoundRow, rows.count)},
        .ask = url_print(arena, "/views/new"),
        .statements = url_print(arena, "/views/statements"),
        .concerns = url_print(arena, "/concerns"),
    };
    for (size_t i = 0; i < rows.count; i++) {
        const struct views_rounds_row *row = &rows.items[i];
        bool closed = date_is_set(row->closed_on);
        bool waits = !closed && row->answered < row->asked;
        view.rounds.items[i] = (RoundRow){
            .href = url_print(arena, "/views/rounds/%" PRId64, row->id.n),
            .title = row->title,
            .asked = arena_print(arena, "%s, %s", row->asked_by, date_medium(arena, row->asked_on)),
            .answered = arena_print(arena, "%d of %d", row->answered, row->asked),
            .due = waits ? due_view(request, row->due_on, NULL)
                         : (DueView){.day = date_medium(arena, row->due_on)},
            .closed = closed,
        };
    }
    views_rounds_html(request->out, &view);
    return NULL;
}

/* ---- Asking -----------------------------------------------------------------------------------
 */

typedef struct NewInput {
    const char *title;
    Date due_on;
    Texts learners;
    bool assistants;
} NewInput;

static const FormField new_fields[] = {
    FORM_TEXT(NewInput, title, .label = "What is it for?",
              .hint = "Teachers read it: “Year 4, before the reviews”. No name of a child.",
              .max = 100, .missing = "Enter what it is for"),
    FORM_DATE(NewInput, due_on, .label = "Answers by", .missing = "Enter the day of the answers"),
    FORM_SET(NewInput, learners, .label = "About whom?"),
    FORM_CHECK(NewInput, assistants, .label = "Ask those who support there, too"),
};
const Form views_new_form = FORM(NewInput, new_fields);

static int64_t asked_id(Request *request, const char *name)
{
    const char *value = request_query(request, name);
    long long id = 0;
    return value != NULL && text_integer(value, 1, INT64_MAX, &id) ? id : 0;
}

static Error *add_classes(Request *request, ClassId chosen, ViewsNewPage *view)
{
    struct views_classes_rows rows;
    TRY(views_classes(request->db, request->arena, request->school_id, &rows));
    view->classes = (ChoiceViews){rows.count, arena_array(request->arena, ChoiceView, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        view->classes.items[i] = (ChoiceView){
            .code = arena_print(request->arena, "%" PRId64, rows.items[i].id.n),
            .label = rows.items[i].name,
            .chosen = rows.items[i].id.n == chosen.n,
        };
    return NULL;
}

/* Of a class, those on a level above universal are ticked; one alone always is. */
static Error *add_learners(Request *request, ClassId class, LearnerId learner, ViewsNewPage *view)
{
    struct views_to_ask_rows rows;
    TRY(views_to_ask(request->db, request->arena, request->school_id, request->today, class,
                     learner, &rows));
    ChoiceViews choices = {rows.count, arena_array(request->arena, ChoiceView, rows.count)};
    bool typed = request->form != NULL;
    for (size_t i = 0; i < rows.count; i++) {
        const struct views_to_ask_row *row = &rows.items[i];
        request_shows(request, row->id);
        choices.items[i] = (ChoiceView){
            .code = arena_print(request->arena, "%" PRId64, row->id.n),
            .label = arena_print(request->arena, "%s, %s", row->surname,
                                 row->preferred_name == NULL ? row->forename : row->preferred_name),
        };
    }
    view->learners = field_view_choices(request, &views_new_form, "learners", "", choices);
    view->learners.optional = false;
    for (size_t i = 0; i < rows.count && !typed; i++)
        view->learners.choices.items[i].chosen =
            learner.n != 0 || !text_equal(rows.items[i].level, "universal");
    return NULL;
}

static Error *usual_day(Request *request, Date *day)
{
    SchoolCalendar calendar;
    *day = DATE_NONE;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    *day = school_days_after(&calendar, request->today, ANSWER_SCHOOL_DAYS);
    return NULL;
}

/* A refused form says by its address whom it was about. */
Error *views_new_page(Request *request)
{
    const Form *form = &views_new_form;
    ClassId class = {asked_id(request, "class")};
    LearnerId learner = {asked_id(request, "learner")};
    Date due_on;
    Url here = learner.n != 0 ? url_print(request->arena, "/views?learner=%" PRId64, learner.n)
                              : url_print(request->arena, "/views?class=%" PRId64, class.n);
    TRY(usual_day(request, &due_on));
    ViewsNewPage view = {
        .page = page_make(request, "Ask teachers", SECTION_CONCERNS),
        .chosen = class.n != 0 || learner.n != 0,
        .form = form_view(request, here, 0, "Ask teachers"),
        .title = field_view(request, form, "title", ""),
        .due_on = field_view_date(request, form, "due_on", due_on),
        .assistants = field_view_check(request, form, "assistants", false),
        .back = url_print(request->arena, "/views"),
        .change = url_print(request->arena, "/views/statements"),
    };
    TRY(add_classes(request, class, &view));
    TRY(views_questions(request->db, request->arena, request->school_id, &view.statements));
    if (view.chosen)
        TRY(add_learners(request, class, learner, &view));
    views_new_html(request->out, &view);
    return NULL;
}

/* Only those of this school, whatever was sent. */
static Error *chosen(Request *request, Texts codes, LearnerIds *learners)
{
    *learners = (LearnerIds){0, arena_array(request->arena, LearnerId, codes.count)};
    for (size_t i = 0; i < codes.count; i++) {
        struct views_to_ask_rows rows;
        long long id = 0;
        if (!text_integer(codes.items[i], 1, INT64_MAX, &id))
            continue;
        TRY(views_to_ask(request->db, request->arena, request->school_id, request->today,
                         (ClassId){0}, (LearnerId){id}, &rows));
        if (rows.count == 1)
            learners->items[learners->count++] = rows.items[0].id;
    }
    return NULL;
}

Error *views_new_post(Request *request)
{
    const NewInput *input = request->input;
    LearnerIds learners;
    ViewRoundId id;
    size_t asked = 0;
    TRY(chosen(request, input->learners, &learners));
    if (learners.count == 0)
        form_problem(request, "learners", "Choose at least one");
    if (date_compare(input->due_on, request->today) < 0)
        form_problem(request, "due_on", "The day of the answers cannot be past");
    TRY(form_problems(request));
    ViewRound round = {input->title, request->staff->id, request->today, input->due_on,
                       input->assistants};
    TRY(views_ask(request->db, request->arena, request->school_id, &round, learners, &id, &asked));
    if (asked == 0)
        form_problem(request, "learners",
                     "Nobody teaches them here: say on the page of the class who does");
    TRY(form_problems(request));
    TRY(views_mail_all(request->db, request->arena, request->school_id, id, MAIL_VIEWS_ASKED,
                       request->now));
    return request_done(request, url_print(request->arena, "/views/rounds/%" PRId64, id.n),
                        "views_asked");
}

/* ---- The statements ---------------------------------------------------------------------------
 */

typedef struct StatementsInput {
    const char *statements;
} StatementsInput;

static const FormField statements_fields[] = {
    FORM_TEXT(StatementsInput, statements, .label = "Statements", .rows = 10, .max = 2000,
              .hint = "One a line. Something that can be seen in a lesson. Empty: the usual list.",
              .keep_spaces = false),
};
const Form views_statements_form = FORM(StatementsInput, statements_fields);

Error *views_statements_page(Request *request)
{
    Texts now;
    const char *lines = "";
    TRY(views_questions(request->db, request->arena, request->school_id, &now));
    for (size_t i = 0; i < now.count; i++)
        lines = arena_print(request->arena, "%s%s%s", lines, i == 0 ? "" : "\n", now.items[i]);
    ViewsStatementsPage view = {
        .page = page_make(request, "What teachers are asked", SECTION_CONCERNS),
        .form = form_view(request, url_print(request->arena, "/views/statements"), 0,
                          "What teachers are asked"),
        .statements = field_view(request, &views_statements_form, "statements", lines),
        .back = url_print(request->arena, "/views"),
    };
    view.statements.optional = false;
    views_statements_html(request->out, &view);
    return NULL;
}

Error *views_statements_post(Request *request)
{
    const StatementsInput *input = request->input;
    Texts lines = text_lines(request->arena, input->statements);
    if (lines.count > STATEMENTS_MOST)
        form_problem(request, "statements",
                     "Twelve at most: with more, teachers answer none of them");
    for (size_t i = 0; i < lines.count; i++)
        if (strlen(lines.items[i]) > STATEMENT_LENGTH)
            form_problem(request, "statements", "A line has 100 characters at most");
    TRY(form_problems(request));
    TRY(views_set_questions(request->db, request->school_id, lines));
    return request_done(request, url_print(request->arena, "/views"), "views_statements_saved");
}

/* ---- One round --------------------------------------------------------------------------------
 */

static Error *load_round(Request *request, struct views_round_row *round)
{
    bool found;
    ViewRoundId id = {request_path_id(request, "round")};
    *round = (struct views_round_row){0};
    TRY(views_round(request->db, request->arena, request->school_id, id, round, &found));
    return found ? NULL : error_not_found("round %" PRId64, id.n);
}

static Url round_url(Request *request, ViewRoundId id, const char *part)
{
    return url_print(request->arena, "/views/rounds/%" PRId64 "%s", id.n, part);
}

/* The rows stand by learner. Returns how many have answered. */
static int add_round_learners(Request *request, const struct views_invites_rows *rows,
                              RoundPage *view)
{
    Arena *arena = request->arena;
    int all = 0;
    view->learners.items = arena_array(arena, RoundLearner, rows->count);
    for (size_t i = 0; i < rows->count;) {
        const struct views_invites_row *row = &rows->items[i];
        int asked = 0, answered = 0;
        const char *waits = NULL;
        for (; i < rows->count && rows->items[i].learner_id.n == row->learner_id.n; i++, asked++) {
            const char *name = rows->items[i].display_name;
            if (moment_is_set(rows->items[i].answered_at))
                answered++;
            else
                waits = waits == NULL ? name : arena_print(arena, "%s, %s", waits, name);
        }
        request_shows(request, row->learner_id);
        view->learners.items[view->learners.count++] = (RoundLearner){
            .href = url_print(arena, "/learners/%" PRId64 "/views", row->learner_id.n),
            .name = row->known_name,
            .class_name = row->class_name,
            .answered = arena_print(arena, "%d of %d", answered, asked),
            .waits = waits,
        };
        all += answered;
    }
    return all;
}

Error *views_round_page(Request *request)
{
    struct views_round_row round;
    struct views_invites_rows rows;
    Arena *arena = request->arena;
    TRY(load_round(request, &round));
    TRY(views_invites(request->db, arena, request->school_id, round.id, (LearnerId){0},
                      (StaffId){0}, &rows));
    RoundPage view = {
        .page = page_make(request, "Views asked for", SECTION_CONCERNS),
        .title = round.title,
        .asked = arena_print(arena, "Asked by %s on %s", round.asked_by,
                             date_long(arena, round.asked_on)),
        .closed = date_is_set(round.closed_on),
        .remind_form = form_view(request, round_url(request, round.id, "/remind"), 0, "Remind"),
        .close_form = form_view(request, round_url(request, round.id, "/close"), 0, "Close"),
        .mail_set = site_options(request->site)->mail_set,
        .link = arena_print(arena, "%s/views/mine/%" PRId64, request_origin(request), round.id.n),
        .back = url_print(arena, "/views"),
    };
    int answered = add_round_learners(request, &rows, &view);
    view.waits = !view.closed && (size_t)answered < rows.count;
    view.due = view.waits ? due_view(request, round.due_on, NULL)
                          : (DueView){.day = date_medium(arena, round.due_on)};
    view.answered = arena_print(arena, "%d of %zu answers", answered, rows.count);
    if (date_is_set(round.reminded_on))
        view.reminded = date_long(arena, round.reminded_on);
    views_round_html(request->out, &view);
    return NULL;
}

Error *views_remind_post(Request *request)
{
    struct views_round_row round;
    TRY(load_round(request, &round));
    bool again = date_compare(round.reminded_on, request->today) == 0;
    TRY(views_remind(request->db, request->school_id, round.id, request->today));
    if (!again) /* one mail a day, however often it is pressed */
        TRY(views_mail_all(request->db, request->arena, request->school_id, round.id,
                           MAIL_VIEWS_LATE, request->now));
    return request_done(request, round_url(request, round.id, ""), "views_reminded");
}

Error *views_close_post(Request *request)
{
    struct views_round_row round;
    TRY(load_round(request, &round));
    TRY(views_round_close(request->db, request->school_id, round.id, request->today, NULL));
    return request_done(request, round_url(request, round.id, ""), "views_closed");
}

/* ---- About one learner ------------------------------------------------------------------------
 */

Error *views_all_read(Request *request, bool *all)
{
    struct views_teaches_class_row row;
    *all = request_reach(request, MAY_READ_CONCERNS) == REACH_ALL;
    if (*all)
        return NULL;
    TRY(views_teaches_class(request->db, request->arena, request->school_id, request->learner->id,
                            request->staff->id, request->today, &row));
    *all = row.teaches > 0;
    return NULL;
}

static ViewsOfRound of_round(Arena *arena, const TeacherViews *views)
{
    ViewsOfRound round = {
        .title = views->title,
        .asked = date_long(arena, views->asked_on),
        .answered = arena_print(arena, "%d of %d answered", views->answered, views->asked),
        .tallies = {views->tallies.count, arena_array(arena, TallyRow, views->tallies.count)},
        .said = {0, arena_array(arena, SaidRow, views->words.count)},
    };
    for (size_t i = 0; i < views->tallies.count; i++) {
        const ViewTally *tally = &views->tallies.items[i];
        round.tallies.items[i] =
            (TallyRow){tally->wording, tally->often, tally->sometimes, tally->never};
    }
    for (size_t i = 0; i < views->words.count; i++) {
        const ViewWords *words = &views->words.items[i];
        if (words->words != NULL)
            round.said.items[round.said.count++] = (SaidRow){
                words->words, arena_print(arena, "%s, %s, %s", words->staff_name, words->subject,
                                          moment_long(arena, words->answered_at))};
    }
    return round;
}

Error *views_learner_page(Request *request)
{
    TeacherViewsList list;
    bool all;
    Arena *arena = request->arena;
    TRY(views_all_read(request, &all));
    TRY(views_about(request->db, arena, request->school_id, request->learner->id,
                    all ? (StaffId){0} : request->staff->id, &list));
    ViewsLearnerPage view = {
        .page = page_make(request, learner_title(request, "Teachers’ views"), SECTION_CONCERNS),
        .rounds = {list.count, arena_array(arena, ViewsOfRound, list.count)},
        .own = !all,
        .may_ask = request_may(request, MAY_ANSWER_CONCERN),
        .ask = url_print(arena, "/views/new?learner=%" PRId64, request->learner->id.n),
        .concerns = learner_place(request, "/concerns"),
    };
    TRY(learner_bar(request, TAB_CONCERNS, &view.bar));
    for (size_t i = 0; i < list.count; i++)
        view.rounds.items[i] = of_round(arena, &list.items[i]);
    views_learner_html(request->out, &view);
    return NULL;
}
