#include "exchange/table_read.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/table_write.h"
#include "platform/base/buffer.h"
#include "platform/base/log.h"

#define SAMPLED_LINES 20 /* looked at for the delimiter and the header */
#define CHOICES       ",;\t|"

const TableLimits table_limits_usual = {
    .bytes = 16U << 20, .rows = 100000, .columns = 200, .cells = 1000000, .characters = 32767};

/* ---- Bytes to UTF-8 ------------------------------------------------------------------------- */

static void put_codepoint(Buffer *out, unsigned codepoint)
{
    if (codepoint < 0x80) {
        buffer_put_char(out, (char)codepoint);
    } else if (codepoint < 0x800) {
        buffer_put_char(out, (char)(0xC0 | codepoint >> 6));
        buffer_put_char(out, (char)(0x80 | (codepoint & 0x3F)));
    } else {
        if (codepoint < 0x10000) {
            buffer_put_char(out, (char)(0xE0 | codepoint >> 12));
        } else {
            buffer_put_char(out, (char)(0xF0 | codepoint >> 18));
            buffer_put_char(out, (char)(0x80 | (codepoint >> 12 & 0x3F)));
        }
        buffer_put_char(out, (char)(0x80 | (codepoint >> 6 & 0x3F)));
        buffer_put_char(out, (char)(0x80 | (codepoint & 0x3F)));
    }
}

/* low: place of the low byte in each pair, 0 for little-endian. False for a lone surrogate or an
 * odd byte. */
static bool from_utf16(const unsigned char *data, size_t length, size_t low, Buffer *out)
{
    if (length % 2 != 0)
        return false;
    unsigned high_half = 0;
    for (size_t i = 0; i < length; i += 2) {
        unsigned unit = (unsigned)data[i + low] | (unsigned)data[i + 1 - low] << 8;
        bool is_high = unit >= 0xD800 && unit < 0xDC00;
        bool is_low = unit >= 0xDC00 && unit < 0xE000;
        if (is_low != (high_half != 0))
            return false;
        if (is_high) {
            high_half = unit;
        } else if (is_low) {
            put_codepoint(out, 0x10000 + ((high_half - 0xD800) << 10) + (unit - 0xDC00));
            high_half = 0;
        } else {
            put_codepoint(out, unit);
        }
    }
    return high_half == 0;
}

static void release_buffer(void *buffer)
{
    buffer_free(buffer);
}

static Buffer *arena_buffer(Arena *arena, size_t maximum)
{
    Buffer *buffer = arena_new(arena, Buffer);
    buffer_init(buffer, maximum);
    arena_defer(arena, release_buffer, buffer);
    return buffer;
}

static Error *decode_utf16(Arena *arena, Bytes file, Bytes *text)
{
    Buffer *out = arena_buffer(arena, file.length * 2 + 1);
    size_t low = file.data[0] == 0xFF ? 0 : 1;
    if (!from_utf16(file.data + 2, file.length - 2, low, out) || buffer_failed(out))
        return error_invalid("The file is damaged: its text cannot be read. Save it again as CSV.",
                             "utf-16 of %zu bytes is broken", file.length);
    *text = (Bytes){(const unsigned char *)buffer_text(out), out->length};
    return NULL;
}

/* Bytes that stand for nothing in Windows-1252: what was meant, nobody can say. */
static Error *refuse_undefined(Arena *arena, Bytes file)
{
    size_t line = 1;
    for (size_t i = 0; i < file.length; i++) {
        if (file.data[i] != '\0' && strchr("\x81\x8D\x8F\x90\x9D", (char)file.data[i]) != NULL)
            return error_invalid(
                arena_print(arena,
                            "Line %zu: a character cannot be read. Save the file again as CSV "
                            "UTF-8.",
                            line),
                "windows-1252 byte %02x", file.data[i]);
        line += file.data[i] == '\n';
    }
    return NULL;
}

Error *table_decode(Arena *arena, Bytes file, TableEncoding *encoding, Bytes *text)
{
    if (file.length >= 2 &&
        (memcmp(file.data, "\xFF\xFE", 2) == 0 || memcmp(file.data, "\xFE\xFF", 2) == 0)) {
        *encoding = TABLE_UTF16;
        return decode_utf16(arena, file, text);
    }
    if (file.length >= 3 && memcmp(file.data, "\xEF\xBB\xBF", 3) == 0)
        file = (Bytes){file.data + 3, file.length - 3};
    /* A NUL is in no encoding of a table: it is another kind of file, or an attack. */
    *encoding = TABLE_UTF8;
    *text = file;
    if (file.length == 0 || memchr(file.data, '\0', file.length) != NULL ||
        text_valid_utf8((const char *)file.data, file.length))
        return NULL;
    *encoding = TABLE_WINDOWS_1252;
    TRY(refuse_undefined(arena, file));
    char *converted = text_from_windows_1252(arena, (const char *)file.data, file.length);
    *text = (Bytes){(const unsigned char *)converted, strlen(converted)};
    return NULL;
}

/* ---- The delimiter -------------------------------------------------------------------------- */

static size_t line_length(Bytes text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '\n')
            return i + 1;
        if (text.data[i] == '\r')
            return i + 1 < text.length && text.data[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return text.length;
}

static Bytes after(Bytes text, size_t length)
{
    return (Bytes){text.data + length, text.length - length};
}

/* Excel's own first line, such as "sep=;". */
static bool takes_separator_line(Bytes *text, char *delimiter)
{
    size_t length = line_length(*text);
    if (length < 5 || length > 7 || strncasecmp((const char *)text->data, "sep=", 4) != 0)
        return false;
    *delimiter = (char)text->data[4];
    *text = after(*text, length);
    return true;
}

/* The choice met most often outside quotes in the first lines. */
static char guess_delimiter(Bytes text)
{
    size_t counts[sizeof CHOICES] = {0};
    bool quoted = false;
    int lines = 0;
    for (size_t i = 0; i < text.length && lines < SAMPLED_LINES; i++) {
        char c = (char)text.data[i];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '\n')
            lines++;
        const char *choice = quoted || c == '\0' ? NULL : strchr(CHOICES, c);
        if (choice != NULL)
            counts[choice - CHOICES]++;
    }
    size_t best = 0;
    for (size_t i = 1; i < strlen(CHOICES); i++)
        if (counts[i] > counts[best])
            best = i;
    return CHOICES[best];
}

/* ---- Cells ---------------------------------------------------------------------------------- */

typedef struct CellSpan {
    size_t offset; /* in the collector's text */
    size_t length;
    size_t line; /* on which its row begins */
    bool ends_row;
} CellSpan;

/* What libcsv hands over. It is kept in buffers, because an arena that is full may not jump out of
 * the library's frames. */
typedef struct Collector {
    Buffer *text;
    Buffer *spans;
    size_t line;     /* being fed */
    size_t row_line; /* on which the row being read began */
    bool inside_row;
} Collector;

static void take_cell(void *data, size_t length, void *context)
{
    Collector *collector = context;
    CellSpan span = {collector->text->length, length, collector->row_line, false};
    buffer_put(collector->text, data, length);
    buffer_put(collector->spans, &span, sizeof span);
}

static void take_row_end(int terminator, void *context)
{
    (void)terminator;
    Collector *collector = context;
    if (collector->spans->length >= sizeof(CellSpan) && !buffer_failed(collector->spans)) {
        CellSpan span;
        char *last = collector->spans->data + collector->spans->length - sizeof span;
        memcpy(&span, last, sizeof span);
        span.ends_row = true;
        memcpy(last, &span, sizeof span);
    }
    collector->inside_row = false;
    collector->row_line = collector->line + 1;
}

static bool is_blank(const unsigned char *data, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r' && data[i] != '\n')
            return false;
    return true;
}

static void release_parser(void *parser)
{
    csv_free(parser);
}

static Error *fault_at(Arena *arena, size_t line, const char *what)
{
    return error_invalid(arena_print(arena, "Line %zu: %s", line, what), "table line %zu", line);
}

static Error *feed(struct csv_parser *parser, Collector *collector, Bytes line)
{
    size_t fed = csv_parse(parser, line.data, line.length, take_cell, take_row_end, collector);
    if (fed != line.length)
        return error_internal("csv_parse: %s", csv_strerror(csv_error(parser)));
    return NULL;
}

/* A row that a line end does not end either is inside quotes: libcsv itself says so only when it
 * refuses quotes in other odd places too, which exports have. */
static Error *finish(Arena *arena, struct csv_parser *parser, Collector *collector)
{
    if (!collector->inside_row)
        return NULL;
    size_t row_line = collector->row_line;
    TRY(feed(parser, collector, (Bytes){(const unsigned char *)"\n", 1}));
    if (collector->inside_row)
        return fault_at(arena, row_line, "a quotation mark is opened here and never closed.");
    return NULL;
}

/* Feeds whole lines, so that the collector knows the line of each row. */
static Error *collect(Arena *arena, Bytes text, char delimiter, Collector *collector)
{
    struct csv_parser *parser = arena_new(arena, struct csv_parser);
    if (csv_init(parser, 0) != 0)
        return error_internal("csv_init");
    arena_defer(arena, release_parser, parser);
    csv_set_delim(parser, (unsigned char)delimiter);
    for (; text.length > 0; collector->line++) {
        size_t length = line_length(text);
        if (!collector->inside_row && is_blank(text.data, length)) {
            collector->row_line = collector->line + 1;
        } else {
            collector->inside_row = true;
            TRY(feed(parser, collector, (Bytes){text.data, length}));
        }
        text = after(text, length);
    }
    TRY(finish(arena, parser, collector));
    if (buffer_failed(collector->text) || buffer_failed(collector->spans))
        return error_too_large("The file is too large. Split it and try again.", "table buffers");
    return NULL;
}

/* One apostrophe before a formula's first character is table_write.h's own, or Excel's. */
static const char *plain_cell(Arena *arena, const char *data, size_t length)
{
    const char *cell = text_trim(arena, arena_copy_length(arena, data, length));
    return cell[0] == '\'' && table_formula_like(cell + 1) ? cell + 1 : cell;
}

static bool row_is_empty(const TableRow *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->items[i][0] != '\0')
            return false;
    return true;
}

static Error *build_row(Arena *arena, const Collector *collector, const CellSpan *spans,
                        size_t count, const TableLimits *limits, TableRow *row)
{
    if (count > limits->columns)
        return fault_at(arena, spans[0].line, "there are too many columns.");
    *row = (TableRow){spans[0].line, count, arena_array(arena, const char *, count)};
    for (size_t i = 0; i < count; i++) {
        const char *data = collector->text->length == 0 ? "" : collector->text->data;
        row->items[i] = plain_cell(arena, data + spans[i].offset, spans[i].length);
        if (text_length(row->items[i]) > limits->characters)
            return fault_at(arena, spans[0].line, "one cell holds too much text.");
    }
    return NULL;
}

static Error *build_rows(Arena *arena, const Collector *collector, const TableLimits *limits,
                         Table *table)
{
    size_t span_count = collector->spans->length / sizeof(CellSpan);
    CellSpan *spans = arena_array(arena, CellSpan, span_count);
    if (span_count > 0)
        memcpy(spans, collector->spans->data, span_count * sizeof *spans);
    size_t rows = 0;
    for (size_t i = 0; i < span_count; i++)
        rows += spans[i].ends_row ? 1 : 0;
    if (rows > limits->rows)
        return error_too_large(arena_print(arena,
                                           "The file has too many rows: %zu are taken at once. "
                                           "Split it and try again.",
                                           limits->rows),
                               "table of %zu rows", rows);
    table->rows = arena_array(arena, TableRow, rows);
    for (size_t first = 0; first < span_count;) {
        size_t last = first;
        while (!spans[last].ends_row) {
            last++;
            ASSERT(last < span_count); /* finish() has ended the last row */
        }
        TableRow *row = &table->rows[table->row_count];
        TRY(build_row(arena, collector, spans + first, last - first + 1, limits, row));
        if (!row_is_empty(row))
            table->row_count++;
        first = last + 1;
    }
    return NULL;
}

/* ---- The header ----------------------------------------------------------------------------- */

/* Cells up to the last that is not empty. */
static size_t row_width(const TableRow *row)
{
    size_t width = row->count;
    while (width > 0 && row->items[width - 1][0] == '\0')
        width--;
    return width;
}

static size_t filled_cells(const TableRow *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++)
        filled += row->items[i][0] != '\0' ? 1 : 0;
    return filled;
}

static int compare_counts(const void *left, const void *right)
{
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return (a > b) - (a < b);
}

/* The first row nearly as full as the middle one: a title is narrower, and a row that a stray
 * comma has made too wide does not count for more than one. */
static size_t guess_header(const Table *table)
{
    size_t counts[SAMPLED_LINES];
    size_t sampled = table->row_count < SAMPLED_LINES ? table->row_count : SAMPLED_LINES;
    for (size_t i = 0; i < sampled; i++)
        counts[i] = filled_cells(&table->rows[i]);
    qsort(counts, sampled, sizeof *counts, compare_counts);
    for (size_t i = 0; i < sampled; i++)
        if (filled_cells(&table->rows[i]) * 4 >= counts[sampled / 2] * 3)
            return i;
    return 0;
}

void table_use_header(Arena *arena, Table *table, size_t row)
{
    ASSERT(row < table->row_count);
    table->header = row;
    table->ragged_count = 0;
    table->ragged = arena_array(arena, size_t, table->row_count);
    size_t cells = table->rows[row].count;
    size_t width = row_width(&table->rows[row]);
    for (size_t i = row + 1; i < table->row_count; i++)
        if (table->rows[i].count < width || row_width(&table->rows[i]) > cells)
            table->ragged[table->ragged_count++] = i;
}

const char *table_cell(const TableRow *row, size_t column)
{
    return column < row->count ? row->items[column] : "";
}

Error *table_read(Arena *arena, Bytes file, const TableLimits *limits, Table *table)
{
    *table = (Table){0};
    if (file.length > limits->bytes)
        return error_too_large(
            arena_print(arena, "The file is larger than %zu MB. Split it and try again.",
                        limits->bytes >> 20),
            "table of %zu bytes", file.length);
    Bytes text = {(const unsigned char *)"", 0};
    TRY(table_decode(arena, file, &table->encoding, &text));
    if (text.length > 0 && memchr(text.data, '\0', text.length) != NULL)
        return error_invalid("This is not a CSV file. Save the table as CSV and try again.",
                             "table holds NUL");
    Collector collector = {.line = 1, .row_line = 1};
    if (takes_separator_line(&text, &table->delimiter))
        collector.line = collector.row_line = 2;
    if (table->delimiter == '\0' || strchr(CHOICES, table->delimiter) == NULL)
        table->delimiter = guess_delimiter(text);
    collector.text = arena_buffer(arena, text.length + 1);
    collector.spans = arena_buffer(arena, limits->cells * sizeof(CellSpan));
    TRY(collect(arena, text, table->delimiter, &collector));
    TRY(build_rows(arena, &collector, limits, table));
    if (table->row_count == 0)
        return error_invalid("The file holds no rows.", "table is empty");
    table_use_header(arena, table, guess_header(table));
    return NULL;
}
