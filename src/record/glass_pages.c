/* Opening one record in an emergency: by the whole name, with a reason. */
#include "record/glass_pages.h"

#include <inttypes.h>

#include "record/emergency_html.h"
#include "record/record.h"
#include "staff/glass.h"

typedef struct EmergencyInput {
    const char *name, *reason;
    int64_t which;
} EmergencyInput;

static const FormField fields[] = {
    FORM_TEXT(EmergencyInput, name, .label = "Whole name",
              .hint = "First name and last name, written as the {school} writes them",
              .missing = "Enter the whole name", .personal = true),
    FORM_ID(EmergencyInput, which, .label = "Which of them"),
    FORM_TEXT(EmergencyInput, reason, .label = "Why it cannot wait", .rows = 3, .max = 500,
              .hint = "The {senco} and the {head} read it. Write no disclosure here",
              .missing = "Enter why it cannot wait", .personal = true),
};
const Form emergency_form = FORM(EmergencyInput, fields);

static Error *find(Request *request, NamedLearners *found)
{
    const EmergencyInput *input = request->form == NULL ? NULL : request->input;
    *found = (NamedLearners){0, NULL};
    if (input == NULL || text_empty(input->name))
        return NULL;
    return learners_named(request->db, request->arena, request->school_id, input->name,
                          request->today, found);
}

static ChoiceViews choices(Request *request, const NamedLearners *found)
{
    ChoiceViews views = {found->count, arena_array(request->arena, ChoiceView, found->count)};
    for (size_t i = 0; i < found->count; i++)
        views.items[i] =
            (ChoiceView){.code = arena_print(request->arena, "%" PRId64, found->items[i].id.n),
                         .label = arena_print(request->arena, "%s, %s", found->items[i].name,
                                              text_empty(found->items[i].class_name)
                                                  ? "in no class"
                                                  : found->items[i].class_name)};
    return views;
}

Error *emergency_page(Request *request)
{
    NamedLearners found;
    TRY(find(request, &found));
    EmergencyPage view = {
        .page = page_make(request, "Open a record in an emergency", SECTION_TODAY),
        .form = form_view(request, url_print(request->arena, "/emergency"), 0,
                          "Open a record in an emergency"),
        .name = field_view(request, &emergency_form, "name", ""),
        .several = found.count > 1,
        .which =
            field_view_choices(request, &emergency_form, "which", "", choices(request, &found)),
        .reason = field_view(request, &emergency_form, "reason", ""),
        .learner_word = request->school->learner_word,
    };
    emergency_html(request->out, &view);
    return NULL;
}

/* n 0: not told apart yet, and what is wrong is noted. */
static LearnerId chosen(Request *request, const NamedLearners *found, int64_t which)
{
    if (found->count == 1)
        return found->items[0].id;
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].id.n == which)
            return found->items[i].id;
    if (found->count == 0)
        form_problem(request, "name", "Nobody here has exactly that name. Check how it is written");
    else
        form_problem(request, "which", "There are several: choose one");
    return (LearnerId){0};
}

/* "glass_broken" and so on: what the next page says. Nobody is alarmed by what is open already. */
static Error *open_to(Request *request, LearnerId learner, const char *reason, const char **said)
{
    Reach reach = request_reach(request, MAY_READ_RECORD);
    bool own = reach == REACH_ALL, open = false;
    *said = "glass_needless";
    if (reach == REACH_OWN)
        TRY(learner_is_own(request->db, request->arena, request->school_id, request->staff->id,
                           learner, request->today, &own));
    if (own)
        return NULL;
    TRY(glass_is_open(request->db, request->arena, request->school_id, request->staff->id, learner,
                      request->today, &open));
    *said = open ? "glass_open" : "glass_broken";
    return open ? NULL
                : glass_break(request->db, request->arena, request->school_id, request->staff,
                              learner, reason, request->today, request->now);
}

Error *emergency_post(Request *request)
{
    const EmergencyInput *input = request->input;
    NamedLearners found;
    const char *said;
    TRY(find(request, &found));
    LearnerId learner = chosen(request, &found, input->which);
    TRY(form_problems(request));
    Learner *opened = arena_new(request->arena, Learner);
    TRY(learner_load(request->db, request->arena, request->school_id, learner, opened));
    request->learner = opened; /* whom the path does not name, the trail does */
    TRY(open_to(request, learner, input->reason, &said));
    return request_done(request, url_print(request->arena, "/learners/%" PRId64, learner.n), said);
}

Error *emergency_seen_post(Request *request)
{
    BreakGlassId id = {request_path_id(request, "glass")};
    TRY(glass_answer(request->db, request->arena, request->school_id, id, request->staff->id,
                     request->now));
    return request_done(request, url_print(request->arena, "/today"), "glass_seen");
}
