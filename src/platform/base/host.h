/* host.h: questions about the name or number of a computer. Pure; asks no name server. */
#ifndef PLATFORM_BASE_HOST_H
#define PLATFORM_BASE_HOST_H

#include <stdbool.h>

/* 127.0.0.0/8, [::1], ::1 and localhost: what is said to it crosses no network. */
bool host_is_here(const char *host);

#endif
