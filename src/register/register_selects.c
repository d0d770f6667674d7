/* The filter of the register as a form, and in words. */
#include "register/register_list.h"

#include <inttypes.h>

/* What is offered, in the order of RegisterField; classes, years and teachers come from the store.
 */
typedef struct Offered {
    const char *code, *label;
} Offered;

enum { OFFERED_MOST = 24 };

static const Offered dues[] = {{"late", "Late"}, {"soon", "Within two weeks"}, {NULL, NULL}};
static const Offered premiums[] = {
    {"yes", "Pupil premium"}, {"no", "No pupil premium"}, {NULL, NULL}};
static const Offered cares[] = {{"yes", "Looked after"}, {"no", "Not looked after"}, {NULL, NULL}};
static const Offered languages[] = {
    {"yes", "EAL"}, {"no", "Not EAL"}, {"unknown", "EAL not known"}, {NULL, NULL}};
static const Offered sexes[] = {{"F", "Female"}, {"M", "Male"}, {NULL, NULL}};

static const struct {
    const char *label, *any;
    const Offered *offered; /* NULL: see add_choices() */
} fields[FILTER_COUNT] = {
    [FILTER_LEVEL] = {"Level", "Any support", NULL},
    [FILTER_YEAR] = {"Year", "Any year", NULL},
    [FILTER_CLASS] = {"Class", "Any class", NULL},
    [FILTER_NEED] = {"Need", "Any need", NULL},
    [FILTER_AREA] = {"Area", "Any area", NULL},
    [FILTER_STAGE] = {"Stage", "Any stage", NULL},
    [FILTER_DUE] = {"Next review", "Any day", dues},
    [FILTER_TEACHER] = {"Teacher", "Any teacher", NULL},
    [FILTER_PREMIUM] = {"Pupil premium", "Either", premiums},
    [FILTER_CARE] = {"Looked after", "Either", cares},
    [FILTER_EAL] = {"EAL", "Either", languages},
    [FILTER_SEX] = {"Sex", "Either", sexes},
};

/* ---- Choices
 * -------------------------------------------------------------------------------------- */

static void add_choice(Arena *arena, FilterSelect *select, const char *chosen, const char *code,
                       const char *label)
{
    const char *id = arena_print(arena, "%s-%zu", select->id, select->choices.count + 1);
    select->choices.items[select->choices.count++] =
        (ChoiceView){.id = id, .code = code, .label = label, .chosen = text_equal(code, chosen)};
}

/* Those of today, from least to most; one that is over only while it is asked for. */
static Error *add_levels(Request *request, FilterSelect *select, const char *chosen)
{
    Levels levels;
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    select->choices.items = arena_array(request->arena, ChoiceView, levels.count + 1);
    for (size_t i = 0; i < levels.count; i++) {
        const Level *level = &levels.items[i];
        if (level_may_be_decided(&levels, level, request->today) ||
            text_equal(level->code, "universal") || text_equal(level->code, chosen))
            add_choice(request->arena, select, chosen, level->code, level->name);
    }
    add_choice(request->arena, select, chosen, "everyone", "Everyone");
    return NULL;
}

static void add_needs(Arena *arena, FilterSelect *select, const char *chosen)
{
    size_t count;
    const NeedType *types = need_types(&count);
    for (size_t i = 0; i < count; i++)
        add_choice(arena, select, chosen, types[i].code, types[i].name);
}

static void add_areas(Arena *arena, FilterSelect *select, const char *chosen)
{
    for (NeedArea area = 0; area < AREA_COUNT; area++)
        add_choice(arena, select, chosen, need_area_code(area), need_area_words(area));
}

static void add_stages(Arena *arena, FilterSelect *select, const char *chosen)
{
    static const char *const codes[STAGE_COUNT] = {"assess", "plan", "do", "review"};
    for (CycleStage stage = 0; stage < STAGE_COUNT; stage++)
        add_choice(arena, select, chosen, codes[stage], cycle_stage_words(stage));
}

/* Years that a setting of this phase can have. */
static void years_of(const char *phase, int *first, int *last)
{
    *first = YEAR_E1;
    *last = YEAR_LAST;
    if (text_equal(phase, "nursery"))
        *last = YEAR_RECEPTION;
    else if (text_equal(phase, "primary"))
        *first = YEAR_N1, *last = 6;
    else if (text_equal(phase, "secondary"))
        *first = 7, *last = 13;
    else if (text_equal(phase, "college"))
        *first = 12;
}

/* Those of the phase, and those that learners are in: a primary may have somebody in Year 7. */
static Error *add_years(Request *request, FilterSelect *select, const char *chosen)
{
    struct register_years_rows rows;
    bool here[YEAR_LAST - YEAR_E1 + 1] = {false};
    int first, last;
    NationalYear year;
    TRY(register_years(request->db, request->arena, request->school_id, request->today, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (national_year_parse(rows.items[i].national_year, &year) && year <= YEAR_LAST)
            here[year - YEAR_E1] = true;
    years_of(request->school->phase, &first, &last);
    for (year = YEAR_E1; year <= YEAR_LAST; year++)
        if ((year >= first && year <= last) || here[year - YEAR_E1])
            add_choice(request->arena, select, chosen, national_year_code(year),
                       national_year_words(year));
    return NULL;
}

static Error *add_classes(Request *request, FilterSelect *select, const char *chosen)
{
    struct register_classes_rows classes;
    TRY(register_classes(request->db, request->arena, request->school_id, request->today,
                         register_owner(request), &classes));
    select->choices.items = arena_array(request->arena, ChoiceView, classes.count);
    for (size_t i = 0; i < classes.count; i++)
        add_choice(request->arena, select, chosen,
                   arena_print(request->arena, "%" PRId64, classes.items[i].id.n),
                   classes.items[i].name);
    return NULL;
}

/* Two who are called alike are told apart by their given names. */
static Error *add_teachers(Request *request, FilterSelect *select, const char *chosen)
{
    struct register_teachers_rows rows;
    TRY(register_teachers(request->db, request->arena, request->school_id, request->today, &rows));
    select->choices.items = arena_array(request->arena, ChoiceView, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct register_teachers_row *row = &rows.items[i];
        bool shared = (i > 0 && text_equal(row[-1].display_name, row->display_name)) ||
                      (i + 1 < rows.count && text_equal(row[1].display_name, row->display_name));
        const char *label =
            shared ? arena_print(request->arena, "%s (%s)", row->display_name, row->forename)
                   : row->display_name;
        add_choice(request->arena, select, chosen,
                   arena_print(request->arena, "%" PRId64, row->id.n), label);
    }
    return NULL;
}

static Error *add_choices(Request *request, RegisterField field, FilterSelect *select,
                          const char *chosen)
{
    Arena *arena = request->arena;
    for (const Offered *offered = fields[field].offered; offered != NULL && offered->code != NULL;
         offered++)
        add_choice(arena, select, chosen, offered->code, offered->label);
    if (field == FILTER_YEAR)
        return add_years(request, select, chosen);
    if (field == FILTER_CLASS)
        return add_classes(request, select, chosen);
    if (field == FILTER_TEACHER)
        return add_teachers(request, select, chosen);
    if (field == FILTER_LEVEL)
        return add_levels(request, select, chosen);
    if (field == FILTER_NEED)
        add_needs(arena, select, chosen);
    else if (field == FILTER_AREA)
        add_areas(arena, select, chosen);
    else if (field == FILTER_STAGE)
        add_stages(arena, select, chosen);
    return NULL;
}

Error *register_selects(Request *request, const RegisterFilter *filter, FilterSelects *selects)
{
    *selects = (FilterSelects){0, arena_array(request->arena, FilterSelect, FILTER_COUNT)};
    for (RegisterField field = 0; field < FILTER_COUNT; field++) {
        if (!register_may_filter(request, field))
            continue;
        const char *name = register_field_name(field);
        FilterSelect *select = &selects->items[selects->count++];
        *select = (FilterSelect){
            .id = arena_print(request->arena, "filter-%s", name),
            .name = name,
            .field = field,
            .label = fields[field].label,
            .any = field == FILTER_LEVEL && (filter->choose || filter->search) ? "Any level"
                                                                               : fields[field].any,
            .choices = {0, arena_array(request->arena, ChoiceView, OFFERED_MOST)},
        };
        TRY(add_choices(request, field, select, filter->values[field]));
    }
    return NULL;
}

/* ---- What is chosen
 * ------------------------------------------------------------------------------- */

/* NULL for what is not offered: a class that is gone. */
static const char *choice_words(const FilterSelect *select, const char *code)
{
    for (size_t i = 0; code != NULL && i < select->choices.count; i++)
        if (text_equal(select->choices.items[i].code, code))
            return select->choices.items[i].label;
    return NULL;
}

PageLinks register_chips(Request *request, const RegisterFilter *filter,
                         const FilterSelects *selects)
{
    Arena *arena = request->arena;
    PageLinks chips = {0, arena_array(arena, PageLink, FILTER_COUNT + 1)};
    if (filter->search)
        chips.items[chips.count++] =
            (PageLink){register_address_any_name(arena, filter),
                       arena_print(arena, "Name “%s”", request->session->search), false};
    for (size_t i = 0; i < selects->count; i++) {
        RegisterField field = selects->items[i].field;
        const char *words = choice_words(&selects->items[i], filter->values[field]);
        if (words != NULL)
            chips.items[chips.count++] =
                (PageLink){register_address_without(arena, filter, field), words, false};
    }
    return chips;
}

const char *register_filter_words(Request *request, const RegisterFilter *filter,
                                  const FilterSelects *selects)
{
    PageLinks chips = register_chips(request, filter, selects);
    const char *words = "";
    if (filter->values[FILTER_LEVEL] == NULL)
        words = filter->search || filter->choose ? "Everyone" : "Everyone with support";
    for (size_t i = 0; i < chips.count; i++)
        words = arena_print(request->arena, "%s%s%s", words, *words == '\0' ? "" : ", ",
                            chips.items[i].label);
    return words;
}

const char *register_saved_words(Request *request, const RegisterFilter *filter,
                                 const FilterSelects *selects)
{
    static const char *const sorted[SORT_COUNT] = {
        [SORT_CLASS] = "by class",
        [SORT_LEVEL] = "by level",
        [SORT_SINCE] = "by day of the level",
        [SORT_NEED] = "by main need",
        [SORT_AREAS] = "by area",
        [SORT_STAGE] = "by stage",
        [SORT_REVIEW] = "by next review",
    };
    const char *words = register_filter_words(request, filter, selects);
    if (sorted[filter->sort] != NULL)
        words = arena_print(request->arena, "%s, %s", words, sorted[filter->sort]);
    return words;
}

const char *register_counted(Request *request, size_t count)
{
    const char *word = request->school->learner_word;
    if (count == 1)
        return arena_print(request->arena, "1 %s", word);
    return arena_print(request->arena, "%zu %s", count, request_say(request, "{learners}"));
}
