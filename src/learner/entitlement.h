/* entitlement.h: the one check of who may be told about a learner. Whatever leaves the school for a
 * family asks it: the notice, plans, reviews, reports, the whole record, the pages that families
 * sign in to.
 *
 * It answers from facts and says why, rule by rule, in sentences that can be read out to whoever
 * asks. What the school has ticked in its own list never takes away what the law gives: only a
 * court does that, or the young person whose rights they have become. Pure. */
#ifndef LEARNER_ENTITLEMENT_H
#define LEARNER_ENTITLEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "duty/duty.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

typedef enum EntitlementPurpose {
    PURPOSE_NOTICE, /* that support is given (R-P-1) */
    PURPOSE_PLAN,
    PURPOSE_REVIEW,
    PURPOSE_REPORT,
    PURPOSE_RECORD,     /* all of it: subject access, an export */
    PURPOSE_PORTAL,     /* signing in to read */
    PURPOSE_AUDIT_VIEW, /* who has looked at the record */
    PURPOSE_COUNT
} EntitlementPurpose;

typedef enum EntitlementVerdict {
    VERDICT_MAY_NOT,
    VERDICT_ASK_FIRST, /* not by itself: somebody decides, and the reasons say who */
    VERDICT_MAY
} EntitlementVerdict;

/* What one court order says of one person; bits. */
typedef enum OrderSays {
    ORDER_NO_INFORMATION = 1,
    ORDER_NO_COLLECTION = 2,
    ORDER_ADDRESS_CONFIDENTIAL = 4,
    ORDER_THIRD_PARTY_ONLY = 8,
    ORDER_CARE = 16 /* a care order: it says so of everybody */
} OrderSays;

typedef struct OrderFact {
    Date made_on, expires_on, ended_on; /* DATE_NONE: no end is known */
    unsigned says;
} OrderFact;

typedef struct SuspensionFact {
    Date starts_on, ends_on;
} SuspensionFact;

/* The young person's newest answer that is about this contact, their own or one about all. */
typedef struct SharingFact {
    Date asked_on;           /* DATE_NONE: never asked */
    const char *involvement; /* yes, limited, no */
    const char *what;        /* in their words, when limited; NULL: not said */
    bool names_contact;      /* about this contact; else about all, and so about the parents */
} SharingFact;

/* R-YP-3: about the one decision of who is told. */
typedef struct CapacityFact {
    bool lacks;
    bool decided_by_contact; /* this contact decides for them: deputy, attorney, or the parent */
} CapacityFact;

typedef struct EntitlementFacts {
    SettingType setting;
    Date today;
    const char *learner; /* given name */
    Date born_on;
    const char *contact;      /* as addressed */
    const char *relationship; /* of learner_contact; NULL: is no contact of this learner */
    OptionalInteger parental_responsibility;
    bool lives_with; /* and, by who they are, may have care of the learner */
    bool correspondence, receives_documents, receives_reports;
    Date starts_on, ends_on; /* of the link */
    size_t order_count;
    const OrderFact *orders; /* that name this contact, and care orders */
    size_t suspension_count;
    const SuspensionFact *suspensions;
    SharingFact sharing;
    CapacityFact capacity;
} EntitlementFacts;

typedef struct EntitlementReason {
    const char *rule; /* of the rule pack */
    Strength strength;
    const char *source;
    bool verified;
    const char *sentence;
    bool private_to_office; /* tells of an order or of a check: not for everybody who sees a name */
} EntitlementReason;

enum { ENTITLEMENT_REASONS = 8 };

typedef struct Entitlement {
    EntitlementVerdict verdict;
    bool addressed;       /* may, and the school's list says that it goes to them of itself */
    bool learner_decides; /* ask first, and it is the young person, or who decides for them */
    bool hide_address;    /* whatever goes to them must not show where the learner lives */
    size_t count;         /* the first reason is the one that decides */
    EntitlementReason reasons[ENTITLEMENT_REASONS];
} Entitlement;

Entitlement entitlement(Arena *arena, const EntitlementFacts *facts, EntitlementPurpose purpose);

/* What holds whatever the purpose. */
bool order_in_force(const OrderFact *order, Date today);
/* listed: the school's list lets them fetch the learner. */
bool entitled_to_collect(const EntitlementFacts *facts, bool listed);

/* R-YP-1: young person, then adult. */
bool rights_are_their_own(Date born_on, Date today);

/* The sentence for whoever may see contacts and orders; for others one that only sends them to the
 * office, where it would tell of an order or of a check. */
const char *entitlement_sentence(Arena *arena, const EntitlementFacts *facts,
                                 const EntitlementReason *reason, bool sees_orders);

/* "Notice of SEN Support", "Plans". */
const char *purpose_words(EntitlementPurpose purpose);
/* "May have it", "Ask first", "May not have it". */
const char *verdict_words(EntitlementVerdict verdict);

#endif
