#include "process.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void give_up(const char *what)
{
    perror(what);
    exit(1);
}

static double clock_seconds(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0)
        give_up("bench: clock");
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double wall_seconds(void)
{
    return clock_seconds(CLOCK_MONOTONIC);
}

double thread_seconds(void)
{
    return clock_seconds(CLOCK_THREAD_CPUTIME_ID);
}

double process_seconds(void)
{
    return clock_seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double seconds_of(pid_t pid)
{
    clockid_t clock;
    if (clock_getcpuclockid(pid, &clock) != 0)
        give_up("bench: clock of the server");
    return clock_seconds(clock);
}

/* The parent of a process, as /proc tells it behind the bracket that ends its name. */
static pid_t parent_of(const char *pid)
{
    char path[300], line[512];
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return 0; /* it has ended meanwhile */
    const char *behind = fgets(line, sizeof line, file) == NULL ? NULL : strrchr(line, ')');
    fclose(file);
    bool whole = behind != NULL && strlen(behind) > strlen(") S ");
    return whole ? (pid_t)strtol(behind + strlen(") S "), NULL, 10) : 0;
}

double seconds_of_children(pid_t parent)
{
    double seconds = 0;
    const struct dirent *entry;
    DIR *processes = parent == 0 ? NULL : opendir("/proc");
    while (processes != NULL && (entry = readdir(processes)) != NULL) {
        clockid_t clock;
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        struct timespec now = {0};
        if (pid > 0 && parent_of(entry->d_name) == parent &&
            clock_getcpuclockid(pid, &clock) == 0 && clock_gettime(clock, &now) == 0)
            seconds += (double)now.tv_sec + (double)now.tv_nsec / 1e9;
    }
    if (processes != NULL)
        closedir(processes);
    return seconds;
}

pid_t process_start(char *const words[], int *output)
{
    int ends[2];
    pid_t pid;
    posix_spawn_file_actions_t actions;
    if (pipe2(ends, O_CLOEXEC) != 0)
        give_up("bench: pipe");
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    if (posix_spawnp(&pid, words[0], &actions, NULL, words, environ) != 0)
        give_up(words[0]);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    *output = ends[0];
    return pid;
}

void process_line(int output, char line[256])
{
    size_t length = 0;
    while (length < 255 && read(output, line + length, 1) == 1 && line[length] != '\n')
        length++;
    line[length] = '\0';
}

Served served_start(const char *program, const char *option, const char *where)
{
    char line[256], port[] = "0", serve[] = "serve", port_option[] = "--port";
    char quiet[] = "--log-level", error[] = "error";
    char *words[] = {(char *)(uintptr_t)program,
                     serve,
                     (char *)(uintptr_t)option,
                     (char *)(uintptr_t)where,
                     port_option,
                     port,
                     quiet,
                     error,
                     NULL};
    Served served = {0};
    double start = wall_seconds();
    served.pid = process_start(words, &served.output);
    process_line(served.output, line);
    served.start_ms = (wall_seconds() - start) * 1e3;
    const char *colon = strrchr(line, ':');
    served.port = colon == NULL ? 0 : (uint16_t)strtol(colon + 1, NULL, 10);
    if (served.port == 0) {
        fprintf(stderr, "bench: %s does not serve: %s\n", program, line);
        exit(1);
    }
    return served;
}

void served_stop(const Served *served)
{
    kill(served->pid, SIGTERM);
    waitpid(served->pid, NULL, 0);
    close(served->output);
}

static double megabytes(const char *line)
{
    return (double)strtol(strchr(line, ':') + 1, NULL, 10) / 1024;
}

void served_memory(const Served *served, double *resident_mb, double *anonymous_mb)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", (int)served->pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        give_up(path);
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "VmRSS:", 6) == 0)
            *resident_mb = megabytes(line);
        else if (strncmp(line, "RssAnon:", 8) == 0)
            *anonymous_mb = megabytes(line);
    }
    fclose(file);
}

void process_time(char *const words[], double *wall_ms, double *cpu_ms)
{
    int output, status;
    char thrown[4096];
    struct rusage usage;
    double start = wall_seconds();
    pid_t pid = process_start(words, &output);
    while (read(output, thrown, sizeof thrown) > 0)
        continue;
    if (wait4(pid, &status, 0, &usage) != pid || status != 0) {
        fprintf(stderr, "bench: %s failed\n", words[0]);
        exit(1);
    }
    close(output);
    *wall_ms = (wall_seconds() - start) * 1e3;
    *cpu_ms = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
              (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}
