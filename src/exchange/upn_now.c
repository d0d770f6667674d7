#include "exchange/upn_now.h"

#include "exchange/exchange_sql.h"
#include "exchange/key_index.h"
#include "learner/identifier.h"

Error *upn_bring_up_to_date(Db *db, Arena *arena, SchoolId school, int field, ImportRows *rows)
{
    struct import_upns_now_rows known;
    TRY(import_upns_now(db, arena, school, &known));
    KeyIndex before = key_index_make(arena, known.count);
    for (size_t i = 0; i < known.count; i++)
        key_index_add(&before, known.items[i].before, i);
    key_index_sort(&before);
    for (size_t i = 0; i < rows->count; i++) {
        const char **said = &rows->items[i].values[field];
        UpnCheck check = upn_check(*said == NULL ? "" : *said);
        size_t first;
        if (key_index_find(&before, check.upn, &first) == 1)
            *said = known.items[before.items[first].index].upn;
    }
    return NULL;
}
