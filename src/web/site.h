/* site.h: the running site: routes, store, assets, and the one function that answers a request. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "platform/oidc/oidc.h"
#include "staff/guess.h"
#include "web/request.h"

struct EvidenceSource;

typedef struct SiteOptions {
    const Route *routes;
    size_t route_count;
    Store *store;
    bool demo;
    Handler sign_in_page;        /* shown, with what was typed kept, when a session has ended */
    Handler family_sign_in_page; /* likewise, on the pages of families */
    bool factor_optional;        /* a second factor is each person's choice: in a demo alone */
    Oidc *oidc;                  /* what providers of single sign-on published */
    Guesses *guesses;            /* wrong passwords and codes are counted in it */
    bool mail_set;        /* there is a mail server; else what would have been sent is shown */
    SchoolId demo_school; /* whose mail a demo shows to everybody; n 0: none */
    const char *origin;   /* "http://localhost:8080": what Origin must be; NULL: from Host */
    /* What a decision may rest on beyond the first stage (register/evidence.h), ended by one that
     * offers nothing; NULL: nothing more. */
    const struct EvidenceSource *evidence;
    const struct DemoPerson *demo_people; /* shown on the sign-in page of a demo; ended by NULL */
} SiteOptions;

typedef struct DemoPerson {
    const char *role;
    const char *name;
    const char *email;
    const char *password; /* NULL: signs in with a link and the code */
    const char *code;
} DemoPerson;

typedef struct Site Site;

/* Checks the route table (every path's learner and ids, every POST's form and again page) and
 * keeps a pointer to the options' arrays. */
Error *site_create(Arena *arena, const SiteOptions *options, Site **site);
const SiteOptions *site_options(const Site *site);
/* Whether a form that was sent to path may be kept while a family signs in: it is one of theirs,
 * and has no secret in it. */
bool site_carries_for_families(const Site *site, const char *path);
/* The row that an entry of the audit trail is about ("POST /school/staff/12/leaving"; the learner
 * stands as ":learner", as dispatch writes it); NULL for a job's name, or a page that is no more.
 * id: of the part of that name, 0 when there is none. */
const Route *site_audited_route(const Site *site, Arena *arena, const char *action,
                                const char *name, int64_t *id);

/* For HttpOptions: whether a route is slow. target: as sent. */
bool site_is_slow(void *context, HttpMethod method, const char *target);
/* For HttpServer: fits HttpHandler, with a Site as context. */
void site_answer(void *context, int worker, Arena *arena, const HttpRequest *http,
                 HttpResponse *response);
/* Headers that stand on every answer, also the engine's own. */
extern const HttpHeader site_every_answer[];
/* A whole page for an answer the engine makes itself; the context is a Site. */
void site_failure(void *context, int status, const char *reference, Buffer *body);

#endif
