/* record_events.h: the timeline of one learner, each row in words. */
#ifndef RECORD_RECORD_EVENTS_H
#define RECORD_RECORD_EVENTS_H

#include "record/record_pages.h"

/* older: the rows are the newest only, and there are more. */
Error *record_timeline(Request *request, EventRows *rows, bool *older);

#endif
