/* Periods of support, needs, areas and notices in the store. */
#include "register/support.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
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
        areas->items[i] = (AreaOfNeed){rows.items[i].area, rows.items[i].is_primary,
                                       rows.items[i].barriers, rows.items[i].strengths};
    return NULL;
}

Error *register_needs_ever(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           NeedPeriods *needs)
{
    struct sen_needs_ever_rows rows;
    TRY(sen_needs_ever(db, arena, school, learner, &rows));
    *needs = (NeedPeriods){rows.count, arena_array(arena, NeedPeriod, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        needs->items[i] = (NeedPeriod){.code = rows.items[i].code,
                                       .rank = rows.items[i].rank,
                                       .starts_on = rows.items[i].starts_on,
                                       .ends_on = rows.items[i].ends_on,
                                       .decided_by_name = rows.items[i].decided_by_name,
                                       .ended_by_name = rows.items[i].ended_by_name};
    return NULL;
}

Error *register_areas_ever(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           NeedPeriods *areas)
{
    struct sen_areas_ever_rows rows;
    TRY(sen_areas_ever(db, arena, school, learner, &rows));
    *areas = (NeedPeriods){rows.count, arena_array(arena, NeedPeriod, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        areas->items[i] = (NeedPeriod){.code = rows.items[i].area,
                                       .rank = rows.items[i].is_primary,
                                       .barriers = rows.items[i].barriers,
                                       .strengths = rows.items[i].strengths,
                                       .starts_on = rows.items[i].starts_on,
                                       .ends_on = rows.items[i].ends_on,
                                       .decided_by_name = rows.items[i].decided_by_name,
                                       .ended_by_name = rows.items[i].ended_by_name};
    return NULL;
}

static bool stays(const struct sen_needs_now_row *need, const Texts *needs)
{
    size_t place = (size_t)need->rank - 1;
    return place < needs->count && text_equal(needs->items[place], need->code);
}

/* A need that keeps its rank keeps its row and so its first day; the others end and begin. */
static Error *write_needs(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                          const Texts *needs, Date on, StaffId by)
{
    struct sen_needs_now_rows now;
    bool *kept = arena_array(arena, bool, needs->count);
    TRY(sen_needs_now(db, arena, school, learner, &now));
    for (size_t i = 0; i < now.count; i++) {
        if (stays(&now.items[i], needs))
            kept[now.items[i].rank - 1] = true;
        else
            TRY(sen_need_end(db, school, now.items[i].id, on, by, NULL));
    }
    for (size_t i = 0; i < needs->count; i++)
        if (!kept[i])
            TRY(sen_need_insert(db, school, (SenNeedId){id_new()}, learner, needs->items[i],
                                (int)i + 1, on, by, NULL));
    return learner_set_primary_need(db, school, learner,
                                    needs->count == 0 ? NULL : needs->items[0]);
}

static bool says_so(const struct sen_areas_of_row *row, const AreaOfNeed *area)
{
    return text_equal(row->area, area->area) && row->is_primary == area->primary &&
           text_equal(row->barriers, area->barriers) && text_equal(row->strengths, area->strengths);
}

/* An area of which the same is said keeps its row and its first day; the others end and begin, so
 * that what was said before stays. */
static Error *write_areas(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                          const AreasOfNeed *areas, Date on, StaffId by)
{
    struct sen_areas_of_rows now;
    bool *kept = arena_array(arena, bool, areas->count);
    TRY(sen_areas_of(db, arena, school, learner, &now));
    for (size_t i = 0; i < now.count; i++) {
        bool stands = false;
        for (size_t k = 0; k < areas->count; k++)
            if (says_so(&now.items[i], &areas->items[k]))
                stands = kept[k] = true;
        if (!stands)
            TRY(sen_area_end(db, school, now.items[i].id, on, by, NULL));
    }
    for (size_t k = 0; k < areas->count; k++) {
        const AreaOfNeed *area = &areas->items[k];
        if (!kept[k])
            TRY(sen_area_insert(db, school, (SenAreaId){id_new()}, learner, area->area,
                                area->primary, area->barriers, area->strengths, on, by, NULL));
    }
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
                             decision->missing_reason, monitor_until, (StaffId){0}, NULL);
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
    return sen_status_end(db, school, period->id, last, reason, DATE_NONE, DATE_NONE, (StaffId){0},
                          NULL);
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
    TRY(write_needs(db, arena, school, learner, &decision->needs, decision->starts_on,
                    decision->decided_by));
    TRY(write_areas(db, arena, school, learner, &decision->areas, decision->starts_on,
                    decision->decided_by));
    TRY(learner_set_level(db, school, learner, decision->level, decision->school_level,
                          decision->starts_on));
    if (text_equal(decision->level, "monitoring"))
        return NULL;
    TRY(sen_watch_drop(db, school, learner, today, decision->decided_by, NULL));
    return support_open_cycle(db, arena, school, learner, decision->decided_on);
}

/* The period that holds, without the support that only leaving ends. */
static Error *end_monitoring(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date on)
{
    SupportPeriod period;
    bool found;
    TRY(status_now(db, arena, school, learner, &period, &found));
    if (!found)
        return NULL;
    if (!text_equal(period.level, "monitoring"))
        return error_conflict("Support is given. End it first, or look at the record again.",
                              "learner %" PRId64 " has support", learner.n);
    Date last = date_compare(on, period.starts_on) < 0 ? period.starts_on : on;
    return sen_status_end(db, school, period.id, last, "other", DATE_NONE, DATE_NONE, (StaffId){0},
                          NULL);
}

Error *register_refuse(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                       const Decision *decision, const char *reason, Date check_on, SenStatusId *id)
{
    Decision refusal = *decision;
    Date on = decision->starts_on;
    refusal.level = "universal";
    refusal.school_level = NULL;
    TRY(end_monitoring(db, arena, school, learner, on));
    TRY(insert_period(db, school, learner, &refusal, DATE_NONE, id));
    TRY(sen_status_end(db, school, *id, on, reason, check_on, DATE_NONE, decision->decided_with,
                       NULL));
    TRY(sen_watch_drop(db, school, learner, on, decision->decided_by, NULL));
    TRY(write_needs(db, arena, school, learner, &(Texts){0}, on, decision->decided_by));
    TRY(write_areas(db, arena, school, learner, &(AreasOfNeed){0}, on, decision->decided_by));
    if (!date_is_set(check_on))
        return learner_set_level(db, school, learner, "universal", NULL, on);
    TRY(sen_watch_insert(db, school, (SenWatchCheckId){id_new()}, learner, *id, check_on, NULL));
    return support_watch(db, school, learner, on, check_on, decision->decided_by,
                         "No SEN Support: good teaching goes on, and is looked at again");
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

static Error *plan_checks(Db *db, SchoolId school, LearnerId learner, SenStatusId status,
                          const Leaving *leaving)
{
    ASSERT(leaving->check_count <= WATCH_CHECKS);
    for (size_t i = 0; i < leaving->check_count; i++)
        if (date_is_set(leaving->checks[i]))
            TRY(sen_watch_insert(db, school, (SenWatchCheckId){id_new()}, learner, status,
                                 leaving->checks[i], NULL));
    return NULL;
}

Error *register_leave(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                      const Leaving *leaving)
{
    SupportPeriod period;
    bool found;
    if (support_end_words(leaving->reason) == NULL || text_equal(leaving->reason, "ehc"))
        return error_invalid("Choose why support ends", "reason=%s", leaving->reason);
    TRY(status_now(db, arena, school, learner, &period, &found));
    if (!found || text_equal(period.level, "monitoring"))
        return error_conflict("There is no SEN Support to end. Look at the record again.",
                              "learner %" PRId64 " has no support", learner.n);
    TRY(sen_status_end(db, school, period.id, leaving->on, leaving->reason, leaving->monitor_until,
                       leaving->family_told, leaving->watched_by, NULL));
    Texts no_needs = {0};
    AreasOfNeed no_areas = {0};
    TRY(write_needs(db, arena, school, learner, &no_needs, leaving->on, leaving->staff));
    TRY(write_areas(db, arena, school, learner, &no_areas, leaving->on, leaving->staff));
    if (!date_is_set(leaving->monitor_until))
        return learner_set_level(db, school, learner, "universal", NULL, leaving->on);
    TRY(plan_checks(db, school, learner, period.id, leaving));
    return support_watch(db, school, learner, leaving->on, leaving->monitor_until, leaving->staff,
                         "SEN Support ended: watching that progress holds");
}

/* ---- Watching that progress holds --------------------------------------------------------------
 */

Error *register_watch(Db *db, Arena *arena, SchoolId school, LearnerId learner, Watch *watch,
                      bool *found)
{
    struct sen_watched_row row;
    TRY(sen_watched(db, arena, school, learner, &row, found));
    if (*found)
        *watch = (Watch){
            .status_id = row.id,
            .level = row.level,
            .school_level = row.school_level,
            .starts_on = row.starts_on,
            .ends_on = row.ends_on,
            .end_reason = row.end_reason,
            .until = row.monitor_until,
            .watched_by = row.watched_by,
            .watched_by_name = row.watched_by_name,
        };
    return NULL;
}

Error *register_watch_days(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           WatchDays *days)
{
    struct sen_watch_checks_rows rows;
    TRY(sen_watch_checks(db, arena, school, learner, &rows));
    *days = (WatchDays){rows.count, arena_array(arena, WatchDay, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        days->items[i] = (WatchDay){
            .id = rows.items[i].id,
            .status_id = rows.items[i].status_id,
            .due_on = rows.items[i].due_on,
            .checked_on = rows.items[i].checked_on,
            .checked_by_name = rows.items[i].checked_by_name,
            .finding = rows.items[i].finding,
            .note = rows.items[i].note,
        };
    return NULL;
}

/* The watching has shown what it was to show: the learner is where everybody is. */
static Error *end_watch(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date on,
                        StaffId staff)
{
    SupportPeriod period;
    bool found;
    TRY(sen_watch_drop(db, school, learner, on, staff, NULL));
    TRY(status_now(db, arena, school, learner, &period, &found));
    if (!found || !text_equal(period.level, "monitoring"))
        return NULL;
    TRY(sen_status_end(db, school, period.id, on, "sustained", DATE_NONE, DATE_NONE, (StaffId){0},
                       NULL));
    return learner_set_level(db, school, learner, "universal", NULL, on);
}

Error *register_watch_found(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                            SenWatchCheckId check, const char *finding, const char *note, Date on,
                            StaffId staff)
{
    bool finished = text_equal(finding, "finished");
    int64_t changed;
    TRY(sen_watch_set(db, school, learner, check, on, staff, finished ? "held" : finding, note,
                      &changed));
    if (changed != 1)
        return error_conflict("Somebody has written this check down already. Look at it again.",
                              "check %" PRId64, check.n);
    return finished ? end_watch(db, arena, school, learner, on, staff) : NULL;
}

Error *register_needs_before(Db *db, Arena *arena, SchoolId school, LearnerId learner, Texts *needs)
{
    struct sen_needs_before_rows rows;
    TRY(sen_needs_before(db, arena, school, learner, &rows));
    *needs = (Texts){rows.count, arena_array(arena, const char *, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        needs->items[i] = rows.items[i].code;
    return NULL;
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
            .about = rows.items[i].about,
            .state = rows.items[i].state,
            .made_on = rows.items[i].made_on,
            .contact_id = rows.items[i].contact_id,
            .told_on = rows.items[i].told_on,
            .method = rows.items[i].method,
            .recipients = rows.items[i].recipients,
            .told_by = rows.items[i].told_by,
            .told_by_name = rows.items[i].told_by_name,
            .note = rows.items[i].note,
        };
    return NULL;
}

Error *register_notice_step(Db *db, SchoolId school, LearnerId learner, const Notice *notice,
                            const NoticeStep *step)
{
    bool told = text_equal(step->state, "delivered");
    bool settled = told || text_equal(step->state, "not_told");
    int64_t changed;
    TRY(parent_notice_set_state(db, school, learner, notice->id, notice->state, step->state,
                                told ? step->on : DATE_NONE, settled ? step->on : DATE_NONE,
                                step->method, told ? step->by : (StaffId){0}, step->note,
                                &changed));
    if (changed != 1)
        return error_conflict("Somebody wrote down meanwhile what became of this letter. Look at "
                              "it again.",
                              "notice %" PRId64, notice->id.n);
    return parent_notice_step_insert(db, school, (ParentNoticeStepId){id_new()}, learner,
                                     notice->id, step->state, step->on, step->method, step->by,
                                     step->said_by, step->note, NULL);
}

Error *register_notice_steps(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                             ParentNoticeId id, NoticeSteps *steps)
{
    struct parent_notice_steps_rows rows;
    TRY(parent_notice_steps(db, arena, school, learner, id, &rows));
    *steps = (NoticeSteps){rows.count, arena_array(arena, NoticeStep, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        steps->items[i] = (NoticeStep){
            .state = rows.items[i].state,
            .on = rows.items[i].on_day,
            .method = rows.items[i].method,
            .note = rows.items[i].note,
            .by_name = rows.items[i].display_name,
            .said_by = rows.items[i].said_by,
        };
    return NULL;
}

const char *notice_state_words(const char *state)
{
    static const struct {
        const char *state, *words;
    } states[] = {
        {"made", "made, not sent yet"}, {"sent", "sent"},
        {"delivered", "has it"},        {"returned", "came back"},
        {"not_told", "cannot be told"},
    };
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        if (text_equal(states[i].state, state))
            return states[i].words;
    return "";
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
