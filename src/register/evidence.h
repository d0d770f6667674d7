/* evidence.h: what a decision rests on: concerns, teachers' views, checks of progress and reports,
 * ticked by whoever decides and kept with the decision as they stood on that day, whatever becomes
 * of them. Part of the door of this folder.
 *
 * Owns sen_evidence. This folder knows nothing of scores or reports: the program hands over what
 * later folders offer (app/evidence_sources.h), as SiteOptions.evidence. */
#ifndef REGISTER_EVIDENCE_H
#define REGISTER_EVIDENCE_H

#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

typedef enum EvidenceKind {
    EVIDENCE_CONCERN,
    EVIDENCE_VIEWS,    /* of teachers, one round */
    EVIDENCE_PROGRESS, /* the checks of progress on one measure */
    EVIDENCE_REPORT,   /* of a professional */
    EVIDENCE_KIND_COUNT
} EvidenceKind;

typedef struct Evidence {
    EvidenceKind kind;
    int64_t about;     /* the concern, round, measure or report */
    const char *label; /* "Concern of Ewa Nowak, 9 November 2026" */
    const char *words; /* what it says */
} Evidence;

typedef struct EvidenceList {
    size_t count, room;
    Evidence *items;
} EvidenceList;

void evidence_add(Arena *arena, EvidenceList *list, Evidence evidence);

/* Adds what there is of one kind about the learner of the request. Asked only for a reader who may
 * read that kind. */
typedef Error *EvidenceOffer(Request *request, EvidenceList *list);

typedef struct EvidenceSource {
    EvidenceKind kind;
    EvidenceOffer *offer;
} EvidenceSource;

/* What this reader may read of the learner of the request, the newest of each kind first. */
Error *evidence_offered(Request *request, EvidenceList *list);

/* Of a decision. Those that this reader may not read are left out. */
typedef struct EvidenceKept {
    SenEvidenceId id;
    SenStatusId status_id;
    Evidence as_it_stood;
    Date chosen_on;
} EvidenceKept;

typedef struct EvidenceKeptList {
    size_t count;
    EvidenceKept *items;
} EvidenceKeptList;

Error *evidence_kept(Request *request, EvidenceKeptList *list);

/* A concern, by whoever raised it and the day. */
struct Concern;
Evidence evidence_of_concern(Arena *arena, const struct Concern *concern);
/* Keeps one with a decision, as it stands now. */
Error *evidence_keep(Db *db, SchoolId school, LearnerId learner, SenStatusId status,
                     const Evidence *evidence, Date on, StaffId by);

/* "concern-12": how a form names it. */
const char *evidence_code(Arena *arena, const Evidence *evidence);
/* Keeps what is ticked and was not kept yet. What was offered and is ticked no more ends, and stays
 * in the store. */
Error *evidence_choose(Request *request, SenStatusId status, Texts codes);

#endif
