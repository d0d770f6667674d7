/* score_import_rules.h: a list of scores, a row for each learner, measure and day: what each row
 * says, and what it would change.
 *
 * The learner is found by UPN, by admission number, or by name and date of birth together. A score
 * that is here with another value is corrected, and what stood before is kept; the same again
 * changes nothing, so a file can come twice. Changes no status. Pure. */
#ifndef EXCHANGE_SCORE_IMPORT_RULES_H
#define EXCHANGE_SCORE_IMPORT_RULES_H

#include "assess/score_rules.h"
#include "exchange/import_sheet.h"
#include "platform/base/date.h"

typedef enum ScoreField {
    IMPORT_SCORE_UPN,
    IMPORT_SCORE_ADMISSION_NUMBER,
    IMPORT_SCORE_SURNAME,
    IMPORT_SCORE_FORENAME,
    IMPORT_SCORE_BORN_ON,
    IMPORT_SCORE_MEASURE, /* its name here, or the code of one that Fourfold brings */
    IMPORT_SCORE_TAKEN_ON,
    IMPORT_SCORE_VALUE, /* as typed on a page; or why there is none */
    IMPORT_SCORE_NOTE,
    IMPORT_SCORE_BASELINE,
    IMPORT_SCORE_FIELD_COUNT
} ScoreField;

extern const ImportSheet score_sheet;

ImportRows score_import_read(Arena *arena, const Table *table, const ImportMapping *mapping);

typedef struct ScoredChild {
    int64_t id;
    const char *upn, *admission_number; /* NULL: none */
    const char *surname, *forename, *preferred_name;
    Date born_on;
} ScoredChild;

/* What stands already, by learner, measure and day. */
typedef struct ExistingScore {
    int64_t learner, measure;
    Date taken_on;
    OptionalInteger value;
    const char *absent; /* NULL: assessed */
    bool baseline;
} ExistingScore;

typedef struct ScoreComparison {
    Date today;
    size_t child_count, measure_count, score_count;
    const ScoredChild *children;
    const Measure *measures;
    const ExistingScore *scores;
} ScoreComparison;

/* What a row that is taken comes to. */
typedef struct ScoreImportRow {
    const ScoredChild *child;
    const Measure *measure;
    Date taken_on;
    OptionalInteger value;
    const char *absent; /* NULL: assessed */
    bool baseline;
} ScoreImportRow;

/* One line and one row for each of `rows`. */
void score_import_compare(Arena *arena, const ImportRows *rows, const ScoreComparison *with,
                          ImportLines *lines, ScoreImportRow **compared);

#endif
