#include "fuzz.h"

#include <string.h>

#include "exchange/oneroster_rules.h"
#include "exchange/pack.h"
#include "exchange/zip_read.h"
#include "platform/base/log.h"

/* Zips, stored and deflated in part, and one that is none. */
const char *const fuzz_seeds[] = {
    "PK\x03\x04", "PK\x05\x06", "sourcedId,givenName,familyName\nu-1,A,B\n", "", NULL,
};

static void check_rows(RosterFile file, const RosterTable *table)
{
    for (size_t i = 0; i < table->count; i++)
        for (size_t c = 0; c < roster_columns(file); c++) {
            const char *cell = table->rows[i].cells[c];
            ASSERT(text_valid_utf8(cell, strlen(cell)));
        }
}

/* Whatever is in it is understood without a school, or refused with a sentence. */
static void try_package(Arena *arena, Bytes bytes)
{
    RosterPackage package;
    RosterKnowns nobody = {0};
    const Error *error = roster_read(arena, bytes, &package);
    ASSERT(error == NULL || error->kind == ERROR_INVALID || error->kind == ERROR_TOO_LARGE);
    if (error != NULL)
        return;
    for (RosterFile file = 0; file < ROSTER_FILE_COUNT; file++)
        check_rows(file, &package.files[file]);
    Roster roster = roster_understand(arena, &package, &nobody, "", date_of(2026, 11, 22));
    ASSERT(roster.learners.table.row_count >= 1);
}

/* What comes over the wall of the jail is no more trusted than the file. */
static void try_pack(Bytes bytes)
{
    PackReader reader = pack_reader(bytes);
    while (!reader.broken && !pack_is_whole(&reader)) {
        const char *text = pack_take_text(&reader);
        ASSERT(text_valid_utf8(text, strlen(text)));
        size_t count = pack_take_count(&reader, 1);
        ASSERT(count <= bytes.length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_create((size_t)256 << 20, "fuzz");
    Bytes bytes = {data, size};
    try_package(arena, bytes);
    try_pack(bytes);
    arena_destroy(arena);
    return 0;
}
