/* exchange.h: the door to files that come in, lists of learners, staff and contacts and whole
 * packages from a school's own system, and that go out.
 *
 * Owns import_run, import_part, import_file, import_mapping and external_id. What a file would do
 * is worked out anew from its bytes each time it is shown, and once more when it is applied, so
 * that there is nothing half imported to clean up. Writes everything through the doors of those who
 * own it. */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include <stdio.h>

#include "web/web.h"

extern const Form import_upload_form;
extern const Form import_columns_form;
extern const Form import_apply_form;
extern const Form import_school_form;

Error *imports_page(Request *request);
Error *import_upload_prepare(Request *request);
Error *import_upload(Request *request);
Error *import_page(Request *request);
Error *import_list_page(Request *request); /* all of one result, page by page */
Error *import_progress_page(Request *request);
Error *import_columns(Request *request);
Error *import_school(Request *request); /* which school of a package it is */
Error *import_apply(Request *request);
Error *import_abandon(Request *request);

/* The audit trail, searched as its page is (record/record.h), as a CSV file. */
Error *trail_file(Request *request);

/* Every entry of every school's trail as CSV, with the hashes that chain it. entries: out. */
Error *audit_file_write(Db *db, Arena *arena, FILE *out, int64_t *entries);

/* The list of the register that the address asks for (register/register.h), as a file to keep. */
Error *register_csv(Request *request);
Error *register_workbook(Request *request);

/* Waits for the import that is being applied now: before the store is closed. */
void import_job_end(void);

/* ---- The command line -------------------------------------------------------------------------
 */

/* What is said of one row. */
typedef struct ImportRemark {
    const char *file; /* of a package; NULL: the one that was read */
    size_t line;
    const char *sentence;
    bool refused; /* the row was not taken */
} ImportRemark;

typedef struct ImportSummary {
    const char *kind; /* as stored: ctf */
    size_t rows, added, changed, same, suggested, refused, leaving;
    bool missing_stay;         /* leaving: whom the list lacks; the page asks, here they stay */
    const char *columns_fault; /* a sentence when the columns are not clear; nothing was read */
    size_t remark_count;
    ImportRemark *remarks;
} ImportSummary;

/* done of total rows. */
typedef void (*ImportProgress)(size_t done, size_t total);

typedef struct ImportRequest {
    SchoolId school;
    StaffId by;
    const char *kind; /* NULL: seen by the columns */
    const char *file_name;
    Bytes content;
    bool apply;
    bool families_told;      /* that support is given was told before, says whoever imports */
    ImportProgress progress; /* NULL: nobody watches */
} ImportRequest;

/* Works out what the file's bytes would change for the school; apply: does it, all or nothing. */
Error *import_whole_file(Store *store, Arena *arena, const ImportRequest *asked,
                         ImportSummary *summary);

#endif
