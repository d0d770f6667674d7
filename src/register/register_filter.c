#include "register/register_filter.h"

#include <string.h>

#include "learner/age.h"
#include "learner/cycle.h"
#include "learner/level.h"
#include "learner/need.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

enum { SOON_DAYS = 14, PAGE_MOST = 1000 };

static const char *const field_names[FILTER_COUNT] = {"level",   "year",  "class", "need",
                                                      "area",    "stage", "due",   "teacher",
                                                      "premium", "care",  "eal",   "sex"};
static const char *const sort_names[SORT_COUNT] = {"name", "class", "level", "since",
                                                   "need", "areas", "stage", "review"};
static const struct {
    const char *stage;
    CycleState state;
} stages[] = {
    {"assess", CYCLE_ASSESSING},
    {"plan", CYCLE_PLANNING},
    {"do", CYCLE_DOING},
    {"review", CYCLE_REVIEWING},
};

/* ---- Reading the address ------------------------------------------------------------------------
 */

static bool one_of(const char *value, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_equal(*words, value))
            return true;
    return false;
}

static bool is_year(const char *value)
{
    NationalYear year;
    return national_year_parse(value, &year) && text_equal(national_year_code(year), value);
}

static bool known(RegisterField field, const char *value)
{
    static const char *const dues[] = {"late", "soon", NULL};
    static const char *const answers[] = {"yes", "no", NULL};
    static const char *const languages[] = {"yes", "no", "unknown", NULL};
    static const char *const sexes[] = {"F", "M", NULL};
    NeedArea area;
    int64_t id;
    switch (field) {
    case FILTER_LEVEL:
        return text_equal(value, "everyone") || level_code_fit(value);
    case FILTER_YEAR:
        return is_year(value);
    case FILTER_CLASS:
    case FILTER_TEACHER:
        return id_parse(value, &id);
    case FILTER_NEED:
        return need_type(value) != NULL;
    case FILTER_AREA:
        return need_area_parse(value, &area);
    case FILTER_STAGE:
        return register_state(value) != NULL;
    case FILTER_DUE:
        return one_of(value, dues);
    case FILTER_PREMIUM:
    case FILTER_CARE:
        return one_of(value, answers);
    case FILTER_EAL:
        return one_of(value, languages);
    case FILTER_SEX:
        return one_of(value, sexes);
    case FILTER_COUNT:
        break;
    }
    return false;
}

static void read_sort(RegisterFilter *filter, const char *value)
{
    if (value == NULL)
        return;
    bool descending = value[0] == '-';
    for (int sort = 0; sort < SORT_COUNT; sort++)
        if (text_equal(sort_names[sort], value + descending)) {
            filter->sort = (RegisterSort)sort;
            filter->descending = descending;
        }
}

RegisterFilter register_filter(const void *context, RegisterAsked asked)
{
    RegisterFilter filter = {.rows = REGISTER_ROWS, .page = 1};
    for (int field = 0; field < FILTER_COUNT; field++) {
        const char *value = asked(context, field_names[field]);
        if (!text_empty(value) && known((RegisterField)field, value))
            filter.values[field] = value;
    }
    long long number;
    filter.columns = register_columns_parse(asked(context, "columns"));
    read_sort(&filter, asked(context, "sort"));
    filter.search = text_equal(asked(context, "search"), "1");
    filter.choose = text_equal(asked(context, "choose"), "concern");
    const char *rows = asked(context, "rows");
    if (rows != NULL && text_integer(rows, 1, REGISTER_MOST, &number))
        filter.rows = (int)number;
    const char *page = asked(context, "page");
    if (page != NULL && text_integer(page, 1, PAGE_MOST, &number))
        filter.page = (int)number;
    return filter;
}

/* ---- Writing it ---------------------------------------------------------------------------------
 */

static const char *with(Arena *arena, const char *query, const char *name, const char *value)
{
    return arena_print(arena, "%s%c%s=%s", query, *query == '\0' ? '?' : '&', name,
                       url_encode(arena, value));
}

static const char *query_of(Arena *arena, const RegisterFilter *filter)
{
    const char *query = "";
    if (filter->search)
        query = with(arena, query, "search", "1");
    if (filter->choose)
        query = with(arena, query, "choose", "concern");
    for (int field = 0; field < FILTER_COUNT; field++)
        if (filter->values[field] != NULL)
            query = with(arena, query, field_names[field], filter->values[field]);
    if (filter->columns != 0)
        query = with(arena, query, "columns", register_columns_text(arena, filter->columns));
    if (filter->sort != SORT_NAME || filter->descending)
        query = with(
            arena, query, "sort",
            arena_print(arena, "%s%s", filter->descending ? "-" : "", sort_names[filter->sort]));
    if (filter->rows != REGISTER_ROWS)
        query = with(arena, query, "rows", arena_print(arena, "%d", filter->rows));
    if (filter->page > 1)
        query = with(arena, query, "page", arena_print(arena, "%d", filter->page));
    return query;
}

Url register_address_at(Arena *arena, const char *path, const RegisterFilter *filter)
{
    return url_print(arena, "%s%s", path, query_of(arena, filter));
}

Url register_address(Arena *arena, const RegisterFilter *filter)
{
    return register_address_at(arena, "/register", filter);
}

const char *register_query(Arena *arena, const RegisterFilter *filter)
{
    RegisterFilter other = *filter;
    other.search = false;
    other.choose = false;
    other.page = 1;
    const char *query = query_of(arena, &other);
    return *query == '\0' ? query : query + 1;
}

Url register_address_without(Arena *arena, const RegisterFilter *filter, RegisterField field)
{
    RegisterFilter other = *filter;
    other.values[field] = NULL;
    other.page = 1;
    return register_address(arena, &other);
}

Url register_address_any_name(Arena *arena, const RegisterFilter *filter)
{
    RegisterFilter other = *filter;
    other.search = false;
    other.page = 1;
    return register_address(arena, &other);
}

Url register_address_sorted(Arena *arena, const RegisterFilter *filter, RegisterSort sort)
{
    RegisterFilter other = *filter;
    other.descending = filter->sort == sort && !filter->descending;
    other.sort = sort;
    other.page = 1;
    return register_address(arena, &other);
}

Url register_address_page(Arena *arena, const RegisterFilter *filter, int page)
{
    RegisterFilter other = *filter;
    other.page = page;
    return register_address(arena, &other);
}

const char *register_field_name(RegisterField field)
{
    return field_names[field];
}

const char *register_sort_name(RegisterSort sort)
{
    return sort_names[sort];
}

const char *register_aria_sort(const RegisterFilter *filter, RegisterSort sort)
{
    if (filter->sort != sort)
        return "none";
    return filter->descending ? "descending" : "ascending";
}

/* ---- What the query is asked --------------------------------------------------------------------
 */

void register_days(const RegisterFilter *filter, Date today, Date *from, Date *before)
{
    const char *due = filter->values[FILTER_DUE];
    *from = DATE_NONE;
    *before = DATE_NONE;
    if (text_equal(due, "late"))
        *before = today;
    if (text_equal(due, "soon")) {
        *from = today;
        *before = date_add_days(today, SOON_DAYS + 1);
    }
}

OptionalInteger register_yes(const char *value)
{
    return (OptionalInteger){text_equal(value, "yes") || text_equal(value, "no"),
                             text_equal(value, "yes")};
}

const char *register_state(const char *stage)
{
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        if (text_equal(stages[i].stage, stage))
            return cycle_state_code(stages[i].state);
    return NULL;
}
