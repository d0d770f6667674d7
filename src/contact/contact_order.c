/* Court orders: what the court said, of whom, and who saw the order itself. */
#include <inttypes.h>

#include "contact/contact_pages.h"
#include "contact/contact_sql.h"
#include "contact/order_new_html.h"

typedef struct RestrictionInput {
    int64_t id; /* the contact */
    Texts says;
} RestrictionInput;

typedef struct RestrictionInputs {
    size_t count;
    RestrictionInput *items;
} RestrictionInputs;

typedef struct OrderInput {
    const char *kind, *court, *reference;
    Date made_on, expires_on, seen_on;
    int64_t seen_by;
    RestrictionInputs about;
} OrderInput;

static const FormChoice kinds[] = {
    {"child_arrangements", "Child arrangements order", NULL},
    {"prohibited_steps", "Prohibited steps order", NULL},
    {"specific_issue", "Specific issue order", NULL},
    {"non_molestation", "Non-molestation order", NULL},
    {"care", "Care order", "The local authority shares parental responsibility"},
    {"supervision", "Supervision order", NULL},
    {"special_guardianship", "Special guardianship order", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice says[] = {
    {"no_information", "Must not receive information", NULL},
    {"no_collection", "Must not collect the child", NULL},
    {"address_confidential", "Must not learn the address", NULL},
    {"third_party_only", "Contact through somebody else only", NULL},
    {NULL, NULL, NULL},
};

static const FormField restriction_fields[] = {
    FORM_SET(RestrictionInput, says, .label = "What the order says", .choices = says),
};
static const Form restriction_form = FORM(RestrictionInput, restriction_fields);

static const FormField order_fields[] = {
    FORM_CHOICE(OrderInput, kind, .label = "Kind of order", .choices = kinds,
                .missing = "Choose the kind of order"),
    FORM_TEXT(OrderInput, court, .label = "Court", .max = 120, .personal = true),
    FORM_TEXT(OrderInput, reference, .label = "Case number", .max = 60, .personal = true),
    FORM_DATE(OrderInput, made_on, .label = "Made on", .missing = "Enter the day it was made"),
    FORM_DATE(OrderInput, expires_on, .label = "Last day, if the order says one"),
    FORM_ID(OrderInput, seen_by, .label = "Who saw the order itself?",
            .missing = "Choose who saw the order"),
    FORM_DATE(OrderInput, seen_on, .label = "Seen on", .missing = "Enter the day it was seen"),
    FORM_ROWS(OrderInput, about, &restriction_form, .label = "What the order says"),
};
const Form order_form = FORM(OrderInput, order_fields);

typedef struct OrderEndInput {
    Date ended_on;
    const char *evidence;
    int64_t seen_by;
} OrderEndInput;
static const FormField order_end_fields[] = {
    FORM_DATE(OrderEndInput, ended_on, .label = "Discharged or replaced on",
              .missing = "Enter the day on which it ended"),
    FORM_TEXT(OrderEndInput, evidence, .label = "What was seen?",
              .hint = "The court’s own paper: its kind, date and number", .max = 200,
              .missing = "Say which paper of the court was seen", .personal = true),
    FORM_ID(OrderEndInput, seen_by, .label = "Who saw it?", .missing = "Choose who saw the paper"),
};
const Form order_end_form = FORM(OrderEndInput, order_end_fields);

/* ---- The list ---------------------------------------------------------------------------------
 */

static const char *words_of(const FormChoice *choices, const char *code)
{
    for (; choices->code != NULL; choices++)
        if (text_equal(choices->code, code))
            return choices->label;
    return code;
}

static void add_says(Arena *arena, const struct order_restrictions_of_row *row, Texts *lines)
{
    const struct {
        bool says;
        const char *words;
    } all[] = {
        {row->no_information, "must not receive information"},
        {row->no_collection, "must not collect the child"},
        {row->address_confidential, "must not learn where the child lives"},
        {row->third_party_only, "is contacted through somebody else only"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i].says)
            lines->items[lines->count++] = arena_print(arena, "%s %s", row->name, all[i].words);
}

static const char *days_words(Arena *arena, const struct court_orders_of_row *row)
{
    const char *made = arena_print(arena, "Made %s", date_medium(arena, row->made_on));
    if (date_is_set(row->ended_on))
        return arena_print(arena, "%s, ended %s", made, date_medium(arena, row->ended_on));
    if (date_is_set(row->expires_on))
        return arena_print(arena, "%s, until %s", made, date_medium(arena, row->expires_on));
    return arena_print(arena, "%s, no end known", made);
}

static OrderRow row_of(Request *request, const struct court_orders_of_row *row,
                       const struct order_restrictions_of_rows *restrictions)
{
    Arena *arena = request->arena;
    OrderFact fact = {row->made_on, row->expires_on, row->ended_on, 0};
    OrderRow view = {
        .kind = words_of(kinds, row->kind),
        .court = text_empty(row->court) ? row->reference : row->court,
        .days = days_words(arena, row),
        .seen = arena_print(arena, "Seen by %s on %s", row->seen_by_name,
                            date_medium(arena, row->seen_on)),
        .says = {0, arena_array(arena, const char *, restrictions->count * 4)},
        .in_force = order_in_force(&fact, request->today),
        .end = form_view(
            request,
            contact_place(request, arena_print(arena, "/orders/%" PRId64 "/end", row->id.n)), 0,
            "A court order has ended"),
        .ending = request->form != NULL && request->form->form == &order_end_form,
        .ended_on = field_view_date(request, &order_end_form, "ended_on", DATE_NONE),
        .evidence = field_view(request, &order_end_form, "evidence", ""),
    };
    /* Several orders on one page: the fields of each need names of their own. */
    view.ended_on.id = arena_print(arena, "%s-%" PRId64, view.ended_on.id, row->id.n);
    view.evidence.id = arena_print(arena, "%s-%" PRId64, view.evidence.id, row->id.n);
    if (date_is_set(row->ended_on) && !text_empty(row->end_evidence))
        view.ended = arena_print(arena, "The end was seen by %s: %s", row->end_seen_by_name,
                                 row->end_evidence);
    if (!text_empty(row->court) && !text_empty(row->reference))
        view.court = arena_print(arena, "%s, %s", row->court, row->reference);
    for (size_t i = 0; i < restrictions->count; i++)
        if (restrictions->items[i].order_id.n == row->id.n)
            add_says(arena, &restrictions->items[i], &view.says);
    return view;
}

static Error *staff_field(Request *request, const Form *form, const char *value, FieldView *field)
{
    StaffList all;
    Arena *arena = request->arena;
    TRY(staff_list(request->db, arena, request->school_id, request->today, &all));
    ChoiceViews views = {0, arena_array(arena, ChoiceView, all.count)};
    for (size_t i = 0; i < all.count; i++)
        views.items[views.count++] =
            (ChoiceView){.code = arena_print(arena, "%" PRId64, all.items[i].id.n),
                         .label = all.items[i].display_name};
    *field = field_view_choices(request, form, "seen_by", value, views);
    return NULL;
}

Error *order_rows(Request *request, OrderRows *rows)
{
    struct court_orders_of_rows orders;
    struct order_restrictions_of_rows restrictions;
    TRY(court_orders_of(request->db, request->arena, request->school_id, request->learner->id,
                        &orders));
    TRY(order_restrictions_of(request->db, request->arena, request->school_id, request->learner->id,
                              &restrictions));
    *rows = (OrderRows){0, arena_array(request->arena, OrderRow, orders.count)};
    for (size_t i = 0; i < orders.count; i++) {
        OrderRow *row = &rows->items[rows->count++];
        *row = row_of(request, &orders.items[i], &restrictions);
        TRY(staff_field(request, &order_end_form, "", &row->seen_by));
        row->seen_by.id =
            arena_print(request->arena, "%s-%" PRId64, row->seen_by.id, orders.items[i].id.n);
    }
    return NULL;
}

/* ---- A new one --------------------------------------------------------------------------------
 */

static ChoiceViews says_choices(Arena *arena)
{
    ChoiceViews views = {0, arena_array(arena, ChoiceView, sizeof says / sizeof says[0])};
    for (const FormChoice *choice = says; choice->code != NULL; choice++)
        views.items[views.count++] = (ChoiceView){.code = choice->code, .label = choice->label};
    return views;
}

bool contact_stands_before(const ContactStandings *all, size_t which)
{
    for (size_t i = 0; i < which; i++)
        if (all->items[i].link.contact_id.n == all->items[which].link.contact_id.n)
            return true;
    return false;
}

static Error *about_fields(Request *request, RestrictionFields *fields)
{
    ContactStandings all;
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &all));
    *fields = (RestrictionFields){0, arena_array(request->arena, FieldView, all.count)};
    for (size_t i = 0; i < all.count; i++) {
        if (contact_stands_before(&all, i))
            continue;
        FieldView field =
            field_view_row_choices(request, &order_form, "about", all.items[i].link.contact_id.n,
                                   "says", (Texts){0}, says_choices(request->arena));
        field.label = all.items[i].link.name;
        fields->items[fields->count++] = field;
    }
    return NULL;
}

Error *order_new_page(Request *request)
{
    const Form *form = &order_form;
    OrderNewPage view = {
        .page = page_make(request, contact_title(request, "Court order"), SECTION_CONTACTS),
        .form = form_view(request, contact_place(request, "/orders"), 0, "Add a court order"),
        .kind = field_view(request, form, "kind", ""),
        .court = field_view(request, form, "court", ""),
        .reference = field_view(request, form, "reference", ""),
        .made_on = field_view_date(request, form, "made_on", DATE_NONE),
        .expires_on = field_view_date(request, form, "expires_on", DATE_NONE),
        .seen_on = field_view_date(request, form, "seen_on", request->today),
        .back = contact_place(request, "/contacts"),
    };
    TRY(staff_field(request, form, arena_print(request->arena, "%" PRId64, request->staff->id.n),
                    &view.seen_by));
    TRY(about_fields(request, &view.says));
    TRY(learner_bar(request, TAB_CONTACTS, &view.bar));
    order_new_html(request->out, &view);
    return NULL;
}

static bool said(const RestrictionInput *row, const char *code)
{
    for (size_t i = 0; i < row->says.count; i++)
        if (text_equal(row->says.items[i], code))
            return true;
    return false;
}

/* Only of contacts of this learner; whoever else is named in the form is not. */
static void take_restrictions(Request *request, const OrderInput *input,
                              const ContactStandings *all, CourtOrder *order)
{
    order->restrictions.items =
        arena_array(request->arena, OrderRestriction, input->about.count + 1);
    for (size_t i = 0; i < input->about.count; i++) {
        const RestrictionInput *row = &input->about.items[i];
        bool known = false;
        for (size_t k = 0; k < all->count; k++)
            known = known || all->items[k].link.contact_id.n == row->id;
        if (!known || row->says.count == 0)
            continue;
        order->restrictions.items[order->restrictions.count++] = (OrderRestriction){
            .contact_id = {row->id},
            .no_information = said(row, "no_information"),
            .no_collection = said(row, "no_collection"),
            .address_confidential = said(row, "address_confidential"),
            .third_party_only = said(row, "third_party_only"),
        };
    }
}

/* These say something of the learner by themselves; of the others only what is ticked holds. */
static bool says_enough(const CourtOrder *order)
{
    return order->restrictions.count > 0 || text_equal(order->kind, "care") ||
           text_equal(order->kind, "supervision") ||
           text_equal(order->kind, "special_guardianship");
}

static Error *check_says(Request *request, const ContactStandings *all, const CourtOrder *order)
{
    static const char sentence[] = "Tick what the order says of somebody, or nothing changes";
    if (says_enough(order))
        return NULL;
    if (all->count == 0)
        form_problem(request, "about", sentence);
    else
        form_problem_row(request, "about", all->items[0].link.contact_id.n, "says", sentence);
    return form_problems(request);
}

static Error *check_seen_by(Request *request, int64_t seen_by)
{
    Staff who;
    Error *error = staff_load(request->db, request->arena, request->school_id, (StaffId){seen_by},
                              request->today, &who);
    if (error != NULL && error->kind != ERROR_NOT_FOUND)
        return error;
    if (error != NULL)
        form_problem(request, "seen_by", "Choose one of the staff");
    return form_problems(request);
}

static Error *check_order(Request *request, const OrderInput *input)
{
    if (date_compare(input->made_on, request->today) > 0)
        form_problem(request, "made_on", "The day it was made must be today or earlier");
    if (date_is_set(input->expires_on) && date_compare(input->expires_on, input->made_on) < 0)
        form_problem(request, "expires_on", "It cannot end before it was made");
    if (date_compare(input->seen_on, request->today) > 0)
        form_problem(request, "seen_on", "The day it was seen must be today or earlier");
    if (date_compare(input->seen_on, input->made_on) < 0)
        form_problem(request, "seen_on", "Nobody saw it before it was made");
    return check_seen_by(request, input->seen_by);
}

Error *order_new_post(Request *request)
{
    const OrderInput *input = request->input;
    ContactStandings all;
    CourtOrderId id;
    CourtOrder order = {
        .learner_id = request->learner->id,
        .kind = input->kind,
        .court = typed_or_null(input->court),
        .reference = typed_or_null(input->reference),
        .made_on = input->made_on,
        .expires_on = input->expires_on,
        .seen_by = {input->seen_by},
        .seen_on = input->seen_on,
    };
    TRY(check_order(request, input));
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &all));
    take_restrictions(request, input, &all, &order);
    TRY(check_says(request, &all, &order));
    TRY(court_order_add(request->db, request->school_id, &order, &id));
    return request_done(request, contact_place(request, "/contacts"), "order_added");
}

/* ---- Its end ----------------------------------------------------------------------------------
 */

/* When the order of the path was made; ERROR_NOT_FOUND unless it is in force. */
static Error *order_made_on(Request *request, Date *made_on)
{
    struct court_orders_of_rows orders;
    int64_t id = request_path_id(request, "order");
    *made_on = DATE_NONE;
    TRY(court_orders_of(request->db, request->arena, request->school_id, request->learner->id,
                        &orders));
    for (size_t i = 0; i < orders.count; i++)
        if (orders.items[i].id.n == id && !date_is_set(orders.items[i].ended_on)) {
            *made_on = orders.items[i].made_on;
            return NULL;
        }
    return error_not_found("order %" PRId64 " in force", id);
}

/* Lifting what a court said needs the same evidence as its adding. */
Error *order_end_post(Request *request)
{
    const OrderEndInput *input = request->input;
    OrderEnd end = {input->ended_on, input->evidence, {input->seen_by}};
    Date made_on;
    TRY(order_made_on(request, &made_on));
    if (date_compare(input->ended_on, request->today) > 0)
        form_problem(request, "ended_on", "The day must be today or earlier");
    if (date_compare(input->ended_on, made_on) < 0)
        form_problem(request, "ended_on", "It cannot end before it was made");
    TRY(check_seen_by(request, input->seen_by));
    TRY(court_order_end(request->db, request->school_id, request->learner->id,
                        (CourtOrderId){request_path_id(request, "order")}, &end));
    return request_done(request, contact_place(request, "/contacts"), "order_ended");
}
