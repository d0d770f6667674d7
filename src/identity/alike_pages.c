/* Pairs of records that look like one child's, for somebody to look at. */
#include <inttypes.h>

#include "identity/alike_html.h"
#include "identity/identity.h"
#include "identity/merge_pages.h"
#include "identity/merge_rules.h"

typedef struct ApartInput {
    int64_t one, other;
} ApartInput;

static const FormField apart_fields[] = {
    FORM_ID(ApartInput, one, .label = "One record", .missing = "Choose the two records"),
    FORM_ID(ApartInput, other, .label = "The other", .missing = "Choose the two records"),
};
const Form apart_form = FORM(ApartInput, apart_fields);

static bool is_pair(const AlikePairs *pairs, LearnerId one, LearnerId other)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (pairs->items[i].one.n == one.n && pairs->items[i].other.n == other.n)
            return true;
    return false;
}

static void add_by_birth(Request *request, const struct alike_by_birth_rows *rows,
                         AlikePairs *pairs)
{
    Arena *arena = request->arena;
    for (size_t i = 0; i < rows->count; i++) {
        const struct alike_by_birth_row *row = &rows->items[i];
        ChildName one = {row->one_surname, row->one_forename, row->one_preferred};
        ChildName other = {row->other_surname, row->other_forename, row->other_preferred};
        if (is_pair(pairs, row->one, row->other) || !children_may_be_one(arena, &one, &other))
            continue;
        pairs->items[pairs->count++] =
            (AlikePair){row->one, row->other, row->one_known, row->other_known,
                        arena_print(arena, "Both born on %s", date_long(arena, row->born_on))};
    }
}

Error *alike_pairs(Request *request, LearnerId of, AlikePairs *pairs)
{
    struct alike_by_upn_rows numbers;
    struct alike_by_birth_rows births;
    *pairs = (AlikePairs){0, NULL};
    TRY(alike_by_upn(request->db, request->arena, request->school_id, of, &numbers));
    TRY(alike_by_birth(request->db, request->arena, request->school_id, of, &births));
    pairs->items = arena_array(request->arena, AlikePair, numbers.count + births.count);
    for (size_t i = 0; i < numbers.count; i++)
        pairs->items[pairs->count++] =
            (AlikePair){numbers.items[i].one, numbers.items[i].other, numbers.items[i].one_known,
                        numbers.items[i].other_known, "The same UPN, now or before"};
    add_by_birth(request, &births, pairs);
    return NULL;
}

Error *alike_count(Request *request, size_t *count)
{
    AlikePairs pairs;
    TRY(alike_pairs(request, (LearnerId){0}, &pairs));
    *count = pairs.count;
    return NULL;
}

Error *alike_page(Request *request)
{
    Arena *arena = request->arena;
    AlikePairs pairs;
    AlikePage view = {.page =
                          page_make(request, "Two records of one {learner}?", SECTION_REGISTER)};
    TRY(alike_pairs(request, (LearnerId){0}, &pairs));
    view.rows = (AlikeRows){pairs.count, arena_array(arena, AlikeRow, pairs.count)};
    for (size_t i = 0; i < pairs.count; i++) {
        const AlikePair *pair = &pairs.items[i];
        request_shows(request, pair->one);
        request_shows(request, pair->other);
        view.rows.items[i] = (AlikeRow){
            .one = pair->one_name,
            .other = pair->other_name,
            .why = pair->why,
            .merge = url_print(arena, "/learners/%" PRId64 "/merge?with=%" PRId64, pair->one.n,
                               pair->other.n),
            .apart = form_view(request, url_print(arena, "/records/alike"), 0, "Two of them"),
            .one_id = arena_print(arena, "%" PRId64, pair->one.n),
            .other_id = arena_print(arena, "%" PRId64, pair->other.n),
        };
    }
    alike_html(request->out, &view);
    return NULL;
}

Error *apart_post(Request *request)
{
    const ApartInput *input = request->input;
    AlikePairs pairs;
    LearnerId one = {input->one}, other = {input->other};
    TRY(alike_pairs(request, one, &pairs));
    if (!is_pair(&pairs, one, other))
        return error_not_found("pair %" PRId64 " %" PRId64, one.n, other.n);
    TRY(apart_insert(request->db, request->school_id, one, other, request->staff->id,
                     request->today, NULL));
    return request_done(request, url_print(request->arena, "/records/alike"), "records_apart");
}
