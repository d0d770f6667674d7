/* test_site.h: the whole site over a small school of its own, asked without a socket: every request
 * goes through site_answer() and the program's one route table. Tests only. */
#ifndef APP_TEST_SITE_H
#define APP_TEST_SITE_H

#include "platform/db/test_store.h"
#include "web/web.h"

/* In the order of Role. */
typedef enum Who {
    SENCO,
    ASSISTANT_SENCO,
    HEAD,
    TEACHER,
    COVER,
    ASSISTANT,
    OFFICE,
    EXAMS,
    ICT,
    GOVERNOR,
    PROFESSIONAL,
    OFFICER,
    STAFF_COUNT,
    PARENT = STAFF_COUNT,
    LEARNER,
    NOBODY,
    WHO_COUNT
} Who;

#define TEST_EMAIL    "senco@school.example"
#define TEST_PASSWORD "four parts make one"

typedef struct TestSite {
    TestStore store;
    Site *site;   /* where a second factor is each person's choice, as in the demo */
    Site *strict; /* over the same store, as in a real school: everybody owes one */
    Guesses *guesses;
    Arena *kept;   /* answers and what is read of them, until test_site_forget() */
    Arena *worker; /* what a worker of the server would have: reset after each answer */
    Buffer body;
    SchoolId school;
    StaffId staff[WHO_COUNT];
    ContactId parent;              /* of the own learner, who signs in too */
    StaffId gone;                  /* an assistant until yesterday */
    const char *cookie[WHO_COUNT]; /* a session's token; NULL for NOBODY */
    /* In a class that the teacher and the assistant have today; in one that they do not; in one
     * that they had until yesterday; in one that they will have tomorrow; in another school. In a
     * class of others: one to whom the assistant gives support, and one whom the teacher has in a
     * teaching group. */
    LearnerId own, other, former, later, foreign, helped, grouped;
} TestSite;

/* The one that a test program has, made once for each engine: set-up and tear-down of a group, and
 * the set-up of each test, which forgets earlier answers and signs everybody in anew. */
extern TestSite site;
int test_site_begin_sqlite(void **state);
int test_site_begin_postgresql(void **state);
int test_site_finish(void **state);
int test_site_each(void **state);

/* Mill Lane Primary, whose own and other learner have a concern, a decision, a cycle and a plan
 * being carried out; and one learner of Hilltop School. Needs password_start(). */
void test_site_make(TestSite *at, DbEngine engine);
void test_site_end(TestSite *at);
void test_site_forget(TestSite *at);

#define SITE_TEST(name) cmocka_unit_test_setup(name, test_site_each)
#define RUN_ON_BOTH(tests)                                                                         \
    (cmocka_run_group_tests_name("SQLite", tests, test_site_begin_sqlite, test_site_finish) +      \
     cmocka_run_group_tests_name("PostgreSQL", tests, test_site_begin_postgresql,                  \
                                 test_site_finish))

typedef struct Ask {
    Who who;
    HttpMethod method;
    const char *path;       /* with its query */
    const char *body;       /* urlencoded, without the token and the key; NULL: none */
    const char *token;      /* NULL: the right one; "": none */
    const char *key;        /* NULL: none */
    const char *cookie;     /* instead of the session of `who` */
    const char *device;     /* what the browser keeps beyond sessions; NULL: nothing */
    const char *client;     /* address; NULL: 127.0.0.1 */
    const char *origin;     /* NULL: not sent */
    const char *fetch_site; /* NULL: not sent */
    const char *upload;     /* bytes of a file, sent as the field "file"; NULL: none */
    size_t fail_allocation; /* the nth of the worker's arena fails; 0: none */
    int fail_statement;     /* the nth that the answer needs fails; 0: none */
    bool secure;
    bool crowded; /* the slow lane is full */
} Ask;

typedef struct Answer {
    int status;
    size_t header_count;
    HttpHeader headers[HTTP_RESPONSE_HEADERS];
    const char *body;
    size_t length;
} Answer;

/* Fails the test when the answer lacks a header that every answer carries, or a failure shows the
 * program's inside. */
Answer test_ask(TestSite *at, const Ask *ask);
Answer test_get(TestSite *at, Who who, const char *path);
Answer test_post(TestSite *at, Who who, const char *path, const char *body);

/* NULL when there is no such header. */
const char *answer_header(const Answer *answer, const char *name);
bool answer_says(const Answer *answer, const char *text);
/* The value of the page's first hidden field of that name behind `mark` ("" for the whole page). */
const char *answer_hidden(TestSite *at, const Answer *answer, const char *mark, const char *name);
/* The session's token in a Set-Cookie, and the device's; NULL when there is none. */
const char *answer_cookie(TestSite *at, const Answer *answer);
const char *answer_device(TestSite *at, const Answer *answer);

/* printf into the kept arena. */
const char *test_text(TestSite *at, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "/learners/:learner/concerns/:concern" with the ids of that learner; an id that stands for
 * nothing of theirs is one that is nowhere. */
const char *test_path(TestSite *at, const char *pattern, LearnerId learner);
/* "GET" or "POST"; and whether the path names one learner, or what is one learner's. */
const char *test_method(const Route *route);
bool test_names_record(const Route *route);
/* The pattern with {today}, {version} and the like replaced by what the school has; version: what a
 * form was read at. */
const char *test_fill(TestSite *at, const char *pattern, LearnerId learner, const char *version);
/* One number out of the store, by SQL of the test's own. */
int64_t test_number(TestSite *at, const char *sql);
/* Fails the test when the work does. */
void test_write(TestSite *at, StoreWork work, void *context);

#endif
