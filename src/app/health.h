/* health.h: a word for whoever watches the program: "ok", or 503 when the store does not answer. */
#ifndef APP_HEALTH_H
#define APP_HEALTH_H

#include "web/web.h"

Error *health_page(Request *request);

#endif
