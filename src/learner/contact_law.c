/* What the courts, the head and the young person say of a contact. */
#include <inttypes.h>

#include "learner/contact.h"
#include "learner/contact_sql.h"
#include "platform/base/id.h"

/* ---- Court orders ---------------------------------------------------------------------------- */

Error *court_order_add(Db *db, SchoolId school, const CourtOrder *order, CourtOrderId *id)
{
    if (date_is_set(order->expires_on) && date_compare(order->expires_on, order->made_on) < 0)
        return error_conflict("An order cannot end before it is made.",
                              "order of learner %" PRId64 " that never held", order->learner_id.n);
    *id = (CourtOrderId){id_new()};
    TRY(court_order_insert(db, school, *id, order->learner_id, order->kind, order->court,
                           order->reference, order->made_on, order->expires_on, order->seen_by,
                           order->seen_on, NULL));
    for (size_t i = 0; i < order->restrictions.count; i++) {
        const OrderRestriction *one = &order->restrictions.items[i];
        TRY(court_order_contact_insert(db, school, *id, one->contact_id, one->no_information,
                                       one->no_collection, one->address_confidential,
                                       one->third_party_only, NULL));
    }
    return NULL;
}

Error *court_order_end(Db *db, SchoolId school, LearnerId learner, CourtOrderId id,
                       const OrderEnd *end)
{
    int64_t changed;
    TRY(court_order_finish(db, school, learner, id, end->ended_on, end->evidence, end->seen_by,
                           &changed));
    return changed == 1 ? NULL : error_not_found("order %" PRId64 " in force", id.n);
}

Error *contact_suspend(Db *db, SchoolId school, LearnerId learner, ContactId contact,
                       const char *reason, StaffId head, Date today, Date until)
{
    return contact_suspension_insert(db, school, (ContactSuspensionId){id_new()}, learner, contact,
                                     reason, head, today, until, NULL);
}

Error *contact_release(Db *db, SchoolId school, LearnerId learner, ContactId contact, Date today)
{
    return contact_suspensions_lift(db, school, learner, contact, date_add_days(today, -1), NULL);
}

/* ---- A young person's own answers -------------------------------------------------------------
 */

Error *sharing_add(Db *db, SchoolId school, LearnerId learner, const SharingAnswer *answer)
{
    return sharing_insert(db, school, (SharingPreferenceId){id_new()}, learner, answer->contact_id,
                          answer->asked_on, answer->how, answer->involvement, answer->what,
                          answer->noted_by, NULL);
}

Error *capacity_note_add(Db *db, SchoolId school, LearnerId learner, const CapacityNote *note)
{
    TRY(capacity_replace(db, school, learner, note->decision, note->assessed_on, NULL));
    return capacity_insert(db, school, (CapacityNoteId){id_new()}, learner, note->decision,
                           note->decision_words, note->has_capacity, note->contact_id,
                           note->reasons, note->assessed_by, note->assessed_on, NULL);
}
