/* kept.h: what somebody types in a form about a learner is kept on the server before they save it,
 * and shown to them again when they open the page anew. Nobody else sees it.
 *
 * The page's form names the address (FormView.keep), the browser sends the whole form there two
 * seconds after the last key and at least every four while typing, and the route's handler is
 * kept_take(). Saving calls kept_empty(), what ends the form for everybody kept_empty_all().
 *
 * The trail gets one entry a person, learner and hour for it. */
#ifndef WEB_KEPT_H
#define WEB_KEPT_H

#include "web/request.h"

/* {{> web/kept kept}}, above the form. */
typedef struct KeptView {
    const char *typed_at; /* "24 November 2026 at 09:12"; NULL: nothing is kept */
    FormView drop;
    const char *place; /* for FormView.keep */
    Url sign_in;
} KeptView;

/* A POST's handler: keeps what was sent, or forgets it when asked to and leads to page. What comes
 * after its form was saved (form_key was answered) is not kept. form: a word, never an address. */
Error *kept_take(Request *request, const char *form, Url page);
/* In the transaction that saves the form: what its writer typed, or what anybody did. */
Error *kept_empty(Request *request, const char *form);
Error *kept_empty_all(Request *request, const char *form);
/* Before the form's fields are made: they then show what is kept, put together with what others
 * saved since (form_merge.h). Nothing when a refused form is being shown, which is newer. */
Error *kept_show(Request *request, const char *code, const Form *form, Url place, KeptView *view);

#endif
