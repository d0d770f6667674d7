/* oidc_kept.h: what providers published, kept for an hour by its address. For this folder alone. */
#ifndef PLATFORM_OIDC_OIDC_KEPT_H
#define PLATFORM_OIDC_OIDC_KEPT_H

#include "platform/oidc/oidc.h"

typedef enum KeptAge {
    KEPT_FRESH, /* an hour old at most */
    KEPT_NEWEST /* asked for now, unless that was done within the last minute */
} KeptAge;

/* The text at the address, which came with status 200. Fetches where none is kept; a failure is
 * not kept. */
Error *oidc_kept(Oidc *oidc, Arena *arena, const char *address, KeptAge age, const char **text);

#endif
