#include "load.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 4 * 1024 * 1024, CONNECTIONS_MOST = 64 };

typedef struct Client {
    const Load *load;
    double *milliseconds;
    long bytes;
    int failed;
} Client;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static int connect_to(uint16_t port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int socket_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_fd < 0 || connect(socket_fd, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("bench: connect");
        exit(1);
    }
    return socket_fd;
}

/* Reads one answer; gives the length of its body, or -1 when the connection failed. */
static long read_answer(int socket_fd, char *buffer, bool *is_200)
{
    size_t have = 0;
    for (;;) {
        ssize_t got = read(socket_fd, buffer + have, BUFFER - 1 - have);
        if (got <= 0)
            return -1;
        have += (size_t)got;
        buffer[have] = '\0';
        const char *end = strstr(buffer, "\r\n\r\n");
        if (end == NULL)
            continue;
        const char *length = strcasestr(buffer, "\r\nContent-Length: ");
        if (length == NULL || length > end)
            return -1;
        long body = strtol(length + strlen("\r\nContent-Length: "), NULL, 10);
        if (have >= (size_t)(end + 4 - buffer) + (size_t)body) {
            *is_200 = strncmp(buffer, "HTTP/1.1 200", 12) == 0;
            return body;
        }
    }
}

static void *run_client(void *context)
{
    Client *client = context;
    const Load *load = client->load;
    char *buffer = malloc(BUFFER);
    char request[1024];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: localhost:%u\r\nCookie: %s\r\n\r\n", load->path,
                          (unsigned)load->port, load->cookie);
    int socket_fd = connect_to(load->port);
    for (int i = 0; i < load->requests; i++) {
        bool is_200 = false;
        double start = now_ms();
        if (write(socket_fd, request, (size_t)length) != length)
            client->failed++;
        client->bytes = read_answer(socket_fd, buffer, &is_200);
        client->milliseconds[i] = now_ms() - start;
        if (!is_200)
            client->failed++;
        if (client->bytes < 0)
            break;
    }
    close(socket_fd);
    free(buffer);
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

Timing load_run(const Load *load)
{
    pthread_t threads[CONNECTIONS_MOST];
    Client clients[CONNECTIONS_MOST];
    size_t count = (size_t)load->connections * (size_t)load->requests;
    double *all = calloc(count, sizeof *all);
    double start = now_ms();
    for (int i = 0; i < load->connections; i++) {
        clients[i] = (Client){.load = load, .milliseconds = all + i * load->requests};
        pthread_create(&threads[i], NULL, run_client, &clients[i]);
    }
    Timing timing = {0};
    for (int i = 0; i < load->connections; i++) {
        pthread_join(threads[i], NULL);
        timing.not_found += clients[i].failed;
        timing.bytes = clients[i].bytes;
    }
    timing.requests_per_second = (double)count * 1000 / (now_ms() - start);
    qsort(all, count, sizeof *all, by_size);
    timing.p50_ms = all[count / 2];
    timing.p99_ms = all[count * 99 / 100];
    free(all);
    return timing;
}
