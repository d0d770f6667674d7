/* process.h: other programs that the benchmark runs, and what they cost. The served program is
 * measured from outside, so that nothing of the benchmark is counted as the program's. */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <stdint.h>
#include <sys/types.h>

typedef struct Served {
    pid_t pid;
    int output;
    uint16_t port;
    double start_ms; /* from its start until it printed its address */
} Served;

double wall_seconds(void);
/* Of this thread, of this whole process, of another process. */
double thread_seconds(void);
double process_seconds(void);
double seconds_of(pid_t pid);
/* Of all processes that this one started and that still run; 0: of none. */
double seconds_of_children(pid_t parent);

/* Runs words (NULL-ended), gives what it printed first and its id; the end to be closed is in
 * *output. Ends the benchmark when it cannot be run. */
pid_t process_start(char *const words[], int *output);
/* The first line that it prints, at most 255 bytes. */
void process_line(int output, char line[256]);

/* `program serve` on a free port. option is --data or --database. */
Served served_start(const char *program, const char *option, const char *where);
void served_stop(const Served *served);
/* What it holds in memory now: the whole, and the part of it that no file stands behind. */
void served_memory(const Served *served, double *resident_mb, double *anonymous_mb);

/* Runs words to their end, their output thrown away. */
void process_time(char *const words[], double *wall_ms, double *cpu_ms);

#endif
