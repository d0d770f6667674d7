/* The answers of the family and the learner, on the page of the plan, and those that somebody of
 * the school writes down for them: said on the phone, at a meeting, or signed on paper. */
#include <inttypes.h>

#include "plan/plan_pages.h"
#include "platform/base/id.h"

#define OF_LEARNER "learner"

typedef struct AnswerInput {
    const char *person; /* a contact's id, or OF_LEARNER */
    const char *answer, *answer_words, *way;
    Date answered_on;
} AnswerInput;

static const FormChoice answers[] = {{"agree", "Agrees", NULL},
                                     {"in_part", "Agrees with part of it", NULL},
                                     {"talk_first", "Wants to talk about it first", NULL},
                                     {"not_asked", "Could not be asked", NULL},
                                     {NULL, NULL, NULL}};

static const FormChoice ways[] = {{"phone", "On the phone", NULL},
                                  {"paper", "On paper", NULL},
                                  {"meeting", "At a meeting", NULL},
                                  {NULL, NULL, NULL}};

static const FormField answer_fields[] = {
    FORM_TEXT(AnswerInput, person, .label = "Who answered?", .missing = "Choose who answered"),
    FORM_CHOICE(AnswerInput, answer, .label = "What they said", .choices = answers,
                .missing = "Choose what they said"),
    FORM_TEXT(AnswerInput, answer_words, .label = "In their own words",
              .hint = "Which part they do not agree with; or why they could not be asked",
              .rows = 3, .max = 2000, .personal = true),
    FORM_CHOICE(AnswerInput, way, .label = "How", .choices = ways, .missing = "Choose how"),
    FORM_DATE(AnswerInput, answered_on, .label = "On",
              .missing = "Enter the day on which they said it"),
};
const Form plan_answer_form = FORM(AnswerInput, answer_fields);

/* ---- Who is asked -----------------------------------------------------------------------------
 */

static const char *way_words(const char *way)
{
    if (text_equal(way, "phone"))
        return "on the phone";
    if (text_equal(way, "paper"))
        return "on paper";
    return text_equal(way, "meeting") ? "at a meeting" : "signed in to Fourfold";
}

static const char *said_words(Arena *arena, const PlanAnswer *answer)
{
    const char *words =
        arena_print(arena, "%s, %s", date_long(arena, answer->answered_on), way_words(answer->way));
    return answer->noted_by_name == NULL
               ? words
               : arena_print(arena, "%s, written down by %s", words, answer->noted_by_name);
}

static void show_person(Arena *arena, const PlanAnswers *all, const Plan *plan, const char *who,
                        ContactId contact, AnswerShowList *people)
{
    const PlanAnswer *now = plan_answer_now(all, plan, contact);
    const PlanAnswer *before = now == NULL ? plan_answer_before(all, plan, contact) : NULL;
    AnswerShow *row = &people->items[people->count++];
    *row = (AnswerShow){.who = who};
    if (now != NULL) {
        row->answer = plan_answer_words(now->answer);
        row->said = said_words(arena, now);
        row->wording = now->wording;
        row->agreed = text_equal(now->answer, "agree");
    }
    if (before != NULL)
        row->before = arena_print(arena, "%s, version %d, %s", plan_answer_words(before->answer),
                                  before->edition, date_medium(arena, before->answered_on));
}

static bool is_asked(Arena *arena, const ContactStanding *standing)
{
    return entitlement(arena, &standing->facts, PURPOSE_PLAN).verdict == VERDICT_MAY;
}

/* Whoever is entitled today, the learner, and whoever else answered this text. */
static void show_people(Request *request, const Plan *plan, const ContactStandings *contacts,
                        const PlanAnswers *all, AnswerShowList *people)
{
    Arena *arena = request->arena;
    people->items = arena_array(arena, AnswerShow, contacts->count + 1);
    show_person(arena, all, plan, plan_given_name(request), (ContactId){0}, people);
    for (size_t i = 0; i < contacts->count; i++) {
        const ContactStanding *standing = &contacts->items[i];
        ContactId contact = standing->link.contact_id;
        if (is_asked(arena, standing) || plan_answer_now(all, plan, contact) != NULL)
            show_person(arena, all, plan, standing->link.name, contact, people);
    }
}

static FieldView person_field(Request *request, const ContactStandings *contacts)
{
    Arena *arena = request->arena;
    ChoiceViews choices = {0, arena_array(arena, ChoiceView, contacts->count + 1)};
    for (size_t i = 0; i < contacts->count; i++) {
        const LearnerContact *link = &contacts->items[i].link;
        if (is_asked(arena, &contacts->items[i]))
            choices.items[choices.count++] = (ChoiceView){
                .code = arena_print(arena, "%" PRId64, link->contact_id.n),
                .label = arena_print(arena, "%s, %s", link->name,
                                     relationship_words(link->relationship)),
            };
    }
    choices.items[choices.count++] =
        (ChoiceView){.code = OF_LEARNER, .label = plan_given_name(request)};
    return field_view_choices(request, &plan_answer_form, "person", "", choices);
}

static void fill_form(Request *request, const Plan *plan, const ContactStandings *contacts,
                      AnswersShow *view)
{
    const Form *form = &plan_answer_form;
    view->form =
        form_view(request,
                  url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64 "/answers",
                            request->learner->id.n, plan->id.n),
                  0, "Write down an answer");
    view->noting = request->form != NULL && request->form->form == form;
    view->person = person_field(request, contacts);
    view->answer = field_view(request, form, "answer", "");
    view->answer_words = field_view(request, form, "answer_words", "");
    view->way = field_view(request, form, "way", "");
    view->answered_on = field_view_date(request, form, "answered_on", request->today);
}

Error *plan_answers_show(Request *request, const Plan *plan, AnswersShow *view)
{
    ContactStandings contacts;
    PlanAnswers all;
    const Rule *rule = rule_find(rule_pack_on(request->today), "R-P-2", request->school->type);
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &contacts));
    TRY(plan_answers(request->db, request->arena, request->school_id, plan, &all));
    show_people(request, plan, &contacts, &all, &view->people);
    if (rule != NULL) {
        view->strength = strength_word(rule->strength);
        view->source = rule->source;
    }
    view->may_note = request_may(request, MAY_EDIT_PLAN);
    if (view->may_note)
        fill_form(request, plan, &contacts, view);
    return NULL;
}

Error *plan_changed_show(Request *request, const Plan *plan, ChangesShow *changed,
                         const char **since, Url *from)
{
    Arena *arena = request->arena;
    Plan was;
    bool found;
    *since = NULL;
    TRY(plan_that_was(request->db, arena, request->school_id, plan, &was, &found));
    if (!found)
        return NULL;
    changed->changes = plan_changes(arena, &was, plan);
    *since = was.cycle_id.n == plan->cycle_id.n
                 ? arena_print(arena, "Changed since version %d", was.edition)
                 : "Changed since the last plan";
    *from =
        url_print(arena, "/learners/%" PRId64 "/plans/%" PRId64, request->learner->id.n, was.id.n);
    return NULL;
}

/* ---- For somebody else ------------------------------------------------------------------------
 */

/* One who is entitled today, or the learner; anything else is said beside the field. */
static Error *take_person(Request *request, const char *code, ContactId *contact)
{
    Entitlement answer;
    *contact = (ContactId){0};
    if (text_equal(code, OF_LEARNER))
        return NULL;
    if (!id_parse(code, &contact->n)) {
        form_problem(request, "person", "Choose from the people listed");
        return NULL;
    }
    TRY(contact_may_receive(request->db, request->arena, request->school_id, request->learner->id,
                            *contact, PURPOSE_PLAN, request->today, &answer));
    if (answer.verdict != VERDICT_MAY)
        form_problem(request, "person", "Choose from the people listed");
    return NULL;
}

static void check_words(Request *request, const AnswerInput *input)
{
    if (!text_empty(input->answer_words))
        return;
    if (text_equal(input->answer, "not_asked"))
        form_problem(request, "answer_words", "Say why they could not be asked");
    if (text_equal(input->answer, "in_part"))
        form_problem(request, "answer_words", "Say which part they do not agree with");
}

Error *plan_answer_note(Request *request)
{
    const AnswerInput *input = request->input;
    Plan plan;
    PlanAnswer answer = {
        .answer = input->answer,
        .wording = text_empty(input->answer_words) ? NULL : input->answer_words,
        .way = input->way,
        .answered_on = input->answered_on,
        .noted_by = request->staff->id,
    };
    TRY(plan_as_agreed(request->db, request->arena, request->school_id, request->learner->id,
                       (PlanId){request_path_id(request, "plan")}, &plan));
    TRY(take_person(request, input->person, &answer.contact_id));
    check_words(request, input);
    if (date_compare(input->answered_on, request->today) > 0)
        form_problem(request, "answered_on", "The day must be today or earlier");
    if (date_is_set(plan.finalised_on) && date_compare(input->answered_on, plan.finalised_on) < 0)
        form_problem(request, "answered_on", "The plan was not final yet on that day");
    TRY(form_problems(request));
    TRY(plan_answer_add(request->db, request->school_id, &plan, &answer, request->now));
    return request_done(request,
                        url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64,
                                  request->learner->id.n, plan.id.n),
                        "plan_answered");
}
