#include "school/school.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "school/school_sql.h"

/* NULL for an empty text: not known. */
static const char *known(const char *text)
{
    return text_empty(text) ? NULL : text;
}

static const char *postcode_known(Arena *arena, const char *typed)
{
    return text_empty(typed) ? NULL : postcode_written(arena, typed);
}

static Error *refuse_faults(const SchoolFacts *facts)
{
    FactsFaults faults = school_facts_faults(facts);
    return faults.count == 0 ? NULL
                             : error_invalid(faults.items[0].sentence, "%s", faults.items[0].field);
}

Error *school_add(Db *db, Arena *arena, SchoolId id, const SchoolFacts *facts, bool demo,
                  Moment now)
{
    TRY(refuse_faults(facts));
    return school_insert(db, id, facts->name, facts->setting_type, facts->phase,
                         facts->learner_word, known(facts->urn), known(facts->ukprn),
                         known(facts->la_number), known(facts->establishment_number),
                         facts->low_age, facts->high_age, known(facts->address),
                         postcode_known(arena, facts->postcode), known(facts->telephone),
                         known(facts->head_name), demo, now, NULL);
}

Error *school_facts_load(Db *db, Arena *arena, SchoolId school, SchoolFacts *facts,
                         int64_t *version)
{
    struct facts_of_school_row row;
    *facts = (SchoolFacts){0};
    TRY(facts_of_school(db, arena, school, &row));
    *facts = (SchoolFacts){
        .name = row.name,
        .setting_type = row.setting_type,
        .phase = row.phase,
        .learner_word = row.learner_word,
        .urn = row.urn,
        .ukprn = row.ukprn,
        .la_number = row.la_number,
        .establishment_number = row.establishment_number,
        .low_age = row.low_age,
        .high_age = row.high_age,
        .address = row.address,
        .postcode = row.postcode,
        .telephone = row.telephone,
        .head_name = row.head_name,
    };
    *version = row.version;
    return NULL;
}

Error *school_facts_save(Db *db, Arena *arena, SchoolId school, const SchoolFacts *facts)
{
    TRY(refuse_faults(facts));
    return school_update(db, school, facts->name, facts->setting_type, facts->phase,
                         facts->learner_word, known(facts->urn), known(facts->ukprn),
                         known(facts->la_number), known(facts->establishment_number),
                         facts->low_age, facts->high_age, known(facts->address),
                         postcode_known(arena, facts->postcode), known(facts->telephone),
                         known(facts->head_name), NULL);
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
