/* A list of scores: what it would change, and the change. */
#include "assess/assess.h"
#include "exchange/exchange_sql.h"
#include "exchange/import_work.h"
#include "exchange/score_import_rules.h"
#include "exchange/upn_now.h"

typedef struct ScoreWork {
    ScoreComparison with;
    Measures measures;
    ScoreImportRow *rows;
} ScoreWork;

static Error *read_children(Db *db, Arena *arena, SchoolId school, ScoreComparison *with)
{
    struct import_score_learners_rows rows;
    TRY(import_score_learners(db, arena, school, &rows));
    ScoredChild *children = arena_array(arena, ScoredChild, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct import_score_learners_row *row = &rows.items[i];
        children[i] = (ScoredChild){row->id.n,    row->upn,      row->admission_number,
                                    row->surname, row->forename, row->preferred_name,
                                    row->born_on};
    }
    with->child_count = rows.count;
    with->children = children;
    return NULL;
}

static Error *read_scores(Db *db, Arena *arena, SchoolId school, ScoreComparison *with)
{
    struct import_scores_rows rows;
    TRY(import_scores(db, arena, school, &rows));
    ExistingScore *scores = arena_array(arena, ExistingScore, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct import_scores_row *row = &rows.items[i];
        scores[i] = (ExistingScore){row->learner_id.n, row->measure_id.n, row->taken_on,
                                    row->value,        row->absent,       row->baseline};
    }
    with->score_count = rows.count;
    with->scores = scores;
    return NULL;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    ScoreWork *own = arena_new(arena, ScoreWork);
    TRY(read_children(db, arena, school, &own->with));
    TRY(read_scores(db, arena, school, &own->with));
    TRY(measures_load(db, arena, school, &own->measures));
    own->with.today = by->today;
    own->with.measure_count = own->measures.count;
    own->with.measures = own->measures.items;
    work->rows = score_import_read(arena, &work->table, &work->mapping);
    TRY(upn_bring_up_to_date(db, arena, school, IMPORT_SCORE_UPN, &work->rows));
    score_import_compare(arena, &work->rows, &own->with, &work->lines, &own->rows);
    work->compared = own;
    return NULL;
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const ScoreWork *own = work->compared;
    const ScoreImportRow *row = &own->rows[line];
    ScoreWritten written;
    ScoreEntry entry = {.learner = {row->child->id},
                        .measure = row->measure,
                        .taken_on = row->taken_on,
                        .value = row->value,
                        .absent = row->absent,
                        .source = "imported",
                        .baseline = row->baseline,
                        .note = work->rows.items[line].values[IMPORT_SCORE_NOTE],
                        .by = by->staff,
                        .today = by->today};
    return score_write(db, arena, school, &entry, &written);
}

static Url place(Arena *arena)
{
    return url_print(arena, "/progress");
}

const ImportKind score_kind = {
    .code = "scores",
    .children = "scores",
    .also = MAY_ENTER_SCORES,
    .aside = "Measure",
    .facts = "Score",
    .same = "Is this the same child?",
    .why = "",
    .untouched = "A file adds scores and puts scores right; what stood before is kept. It changes "
                 "nobody’s status, and takes no score away.",
    .place = place,
    .sheet = &score_sheet,
    .compare = compare,
    .write = write_line,
};
