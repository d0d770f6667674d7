/* repeat.h: a form that is sent twice is done once. Each page gives its form a key; the first to
 * send it takes the key, and the second leads where the first led. With other content it is no
 * repeat: a browser that opens an old page again sends the old key with new words. Dispatch only.
 */
#ifndef WEB_REPEAT_H
#define WEB_REPEAT_H

#include "web/request.h"

/* In the form's own transaction, before anything is done, so that of two taps at once the second
 * waits for the first. Sets request->repeated, and the place where the first led. The same key with
 * other content: ERROR_CONFLICT for a form that was read at a version, else ERROR_INVALID. */
Error *repeat_take(Db *db, Request *request, const char *key);
/* Keeps where the form led, for whoever repeats it. */
Error *repeat_answer(Db *db, Request *request, const char *key);

#endif
