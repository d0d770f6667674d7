/* filters.h: what the register costs under each filter, in a school of 3,000. */
#ifndef BENCH_FILTERS_H
#define BENCH_FILTERS_H

#include <sys/types.h>

/* where: of a school that many_learners.sql made large; postmaster: whose processes work for the
 * store, 0: none do. Prints a table; what the program is to end with: 1 when the promise is broken.
 */
int filters_run(const char *where, pid_t postmaster);

#endif
