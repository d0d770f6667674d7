/* record.h: the door to the learner's own pages: everything about one child on one page, their own
 * words, and the history of cycles and looks; who can look and who did, for the school and for the
 * family.
 *
 * Owns nothing but the pages; the own words are the learner's (learner/). */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "web/web.h"

extern const Form profile_form;

Error *record_page(Request *request);
Error *record_history_page(Request *request);
Error *record_profile_page(Request *request);
/* The prepare of it: refuses what does not fit on one page (documents.h). */
Error *record_profile_fits(Request *request);
Error *record_profile(Request *request);

/* Who can open this record today and why, who cannot, and when each last looked. */
Error *access_page(Request *request);

/* ---- Whose record it is ---------------------------------------------------------------------- */

extern const Form identity_upn_form, identity_death_form, identity_mistake_form;

/* The UPN with those before it, and a death. */
Error *identity_page(Request *request);
Error *identity_upn_post(Request *request);
Error *identity_death_post(Request *request);
/* The death was written down by mistake. */
Error *identity_mistake_post(Request *request);

/* ---- In an emergency ------------------------------------------------------------------------- */

extern const Form emergency_form;

Error *emergency_page(Request *request);
Error *emergency_post(Request *request);
/* The SENCO or the head has looked at one such opening. */
Error *emergency_seen_post(Request *request);

/* ---- The audit trail as people read it ------------------------------------------------------- */

/* The filter that the address states: person, learner, from, until, refused, before. What is no
 * such thing narrows nothing. */
AuditFilter trail_filter(Request *request);
/* Whether the address states something that cannot be read, and so narrows less than was meant. */
bool trail_filter_misread(Request *request);
/* "Opened: plan", "Did: save the plan", "Did: end somebody's access (Mr Boyle)", "Tried to open:
 * plan": of a line's action, by the route table. */
Error *trail_words(Request *request, const AuditLine *line, const char **words);
/* One line of what a family is told: which part of the record was opened or changed and no more;
 * and who, where of the family nobody but the learner is told by name. */
typedef struct FamilyLook {
    const AuditLine *line; /* the newest, where equal entries of one person and day are joined */
    const char *when; /* "23 November 2026, 09:22", "23 November 2026, 4 times, 09:22 to 09:30" */
    const char *who, *role; /* role "": of the family */
    const char *what;       /* "Opened: the plan", "Changed: family details" */
} FamilyLook;

typedef struct FamilyLooks {
    size_t count;
    FamilyLook *items;
    int64_t older; /* what to ask for entries before; 0: there are none */
} FamilyLooks;

/* The newest first; before: an entry's id, 0 for the newest of all. */
Error *trail_for_family(Request *request, LearnerId learner, int64_t before, FamilyLooks *looks);

Error *trail_page(Request *request);
/* Whom the list of one entry showed, by name. */
Error *trail_list_page(Request *request);
/* For the family: who opened the record, in which role, what of it, and when. */
Error *looks_page(Request *request);

#endif
