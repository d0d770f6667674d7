/* table_write.h: a CSV file, written so that no cell is ever run as a formula.
 *
 * For people: UTF-8 with a mark, so that Excel reads it as such, and an apostrophe before a text
 * that starts like a formula. For machines: neither, and a count of the cells that would have
 * needed the apostrophe, so that the caller may refuse or warn. Lines end in CR LF.
 * Appends to the caller's buffer and owns nothing. */
#ifndef EXCHANGE_TABLE_WRITE_H
#define EXCHANGE_TABLE_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/buffer.h"
#include "platform/base/date.h"

typedef enum TableReader { TABLE_FOR_PEOPLE, TABLE_FOR_MACHINES } TableReader;

typedef struct TableWriter {
    Buffer *out;
    TableReader reader;
    bool row_begun;
    size_t unguarded; /* cells for machines that start like a formula */
} TableWriter;

TableWriter table_write_begin(Buffer *out, TableReader reader);
/* NULL is an empty cell. */
void table_write_text(TableWriter *writer, const char *text);
void table_write_integer(TableWriter *writer, long long value);
/* ISO, which every reader of ours and of theirs takes one way only. */
void table_write_date(TableWriter *writer, Date date);
void table_write_end_row(TableWriter *writer);

/* True when a spreadsheet might take the text for a formula. */
bool table_formula_like(const char *text);

#endif
