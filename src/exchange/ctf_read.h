/* ctf_read.h: a Common Transfer File, which a school sends with a child who leaves it: who they
 * are, whom to ring, and what was recorded of them before.
 *
 * Elements in any order and case, of any version: what is not known is passed over. Values stay as
 * the file says them, in the columns of the lists of learners and contacts; their rules judge them.
 * Every SEN status, need, school, year of attendance and result is kept; the marks of each day,
 * free school meals and what only Wales asks are not. In the jail. */
#ifndef EXCHANGE_CTF_READ_H
#define EXCHANGE_CTF_READ_H

#include "exchange/contact_import_rules.h"
#include "exchange/learner_import_rules.h"
#include "platform/base/error.h"

typedef struct CtfContact {
    const char *cells[IMPORT_CONTACT_FIELD_COUNT]; /* "": not said */
} CtfContact;

typedef struct CtfContacts {
    size_t count;
    CtfContact *items;
} CtfContacts;

/* One thing that was recorded; texts as they came, "" for what is not said. */
typedef struct CtfRecord {
    const char *kind; /* status, need, setting, attendance, result */
    const char *code, *rank, *starts_on, *ends_on, *words;
} CtfRecord;

typedef struct CtfRecords {
    size_t count;
    CtfRecord *items;
} CtfRecords;

typedef struct CtfPupil {
    size_t line;                           /* a greater one for each pupil */
    const char *cells[IMPORT_FIELD_COUNT]; /* which status holds, ctf_lists() finds by the day */
    CtfContacts contacts;
    CtfRecords records;
} CtfPupil;

typedef struct CtfFile {
    const char *version;       /* 25.0 */
    const char *source;        /* the school that sends it, by name; "" */
    const char *source_number; /* authority and establishment, 7 digits; "" when not said */
    const char *dest_number;   /* of the school that it is for */
    bool converted;            /* its bytes were not what it declares */
    size_t count;
    CtfPupil *pupils;
} CtfFile;

/* Whether the bytes look like an XML file and not like a list. */
bool ctf_is(Bytes file);
/* ERROR_INVALID with a sentence, ERROR_TOO_LARGE. */
Error *ctf_read(Arena *arena, Bytes file, CtfFile *ctf);
/* The same from outside: the file is taken apart in the jail. */
Error *ctf_read_in_jail(Arena *arena, Bytes file, CtfFile *ctf);

#endif
