/* Who is in which class and with which, as a package has it and as it is here. A whole file of
 * enrolments is the truth about the groups that it names. Of the adults it ends only teachers who
 * came from the same source: assistants and cover are arranged here. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "exchange/exchange_sql.h"
#include "exchange/oneroster_work.h"

enum { PAIR_TEXT = 48 };

typedef struct PlacesHere {
    struct roster_places_rows learners;
    struct roster_adults_rows adults;
    KeyIndex learner_pairs, adult_pairs;     /* "class person" */
    KeyIndex learner_classes, adult_classes; /* "class" */
    bool *learner_kept, *adult_kept;
} PlacesHere;

static const char *pair_text(char text[static PAIR_TEXT], int64_t class, int64_t person)
{
    snprintf(text, PAIR_TEXT, "%" PRId64 " %" PRId64, class, person);
    return text;
}

static const char *id_text(char text[static PAIR_TEXT], int64_t class)
{
    snprintf(text, PAIR_TEXT, "%" PRId64, class);
    return text;
}

static Error *read_places(Db *db, Arena *arena, SchoolId school, Date today, PlacesHere *here)
{
    TRY(roster_places(db, arena, school, today, &here->learners));
    TRY(roster_adults(db, arena, school, today, &here->adults));
    size_t learners = here->learners.count, adults = here->adults.count;
    here->learner_pairs = key_index_make(arena, learners);
    here->learner_classes = key_index_make(arena, learners);
    here->adult_pairs = key_index_make(arena, adults);
    here->adult_classes = key_index_make(arena, adults);
    here->learner_kept = arena_array(arena, bool, learners);
    here->adult_kept = arena_array(arena, bool, adults);
    char text[PAIR_TEXT];
    for (size_t i = 0; i < learners; i++) {
        int64_t class = here->learners.items[i].class_id.n;
        int64_t person = here->learners.items[i].learner_id.n;
        key_index_add(&here->learner_pairs, arena_copy(arena, pair_text(text, class, person)), i);
        key_index_add(&here->learner_classes, arena_copy(arena, id_text(text, class)), i);
    }
    for (size_t i = 0; i < adults; i++) {
        int64_t class = here->adults.items[i].class_id.n;
        int64_t person = here->adults.items[i].staff_id.n;
        key_index_add(&here->adult_pairs, arena_copy(arena, pair_text(text, class, person)), i);
        key_index_add(&here->adult_classes, arena_copy(arena, id_text(text, class)), i);
    }
    key_index_sort(&here->learner_pairs);
    key_index_sort(&here->learner_classes);
    key_index_sort(&here->adult_pairs);
    key_index_sort(&here->adult_classes);
    return NULL;
}

/* The places of one class in the package; the list is in that order. */
static RosterPlaces places_of(const RosterPlaces *all, const char *key)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(all->items[middle].class_key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t count = 0;
    while (low + count < all->count && text_equal(all->items[low + count].class_key, key))
        count++;
    return (RosterPlaces){count, all->items + low};
}

typedef struct Comparing {
    Arena *arena;
    const RosterWork *own;
    const ImportBy *by;
    PlacesHere *here;
    PlaceChange *change;
    int64_t class; /* here; 0: a new one */
} Comparing;

/* Marks those who are in it already as kept, and takes the others as coming. */
static void compare_learner(Comparing *comparing, const RosterPlace *place)
{
    char text[PAIR_TEXT];
    size_t first;
    PlaceChange *change = comparing->change;
    int64_t learner = roster_person(comparing->own, ROSTER_LEARNER, place->user, NULL);
    size_t found = learner <= 0 || comparing->class == 0
                       ? 0
                       : key_index_find(&comparing->here->learner_pairs,
                                        pair_text(text, comparing->class, learner), &first);
    for (size_t i = 0; i < found && !place->ended; i++)
        comparing->here->learner_kept[comparing->here->learner_pairs.items[first + i].index] = true;
    for (size_t i = 0; i < found && place->ended && !comparing->own->roster.places_whole; i++)
        change->ends[change->end_count++] = (PlaceEnd){
            comparing->here->learners.items[comparing->here->learner_pairs.items[first + i].index]
                .id.n,
            date_is_set(place->ends) ? place->ends : comparing->by->today, false};
    if (found == 0 && !place->ended && learner != 0)
        change->joins[change->join_count++] = place;
}

static bool has_ended(Date ends_on, Date today)
{
    return date_is_set(ends_on) && date_compare(ends_on, today) <= 0;
}

static void end_other_learners(Comparing *comparing)
{
    char text[PAIR_TEXT];
    size_t first;
    PlacesHere *here = comparing->here;
    PlaceChange *change = comparing->change;
    size_t count = key_index_find(&here->learner_classes, id_text(text, comparing->class), &first);
    for (size_t i = first; i < first + count; i++) {
        size_t row = here->learner_classes.items[i].index;
        if (!here->learner_kept[row] &&
            !has_ended(here->learners.items[row].ends_on, comparing->by->today))
            change->ends[change->end_count++] =
                (PlaceEnd){here->learners.items[row].id.n, comparing->by->today, false};
    }
}

static void compare_adult(Comparing *comparing, const RosterPlace *place)
{
    char text[PAIR_TEXT];
    size_t first;
    PlaceChange *change = comparing->change;
    int64_t staff = roster_person(comparing->own, ROSTER_STAFF, place->user, NULL);
    size_t found = staff <= 0 || comparing->class == 0
                       ? 0
                       : key_index_find(&comparing->here->adult_pairs,
                                        pair_text(text, comparing->class, staff), &first);
    for (size_t i = 0; i < found && !place->ended; i++)
        comparing->here->adult_kept[comparing->here->adult_pairs.items[first + i].index] = true;
    for (size_t i = 0; i < found && place->ended && !comparing->own->roster.places_whole; i++)
        change->ends[change->end_count + change->adult_end_count++] = (PlaceEnd){
            comparing->here->adults.items[comparing->here->adult_pairs.items[first + i].index].id.n,
            date_is_set(place->ends) ? place->ends : comparing->by->today, true};
    if (found == 0 && !place->ended && staff != 0)
        change->adults[change->adult_count++] = place;
}

static void end_other_teachers(Comparing *comparing)
{
    char text[PAIR_TEXT];
    size_t first;
    PlacesHere *here = comparing->here;
    PlaceChange *change = comparing->change;
    size_t count = key_index_find(&here->adult_classes, id_text(text, comparing->class), &first);
    for (size_t i = first; i < first + count; i++) {
        size_t row = here->adult_classes.items[i].index;
        const struct roster_adults_row *adult = &here->adults.items[row];
        bool of_source =
            import_known_key(&comparing->own->sources[ROSTER_STAFF], adult->staff_id.n) != NULL;
        if (!here->adult_kept[row] && of_source && text_equal(adult->part, "teacher") &&
            !has_ended(adult->ends_on, comparing->by->today))
            change->ends[change->end_count + change->adult_end_count++] =
                (PlaceEnd){adult->id.n, comparing->by->today, true};
    }
}

static size_t here_count(const KeyIndex *classes, int64_t class)
{
    char text[PAIR_TEXT];
    size_t first;
    return class == 0 ? 0 : key_index_find(classes, id_text(text, class), &first);
}

static void compare_class(Arena *arena, const ImportBy *by, RosterWork *own, PlacesHere *here,
                          size_t index)
{
    const RosterClassHere *class = &own->classes[index];
    const char *key = class->class == NULL ? "" : class->class->key;
    RosterPlaces learners = places_of(&own->roster.learner_places, key);
    RosterPlaces adults = places_of(&own->roster.adult_places, key);
    PlaceChange *change = &own->changes[own->change_count];
    bool gone = class->class == NULL;
    size_t most =
        here_count(&here->learner_classes, class->id) + here_count(&here->adult_classes, class->id);
    *change = (PlaceChange){.class = index,
                            .joins = arena_array(arena, const RosterPlace *, learners.count),
                            .adults = arena_array(arena, const RosterPlace *, adults.count),
                            .ends = arena_array(arena, PlaceEnd, most)};
    Comparing comparing = {arena, own, by, here, change, class->id};
    for (size_t i = 0; i < learners.count; i++)
        compare_learner(&comparing, &learners.items[i]);
    if (class->id != 0 && (gone || own->roster.places_whole))
        end_other_learners(&comparing);
    for (size_t i = 0; i < adults.count; i++)
        compare_adult(&comparing, &adults.items[i]);
    if (class->id != 0 && (gone || own->roster.places_whole))
        end_other_teachers(&comparing);
}

/* "3 join, 1 leaves" */
static void count_change(Arena *arena, ImportLine *line, const char *field, size_t come, size_t go)
{
    const char *joins = come == 1 ? "1 joins" : arena_print(arena, "%zu join", come);
    const char *leaves = go == 1 ? "1 leaves" : arena_print(arena, "%zu leave", go);
    if (come + go == 0)
        return;
    line->changes[line->change_count++] =
        (ImportLineChange){field, "",
                           go == 0     ? joins
                           : come == 0 ? leaves
                                       : arena_print(arena, "%s, %s", joins, leaves)};
}

static void add_line(Arena *arena, RosterWork *own)
{
    const PlaceChange *change = &own->changes[own->change_count];
    const RosterClassHere *class = &own->classes[change->class];
    if (change->join_count + change->end_count + change->adult_count + change->adult_end_count == 0)
        return;
    ImportLine line = {.line = class->class == NULL ? 0 : class->class->line,
                       .file = roster_file_name(ROSTER_ENROLMENTS),
                       .what = "Who is in which class",
                       .result = IMPORT_CHANGED,
                       .name = class->name,
                       .aside = "",
                       .facts = "",
                       .refused = "",
                       .changes = arena_array(arena, ImportLineChange, 2)};
    count_change(arena, &line, "Learners", change->join_count, change->end_count);
    count_change(arena, &line, "Adults", change->adult_count, change->adult_end_count);
    roster_line_add(own, PART_PLACES, own->change_count++, &line);
}

Error *roster_places_compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                             RosterWork *own)
{
    PlacesHere *here = arena_new(arena, PlacesHere);
    TRY(read_places(db, arena, school, by->today, here));
    own->changes = arena_array(arena, PlaceChange, own->class_count);
    for (size_t i = 0; i < own->class_count; i++) {
        compare_class(arena, by, own, here, i);
        add_line(arena, own);
    }
    return NULL;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static Date first_day(const RosterPlace *place, Date today)
{
    return date_is_set(place->starts) ? place->starts : today;
}

static Error *write_joins(Db *db, Arena *arena, SchoolId school, const RosterWork *own,
                          const PlaceChange *change, ClassId class, const ImportBy *by)
{
    for (size_t i = 0; i < change->join_count; i++) {
        const RosterPlace *place = change->joins[i];
        int64_t learner = roster_person(own, ROSTER_LEARNER, place->user, by);
        if (learner > 0)
            TRY(group_add_learner(db, school, class, (LearnerId){learner},
                                  first_day(place, by->today), place->ends));
    }
    for (size_t i = 0; i < change->adult_count; i++) {
        const RosterPlace *place = change->adults[i];
        int64_t staff = roster_person(own, ROSTER_STAFF, place->user, by);
        if (staff > 0)
            TRY(import_give_class(
                db, arena, school,
                &(ImportPost){
                    class, {staff}, place->teaches, first_day(place, by->today), place->ends},
                by));
    }
    return NULL;
}

Error *roster_places_write(Db *db, Arena *arena, SchoolId school, const RosterWork *own,
                           const PlaceChange *change, const ImportBy *by)
{
    ClassId class = {own->classes[change->class].id};
    for (size_t i = 0; i < change->end_count + change->adult_end_count; i++) {
        const PlaceEnd *end = &change->ends[i];
        TRY(end->of_adult ? class_end_staff(db, school, class, (ClassStaffId){end->place},
                                            end->last_day, MOMENT_NONE)
                          : group_end_learner(db, school, class, (ClassLearnerId){end->place},
                                              end->last_day));
    }
    return write_joins(db, arena, school, own, change, class, by);
}
