/* The notice to the family (R-P-1), and ending support (R-ID-11). */
#include <inttypes.h>
#include <string.h>

#include "register/leaving_html.h"
#include "register/notice_html.h"
#include "register/register.h"
#include "register/register_pages.h"
#include "register/register_rules.h"

/* ---- The notice
 * ----------------------------------------------------------------------------------- */

typedef struct NoticeInput {
    Texts recipients; /* codes of recipients_read() */
    const char *other;
    const char *method;
    Date told_on;
    int64_t told_by;
    const char *note;
} NoticeInput;

static const FormChoice methods[] = {
    {"letter", "Letter", NULL},   {"email", "Email", NULL},
    {"meeting", "Meeting", NULL}, {"phone_and_letter", "Phone, and a letter after it", NULL},
    {NULL, NULL, NULL},
};

static const FormField notice_fields[] = {
    FORM_SET(NoticeInput, recipients, .label = "Who was told?"),
    FORM_TEXT(NoticeInput, other, .label = "Somebody else, by name",
              .hint = "Only who may know: a carer or guardian not listed here.", .personal = true),
    FORM_CHOICE(NoticeInput, method, .label = "How?", .choices = methods,
                .missing = "Choose how they were told"),
    FORM_DATE(NoticeInput, told_on, .label = "On", .missing = "Enter the day they were told"),
    FORM_ID(NoticeInput, told_by, .label = "By", .missing = "Choose who told them"),
    FORM_TEXT(NoticeInput, note, .label = "What they said", .rows = 2, .max = 2000,
              .personal = true),
};
const Form notice_form = FORM(NoticeInput, notice_fields);

/* What comes nearest to how they like to be reached; a word by phone is followed by paper. */
static const char *method_wished(const char *channel)
{
    static const char *const nearest[][2] = {{"email", "email"},
                                             {"letter", "letter"},
                                             {"phone", "phone_and_letter"},
                                             {"text", "phone_and_letter"},
                                             {"in_person", "meeting"}};
    for (size_t i = 0; i < sizeof nearest / sizeof nearest[0]; i++)
        if (text_equal(nearest[i][0], channel))
            return nearest[i][1];
    return "";
}

static Error *staff_choices(Request *request, ChoiceViews *views)
{
    StaffList all;
    TRY(staff_list(request->db, request->arena, request->school_id, request->today, &all));
    *views = (ChoiceViews){all.count, arena_array(request->arena, ChoiceView, all.count)};
    for (size_t i = 0; i < all.count; i++)
        views->items[i] =
            (ChoiceView){.code = arena_print(request->arena, "%" PRId64, all.items[i].id.n),
                         .label = all.items[i].display_name};
    return NULL;
}

static Error *add_notice_form(Request *request, NoticePage *view)
{
    const Form *form = &notice_form;
    ChoiceViews staff;
    TRY(recipients_read(request, PURPOSE_NOTICE, &view->who));
    TRY(staff_choices(request, &staff));
    const char *me = arena_print(request->arena, "%" PRId64, request->staff->id.n);
    view->form = form_view(request, learner_place(request, "/notice"), 0, "Tell the family");
    view->recipients = field_view_choices(request, form, "recipients", "", view->who.choices);
    view->recipients.optional = false;
    view->other = field_view(request, form, "other", "");
    view->method = field_view(request, form, "method",
                              method_wished(recipients_wish(request->arena, &view->who)));
    view->told_on = field_view_date(request, form, "told_on", request->today);
    view->told_by = field_view_choices(request, form, "told_by", me, staff);
    view->note = field_view(request, form, "note", "");
    return NULL;
}

static bool was_told(const Notices *notices, SenStatusId status, const ContactStanding *standing)
{
    for (size_t i = 0; i < notices->count; i++) {
        const Notice *notice = &notices->items[i];
        if (notice->status_id.n == status.n &&
            (notice->contact_id.n == standing->link.contact_id.n ||
             strstr(notice->recipients, standing->link.name) != NULL))
            return true;
    }
    return false;
}

/* Each person who is entitled is told for themselves: one notice does not settle it for another. */
static const char *still_to_tell(Request *request, const Recipients *who, const Notices *notices,
                                 SenStatusId status)
{
    RecipientList list = {.items = arena_array(request->arena, Recipient, who->standings.count)};
    for (size_t i = 0; i < who->standings.count; i++) {
        const ContactStanding *standing = &who->standings.items[i];
        Entitlement answer = entitlement(request->arena, &standing->facts, PURPOSE_NOTICE);
        if (answer.addressed && !was_told(notices, status, standing))
            list.items[list.count++] = (Recipient){standing->link.contact_id, standing->link.name};
    }
    return list.count == 0 || notices->count == 0 ? NULL : recipient_names(request->arena, &list);
}

static Error *add_told(Request *request, SenStatusId status, NoticePage *view)
{
    Notices notices;
    TRY(register_notices(request->db, request->arena, request->school_id, request->learner->id,
                         &notices));
    view->told.items = arena_array(request->arena, NoticeRow, notices.count);
    view->untold = still_to_tell(request, &view->who, &notices, status);
    for (size_t i = 0; i < notices.count; i++) {
        const Notice *notice = &notices.items[i];
        if (notice->status_id.n != status.n)
            continue;
        const char *paper = arena_print(request->arena, "/notices/%" PRId64 "/paper", notice->id.n);
        view->told.items[view->told.count++] = (NoticeRow){
            .what =
                arena_print(request->arena, "%s, %s", date_medium(request->arena, notice->told_on),
                            notice_method_words(notice->method)),
            .recipients = notice->recipients,
            .told_by = notice->told_by_name,
            .note = notice->note,
            .paper = learner_place(request, paper),
        };
    }
    return NULL;
}

/* What the rules still ask of the decision as it was saved. */
static Error *add_flags(Request *request, const SupportPeriod *period, NoticePage *view)
{
    Texts needs;
    AreasOfNeed areas;
    TRY(register_areas(request->db, request->arena, request->school_id, request->learner->id,
                       &areas));
    TRY(register_needs(request->db, request->arena, request->school_id, request->learner->id,
                       &needs));
    SupportDecision decision = {
        .status = text_equal(period->level, "ehc") ? SEN_EHC_PLAN : SEN_SUPPORT,
        .starts_on = period->starts_on,
        .decided_on = period->decided_on,
        .teacher_named = period->decided_with.n != 0,
        .evidence = period->evidence,
        .outcomes_sought = period->outcomes_sought,
        .family_view = period->family_view,
        .learner_view = period->learner_view,
        .english_additional = request->learner->english_additional,
        .language_reason = period->language_reason,
        .missing_reason = period->missing_reason,
        .area_count = areas.count,
        .primary_area_count = areas.count > 0 && areas.items[0].primary,
        .need_count = needs.count,
    };
    RankedNeed *ranked = arena_array(request->arena, RankedNeed, needs.count);
    for (size_t i = 0; i < needs.count; i++)
        ranked[i] = (RankedNeed){needs.items[i], (int)i + 1};
    decision.needs = ranked;
    Findings findings = prompts_findings(request);
    register_check_decision(&decision, request->today, &findings);
    Prompts prompts = prompts_of(request, &findings, decision_place, NULL, view->decide.text, "");
    view->missing_reason = period->missing_reason;
    view->owed = prompts.missing;
    view->flags = prompts.worth_a_look;
    return NULL;
}

/* SEN Support or an EHC plan; monitoring owes no notice. */
static Error *support_now(Request *request, SupportPeriod *period, bool *found)
{
    TRY(status_now(request->db, request->arena, request->school_id, request->learner->id, period,
                   found));
    *found = *found && !text_equal(period->level, "monitoring");
    return NULL;
}

Error *notice_page(Request *request)
{
    SupportPeriod period;
    NoticePage view = {
        .page = page_make(request, learner_title(request, "Tell the family"), SECTION_REGISTER),
        .assessment = learner_place(request, "/assessment"),
        .cancel = learner_place(request, ""),
    };
    if (request_may(request, MAY_DECIDE_STATUS))
        view.decide = learner_place(request, "/decision");
    TRY(learner_bar(request, TAB_NONE, &view.bar));
    TRY(support_now(request, &period, &view.decided));
    if (view.decided) {
        view.level = request->learner->level_name;
        view.decided_on = period.decided_on;
        view.decided_by = period.decided_by_name;
        TRY(add_notice_form(request, &view));
        TRY(add_told(request, period.id, &view));
        TRY(add_flags(request, &period, &view));
        prompts_ask(
            request, &view.notes, "R-P-1",
            "Tell the parents that support is given. It is a notice: consent is not asked.");
    }
    notice_html(request->out, &view);
    return NULL;
}

static Error *check_notice(Request *request, const NoticeInput *input, const SupportPeriod *period,
                           RecipientList *list)
{
    Recipients who;
    Staff teller;
    TRY(recipients_read(request, PURPOSE_NOTICE, &who));
    *list = recipients_take(request, &who, "recipients", input->recipients, "other", input->other);
    ParentNotice notice = {.decided_on = period->decided_on,
                           .told_on = input->told_on,
                           .method = input->method,
                           .recipients = recipient_names(request->arena, list),
                           .refusal = list->refusal,
                           .refusal_field = list->field};
    Findings findings = prompts_findings(request);
    register_check_notice(&notice, request->today, &findings);
    prompts_refuse(request, &findings, NULL, NULL);
    Error *error = staff_load(request->db, request->arena, request->school_id,
                              (StaffId){input->told_by}, request->today, &teller);
    if (error != NULL && error->kind != ERROR_NOT_FOUND)
        return error;
    if (error != NULL)
        form_problem(request, "told_by", "Choose one of the staff");
    return form_problems(request);
}

/* A notice for each person: who lives apart gets a letter of their own. */
static Error *tell_each(Request *request, const NoticeInput *input, SenStatusId status,
                        const RecipientList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        ParentNoticeId id;
        Notice notice = {
            .status_id = status,
            .told_on = input->told_on,
            .method = input->method,
            .contact_id = list->items[i].contact_id,
            .recipients = list->items[i].name,
            .told_by = {input->told_by},
            .note = or_null(input->note),
        };
        TRY(register_tell(request->db, request->arena, request->school_id, request->learner->id,
                          &notice, &id));
    }
    return NULL;
}

Error *notice_post(Request *request)
{
    const NoticeInput *input = request->input;
    SupportPeriod period;
    bool found;
    RecipientList list = {0};
    TRY(support_now(request, &period, &found));
    if (!found)
        return error_conflict("There is no decision to tell of. Look at the record again.",
                              "learner %" PRId64, request->learner->id.n);
    TRY(check_notice(request, input, &period, &list));
    TRY(tell_each(request, input, period.id, &list));
    return request_done(request, learner_place(request, "/notice"), "notice_recorded");
}

/* ---- Leaving
 * -------------------------------------------------------------------------------------- */

typedef struct LeavingInput {
    const char *end_reason;
    Date ends_on, monitor_until, family_told;
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
    FORM_DATE(LeavingInput, monitor_until, .label = "Watched until",
              .hint = "Asked when progress is sustained."),
    FORM_DATE(LeavingInput, family_told, .label = "Family told on",
              .hint = "Leave it empty until they are."),
};
const Form leaving_form = FORM(LeavingInput, leaving_fields);

Error *leaving_page(Request *request)
{
    const Form *form = &leaving_form;
    SupportPeriod period;
    LeavingPage view = {
        .page = page_make(request, learner_title(request, "End SEN Support"), SECTION_REGISTER),
        .form = form_view(request, learner_place(request, "/leaving"), request->learner->version,
                          "End SEN Support"),
        .end_reason = field_view(request, form, "end_reason", ""),
        .ends_on = field_view_date(request, form, "ends_on", request->today),
        .monitor_until = field_view_date(request, form, "monitor_until", DATE_NONE),
        .family_told = field_view_date(request, form, "family_told", DATE_NONE),
        .decide = learner_place(request, "/decision"),
        .cancel = learner_place(request, ""),
    };
    view.monitor_until.optional = false; /* it depends on the reason */
    view.family_told.optional = false;
    TRY(learner_bar(request, TAB_NONE, &view.bar));
    TRY(support_now(request, &period, &view.supported));
    if (view.supported) {
        view.level = request->learner->level_name;
        view.since = period.starts_on;
        prompts_ask(request, &view.notes, "R-ID-11",
                    "Tell the family, and watch that progress holds through good teaching");
    }
    leaving_html(request->out, &view);
    return NULL;
}

/* A cycle cannot go on without support; it ends as it stands. */
static Error *end_cycle(Request *request, Date on)
{
    Cycle cycle;
    bool found;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (!found || cycle_is_over(cycle.state))
        return NULL;
    return cycle_apply(request->db, request->school_id, &cycle, CYCLE_END, on, DATE_NONE);
}

Error *leaving_post(Request *request)
{
    const LeavingInput *input = request->input;
    LearnerId learner = request->learner->id;
    Learner fresh;
    SupportPeriod period;
    bool found;
    TRY(learner_load(request->db, request->arena, request->school_id, learner, &fresh));
    TRY(request_same_version(request, fresh.version));
    TRY(support_now(request, &period, &found));
    SupportEnd end = {found ? period.starts_on : DATE_NONE, input->ends_on, input->end_reason,
                      input->monitor_until, input->family_told};
    Findings findings = prompts_findings(request);
    register_check_end(&end, request->today, &findings);
    prompts_refuse(request, &findings, NULL, NULL);
    if (date_compare(input->family_told, request->today) > 0)
        form_problem(request, "family_told", "The day they were told must be today or earlier");
    TRY(form_problems(request));
    TRY(register_leave(request->db, request->arena, request->school_id, learner, input->end_reason,
                       input->monitor_until, input->family_told, input->ends_on,
                       request->staff->id));
    TRY(end_cycle(request, input->ends_on));
    return request_done(request, learner_place(request, "/concerns"),
                        date_is_set(input->family_told) ? "support_ended" : "status_ended");
}
