/* routes.h: the only list of pages. Tests and docs are made from it. */
#ifndef APP_ROUTES_H
#define APP_ROUTES_H

#include "web/web.h"

extern const Route routes[];
extern const size_t route_count;

#endif
