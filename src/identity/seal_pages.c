/* After an adoption: the new identity, what is carried over, and the sealed records. */
#include "identity/seal_pages.h"

#include <inttypes.h>

#include "contact/contact.h"
#include "identity/adoption_html.h"
#include "identity/identity.h"
#include "identity/sealed_html.h"
#include "learner/closing.h"
#include "platform/base/id.h"
#include "staff/glass.h"

typedef struct AdoptionInput {
    const char *surname, *forename, *preferred, *upn, *evidence;
    Texts carry, contacts;
    bool sure;
} AdoptionInput;

static const FormField adoption_fields[] = {
    FORM_TEXT(AdoptionInput, surname, .label = "New last name",
              .missing = "Enter the new last name", .personal = true),
    FORM_TEXT(AdoptionInput, forename, .label = "New first names",
              .missing = "Enter the first names", .personal = true),
    FORM_TEXT(AdoptionInput, preferred, .label = "Goes by", .hint = "If it is another first name",
              .personal = true),
    FORM_TEXT(AdoptionInput, upn, .label = "New UPN",
              .hint = "Never the one before. Leave it empty until it is known", .max = 20,
              .personal = true),
    FORM_SET(AdoptionInput, carry, .label = "What goes on with the new identity"),
    FORM_SET(AdoptionInput, contacts, .label = "Which contacts stay the child’s"),
    FORM_TEXT(AdoptionInput, evidence, .label = "Which paper was seen?", .max = 300,
              .hint = "Such as the adoption order. Only who opens sealed records reads it",
              .missing = "Enter which paper was seen", .personal = true),
    FORM_CHECK(AdoptionInput, sure, .label = "Seal the record before",
               .missing = "Tick this to seal it"),
};
const Form adoption_form = FORM(AdoptionInput, adoption_fields);

typedef struct OpenInput {
    const char *reason;
    int64_t seal;
} OpenInput;

static const FormField open_fields[] = {
    FORM_TEXT(OpenInput, reason, .label = "Why it must be opened", .rows = 2, .max = 500,
              .missing = "Enter why it must be opened", .personal = true),
    FORM_ID(OpenInput, seal, .label = "Which", .missing = "Choose which"),
};
const Form sealed_open_form = FORM(OpenInput, open_fields);

/* ---- The new identity -------------------------------------------------------------------------
 */

static ChoiceViews item_choices(Request *request, const SealItems *items)
{
    ChoiceViews views = {items->count, arena_array(request->arena, ChoiceView, items->count)};
    for (size_t i = 0; i < items->count; i++) {
        const SealItem *item = &items->items[i];
        views.items[i] = (ChoiceView){
            .code = item->code,
            .label = item->words,
            .hint = item->names == NULL
                        ? NULL
                        : arena_print(request->arena, "Names in it: %s", item->names),
        };
    }
    return views;
}

/* What names nobody is ticked before anybody has chosen. */
static void tick_nameless(const Request *request, const SealItems *items, FieldView *field)
{
    for (size_t i = 0; request->form == NULL && i < items->count; i++)
        field->choices.items[i].chosen = items->items[i].names == NULL;
}

static ChoiceViews contact_choices(Request *request, const LearnerContacts *contacts)
{
    ChoiceViews views = {0, arena_array(request->arena, ChoiceView, contacts->count)};
    for (size_t i = 0; i < contacts->count; i++)
        if (!date_is_set(contacts->items[i].ends_on))
            views.items[views.count++] = (ChoiceView){
                .code = arena_print(request->arena, "%" PRId64, contacts->items[i].id.n),
                .label = arena_print(request->arena, "%s, %s", contacts->items[i].name,
                                     relationship_words(contacts->items[i].relationship))};
    return views;
}

Error *adoption_page(Request *request)
{
    const Learner *learner = request->learner;
    SealItems items;
    LearnerContacts contacts;
    if (learner->standing != RECORD_LIVE)
        return error_not_found("adoption of closed learner %" PRId64, learner->id.n);
    TRY(seal_items(request->db, request->arena, request->school_id, learner, &items));
    TRY(learner_contacts(request->db, request->arena, request->school_id, learner->id, &contacts));
    ChoiceViews who = contact_choices(request, &contacts);
    AdoptionPage view = {
        .page = page_make(request, "A new identity after adoption", SECTION_REGISTER),
        .form = form_view(
            request, url_print(request->arena, "/learners/%" PRId64 "/adoption", learner->id.n),
            learner->version, "A new identity"),
        .surname = field_view(request, &adoption_form, "surname", ""),
        .forename = field_view(request, &adoption_form, "forename", ""),
        .preferred = field_view(request, &adoption_form, "preferred", ""),
        .upn = field_view(request, &adoption_form, "upn", ""),
        .evidence = field_view(request, &adoption_form, "evidence", ""),
        .carry =
            field_view_choices(request, &adoption_form, "carry", "", item_choices(request, &items)),
        .contacts = field_view_choices(request, &adoption_form, "contacts", "", who),
        .sure = field_view(request, &adoption_form, "sure", ""),
        .any_contacts = who.count > 0,
        .any_items = items.count > 0,
    };
    tick_nameless(request, &items, &view.carry);
    view.carry.optional = view.contacts.optional = false;
    TRY(learner_bar(request, TAB_IDENTITY, &view.bar));
    adoption_html(request->out, &view);
    return NULL;
}

static bool ticked(const Texts *codes, const char *code)
{
    for (size_t i = 0; i < codes->count; i++)
        if (text_equal(codes->items[i], code))
            return true;
    return false;
}

static Error *choose_carried(Request *request, const AdoptionInput *input, Seal *seal)
{
    SealItems all;
    LearnerContacts contacts;
    TRY(seal_items(request->db, request->arena, request->school_id, request->learner, &all));
    seal->carried = (SealItems){0, arena_array(request->arena, SealItem, all.count)};
    for (size_t i = 0; i < all.count; i++)
        if (ticked(&input->carry, all.items[i].code))
            seal->carried.items[seal->carried.count++] = all.items[i];
    TRY(learner_contacts(request->db, request->arena, request->school_id, request->learner->id,
                         &contacts));
    LearnerContact *links = arena_array(request->arena, LearnerContact, contacts.count);
    for (size_t i = 0; i < contacts.count; i++)
        if (!date_is_set(contacts.items[i].ends_on) &&
            ticked(&input->contacts,
                   arena_print(request->arena, "%" PRId64, contacts.items[i].id.n)))
            links[seal->contact_count++] = contacts.items[i];
    seal->contacts = links;
    return NULL;
}

static Error *judge_upn(Request *request, const AdoptionInput *input, Seal *seal)
{
    UpnCheck *check = arena_new(request->arena, UpnCheck);
    LearnerId holder;
    bool found;
    if (text_empty(input->upn))
        return NULL;
    *check = upn_check(input->upn);
    seal->upn = check->upn;
    if (!upn_accepted(check)) {
        form_problem(request, "upn", upn_sentence(check));
        return NULL;
    }
    TRY(learner_with_upn(request->db, request->arena, request->school_id, check->upn, &holder,
                         &found));
    if (found)
        form_problem(request, "upn",
                     holder.n == request->learner->id.n
                         ? "This is the UPN before: the new identity has one of its own"
                         : "Another record here has this UPN. Check whose it is");
    return NULL;
}

static void judge_words(Request *request, const Seal *seal)
{
    for (size_t i = 0; i < seal->carried.count; i++) {
        const char *name = seal_betrays(request->arena, seal, &seal->carried.items[i]);
        if (name == NULL)
            continue;
        form_problem(request, "carry",
                     arena_print(request->arena,
                                 "“%s” has the name before in it: untick it, and write it anew in "
                                 "the new record",
                                 seal->carried.items[i].words));
        return;
    }
}

Error *adoption_post(Request *request)
{
    const AdoptionInput *input = request->input;
    LearnerId made;
    Seal seal = {
        .learner = request->learner,
        .surname = input->surname,
        .forename = input->forename,
        .preferred_name = text_empty(input->preferred) ? NULL : input->preferred,
        .evidence = input->evidence,
        .by = request->staff->id,
        .today = request->today,
        .now = request->now,
    };
    if (request->learner->standing != RECORD_LIVE)
        return error_not_found("adoption of closed learner %" PRId64, request->learner->id.n);
    TRY(choose_carried(request, input, &seal));
    TRY(judge_upn(request, input, &seal));
    judge_words(request, &seal);
    if (!input->sure)
        form_problem(request, "sure", "Tick this to seal it");
    TRY(form_problems(request));
    TRY(request_same_version(request, request->learner->version));
    TRY(seal_do(request->db, request->arena, request->school_id, &seal, &made));
    return request_done(request, url_print(request->arena, "/learners/%" PRId64, made.n),
                        "identity_new");
}

/* ---- Sealed records ---------------------------------------------------------------------------
 */

static Error *fill_row(Request *request, const struct seals_all_row *row, SealedRow *view)
{
    Arena *arena = request->arena;
    *view = (SealedRow){
        .id = arena_print(arena, "%" PRId64, row->id.n),
        .when = arena_print(arena, "Sealed on %s by %s",
                            date_long(arena, moment_london_date(row->done_at)), row->display_name),
        .evidence = row->evidence,
        .record = url_print(arena, "/learners/%" PRId64,
                            moment_is_set(row->undone_at) ? row->sealed_id.n : row->new_id.n),
        .undone = moment_is_set(row->undone_at)
                      ? arena_print(arena, "Taken back on %s",
                                    date_long(arena, moment_london_date(row->undone_at)))
                      : NULL,
        .open = form_view(request, url_print(arena, "/sealed"), 0, "Open a sealed record"),
        .undo = form_view(request, url_print(arena, "/sealed/%" PRId64 "/undo", row->id.n), 0,
                          "Take it back"),
    };
    return seal_undo_fault(request->db, arena, request->school_id, row->id, &view->fault);
}

Error *sealed_page(Request *request)
{
    struct seals_all_rows rows;
    SealedPage view = {
        .page = page_make(request, "Sealed records", SECTION_SCHOOL),
    };
    TRY(seals_all(request->db, request->arena, request->school_id, &rows));
    view.rows = (SealedRows){rows.count, arena_array(request->arena, SealedRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        request_shows(request, rows.items[i].new_id);
        TRY(fill_row(request, &rows.items[i], &view.rows.items[i]));
    }
    sealed_html(request->out, &view);
    return NULL;
}

Error *sealed_open_post(Request *request)
{
    const OpenInput *input = request->input;
    struct seal_by_id_row row;
    bool found;
    TRY(seal_by_id(request->db, request->arena, request->school_id, (LearnerSealId){input->seal},
                   &row, &found));
    if (!found || moment_is_set(row.undone_at))
        return error_not_found("seal %" PRId64, input->seal);
    Learner *opened = arena_new(request->arena, Learner);
    TRY(learner_load(request->db, request->arena, request->school_id, row.sealed_id, opened));
    request->learner = opened; /* whom the path does not name, the trail does */
    TRY(glass_break(request->db, request->arena, request->school_id, request->staff, row.sealed_id,
                    input->reason, request->today, request->now));
    return request_done(request, url_print(request->arena, "/learners/%" PRId64, row.sealed_id.n),
                        "seal_opened");
}

Error *sealed_undo_post(Request *request)
{
    LearnerSealId id = {request_path_id(request, "seal")};
    TRY(seal_undo(request->db, request->arena, request->school_id, id, request->staff->id,
                  request->now));
    return request_done(request, url_print(request->arena, "/sealed"), "seal_undone");
}
