/* Whose record it is: the UPN and those before it, and a death. */
#include "record/identity_pages.h"

#include <inttypes.h>

#include "learner/closing.h"
#include "record/identity_html.h"
#include "record/record.h"
#include "record/record_sql.h"

typedef struct UpnInput {
    const char *upn;
} UpnInput;

static const FormField upn_fields[] = {
    FORM_TEXT(UpnInput, upn, .label = "New UPN",
              .hint = "A letter and 12 digits. A temporary one ends in a letter",
              .missing = "Enter the UPN", .max = 20, .personal = true),
};
const Form identity_upn_form = FORM(UpnInput, upn_fields);

typedef struct DeathInput {
    Date died_on;
} DeathInput;

static const FormField death_fields[] = {
    FORM_DATE(DeathInput, died_on, .label = "Day of death", .missing = "Enter the day of death"),
};
const Form identity_death_form = FORM(DeathInput, death_fields);

typedef struct MistakeInput {
    bool sure;
} MistakeInput;

static const FormField mistake_fields[] = {
    FORM_CHECK(MistakeInput, sure, .label = "Yes, this {learner} is alive",
               .missing = "Tick this to take it back"),
};
const Form identity_mistake_form = FORM(MistakeInput, mistake_fields);

static Url identity_path(Request *request, const char *rest)
{
    return url_print(request->arena, "/learners/%" PRId64 "/identity%s", request->learner->id.n,
                     rest);
}

static Error *fill_upns(Request *request, IdentityPage *view)
{
    FormerUpns upns;
    TRY(former_upns(request->db, request->arena, request->school_id, request->learner->id, &upns));
    view->former =
        (FormerUpnRows){upns.count, arena_array(request->arena, FormerUpnRow, upns.count)};
    for (size_t i = 0; i < upns.count; i++)
        view->former.items[i] =
            (FormerUpnRow){upns.items[i].upn, date_long(request->arena, upns.items[i].until),
                           upns.items[i].noted_by_name};
    view->temporary = !text_empty(view->upn) && upn_check(view->upn).temporary;
    return NULL;
}

static Error *fill_merged(Request *request, IdentityPage *view)
{
    Arena *arena = request->arena;
    struct former_records_rows rows;
    view->may_seal = request_may(request, MAY_OPEN_SEALED);
    view->adoption = url_print(arena, "/learners/%" PRId64 "/adoption", request->learner->id.n);
    view->sealed = url_print(arena, "/sealed");
    view->may_merge = request_may(request, MAY_MERGE);
    view->merge = url_print(arena, "/learners/%" PRId64 "/merge", request->learner->id.n);
    if (!view->may_merge)
        return NULL;
    TRY(former_records(request->db, arena, request->school_id, request->learner->id, &rows));
    view->merged = (FormerRecordRows){rows.count, arena_array(arena, FormerRecordRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        view->merged.items[i] = (FormerRecordRow){
            url_print(arena, "/learners/%" PRId64 "/merges/%" PRId64, request->learner->id.n,
                      rows.items[i].id.n),
            rows.items[i].known_name, date_long(arena, moment_london_date(rows.items[i].done_at))};
    return NULL;
}

static Error *fill_death(Request *request, IdentityPage *view)
{
    Closing closing;
    bool found;
    TRY(closing_of(request->db, request->arena, request->school_id, request->learner->id, &closing,
                   &found));
    view->died = found && closing.kind == RECORD_DIED;
    if (!view->died)
        return NULL;
    view->died_on = date_long(request->arena, closing.on);
    view->written = arena_print(request->arena, "Written down on %s by %s",
                                date_long(request->arena, moment_london_date(closing.done_at)),
                                closing.done_by_name);
    return NULL;
}

Error *identity_page(Request *request)
{
    const Learner *learner = request->learner;
    IdentityPage view = {
        .page = page_make(request, "Whose record this is", SECTION_REGISTER),
        .legal_name = arena_print(request->arena, "%s %s", learner->forename, learner->surname),
        .born = date_long(request->arena, learner->born_on),
        .admission_number = learner->admission_number,
        .upn = learner->upn == NULL ? "" : learner->upn,
        .upn_form = form_view(request, identity_path(request, "/upn"), learner->version, "UPN"),
        .death_form =
            form_view(request, identity_path(request, "/death"), learner->version, "A death"),
        .undo_form = form_view(request, identity_path(request, "/death/undo"), learner->version,
                               "Take it back"),
        .new_upn = field_view(request, &identity_upn_form, "upn", ""),
        .died_field = field_view(request, &identity_death_form, "died_on", ""),
        .sure = field_view(request, &identity_mistake_form, "sure", ""),
    };
    TRY(learner_bar(request, TAB_IDENTITY, &view.bar));
    TRY(fill_upns(request, &view));
    TRY(fill_merged(request, &view));
    TRY(fill_death(request, &view));
    identity_html(request->out, &view);
    return NULL;
}

/* Refuses a UPN that cannot be, is the one of now, or is another's here. */
static Error *judge_upn(Request *request, const UpnCheck *check)
{
    LearnerId holder;
    Learner other = {0};
    bool found;
    if (!upn_accepted(check)) {
        form_problem(request, "upn",
                     check->suggestion[0] == '\0'
                         ? upn_sentence(check)
                         : arena_print(request->arena, "%s. Was %s meant?", upn_sentence(check),
                                       check->suggestion));
        return NULL;
    }
    TRY(learner_with_upn(request->db, request->arena, request->school_id, check->upn, &holder,
                         &found));
    if (found)
        TRY(learner_load(request->db, request->arena, request->school_id, holder, &other));
    bool sealed = found && other.standing == RECORD_SEALED;
    if (found && holder.n == request->learner->id.n)
        form_problem(request, "upn", "This is the UPN that the record has already");
    else if (found && sealed)
        form_problem(request, "upn", "This UPN cannot be used here. Ask the {head}");
    else if (found)
        form_problem(request, "upn", "Another record here has this UPN. Check whose it is");
    return NULL;
}

Error *identity_upn_post(Request *request)
{
    const UpnInput *input = request->input;
    UpnCheck check = upn_check(input->upn);
    TRY(judge_upn(request, &check));
    TRY(form_problems(request));
    TRY(request_same_version(request, request->learner->version));
    TRY(learner_change_upn(request->db, request->school_id, request->learner, check.upn,
                           request->today, request->staff->id));
    return request_done(request, identity_path(request, ""), "upn_changed");
}

Error *identity_death_post(Request *request)
{
    const DeathInput *input = request->input;
    const char *fault = death_fault(input->died_on, request->learner->born_on, request->today);
    if (fault[0] != '\0')
        form_problem(request, "died_on", fault);
    TRY(form_problems(request));
    TRY(request_same_version(request, request->learner->version));
    TRY(learner_died(request->db, request->school_id, request->learner, input->died_on,
                     request->staff->id, request->now));
    return request_done(request, identity_path(request, ""), NULL);
}

Error *identity_mistake_post(Request *request)
{
    const MistakeInput *input = request->input;
    if (!input->sure)
        form_problem(request, "sure", "Tick this to take it back");
    TRY(form_problems(request));
    TRY(learner_lives(request->db, request->arena, request->school_id, request->learner,
                      request->staff->id, request->now));
    return request_done(request, identity_path(request, ""), "death_taken_back");
}
