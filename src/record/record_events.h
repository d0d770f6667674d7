/* record_events.h: the timeline of one learner, each row in words. */
#ifndef RECORD_RECORD_EVENTS_H
#define RECORD_RECORD_EVENTS_H

#include "record/record_pages.h"

/* earlier: how many older ones are not among the rows. */
Error *record_timeline(Request *request, EventRows *rows, int *earlier);

#endif
