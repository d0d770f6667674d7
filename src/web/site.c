#include "web/site.h"

#include <string.h>

#include "platform/base/log.h"
#include "staff/device.h"
#include "web/assets.h"
#include "web/dispatch.h"
#include "web/failure.h"
#include "web/failure_html.h"

const HttpHeader site_every_answer[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
     "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    {NULL, NULL},
};

/* A learner's page must be behind a permission, and a POST must say where its form stands. */
static Error *check_route(const Route *route, const PathPattern *pattern)
{
    bool learner = false;
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->parts[i].is_id && pattern->parts[i].length == strlen("learner") &&
            memcmp(pattern->parts[i].name, "learner", pattern->parts[i].length) == 0)
            learner = true;
    if (route->handler == NULL || text_empty(route->purpose))
        return error_internal("route %s: no handler or purpose", route->path);
    if (learner && route->permission < MAY_READ_REGISTER)
        return error_internal("route %s: a learner's page needs a permission", route->path);
    if (route->method == POST && route->form != NULL && route->again == NULL)
        return error_internal("route %s: a form needs a page to be shown again", route->path);
    if (route->method == GET && (route->form != NULL || route->prepare != NULL))
        return error_internal("route %s: a GET has no form", route->path);
    return NULL;
}

Error *site_create(Arena *arena, const SiteOptions *options, Site **site)
{
    Site *made = arena_new(arena, Site);
    made->options = *options;
    made->patterns = arena_array(arena, PathPattern, options->route_count);
    for (size_t i = 0; i < options->route_count; i++) {
        if (!path_pattern(options->routes[i].path, &made->patterns[i]))
            return error_internal("route %s: not a path", options->routes[i].path);
        TRY(check_route(&options->routes[i], &made->patterns[i]));
    }
    *site = made;
    return NULL;
}

const SiteOptions *site_options(const Site *site)
{
    return &site->options;
}

static const char *failure_heading(int status)
{
    switch (status) {
    case 403:
        return "You do not have access to this page";
    case 404:
        return "Page not found";
    case 405:
        return "This page cannot be used that way";
    case 408:
        return "The request took too long";
    case 413:
        return "That is too large";
    case 429:
        return "Too many wrong tries";
    case 503:
        return "Fourfold is busy";
    default:
        return status < 500 ? "This request cannot be answered" : "Something went wrong";
    }
}

static const char *failure_sentence(int status)
{
    switch (status) {
    case 404:
        return "Check the address, or go to the start page.";
    case 413:
        return "That was more than Fourfold takes at once, so nothing was saved. Your browser may "
               "still have what you typed: go back, and copy it before you do anything else. Then "
               "send less of it, or a smaller file.";
    case 503:
        return "Wait a few seconds and try again. Nothing was saved.";
    default:
        return status < 500 ? "Go back and try again."
                            : "Nothing was saved. Try again; if it goes on, give the reference.";
    }
}

static void show_failure(const Site *site, int status, const char *sentence, const char *reference,
                         Buffer *body)
{
    Failure failure = {
        .heading = failure_heading(status),
        .sentence = sentence,
        .reference = reference,
        .demo = site->options.demo,
        .style = {asset_path(&site_assets, "site.css")},
        .icon = {asset_path(&site_assets, "icon.svg")},
    };
    failure_html(body, &failure);
}

void site_failure(void *context, int status, const char *reference, Buffer *body)
{
    show_failure(context, status, failure_sentence(status), reference, body);
}

int error_status(const Error *error)
{
    switch (error->kind) {
    case ERROR_INVALID:
        return 422;
    case ERROR_NOT_FOUND:
        return 404;
    case ERROR_FORBIDDEN:
        return 403;
    case ERROR_CONFLICT:
        return 409;
    case ERROR_TOO_LARGE:
        return 413;
    case ERROR_TOO_OFTEN:
        return 429;
    case ERROR_BUSY:
        return 503;
    case ERROR_STORE:
    case ERROR_INTERNAL:
        break;
    }
    return 500;
}

/* The page for an error that no form can show. */
static void answer_failure(Request *request, const Error *error)
{
    HttpResponse *response = request->response;
    response->status = error_status(error);
    response->header_count = 0;
    response->fixed = (Bytes){0};
    buffer_reset(response->body);
    const char *sentence = error->kind == ERROR_NOT_FOUND ? failure_sentence(404)
                                                          : request_say(request, error->message);
    show_failure(request->site, response->status, sentence, request->http->reference,
                 response->body);
    http_set(response, "Content-Type", "text/html; charset=utf-8");
    http_set(response, "Cache-Control", "no-store");
    if (response->status == 503)
        http_set(response, "Retry-After", "5");
    if (response->status == 429)
        http_set(response, "Retry-After", arena_print(request->arena, "%d", request->wait_seconds));
    log_event(response->status >= 500 ? LOG_ERROR : LOG_INFO, "web.refused",
              "request=%s status=%d cause=\"%s\"", request->http->reference, response->status,
              error->cause);
}

/* Any id will do where the trail has the learner in a column of its own. */
static const char *with_some_learner(Arena *arena, const char *path)
{
    static const char mark[] = ":learner";
    const char *found = strstr(path, mark);
    if (found == NULL)
        return path;
    return arena_print(arena, "%.*s1%s", (int)(found - path), path, found + strlen(mark));
}

static int64_t id_named(const PathPattern *pattern, const int64_t ids[PATH_PARTS], const char *name)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->parts[i].is_id && pattern->parts[i].length == strlen(name) &&
            memcmp(pattern->parts[i].name, name, strlen(name)) == 0)
            return ids[i];
    return 0;
}

const Route *site_audited_route(const Site *site, Arena *arena, const char *action,
                                const char *name, int64_t *id)
{
    int64_t ids[PATH_PARTS];
    const char *path = strchr(action, '/');
    *id = 0;
    if (path == NULL)
        return NULL;
    Method method = text_starts(action, "POST ") ? POST : GET;
    path = with_some_learner(arena, path);
    for (size_t i = 0; i < site->options.route_count; i++)
        if (site->options.routes[i].method == method &&
            path_match(&site->patterns[i], path, ids) == PATH_SAME) {
            *id = id_named(&site->patterns[i], ids, name);
            return &site->options.routes[i];
        }
    return NULL;
}

static bool find_route(const Site *site, Request *request, bool *other_method)
{
    int64_t ids[PATH_PARTS];
    Method method = request->http->method == HTTP_POST ? POST : GET;
    *other_method = false;
    for (size_t i = 0; i < site->options.route_count; i++) {
        if (path_match(&site->patterns[i], request->http->path, ids) != PATH_SAME)
            continue;
        if (site->options.routes[i].method != method) {
            *other_method = true;
            continue;
        }
        request->route = &site->options.routes[i];
        return true;
    }
    return false;
}

/* A slow route has no id in its path; written in another way, it takes its turn with all others. */
bool site_is_slow(void *context, HttpMethod method, const char *target)
{
    const Site *site = context;
    size_t length = strcspn(target, "?");
    for (size_t i = 0; method == HTTP_POST && i < site->options.route_count; i++) {
        const Route *route = &site->options.routes[i];
        if (route->is_slow && strlen(route->path) == length &&
            memcmp(route->path, target, length) == 0)
            return true;
    }
    return false;
}

/* The path is a page, but not one that is asked in this way. */
static void answer_other_method(Request *request)
{
    request->status = 405;
    http_set(request->response, "Allow", request->http->method == HTTP_POST ? "GET, HEAD" : "POST");
    show_failure(request->site, 405, failure_sentence(405), request->http->reference,
                 request->response->body);
}

static Error *answer(const Site *site, Request *request)
{
    bool other_method;
    if (!find_route(site, request, &other_method)) {
        if (!other_method)
            return error_not_found("route");
        answer_other_method(request);
        return NULL;
    }
    return request->route->method == POST ? dispatch_post(request) : dispatch_get(request);
}

/* Cookies and headers that go with a page or a redirect of ours. */
static void finish(Request *request)
{
    HttpResponse *response = request->response;
    const char *name = session_cookie(request->http);
    const char *secure = request->http->secure ? "; Secure" : "";
    if (!request->raw)
        http_set(response, "Content-Type", "text/html; charset=utf-8");
    if (request->signed_in != NULL)
        http_set(response, "Set-Cookie",
                 arena_print(request->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s", name,
                             request->signed_in, secure));
    if (request->sign_out) {
        http_set(response, "Set-Cookie",
                 arena_print(request->arena, "%s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0%s",
                             name, secure));
        http_set(response, "Clear-Site-Data", "\"cache\", \"storage\"");
    }
    if (request->device != NULL)
        http_set(response, "Set-Cookie",
                 arena_print(request->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
                             device_cookie(request->http), request->device, DEVICE_DAYS * 24 * 3600,
                             secure));
    if (request->status == 429)
        http_set(response, "Retry-After", arena_print(request->arena, "%d", request->wait_seconds));
    if (request->status == 503)
        http_set(response, "Retry-After", "5");
    http_set(response, "Cache-Control", "no-store");
    if (request->location != NULL && !request->told_once) {
        response->status = 303;
        http_set(response, "Location", request->location);
        buffer_reset(response->body);
    } else {
        response->status = request->status;
        response->compress = !request->raw && !request->told_once;
    }
}

static Error *answer_whole(const Site *site, Request *request)
{
    TRY(answer(site, request));
    if (buffer_failed(request->response->body))
        return error_too_large("This page is too long to show", "answer maximum");
    finish(request);
    return NULL;
}

static void answer_page(const Site *site, Request *request)
{
    jmp_buf exhausted;
    jmp_buf *before = arena_catch(request->arena, &exhausted);
    Error *error;
    if (setjmp(exhausted) == 0)
        error = answer_whole(site, request);
    else
        error = error_internal("arena exhausted");
    arena_catch(request->arena, before);
    if (request->lent != NULL)
        store_read_end(site->options.store, request->lent);
    request->lent = NULL;
    if (error != NULL)
        answer_failure(request, error);
}

void site_answer(void *context, int worker, Arena *arena, const HttpRequest *http,
                 HttpResponse *response)
{
    (void)worker;
    const Site *site = context;
    const Asset *asset = asset_find(&site_assets, http->path);
    if (asset != NULL) {
        asset_answer(asset, http, response);
        return;
    }
    Moment now = clock_now();
    /* Not in the arena: when that is exhausted, the answer still needs to know what was asked. */
    Request request = {
        .arena = arena,
        .out = response->body,
        .http = http,
        .today = moment_london_date(now),
        .now = now,
        .status = 200,
        .response = response,
        .site = site,
    };
    answer_page(site, &request);
    log_event(LOG_INFO, "http.answer", "request=%s route=\"%s\" status=%d bytes=%zu ms=%lld",
              http->reference, request.route == NULL ? "-" : request.route->path, response->status,
              response->body->length, (long long)(clock_now().milliseconds - now.milliseconds));
}
