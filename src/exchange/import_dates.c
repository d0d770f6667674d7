#include "exchange/import_dates.h"

#include <ctype.h>

#include "platform/base/date.h"

typedef enum DateOrder { ORDER_SURE, ORDER_EITHER, ORDER_DAY_FIRST, ORDER_MONTH_FIRST } DateOrder;

enum { MONTHS = 12, LEAP_YEAR = 2000 };

/* One or two digits; false when there are others. */
static bool take_number(const char **at, int *number)
{
    *number = 0;
    int digits = 0;
    for (; isdigit((unsigned char)**at); (*at)++, digits++)
        *number = digits < 2 ? *number * 10 + (**at - '0') : *number;
    return digits == 1 || digits == 2;
}

static bool take_separator(const char **at)
{
    const char *start = *at;
    while (**at == ' ' || **at == '/' || **at == '-' || **at == '.')
        (*at)++;
    return *at != start;
}

/* ORDER_SURE: no date of three numbers, or the same either way. */
static DateOrder order_of(const char *cell)
{
    int first, second;
    while (*cell == ' ')
        cell++;
    if (!take_number(&cell, &first) || !take_separator(&cell) || !take_number(&cell, &second) ||
        !take_separator(&cell) || !isdigit((unsigned char)*cell))
        return ORDER_SURE;
    bool day_first = date_is_set(date_of(LEAP_YEAR, second, first));
    bool month_first = date_is_set(date_of(LEAP_YEAR, first, second));
    if (day_first && month_first)
        return first == second ? ORDER_SURE : ORDER_EITHER;
    if (month_first)
        return ORDER_MONTH_FIRST;
    return day_first ? ORDER_DAY_FIRST : ORDER_SURE;
}

static void doubt_all(Arena *arena, const DateOrder *orders, int field, bool refuses,
                      size_t telling, ImportRows *rows)
{
    const char *sentence =
        arena_print(arena,
                    "Line %zu has the month first, so this date can be read two ways. Write the "
                    "column like 2018-04-03 and import it again.",
                    rows->items[telling].line);
    for (size_t i = 0; i < rows->count; i++) {
        ImportRow *row = &rows->items[i];
        if (orders[i] != ORDER_EITHER)
            continue;
        row->values[field] = NULL;
        import_row_say(arena, row, field, refuses, sentence);
    }
}

void import_dates_check(Arena *arena, const Table *table, const ImportMapping *mapping, int field,
                        bool refuses, ImportRows *rows)
{
    DateOrder *orders = arena_array(arena, DateOrder, rows->count);
    size_t first[ORDER_MONTH_FIRST + 1];
    for (size_t order = 0; order <= ORDER_MONTH_FIRST; order++)
        first[order] = rows->count;
    for (size_t i = 0; i < rows->count; i++) {
        orders[i] = order_of(import_cell(&table->rows[table->header + 1 + i], mapping, field));
        if (first[orders[i]] == rows->count)
            first[orders[i]] = i;
    }
    if (first[ORDER_EITHER] == rows->count)
        return;
    if (first[ORDER_MONTH_FIRST] < rows->count)
        doubt_all(arena, orders, field, refuses, first[ORDER_MONTH_FIRST], rows);
    else if (first[ORDER_DAY_FIRST] == rows->count)
        import_row_say(arena, &rows->items[first[ORDER_EITHER]], field, false,
                       "This date, and each like it in the column, is read as day/month/year. "
                       "Check one.");
}
