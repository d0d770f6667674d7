/* Counts without names, for governors: the small ones withheld, and what they could be worked out
 * from. */
#include "care/numbers_pages.h"

#include "care/care.h"
#include "care/numbers_html.h"
#include "care/numbers_rules.h"
#include "care/numbers_sql.h"
#include "duty/duty.h"
#include "learner/need.h"

enum { TABLES = 4 };

/* One table while it is made. */
typedef struct Making {
    Request *request;
    int threshold;
    size_t size;
    const char **what;
    Count *counts;
} Making;

static Making making(Request *request, size_t most, int threshold)
{
    return (Making){request, threshold, 0, arena_array(request->arena, const char *, most),
                    arena_array(request->arena, Count, most)};
}

static void add(Making *made, const char *what, int count)
{
    made->what[made->size] = what;
    made->counts[made->size++] = (Count){.count = count};
}

/* of: whom the percent are of. */
static NumberTable table_of(Making *made, const char *caption, const char *of)
{
    Arena *arena = made->request->arena;
    NumberTable table = {
        caption, of, {made->size, arena_array(arena, NumberRow, made->size)}, "withheld"};
    bool shown = numbers_withhold(made->counts, made->size, made->threshold);
    int total = 0;
    for (size_t i = 0; i < made->size; i++)
        total += made->counts[i].count;
    if (shown)
        table.total = arena_print(arena, "%d", total);
    for (size_t i = 0; i < made->size; i++) {
        const Count *count = &made->counts[i];
        table.rows.items[i] = (NumberRow){
            .what = made->what[i],
            .count = count->withheld ? "withheld" : arena_print(arena, "%d", count->count),
            .percent = count->withheld || !shown
                           ? ""
                           : arena_print(arena, "%d%%", numbers_percent(count->count, total)),
        };
    }
    return table;
}

static Error *by_level(Request *request, int threshold, NumberTable *table)
{
    struct numbers_by_level_rows rows;
    TRY(numbers_by_level(request->db, request->arena, request->school_id, request->today, &rows));
    Making made = making(request, rows.count, threshold);
    for (size_t i = 0; i < rows.count; i++) {
        SenStatus status = SEN_NONE;
        (void)sen_status_parse_code(rows.items[i].census_code, &status);
        add(&made, sen_status_words(status), rows.items[i].learners);
    }
    *table = table_of(&made, "SEN provision", "everybody on roll");
    return NULL;
}

static Error *by_year(Request *request, int threshold, NumberTable *table)
{
    struct numbers_by_year_rows rows;
    TRY(numbers_by_year(request->db, request->arena, request->school_id, request->today, &rows));
    Making made = making(request, rows.count, threshold);
    for (size_t i = 0; i < rows.count; i++)
        add(&made, learner_year_words(rows.items[i].national_year), rows.items[i].supported);
    *table = table_of(&made, "With SEN, by year", "those with SEN");
    return NULL;
}

static Error *by_need(Request *request, int threshold, NumberTable *table)
{
    struct numbers_by_need_rows rows;
    TRY(numbers_by_need(request->db, request->arena, request->school_id, request->today, &rows));
    Making made = making(request, rows.count, threshold);
    for (size_t i = 0; i < rows.count; i++) {
        const char *code = rows.items[i].primary_need;
        const NeedType *need = code == NULL ? NULL : need_type(code);
        add(&made, need == NULL ? "None noted" : need->name, rows.items[i].learners);
    }
    *table = table_of(&made, "With SEN, by primary need", "those with SEN");
    return NULL;
}

static const char *sex_words(const char *sex)
{
    if (text_equal(sex, "F"))
        return "Girls";
    return text_equal(sex, "M") ? "Boys" : "Not known";
}

static Error *by_sex(Request *request, int threshold, NumberTable *table)
{
    struct numbers_by_sex_rows rows;
    TRY(numbers_by_sex(request->db, request->arena, request->school_id, request->today, &rows));
    Making made = making(request, rows.count, threshold);
    for (size_t i = 0; i < rows.count; i++)
        add(&made, sex_words(rows.items[i].sex), rows.items[i].supported);
    *table = table_of(&made, "With SEN, girls and boys", "those with SEN");
    return NULL;
}

static Error *fill_reviews(Request *request, NumbersPage *view)
{
    struct numbers_of_reviews_row row;
    TRY(numbers_of_reviews(request->db, request->arena, request->school_id,
                           academic_year_start(request->today), request->today, &row));
    Count counts[] = {{.count = row.in_time}, {.count = row.held - row.in_time}};
    if (row.held == 0)
        view->reviews = "No review was held yet this school year.";
    else if (!numbers_withhold(counts, 2, view->threshold) || counts[0].withheld)
        view->reviews = "Too few reviews were late, or in time, to say how many.";
    else
        view->reviews = arena_print(request->arena,
                                    "%d reviews were held this school year, %d%% of them in time.",
                                    row.held, numbers_percent(row.in_time, row.held));
    return NULL;
}

Error *numbers_page(Request *request)
{
    static Error *(*const tables[TABLES])(Request *, int, NumberTable *) = {by_level, by_year,
                                                                            by_need, by_sex};
    NumbersPage view = {
        .page = page_make(request, "Numbers", SECTION_NUMBERS),
        .day = date_long(request->arena, request->today),
        .threshold = rule_pack_on(request->today)->clocks.withheld_below,
        .tables = {TABLES, arena_array(request->arena, NumberTable, TABLES)},
        .learner_word = request->school->learner_word,
    };
    for (size_t i = 0; i < TABLES; i++)
        TRY(tables[i](request, view.threshold, &view.tables.items[i]));
    TRY(fill_reviews(request, &view));
    numbers_html(request->out, &view);
    return NULL;
}
