/* What a parent, a carer or a learner sees: the record in plain words, as far as it was shared. */
#include <inttypes.h>
#include <string.h>

#include "do/provision.h"
#include "family/family_learner_html.h"
#include "family/family_looks_html.h"
#include "family/family_sql.h"
#include "family/family_home_html.h"
#include "family/family_view.h"
#include "learner/contact.h"
#include "plan/plan.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "record/record.h"
#include "register/register.h"
#include "review/review.h"

bool family_is_learner(const Request *request)
{
    return request->family->role == ROLE_LEARNER;
}

Error *family_may(Request *request, LearnerId learner, EntitlementPurpose purpose, bool *answer)
{
    Entitlement entitled;
    *answer = true;
    if (family_is_learner(request))
        return NULL;
    TRY(contact_may_receive(request->db, request->arena, request->school_id, learner,
                            request->family->contact_id, purpose, request->today, &entitled));
    *answer = entitled.verdict == VERDICT_MAY;
    return NULL;
}

static const char *given_name(const Learner *learner)
{
    return text_empty(learner->preferred_name) ? learner->forename : learner->preferred_name;
}

/* ---- Now and next ------------------------------------------------------------------------------
 */

typedef struct Standing {
    Cycle cycle;
    bool found;
    const char *now, *next;
} Standing;

static const char *now_words(Arena *arena, const Standing *standing, const char *name, bool own)
{
    const char *who = own ? "you" : name;
    if (!standing->found || cycle_is_over(standing->cycle.state))
        return arena_print(arena, "There is no support plan for %s now.", who);
    switch (standing->cycle.state) {
    case CYCLE_ASSESSING:
        return arena_print(arena, "It is being found out what helps %s.", who);
    case CYCLE_PLANNING:
        return "A plan is being written.";
    case CYCLE_DOING:
        return own ? "Your plan is being carried out." : "The plan is being carried out.";
    case CYCLE_REVIEWING:
        return own ? "It is time to look at how your plan went."
                   : "It is time to look at how the plan went.";
    default:
        return "";
    }
}

static Error *read_standing(Request *request, const Learner *learner, const char *name,
                            Standing *standing)
{
    *standing = (Standing){0};
    TRY(cycle_now(request->db, request->arena, request->school_id, learner->id, &standing->cycle,
                  &standing->found));
    if (learner->standing == RECORD_DIED)
        return NULL; /* what is to read stays; nothing is said to come */
    standing->now = now_words(request->arena, standing, name, family_is_learner(request));
    bool open = standing->found && !cycle_is_over(standing->cycle.state);
    if (open && date_is_set(standing->cycle.review_on))
        standing->next = arena_print(request->arena, "We look at it together on %s.",
                                     date_long(request->arena, standing->cycle.review_on));
    return NULL;
}

/* ---- The first page ---------------------------------------------------------------------------
 */

static Error *child_row(Request *request, LearnerId id, ChildRow *row)
{
    Learner learner;
    Standing standing;
    TRY(learner_load(request->db, request->arena, request->school_id, id, &learner));
    TRY(read_standing(request, &learner, given_name(&learner), &standing));
    request_shows(request, id);
    *row = (ChildRow){
        .name = learner.known_name,
        .class_name = learner_year_and_class(request->arena, &learner),
        .now = standing.now,
        .next = standing.next,
        .href = url_print(request->arena, "/family/learners/%" PRId64, id.n),
    };
    return NULL;
}

static const char *names_of(Arena *arena, const FamilyLearners *learners)
{
    const char *names = "";
    for (size_t i = 0; i < learners->count; i++)
        names = i == 0 ? learners->items[i].known_name
                       : arena_print(arena, "%s, %s", names, learners->items[i].known_name);
    return names;
}

/* Names only of a school whose code they have given: another's office may have mistyped its
 * address. */
static Error *fill_elsewhere(Request *request, FamilyStartPage *view)
{
    AccountPlaces places;
    TRY(family_places(request->db, request->arena, request->session->account_id, request->today,
                      &places));
    TRY(db_enter_school(request->db, request->school_id.n));
    view->elsewhere.items = arena_array(request->arena, ElsewhereRow, places.count);
    for (size_t i = 0; i < places.count; i++) {
        const AccountPlace *place = &places.items[i];
        bool here = place->school_id.n == request->school_id.n;
        if (here && account_place_id(place) == request_sender(request))
            continue;
        if (!here)
            view->school = request->school->name;
        view->elsewhere.items[view->elsewhere.count++] = (ElsewhereRow){
            .school = place->school_name,
            .who = names_of(request->arena, &place->learners),
            .known = here || place->code_given,
            .value = arena_print(request->arena, "%" PRId64, account_place_id(place)),
            .form = form_view(request, view->as, 0, NULL),
        };
    }
    return NULL;
}

Error *family_start_page(Request *request)
{
    FamilyLearners learners;
    FamilyStartPage view = {
        .page = page_make(request, "Start", SECTION_FAMILY),
        .greeting = arena_print(request->arena, "Hello, %s", request->family->name),
        .of_learner = family_is_learner(request),
        .me = url_print(request->arena, "/family/me"),
        .works_here = request->session->of_staff,
        .as = url_print(request->arena, "/me/as"),
    };
    TRY(family_learners(request->db, request->arena, request->school_id, request->family,
                        request->today, &learners));
    view.children.items = arena_array(request->arena, ChildRow, learners.count);
    for (size_t i = 0; i < learners.count; i++)
        TRY(child_row(request, learners.items[i].id, &view.children.items[view.children.count++]));
    TRY(fill_elsewhere(request, &view));
    family_home_html(request->out, &view);
    return NULL;
}

/* ---- The plan ---------------------------------------------------------------------------------
 */

static void fill_outcomes(Request *request, const Plan *plan, FamilyOutcomes *rows)
{
    rows->items = arena_array(request->arena, FamilyOutcome, plan->outcomes.count);
    for (size_t i = 0; i < plan->outcomes.count; i++)
        rows->items[rows->count++] =
            (FamilyOutcome){plan_outcome_words(request->arena, &plan->outcomes.items[i]),
                            plan->outcomes.items[i].measure};
}

static const char *done_words(Arena *arena, const Deliveries *deliveries, ProvisionId provision)
{
    for (size_t i = 0; i < deliveries->count; i++) {
        const Delivery *delivery = &deliveries->items[i];
        if (delivery->provision_id.n == provision.n && delivery->dose.planned > 0)
            return arena_print(arena, "%d of %d times so far", delivery->dose.delivered,
                               delivery->dose.planned);
    }
    return NULL;
}

static Error *fill_supports(Request *request, const Plan *plan, FamilySupports *rows)
{
    Deliveries deliveries;
    TRY(provision_delivery(request->db, request->arena, request->school_id, plan, request->today,
                           &deliveries));
    rows->items = arena_array(request->arena, FamilySupport, plan->provisions.count);
    for (size_t i = 0; i < plan->provisions.count; i++) {
        const Provision *provision = &plan->provisions.items[i];
        rows->items[rows->count++] = (FamilySupport){
            .title = provision->title,
            .who = provision->deliverer_name,
            .dose = plan_dose_words(request->arena, provision),
            .detail = provision->detail,
            .done = done_words(request->arena, &deliveries, provision->id),
        };
    }
    return NULL;
}

/* Only a plan that is in force and was shared, as it was frozen. */
static Error *fill_plan(Request *request, const Standing *standing, FamilyLearnerPage *view)
{
    Plan plan;
    bool allowed;
    TRY(family_may(request, request->learner->id, PURPOSE_PLAN, &allowed));
    if (!allowed || !standing->found)
        return NULL;
    TRY(plan_in_force(request->db, request->arena, request->school_id, standing->cycle.id, &plan,
                      &view->has_plan));
    view->has_plan = view->has_plan && date_is_set(plan.shared_on);
    if (!view->has_plan)
        return NULL;
    TRY(plan_as_agreed(request->db, request->arena, request->school_id, request->learner->id,
                       plan.id, &plan));
    TRY(fill_supports(request, &plan, &view->supports));
    fill_outcomes(request, &plan, &view->outcomes);
    view->shared = date_long(request->arena, plan.shared_on);
    view->in_lessons = plan.class_strategies;
    view->home = plan.home_support;
    view->my_part = plan.learner_part;
    view->plan_paper =
        url_print(request->arena, "/family/learners/%" PRId64 "/plans/%" PRId64 "/paper?for=family",
                  request->learner->id.n, plan.id.n);
    return family_answer_fill(request, &plan, &view->answer);
}

static Error *fill_reviews(Request *request, FamilyReviews *rows)
{
    ReviewLines lines;
    bool allowed;
    TRY(family_may(request, request->learner->id, PURPOSE_REVIEW, &allowed));
    if (!allowed)
        return NULL;
    TRY(review_list(request->db, request->arena, request->school_id, request->learner->id, &lines));
    rows->items = arena_array(request->arena, FamilyReview, lines.count);
    for (size_t i = 0; i < lines.count; i++) {
        const ReviewLine *line = &lines.items[i];
        if (!date_is_set(line->copy_given_on))
            continue;
        rows->items[rows->count++] = (FamilyReview){
            .on = date_long(request->arena, line->held_on),
            .words = arena_print(request->arena, "%d of %d reached", line->met, line->outcomes),
            .paper = url_print(request->arena,
                               "/family/learners/%" PRId64 "/reviews/%" PRId64 "/paper?for=family",
                               request->learner->id.n, line->id.n),
        };
    }
    return NULL;
}

static const char *letter_about(const char *about)
{
    if (text_equal(about, "start"))
        return "That support begins";
    return text_equal(about, "ending") ? "That support ends" : "What was decided";
}

/* Those that lie here for them, the newest first. */
static Error *fill_letters(Request *request, FamilyLetters *rows)
{
    Arena *arena = request->arena;
    Notices letters;
    TRY(register_letters_here(request, &letters));
    *rows = (FamilyLetters){0, arena_array(arena, FamilyLetter, letters.count)};
    for (size_t i = 0; i < letters.count; i++) {
        const Notice *letter = &letters.items[i];
        Url place = url_print(arena, "/family/learners/%" PRId64 "/notices/%" PRId64,
                              request->learner->id.n, letter->id.n);
        bool read = text_equal(letter->state, "delivered");
        rows->items[rows->count++] = (FamilyLetter){
            .about = letter_about(letter->about),
            .on = date_long(arena, letter->made_on),
            .paper = url_print(arena, "%s/paper", place.text),
            .read = read
                        ? arena_print(arena, "You had it on %s.", date_long(arena, letter->told_on))
                        : NULL,
            .form = form_view(request, place, 0, NULL),
        };
    }
    return NULL;
}

Error *family_letter_post(Request *request)
{
    TRY(register_letter_read(request, (ParentNoticeId){request_path_id(request, "notice")}));
    return request_done(
        request, url_print(request->arena, "/family/learners/%" PRId64, request->learner->id.n),
        "letter_read");
}

/* "Mr Hughes (class teacher) or Mrs Vaz (SENCO)". */
static Error *who_to_ask(Request *request, const char **words)
{
    ClassStaffList adults;
    struct sencos_on_rows sencos;
    const SettingWords *said = request_setting_words(request);
    const char *teachers = NULL, *senco = NULL;
    TRY(class_staff_on(request->db, request->arena, request->school_id, request->learner->class_id,
                       request->today, &adults));
    for (size_t i = 0; i < adults.count; i++)
        if (adults.items[i].teaches)
            teachers = teachers == NULL ? adults.items[i].display_name
                                        : arena_print(request->arena, "%s or %s", teachers,
                                                      adults.items[i].display_name);
    TRY(sencos_on(request->db, request->arena, request->school_id, request->today, &sencos));
    if (sencos.count > 0)
        senco = arena_print(request->arena, "%s (%s)", sencos.items[0].display_name, said->senco);
    *words = teachers == NULL ? senco
             : senco == NULL
                 ? arena_print(request->arena, "%s (%s)", teachers, said->teacher)
                 : arena_print(request->arena, "%s (%s) or %s", teachers, said->teacher, senco);
    return NULL;
}

/* ---- One child --------------------------------------------------------------------------------
 */

Error *family_learner_page(Request *request)
{
    const Learner *learner = request->learner;
    Standing standing;
    FamilyLearnerPage view = {
        .page = page_make(request, family_is_learner(request) ? "My plan" : "Your child’s support",
                          SECTION_FAMILY),
        .of_learner = family_is_learner(request),
        .name = learner->known_name,
        .given = given_name(learner),
        .class_name = learner_year_and_class(request->arena, learner),
        .start = url_print(request->arena, "/family"),
        .worries = url_print(request->arena, "/family/learners/%" PRId64 "/worries", learner->id.n),
        .looks = url_print(request->arena, "/family/learners/%" PRId64 "/looks", learner->id.n),
        .form = form_view(
            request,
            url_print(request->arena, "/family/learners/%" PRId64 "/comments", learner->id.n), 0,
            "Tell the {school}"),
        .about = field_view(request, &family_comment_form, "about", "plan"),
        .wording = field_view(request, &family_comment_form, "wording", ""),
    };
    TRY(read_standing(request, learner, view.given, &standing));
    view.now = standing.now;
    view.next = standing.next;
    TRY(fill_plan(request, &standing, &view));
    TRY(fill_reviews(request, &view.reviews));
    TRY(fill_letters(request, &view.letters));
    TRY(who_to_ask(request, &view.ask));
    TRY(family_comments(request, request->family->contact_id, family_is_learner(request),
                        &view.comments));
    TRY(family_may(request, learner->id, PURPOSE_AUDIT_VIEW, &view.may_look));
    family_learner_html(request->out, &view);
    return NULL;
}

/* ---- Who looked -------------------------------------------------------------------------------
 */

static FamilyLookRow look_row(const Request *request, const FamilyLook *look)
{
    const AuditLine *line = look->line;
    bool self = line->contact.n == request->family->contact_id.n && line->staff.n == 0 &&
                (line->contact.n != 0 || line->who != NULL);
    return (FamilyLookRow){.when = look->when,
                           .who = self ? "You" : look->who,
                           .role = look->role,
                           .what = look->what};
}

Error *family_looks_page(Request *request)
{
    FamilyLooks looks;
    int64_t before = 0;
    const char *older = request_query(request, "before");
    bool allowed;
    TRY(family_may(request, request->learner->id, PURPOSE_AUDIT_VIEW, &allowed));
    if (!allowed)
        return error_not_found("looks are not for contact %" PRId64, request->family->contact_id.n);
    if (older != NULL && !id_parse(older, &before))
        before = 0;
    FamilyLooksPage view = {
        .page = page_make(request, "Who opened this record", SECTION_FAMILY),
        .of_learner = family_is_learner(request),
        .name = request->learner->known_name,
        .back = url_print(request->arena, "/family/learners/%" PRId64, request->learner->id.n),
    };
    TRY(trail_for_family(request, request->learner->id, before, &looks));
    view.rows.items = arena_array(request->arena, FamilyLookRow, looks.count);
    for (size_t i = 0; i < looks.count; i++)
        view.rows.items[view.rows.count++] = look_row(request, &looks.items[i]);
    view.more = looks.older != 0;
    if (view.more)
        view.older = url_print(request->arena, "/family/learners/%" PRId64 "/looks?before=%" PRId64,
                               request->learner->id.n, looks.older);
    family_looks_html(request->out, &view);
    return NULL;
}
