#include <stdio.h>

#include "app/command.h"
#include "exchange/exchange.h"
#include "staff/staff.h"
#include "staff/permission_choice.h"

enum { FILE_MAXIMUM = 16 * 1024 * 1024 };

static Error *read_whole(Arena *arena, const char *path, Bytes *content)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return error_invalid(arena_print(arena, "%s cannot be read", path), "import file");
    unsigned char *bytes = arena_alloc(arena, FILE_MAXIMUM + 1);
    size_t length = fread(bytes, 1, FILE_MAXIMUM + 1, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return error_invalid(arena_print(arena, "%s cannot be read", path), "import file");
    if (length > FILE_MAXIMUM)
        return error_invalid(arena_print(arena, "%s is larger than 16 MB. Split it", path),
                             "import file");
    *content = (Bytes){bytes, length};
    return NULL;
}

static void print_progress(size_t done, size_t total)
{
    printf("%zu of %zu rows\n", done, total);
    fflush(stdout);
}

static Error *find_importer(Db *db, Arena *arena, const Options *options, School *school,
                            StaffId *staff)
{
    const char *email;
    Person person;
    Staff who;
    Matrix matrix;
    Date today = moment_london_date(clock_now());
    TRY(command_email(arena, options, &email));
    TRY(command_person(db, arena, options, email, &person));
    TRY(staff_load(db, arena, person.school, person.staff, today, &who));
    TRY(matrix_load(db, arena, person.school, today, &matrix));
    if (matrix_reach(&matrix, who.roles, MAY_IMPORT) != REACH_ALL)
        return error_invalid("That person may not import. Give the address of somebody who may, "
                             "such as the SENCO",
                             "import role");
    *staff = person.staff;
    return school_load(db, arena, person.school, school);
}

static Error *find_person(Store *store, Arena *arena, const Options *options, School *school,
                          StaffId *staff)
{
    Db *db;
    TRY(store_read(store, &db));
    Error *error = find_importer(db, arena, options, school, staff);
    store_read_end(store, db);
    return error;
}

static void print_remark(const ImportRemark *remark)
{
    if (remark->file != NULL)
        printf("%s ", remark->file);
    printf("line %zu%s: %s\n", remark->line, remark->refused ? "" : ", taken", remark->sentence);
}

static void print_summary(const ImportSummary *summary, bool applied)
{
    for (size_t i = 0; i < summary->remark_count; i++)
        print_remark(&summary->remarks[i]);
    printf("%zu %s of %s: %zu %s, %zu %s, %zu the same, %zu to ask about, %zu refused.\n",
           summary->rows, summary->rows == 1 ? "row" : "rows", summary->kind, summary->added,
           applied ? "added" : "to add", summary->changed, applied ? "changed" : "to change",
           summary->same, summary->suggested, summary->refused);
    if (summary->missing_stay)
        printf(
            "%zu here %s not in the file, and stay. If they have left, give the file on the Import "
            "page, and say so.\n",
            summary->leaving, summary->leaving == 1 ? "is" : "are");
    else if (summary->leaving > 0)
        printf("%zu %s.\n", summary->leaving, applied ? "left" : "to leave");
    if (!applied)
        printf("Nothing was changed. Add --yes to apply it.\n");
}

static Error *import_with(Store *store, Arena *arena, const Options *options)
{
    School school = {0};
    StaffId staff = {0};
    Bytes content = {0};
    ImportSummary summary;
    TRY(find_person(store, arena, options, &school, &staff));
    TRY(read_whole(arena, options->rest.items[0], &content));
    ImportRequest asked = {
        .school = school.id,
        .by = staff,
        .kind = options->kind,
        .file_name = options->rest.items[0],
        .content = content,
        .apply = options->yes,
        .families_told = options->families_told,
        .progress = print_progress,
    };
    TRY(import_whole_file(store, arena, &asked, &summary));
    if (summary.columns_fault != NULL)
        return error_invalid(arena_print(arena,
                                         "%s. Import this file once on the Import page, where the "
                                         "columns can be named; the answer is remembered. If it is "
                                         "another kind of file, say so with --kind.",
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
