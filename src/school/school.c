#include "school/school.h"

#include "platform/base/id.h"
#include "school/school_sql.h"

static bool one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_equal(*words, word))
            return true;
    return false;
}

Error *school_add(Db *db, SchoolId id, const NewSchool *school, Moment now)
{
    static const char *const phases[] = {"nursery",     "primary", "secondary",
                                         "all_through", "college", NULL};
    static const char *const words[] = {"pupil", "child", "student", "learner", NULL};
    SettingType type;
    if (text_empty(school->name))
        return error_invalid("Give the school's name", "school");
    if (!setting_type_parse(school->setting_type, &type))
        return error_invalid("The setting type must be school, maintained_nursery, pvi, college, "
                             "special, pru or independent",
                             "setting type");
    if (!one_of(school->phase, phases))
        return error_invalid(
            "The phase must be nursery, primary, secondary, all_through or college", "phase");
    if (!one_of(school->learner_word, words))
        return error_invalid("The word must be pupil, child, student or learner", "learner word");
    return school_insert(db, id, school->name, school->setting_type, school->phase,
                         school->la_number, school->establishment_number, school->learner_word,
                         school->demo, now, NULL);
}

Error *school_add_term(Db *db, SchoolId school, const SchoolTerm *term)
{
    return school_term_insert(db, school, (SchoolTermId){id_new()}, term->academic_year, term->name,
                              term->starts_on, term->ends_on, term->half_term_starts_on,
                              term->half_term_ends_on, NULL);
}

Error *school_calendar(Db *db, Arena *arena, SchoolId school, SchoolCalendar *calendar)
{
    struct terms_of_rows rows;
    TRY(terms_of(db, arena, school, &rows));
    Term *terms = arena_array(arena, Term, rows.count);
    Closure *closures = arena_array(arena, Closure, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        terms[i] = (Term){rows.items[i].name, rows.items[i].starts_on, rows.items[i].ends_on};
        closures[i] = (Closure){rows.items[i].half_term_starts_on, rows.items[i].half_term_ends_on};
    }
    *calendar = (SchoolCalendar){rows.count, terms, rows.count, closures};
    return NULL;
}

Error *school_ids(Db *db, Arena *arena, SchoolIds *ids)
{
    struct all_schools_rows rows;
    TRY(all_schools(db, arena, &rows));
    *ids = (SchoolIds){rows.count, arena_array(arena, SchoolId, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        ids->items[i] = rows.items[i].id;
    return NULL;
}
