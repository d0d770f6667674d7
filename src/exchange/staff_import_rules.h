/* staff_import_rules.h: a list of people who work at the school, or with it: staff, governors and
 * outside professionals; what each row says, and what it would change.
 *
 * Somebody is matched by the address they sign in with, or by name where one of the two has no
 * address. A file gives no password: an address makes an account without one. It gives only roles
 * that whoever imports may give, it never takes a class away, and it brings nobody back who has
 * left. A package knows them by its own id too, and gives nobody another role who has one here.
 * Pure. */
#ifndef EXCHANGE_STAFF_IMPORT_RULES_H
#define EXCHANGE_STAFF_IMPORT_RULES_H

#include "exchange/import_sheet.h"
#include "platform/base/date.h"
#include "staff/permission.h"

typedef enum StaffField {
    IMPORT_STAFF_TITLE,
    IMPORT_STAFF_FORENAME,
    IMPORT_STAFF_SURNAME,
    IMPORT_STAFF_EMAIL,
    IMPORT_STAFF_ROLE, /* as stored */
    IMPORT_STAFF_JOB,
    IMPORT_STAFF_CLASSES, /* "4H; Phonics B" */
    IMPORT_STAFF_STARTS_ON,
    IMPORT_STAFF_ENDS_ON, /* last day */
    IMPORT_STAFF_FIELD_COUNT
} StaffField;

extern const ImportSheet staff_sheet;

typedef enum RoleReading {
    ROLE_UNKNOWN, /* the cell names no role of the school's, and role is not to be used */
    ROLE_LIKELY,  /* words of it do: "Teaching assistant (KS1)". A person says whether */
    ROLE_SAID,    /* the whole of it does: "TA", "Headteacher" */
} RoleReading;

RoleReading staff_role_read(Arena *arena, const char *cell, Role *role);

ImportRows staff_import_read(Arena *arena, const Table *table, const ImportMapping *mapping);

typedef struct ExistingStaff {
    int64_t id;
    const char *values[IMPORT_STAFF_FIELD_COUNT]; /* NULL or "": nothing recorded */
    const char *external; /* the id by which the rows' source knows them; NULL: none */
    Texts classes;        /* which they have today or later */
    RoleSet further;      /* roles beside the first, likewise */
    bool last_head;       /* nobody else is head for good */
} ExistingStaff;

typedef struct StaffComparison {
    size_t existing_count;
    const ExistingStaff *existing;
    Texts classes;    /* every class and group of the school */
    RoleSet importer; /* the roles of whoever imports, and who it is */
    int64_t importer_id;
    Date today;
} StaffComparison;

/* What one row that is taken comes to. */
typedef struct StaffRow {
    const ExistingStaff *here; /* NULL: added */
    Role role;
    Texts classes; /* that begin with it */
} StaffRow;

/* One line and one row for each of `rows`. */
void staff_import_compare(Arena *arena, const ImportRows *rows, const StaffComparison *with,
                          ImportLines *lines, StaffRow **compared);

#endif
