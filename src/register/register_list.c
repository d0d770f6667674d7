/* The rows of the register, and what each of their cells says. */
#include "register/register_list.h"

#include <stdlib.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/name_search.h"

/* ---- What this person may ask for
 * ----------------------------------------------------------------- */

StaffId register_owner(const Request *request)
{
    return request->reach == REACH_OWN ? request->staff->id : (StaffId){0};
}

/* A right that reaches less far than the list would tell of somebody whom it does not reach. */
bool register_may_show(const Request *request, RegisterColumn column)
{
    return request_reach(request, register_column_permission(column)) >= request->reach;
}

bool register_may_filter(const Request *request, RegisterField field)
{
    return field != FILTER_CARE || register_may_show(request, COLUMN_CARE);
}

static RegisterFilter own_part(const Request *request, RegisterFilter filter)
{
    for (RegisterField field = 0; field < FILTER_COUNT; field++)
        if (!register_may_filter(request, field))
            filter.values[field] = NULL;
    return filter;
}

static const char *asked_in_address(const void *context, const char *name)
{
    return request_query(context, name);
}

RegisterFilter register_filter_of(const Request *request)
{
    return own_part(request, register_filter(request, asked_in_address));
}

static const char *asked_in_fields(const void *context, const char *name)
{
    const HttpFields *fields = context;
    for (size_t i = 0; i < fields->count; i++)
        if (text_equal(fields->items[i].name, name))
            return fields->items[i].value;
    return NULL;
}

RegisterFilter register_filter_again(const Request *request, const char *query)
{
    HttpFields fields;
    if (!http_parse_form(request->arena, query, &fields))
        fields = (HttpFields){0, NULL};
    return own_part(request, register_filter(&fields, asked_in_fields));
}

Error *register_columns_kept(Request *request, RegisterColumns *columns)
{
    struct register_columns_chosen_row row;
    bool found;
    *columns = register_columns_usual();
    TRY(register_columns_chosen(request->db, request->arena, request->school_id, request->staff->id,
                                &row, &found));
    if (found)
        *columns = register_columns_parse(row.columns);
    return NULL;
}

static Error *columns_of(Request *request, RegisterList *list)
{
    list->columns = list->filter.columns;
    if (list->columns == 0)
        TRY(register_columns_kept(request, &list->columns));
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        if (!register_may_show(request, column))
            list->columns &= ~register_column_bit(column);
    return NULL;
}

/* ---- Rows
 * ----------------------------------------------------------------------------------------- */

static enum register_rows_order order_of(const RegisterFilter *filter)
{
    static const enum register_rows_order orders[SORT_COUNT][2] = {
        [SORT_NAME] = {REGISTER_ROWS_BY_NAME, REGISTER_ROWS_BY_NAME_DOWN},
        [SORT_CLASS] = {REGISTER_ROWS_BY_CLASS, REGISTER_ROWS_BY_CLASS_DOWN},
        [SORT_LEVEL] = {REGISTER_ROWS_BY_LEVEL, REGISTER_ROWS_BY_LEVEL_DOWN},
        [SORT_SINCE] = {REGISTER_ROWS_BY_SINCE, REGISTER_ROWS_BY_SINCE_DOWN},
        [SORT_NEED] = {REGISTER_ROWS_BY_NAME, REGISTER_ROWS_BY_NAME}, /* see sort_by_need() */
        [SORT_AREAS] = {REGISTER_ROWS_BY_AREAS, REGISTER_ROWS_BY_AREAS_DOWN},
        [SORT_STAGE] = {REGISTER_ROWS_BY_STAGE, REGISTER_ROWS_BY_STAGE_DOWN},
        [SORT_REVIEW] = {REGISTER_ROWS_BY_REVIEW, REGISTER_ROWS_BY_REVIEW_DOWN},
    };
    return orders[filter->sort][filter->descending];
}

/* By the words that are shown, which the store does not know; among the same need by name, and
 * those without one last. Each place is asked for once: need_place() compares words. */
static void sort_by_need(Arena *arena, bool descending, struct register_rows_rows *rows)
{
    struct register_rows_row *sorted = arena_array(arena, struct register_rows_row, rows->count);
    size_t *place_of = arena_array(arena, size_t, rows->count), places, used = 0;
    need_types(&places);
    for (size_t row = 0; row < rows->count; row++)
        place_of[row] = need_place(rows->items[row].primary_need);
    for (size_t i = 0; i <= places; i++) {
        size_t place = descending && i < places ? places - 1 - i : i;
        for (size_t row = 0; row < rows->count; row++)
            if (place_of[row] == place)
                sorted[used++] = rows->items[row];
    }
    ASSERT(used == rows->count);
    rows->items = sorted;
}

/* n of the id in the address, 0 when it is not asked for. */
static int64_t asked_id(const RegisterFilter *filter, RegisterField field)
{
    int64_t id = 0;
    if (filter->values[field] != NULL)
        ASSERT(id_parse(filter->values[field], &id));
    return id;
}

/* The store finds by keys, which know no apostrophe and no hyphen. */
static void keep_those_named(Arena *arena, const char *typed, struct register_rows_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct register_rows_row *row = &rows->items[i];
        const char *const names[] = {row->surname, row->preferred_name, row->forename};
        if (name_search_fits(arena, typed, names, 3))
            rows->items[kept++] = *row;
    }
    rows->count = kept;
}

Error *register_list_find(Request *request, const RegisterFilter *filter, const char *searched,
                          struct register_rows_rows *rows)
{
    const char *words[NAME_SEARCH_WORDS];
    const char *const *values = filter->values;
    const char *level = values[FILTER_LEVEL];
    bool everyone =
        text_equal(level, "everyone") || (level == NULL && (filter->search || filter->choose));
    Date from, before;
    name_search_words(request->arena, filter->search ? searched : NULL, words);
    register_days(filter, request->today, &from, &before);
    TRY(register_rows(
        request->db, request->arena, request->school_id, request->today, register_owner(request),
        everyone ? NULL : level, !everyone && level == NULL, values[FILTER_YEAR],
        (ClassId){asked_id(filter, FILTER_CLASS)}, values[FILTER_NEED], values[FILTER_AREA],
        register_state(values[FILTER_STAGE]), from, before,
        (StaffId){asked_id(filter, FILTER_TEACHER)}, register_yes(values[FILTER_PREMIUM]),
        register_yes(values[FILTER_CARE]), values[FILTER_EAL], values[FILTER_SEX], words[0],
        words[1], words[2], register_may_show(request, COLUMN_CARE), order_of(filter), rows));
    if (words[0] != NULL)
        keep_those_named(request->arena, searched, rows);
    if (filter->sort == SORT_NEED)
        sort_by_need(request->arena, filter->descending, rows);
    return NULL;
}

/* ---- What stands beside them
 * ---------------------------------------------------------------------- */

/* Keys come in order; words of one key are joined. */
static void gather(Arena *arena, GatheredWords *gathered, int64_t key, const char *words)
{
    Gathered *last = gathered->count == 0 ? NULL : &gathered->items[gathered->count - 1];
    if (last != NULL && last->key == key)
        last->words = arena_print(arena, "%s, %s", last->words, words);
    else
        gathered->items[gathered->count++] = (Gathered){key, words};
}

static int by_key(const void *wanted, const void *item)
{
    int64_t left = *(const int64_t *)wanted, right = ((const Gathered *)item)->key;
    return (left > right) - (left < right);
}

static const char *gathered_words(const GatheredWords *gathered, int64_t key)
{
    const Gathered *found = gathered->count == 0 ? NULL
                                                 : bsearch(&key, gathered->items, gathered->count,
                                                           sizeof *gathered->items, by_key);
    return found == NULL ? NULL : found->words;
}

static const char *need_words(const char *code)
{
    const NeedType *need = code == NULL ? NULL : need_type(code);
    return need == NULL ? code : need->name;
}

static Error *load_others(Request *request, RegisterList *list)
{
    struct register_other_needs_rows rows;
    TRY(register_other_needs(request->db, request->arena, request->school_id, request->today,
                             register_owner(request), &rows));
    list->others.items = arena_array(request->arena, Gathered, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        gather(request->arena, &list->others, rows.items[i].learner_id.n,
               need_words(rows.items[i].code));
    return NULL;
}

static Error *load_areas(Request *request, RegisterList *list)
{
    struct register_all_areas_rows rows;
    NeedArea area;
    TRY(register_all_areas(request->db, request->arena, request->school_id, request->today,
                           register_owner(request), &rows));
    list->areas.items = arena_array(request->arena, Gathered, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        if (need_area_parse(rows.items[i].area, &area))
            gather(request->arena, &list->areas, rows.items[i].learner_id.n, need_area_words(area));
    return NULL;
}

static Error *load_teachers(Request *request, RegisterList *list)
{
    struct register_class_teachers_rows rows;
    TRY(register_class_teachers(request->db, request->arena, request->school_id, request->today,
                                &rows));
    list->teachers.items = arena_array(request->arena, Gathered, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        gather(request->arena, &list->teachers, rows.items[i].class_id.n,
               rows.items[i].display_name);
    return NULL;
}

static Error *load_beside(Request *request, RegisterList *list)
{
    if (register_column_among(list->columns, COLUMN_OTHERS))
        TRY(load_others(request, list));
    if (register_column_among(list->columns, COLUMN_AREAS))
        TRY(load_areas(request, list));
    if (register_column_among(list->columns, COLUMN_TEACHER))
        TRY(load_teachers(request, list));
    if (register_column_among(list->columns, COLUMN_TOLD))
        TRY(register_told(request->db, request->arena, request->school_id, request->today,
                          register_owner(request), &list->told));
    return NULL;
}

Error *register_list_load(Request *request, RegisterList *list)
{
    *list = (RegisterList){.filter = register_filter_of(request)};
    TRY(columns_of(request, list));
    TRY(levels_of(request->db, request->arena, request->school_id, &list->levels));
    TRY(register_list_find(request, &list->filter, request->session->search, &list->rows));
    return load_beside(request, list);
}

/* ---- Cells
 * ---------------------------------------------------------------------------------------- */

static int by_learner(const void *wanted, const void *item)
{
    int64_t left = *(const int64_t *)wanted;
    int64_t right = ((const struct register_told_row *)item)->learner_id.n;
    return (left > right) - (left < right);
}

/* R-P-1: a family is told of support without an EHC plan, and not of monitoring. */
static RegisterValue told_value(const RegisterList *list, const struct register_rows_row *row)
{
    const struct register_told_row *found =
        list->told.count == 0 ? NULL
                              : bsearch(&row->id.n, list->told.items, list->told.count,
                                        sizeof *list->told.items, by_learner);
    if (found != NULL)
        return (RegisterValue){.date = found->told_on};
    bool owed = text_equal(row->level, "sen_support");
    return (RegisterValue){.text = owed ? "Not yet" : NULL, .date = DATE_NONE};
}

static const char *stage_words(const struct register_rows_row *row)
{
    CycleState state;
    return row->state != NULL && cycle_state_parse(row->state, &state) ? cycle_state_words(state)
                                                                       : NULL;
}

/* A plan holds while it is carried out and reviewed. */
static Date plan_since(const struct register_rows_row *row)
{
    bool holds = text_equal(row->state, "doing") || text_equal(row->state, "reviewing");
    return holds ? row->planned_on : DATE_NONE;
}

static const char *yes_or_no(OptionalInteger answer, const char *unknown)
{
    if (!answer.present)
        return unknown;
    return answer.value != 0 ? "Yes" : "No";
}

static const char *sex_words(const char *sex)
{
    if (text_equal(sex, "F"))
        return "Female";
    return text_equal(sex, "M") ? "Male" : NULL;
}

/* NULL for the columns that are days or numbers. */
static const char *text_of(const RegisterList *list, const struct register_rows_row *row,
                           RegisterColumn column)
{
    switch (column) {
    case COLUMN_YEAR:
        return learner_year_words(row->national_year);
    case COLUMN_CLASS:
        return row->class_name;
    case COLUMN_SEX:
        return sex_words(row->sex);
    case COLUMN_LEVEL:
        return level_name(&list->levels, row->level, row->school_level);
    case COLUMN_CENSUS:
        return level_census_code(row->level);
    case COLUMN_STAGE:
        return stage_words(row);
    case COLUMN_NEED:
        return need_words(row->primary_need);
    case COLUMN_OTHERS:
        return gathered_words(&list->others, row->id.n);
    case COLUMN_AREAS:
        return gathered_words(&list->areas, row->id.n);
    case COLUMN_TEACHER:
        return gathered_words(&list->teachers, row->class_id.n);
    case COLUMN_PREMIUM:
        return row->pupil_premium ? "Yes" : "No";
    case COLUMN_CARE:
        return yes_or_no(row->looked_after, NULL);
    case COLUMN_EAL:
        return yes_or_no(row->english_additional, "Not known");
    default:
        return NULL;
    }
}

RegisterValue register_value(Request *request, const RegisterList *list,
                             const struct register_rows_row *row, RegisterColumn column)
{
    switch (column) {
    case COLUMN_AGE:
        return (RegisterValue){.date = DATE_NONE,
                               .number = {true, date_age(row->born_on, request->today)}};
    case COLUMN_SINCE:
        return (RegisterValue){.date = row->level_since};
    case COLUMN_REVIEW:
        return (RegisterValue){.date = row->review_on};
    case COLUMN_PLAN:
        return (RegisterValue){.date = plan_since(row)};
    case COLUMN_TOLD:
        return told_value(list, row);
    default:
        return (RegisterValue){.text = text_of(list, row, column), .date = DATE_NONE};
    }
}

/* ---- The whole list, for a file
 * ------------------------------------------------------------------- */

static const char *given_of(const struct register_rows_row *row)
{
    return row->preferred_name == NULL ? row->forename : row->preferred_name;
}

Error *register_table(Request *request, RegisterTable *table)
{
    RegisterList list;
    FilterSelects selects;
    TRY(register_list_load(request, &list));
    TRY(register_selects(request, &list.filter, &selects));
    const char **heads = arena_array(request->arena, const char *, COLUMN_COUNT + 2);
    heads[0] = "Family name";
    heads[1] = "Given name";
    size_t width = 2;
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        if (register_column_among(list.columns, column))
            heads[width++] = register_column_heading(column);
    RegisterValue *values = arena_array(request->arena, RegisterValue, list.rows.count * width);
    *table = (RegisterTable){register_filter_words(request, &list.filter, &selects),
                             {width, heads},
                             list.rows.count,
                             values};
    for (size_t i = 0; i < list.rows.count; i++) {
        const struct register_rows_row *row = &list.rows.items[i];
        request_shows(request, row->id);
        *values++ = (RegisterValue){.text = row->surname, .date = DATE_NONE};
        *values++ = (RegisterValue){.text = given_of(row), .date = DATE_NONE};
        for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
            if (register_column_among(list.columns, column))
                *values++ = register_value(request, &list, row, column);
    }
    return NULL;
}
