/* A OneRoster package over the wall of the jail. */
#include "exchange/oneroster_read.h"
#include "exchange/pack.h"
#include "platform/jail/jail.h"

enum { ROW_BYTES = 16, REMARK_BYTES = 10, LINES_MOST = 100000000 };

static void pack_rows(Buffer *out, RosterFile file, const RosterTable *table)
{
    pack_number(out, table->mode);
    pack_number(out, table->count);
    for (size_t i = 0; i < table->count; i++) {
        const RosterRow *row = &table->rows[i];
        pack_number(out, row->line);
        pack_number(out, row->deleted);
        pack_text(out, row->key);
        for (size_t c = 0; c < roster_columns(file); c++)
            pack_text(out, row->cells[c]);
    }
}

static Error *read_package(Arena *arena, Bytes input, Buffer *output)
{
    RosterPackage package;
    TRY(roster_read(arena, input, &package));
    pack_text(output, package.version);
    pack_text(output, package.system);
    for (RosterFile file = 0; file < ROSTER_FILE_COUNT; file++)
        pack_rows(output, file, &package.files[file]);
    pack_number(output, package.remarks.count);
    for (size_t i = 0; i < package.remarks.count; i++) {
        pack_text(output, package.remarks.items[i].file);
        pack_number(output, package.remarks.items[i].line);
        pack_text(output, package.remarks.items[i].sentence);
    }
    return NULL;
}

static JailWork roster_work = {.name = "oneroster",
                               .run = read_package,
                               .memory = (size_t)1 << 30,
                               .output = (size_t)128 << 20,
                               .seconds = 60};
JAIL_WORK(roster_work)

static void unpack_rows(Arena *arena, PackReader *reader, RosterFile file, RosterTable *table)
{
    size_t columns = roster_columns(file);
    table->mode = (RosterMode)pack_take_number(reader, ROSTER_DELTA);
    table->count = pack_take_count(reader, ROW_BYTES + columns);
    table->rows = arena_array(arena, RosterRow, table->count);
    const char **cells = arena_array(arena, const char *, table->count *columns);
    for (size_t i = 0; i < table->count; i++) {
        RosterRow *row = &table->rows[i];
        row->line = pack_take_number(reader, LINES_MOST);
        row->deleted = pack_take_number(reader, 1) != 0;
        row->key = pack_take_text(reader);
        row->cells = cells + i * columns;
        for (size_t c = 0; c < columns; c++)
            row->cells[c] = pack_take_text(reader);
    }
}

static void unpack_remarks(Arena *arena, PackReader *reader, RosterRemarks *remarks)
{
    size_t count = pack_take_count(reader, REMARK_BYTES);
    for (size_t i = 0; i < count; i++) {
        const char *file = pack_take_text(reader);
        size_t line = pack_take_number(reader, LINES_MOST);
        roster_say(arena, remarks, file, line, pack_take_text(reader));
    }
}

Error *roster_read_in_jail(Arena *arena, Bytes zip, RosterPackage *package)
{
    Bytes output;
    *package = (RosterPackage){.version = "", .system = ""};
    TRY(jail_run(arena, &roster_work, zip, &output));
    PackReader reader = pack_reader(output);
    package->version = pack_take_text(&reader);
    package->system = pack_take_text(&reader);
    for (RosterFile file = 0; file < ROSTER_FILE_COUNT; file++)
        unpack_rows(arena, &reader, file, &package->files[file]);
    unpack_remarks(arena, &reader, &package->remarks);
    return pack_is_whole(&reader) ? NULL
                                  : error_invalid("This zip cannot be read.", "roster not whole");
}
