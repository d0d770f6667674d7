#include "identity/merge.h"

#include <inttypes.h>

#include "contact/name_rules.h"
#include "identity/merge_moves.h"
#include "identity/merge_put.h"
#include "identity/moves_sql.h"
#include "learner/closing.h"
#include "learner/contact.h"
#include "platform/base/id.h"

/* Numbers of the one are lifted above those of the other while the rows move. */
enum { LIFT = 10000 };

/* ---- Facts ------------------------------------------------------------------------------------
 */

static MergeSays says_text(const char *kept, const char *gone)
{
    if (text_empty(gone))
        return text_empty(kept) ? MERGE_SAME : MERGE_KEPT_ONLY;
    if (text_empty(kept))
        return MERGE_GONE_ONLY;
    return text_equal(kept, gone) ? MERGE_SAME : MERGE_DIFFERS;
}

static MergeSays says_truth(bool same)
{
    return same ? MERGE_SAME : MERGE_DIFFERS;
}

static bool has_words(const Learner *learner)
{
    return !text_empty(learner->likes_about_me) || !text_empty(learner->matters_to_me) ||
           !text_empty(learner->how_to_help_me);
}

static MergeSays says_words(const Learner *kept, const Learner *gone)
{
    if (!has_words(gone))
        return has_words(kept) ? MERGE_KEPT_ONLY : MERGE_SAME;
    if (!has_words(kept))
        return MERGE_GONE_ONLY;
    return says_truth(text_equal(kept->likes_about_me, gone->likes_about_me) &&
                      text_equal(kept->matters_to_me, gone->matters_to_me) &&
                      text_equal(kept->how_to_help_me, gone->how_to_help_me));
}

static MergeSays says_name(const Learner *kept, const Learner *gone)
{
    return says_truth(text_equal(kept->surname, gone->surname) &&
                      text_equal(kept->forename, gone->forename) &&
                      text_equal(kept->preferred_name, gone->preferred_name));
}

static MergeSays says_language(const Learner *kept, const Learner *gone)
{
    if (gone->first_language == NULL && !gone->english_additional.present)
        return kept->first_language == NULL ? MERGE_SAME : MERGE_KEPT_ONLY;
    if (kept->first_language == NULL && !kept->english_additional.present)
        return MERGE_GONE_ONLY;
    return says_truth(text_equal(kept->first_language, gone->first_language) &&
                      kept->english_additional.present == gone->english_additional.present &&
                      kept->english_additional.value == gone->english_additional.value);
}

static MergeSays says_stay(const Learner *kept, const Learner *gone)
{
    if (date_compare(kept->left_on, gone->left_on) == 0 && !date_is_set(gone->entered_on))
        return date_is_set(kept->entered_on) ? MERGE_KEPT_ONLY : MERGE_SAME;
    return says_truth(date_compare(kept->entered_on, gone->entered_on) == 0 &&
                      date_compare(kept->left_on, gone->left_on) == 0);
}

static MergeSays says_class(const Learner *kept, const Learner *gone)
{
    bool same_year = text_equal(kept->national_year, gone->national_year);
    if (same_year && gone->class_id.n == 0)
        return kept->class_id.n == 0 ? MERGE_SAME : MERGE_KEPT_ONLY;
    if (same_year && kept->class_id.n == 0)
        return MERGE_GONE_ONLY;
    return says_truth(same_year && kept->class_id.n == gone->class_id.n);
}

MergeSays merge_says(const Merge *merge, MergeFact fact)
{
    const Learner *kept = merge->kept, *gone = merge->gone;
    switch (fact) {
    case MERGE_NAME:
        return says_name(kept, gone);
    case MERGE_BORN:
        return says_truth(date_compare(kept->born_on, gone->born_on) == 0);
    case MERGE_UPN:
        return says_text(kept->upn, gone->upn);
    case MERGE_NUMBER:
        return says_text(kept->admission_number, gone->admission_number);
    case MERGE_SEX:
        return says_text(kept->sex, gone->sex);
    case MERGE_CLASS:
        return says_class(kept, gone);
    case MERGE_LANGUAGE:
        return says_language(kept, gone);
    case MERGE_PREMIUM:
        return says_truth(kept->pupil_premium == gone->pupil_premium);
    case MERGE_CARE:
        return says_truth(kept->looked_after == gone->looked_after);
    case MERGE_STAY:
        return says_stay(kept, gone);
    case MERGE_WORDS:
    default:
        return says_words(kept, gone);
    }
}

static bool has_level(const Learner *learner)
{
    return !text_equal(learner->level, "universal");
}

void merge_usual(Merge *merge)
{
    for (int fact = 0; fact < MERGE_FACTS; fact++)
        merge->of_gone[fact] = merge_says(merge, (MergeFact)fact) == MERGE_GONE_ONLY;
    merge->of_gone[MERGE_CARE] = merge->gone->looked_after;
    merge->of_gone[MERGE_STAY] = merge->of_gone[MERGE_STAY] || (date_is_set(merge->kept->left_on) &&
                                                                !date_is_set(merge->gone->left_on));
    merge->support_of_gone = has_level(merge->gone) && !has_level(merge->kept);
}

/* ---- Clashes ----------------------------------------------------------------------------------
 */

static bool is_open(const char *state)
{
    return !text_equal(state, "closed") && !text_equal(state, "ended");
}

static bool open_in(const struct merge_cycles_rows *rows, LearnerId learner)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].learner_id.n == learner.n && is_open(rows->items[i].state))
            return true;
    return false;
}

Error *merge_clash(Db *db, Arena *arena, SchoolId school, const Merge *merge, MergeClash *clash)
{
    LearnerId kept = merge->kept->id, gone = merge->gone->id;
    struct merge_cycles_rows cycles;
    struct merge_checks_twice_rows checks;
    struct merge_ways_in_row ways;
    *clash = (MergeClash){.levels = has_level(merge->kept) && has_level(merge->gone)};
    TRY(merge_cycles(db, arena, school, kept, gone, &cycles));
    TRY(merge_links(db, arena, school, kept, gone, &clash->links));
    TRY(merge_scores_twice(db, arena, school, kept, gone, &clash->scores));
    TRY(merge_groups_twice(db, arena, school, kept, gone, &clash->groups));
    TRY(merge_cases(db, arena, school, kept, gone, merge->today, &clash->cases));
    TRY(merge_checks_twice(db, arena, school, kept, gone, &checks));
    TRY(merge_ways_in(db, arena, school, kept, gone, &ways));
    clash->cycles = open_in(&cycles, kept) && open_in(&cycles, gone);
    clash->two_year_checks = checks.count > 0;
    clash->ways_in = ways.row_count > 1;
    return NULL;
}

/* ---- Who may be one whom something is kept from -----------------------------------------------
 */

static bool same_person(Arena *arena, const Contact *one, const Contact *other)
{
    return (!text_empty(one->email) && text_equal_fold(one->email, other->email)) ||
           (!text_empty(one->phone) && text_equal(one->phone, other->phone)) ||
           names_may_be_one(arena, one->name, other->name);
}

static bool stands_in(const ContactStandings *standings, ContactId contact)
{
    for (size_t i = 0; i < standings->count; i++)
        if (standings->items[i].link.contact_id.n == contact.n && !standings->items[i].ended)
            return true;
    return false;
}

/* Those of `open` who look like somebody restricted among `watched`. */
static Error *find_alikes(Db *db, Arena *arena, SchoolId school, const ContactStandings *watched,
                          const ContactStandings *open, MergeAlikes *alikes)
{
    for (size_t i = 0; i < open->count; i++) {
        ContactId id = open->items[i].link.contact_id;
        Contact one, other;
        if (open->items[i].ended || open->items[i].restricted || stands_in(watched, id))
            continue;
        TRY(contact_load(db, arena, school, id, false, &one));
        for (size_t j = 0; j < watched->count; j++) {
            if (!watched->items[j].restricted)
                continue;
            TRY(contact_load(db, arena, school, watched->items[j].link.contact_id, false, &other));
            if (!same_person(arena, &one, &other))
                continue;
            alikes->items[alikes->count++] = (MergeAlike){id, one.name, other.name};
            break;
        }
    }
    return NULL;
}

Error *merge_alikes(Db *db, Arena *arena, SchoolId school, const Merge *merge, MergeAlikes *alikes)
{
    ContactStandings kept, gone;
    *alikes = (MergeAlikes){0, NULL};
    TRY(contact_standings(db, arena, school, merge->kept->id, merge->today, &kept));
    TRY(contact_standings(db, arena, school, merge->gone->id, merge->today, &gone));
    alikes->items = arena_array(arena, MergeAlike, kept.count + gone.count);
    TRY(find_alikes(db, arena, school, &kept, &gone, alikes));
    return find_alikes(db, arena, school, &gone, &kept, alikes);
}

/* ---- The merge --------------------------------------------------------------------------------
 */

typedef struct Work {
    Db *db;
    Arena *arena;
    SchoolId school;
    const Merge *merge;
    LearnerMergeId id;
    LearnerId kept, gone;
    struct merge_cycles_rows cycles; /* as they were */
    struct merge_links_rows links;
} Work;

static const char *number_text(Work *work, int64_t number)
{
    return arena_print(work->arena, "%" PRId64, number);
}

static Error *change(Work *work, const char *part, const char *field, int64_t row,
                     const char *before, const char *after)
{
    MergeChange one = {part, field, row, before, after};
    return merge_change(work->db, work->school, work->id, &one);
}

static Error *stays(Work *work, const char *part, int64_t row)
{
    return merge_row_stays(work->db, work->school, work->id, part, row, NULL);
}

/* What the kept record has the like of stays where it is. */
static Error *leave_doubles(Work *work)
{
    struct merge_scores_twice_rows scores;
    struct merge_groups_twice_rows groups;
    struct merge_links_twice_rows links;
    struct merge_checks_twice_rows checks;
    struct merge_ways_in_row ways;
    LearnerId kept = work->kept, gone = work->gone;
    TRY(merge_scores_twice(work->db, work->arena, work->school, kept, gone, &scores));
    TRY(merge_groups_twice(work->db, work->arena, work->school, kept, gone, &groups));
    TRY(merge_links_twice(work->db, work->arena, work->school, kept, gone, &links));
    TRY(merge_checks_twice(work->db, work->arena, work->school, kept, gone, &checks));
    TRY(merge_ways_in(work->db, work->arena, work->school, kept, gone, &ways));
    for (size_t i = 0; i < scores.count; i++)
        TRY(stays(work, "score", scores.items[i].id.n));
    for (size_t i = 0; i < groups.count; i++)
        TRY(stays(work, "class_learner", groups.items[i].id.n));
    for (size_t i = 0; i < links.count; i++)
        TRY(stays(work, "learner_contact", links.items[i].id.n));
    for (size_t i = 0; i < checks.count; i++)
        TRY(stays(work, "two_year_check", checks.items[i].id.n));
    return ways.row_count > 1 ? stays(work, "learner_sign_in", gone.n) : NULL;
}

/* So that no number of the one stands in the way of the other's. */
static Error *lift(Work *work)
{
    for (size_t i = 0; i < work->cycles.count; i++)
        TRY(put_cycle_number(work->db, work->school, work->cycles.items[i].id.n, LIFT + (int)i,
                             NULL));
    for (size_t i = 0; i < work->links.count; i++)
        TRY(put_contact_priority(work->db, work->school, work->links.items[i].id.n, LIFT + (int)i,
                                 NULL));
    return NULL;
}

static Error *move_all(Work *work)
{
    for (size_t i = 0; i < merge_move_count; i++)
        TRY(merge_moves[i].move(work->db, work->school, work->id, work->gone, work->kept, NULL));
    return NULL;
}

static Error *place_cycle(Work *work, const struct merge_cycles_row *cycle, int *number)
{
    return change(work, "cycle", "number", cycle->id.n, number_text(work, cycle->number),
                  number_text(work, ++*number));
}

/* All in the order of time, and the one that goes on last: the newest number is the cycle of now.
 */
static Error *arrange_cycles(Work *work)
{
    LearnerId first = work->merge->support_of_gone ? work->gone : work->kept;
    LearnerId winner = open_in(&work->cycles, first)  ? first
                       : work->merge->support_of_gone ? work->kept
                                                      : work->gone;
    const struct merge_cycles_row *last = NULL;
    int number = 0;
    for (size_t i = 0; i < work->cycles.count; i++) {
        const struct merge_cycles_row *cycle = &work->cycles.items[i];
        bool open = is_open(cycle->state);
        if (open && cycle->learner_id.n == winner.n) {
            last = cycle;
            continue;
        }
        TRY(place_cycle(work, cycle, &number));
        if (!open)
            continue;
        TRY(change(work, "cycle", "state", cycle->id.n, cycle->state, "ended"));
        TRY(change(work, "cycle", "closed_on", cycle->id.n, NULL,
                   date_iso(work->arena, work->merge->today)));
    }
    return last == NULL ? NULL : place_cycle(work, last, &number);
}

static const struct merge_links_row *link_of(const Work *work, LearnerId learner, ContactId contact)
{
    for (size_t i = 0; i < work->links.count; i++)
        if (work->links.items[i].learner_id.n == learner.n &&
            work->links.items[i].contact_id.n == contact.n)
            return &work->links.items[i];
    return NULL;
}

static const char *yesterday(Work *work)
{
    return date_iso(work->arena, date_add_days(work->merge->today, -1));
}

/* Where two links to one person say otherwise, the more careful answer holds. */
static Error *join_links(Work *work, const struct merge_links_row *kept,
                         const struct merge_links_row *gone, int priority)
{
    bool same_rights =
        kept->parental_responsibility.present == gone->parental_responsibility.present &&
        kept->parental_responsibility.value == gone->parental_responsibility.value;
    LearnerContact link = {
        .learner_id = work->kept,
        .contact_id = kept->contact_id,
        .relationship = kept->relationship,
        .parental_responsibility =
            same_rights ? kept->parental_responsibility : (OptionalInteger){0},
        .lives_with = kept->lives_with,
        .correspondence = kept->correspondence && gone->correspondence,
        .receives_documents = kept->receives_documents && gone->receives_documents,
        .receives_reports = kept->receives_reports && gone->receives_reports,
        .may_collect = kept->may_collect && gone->may_collect,
        .priority = priority,
        .starts_on = work->merge->today,
    };
    LearnerContactId id;
    TRY(change(work, "learner_contact", "ends_on", kept->id.n, NULL, yesterday(work)));
    return learner_contact_add(work->db, work->school, &link, &id);
}

static bool same_links(const struct merge_links_row *kept, const struct merge_links_row *gone)
{
    return kept->parental_responsibility.present == gone->parental_responsibility.present &&
           kept->parental_responsibility.value == gone->parental_responsibility.value &&
           kept->correspondence == gone->correspondence &&
           kept->receives_documents == gone->receives_documents &&
           kept->receives_reports == gone->receives_reports &&
           kept->may_collect == gone->may_collect;
}

/* The kept record's contacts in their order, then those of the other. */
static Error *arrange_links(Work *work)
{
    int priority = 0;
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < work->links.count; i++) {
            const struct merge_links_row *row = &work->links.items[i];
            bool of_kept = row->learner_id.n == work->kept.n;
            if (of_kept != (turn == 0))
                continue;
            const struct merge_links_row *twin =
                link_of(work, of_kept ? work->gone : work->kept, row->contact_id);
            if (twin != NULL && !of_kept)
                TRY(change(work, "learner_contact", "ends_on", row->id.n, NULL, yesterday(work)));
            else
                priority++;
            TRY(change(work, "learner_contact", "priority", row->id.n,
                       number_text(work, row->priority), number_text(work, priority)));
            if (twin != NULL && of_kept && !same_links(row, twin) &&
                date_compare(row->starts_on, work->merge->today) < 0)
                TRY(join_links(work, row, twin, priority));
        }
    return NULL;
}

/* ---- Levels, needs and areas: those of the record whose support goes on come first ------------
 */

static bool goes_first(const Work *work, LearnerId learner)
{
    return (learner.n == work->gone.n) == work->merge->support_of_gone;
}

static Error *arrange_levels(Work *work, const struct merge_levels_rows *rows)
{
    bool any = false;
    for (size_t i = 0; i < rows->count; i++)
        any = any || goes_first(work, rows->items[i].learner_id);
    for (size_t i = 0; any && i < rows->count; i++) {
        if (goes_first(work, rows->items[i].learner_id))
            continue;
        TRY(change(work, "sen_status", "ends_on", rows->items[i].id.n, NULL, yesterday(work)));
        TRY(change(work, "sen_status", "end_reason", rows->items[i].id.n, NULL, "other"));
    }
    return NULL;
}

static bool need_named_first(const Work *work, const struct merge_needs_rows *rows,
                             const char *code)
{
    for (size_t i = 0; i < rows->count; i++)
        if (goes_first(work, rows->items[i].learner_id) && text_equal(rows->items[i].code, code))
            return true;
    return false;
}

/* primary: out, the need of rank 1; NULL: none is named. */
static Error *arrange_needs(Work *work, const struct merge_needs_rows *rows, const char **primary)
{
    int rank = 0;
    *primary = NULL;
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < rows->count; i++) {
            const struct merge_needs_row *row = &rows->items[i];
            bool first = goes_first(work, row->learner_id);
            if (first != (turn == 0))
                continue;
            if (!first && need_named_first(work, rows, row->code)) {
                TRY(change(work, "sen_need", "ends_on", row->id.n, NULL, yesterday(work)));
                continue;
            }
            if (*primary == NULL)
                *primary = row->code;
            TRY(change(work, "sen_need", "rank", row->id.n, number_text(work, row->rank),
                       number_text(work, ++rank)));
        }
    return NULL;
}

static Error *arrange_areas(Work *work, const struct merge_areas_rows *rows)
{
    bool primary = false;
    for (size_t i = 0; i < rows->count; i++)
        primary =
            primary || (goes_first(work, rows->items[i].learner_id) && rows->items[i].is_primary);
    for (size_t i = 0; i < rows->count; i++) {
        const struct merge_areas_row *row = &rows->items[i];
        if (goes_first(work, row->learner_id))
            continue;
        bool twice = false;
        for (size_t j = 0; j < rows->count; j++)
            twice = twice || (goes_first(work, rows->items[j].learner_id) &&
                              text_equal(rows->items[j].area, row->area));
        if (twice)
            TRY(change(work, "sen_area", "ends_on", row->id.n, NULL, yesterday(work)));
        else if (primary && row->is_primary)
            TRY(change(work, "sen_area", "is_primary", row->id.n, "1", "0"));
    }
    return NULL;
}

/* ---- What the kept record says since ----------------------------------------------------------
 */

static const Learner *says_it(const Merge *merge, MergeFact fact)
{
    return merge->of_gone[fact] ? merge->gone : merge->kept;
}

static NewLearner facts_after(const Merge *merge)
{
    const Learner *name = says_it(merge, MERGE_NAME), *place = says_it(merge, MERGE_CLASS);
    const Learner *language = says_it(merge, MERGE_LANGUAGE);
    return (NewLearner){
        .upn = says_it(merge, MERGE_UPN)->upn,
        .former_upn =
            merge->kept->former_upn == NULL ? merge->gone->former_upn : merge->kept->former_upn,
        .admission_number = says_it(merge, MERGE_NUMBER)->admission_number,
        .surname = name->surname,
        .forename = name->forename,
        .preferred_name = name->preferred_name,
        .born_on = says_it(merge, MERGE_BORN)->born_on,
        .sex = says_it(merge, MERGE_SEX)->sex,
        .national_year = place->national_year,
        .class_id = place->class_id,
        .first_language = language->first_language,
        .english_additional = language->english_additional,
        .pupil_premium = says_it(merge, MERGE_PREMIUM)->pupil_premium,
        .looked_after = says_it(merge, MERGE_CARE)->looked_after,
        .entered_on = says_it(merge, MERGE_STAY)->entered_on,
    };
}

static Error *write_facts(Work *work, const char *primary)
{
    const Merge *merge = work->merge;
    NewLearner facts = facts_after(merge);
    const Learner *first = merge->support_of_gone ? merge->gone : merge->kept;
    const Learner *level = has_level(first)         ? first
                           : merge->support_of_gone ? merge->kept
                                                    : merge->gone;
    const Learner *words = says_it(merge, MERGE_WORDS);
    TRY(learner_change(work->db, work->arena, work->school, work->kept, &facts));
    TRY(kept_put(work->db, work->school, work->kept, says_it(merge, MERGE_STAY)->left_on,
                 words->likes_about_me, words->matters_to_me, words->how_to_help_me,
                 words->own_words_on, level->level, level->school_level, level->census_code,
                 level->level_since, primary, NULL));
    const char *other = merge->of_gone[MERGE_UPN] ? merge->kept->upn : merge->gone->upn;
    if (text_empty(other) || text_equal(other, facts.upn))
        return NULL;
    return learner_keep_upn(work->db, work->school, work->kept, other, merge->today, merge->by);
}

static Error *hold_back(Work *work, const MergeAlikes *alikes)
{
    for (size_t i = 0; i < alikes->count; i++)
        TRY(contact_suspend(work->db, work->school, work->kept, alikes->items[i].contact,
                            "Two records were merged, and this may be somebody from whom "
                            "something is kept. Check who it is.",
                            work->merge->by, work->merge->today,
                            date_add_days(work->merge->today, MERGE_HELD_DAYS)));
    return NULL;
}

static Error *changed_meanwhile(const Merge *merge)
{
    return error_conflict("One of the two records was changed a moment ago. Look at both again.",
                          "merge of %" PRId64 " into %" PRId64, merge->gone->id.n,
                          merge->kept->id.n);
}

static Error *begin(Work *work)
{
    const Merge *merge = work->merge;
    int64_t closed;
    TRY(merge_insert(work->db, work->school, work->id, work->kept, work->gone, merge->reason,
                     merge->now, merge->by, NULL));
    TRY(merge_facts_keep(work->db, work->school, work->id, work->kept, merge->gone->upn,
                         merge->gone->class_id, NULL));
    TRY(merge_rows_list(work->db, work->school, work->id, work->gone, NULL));
    TRY(gone_close(work->db, work->school, work->gone, work->kept, merge->gone->version, &closed));
    return closed == 1 ? NULL : changed_meanwhile(merge);
}

/* The order matters: what stands twice is known before the rows move, and is arranged after. */
static Error *arrange(Work *work)
{
    struct merge_levels_rows levels;
    struct merge_needs_rows needs;
    struct merge_areas_rows areas;
    const char *primary;
    TRY(merge_cycles(work->db, work->arena, work->school, work->kept, work->gone, &work->cycles));
    TRY(merge_links(work->db, work->arena, work->school, work->kept, work->gone, &work->links));
    TRY(merge_levels(work->db, work->arena, work->school, work->kept, work->gone, &levels));
    TRY(merge_needs(work->db, work->arena, work->school, work->kept, work->gone, &needs));
    TRY(merge_areas(work->db, work->arena, work->school, work->kept, work->gone, &areas));
    TRY(leave_doubles(work));
    TRY(lift(work));
    TRY(move_all(work));
    TRY(arrange_cycles(work));
    TRY(arrange_links(work));
    TRY(arrange_levels(work, &levels));
    TRY(arrange_needs(work, &needs, &primary));
    TRY(arrange_areas(work, &areas));
    return write_facts(work, primary);
}

Error *merge_do(Db *db, Arena *arena, SchoolId school, const Merge *merge, LearnerMergeId *id)
{
    Work work = {.db = db,
                 .arena = arena,
                 .school = school,
                 .merge = merge,
                 .id = {id_new()},
                 .kept = merge->kept->id,
                 .gone = merge->gone->id};
    MergeAlikes alikes;
    *id = work.id;
    if (merge->kept->standing != RECORD_LIVE || merge->gone->standing != RECORD_LIVE ||
        work.kept.n == work.gone.n)
        return changed_meanwhile(merge);
    TRY(merge_alikes(db, arena, school, merge, &alikes));
    TRY(begin(&work));
    TRY(arrange(&work));
    TRY(hold_back(&work, &alikes));
    TRY(merge_rows_made_list(db, school, work.id, work.kept, work.id.n, NULL));
    return merge_version(db, school, work.id, work.kept, NULL);
}
