/* table_read.h: a table out of the bytes of a CSV file, as spreadsheets and pupil systems write
 * them.
 *
 * Reads UTF-8, UTF-16 with a mark, and Windows-1252 when it is neither; comma, semicolon, tab or
 * bar; quotes with new lines inside; any line ends; an Excel "sep=;" line. What it cannot read it
 * refuses with a sentence and a line; rows that are longer or shorter than the header are kept and
 * reported. Never knows what a column means, and never changes a value save for white space at its
 * ends and the apostrophe that table_write.h puts before a formula's first character.
 * Owns nothing: the table lives in the caller's arena. */
#ifndef EXCHANGE_TABLE_READ_H
#define EXCHANGE_TABLE_READ_H

#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef enum TableEncoding { TABLE_UTF8, TABLE_UTF16, TABLE_WINDOWS_1252 } TableEncoding;

typedef struct TableRow {
    size_t line; /* of the file on which the row begins; the first is 1 */
    size_t count;
    const char **items; /* trimmed; "" for an empty cell */
} TableRow;

typedef struct Table {
    TableEncoding encoding;
    char delimiter;
    size_t row_count; /* title lines and header included, empty rows left out */
    TableRow *rows;
    size_t header; /* which row: table_use_header() changes it */
    size_t ragged_count;
    size_t *ragged; /* indexes of rows below the header with more or fewer cells than it */
} Table;

typedef struct TableLimits {
    size_t bytes;
    size_t rows;
    size_t columns;
    size_t cells;
    size_t characters; /* in one cell */
} TableLimits;

extern const TableLimits table_limits_usual;

/* ERROR_TOO_LARGE, or ERROR_INVALID with a sentence that names the line. The header is taken to be
 * the first row that is nearly as full as the middle one. */
Error *table_read(Arena *arena, Bytes file, const TableLimits *limits, Table *table);
/* The bytes of a text file as UTF-8 without a mark. ERROR_INVALID when it is none. */
Error *table_decode(Arena *arena, Bytes file, TableEncoding *encoding, Bytes *text);
/* Takes another row as the header and reckons the ragged rows anew. */
void table_use_header(Arena *arena, Table *table, size_t row);
/* "" beyond the row's end. */
const char *table_cell(const TableRow *row, size_t column);

#endif
