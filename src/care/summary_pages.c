/* A class on one page: who needs what, in their own words and as the plan says. */
#include "care/summary_pages.h"

#include <inttypes.h>
#include <string.h>

#include "care/care.h"
#include "care/summaries_html.h"
#include "care/summary_html.h"
#include "care/summary_sql.h"
#include "learner/need.h"

/* n 0: not held to own classes or learners. */
static StaffId only_of(const Request *request, Permission permission)
{
    bool own = request_reach(request, permission) == REACH_OWN;
    return own ? request->staff->id : (StaffId){0};
}

static const char *need_words(const char *code)
{
    const NeedType *need = code == NULL ? NULL : need_type(code);
    return need == NULL ? NULL : need->name;
}

/* ---- What few may see is read for them only ----------------------------------------------------
 */

static Error *fill_alerts(Request *request, ClassId class,
                          const struct summary_learners_rows *learners, SummaryRows *rows)
{
    struct summary_flags_rows flags;
    if (!request_may(request, MAY_SEE_SAFEGUARDING))
        return NULL;
    TRY(summary_flags(request->db, request->arena, request->school_id, class,
                      only_of(request, MAY_SEE_SAFEGUARDING), request->today, &flags));
    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < flags.count; k++)
            if (flags.items[k].learner_id.n == learners->items[i].id.n)
                rows->items[i].alert = true;
    return NULL;
}

static Error *fill_arrangements(Request *request, const struct summary_learners_rows *learners,
                                SummaryRows *rows)
{
    struct summary_arrangements_rows found;
    if (!request_may(request, MAY_READ_ARRANGEMENTS))
        return NULL;
    TRY(summary_arrangements(request->db, request->arena, request->school_id,
                             only_of(request, MAY_READ_ARRANGEMENTS), request->today, &found));
    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < found.count; k++) {
            SummaryRow *row = &rows->items[i];
            if (found.items[k].learner_id.n != learners->items[i].id.n)
                continue;
            row->arrangements =
                row->arrangements == NULL
                    ? found.items[k].what
                    : arena_print(request->arena, "%s, %s", row->arrangements, found.items[k].what);
        }
    return NULL;
}

/* ---- The pages ------------------------------------------------------------------------------- */

static Error *fill_rows(Request *request, ClassId class, SummaryPage *view)
{
    struct summary_learners_rows learners;
    Levels levels;
    Arena *arena = request->arena;
    TRY(levels_of(request->db, arena, request->school_id, &levels));
    TRY(summary_learners(request->db, arena, request->school_id, class, request->today, &learners));
    view->rows = (SummaryRows){learners.count, arena_array(arena, SummaryRow, learners.count)};
    for (size_t i = 0; i < learners.count; i++) {
        const struct summary_learners_row *row = &learners.items[i];
        request_shows(request, row->id);
        view->rows.items[i] = (SummaryRow){
            .name = row->known_name,
            .level = text_equal(row->level, "universal")
                         ? NULL
                         : level_name(&levels, row->level, row->school_level),
            .need = need_words(row->primary_need),
            .own_words = text_lines(arena, row->how_to_help_me),
            .strategies = text_lines(arena, row->strategies),
            .review = date_is_set(row->review_on) ? date_long(arena, row->review_on) : NULL,
        };
    }
    TRY(fill_alerts(request, class, &learners, &view->rows));
    return fill_arrangements(request, &learners, &view->rows);
}

Error *summary_page(Request *request)
{
    struct summary_classes_rows classes;
    int64_t id = request_path_id(request, "class");
    TRY(summary_classes(request->db, request->arena, request->school_id,
                        only_of(request, MAY_READ_SUMMARY), request->today, &classes));
    const struct summary_classes_row *class = NULL;
    for (size_t i = 0; i < classes.count; i++)
        if (classes.items[i].id.n == id)
            class = &classes.items[i];
    if (class == NULL)
        return error_not_found("class %" PRId64 " is not theirs", id);
    SummaryPage view = {
        .page = page_make(request, arena_print(request->arena, "How to help %s", class->name),
                          SECTION_CLASSES),
        .name = class->name,
        .learner_word = request->school->learner_word,
        .others = url_print(request->arena, "/classes"),
    };
    if (request_may(request, MAY_RAISE_CONCERN))
        view.raise = url_print(request->arena, "/concerns/new?class=%" PRId64, class->id.n);
    TRY(fill_rows(request, class->id, &view));
    summary_html(request->out, &view);
    return NULL;
}

Error *summaries_page(Request *request)
{
    struct summary_classes_rows classes;
    TRY(summary_classes(request->db, request->arena, request->school_id,
                        only_of(request, MAY_READ_SUMMARY), request->today, &classes));
    SummariesPage view = {
        .page = page_make(request, "Summaries", SECTION_CLASSES),
        .classes = {classes.count, arena_array(request->arena, PageLink, classes.count)},
    };
    for (size_t i = 0; i < classes.count; i++)
        view.classes.items[i] = (PageLink){
            url_print(request->arena, "/classes/%" PRId64 "/summary", classes.items[i].id.n),
            classes.items[i].name, false};
    view.others.items = arena_array(request->arena, PageLink, 2);
    if (request_may(request, MAY_READ_ARRANGEMENTS))
        view.others.items[view.others.count++] = (PageLink){
            url_print(request->arena, "/arrangements"), "Exam access arrangements", false};
    if (request_may(request, MAY_READ_NUMBERS))
        view.others.items[view.others.count++] =
            (PageLink){url_print(request->arena, "/numbers"), "Numbers without names", false};
    summaries_html(request->out, &view);
    return NULL;
}
