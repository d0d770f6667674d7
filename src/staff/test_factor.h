/* test_factor.h: what an authenticator app does: the code of a secret at a moment. Tests only. */
#ifndef STAFF_TEST_FACTOR_H
#define STAFF_TEST_FACTOR_H

#include <liboath/oath.h>

#include "staff/factor.h"

static inline const char *test_code(Arena *arena, Bytes secret, Moment now)
{
    char *code = arena_alloc(arena, 7);
    oath_totp_generate((const char *)secret.data, secret.length, now.milliseconds / 1000,
                       FACTOR_STEP_SECONDS, 0, 6, code);
    return code;
}

#endif
