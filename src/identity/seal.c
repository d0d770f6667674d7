#include "identity/seal.h"

#include <inttypes.h>
#include <string.h>

#include "identity/merge_sql.h"
#include "identity/moves_sql.h"
#include "plan/plan.h"
#include "platform/base/id.h"

enum { LEAST_OF_NAME = 3, NAMES = 80 };

/* Of the level, in the new record: it must not tell that there was another. */
static const char carried_words[] = "Held already when this record was begun.";

/* ---- Names in words ---------------------------------------------------------------------------
 */

typedef struct Names {
    size_t count;
    const char *items[NAMES]; /* sort keys of single words */
} Names;

static bool is_title(const char *word)
{
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "and", "the", NULL};
    for (size_t i = 0; titles[i] != NULL; i++)
        if (text_equal(titles[i], word))
            return true;
    return false;
}

static void add_names(Arena *arena, const char *name, Names *names)
{
    const char *rest = text_sort_key(arena, name);
    while (rest != NULL && *rest != '\0') {
        size_t length = strcspn(rest, " ");
        const char *word = arena_copy_length(arena, rest, length);
        if (length >= LEAST_OF_NAME && !is_title(word) && names->count < NAMES)
            names->items[names->count++] = word;
        rest += length;
        rest += *rest == ' ';
    }
}

/* Whether the word stands in the text, however it is written; also "Zofia's" and "Nowaks". */
static bool stands_in(const char *key, const char *word)
{
    for (const char *at = strstr(key, word); at != NULL; at = strstr(at + 1, word)) {
        const char *after = at + strlen(word);
        bool ends = *after == '\0' || *after == ' ' ||
                    (*after == 's' && (after[1] == '\0' || after[1] == ' '));
        if ((at == key || at[-1] == ' ') && ends)
            return true;
    }
    return false;
}

static const char *named_in(Arena *arena, const Names *names, const char *words)
{
    const char *key = text_sort_key(arena, words), *found = NULL;
    for (size_t i = 0; i < names->count; i++) {
        if (!stands_in(key, names->items[i]) ||
            (found != NULL && stands_in(text_sort_key(arena, found), names->items[i])))
            continue;
        char *name = arena_print(arena, "%s", names->items[i]);
        if (name[0] >= 'a' && name[0] <= 'z')
            name[0] = (char)(name[0] - 'a' + 'A');
        found = found == NULL ? name : arena_print(arena, "%s, %s", found, name);
    }
    return found;
}

static void add_own_names(Arena *arena, const Learner *learner, Names *names)
{
    add_names(arena, learner->surname, names);
    add_names(arena, learner->forename, names);
    if (learner->preferred_name != NULL)
        add_names(arena, learner->preferred_name, names);
}

const char *seal_betrays(Arena *arena, const Seal *seal, const SealItem *item)
{
    Names before = {0}, after = {0};
    if (!item->free_words)
        return NULL;
    add_own_names(arena, seal->learner, &before);
    add_names(arena, seal->surname, &after);
    add_names(arena, seal->forename, &after);
    if (seal->preferred_name != NULL)
        add_names(arena, seal->preferred_name, &after);
    const char *key = text_sort_key(arena, item->words);
    for (size_t i = 0; i < before.count; i++) {
        bool goes_on = false;
        for (size_t j = 0; j < after.count; j++)
            goes_on = goes_on || text_equal(before.items[i], after.items[j]);
        if (!goes_on && stands_in(key, before.items[i]))
            return before.items[i];
    }
    return NULL;
}

/* ---- What there is to carry -------------------------------------------------------------------
 */

typedef struct Gathering {
    Arena *arena;
    Names names;
    SealItems *items;
    size_t room;
} Gathering;

static void add(Gathering *at, SealKind kind, int64_t row, const char *word, const char *words,
                bool free_words)
{
    if (text_empty(words) || at->items->count == at->room)
        return;
    at->items->items[at->items->count++] = (SealItem){
        .code = row == 0 || kind == SEAL_LEVEL ? word
                                               : arena_print(at->arena, "%s-%" PRId64, word, row),
        .kind = kind,
        .row = row,
        .words = words,
        .names = free_words ? named_in(at->arena, &at->names, words) : NULL,
        .free_words = free_words,
    };
}

static Error *add_support(Db *db, SchoolId school, const Learner *learner, Gathering *at)
{
    struct seal_level_row level;
    struct seal_needs_rows needs;
    struct seal_areas_rows areas;
    bool found;
    NeedArea area;
    TRY(seal_level(db, at->arena, school, learner->id, &level, &found));
    if (found)
        add(at, SEAL_LEVEL, level.id.n, "level",
            arena_print(at->arena, "%s, since %s", learner->level_name,
                        date_long(at->arena, level.starts_on)),
            false);
    TRY(seal_needs(db, at->arena, school, learner->id, &needs));
    if (needs.count > 0)
        add(at, SEAL_NEEDS, 0, "needs", "The types of need, in their order", false);
    TRY(seal_areas(db, at->arena, school, learner->id, &areas));
    for (size_t i = 0; i < areas.count; i++) {
        const struct seal_areas_row *row = &areas.items[i];
        const char *name = need_area_parse(row->area, &area) ? need_area_words(area) : row->area;
        add(at, SEAL_AREA, row->id.n, "area", name, false);
        if (!text_empty(row->barriers) || !text_empty(row->strengths))
            add(at, SEAL_AREA_WORDS, row->id.n, "area-words",
                arena_print(at->arena, "%s %s", row->barriers == NULL ? "" : row->barriers,
                            row->strengths == NULL ? "" : row->strengths),
                true);
    }
    return NULL;
}

static Error *add_plan(Db *db, SchoolId school, const Learner *learner, Gathering *at)
{
    struct seal_plan_row plan;
    struct seal_outcomes_rows outcomes;
    struct seal_provisions_rows provisions;
    bool found;
    TRY(seal_plan(db, at->arena, school, learner->id, &plan, &found));
    if (!found)
        return NULL;
    TRY(seal_outcomes(db, at->arena, school, plan.id, &outcomes));
    for (size_t i = 0; i < outcomes.count; i++)
        add(at, SEAL_OUTCOME, outcomes.items[i].id.n, "outcome", outcomes.items[i].wording, true);
    TRY(seal_provisions(db, at->arena, school, plan.id, &provisions));
    for (size_t i = 0; i < provisions.count; i++) {
        const struct seal_provisions_row *row = &provisions.items[i];
        add(at, SEAL_SUPPORT, row->id.n, "support",
            text_empty(row->detail) ? row->title
                                    : arena_print(at->arena, "%s: %s", row->title, row->detail),
            true);
    }
    Texts lines = text_lines(at->arena, plan.class_strategies);
    for (size_t i = 0; i < lines.count; i++)
        add(at, SEAL_STRATEGY, (int64_t)i + 1, "strategy", lines.items[i], true);
    return NULL;
}

enum { MOST_ITEMS = 120 };

Error *seal_items(Db *db, Arena *arena, SchoolId school, const Learner *learner, SealItems *items)
{
    Gathering at = {.arena = arena, .items = items, .room = MOST_ITEMS};
    LearnerContacts contacts;
    struct seal_scores_rows scores;
    *items = (SealItems){0, arena_array(arena, SealItem, MOST_ITEMS)};
    TRY(learner_contacts(db, arena, school, learner->id, &contacts));
    add_own_names(arena, learner, &at.names);
    for (size_t i = 0; i < contacts.count; i++)
        add_names(arena, contacts.items[i].name, &at.names);
    TRY(add_support(db, school, learner, &at));
    TRY(seal_scores(db, arena, school, learner->id, &scores));
    if (scores.count > 0)
        add(&at, SEAL_SCORES, 0, "scores",
            arena_print(arena, "%zu scores, without their notes", scores.count), false);
    add(&at, SEAL_LIKES, 0, "likes", learner->likes_about_me, true);
    add(&at, SEAL_MATTERS, 0, "matters", learner->matters_to_me, true);
    add(&at, SEAL_HELP, 0, "help", learner->how_to_help_me, true);
    return add_plan(db, school, learner, &at);
}

/* ---- Sealing ----------------------------------------------------------------------------------
 */

typedef struct Work {
    Db *db;
    Arena *arena;
    SchoolId school;
    const Seal *seal;
    LearnerId learner; /* the new one */
} Work;

static bool carries(const Seal *seal, SealKind kind, int64_t row)
{
    for (size_t i = 0; i < seal->carried.count; i++)
        if (seal->carried.items[i].kind == kind && seal->carried.items[i].row == row)
            return true;
    return false;
}

static const char *lines_of(const Work *work, SealKind kind)
{
    const char *lines = "";
    for (size_t i = 0; i < work->seal->carried.count; i++)
        if (work->seal->carried.items[i].kind == kind)
            lines = arena_print(work->arena, "%s%s%s", lines, *lines == '\0' ? "" : "\n",
                                work->seal->carried.items[i].words);
    return lines;
}

static Error *add_record(Work *work)
{
    const Learner *old = work->seal->learner;
    NewLearner learner = {
        .upn = work->seal->upn,
        .admission_number = old->admission_number,
        .surname = work->seal->surname,
        .forename = work->seal->forename,
        .preferred_name = work->seal->preferred_name,
        .born_on = old->born_on,
        .sex = old->sex,
        .national_year = old->national_year,
        .class_id = old->class_id,
        .first_language = old->first_language,
        .english_additional = old->english_additional,
        .pupil_premium = old->pupil_premium,
        .looked_after = false, /* an adopted child is in nobody's care but the parents' */
        .entered_on = old->entered_on,
    };
    struct seal_groups_rows groups;
    TRY(learner_add(work->db, work->arena, work->school, &learner, &work->learner));
    TRY(seal_groups(work->db, work->arena, work->school, old->id, work->seal->today, &groups));
    for (size_t i = 0; i < groups.count; i++)
        TRY(group_add_learner(work->db, work->school, groups.items[i].class_id, work->learner,
                              work->seal->today, DATE_NONE));
    return carry_external_ids(work->db, work->school, old->id, work->learner, NULL);
}

static Error *add_contacts(Work *work)
{
    for (size_t i = 0; i < work->seal->contact_count; i++) {
        LearnerContact link = work->seal->contacts[i];
        LearnerContactId id;
        link.learner_id = work->learner;
        link.priority = (int)i + 1;
        link.starts_on = work->seal->today;
        TRY(learner_contact_add(work->db, work->school, &link, &id));
    }
    return NULL;
}

static Error *carry_needs(Work *work)
{
    struct seal_needs_rows needs;
    TRY(seal_needs(work->db, work->arena, work->school, work->seal->learner->id, &needs));
    for (size_t i = 0; i < needs.count; i++)
        TRY(carry_need(work->db, work->school, (SenNeedId){id_new()}, needs.items[i].id,
                       work->learner, NULL));
    return needs.count == 0 ? NULL
                            : carry_primary_need(work->db, work->school, work->learner,
                                                 needs.items[0].code, NULL);
}

static Error *carry_all_scores(Work *work)
{
    struct seal_scores_rows scores;
    TRY(seal_scores(work->db, work->arena, work->school, work->seal->learner->id, &scores));
    for (size_t i = 0; i < scores.count; i++)
        TRY(carry_score(work->db, work->school, (ScoreId){id_new()}, scores.items[i].id,
                        work->learner, NULL));
    return NULL;
}

static Error *carry_item(Work *work, const SealItem *item)
{
    switch (item->kind) {
    case SEAL_LEVEL:
        TRY(carry_level(work->db, work->school, (SenStatusId){id_new()}, (SenStatusId){item->row},
                        work->learner, carried_words, NULL));
        return carry_learner_level(work->db, work->school, work->learner, work->seal->learner->id,
                                   NULL);
    case SEAL_NEEDS:
        return carry_needs(work);
    case SEAL_AREA:
        return carry_area(work->db, work->school, (SenAreaId){id_new()}, (SenAreaId){item->row},
                          work->learner, carries(work->seal, SEAL_AREA_WORDS, item->row), NULL);
    case SEAL_SCORES:
        return carry_all_scores(work);
    default:
        return NULL; /* words: below */
    }
}

/* What the plan said is looked at anew within six weeks, as one from elsewhere is. */
static Error *carry_words(Work *work)
{
    const Seal *seal = work->seal;
    const char *likes = lines_of(work, SEAL_LIKES), *matters = lines_of(work, SEAL_MATTERS);
    const char *help = lines_of(work, SEAL_HELP);
    Arrival arrival = {
        .arrived_on = seal->today,
        .noted_by = seal->by,
        .plan_made_on = DATE_NONE,
        .outcomes = lines_of(work, SEAL_OUTCOME),
        .support = lines_of(work, SEAL_SUPPORT),
        .strategies = lines_of(work, SEAL_STRATEGY),
        .words = "",
    };
    Learner made;
    TRY(learner_load(work->db, work->arena, work->school, work->learner, &made));
    if (*likes != '\0' || *matters != '\0' || *help != '\0')
        TRY(learner_set_own_words(
            work->db, work->school, work->learner, likes, matters, help,
            date_is_set(seal->learner->own_words_on) ? seal->learner->own_words_on : seal->today,
            made.version));
    if (*arrival.outcomes == '\0' && *arrival.support == '\0' && *arrival.strategies == '\0')
        return NULL;
    return arrival_note(work->db, work->arena, work->school, work->learner, &arrival);
}

Error *seal_do(Db *db, Arena *arena, SchoolId school, const Seal *seal, LearnerId *learner)
{
    Work work = {.db = db, .arena = arena, .school = school, .seal = seal};
    int64_t closed;
    *learner = (LearnerId){0};
    TRY(seal_close(db, school, seal->learner->id, seal->learner->version, &closed));
    if (closed != 1)
        return error_conflict("Somebody changed this record a moment ago. Look at it again first.",
                              "seal of learner %" PRId64, seal->learner->id.n);
    TRY(add_record(&work));
    TRY(add_contacts(&work));
    for (size_t i = 0; i < seal->carried.count; i++)
        TRY(carry_item(&work, &seal->carried.items[i]));
    TRY(carry_words(&work));
    *learner = work.learner;
    return seal_insert(db, school, (LearnerSealId){id_new()}, seal->learner->id, work.learner,
                       seal->learner->class_id, seal->evidence, seal->now, seal->by, id_new(),
                       NULL);
}

/* ---- Taking it back ---------------------------------------------------------------------------
 */

static Error *load(Db *db, Arena *arena, SchoolId school, LearnerSealId id,
                   struct seal_by_id_row *row)
{
    bool found;
    *row = (struct seal_by_id_row){0};
    TRY(seal_by_id(db, arena, school, id, row, &found));
    return found ? NULL : error_not_found("seal %" PRId64, id.n);
}

static Error *find_fault(Db *db, Arena *arena, SchoolId school, const struct seal_by_id_row *row,
                         const char **fault)
{
    struct written_since_rows since;
    struct merge_written_row written;
    bool newer = row->version != row->version_after || row->closed_as != NULL;
    *fault = NULL;
    if (moment_is_set(row->undone_at)) {
        *fault = "This was taken back already.";
        return NULL;
    }
    TRY(written_since(db, arena, school, row->new_id, row->last_id, &since));
    TRY(merge_written(db, arena, school, row->new_id, row->done_at, &written));
    for (size_t i = 0; i < since.count; i++)
        newer = newer || since.items[i].row_count > 0;
    if (newer || written.times > 0)
        *fault = "Something was written in the new record since, so it cannot be taken back.";
    return NULL;
}

Error *seal_undo_fault(Db *db, Arena *arena, SchoolId school, LearnerSealId id, const char **fault)
{
    struct seal_by_id_row row;
    *fault = NULL;
    TRY(load(db, arena, school, id, &row));
    return find_fault(db, arena, school, &row, fault);
}

Error *seal_undo(Db *db, Arena *arena, SchoolId school, LearnerSealId id, StaffId by, Moment now)
{
    struct seal_by_id_row row;
    const char *fault;
    TRY(load(db, arena, school, id, &row));
    TRY(find_fault(db, arena, school, &row, &fault));
    if (fault != NULL)
        return error_conflict(fault, "undo of seal %" PRId64, id.n);
    TRY(carry_external_ids(db, school, row.new_id, row.sealed_id, NULL));
    TRY(seal_reopen(db, school, row.sealed_id, row.class_id, NULL));
    TRY(seal_give_up(db, school, row.new_id, row.sealed_id, NULL));
    return seal_undone(db, school, id, now, by, NULL);
}
