/* test_trial.h: a file from outside brought into a school of the tests: a sample is looked at, and
 * then applied. For store tests of whole kinds of file; one store at a time. Tests only. */
#ifndef EXCHANGE_TEST_TRIAL_H
#define EXCHANGE_TEST_TRIAL_H

#include <stdio.h>

#include "exchange/import_work.h"
#include "exchange/test_samples.h"
#include "learner/test_school.h"
#include "platform/db/test_both.h"

enum { SAMPLE_MAXIMUM = 64 * 1024 };

#define TODAY date_of(2026, 11, 22)

static TestStore test;

static inline int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

static inline void fine(const Error *error)
{
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
}

static inline Bytes sample(const char *name)
{
    FILE *file = fopen(arena_print(test.arena, "%s/%s", SAMPLES, name), "rbe");
    assert_non_null(file);
    unsigned char *bytes = arena_alloc(test.arena, SAMPLE_MAXIMUM);
    size_t length = fread(bytes, 1, SAMPLE_MAXIMUM, file);
    fclose(file);
    return (Bytes){bytes, length};
}

typedef struct Trial {
    Bytes content;
    Texts confirmed; /* what is asked about and answered with yes */
    ImportLeavers leavers;
    StaffId staff; /* who brings it; n 0: the SENCO, who looks after no staff */
    ImportWork work;
    ImportCounts counts; /* of what was applied */
} Trial;

static inline ImportBy by_of(const Trial *trial)
{
    return (ImportBy){.staff = trial->staff.n == 0 ? TEST_SENCO : trial->staff,
                      .today = TODAY,
                      .confirmed = &trial->confirmed,
                      .leavers = trial->leavers};
}

/* The kind is told from the content. */
static inline Error *try_look(Trial *trial)
{
    Db *db;
    ImportBy by = by_of(trial);
    fine(store_read(test.store, &db));
    Error *error =
        import_work_out(db, test.arena, TEST_SCHOOL, NULL, trial->content, &by, &trial->work);
    store_read_end(test.store, db);
    return error;
}

/* How many lines have each result. Fails the test when the file has a fault. */
static inline const size_t *look(Trial *trial)
{
    fine(try_look(trial));
    assert_null(trial->work.fault);
    return trial->work.lines.results;
}

static inline Error *write_trial(Db *db, void *context)
{
    Trial *trial = context;
    ImportBy by = by_of(trial);
    TRY(db_enter_school(db, TEST_SCHOOL.n));
    return import_write(db, test.arena, TEST_SCHOOL, &trial->work, &by, &trial->counts);
}

static inline ImportCounts apply(Trial *trial)
{
    look(trial);
    fine(store_write(test.store, write_trial, trial));
    return trial->counts;
}

static inline ImportCounts bring(const char *name)
{
    return apply(&(Trial){.content = sample(name)});
}

static inline const ImportLine *line_about(const Trial *trial, const char *what, const char *name)
{
    for (size_t i = 0; i < trial->work.lines.count; i++) {
        const ImportLine *line = &trial->work.lines.items[i];
        if (text_equal(line->what, what) && text_equal(line->name, name))
            return line;
    }
    fail_msg("no line %s: %s", what, name);
    return NULL;
}

#endif
