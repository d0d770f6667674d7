/* identity.h: the door to records whose child turns out to be another's, or the same: two records
 * of one child are found, merged, and taken apart again.
 *
 * And a child who goes on under another identity, whose record before is sealed.
 *
 * Owns learner_merge and the tables behind it, learner_apart and learner_seal. A merge moves the
 * rows of every folder (moves.sql); which tables there are, the schema says and merge_store_test.c
 * holds to. */
#ifndef IDENTITY_IDENTITY_H
#define IDENTITY_IDENTITY_H

#include "web/web.h"

extern const Form apart_form, merge_find_form, merge_form, adoption_form, sealed_open_form;

/* How many pairs of records wait for somebody to say whether they are one child's. */
Error *alike_count(Request *request, size_t *count);

Error *alike_page(Request *request); /* GET /records/alike */
Error *apart_post(Request *request); /* POST there: these are two children */

Error *merge_page(Request *request);      /* GET /learners/:learner/merge?with=ID */
Error *merge_find_post(Request *request); /* POST /learners/:learner/merge/find */
Error *merge_post(Request *request);      /* POST /learners/:learner/merge?with=ID */
Error *merged_page(Request *request);     /* GET /learners/:learner/merges/:merge */
Error *merge_undo_post(Request *request); /* POST /learners/:learner/merges/:merge/undo */

/* ---- After an adoption ------------------------------------------------------------------------
 */

Error *adoption_page(Request *request); /* GET /learners/:learner/adoption */
Error *adoption_post(Request *request); /* POST there */

Error *sealed_page(Request *request);      /* GET /sealed */
Error *sealed_open_post(Request *request); /* POST there: for today, with a reason */
Error *sealed_undo_post(Request *request); /* POST /sealed/:seal/undo */

#endif
