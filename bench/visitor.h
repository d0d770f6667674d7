/* visitor.h: who asks in a bench, and how: the demo school's SENCO, signed in, through a client
 * that is a process of its own. */
#ifndef BENCH_VISITOR_H
#define BENCH_VISITOR_H

#include "learner/learner.h"
#include "load.h"
#include "platform/db/db.h"

typedef struct Visitor {
    School school;
    const char *token;
    LearnerId learner; /* one with a plan */
    ClassId class;     /* theirs */
} Visitor;

/* Ends the program with a sentence when the work failed. */
void must(Error *error);
/* Sorts the values. */
double median(double *values, size_t count);
/* Ends the program when there is no demo school. */
void visitor_sign_in(Arena *arena, Store *store, Visitor *visitor);

typedef struct Visit {
    const char *self; /* this program, which is the client too */
    uint16_t port;
    const char *path; /* with its query */
    const char *token;
    int connections;
    int requests; /* on each */
} Visit;

/* Ends the program when one answer is not 200. */
Timing visit(Arena *arena, const Visit *visit);

#endif
