/* workbook_write.h: a table as an Office Open XML workbook (.xlsx) of one sheet, for people: the
 * first row is bold, stays on top and filters; days are days, numbers are numbers.
 *
 * No cell is ever a formula: a text is written as a text, whatever it begins with. What XML cannot
 * hold is left out. Appends to the caller's buffer. */
#ifndef EXCHANGE_WORKBOOK_WRITE_H
#define EXCHANGE_WORKBOOK_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/buffer.h"
#include "platform/base/date.h"

enum { WORKBOOK_COLUMNS = 64, WORKBOOK_MOST = 64 * 1024 * 1024 };

typedef struct WorkbookWriter {
    Buffer *rows;
    size_t row, column;              /* of the cell that comes next, from 0 */
    size_t columns;                  /* of the widest row */
    size_t widest[WORKBOOK_COLUMNS]; /* characters */
} WorkbookWriter;

/* What it gathers is freed with the arena. */
WorkbookWriter workbook_write_begin(Arena *arena);
/* NULL is an empty cell. */
void workbook_write_text(WorkbookWriter *writer, const char *text);
void workbook_write_integer(WorkbookWriter *writer, long long value);
void workbook_write_date(WorkbookWriter *writer, Date date);
void workbook_write_end_row(WorkbookWriter *writer);
/* The whole file. sheet: what its tab says. */
void workbook_write_end(WorkbookWriter *writer, Arena *arena, const char *sheet, Buffer *out);

#endif
