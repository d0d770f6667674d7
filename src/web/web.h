/* web.h: the door to what every page needs: Request and Route, forms, the page frame, the site.
 *
 * Owns saved_request (a repeated POST is done once). Knows no page's content. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "web/form.h"
#include "web/kept.h"
#include "web/learner_bar.h"
#include "web/page.h"
#include "web/request.h"
#include "web/site.h"

#endif
