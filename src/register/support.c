/* Periods of support, needs, areas and notices in the store. */
#include "register/support.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "register/register_rules.h"
#include "register/register_sql.h"

/* Three queries give these columns, each in a struct of its own. */
#define PERIOD_OF(row)                                                                             \
    ((SupportPeriod){                                                                              \
        .id = (row).id,                                                                            \
        .level = (row).level,                                                                      \
        .school_level = (row).school_level,                                                        \
        .census_code = (row).census_code,                                                          \
        .starts_on = (row).starts_on,                                                              \
        .ends_on = (row).ends_on,                                                                  \
        .decided_on = (row).decided_on,                                                            \
        .decided_by = (row).decided_by,                                                            \
        .decided_by_name = (row).decided_by_name,                                                  \
        .decided_with = (row).decided_with,                                                        \
        .decided_with_name = (row).decided_with_name,                                              \
        .evidence = (row).evidence,                                                                \
        .outcomes_sought = (row).outcomes_sought,                                                  \
        .family_view = (row).family_view,                                                          \
        .learner_view = (row).learner_view,                                                        \
        .language_reason = (row).language_reason,                                                  \
        .missing_reason = (row).missing_reason,                                                    \
        .version = (row).version,                                                                  \
    })

Error *status_now(Db *db, Arena *arena, SchoolId school, LearnerId learner, SupportPeriod *period,
                  bool *found)
{
    struct sen_status_now_row row;
    TRY(sen_status_now(db, arena, school, learner, &row, found));
    if (*found)
        *period = PERIOD_OF(row);
    return NULL;
}

Error *status_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, SenStatusId id,
                   SupportPeriod *period)
{
    struct sen_status_by_id_row row;
    bool found;
    TRY(sen_status_by_id(db, arena, school, learner, id, &row, &found));
    if (!found)
        return error_not_found("status %" PRId64, id.n);
    *period = PERIOD_OF(row);
    return NULL;
}

Error *status_corrections(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                          Corrections *corrections)
{
    struct sen_corrections_of_rows rows;
    TRY(sen_corrections_of(db, arena, school, learner, &rows));
    *corrections = (Corrections){rows.count, arena_array(arena, Correction, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        corrections->items[i] = (Correction){
            .corrected_on = rows.items[i].corrected_on,
            .corrected_by_name = rows.items[i].corrected_by_name,
            .before = PERIOD_OF(rows.items[i]),
        };
    return NULL;
}

/* ---- Needs and areas ----------------------------------------------------------------------------
 */

Error *register_needs(Db *db, Arena *arena, SchoolId school, LearnerId learner, Texts *needs)
{
    struct sen_needs_now_rows rows;
    TRY(sen_needs_now(db, arena, school, learner, &rows));
    *needs = (Texts){rows.count, arena_array(arena, const char *, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        needs->items[i] = rows.items[i].code;
    return NULL;
}

Error *register_areas(Db *db, Arena *arena, SchoolId school, LearnerId learner, AreasOfNeed *areas)
{
    struct sen_areas_of_rows rows;
    TRY(sen_areas_of(db, arena, school, learner, &rows));
    *areas = (AreasOfNeed){rows.count, arena_array(arena, AreaOfNeed, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        areas->items[i] = (AreaOfNeed){rows.items[i].area, rows.items[i].is_primary};
    return NULL;
}

static bool stays(const struct sen_needs_now_row *need, const Texts *needs)
{
    size_t place = (size_t)need->rank - 1;
    return place < needs->count && text_equal(needs->items[place], need->code);
}

/* A need that keeps its rank keeps its row and so its first day; the others end and begin. */
static Error *write_needs(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                          const Texts *needs, Date on)
{
    struct sen_needs_now_rows now;
    bool *kept = arena_array(arena, bool, needs->count);
    TRY(sen_needs_now(db, arena, school, learner, &now));
    for (size_t i = 0; i < now.count; i++) {
        if (stays(&now.items[i], needs))
            kept[now.items[i].rank - 1] = true;
        else
            TRY(sen_need_end(db, school, now.items[i].id, on, NULL));
    }
    for (size_t i = 0; i < needs->count; i++)
        if (!kept[i])
            TRY(sen_need_insert(db, school, (SenNeedId){id_new()}, learner, needs->items[i],
                                (int)i + 1, on, NULL));
    return learner_set_primary_need(db, school, learner,
                                    needs->count == 0 ? NULL : needs->items[0]);
}

static Error *write_areas(Db *db, SchoolId school, LearnerId learner, const AreasOfNeed *areas)
{
    TRY(sen_areas_delete(db, school, learner, NULL));
    for (size_t i = 0; i < areas->count; i++)
        TRY(sen_area_insert(db, school, (SenAreaId){id_new()}, learner, areas->items[i].area,
                            areas->items[i].primary, NULL));
    return NULL;
}

/* ---- Deciding -----------------------------------------------------------------------------------
 */

static Error *insert_period(Db *db, SchoolId school, LearnerId learner, const Decision *decision,
                            Date monitor_until, SenStatusId *id)
{
    *id = (SenStatusId){id_new()};
    return sen_status_insert(db, school, *id, learner, decision->level, decision->school_level,
                             level_census_code(decision->level), decision->starts_on,
                             decision->decided_on, decision->decided_by, decision->decided_with,
                             decision->evidence, decision->outcomes_sought, decision->family_view,
                             decision->learner_view, decision->language_reason,
                             decision->missing_reason, monitor_until, NULL);
}

static bool says_the_same(const SupportPeriod *period, const Decision *decision)
{
    return date_compare(period->starts_on, decision->starts_on) == 0 &&
           date_compare(period->decided_on, decision->decided_on) == 0 &&
           period->decided_with.n == decision->decided_with.n &&
           text_equal(period->evidence, decision->evidence) &&
           text_equal(period->outcomes_sought, decision->outcomes_sought) &&
           text_equal(period->family_view, decision->family_view) &&
           text_equal(period->learner_view, decision->learner_view) &&
           text_equal(period->language_reason, decision->language_reason) &&
           text_equal(period->missing_reason, decision->missing_reason);
}

static Error *correct_period(Db *db, SchoolId school, const SupportPeriod *period,
                             const Decision *decision, Date today)
{
    if (says_the_same(period, decision))
        return NULL;
    TRY(sen_correction_insert(db, school, (SenCorrectionId){id_new()}, period->id, today,
                              decision->decided_by, NULL));
    return sen_status_correct(db, school, period->id, decision->starts_on, decision->decided_on,
                              decision->decided_by, decision->decided_with, decision->evidence,
                              decision->outcomes_sought, decision->family_view,
                              decision->learner_view, decision->language_reason,
                              decision->missing_reason, NULL);
}

/* The day before another begins, but never before its own first. */
static Error *end_for_another(Db *db, SchoolId school, const SupportPeriod *period,
                              const Decision *decision)
{
    Date last = date_add_days(decision->starts_on, -1);
    if (date_compare(last, period->starts_on) < 0)
        last = period->starts_on;
    const char *reason = text_equal(decision->level, "ehc") ? "ehc" : "other";
    return sen_status_end(db, school, period->id, last, reason, DATE_NONE, DATE_NONE, NULL);
}

Error *support_open_cycle(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date on)
{
    Cycle newest;
    CycleId id;
    bool found;
    TRY(cycle_now(db, arena, school, learner, &newest, &found));
    if (found && !cycle_is_over(newest.state))
        return NULL;
    return cycle_open(db, arena, school, learner, found ? newest.id : (CycleId){0}, on, &id);
}

static bool same_level(const SupportPeriod *period, const Decision *decision)
{
    return text_equal(period->level, decision->level) &&
           text_equal(period->school_level, decision->school_level);
}

Error *register_decide(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                       const Decision *decision, Date today, SenStatusId *id)
{
    SupportPeriod period;
    bool found;
    TRY(status_now(db, arena, school, learner, &period, &found));
    if (found && same_level(&period, decision)) {
        *id = period.id;
        TRY(correct_period(db, school, &period, decision, today));
    } else {
        if (found)
            TRY(end_for_another(db, school, &period, decision));
        TRY(insert_period(db, school, learner, decision, DATE_NONE, id));
    }
    TRY(write_needs(db, arena, school, learner, &decision->needs, decision->starts_on));
    TRY(write_areas(db, school, learner, &decision->areas));
    TRY(learner_set_level(db, school, learner, decision->level, decision->school_level,
                          decision->starts_on));
    if (text_equal(decision->level, "monitoring"))
        return NULL;
    return support_open_cycle(db, arena, school, learner, decision->decided_on);
}

/* ---- Leaving ------------------------------------------------------------------------------------
 */

Error *support_watch(Db *db, SchoolId school, LearnerId learner, Date on, Date until, StaffId staff,
                     const char *evidence)
{
    Decision monitoring = {
        .level = "monitoring",
        .starts_on = on,
        .decided_on = on,
        .decided_by = staff,
        .evidence = evidence,
        .outcomes_sought = "",
    };
    SenStatusId id;
    TRY(insert_period(db, school, learner, &monitoring, until, &id));
    return learner_set_level(db, school, learner, "monitoring", NULL, on);
}

Error *register_leave(Db *db, Arena *arena, SchoolId school, LearnerId learner, const char *reason,
                      Date monitor_until, Date family_told, Date on, StaffId staff)
{
    SupportPeriod period;
    bool found;
    if (support_end_words(reason) == NULL || text_equal(reason, "ehc"))
        return error_invalid("Choose why support ends", "reason=%s", reason);
    TRY(status_now(db, arena, school, learner, &period, &found));
    if (!found || text_equal(period.level, "monitoring"))
        return error_conflict("There is no SEN Support to end. Look at the record again.",
                              "learner %" PRId64 " has no support", learner.n);
    TRY(sen_status_end(db, school, period.id, on, reason, monitor_until, family_told, NULL));
    Texts no_needs = {0};
    AreasOfNeed no_areas = {0};
    TRY(write_needs(db, arena, school, learner, &no_needs, on));
    TRY(write_areas(db, school, learner, &no_areas));
    if (date_is_set(monitor_until))
        return support_watch(db, school, learner, on, monitor_until, staff,
                             "SEN Support ended: watching that progress holds");
    return learner_set_level(db, school, learner, "universal", NULL, on);
}

/* ---- Notices ------------------------------------------------------------------------------------
 */

Error *register_notices(Db *db, Arena *arena, SchoolId school, LearnerId learner, Notices *notices)
{
    struct parent_notices_of_rows rows;
    TRY(parent_notices_of(db, arena, school, learner, &rows));
    *notices = (Notices){rows.count, arena_array(arena, Notice, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        notices->items[i] = (Notice){
            .id = rows.items[i].id,
            .status_id = rows.items[i].status_id,
            .told_on = rows.items[i].told_on,
            .method = rows.items[i].method,
            .recipients = rows.items[i].recipients,
            .told_by = rows.items[i].told_by,
            .told_by_name = rows.items[i].told_by_name,
            .note = rows.items[i].note,
        };
    return NULL;
}

const char *notice_method_words(const char *method)
{
    static const struct {
        const char *method, *words;
    } methods[] = {
        {"letter", "letter"},
        {"email", "email"},
        {"meeting", "meeting"},
        {"phone_and_letter", "phone and letter"},
        {"said_at_import", "as was said when the list was imported"},
    };
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (text_equal(methods[i].method, method))
            return methods[i].words;
    return "";
}
