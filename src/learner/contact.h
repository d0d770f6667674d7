/* contact.h: the school's address book, who in it stands with which learner, and what the courts
 * have said of them.
 *
 * A contact is one person, however many learners they stand with; what may go to them is a matter
 * of the link to each learner. Owns contact, learner_contact, court_order, court_order_contact,
 * contact_suspension, sharing_preference and capacity_note. */
#ifndef LEARNER_CONTACT_H
#define LEARNER_CONTACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "learner/entitlement.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/base/text.h"
#include "platform/db/db.h"
#include "schema/ids.h"

/* ---- The address book ------------------------------------------------------------------------ */

typedef struct Contact {
    ContactId id;
    const char *name;                                            /* as addressed: Mrs Ewa Nowak */
    const char *email, *phone, *address, *language, *best_times; /* NULL: not known */
    bool interpreter;
    const char *format;  /* standard, large_print, easy_read, audio, bsl; NULL: standard */
    const char *channel; /* email, letter, phone, text, in_person; NULL: email if there is one */
    int64_t version;
} Contact;

/* contact->id and version are not read. */
Error *contact_add(Db *db, Arena *arena, SchoolId school, const Contact *contact, ContactId *id);
/* ERROR_NOT_FOUND. The address is read only when sees_address. */
Error *contact_load(Db *db, Arena *arena, SchoolId school, ContactId id, bool sees_address,
                    Contact *contact);
/* All of it anew, at contact->version; the address only when sees_address. ERROR_CONFLICT when
 * somebody else was first. */
Error *contact_change(Db *db, Arena *arena, SchoolId school, const Contact *contact,
                      bool sees_address);

/* By which account they sign in: staff/family. */
Error *contact_set_account(Db *db, SchoolId school, ContactId contact, AccountId account);

/* ---- A learner's contacts -------------------------------------------------------------------- */

typedef struct LearnerContact {
    LearnerContactId id;
    LearnerId learner_id;
    ContactId contact_id;
    const char *name;                 /* the contact's */
    const char *language;             /* the contact's; NULL: not said */
    const char *format;               /* the contact's */
    const char *channel, *best_times; /* the contact's: how they like to be reached */
    const char *relationship;
    OptionalInteger parental_responsibility;
    bool lives_with; /* the learner lives with them: they have care of the learner */
    bool correspondence, receives_documents, receives_reports, may_collect;
    int priority; /* 1 is asked first */
    Date starts_on, ends_on;
    int64_t version;
} LearnerContact;

typedef struct LearnerContacts {
    size_t count;
    LearnerContact *items;
} LearnerContacts;

/* All that there ever were, in the order in which they are asked. */
Error *learner_contacts(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                        LearnerContacts *contacts);
/* What the contact itself says (name, language, format, how they are reached) and id, ends_on and
 * version are not read.
 */
Error *learner_contact_add(Db *db, SchoolId school, const LearnerContact *link,
                           LearnerContactId *id);

/* relationship and the flags anew, at link->version; ERROR_CONFLICT when somebody else was first.
 */
Error *learner_contact_change(Db *db, SchoolId school, const LearnerContact *link);
/* The last day on which they are a contact. */
Error *learner_contact_end(Db *db, SchoolId school, LearnerId learner, LearnerContactId id,
                           Date last_day);
/* Asked as number `place`, 1 first; the others keep their order. */
Error *learner_contact_put(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           LearnerContactId id, int place);

typedef struct ContactPlace {
    LearnerContactId link;
    int priority;
} ContactPlace;

/* Several at once, each to the number that another of them gives up. */
Error *learner_contacts_move(Db *db, SchoolId school, LearnerId learner, const ContactPlace *places,
                             size_t count);

/* ---- Court orders ---------------------------------------------------------------------------- */

typedef struct OrderRestriction {
    ContactId contact_id;
    bool no_information, no_collection;
    bool address_confidential; /* must not learn where the learner, or another contact, lives */
    bool third_party_only;
} OrderRestriction;

typedef struct OrderRestrictions {
    size_t count;
    OrderRestriction *items;
} OrderRestrictions;

typedef struct CourtOrder {
    CourtOrderId id;
    LearnerId learner_id;
    const char *kind; /* child_arrangements, prohibited_steps, specific_issue, non_molestation,
                         care, supervision, special_guardianship */
    const char *court, *reference; /* NULL: not known */
    Date made_on, expires_on, ended_on;
    StaffId seen_by; /* who saw the order itself */
    Date seen_on;
    OrderRestrictions restrictions;
} CourtOrder;

/* order->id and ended_on are not read. */
Error *court_order_add(Db *db, SchoolId school, const CourtOrder *order, CourtOrderId *id);
typedef struct OrderEnd {
    Date ended_on;
    const char *evidence; /* what was seen: the court's own paper */
    StaffId seen_by;
} OrderEnd;

/* ERROR_NOT_FOUND when it has ended already, was made later, or is another learner's. */
Error *court_order_end(Db *db, SchoolId school, LearnerId learner, CourtOrderId id,
                       const OrderEnd *end);

/* The head holds everything back from a contact, from today until a day, while something is
 * checked. */
Error *contact_suspend(Db *db, SchoolId school, LearnerId learner, ContactId contact,
                       const char *reason, StaffId head, Date today, Date until);
/* From today on nothing is held back any more. */
Error *contact_release(Db *db, SchoolId school, LearnerId learner, ContactId contact, Date today);

/* ---- A young person's own answers -------------------------------------------------------------
 */

typedef struct SharingAnswer {
    ContactId contact_id; /* n 0: about all of them */
    Date asked_on;
    const char *how;         /* in_person, phone, writing, advocate */
    const char *involvement; /* yes, limited, no */
    const char *what;        /* when limited; NULL: not said */
    StaffId noted_by;
} SharingAnswer;

Error *sharing_add(Db *db, SchoolId school, LearnerId learner, const SharingAnswer *answer);

typedef struct CapacityNote {
    const char *decision;       /* sharing, assessment_request, provision, other */
    const char *decision_words; /* NULL unless other */
    bool has_capacity;
    ContactId contact_id; /* who takes it with or for them; n 0: nobody named */
    const char *reasons, *assessed_by;
    Date assessed_on;
} CapacityNote;

/* Takes the place of the earlier note about the same decision (R-YP-3). */
Error *capacity_note_add(Db *db, SchoolId school, LearnerId learner, const CapacityNote *note);

/* ---- Who may receive what ---------------------------------------------------------------------
 */

/* A contact and everything that decides what may go to them. */
typedef struct ContactStanding {
    LearnerContact link;
    EntitlementFacts facts;
    bool ended;       /* the link is over */
    bool may_collect; /* on the list, and no order against it */
    bool restricted;  /* an order in force names them, or the head holds back */
} ContactStanding;

typedef struct ContactStandings {
    size_t count;
    ContactStanding *items;
} ContactStandings;

/* Every contact that the learner ever had, in the order in which they are asked. The door for
 * whatever is given to several: entitlement() on the facts of each answers for one purpose. */
Error *contact_standings(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date today,
                         ContactStandings *standings);
/* For one. Somebody who is no contact of the learner may not. ERROR_NOT_FOUND: no such learner. */
Error *contact_may_receive(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           ContactId contact, EntitlementPurpose purpose, Date today,
                           Entitlement *answer);

/* What may stand on nothing that goes to this contact, where an order hides an address from them:
 * the passages that say where any other contact of the learner lives. None: nothing is hidden. */
Error *contact_hidden_passages(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                               ContactId contact, Date today, Texts *passages);
/* Stands where such a passage stood. */
#define ADDRESS_LEFT_OUT "[address left out]"

#endif
