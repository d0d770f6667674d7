/* load.h: asks one page again and again over kept connections, and times each answer. Run in a
 * process of its own, so that its work is not counted as the server's. */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <stdint.h>

typedef struct Load {
    uint16_t port;
    const char *path;
    const char *cookie; /* "name=value" */
    int connections;    /* each on a thread */
    int requests;       /* on each connection */
} Load;

typedef struct Timing {
    double requests_per_second;
    double p50_ms, p99_ms;
    long bytes;    /* of one answer's body */
    int not_found; /* answers that were not 200 */
} Timing;

/* Aborts when it cannot connect. */
Timing load_run(const Load *load);

#endif
