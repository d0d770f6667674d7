#include "school/school.h"

#include <inttypes.h>
#include <string.h>

#include "platform/base/id.h"
#include "school/school_sql.h"

static bool one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_equal(*words, word))
            return true;
    return false;
}

static bool is_urn(const char *urn)
{
    long long number;
    return strlen(urn) == 6 && text_integer(urn, 100000, 999999, &number);
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
    if (school->urn != NULL && !is_urn(school->urn))
        return error_invalid("The URN must be six digits", "urn");
    return school_insert(db, id, school->name, school->setting_type, school->phase, school->urn,
                         school->la_number, school->establishment_number, school->learner_word,
                         school->demo, now, NULL);
}

Error *school_add_term(Db *db, SchoolId school, const SchoolTerm *term)
{
    return school_term_insert(db, school, (SchoolTermId){id_new()}, term->academic_year, term->name,
                              term->starts_on, term->ends_on, term->half_term_starts_on,
                              term->half_term_ends_on, NULL);
}

Error *school_terms(Db *db, Arena *arena, SchoolId school, SchoolTerms *terms)
{
    struct terms_of_rows rows;
    TRY(terms_of(db, arena, school, &rows));
    *terms = (SchoolTerms){rows.count, arena_array(arena, SchoolTerm, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct terms_of_row *row = &rows.items[i];
        terms->items[i] = (SchoolTerm){row->academic_year,       row->name,
                                       row->starts_on,           row->ends_on,
                                       row->half_term_starts_on, row->half_term_ends_on};
    }
    return NULL;
}

Error *school_set_terms(Db *db, SchoolId school, int year, const SchoolTerms *terms)
{
    TRY(school_terms_delete(db, school, year, NULL));
    for (size_t i = 0; i < terms->count; i++)
        TRY(school_add_term(db, school, &terms->items[i]));
    return NULL;
}

Error *school_closures(Db *db, Arena *arena, SchoolId school, SchoolClosures *closures)
{
    struct closures_of_rows rows;
    TRY(closures_of(db, arena, school, &rows));
    *closures = (SchoolClosures){rows.count, arena_array(arena, SchoolClosure, rows.count),
                                 arena_array(arena, SchoolClosureId, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        closures->ids[i] = rows.items[i].id;
        closures->items[i] =
            (SchoolClosure){rows.items[i].name, rows.items[i].starts_on, rows.items[i].ends_on};
    }
    return NULL;
}

Error *school_add_closure(Db *db, SchoolId school, const SchoolClosure *closure)
{
    return school_closure_insert(db, school, (SchoolClosureId){id_new()}, closure->name,
                                 closure->starts_on, closure->ends_on, NULL);
}

Error *school_remove_closure(Db *db, SchoolId school, SchoolClosureId id)
{
    int64_t removed;
    TRY(school_closure_delete(db, school, id, &removed));
    return removed == 1 ? NULL : error_not_found("school_closure %" PRId64, id.n);
}

Error *school_calendar(Db *db, Arena *arena, SchoolId school, SchoolCalendar *calendar)
{
    SchoolTerms rows;
    SchoolClosures days;
    TRY(school_terms(db, arena, school, &rows));
    TRY(school_closures(db, arena, school, &days));
    Term *terms = arena_array(arena, Term, rows.count);
    Closure *closures = arena_array(arena, Closure, rows.count + days.count);
    size_t closed = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const SchoolTerm *row = &rows.items[i];
        terms[i] = (Term){row->name, row->starts_on, row->ends_on};
        if (date_is_set(row->half_term_starts_on))
            closures[closed++] = (Closure){row->half_term_starts_on, row->half_term_ends_on};
    }
    for (size_t i = 0; i < days.count; i++)
        closures[closed++] = (Closure){days.items[i].starts_on, days.items[i].ends_on};
    *calendar = (SchoolCalendar){rows.count, terms, closed, closures};
    return NULL;
}

Error *school_list(Db *db, Arena *arena, SchoolLines *schools)
{
    struct schools_here_rows rows;
    TRY(schools_here(db, arena, &rows));
    *schools = (SchoolLines){rows.count, arena_array(arena, SchoolLine, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        schools->items[i] = (SchoolLine){rows.items[i].id, rows.items[i].name, rows.items[i].urn,
                                         rows.items[i].demo};
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
