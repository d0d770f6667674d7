/* contact_import_rules.h: a list of learners' contacts, a row for each learner and contact: what
 * each row says, and what it would change.
 *
 * The learner is found by UPN, or by admission number. A contact is one person for several learners
 * when the name is the same and an address, a telephone number or an email is too. A file adds
 * people and what stands between them and learners, and changes what it says otherwise; whatever
 * takes a right away, or gives parental responsibility that was denied, is asked about. It never
 * touches a court order, nor anything of whom one restricts: who is marked with one is written to
 * by nobody until somebody has seen the order and entered it. Nor does it bring back whom the
 * school took off a learner, or under another spelling whom a court order keeps away. Pure. */
#ifndef EXCHANGE_CONTACT_IMPORT_RULES_H
#define EXCHANGE_CONTACT_IMPORT_RULES_H

#include "exchange/import_sheet.h"
#include "platform/base/date.h"

typedef enum ContactField {
    IMPORT_CONTACT_UPN, /* the learner's */
    IMPORT_CONTACT_ADMISSION_NUMBER,
    IMPORT_CONTACT_TITLE,
    IMPORT_CONTACT_FORENAME,
    IMPORT_CONTACT_SURNAME,
    IMPORT_CONTACT_NAME,           /* whole; made of the three above when it is not given */
    IMPORT_CONTACT_RELATIONSHIP,   /* as stored */
    IMPORT_CONTACT_RESPONSIBILITY, /* parental responsibility */
    IMPORT_CONTACT_PRIORITY,
    IMPORT_CONTACT_EMAIL,
    IMPORT_CONTACT_PHONE,
    IMPORT_CONTACT_MOBILE, /* goes before a telephone at home */
    IMPORT_CONTACT_ADDRESS,
    IMPORT_CONTACT_POSTCODE,
    IMPORT_CONTACT_LANGUAGE,
    IMPORT_CONTACT_LIVES_WITH,
    IMPORT_CONTACT_CORRESPONDENCE,
    IMPORT_CONTACT_REPORTS,
    IMPORT_CONTACT_COLLECTS,
    IMPORT_CONTACT_COURT_ORDER, /* the file says that there is one */
    IMPORT_CONTACT_ENDS_ON,     /* the last day as a contact */
    IMPORT_CONTACT_FIELD_COUNT
} ContactField;

extern const ImportSheet contact_sheet;

/* "Step-mother": as stored; NULL for what is none that we know. */
const char *contact_relationship_read(Arena *arena, const char *cell);

ImportRows contact_import_read(Arena *arena, const Table *table, const ImportMapping *mapping);

typedef struct ExistingChild {
    int64_t id;
    const char *upn, *admission_number; /* NULL: none */
    const char *name;                   /* Nowak, Zofia */
} ExistingChild;

typedef struct ExistingContact {
    int64_t id;
    const char *name, *email, *phone, *address, *language; /* NULL: not known */
    bool signs_in;
    const char *external; /* the id by which the rows' source knows them; NULL: none */
} ExistingContact;

typedef struct ExistingLink {
    int64_t id, child, contact;
    const char *relationship;
    OptionalInteger responsibility;
    int priority;
    bool lives_with, correspondence, reports, collects;
    Date ends_on;    /* DATE_NONE: not said */
    bool ended;      /* before today */
    bool restricted; /* by a court order in force about this child */
} ExistingLink;

typedef struct ContactComparison {
    size_t child_count, contact_count, link_count;
    const ExistingChild *children;
    const ExistingContact *contacts;
    const ExistingLink *links;
    Date today;
} ContactComparison;

/* What one row says otherwise than what is here. */
typedef struct ContactDifference {
    unsigned fields; /* that change: a bit for each ContactField */
    size_t change_count;
    ImportLineChange *changes;
    Texts asks;       /* why somebody has to say so first; none: nobody has */
    const char *kept; /* what was left as it is, and why; NULL: nothing */
} ContactDifference;

/* here: NULL when an earlier row has spoken of the person; link: NULL when there is none yet. */
ContactDifference contact_import_difference(Arena *arena, const ImportRow *row,
                                            const ExistingContact *here, const ExistingLink *link);

/* What one row that is taken comes to. */
typedef struct ContactRow {
    const ExistingChild *child;
    const ExistingContact *here;      /* the person; NULL: a new one, or an earlier row's */
    const struct ContactRow *same_as; /* an earlier row of the file that adds the same person */
    const ExistingLink *link;         /* in force; NULL: a new one */
    unsigned fields;                  /* that change: a bit for each ContactField */
    int priority; /* of a new link; of one that is here, where the file moves it to */
    int64_t made; /* the new person's id, once it is written */
} ContactRow;

/* One line and one row for each of `rows`. */
void contact_import_compare(Arena *arena, const ImportRows *rows, const ContactComparison *with,
                            ImportLines *lines, ContactRow **compared);

#endif
