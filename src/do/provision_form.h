/* provision_form.h: the fields of a session log, shared by the log of one learner and of a group.
 * For this folder only. */
#ifndef DO_PROVISION_FORM_H
#define DO_PROVISION_FORM_H

#include "do/provision.h"

typedef struct SessionInput {
    const char *response;
    Date held_on;
    OptionalInteger minutes;
    const char *note;
    const char *missed_reason;
} SessionInput;

typedef struct ChildInput {
    int64_t id; /* of the provision */
    const char *response;
} ChildInput;

typedef struct ChildInputs {
    size_t count;
    ChildInput *items;
} ChildInputs;

typedef struct GroupInput {
    ChildInputs children;
    Date held_on;
    OptionalInteger minutes;
    const char *note;
    const char *missed_reason;
} GroupInput;

/* Puts what is refused, and each reason that is owed, beside its field. */
void session_refuse(Request *request, const Findings *findings);
/* "30 minutes, Library, with Ms Reid" */
const char *session_detail(Arena *arena, int minutes, const char *place, const char *deliverer);
/* Asks the rules about one entry; adds to findings. */
Error *session_check(Request *request, const SessionInput *input, const PlannedProvision *planned,
                     Findings *findings);
Findings session_findings(Request *request);
/* The entry as it is kept. */
ProvisionSession session_of(const Request *request, ProvisionId provision,
                            const SessionInput *input);

#endif
