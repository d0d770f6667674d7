/* papers.h: how many plans a second become papers: what printing a whole school's plans takes. */
#ifndef BENCH_PAPERS_H
#define BENCH_PAPERS_H

/* where: of the demo school, a folder or a PostgreSQL address. Prints a line; what the program is
 * to end with: 1 when the promise is broken. */
int papers_run(const char *where);

#endif
