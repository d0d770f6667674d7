#include "exchange/table_jail.h"

#include "platform/jail/jail.h"

enum { SECONDS = 20, ROW_BYTES = 16, NUMBER_BYTES = 8, LINES_MOST = 100000000 };

/* ---- Over the wall --------------------------------------------------------------------------- */

static void pack_row(Buffer *out, const TableRow *row)
{
    pack_number(out, row->line);
    pack_number(out, row->count);
    for (size_t i = 0; i < row->count; i++)
        pack_text(out, row->items[i]);
}

void table_pack(Buffer *out, const Table *table)
{
    pack_number(out, table->encoding);
    pack_number(out, (unsigned char)table->delimiter);
    pack_number(out, table->header);
    pack_number(out, table->row_count);
    for (size_t i = 0; i < table->row_count; i++)
        pack_row(out, &table->rows[i]);
}

static void unpack_row(Arena *arena, PackReader *reader, TableRow *row)
{
    row->line = pack_take_number(reader, LINES_MOST);
    row->count = pack_take_count(reader, 1);
    row->items = arena_array(arena, const char *, row->count);
    for (size_t i = 0; i < row->count; i++)
        row->items[i] = pack_take_text(reader);
}

void table_unpack(Arena *arena, PackReader *reader, Table *table)
{
    *table = (Table){0};
    table->encoding = (TableEncoding)pack_take_number(reader, TABLE_WINDOWS_1252);
    table->delimiter = (char)pack_take_number(reader, '|');
    size_t header = pack_take_number(reader, LINES_MOST);
    table->row_count = pack_take_count(reader, ROW_BYTES);
    table->rows = arena_array(arena, TableRow, table->row_count);
    for (size_t i = 0; i < table->row_count && !reader->broken; i++)
        unpack_row(arena, reader, &table->rows[i]);
    if (reader->broken || header >= table->row_count) {
        *table = (Table){0};
        reader->broken = true;
        return;
    }
    table_use_header(arena, table, header);
}

/* ---- The work -------------------------------------------------------------------------------- */

static Error *read_table(Arena *arena, Bytes input, Buffer *output)
{
    Table table;
    TRY(table_read(arena, input, &table_limits_usual, &table));
    table_pack(output, &table);
    return NULL;
}

static JailWork table_work = {.name = "table",
                              .run = read_table,
                              .memory = (size_t)512 << 20,
                              .output = (size_t)128 << 20,
                              .seconds = SECONDS};
JAIL_WORK(table_work)

Error *table_read_in_jail(Arena *arena, Bytes file, Table *table)
{
    Bytes output;
    *table = (Table){0};
    TRY(jail_run(arena, &table_work, file, &output));
    PackReader reader = pack_reader(output);
    table_unpack(arena, &reader, table);
    return pack_is_whole(&reader) ? NULL
                                  : error_invalid("This file cannot be read.", "table not whole");
}
