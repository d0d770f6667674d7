/* What stands before every change: the token, where the form came from, the key, the version and
 * the form's declaration; asked of every POST of the route table. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"
#include "staff/staff.h"

#define TYPED        "Typed as <it> was"
#define TYPED_SHOWN  "Typed as &lt;it&gt; was"
#define TYPED_ENCODE "Typed%20as%20%3Cit%3E%20was"

static Who who_sends(const Route *route)
{
    static const Who senders[] = {OFFICE, SENCO, HEAD, TEACHER, PROFESSIONAL, PARENT};
    Matrix matrix = matrix_default();
    if (strstr(route->path, "/views/mine/") != NULL)
        return TEACHER; /* who was asked */
    bool offices = route->permission == MAY_IMPORT || route->permission == MAY_MANAGE_PEOPLE;
    for (size_t i = offices ? 0 : 1; i < sizeof senders / sizeof senders[0]; i++)
        if (matrix_reach(&matrix, role_set((Role)senders[i]), route->permission) != REACH_NONE)
            return senders[i];
    fail_msg("%s: nobody sends it", route->path);
    return NOBODY;
}

/* About the learner for whom that form stands open. */
static const char *own_path(const Route *route)
{
    LearnerId learner = site.own;
    if (strstr(route->path, ":staff/return") != NULL)
        return test_text(&site, "/school/staff/%lld/return", (long long)site.gone.n);
    if (strstr(route->path, "/assessment") != NULL)
        learner = site.later;
    else if (strstr(route->path, ":provision") != NULL)
        learner = site.other;
    return test_path(&site, route->path, learner);
}

static bool guarded(const Route *route)
{
    return route->method == POST && route->permission != MAY_ANYONE;
}

/* ---- Where it came from -----------------------------------------------------------------------
 */

static const struct Origin {
    const char *origin, *fetch_site;
    int status; /* of a find by name */
} origins[] = {
    {NULL, NULL, 303},
    {"http://school.example", NULL, 303},
    {"http://school.example", "same-origin", 303},
    {"null", "same-origin", 303},
    {"null", NULL, 303},
    {"https://school.example", NULL, 403},
    {"http://school.example:8080", NULL, 403},
    {"http://evil.example", NULL, 403},
    {"http://evil.example", "cross-site", 403},
    {"http://school.example", "cross-site", 403},
    {"http://school.example", "same-site", 403},
    {NULL, "cross-site", 403},
    {NULL, "same-site", 403},
    {NULL, "", 403},
};

static void a_form_from_elsewhere_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++) {
        Answer answer = test_ask(&site, &(Ask){.who = SENCO,
                                               .method = HTTP_POST,
                                               .path = "/find",
                                               .body = "wanted=Nowak",
                                               .origin = origins[i].origin,
                                               .fetch_site = origins[i].fetch_site});
        if (answer.status != origins[i].status)
            fail_msg("origin %zu: %d", i, answer.status);
    }
}

static void no_route_takes_a_form_from_elsewhere(void **state)
{
    (void)state;
    const char *before = test_store_content(&site.store);
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].method != POST)
            continue;
        Answer answer = test_ask(&site, &(Ask){.who = who_sends(&routes[i]),
                                               .method = HTTP_POST,
                                               .path = own_path(&routes[i]),
                                               .origin = "http://evil.example"});
        assert_int_equal(answer.status, 403);
    }
    assert_string_equal(test_store_content(&site.store), before);
}

/* ---- The token --------------------------------------------------------------------------------
 */

static const char *token_of(Who who)
{
    Answer page = test_get(&site, who, "/me");
    return answer_hidden(&site, &page, "action=\"/out\"", "token");
}

/* So that the pages of an import and of a saved view have something to show. */
static void import_a_file_and_save_a_view(void)
{
    test_store_run(&site.store, "delete from register_view");
    Answer saved = test_post(&site, SENCO, "/register/views", "name=Mine");
    assert_int_equal(saved.status, 303);
    Ask ask = {.who = OFFICE,
               .method = HTTP_POST,
               .path = "/imports",
               .upload = "Surname,Forename,Date of birth,Sex,Year\nBell,Ada,2018-03-04,F,4\n"};
    assert_int_equal(test_ask(&site, &ask).status, 303);
}

static void every_change_needs_this_sessions_token(void **state)
{
    (void)state;
    import_a_file_and_save_a_view();
    Answer many = test_post(&site, SENCO, "/register/many?what=review", "who=all&on=2030-01-08");
    assert_int_equal(many.status, 303);
    const char *right = token_of(SENCO);
    char *changed = arena_copy(site.kept, right);
    changed[70] = changed[70] == 'A' ? 'B' : 'A';
    const char *const wrong[] = {"",
                                 "x",
                                 token_of(ASSISTANT),
                                 changed,
                                 test_text(&site, "%sAA", right),
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    int64_t concerns = test_number(&site, "select count(*) from concern");
    int64_t found = test_number(&site, "select count(*) from session where search is not null");
    for (size_t i = 0; i < route_count; i++)
        for (size_t k = 0; guarded(&routes[i]) && k < sizeof wrong / sizeof wrong[0]; k++) {
            Answer answer = test_ask(&site, &(Ask){.who = who_sends(&routes[i]),
                                                   .method = HTTP_POST,
                                                   .path = own_path(&routes[i]),
                                                   .token = wrong[k]});
            if (answer.status != 409)
                fail_msg("%s with token %zu: %d", routes[i].path, k, answer.status);
            assert_false(answer_says(&answer, "In the record now"));
        }
    assert_int_equal(test_number(&site, "select count(*) from concern"), concerns);
    assert_int_equal(test_number(&site, "select count(*) from session where search is not null"),
                     found);
}

static void tokens_of_one_session_never_look_alike(void **state)
{
    (void)state;
    const char *first = token_of(SENCO), *second = token_of(SENCO);
    assert_string_not_equal(first, second);
    assert_int_equal(strlen(first), strlen(second));
}

/* ---- The key ----------------------------------------------------------------------------------
 */

static Answer raise_at(TestSite *at, Who who, const char *key)
{
    const char *body =
        test_fill(at, "wording=Said%20once&raised_by=staff&raised_on={today}&reply_by={later}",
                  at->own, NULL);
    return test_ask(at, &(Ask){.who = who,
                               .method = HTTP_POST,
                               .path = test_path(at, "/learners/:learner/concerns", at->own),
                               .body = body,
                               .key = key});
}

static Answer raise(Who who, const char *key)
{
    return raise_at(&site, who, key);
}

static void a_double_tap_is_done_once(void **state)
{
    (void)state;
    const char *count = "select count(*) from concern where wording = 'Said once'";
    int64_t before = test_number(&site, count);
    Answer first = raise(TEACHER, "one-key");
    Answer second = raise(TEACHER, "one-key");
    assert_int_equal(first.status, 303);
    assert_int_equal(second.status, 303);
    assert_string_equal(answer_header(&first, "Location"), answer_header(&second, "Location"));
    assert_int_equal(test_number(&site, count), before + 1);
    assert_int_equal(raise(SENCO, "one-key").status, 303);
    assert_int_equal(test_number(&site, count), before + 2);
    assert_int_equal(raise(TEACHER, "another-key").status, 303);
    assert_int_equal(test_number(&site, count), before + 3);
}

static const char *profile_path(void)
{
    return test_path(&site, "/learners/:learner/profile", site.own);
}

static const char *profile_version(void)
{
    Answer page = test_get(&site, SENCO, profile_path());
    return answer_hidden(&site, &page, "/profile\"", "version");
}

static const char *profile_text(const char *version, const char *text)
{
    return test_text(&site, "likes_about_me=%s&version=%s", text, version);
}

/* A browser that opens an old page again sends its old key, with what was typed since. */
static void the_same_key_with_other_words_is_no_repeat(void **state)
{
    (void)state;
    const char *count = "select count(*) from concern";
    const char *path = test_path(&site, "/learners/:learner/concerns", site.own);
    const char *body = test_fill(
        &site, "wording=" TYPED_ENCODE "&raised_by=staff&raised_on={today}&reply_by={later}",
        site.own, NULL);
    assert_int_equal(raise(TEACHER, "old-page").status, 303);
    int64_t before = test_number(&site, count);
    Ask ask = {.who = TEACHER, .method = HTTP_POST, .path = path, .body = body, .key = "old-page"};
    Answer answer = test_ask(&site, &ask);
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "This form was sent once already, with other words."));
    assert_true(answer_says(&answer, TYPED_SHOWN));
    assert_false(answer_says(&answer, "In the record now"));
    assert_int_equal(test_number(&site, count), before);
    ask.key = answer_hidden(&site, &answer, "/concerns\"", "key");
    assert_string_not_equal(ask.key, "old-page");
    assert_int_equal(test_ask(&site, &ask).status, 303);
    assert_int_equal(test_number(&site, count), before + 1);
}

static void a_record_s_old_page_shows_what_was_saved_of_it(void **state)
{
    (void)state;
    const char *version = profile_version();
    Ask ask = {.who = SENCO,
               .method = HTTP_POST,
               .path = profile_path(),
               .body = profile_text(version, "Saved%20first"),
               .key = "old-profile"};
    assert_int_equal(test_ask(&site, &ask).status, 303);
    assert_int_equal(test_ask(&site, &ask).status, 303);
    ask.body = profile_text(version, TYPED_ENCODE);
    Answer answer = test_ask(&site, &ask);
    assert_int_equal(answer.status, 409);
    assert_true(answer_says(&answer, "In the record now"));
    assert_true(answer_says(&answer, "Saved first"));
    assert_true(answer_says(&answer, TYPED_SHOWN));
}

/* A second worker, with an arena and a buffer of its own. */
static void *raise_on_second_worker(void *context)
{
    Answer *answer = context;
    TestSite second = site;
    second.kept = arena_create((size_t)16 << 20, "test.second");
    second.worker = arena_create((size_t)16 << 20, "test.second");
    buffer_init(&second.body, (size_t)1 << 20);
    *answer = raise_at(&second, TEACHER, "same-time");
    buffer_free(&second.body);
    arena_destroy(second.worker);
    arena_destroy(second.kept);
    return NULL;
}

static void two_taps_at_once_are_done_once(void **state)
{
    (void)state;
    const char *count = "select count(*) from concern where wording = 'Said once'";
    for (int round = 0; round < 10; round++) {
        pthread_t thread;
        Answer first, second;
        int64_t before = test_number(&site, count);
        assert_int_equal(pthread_create(&thread, NULL, raise_on_second_worker, &second), 0);
        first = raise(TEACHER, "same-time");
        pthread_join(thread, NULL);
        assert_int_equal(first.status, 303);
        assert_int_equal(second.status, 303);
        assert_int_equal(test_number(&site, count), before + 1);
        test_store_run(&site.store, "delete from saved_request");
    }
}

/* ---- Two who write ----------------------------------------------------------------------------
 */

static void the_second_of_two_sees_both_texts(void **state)
{
    (void)state;
    const char *version = profile_version();
    assert_int_equal(
        test_post(&site, TEACHER, profile_path(), profile_text(version, "Theirs%20first")).status,
        303);
    Answer mine = test_post(&site, SENCO, profile_path(), profile_text(version, TYPED_ENCODE));
    assert_int_equal(mine.status, 409);
    assert_true(answer_says(&mine, "Theirs first"));
    assert_true(answer_says(&mine, TYPED_SHOWN));
    assert_true(answer_says(&mine, "In the record now"));
    version = answer_hidden(&site, &mine, "/profile\"", "version");
    assert_int_equal(
        test_post(&site, SENCO, profile_path(), profile_text(version, TYPED_ENCODE)).status, 303);
}

/* The form comes back with a sentence, what could be read of that field, and all of the others. */
static void bytes_that_are_no_text_lose_nothing_that_was_typed(void **state)
{
    static const struct {
        const char *typed, *shown;
    } cases[] = {
        {"Caf%E9%20%93one%94", "Café “one”"},
        {"Caf%C3%A9%20%FF", "Café \uFFFD"},
        {"one%00two", "one\uFFFDtwo"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *body = test_text(&site, "likes_about_me=%s&matters_to_me=%s&version=%s",
                                     cases[i].typed, TYPED_ENCODE, profile_version());
        Answer answer = test_post(&site, SENCO, profile_path(), body);
        assert_int_equal(answer.status, 422);
        assert_true(answer_says(&answer, "some characters could not be read"));
        assert_true(answer_says(&answer, "id=\"field-likes_about_me-error\""));
        assert_true(answer_says(&answer, cases[i].shown));
        assert_true(answer_says(&answer, TYPED_SHOWN));
    }
}

/* By rule one side of A4: what is too long is kept as typed, at the box that holds most. */
static void a_profile_that_is_no_page_names_its_longest_box(void **state)
{
    (void)state;
    const char *lines = "Hums";
    for (int i = 0; i < 90; i++)
        lines = test_text(&site, "%s%%0AHums", lines);
    const char *body = test_text(&site, "likes_about_me=Kind&matters_to_me=%s&version=%s", lines,
                                 profile_version());
    Answer answer = test_post(&site, SENCO, profile_path(), body);
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "id=\"field-matters_to_me-error\""));
    assert_false(answer_says(&answer, "id=\"field-likes_about_me-error\""));
    assert_true(answer_says(&answer, "does not fit on one page"));
    assert_true(answer_says(&answer, "Hums\nHums"));
}

static void a_version_that_is_none_is_no_other_persons_work(void **state)
{
    (void)state;
    const char *const versions[] = {"abc", "-1", "1x", "99999999999999999999"};
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        Answer answer =
            test_post(&site, SENCO, profile_path(), profile_text(versions[i], TYPED_ENCODE));
        assert_int_equal(answer.status, 409);
        assert_true(answer_says(&answer, "This form was changed on its way."));
        assert_false(answer_says(&answer, "omeone else"));
        assert_true(answer_says(&answer, TYPED_SHOWN));
        const char *version = answer_hidden(&site, &answer, "/profile\"", "version");
        assert_string_equal(version, profile_version());
    }
}

/* Two tabs of one person. */
static void ones_own_earlier_save_is_not_laid_to_others(void **state)
{
    (void)state;
    const char *version = profile_version();
    const char *first = profile_text(version, "In%20one%20tab");
    assert_int_equal(test_post(&site, SENCO, profile_path(), first).status, 303);
    Answer second = test_post(&site, SENCO, profile_path(), profile_text(version, "In%20another"));
    assert_int_equal(second.status, 409);
    assert_true(answer_says(&second, "You, or someone else, saved this"));
    assert_false(answer_says(&second, "Saved by someone else"));
}

static void a_form_refused_for_its_content_does_not_forget_its_version(void **state)
{
    (void)state;
    const char *version = profile_version();
    char *long_text = arena_alloc(site.kept, 1100);
    memset(long_text, 'x', 1050);
    assert_int_equal(
        test_post(&site, TEACHER, profile_path(), profile_text(version, "Theirs%20again")).status,
        303);
    Answer mine = test_post(&site, SENCO, profile_path(), profile_text(version, long_text));
    assert_int_equal(mine.status, 422);
    version = answer_hidden(&site, &mine, "/profile\"", "version");
    mine = test_post(&site, SENCO, profile_path(), profile_text(version, "Mine"));
    assert_int_equal(mine.status, 409);
    assert_true(answer_says(&mine, "Theirs again"));
}

/* ---- The declaration --------------------------------------------------------------------------
 */

/* A value that the field cannot take, and the same as it comes back; NULL: it takes anything. */
static const char *unfit(const FormField *field, const char **shown)
{
    size_t most = field->max == 0 ? 200 : field->max;
    *shown = TYPED_SHOWN;
    switch (field->kind) {
    case FORM_KIND_TEXT:
        return most > 20000 ? NULL : test_text(&site, "%s%0*d", TYPED_ENCODE, (int)most, 0);
    case FORM_KIND_CHOICE:
    case FORM_KIND_ID:
        *shown = NULL; /* a choice that is none cannot be shown as chosen */
        return TYPED_ENCODE;
    case FORM_KIND_SET:
        *shown = NULL;
        return field->choices == NULL ? NULL : TYPED_ENCODE;
    case FORM_KIND_DATE:
    case FORM_KIND_INTEGER:
        return TYPED_ENCODE;
    default:
        return NULL;
    }
}

static Answer send(const Route *route, const char *body)
{
    Answer answer = test_post(&site, who_sends(route), own_path(route), body);
    if (answer.status != 422)
        fail_msg("%s with %.60s: %d", route->path, body, answer.status);
    return answer;
}

static void refuses_what_the_field_cannot_take(const Route *route, const FormField *field,
                                               const char *name)
{
    const char *shown;
    const char *value = unfit(field, &shown);
    if (value == NULL)
        return;
    Answer answer = send(route, test_text(&site, "%s=%s", name, value));
    char *element = arena_copy(site.kept, test_text(&site, "id=\"field-%s\"", name));
    for (char *c = element; *c != '\0'; c++)
        *c = *c == '.' ? '-' : *c;
    bool on_page = answer_says(&answer, element);
    bool chosen = answer_says(&answer, test_text(&site, "type=\"radio\" id=\"field-%s", name));
    if (shown != NULL && on_page && !chosen && !field->secret && !answer_says(&answer, shown))
        fail_msg("%s: what was typed into %s is lost", route->path, name);
    assert_true(answer_says(&answer, "There is a problem"));
    assert_true(answer_says(&answer, "<title>Error: "));
    if (field->kind != FORM_KIND_SET)
        send(route, test_text(&site, "%s=1&%s=1", name, name));
}

static bool fills_in(const Route *route)
{
    /* A search is no record: it is kept in the session. A file's forms have parts of their own. */
    return guarded(route) && route->form != NULL && route->permission != MAY_IMPORT &&
           !text_equal(route->path, "/find");
}

static void walk_form(const Route *route)
{
    for (size_t f = 0; f < route->form->count; f++) {
        const FormField *field = &route->form->fields[f];
        if (field->kind != FORM_KIND_ROWS) {
            refuses_what_the_field_cannot_take(route, field, field->name);
            continue;
        }
        for (size_t r = 0; r < field->row->count; r++)
            refuses_what_the_field_cannot_take(
                route, &field->row->fields[r],
                test_text(&site, "%s.77.%s", field->name, field->row->fields[r].name));
    }
}

static void no_form_takes_what_it_did_not_ask_for(void **state)
{
    (void)state;
    const char *draft = test_path(&site, "/learners/:learner/plan/reopen", site.own);
    const char *cycle = test_path(&site, "/learners/:learner/cycles", site.later);
    assert_int_equal(test_post(&site, SENCO, draft, NULL).status, 303);
    assert_int_equal(test_post(&site, SENCO, cycle, NULL).status, 303);
    for (size_t i = 0; i < route_count; i++)
        if (fills_in(&routes[i]))
            walk_form(&routes[i]);
}

static void a_field_that_no_form_has_changes_nothing(void **state)
{
    (void)state;
    const char *body = test_text(&site, "%s&level=ehc&id=1&school_id=2&known_name=Changed",
                                 profile_text(profile_version(), "Hums%20while%20she%20draws"));
    assert_int_equal(test_post(&site, SENCO, profile_path(), body).status, 303);
    assert_int_equal(
        test_number(&site, "select count(*) from learner where known_name = 'Changed'"), 0);
    assert_int_equal(test_number(&site, "select count(*) from learner where level = 'ehc'"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_form_from_elsewhere_is_refused),
        SITE_TEST(no_route_takes_a_form_from_elsewhere),
        SITE_TEST(every_change_needs_this_sessions_token),
        SITE_TEST(tokens_of_one_session_never_look_alike),
        SITE_TEST(a_double_tap_is_done_once),
        SITE_TEST(the_same_key_with_other_words_is_no_repeat),
        SITE_TEST(a_record_s_old_page_shows_what_was_saved_of_it),
        SITE_TEST(two_taps_at_once_are_done_once),
        SITE_TEST(the_second_of_two_sees_both_texts),
        SITE_TEST(bytes_that_are_no_text_lose_nothing_that_was_typed),
        SITE_TEST(a_profile_that_is_no_page_names_its_longest_box),
        SITE_TEST(a_version_that_is_none_is_no_other_persons_work),
        SITE_TEST(ones_own_earlier_save_is_not_laid_to_others),
        SITE_TEST(a_form_refused_for_its_content_does_not_forget_its_version),
        SITE_TEST(no_form_takes_what_it_did_not_ask_for),
        SITE_TEST(a_field_that_no_form_has_changes_nothing),
    };
    return RUN_ON_BOTH(tests);
}
