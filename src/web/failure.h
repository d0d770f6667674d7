/* failure.h: the page shown when a request cannot be answered. Needs no session, school or store:
 * it must be there when they are not. Never shows a cause. */
#ifndef WEB_FAILURE_H
#define WEB_FAILURE_H

#include "platform/html/html.h"

typedef struct Failure {
    const char *heading;   /* what happened */
    const char *sentence;  /* what to do now */
    const char *reference; /* the request's, for whoever helps; NULL: none */
    bool demo;
    Url style; /* NULL text: the page is plain */
    Url icon;
} Failure;

#endif
