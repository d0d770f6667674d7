/* What one person is: a member of staff here, a parent there, a parent at another school. */
#include <stdio.h>

#include "account/account.h"
#include "account/as_html.h"
#include "account/factor_pages.h"
#include "account/family_pages.h"

typedef struct AsInput {
    int64_t place; /* its id: of the member of staff, the contact or the learner */
} AsInput;

static const FormField as_fields[] = {FORM_ID(AsInput, place, .label = "Who")};
const Form me_as_form = FORM(AsInput, as_fields);

static int64_t id_of(const AccountPlace *place)
{
    if (place->staff_id.n != 0)
        return place->staff_id.n;
    return place->contact_id.n != 0 ? place->contact_id.n : place->learner_id.n;
}

static bool is_here(const Request *request, const AccountPlace *place)
{
    return place->school_id.n == request->school_id.n && id_of(place) == request_sender(request);
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
        view.rows.items[view.rows.count++] = (AsRow){
            .name = place->name,
            .role = role_words(place->role),
            .school = place->school_name,
            .here = is_here(request, place),
            .form = form_view(request, url_print(request->arena, "/me/as"), 0, NULL),
            .value = arena_print(request->arena, "%lld", (long long)id_of(place)),
        };
    }
    as_html(request->out, &view);
    return NULL;
}

/* The office may have typed a colleague's address for a parent's: whoever began as staff has shown
 * by no code yet that the child is theirs. */
static Error *check_code_given(Request *request, const AccountPlace *place)
{
    bool given = true;
    if (place->staff_id.n == 0 && request->session->of_staff)
        TRY(family_code_given(request->db, request->arena, request->session->account_id, &given));
    return given ? NULL
                 : error_invalid("Sign in once as a family, with a link and the code that the "
                                 "school gave you. From then on you can change over here.",
                                 "no code given yet");
}

Error *account_as(Request *request)
{
    const AsInput *input = request->input;
    AccountPlaces places;
    TRY(places_of(request, &places));
    for (size_t i = 0; i < places.count; i++) {
        const AccountPlace *place = &places.items[i];
        if (id_of(place) != input->place)
            continue;
        TRY(check_code_given(request, place));
        TRY(account_note(request, "went on as somebody else that they are"));
        TRY(session_become(request->db, request->arena, request->session, place, request->now,
                           &request->signed_in));
        return request_done(
            request, url_print(request->arena, "%s", place->staff_id.n != 0 ? "/today" : "/family"),
            NULL);
    }
    return error_invalid("That is not, or no longer, open to you.", "place");
}
