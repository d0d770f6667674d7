#include "learner/contact.h"

#include <inttypes.h>
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

Error *contact_load(Db *db, Arena *arena, SchoolId school, ContactId id, bool sees_address,
                    Contact *contact)
{
    struct contact_by_id_row row;
    bool found;
    *contact = (Contact){0};
    TRY(contact_by_id(db, arena, school, id, sees_address, &row, &found));
    if (!found)
        return error_not_found("contact %" PRId64, id.n);
    *contact = (Contact){
        .id = row.id,
        .name = row.name,
        .email = row.email,
        .phone = row.phone,
        .address = row.address,
        .language = row.language,
        .best_times = row.best_times,
        .interpreter = row.interpreter,
        .format = row.format,
        .channel = row.channel,
        .version = row.version,
    };
    return NULL;
}

static Error *saved_first(const char *what, int64_t id)
{
    return error_conflict(
        "You, or someone else, saved this while you were typing. Nothing is lost: both "
        "are put together below. Where both changed the same, you see the two. "
        "Check it, then save again.",
        "%s %" PRId64, what, id);
}

Error *contact_change(Db *db, Arena *arena, SchoolId school, const Contact *contact,
                      bool sees_address)
{
    int64_t changed;
    TRY(contact_update(db, school, contact->id, contact->version, contact->name,
                       sort_name(arena, contact->name), contact->email, contact->phone,
                       contact->language, contact->interpreter, contact->format, contact->channel,
                       contact->best_times, &changed));
    if (changed != 1)
        return saved_first("contact", contact->id.n);
    return sees_address ? contact_address_set(db, school, contact->id, contact->address, NULL)
                        : NULL;
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
            .channel = rows.items[i].channel,
            .best_times = rows.items[i].best_times,
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

Error *learner_contact_change(Db *db, SchoolId school, const LearnerContact *link)
{
    int64_t changed;
    TRY(learner_contact_update(db, school, link->learner_id, link->id, link->version,
                               link->relationship, link->parental_responsibility, link->lives_with,
                               link->correspondence, link->receives_documents,
                               link->receives_reports, link->may_collect, &changed));
    return changed == 1 ? NULL : saved_first("link", link->id.n);
}

Error *learner_contact_end(Db *db, SchoolId school, LearnerId learner, LearnerContactId id,
                           Date last_day)
{
    int64_t changed;
    TRY(learner_contact_finish(db, school, learner, id, last_day, &changed));
    return changed == 1 ? NULL : error_not_found("link %" PRId64, id.n);
}

Error *learner_contact_put(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           LearnerContactId id, int place)
{
    LearnerContacts contacts;
    int next = 1;
    TRY(learner_contacts(db, arena, school, learner, &contacts));
    TRY(learner_contacts_lift(db, school, learner, NULL));
    for (size_t i = 0; i < contacts.count; i++) {
        if (contacts.items[i].id.n == id.n)
            continue;
        next += next == place;
        TRY(learner_contact_place(db, school, learner, contacts.items[i].id, next++, NULL));
    }
    int last = next < place ? next : place;
    return learner_contact_place(db, school, learner, id, last, NULL);
}

Error *learner_contacts_move(Db *db, SchoolId school, LearnerId learner, const ContactPlace *places,
                             size_t count)
{
    for (size_t i = 0; i < count; i++) /* out of the way of each other first */
        TRY(learner_contact_place(db, school, learner, places[i].link, -places[i].priority, NULL));
    for (size_t i = 0; i < count; i++)
        TRY(learner_contact_place(db, school, learner, places[i].link, places[i].priority, NULL));
    return NULL;
}
