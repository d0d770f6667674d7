/* Terms, half terms and the other days without learners, school year by school year. */
#include <inttypes.h>

#include "school/dates_html.h"
#include "school/dates_year_html.h"
#include "school/school_pages.h"

enum { USUAL = 3, MORE = 3, MOST = 12, FIRST_YEAR = 2000, LAST_YEAR = 2100 };

typedef struct TermInput {
    int64_t id; /* place on the page, from 1 */
    const char *name;
    Date starts_on, ends_on;
    Date half_term_starts_on, half_term_ends_on;
} TermInput;

typedef struct DatesInput {
    struct {
        size_t count;
        TermInput *items;
    } terms;
} DatesInput;

static const FormField term_fields[] = {
    FORM_TEXT(TermInput, name, .label = "Name", .max = 40),
    FORM_DATE(TermInput, starts_on, .label = "First day"),
    FORM_DATE(TermInput, ends_on, .label = "Last day"),
    FORM_DATE(TermInput, half_term_starts_on, .label = "Half term from"),
    FORM_DATE(TermInput, half_term_ends_on, .label = "Half term to"),
};
static const Form term_form = FORM(TermInput, term_fields);

static const FormField dates_fields[] = {
    FORM_ROWS(DatesInput, terms, &term_form, .label = "Term"),
};
const Form dates_form = FORM(DatesInput, dates_fields);

typedef struct ClosureInput {
    const char *name;
    Date starts_on, ends_on;
} ClosureInput;

static const FormField closure_fields[] = {
    FORM_TEXT(ClosureInput, name, .label = "What it is", .hint = "Training day, bank holiday",
              .max = 60, .missing = "Say what it is, such as Training day"),
    FORM_DATE(ClosureInput, starts_on, .label = "First day", .missing = "Enter the day"),
    FORM_DATE(ClosureInput, ends_on, .label = "Last day"),
};
const Form closure_form = FORM(ClosureInput, closure_fields);

/* ---- All years ------------------------------------------------------------------------------- */

static const char *days_words(Arena *arena, Date first, Date last)
{
    if (!date_is_set(first))
        return "";
    if (date_compare(first, last) == 0)
        return date_medium(arena, first);
    return arena_print(arena, "%s to %s", date_medium(arena, first), date_medium(arena, last));
}

static Url year_url(Request *request, int year)
{
    return url_print(request->arena, "/school/dates/%d", year);
}

static ClosureRows closures_in(Request *request, const SchoolClosures *closures, int year)
{
    ClosureRows rows = {0, arena_array(request->arena, ClosureRow, closures->count)};
    for (size_t i = 0; i < closures->count; i++) {
        const SchoolClosure *closure = &closures->items[i];
        if (academic_year(closure->starts_on) != year)
            continue;
        Url remove = url_print(request->arena, "/school/dates/%d/closures/%" PRId64 "/remove", year,
                               closures->ids[i].n);
        rows.items[rows.count++] = (ClosureRow){
            closure->name, days_words(request->arena, closure->starts_on, closure->ends_on),
            form_view(request, remove, 0, arena_print(request->arena, "Remove %s", closure->name))};
    }
    return rows;
}

static DatesYear year_of(Request *request, const SchoolTerms *terms, const SchoolClosures *closures,
                         const SchoolCalendar *calendar, int year)
{
    Arena *arena = request->arena;
    DatesYear view = {
        .words = school_year_words(arena, year),
        .change = year_url(request, year),
        .terms = {0, arena_array(arena, TermRow, terms->count)},
        .closures = closures_in(request, closures, year),
    };
    for (size_t i = 0; i < terms->count; i++) {
        const SchoolTerm *term = &terms->items[i];
        if (term->academic_year != year)
            continue;
        view.terms.items[view.terms.count++] = (TermRow){
            term->name, date_medium(arena, term->starts_on), date_medium(arena, term->ends_on),
            days_words(arena, term->half_term_starts_on, term->half_term_ends_on)};
        view.school_days +=
            school_days_between(calendar, date_add_days(term->starts_on, -1), term->ends_on);
    }
    return view;
}

static PageLinks earlier_years(Request *request, const SchoolTerms *terms, int now)
{
    PageLinks links = {0, arena_array(request->arena, PageLink, terms->count)};
    int last = 0;
    for (size_t i = terms->count; i > 0; i--) {
        int year = terms->items[i - 1].academic_year;
        if (year < now && year != last)
            links.items[links.count++] =
                (PageLink){year_url(request, year), school_year_words(request->arena, year), false};
        last = year;
    }
    return links;
}

Error *dates_page(Request *request)
{
    SchoolTerms terms;
    SchoolClosures closures;
    SchoolCalendar calendar;
    TRY(school_terms(request->db, request->arena, request->school_id, &terms));
    TRY(school_closures(request->db, request->arena, request->school_id, &closures));
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    int now = academic_year(request->today);
    DatesPage view = {
        .page = page_make(request, "Term dates", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_DATES),
        .years = {2, arena_array(request->arena, DatesYear, 2)},
        .earlier = earlier_years(request, &terms, now),
    };
    for (int i = 0; i < 2; i++)
        view.years.items[i] = year_of(request, &terms, &closures, &calendar, now + i);
    dates_html(request->out, &view);
    return NULL;
}

/* ---- One year -------------------------------------------------------------------------------- */

static Error *path_year(Request *request, int *year)
{
    int64_t id = request_path_id(request, "year");
    if (id < FIRST_YEAR || id > LAST_YEAR)
        return error_not_found("school year %" PRId64, id);
    *year = (int)id;
    return NULL;
}

static TermFields term_fields_of(Request *request, const SchoolTerm *term, int64_t place)
{
    const Form *form = &dates_form;
    const char *name = text_empty(term->name) ? "Another term" : term->name;
    TermFields fields = {
        .legend = name,
        .name = field_view_row(request, form, "terms", place, "name", term->name, NULL),
        .starts_on =
            field_view_row_date(request, form, "terms", place, "starts_on", term->starts_on),
        .ends_on = field_view_row_date(request, form, "terms", place, "ends_on", term->ends_on),
        .half_term_starts_on = field_view_row_date(
            request, form, "terms", place, "half_term_starts_on", term->half_term_starts_on),
        .half_term_ends_on = field_view_row_date(request, form, "terms", place, "half_term_ends_on",
                                                 term->half_term_ends_on),
    };
    /* All of a term may be left out together: to call each part of it optional says nothing. */
    fields.name.optional = fields.starts_on.optional = fields.ends_on.optional = false;
    fields.half_term_starts_on.optional = fields.half_term_ends_on.optional = false;
    return fields;
}

static Error *fill_terms(Request *request, int year, DatesYearPage *view)
{
    static const char *const names[USUAL] = {"Autumn", "Spring", "Summer"};
    SchoolTerms terms;
    TRY(school_terms(request->db, request->arena, request->school_id, &terms));
    size_t of_year = 0;
    view->terms.items = arena_array(request->arena, TermFields, terms.count + USUAL);
    for (size_t i = 0; i < terms.count; i++)
        if (terms.items[i].academic_year == year) {
            view->terms.items[of_year] =
                term_fields_of(request, &terms.items[i], (int64_t)of_year + 1);
            of_year++;
        }
    for (; of_year < USUAL; of_year++) {
        SchoolTerm none = {year, names[of_year], DATE_NONE, DATE_NONE, DATE_NONE, DATE_NONE};
        view->terms.items[of_year] = term_fields_of(request, &none, (int64_t)of_year + 1);
    }
    view->terms.count = of_year;
    view->more = (TermFieldRows){MORE, arena_array(request->arena, TermFields, MORE)};
    for (size_t i = 0; i < MORE; i++) {
        SchoolTerm none = {year, "", DATE_NONE, DATE_NONE, DATE_NONE, DATE_NONE};
        TermFields *more = &view->more.items[i];
        *more = term_fields_of(request, &none, (int64_t)(of_year + i) + 1);
        view->more_open = view->more_open || !text_empty(more->starts_on.value) ||
                          more->name.error != NULL || more->starts_on.error != NULL;
    }
    return NULL;
}

Error *dates_year_page(Request *request)
{
    int year = 0;
    SchoolClosures closures;
    TRY(path_year(request, &year));
    TRY(school_closures(request->db, request->arena, request->school_id, &closures));
    DatesYearPage view = {
        .page = page_make(request, "Term dates", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_DATES),
        .words = school_year_words(request->arena, year),
        .form = form_view(request, year_url(request, year), 0, "Terms"),
        .back = url_print(request->arena, "/school/dates"),
        .closures = closures_in(request, &closures, year),
        .closure_form =
            form_view(request, url_print(request->arena, "/school/dates/%d/closures", year), 0,
                      "Other days without learners"),
        .name = field_view(request, &closure_form, "name", ""),
        .starts_on = field_view_date(request, &closure_form, "starts_on", DATE_NONE),
        .ends_on = field_view_date(request, &closure_form, "ends_on", DATE_NONE),
    };
    TRY(fill_terms(request, year, &view));
    dates_year_html(request->out, &view);
    return NULL;
}

static bool left_out(const TermInput *row)
{
    return !date_is_set(row->starts_on) && !date_is_set(row->ends_on) &&
           !date_is_set(row->half_term_starts_on) && !date_is_set(row->half_term_ends_on);
}

Error *dates_save(Request *request)
{
    const DatesInput *input = request->input;
    int year = 0;
    TRY(path_year(request, &year));
    SchoolTerms terms = {0, arena_array(request->arena, SchoolTerm, input->terms.count)};
    for (size_t i = 0; i < input->terms.count; i++) {
        const TermInput *row = &input->terms.items[i];
        if (left_out(row))
            continue;
        terms.items[terms.count] = (SchoolTerm){year,
                                                row->name,
                                                row->starts_on,
                                                row->ends_on,
                                                row->half_term_starts_on,
                                                row->half_term_ends_on};
        DateFault fault = term_check(terms.items, terms.count);
        if (fault.field != NULL)
            form_problem_row(request, "terms", row->id, fault.field, fault.sentence);
        terms.count++;
    }
    TRY(form_problems(request));
    if (terms.count > MOST)
        return error_invalid("A school year has no more than twelve terms.", "terms of a year");
    TRY(school_set_terms(request->db, request->school_id, year, &terms));
    return request_done(request, url_print(request->arena, "/school/dates"), "dates_saved");
}

Error *closure_add(Request *request)
{
    const ClosureInput *input = request->input;
    int year = 0;
    TRY(path_year(request, &year));
    SchoolClosure closure = {input->name, input->starts_on, input->ends_on};
    if (!date_is_set(closure.ends_on))
        closure.ends_on = closure.starts_on;
    DateFault fault = closure_check(&closure, year);
    if (fault.field != NULL)
        form_problem(request, fault.field, fault.sentence);
    TRY(form_problems(request));
    TRY(school_add_closure(request->db, request->school_id, &closure));
    return request_done(request, year_url(request, year), "closure_added");
}

Error *closure_remove(Request *request)
{
    int year = 0;
    TRY(path_year(request, &year));
    TRY(school_remove_closure(request->db, request->school_id,
                              (SchoolClosureId){request_path_id(request, "closure")}));
    return request_done(request, year_url(request, year), "closure_removed");
}
