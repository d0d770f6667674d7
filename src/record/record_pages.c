#include "record/record_pages.h"

#include <inttypes.h>
#include <string.h>

#include "agenda/agenda.h"
#include "contact/contact.h"
#include "do/provision.h"
#include "documents/documents.h"
#include "plan/plan.h"
#include "record/history_html.h"
#include "record/profile_html.h"
#include "record/record.h"
#include "record/record_events.h"
#include "record/record_html.h"
#include "record/record_sql.h"
#include "register/register.h"
#include "register/register_rules.h"

enum { NOTES = 60, LOOKS = 5 };

static Url learner_path(Request *request, const char *rest)
{
    return url_print(request->arena, "/learners/%lld%s", (long long)request->learner->id.n, rest);
}

/* ---- What we are working on ------------------------------------------------------------------ */

typedef struct Done {
    Deliveries deliveries;
    struct record_notes_rows notes;
} Done;

static const char *support_words(Arena *arena, const Provision *provision)
{
    /* A title may name the person already: "Reading with Ms Reid". */
    const char *who = text_empty(provision->deliverer_name) ||
                              strstr(provision->title, provision->deliverer_name) != NULL
                          ? ""
                          : arena_print(arena, " with %s", provision->deliverer_name);
    if (provision->times_a_week == 1)
        return arena_print(arena, "%s%s, once a week", provision->title, who);
    return arena_print(arena, "%s%s, %d times a week", provision->title, who,
                       provision->times_a_week);
}

static void add_provision(Arena *arena, const Done *done, const Provision *provision,
                          OutcomeRow *row)
{
    const char *support = support_words(arena, provision);
    row->support =
        row->support == NULL ? support : arena_print(arena, "%s; %s", row->support, support);
    for (size_t i = 0; i < done->deliveries.count && row->sessions == NULL; i++)
        if (done->deliveries.items[i].provision_id.n == provision->id.n)
            row->sessions = provision_dose_words(arena, &done->deliveries.items[i].dose);
    for (size_t i = 0; i < done->notes.count && row->note == NULL; i++) {
        const struct record_notes_row *note = &done->notes.items[i];
        if (note->provision_id.n != provision->id.n)
            continue;
        row->note = note->note;
        row->note_day = date_short(arena, note->held_on);
        row->note_by = note->display_name;
    }
}

static OutcomeRow outcome_row(Arena *arena, const Plan *plan, const Outcome *outcome,
                              const Done *done)
{
    OutcomeRow row = {
        .wording = outcome->wording,
        .measure = outcome->measure,
        .from = outcome->baseline,
        .aim = outcome->target,
    };
    for (size_t p = 0; p < plan->provisions.count; p++)
        for (size_t o = 0; o < plan->provisions.items[p].outcomes.count; o++)
            if (plan->provisions.items[p].outcomes.items[o].n == outcome->id.n)
                add_provision(arena, done, &plan->provisions.items[p], &row);
    return row;
}

static Error *fill_plan(Request *request, const Cycle *cycle, RecordPage *view)
{
    Plan plan;
    Done done;
    TRY(plan_in_force(request->db, request->arena, request->school_id, cycle->id, &plan,
                      &view->has_plan));
    if (!view->has_plan)
        return NULL;
    TRY(provision_delivery(request->db, request->arena, request->school_id, &plan, request->today,
                           &done.deliveries));
    TRY(record_notes(request->db, request->arena, request->school_id, cycle->id, NOTES,
                     &done.notes));
    size_t count = plan.outcomes.count;
    view->outcomes = (OutcomeRows){count, arena_array(request->arena, OutcomeRow, count)};
    for (size_t i = 0; i < count; i++)
        view->outcomes.items[i] =
            outcome_row(request->arena, &plan, &plan.outcomes.items[i], &done);
    return NULL;
}

/* Whoever comes back, or is in a cycle without a plan yet, had one before: it is where work goes
 * on. */
static Error *fill_last_plan(Request *request, RecordPage *view)
{
    struct record_last_plan_row last;
    bool found;
    TRY(record_last_plan(request->db, request->arena, request->school_id, request->learner->id,
                         &last, &found));
    if (!found)
        return NULL;
    view->last_plan = url_print(request->arena, "/learners/%lld/plans/%lld",
                                (long long)request->learner->id.n, (long long)last.id.n);
    view->last_plan_words = arena_print(request->arena, "Cycle %d, final %s", last.number,
                                        date_long(request->arena, last.finalised_on));
    return NULL;
}

/* ---- The right column ------------------------------------------------------------------------ */

typedef struct StepWords {
    const char *sentence;
    const char *verb;
    const char *path;
    Permission permission;
} StepWords;

/* What comes next in each state of the cycle. */
static const StepWords steps[CYCLE_STATE_COUNT] = {
    [CYCLE_ASSESSING] = {"Find out together what helps and what gets in the way.",
                         "Go on with the assessment", "/assessment", MAY_ASSESS},
    [CYCLE_PLANNING] = {"Agree with the family what to work on, who does what, and when to look "
                        "again.",
                        "Go on with the plan", "/plan", MAY_EDIT_PLAN},
    [CYCLE_DOING] = {"The plan is running. Log each session as it happens.", "See sessions",
                     "/sessions", MAY_LOG_SESSION},
    [CYCLE_REVIEWING] = {"The review is open. Finish it with the family.", "Go on with the review",
                         "/review", MAY_REVIEW},
};

static NextStep step_to(Request *request, const char *sentence, const char *verb, const char *path,
                        Permission permission)
{
    return (NextStep){.sentence = sentence,
                      .verb = verb,
                      .href = learner_path(request, path),
                      .may = request_may(request, permission)};
}

static NextStep next_step(Request *request, const Cycle *cycle, bool found)
{
    const Learner *learner = request->learner;
    bool supported = text_equal(learner->level, "sen_support") || text_equal(learner->level, "ehc");
    if (found && !cycle_is_over(cycle->state)) {
        const StepWords *words = &steps[cycle->state];
        bool due = cycle->state == CYCLE_DOING && date_is_set(cycle->review_on) &&
                   date_days_between(request->today, cycle->review_on) <= 14;
        if (due)
            return step_to(request,
                           arena_print(request->arena,
                                       "The review is agreed for %s. Ask for everybody’s views.",
                                       date_long(request->arena, cycle->review_on)),
                           "Open the review", "/review", MAY_REVIEW);
        return step_to(request, words->sentence, words->verb, words->path, words->permission);
    }
    if (!supported)
        return step_to(
            request,
            request_say(request, "Worried? Say what you noticed. The {senco} sees it today."),
            "Raise a concern", "/concerns", MAY_RAISE_CONCERN);
    return (NextStep){.sentence = "No cycle is open. Support begins with assessing.",
                      .verb = "Begin a cycle",
                      .form =
                          form_view(request, learner_path(request, "/cycles"), 0, "Begin a cycle"),
                      .opens_cycle = true,
                      .may = request_may(request, MAY_ASSESS)};
}

static Error *fill_duties(Request *request, RecordPage *view)
{
    Agenda agenda;
    TRY(agenda_gather(request->db, request->arena, request->school, (StaffId){0},
                      request->learner->id, request->today, &agenda));
    if (agenda.learners.count == 0)
        return NULL;
    const Duties *duties = &agenda.learners.items[0].duties;
    view->duties =
        (RecordDuties){duties->count, arena_array(request->arena, RecordDuty, duties->count)};
    for (size_t i = 0; i < duties->count; i++) {
        const Duty *duty = &duties->items[i];
        view->duties.items[i] = (RecordDuty){
            .what = duty->what,
            .why = duty->why,
            .strength = strength_word(duty->strength),
            .source = duty->source,
            .when = duty_when_words(request->arena, duty, request->today),
            .late = duty->band == DUTY_LATE,
            .soon = duty->band == DUTY_SOON,
        };
    }
    return NULL;
}

/* An alert and no more: the order itself is for whoever may see contacts. */
static const char *contact_part(Arena *arena, const ContactStanding *contact)
{
    const char *first = relationship_words(contact->link.relationship);
    if (contact->restricted)
        return arena_print(arena, "%s. Do not hand over or tell anything: ask the office", first);
    if (text_empty(contact->link.language) || text_equal(contact->link.language, "English"))
        return first;
    return arena_print(arena, "%s. Prefers %s", first, contact->link.language);
}

static Error *fill_people(Request *request, RecordPage *view)
{
    ClassStaffList staff = {0};
    ContactStandings contacts;
    if (request->learner->class_id.n != 0)
        TRY(class_staff_on(request->db, request->arena, request->school_id,
                           request->learner->class_id, request->today, &staff));
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &contacts));
    size_t most = staff.count + contacts.count;
    view->people = (PersonRows){0, arena_array(request->arena, PersonRow, most)};
    for (size_t i = 0; i < staff.count; i++)
        view->people.items[view->people.count++] = (PersonRow){
            staff.items[i].display_name,
            staff.items[i].teaches ? request_say(request, "{Teacher}") : "Teaching assistant"};
    for (size_t i = 0; i < contacts.count; i++)
        if (!contacts.items[i].ended || contacts.items[i].restricted)
            view->people.items[view->people.count++] = (PersonRow){
                contacts.items[i].link.name, contact_part(request->arena, &contacts.items[i])};
    return NULL;
}

static Error *fill_looks(Request *request, int most, LookRows *rows)
{
    Looks looks;
    TRY(audit_last_looks(request->db, request->arena, request->school_id, request->learner->id,
                         most, &looks));
    *rows = (LookRows){looks.count, arena_array(request->arena, LookRow, looks.count)};
    for (size_t i = 0; i < looks.count; i++)
        rows->items[i] =
            (LookRow){looks.items[i].who, moment_short(request->arena, looks.items[i].at)};
    return NULL;
}

/* ---- The page -------------------------------------------------------------------------------- */

static void fill_words(Request *request, RecordPage *view)
{
    const Learner *learner = request->learner;
    view->likes = text_lines(request->arena, learner->likes_about_me);
    view->matters = text_lines(request->arena, learner->matters_to_me);
    view->help = text_lines(request->arena, learner->how_to_help_me);
    view->has_words = view->likes.count + view->matters.count + view->help.count > 0;
    view->words_on = date_long(request->arena, learner->own_words_on);
    view->may_write_words = request_may(request, MAY_ASSESS);
}

/* What came with them is never hidden; that something came may be noted until a plan holds here. */
static Error *fill_arrival(Request *request, bool supported, RecordPage *view)
{
    struct record_arrival_row row;
    TRY(record_arrival(request->db, request->arena, request->school_id, request->learner->id,
                       &row));
    if (row.arrivals == 0 && row.earlier == 0 &&
        (!supported || view->has_plan || !request_may(request, MAY_EDIT_PLAN)))
        return NULL;
    view->arrival = learner_path(request, "/arrival");
    view->arrival_words = row.arrivals > 0  ? "The plan they came with"
                          : row.earlier > 0 ? "Recorded before they came"
                                            : "Note a plan from elsewhere";
    return NULL;
}

/* The form asks whoever decides; a list that was brought in could not be asked. */
static Error *fill_language(Request *request, RecordPage *view)
{
    struct record_language_alone_row row;
    const Rule *rule = rule_find(rule_pack_on(request->today), "R-ID-1", request->school->type);
    TRY(record_language_alone(request->db, request->arena, request->school_id, request->learner->id,
                              &row));
    view->language_alone = row.periods > 0 && rule != NULL;
    if (!view->language_alone)
        return NULL;
    view->language_strength = strength_word(rule->strength);
    view->language_source = rule->source;
    return NULL;
}

Error *record_page(Request *request)
{
    const char *level = request->learner->level;
    bool supported = text_equal(level, "sen_support") || text_equal(level, "ehc");
    RecordPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Overview, %s",
                                      learner_year_words(request->learner->national_year)),
                          SECTION_REGISTER),
        .profile = learner_path(request, "/profile"),
        .profile_paper = learner_path(request, "/profile/paper"),
        .plan = learner_path(request, "/plan"),
        .concern = learner_path(request, "/concerns"),
        .decision = learner_path(request, "/decision"),
        .leaving = learner_path(request, "/leaving"),
        .history = learner_path(request, "/history"),
        .comments = learner_path(request, "/comments"),
        .may_decide = request_may(request, MAY_DECIDE_STATUS),
        .may_leave = supported && request_may(request, MAY_DECIDE_STATUS),
        .learner_word = request->school->learner_word,
    };
    struct record_comments_wait_row waiting;
    Cycle cycle = {0};
    bool found;
    if (request_may(request, MAY_SEE_ACCESS))
        view.access = learner_path(request, "/access");
    TRY(learner_bar(request, TAB_OVERVIEW, &view.bar));
    view.died = view.bar.died;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    bool at_work = supported || (found && !cycle_is_over(cycle.state));
    view.plan_heading = at_work ? "What we are working on" : "What we worked on";
    /* Where nothing is under way, the next step is just that. */
    view.may_raise = at_work && request_may(request, MAY_RAISE_CONCERN);
    fill_words(request, &view);
    if (found)
        TRY(fill_plan(request, &cycle, &view));
    if (!view.has_plan)
        TRY(fill_last_plan(request, &view));
    TRY(fill_arrival(request, supported, &view));
    if (supported)
        TRY(fill_language(request, &view));
    view.next = next_step(request, &cycle, found);
    TRY(record_timeline(request, &view.events, &view.older_events));
    TRY(fill_duties(request, &view));
    TRY(fill_people(request, &view));
    TRY(fill_looks(request, LOOKS, &view.looks));
    TRY(record_comments_wait(request->db, request->arena, request->school_id, request->learner->id,
                             &waiting));
    view.comments_wait = waiting.comments > 0;
    record_html(request->out, &view);
    return NULL;
}

/* ---- Own words ------------------------------------------------------------------------------- */

typedef struct ProfileInput {
    const char *likes_about_me;
    const char *matters_to_me;
    const char *how_to_help_me;
} ProfileInput;

static const FormField profile_fields[] = {
    FORM_TEXT(ProfileInput, likes_about_me, .label = "What people like about me",
              .hint = "In their own words, one thing a line", .rows = 4, .max = 1000,
              .personal = true),
    FORM_TEXT(ProfileInput, matters_to_me, .label = "What matters to me",
              .hint = "In their own words, one thing a line", .rows = 4, .max = 1000,
              .personal = true),
    FORM_TEXT(ProfileInput, how_to_help_me, .label = "How to help me",
              .hint = "What to do, and what not to do, one thing a line", .rows = 4, .max = 1000,
              .personal = true),
};
const Form profile_form = FORM(ProfileInput, profile_fields);

Error *record_profile_page(Request *request)
{
    const Learner *learner = request->learner;
    ProfilePage view = {
        .page = page_make(request, "In their own words", SECTION_REGISTER),
        .form = form_view(request, learner_path(request, "/profile"), learner->version,
                          "In their own words"),
        .likes_about_me =
            field_view(request, &profile_form, "likes_about_me", learner->likes_about_me),
        .matters_to_me =
            field_view(request, &profile_form, "matters_to_me", learner->matters_to_me),
        .how_to_help_me =
            field_view(request, &profile_form, "how_to_help_me", learner->how_to_help_me),
        .back = learner_path(request, ""),
    };
    TRY(learner_bar(request, TAB_OVERVIEW, &view.bar));
    profile_html(request->out, &view);
    return NULL;
}

static size_t length_of(const char *text)
{
    return text == NULL ? 0 : strlen(text);
}

/* The box that holds most. */
static const char *longest_box(const ProfileInput *input)
{
    size_t likes = length_of(input->likes_about_me), matters = length_of(input->matters_to_me);
    size_t help = length_of(input->how_to_help_me);
    if (likes >= matters && likes >= help)
        return "likes_about_me";
    return matters >= help ? "matters_to_me" : "how_to_help_me";
}

/* By rule a profile is one page, so that somebody new reads it: it is set to see. */
Error *record_profile_fits(Request *request)
{
    const ProfileInput *input = request->input;
    Bytes paper;
    size_t pages;
    ProfileText text = profile_text(request, request->today, input->likes_about_me,
                                    input->matters_to_me, input->how_to_help_me);
    TRY(profile_paper_write(request->arena, &text, PDF_FOR_FAMILY, &paper, &pages));
    if (pages > 1)
        form_problem(request, longest_box(input),
                     "This does not fit on one page, and this box is the longest. Keep what "
                     "somebody new must know");
    return form_problems(request);
}

Error *record_profile(Request *request)
{
    const ProfileInput *input = request->input;
    TRY(learner_set_own_words(request->db, request->school_id, request->learner->id,
                              input->likes_about_me, input->matters_to_me, input->how_to_help_me,
                              request->today, request->version));
    return request_done(request, learner_path(request, ""), "profile_saved");
}

/* ---- History --------------------------------------------------------------------------------- */

static const char *from_to(Arena *arena, Date from, Date to)
{
    if (!date_is_set(to))
        return arena_print(arena, "since %s", date_long(arena, from));
    return arena_print(arena, "%s to %s", date_long(arena, from), date_long(arena, to));
}

static void add_papers(Request *request, const Cycle *cycle, const struct record_plans_rows *plans,
                       const struct record_reviews_rows *reviews, CycleRow *row)
{
    row->papers.items = arena_array(request->arena, PaperLink, plans->count + reviews->count);
    for (size_t i = 0; i < plans->count; i++)
        if (plans->items[i].cycle_id.n == cycle->id.n)
            row->papers.items[row->papers.count++] = (PaperLink){
                arena_print(request->arena, "Plan, version %d, final %s", plans->items[i].edition,
                            date_long(request->arena, plans->items[i].finalised_on)),
                url_print(request->arena, "/learners/%lld/plans/%lld",
                          (long long)request->learner->id.n, (long long)plans->items[i].id.n)};
    for (size_t i = 0; i < reviews->count; i++)
        if (reviews->items[i].cycle_id.n == cycle->id.n)
            row->papers.items[row->papers.count++] = (PaperLink){
                arena_print(request->arena, "Review, held %s",
                            date_long(request->arena, reviews->items[i].held_on)),
                url_print(request->arena, "/learners/%lld/reviews/%lld",
                          (long long)request->learner->id.n, (long long)reviews->items[i].id.n)};
}

static Error *fill_cycles(Request *request, HistoryPage *view)
{
    Cycles cycles;
    struct record_plans_rows plans;
    struct record_reviews_rows reviews;
    SchoolId school = request->school_id;
    LearnerId learner = request->learner->id;
    TRY(cycle_list(request->db, request->arena, school, learner, &cycles));
    TRY(record_plans(request->db, request->arena, school, learner, &plans));
    TRY(record_reviews(request->db, request->arena, school, learner, &reviews));
    view->cycles = (CycleRows){cycles.count, arena_array(request->arena, CycleRow, cycles.count)};
    for (size_t i = 0; i < cycles.count; i++) {
        const Cycle *cycle = &cycles.items[i];
        CycleRow *row = &view->cycles.items[i];
        row->heading = arena_print(request->arena, "Cycle %d", cycle->number);
        row->state = cycle_state_words(cycle->state);
        row->dates = from_to(request->arena, cycle->opened_on, cycle->closed_on);
        add_papers(request, cycle, &plans, &reviews, row);
    }
    return NULL;
}

static Error *earlier_of(Request *request, SenStatusId id, const Corrections *corrections,
                         EarlierTexts *texts)
{
    SupportPeriod period;
    TRY(status_load(request->db, request->arena, request->school_id, request->learner->id, id,
                    &period));
    *texts = status_earlier(request->arena, &period, corrections);
    return NULL;
}

/* Monitoring was decided without most of this: what nobody wrote is left out. */
static void add_part(EarlierParts *parts, const char *label, const char *words)
{
    if (!text_empty(words))
        parts->items[parts->count++] = (EarlierPart){label, words};
}

enum { PERIOD_PARTS = 6 };

static PeriodRow period_row(Arena *arena, const Levels *levels,
                            const struct record_periods_row *row)
{
    const char *with =
        row->decided_with == NULL ? "" : arena_print(arena, " with %s", row->decided_with);
    PeriodRow period = {
        .level = level_name(levels, row->level, row->school_level),
        .census = row->census_code,
        .dates = from_to(arena, row->starts_on, row->ends_on),
        .by = arena_print(arena, "Decided %s by %s%s", date_long(arena, row->decided_on),
                          row->display_name, with),
        .ended = row->end_reason == NULL ? NULL : support_end_words(row->end_reason),
        .why = {0, arena_array(arena, EarlierPart, PERIOD_PARTS)},
    };
    add_part(&period.why, "What was looked at", row->evidence);
    add_part(&period.why, "What was hoped for", row->outcomes_sought);
    add_part(&period.why, "The family’s views", row->family_view);
    add_part(&period.why, "The child’s or young person’s views", row->learner_view);
    add_part(&period.why, "Why this is not language alone", row->language_reason);
    add_part(&period.why, "What is missing, and why", row->missing_reason);
    return period;
}

/* As it stood on the day when it was ticked, whatever became of it. */
static EarlierParts rests_on(Arena *arena, const EvidenceKeptList *kept, SenStatusId status)
{
    EarlierParts parts = {0, arena_array(arena, EarlierPart, kept->count)};
    for (size_t i = 0; i < kept->count; i++)
        if (kept->items[i].status_id.n == status.n)
            parts.items[parts.count++] = (EarlierPart){
                arena_print(arena, "%s (as it stood on %s)", kept->items[i].as_it_stood.label,
                            date_long(arena, kept->items[i].chosen_on)),
                kept->items[i].as_it_stood.words};
    return parts;
}

static const char *census_words(Request *request, const struct record_periods_rows *rows)
{
    CensusPeriod *periods = arena_array(request->arena, CensusPeriod, rows->count);
    Date day = census_day_before(request->today);
    for (size_t i = 0; i < rows->count; i++)
        periods[i] = (CensusPeriod){rows->items[i].level, rows->items[i].starts_on,
                                    rows->items[i].ends_on, DATE_NONE};
    return arena_print(request->arena, "Census day %s: %s. Today: %s.",
                       date_long(request->arena, day), census_code_on(periods, rows->count, day),
                       census_code_on(periods, rows->count, request->today));
}

static Error *fill_periods(Request *request, HistoryPage *view)
{
    struct record_periods_rows rows;
    Corrections corrections;
    EvidenceKeptList kept;
    Levels levels;
    TRY(evidence_kept(request, &kept));
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    TRY(record_periods(request->db, request->arena, request->school_id, request->learner->id,
                       &rows));
    TRY(status_corrections(request->db, request->arena, request->school_id, request->learner->id,
                           &corrections));
    view->periods = (PeriodRows){rows.count, arena_array(request->arena, PeriodRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        view->periods.items[i] = period_row(request->arena, &levels, &rows.items[i]);
        view->periods.items[i].rests = rests_on(request->arena, &kept, rows.items[i].id);
        if (corrections.count > 0)
            TRY(earlier_of(request, rows.items[i].id, &corrections,
                           &view->periods.items[i].earlier));
    }
    view->census = census_words(request, &rows);
    return NULL;
}

/* ---- Needs and areas, as they were -------------------------------------------------------------
 */

static NeedRow need_row(Arena *arena, const NeedPeriod *need, const char *name, const char *mark)
{
    const char *by = need->decided_by_name;
    if (by != NULL && need->ended_by_name != NULL)
        by = arena_print(arena, "%s; ended by %s", by, need->ended_by_name);
    return (NeedRow){.name = name,
                     .mark = mark,
                     .dates = from_to(arena, need->starts_on, need->ends_on),
                     .by = by,
                     .barriers = need->barriers,
                     .strengths = need->strengths};
}

static Error *fill_needs(Request *request, HistoryPage *view)
{
    Arena *arena = request->arena;
    NeedPeriods areas, needs;
    TRY(register_areas_ever(request->db, arena, request->school_id, request->learner->id, &areas));
    TRY(register_needs_ever(request->db, arena, request->school_id, request->learner->id, &needs));
    view->areas = (NeedRows){areas.count, arena_array(arena, NeedRow, areas.count)};
    for (size_t i = 0; i < areas.count; i++) {
        NeedArea area = AREA_NONE;
        bool known = need_area_parse(areas.items[i].code, &area);
        view->areas.items[i] =
            need_row(arena, &areas.items[i], known ? need_area_words(area) : areas.items[i].code,
                     areas.items[i].rank == 1 ? "To act on first" : NULL);
    }
    view->needs = (NeedRows){needs.count, arena_array(arena, NeedRow, needs.count)};
    for (size_t i = 0; i < needs.count; i++) {
        const NeedPeriod *need = &needs.items[i];
        const NeedType *type = need_type(need->code);
        view->needs.items[i] = need_row(
            arena, need,
            type == NULL ? need->code : arena_print(arena, "%s (%s)", type->name, need->code),
            need->rank == 1 ? "Main need" : arena_print(arena, "Rank %d", need->rank));
    }
    return NULL;
}

Error *record_history_page(Request *request)
{
    HistoryPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "History, %s",
                                      learner_year_words(request->learner->national_year)),
                          SECTION_REGISTER),
    };
    TRY(learner_bar(request, TAB_HISTORY, &view.bar));
    TRY(fill_cycles(request, &view));
    TRY(fill_periods(request, &view));
    TRY(fill_needs(request, &view));
    TRY(fill_looks(request, 50, &view.looks));
    if (request_may(request, MAY_SEE_ACCESS))
        view.access = learner_path(request, "/access");
    if (request_may(request, MAY_READ_TRAIL))
        view.all_looks = learner_path(request, "/looks");
    history_html(request->out, &view);
    return NULL;
}
