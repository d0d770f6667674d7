/* identity.h: the door to records whose child turns out to be another's, or the same: two records
 * of one child are found, merged, and taken apart again.
 *
 * Owns learner_merge and the tables behind it, and learner_apart. A merge moves the rows of every
 * folder (moves.sql); which tables there are, the schema says and merge_store_test.c holds to. */
#ifndef IDENTITY_IDENTITY_H
#define IDENTITY_IDENTITY_H

#include "web/web.h"

extern const Form apart_form, merge_find_form, merge_form;

/* How many pairs of records wait for somebody to say whether they are one child's. */
Error *alike_count(Request *request, size_t *count);

Error *alike_page(Request *request); /* GET /records/alike */
Error *apart_post(Request *request); /* POST there: these are two children */

Error *merge_page(Request *request);      /* GET /learners/:learner/merge?with=ID */
Error *merge_find_post(Request *request); /* POST /learners/:learner/merge/find */
Error *merge_post(Request *request);      /* POST /learners/:learner/merge?with=ID */
Error *merged_page(Request *request);     /* GET /learners/:learner/merges/:merge */
Error *merge_undo_post(Request *request); /* POST /learners/:learner/merges/:merge/undo */

#endif
