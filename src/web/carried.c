/* A form that was sent after its session had ended, shown again once its writer has signed in. */
#include <string.h>

#include "web/dispatch.h"

static const Route *carried_route(const Request *request)
{
    const Site *site = request->site;
    int64_t ids[PATH_PARTS];
    for (size_t i = 0; i < site->options.route_count; i++) {
        const Route *route = &site->options.routes[i];
        if (route->method == POST && route->form != NULL && route->permission != MAY_ANYONE &&
            path_match(&site->patterns[i], request->carried.path, ids) == PATH_SAME)
            return route;
    }
    return NULL;
}

static Error *show_carried(Request *request)
{
    TRY(dispatch_identify(request, request->signed_in));
    if (request->staff == NULL)
        return error_internal("carried: no session");
    TRY(dispatch_admit(request));
    return request->route->again(request);
}

Error *dispatch_carried(Request *request)
{
    const Route *route = carried_route(request);
    HttpFields typed;
    if (route == NULL || !http_parse_form(request->arena, request->carried.body, &typed))
        return NULL;
    request->route = route;
    request->form = arena_new(request->arena, FormState);
    request->input = arena_alloc(request->arena, route->form->size);
    form_parse(request->arena, route->form, typed, request->input, request->form);
    request->form->problem_count = 1;
    request->form->problems[0] = (FormProblem){
        NULL, "You were signed out while you were typing. Nothing is lost, but it is not saved "
              "yet: check it and save."};
    request->location = NULL;
    request->said = NULL;
    buffer_reset(request->out);
    return dispatch_read(request, show_carried);
}
