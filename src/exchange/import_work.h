/* import_work.h: from the bytes of a file to what it would change, and the change itself, whatever
 * the kind of file: each kind is a row of one table. */
#ifndef EXCHANGE_IMPORT_WORK_H
#define EXCHANGE_IMPORT_WORK_H

#include "exchange/exchange.h"
#include "exchange/import_sheet.h"
#include "exchange/import_source.h"
#include "exchange/oneroster_rules.h"

/* Those whom a file of everybody no longer holds. */
typedef enum ImportLeavers {
    LEAVERS_UNSAID, /* they leave only where nobody has to be asked */
    LEAVERS_LEFT,
    LEAVERS_STAY
} ImportLeavers;

typedef struct ImportBy {
    StaffId staff;
    Date today;
    const Texts *confirmed; /* lines of suggested rows that are the same one; NULL: none */
    bool families_told;     /* that support is given was told before, says whoever imports */
    ImportLeavers leavers;
    ImportProgress progress;
} ImportBy;

typedef struct ImportWork {
    const struct ImportKind *kind;
    Bytes content; /* of a package */
    Table table;
    ImportMapping mapping;
    const ImportSource *source; /* of a list out of a package; NULL: of a file by itself */
    const char *fault;          /* what the columns lack; NULL: the rest is filled */
    ImportRows rows;
    ImportLines lines;
    size_t supported;      /* learners whom it brings SEN Support or an EHC plan */
    bool leavers_asked;    /* so many leave that somebody has to say so */
    size_t learners_here;  /* of a package or a list of learners: learners of the setting now */
    const char *read_as;   /* of a package: what it is, in words */
    RosterSchools schools; /* of a package: which of them it is, somebody has to say */
    const void *compared;  /* the kind's own */
} ImportWork;

typedef struct ImportCounts {
    size_t added, changed, same, refused, ended; /* changed: confirmed ones too */
} ImportCounts;

typedef struct ImportKind {
    const char *code;           /* as stored: learners */
    const char *children;       /* whose names its rows are: "learners" of "Import learners" */
    Permission also;            /* what applying it takes besides MAY_IMPORT */
    const char *aside, *facts;  /* heads of those columns: Class, Born */
    const char *same;           /* asked of a suggested row: "Is this the same child?" */
    const char *why;            /* of each suggested row, before its remarks */
    const char *untouched;      /* what a file never does */
    Url (*place)(Arena *arena); /* where what it brought is seen */
    const ImportSheet *sheet;   /* NULL: no list: a package, or a file of another form */
    /* Of those: whether the bytes look like one, and how many rows they hold. The errors of
     * import_table(). */
    bool (*is_one)(Bytes content);
    Error *(*look)(Arena *arena, Bytes content, size_t *rows);
    /* Fills rows, lines and compared. */
    Error *(*compare)(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work);
    /* Writes one line that is added, changed or confirmed. */
    Error *(*write)(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                    const ImportBy *by);
    /* Of whom a line told that was written, new ones too; NULL: the line itself says it. */
    int64_t (*learner)(const ImportWork *work, size_t line);
    /* Once all lines are written; NULL: nothing is left to do. */
    Error *(*finish)(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                     const ImportBy *by);
} ImportKind;

extern const ImportKind learner_kind;
extern const ImportKind staff_kind;
extern const ImportKind contact_kind;
extern const ImportKind score_kind;
extern const ImportKind roster_kind;
extern const ImportKind ctf_kind;
extern const ImportKind class_kind;
extern const ImportKind gias_kind;

/* Whether that row is taken: not refused, and confirmed where somebody was asked. */
bool import_is_taken(const ImportLine *line, const ImportBy *by);
/* Whom a row of that work is, or became once it was written; 0: nobody. */
int64_t learner_import_id(const ImportWork *work, size_t row);
int64_t staff_import_id(const ImportWork *work, size_t row);
int64_t contact_import_id(const ImportWork *work, size_t row);
/* The census code of the level of whom a row matches; NULL: they are new. */
const char *learner_import_level(const ImportWork *work, size_t row);
/* No number says that a row is whom it matches: only name and date of birth do. */
bool learner_import_by_name(const ImportWork *work, size_t row);
/* Of learners in a package: nobody who had left is brought back unasked; and why a name alone asks
 * is said with each. */
void learner_import_ask(Arena *arena, Date today, ImportWork *work);
/* Writes such a row; whoever had left is here again. */
Error *learner_import_bring(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                            size_t row, const ImportBy *by);

/* The kind without columns that the bytes look like; NULL: a list. */
const ImportKind *import_kind_of_bytes(Bytes content);
/* NULL for a code that is none. */
const ImportKind *import_kind(const char *code);
/* The kind that most of the headings speak of. */
const ImportKind *import_kind_of(Arena *arena, const Table *table);

/* ERROR_INVALID with a sentence when the bytes are no table, or one without headings. kind: NULL
 * is seen by the columns; out. */
Error *import_table(Arena *arena, Bytes content, const ImportKind **kind, Table *table);
/* Reads the table and compares it with the record. The same errors. */
Error *import_work_out(Db *db, Arena *arena, SchoolId school, const ImportKind *kind, Bytes content,
                       const ImportBy *by, ImportWork *work);
/* Counts the results of the lines anew. */
void import_count_lines(ImportLines *lines);

/* Writes every added, changed and confirmed row. In the caller's transaction: all or nothing. */
Error *import_write(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                    const ImportBy *by, ImportCounts *counts);

/* Of a package: keeps how many of each part came, changed and went, as the run's report. */
Error *import_note_parts(Db *db, SchoolId school, ImportRunId run, const ImportWork *work,
                         const ImportBy *by);

/* Links a member of staff to a class or group, as class_add_staff(), which the head and the SENCO
 * are told of. */
typedef struct ImportPost {
    ClassId class_id;
    StaffId staff;
    bool teaches;
    Date from, until; /* until DATE_NONE: for good */
} ImportPost;
Error *import_give_class(Db *db, Arena *arena, SchoolId school, const ImportPost *post,
                         const ImportBy *by);

/* Once it is written: names in the audit trail whom it brought or changed. */
Error *import_note_learners(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                            const ImportBy *by, const AuditEntry *entry);

/* Ends an open run, deletes its file. ERROR_CONFLICT when it is no longer open at that version. */
Error *import_close(Db *db, SchoolId school, ImportRunId run, int64_t version, const char *state,
                    Moment applied_at, const ImportCounts *counts);
/* The error when a run has no file any more. */
Error *import_is_over(ImportRunId run);

/* From now on the heading of this column (from 0) means the field in files of this kind; "ignore":
 * nothing. */
Error *import_remember(Db *db, Arena *arena, SchoolId school, const ImportKind *kind,
                       const TableRow *header, size_t column, const char *field);

#endif
