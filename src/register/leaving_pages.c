/* Leaving support, and showing that progress lasts (R-ID-11). */
#include <inttypes.h>

#include "register/leaving_html.h"
#include "register/notice_letters.h"
#include "register/register.h"
#include "register/register_pages.h"
#include "register/register_rules.h"
#include "register/watch_html.h"

typedef struct LeavingInput {
    const char *end_reason;
    Date ends_on, monitor_until;
    int64_t watched_by;
    Date check_1, check_2, check_3;
} LeavingInput;

static const FormChoice reasons[] = {
    {"sustained", "Progress is sustained", "Good teaching is enough now."},
    {"left", "Left the setting", NULL},
    {"withdrew", "The family or young person withdrew", NULL},
    {"error", "Identified in error", NULL},
    {"other", "Another reason", NULL},
    {NULL, NULL, NULL},
};

static const FormField leaving_fields[] = {
    FORM_CHOICE(LeavingInput, end_reason, .label = "Why does support end?", .choices = reasons,
                .missing = "Choose why support ends"),
    FORM_DATE(LeavingInput, ends_on, .label = "Last day",
              .missing = "Enter the last day of support"),
    FORM_ID(LeavingInput, watched_by, .label = "Who watches"),
    FORM_DATE(LeavingInput, check_1, .label = "First look"),
    FORM_DATE(LeavingInput, check_2, .label = "Second"),
    FORM_DATE(LeavingInput, check_3, .label = "Third"),
    FORM_DATE(LeavingInput, monitor_until, .label = "Watched until"),
};
const Form leaving_form = FORM(LeavingInput, leaving_fields);

/* ---- The page -------------------------------------------------------------------------------- */

static Error *support_now(Request *request, SupportPeriod *period, bool *found)
{
    TRY(status_now(request->db, request->arena, request->school_id, request->learner->id, period,
                   found));
    *found = *found && !text_equal(period->level, "monitoring");
    return NULL;
}

static Error *watchers(Request *request, ChoiceViews *views)
{
    StaffList all;
    TRY(staff_list(request->db, request->arena, request->school_id, request->today, &all));
    *views = (ChoiceViews){0, arena_array(request->arena, ChoiceView, all.count)};
    for (size_t i = 0; i < all.count; i++)
        if (roles_support(all.items[i].roles) || role_among(all.items[i].roles, ROLE_SENCO))
            views->items[views->count++] =
                (ChoiceView){.code = arena_print(request->arena, "%" PRId64, all.items[i].id.n),
                             .label = all.items[i].display_name};
    return NULL;
}

/* Nobody is asked for these unless progress is sustained, so they do not say "optional" either. */
static void plain(LeavingPage *view)
{
    FieldView *fields[] = {&view->monitor_until, &view->watched_by, &view->check_1, &view->check_2,
                           &view->check_3};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        fields[i]->optional = false;
}

static Error *fill_form(Request *request, const SupportPeriod *period, LeavingPage *view)
{
    const Form *form = &leaving_form;
    ChoiceViews people;
    TRY(watchers(request, &people));
    const char *teacher = period->decided_with.n == 0
                              ? ""
                              : arena_print(request->arena, "%" PRId64, period->decided_with.n);
    view->end_reason = field_view(request, form, "end_reason", "");
    view->ends_on = field_view_date(request, form, "ends_on", request->today);
    view->watched_by = field_view_choices(request, form, "watched_by", teacher, people);
    view->check_1 = field_view_date(request, form, "check_1", date_add_days(request->today, 42));
    view->check_2 = field_view_date(request, form, "check_2", date_add_days(request->today, 84));
    view->check_3 = field_view_date(request, form, "check_3", DATE_NONE);
    view->monitor_until =
        field_view_date(request, form, "monitor_until", date_add_days(request->today, 91));
    plain(view);
    return NULL;
}

Error *leaving_page(Request *request)
{
    SupportPeriod period;
    LeavingPage view = {
        .page = page_make(request, learner_title(request, "End support"), SECTION_REGISTER),
        .form = form_view(request, learner_place(request, "/leaving"), request->learner->version,
                          "End support"),
        .decide = learner_place(request, "/decision"),
        .cancel = learner_place(request, ""),
    };
    TRY(learner_bar(request, TAB_NONE, &view.bar));
    TRY(support_now(request, &period, &view.supported));
    if (view.supported) {
        view.level = request->learner->level_name;
        view.since = period.starts_on;
        TRY(fill_form(request, &period, &view));
        prompts_ask(request, &view.notes, "R-ID-11",
                    "Tell the family, and watch that progress holds through good teaching");
    }
    leaving_html(request->out, &view);
    return NULL;
}

/* A cycle cannot go on without support; it ends as it stands. */
Error *leaving_end_cycle(Request *request, Date on)
{
    Cycle cycle;
    bool found;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (!found || cycle_is_over(cycle.state))
        return NULL;
    return cycle_apply(request->db, request->school_id, &cycle, CYCLE_END, on, DATE_NONE);
}

static PromptPlace check_place(Request *request, const Finding *finding, const void *context)
{
    (void)context;
    if (!text_equal(finding->field, "check"))
        return (PromptPlace){finding->field, NULL};
    return (PromptPlace){arena_print(request->arena, "check_%zu", finding->item), NULL};
}

/* Somebody who left is watched by nobody here. */
static Leaving leaving_of(Request *request, const LeavingInput *input, const Date *checks)
{
    bool gone = text_equal(input->end_reason, "left") || text_equal(input->end_reason, "error");
    return (Leaving){
        .reason = input->end_reason,
        .on = input->ends_on,
        .monitor_until = gone ? DATE_NONE : input->monitor_until,
        .watched_by = {gone ? 0 : input->watched_by},
        .check_count = gone ? 0 : WATCH_CHECKS,
        .checks = checks,
        .family_told = DATE_NONE,
        .staff = request->staff->id,
    };
}

static Error *check_leaving(Request *request, const Leaving *leaving)
{
    SupportPeriod period;
    Staff watcher;
    bool found;
    TRY(support_now(request, &period, &found));
    SupportEnd end = {
        .started_on = found ? period.starts_on : DATE_NONE,
        .ends_on = leaving->on,
        .end_reason = leaving->reason,
        .monitor_until = leaving->monitor_until,
        .watcher_named = leaving->watched_by.n != 0,
        .check_count = leaving->check_count,
        .checks = leaving->checks,
        .family_told = DATE_NONE,
    };
    Findings findings = prompts_findings(request);
    register_check_end(&end, request->today, &findings);
    prompts_refuse(request, &findings, check_place, NULL);
    if (leaving->watched_by.n == 0)
        return form_problems(request);
    Error *error = staff_load(request->db, request->arena, request->school_id, leaving->watched_by,
                              request->today, &watcher);
    if (error != NULL && error->kind != ERROR_NOT_FOUND)
        return error;
    if (error != NULL)
        form_problem(request, "watched_by", "Choose one of the staff");
    return form_problems(request);
}

Error *leaving_post(Request *request)
{
    const LeavingInput *input = request->input;
    const Date checks[WATCH_CHECKS] = {input->check_1, input->check_2, input->check_3};
    LearnerId learner = request->learner->id;
    Leaving leaving = leaving_of(request, input, checks);
    Learner fresh;
    TRY(learner_load(request->db, request->arena, request->school_id, learner, &fresh));
    TRY(request_same_version(request, fresh.version));
    TRY(check_leaving(request, &leaving));
    TRY(register_leave(request->db, request->arena, request->school_id, learner, &leaving));
    TRY(leaving_end_cycle(request, leaving.on));
    TRY(register_notices_owed(request, "R-ID-11"));
    return request_done(request, learner_place(request, "/notice"), "support_ended");
}

/* ---- Watching that progress holds ------------------------------------------------------------ */

typedef struct WatchInput {
    const char *found, *seen;
    Date looked_on;
} WatchInput;

static const FormChoice findings_of_watch[] = {
    {"held", "Progress holds", "The next look stays as agreed."},
    {"finished", "Progress holds, and the watching can end", NULL},
    {"slipping", "It is slipping",
     "Talk with the family, and decide whether support begins again."},
    {NULL, NULL, NULL},
};

static const FormField watch_fields[] = {
    FORM_CHOICE(WatchInput, found, .label = "What did you find?", .choices = findings_of_watch,
                .missing = "Choose what you found"),
    FORM_DATE(WatchInput, looked_on, .label = "Looked on", .missing = "Enter the day of the check"),
    FORM_TEXT(WatchInput, seen, .label = "What you saw", .rows = 3, .max = 2000,
              .hint = "Work in class, a score, what the child and the family say.",
              .personal = true),
};
const Form watch_form = FORM(WatchInput, watch_fields);

static const char *finding_words(const char *finding)
{
    if (text_equal(finding, "held"))
        return "Progress holds";
    return text_equal(finding, "slipping") ? "Slipping" : "Not needed any more";
}

static const WatchDay *next_day(const WatchDays *days)
{
    for (size_t i = 0; i < days->count; i++)
        if (!date_is_set(days->items[i].checked_on))
            return &days->items[i];
    return NULL;
}

static void fill_days(Request *request, const WatchDays *days, WatchPage *view)
{
    Arena *arena = request->arena;
    view->days = (WatchRows){days->count, arena_array(arena, WatchRow, days->count)};
    for (size_t i = 0; i < days->count; i++) {
        const WatchDay *day = &days->items[i];
        bool done = date_is_set(day->checked_on);
        bool late = !done && date_compare(day->due_on, request->today) < 0;
        view->slipping = view->slipping || text_equal(day->finding, "slipping");
        view->days.items[i] = (WatchRow){
            .due = date_medium(arena, day->due_on),
            .late = late ? "late" : NULL,
            .finding = done ? finding_words(day->finding) : "To come",
            .by = done ? arena_print(arena, "%s, %s", date_medium(arena, day->checked_on),
                                     day->checked_by_name)
                       : NULL,
            .note = day->note,
        };
    }
}

Error *watch_page(Request *request)
{
    const Form *form = &watch_form;
    WatchDays days;
    Watch watch;
    WatchPage view = {
        .page = page_make(request, learner_title(request, "Watching progress"), SECTION_REGISTER),
        .form = form_view(request, learner_place(request, "/watch"), 0, "What you found"),
        .found = field_view(request, form, "found", ""),
        .looked_on = field_view_date(request, form, "looked_on", request->today),
        .seen = field_view(request, form, "seen", ""),
        .back = learner_place(request, ""),
    };
    TRY(learner_bar(request, TAB_NONE, &view.bar));
    TRY(register_watch(request->db, request->arena, request->school_id, request->learner->id,
                       &watch, &view.watched));
    TRY(register_watch_days(request->db, request->arena, request->school_id, request->learner->id,
                            &days));
    if (request_may(request, MAY_DECIDE_STATUS))
        view.decide = learner_place(request, "/decision");
    if (view.watched) {
        view.ended_on = watch.ends_on;
        view.until = watch.until;
        view.watched_by = watch.watched_by_name;
        view.reason = support_end_words(watch.end_reason);
        fill_days(request, &days, &view);
        const WatchDay *next = next_day(&days);
        view.next = next == NULL ? NULL : date_long(request->arena, next->due_on);
    }
    view.seen.optional = false; /* asked for when it is slipping */
    watch_html(request->out, &view);
    return NULL;
}

Error *watch_post(Request *request)
{
    const WatchInput *input = request->input;
    LearnerId learner = request->learner->id;
    WatchDays days;
    Watch watch;
    bool found;
    TRY(register_watch(request->db, request->arena, request->school_id, learner, &watch, &found));
    TRY(register_watch_days(request->db, request->arena, request->school_id, learner, &days));
    const WatchDay *next = next_day(&days);
    if (!found || next == NULL)
        return error_conflict("There is no check to write down. Look at the page again.",
                              "learner %" PRId64, learner.n);
    WatchCheck check = {watch.ends_on, input->looked_on, input->found, input->seen};
    Findings findings = prompts_findings(request);
    register_check_watch(&check, request->today, &findings);
    prompts_refuse(request, &findings, NULL, NULL);
    TRY(form_problems(request));
    TRY(register_watch_found(request->db, request->arena, request->school_id, learner, next->id,
                             input->found, or_null(input->seen), input->looked_on,
                             request->staff->id));
    return request_done(request, learner_place(request, "/watch"),
                        text_equal(input->found, "slipping") ? "watch_slipping" : "watch_noted");
}
