/* record.h: the door to the learner's own pages: everything about one child on one page, their own
 * words, and the history of cycles and looks.
 *
 * Owns nothing but the pages; the own words are the learner's (learner/). */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "web/web.h"

extern const Form profile_form;

Error *record_page(Request *request);
Error *record_history_page(Request *request);
Error *record_profile_page(Request *request);
Error *record_profile(Request *request);

#endif
