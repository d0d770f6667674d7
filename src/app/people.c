/* Who may sign in, from the console: the first people of a school, lost passwords, leavers. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/command.h"
#include "platform/base/id.h"
#include "assess/assess.h"
#include "bank/bank.h"
#include "school/school.h"
#include "staff/factor.h"
#include "staff/staff.h"

typedef struct Work {
    Arena *arena;
    const Options *options;
    const char *email;
    SchoolId school;
    bool made; /* the school */
    const char *code;
} Work;

/* ---- The address --------------------------------------------------------------------------- */

Error *command_email(Arena *arena, const Options *options, const char **email)
{
    const char *folded = staff_email(arena, options->email);
    if (folded == NULL)
        return error_invalid("Say whose account: --email name@school.example", "email");
    *email = folded;
    return NULL;
}

static Error *note_at(Db *db, Work *work, SchoolId school, const char *action)
{
    AuditEntry entry = {
        .role = "program", .action = action, .outcome = "done", .reference = "console"};
    return audit_add(db, work->arena, school, clock_now(), &entry);
}

static Error *note(Db *db, Work *work, const char *action)
{
    return note_at(db, work, work->school, action);
}

/* Runs the work in a transaction of a store that is there. */
static Error *write_once(Work *work, bool create, StoreWork change)
{
    Store *store;
    TRY(command_store(work->arena, work->options, create, &store));
    Error *error = store_write(store, change, work);
    if (error != NULL)
        error = error_keep(work->arena, error);
    store_close(store);
    return error;
}

/* A program that serves SQLite may go on for a second with what it had read (db.h): whoever is told
 * that access has ended is told when that is so everywhere. */
static void wait_for_readers(const Work *work)
{
    struct timespec left = {.tv_sec = 1, .tv_nsec = 100 * 1000 * 1000};
    while (work->options->database == NULL && nanosleep(&left, &left) != 0)
        ;
}

/* ---- setup --------------------------------------------------------------------------------- */

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
    if (!text_empty(person->title) && text_empty(person->surname))
        return error_invalid("The first name is missing. Give the whole name, as --name \"Mrs Ana "
                             "Vaz\"",
                             "name");
    if (text_empty(person->forename) || text_empty(person->surname))
        return error_invalid("Give the whole name, as --name \"Mrs Ana Vaz\"", "name");
    person->display_name =
        staff_display_name(arena, person->title, person->forename, person->surname);
    return NULL;
}

/* Beside a demo, whose passwords everybody knows, there is no real school. */
static Error *add_school(Db *db, Work *work, const SchoolLines *all)
{
    const Options *options = work->options;
    SettingType type = SETTING_SCHOOL;
    (void)setting_type_parse(options->setting_type, &type); /* school_add() says what is wrong */
    SchoolFacts school = {
        .name = text_trim(work->arena, options->school),
        .urn = options->urn,
        .setting_type = options->setting_type,
        .phase = options->phase != NULL ? options->phase : usual_phase(type),
        .learner_word =
            options->learner_word != NULL ? options->learner_word : setting_of(type)->words.learner,
    };
    bool demo = all->count > 0 && all->items[0].demo;
    int measures;
    int64_t lines;
    work->made = true;
    work->school = (SchoolId){id_new()};
    TRY(school_add(db, work->arena, work->school, &school, demo, clock_now()));
    TRY(bank_ship(db, work->school, &lines));
    return measures_ship(db, work->arena, work->school, &measures);
}

static Error *find_or_add_school(Db *db, Work *work)
{
    SchoolLines all, meant;
    TRY(command_school_found(db, work->arena, work->options, &all, &meant));
    if (work->options->another_school && all.count > 0) {
        TRY(command_school_is_new(work->arena, work->options, &all));
        return add_school(db, work, &all);
    }
    if (all.count == 0)
        return add_school(db, work, &all);
    if (meant.count != 1)
        return command_school_unclear(work->arena, &all, &meant);
    work->school = meant.items[0].id;
    return NULL;
}

static Error *refuse_known(Db *db, Work *work, Date today)
{
    StaffPlaces places;
    TRY(staff_places_of(db, work->arena, work->email, today, &places));
    for (size_t i = 0; i < places.count; i++)
        if (places.items[i].school.n == work->school.n)
            return error_invalid("Somebody here signs in with that address already. For a new "
                                 "one-time code: fourfold code --email ADDRESS",
                                 "email is taken");
    return NULL;
}

static Error *tell(Db *db, Work *work, Date today)
{
    StaffPlaces places;
    TRY(staff_places_of(db, work->arena, work->email, today, &places));
    return account_tell_given(db, work->school, places.account, clock_now());
}

static Error *set_up(Db *db, void *context)
{
    Work *work = context;
    Date today = moment_london_date(clock_now());
    NewStaff person = {.email = work->email};
    StaffId id;
    TRY(split_name(work->arena, work->options->name, &person));
    if (!role_parse(work->options->role, &person.role))
        return error_invalid("The role must be senco, head, teacher, assistant or office", "role");
    TRY(find_or_add_school(db, work));
    TRY(refuse_known(db, work, today));
    TRY(staff_add(db, work->arena, work->school, &person, today, &id, &work->code));
    TRY(tell(db, work, today));
    return note(db, work, "console setup");
}

static void print_code(const char *code)
{
    printf("One-time code, for seven days, to set the password at /setup: %s\n", code);
}

Error *command_setup(Arena *arena, const Options *options)
{
    Work work = {.arena = arena, .options = options};
    if (options->name == NULL || options->email == NULL)
        return error_invalid("Setup needs --name and --email. Try fourfold setup --help", "usage");
    TRY(command_email(arena, options, &work.email));
    TRY(write_once(&work, true, set_up));
    printf("%s%s can sign in.\n", work.made ? "The school is made. " : "", work.email);
    if (work.code != NULL)
        print_code(work.code);
    else
        printf("They were here before, and sign in with the password they had. For a new one: "
               "fourfold code --email ADDRESS\n");
    bool adds_people = text_equal(options->role, "head") || text_equal(options->role, "office");
    if (work.made && !adds_people)
        printf("The headteacher or the office adds everybody else. Make an account for one of "
               "them:\nfourfold setup --role head --name \"Mr Ben Orr\" --email ADDRESS\n");
    return NULL;
}

/* ---- code and leave ------------------------------------------------------------------------ */

Error *command_person(Db *db, Arena *arena, const Options *options, const char *email,
                      Person *person)
{
    SchoolLines all, meant, theirs;
    StaffPlaces places;
    *person = (Person){.school = {0}};
    TRY(command_school_found(db, arena, options, &all, &meant));
    TRY(staff_places_of(db, arena, email, moment_london_date(clock_now()), &places));
    theirs = (SchoolLines){0, arena_array(arena, SchoolLine, meant.count)};
    for (size_t i = 0; i < meant.count; i++)
        for (size_t k = 0; k < places.count; k++)
            if (places.items[k].school.n == meant.items[i].id.n) {
                theirs.items[theirs.count++] = meant.items[i];
                *person = (Person){meant.items[i].id, places.items[k].staff};
            }
    if (theirs.count > 1)
        return command_school_unclear(arena, &all, &theirs);
    return theirs.count == 1 ? NULL : error_invalid("Nobody here has that address", "email");
}

/* One account, one password: each school where they work is told in its trail. */
static Error *note_everywhere(Db *db, Work *work, const StaffPlaces *places, const char *action)
{
    for (size_t i = 0; i < places->count; i++)
        TRY(note_at(db, work, places->items[i].school, action));
    return NULL;
}

static Error *renew_code(Db *db, void *context)
{
    Work *work = context;
    StaffPlaces places;
    TRY(staff_places_of(db, work->arena, work->email, moment_london_date(clock_now()), &places));
    if (places.count == 0)
        return error_invalid("Nobody here has that address", "email");
    TRY(setup_code_renew(db, work->arena, places.account, clock_now(), &work->code));
    TRY(account_tell_given(db, places.items[0].school, places.account, clock_now()));
    if (work->options->new_factor) {
        TRY(factor_turn_off(db, places.account));
        TRY(note_everywhere(db, work, &places, "console second factor taken away"));
    }
    return note_everywhere(db, work, &places, "console code");
}

Error *command_code(Arena *arena, const Options *options)
{
    Work work = {.arena = arena, .options = options};
    TRY(command_email(arena, options, &work.email));
    TRY(write_once(&work, false, renew_code));
    wait_for_readers(&work);
    printf("The old password of %s is void.\n", work.email);
    if (options->new_factor)
        printf("So are their authenticator app and recovery codes: they set up a new app when they "
               "sign in.\n");
    print_code(work.code);
    return NULL;
}

static Error *end_access(Db *db, void *context)
{
    Work *work = context;
    Person person;
    TRY(command_person(db, work->arena, work->options, work->email, &person));
    work->school = person.school;
    TRY(staff_leave_at_once(db, person.school, person.staff, clock_now()));
    return note(db, work, "console leave");
}

Error *command_leave(Arena *arena, const Options *options)
{
    Work work = {.arena = arena, .options = options};
    TRY(command_email(arena, options, &work.email));
    TRY(write_once(&work, false, end_access));
    wait_for_readers(&work);
    printf("%s can no longer sign in. What they wrote stays in the record.\n", work.email);
    return NULL;
}
