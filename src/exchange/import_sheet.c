#include "exchange/import_sheet.h"

#include <ctype.h>
#include <string.h>

enum { HEADER_SEARCHED = 20 }; /* rows */

/* ---- Columns -------------------------------------------------------------------------------- */

char *import_heading_key(Arena *arena, const char *heading)
{
    char *key = arena_copy(arena, heading);
    size_t length = 0;
    for (const char *c = heading; *c != '\0'; c++)
        if (isalnum((unsigned char)*c))
            key[length++] = (char)tolower((unsigned char)*c);
    key[length] = '\0';
    return key;
}

/* What tells one from another is not taken from the first of two columns that are called the same:
 * somebody who knows the file is asked. */
static void leave_twins(const ImportSheet *sheet, ImportMapping *mapping, const char *const *keys,
                        size_t count)
{
    for (size_t i = 0; i < sheet->telling_count; i++) {
        int *chosen = &mapping->column[sheet->telling[i]];
        for (size_t column = 0; column < count && *chosen != IMPORT_NO_COLUMN; column++)
            if ((int)column != *chosen && text_equal(keys[column], keys[*chosen]))
                *chosen = IMPORT_NO_COLUMN;
    }
}

ImportMapping import_sheet_map(Arena *arena, const ImportSheet *sheet, const TableRow *header)
{
    ImportMapping mapping;
    for (int i = 0; i < IMPORT_FIELDS_MOST; i++)
        mapping.column[i] = IMPORT_NO_COLUMN;
    const char **keys = arena_array(arena, const char *, header->count);
    for (size_t column = 0; column < header->count; column++)
        keys[column] = import_heading_key(arena, header->items[column]);
    for (size_t i = 0; i < sheet->heading_count; i++)
        for (size_t column = 0; column < header->count; column++) {
            int *chosen = &mapping.column[sheet->headings[i].field];
            if (*chosen == IMPORT_NO_COLUMN && text_equal(keys[column], sheet->headings[i].key))
                *chosen = (int)column;
        }
    leave_twins(sheet, &mapping, keys, header->count);
    return mapping;
}

size_t import_sheet_known(Arena *arena, const ImportSheet *sheet, const TableRow *header)
{
    ImportMapping mapping = import_sheet_map(arena, sheet, header);
    size_t known = 0;
    for (size_t i = 0; i < sheet->field_count; i++)
        known += mapping.column[i] != IMPORT_NO_COLUMN ? 1 : 0;
    return known;
}

size_t import_sheet_header(Arena *arena, const ImportSheet *sheet, const Table *table)
{
    size_t best = table->header;
    size_t most = 0;
    for (size_t i = 0; i < table->row_count && i < HEADER_SEARCHED; i++) {
        size_t known = import_sheet_known(arena, sheet, &table->rows[i]);
        if (known > most) {
            most = known;
            best = i;
        }
    }
    return best;
}

static bool has_column(const ImportMapping *mapping, int field)
{
    return field >= 0 && mapping->column[field] != IMPORT_NO_COLUMN;
}

const char *import_sheet_fault(const ImportSheet *sheet, const ImportMapping *mapping)
{
    for (size_t i = 0; i < sheet->needed_count; i++)
        if (!has_column(mapping, sheet->needed[i].field) &&
            !has_column(mapping, sheet->needed[i].or_field))
            return sheet->needed[i].sentence;
    for (size_t i = 0; i < sheet->field_count; i++)
        for (size_t j = 0; j < i; j++)
            if (has_column(mapping, (int)i) && mapping->column[i] == mapping->column[j])
                return "One column is chosen twice";
    return NULL;
}

bool import_sheet_field(const ImportSheet *sheet, const char *code, int *field)
{
    for (size_t i = 0; i < sheet->field_count; i++)
        if (text_equal(code, sheet->fields[i].code)) {
            *field = (int)i;
            return true;
        }
    return false;
}

const char *import_column_key(Arena *arena, const TableRow *header, size_t column)
{
    const char *key = import_heading_key(arena, header->items[column]);
    size_t before = 0;
    for (size_t i = 0; i < column; i++)
        before += text_equal(import_heading_key(arena, header->items[i]), key) ? 1 : 0;
    return before == 0 && key[0] != '\0' ? key : arena_print(arena, "%s %zu", key, before + 1);
}

/* ---- Rows ----------------------------------------------------------------------------------- */

const ImportProblem *import_refusal(const ImportRow *row)
{
    for (size_t i = 0; i < row->problem_count; i++)
        if (row->problems[i].refuses)
            return &row->problems[i];
    return NULL;
}

void import_row_say(Arena *arena, ImportRow *row, int field, bool refuses, const char *sentence)
{
    ImportProblem *problems = arena_array(arena, ImportProblem, row->problem_count + 1);
    if (row->problem_count > 0)
        memcpy(problems, row->problems, row->problem_count * sizeof *problems);
    problems[row->problem_count++] = (ImportProblem){field, refuses, sentence};
    row->problems = problems;
}

const char *import_cell(const TableRow *cells, const ImportMapping *mapping, int field)
{
    int column = mapping->column[field];
    return column == IMPORT_NO_COLUMN ? "" : table_cell(cells, (size_t)column);
}

ImportRows import_rows_read(Arena *arena, const Table *table, const ImportMapping *mapping,
                            const ImportReading *reading)
{
    size_t first = table->header + 1;
    ImportRows rows = {.count = first < table->row_count ? table->row_count - first : 0};
    rows.items = arena_array(arena, ImportRow, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const TableRow *cells = &table->rows[first + i];
        ImportRow *row = &rows.items[i];
        row->line = cells->line;
        for (int field = 0; field < reading->field_count; field++) {
            const char *cell = import_cell(cells, mapping, field);
            if (cell[0] != '\0')
                reading->cell(arena, row, field, cell);
        }
        if (reading->finish != NULL)
            reading->finish(arena, row, cells, mapping);
    }
    return rows;
}

Texts import_remarks(Arena *arena, const ImportRow *row)
{
    Texts remarks = {0, arena_array(arena, const char *, row->problem_count)};
    for (size_t i = 0; i < row->problem_count; i++)
        if (!row->problems[i].refuses)
            remarks.items[remarks.count++] = row->problems[i].sentence;
    return remarks;
}

void import_line_say(Arena *arena, ImportLine *line, const char *sentence)
{
    const char **items = arena_array(arena, const char *, line->remarks.count + 1);
    for (size_t i = 0; i < line->remarks.count; i++)
        items[i] = line->remarks.items[i];
    items[line->remarks.count] = sentence;
    line->remarks = (Texts){line->remarks.count + 1, items};
}
