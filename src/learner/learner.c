#include "learner/learner.h"

#include <inttypes.h>

#include "learner/learner_sql.h"
#include "platform/base/id.h"
#include "platform/base/log.h"

Error *school_load(Db *db, Arena *arena, SchoolId id, School *school)
{
    struct school_by_id_row row;
    bool found;
    TRY(school_by_id(db, arena, id, &row, &found));
    if (!found)
        return error_not_found("school %" PRId64, id.n);
    SettingType type;
    if (!setting_type_parse(row.setting_type, &type))
        return error_internal("setting type of school %" PRId64, id.n);
    *school = (School){
        .id = row.id,
        .name = row.name,
        .type = type,
        .words = setting_of(type)->words,
        .phase = row.phase,
        .learner_word = row.learner_word,
        .la_number = row.la_number,
        .demo = row.demo,
    };
    school->words.learner = row.learner_word;
    return NULL;
}

/* One that this school never renamed is called what Fourfold ships. */
static const char *name_of_level(const struct learner_by_id_row *row)
{
    const char *code = row->school_level == NULL ? row->level : row->school_level;
    const char *usual = level_usual_name(code);
    if (row->level_name != NULL)
        return row->level_name;
    return usual == NULL ? level_usual_name(row->level) : usual;
}

static const char *const standings[] = {[RECORD_LIVE] = NULL,
                                        [RECORD_DIED] = "died",
                                        [RECORD_MERGED] = "merged",
                                        [RECORD_SEALED] = "sealed"};

RecordStanding record_standing(const char *closed_as)
{
    RecordStanding standing = RECORD_LIVE;
    while (closed_as != NULL && !text_equal(closed_as, standings[standing]))
        standing++;
    return standing;
}

static Learner learner_of(const struct learner_by_id_row *row)
{
    return (Learner){
        .id = row->id,
        .class_id = row->class_id,
        .class_name = row->class_name == NULL ? "" : row->class_name,
        .known_name = row->known_name,
        .forename = row->forename,
        .surname = row->surname,
        .preferred_name = row->preferred_name,
        .sort_name = row->sort_name,
        .upn = row->upn,
        .former_upn = row->former_upn,
        .admission_number = row->admission_number,
        .standing = record_standing(row->closed_as),
        .died_on = row->died_on,
        .merged_into = row->merged_into,
        .born_on = row->born_on,
        .sex = row->sex,
        .national_year = row->national_year,
        .first_language = row->first_language,
        .english_additional = row->english_additional,
        .pupil_premium = row->pupil_premium,
        .looked_after = row->looked_after,
        .entered_on = row->entered_on,
        .left_on = row->left_on,
        .likes_about_me = row->likes_about_me,
        .matters_to_me = row->matters_to_me,
        .how_to_help_me = row->how_to_help_me,
        .own_words_on = row->own_words_on,
        .level = row->level,
        .school_level = row->school_level,
        .level_name = name_of_level(row),
        .census_code = row->census_code,
        .level_since = row->level_since,
        .primary_need = row->primary_need,
        .version = row->version,
    };
}

Error *learner_load(Db *db, Arena *arena, SchoolId school, LearnerId id, Learner *learner)
{
    struct learner_by_id_row row;
    bool found;
    TRY(learner_by_id(db, arena, school, id, &row, &found));
    if (!found)
        return error_not_found("learner %" PRId64, id.n);
    *learner = learner_of(&row);
    return NULL;
}

Error *learner_merged_into(Db *db, Arena *arena, SchoolId school, LearnerId id, LearnerId *kept)
{
    struct learner_merge_of_row row;
    bool found;
    LearnerId at = id;
    *kept = (LearnerId){0};
    TRY(learner_merge_of(db, arena, school, at, &row, &found));
    while (found) {
        at = *kept = row.merged_into;
        TRY(learner_merge_of(db, arena, school, at, &row, &found));
    }
    return NULL;
}

bool learner_opens(const Learner *learner)
{
    return learner->standing == RECORD_LIVE || learner->standing == RECORD_DIED;
}

/* What lists show and sort by; made in C, since the engines fold letters differently. */
typedef struct MadeNames {
    const char *known, *sort;
    NationalYear year;
} MadeNames;

static Error *make_names(Arena *arena, const NewLearner *learner, MadeNames *names)
{
    if (!national_year_parse(learner->national_year, &names->year))
        return error_invalid("The year group is none that is known", "year of a learner");
    const char *given =
        text_empty(learner->preferred_name) ? learner->forename : learner->preferred_name;
    names->known = arena_print(arena, "%s %s", given, learner->surname);
    /* Who goes by another name is also looked for by the legal one. */
    const char *legal = text_equal(given, learner->forename) ? "" : learner->forename;
    names->sort =
        text_sort_key(arena, arena_print(arena, "%s, %s %s", learner->surname, given, legal));
    return NULL;
}

Error *learner_add(Db *db, Arena *arena, SchoolId school, const NewLearner *learner, LearnerId *id)
{
    MadeNames names;
    TRY(make_names(arena, learner, &names));
    *id = (LearnerId){id_new()};
    return learner_insert(db, school, *id, learner->upn, learner->former_upn,
                          learner->admission_number, learner->surname, learner->forename,
                          learner->preferred_name, names.known, names.sort, learner->born_on,
                          learner->sex, national_year_code(names.year), names.year,
                          learner->class_id, learner->first_language, learner->english_additional,
                          learner->pupil_premium, learner->looked_after, learner->entered_on, NULL);
}

Error *learner_change(Db *db, Arena *arena, SchoolId school, LearnerId id,
                      const NewLearner *learner)
{
    MadeNames names;
    TRY(make_names(arena, learner, &names));
    return learner_update(db, school, id, learner->upn, learner->former_upn,
                          learner->admission_number, learner->surname, learner->forename,
                          learner->preferred_name, names.known, names.sort, learner->born_on,
                          learner->sex, national_year_code(names.year), names.year,
                          learner->class_id, learner->first_language, learner->english_additional,
                          learner->pupil_premium, learner->looked_after, learner->entered_on, NULL);
}

Error *learner_leave(Db *db, SchoolId school, LearnerId id, Date last_day)
{
    TRY(class_learner_close(db, school, id, last_day, NULL));
    return learner_left_set(db, school, id, last_day, NULL);
}

Error *learner_return(Db *db, SchoolId school, LearnerId id)
{
    return learner_left_set(db, school, id, DATE_NONE, NULL);
}

const char *learner_year_and_class(Arena *arena, const Learner *learner)
{
    const char *year = learner_year_words(learner->national_year);
    return text_empty(learner->class_name)
               ? year
               : arena_print(arena, "%s, %s", year, learner->class_name);
}

const char *learner_year_words(const char *national_year)
{
    NationalYear year;
    return national_year_parse(national_year, &year) ? national_year_words(year) : "Year not known";
}

Error *learner_set_level(Db *db, SchoolId school, LearnerId id, const char *level,
                         const char *school_level, Date since)
{
    return learner_level_set(db, school, id, level, school_level, level_census_code(level), since,
                             NULL);
}

Error *learner_set_primary_need(Db *db, SchoolId school, LearnerId id, const char *need)
{
    return learner_need_set(db, school, id, need, NULL);
}

Error *learner_set_own_words(Db *db, SchoolId school, LearnerId id, const char *likes,
                             const char *matters, const char *help, Date on, int64_t version)
{
    int64_t changed;
    TRY(learner_words_set(db, school, id, likes, matters, help, on, version, &changed));
    if (changed == 1)
        return NULL;
    return error_conflict(
        "You, or someone else, saved this while you were typing. Nothing is lost: both "
        "are put together below. Where both changed the same, you see the two. "
        "Check it, then save again.",
        "learner %" PRId64 " version %" PRId64, id.n, version);
}
