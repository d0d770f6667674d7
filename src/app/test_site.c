#include "app/test_site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "app/evidence_sources.h"
#include "app/routes.h"
#include "account/account.h"
#include "assess/assess.h"
#include "bank/bank.h"
#include "care/care.h"
#include "learner/contact.h"
#include "plan/plan.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "register/register.h"
#include "register/views.h"
#include "review/review.h"
#include "school/school.h"
#include "staff/staff.h"

/* ---- The school -------------------------------------------------------------------------------
 */

typedef struct Making {
    TestSite *site;
    Arena *arena;
    Date today;
    SchoolId school;
    ClassId class_id;
    StaffId deliverer; /* of the support in the plans that are made */
} Making;

static Error *add_school(Db *db, Making *making, const char *name)
{
    SchoolFacts school = {.name = name,
                          .setting_type = "school",
                          .phase = "primary",
                          .learner_word = "pupil",
                          .la_number = "999"};
    int64_t lines;
    making->school = (SchoolId){id_new()};
    TRY(school_add(db, making->arena, making->school, &school, false, clock_now()));
    return bank_ship(db, making->school, &lines);
}

static Error *add_staff(Db *db, Making *making)
{
    static const struct {
        const char *forename, *surname, *display_name;
        Role role;
    } people[] = {
        [SENCO] = {"Ana", "Vaz", "Mrs Vaz", ROLE_SENCO},
        [ASSISTANT_SENCO] = {"Mina", "Prasad", "Ms Prasad", ROLE_ASSISTANT_SENCO},
        [HEAD] = {"Daniel", "Okafor", "Mr Okafor", ROLE_HEAD},
        [TEACHER] = {"Owain", "Hughes", "Mr Hughes", ROLE_TEACHER},
        [COVER] = {"Leo", "Marsh", "Mr Marsh", ROLE_COVER},
        [ASSISTANT] = {"Carol", "Reid", "Ms Reid", ROLE_ASSISTANT},
        [OFFICE] = {"Karin", "Lindqvist", "Mrs Lindqvist", ROLE_OFFICE},
        [EXAMS] = {"Ruth", "Bennet", "Mrs Bennet", ROLE_EXAMS},
        [ICT] = {"Sunil", "Rao", "Mr Rao", ROLE_ICT},
        [GOVERNOR] = {"Joan", "Pryce", "Mrs Pryce", ROLE_GOVERNOR},
        [PROFESSIONAL] = {"Helen", "Abara", "Dr Abara", ROLE_PROFESSIONAL},
        [OFFICER] = {"Lorna", "Tate", "Ms Tate", ROLE_OFFICER},
    };
    for (Who who = 0; who < STAFF_COUNT; who++) {
        const char *code = role_code(people[who].role);
        const char *setup_code;
        NewStaff person = {.title = "",
                           .forename = people[who].forename,
                           .surname = people[who].surname,
                           .display_name = people[who].display_name,
                           .role = people[who].role,
                           .email = arena_print(making->arena, "%s@school.example", code),
                           .password = who == SENCO ? TEST_PASSWORD : NULL};
        TRY(staff_add(db, making->arena, making->school, &person,
                      date_add_days(making->today, -1000), &making->site->staff[who], &setup_code));
    }
    return NULL;
}

typedef enum Theirs { NEITHERS, THE_TEACHERS, BOTHS } Theirs;

static Error *add_leaver(Db *db, Making *making)
{
    const char *setup_code;
    NewStaff person = {.title = "Mr",
                       .forename = "Ivo",
                       .surname = "Gone",
                       .display_name = "Mr Gone",
                       .role = ROLE_ASSISTANT};
    StaffId *gone = &making->site->gone;
    TRY(staff_add(db, making->arena, making->school, &person, date_add_days(making->today, -1000),
                  gone, &setup_code));
    return staff_leave(db, making->school, *gone, date_add_days(making->today, -1));
}

/* from, until: days from today on which the adults begin, and that is their last. */
static Error *add_class(Db *db, Making *making, const char *name, Theirs theirs, int from,
                        int until)
{
    Date first = date_add_days(making->today, from), last = date_add_days(making->today, until);
    const StaffId *staff = making->site->staff;
    TRY(class_add(db, making->arena, making->school, name, "4", &making->class_id));
    if (theirs != NEITHERS)
        TRY(class_add_staff(db, making->school, making->class_id, staff[TEACHER], true, first,
                            last));
    if (theirs != BOTHS)
        return NULL;
    return class_add_staff(db, making->school, making->class_id, staff[ASSISTANT], false, first,
                           last);
}

/* For some lessons the teacher has a learner of another class. */
static Error *add_group(Db *db, Making *making, LearnerId learner)
{
    ClassId group;
    TRY(group_add(db, making->arena, making->school, "Maths 4", NULL, &group));
    TRY(class_add_staff(db, making->school, group, making->site->staff[TEACHER], true,
                        making->today, DATE_NONE));
    return group_add_learner(db, making->school, group, learner, making->today, making->today);
}

static Error *add_learner(Db *db, Making *making, const char *forename, LearnerId *id)
{
    NewLearner learner = {.surname = "Nowak",
                          .forename = forename,
                          .born_on = date_add_days(making->today, -3100),
                          .sex = "F",
                          .national_year = "4",
                          .class_id = making->class_id,
                          .first_language = "ENG",
                          .english_additional = {true, 0},
                          .entered_on = date_add_days(making->today, -1000)};
    bool signs_in = id == &making->site->own;
    Contact mother = {.name = "Mrs Ewa Nowak", .email = signs_in ? "parent@school.example" : NULL};
    LearnerContact link = {.relationship = "mother",
                           .parental_responsibility = {true, 1},
                           .lives_with = true,
                           .correspondence = true,
                           .receives_documents = true,
                           .receives_reports = true,
                           .may_collect = true,
                           .priority = 1,
                           .starts_on = learner.entered_on};
    LearnerContactId link_id;
    TRY(learner_add(db, making->arena, making->school, &learner, id));
    link.learner_id = *id;
    TRY(contact_add(db, making->arena, making->school, &mother, &link.contact_id));
    if (signs_in)
        making->site->parent = link.contact_id;
    return learner_contact_add(db, making->school, &link, &link_id);
}

static Error *let_family_in(Db *db, Making *making)
{
    const TestSite *at = making->site;
    const char *code;
    TRY(family_code_make(db, making->arena, making->school, at->parent, clock_now(), &code));
    return learner_code_make(db, making->arena, making->school, at->own, "learner@school.example",
                             at->staff[SENCO], clock_now(), &code);
}

static Error *decide(Db *db, Making *making, LearnerId learner, Date on)
{
    const char *need = "SPLD";
    AreaOfNeed area = {.area = "cognition", .primary = true};
    SenStatusId id;
    Decision decision = {.level = "sen_support",
                         .starts_on = on,
                         .decided_on = on,
                         .decided_by = making->site->staff[SENCO],
                         .decided_with = making->site->staff[TEACHER],
                         .evidence = "Her books since September.",
                         .outcomes_sought = "To read her own year's books.",
                         .needs = {1, &need},
                         .areas = {1, &area}};
    TRY(register_decide(db, making->arena, making->school, learner, &decision, making->today, &id));
    ParentNoticeId notice_id;
    Notice notice = {.status_id = id,
                     .told_on = on,
                     .method = "letter",
                     .recipients = "Mrs Ewa Nowak",
                     .told_by = making->site->staff[SENCO]};
    return register_tell(db, making->arena, making->school, learner, &notice, &notice_id);
}

/* Told to the teacher about their own learner, to the SENCO about the others. */
static Error *raise_concern(Db *db, Making *making, LearnerId learner, Date on)
{
    ConcernId id;
    const TestSite *at = making->site;
    Concern concern = {.raised_on = on,
                       .raised_by = "parent",
                       .raised_by_name = "Mrs Ewa Nowak",
                       .way = "phone",
                       .heard_by = at->staff[learner.n == at->own.n ? TEACHER : SENCO],
                       .wording = "She hides her reading book.",
                       .reply_by = date_add_days(on, 14)};
    return concern_raise(db, making->school, learner, &concern, &id);
}

static Error *assess(Db *db, Making *making, Cycle *cycle, Date on)
{
    Assessment assessment;
    bool found;
    TRY(cycle_now(db, making->arena, making->school, cycle->learner_id, cycle, &found));
    TRY(assessment_of_cycle(db, making->arena, making->school, cycle->id, &assessment, &found));
    assessment.learner_id = cycle->learner_id;
    assessment.strengths = "Remembers all she hears.";
    assessment.learner_view.words = "Reading is like a wall.";
    assessment.learner_view.on = on;
    assessment.summary = "Needs help to decode.";
    TRY(assessment_save(db, making->school, &assessment));
    return assessment_finish(db, making->school, cycle, &assessment, making->site->staff[SENCO],
                             on);
}

static Error *fill_plan(Db *db, Making *making, const Cycle *cycle, Date on)
{
    PlanId id;
    Plan plan;
    OutcomeId outcome_id;
    ProvisionId provision_id;
    Arena *arena = making->arena;
    Date until = date_add_days(making->today, 60);
    TRY(plan_begin(db, arena, making->school, cycle->learner_id, cycle->id, &id));
    TRY(plan_load(db, arena, making->school, cycle->learner_id, id, &plan));
    plan.responsible = making->site->staff[TEACHER];
    plan.home_support = "Ten minutes of reading.";
    plan.class_strategies = "Print on yellow paper.";
    plan.consulted = "Mrs Nowak, by phone.";
    plan.review_on = until;
    TRY(plan_save(db, making->school, &plan));
    Outcome outcome = {.wording = "Reads 40 words.",
                       .area = "cognition",
                       .measure = "A timed list.",
                       .baseline = "12 words",
                       .target = "40 words",
                       .due_on = until};
    TRY(plan_add_outcome(db, arena, making->school, &plan, &outcome, &outcome_id));
    TRY(plan_load(db, arena, making->school, cycle->learner_id, id, &plan));
    Provision provision = {.title = "Paired reading",
                           .detail = "",
                           .deliverer = making->deliverer,
                           .deliverer_other = "",
                           .place = "Library",
                           .group_size = 2,
                           .minutes = 20,
                           .times_a_week = 3,
                           .starts_on = on,
                           .ends_on = until,
                           .evidence_note = "",
                           .outcomes = {1, &outcome_id}};
    TRY(plan_add_provision(db, arena, making->school, &plan, &provision, &provision_id));
    TRY(plan_load(db, arena, making->school, cycle->learner_id, id, &plan));
    TRY(plan_finalise(db, arena, making->school, &plan, making->site->staff[SENCO], on));
    return cycle_apply(db, making->school, cycle, CYCLE_FINALISE_PLAN, on, until);
}

static Error *review_cycle(Db *db, Making *making, LearnerId learner, Date on)
{
    Cycle cycle;
    CycleId next;
    Review review;
    bool found;
    Arena *arena = making->arena;
    TRY(cycle_now(db, arena, making->school, learner, &cycle, &found));
    TRY(review_open(db, arena, making->school, &cycle, on, &review));
    review.held_on = on;
    review.method = "meeting";
    review.attended = "Mrs Nowak, Mrs Vaz";
    review.parent_view = "She reads to us.";
    review.outcomes.items[0].judgement = JUDGEMENT_PARTLY_MET;
    review.outcomes.items[0].next = "keep";
    review.provisions.items[0].impact = "some";
    review.provisions.items[0].decision = "continue";
    review.decision = "continue";
    review.next_review_on = date_add_days(making->today, 60);
    TRY(review_save(db, arena, making->school, &cycle, &review, on));
    TRY(cycle_now(db, arena, making->school, learner, &cycle, &found));
    return review_finish(db, arena, making->school, &cycle, &review, making->site->staff[SENCO], on,
                         &next);
}

static Error *finish_carried_plan(Db *db, Making *making, LearnerId learner, Date on)
{
    Cycle cycle;
    Plan plan;
    bool found;
    TRY(cycle_now(db, making->arena, making->school, learner, &cycle, &found));
    TRY(plan_of_cycle(db, making->arena, making->school, cycle.id, &plan, &found));
    TRY(plan_finalise(db, making->arena, making->school, &plan, making->site->staff[SENCO], on));
    return cycle_apply(db, making->school, &cycle, CYCLE_FINALISE_PLAN, on, plan.review_on);
}

static Error *write_score(Db *db, Making *making, LearnerId learner)
{
    int added;
    Measures measures;
    ScoreWritten written;
    TRY(measures_ship(db, making->arena, making->school, &added));
    TRY(measures_load(db, making->arena, making->school, &measures));
    ScoreEntry entry = {.learner = learner,
                        .measure = &measures.items[0],
                        .taken_on = date_add_days(making->today, -30),
                        .absent = "away",
                        .source = "entered",
                        .by = making->site->staff[SENCO],
                        .today = making->today};
    return score_write(db, making->arena, making->school, &entry, &written);
}

/* All that happened to a learner: a cycle that was reviewed, and up to a plan that is being carried
 * out. */
static Error *give_support(Db *db, Making *making, LearnerId learner)
{
    Date on = date_add_days(making->today, -20);
    Cycle cycle = {.learner_id = learner};
    bool found;
    TRY(raise_concern(db, making, learner, on));
    TRY(write_score(db, making, learner));
    TRY(decide(db, making, learner, on));
    TRY(assess(db, making, &cycle, date_add_days(on, 2)));
    TRY(cycle_now(db, making->arena, making->school, learner, &cycle, &found));
    TRY(fill_plan(db, making, &cycle, date_add_days(on, 3)));
    TRY(review_cycle(db, making, learner, date_add_days(on, 10)));
    TRY(assess(db, making, &cycle, date_add_days(on, 11)));
    return finish_carried_plan(db, making, learner, date_add_days(on, 12));
}

/* With the outside professional and the officer: name, class and need only. */
static Error *share_case(Db *db, Making *making, LearnerId learner)
{
    SharedCase shared = {.professional = making->site->staff[PROFESSIONAL],
                         .purpose = "How she remembers",
                         .agreed_by = "Mrs Ewa Nowak",
                         .agreed_on = making->today,
                         .starts_on = making->today,
                         .ends_on = date_add_days(making->today, 30)};
    TRY(care_share_case(db, making->school, learner, &shared, making->site->staff[SENCO]));
    shared.professional = making->site->staff[OFFICER];
    return care_share_case(db, making->school, learner, &shared, making->site->staff[SENCO]);
}

/* What their teachers see of a learner is asked for, and nobody has said it yet. */
static Error *ask_views(Db *db, Making *making, LearnerId learner)
{
    ViewRoundId id;
    size_t asked;
    ViewRound round = {.title = "Before the review",
                       .asked_by = making->site->staff[SENCO],
                       .asked_on = making->today,
                       .due_on = date_add_days(making->today, 10),
                       .assistants = true};
    return views_ask(db, making->arena, making->school, &round, (LearnerIds){1, &learner}, &id,
                     &asked);
}

static Error *make_school(Db *db, void *context)
{
    Making *making = context;
    TestSite *at = making->site;
    TRY(add_school(db, making, "Hilltop School"));
    making->class_id = (ClassId){0};
    TRY(add_learner(db, making, "Foreign", &at->foreign));
    TRY(add_school(db, making, "Mill Lane Primary"));
    at->school = making->school;
    TRY(add_staff(db, making));
    TRY(add_leaver(db, making));
    making->deliverer = at->staff[ASSISTANT];
    TRY(add_class(db, making, "4H", BOTHS, 0, 0));
    TRY(add_learner(db, making, "Zofia", &at->own));
    TRY(give_support(db, making, at->own));
    TRY(share_case(db, making, at->own));
    TRY(ask_views(db, making, at->own));
    TRY(add_class(db, making, "6R", NEITHERS, 0, 0));
    TRY(add_learner(db, making, "Petra", &at->helped));
    TRY(give_support(db, making, at->helped));
    making->deliverer = at->staff[SENCO];
    TRY(add_learner(db, making, "Gita", &at->grouped));
    TRY(give_support(db, making, at->grouped));
    TRY(add_group(db, making, at->grouped));
    TRY(add_class(db, making, "5T", NEITHERS, 0, 0));
    TRY(add_learner(db, making, "Hanna", &at->other));
    TRY(give_support(db, making, at->other));
    TRY(add_class(db, making, "3M", BOTHS, -100, -1));
    TRY(add_learner(db, making, "Maja", &at->former));
    TRY(add_class(db, making, "2K", BOTHS, 1, 100));
    TRY(add_learner(db, making, "Lena", &at->later));
    return let_family_in(db, making);
}

static Error *make_family_sessions(Db *db, TestSite *at)
{
    FamilyAccess parent, learner;
    NewSession session = {.school = at->school, .device = "Firefox on Android", .confirmed = true};
    TRY(db_enter_school(db, at->school.n));
    TRY(family_access(db, at->kept, at->school, at->parent, (LearnerId){0}, &parent));
    TRY(family_access(db, at->kept, at->school, (ContactId){0}, at->own, &learner));
    session.account = parent.account_id;
    session.contact = at->parent;
    TRY(session_start(db, at->kept, &session, clock_now(), &at->cookie[PARENT]));
    session.account = learner.account_id;
    session.contact = (ContactId){0};
    session.learner = at->own;
    return session_start(db, at->kept, &session, clock_now(), &at->cookie[LEARNER]);
}

static Error *make_sessions(Db *db, void *context)
{
    TestSite *at = context;
    for (Who who = 0; who < STAFF_COUNT; who++) {
        AccountId account;
        SchoolId school;
        StaffId staff;
        const char *hash;
        const char *email = test_text(at, "%s@school.example", role_code((Role)who));
        TRY(sign_in_find(db, at->kept, email, moment_london_date(clock_now()), &account, &school,
                         &staff, &hash));
        NewSession session = {.account = account,
                              .school = school,
                              .staff = staff,
                              .device = "Firefox on Linux",
                              .confirmed = true};
        TRY(session_start(db, at->kept, &session, clock_now(), &at->cookie[who]));
    }
    return make_family_sessions(db, at);
}

void test_write(TestSite *at, StoreWork work, void *context)
{
    Error *error = store_write(at->store.store, work, context);
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
}

void test_site_make(TestSite *at, DbEngine engine)
{
    SiteOptions options = {.routes = routes,
                           .route_count = route_count,
                           .evidence = evidence_sources,
                           .sign_in_page = account_sign_in_page,
                           .family_sign_in_page = family_in_page};
    *at = (TestSite){.store = test_store_make(engine, 2)};
    at->kept = arena_create((size_t)256 << 20, "test.kept");
    at->worker = arena_create((size_t)64 << 20, "test.worker");
    buffer_init(&at->body, (size_t)8 << 20);
    Making making = {
        .site = at, .arena = at->store.arena, .today = moment_london_date(clock_now())};
    test_write(at, make_school, &making);
    options.store = test_store_guarded(&at->store, 2);
    options.oidc = oidc_make(at->store.arena, true);
    options.guesses = at->guesses = guesses_make(at->store.arena);
    assert_null(site_create(at->store.arena, &options, &at->strict));
    options.factor_optional = true;
    assert_null(site_create(at->store.arena, &options, &at->site));
    test_site_forget(at);
}

TestSite site;

static int begin_on(DbEngine engine)
{
    if (password_start() != NULL)
        return 1;
    test_site_make(&site, engine);
    return 0;
}

int test_site_begin_sqlite(void **state)
{
    (void)state;
    return begin_on(DB_SQLITE);
}

int test_site_begin_postgresql(void **state)
{
    (void)state;
    return begin_on(DB_POSTGRESQL);
}

int test_site_finish(void **state)
{
    (void)state;
    test_site_end(&site);
    password_stop();
    return 0;
}

int test_site_each(void **state)
{
    (void)state;
    db_fail_at(0);
    test_site_forget(&site);
    return 0;
}

void test_site_forget(TestSite *at)
{
    guesses_forget(at->guesses);
    arena_reset(at->kept);
    test_write(at, make_sessions, at);
}

void test_site_end(TestSite *at)
{
    buffer_free(&at->body);
    arena_destroy(at->worker);
    arena_destroy(at->kept);
    test_store_end(&at->store);
}

/* ---- Asking -----------------------------------------------------------------------------------
 */

static const char *right_token(TestSite *at, const char *cookie)
{
    Db *db;
    Session session;
    Actor actor;
    bool found = false;
    Moment now = clock_now();
    if (cookie == NULL)
        return NULL;
    assert_null(store_read(at->store.store, &db));
    Error *error =
        session_find(db, at->kept, cookie, now, moment_london_date(now), &session, &actor, &found);
    store_read_end(at->store.store, db);
    assert_null(error);
    return found ? form_token(at->kept, &session) : NULL;
}

static const char *whole_body(TestSite *at, const Ask *ask, const char *cookie)
{
    const char *token = ask->token != NULL ? ask->token : right_token(at, cookie);
    const char *body = ask->body == NULL ? "" : ask->body;
    if (!text_empty(token))
        body = test_text(at, "%s%stoken=%s", body, *body == '\0' ? "" : "&", token);
    if (ask->key != NULL)
        body = test_text(at, "%s%skey=%s", body, *body == '\0' ? "" : "&", ask->key);
    return body;
}

static void add_upload(TestSite *at, const Ask *ask, HttpRequest *request)
{
    HttpField *fields = arena_array(at->kept, HttpField, request->body.count + 1);
    for (size_t i = 0; i < request->body.count; i++)
        fields[i] = request->body.items[i];
    fields[request->body.count] =
        (HttpField){"file", ask->upload, strlen(ask->upload), "learners.csv", false};
    request->body = (HttpFields){request->body.count + 1, fields};
    request->raw_body = (Bytes){0};
}

static const char *cookies(TestSite *at, const Ask *ask, const char *session)
{
    const char *name = ask->secure ? "__Host-fourfold" : "fourfold";
    const char *first = session == NULL ? "" : test_text(at, "%s=%s; ", name, session);
    return ask->device == NULL ? first : test_text(at, "%s%s-device=%s", first, name, ask->device);
}

static HttpRequest request_of(TestSite *at, const Ask *ask, HttpHeader headers[4])
{
    static int number;
    const char *cookie = ask->cookie != NULL ? ask->cookie : at->cookie[ask->who];
    const char *query = strchr(ask->path, '?');
    HttpRequest request = {
        .method = ask->method,
        .method_text = ask->method == HTTP_POST ? "POST" : "GET",
        .path = query == NULL ? ask->path
                              : arena_copy_length(at->kept, ask->path, (size_t)(query - ask->path)),
        .host = "school.example",
        .client = ask->client == NULL ? "127.0.0.1" : ask->client,
        .secure = ask->secure,
        .crowded = ask->crowded,
        .reference = test_text(at, "t%06d", ++number),
        .headers = headers,
    };
    if (query != NULL)
        assert_true(http_parse_form(at->kept, query + 1, &request.query));
    if (cookie != NULL || ask->device != NULL)
        headers[request.header_count++] = (HttpHeader){"Cookie", cookies(at, ask, cookie)};
    if (ask->origin != NULL)
        headers[request.header_count++] = (HttpHeader){"Origin", ask->origin};
    if (ask->fetch_site != NULL)
        headers[request.header_count++] = (HttpHeader){"Sec-Fetch-Site", ask->fetch_site};
    if (ask->method == HTTP_POST) {
        const char *body = whole_body(at, ask, cookie);
        request.raw_body = (Bytes){(const unsigned char *)body, strlen(body)};
        assert_true(http_parse_form(at->kept, body, &request.body));
        if (ask->upload != NULL)
            add_upload(at, ask, &request);
    }
    return request;
}

/* As a worker of the server does: its own arena, caught when it is exhausted. */
static bool attend(TestSite *at, const HttpRequest *request, HttpResponse *response)
{
    jmp_buf exhausted;
    if (setjmp(exhausted) != 0) {
        arena_catch(at->worker, NULL);
        return false;
    }
    arena_catch(at->worker, &exhausted);
    site_answer(at->site, 0, at->worker, request, response);
    arena_catch(at->worker, NULL);
    return true;
}

static Answer keep_answer(TestSite *at, const HttpResponse *response)
{
    Answer answer = {.status = response->status, .header_count = response->header_count};
    assert_false(response->broken);
    for (size_t i = 0; i < response->header_count; i++)
        answer.headers[i] = (HttpHeader){arena_copy(at->kept, response->headers[i].name),
                                         arena_copy(at->kept, response->headers[i].value)};
    answer.length = response->fixed.data != NULL ? response->fixed.length : response->body->length;
    const char *data =
        response->fixed.data != NULL ? (const char *)response->fixed.data : response->body->data;
    answer.body = answer.length == 0 ? "" : arena_copy_length(at->kept, data, answer.length);
    return answer;
}

/* As the engine sends it: the answer's own header, else the one of every answer. */
static const char *sent_header(const Answer *answer, const char *name)
{
    const char *own = answer_header(answer, name);
    for (const HttpHeader *every = site_every_answer; own == NULL && every->name != NULL; every++)
        if (strcasecmp(every->name, name) == 0)
            return every->value;
    return own;
}

static void assert_header(const Ask *ask, const Answer *answer, const char *name, const char *value)
{
    const char *sent = sent_header(answer, name);
    if (sent == NULL || strstr(sent, value) == NULL)
        fail_msg("%s, status %d: %s is %s, not %s", ask->path, answer->status, name,
                 sent == NULL ? "absent" : sent, value);
}

/* What every answer of every test must be, errors included. */
static void check_answer(const Ask *ask, const Answer *answer)
{
    static const char *const inside[] = {"sqlite", "postgres", "insert into", "SQLSTATE", "libpq",
                                         "src/",   ".c:",      "arena ",      "ERROR:"};
    bool asset = strncmp(ask->path, "/assets/", 8) == 0 && answer->status == 200;
    assert_header(ask, answer, "Content-Security-Policy",
                  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                  "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                  "frame-ancestors 'none'");
    assert_header(ask, answer, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    assert_header(ask, answer, "X-Content-Type-Options", "nosniff");
    assert_header(ask, answer, "Referrer-Policy", "no-referrer");
    assert_header(ask, answer, "Cache-Control", asset ? "immutable" : "no-store");
    if (answer->length > 0)
        assert_header(ask, answer, "Content-Type", "/");
    for (size_t i = 0; answer->status >= 400 && i < sizeof inside / sizeof inside[0]; i++)
        if (answer_says(answer, inside[i]))
            fail_msg("%s, status %d shows \"%s\"", ask->path, answer->status, inside[i]);
    if (answer->status >= 500 && !ask->crowded && !answer_says(answer, "class=\"reference\""))
        fail_msg("%s, status %d: no reference", ask->path, answer->status);
}

Answer test_ask(TestSite *at, const Ask *ask)
{
    HttpHeader headers[4];
    HttpRequest request = request_of(at, ask, headers);
    HttpResponse response = {.body = &at->body};
    arena_fail_at(at->worker, ask->fail_allocation);
    db_fail_at(ask->fail_statement);
    bool answered = attend(at, &request, &response);
    db_fail_at(0);
    arena_fail_at(at->worker, 0);
    assert_true(answered);
    Answer answer = keep_answer(at, &response);
    check_answer(ask, &answer);
    buffer_reset(&at->body);
    arena_reset(at->worker);
    return answer;
}

Answer test_get(TestSite *at, Who who, const char *path)
{
    return test_ask(at, &(Ask){.who = who, .method = HTTP_GET, .path = path});
}

Answer test_post(TestSite *at, Who who, const char *path, const char *body)
{
    return test_ask(at, &(Ask){.who = who, .method = HTTP_POST, .path = path, .body = body});
}

/* ---- Reading an answer ------------------------------------------------------------------------
 */

const char *answer_header(const Answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->header_count; i++)
        if (strcasecmp(answer->headers[i].name, name) == 0)
            return answer->headers[i].value;
    return NULL;
}

bool answer_says(const Answer *answer, const char *text)
{
    return strstr(answer->body, text) != NULL;
}

const char *answer_hidden(TestSite *at, const Answer *answer, const char *mark, const char *name)
{
    const char *from = strstr(answer->body, mark);
    const char *start = test_text(at, "name=\"%s\" value=\"", name);
    const char *value = from == NULL ? NULL : strstr(from, start);
    if (value == NULL) {
        fail_msg("no hidden %s behind %s", name, mark);
        return NULL;
    }
    value += strlen(start);
    return arena_copy_length(at->kept, value, strcspn(value, "\""));
}

static const char *cookie_of(TestSite *at, const Answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->header_count; i++) {
        const char *value = answer->headers[i].value;
        size_t length = strcspn(value, "="), prefix = strlen("__Host-");
        const char *start = text_starts(value, "__Host-") ? value + prefix : value;
        if (strcasecmp(answer->headers[i].name, "Set-Cookie") == 0 &&
            strncmp(start, name, strlen(name)) == 0 && start[strlen(name)] == '=')
            return arena_copy_length(at->kept, value + length + 1,
                                     strcspn(value + length + 1, ";"));
    }
    return NULL;
}

const char *answer_cookie(TestSite *at, const Answer *answer)
{
    return cookie_of(at, answer, "fourfold");
}

const char *answer_device(TestSite *at, const Answer *answer)
{
    return cookie_of(at, answer, "fourfold-device");
}

/* ---- What the store holds ---------------------------------------------------------------------
 */

const char *test_text(TestSite *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_print_list(at->kept, format, arguments);
    va_end(arguments);
    return text;
}

int64_t test_number(TestSite *at, const char *sql)
{
    return test_store_number(&at->store, sql);
}

/* What the id of a path's part is, of a learner with the id that follows. */
static const struct {
    const char *part, *rows;
} records[] = {
    {"concern", "concern t where t.learner_id ="},
    {"plan", "plan t where t.learner_id ="},
    {"provision", "provision t join plan p on p.id = t.plan_id where p.learner_id ="},
    {"notice", "parent_notice t where t.learner_id ="},
    {"review", "review t where t.learner_id ="},
    {"link", "learner_contact t where t.learner_id ="},
    {"order", "court_order t where t.learner_id ="},
    {"case", "learner_professional t where t.learner_id ="},
    {"pupil", "(select learner_id as id from learner_professional) t where 0 <"},
    {"arrangement", "access_arrangement t where t.learner_id ="},
    {"change", "details_change t where 0 <"},
    {"bulk", "bulk_action t where 0 <"},
    {"role", "staff_role t where 0 <"},
    {"glass", "break_glass t where 0 <"},
    {"entry", "audit t where t.list_hash is not null and 0 <"},
    {"seal", "learner_seal t where 0 <"},
    {"merge", "learner_merge t where t.kept_id ="},
    {"run", "import_run t where 0 <"},
    {"session", "session t where 0 <"},
    {"binding", "sign_on_binding t where 0 <"},
    {"device", "device t where 0 <"},
    {"year", "(select 2026 as id) t where 0 <"},
    {"closure", "school_closure t where 0 <"},
    {"class", "class t where t.is_group and 0 <"},
    {"intervention", "intervention t where 0 <"},
    {"strategy", "strategy t where 0 <"},
    {"phrase", "outcome_phrase t where 0 <"},
    {"measure", "measure t where 0 <"},
    {"score", "score t where t.learner_id ="},
    {"view", "register_view t where 0 <"},
    {"round", "view_round t where 0 <"},
    {"staff", "staff t where t.role = 'teacher' and 0 <"},
};

static int64_t id_of(TestSite *at, const char *part, size_t length, LearnerId learner)
{
    if (length == strlen("learner") && strncmp(part, "learner", length) == 0)
        return learner.n;
    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        if (length != strlen(records[i].part) || strncmp(part, records[i].part, length) != 0)
            continue;
        return test_number(at, test_text(at, "select coalesce(max(t.id), 2) from %s %lld",
                                         records[i].rows, (long long)learner.n));
    }
    fail_msg("no record for :%s", part);
    return 0;
}

const char *test_path(TestSite *at, const char *pattern, LearnerId learner)
{
    const char *path = "";
    while (*pattern != '\0') {
        size_t words = strcspn(pattern, ":");
        path = test_text(at, "%s%.*s", path, (int)words, pattern);
        pattern += words;
        if (*pattern == '\0')
            break;
        size_t length = strcspn(++pattern, "/");
        path = test_text(at, "%s%lld", path, (long long)id_of(at, pattern, length, learner));
        pattern += length;
    }
    return path;
}

static const char *replaced(TestSite *at, const char *text, const char *word, const char *with)
{
    const char *found;
    while ((found = strstr(text, word)) != NULL)
        text = test_text(at, "%.*s%s%s", (int)(found - text), text, with, found + strlen(word));
    return text;
}

static const char *number_text(TestSite *at, const char *rows, LearnerId learner)
{
    return test_text(at, "%lld",
                     (long long)test_number(at, test_text(at,
                                                          "select coalesce(max(t.id), 2) from %s "
                                                          "%lld",
                                                          rows, (long long)learner.n)));
}

const char *test_method(const Route *route)
{
    return route->method == POST ? "POST" : "GET";
}

bool test_names_record(const Route *route)
{
    return strstr(route->path, "/:learner") != NULL || strstr(route->path, "/:provision") != NULL;
}

const char *test_fill(TestSite *at, const char *pattern, LearnerId learner, const char *version)
{
    Date today = moment_london_date(clock_now());
    const char *text = replaced(at, pattern, "{today}", date_iso(at->kept, today));
    text = replaced(at, text, "{later}", date_iso(at->kept, date_add_days(today, 40)));
    text = replaced(at, text, "{version}", version == NULL ? "0" : version);
    text = replaced(at, text, "{senco}", test_text(at, "%lld", (long long)at->staff[SENCO].n));
    text = replaced(at, text, "{teacher}", test_text(at, "%lld", (long long)at->staff[TEACHER].n));
    text = replaced(at, text, "{contact}",
                    test_text(at, "%lld",
                              (long long)test_number(
                                  at, test_text(at,
                                                "select coalesce(max(contact_id), 2)"
                                                " from learner_contact where learner_id = %lld",
                                                (long long)learner.n))));
    text = replaced(
        at, text, "{outcome}",
        number_text(at, "outcome t join plan p on p.id = t.plan_id where p.learner_id =", learner));
    return replaced(
        at, text, "{provision}",
        number_text(at,
                    "provision t join plan p on p.id = t.plan_id where p.learner_id =", learner));
}
