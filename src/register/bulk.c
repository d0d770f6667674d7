#include "register/bulk.h"

#include <inttypes.h>
#include <stdlib.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "school/school.h"

#define SINCE "Somebody changed it since"

/* One change, before it has an id. */
typedef struct Draft {
    LearnerId learner;
    ClassId class_id;
    StaffId staff;
    int64_t place; /* 0: none */
    const char *part, *before, *after, *said, *why;
    bool asked; /* somebody says yes to it first */
} Draft;

const char *bulk_id_text(Arena *arena, int64_t id)
{
    return arena_print(arena, "%" PRId64, id);
}

static OptionalInteger place_of(int64_t id)
{
    return (OptionalInteger){id != 0, id};
}

static Error *add(Request *request, BulkActionId action, const Draft *draft)
{
    const char *state = draft->why != NULL ? "left_out" : draft->asked ? "asked" : "prepared";
    return bulk_change_insert(request->db, request->school_id, (BulkChangeId){id_new()}, action,
                              draft->learner, draft->class_id, draft->staff, place_of(draft->place),
                              draft->part, draft->before, draft->after, draft->said, state,
                              draft->why, NULL);
}

/* ---- Review dates ---------------------------------------------------------------------------- */

static int by_learner(const void *wanted, const void *item)
{
    int64_t left = *(const int64_t *)wanted;
    int64_t right = ((const struct bulk_open_cycles_row *)item)->learner_id.n;
    return (left > right) - (left < right);
}

static const char *day_or_none(Arena *arena, Date day)
{
    return date_is_set(day) ? date_medium(arena, day) : "no day";
}

static Error *prepare_review(Request *request, const BulkAsked *asked, BulkActionId action)
{
    Arena *arena = request->arena;
    struct bulk_open_cycles_rows cycles;
    SchoolCalendar calendar;
    TRY(bulk_open_cycles(request->db, arena, request->school_id, &cycles));
    TRY(school_calendar(request->db, arena, request->school_id, &calendar));
    for (size_t i = 0; i < asked->learners->count; i++) {
        LearnerId learner = asked->learners->items[i].id;
        const struct bulk_open_cycles_row *cycle =
            cycles.count == 0
                ? NULL
                : bsearch(&learner.n, cycles.items, cycles.count, sizeof *cycles.items, by_learner);
        BulkPlan plan = {.in_force = cycle != NULL};
        Draft draft = {.learner = learner, .part = "review", .said = ""};
        if (cycle != NULL) {
            plan = (BulkPlan){true, cycle->planned_on, cycle->review_on,
                              review_day_latest(&calendar, cycle->planned_on)};
            draft.place = cycle->id.n;
            draft.before = date_is_set(cycle->review_on) ? date_iso(arena, cycle->review_on) : NULL;
            draft.after = date_iso(arena, asked->on);
            draft.said = arena_print(arena, "%s → %s", day_or_none(arena, cycle->review_on),
                                     date_medium(arena, asked->on));
        }
        draft.why = bulk_review_left_out(&plan, asked->on, asked->reason);
        TRY(add(request, action, &draft));
    }
    return NULL;
}

/* ---- Teachers -------------------------------------------------------------------------------- */

static Error *end_before(Request *request, BulkActionId action, ClassId class_id, StaffId staff,
                         Date first, const ClassPlaces *places, const char **names)
{
    Arena *arena = request->arena;
    for (size_t i = 0; i < places->count; i++) {
        const ClassPlace *place = &places->items[i];
        *names = *names == NULL ? place->display_name
                                : arena_print(arena, "%s, %s", *names, place->display_name);
        Date last = date_add_days(first, -1);
        Draft draft = {
            .class_id = class_id,
            .staff = place->staff_id,
            .place = place->id.n,
            .part = "teacher_ends",
            .before = date_is_set(place->ends_on) ? date_iso(arena, place->ends_on) : NULL,
            .after = date_iso(arena, last),
            .said =
                arena_print(arena, "%s until %s", place->display_name, date_medium(arena, last)),
        };
        if (place->staff_id.n != staff.n)
            TRY(add(request, action, &draft));
    }
    return NULL;
}

static bool teaches_already(const ClassPlaces *places, StaffId staff)
{
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].staff_id.n == staff.n && !date_is_set(places->items[i].ends_on))
            return true;
    return false;
}

static Error *prepare_teachers(Request *request, const BulkAsked *asked, BulkActionId action)
{
    Arena *arena = request->arena;
    for (size_t i = 0; i < asked->classes.count; i++) {
        ClassId class_id = {asked->classes.items[i].id};
        StaffId staff = {asked->classes.items[i].choice};
        ClassPlaces places;
        StaffMember person;
        const char *names = NULL;
        if (staff.n == 0)
            continue;
        TRY(staff_member(request->db, arena, request->school_id, staff, &person));
        TRY(class_teachers_until(request->db, arena, request->school_id, class_id, asked->on,
                                 &places));
        bool already = teaches_already(&places, staff);
        if (!already)
            TRY(end_before(request, action, class_id, staff, asked->on, &places, &names));
        Draft draft = {
            .class_id = class_id,
            .staff = staff,
            .part = "teacher",
            .said = arena_print(arena, "%s → %s", names == NULL ? "nobody" : names,
                                person.display_name),
            .why = already ? "Teaches it already" : NULL,
        };
        TRY(add(request, action, &draft));
    }
    return NULL;
}

/* ---- Years ----------------------------------------------------------------------------------- */

static ClassId next_class(const BulkAsked *asked, ClassId class_id)
{
    for (size_t i = 0; i < asked->classes.count; i++)
        if (asked->classes.items[i].id == class_id.n)
            return (ClassId){asked->classes.items[i].choice};
    return (ClassId){0};
}

static const char *class_called(const struct bulk_classes_rows *classes, ClassId id)
{
    for (size_t i = 0; i < classes->count; i++)
        if (classes->items[i].id.n == id.n)
            return classes->items[i].name;
    return NULL;
}

static Error *move_class(Request *request, const BulkAsked *asked, BulkActionId action,
                         const struct register_rows_row *row,
                         const struct bulk_classes_rows *classes)
{
    ClassId next = next_class(asked, row->class_id);
    const char *name = class_called(classes, next);
    if (row->class_id.n == 0 || next.n == 0 || next.n == row->class_id.n || name == NULL)
        return NULL;
    Draft draft = {
        .learner = row->id,
        .part = "class",
        .before = bulk_id_text(request->arena, row->class_id.n),
        .after = bulk_id_text(request->arena, next.n),
        .said = arena_print(request->arena, "%s → %s", row->class_name, name),
    };
    return add(request, action, &draft);
}

static Error *prepare_year(Request *request, const BulkAsked *asked, BulkActionId action)
{
    Arena *arena = request->arena;
    struct bulk_classes_rows classes;
    SchoolFacts facts;
    int64_t version;
    TRY(bulk_classes(request->db, arena, request->school_id, request->today, &classes));
    TRY(school_facts_load(request->db, arena, request->school_id, &facts, &version));
    NationalYear last = bulk_last_year(facts.phase, facts.high_age), next;
    Date left_on = date_add_days(academic_year_start(request->today), -1);
    for (size_t i = 0; i < asked->learners->count; i++) {
        const struct register_rows_row *row = &asked->learners->items[i];
        Draft draft = {.learner = row->id, .part = "year", .before = row->national_year};
        YearVerdict verdict =
            bulk_raise(row->national_year, row->born_on, last, request->today, &next, &draft.why);
        draft.after = national_year_code(next);
        draft.said = arena_print(arena, "%s → %s", learner_year_words(row->national_year),
                                 national_year_words(next));
        if (verdict == YEAR_LEFT_OUT)
            draft.said = learner_year_words(row->national_year);
        if (verdict == YEAR_LEAVES) {
            draft.part = "leaves";
            draft.asked = true;
            draft.after = date_iso(arena, left_on);
            draft.said =
                arena_print(arena, "%s, left on %s", learner_year_words(row->national_year),
                            date_medium(arena, left_on));
        }
        TRY(add(request, action, &draft));
        if (verdict == YEAR_RAISED)
            TRY(move_class(request, asked, action, row, &classes));
    }
    return NULL;
}

Error *bulk_prepare(Request *request, const BulkAsked *asked, BulkActionId *id)
{
    *id = (BulkActionId){id_new()};
    bool year = text_equal(asked->kind, "year");
    TRY(bulk_action_insert(request->db, request->school_id, *id, asked->kind,
                           year ? academic_year_start(request->today) : asked->on,
                           text_empty(asked->reason) ? NULL : asked->reason, request->now,
                           request->staff->id, NULL));
    if (year)
        return prepare_year(request, asked, *id);
    return text_equal(asked->kind, "review") ? prepare_review(request, asked, *id)
                                             : prepare_teachers(request, asked, *id);
}

/* ---- Doing and undoing ----------------------------------------------------------------------- */

Error *bulk_load(Request *request, BulkActionId id, struct bulk_action_by_id_row *action,
                 struct bulk_changes_of_rows *changes)
{
    bool found;
    *action = (struct bulk_action_by_id_row){0};
    *changes = (struct bulk_changes_of_rows){0, NULL};
    TRY(bulk_action_by_id(request->db, request->arena, request->school_id, id, action, &found));
    if (!found)
        return error_not_found("bulk_action %" PRId64, id.n);
    return bulk_changes_of(request->db, request->arena, request->school_id, id, changes);
}

static Date day_of(const char *iso)
{
    Date day = DATE_NONE;
    if (iso != NULL)
        ASSERT(date_parse_iso(iso, &day));
    return day;
}

static int64_t id_of(const char *text)
{
    int64_t id = 0;
    ASSERT(text != NULL && id_parse(text, &id));
    return id;
}

static NationalYear year_of(const char *code)
{
    NationalYear year = YEAR_NONE;
    (void)national_year_parse(code, &year);
    return year;
}

/* A class's new teacher comes to the record of each of its learners. */
static Error *show_class(Request *request, ClassId class_id, Date day)
{
    struct bulk_class_learners_rows rows;
    TRY(bulk_class_learners(request->db, request->arena, request->school_id, class_id, day, &rows));
    for (size_t i = 0; i < rows.count; i++)
        request_shows(request, rows.items[i].id);
    return NULL;
}

static Error *begin_teaching(Request *request, struct bulk_changes_of_row *row, Date first)
{
    ClassStaffId place;
    TRY(class_add_teacher(request->db, request->school_id, row->class_id, row->staff_id, first,
                          &place));
    row->place_id = place_of(place.n);
    return show_class(request, row->class_id, first);
}

/* A first day after the last means that it never was. */
static Error *unteach(Request *request, const struct bulk_changes_of_row *row, Date first,
                      bool *moved)
{
    TRY(show_class(request, row->class_id, first));
    return class_move_end(request->db, request->school_id, (ClassStaffId){row->place_id.value},
                          DATE_NONE, date_add_days(first, -1), moved);
}

/* From one state to the other: back is undoing. moved: out, false when it was changed meanwhile. */
static Error *turn(Request *request, struct bulk_changes_of_row *row, Date on, bool back,
                   bool *moved)
{
    const char *from = back ? row->after : row->before, *to = back ? row->before : row->after;
    Db *db = request->db;
    SchoolId school = request->school_id;
    *moved = true;
    if (row->learner_id.n != 0)
        request_shows(request, row->learner_id);
    if (text_equal(row->part, "review"))
        return cycle_move_review(db, school, (CycleId){row->place_id.value}, day_of(from),
                                 day_of(to), moved);
    if (text_equal(row->part, "year"))
        return learner_move_year(db, school, row->learner_id, year_of(from), year_of(to), moved);
    if (text_equal(row->part, "class"))
        return learner_move_class(db, school, row->learner_id, (ClassId){id_of(from)},
                                  (ClassId){id_of(to)}, moved);
    if (text_equal(row->part, "leaves"))
        return back ? learner_take_back_leaving(db, school, row->learner_id, day_of(from), moved)
                    : learner_leave(db, school, row->learner_id, day_of(to));
    if (text_equal(row->part, "teacher_ends"))
        return class_move_end(db, school, (ClassStaffId){row->place_id.value}, day_of(from),
                              day_of(to), moved);
    return back ? unteach(request, row, on, moved) : begin_teaching(request, row, on);
}

static Error *settle(Request *request, const struct bulk_changes_of_row *row, const char *state,
                     const char *why)
{
    return bulk_change_settle(request->db, request->school_id, row->id, state, why, row->place_id,
                              NULL);
}

static bool among(const Texts *texts, int64_t id)
{
    int64_t each;
    for (size_t i = 0; i < texts->count; i++)
        if (id_parse(texts->items[i], &each) && each == id)
            return true;
    return false;
}

Error *bulk_do(Request *request, BulkActionId id, const Texts *leavers)
{
    struct bulk_action_by_id_row action;
    struct bulk_changes_of_rows rows;
    int64_t changed;
    TRY(bulk_load(request, id, &action, &rows));
    TRY(bulk_action_done_set(request->db, request->school_id, id, request->now, &changed));
    if (changed != 1)
        return error_conflict("This was done already.", "bulk_action %" PRId64, id.n);
    for (size_t i = 0; i < rows.count; i++) {
        struct bulk_changes_of_row *row = &rows.items[i];
        bool asked = text_equal(row->state, "asked"), moved;
        if (asked && !among(leavers, row->id.n)) {
            TRY(settle(request, row, "left_out", "Stays: nobody said that they left"));
            continue;
        }
        if (!asked && !text_equal(row->state, "prepared"))
            continue;
        TRY(turn(request, row, action.on_day, false, &moved));
        TRY(settle(request, row, moved ? "done" : "left_out", moved ? NULL : SINCE));
    }
    return NULL;
}

Error *bulk_undo(Request *request, BulkActionId id, int *kept)
{
    struct bulk_action_by_id_row action;
    struct bulk_changes_of_rows rows;
    int64_t changed;
    *kept = 0;
    TRY(bulk_load(request, id, &action, &rows));
    TRY(bulk_action_undone_set(request->db, request->school_id, id, request->now,
                               request->staff->id, &changed));
    if (changed != 1)
        return error_conflict("This was undone already.", "bulk_action %" PRId64, id.n);
    for (size_t i = rows.count; i > 0; i--) {
        struct bulk_changes_of_row *row = &rows.items[i - 1];
        bool moved;
        if (!text_equal(row->state, "done"))
            continue;
        TRY(turn(request, row, action.on_day, true, &moved));
        TRY(settle(request, row, moved ? "undone" : "kept", moved ? NULL : SINCE));
        *kept += !moved;
    }
    return NULL;
}
