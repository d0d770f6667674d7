/* The decision on a learner's level of support (R-ID-1, R-ID-6 to R-ID-9). */
#include <inttypes.h>

#include "platform/base/log.h"
#include "register/decision_html.h"
#include "register/notice_letters.h"
#include "register/register.h"
#include "register/register_pages.h"
#include "register/register_rules.h"

enum { NEED_RANKS = 3 };

typedef struct DecisionInput {
    const char *level;
    Date decided_on, starts_on;
    int64_t decided_with;
    Date check_on;
    Texts area;
    const char *primary_area;
    const char *barriers_communication, *strengths_communication;
    const char *barriers_cognition, *strengths_cognition;
    const char *barriers_semh, *strengths_semh;
    const char *barriers_sensory, *strengths_sensory;
    const char *need_1, *need_2, *need_3;
    Texts rests_on;
    const char *evidence, *outcomes_sought;
    const char *family_view, *learner_view, *language_reason, *missing_reason;
} DecisionInput;

static const FormChoice areas[] = {
    {"communication", "Communication and interaction", NULL},
    {"cognition", "Cognition and learning", NULL},
    {"semh", "Social, emotional and mental health", NULL},
    {"sensory", "Sensory and/or physical", NULL},
    {NULL, NULL, NULL},
};

const FormChoice decision_needs[] = {
    {"SPLD", "Specific learning difficulty", NULL},
    {"MLD", "Moderate learning difficulty", NULL},
    {"SLD", "Severe learning difficulty", NULL},
    {"PMLD", "Profound and multiple learning difficulty", NULL},
    {"SEMH", "Social, emotional and mental health", NULL},
    {"SLCN", "Speech, language and communication needs", NULL},
    {"HI", "Hearing impairment", NULL},
    {"VI", "Vision impairment", NULL},
    {"MSI", "Multi-sensory impairment", NULL},
    {"PD", "Physical disability", NULL},
    {"ASD", "Autistic spectrum disorder", NULL},
    {"DS", "Down syndrome", NULL},
    {"OTH", "Other difficulty or disability", NULL},
    {"NSA", "SEN Support, type of need not yet assessed", NULL},
    {NULL, NULL, NULL},
};

/* In plain words, what is so in one area. */
#define AREA_FIELDS(code)                                                                          \
    FORM_TEXT(DecisionInput, barriers_##code, .label = "What gets in the way", .rows = 2,          \
              .max = 2000, .personal = true),                                                      \
        FORM_TEXT(DecisionInput, strengths_##code, .label = "What goes well, and helps",           \
                  .rows = 2, .max = 2000, .personal = true)

static const FormField decision_fields[] = {
    FORM_TEXT(DecisionInput, level, .label = "What did you decide together?", .max = 40,
              .missing = "Choose what was decided"),
    FORM_DATE(DecisionInput, decided_on, .label = "Decided on",
              .missing = "Enter the day of the decision"),
    FORM_DATE(DecisionInput, starts_on, .label = "Holds from",
              .missing = "Enter the day from which this holds"),
    FORM_ID(DecisionInput, decided_with, .label = "Decided with"),
    FORM_DATE(DecisionInput, check_on, .label = "Good teaching is looked at again on"),
    FORM_SET(DecisionInput, area, .label = "Areas of need",
             .hint = "All that apply. No diagnosis is needed.", .choices = areas),
    FORM_CHOICE(DecisionInput, primary_area, .label = "Area to act on first", .choices = areas),
    AREA_FIELDS(communication),
    AREA_FIELDS(cognition),
    AREA_FIELDS(semh),
    AREA_FIELDS(sensory),
    FORM_CHOICE(DecisionInput, need_1, .label = "Main need", .choices = decision_needs),
    FORM_CHOICE(DecisionInput, need_2, .label = "Second", .choices = decision_needs),
    FORM_CHOICE(DecisionInput, need_3, .label = "Third", .choices = decision_needs),
    FORM_SET(DecisionInput, rests_on, .label = "What it rests on",
             .hint = "What you tick is kept with the decision, as it stands today."),
    FORM_TEXT(DecisionInput, evidence, .label = "What you looked at, and why", .rows = 4,
              .max = 4000, .hint = "Teaching so far, progress beside peers, observations, advice.",
              .personal = true),
    FORM_TEXT(DecisionInput, outcomes_sought, .label = "What you hope for", .rows = 2, .max = 2000,
              .personal = true),
    FORM_TEXT(DecisionInput, family_view, .label = "The family’s", .rows = 2, .max = 4000,
              .hint = "Their own words, and how you asked.", .personal = true),
    FORM_TEXT(DecisionInput, learner_view, .label = "The child’s or young person’s", .rows = 2,
              .max = 4000, .personal = true),
    FORM_TEXT(DecisionInput, language_reason, .label = "Why this is not language alone", .rows = 2,
              .max = 2000,
              .hint = "English is an additional language here. What shows that there is more?",
              .personal = true),
    FORM_TEXT(DecisionInput, missing_reason,
              .label = "If there is no teacher, no main need or nobody’s views, why", .max = 1000,
              .personal = true),
};
static Error *decision_judge(Request *request);
const Form decision_form = FORM_JUDGED(DecisionInput, decision_fields, decision_judge);

/* ---- The page
 * ------------------------------------------------------------------------------------- */

static SenStatus status_of(const char *works_like)
{
    if (text_equal(works_like, "ehc"))
        return SEN_EHC_PLAN;
    return text_equal(works_like, "sen_support") ? SEN_SUPPORT : SEN_NONE;
}

static void add_person(Request *request, ChoiceViews *views, StaffId id, const char *label)
{
    const char *code = arena_print(request->arena, "%" PRId64, id.n);
    for (size_t i = 0; i < views->count; i++)
        if (text_equal(views->items[i].code, code))
            return;
    views->items[views->count++] = (ChoiceView){.code = code, .label = label};
}

/* The class's own people first, then everybody who teaches or supports. */
static Error *teachers(Request *request, ChoiceViews *views)
{
    ClassStaffList own = {0};
    StaffList all;
    const Learner *learner = request->learner;
    TRY(staff_list(request->db, request->arena, request->school_id, request->today, &all));
    if (learner->class_id.n != 0)
        TRY(class_staff_on(request->db, request->arena, request->school_id, learner->class_id,
                           request->today, &own));
    *views = (ChoiceViews){0, arena_array(request->arena, ChoiceView, own.count + all.count)};
    for (size_t i = 0; i < own.count; i++)
        add_person(
            request, views, own.items[i].id,
            arena_print(request->arena, "%s, %s", own.items[i].display_name, learner->class_name));
    for (size_t i = 0; i < all.count; i++)
        if (roles_support(all.items[i].roles))
            add_person(request, views, all.items[i].id, all.items[i].display_name);
    return NULL;
}

static const char *id_text(Request *request, StaffId id)
{
    return id.n == 0 ? "" : arena_print(request->arena, "%" PRId64, id.n);
}

static const char *meaning_of(Arena *arena, const Level *level)
{
    if (level->pack == LEVELS_PROPOSED)
        return arena_print(arena, "Proposed, not law. Until it is, it counts as %s.",
                           sen_status_words(status_of(level->works_like)));
    if (text_equal(level->works_like, "ehc"))
        return "The authority has issued the final plan.";
    return text_equal(level->works_like, "sen_support")
               ? "Help that is additional to or different from good teaching."
               : "Good teaching aimed at the difficulty, looked at again. Not SEN Support.";
}

/* What most decide stands first. */
static ChoiceViews level_choices(Request *request, const Levels *levels, const char *now)
{
    static const char *const kinds[] = {"sen_support", "monitoring", "ehc"};
    ChoiceViews views = {0, arena_array(request->arena, ChoiceView, levels->count)};
    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++)
        for (size_t i = 0; i < levels->count; i++) {
            const Level *level = &levels->items[i];
            if (text_equal(level->works_like, kinds[kind]) &&
                (level_may_be_decided(levels, level, request->today) ||
                 text_equal(level->code, now)))
                views.items[views.count++] = (ChoiceView){
                    .code = level->code,
                    .label = level->name,
                    .hint = meaning_of(request->arena, level),
                };
        }
    return views;
}

/* What may be decided while no support is given. */
static const FormChoice refusals[] = {
    {"not_sen", "Not SEN",
     "Good teaching goes on, and is looked at again on a day. The family is told why."},
    {"withdrawn", "The concern is withdrawn", "By the family or the young person, in their words."},
    {NULL, NULL, NULL},
};

static bool is_refusal(const char *code)
{
    for (const FormChoice *refusal = refusals; refusal->code != NULL; refusal++)
        if (text_equal(refusal->code, code))
            return true;
    return false;
}

static ChoiceViews with_refusals(Request *request, ChoiceViews levels)
{
    ChoiceViews all = {0, arena_array(request->arena, ChoiceView,
                                      levels.count + sizeof refusals / sizeof refusals[0])};
    for (; all.count < levels.count; all.count++)
        all.items[all.count] = levels.items[all.count];
    for (const FormChoice *refusal = refusals; refusal->code != NULL; refusal++)
        all.items[all.count++] =
            (ChoiceView){.code = refusal->code, .label = refusal->label, .hint = refusal->hint};
    return all;
}

static const char *code_of(const SupportPeriod *period)
{
    return period->school_level == NULL ? period->level : period->school_level;
}

static void add_status_fields(Request *request, const SupportPeriod *now, bool found,
                              ChoiceViews people, const Levels *levels, DecisionPage *view)
{
    const Form *form = &decision_form;
    bool support = found && !text_equal(now->level, "monitoring");
    SupportPeriod period = support ? *now
                                   : (SupportPeriod){.level = "sen_support",
                                                     .decided_on = request->today,
                                                     .starts_on = request->today,
                                                     .evidence = "",
                                                     .outcomes_sought = ""};
    const char *with = id_text(request, period.decided_with);
    ChoiceViews choices = level_choices(request, levels, code_of(&period));
    view->level = field_view_choices(request, form, "level", code_of(&period),
                                     support ? choices : with_refusals(request, choices));
    view->refusable = !support;
    view->check_on = field_hinted(request, field_view_date(request, form, "check_on", DATE_NONE),
                                  "When it is decided that this is not SEN.");
    view->decided_on = field_view_date(request, form, "decided_on", period.decided_on);
    view->starts_on = field_view_date(request, form, "starts_on", period.starts_on);
    view->decided_with = field_view_choices(request, form, "decided_with", with, people);
    view->evidence = field_view(request, form, "evidence", period.evidence);
    view->outcomes_sought = field_view(request, form, "outcomes_sought", period.outcomes_sought);
    view->family_view = field_view(request, form, "family_view", period.family_view);
    view->learner_view = field_view(request, form, "learner_view", period.learner_view);
    view->language_reason = field_view(request, form, "language_reason", period.language_reason);
    view->missing_reason = field_view(request, form, "missing_reason", period.missing_reason);
    if (support)
        view->leaving = learner_place(request, "/leaving");
}

static const AreaOfNeed *area_called(const AreasOfNeed *among, const char *code)
{
    for (size_t i = 0; i < among->count; i++)
        if (text_equal(among->items[i].area, code))
            return &among->items[i];
    return NULL;
}

/* Open while anything is said there, and after a form was refused. */
static void add_area_words(Request *request, const AreasOfNeed *found, DecisionPage *view)
{
    const Form *form = &decision_form;
    view->words = (AreaFieldsList){0, arena_array(request->arena, AreaFields, AREA_COUNT)};
    view->words_open = request->form != NULL;
    for (const FormChoice *area = areas; area->code != NULL; area++) {
        const AreaOfNeed *now = area_called(found, area->code);
        AreaFields *fields = &view->words.items[view->words.count++];
        *fields = (AreaFields){
            area->label,
            field_view(request, form, arena_print(request->arena, "barriers_%s", area->code),
                       now == NULL ? "" : now->barriers),
            field_view(request, form, arena_print(request->arena, "strengths_%s", area->code),
                       now == NULL ? "" : now->strengths)};
        fields->barriers.optional = fields->strengths.optional = false;
        view->words_open = view->words_open || !text_empty(fields->barriers.value) ||
                           !text_empty(fields->strengths.value);
    }
}

static Error *add_need_fields(Request *request, DecisionPage *view)
{
    const Form *form = &decision_form;
    const char *ranked[NEED_RANKS] = {"", "", ""};
    const char *primary = "";
    Texts needs, chosen;
    AreasOfNeed found;
    LearnerId learner = request->learner->id;
    TRY(register_needs(request->db, request->arena, request->school_id, learner, &needs));
    if (needs.count == 0) /* whoever comes back has them still, unless somebody says otherwise */
        TRY(register_needs_before(request->db, request->arena, request->school_id, learner,
                                  &needs));
    TRY(register_areas(request->db, request->arena, request->school_id, learner, &found));
    for (size_t i = 0; i < needs.count && i < NEED_RANKS; i++)
        ranked[i] = needs.items[i];
    chosen = (Texts){found.count, arena_array(request->arena, const char *, found.count)};
    for (size_t i = 0; i < found.count; i++) {
        chosen.items[i] = found.items[i].area;
        if (found.items[i].primary)
            primary = found.items[i].area;
    }
    add_area_words(request, &found, view);
    view->area = field_view_set(request, form, "area", chosen);
    view->primary_area = field_view(request, form, "primary_area", primary);
    view->need_1 = field_view(request, form, "need_1", ranked[0]);
    view->need_2 = field_view(request, form, "need_2", ranked[1]);
    view->need_3 = field_view(request, form, "need_3", ranked[2]);
    return NULL;
}

/* What is ticked of the decision that holds; another level is decided anew. */
static Error *add_evidence(Request *request, SenStatusId status, DecisionPage *view)
{
    Arena *arena = request->arena;
    EvidenceList offered;
    EvidenceKeptList kept;
    TRY(evidence_offered(request, &offered));
    TRY(evidence_kept(request, &kept));
    ChoiceViews choices = {offered.count, arena_array(arena, ChoiceView, offered.count)};
    for (size_t i = 0; i < offered.count; i++)
        choices.items[i] = (ChoiceView){.code = evidence_code(arena, &offered.items[i]),
                                        .label = offered.items[i].label};
    view->rests_on = field_view_choices(request, &decision_form, "rests_on", "", choices);
    view->may_rest = offered.count > 0;
    for (size_t i = 0; i < kept.count && request->form == NULL; i++)
        for (size_t k = 0; k < offered.count; k++)
            if (kept.items[i].status_id.n == status.n &&
                text_equal(evidence_code(arena, &kept.items[i].as_it_stood), choices.items[k].code))
                view->rests_on.choices.items[k].chosen = true;
    return NULL;
}

static bool additional_language(const Learner *learner)
{
    return learner->english_additional.present && learner->english_additional.value != 0;
}

static void add_notes(Request *request, DecisionPage *view)
{
    prompts_ask(request, &view->notes, "R-ID-6",
                "Decide with the teacher, after looking at everything");
    prompts_ask(request, &view->notes, "R-ID-7",
                "Begin with what is hoped for, and the wishes of child and family");
    prompts_ask(request, &view->notes, "R-ID-9",
                "Say which areas, to decide what to do: not to fit a category");
    if (view->additional_language)
        prompts_ask(request, &view->notes, "R-ID-1", "Never SEN because of home language alone");
    prompts_ask(request, &view->notes, "R-P-1",
                "Tell the parents when SEN Support begins: a notice, not a request");
}

/* What the rules ask of support is not asked of monitoring, so the form cannot demand it; it does
 * not say "optional" either. */
static void hide_optional(DecisionPage *view)
{
    FieldView *fields[] = {&view->decided_with,    &view->area,        &view->primary_area,
                           &view->need_1,          &view->rests_on,    &view->evidence,
                           &view->outcomes_sought, &view->family_view, &view->learner_view,
                           &view->language_reason, &view->check_on};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        fields[i]->optional = false;
}

static Error *add_earlier(Request *request, const SupportPeriod *now, DecisionPage *view)
{
    Corrections corrections;
    TRY(status_corrections(request->db, request->arena, request->school_id, request->learner->id,
                           &corrections));
    view->earlier = status_earlier(request->arena, now, &corrections);
    return NULL;
}

Error *decision_page(Request *request)
{
    const Learner *learner = request->learner;
    SupportPeriod now;
    Levels levels;
    bool found;
    ChoiceViews people;
    DecisionPage view = {
        .page = page_make(request, learner_title(request, "Decide on support"), SECTION_REGISTER),
        .form = form_view(request, learner_place(request, "/decision"), learner->version,
                          "Decide on support"),
        .additional_language = additional_language(learner),
        .cancel = learner_place(request, ""),
    };
    TRY(learner_bar(request, TAB_NONE, &view.bar));
    TRY(status_now(request->db, request->arena, request->school_id, learner->id, &now, &found));
    TRY(teachers(request, &people));
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    add_status_fields(request, &now, found, people, &levels, &view);
    if (found)
        TRY(add_earlier(request, &now, &view));
    TRY(add_evidence(request, found ? now.id : (SenStatusId){0}, &view));
    TRY(add_need_fields(request, &view));
    TRY(heard_about(request, &view.heard));
    hide_optional(&view);
    add_notes(request, &view);
    decision_html(request->out, &view);
    return NULL;
}

/* ---- Saving
 * ---------------------------------------------------------------------------------------- */

/* The level that was chosen; a problem beside the field when it may not be decided on the day from
 * which it holds, and NULL. */
static Error *chosen_level(Request *request, const DecisionInput *input, const Level **chosen)
{
    Levels levels;
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    Date on = date_is_set(input->starts_on) ? input->starts_on : request->today;
    *chosen = level_find(&levels, input->level);
    if (*chosen != NULL && level_may_be_decided(&levels, *chosen, on))
        return NULL;
    *chosen = NULL;
    form_problem(request, "level", "Choose a level that is used here on that day");
    return NULL;
}

/* The fields in their order; an empty one before a filled one leaves a gap, which the rules find.
 */
static size_t ranked_needs(const DecisionInput *input, RankedNeed needs[NEED_RANKS])
{
    const char *const typed[NEED_RANKS] = {input->need_1, input->need_2, input->need_3};
    size_t count = 0;
    for (int i = 0; i < NEED_RANKS; i++)
        if (!text_empty(typed[i]))
            needs[count++] = (RankedNeed){typed[i], i + 1};
    return count;
}

/* What is said of an area, in the order of the areas; NULL for nothing. */
static void words_of(const DecisionInput *input, const char *words[][2])
{
    const char *const typed[][2] = {
        {input->barriers_communication, input->strengths_communication},
        {input->barriers_cognition, input->strengths_cognition},
        {input->barriers_semh, input->strengths_semh},
        {input->barriers_sensory, input->strengths_sensory},
    };
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        words[i][0] = or_null(typed[i][0]);
        words[i][1] = or_null(typed[i][1]);
    }
}

/* One area alone is the one to act on first, unless another was named: the rules find that. */
static AreasOfNeed chosen_areas(Request *request, const DecisionInput *input)
{
    const char *words[AREA_COUNT][2];
    AreasOfNeed chosen = {input->area.count,
                          arena_array(request->arena, AreaOfNeed, input->area.count)};
    words_of(input, words);
    for (size_t i = 0; i < chosen.count; i++) {
        const char *area = input->area.items[i];
        chosen.items[i].area = area;
        chosen.items[i].primary = text_equal(area, input->primary_area) ||
                                  (chosen.count == 1 && text_empty(input->primary_area));
        for (size_t k = 0; areas[k].code != NULL; k++)
            if (text_equal(areas[k].code, area)) {
                chosen.items[i].barriers = words[k][0];
                chosen.items[i].strengths = words[k][1];
            }
    }
    return chosen;
}

/* What was typed of an area that is not ticked would be lost without a word. */
static void check_words(Request *request, const DecisionInput *input, const AreasOfNeed *chosen)
{
    const char *words[AREA_COUNT][2];
    words_of(input, words);
    for (size_t i = 0; areas[i].code != NULL; i++)
        if ((words[i][0] != NULL || words[i][1] != NULL) &&
            area_called(chosen, areas[i].code) == NULL)
            form_problem(request, "area",
                         arena_print(request->arena, "Tick %s, or take out what is said there",
                                     areas[i].label));
}

PromptPlace decision_place(Request *request, const Finding *finding, const void *context)
{
    (void)context;
    if (!text_starts(finding->field, "need"))
        return (PromptPlace){finding->field, NULL};
    size_t rank = finding->item == 0 ? 1 : finding->item;
    return (PromptPlace){arena_print(request->arena, "need_%zu", rank), NULL};
}

/* Not SEN, or withdrawn: what goes with support is not asked. */
static void judge_refusal(Request *request, const DecisionInput *input)
{
    RankedNeed needs[NEED_RANKS];
    SupportDecision decision = {
        .status = SEN_NONE,
        .born_on = request->learner->born_on,
        .starts_on = input->starts_on,
        .decided_on = input->decided_on,
        .teacher_named = input->decided_with != 0,
        .evidence = input->evidence,
        .family_view = input->family_view,
        .learner_view = input->learner_view,
        .missing_reason = input->missing_reason,
        .area_count = input->area.count,
        .need_count = ranked_needs(input, needs),
    };
    Findings findings = prompts_findings(request);
    register_check_refusal(&decision, input->level, input->check_on, request->today, &findings);
    prompts_refuse(request, &findings, decision_place, NULL);
}

static Error *decision_judge(Request *request)
{
    const DecisionInput *input = request->input;
    if (is_refusal(input->level)) {
        judge_refusal(request, input);
        return NULL;
    }
    AreasOfNeed chosen = chosen_areas(request, input);
    const Level *level;
    RankedNeed needs[NEED_RANKS];
    TRY(chosen_level(request, input, &level));
    if (level == NULL)
        return NULL;
    NeedArea codes[AREA_COUNT];
    size_t count = 0, primary = 0;
    for (size_t i = 0; i < chosen.count && count < AREA_COUNT; i++) {
        primary += chosen.items[i].primary;
        if (need_area_parse(chosen.items[i].area, &codes[count]))
            count++;
    }
    SupportDecision decision = {
        .status = status_of(level->works_like),
        .born_on = request->learner->born_on,
        .starts_on = input->starts_on,
        .decided_on = input->decided_on,
        .teacher_named = input->decided_with != 0,
        .evidence = input->evidence,
        .outcomes_sought = input->outcomes_sought,
        .family_view = input->family_view,
        .learner_view = input->learner_view,
        .english_additional = request->learner->english_additional,
        .language_reason = input->language_reason,
        .missing_reason = input->missing_reason,
        .area_count = count,
        .areas = codes,
        .primary_area_count = primary,
        .need_count = ranked_needs(input, needs),
        .needs = needs,
    };
    Findings findings = prompts_findings(request);
    register_check_decision(&decision, request->today, &findings);
    prompts_refuse(request, &findings, decision_place, NULL);
    check_words(request, input, &chosen);
    return NULL;
}

static Error *check_teacher(Request *request, int64_t id)
{
    Staff teacher;
    if (id == 0)
        return NULL;
    Error *error = staff_load(request->db, request->arena, request->school_id, (StaffId){id},
                              request->today, &teacher);
    if (error != NULL && error->kind == ERROR_NOT_FOUND) {
        form_problem(request, "decided_with", "Choose one of the staff");
        return NULL;
    }
    return error;
}

/* level NULL: no support. */
static Decision decision_of(Request *request, const DecisionInput *input, const Level *level,
                            AreasOfNeed chosen)
{
    const char *works_like = level == NULL ? NULL : level->works_like;
    const char *own_code = level == NULL ? NULL : level->code;
    RankedNeed ranked[NEED_RANKS];
    size_t count = ranked_needs(input, ranked);
    Texts needs = {count, arena_array(request->arena, const char *, count)};
    for (size_t i = 0; i < count; i++)
        needs.items[i] = ranked[i].code;
    return (Decision){
        .level = works_like,
        .school_level = text_equal(own_code, works_like) ? NULL : own_code,
        .starts_on = input->starts_on,
        .decided_on = input->decided_on,
        .decided_by = request->staff->id,
        .decided_with = {input->decided_with},
        .evidence = input->evidence,
        .outcomes_sought = input->outcomes_sought,
        .family_view = or_null(input->family_view),
        .learner_view = or_null(input->learner_view),
        .language_reason = or_null(input->language_reason),
        .missing_reason = or_null(input->missing_reason),
        .needs = needs,
        .areas = chosen,
    };
}

/* What was opened to find out more has found it; each who is entitled gets a letter. */
static Error *save_refusal(Request *request, const DecisionInput *input, Date on)
{
    Decision decision = decision_of(request, input, NULL, (AreasOfNeed){0});
    SenStatusId id;
    TRY(register_refuse(request->db, request->arena, request->school_id, request->learner->id,
                        &decision, input->level, input->check_on, &id));
    TRY(evidence_choose(request, id, input->rests_on));
    TRY(leaving_end_cycle(request, on));
    TRY(register_notices_owed(request, "R-ID-10"));
    return request_done(request, learner_place(request, "/notice"), "no_support_decided");
}

Error *decision_post(Request *request)
{
    const DecisionInput *input = request->input;
    AreasOfNeed chosen = chosen_areas(request, input);
    Learner fresh;
    const Level *level;
    SenStatusId id;
    TRY(learner_load(request->db, request->arena, request->school_id, request->learner->id,
                     &fresh));
    TRY(request_same_version(request, fresh.version));
    TRY(decision_judge(request));
    TRY(check_teacher(request, input->decided_with));
    TRY(form_problems(request));
    if (is_refusal(input->level))
        return save_refusal(request, input, input->starts_on);
    TRY(chosen_level(request, input, &level));
    TRY(form_problems(request));
    ASSERT(level != NULL); /* else there was a problem */
    Decision decision = decision_of(request, input, level, chosen);
    TRY(register_decide(request->db, request->arena, request->school_id, fresh.id, &decision,
                        request->today, &id));
    TRY(evidence_choose(request, id, input->rests_on));
    if (status_of(level->works_like) == SEN_NONE)
        return request_done(request, learner_place(request, "/concerns"), "monitoring_decided");
    if (status_of(level->works_like) == SEN_SUPPORT)
        TRY(register_notices_owed(request, "R-P-1"));
    return request_done(request, learner_place(request, "/notice"), "status_decided");
}
