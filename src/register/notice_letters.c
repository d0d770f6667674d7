#include "register/notice_letters.h"

#include <inttypes.h>

#include "register/notice_step_html.h"
#include "register/register_rules.h"

/* ---- What they are told of ------------------------------------------------------------------- */

static Error *read_ending(Request *request, NoticeSubject *subject)
{
    bool found;
    TRY(register_watch(request->db, request->arena, request->school_id, request->learner->id,
                       &subject->watch, &found));
    if (!found)
        return NULL;
    subject->kind = SUBJECT_ENDING;
    subject->status_id = subject->watch.status_id;
    bool begun = !text_equal(subject->watch.level, "universal");
    subject->about = begun ? "ending" : subject->watch.end_reason;
    subject->from = subject->watch.ends_on;
    return NULL;
}

Error *notice_subject(Request *request, NoticeSubject *subject)
{
    bool found;
    *subject = (NoticeSubject){.kind = SUBJECT_NONE, .from = DATE_NONE};
    TRY(register_notices(request->db, request->arena, request->school_id, request->learner->id,
                         &subject->notices));
    TRY(status_now(request->db, request->arena, request->school_id, request->learner->id,
                   &subject->period, &found));
    if (!found || text_equal(subject->period.level, "monitoring"))
        return read_ending(request, subject);
    subject->kind = SUBJECT_START;
    subject->status_id = subject->period.id;
    subject->about = "start";
    subject->from = subject->period.decided_on;
    return NULL;
}

bool notice_is_about(const Notice *notice, const NoticeSubject *subject)
{
    return notice->status_id.n == subject->status_id.n && text_equal(notice->about, subject->about);
}

const Notice *notice_letter_of(const Notices *notices, const NoticeSubject *subject,
                               const Recipient *person)
{
    for (size_t i = 0; i < notices->count; i++) {
        const Notice *notice = &notices->items[i];
        if (notice_is_about(notice, subject) && notice->contact_id.n == person->contact_id.n &&
            (person->contact_id.n != 0 || text_equal(notice->recipients, person->name)))
            return notice;
    }
    return NULL;
}

/* ---- Making them ----------------------------------------------------------------------------- */

/* The young person where the rights are their own, and each contact to whom it goes of itself. */
static RecipientList entitled_people(Request *request, const Recipients *who)
{
    RecipientList list = {.items =
                              arena_array(request->arena, Recipient, who->standings.count + 1)};
    if (rights_are_their_own(request->learner->born_on, request->today))
        list.items[list.count++] = (Recipient){{0}, request->learner->known_name};
    for (size_t i = 0; i < who->standings.count; i++) {
        const ContactStanding *standing = &who->standings.items[i];
        if (entitlement(request->arena, &standing->facts, PURPOSE_NOTICE).addressed)
            list.items[list.count++] = (Recipient){standing->link.contact_id, standing->link.name};
    }
    return list;
}

Error *notice_letters_make(Request *request, int *made)
{
    NoticeSubject subject;
    Recipients who;
    *made = 0;
    TRY(notice_subject(request, &subject));
    TRY(recipients_read(request, PURPOSE_NOTICE, &who));
    RecipientList list = entitled_people(request, &who);
    for (size_t i = 0; i < list.count && subject.kind != SUBJECT_NONE; i++) {
        ParentNoticeId id;
        Notice letter = {
            .status_id = subject.status_id,
            .about = subject.about,
            .made_on = request->today,
            .contact_id = list.items[i].contact_id,
            .recipients = list.items[i].name,
            .told_by = request->staff->id,
        };
        if (notice_letter_of(&subject.notices, &subject, &list.items[i]) != NULL)
            continue;
        TRY(register_notice_make(request->db, request->arena, request->school_id,
                                 request->learner->id, &letter, &id));
        (*made)++;
    }
    return NULL;
}

Error *register_notices_owed(Request *request, const char *rule)
{
    Findings binding = prompts_findings(request);
    int made;
    return rule_find(binding.pack, rule, binding.setting) == NULL
               ? NULL
               : notice_letters_make(request, &made);
}

Error *notice_letters_post(Request *request)
{
    int made;
    TRY(notice_letters_make(request, &made));
    return request_done(request, learner_place(request, "/notice"),
                        made > 0 ? "letters_made" : "letters_none");
}

/* ---- The list -------------------------------------------------------------------------------- */

static const char *format_wish(const char *format)
{
    static const struct {
        const char *format, *words;
    } wishes[] = {{"large_print", "large print"},
                  {"easy_read", "easy read"},
                  {"audio", "read aloud, or recorded"},
                  {"bsl", "British Sign Language"}};
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++)
        if (text_equal(wishes[i].format, format))
            return wishes[i].words;
    return NULL;
}

/* In which language and form they want it, as the contacts say. */
static const char *wish_of(Request *request, const Recipients *who, ContactId contact)
{
    for (size_t i = 0; i < who->standings.count; i++) {
        const LearnerContact *link = &who->standings.items[i].link;
        if (link->contact_id.n != contact.n || contact.n == 0)
            continue;
        const char *form = format_wish(link->format);
        bool foreign = !text_empty(link->language) && !text_equal(link->language, "English");
        if (form != NULL && foreign)
            return arena_print(request->arena, "Asks for %s, in %s.", form, link->language);
        if (form != NULL || foreign)
            return arena_print(request->arena, "Asks for it in %s.",
                               form != NULL ? form : link->language);
    }
    return NULL;
}

static const char *when_words(Request *request, const Notice *notice)
{
    Arena *arena = request->arena;
    if (text_equal(notice->state, "delivered"))
        return arena_print(arena, "%s, %s", date_medium(arena, notice->told_on),
                           notice_method_words(notice->method));
    return arena_print(arena, "letter of %s", date_medium(arena, notice->made_on));
}

/* Nowhere when they may not have it any more. */
static Url paper_of(Request *request, const Recipients *who, const Notice *notice)
{
    Recipient person = {notice->contact_id, notice->recipients};
    if (recipient_refusal(request, who, &person) != NULL)
        return (Url){NULL};
    return learner_place(request,
                         arena_print(request->arena, "/notices/%" PRId64 "/paper", notice->id.n));
}

static NoticeRow row_of(Request *request, const Recipients *who, const Notice *notice)
{
    Arena *arena = request->arena;
    bool open = !text_equal(notice->state, "delivered") && !text_equal(notice->state, "not_told");
    const char *words = notice_state_words(notice->state);
    const char *place = arena_print(arena, "/notices/%" PRId64, notice->id.n);
    return (NoticeRow){
        .recipients = notice->recipients,
        .late = text_equal(notice->state, "returned") ? words : NULL,
        .soon = open && !text_equal(notice->state, "returned") ? words : NULL,
        .settled = open ? NULL : words,
        .what = when_words(request, notice),
        .told_by = notice->told_by_name,
        .wish = wish_of(request, who, notice->contact_id),
        .note = notice->note,
        .change = learner_place(request, place),
        .paper = paper_of(request, who, notice),
    };
}

/* Whose letters can go by mail, and whose are on their way. */
static Error *add_mails(Request *request, const NoticeSubject *subject, NoticePage *view)
{
    NoticeMails mails;
    TRY(notice_mail_ways_read(request, subject, &view->who, &mails));
    RecipientList ready = {.items = arena_array(request->arena, Recipient, mails.count)};
    RecipientList waiting = {.items = arena_array(request->arena, Recipient, mails.count)};
    for (size_t i = 0; i < mails.count; i++) {
        RecipientList *list = mails.items[i].waits ? &waiting : &ready;
        list->items[list->count++] = (Recipient){.name = mails.items[i].name};
    }
    if (ready.count > 0)
        view->by_mail = recipient_names(request->arena, &ready);
    if (waiting.count > 0)
        view->mail_waits = recipient_names(request->arena, &waiting);
    view->mail = form_view(request, learner_place(request, "/notices/mail"), 0, "Send by email");
    return NULL;
}

Error *notice_letters_fill(Request *request, const NoticeSubject *subject, NoticePage *view)
{
    Arena *arena = request->arena;
    RecipientList entitled = entitled_people(request, &view->who);
    RecipientList without = {.items = arena_array(arena, Recipient, entitled.count)};
    view->told.items = arena_array(arena, NoticeRow, subject->notices.count);
    for (size_t i = 0; i < subject->notices.count; i++)
        if (notice_is_about(&subject->notices.items[i], subject))
            view->told.items[view->told.count++] =
                row_of(request, &view->who, &subject->notices.items[i]);
    for (size_t i = 0; i < entitled.count; i++)
        if (notice_letter_of(&subject->notices, subject, &entitled.items[i]) == NULL)
            without.items[without.count++] = entitled.items[i];
    if (without.count > 0)
        view->untold = recipient_names(arena, &without);
    TRY(add_mails(request, subject, view));
    view->make = form_view(request, learner_place(request, "/notices"), 0, "Make the letters");
    return NULL;
}

/* ---- What became of one ---------------------------------------------------------------------- */

typedef struct StepInput {
    const char *became, *way, *why;
    Date on_day;
} StepInput;

static const FormChoice became[] = {
    {"sent", "It was sent", "By post or email, or given to the child to take home"},
    {"delivered", "They have it", "Handed over, read to them, or they said so"},
    {"returned", "It came back", "Say why; then it can be sent again"},
    {"not_told", "They cannot be told", "Only with a reason that stands"},
    {NULL, NULL, NULL},
};

static const FormChoice ways[] = {
    {"letter", "Letter", NULL},   {"email", "Email", NULL},
    {"meeting", "Meeting", NULL}, {"phone_and_letter", "Phone, and a letter after it", NULL},
    {NULL, NULL, NULL},
};

static const FormField step_fields[] = {
    FORM_CHOICE(StepInput, became, .label = "What became of it?", .choices = became,
                .missing = "Choose what became of it"),
    FORM_DATE(StepInput, on_day, .label = "On", .missing = "Enter the day"),
    FORM_CHOICE(StepInput, way, .label = "How", .choices = ways,
                .hint = "Of one that was sent or handed over"),
    FORM_TEXT(StepInput, why, .label = "What they said, or why not", .rows = 2, .max = 2000,
              .personal = true),
};
const Form notice_step_form = FORM(StepInput, step_fields);

static Error *this_notice(Request *request, Notice *notice)
{
    Notices notices;
    int64_t id = request_path_id(request, "notice");
    *notice = (Notice){.made_on = DATE_NONE, .told_on = DATE_NONE};
    TRY(register_notices(request->db, request->arena, request->school_id, request->learner->id,
                         &notices));
    for (size_t i = 0; i < notices.count; i++)
        if (notices.items[i].id.n == id) {
            *notice = notices.items[i];
            return NULL;
        }
    return error_not_found("notice %" PRId64, id);
}

/* Only what it may become now is offered. */
static ChoiceViews turns_of(Request *request, const Notice *notice)
{
    ChoiceViews views = {0, arena_array(request->arena, ChoiceView, 4)};
    for (const FormChoice *choice = became; choice->code != NULL; choice++)
        if (notice_may_become(notice->state, choice->code))
            views.items[views.count++] =
                (ChoiceView){.code = choice->code, .label = choice->label, .hint = choice->hint};
    return views;
}

static const char *who_says(Arena *arena, const NoticeStep *step)
{
    if (text_equal(step->said_by, "mail"))
        return "Noted when the email was sent";
    if (text_equal(step->said_by, "family"))
        return "They said so on their own page";
    return arena_print(arena, "Noted by %s", step->by_name);
}

static Error *fill_steps(Request *request, const Notice *notice, NoticeStepPage *view)
{
    NoticeSteps steps;
    Arena *arena = request->arena;
    TRY(register_notice_steps(request->db, arena, request->school_id, request->learner->id,
                              notice->id, &steps));
    view->steps = (StepRows){steps.count, arena_array(arena, StepRow, steps.count)};
    for (size_t i = 0; i < steps.count; i++) {
        const NoticeStep *step = &steps.items[i];
        const char *how = step->method == NULL
                              ? ""
                              : arena_print(arena, " (%s)", notice_method_words(step->method));
        view->steps.items[i] =
            (StepRow){arena_print(arena, "%s: %s%s", date_medium(arena, step->on),
                                  notice_state_words(step->state), how),
                      who_says(request->arena, step), step->note};
    }
    return NULL;
}

Error *notice_step_page(Request *request)
{
    const Form *form = &notice_step_form;
    Notice notice;
    Recipients who;
    TRY(this_notice(request, &notice));
    TRY(recipients_read(request, PURPOSE_NOTICE, &who));
    const char *place = arena_print(request->arena, "/notices/%" PRId64, notice.id.n);
    NoticeStepPage view = {
        .page = page_make(request, learner_title(request, "One letter"), SECTION_REGISTER),
        .name = notice.recipients,
        .state = notice_state_words(notice.state),
        .paper = paper_of(request, &who, &notice),
        .back = learner_place(request, "/notice"),
        .form = form_view(request, learner_place(request, place), 0, "What became of the letter"),
        .became = field_view_choices(request, form, "became", "", turns_of(request, &notice)),
        .on_day = field_view_date(request, form, "on_day", request->today),
        .way = field_view(request, form, "way", notice.method == NULL ? "" : notice.method),
        .why = field_view(request, form, "why", ""),
    };
    view.way.optional = view.why.optional = false; /* it depends on what became of it */
    TRY(learner_bar(request, TAB_NONE, &view.bar));
    TRY(fill_steps(request, &notice, &view));
    notice_step_html(request->out, &view);
    return NULL;
}

Error *notice_step_post(Request *request)
{
    const StepInput *input = request->input;
    Notice notice;
    TRY(this_notice(request, &notice));
    NoticeChange change = {
        .state = notice.state,
        .next = input->became,
        .made_on = notice.made_on,
        .on = input->on_day,
        .method = input->way,
        .note = input->why,
    };
    Findings findings = prompts_findings(request);
    register_check_notice_change(&change, request->today, &findings);
    prompts_refuse(request, &findings, NULL, NULL);
    TRY(form_problems(request));
    NoticeStep step = {
        input->became, input->on_day, or_null(input->way), or_null(input->why), request->staff->id,
        NULL,          NULL};
    TRY(register_notice_step(request->db, request->school_id, request->learner->id, &notice,
                             &step));
    return request_done(request, learner_place(request, "/notice"), "letter_noted");
}
