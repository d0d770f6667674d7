/* provision_rules.h: what a session log may say, and how much of what was planned took place.
 *
 * Adds findings about one entry; field names are the form's. Never guesses that a session went
 * well, or that it took place at all. Pure. */
#ifndef DO_PROVISION_RULES_H
#define DO_PROVISION_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "duty/duty.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

typedef struct PlannedProvision {
    Date starts_on;
    Date ends_on;
    int times_a_week;
} PlannedProvision;

typedef struct SessionEntry {
    Date held_on;
    bool delivered;
    const char *missed_reason; /* code, when it was not */
    OptionalInteger minutes;
    const char *note; /* also the reason for a day outside the provision's dates */
} SessionEntry;

void provision_check_session(const SessionEntry *entry, const PlannedProvision *provision,
                             Date today, const SchoolCalendar *calendar, Findings *findings);

typedef struct MissedReason {
    const char *code;
    const char *words;
} MissedReason;

const MissedReason *missed_reasons(size_t *count);
/* NULL for a code that is none of them. */
const char *missed_reason_words(const char *code);

/* Sessions that the plan meant to have taken place by the end of `until`: so many for each five
 * school days. */
int provision_planned_sessions(const PlannedProvision *provision, const SchoolCalendar *calendar,
                               Date until);

typedef struct Dose {
    int planned;
    int delivered;
    int percent;        /* of planned, 0 when nothing was planned; may be above 100 */
    bool fairly_tested; /* enough took place for its impact to be judged */
} Dose;

Dose provision_dose(const Clocks *clocks, int planned, int delivered);
/* "30 of 33 sessions"; "12 of 33 sessions: not fairly tested"; "4 sessions, none planned". */
const char *provision_dose_words(Arena *arena, const Dose *dose);

#endif
