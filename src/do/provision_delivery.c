/* How much of what was planned took place, through every edition of a cycle's plan. */
#include "do/provision.h"

#include "do/provision_sql.h"
#include "school/school.h"

/* What a cycle's deliveries are counted from. */
typedef struct Ledger {
    struct provision_editions_rows editions;
    struct provision_session_counts_rows counts;
    SchoolCalendar calendar;
    Date until;
} Ledger;

static const struct provision_editions_row *
edition_of(const struct provision_editions_rows *editions, ProvisionId id)
{
    for (size_t i = 0; i < editions->count; i++)
        if (editions->items[i].id.n == id.n)
            return &editions->items[i];
    return NULL;
}

/* The day the next edition of the plan took over from this one; DATE_NONE while none has. */
static Date replaced_on(const Ledger *ledger, const struct provision_editions_row *row)
{
    for (size_t i = 0; i < ledger->editions.count; i++)
        if (ledger->editions.items[i].edition == row->edition + 1)
            return ledger->editions.items[i].finalised_on;
    return DATE_NONE;
}

static Date later(Date a, Date b)
{
    return date_compare(a, b) > 0 ? a : b;
}

static Date earlier(Date a, Date b)
{
    return date_compare(a, b) < 0 ? a : b;
}

/* What one edition meant to take place while it held. */
static int planned_in_edition(const Ledger *ledger, const struct provision_editions_row *row)
{
    PlannedProvision planned = {row->starts_on, row->ends_on, row->times_a_week};
    Date replaced = replaced_on(ledger, row);
    Date until = ledger->until;
    if (row->carried_from_id.n != 0)
        planned.starts_on = later(row->starts_on, row->finalised_on);
    if (date_is_set(replaced))
        until = earlier(until, date_add_days(replaced, -1));
    return provision_planned_sessions(&planned, &ledger->calendar, until);
}

static void count_missed(Delivery *delivery, const char *reason, int sessions)
{
    MissedCounts *reasons = &delivery->reasons;
    size_t at = 0;
    while (at < reasons->count && !text_equal(reasons->items[at].reason, reason))
        at++;
    if (at == reasons->count)
        reasons->items[reasons->count++] = (MissedCount){reason, 0};
    reasons->items[at].count += sessions;
    delivery->missed += sessions;
}

static int count_sessions(const Ledger *ledger, ProvisionId id, Delivery *delivery)
{
    int delivered = 0;
    for (size_t i = 0; i < ledger->counts.count; i++) {
        const struct provision_session_counts_row *row = &ledger->counts.items[i];
        if (row->provision_id.n != id.n)
            continue;
        if (!row->delivered) {
            count_missed(delivery, row->missed_reason, row->sessions);
            continue;
        }
        delivered += row->sessions;
        delivery->last_on = later(delivery->last_on, row->last_on);
        if (text_equal(row->response, "well"))
            delivery->well += row->sessions;
        else if (text_equal(row->response, "some_help"))
            delivery->some_help += row->sessions;
        else if (text_equal(row->response, "hard"))
            delivery->hard += row->sessions;
    }
    return delivered;
}

static void sort_reasons(MissedCounts *reasons)
{
    for (size_t i = 1; i < reasons->count; i++)
        for (size_t at = i; at > 0 && reasons->items[at].count > reasons->items[at - 1].count;
             at--) {
            MissedCount swapped = reasons->items[at];
            reasons->items[at] = reasons->items[at - 1];
            reasons->items[at - 1] = swapped;
        }
}

/* From the provision back through what it was copied from, as long as that is of this cycle. A
 * draft's provision is in no edition yet, but what it was copied from is. */
static Delivery delivery_of(Arena *arena, const Ledger *ledger, const Provision *provision)
{
    size_t reason_count;
    missed_reasons(&reason_count);
    Delivery delivery = {
        .provision_id = provision->id,
        .reasons = {0, arena_array(arena, MissedCount, reason_count + 1)},
        .last_on = DATE_NONE,
    };
    int planned = 0, delivered = 0;
    const struct provision_editions_row *row = edition_of(&ledger->editions, provision->id);
    if (row == NULL)
        row = edition_of(&ledger->editions, provision->carried_from);
    for (; row != NULL; row = edition_of(&ledger->editions, row->carried_from_id)) {
        planned += planned_in_edition(ledger, row);
        delivered += count_sessions(ledger, row->id, &delivery);
    }
    sort_reasons(&delivery.reasons);
    const Clocks *clocks = &rule_pack_on(ledger->until)->clocks;
    delivery.dose = provision_dose(clocks, planned, delivered);
    return delivery;
}

Error *provision_delivery(Db *db, Arena *arena, SchoolId school, const Plan *plan, Date until,
                          Deliveries *deliveries)
{
    Ledger ledger = {.until = until};
    TRY(provision_editions(db, arena, school, plan->cycle_id, &ledger.editions));
    TRY(provision_session_counts(db, arena, school, plan->cycle_id, until, &ledger.counts));
    TRY(school_calendar(db, arena, school, &ledger.calendar));
    size_t count = plan->provisions.count;
    *deliveries = (Deliveries){count, arena_array(arena, Delivery, count)};
    for (size_t i = 0; i < count; i++)
        deliveries->items[i] = delivery_of(arena, &ledger, &plan->provisions.items[i]);
    return NULL;
}

/* Whether a provision is the one meant, or goes on from it. */
static bool goes_on_from(const struct provision_editions_rows *editions, ProvisionId id,
                         ProvisionId meant)
{
    while (id.n != 0 && id.n != meant.n) {
        const struct provision_editions_row *row = edition_of(editions, id);
        id = row == NULL ? (ProvisionId){0} : row->carried_from_id;
    }
    return id.n != 0;
}

Error *provision_meant(Db *db, Arena *arena, SchoolId school, const Plan *plan, ProvisionId meant,
                       const Provision **found)
{
    struct provision_editions_rows editions;
    *found = NULL;
    TRY(provision_editions(db, arena, school, plan->cycle_id, &editions));
    for (size_t i = 0; i < plan->provisions.count && *found == NULL; i++)
        if (goes_on_from(&editions, plan->provisions.items[i].id, meant))
            *found = &plan->provisions.items[i];
    return NULL;
}

const char *delivery_missed_words(Arena *arena, const Delivery *delivery)
{
    const char *words = "";
    for (size_t i = 0; i < delivery->reasons.count; i++) {
        const MissedCount *missed = &delivery->reasons.items[i];
        char *reason = arena_copy(arena, missed_reason_words(missed->reason));
        reason[0] = text_lower(reason[0]);
        words = arena_print(arena, "%s%s%s %d", words, i == 0 ? "" : ", ", reason, missed->count);
    }
    return words;
}
