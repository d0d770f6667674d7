/* import_job.h: applies one import beside the pages, so that whoever waits sees how far it is.
 *
 * Owns one thread and what it is doing now; nothing of it is in the store. The comparison with the
 * record, every row and the end of the run are one transaction: when the program stops in between,
 * the run is open as before and nothing has changed. Never starts a second one beside the first. */
#ifndef EXCHANGE_IMPORT_JOB_H
#define EXCHANGE_IMPORT_JOB_H

#include "exchange/import_work.h"

typedef struct ImportTask {
    Store *store;
    SchoolId school;
    ImportRunId run;
    int64_t version; /* of the run, as it was checked */
    StaffId staff;
    const char *role, *reference; /* for the audit trail; the reference is copied */
    Date today;
    const ImportKind *kind;
    bool families_told;
    ImportLeavers leavers;
    Texts confirmed; /* copied */
} ImportTask;

/* ERROR_CONFLICT while another is being applied. The same one again is fine. */
Error *import_job_start(const ImportTask *task);

typedef struct ImportJobState {
    size_t done, total; /* rows; total 0: still being compared */
    bool running;
    const char *failure; /* why nothing was changed, in the arena; NULL: it goes on, or is done */
} ImportJobState;

/* False when this run is not the last that was started here. */
bool import_job_look(Arena *arena, SchoolId school, ImportRunId run, ImportJobState *state);

#endif
