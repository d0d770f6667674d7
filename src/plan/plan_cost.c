/* What support is planned to cost. Beside the plan and never in its frozen text: the family's
 * copy, the papers and whoever may not see costs know nothing of it. */
#include "plan/plan.h"

#include <inttypes.h>

#include "plan/plan_sql.h"

Error *plan_costs(Db *db, Arena *arena, SchoolId school, PlanId plan, bool see_costs,
                  PlannedCosts *costs)
{
    struct provision_costs_rows rows;
    *costs = (PlannedCosts){0};
    TRY(provision_costs(db, arena, school, plan, see_costs, &rows));
    *costs = (PlannedCosts){rows.count, arena_array(arena, PlannedCost, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        costs->items[i] = (PlannedCost){rows.items[i].id, rows.items[i].planned_cost};
    return NULL;
}

OptionalInteger plan_cost_of(const PlannedCosts *costs, ProvisionId provision)
{
    for (size_t i = 0; i < costs->count; i++)
        if (costs->items[i].provision.n == provision.n)
            return costs->items[i].pence;
    return (OptionalInteger){false, 0};
}

Error *plan_set_cost(Db *db, SchoolId school, const Plan *plan, ProvisionId provision,
                     OptionalInteger pence)
{
    int64_t changed;
    TRY(provision_cost_set(db, school, plan->id, provision, pence, &changed));
    return changed == 1 ? NULL
                        : error_not_found("provision %" PRId64 " is of no draft %" PRId64,
                                          provision.n, plan->id.n);
}
