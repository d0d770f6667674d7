#include "learner/contact.h"

#include <string.h>

#include "learner/contact_sql.h"
#include "platform/base/id.h"

/* ---- The address book ------------------------------------------------------------------------ */

/* "Mrs Ewa Nowak" sorts as "nowak mrs ewa". */
static const char *sort_name(Arena *arena, const char *name)
{
    const char *last = strrchr(name, ' ');
    if (last == NULL)
        return text_sort_key(arena, name);
    return text_sort_key(arena, arena_print(arena, "%s %.*s", last + 1, (int)(last - name), name));
}

Error *contact_add(Db *db, Arena *arena, SchoolId school, const Contact *contact, ContactId *id)
{
    const char *channel = text_empty(contact->email) ? "letter" : "email";
    *id = (ContactId){id_new()};
    return contact_insert(
        db, school, *id, contact->name, sort_name(arena, contact->name), contact->email,
        contact->phone, contact->address, contact->language, contact->interpreter,
        contact->format == NULL ? "standard" : contact->format,
        contact->channel == NULL ? channel : contact->channel, contact->best_times, NULL);
}

Error *contact_set_account(Db *db, SchoolId school, ContactId contact, AccountId account)
{
    return contact_account(db, school, contact, account, NULL);
}

/* ---- A learner's contacts -------------------------------------------------------------------- */

Error *learner_contacts(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                        LearnerContacts *contacts)
{
    struct contacts_of_rows rows;
    TRY(contacts_of(db, arena, school, learner, &rows));
    *contacts = (LearnerContacts){rows.count, arena_array(arena, LearnerContact, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        contacts->items[i] = (LearnerContact){
            .id = rows.items[i].id,
            .learner_id = rows.items[i].learner_id,
            .contact_id = rows.items[i].contact_id,
            .name = rows.items[i].name,
            .language = rows.items[i].language,
            .format = rows.items[i].format,
            .relationship = rows.items[i].relationship,
            .parental_responsibility = rows.items[i].parental_responsibility,
            .lives_with = rows.items[i].lives_with,
            .correspondence = rows.items[i].correspondence,
            .receives_documents = rows.items[i].receives_documents,
            .receives_reports = rows.items[i].receives_reports,
            .may_collect = rows.items[i].may_collect,
            .priority = rows.items[i].priority,
            .starts_on = rows.items[i].starts_on,
            .ends_on = rows.items[i].ends_on,
            .version = rows.items[i].version,
        };
    return NULL;
}

Error *learner_contact_add(Db *db, SchoolId school, const LearnerContact *link,
                           LearnerContactId *id)
{
    *id = (LearnerContactId){id_new()};
    return learner_contact_insert(db, school, *id, link->learner_id, link->contact_id,
                                  link->relationship, link->parental_responsibility,
                                  link->lives_with, link->correspondence, link->receives_documents,
                                  link->receives_reports, link->may_collect, link->priority,
                                  link->starts_on, NULL);
}

/* ---- Court orders ---------------------------------------------------------------------------- */

Error *court_order_add(Db *db, SchoolId school, const CourtOrder *order, CourtOrderId *id)
{
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
