#include "today/today_pages.h"

#include <stdlib.h>

#include "agenda/agenda.h"
#include "assess/assess.h"
#include "identity/identity.h"
#include "school/school.h"
#include "staff/given.h"
#include "staff/glass.h"
#include "today/today.h"
#include "today/today_html.h"
#include "today/today_sql.h"

enum { SHOWN = 25, LATER = 100, BAR_HEIGHT = 50, BAR_STEP = 50, BAR_WIDTH = 38, GIVEN_SHOWN = 6 };

static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                   "Friday", "Saturday", "Sunday"};

/* ---- Duties ---------------------------------------------------------------------------------- */

typedef struct Due {
    const AgendaLearner *learner;
    const Duty *duty;
} Due;

typedef struct Verb {
    const char *what; /* few words: a row is one line on a desk */
    const char *word;
    const char *path; /* after /learners/ID */
} Verb;

static const Verb verbs[STEP_COUNT] = {
    [STEP_RECORD_NOTICE] = {"Parents not told", "Tell parents", "/notice"},
    [STEP_FINISH_ASSESSMENT] = {"Assessment open", "Go on", "/assessment"},
    [STEP_AGREE_REVIEW_DATE] = {"No review date", "Agree a date", "/plan"},
    [STEP_SHARE_PLAN] = {"Plan not shared", "Share plan", "/plan"},
    [STEP_LOG_SESSION] = {"No session logged", "See sessions", "/sessions"},
    [STEP_HOLD_REVIEW] = {"Review", "Open review", "/review"},
    [STEP_GIVE_REVIEW_COPY] = {"Review record not given", "Give copy", "/history"},
    [STEP_REPLY_TO_CONCERN] = {"Concern unanswered", "Answer", "/concerns"},
    [STEP_CHECK_CONCERN] = {"Concern to look at again", "Look again", "/concerns"},
    [STEP_HOLD_MEETING] = {"Meeting with the family", "Open review", "/review"},
    [STEP_ASK_SHARING] = {"Sharing not asked", "Ask anew", "/sharing"},
    [STEP_TELL_ENDING] = {"Ending not told", "Tell family", "/notice"},
    [STEP_CHECK_PROGRESS] = {"Check that progress holds", "Look", "/watch"},
    [STEP_REVIEW_ARRIVAL] = {"Plan from elsewhere", "Go through it", "/arrival"},
    [STEP_TWO_YEAR_CHECK] = {"Check at the age of two", "Write it", "/two-year-check"},
};

/* By harm: late before soon; law before guidance; then the longest wait. */
static int by_harm(const void *left, const void *right)
{
    const Due *a = left, *b = right;
    if (a->duty->band != b->duty->band)
        return (int)a->duty->band - (int)b->duty->band;
    if (a->duty->strength != b->duty->strength)
        return (int)a->duty->strength - (int)b->duty->strength;
    int days_apart = date_compare(a->duty->limit, b->duty->limit);
    if (days_apart != 0)
        return days_apart;
    return a->learner->id.n < b->learner->id.n ? -1 : a->learner->id.n > b->learner->id.n;
}

static Due *sorted(Arena *arena, const Agenda *agenda, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < agenda->learners.count; i++)
        *count += agenda->learners.items[i].duties.count;
    Due *due = arena_array(arena, Due, *count);
    size_t at = 0;
    for (size_t i = 0; i < agenda->learners.count; i++)
        for (size_t d = 0; d < agenda->learners.items[i].duties.count; d++)
            due[at++] =
                (Due){&agenda->learners.items[i], &agenda->learners.items[i].duties.items[d]};
    qsort(due, *count, sizeof *due, by_harm);
    return due;
}

static Url step_of(Request *request, const Due *due)
{
    long long learner = (long long)due->learner->id.n;
    bool concern =
        due->duty->step == STEP_REPLY_TO_CONCERN || due->duty->step == STEP_CHECK_CONCERN;
    if (concern && due->duty->subject != 0)
        return url_print(request->arena, "/learners/%lld/concerns/%lld", learner,
                         (long long)due->duty->subject);
    /* Every path in the table is a word of ours. */
    return url_print(request->arena, "/learners/%lld%s", learner, verbs[due->duty->step].path);
}

/* A notice and a concern are the SENCO's to answer for; the rest, once there is a plan, is for whom
 * the plan names. */
static const char *with_whom(const Request *request, const Due *due)
{
    DutyStep step = due->duty->step;
    bool senco = step == STEP_RECORD_NOTICE || step == STEP_REPLY_TO_CONCERN ||
                 step == STEP_CHECK_CONCERN || step == STEP_ASK_SHARING ||
                 step == STEP_TELL_ENDING || text_empty(due->learner->responsible);
    return senco ? request_role_words(request, ROLE_SENCO) : due->learner->responsible;
}

static DutyRow row_of(Request *request, const Due *due)
{
    const Duty *duty = due->duty;
    const AgendaLearner *learner = due->learner;
    request_shows(request, learner->id);
    return (DutyRow){
        .name = learner->known_name,
        .record = url_print(request->arena, "/learners/%lld", (long long)learner->id.n),
        .class_name = learner->class_name,
        .what = arena_print(request->arena, "%s: %s", verbs[duty->step].what,
                            duty_when_words(request->arena, duty, request->today)),
        .late = duty->band == DUTY_LATE,
        .soon = duty->band == DUTY_SOON,
        .strength = strength_word(duty->strength),
        .source = duty->source,
        .with = with_whom(request, due),
        .verb = verbs[duty->step].word,
        .step = step_of(request, due),
    };
}

static void fill_duties(Request *request, const Agenda *agenda, TodayPage *view)
{
    size_t count;
    Due *due = sorted(request->arena, agenda, &count);
    view->now.items = arena_array(request->arena, DutyRow, SHOWN);
    view->later.items = arena_array(request->arena, DutyRow, LATER);
    for (size_t i = 0; i < count; i++) {
        bool pressing = due[i].duty->band != DUTY_ON_TRACK;
        if (pressing && view->now.count < SHOWN)
            view->now.items[view->now.count++] = row_of(request, &due[i]);
        else if (++view->further <= LATER)
            view->later.items[view->later.count++] = row_of(request, &due[i]);
        view->more += pressing && i >= SHOWN;
    }
    view->cut = view->further > view->later.count;
    view->on_register = agenda->on_register;
    view->late = agenda->late;
    view->soon = agenda->soon;
    view->nothing_late = agenda->late == 0;
}

/* ---- The side column ------------------------------------------------------------------------- */

static Error *fill_reviews(Request *request, StaffId own, TodayPage *view)
{
    Date monday = date_add_days(request->today, -(int)date_weekday(request->today));
    bool weekend = date_weekday(request->today) >= SATURDAY;
    if (weekend)
        monday = date_add_days(monday, 7);
    view->week = weekend ? "Reviews next week" : "Reviews this week";
    struct today_reviews_rows rows;
    TRY(today_reviews(request->db, request->arena, request->school_id, monday,
                      date_add_days(monday, 6), own, request->today, &rows));
    view->reviews = (ReviewRows){rows.count, arena_array(request->arena, ReviewRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        request_shows(request, rows.items[i].learner_id);
        view->reviews.items[i] = (ReviewRow){
            .day = date_short(request->arena, rows.items[i].review_on),
            .name = rows.items[i].known_name,
            .href = url_print(request->arena, "/learners/%lld/review",
                              (long long)rows.items[i].learner_id.n),
            .class_name = rows.items[i].class_name == NULL ? "" : rows.items[i].class_name,
        };
    }
    return NULL;
}

static DayBar bar_of(int day, int logged, int held, int most)
{
    int planned = logged * BAR_HEIGHT / most, done = held * BAR_HEIGHT / most;
    return (DayBar){
        .day = (const char *const[]){"Mon", "Tue", "Wed", "Thu", "Fri"}[day],
        .x = day * BAR_STEP,
        .middle = day * BAR_STEP + BAR_WIDTH / 2,
        .planned_y = BAR_HEIGHT - planned,
        .planned_height = planned,
        .held_y = BAR_HEIGHT - done,
        .held_height = done,
    };
}

static Error *fill_bars(Request *request, StaffId own, TodayPage *view)
{
    Date monday = date_add_days(request->today, -(int)date_weekday(request->today) - 7);
    struct today_sessions_rows rows;
    int logged[7] = {0}, held[7] = {0}, most = 1;
    TRY(today_sessions(request->db, request->arena, request->school_id, monday,
                       date_add_days(monday, 4), own, request->today, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        int day = (int)date_weekday(rows.items[i].held_on);
        logged[day] = rows.items[i].logged;
        held[day] = rows.items[i].held;
        most = logged[day] > most ? logged[day] : most;
        view->planned += logged[day];
        view->held += held[day];
    }
    view->missed = view->planned - view->held;
    view->bars = (DayBars){view->planned == 0 ? 0 : 5, arena_array(request->arena, DayBar, 5)};
    view->bars_words = "";
    for (int day = 0; day < 5; day++) {
        view->bars.items[day] = bar_of(day, logged[day], held[day], most);
        view->bars_words = arena_print(request->arena, "%s%s%s %d of %d", view->bars_words,
                                       day == 0 ? "" : ", ", days[day], held[day], logged[day]);
    }
    return NULL;
}

/* ---- The page -------------------------------------------------------------------------------- */

static const char *day_words(Request *request)
{
    const char *date = date_long(request->arena, request->today);
    return arena_print(request->arena, "%s %s", days[date_weekday(request->today)], date);
}

/* Whoever may enter the school's dates is told when they are missing. */
static Error *fill_dates(Request *request, TodayPage *view)
{
    SchoolCalendar calendar;
    if (!request_may(request, MAY_MANAGE_SCHOOL))
        return NULL;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    int year = dates_missing(&calendar, request->today);
    if (year == 0)
        return NULL;
    view->dates_missing = school_year_words(request->arena, year);
    view->dates = url_print(request->arena, "/school/dates/%d", year);
    return NULL;
}

/* Whoever may merge is told of records that look like one child's until somebody has said. */
static Error *fill_alike(Request *request, TodayPage *view)
{
    if (!request_may(request, MAY_MERGE))
        return NULL;
    TRY(alike_count(request, &view->alike_pairs));
    view->one_pair = view->alike_pairs == 1;
    view->alike = url_print(request->arena, "/records/alike");
    return NULL;
}

/* Told to the SENCO and the head until each has said that they looked. */
static Error *fill_glasses(Request *request, TodayPage *view)
{
    Arena *arena = request->arena;
    Glasses glasses;
    if (request_may(request, MAY_BREAK_GLASS))
        view->emergency = url_print(arena, "/emergency");
    if (!request_may(request, MAY_ANSWER_GLASS))
        return NULL;
    TRY(glass_to_answer(request->db, arena, request->school_id, request->staff->id, &glasses));
    view->glasses = (GlassRows){glasses.count, arena_array(arena, GlassRow, glasses.count)};
    for (size_t i = 0; i < glasses.count; i++) {
        const Glass *glass = &glasses.items[i];
        view->glasses.items[i] = (GlassRow){
            .who =
                arena_print(arena, "%s, %s,", glass->who, request_role_words(request, glass->role)),
            .whose = glass->learner_name,
            .record = url_print(arena, "/learners/%lld", (long long)glass->learner.n),
            .class_name = glass->class_name,
            .when = moment_long(arena, glass->at),
            .reason = glass->reason,
            .form =
                form_view(request, url_print(arena, "/emergency/%lld/seen", (long long)glass->id.n),
                          0, "Opened in an emergency"),
        };
    }
    return NULL;
}

/* ---- Access that was given --------------------------------------------------------------------
 */

typedef struct GivenInput {
    int64_t newest;
} GivenInput;

static const FormField given_fields[] = {
    FORM_ID(GivenInput, newest, .label = "The newest that was shown",
            .missing = "Look at the list again"),
};
const Form today_given_form = FORM(GivenInput, given_fields);

static const char *given_words(Request *request, const Given *given)
{
    Arena *arena = request->arena;
    const char *role = request_role_words(request, given->role);
    const char *until = date_is_set(given->ends_on)
                            ? arena_print(arena, " until %s", date_long(arena, given->ends_on))
                            : "";
    const char *from = date_long(arena, given->starts_on);
    switch (given->what) {
    case GIVEN_ROLE:
        return arena_print(arena, "%s: is %s too, from %s%s", given->who, role, from, until);
    case GIVEN_CLASS:
        return arena_print(arena, "%s: has %s, from %s%s", given->who, given->class_name, from,
                           until);
    case GIVEN_PERSON:
        break;
    }
    return arena_print(arena, "%s: new here as %s, from %s%s", given->who, role, from, until);
}

/* "Ended 23 November 2026, 09:30"; NULL: it holds, or will. */
static const char *given_end_words(const Request *request, const Given *given)
{
    Arena *arena = request->arena;
    if (!given_is_over(given, request->today))
        return NULL;
    if (moment_is_set(given->ended_at))
        return arena_print(arena, "Ended %s", moment_long(arena, given->ended_at));
    return date_is_set(given->last_on)
               ? arena_print(arena, "Ended after %s", date_long(arena, given->last_on))
               : "Ended: has another role now";
}

/* Where it is ended; a SENCO keeps classes and no accounts. */
static Url given_place(Request *request, const Given *given)
{
    if (given->what == GIVEN_CLASS && request_may(request, MAY_MANAGE_SCHOOL))
        return url_print(request->arena, "/school/classes/%lld", (long long)given->class_id.n);
    if (given->what != GIVEN_CLASS && request_may(request, MAY_MANAGE_PEOPLE))
        return url_print(request->arena, "/school/staff/%lld", (long long)given->staff.n);
    return (Url){NULL};
}

/* The head hears of every access; the SENCO of what opens learners. */
static Error *given_list(Request *request, GivenList *list)
{
    bool all = request_may(request, MAY_MANAGE_PEOPLE);
    *list = (GivenList){0};
    return request_may(request, MAY_APPROVE_ACCESS)
               ? given_to_see(request->db, request->arena, request->school_id, request->staff->id,
                              all ? NULL : request->matrix, list)
               : NULL;
}

static Error *fill_given(Request *request, TodayPage *view)
{
    GivenList list;
    Arena *arena = request->arena;
    TRY(given_list(request, &list));
    view->given = (GivenRows){0, arena_array(arena, GivenRow, GIVEN_SHOWN)};
    for (size_t i = 0; i < list.count && i < GIVEN_SHOWN; i++)
        view->given.items[view->given.count++] = (GivenRow){
            .what = given_words(request, &list.items[i]),
            .ended = given_end_words(request, &list.items[i]),
            .by = arena_print(arena, "%s, %s", list.items[i].given_by,
                              moment_long(arena, list.items[i].at)),
            .place = given_place(request, &list.items[i]),
        };
    if (list.count == 0)
        return NULL;
    view->given_more = list.count - view->given.count;
    view->given_newest =
        arena_print(arena, "%lld", (long long)list.items[view->given.count - 1].id.n);
    view->given_form = form_view(request, url_print(arena, "/today/given"), 0, "Access given");
    return NULL;
}

Error *today_given_post(Request *request)
{
    const GivenInput *input = request->input;
    GivenList list;
    TRY(given_list(request, &list));
    TRY(given_seen(request->db, request->school_id, &list, (AccessGivenId){input->newest},
                   request->staff->id, request->now));
    return request_done(request, url_print(request->arena, "/today"), "given_seen");
}

/* For whoever answers for every learner: the SENCO and whom the school put beside them. */
static Error *fill_wrote(Request *request, TodayPage *view)
{
    struct today_comments_rows rows;
    if (request_reach(request, MAY_ASSESS) != REACH_ALL)
        return NULL;
    TRY(today_comments(request->db, request->arena, request->school_id, SHOWN, &rows));
    view->wrote = (WroteRows){rows.count, arena_array(request->arena, WroteRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        request_shows(request, rows.items[i].learner_id);
        view->wrote.items[i] = (WroteRow){
            .name = rows.items[i].known_name,
            .class_name = rows.items[i].class_name,
            .href = url_print(request->arena, "/learners/%lld/comments",
                              (long long)rows.items[i].learner_id.n),
            .since = moment_short(request->arena, rows.items[i].since),
        };
    }
    return NULL;
}

static Error *fill_answered(Request *request, TodayPage *view)
{
    struct today_answers_rows rows;
    Arena *arena = request->arena;
    if (request_reach(request, MAY_ASSESS) != REACH_ALL)
        return NULL;
    TRY(today_answers(request->db, arena, request->school_id, SHOWN, &rows));
    view->answered = (WroteRows){rows.count, arena_array(arena, WroteRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        request_shows(request, rows.items[i].learner_id);
        view->answered.items[i] = (WroteRow){
            .name = rows.items[i].known_name,
            .class_name = rows.items[i].class_name,
            .href = url_print(arena, "/learners/%lld/plans/%lld#answers",
                              (long long)rows.items[i].learner_id.n,
                              (long long)rows.items[i].plan_id.n),
            .since = date_medium(arena, rows.items[i].since),
        };
    }
    return NULL;
}

static Error *fill_asks(Request *request, TodayPage *view)
{
    struct today_details_rows rows;
    Arena *arena = request->arena;
    if (request_reach(request, MAY_EDIT_CONTACTS) != REACH_ALL)
        return NULL;
    TRY(today_details(request->db, arena, request->school_id, request->today, SHOWN, &rows));
    view->asks = (AsksRows){rows.count, arena_array(arena, AsksRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        view->asks.items[i] = (AsksRow){
            .who = rows.items[i].contact != NULL ? rows.items[i].contact : rows.items[i].known_name,
            .since = moment_short(arena, rows.items[i].since),
            .href = url_print(arena, "/learners/%lld/contacts", (long long)rows.items[i].learner.n),
        };
    return NULL;
}

/* Where those who came lately began (R-ID-2): one line for all of them. */
static Error *fill_baselines(Request *request, TodayPage *view)
{
    size_t count;
    Reach reach = request_reach(request, MAY_ENTER_SCORES);
    if (reach == REACH_NONE)
        return NULL;
    TRY(baselines_missing_count(request->db, request->arena, request->school_id,
                                reach == REACH_OWN ? request->staff->id : (StaffId){0},
                                request->today, &count));
    const Rule *rule = rule_find(rule_pack_on(request->today), "R-ID-2", request->school->type);
    if (count == 0 || rule == NULL)
        return NULL;
    view->baselines = arena_print(request->arena, "%zu new %s without a baseline", count,
                                  request_say(request, count == 1 ? "{learner}" : "{learners}"));
    view->baselines_href = url_print(request->arena, "/progress#baselines");
    view->baselines_strength = strength_word(rule->strength);
    view->baselines_source = rule->source;
    return NULL;
}

/* What teachers are asked to say of their learners. */
static Error *fill_asked(Request *request, TodayPage *view)
{
    struct today_views_rows rows;
    Arena *arena = request->arena;
    TRY(today_views(request->db, arena, request->school_id, request->staff->id, &rows));
    view->asked = (AskedRows){rows.count, arena_array(arena, AskedRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct today_views_row *row = &rows.items[i];
        view->asked.items[i] = (AskedRow){
            .title = row->title,
            .href = url_print(arena, "/views/mine/%lld", (long long)row->id.n),
            .who = row->asked_by,
            .waiting = row->waiting,
            .by = date_medium(arena, row->due_on),
            .late = date_compare(row->due_on, request->today) < 0,
            .reminded = date_is_set(row->reminded_on),
        };
    }
    return NULL;
}

Error *today_page(Request *request)
{
    Reach reach = request_reach(request, MAY_READ_REGISTER);
    StaffId own = reach == REACH_OWN ? request->staff->id : (StaffId){0};
    TodayPage view = {
        .page = page_make(request, "Today", SECTION_TODAY),
        .day = day_words(request),
        .sees_learners = reach != REACH_NONE,
        .learner_word = request->school->learner_word,
        .import = url_print(request->arena, "/imports"),
        .may_import = request_may(request, MAY_IMPORT),
    };
    if (request_may(request, MAY_RAISE_CONCERN))
        view.raise = url_print(request->arena, "/concerns/new");
    TRY(fill_dates(request, &view));
    TRY(fill_alike(request, &view));
    TRY(fill_glasses(request, &view));
    TRY(fill_given(request, &view));
    TRY(fill_answered(request, &view));
    TRY(fill_wrote(request, &view));
    TRY(fill_asked(request, &view));
    TRY(fill_asks(request, &view));
    if (view.sees_learners) {
        Agenda agenda;
        TRY(agenda_gather(request->db, request->arena, request->school, own, (LearnerId){0},
                          request->today, &agenda));
        fill_duties(request, &agenda, &view);
        TRY(fill_baselines(request, &view));
        TRY(fill_reviews(request, own, &view));
        TRY(fill_bars(request, own, &view));
    }
    today_html(request->out, &view);
    return NULL;
}
