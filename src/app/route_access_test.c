/* Every route, asked as every role about every kind of learner, beside a table of who may do what
 * that is kept apart from the program's own (domain rules: deny by default, "own" is taught or
 * supported today). */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"
#include "plan/plan.h"
#include "review/review.h"
#include "staff/staff.h"

/* A letter for each of Who: SENCO, assistant SENCO, head, teacher, cover teacher, assistant,
 * office, exams officer, ICT, governor, professional, officer of the local authority, parent,
 * learner: a all learners, o own ones, x they may, but what is asked for is not theirs, - nobody.
 */
typedef struct Spec {
    const char *route;
    const char *may; /* NULL: anyone, signed in or not */
    int allowed;     /* status of an allowed GET; 0: 200 */
} Spec;

static const Spec specs[] = {
    {"GET /", NULL, 303},
    {"GET /health", NULL, 0},
    {"GET /in", NULL, 0},
    {"POST /in", NULL, 0},
    {"POST /in/with", NULL, 0},
    {"GET /in/with/back", NULL, 303},
    {"POST /in/with/back", NULL, 0},
    {"GET /family/in", NULL, 0},
    {"POST /family/in", NULL, 0},
    {"GET /family/in/sent", NULL, 0},
    {"GET /family/in/link", NULL, 0},
    {"POST /family/in/link", NULL, 0},
    {"GET /family/in/code", "------------aa", 303},
    {"POST /family/in/code", "------------aa", 0},
    {"GET /me/as", "aaaaaaaaaaaaaa", 0},
    {"POST /me/as", "aaaaaaaaaaaaaa", 0},
    {"GET /school/mail", "--a---a-a-----", 0},
    {"GET /setup", NULL, 0},
    {"POST /setup", NULL, 0},
    {"GET /help", NULL, 0},
    {"GET /in/factor", "aaaaaaaaaaaa--", 303},
    {"POST /in/factor", "aaaaaaaaaaaa--", 0},
    {"POST /in/passkey", "aaaaaaaaaaaa--", 0},
    {"POST /in/on", "aaaaaaaaaaaa--", 0},
    {"POST /out", "aaaaaaaaaaaaaa", 0},
    {"GET /me", "aaaaaaaaaaaaaa", 0},
    {"POST /me/sessions/:session/end", "aaaaaaaaaaaaaa", 0},
    {"POST /me/sessions/end", "aaaaaaaaaaaaaa", 0},
    {"POST /me/devices/:device/forget", "aaaaaaaaaaaaaa", 0},
    {"GET /me/password", "aaaaaaaaaaaa--", 0},
    {"POST /me/password", "aaaaaaaaaaaa--", 0},
    {"GET /me/passkeys", "aaaaaaaaaaaa--", 0},
    {"POST /me/passkeys", "aaaaaaaaaaaa--", 0},
    {"GET /me/factor", "aaaaaaaaaaaa--", 0},
    {"POST /me/factor", "aaaaaaaaaaaa--", 0},
    {"POST /me/factor/codes", "aaaaaaaaaaaa--", 0},
    {"POST /me/factor/off", "aaaaaaaaaaaa--", 0},
    {"GET /today", "aaaaaaaaaaaa--", 0},
    {"POST /today/given", "a-a-----------", 0},
    {"GET /school", "aaa---a-------", 0},
    {"GET /school/facts", "aaa---a-------", 0},
    {"POST /school/facts", "--a---a-------", 0},
    {"GET /school/facts/kind", "--a---a-------", 0},
    {"POST /school/facts/kind", "--a---a-------", 0},
    {"GET /school/dates", "aaa---a-------", 0},
    {"GET /school/dates/:year", "aaa---a-------", 0},
    {"POST /school/dates/:year", "aaa---a-------", 0},
    {"POST /school/dates/:year/closures", "aaa---a-------", 0},
    {"POST /school/dates/:year/closures/:closure/remove", "aaa---a-------", 0},
    {"GET /school/classes", "aaa---a-------", 0},
    {"POST /school/classes", "aaa---a-------", 0},
    {"GET /school/classes/:class", "aaa---a-------", 0},
    {"POST /school/classes/:class", "aaa---a-------", 0},
    {"POST /school/classes/:class/staff", "aaa---a-------", 0},
    {"POST /school/classes/:class/staff/end", "aaa---a-------", 0},
    {"POST /school/classes/:class/learners", "aaa---a-------", 0},
    {"POST /school/classes/:class/learners/end", "aaa---a-------", 0},
    {"GET /school/levels", "aaa---a-------", 0},
    {"POST /school/levels", "aaa---a-------", 0},
    {"POST /school/levels/new", "aaa---a-------", 0},
    {"POST /school/levels/proposed", "aaa---a-------", 0},
    {"GET /school/permissions", "--a---a-------", 0},
    {"POST /school/permissions", "--a-----------", 0},
    {"GET /school/sign-in", "--a---a-a-----", 0},
    {"GET /school/sign-in/provider", "--a---a-a-----", 0},
    {"POST /school/sign-in/provider", "--a---a-a-----", 0},
    {"POST /school/sign-in/provider/try", "--a---a-a-----", 0},
    {"POST /school/sign-in/provider/on", "--a---a-a-----", 0},
    {"POST /school/sign-in/provider/off", "--a---a-a-----", 0},
    {"POST /school/sign-in/provider/remove", "--a---a-a-----", 0},
    {"POST /school/sign-in/bound/:binding/undo", "--a---a-a-----", 0},
    {"POST /school/sign-in/lost", "--a---a-a-----", 0},
    {"GET /school/staff", "--a---a-------", 0},
    {"GET /school/staff/codes", "--a---a-------", 0},
    {"POST /school/staff/codes", "--a---a-------", 0},
    {"GET /school/staff/new", "--a---a-------", 0},
    {"POST /school/staff", "--a---a-------", 0},
    {"GET /school/staff/:staff", "--a---a-------", 0},
    {"POST /school/staff/:staff", "--a---a-------", 0},
    {"POST /school/staff/:staff/roles", "--a---a-------", 0},
    {"POST /school/staff/:staff/roles/:role/end", "--a---a-------", 0},
    {"POST /school/staff/:staff/code", "--a---a-------", 0},
    {"POST /school/staff/:staff/leaving", "--a---a-------", 0},
    {"POST /school/staff/:staff/return", "--a---a-------", 0},
    {"GET /contacts", "aaa---a-------", 0},
    {"POST /contacts", "aaa---a-------", 0},
    {"GET /learners/:learner/contacts", "aaa---a-------", 0},
    {"GET /learners/:learner/sign-in", "aaa---a-------", 0},
    {"POST /learners/:learner/changes/:change", "aaa---a-------", 0},
    {"POST /learners/:learner/sign-in/code", "aaa---a-------", 0},
    {"POST /learners/:learner/sign-in/end", "aaa---a-------", 0},
    {"GET /learners/:learner/contacts/new", "aaa---a-------", 0},
    {"POST /learners/:learner/contacts", "aaa---a-------", 0},
    {"GET /learners/:learner/contacts/:link", "aaa---a-------", 0},
    {"POST /learners/:learner/contacts/:link", "aaa---a-------", 0},
    {"POST /learners/:learner/contacts/:link/end", "aaa---a-------", 0},
    {"POST /learners/:learner/contacts/:link/hold", "--a-----------", 0},
    {"POST /learners/:learner/contacts/:link/release", "--a-----------", 0},
    {"GET /learners/:learner/orders/new", "aaa---a-------", 0},
    {"POST /learners/:learner/orders", "aaa---a-------", 0},
    {"POST /learners/:learner/orders/:order/end", "aaa---a-------", 0},
    {"GET /learners/:learner/sharing", "aaa---a-------", 0},
    {"POST /learners/:learner/sharing", "aaa---a-------", 0},
    {"POST /learners/:learner/capacity", "aaa---a-------", 0},
    {"GET /register", "aaaa-a--------", 0},
    {"GET /register/print", "aaaa-a--------", 0},
    {"GET /register/csv", "aaaa-a--------", 0},
    {"GET /register/xlsx", "aaaa-a--------", 0},
    {"GET /register/columns", "aaaa-a--------", 0},
    {"POST /register/columns", "aaaa-a--------", 0},
    {"GET /register/many", "aaa-----------", 0},
    {"POST /register/many", "aaa-----------", 0},
    {"GET /register/changes", "aaa-----------", 0},
    {"GET /register/changes/:bulk", "aaa-----------", 0},
    {"POST /register/changes/:bulk/do", "aaa-----------", 0},
    {"POST /register/changes/:bulk/undo", "aaa-----------", 0},
    {"GET /register/views", "aaaa-a--------", 0},
    {"POST /register/views", "aaaa-a--------", 0},
    {"GET /register/views/:view", "aaaa-a--------", 0},
    {"POST /register/views/:view", "aaaa-a--------", 0},
    {"POST /register/views/:view/delete", "aaaa-a--------", 0},
    {"POST /find", "aaaa-a--------", 0},
    {"GET /concerns", "aaaaaaaa------", 0},
    {"GET /views", "aa------------", 0},
    {"POST /views", "aa------------", 0},
    {"GET /views/new", "aa------------", 0},
    {"GET /views/statements", "aa------------", 0},
    {"POST /views/statements", "aa------------", 0},
    {"GET /views/rounds/:round", "aa------------", 0},
    {"POST /views/rounds/:round/remind", "aa------------", 0},
    {"POST /views/rounds/:round/close", "aa------------", 0},
    {"GET /views/mine/:round", "xxxaxaxx------", 0},
    {"POST /views/mine/:round", "xxxaxaxx------", 0},
    {"GET /learners/:learner/views", "aaao-o--------", 0},
    {"GET /concerns/new", "aaaaaaaa------", 0},
    {"POST /concerns", "aaaaaaaa------", 0},
    {"GET /concerns/:concern", "xxxaxxxx------", 0},
    {"GET /learners/:learner/identity", "a-a---a-------", 0},
    {"POST /learners/:learner/identity/upn", "a-a---a-------", 0},
    {"POST /learners/:learner/identity/death", "a-a---a-------", 0},
    {"POST /learners/:learner/identity/death/undo", "a-a---a-------", 0},
    {"GET /emergency", "---a-a--------", 0},
    {"POST /emergency", "---a-a--------", 0},
    {"GET /records/alike", "a-a-----------", 0},
    {"POST /records/alike", "a-a-----------", 0},
    {"GET /learners/:learner/merge", "a-a-----------", 0},
    {"POST /learners/:learner/merge", "a-a-----------", 0},
    {"POST /learners/:learner/merge/find", "a-a-----------", 0},
    {"GET /learners/:learner/merges/:merge", "a-a-----------", 404},
    {"POST /learners/:learner/merges/:merge/undo", "a-a-----------", 0},
    {"GET /learners/:learner/adoption", "--a-----------", 0},
    {"POST /learners/:learner/adoption", "--a-----------", 0},
    {"GET /sealed", "--a-----------", 0},
    {"POST /sealed", "--a-----------", 0},
    {"POST /sealed/:seal/undo", "--a-----------", 0},
    {"POST /emergency/:glass/seen", "a-a-----------", 0},
    {"GET /trail", "a-a-----------", 0},
    {"GET /trail/lists/:entry", "a-a-----------", 0},
    {"GET /trail/file", "a-a-----------", 0},
    {"GET /learners/:learner/access", "a-a---a-------", 0},
    {"GET /learners/:learner/looks", "a-a-----------", 0},
    {"GET /learners/:learner/concerns", "aaao-o--------", 0},
    {"POST /learners/:learner/concerns", "aaaoxoax------", 0},
    {"GET /learners/:learner/concerns/:concern", "aaao-o--------", 0},
    {"POST /learners/:learner/concerns/:concern", "aa------------", 0},
    {"POST /learners/:learner/concerns/:concern/received", "aa------------", 0},
    {"POST /learners/:learner/concerns/:concern/told", "aa-o----------", 0},
    {"GET /learners/:learner/decision", "a-------------", 0},
    {"POST /learners/:learner/decision", "a-------------", 0},
    {"GET /learners/:learner/notice", "aaa-----------", 0},
    {"POST /learners/:learner/notice", "aaa-----------", 0},
    {"POST /learners/:learner/notices", "aaa-----------", 0},
    {"POST /learners/:learner/notices/mail", "aaa-----------", 0},
    {"GET /learners/:learner/notices/:notice", "aaa-----------", 0},
    {"POST /learners/:learner/notices/:notice", "aaa-----------", 0},
    {"GET /learners/:learner/watch", "aaao-o--------", 0},
    {"POST /learners/:learner/watch", "aa-o----------", 0},
    {"GET /learners/:learner/leaving", "a-------------", 0},
    {"POST /learners/:learner/leaving", "a-------------", 0},
    {"GET /learners/:learner", "aaao-o--------", 0},
    {"GET /learners/:learner/history", "aaao-o--------", 0},
    {"GET /learners/:learner/profile", "aa-o----------", 0},
    {"POST /learners/:learner/profile", "aa-o----------", 0},
    {"POST /learners/:learner/cycles", "aa-o----------", 0},
    {"GET /learners/:learner/assessment", "aaao-o--------", 0},
    {"POST /learners/:learner/assessment", "aa-o----------", 0},
    {"POST /learners/:learner/assessment/finish", "aa-o----------", 0},
    {"POST /learners/:learner/assessment/again", "aa-o----------", 0},
    {"GET /progress", "aaaa-a--------", 0},
    {"GET /learners/:learner/progress", "aaao-o--------", 0},
    {"POST /learners/:learner/progress", "aa-o----------", 0},
    {"GET /learners/:learner/progress/new", "aa-o----------", 0},
    {"GET /learners/:learner/progress/set", "aa-o----------", 0},
    {"POST /learners/:learner/progress/set", "aa-o----------", 0},
    {"GET /learners/:learner/scores/:score", "aa-o----------", 0},
    {"POST /learners/:learner/scores/:score", "aa-o----------", 0},
    {"GET /classes/:class/scores", "aa-a----------", 0},
    {"POST /classes/:class/scores", "aa-a----------", 0},
    {"GET /school/bank", "aaa---a-------", 0},
    {"POST /school/bank/shipped", "aaa---a-------", 0},
    {"GET /school/bank/interventions/new", "aaa---a-------", 0},
    {"POST /school/bank/interventions", "aaa---a-------", 0},
    {"GET /school/bank/interventions/:intervention", "aaa---a-------", 0},
    {"POST /school/bank/interventions/:intervention", "aaa---a-------", 0},
    {"GET /school/bank/strategies", "aaa---a-------", 0},
    {"POST /school/bank/strategies", "aaa---a-------", 0},
    {"GET /school/bank/strategies/:strategy", "aaa---a-------", 0},
    {"POST /school/bank/strategies/:strategy", "aaa---a-------", 0},
    {"GET /school/bank/outcomes", "aaa---a-------", 0},
    {"POST /school/bank/outcomes", "aaa---a-------", 0},
    {"GET /school/bank/outcomes/:phrase", "aaa---a-------", 0},
    {"POST /school/bank/outcomes/:phrase", "aaa---a-------", 0},
    {"GET /school/measures", "aaa---a-------", 0},
    {"POST /school/measures", "aaa---a-------", 0},
    {"POST /school/measures/shipped", "aaa---a-------", 0},
    {"POST /school/measures/points", "aaa---a-------", 0},
    {"GET /school/measures/:measure", "aaa---a-------", 0},
    {"POST /school/measures/:measure", "aaa---a-------", 0},
    {"GET /learners/:learner/two-year-check", "aaao-o--------", 0},
    {"GET /learners/:learner/two-year-check/paper", "aaao-o--------", 404},
    {"POST /learners/:learner/two-year-check", "aa-o----------", 0},
    {"GET /learners/:learner/plan", "aaao-o--------", 0},
    {"POST /learners/:learner/plan", "aa-o----------", 0},
    {"GET /learners/:learner/plan/finish", "a-a-----------", 409},
    {"POST /learners/:learner/plan/finish", "a-a-----------", 0},
    {"POST /learners/:learner/plan/share", "aa-o----------", 0},
    {"POST /learners/:learner/plan/reopen", "aa-o----------", 0},
    {"POST /learners/:learner/plan/discard", "aa-o----------", 0},
    {"POST /learners/:learner/plan/kept", "aa-o----------", 0},
    {"GET /learners/:learner/arrival", "aaao-o--------", 0},
    {"POST /learners/:learner/arrival", "aa-o----------", 0},
    {"POST /learners/:learner/arrival/draft", "aa-o----------", 0},
    {"POST /learners/:learner/arrival/review", "aa-o----------", 0},
    {"GET /learners/:learner/plans/:plan", "aaao-o--------", 0},
    {"POST /learners/:learner/plans/:plan/answers", "aa-o----------", 0},
    {"GET /learners/:learner/plans/:plan/paper", "aaao-o--------", 0},
    {"GET /learners/:learner/plans/:plan/class-sheet", "aaao-o--------", 0},
    {"GET /learners/:learner/plans/:plan/assistant-card", "aaao-o--------", 0},
    {"GET /learners/:learner/profile/paper", "aaao-o--------", 404},
    {"GET /sessions", "aa-a-a--------", 0},
    {"GET /sessions/:provision", "aa-o-o--------", 0},
    {"POST /sessions/:provision", "aa-o-o--------", 0},
    {"GET /learners/:learner/sessions", "aaao-o--------", 0},
    {"GET /learners/:learner/provisions/:provision/sessions", "aa-o-o--------", 0},
    {"POST /learners/:learner/provisions/:provision/sessions", "aa-o-o--------", 0},
    {"GET /learners/:learner/review", "aaao-o--------", 0},
    {"POST /learners/:learner/review", "aa-o----------", 0},
    {"POST /learners/:learner/review/finish", "a-a-----------", 0},
    {"POST /learners/:learner/review/put-off", "aa-o----------", 0},
    {"GET /learners/:learner/reviews/:review", "aaao-o--------", 0},
    {"GET /learners/:learner/reviews/:review/paper", "aaao-o--------", 0},
    {"GET /learners/:learner/notices/:notice/paper", "aaa-----------", 0},
    {"POST /learners/:learner/reviews/:review/copy", "aa-o----------", 0},
    {"GET /learners/:learner/reviews/:review/correction", "a-a-----------", 0},
    {"POST /learners/:learner/reviews/:review/correction", "a-a-----------", 0},
    {"GET /family", "------------aa", 0},
    {"GET /family/me", "------------aa", 0},
    {"POST /family/me/wishes", "------------aa", 0},
    {"POST /family/me/ask", "------------aa", 0},
    {"GET /family/address", NULL, 0},
    {"POST /family/address", NULL, 0},
    {"GET /family/learners/:learner", "------------oo", 0},
    {"GET /family/learners/:learner/looks", "------------oo", 0},
    {"GET /family/learners/:learner/plans/:plan/paper", "------------oo", 0},
    {"POST /family/learners/:learner/plans/:plan/answer", "------------oo", 0},
    {"GET /family/learners/:learner/reviews/:review/paper", "------------oo", 0},
    {"GET /family/learners/:learner/notices/:notice/paper", "------------oo", 404},
    {"POST /family/learners/:learner/notices/:notice", "------------oo", 404},
    {"GET /family/learners/:learner/worries", "------------oo", 0},
    {"POST /family/learners/:learner/worries", "------------oo", 0},
    {"POST /family/learners/:learner/comments", "------------oo", 0},
    {"GET /learners/:learner/comments", "aaao-o--------", 0},
    {"POST /learners/:learner/comments/seen", "aa-o----------", 0},
    {"GET /classes", "aaaaaa--------", 0},
    {"GET /classes/:class/summary", "aaaaxx--------", 0},
    {"GET /numbers", "aaa------a----", 0},
    {"GET /arrangements", "aaaa-a-a------", 0},
    {"GET /cases", "----------aa--", 0},
    {"GET /cases/:pupil", "----------aa--", 0},
    {"GET /cases/:pupil/concerns", "----------a---", 0},
    {"POST /cases/:pupil/concerns", "----------a---", 0},
    {"GET /cases/:pupil/plan/paper", "----------aa--", 404},
    {"GET /cases/:pupil/review/paper", "----------aa--", 404},
    {"POST /cases/:pupil/reports", "----------a---", 0},
    {"GET /learners/:learner/care", "aaao-o--------", 0},
    {"POST /learners/:learner/care/flag", "a-a-----------", 0},
    {"POST /learners/:learner/care/notes", "aaao-o--------", 0},
    {"POST /learners/:learner/care/reports", "aa------------", 0},
    {"POST /learners/:learner/care/cases", "aaa-----------", 0},
    {"POST /learners/:learner/care/cases/:case/end", "aaa-----------", 0},
    {"POST /learners/:learner/care/arrangements", "aa------------", 0},
    {"POST /learners/:learner/care/arrangements/:arrangement/end", "aa------------", 0},
    {"GET /imports", "aa----a-------", 0},
    {"POST /imports", "aa----a-------", 0},
    {"GET /imports/:run", "aa----a-------", 0},
    {"GET /imports/:run/list", "aa----a-------", 0},
    {"POST /imports/:run/school", "aa----a-------", 0},
    {"GET /imports/:run/progress", "aa----a-------", 303},
    {"POST /imports/:run/columns", "aa----a-------", 0},
    {"POST /imports/:run/apply", "aa----a-------", 0},
    {"POST /imports/:run/abandon", "aa----a-------", 0},
};
enum { SPECS = sizeof specs / sizeof specs[0] };

static const char *const roles[] = {
    "SENCO", "assistant SENCO", "head",         "teacher", "cover",  "assistant", "office", "exams",
    "ICT",   "governor",        "professional", "officer", "parent", "learner",   "nobody"};

static char letter_of(const Spec *spec, Who who)
{
    if (strlen(spec->may) != sizeof roles / sizeof roles[0] - 1)
        fail_msg("%s: not one letter for each role", spec->route);
    return spec->may[who];
}

/* A run of an import, so that its pages have something to show. */
static void import_a_file(void)
{
    static const char *const csv = "Surname,Forename,Date of birth,Sex,Year\nBell,Ada,2018-03-04,"
                                   "F,4\n";
    Answer answer = test_ask(
        &site, &(Ask){.who = OFFICE, .method = HTTP_POST, .path = "/imports", .upload = csv});
    assert_int_equal(answer.status, 303);
}

/* What was not given to the family is not there for them. */
static Error *share(Db *db, void *context)
{
    (void)context;
    Plan plan;
    Date today = moment_london_date(clock_now());
    PlanId newest = {test_number(
        &site,
        test_text(&site, "select max(id) from plan where state = 'final' and learner_id = %lld",
                  (long long)site.own.n))};
    ReviewId review = {
        test_number(&site, test_text(&site, "select max(id) from review where learner_id = %lld",
                                     (long long)site.own.n))};
    TRY(db_enter_school(db, site.school.n));
    TRY(plan_load(db, site.kept, site.school, site.own, newest, &plan));
    TRY(plan_share(db, site.school, &plan, today, "Mrs Ewa Nowak"));
    return review_give_copy(db, site.school, site.own, review, today, "Mrs Ewa Nowak");
}

/* A view of the register that everybody may open, and a change of many. */
static void share_a_view(void)
{
    Answer answer =
        test_post(&site, SENCO, "/register/views", "name=Late&list=due%3Dlate&shared=on");
    Answer many = test_post(&site, SENCO, "/register/many?what=review", "who=all&on=2030-01-08");
    assert_int_equal(many.status, 303);
    assert_int_equal(answer.status, 303);
}

/* ---- The walk ---------------------------------------------------------------------------------
 */

static const Spec *spec_of(const Route *route)
{
    const char *wanted = test_text(&site, "%s %s", test_method(route), route->path);
    for (size_t i = 0; i < SPECS; i++)
        if (strcmp(specs[i].route, wanted) == 0)
            return &specs[i];
    fail_msg("%s: nobody has said who may use it", wanted);
    return NULL;
}

static int admitted(const Route *route, const Spec *spec)
{
    if (route->method == POST)
        return 409; /* let in, and stopped by the missing token */
    return spec->allowed == 0 ? 200 : spec->allowed;
}

typedef struct Relation {
    LearnerId learner;
    bool teachers, assistants; /* own */
    bool in_school;
    bool families;
} Relation;

static int expected(const Route *route, const Spec *spec, Who who, const Relation *relation)
{
    char may = letter_of(spec, who);
    bool own = (who == TEACHER && relation->teachers) ||
               (who == ASSISTANT && relation->assistants) ||
               ((who == PARENT || who == LEARNER) && relation->families);
    if (may == '-')
        return 403;
    if (may == 'x')
        return 404;
    if (test_names_record(route) && (!relation->in_school || (may == 'o' && !own)))
        return 404;
    return admitted(route, spec);
}

static Answer ask_without_token(Who who, const Route *route, const char *path)
{
    return test_ask(&site, &(Ask){.who = who,
                                  .method = route->method == POST ? HTTP_POST : HTTP_GET,
                                  .path = path,
                                  .token = ""});
}

static void check(Who who, const Route *route, const char *path, int status)
{
    Answer answer = ask_without_token(who, route, path);
    if (answer.status != status)
        fail_msg("%s %s %s: %d, not %d", roles[who], test_method(route), path, answer.status,
                 status);
}

static void walk_route(const Route *route)
{
    const Spec *spec = spec_of(route);
    const Relation relations[] = {
        {site.own, true, true, true, true},         {site.other, false, false, true, false},
        {site.helped, false, true, true, false},    {site.grouped, true, false, true, false},
        {site.foreign, false, false, false, false}, {{4242}, false, false, false, false},
    };
    size_t count = test_names_record(route) ? sizeof relations / sizeof relations[0] : 1;
    for (size_t i = 0; spec->may != NULL && i < count; i++)
        for (Who who = 0; who < NOBODY; who++)
            check(who, route, test_path(&site, route->path, relations[i].learner),
                  expected(route, spec, who, &relations[i]));
}

static void every_role_reaches_what_is_theirs_and_no_more(void **state)
{
    (void)state;
    import_a_file();
    test_write(&site, share, NULL);
    share_a_view();
    for (size_t i = 0; i < route_count; i++)
        walk_route(&routes[i]);
}

static void every_page_that_was_spoken_of_is_there(void **state)
{
    (void)state;
    for (size_t s = 0; s < SPECS; s++) {
        bool found = false;
        for (size_t i = 0; i < route_count; i++)
            found = found || spec_of(&routes[i]) == &specs[s];
        if (!found)
            fail_msg("%s: no such route", specs[s].route);
    }
}

static void nobody_gets_anything_without_signing_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        const Route *route = &routes[i];
        if (spec_of(route)->may == NULL)
            continue;
        const char *path = test_path(&site, route->path, site.own);
        const char *nowhere = test_path(&site, route->path, (LearnerId){4242});
        Answer answer = ask_without_token(NOBODY, route, path);
        bool carries =
            route->method == POST && route->form != NULL && !form_has_secret(route->form);
        assert_int_equal(answer.status, carries ? 401 : 303);
        assert_int_equal(ask_without_token(NOBODY, route, nowhere).status, answer.status);
        if (!carries)
            assert_true(text_starts(answer_header(&answer, "Location"),
                                    text_starts(route->path, "/family") ? "/family/in?" : "/in?"));
        assert_false(answer_says(&answer, "Nowak"));
    }
}

static void open_pages_need_no_session(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        const Spec *spec = spec_of(&routes[i]);
        if (spec->may == NULL && routes[i].method == GET)
            check(NOBODY, &routes[i], routes[i].path, spec->allowed == 0 ? 200 : spec->allowed);
    }
}

static void a_class_of_yesterday_or_tomorrow_is_not_theirs(void **state)
{
    (void)state;
    const LearnerId not_today[] = {site.former, site.later};
    for (size_t i = 0; i < 2; i++) {
        const char *path = test_path(&site, "/learners/:learner", not_today[i]);
        assert_int_equal(test_get(&site, TEACHER, path).status, 404);
        assert_int_equal(test_get(&site, ASSISTANT, path).status, 404);
        assert_int_equal(test_get(&site, SENCO, path).status, 200);
    }
}

/* ---- Not there and not theirs -----------------------------------------------------------------
 */

static void assert_same_refusal(const Answer *a, const Answer *b)
{
    assert_int_equal(a->status, 404);
    assert_int_equal(b->status, 404);
    assert_int_equal(a->length, b->length);
    assert_int_equal(a->header_count, b->header_count);
    const char *reference = strstr(a->body, "class=\"reference\">");
    assert_non_null(reference);
    size_t before = (size_t)(reference - a->body);
    size_t after = before + strcspn(reference, "/");
    assert_memory_equal(a->body, b->body, before);
    assert_string_equal(a->body + after, b->body + after);
}

static void not_theirs_looks_like_not_there(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        const Spec *spec = spec_of(&routes[i]);
        if (spec->may == NULL || strchr(spec->may, 'o') == NULL)
            continue;
        Who who = spec->may[TEACHER] == 'o' ? TEACHER : PARENT;
        if (spec->may[who] != 'o')
            continue;
        Answer theirs =
            ask_without_token(who, &routes[i], test_path(&site, routes[i].path, site.other));
        Answer nowhere =
            ask_without_token(who, &routes[i], test_path(&site, routes[i].path, (LearnerId){9}));
        assert_same_refusal(&theirs, &nowhere);
    }
}

static void a_record_of_another_learner_is_not_behind_this_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        const char *own = strstr(routes[i].path, ":learner/");
        const char *rest = own == NULL ? NULL : strchr(own, ':') + strlen(":learner");
        if (rest == NULL || strchr(rest, ':') == NULL)
            continue;
        const char *path = test_text(&site, "/learners/%lld%s", (long long)site.own.n,
                                     test_path(&site, rest, site.other));
        const char *nowhere = test_text(&site, "/learners/%lld%s", (long long)site.own.n,
                                        test_path(&site, rest, (LearnerId){9}));
        if (routes[i].method == POST) {
            assert_int_equal(test_post(&site, SENCO, path, NULL).status / 100, 4);
            continue;
        }
        Answer theirs = test_get(&site, SENCO, path);
        Answer none = test_get(&site, SENCO, nowhere);
        assert_same_refusal(&theirs, &none);
    }
}

static void a_group_is_logged_for_own_learners_only(void **state)
{
    (void)state;
    const char *path = test_path(&site, "/sessions/:provision", site.other);
    const char *today = date_iso(site.kept, moment_london_date(clock_now()));
    const char *body = test_text(&site, "held_on=%s&minutes=20&missed_reason=event", today);
    int64_t before = test_number(&site, "select count(*) from provision_session");
    assert_int_equal(test_post(&site, TEACHER, path, body).status, 404);
    assert_int_equal(test_post(&site, ASSISTANT, path, body).status, 404);
    assert_int_equal(test_post(&site, HEAD, path, body).status, 403);
    assert_int_equal(test_number(&site, "select count(*) from provision_session"), before);
}

/* ---- What lists show --------------------------------------------------------------------------
 */

static void who_gives_support_may_log_it(void **state)
{
    (void)state;
    const char *path =
        test_path(&site, "/learners/:learner/provisions/:provision/sessions", site.helped);
    const char *today = date_iso(site.kept, moment_london_date(clock_now()));
    const char *body = test_text(&site, "held_on=%s&minutes=20&response=well", today);
    int64_t before = test_number(&site, "select count(*) from provision_session");
    assert_int_equal(test_post(&site, TEACHER, path, body).status, 404);
    assert_int_equal(test_post(&site, ASSISTANT, path, body).status, 303);
    assert_int_equal(test_number(&site, "select count(*) from provision_session"), before + 1);
    Answer sessions = test_get(&site, ASSISTANT, "/sessions");
    assert_true(answer_says(&sessions, "Petra"));
    sessions = test_get(&site, TEACHER, "/sessions?of=all");
    assert_false(answer_says(&sessions, "Petra"));
}

static void lists_show_no_more_than_records(void **state)
{
    (void)state;
    static const char *const lists[] = {"/register?level=all", "/register", "/concerns",
                                        "/sessions?of=all",    "/today",    "/register?search=1"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (Who who = 0; who < NOBODY; who++) {
            test_post(&site, who, "/find", "wanted=Nowak");
            Answer answer = test_get(&site, who, lists[i]);
            bool all = who == SENCO || who == ASSISTANT_SENCO || who == HEAD;
            bool own = who == TEACHER || who == ASSISTANT;
            assert_false(answer_says(&answer, "Foreign"));
            if (!all && answer_says(&answer, "Hanna"))
                fail_msg("%s sees another class's learner on %s", roles[who], lists[i]);
            if (!all && (answer_says(&answer, "Maja") || answer_says(&answer, "Lena")))
                fail_msg("%s sees a class of another day on %s", roles[who], lists[i]);
            if (!all && !own && answer_says(&answer, "Nowak"))
                fail_msg("%s sees a name on %s", roles[who], lists[i]);
        }
    Answer register_page = test_get(&site, TEACHER, "/register");
    assert_true(answer_says(&register_page, "Zofia"));
    assert_true(answer_says(&register_page, "Gita"));
    assert_false(answer_says(&register_page, "Petra"));
    register_page = test_get(&site, ASSISTANT, "/register");
    assert_true(answer_says(&register_page, "Petra"));
    assert_false(answer_says(&register_page, "Gita"));
    register_page = test_get(&site, SENCO, "/register");
    assert_true(answer_says(&register_page, "Hanna"));
}

static void what_is_no_path_of_ours_is_not_found(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "/nowhere",           "/learners",           "/learners/0",
        "/learners/-1",       "/learners/1e3",       "/learners/01",
        "/learners/ 1",       "/learners/12/plan/x", "/learners/99999999999999999999",
        "/learners/:learner", "/Register",           "/assets/none.css",
    };
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        Answer answer = test_get(&site, SENCO, paths[i]);
        if (answer.status != 404)
            fail_msg("%s: %d", paths[i], answer.status);
    }
}

static void a_path_asked_in_the_wrong_way_says_how(void **state)
{
    (void)state;
    Answer answer = test_get(&site, SENCO, "/find");
    assert_int_equal(answer.status, 405);
    assert_string_equal(answer_header(&answer, "Allow"), "POST");
    answer = test_post(&site, SENCO, "/register", NULL);
    assert_int_equal(answer.status, 405);
    assert_string_equal(answer_header(&answer, "Allow"), "GET, HEAD");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(every_role_reaches_what_is_theirs_and_no_more),
        SITE_TEST(every_page_that_was_spoken_of_is_there),
        SITE_TEST(nobody_gets_anything_without_signing_in),
        SITE_TEST(open_pages_need_no_session),
        SITE_TEST(a_class_of_yesterday_or_tomorrow_is_not_theirs),
        SITE_TEST(not_theirs_looks_like_not_there),
        SITE_TEST(a_record_of_another_learner_is_not_behind_this_one),
        SITE_TEST(a_group_is_logged_for_own_learners_only),
        SITE_TEST(who_gives_support_may_log_it),
        SITE_TEST(lists_show_no_more_than_records),
        SITE_TEST(what_is_no_path_of_ours_is_not_found),
        SITE_TEST(a_path_asked_in_the_wrong_way_says_how),
    };
    return RUN_ON_BOTH(tests);
}
