/* The check at the age of two (R-EY-3): written once, put right when need be, given to the parents.
 */
#include <inttypes.h>

#include "assess/progress_pages.h"
#include "assess/two_year_html.h"
#include "duty/duty.h"

enum { FIRST_MONTH = 24, LAST_MONTH = 36 };

static const FormChoice consents[] = {{"yes", "They agree", NULL},
                                      {"no", "They do not agree", NULL},
                                      {"not_asked", "Not asked yet", NULL},
                                      {NULL, NULL, NULL}};

typedef struct TwoYearInput {
    Date held_on, given_on, health_shared_on;
    const char *language, *physical, *feelings, *strengths, *concerns, *actions, *parents;
    const char *health_consent;
    bool sen_concern;
} TwoYearInput;

#define WORDS(name, lines, ...)                                                                    \
    FORM_TEXT(TwoYearInput, name, .rows = (lines), .max = 4000, .personal = true, __VA_ARGS__)

static const FormField fields[] = {
    FORM_DATE(TwoYearInput, held_on, .label = "Date of the check",
              .missing = "Enter when the check was made"),
    WORDS(language, 3, .label = "Communication and language",
          .missing = "Enter a few sentences about communication and language"),
    WORDS(physical, 3, .label = "Physical development",
          .missing = "Enter a few sentences about physical development"),
    WORDS(feelings, 3, .label = "Personal, social and emotional development",
          .missing = "Enter a few sentences about personal, social and emotional development"),
    WORDS(strengths, 2, .label = "What goes well", .missing = "Enter what goes well"),
    WORDS(concerns, 2, .label = "Where progress is less than expected"),
    FORM_CHECK(TwoYearInput, sen_concern,
               .label = "There is concern about special educational needs or a disability"),
    WORDS(actions, 3, .label = "What we do next, here and at home"),
    WORDS(parents, 3, .label = "What the parents say"),
    FORM_DATE(TwoYearInput, given_on, .label = "Given to the parents on"),
    FORM_CHOICE(TwoYearInput, health_consent, .label = "Sharing it with the health visitor",
                .choices = consents, .missing = "Choose what the parents say about sharing"),
    FORM_DATE(TwoYearInput, health_shared_on, .label = "Shared on"),
};
const Form two_year_form = FORM(TwoYearInput, fields);

static const char *health_words(Arena *arena, const TwoYearCheck *check)
{
    if (date_is_set(check->health_shared_on))
        return arena_print(arena, "Shared with the health visitor on %s.",
                           date_long(arena, check->health_shared_on));
    if (text_equal(check->health_consent, "yes"))
        return "The parents agree that the health visitor sees it. It was not shared yet.";
    return text_equal(check->health_consent, "no")
               ? "The parents do not agree that the health visitor sees it."
               : "The parents were not asked yet whether the health visitor may see it.";
}

static void fill_fields(Request *request, TwoYearPage *view)
{
    const Form *form = &two_year_form;
    const TwoYearCheck *check = &view->check;
    view->form = form_view(
        request,
        url_print(request->arena, "/learners/%" PRId64 "/two-year-check", request->learner->id.n),
        check->version, "The check at the age of two");
    view->held_on = field_view_date(request, form, "held_on", check->held_on);
    view->language = field_view(request, form, "language", check->language);
    view->physical = field_view(request, form, "physical", check->physical);
    view->feelings = field_view(request, form, "feelings", check->feelings);
    view->strengths = field_view(request, form, "strengths", check->strengths);
    view->concerns = field_view(request, form, "concerns", check->concerns);
    view->sen_concern = field_view_check(request, form, "sen_concern", check->sen_concern);
    view->actions = field_view(request, form, "actions", check->actions);
    view->parents = field_view(request, form, "parents", check->parents);
    view->given_on = field_view_date(request, form, "given_on", check->given_on);
    view->health_consent = field_view(request, form, "health_consent", check->health_consent);
    view->health_shared_on =
        field_view_date(request, form, "health_shared_on", check->health_shared_on);
}

Error *two_year_page(Request *request)
{
    Date born = request->learner->born_on;
    TwoYearPage view = {
        .page = page_make(request, "Check at the age of two", SECTION_REGISTER),
        .learner = text_empty(request->learner->preferred_name) ? request->learner->forename
                                                                : request->learner->preferred_name,
        .due = arena_print(request->arena, "Between the second and the third birthday: %s to %s",
                           date_long(request->arena, date_add_months(born, FIRST_MONTH)),
                           date_long(request->arena, date_add_months(born, LAST_MONTH))),
        .may_write = request_may(request, MAY_ASSESS),
        .back = url_print(request->arena, "/learners/%" PRId64 "/progress", request->learner->id.n),
    };
    TRY(learner_bar(request, TAB_PROGRESS, &view.bar));
    TRY(two_year_load(request->db, request->arena, request->school_id, request->learner->id,
                      &view.check, &view.written));
    const Rule *rule = rule_find(rule_pack_on(request->today), "R-EY-3", request->school->type);
    if (rule != NULL) {
        view.strength = strength_word(rule->strength);
        view.source = rule->source;
    }
    if (view.written) {
        view.paper = url_print(request->arena, "/learners/%" PRId64 "/two-year-check/paper",
                               request->learner->id.n);
        TRY(recipients_read(request, PURPOSE_REPORT, &view.papers));
        recipients_papers(request, view.paper, &view.papers);
    }
    if (view.written)
        view.said =
            arena_print(request->arena, "Made on %s, written by %s",
                        date_long(request->arena, view.check.held_on), view.check.written_by_name);
    view.concern = view.check.sen_concern;
    view.health = health_words(request->arena, &view.check);
    fill_fields(request, &view);
    two_year_html(request->out, &view);
    return NULL;
}

static void judge(Request *request, const TwoYearInput *input)
{
    Date born = request->learner->born_on;
    if (date_compare(input->held_on, request->today) > 0)
        form_problem(request, "held_on", "Enter today or a day before");
    else if (date_compare(input->held_on, date_add_months(born, FIRST_MONTH - 3)) < 0)
        form_problem(request, "held_on", "That is long before the second birthday");
    if (date_is_set(input->given_on) && date_compare(input->given_on, input->held_on) < 0)
        form_problem(request, "given_on", "That is before the check was made");
    if (input->sen_concern && text_empty(input->actions))
        form_problem(request, "actions",
                     "Where there is concern, say what is done next: a targeted plan follows");
    if (!date_is_set(input->health_shared_on))
        return;
    if (!text_equal(input->health_consent, "yes"))
        form_problem(request, "health_consent",
                     "It can be shared only after the parents have agreed");
    if (date_compare(input->health_shared_on, input->held_on) < 0)
        form_problem(request, "health_shared_on", "That is before the check was made");
}

Error *two_year_post(Request *request)
{
    const TwoYearInput *input = request->input;
    TwoYearCheck check;
    bool found;
    TRY(two_year_load(request->db, request->arena, request->school_id, request->learner->id, &check,
                      &found));
    if (found)
        TRY(request_same_version(request, check.version));
    judge(request, input);
    TRY(form_problems(request));
    check = (TwoYearCheck){.held_on = input->held_on,
                           .language = input->language,
                           .physical = input->physical,
                           .feelings = input->feelings,
                           .strengths = input->strengths,
                           .concerns = input->concerns,
                           .actions = input->actions,
                           .parents = input->parents,
                           .sen_concern = input->sen_concern,
                           .given_on = input->given_on,
                           .health_consent = input->health_consent,
                           .health_shared_on = input->health_shared_on,
                           .version = check.version};
    TRY(two_year_save(request->db, request->school_id, request->learner->id, &check,
                      request->staff->id));
    return request_done(
        request,
        url_print(request->arena, "/learners/%" PRId64 "/two-year-check", request->learner->id.n),
        "two_year_saved");
}
