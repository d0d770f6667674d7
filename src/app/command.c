/* Opening the store, and the commands that need little more than it. */
#include "app/command.h"

#include <stdio.h>
#include <string.h>

#include "app/routes.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/pdf/pdf.h"
#include "school/school.h"
#include "staff/staff.h"

Error *command_store(Arena *arena, const Options *options, bool create, Store **store)
{
    StoreOptions how = {
        .where = options_where(options),
        .readers = (int)options->workers,
        .create = create,
    };
    return store_open(arena, &how, store);
}

Error *command_school(Db *db, Arena *arena, SchoolId *school)
{
    SchoolIds ids;
    TRY(school_ids(db, arena, &ids));
    if (ids.count == 0)
        return error_invalid("There is no school here yet. Make one with fourfold setup, or look "
                             "round with fourfold demo.",
                             "no school");
    *school = ids.items[0];
    return NULL;
}

/* ---- setup
 * ------------------------------------------------------------------------------------------- */

typedef struct Setup {
    Arena *arena;
    const Options *options;
    SchoolId school;
    bool made;
    const char *code;
} Setup;

/* "Mrs Ana Vaz": a title if it starts with one, forename, the rest is the surname. */
static Error *split_name(Arena *arena, const char *name, NewStaff *person)
{
    static const char *const titles[] = {"Mrs", "Mr", "Ms", "Miss", "Mx", "Dr", "Sir", NULL};
    const char *rest = text_trim(arena, name);
    size_t word = strcspn(rest, " ");
    person->title = "";
    for (int i = 0; titles[i] != NULL; i++)
        if (word == strlen(titles[i]) && strncmp(rest, titles[i], word) == 0) {
            person->title = titles[i];
            rest = text_trim(arena, rest + word);
            word = strcspn(rest, " ");
            break;
        }
    person->forename = arena_copy_length(arena, rest, word);
    person->surname = text_trim(arena, rest + word);
    if (text_empty(person->forename) || text_empty(person->surname))
        return error_invalid("Give the whole name, as \"Mrs Ana Vaz\"", "name");
    person->display_name = text_empty(person->title)
                               ? arena_print(arena, "%s %s", person->forename, person->surname)
                               : arena_print(arena, "%s %s", person->title, person->surname);
    return NULL;
}

static Error *find_or_add_school(Db *db, Setup *setup)
{
    SchoolIds ids;
    TRY(school_ids(db, setup->arena, &ids));
    if (ids.count > 0) {
        setup->school = ids.items[0];
        return NULL;
    }
    bool college = text_equal(setup->options->setting_type, "college");
    bool nursery = text_equal(setup->options->setting_type, "pvi") ||
                   text_equal(setup->options->setting_type, "maintained_nursery");
    NewSchool school = {
        .name = setup->options->school,
        .setting_type = setup->options->setting_type,
        .phase = college   ? "college"
                 : nursery ? "nursery"
                           : "primary",
        .learner_word = setup->options->learner_word,
    };
    setup->school = (SchoolId){id_new()};
    setup->made = true;
    return school_add(db, setup->school, &school, clock_now());
}

static Error *do_setup(Db *db, void *context)
{
    Setup *setup = context;
    const Options *options = setup->options;
    NewStaff person = {.email = options->email};
    StaffId id;
    TRY(split_name(setup->arena, options->name, &person));
    if (!role_parse(options->role, &person.role))
        return error_invalid("The role must be senco, head, teacher, assistant or office", "role");
    TRY(find_or_add_school(db, setup));
    return staff_add(db, setup->arena, setup->school, &person, moment_london_date(clock_now()), &id,
                     &setup->code);
}

Error *command_setup(Arena *arena, const Options *options)
{
    if (options->name == NULL || options->email == NULL)
        return error_invalid("Setup needs --name and --email. Try fourfold setup --help", "usage");
    Store *store;
    TRY(command_store(arena, options, true, &store));
    int applied;
    Setup setup = {.arena = arena, .options = options};
    Error *error = store_migrate(store, &applied);
    if (error == NULL)
        error = store_write(store, do_setup, &setup);
    store_close(store);
    if (error != NULL)
        return error;
    printf("%s%s can sign in.\n", setup.made ? "The school is made. " : "", options->email);
    if (setup.code != NULL)
        printf("One-time code, for seven days, to set the password at /setup: %s\n", setup.code);
    return NULL;
}

/* ---- migrate --------------------------------------------------------------------------- */

Error *command_migrate(Arena *arena, const Options *options)
{
    StoreOptions how = {
        .where = options_where(options), .readers = 1, .create = true, .allow_old_data = true};
    Store *store;
    int applied, data, program;
    TRY(store_open(arena, &how, &store));
    Error *error = store_migrate(store, &applied);
    if (error == NULL)
        error = store_versions(store, &data, &program);
    store_close(store);
    if (error == NULL)
        printf("%d step%s applied. The data is at version %d.\n", applied, applied == 1 ? "" : "s",
               data);
    return error;
}

/* ---- check
 * ------------------------------------------------------------------------------------------------
 */

static Error *check_chain(Db *db, Arena *arena, SchoolId school)
{
    int64_t checked, broken;
    TRY(audit_verify(db, arena, school, &checked, &broken));
    if (broken != 0)
        return error_invalid(
            arena_print(arena, "The audit trail is broken at entry %lld", (long long)broken),
            "audit");
    printf("Audit trail: %lld entries, unbroken.\n", (long long)checked);
    return NULL;
}

static Error *check_schools(Db *db, Arena *arena)
{
    SchoolIds ids;
    TRY(school_ids(db, arena, &ids));
    printf("Schools: %zu.\n", ids.count);
    for (size_t i = 0; i < ids.count; i++)
        TRY(check_chain(db, arena, ids.items[i]));
    return NULL;
}

Error *command_check(Arena *arena, const Options *options)
{
    Store *store;
    int data, program;
    TRY(pdf_fonts_check());
    printf("Fonts: all here.\n");
    if (academic_year(moment_london_date(clock_now())) < 2025)
        return error_invalid("The clock is wrong: it is before September 2025", "clock");
    TRY(command_store(arena, options, false, &store));
    Error *error = store_versions(store, &data, &program);
    if (error == NULL)
        printf("Data: version %d, program: version %d.\n", data, program);
    Db *db;
    if (error == NULL)
        error = store_read(store, &db);
    if (error == NULL) {
        error = check_schools(db, arena);
        store_read_end(store, db);
    }
    store_close(store);
    return error;
}
