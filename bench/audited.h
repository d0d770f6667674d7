/* audited.h: what the audit trail costs a reader: each page as it is served, whose look is on disk
 * before the page leaves, beside the same page of the same program without its look, at 64 readers
 * at once. */
#ifndef BENCH_AUDITED_H
#define BENCH_AUDITED_H

/* Prints a table and whether the promise is kept. self: this program. folder: of the demo school on
 * SQLite. The status to end with. */
int audited_run(const char *self, const char *folder);

#endif
