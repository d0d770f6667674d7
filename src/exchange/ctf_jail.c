/* A Common Transfer File over the wall of the jail. */
#include "exchange/ctf_read.h"
#include "exchange/pack.h"
#include "platform/jail/jail.h"

enum { LINES_MOST = 100000000 };

static void pack_texts(Buffer *out, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pack_text(out, texts[i]);
}

static void pack_pupil(Buffer *out, const CtfPupil *pupil)
{
    pack_number(out, pupil->line);
    pack_texts(out, pupil->cells, IMPORT_FIELD_COUNT);
    pack_number(out, pupil->contacts.count);
    for (size_t i = 0; i < pupil->contacts.count; i++)
        pack_texts(out, pupil->contacts.items[i].cells, IMPORT_CONTACT_FIELD_COUNT);
    pack_number(out, pupil->records.count);
    for (size_t i = 0; i < pupil->records.count; i++) {
        const CtfRecord *record = &pupil->records.items[i];
        const char *const texts[] = {record->kind,      record->code,    record->rank,
                                     record->starts_on, record->ends_on, record->words};
        pack_texts(out, texts, sizeof texts / sizeof texts[0]);
    }
}

static Error *read_file(Arena *arena, Bytes input, Buffer *output)
{
    CtfFile ctf;
    TRY(ctf_read(arena, input, &ctf));
    const char *const texts[] = {ctf.version, ctf.source, ctf.source_number, ctf.dest_number};
    pack_texts(output, texts, sizeof texts / sizeof texts[0]);
    pack_number(output, ctf.converted);
    pack_number(output, ctf.count);
    for (size_t i = 0; i < ctf.count; i++)
        pack_pupil(output, &ctf.pupils[i]);
    return NULL;
}

static JailWork ctf_work = {.name = "ctf",
                            .run = read_file,
                            .memory = (size_t)1 << 30,
                            .output = (size_t)128 << 20,
                            .seconds = 60};
JAIL_WORK(ctf_work)

static void unpack_contacts(Arena *arena, PackReader *reader, CtfContacts *contacts)
{
    contacts->count = pack_take_count(reader, IMPORT_CONTACT_FIELD_COUNT);
    contacts->items = arena_array(arena, CtfContact, contacts->count);
    for (size_t i = 0; i < contacts->count; i++)
        for (int field = 0; field < IMPORT_CONTACT_FIELD_COUNT; field++)
            contacts->items[i].cells[field] = pack_take_text(reader);
}

static void unpack_records(Arena *arena, PackReader *reader, CtfRecords *records)
{
    records->count = pack_take_count(reader, sizeof(CtfRecord) / sizeof(const char *));
    records->items = arena_array(arena, CtfRecord, records->count);
    for (size_t i = 0; i < records->count; i++) {
        CtfRecord *record = &records->items[i];
        record->kind = pack_take_text(reader);
        record->code = pack_take_text(reader);
        record->rank = pack_take_text(reader);
        record->starts_on = pack_take_text(reader);
        record->ends_on = pack_take_text(reader);
        record->words = pack_take_text(reader);
    }
}

static void unpack_pupil(Arena *arena, PackReader *reader, CtfPupil *pupil)
{
    pupil->line = pack_take_number(reader, LINES_MOST);
    for (int field = 0; field < IMPORT_FIELD_COUNT; field++)
        pupil->cells[field] = pack_take_text(reader);
    unpack_contacts(arena, reader, &pupil->contacts);
    unpack_records(arena, reader, &pupil->records);
}

Error *ctf_read_in_jail(Arena *arena, Bytes file, CtfFile *ctf)
{
    Bytes output;
    *ctf = (CtfFile){.version = "", .source = "", .source_number = "", .dest_number = ""};
    TRY(jail_run(arena, &ctf_work, file, &output));
    PackReader reader = pack_reader(output);
    ctf->version = pack_take_text(&reader);
    ctf->source = pack_take_text(&reader);
    ctf->source_number = pack_take_text(&reader);
    ctf->dest_number = pack_take_text(&reader);
    ctf->converted = pack_take_number(&reader, 1) != 0;
    ctf->count = pack_take_count(&reader, IMPORT_FIELD_COUNT);
    ctf->pupils = arena_array(arena, CtfPupil, ctf->count);
    for (size_t i = 0; i < ctf->count; i++)
        unpack_pupil(arena, &reader, &ctf->pupils[i]);
    return pack_is_whole(&reader) ? NULL
                                  : error_invalid("This file cannot be read.", "ctf not whole");
}
