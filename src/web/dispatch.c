#include "web/dispatch.h"

#include <inttypes.h>
#include <string.h>

#include "learner/contact.h"
#include "platform/base/log.h"
#include "staff/glass.h"
#include "staff/permission_choice.h"
#include "web/repeat.h"

static Error *keep(Request *request, const Error *error)
{
    return error_make(error->kind, arena_copy(request->arena, error->message), "%s",
                      arena_copy(request->arena, error->cause));
}

/* Nothing before it is known who asks: signing in enters the school that it finds. */
static Error *enter_school(Db *db, const Request *request)
{
    return request->school_id.n == 0 ? NULL : db_enter_school(db, request->school_id.n);
}

Error *dispatch_read(Request *request, Error *(*work)(Request *request))
{
    Store *store = request->site->options.store;
    TRY(request->route->shows_looks ? store_read_newest(store, &request->lent)
                                    : store_read(store, &request->lent));
    request->db = request->lent;
    Error *error = enter_school(request->db, request);
    if (error == NULL)
        error = work(request);
    if (error != NULL)
        error = keep(request, error);
    store_read_end(store, request->lent);
    request->lent = NULL;
    request->db = NULL;
    return error;
}

Error *request_away(Request *request, Error *(*work)(void *context), void *context)
{
    Store *store = request->site->options.store;
    ASSERT(request->lent != NULL);
    store_read_end(store, request->lent);
    request->lent = request->db = NULL;
    Error *error = work(context);
    if (error != NULL)
        error = keep(request, error);
    TRY(store_read(store, &request->lent));
    request->db = request->lent;
    TRY(enter_school(request->db, request));
    return error;
}

/* ---- Who is asking ------------------------------------------------------------------------------
 */

Error *dispatch_identify(Request *request, const char *token)
{
    if (text_empty(token))
        return NULL;
    Session *session = arena_new(request->arena, Session);
    Actor *actor = arena_new(request->arena, Actor);
    bool found;
    TRY(session_find(request->db, request->arena, token, request->now, request->today, session,
                     actor, &found));
    if (!found)
        return NULL;
    Matrix *matrix = arena_new(request->arena, Matrix);
    TRY(matrix_load(request->db, request->arena, session->school_id, request->today, matrix));
    School *school = arena_new(request->arena, School);
    TRY(school_load(request->db, request->arena, session->school_id, school));
    request->session = session;
    request->staff = actor->of_family ? NULL : &actor->staff;
    request->family = actor->of_family ? &actor->family : NULL;
    request->roles = actor->of_family ? role_set(actor->family.role) : actor->staff.roles;
    request->role = actor->of_family ? actor->family.role : actor->staff.role;
    request->matrix = matrix;
    request->school_id = session->school_id;
    request->school = school;
    return NULL;
}

static bool names_learner(const Route *route)
{
    return strstr(route->path, "/:learner") != NULL;
}

static Error *admit_learner_of_family(Request *request, LearnerId id)
{
    Learner *learner = arena_new(request->arena, Learner);
    TRY(learner_for_family(request->db, request->arena, request->school_id, request->family, id,
                           request->today, learner));
    request->own_learner = true;
    request->learner = learner;
    return NULL;
}

static const char *closed_words(const Request *request)
{
    if (request->family != NULL)
        return "This page is for people who work at the {school}.";
    switch (request->route->permission) {
    case MAY_MANAGE_PEOPLE:
        return "The {head} and the office look after people. Ask them.";
    case MAY_READ_OWN_CHILD:
    case MAY_COMMENT:
        return "This page is for families. If you are a parent here too, choose that on your own "
               "page.";
    default:
        return "Your role does not use this page. Ask the {senco} if it should.";
    }
}

static Error *refuse_role(const Request *request)
{
    return error_forbidden(closed_words(request), "who=%lld route=\"%s\"",
                           (long long)request_sender(request), request->route->path);
}

/* Whether this person opened this record today in an emergency, and the page is one to read. */
static Error *look_through_glass(Request *request, LearnerId id)
{
    const Route *route = request->route;
    request->glass = false;
    if (route->method != GET || !permission_by_glass(route->permission) ||
        request_reach(request, MAY_BREAK_GLASS) == REACH_NONE)
        return NULL;
    return glass_is_open(request->db, request->arena, request->school_id, request->staff->id, id,
                         request->today, &request->glass);
}

/* A sealed record is open to whoever may open one, and said today why: to be read. */
static Error *admit_sealed(Request *request, LearnerId id, bool *admitted)
{
    const Route *route = request->route;
    Learner *learner = arena_new(request->arena, Learner);
    *admitted = false;
    if (route->method != GET || !permission_by_glass(route->permission) ||
        request_reach(request, MAY_OPEN_SEALED) == REACH_NONE)
        return NULL;
    TRY(learner_load(request->db, request->arena, request->school_id, id, learner));
    if (learner->standing != RECORD_SEALED)
        return NULL;
    TRY(glass_is_open(request->db, request->arena, request->school_id, request->staff->id, id,
                      request->today, admitted));
    request->glass = *admitted;
    request->learner = *admitted ? learner : request->learner;
    return NULL;
}

/* Whoever reaches every learner with this page may reach only their own with a field of it. */
static Error *admit_learner(Request *request, LearnerId id)
{
    Learner *learner = arena_new(request->arena, Learner);
    if (request->family != NULL)
        return request->reach == REACH_NONE ? refuse_role(request)
                                            : admit_learner_of_family(request, id);
    request->own_learner = request->glass = false;
    bool sealed = false;
    TRY(admit_sealed(request, id, &sealed));
    if (sealed)
        return NULL;
    if (matrix_has_own(request->matrix, request->roles))
        TRY(learner_is_own(request->db, request->arena, request->school_id, request->staff->id, id,
                           request->today, &request->own_learner));
    if (request->reach == REACH_NONE || (request->reach == REACH_OWN && !request->own_learner))
        TRY(look_through_glass(request, id));
    if (request->reach == REACH_NONE && !request->glass)
        return refuse_role(request);
    TRY(learner_for_staff(request->db, request->arena, request->school_id, request->staff,
                          request->glass ? REACH_ALL : request->reach, id, request->today,
                          learner));
    request->learner = learner;
    if (learner->standing == RECORD_DIED && permission_works(request->route->permission))
        return error_forbidden("This {learner} has died. The record is kept to be read.",
                               "work on learner %lld", (long long)id.n);
    return NULL;
}

Error *dispatch_admit(Request *request)
{
    const Route *route = request->route;
    if (route->permission == MAY_ANYONE)
        return NULL;
    ASSERT(request->session != NULL);
    request->reach = request_reach(request, route->permission);
    request->role = matrix_role(request->matrix, request->roles, request->role, route->permission);
    if (names_learner(route))
        return admit_learner(request, (LearnerId){request_path_id(request, "learner")});
    return request->reach == REACH_NONE ? refuse_role(request) : NULL;
}

static bool must_sign_in(const Request *request)
{
    return request->route->permission != MAY_ANYONE && request->session == NULL;
}

/* The first step is done; nothing opens before the second: the factor, or a family's code. */
static bool must_confirm(const Request *request)
{
    Permission open = request->family != NULL ? MAY_GIVE_CODE : MAY_CONFIRM;
    return request->session != NULL && !request->session->confirmed &&
           request->route->permission > open;
}

static const char *confirm_page(const Request *request)
{
    return request->family != NULL ? "/family/in/code" : "/in/factor";
}

/* What only families may is signed in to on their own page. */
bool dispatch_of_families(const Route *route)
{
    return route->permission == MAY_READ_OWN_CHILD || route->permission == MAY_COMMENT ||
           route->permission == MAY_GIVE_CODE;
}

/* ---- The audit trail ----------------------------------------------------------------------------
 */

typedef struct Trail {
    Request *request;
    const char *outcome;
} Trail;

/* "POST /school/staff/12/leaving": whose access was ended must be told later. The learner stands in
 * a column of its own. */
static const char *action_of(Request *request)
{
    Arena *arena = request->arena;
    const char *path = request->route->path;
    const char *action = request->route->method == POST ? "POST " : "GET ";
    while (*path != '\0') {
        size_t words = strcspn(path, ":");
        action = arena_print(arena, "%s%.*s", action, (int)words, path);
        path += words;
        size_t length = strcspn(path, "/");
        const char *part = arena_copy_length(arena, path, length);
        path += length;
        if (text_equal(part, ":learner"))
            action = arena_print(arena, "%s%s", action, part);
        else if (length > 0)
            action =
                arena_print(arena, "%s%lld", action, (long long)request_path_id(request, part + 1));
    }
    return action;
}

/* Whose record was asked for, also by somebody who may not have it; n 0: nobody's. */
static LearnerId asked_for(const Request *request)
{
    if (names_learner(request->route))
        return (LearnerId){request_path_id(request, "learner")};
    if (strstr(request->route->path, "/:pupil") != NULL) /* a professional's own case */
        return (LearnerId){request_path_id(request, "pupil")};
    return (LearnerId){0};
}

static Error *add_audit(Db *db, Request *request, const char *outcome)
{
    if (request->glass && text_equal(outcome, "done"))
        outcome = "emergency";
    AuditEntry entry = request_entry(request, action_of(request), outcome);
    if (entry.learner_id.n == 0 && text_equal(outcome, "refused"))
        entry.learner_id = asked_for(request);
    return audit_add(db, request->arena, request->school_id, request->now, &entry);
}

/* In the trail of each school where they would have come in. One who says a name that nobody has
 * would have come in nowhere. */
static Error *add_refused_sign_in(Db *db, Request *request)
{
    const StaffPlaces *claimed = &request->claimed;
    if (claimed->count == 0)
        return sign_in_stranger(db, request->today);
    for (size_t i = 0; i < claimed->count; i++) {
        AuditEntry entry = {.staff_id = claimed->items[i].staff,
                            .role = AUDIT_UNPROVED,
                            .action = action_of(request),
                            .outcome = "refused",
                            .reference = request->http->reference};
        TRY(db_enter_school(db, claimed->items[i].school.n));
        TRY(audit_add(db, request->arena, claimed->items[i].school, request->now, &entry));
    }
    return NULL;
}

static Error *write_entry(Db *db, const Trail *trail)
{
    Request *request = trail->request;
    if (request->route->permission == MAY_ANYONE)
        return add_refused_sign_in(db, request);
    TRY(enter_school(db, request));
    if (session_touch_due(request->session, request->now))
        TRY(session_touch(db, request->session, request->now));
    return trail->outcome == NULL ? NULL : add_audit(db, request, trail->outcome);
}

/* Runs on the writer's thread, so exhaustion must be caught on that thread's own stack. */
static Error *write_trail(Db *db, void *context)
{
    Trail *trail = context;
    Request *request = trail->request;
    jmp_buf exhausted;
    jmp_buf *before = arena_catch(request->arena, &exhausted);
    Error *error;
    if (setjmp(exhausted) == 0)
        error = write_entry(db, trail);
    else
        error = error_internal("arena exhausted in audit");
    arena_catch(request->arena, before);
    return error;
}

/* Every look at a child, every form that was sent, and a sign-in that was refused. */
static bool leaves_entry(const Request *request)
{
    const Route *route = request->route;
    if (route->permission == MAY_ANYONE)
        return request->unproved;
    return request->session != NULL &&
           (route->permission >= MAY_READ_REGISTER || route->method == POST);
}

/* On disk before the page leaves; a page about nobody writes at most the session's use, once a
 * minute. */
Error *dispatch_record(Request *request, const char *outcome)
{
    bool touches = request->session != NULL && request->route->permission != MAY_ANYONE &&
                   session_touch_due(request->session, request->now);
    Trail trail = {request, leaves_entry(request) ? outcome : NULL};
    if (trail.outcome == NULL && !touches)
        return NULL;
    return store_append(request->site->options.store, write_trail, &trail);
}

/* What an error leaves in the trail; NULL: nothing, for nothing was asked of the record. */
static const char *outcome_of(const Request *request, const Error *error)
{
    bool form = request->route->method == POST;
    if (error->kind == ERROR_FORBIDDEN || error->kind == ERROR_NOT_FOUND)
        return "refused";
    if (form && (error->kind == ERROR_INVALID || error->kind == ERROR_CONFLICT))
        return request->unproved ? "refused" : "returned";
    return NULL;
}

/* Keeps the error that stands while the refusal is written. */
static Error *refused(Request *request, Error *error)
{
    const char *outcome = outcome_of(request, error);
    if (request->session == NULL || outcome == NULL)
        return error;
    Error kept = {error->kind, arena_copy(request->arena, error->message),
                  arena_copy(request->arena, error->cause)};
    Error *failed = dispatch_record(request, outcome);
    return failed != NULL ? failed : error_make(kept.kind, kept.message, "%s", kept.cause);
}

/* ---- GET
 * ------------------------------------------------------------------------------------------ */

/* page: "/in", or "/in/factor". Ids only ever stand in a path, so it may be carried through
 * sign-in. */
static Error *ask_first(Request *request, const char *page)
{
    const char *path = request->http->path;
    Url place = text_equal(path, "/") || request->route->method == POST
                    ? url_print(request->arena, "%s", page)
                    : url_print(request->arena, "%s?to=%s", page, url_encode(request->arena, path));
    return request_done(request, place, NULL);
}

/* Whoever may open the record that goes on is led there from the old address, page by page; to
 * everybody else the old one is not there. moved: out, what led nowhere else stays refused. */
static Error *follow_merge(Request *request, Error *refusal, bool *moved)
{
    static const char before[] = "learners/";
    LearnerId id = {request_path_id(request, "learner")}, kept;
    Error kept_refusal = {refusal->kind, arena_copy(request->arena, refusal->message),
                          arena_copy(request->arena, refusal->cause)};
    TRY(learner_merged_into(request->db, request->arena, request->school_id, id, &kept));
    *moved = kept.n != 0;
    if (!*moved)
        return error_make(kept_refusal.kind, kept_refusal.message, "%s", kept_refusal.cause);
    TRY(admit_learner(request, kept));
    const char *path = request->http->path;
    const char *at = strstr(path, before);
    ASSERT(at != NULL);
    const char *rest = at + strlen(before);
    rest += strcspn(rest, "/");
    return request_done(request,
                        url_print(request->arena, "%.*s%" PRId64 "%s",
                                  (int)(at - path + (ptrdiff_t)strlen(before)), path, kept.n, rest),
                        NULL);
}

/* A family's page about a learner shows no address that an order hides from its reader, whoever
 * wrote it and wherever. */
static Error *leave_addresses_out(Request *request)
{
    Texts passages;
    if (request->family == NULL || request->family->contact_id.n == 0 || request->learner == NULL ||
        request->raw)
        return NULL;
    TRY(contact_hidden_passages(request->db, request->arena, request->school_id,
                                request->learner->id, request->family->contact_id, request->today,
                                &passages));
    if (passages.count == 0)
        return NULL;
    html_leave_out(request->out, request->arena, &passages, ADDRESS_LEFT_OUT);
    return NULL;
}

static Error *show(Request *request, Handler page)
{
    TRY(page(request));
    return leave_addresses_out(request);
}

static Error *read_page(Request *request)
{
    TRY(dispatch_identify(
        request, http_cookie(request->http, request->arena, session_cookie(request->http))));
    if (must_sign_in(request))
        return ask_first(request, dispatch_of_families(request->route) ? "/family/in" : "/in");
    if (must_confirm(request))
        return ask_first(request, confirm_page(request));
    bool moved = false;
    Error *refusal = dispatch_admit(request);
    if (refusal != NULL && refusal->kind == ERROR_NOT_FOUND && names_learner(request->route))
        refusal = follow_merge(request, refusal, &moved);
    if (refusal != NULL || moved)
        return refusal;
    return show(request, request->route->handler);
}

Error *dispatch_get(Request *request)
{
    request->said = request_query(request, "said");
    Error *error = dispatch_read(request, read_page);
    if (error != NULL)
        return refused(request, error);
    return must_confirm(request) ? NULL : dispatch_record(request, "done");
}

/* ---- POST
 * ----------------------------------------------------------------------------------------- */

/* A browser says where a form came from; one from elsewhere is refused. With no word at all (not
 * a browser) the token decides. Our own Referrer-Policy makes Origin "null" on some browsers. */
static bool from_elsewhere(const Request *request)
{
    const char *site = http_header(request->http, "Sec-Fetch-Site");
    if (site != NULL)
        return !text_equal(site, "same-origin") && !text_equal(site, "none");
    const char *origin = http_header(request->http, "Origin");
    if (origin == NULL || text_equal(origin, "null"))
        return false;
    return !text_equal(origin, request_origin(request));
}

static const char *value_of(HttpFields fields, const char *name)
{
    for (size_t i = 0; i < fields.count; i++)
        if (text_equal(fields.items[i].name, name))
            return fields.items[i].value;
    return NULL;
}

static const char *sent(const Request *request, const char *name)
{
    return value_of(request->http->body, name);
}

static void note_whole(Request *request, const char *sentence)
{
    FormState *state = request->form;
    size_t most = sizeof state->problems / sizeof state->problems[0];
    if (state->problem_count < most)
        state->problems[state->problem_count++] =
            (FormProblem){NULL, arena_copy(request->arena, sentence)};
}

void dispatch_parse(Request *request, HttpFields typed)
{
    const Form *form = request->route->form;
    request->form = arena_new(request->arena, FormState);
    const char *version = value_of(typed, "version");
    long long number = 0;
    if (version != NULL && text_integer(version, 0, INT64_MAX, &number))
        request->version = number;
    if (form == NULL)
        return;
    request->input = arena_alloc(request->arena, form->size);
    form_parse(request->arena, form, typed, request->input, request->form);
}

/* The learner is read anew: what the refused form met may be newer than what it began with. */
static Error *admit_again(Request *request)
{
    TRY(dispatch_admit(request));
    return show(request, request->route->again);
}

/* The page that holds the form, with everything typed still in it. */
static Error *show_again(Request *request, int status, const char *sentence)
{
    request->status = status;
    request->location = NULL;
    if (sentence != NULL)
        note_whole(request, sentence);
    buffer_reset(request->out);
    TRY(dispatch_read(request, admit_again));
    return dispatch_record(request, request->unproved ? "refused" : "returned");
}

/* The version is ours and nobody types it. What the record says now is shown beside what was typed,
 * since nobody knows what its writer had read. */
static Error *check_version(Request *request)
{
    const char *version = sent(request, "version");
    long long number;
    if (version == NULL || version[0] == '\0' || text_integer(version, 0, INT64_MAX, &number))
        return NULL;
    request->form->conflict = true;
    return error_conflict("This form was changed on its way. Check it and save again.", "version");
}

static const char *crowded_words(const Request *request)
{
    return request->session == NULL
               ? "Too many people are signing in just now. Try again in a moment."
               : "Too many passwords are being checked just now. Try again in a moment.";
}

static Error *prepare_on_reader(Request *request)
{
    TRY(dispatch_identify(
        request, http_cookie(request->http, request->arena, session_cookie(request->http))));
    if (must_sign_in(request) || must_confirm(request))
        return NULL;
    TRY(dispatch_admit(request));
    dispatch_parse(request, request->http->body);
    if (request->session != NULL && request->route->permission != MAY_ANYONE &&
        !form_token_valid(request->session, sent(request, "token")))
        return error_conflict(
            "You have signed in again since this page was opened. Check it and save again.",
            "token");
    TRY(check_version(request));
    if (form_problems(request) != NULL && request->route->form->judge != NULL)
        TRY(request->route->form->judge(request));
    TRY(form_problems(request));
    if (request->http->crowded)
        return error_make(ERROR_BUSY, crowded_words(request), "the slow lane is full");
    return request->route->prepare == NULL ? NULL : request->route->prepare(request);
}

static Error *apply_once(Db *db, Request *request)
{
    const char *key = sent(request, "key");
    bool keyed = request->route->permission != MAY_ANYONE && key != NULL && key[0] != '\0' &&
                 strlen(key) < 64;
    ASSERT(!keyed || request->session != NULL);
    TRY(enter_school(db, request));
    if (keyed)
        TRY(repeat_take(db, request, key));
    if (request->repeated)
        return NULL;
    TRY(request->route->handler(request));
    TRY(form_problems(request));
    ASSERT(request->location != NULL);
    /* Who signs in with a form for anyone is known to its handler alone, which notes it. */
    if (request->session != NULL && request->route->permission != MAY_ANYONE && !request->untold) {
        TRY(enter_school(db, request));
        TRY(add_audit(db, request, "done"));
    }
    return keyed ? repeat_answer(db, request, key) : NULL;
}

static Error *apply(Db *db, void *context)
{
    Request *request = context;
    jmp_buf exhausted;
    jmp_buf *before = arena_catch(request->arena, &exhausted);
    Error *error;
    request->db = db;
    if (setjmp(exhausted) == 0)
        error = apply_once(db, request);
    else
        error = error_internal("arena exhausted in %s", request->route->path);
    request->db = NULL;
    arena_catch(request->arena, before);
    return error;
}

static bool can_show_again(const Request *request, const Error *error)
{
    return request->route->again != NULL && request->form != NULL &&
           (error->kind == ERROR_INVALID || error->kind == ERROR_CONFLICT ||
            error->kind == ERROR_TOO_OFTEN || error->kind == ERROR_BUSY);
}

static Error *answer_error(Request *request, Error *error)
{
    if (!can_show_again(request, error))
        return refused(request, error);
    int status = error_status(error);
    bool fields_say_it = request->form->problem_count > 0;
    const char *sentence =
        fields_say_it ? NULL : arena_copy(request->arena, request_say(request, error->message));
    Error *failed = show_again(request, status, sentence);
    return failed == NULL ? NULL : refused(request, failed); /* the page is not theirs, or gone */
}

/* A form with a password or a code in it goes through no hidden field and no row of the store. */
static bool may_be_carried(const Request *request)
{
    return request->route->form != NULL && !form_has_secret(request->route->form) &&
           request->http->raw_body.data != NULL;
}

static Carried sent_form(const Request *request)
{
    return (Carried){request->http->path,
                     arena_copy_length(request->arena, (const char *)request->http->raw_body.data,
                                       request->http->raw_body.length)};
}

/* The session ended while a form was being filled: sign in, and the form comes back as typed. */
static Error *carry_to_sign_in(Request *request)
{
    bool family = dispatch_of_families(request->route);
    if (!may_be_carried(request))
        return request_done(
            request, url_print(request->arena, family ? "/family/in?said=ended" : "/in?said=ended"),
            NULL);
    request->carried = sent_form(request);
    request->status = 401;
    request->form = NULL;
    return dispatch_read(request, family ? request->site->options.family_sign_in_page
                                         : request->site->options.sign_in_page);
}

static Error *keep_carried(Db *db, void *context)
{
    const Request *request = context;
    return session_carry(db, request->session, request->carried.path, request->carried.body);
}

/* The same, while the second factor is owed. */
static Error *carry_to_confirm(Request *request)
{
    if (may_be_carried(request)) {
        request->carried = sent_form(request);
        TRY(store_write(request->site->options.store, keep_carried, request));
    }
    return ask_first(request, confirm_page(request));
}

Error *dispatch_post(Request *request)
{
    if (from_elsewhere(request))
        return error_forbidden("That form did not come from Fourfold. Nothing was done.", "origin");
    Error *error = dispatch_read(request, prepare_on_reader);
    if (error != NULL)
        return answer_error(request, error);
    if (must_sign_in(request))
        return carry_to_sign_in(request);
    if (must_confirm(request))
        return carry_to_confirm(request);
    error = store_write(request->site->options.store, apply, request);
    if (error != NULL) {
        /* A page with an old token meets no other person's words: only the write can. */
        request->form->conflict = error->kind == ERROR_CONFLICT;
        return answer_error(request, error);
    }
    if (request->carried.path != NULL)
        return dispatch_carried(request);
    return NULL;
}
