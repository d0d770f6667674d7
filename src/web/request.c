#include "web/request.h"

#include <string.h>

#include "platform/base/log.h"
#include "web/dispatch.h"

/* What only some kinds of setting have (duty/setting.h): elsewhere nobody may. */
static const struct {
    Permission permission;
    SettingScreen screen;
} screens[] = {
    {MAY_READ_ARRANGEMENTS, SCREEN_EXAMS},
    {MAY_EDIT_ARRANGEMENTS, SCREEN_EXAMS},
};

static bool setting_lacks(const Request *request, Permission permission)
{
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
        if (screens[i].permission == permission && request->school != NULL &&
            !setting_has(request->school->type, screens[i].screen))
            return true;
    return false;
}

Reach request_reach(const Request *request, Permission permission)
{
    if (request->matrix == NULL || setting_lacks(request, permission))
        return REACH_NONE;
    return matrix_reach(request->matrix, request->roles, permission);
}

/* Whoever has died is owed no work any more: their record is read. */
static bool is_over(const Request *request, Permission permission)
{
    return request->learner != NULL && request->learner->standing == RECORD_DIED &&
           permission_works(permission);
}

bool request_may(const Request *request, Permission permission)
{
    if (is_over(request, permission))
        return false;
    Reach reach = request_reach(request, permission);
    if (request->glass && permission_by_glass(permission))
        return true;
    return reach == REACH_ALL ||
           (reach == REACH_OWN && (request->learner == NULL || request->own_learner));
}

int64_t request_sender(const Request *request)
{
    if (request->staff != NULL)
        return request->staff->id.n;
    ASSERT(request->family != NULL);
    return request->family->contact_id.n != 0 ? request->family->contact_id.n
                                              : request->family->learner_id.n;
}

void request_shows(Request *request, LearnerId learner)
{
    if (request->shown_count == request->shown_room) {
        size_t room = request->shown_room == 0 ? 32 : 2 * request->shown_room;
        LearnerId *wider = arena_array(request->arena, LearnerId, room);
        for (size_t i = 0; i < request->shown_count; i++)
            wider[i] = request->shown[i];
        request->shown = wider;
        request->shown_room = room;
    }
    request->shown[request->shown_count++] = learner;
}

/* A learner who is signed in is the learner of each of their entries. */
AuditEntry request_entry(const Request *request, const char *action, const char *outcome)
{
    AuditEntry entry = {
        .role = role_code(request->role),
        .action = action,
        .learner_id = request->learner == NULL ? (LearnerId){0} : request->learner->id,
        .outcome = outcome,
        .reference = request->http->reference,
    };
    if (!text_equal(outcome, "refused"))
        entry.shown = (AuditShown){request->shown_count, request->shown};
    if (request->staff != NULL)
        entry.staff_id = request->staff->id;
    if (request->family != NULL) {
        entry.contact_id = request->family->contact_id;
        if (request->family->learner_id.n != 0)
            entry.learner_id = request->family->learner_id;
    }
    return entry;
}

Error *request_note_of(Request *request, const AccountPlace *place, const char *action)
{
    AuditEntry entry = {.staff_id = place->staff_id,
                        .contact_id = place->contact_id,
                        .learner_id = place->learner_id,
                        .role = role_code(place->role),
                        .action = action,
                        .outcome = "done",
                        .reference = request->http->reference};
    TRY(db_enter_school(request->db, place->school_id.n));
    return audit_add(request->db, request->arena, place->school_id, request->now, &entry);
}

int64_t request_path_id(const Request *request, const char *name)
{
    PathPattern pattern;
    int64_t ids[PATH_PARTS];
    ASSERT(path_pattern(request->route->path, &pattern));
    const char *path = request->carried.path != NULL ? request->carried.path : request->http->path;
    ASSERT(path_match(&pattern, path, ids) == PATH_SAME);
    for (size_t i = 0; i < pattern.count; i++)
        if (pattern.parts[i].is_id && strlen(name) == pattern.parts[i].length &&
            memcmp(pattern.parts[i].name, name, pattern.parts[i].length) == 0)
            return ids[i];
    log_panic("request.path", "route=\"%s\" has no such id", request->route->path);
}

const char *request_query(const Request *request, const char *name)
{
    for (size_t i = 0; i < request->http->query.count; i++)
        if (text_equal(request->http->query.items[i].name, name))
            return request->http->query.items[i].value;
    return NULL;
}

Error *request_done(Request *request, Url location, const char *said)
{
    request->said = said;
    request->location = location.text;
    if (said != NULL)
        request->location = arena_print(request->arena, "%s%csaid=%s", location.text,
                                        strchr(location.text, '?') == NULL ? '?' : '&', said);
    return NULL;
}

Error *request_told_once(Request *request, Url location)
{
    buffer_reset(request->out); /* the transaction may have been begun anew */
    request->told_once = true;
    return request_done(request, location, NULL);
}

Error *request_same_version(Request *request, int64_t now)
{
    if (request->version == now)
        return NULL;
    return error_conflict(
        "You, or someone else, saved this while you were typing. Nothing is lost: both are put "
        "together below. Where both changed the same, you see the two. Check it, then save again.",
        "version %lld, now %lld", (long long)request->version, (long long)now);
}

Error *request_file(Request *request, const char *content_type, const char *file_name,
                    Bytes content)
{
    request->raw = true;
    http_set(request->response, "Content-Type", content_type);
    http_set(request->response, "Content-Disposition",
             arena_print(request->arena, "attachment; filename=\"%s\"", file_name));
    buffer_put(request->response->body, content.data, content.length);
    return NULL;
}

const SettingWords *request_setting_words(const Request *request)
{
    return request->school != NULL ? &request->school->words : &setting_of(SETTING_SCHOOL)->words;
}

const char *request_say(const Request *request, const char *sentence)
{
    return setting_fill(request->arena, request_setting_words(request), sentence);
}

const char *request_role_words(const Request *request, Role role)
{
    return role_words_in(request->arena, request_setting_words(request), role);
}

const char *request_origin(const Request *request)
{
    const char *set = site_options(request->site)->origin;
    return set != NULL ? set
                       : arena_print(request->arena, "%s://%s",
                                     request->http->secure ? "https" : "http", request->http->host);
}

const char *request_device(const Request *request)
{
    return http_cookie(request->http, request->arena, device_cookie(request->http));
}

const char *device_cookie(const HttpRequest *http)
{
    return http->secure ? "__Host-fourfold-device" : "fourfold-device";
}

const char *session_cookie(const HttpRequest *http)
{
    return http->secure ? "__Host-fourfold" : "fourfold";
}
