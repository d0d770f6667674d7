/* The whole audit trail as a file, to be kept where nobody who can change the data can change it:
 * every column that the chain is made of, so that a copy can be checked apart from the store. */
#include "exchange/exchange.h"

#include <sodium.h>

#include "exchange/table_write.h"
#include "school/school.h"

enum { LONGEST_LINE = 4 * 1024 * 1024 }; /* a list of every learner of a large trust */

typedef struct AuditFile {
    Db *db;
    Arena *line_arena; /* for one line, and then the next */
    FILE *out;
    Buffer line;
    School school;
    int64_t entries;
    bool failed;
    Error *error; /* of the store */
} AuditFile;

/* Writes the line and empties it. */
static bool put_line(AuditFile *file, TableWriter *writer)
{
    table_write_end_row(writer);
    size_t length = file->line.length;
    file->failed =
        buffer_failed(&file->line) || fwrite(file->line.data, 1, length, file->out) != length;
    buffer_reset(&file->line);
    return !file->failed;
}

static bool write_heads(AuditFile *file)
{
    static const char *const heads[] = {
        "School id",  "School",        "Entry", "When",  "Milliseconds", "Who id",
        "Contact id", "Who",           "Role",  "What",  "About",        "Outcome",
        "Reference",  "Previous hash", "Hash",  "Shown", "Hash of shown"};
    TableWriter writer = table_write_begin(&file->line, TABLE_FOR_PEOPLE);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        table_write_text(&writer, heads[i]);
    return put_line(file, &writer);
}

static void write_hash(TableWriter *writer, Bytes hash)
{
    char hex[2 * crypto_generichash_BYTES + 1];
    bool ours = hash.length == crypto_generichash_BYTES;
    table_write_text(writer,
                     ours ? sodium_bin2hex(hex, sizeof hex, hash.data, hash.length) : "damaged");
}

/* Whom a list showed, and the hash by which the chain names it. */
static void write_list(AuditFile *file, TableWriter *writer, Bytes list)
{
    const char *learners = NULL;
    if (list.data != NULL)
        file->error =
            audit_list_learners(file->db, file->line_arena, file->school.id, list, &learners);
    table_write_text(writer, learners);
    if (list.data == NULL)
        table_write_text(writer, NULL);
    else
        write_hash(writer, list);
    arena_reset(file->line_arena);
}

static bool write_record(void *context, const AuditRecord *record)
{
    AuditFile *file = context;
    char when[MOMENT_ISO_SIZE];
    moment_iso_text(when, record->at);
    TableWriter writer = table_write_begin(&file->line, TABLE_FOR_MACHINES);
    table_write_integer(&writer, file->school.id.n);
    table_write_text(&writer, file->school.name);
    table_write_integer(&writer, record->id);
    table_write_text(&writer, when);
    table_write_integer(&writer, record->at.milliseconds);
    table_write_integer(&writer, record->staff.n);
    table_write_integer(&writer, record->contact.n);
    table_write_text(&writer, record->who);
    table_write_text(&writer, record->role);
    table_write_text(&writer, record->action);
    table_write_integer(&writer, record->learner.n);
    table_write_text(&writer, record->outcome);
    table_write_text(&writer, record->reference);
    write_hash(&writer, record->previous_hash);
    write_hash(&writer, record->hash);
    write_list(file, &writer, record->list);
    if (file->error != NULL)
        return false;
    file->entries++;
    return put_line(file, &writer);
}

static Error *write_schools(Db *db, Arena *arena, AuditFile *file)
{
    SchoolIds ids;
    TRY(school_ids(db, arena, &ids));
    for (size_t i = 0; i < ids.count && !file->failed; i++) {
        TRY(school_load(db, arena, ids.items[i], &file->school));
        TRY(audit_walk(db, ids.items[i], write_record, file));
        TRY(file->error);
    }
    return NULL;
}

Error *audit_file_write(Db *db, Arena *arena, FILE *out, int64_t *entries)
{
    AuditFile file = {.db = db, .line_arena = arena_create(LONGEST_LINE, "audit.line"), .out = out};
    Error *error = NULL;
    buffer_init(&file.line, LONGEST_LINE);
    if (write_heads(&file))
        error = write_schools(db, arena, &file);
    buffer_free(&file.line);
    arena_destroy(file.line_arena);
    *entries = file.entries;
    if (error == NULL && file.failed)
        return error_invalid("The file cannot be written: is the disk full?", "audit file");
    return error;
}
