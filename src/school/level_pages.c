/* Levels of support: what the school calls them, those of its own between them, and the proposed
 * reform's, which are off until the school tries them. */
#include "school/level_pages.h"

#include <inttypes.h>

#include "school/levels_html.h"

typedef struct LevelInput {
    int64_t id; /* its place */
    const char *name;
    Date from, until;
} LevelInput;

typedef struct LevelsInput {
    struct {
        size_t count;
        LevelInput *items;
    } levels;
} LevelsInput;

static const FormField level_fields[] = {
    FORM_TEXT(LevelInput, name, .label = "Name", .max = 40, .missing = "Enter a name"),
    FORM_DATE(LevelInput, from, .label = "From"),
    FORM_DATE(LevelInput, until, .label = "Until"),
};
static const Form level_form = FORM(LevelInput, level_fields);

static const FormField levels_fields[] = {
    FORM_ROWS(LevelsInput, levels, &level_form, .label = "Levels"),
};
const Form levels_form = FORM(LevelsInput, levels_fields);

typedef struct LevelAddInput {
    const char *called;
    int64_t after;
    const char *census;
    Date first_day;
} LevelAddInput;

static const FormChoice census_codes[] = {
    {"N", "N, no SEN", "Watched, as monitoring is"},
    {"K", "K, SEN Support", "Plans, reviews and the notice to parents go by it"},
    {"E", "E, EHC plan", NULL},
    {NULL, NULL, NULL},
};

static const FormField level_add_fields[] = {
    FORM_TEXT(LevelAddInput, called, .label = "What you call it", .max = 40,
              .missing = "Enter what you call it"),
    FORM_ID(LevelAddInput, after, .label = "It comes after",
            .missing = "Choose the level that it comes after"),
    FORM_CHOICE(LevelAddInput, census, .label = "In the census", .choices = census_codes,
                .missing = "Choose its census code"),
    FORM_DATE(LevelAddInput, first_day, .label = "From", .missing = "Enter its first day"),
};
const Form level_add_form = FORM(LevelAddInput, level_add_fields);

typedef struct ProposedInput {
    Date try_from, try_until;
} ProposedInput;

static const FormField proposed_fields[] = {
    FORM_DATE(ProposedInput, try_from, .label = "Tried from", .missing = "Enter the first day"),
    FORM_DATE(ProposedInput, try_until, .label = "Until",
              .hint = "Yesterday’s date ends it at once"),
};
const Form levels_proposed_form = FORM(ProposedInput, proposed_fields);

/* ---- The page -------------------------------------------------------------------------------- */

static const char *census_words(Arena *arena, const Level *level)
{
    SenStatus status = SEN_NONE;
    const char *code = level_census_code(level->works_like);
    (void)sen_status_parse_code(code, &status);
    return arena_print(arena, "%s, %s", code, sen_status_words(status));
}

static int learners_at(const LevelCounts *counts, const char *code)
{
    for (size_t i = 0; i < counts->count; i++)
        if (text_equal(counts->items[i].code, code))
            return counts->items[i].learners;
    return 0;
}

static LevelRow row_of(Request *request, const Level *level, const LevelCounts *counts)
{
    bool renamed = level->usual_name != NULL && !text_equal(level->name, level->usual_name);
    LevelRow row = {
        .name = level->name,
        .usual = renamed ? level->usual_name : NULL,
        .census = census_words(request->arena, level),
        .learners = learners_at(counts, level->code),
        .own = level->pack == LEVELS_OWN,
        .dated = level_dates_fault(level, request->today, DATE_NONE) == NULL,
        .new_name =
            field_view_row(request, &levels_form, "levels", level->position, "name", level->name,
                           arena_print(request->arena, "Name of %s", level->name)),
    };
    if (row.dated) {
        row.from = field_view_row_date(request, &levels_form, "levels", level->position, "from",
                                       level->valid_from);
        row.until = field_view_row_date(request, &levels_form, "levels", level->position, "until",
                                        level->valid_until);
    }
    row.from.optional = row.until.optional = false; /* no day: always */
    return row;
}

static void fill_levels(Request *request, const Levels *levels, const LevelCounts *counts,
                        LevelsPage *view)
{
    Arena *arena = request->arena;
    ChoiceViews after = {0, arena_array(arena, ChoiceView, levels->count)};
    view->levels = (LevelRows){0, arena_array(arena, LevelRow, levels->count)};
    view->proposed = (ProposedRows){0, arena_array(arena, ProposedRow, levels->count)};
    for (size_t i = 0; i < levels->count; i++) {
        const Level *level = &levels->items[i];
        if (level->pack == LEVELS_PROPOSED) {
            view->proposed.items[view->proposed.count++] =
                (ProposedRow){level->name, census_words(arena, level)};
            continue;
        }
        view->levels.items[view->levels.count++] = row_of(request, level, counts);
        after.items[after.count++] =
            (ChoiceView){.code = arena_print(arena, "%d", level->position), .label = level->name};
    }
    view->after = field_view_choices(request, &level_add_form, "after", "", after);
}

Error *levels_page(Request *request)
{
    Levels levels;
    LevelCounts counts;
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    TRY(levels_counted(request->db, request->arena, request->school_id, request->today, &counts));
    LevelsPage view = {
        .page = page_make(request, "Levels of support", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_LEVELS),
        .form = form_view(request, url_print(request->arena, "/school/levels"), 0, "Levels"),
        .add_form = form_view(request, url_print(request->arena, "/school/levels/new"), 0,
                              "A level of your own"),
        .called = field_view(request, &level_add_form, "called", ""),
        .census = field_view(request, &level_add_form, "census", ""),
        .first_day = field_view_date(request, &level_add_form, "first_day", request->today),
        .proposed_form = form_view(request, url_print(request->arena, "/school/levels/proposed"), 0,
                                   "The proposed reform"),
        .try_from = field_view_date(request, &levels_proposed_form, "try_from", levels.tried_from),
        .try_until =
            field_view_date(request, &levels_proposed_form, "try_until", levels.tried_until),
    };
    if (date_is_set(levels.tried_from))
        view.tried = school_days_words(request->arena, levels.tried_from, levels.tried_until,
                                       request->today);
    fill_levels(request, &levels, &counts, &view);
    levels_html(request->out, &view);
    return NULL;
}

/* ---- Saving ---------------------------------------------------------------------------------- */

/* Of those in the form: the school's own and the Code's. NULL: none. */
static const Level *at_place(const Levels *levels, int64_t place)
{
    for (size_t i = 0; i < levels->count; i++)
        if (levels->items[i].position == place && levels->items[i].pack != LEVELS_PROPOSED)
            return &levels->items[i];
    return NULL;
}

static bool called_already(const Levels *levels, const char *name, int64_t place)
{
    for (size_t i = 0; i < levels->count; i++)
        if (levels->items[i].pack != LEVELS_PROPOSED && levels->items[i].position != place &&
            text_equal_fold(levels->items[i].name, name))
            return true;
    return false;
}

static bool twice_in_form(const LevelsInput *input, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (text_equal_fold(input->levels.items[i].name, input->levels.items[at].name))
            return true;
    return false;
}

static Error *save_one(Request *request, const Levels *levels, const LevelInput *row, bool twice)
{
    const Level *level = at_place(levels, row->id);
    if (level == NULL)
        return error_invalid("A level of this form is gone. Open the page again.",
                             "level at %" PRId64, row->id);
    const char *fault = level_dates_fault(level, row->from, row->until);
    if (fault != NULL)
        form_problem_row(request, "levels", row->id, "until", fault);
    if (twice)
        form_problem_row(request, "levels", row->id, "name", "Two levels cannot have one name");
    if (fault != NULL || twice ||
        (text_equal(row->name, level->name) && date_compare(row->from, level->valid_from) == 0 &&
         date_compare(row->until, level->valid_until) == 0))
        return NULL;
    return level_change(request->db, request->school_id, level, row->name, row->from, row->until);
}

Error *levels_save(Request *request)
{
    const LevelsInput *input = request->input;
    Levels levels;
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    for (size_t i = 0; i < input->levels.count; i++)
        TRY(save_one(request, &levels, &input->levels.items[i], twice_in_form(input, i)));
    TRY(form_problems(request));
    return request_done(request, url_print(request->arena, "/school/levels"), "levels_saved");
}

Error *level_add_post(Request *request)
{
    const LevelAddInput *input = request->input;
    const char *works_like, *fault;
    Levels levels;
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    if (called_already(&levels, input->called, 0))
        form_problem(request, "called", "There is a level of that name already");
    int place = level_place_after(&levels, (int)input->after, input->census, &works_like, &fault);
    if (fault != NULL)
        form_problem(request, "after", fault);
    TRY(form_problems(request));
    TRY(level_add(request->db, request->arena, request->school_id, input->called, place, works_like,
                  input->first_day));
    return request_done(request, url_print(request->arena, "/school/levels"), "level_added");
}

Error *levels_proposed_post(Request *request)
{
    const ProposedInput *input = request->input;
    if (date_is_set(input->try_until) && date_compare(input->try_until, input->try_from) < 0)
        form_problem(request, "try_until", "The last day must not be before the first");
    TRY(form_problems(request));
    TRY(levels_try_proposed(request->db, request->school_id, input->try_from, input->try_until));
    return request_done(request, url_print(request->arena, "/school/levels"), "levels_proposed");
}
