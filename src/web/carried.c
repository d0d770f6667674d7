/* A form that was sent after its session had ended, shown again once its writer has signed in. */
#include <string.h>

#include "web/dispatch.h"

/* The row of a form that may come back after sign-in; NULL: none of that path may. */
static const Route *carried_route(const Site *site, const char *path)
{
    int64_t ids[PATH_PARTS];
    for (size_t i = 0; i < site->options.route_count; i++) {
        const Route *route = &site->options.routes[i];
        if (route->method == POST && route->form != NULL && route->permission > MAY_GIVE_CODE &&
            !form_has_secret(route->form) && path_match(&site->patterns[i], path, ids) == PATH_SAME)
            return route;
    }
    return NULL;
}

bool site_carries_for_families(const Site *site, const char *path)
{
    const Route *route = carried_route(site, path);
    return route != NULL && dispatch_of_families(route);
}

static Error *show_carried(Request *request)
{
    const char *cookie = http_cookie(request->http, request->arena, session_cookie(request->http));
    TRY(dispatch_identify(request, request->signed_in != NULL ? request->signed_in : cookie));
    if (request->session == NULL)
        return error_internal("carried: no session");
    TRY(dispatch_admit(request));
    return request->route->again(request);
}

/* A role or a class may have changed since it was typed: then it is not theirs to see, and the
 * sign-in leads where it would have led without a form. */
static Error *go_on_without(Request *request, const char *location, const Error *error)
{
    if (error->kind != ERROR_FORBIDDEN && error->kind != ERROR_NOT_FOUND)
        return error_keep(request->arena, error);
    if (request->session != NULL)
        TRY(dispatch_record(request, "refused"));
    buffer_reset(request->out);
    request->location = location;
    return NULL;
}

Error *dispatch_carried(Request *request)
{
    const Route *route = carried_route(request->site, request->carried.path);
    const char *location = request->location;
    HttpFields typed;
    if (route == NULL || !http_parse_form(request->arena, request->carried.body, &typed))
        return NULL;
    request->route = route;
    dispatch_parse(request, typed);
    request->form->problem_count = 1;
    request->form->problems[0] = (FormProblem){
        NULL, "You were signed out while you were typing. Nothing is lost, but it is not saved "
              "yet: check it and save."};
    request->location = NULL;
    request->said = NULL;
    buffer_reset(request->out);
    Error *error = dispatch_read(request, show_carried);
    if (error != NULL)
        return go_on_without(request, location, error);
    return dispatch_record(request, "returned");
}
