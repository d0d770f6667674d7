/* A review while it is written: one page, one child. */
#include "review/review_pages.h"

#include <inttypes.h>

#include "assess/assess.h"
#include "contact/contact.h"
#include "platform/base/log.h"
#include "register/register.h"
#include "review/review_form.h"
#include "review/review_page_html.h"
#include "school/school.h"

static Url place(Request *request, const char *path)
{
    return url_print(request->arena, "/learners/%" PRId64 "%s", request->learner->id.n, path);
}

/* ---- Beside the form ------------------------------------------------------------------------- */

static void add_voice(Arena *arena, Voices *voices, const char *heading, const char *words,
                      const char *how, Date on)
{
    if (text_empty(words))
        return;
    const char *comma = !text_empty(how) && date_is_set(on) ? ", " : "";
    voices->items[voices->count++] =
        (Voice){heading, words,
                arena_print(arena, "%s%s%s", how == NULL ? "" : how, comma, date_long(arena, on))};
}

/* What was said when the cycle began, to be compared with what is said now. */
static Error *add_voices(Request *request, const Cycle *cycle, ReviewPage *view)
{
    Assessment before;
    bool found;
    const Learner *learner = request->learner;
    const char *name =
        learner->preferred_name != NULL ? learner->preferred_name : learner->forename;
    TRY(assessment_of_cycle(request->db, request->arena, request->school_id, cycle->id, &before,
                            &found));
    view->voices.items = arena_array(request->arena, Voice, 2);
    add_voice(request->arena, &view->voices, arena_print(request->arena, "%s said before", name),
              before.learner_view.words, before.learner_view.how, before.learner_view.on);
    add_voice(request->arena, &view->voices, "The family said before", before.parent_view.words,
              before.parent_view.how, before.parent_view.on);
    return NULL;
}

static bool takes_part(Arena *arena, const ContactStanding *contact)
{
    return !contact->ended &&
           entitlement(arena, &contact->facts, PURPOSE_REVIEW).verdict != VERDICT_MAY_NOT;
}

/* Who may take part: nobody who may not have what is written of it. */
static Error *add_who(Request *request, ReviewPage *view)
{
    ContactStandings contacts;
    ClassStaffList staff = {0};
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &contacts));
    if (request->learner->class_id.n != 0)
        TRY(class_staff_on(request->db, request->arena, request->school_id,
                           request->learner->class_id, request->today, &staff));
    view->who.items = arena_array(request->arena, WhoLine, contacts.count + staff.count);
    for (size_t i = 0; i < contacts.count; i++)
        if (takes_part(request->arena, &contacts.items[i]))
            view->who.items[view->who.count++] =
                (WhoLine){contacts.items[i].link.name,
                          relationship_words(contacts.items[i].link.relationship)};
    for (size_t i = 0; i < staff.count; i++)
        view->who.items[view->who.count++] = (WhoLine){
            staff.items[i].display_name, staff.items[i].teaches ? "teaches the class" : "supports"};
    return NULL;
}

static void add_rules(Request *request, ReviewPage *view)
{
    static const struct {
        const char *id, *what;
    } asked[] = {
        {"R-R-1", "Review on or before the agreed date"},
        {"R-R-2", "Judge how well support worked, with the views of child and parents"},
        {"R-R-3", "Talk any change over with parents and child first"},
        {"R-M-3", "Agree what {school}, parents and child will each do"},
        {"R-R-4", "Give the parents the record"},
    };
    enum { ASKED = sizeof asked / sizeof asked[0] };
    const RulePack *pack = rule_pack_on(request->today);
    view->rules.items = arena_array(request->arena, RuleLine, ASKED);
    for (size_t i = 0; i < ASKED; i++) {
        const Rule *rule = rule_find(pack, asked[i].id, request->school->type);
        if (rule != NULL)
            view->rules.items[view->rules.count++] = (RuleLine){
                request_say(request, asked[i].what), strength_word(rule->strength), rule->source};
    }
}

static Error *add_earlier(Request *request, ReviewPage *view)
{
    ReviewLines lines;
    Arena *arena = request->arena;
    TRY(review_list(request->db, arena, request->school_id, request->learner->id, &lines));
    view->earlier = (ReviewLinks){lines.count, arena_array(arena, ReviewLink, lines.count)};
    for (size_t i = 0; i < lines.count; i++) {
        const ReviewLine *line = &lines.items[i];
        ReviewLink link = {
            .href = url_print(arena, "/learners/%" PRId64 "/reviews/%" PRId64,
                              request->learner->id.n, line->id.n),
            .name = arena_print(arena, "Cycle %d", line->cycle),
            .held_on = line->held_on,
            .met = arena_print(arena, "%d of %d outcomes met", line->met, line->outcomes),
        };
        if (date_is_set(line->copy_given_on))
            link.copy = arena_print(arena, "Family has it since %s",
                                    date_medium(arena, line->copy_given_on));
        view->earlier.items[i] = link;
    }
    return NULL;
}

/* ---- The page -------------------------------------------------------------------------------- */

static void add_waiting(Request *request, const Cycle *cycle, bool found, ReviewPage *view)
{
    view->waiting = "There is nothing to review yet: no plan has been carried out.";
    view->next_step = place(request, "/assessment");
    view->next_step_words = "Go on to the assessment";
    if (found && cycle->state == CYCLE_PLANNING) {
        view->next_step = place(request, "/plan");
        view->next_step_words = "Go on to the plan";
    }
    if (found && cycle_is_over(cycle->state)) {
        view->waiting = "No cycle is open, so nothing is due for review.";
        view->next_step = place(request, "");
        view->next_step_words = "Back to the overview";
    }
}

static Error *add_form(Request *request, const Cycle *cycle, const Review *review, ReviewPage *view)
{
    Plan plan;
    SchoolCalendar calendar;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    Findings findings = review_findings(request, review, &calendar);
    TRY(plan_load(request->db, request->arena, request->school_id, request->learner->id,
                  review->plan_id, &plan));
    view->form = form_view(request, place(request, "/review"), review->version, "Review");
    view->fields = review_fields(request, review, &plan);
    review_decision_fields(request, review, &calendar, view);
    if (request_may(request, MAY_FINALISE_REVIEW))
        view->finish = place(request, "/review/finish");
    if (view->begun)
        view->prompts = review_prompts(request->arena, review, &findings);
    view->may_put_off = cycle->state == CYCLE_REVIEWING;
    view->put_off_form = form_view(request, place(request, "/review/put-off"), 0, "Put it off");
    add_rules(request, view);
    TRY(add_voices(request, cycle, view));
    return add_who(request, view);
}

static Error *add_review(Request *request, const Cycle *cycle, ReviewPage *view)
{
    Review review = {0};
    TRY(review_open(request->db, request->arena, request->school_id, cycle, request->today,
                    &review));
    view->begun = review.id.n != 0;
    view->writing = request_may(request, MAY_REVIEW);
    if (view->writing)
        return add_form(request, cycle, &review, view);
    view->reading = view->begun;
    view->body = review_body(request, &review);
    view->may_finish =
        view->begun && cycle->state == CYCLE_REVIEWING && request_may(request, MAY_FINALISE_REVIEW);
    view->finish_form =
        form_view(request, place(request, "/review/finish"), review.version, "Finish the review");
    if (!view->begun)
        view->waiting = request_say(
            request, "The review has not begun. The {teacher} or the {senco} begins it.");
    return NULL;
}

Error *review_page(Request *request)
{
    Cycle cycle = {0};
    bool found;
    ReviewPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Review, %s",
                                      learner_year_words(request->learner->national_year)),
                          SECTION_REGISTER),
    };
    TRY(learner_bar(request, TAB_REVIEW, &view.bar));
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (found && (cycle.state == CYCLE_DOING || cycle.state == CYCLE_REVIEWING))
        TRY(add_review(request, &cycle, &view));
    else
        add_waiting(request, &cycle, found, &view);
    TRY(add_earlier(request, &view));
    review_page_html(request->out, &view);
    return NULL;
}

/* ---- Saving, finishing, putting off ---------------------------------------------------------- */

static Error *read_open(Request *request, Cycle *cycle, Review *review)
{
    bool found;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, cycle,
                  &found));
    if (!found)
        return error_not_found("learner %" PRId64 " has no cycle", request->learner->id.n);
    TRY(review_open(request->db, request->arena, request->school_id, cycle, request->today,
                    review));
    return request_same_version(request, review->version);
}

static Error *save(Request *request, const Cycle *cycle, Review *review)
{
    review_apply(request, review, true);
    return review_save(request->db, request->arena, request->school_id, cycle, review,
                       request->today);
}

Error *review_save_form(Request *request)
{
    Cycle cycle = {0};
    Review review = {0};
    TRY(read_open(request, &cycle, &review));
    TRY(save(request, &cycle, &review));
    return request_done(request, place(request, "/review"), "review_saved");
}

/* Those who may finish but not write, such as the head, finish what stands there. */
static Error *check_finish(Request *request, const Review *review, bool writing)
{
    SchoolCalendar calendar;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    Findings findings = review_findings(request, review, &calendar);
    if (writing)
        review_refuse(request, review, &findings);
    else if (findings_block(&findings))
        return error_invalid("The review is not complete yet. The {teacher} or the {senco} "
                             "completes it first.",
                             "review %" PRId64 " findings=%zu", review->id.n, findings.count);
    return form_problems(request);
}

Error *review_finish_form(Request *request)
{
    Cycle cycle = {0};
    Review review = {0};
    CycleId next;
    bool writing = request_may(request, MAY_REVIEW);
    TRY(read_open(request, &cycle, &review));
    if (writing) {
        TRY(save(request, &cycle, &review));
        TRY(cycle_load(request->db, request->arena, request->school_id, cycle.id, &cycle));
        TRY(review_open(request->db, request->arena, request->school_id, &cycle, request->today,
                        &review));
    }
    TRY(check_finish(request, &review, writing));
    TRY(review_finish(request->db, request->arena, request->school_id, &cycle, &review,
                      request->staff->id, request->today, &next));
    if (next.n == 0)
        TRY(register_notices_owed(request, "R-ID-11"));
    return request_done(request,
                        url_print(request->arena, "/learners/%" PRId64 "/reviews/%" PRId64,
                                  request->learner->id.n, review.id.n),
                        next.n == 0 ? "review_left" : "review_final");
}

Error *review_put_off_form(Request *request)
{
    Cycle cycle = {0};
    bool found;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (!found)
        return error_not_found("learner %" PRId64 " has no cycle", request->learner->id.n);
    TRY(review_put_off(request->db, request->school_id, &cycle, request->today));
    return request_done(request, place(request, "/review"), "review_put_off");
}
