/* dispatch.h: from a request to an answer. Sign-in, permission, the learner's relation, tokens,
 * the form and the transaction are settled here and nowhere else. */
#ifndef WEB_DISPATCH_H
#define WEB_DISPATCH_H

#include "web/path.h"
#include "web/site.h"

struct Site {
    SiteOptions options;
    PathPattern *patterns; /* one a route */
};

/* Writes saved_request and audit rows, and shows forms again; see dispatch.c. */
Error *dispatch_post(Request *request);
Error *dispatch_get(Request *request);

/* Who is asking: session, staff, school. Needs request->db. */
Error *dispatch_identify(Request *request, const char *token);
/* Permission, and the learner through the access rule. Needs request->db. */
Error *dispatch_admit(Request *request);

/* Fills request->input, form and version from what was typed. */
void dispatch_parse(Request *request, HttpFields typed);
/* Writes the look at the trail, when the page is about children. outcome: done, returned (a form
 * was shown again and nothing was changed) or refused. */
Error *dispatch_record(Request *request, const char *outcome);

/* The session cookie's name: with the __Host- prefix when the connection is secure. */
const char *session_cookie(const HttpRequest *http);
/* Of the cookie that outlives sessions: staff/device.h. */
const char *device_cookie(const HttpRequest *http);

/* Whether only families may ask for it, so that they sign in on their own page. */
bool dispatch_of_families(const Route *route);

/* After sign-in: shows the form that the ended session had sent. */
Error *dispatch_carried(Request *request);

/* The status of an answer that an error ends in. */
int error_status(const Error *error);

/* Runs on a reader lent for the while. */
Error *dispatch_read(Request *request, Error *(*work)(Request *request));

#endif
