#include "do/provision_form.h"

#include "platform/base/log.h"
#include "school/school.h"

static const FormChoice responses[] = {
    {"well", "Well", NULL},
    {"some_help", "Some help", NULL},
    {"hard", "Hard", NULL},
    {NULL, NULL, NULL},
};

/* In a group a child may be away while the others are there. */
static const FormChoice child_responses[] = {
    {"well", "Well", NULL}, {"some_help", "Help", NULL}, {"hard", "Hard", NULL},
    {"away", "Away", NULL}, {NULL, NULL, NULL},
};

/* The codes and words of missed_reasons(), which a constant table cannot ask for. */
static const FormChoice reasons[] = {
    {"learner_absent", "Was away", NULL},
    {"staff_absent", "Adult was away", NULL},
    {"room", "No room was free", NULL},
    {"trip", "Trip or event", NULL},
    {"refused", "Learner did not want to", NULL},
    {"other", "Another reason", NULL},
    {NULL, NULL, NULL},
};

#define SHARED_FIELDS(Input)                                                                       \
    FORM_DATE(Input, held_on, .label = "Day", .missing = "Enter the day of the session"),          \
        FORM_INTEGER(Input, minutes, .label = "Minutes", .least = 1, .most = 480),                 \
        FORM_TEXT(Input, note, .label = "One thing to remember", .max = 500, .personal = true),    \
        FORM_CHOICE(Input, missed_reason, .label = "Why not?", .choices = reasons)

static const FormField session_fields[] = {
    FORM_CHOICE(SessionInput, response, .label = "How did it go?", .choices = responses),
    SHARED_FIELDS(SessionInput),
};
const Form session_form = FORM(SessionInput, session_fields);

static const FormField child_fields[] = {
    FORM_CHOICE(ChildInput, response, .label = "How did it go?", .choices = child_responses),
};
static const Form child_form = FORM(ChildInput, child_fields);

static const FormField group_fields[] = {
    FORM_ROWS(GroupInput, children, &child_form, .label = "How did it go?"),
    SHARED_FIELDS(GroupInput),
};
const Form group_form = FORM(GroupInput, group_fields);

Findings session_findings(Request *request)
{
    return findings_begin(request->arena, request->school->type, request->today);
}

void session_refuse(Request *request, const Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].effect != EFFECT_FLAG)
            form_problem(request, findings->items[i].field, findings->items[i].sentence);
}

Error *session_check(Request *request, const SessionInput *input, const PlannedProvision *planned,
                     Findings *findings)
{
    SchoolCalendar calendar;
    bool missed = !text_empty(input->missed_reason);
    SessionEntry entry = {
        .held_on = input->held_on,
        .delivered = !missed,
        .missed_reason = missed ? input->missed_reason : NULL,
        .minutes = input->minutes,
        .note = input->note,
    };
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    provision_check_session(&entry, planned, request->today, &calendar, findings);
    return NULL;
}

ProvisionSession session_of(const Request *request, ProvisionId provision,
                            const SessionInput *input)
{
    bool missed = !text_empty(input->missed_reason);
    return (ProvisionSession){
        .provision_id = provision,
        .held_on = input->held_on,
        .delivered = !missed,
        .missed_reason = missed ? input->missed_reason : NULL,
        .minutes = missed ? (OptionalInteger){0} : input->minutes,
        .response = missed || text_empty(input->response) ? NULL : input->response,
        .note = text_empty(input->note) ? NULL : input->note,
        .logged_by = request->staff->id,
        .logged_at = request->now,
    };
}

const char *session_detail(Arena *arena, int minutes, const char *place, const char *deliverer)
{
    const char *where = text_empty(place) ? "" : arena_print(arena, " · %s", place);
    const char *with = text_empty(deliverer) ? "" : arena_print(arena, " · with %s", deliverer);
    return arena_print(arena, "%d minutes%s%s", minutes, where, with);
}
