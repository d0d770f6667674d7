/* class_import_rules.h: a list of classes and teaching groups: a row for each class with its year,
 * its teacher and its assistant by the address they sign in with, and a row for each learner in a
 * group.
 *
 * A class is found by its name. A row that names a learner, or says so, is about a teaching group;
 * a learner's own class comes with the list of learners. A file adds and renames nothing away:
 * nobody who teaches a class or is in a group is taken out by it. Pure. */
#ifndef EXCHANGE_CLASS_IMPORT_RULES_H
#define EXCHANGE_CLASS_IMPORT_RULES_H

#include "exchange/import_sheet.h"

typedef enum ClassField {
    IMPORT_CLASS_NAME,
    IMPORT_CLASS_YEAR,      /* census code */
    IMPORT_CLASS_GROUP,     /* "true": a teaching group */
    IMPORT_CLASS_TEACHER,   /* the address they sign in with */
    IMPORT_CLASS_ASSISTANT, /* likewise */
    IMPORT_CLASS_UPN,       /* of a learner in the group */
    IMPORT_CLASS_ADMISSION_NUMBER,
    IMPORT_CLASS_FIELD_COUNT
} ClassField;

extern const ImportSheet class_sheet;

ImportRows class_import_read(Arena *arena, const Table *table, const ImportMapping *mapping);

typedef struct ExistingClass {
    int64_t id;
    const char *name, *year; /* year NULL: several */
    bool is_group;
} ExistingClass;

typedef struct ExistingAdult {
    int64_t id;
    const char *email, *name;
} ExistingAdult;

typedef struct ExistingMember {
    int64_t id;
    const char *upn, *admission_number; /* NULL: none */
    const char *name;                   /* Nowak, Zofia */
} ExistingMember;

/* Who teaches, supports or is in which class today or later. */
typedef struct ExistingPlace {
    int64_t class, person;
    bool teaches; /* of an adult */
} ExistingPlace;

typedef struct ClassComparison {
    size_t class_count, adult_count, member_count, post_count, place_count;
    const ExistingClass *classes;
    const ExistingAdult *adults;
    const ExistingMember *members;
    const ExistingPlace *posts;  /* of adults */
    const ExistingPlace *places; /* of learners */
} ClassComparison;

/* What a row that is taken comes to; what is the same as before is left out. */
typedef struct ClassRow {
    const ExistingClass *here;     /* NULL: new */
    const struct ClassRow *opened; /* an earlier row of the file that makes the class; NULL: none */
    bool is_group;
    const char *year; /* as it will be; NULL: several, or not said */
    bool year_changes;
    const ExistingAdult *teacher, *assistant;
    const ExistingMember *member;
    int64_t made; /* the new class, once it is written */
} ClassRow;

/* One line and one row for each of `rows`. */
void class_import_compare(Arena *arena, const ImportRows *rows, const ClassComparison *with,
                          ImportLines *lines, ClassRow **compared);

#endif
