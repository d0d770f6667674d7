#include "staff/staff.h"

#include <sodium.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "staff/outbox.h"
#include "staff/staff_sql.h"

enum { SETUP_DAYS = 7, CODE_SIZE = 20 };

/* One person has a row for each role beside the first, and these follow one another. */
static void add_to_list(StaffList *list, StaffId id, const char *name, const char *first,
                        const char *further)
{
    Role role;
    bool same = list->count > 0 && list->items[list->count - 1].id.n == id.n;
    if (!same && role_parse(first, &role))
        list->items[list->count++] =
            (Staff){.id = id, .display_name = name, .role = role, .roles = role_set(role)};
    else if (!same)
        return;
    if (further != NULL && role_parse(further, &role))
        list->items[list->count - 1].roles |= role_set(role);
}

static Error *with_access(Db *db, Arena *arena, SchoolId school, StaffId staff, Date on,
                          StaffList *list)
{
    struct staff_with_access_rows rows;
    TRY(staff_with_access(db, arena, school, staff, on, &rows));
    *list = (StaffList){0, arena_array(arena, Staff, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        add_to_list(list, rows.items[i].id, rows.items[i].display_name, rows.items[i].role,
                    rows.items[i].further);
    return NULL;
}

Error *staff_list(Db *db, Arena *arena, SchoolId school, Date on, StaffList *list)
{
    return with_access(db, arena, school, (StaffId){0}, on, list);
}

Error *staff_at_work(Db *db, Arena *arena, SchoolId school, StaffId id, Date on, Staff *staff,
                     bool *found)
{
    StaffList list;
    TRY(with_access(db, arena, school, id, on, &list));
    *found = list.count == 1;
    *staff = *found ? list.items[0] : (Staff){.id = id, .display_name = ""};
    return NULL;
}

Error *staff_load(Db *db, Arena *arena, SchoolId school, StaffId id, Date on, Staff *staff)
{
    struct staff_by_id_rows rows;
    TRY(staff_by_id(db, arena, school, id, on, &rows));
    StaffList list = {0, arena_array(arena, Staff, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        add_to_list(&list, id, rows.items[i].display_name, rows.items[i].role,
                    rows.items[i].further);
    *staff = list.count == 1 ? list.items[0] : (Staff){.id = id, .display_name = ""};
    return list.count == 1 ? NULL : error_not_found("staff %lld", (long long)id.n);
}

Error *staff_add_role(Db *db, SchoolId school, StaffId id, Role role, Date from, Date until)
{
    ASSERT(role < ROLE_STAFF_COUNT);
    return staff_role_insert(db, school, (StaffRoleId){id_new()}, id, role_code(role), from, until,
                             NULL);
}

bool staff_manages(const Staff *staff, Role subject)
{
    for (Role role = 0; role < ROLE_STAFF_COUNT; role++)
        if (role_among(staff->roles, role) && role_manages(role, subject))
            return true;
    return false;
}

static bool resets_role(const Staff *staff, Role subject)
{
    for (Role role = 0; role < ROLE_STAFF_COUNT; role++)
        if (role_among(staff->roles, role) && role_resets(role, subject))
            return true;
    return false;
}

bool staff_resets(const Staff *staff, const Staff *subject)
{
    for (Role role = 0; role < ROLE_STAFF_COUNT; role++)
        if (role_among(subject->roles, role) && !resets_role(staff, role))
            return false;
    return staff->id.n != subject->id.n;
}

Error *staff_further_roles(Db *db, Arena *arena, SchoolId school, StaffId id, Date today,
                           FurtherRoles *roles)
{
    struct further_roles_rows rows;
    TRY(further_roles(db, arena, school, id, today, &rows));
    *roles = (FurtherRoles){0, arena_array(arena, FurtherRole, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        FurtherRole *role = &roles->items[roles->count];
        *role = (FurtherRole){.id = rows.items[i].id,
                              .starts_on = rows.items[i].starts_on,
                              .ends_on = rows.items[i].ends_on};
        if (role_parse(rows.items[i].role, &role->role))
            roles->count++;
    }
    return NULL;
}

Error *staff_manages_member(Db *db, Arena *arena, SchoolId school, const Staff *staff,
                            const StaffMember *member, Date today, bool *manages)
{
    FurtherRoles further;
    *manages = staff_manages(staff, member->role);
    TRY(staff_further_roles(db, arena, school, member->id, today, &further));
    for (size_t i = 0; i < further.count; i++)
        *manages = *manages && staff_manages(staff, further.items[i].role);
    return NULL;
}

Error *staff_end_role(Db *db, SchoolId school, StaffId id, StaffRoleId role, Moment now)
{
    int64_t changed;
    TRY(staff_role_end(db, school, id, role, moment_london_date(now), now, &changed));
    return changed == 1 ? NULL : error_not_found("role of staff %lld", (long long)id.n);
}

Error *staff_is_last_head(Db *db, Arena *arena, SchoolId school, StaffId id, Date today, bool *last)
{
    struct other_heads_rows rows;
    Staff staff;
    TRY(staff_load(db, arena, school, id, today, &staff));
    TRY(other_heads(db, arena, school, id, today, &rows));
    *last = role_among(staff.roles, ROLE_HEAD) && rows.count == 0;
    return NULL;
}

const char *one_time_code(Arena *arena)
{
    static const char letters[] = "ABCDEFGHJKMNPQRTUVWXYZ2346789";
    char *code = arena_alloc(arena, CODE_SIZE);
    for (int i = 0, at = 0; i < 12; i++) {
        if (i > 0 && i % 3 == 0)
            code[at++] = '-';
        code[at++] = letters[randombytes_uniform(sizeof letters - 1)];
    }
    return code;
}

const char *one_time_code_hash(Arena *arena, const char *code)
{
    char plain[16] = {0};
    size_t length = 0;
    for (const char *c = code; *c != '\0' && length < sizeof plain - 1; c++)
        if (*c != '-' && *c != ' ')
            plain[length++] = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    unsigned char hash[32];
    char *text = arena_alloc(arena, sizeof hash * 2 + 1);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)plain, length, NULL, 0);
    return sodium_bin2hex(text, sizeof hash * 2 + 1, hash, sizeof hash);
}

static Moment code_until(Moment now)
{
    return (Moment){now.milliseconds + (int64_t)SETUP_DAYS * 24 * 3600 * 1000};
}

static Error *add_account(Db *db, Arena *arena, const NewStaff *person, AccountId *account,
                          const char **setup_code)
{
    struct account_by_email_row row;
    bool found;
    TRY(account_by_email(db, arena, person->email, &row, &found));
    if (found) {
        *account = row.id;
        return NULL;
    }
    const char *hash = NULL, *code_stored = NULL;
    Moment now = clock_now(), until = MOMENT_NONE;
    if (person->password != NULL) {
        const char *fault = password_fault(person->password, person->email);
        if (fault != NULL)
            return error_invalid(fault, "password");
        TRY(password_hash(arena, person->password, &hash));
    } else {
        *setup_code = one_time_code(arena);
        code_stored = one_time_code_hash(arena, *setup_code);
        until = code_until(now);
    }
    *account = (AccountId){id_new()};
    return account_insert(db, *account, person->email, hash, code_stored, until, now, NULL);
}

Error *staff_add(Db *db, Arena *arena, SchoolId school, const NewStaff *person, Date today,
                 StaffId *id, const char **setup_code)
{
    AccountId account = {0};
    *setup_code = NULL;
    if (person->email != NULL)
        TRY(add_account(db, arena, person, &account, setup_code));
    *id = (StaffId){id_new()};
    return staff_insert(db, school, *id, account, person->title, person->forename, person->surname,
                        person->display_name, role_code(person->role), person->job,
                        person->organisation, today, NULL);
}

const char *staff_email(Arena *arena, const char *typed)
{
    char *email = text_trim(arena, typed);
    const char *at = email == NULL ? NULL : strchr(email, '@');
    if (at == NULL || at == email || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
        strpbrk(email, " \t\r\n") != NULL)
        return NULL;
    for (char *c = email; *c != '\0'; c++)
        *c = text_lower(*c);
    return email;
}

const char *staff_display_name(Arena *arena, const char *title, const char *forename,
                               const char *surname)
{
    return arena_print(arena, "%s %s", text_empty(title) ? forename : title, surname);
}

/* ---- Who works here -------------------------------------------------------------------------- */

static bool member_of(const struct staff_and_accounts_row *row, StaffMember *member)
{
    *member = (StaffMember){
        .id = row->id,
        .account_id = row->account_id,
        .title = row->title,
        .forename = row->forename,
        .surname = row->surname,
        .display_name = row->display_name,
        .job = row->job == NULL ? "" : row->job,
        .organisation = row->organisation == NULL ? "" : row->organisation,
        .email = row->email == NULL ? "" : row->email,
        .started_on = row->started_on,
        .ended_on = row->ended_on,
        .ended_at = row->ended_at,
        .signs_in = row->signs_in == 1,
        .has_password = row->passwords == 1,
        .code_until = row->setup_code_until,
        .version = row->version,
    };
    return role_parse(row->role, &member->role);
}

bool staff_has_left(const StaffMember *member, Date today)
{
    if (!date_is_set(member->ended_on))
        return false;
    int order = date_compare(member->ended_on, today);
    return order < 0 || (order == 0 && moment_is_set(member->ended_at));
}

Error *staff_members(Db *db, Arena *arena, SchoolId school, StaffMembers *members)
{
    struct staff_and_accounts_rows rows;
    TRY(staff_and_accounts(db, arena, school, (StaffId){0}, &rows));
    *members = (StaffMembers){0, arena_array(arena, StaffMember, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        if (member_of(&rows.items[i], &members->items[members->count]))
            members->count++;
    return NULL;
}

Error *staff_member(Db *db, Arena *arena, SchoolId school, StaffId id, StaffMember *member)
{
    struct staff_and_accounts_rows rows;
    TRY(staff_and_accounts(db, arena, school, id, &rows));
    if (rows.count != 1 || !member_of(&rows.items[0], member))
        return error_not_found("staff %lld", (long long)id.n);
    return NULL;
}

Error *staff_by_email(Db *db, Arena *arena, SchoolId school, const char *email, StaffId *id)
{
    struct staff_with_email_rows rows;
    TRY(staff_with_email(db, arena, school, email, &rows));
    *id = rows.count == 0 ? (StaffId){0} : rows.items[rows.count - 1].id;
    return NULL;
}

Error *staff_change(Db *db, SchoolId school, StaffId id, const NewStaff *person, int64_t version)
{
    int64_t changed;
    TRY(staff_update(db, school, id, version, person->title, person->forename, person->surname,
                     person->display_name, role_code(person->role), person->job,
                     person->organisation, &changed));
    if (changed == 1)
        return NULL;
    return error_conflict("You, or someone else, changed this person while you were typing. Check "
                          "it, then save again.",
                          "staff %lld version %lld", (long long)id.n, (long long)version);
}

static Error *first_account(Db *db, SchoolId school, const StaffMember *member, const char *email,
                            Moment now, AccountId *account)
{
    *account = (AccountId){id_new()};
    TRY(account_insert(db, *account, email, NULL, NULL, MOMENT_NONE, now, NULL));
    return staff_account_set(db, school, member->id, *account, NULL);
}

Error *account_is_elsewhere(Db *db, Arena *arena, SchoolId school, AccountId account,
                            bool *elsewhere)
{
    struct account_elsewhere_rows places = {0};
    TRY(db_enter_account(db, account.n));
    TRY(account_elsewhere(db, arena, school, account, &places));
    *elsewhere = places.count > 0;
    return NULL;
}

Error *staff_set_email(Db *db, Arena *arena, SchoolId school, const StaffMember *member,
                       const char *email, Moment now, AccountId *account)
{
    struct account_by_email_row other;
    bool taken, elsewhere;
    *account = member->account_id;
    TRY(account_by_email(db, arena, email, &other, &taken));
    if (taken && other.id.n == account->n)
        return NULL;
    if (taken)
        return error_invalid("Somebody else signs in with that address", "email is taken");
    if (account->n == 0)
        return first_account(db, school, member, email, now, account);
    TRY(account_is_elsewhere(db, arena, school, *account, &elsewhere));
    if (elsewhere)
        return error_invalid("This person also signs in at another school with that address",
                             "email elsewhere");
    return account_email_set(db, *account, email, NULL);
}

/* What was open when they left must not open again. */
Error *staff_return(Db *db, SchoolId school, StaffId id, Date from)
{
    TRY(staff_sessions_end(db, school, id, NULL));
    return staff_begin_again(db, school, id, from, NULL);
}

/* ---- Codes and leaving ----------------------------------------------------------------------- */

Error *setup_code_check(Db *db, Arena *arena, const char *email, const char *code, Moment now,
                        AccountId *account)
{
    struct account_by_email_row row;
    bool found;
    TRY(account_by_email(db, arena, email, &row, &found));
    const char *typed = one_time_code_hash(arena, code);
    bool right = found && row.setup_code_hash != NULL && moment_is_set(row.setup_code_until) &&
                 row.setup_code_until.milliseconds > now.milliseconds &&
                 sodium_memcmp(typed, row.setup_code_hash, strlen(typed)) == 0;
    if (!right)
        return error_invalid("That address and code do not go together, or the code is too old. "
                             "Ask for a new one.",
                             "setup code");
    *account = row.id;
    return NULL;
}

Error *setup_code_spend(Db *db, Arena *arena, const char *email, const char *code, const char *hash,
                        Moment now, AccountId *account)
{
    TRY(setup_code_check(db, arena, email, code, now, account));
    return account_first_password(db, *account, hash, NULL);
}

Error *account_set_password(Db *db, AccountId account, const char *hash)
{
    return account_first_password(db, account, hash, NULL);
}

/* Whoever has the new code may be another than had the old password: what a family opened by its
 * own code is asked for again before they go over to it. */
Error *setup_code_renew(Db *db, Arena *arena, AccountId account, Moment now, const char **code)
{
    *code = one_time_code(arena);
    TRY(family_codes_unused(db, account, NULL));
    TRY(session_delete_all(db, account, NULL));
    return account_renew(db, account, one_time_code_hash(arena, *code), code_until(now), NULL);
}

Error *account_ways_in(Db *db, Arena *arena, AccountId account, Moment now, bool *code,
                       bool *password)
{
    struct account_begins_row row;
    bool found;
    TRY(account_begins(db, arena, account, &row, &found));
    *password = found && row.has_password;
    *code = found && moment_is_set(row.setup_code_until) &&
            now.milliseconds <= row.setup_code_until.milliseconds;
    return NULL;
}

Error *account_tell_given(Db *db, SchoolId school, AccountId account, Moment now)
{
    return outbox_add(db, school, account, MAIL_SIGN_IN_GIVEN, account.n, now);
}

Error *setup_code_give(Db *db, Arena *arena, SchoolId school, AccountId account, Moment now,
                       const char **code)
{
    bool elsewhere;
    TRY(account_is_elsewhere(db, arena, school, account, &elsewhere));
    if (!elsewhere) {
        TRY(account_tell_given(db, school, account, now));
        return setup_code_renew(db, arena, account, now, code);
    }
    *code = NULL;
    return error_conflict("This person also signs in at another school, with one password for "
                          "both. They use that, or the console of this program gives a new one.",
                          "code of an account elsewhere");
}

Error *account_end_sessions(Db *db, AccountId account)
{
    return session_delete_all(db, account, NULL);
}

Error *staff_leave(Db *db, SchoolId school, StaffId id, Date last_day)
{
    TRY(class_staff_leave(db, school, id, last_day, MOMENT_NONE));
    return staff_end(db, school, id, last_day, MOMENT_NONE, NULL);
}

Error *staff_leave_at_once(Db *db, SchoolId school, StaffId id, Moment now)
{
    Date today = moment_london_date(now);
    TRY(class_staff_leave(db, school, id, today, now));
    return staff_end(db, school, id, today, now, NULL);
}
