/* The notice to the family (R-P-1): that support begins, and that it ends (R-ID-11). */
#include <inttypes.h>

#include "register/notice_html.h"
#include "register/notice_letters.h"
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
        .born_on = request->learner->born_on,
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

static Error *fill_decided(Request *request, const SupportPeriod *period, NoticePage *view)
{
    view->level = request->learner->level_name;
    view->decided_on = period->decided_on;
    view->decided_by = period->decided_by_name;
    TRY(add_flags(request, period, view));
    prompts_ask(request, &view->notes, "R-P-1",
                "Tell the parents that support is given. It is a notice: consent is not asked.");
    return NULL;
}

static Error *fill_ended(Request *request, const NoticeSubject *subject, NoticePage *view)
{
    Levels levels;
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    view->level = level_name(&levels, subject->watch.level, subject->watch.school_level);
    view->ended_on = subject->watch.ends_on;
    if (text_equal(subject->watch.level, "universal"))
        view->no_support = support_end_words(subject->watch.end_reason);
    view->watch = learner_place(request, "/watch");
    if (view->no_support == NULL)
        prompts_ask(request, &view->notes, "R-ID-11",
                    "Tell the family, and look whether progress holds");
    else
        prompts_ask(request, &view->notes, "R-ID-10", "Tell the family what was decided, and why");
    return NULL;
}

Error *notice_page(Request *request)
{
    NoticeSubject subject;
    NoticePage view = {
        .page = page_make(request, learner_title(request, "Tell the family"), SECTION_REGISTER),
        .assessment = learner_place(request, "/assessment"),
        .cancel = learner_place(request, ""),
    };
    if (request_may(request, MAY_DECIDE_STATUS))
        view.decide = learner_place(request, "/decision");
    TRY(learner_bar(request, TAB_NONE, &view.bar));
    TRY(notice_subject(request, &subject));
    view.decided = subject.kind != SUBJECT_NONE;
    view.ended = subject.kind == SUBJECT_ENDING;
    if (view.decided) {
        TRY(add_notice_form(request, &view));
        TRY(notice_letters_fill(request, &subject, &view));
        TRY(view.ended ? fill_ended(request, &subject, &view)
                       : fill_decided(request, &subject.period, &view));
    }
    notice_html(request->out, &view);
    return NULL;
}

/* ---- Told already ---------------------------------------------------------------------------- */

static Error *check_notice(Request *request, const NoticeInput *input, Date decided_on,
                           RecipientList *list)
{
    Recipients who;
    Staff teller;
    TRY(recipients_read(request, PURPOSE_NOTICE, &who));
    *list = recipients_take(request, &who, "recipients", input->recipients, "other", input->other);
    ParentNotice notice = {.decided_on = decided_on,
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

/* Of the letter that was made for them; without one, a notice for each person: who lives apart
 * gets a letter of their own. */
static Error *tell_one(Request *request, const NoticeInput *input, const NoticeSubject *subject,
                       const Recipient *person)
{
    const Notice *letter = notice_letter_of(&subject->notices, subject, person);
    ParentNoticeId id;
    if (letter != NULL && notice_may_become(letter->state, "delivered")) {
        NoticeStep step = {"delivered",      input->told_on, input->method, or_null(input->note),
                           {input->told_by}, NULL,           NULL};
        return register_notice_step(request->db, request->school_id, request->learner->id, letter,
                                    &step);
    }
    Notice notice = {
        .status_id = subject->status_id,
        .about = subject->about,
        .told_on = input->told_on,
        .method = input->method,
        .contact_id = person->contact_id,
        .recipients = person->name,
        .told_by = {input->told_by},
        .note = or_null(input->note),
    };
    return register_tell(request->db, request->arena, request->school_id, request->learner->id,
                         &notice, &id);
}

Error *notice_post(Request *request)
{
    const NoticeInput *input = request->input;
    NoticeSubject subject;
    RecipientList list = {0};
    TRY(notice_subject(request, &subject));
    if (subject.kind == SUBJECT_NONE)
        return error_conflict("There is no decision to tell of. Look at the record again.",
                              "learner %" PRId64, request->learner->id.n);
    TRY(check_notice(request, input, subject.from, &list));
    for (size_t i = 0; i < list.count; i++)
        TRY(tell_one(request, input, &subject, &list.items[i]));
    return request_done(request, learner_place(request, "/notice"), "notice_recorded");
}
