/* score.h: what the pages of measures write in the store, within assess/ only; the door for others
 * is assess.h. */
#ifndef ASSESS_SCORE_H
#define ASSESS_SCORE_H

#include "assess/assess.h"

/* With its levels, bands and marks. id: out. */
Error *measure_add(Db *db, SchoolId school, const Measure *measure, MeasureId *id);
/* All its levels or bands anew. */
Error *measure_write_steps(Db *db, SchoolId school, MeasureId id, const Measure *measure);

#endif
