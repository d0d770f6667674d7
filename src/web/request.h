/* request.h: what a handler is given, and the one shape of a route.
 *
 * A handler asks the rules, reads and writes the store, fills a page struct and renders it; it
 * returns an error or NULL. It never checks sign-in, permission, the learner's relation, tokens or
 * escaping: dispatch did. Everything lives until the answer has left. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "learner/learner.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/db/db.h"
#include "platform/html/html.h"
#include "platform/http/http.h"
#include "schema/ids.h"
#include "staff/staff.h"
#include "web/form.h"

typedef struct Request Request;
typedef Error *(*Handler)(Request *request);

typedef enum Method { GET, POST } Method;

/* One row of the only list of pages (app/routes.c). */
typedef struct Route {
    Method method;
    const char *path; /* "/learners/:learner/plan": ":learner" is loaded through the access rule */
    Handler handler;  /* GET: the page, on a reader. POST: apply, inside the one transaction */
    Permission permission;
    const Form *form;    /* POST: parsed before the handler */
    Handler prepare;     /* POST: anything slow, on a reader, nothing written; NULL: none */
    Handler again;       /* POST: the page that holds the form, shown anew when it is refused */
    bool is_slow;        /* prepare hashes a password, for which there is one thread */
    bool shows_looks;    /* the page shows the trail: with every entry written before */
    const char *purpose; /* in a few words, for the docs and the audit trail's reader */
} Route;

/* What someone had typed when their session ended: kept through sign-in, then shown again. */
typedef struct Carried {
    const char *path; /* NULL: nothing is carried */
    const char *body; /* as it was sent, urlencoded */
} Carried;

struct Request {
    Arena *arena;
    Db *db;    /* inside the right transaction */
    Html *out; /* the page */
    const Route *route;
    const HttpRequest *http;

    SchoolId school_id;
    const School *school; /* never NULL after dispatch, save before the first set-up */
    const Staff *staff;   /* who is signed in; NULL for a family, and on pages for anyone */
    const Family *family; /* the contact or the learner who is signed in; NULL otherwise */
    RoleSet roles;        /* of whoever is signed in; none: nobody is */
    const Matrix *matrix; /* what each role may do in this school today; NULL while nobody is */
    Reach reach;          /* how far this person's permission for this route goes */
    Role role;            /* which of their roles opened the door */
    const Session *session;

    const Learner *learner; /* loaded when the path names one */
    bool own_learner;       /* and is their own today */
    bool glass;             /* or was opened by them today in an emergency, to be read only */
    LearnerId *shown;       /* whom else the page shows: request_shows() */
    size_t shown_count, shown_room;
    Date today; /* in London */
    Moment now;

    StaffPlaces
        claimed;   /* on a form for anyone: who they say they are; none: nobody has that name */
    bool unproved; /* the password, code or link was wrong, and the trail says refused */

    void *input;     /* the filled struct of route->form */
    int64_t version; /* the version the form was read at; 0: none */
    FormState *form; /* when a form was refused and is shown again; also while problems are noted */
    void *prepared;  /* what prepare left for the handler */
    int status;      /* of a rendered page: 200, or 422 and 409 when shown again */
    const char *location;  /* where a finished POST leads */
    const char *said;      /* banner on the next page: one of the codes of page.c */
    const char *signed_in; /* a new session's token: dispatch sets the cookie from it */
    const char *device;    /* token by which this browser is known again, likewise */
    int wait_seconds;      /* with status 429: until it makes sense to try again */
    bool sign_out;         /* dispatch takes the cookie away and clears the browser's store */
    Carried carried;       /* a form that was sent after the session had ended */
    bool told_once;        /* a POST's own page is the answer: what it says is kept nowhere */
    bool raw;              /* the handler filled the response itself (a file) */
    bool untold;           /* the trail has this person's entry of this hour already (kept.h) */
    bool repeated;         /* this key was answered before; nothing was done again */
    HttpResponse *response;
    Db *lent; /* the reader lent now, so that nothing can lose it */
    const struct Site *site;
};

/* That the page shows this learner by name, on a list: the trail must tell it of each. The learner
 * of the path needs no word. */
void request_shows(Request *request, LearnerId learner);
/* An entry for the trail with whoever is signed in as its actor, and the learner of this request.
 */
AuditEntry request_entry(const Request *request, const char *action, const char *outcome);
/* Into the trail of that school, of one who is not signed in, or not there: dispatch does it for
 * all others. Leaves the request in that school. */
Error *request_note_of(Request *request, const AccountPlace *place, const char *action);
/* Id of whoever is signed in: of the member of staff, the contact or the learner. */
int64_t request_sender(const Request *request);
/* How far a permission goes for whoever is signed in: the widest of their roles. */
Reach request_reach(const Request *request, Permission permission);
/* The one way to ask for a field, a button or a link: no when the permission reaches own learners
 * and the learner of this request is not theirs. What may not be seen is not read either: give the
 * answer to the query. */
bool request_may(const Request *request, Permission permission);
/* Words of this kind of setting; a school's, before there is one. */
const SettingWords *request_setting_words(const Request *request);
/* A sentence of ours with {school}, {teacher}, {class}, {head}, {senco} and {learner} in the
 * setting's own words (duty/setting.h). Never for what people typed. The frame of a page does it
 * for titles, banners, problems, prompts, and the labels and hints of forms. */
const char *request_say(const Request *request, const char *sentence);
/* "SENCO", "Key person": a role as this kind of setting says it. */
const char *request_role_words(const Request *request, Role role);
/* The id after ":name" in the path; dispatch has refused anything that is not an id. */
int64_t request_path_id(const Request *request, const char *name);
/* A value of the query; NULL when absent. Filters and sorts only, never names of people. */
const char *request_query(const Request *request, const char *name);

/* "https://sen.school.example": as people reach this site, or as this request says. */
const char *request_origin(const Request *request);
/* The token by which this browser is known from earlier sign-ins; NULL: none. */
const char *request_device(const Request *request);

/* In a prepare: work that waits for another machine, without a reader meanwhile. What was read
 * before stays; request->db is another afterwards, which has entered no school but the session's.
 */
Error *request_away(Request *request, Error *(*work)(void *context), void *context);

/* Ends a POST: 303 to the place, with a banner there. said: a key of web/said.c, or NULL. */
Error *request_done(Request *request, Url location, const char *said);
/* Ends a POST with the page that the handler then renders, for what is told once, such as a code.
 * The same form sent again leads to the place. */
Error *request_told_once(Request *request, Url location);
/* ERROR_CONFLICT unless the version the form was read at is `now`. */
Error *request_same_version(Request *request, int64_t now);
/* Answers with a file to keep: name in ASCII, no learner's name in it. */
Error *request_file(Request *request, const char *content_type, const char *file_name,
                    Bytes content);

#endif
