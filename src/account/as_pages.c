/* What one person is: a member of staff here, a parent there, a parent at another school. */
#include <stdio.h>

#include "account/account.h"
#include "account/as_html.h"
#include "account/factor_pages.h"
#include "account/family_pages.h"
#include "staff/factor.h"
#include "staff/sign_on.h"

typedef struct AsInput {
    int64_t place; /* its id: of the member of staff, the contact or the learner */
    const char *to;
} AsInput;

static const FormField as_fields[] = {FORM_ID(AsInput, place, .label = "Who"),
                                      FORM_TEXT(AsInput, to, .label = "Page")};
const Form me_as_form = FORM(AsInput, as_fields);

static bool is_here(const Request *request, const AccountPlace *place)
{
    return place->school_id.n == request->school_id.n &&
           account_place_id(place) == request_sender(request);
}

/* Back in the school that the request is in. */
static Error *places_of(Request *request, AccountPlaces *places)
{
    TRY(account_places(request->db, request->arena, request->session->account_id, request->today,
                       places));
    return db_enter_school(request->db, request->school_id.n);
}

Error *account_as_page(Request *request)
{
    AccountPlaces places;
    AsPage view = {
        .page = page_make(request, "Which of your pages", SECTION_NONE),
        .to = account_safe_path(request_query(request, "to")),
        .staff_in = url_print(request->arena, "/in"),
    };
    TRY(places_of(request, &places));
    view.rows.items = arena_array(request->arena, AsRow, places.count);
    for (size_t i = 0; i < places.count; i++) {
        const AccountPlace *place = &places.items[i];
        if (place->staff_id.n != 0 && !request->session->of_staff) {
            view.staff_left_out = true;
            continue;
        }
        if (request->session->by_provider && place->school_id.n != request->school_id.n) {
            view.others_left_out = true;
            continue;
        }
        view.rows.items[view.rows.count++] = (AsRow){
            .name = place->name,
            .role = request_role_words(request, place->role),
            .school = place->school_name,
            .here = is_here(request, place),
            .form = form_view(request, url_print(request->arena, "/me/as"), 0, NULL),
            .value = arena_print(request->arena, "%lld", (long long)account_place_id(place)),
        };
    }
    as_html(request->out, &view);
    return NULL;
}

/* The office may have typed a colleague's address for a parent's, or another school that of some
 * parent of ours: nobody goes on as a family whose code they have not given once. */
static Error *check_code_given(Request *request, const AccountPlace *place)
{
    bool by_this_code = !request->session->of_staff && place->school_id.n == request->school_id.n;
    if (place->staff_id.n != 0 || place->code_given || by_this_code)
        return NULL;
    return error_invalid(
        arena_print(request->arena,
                    "Sign in once as a family, with a link and the code that %s gave you. From "
                    "then on you can change over here.",
                    place->school_name),
        "no code given yet");
}

/* Another school may let its staff in by its own provider alone. */
static Error *check_way(Request *request, const AccountPlace *place)
{
    Factor factor;
    const char *sentence;
    if (place->staff_id.n == 0 || request->session->by_provider)
        return NULL;
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    TRY(db_enter_school(request->db, place->school_id.n));
    TRY(sign_on_closes_password(request->db, request->arena, place->school_id, place->staff_id,
                                request->session->account_id, factor.on, request->today,
                                &sentence));
    TRY(db_enter_school(request->db, request->school_id.n));
    return sentence == NULL ? NULL : error_invalid(sentence, "password closed by the school");
}

/* What was being typed goes along, to whichever of them they choose. */
static Error *become(Request *request, const AccountPlace *place)
{
    Carried carried;
    TRY(session_carried(request->db, request->arena, request->session, &carried.path,
                        &carried.body));
    TRY(session_become(request->db, request->arena, request->session, place, request->now,
                       &request->signed_in));
    if (carried.path != NULL)
        request->carried = carried;
    return NULL;
}

Error *account_asks_which(Request *request, AccountId account, bool *asks)
{
    size_t schools;
    TRY(account_schools(request->db, request->arena, account, request->today, &schools));
    *asks = schools > 1;
    return request->school_id.n == 0 ? NULL : db_enter_school(request->db, request->school_id.n);
}

Url account_which(Request *request, const char *to)
{
    const char *safe = account_safe_path(to);
    return text_empty(safe)
               ? url_print(request->arena, "/me/as")
               : url_print(request->arena, "/me/as?to=%s", url_encode(request->arena, safe));
}

/* A page of one school is none of another's, and one of staff's none of families'. */
static const char *page_for(const AsInput *input, const AccountPlace *place)
{
    const char *to = account_safe_path(input->to);
    if (place->staff_id.n == 0)
        return "/family";
    return text_empty(to) ? "/today" : to;
}

Error *account_as(Request *request)
{
    const AsInput *input = request->input;
    AccountPlaces places;
    TRY(places_of(request, &places));
    for (size_t i = 0; i < places.count; i++) {
        const AccountPlace *place = &places.items[i];
        if (account_place_id(place) != input->place)
            continue;
        TRY(check_code_given(request, place));
        TRY(check_way(request, place));
        TRY(request_note_of(request, place, "came over from another of their places"));
        TRY(become(request, place));
        return request_done(request, url_print(request->arena, "%s", page_for(input, place)), NULL);
    }
    return error_invalid("That is not, or no longer, open to you.", "place");
}
