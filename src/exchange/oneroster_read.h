/* oneroster_read.h: a OneRoster 1.1 or 1.2 package of CSV files: which files it holds, as what, and
 * their rows by the standard's own columns.
 *
 * Strict about what would change the meaning, lenient about what people's systems get wrong, and it
 * says what it let pass. A file whose mode nothing states is taken as a delta, so that nobody
 * leaves because a line was forgotten. Passwords are dropped here, and reach nobody. Pure; the zip
 * itself is taken apart in the jail. */
#ifndef EXCHANGE_ONEROSTER_READ_H
#define EXCHANGE_ONEROSTER_READ_H

#include "platform/base/arena.h"
#include "platform/base/buffer.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef enum RosterFile {
    ROSTER_ORGS,
    ROSTER_SESSIONS,
    ROSTER_COURSES,
    ROSTER_CLASSES,
    ROSTER_USERS,
    ROSTER_ROLES,
    ROSTER_ENROLMENTS,
    ROSTER_DEMOGRAPHICS,
    ROSTER_FILE_COUNT
} RosterFile;

typedef enum RosterMode {
    ROSTER_ABSENT,
    ROSTER_BULK, /* the whole truth: who is not in it has gone */
    ROSTER_DELTA /* what has changed: who is not in it is as before */
} RosterMode;

/* The first column of each file is its sourcedId. */
enum { ROSTER_ID = 0 };
enum { ORG_NAME = 1, ORG_TYPE, ORG_IDENTIFIER, ORG_COLUMNS };
enum { SESSION_STARTS = 1, SESSION_ENDS, SESSION_COLUMNS };
enum { COURSE_GRADES = 1, COURSE_COLUMNS };
enum {
    CLASS_TITLE = 1,
    CLASS_GRADES,
    CLASS_COURSE,
    CLASS_CODE,
    CLASS_TYPE,
    CLASS_SCHOOL,
    CLASS_TERMS,
    CLASS_COLUMNS
};
enum {
    USER_ENABLED = 1,
    USER_ORGS,
    USER_ROLE,
    USER_IDS,
    USER_GIVEN,
    USER_FAMILY,
    USER_IDENTIFIER,
    USER_EMAIL,
    USER_SMS,
    USER_PHONE,
    USER_AGENTS,
    USER_GRADES,
    USER_PREFERRED,
    USER_UPN, /* metadata.upn */
    USER_COLUMNS
};
enum { ROLE_USER = 1, ROLE_TYPE, ROLE_NAME, ROLE_BEGINS, ROLE_ENDS, ROLE_ORG, ROLE_COLUMNS };
enum {
    ENROLMENT_CLASS = 1,
    ENROLMENT_SCHOOL,
    ENROLMENT_USER,
    ENROLMENT_ROLE,
    ENROLMENT_PRIMARY,
    ENROLMENT_BEGINS,
    ENROLMENT_ENDS,
    ENROLMENT_COLUMNS
};
enum { DEMOGRAPHICS_BORN = 1, DEMOGRAPHICS_SEX, DEMOGRAPHICS_COLUMNS };
enum { ROSTER_COLUMNS_MOST = 15 };

typedef struct RosterRow {
    size_t line;
    bool deleted;       /* status tobedeleted */
    const char *key;    /* the sourcedId as it is compared: small letters */
    const char **cells; /* by column; "": no value */
} RosterRow;

typedef struct RosterTable {
    RosterMode mode;
    size_t count;
    RosterRow *rows;
} RosterTable;

typedef struct RosterRemark {
    const char *file; /* users.csv */
    size_t line;      /* 0: the file as a whole */
    const char *sentence;
} RosterRemark;

typedef struct RosterRemarks {
    size_t count, room;
    RosterRemark *items;
} RosterRemarks;

typedef struct RosterPackage {
    const char *version; /* 1.1, 1.2 */
    const char *system;  /* as the package names it; "" when it does not */
    RosterTable files[ROSTER_FILE_COUNT];
    RosterRemarks remarks;
} RosterPackage;

/* users.csv */
const char *roster_file_name(RosterFile file);
size_t roster_columns(RosterFile file);
/* A sourcedId as it is compared. */
const char *roster_key(Arena *arena, const char *id);
void roster_say(Arena *arena, RosterRemarks *remarks, const char *file, size_t line,
                const char *sentence);

/* What the bytes of the zip hold. ERROR_INVALID with a sentence, ERROR_TOO_LARGE. In the jail. */
Error *roster_read(Arena *arena, Bytes zip, RosterPackage *package);
/* The same from outside: the zip and every file in it are taken apart in the jail. */
Error *roster_read_in_jail(Arena *arena, Bytes zip, RosterPackage *package);

#endif
