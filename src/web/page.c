#include "web/page.h"

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "web/assets.h"
#include "web/said.h"
#include "web/site.h"

typedef struct Place {
    Section section;
    const char *path;
    const char *label; /* NULL: the setting's own word for its learners */
    Permission permission;
    Permission unless; /* whoever has this finds it among other tabs; MAY_ANYONE: nobody does */
} Place;

static const Place places[] = {
    {SECTION_TODAY, "/today", "Today", MAY_SEE_TODAY, MAY_ANYONE},
    {SECTION_REGISTER, "/register", "Register", MAY_READ_REGISTER, MAY_ANYONE},
    {SECTION_CONCERNS, "/concerns", "Concerns", MAY_RAISE_CONCERN, MAY_ANYONE},
    /* Whoever leads has it beside the register: their bar is full. */
    {SECTION_PROGRESS, "/progress", "Progress", MAY_SEE_SCORES, MAY_MANAGE_SCHOOL},
    {SECTION_SESSIONS, "/sessions", "Sessions", MAY_LOG_SESSION, MAY_ANYONE},
    {SECTION_CONTACTS, "/contacts", "Families", MAY_SEE_CONTACTS, MAY_ANYONE},
    {SECTION_CLASSES, "/classes", "Summaries", MAY_READ_SUMMARY, MAY_ANYONE},
    {SECTION_CASES, "/cases", "Cases", MAY_READ_CASE, MAY_ANYONE},
    {SECTION_ARRANGEMENTS, "/arrangements", "Exams", MAY_READ_ARRANGEMENTS, MAY_READ_SUMMARY},
    {SECTION_NUMBERS, "/numbers", "Numbers", MAY_READ_NUMBERS, MAY_READ_SUMMARY},
    {SECTION_IMPORT, "/imports", "Import", MAY_IMPORT, MAY_ANYONE},
    {SECTION_SCHOOL, "/school", "{School}", MAY_MANAGE_SCHOOL, MAY_ANYONE},
    {SECTION_SCHOOL, "/school/sign-in", "Signing in", MAY_MANAGE_SIGN_IN, MAY_MANAGE_SCHOOL},
    {SECTION_FAMILY, "/family", "Start", MAY_READ_OWN_CHILD, MAY_ANYONE},
};

static PageLinks links(Request *request, Section section)
{
    size_t most = sizeof places / sizeof places[0];
    PageLinks made = {0, arena_array(request->arena, PageLink, most)};
    for (size_t i = 0; i < most; i++) {
        const Place *place = &places[i];
        bool elsewhere =
            place->unless != MAY_ANYONE && request_reach(request, place->unless) != REACH_NONE;
        if (request_reach(request, place->permission) == REACH_NONE || elsewhere)
            continue;
        made.items[made.count++] =
            (PageLink){url_print(request->arena, "%s", place->path),
                       request_say(request, place->label), place->section == section};
    }
    return made;
}

static const char *element_of(Arena *arena, const char *name)
{
    char *id = arena_print(arena, "#field-%s", name);
    for (char *c = id; *c != '\0'; c++)
        if (*c == '.')
            *c = '-';
    return id;
}

static void problems(Request *request, Page *page)
{
    const FormState *state = request->form;
    if (state == NULL)
        return;
    page->problems.items = arena_array(request->arena, PageProblem, state->problem_count + 1);
    for (size_t i = 0; i < state->problem_count; i++) {
        const FormProblem *problem = &state->problems[i];
        if (problem->name == NULL)
            page->problem = request_say(request, problem->sentence);
        else
            page->problems.items[page->problems.count++] =
                (PageProblem){{element_of(request->arena, problem->name)},
                              request_say(request, problem->sentence)};
    }
}

static Url asset(const char *name)
{
    return (Url){asset_path(&site_assets, name)};
}

/* A family's link may lie in a mailbox that others read: until the code is given, no page says
 * whose it is, nor of which school. */
static bool by_link_alone(const Request *request)
{
    return request->family != NULL && !request->session->confirmed;
}

static void person(Request *request, Page *page, Section section)
{
    ASSERT(request->staff != NULL || request->family != NULL);
    page->idle_minutes = SESSION_IDLE_MINUTES;
    page->signed_in = true;
    if (!by_link_alone(request))
        page->person =
            request->staff != NULL ? request->staff->display_name : request->family->name;
    page->me = url_print(request->arena, "/me");
    page->sign_out_form = form_view(request, url_print(request->arena, "/out"), 0, "Sign out");
    page->home =
        url_print(request->arena, "%s", request->family != NULL ? "/family/in/code" : "/in/factor");
    if (!request->session->confirmed)
        return;
    page->links = links(request, section);
    page->home = url_print(request->arena, "%s", request->family != NULL ? "/family" : "/today");
    page->may_search = request_may(request, MAY_READ_REGISTER);
    page->search_form = form_view(request, url_print(request->arena, "/find"), 0, "Find a learner");
}

Page page_make(Request *request, const char *title, Section section)
{
    Arena *arena = request->arena;
    bool wrong = request->form != NULL && request->form->problem_count > 0;
    const char *school =
        request->school == NULL || by_link_alone(request) ? "Fourfold" : request->school->name;
    Page page = {
        .title = arena_print(arena, "%s%s – %s", wrong ? "Error: " : "",
                             request_say(request, title), school),
        .school = school,
        .said = request_say(request, said_sentence(request->said)),
        .wrong = wrong,
        .demo = site_options(request->site)->demo,
        .family = section == SECTION_FAMILY || request->family != NULL,
        .style = asset("site.css"),
        .script = asset("site.js"),
        .icon = asset("icon.svg"),
        .home = url_print(arena, "/in"),
        .help = url_print(arena, "/help"),
        .learners = request_say(request, "{learners}"),
        .class_heading = request_say(request, "{Class}"),
        .school_heading = request_say(request, "{School}"),
        .words = *request_setting_words(request),
        .learner_word = request_setting_words(request)->learner,
    };
    problems(request, &page);
    if (request->session != NULL)
        person(request, &page, section);
    return page;
}

/* A form shown again keeps the version that it was read at, until its writer has seen what others
 * saved meanwhile: else the next save would undo theirs unseen. */
static int64_t version_read(const Request *request, int64_t version)
{
    bool again = request->form != NULL && !request->form->conflict;
    return again && request->version < version ? request->version : version;
}

FormView form_view(Request *request, Url action, int64_t version, const char *label)
{
    Arena *arena = request->arena;
    char *key = arena_alloc(arena, TOKEN_TEXT_SIZE);
    token_text(key);
    return (FormView){
        .action = action,
        .token = request->session == NULL ? "" : form_token(arena, request->session),
        .key = key,
        .version = arena_print(arena, "%lld", (long long)version_read(request, version)),
        .label = request_say(request, label),
    };
}
