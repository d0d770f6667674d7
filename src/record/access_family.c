/* Who of the family can sign in to read about this learner, and why: the one check's own answer. */
#include "record/access_pages.h"

#include "contact/contact.h"
#include "learner/contact.h"
#include "staff/family.h"

enum { REASONS = 4 };

static AccessRow row_of(Request *request, const char *who, const char *as,
                        const FamilyAccess *access)
{
    AccessRow row = {
        .who = who, .role = as, .why = {0, arena_array(request->arena, const char *, REASONS)}};
    if (moment_is_set(access->used_at))
        row.looked = moment_long(request->arena, access->used_at);
    return row;
}

static void add(Request *request, AccessRow row, bool open, const char *why,
                const FamilyAccess *access, AccessPage *view)
{
    bool has_code = moment_is_set(access->code_at);
    AccessRows *rows = open && has_code ? &view->family : &view->family_barred;
    if (!text_empty(why))
        row.why.items[row.why.count++] = why;
    if (open && !has_code)
        row.why.items[row.why.count++] = "Has no code to sign in with";
    if (open && has_code)
        row.why.items[row.why.count++] =
            arena_print(request->arena, "Has a code to sign in with since %s",
                        date_long(request->arena, moment_london_date(access->code_at)));
    rows->items[rows->count++] = row;
}

/* Everybody's pages close when the learner has left the school. */
static const char *closed_words(const Request *request)
{
    const Learner *learner = request->learner;
    bool left = date_is_set(learner->left_on) && date_compare(learner->left_on, request->today) < 0;
    return left ? arena_print(request->arena, "The %s has left, and the family’s pages are closed",
                              request->school->learner_word)
                : NULL;
}

static Error *add_contact(Request *request, const ContactStanding *standing, AccessPage *view)
{
    FamilyAccess access;
    const char *closed = closed_words(request);
    Entitlement answer = entitlement(request->arena, &standing->facts, PURPOSE_PORTAL);
    TRY(family_access(request->db, request->arena, request->school_id, standing->link.contact_id,
                      (LearnerId){0}, &access));
    const char *why = answer.count == 0
                          ? ""
                          : entitlement_sentence(request->arena, &standing->facts,
                                                 &answer.reasons[0], view->may_contacts);
    AccessRow row = row_of(request, standing->link.name,
                           relationship_words(standing->link.relationship), &access);
    if (!standing->ended)
        row.why.items[row.why.count++] =
            arena_print(request->arena, "A contact since %s",
                        date_long(request->arena, standing->link.starts_on));
    add(request, row, answer.verdict == VERDICT_MAY && closed == NULL,
        closed == NULL ? why : closed, &access, view);
    return NULL;
}

Error *access_family(Request *request, AccessPage *view)
{
    ContactStandings standings;
    FamilyAccess own;
    const char *closed = closed_words(request);
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &standings));
    view->family.items = arena_array(request->arena, AccessRow, standings.count + 1);
    view->family_barred.items = arena_array(request->arena, AccessRow, standings.count + 1);
    for (size_t i = 0; i < standings.count; i++)
        TRY(add_contact(request, &standings.items[i], view));
    TRY(family_access(request->db, request->arena, request->school_id, (ContactId){0},
                      request->learner->id, &own));
    bool let_in = moment_is_set(own.code_at);
    const char *why = let_in ? "Let in to read their own plan" : "Not let in yet";
    add(request,
        row_of(request, request->learner->known_name, request_role_words(request, ROLE_LEARNER),
               &own),
        closed == NULL, closed == NULL ? why : closed, &own, view);
    return NULL;
}
