#include <stdio.h>

#include "app/command.h"
#include "exchange/exchange.h"
#include "staff/staff.h"

enum { FILE_MAXIMUM = 16 * 1024 * 1024 };

static Error *read_whole(Arena *arena, const char *path, Bytes *content)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return error_invalid(arena_print(arena, "%s cannot be read", path), "import file");
    unsigned char *bytes = arena_alloc(arena, FILE_MAXIMUM + 1);
    size_t length = fread(bytes, 1, FILE_MAXIMUM + 1, file);
    fclose(file);
    *content = (Bytes){bytes, length};
    return NULL;
}

static void print_progress(size_t done, size_t total)
{
    printf("%zu of %zu rows\n", done, total);
    fflush(stdout);
}

static Error *find_person(Store *store, Arena *arena, const Options *options, School *school,
                          StaffId *staff)
{
    Db *db;
    AccountId account;
    SchoolId id = {0};
    const char *hash;
    TRY(store_read(store, &db));
    Error *error = sign_in_find(db, arena, options->email, moment_london_date(clock_now()),
                                &account, &id, staff, &hash);
    if (error == NULL && id.n == 0)
        error = error_invalid("Nobody here has that address. Use --email of somebody who may "
                              "import",
                              "import email");
    if (error == NULL)
        error = school_load(db, arena, id, school);
    store_read_end(store, db);
    return error;
}

static void print_summary(const ImportSummary *summary, bool applied)
{
    for (size_t i = 0; i < summary->refusal_count; i++)
        printf("line %zu: %s\n", summary->refusals[i].line, summary->refusals[i].sentence);
    printf("%zu rows: %zu %s, %zu %s, %zu the same, %zu to ask about, %zu refused.\n",
           summary->rows, summary->added, applied ? "added" : "to add", summary->changed,
           applied ? "changed" : "to change", summary->same, summary->suggested, summary->refused);
    if (!applied)
        printf("Nothing was changed. Add --yes to apply it.\n");
}

static Error *import_with(Store *store, Arena *arena, const Options *options)
{
    School school;
    StaffId staff;
    Bytes content;
    ImportSummary summary;
    TRY(find_person(store, arena, options, &school, &staff));
    TRY(read_whole(arena, options->rest.items[0], &content));
    TRY(learner_import_file(store, arena, &school, staff, options->rest.items[0], content,
                            options->yes, print_progress, &summary));
    if (summary.columns_fault != NULL)
        return error_invalid(arena_print(arena,
                                         "%s. Import this file once on the Import page, where the "
                                         "columns can be named; the answer is remembered.",
                                         summary.columns_fault),
                             "import columns");
    print_summary(&summary, options->yes);
    return NULL;
}

Error *command_import(Arena *arena, const Options *options)
{
    if (options->rest.count != 1 || options->email == NULL)
        return error_invalid("Say which file and who: fourfold import FILE --email ADDRESS",
                             "usage");
    Store *store;
    TRY(command_store(arena, options, false, &store));
    Error *error = import_with(store, arena, options);
    store_close(store);
    return error;
}
