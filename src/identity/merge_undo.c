/* A merge taken back: every row where it was, every change as it stood before. */
#include <inttypes.h>

#include "identity/merge.h"
#include "identity/merge_moves.h"
#include "identity/merge_put.h"
#include "identity/moves_sql.h"

/* Above every number that a merge gives while its own rows move. */
enum { LIFT = 40000 };

typedef struct Undo {
    Db *db;
    Arena *arena;
    SchoolId school;
    const Learner *kept;
    LearnerMergeId id;
    struct merge_by_id_row row;
    struct merge_facts_of_row facts;
} Undo;

static Error *load(Undo *undo)
{
    bool found;
    undo->row = (struct merge_by_id_row){0};
    TRY(merge_by_id(undo->db, undo->arena, undo->school, undo->id, undo->kept->id, &undo->row,
                    &found));
    if (!found)
        return error_not_found("merge %" PRId64, undo->id.n);
    return merge_facts_of(undo->db, undo->arena, undo->school, undo->id, &undo->facts);
}

static int64_t made_by_merge(const struct merge_rows_counted_rows *rows, const char *part)
{
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->items[i].part, part) && text_equal(rows->items[i].state, "made"))
            return rows->items[i].row_count;
    return 0;
}

/* "2 sessions of support": the first kind of row that is newer than the merge. NULL: none is. */
static Error *find_newer(Undo *undo, const char **words)
{
    struct written_since_rows since;
    struct merge_rows_counted_rows counted;
    *words = NULL;
    TRY(written_since(undo->db, undo->arena, undo->school, undo->kept->id, undo->id.n, &since));
    TRY(merge_rows_counted(undo->db, undo->arena, undo->school, undo->id, &counted));
    for (size_t i = 0; i < since.count && *words == NULL; i++) {
        int64_t newer = since.items[i].row_count - made_by_merge(&counted, since.items[i].part);
        const MergeMove *move = merge_move_of(since.items[i].part);
        if (newer > 0 && move->one != NULL)
            *words = arena_print(undo->arena, "%" PRId64 " %s", newer,
                                 newer == 1 ? move->one : move->many);
        else if (newer > 0)
            *words = "something";
    }
    return NULL;
}

static Error *find_fault(Undo *undo, const char **fault)
{
    struct merge_written_row written;
    const char *newer;
    *fault = NULL;
    if (moment_is_set(undo->row.undone_at)) {
        *fault = "This merge has been taken back already.";
        return NULL;
    }
    TRY(find_newer(undo, &newer));
    if (newer != NULL) {
        *fault = arena_print(undo->arena,
                             "Since the merge %s came into the record, and nobody but people can "
                             "say which of the two it belongs to. It cannot be taken back by a "
                             "button any more.",
                             newer);
        return NULL;
    }
    TRY(merge_written(undo->db, undo->arena, undo->school, undo->kept->id, undo->row.done_at,
                      &written));
    if (written.times > 0 || undo->kept->version != undo->facts.version_after ||
        undo->kept->standing != RECORD_LIVE)
        *fault = "Something in the record was changed since the merge, so it cannot be taken back "
                 "by a button any more.";
    return NULL;
}

Error *merge_undo_fault(Db *db, Arena *arena, SchoolId school, const Learner *kept,
                        LearnerMergeId id, const char **fault)
{
    Undo undo = {.db = db, .arena = arena, .school = school, .kept = kept, .id = id};
    *fault = NULL;
    TRY(load(&undo));
    return find_fault(&undo, fault);
}

/* ---- Taking it back ---------------------------------------------------------------------------
 */

static Error *unmake(Undo *undo)
{
    struct merge_rows_made_rows rows;
    TRY(merge_rows_made(undo->db, undo->arena, undo->school, undo->id, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const char *part = rows.items[i].part;
        int64_t row = rows.items[i].row_id;
        if (text_equal(part, "learner_upn"))
            TRY(unmake_upn(undo->db, undo->school, row, NULL));
        else if (text_equal(part, "contact_suspension"))
            TRY(unmake_suspension(undo->db, undo->school, row, NULL));
        else
            TRY(unmake_contact(undo->db, undo->school, row, NULL));
    }
    return NULL;
}

static bool is_number(const char *field)
{
    return text_equal(field, "number") || text_equal(field, "priority");
}

static Error *put_back(Undo *undo)
{
    struct merge_changes_of_rows rows;
    TRY(merge_changes_of(undo->db, undo->arena, undo->school, undo->id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (is_number(rows.items[i].field))
            TRY(merge_put(undo->db, undo->school, rows.items[i].part, rows.items[i].field,
                          rows.items[i].row_id, arena_print(undo->arena, "%zu", (size_t)LIFT + i)));
    for (size_t i = 0; i < merge_move_count; i++)
        TRY(merge_moves[i].move(undo->db, undo->school, undo->id, undo->kept->id, undo->row.gone_id,
                                NULL));
    for (size_t i = 0; i < rows.count; i++)
        TRY(merge_put(undo->db, undo->school, rows.items[i].part, rows.items[i].field,
                      rows.items[i].row_id, rows.items[i].before));
    return NULL;
}

static Error *restore_facts(Undo *undo)
{
    const struct merge_facts_of_row *was = &undo->facts;
    NewLearner facts = {
        .upn = was->upn,
        .former_upn = was->former_upn,
        .admission_number = was->admission_number,
        .surname = was->surname,
        .forename = was->forename,
        .preferred_name = was->preferred_name,
        .born_on = was->born_on,
        .sex = was->sex,
        .national_year = was->national_year,
        .class_id = was->class_id,
        .first_language = was->first_language,
        .english_additional = was->english_additional,
        .pupil_premium = was->pupil_premium,
        .looked_after = was->looked_after,
        .entered_on = was->entered_on,
    };
    TRY(learner_change(undo->db, undo->arena, undo->school, undo->kept->id, &facts));
    return kept_put(undo->db, undo->school, undo->kept->id, was->left_on, was->likes_about_me,
                    was->matters_to_me, was->how_to_help_me, was->own_words_on, was->level,
                    was->school_level, was->census_code, was->level_since, was->primary_need, NULL);
}

Error *merge_undo(Db *db, Arena *arena, SchoolId school, const Learner *kept, LearnerMergeId id,
                  StaffId by, Moment now)
{
    Undo undo = {.db = db, .arena = arena, .school = school, .kept = kept, .id = id};
    const char *fault;
    int64_t opened;
    TRY(load(&undo));
    TRY(find_fault(&undo, &fault));
    if (fault != NULL)
        return error_conflict(fault, "undo of merge %" PRId64, id.n);
    TRY(unmake(&undo));
    TRY(put_back(&undo));
    TRY(restore_facts(&undo));
    TRY(gone_reopen(db, school, undo.row.gone_id, kept->id, undo.facts.gone_upn,
                    undo.facts.gone_class_id, &opened));
    if (opened != 1)
        return error_conflict("The other record was changed a moment ago. Look at it again.",
                              "undo of merge %" PRId64, id.n);
    return merge_undone(db, school, id, now, by, NULL);
}
