/* The register's columns, saved views, paper and files, as each role gets them; and names as they
 * are typed, here and where else somebody is looked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"

#define EVERYONE "level=everyone"
#define WHOLE    "name=Whole+school&list=level%3Deveryone"

static void refused(Who who, const char *path, const char *body, int status)
{
    Answer answer = test_post(&site, who, path, body);
    if (answer.status != status)
        fail_msg("%s %s: %d", path, body, answer.status);
}

static const char *led_to(Who who, const char *path, const char *body)
{
    Answer answer = test_post(&site, who, path, body);
    if (answer.status != 303)
        fail_msg("%s %s: %d", path, body, answer.status);
    return answer_header(&answer, "Location");
}

/* ---- Columns ----------------------------------------------------------------------------------
 */

static void columns_are_kept_for_one_person(void **state)
{
    (void)state;
    refused(SENCO, "/register/columns", "list=level%3Dehc", 422);
    refused(SENCO, "/register/columns", "columns=born_on", 422);
    assert_string_equal(
        led_to(SENCO, "/register/columns",
               "list=level%3Deveryone%26columns%3Dsex&columns=year&columns=teacher"),
        "/register?" EVERYONE);
    Answer hers = test_get(&site, SENCO, "/register?" EVERYONE);
    assert_true(answer_says(&hers, ">Teacher</th>"));
    assert_false(answer_says(&hers, "Main need</a>"));
    Answer theirs = test_get(&site, HEAD, "/register?" EVERYONE);
    assert_false(answer_says(&theirs, ">Teacher</th>"));
    assert_true(answer_says(&theirs, "Main need</a>"));
    Answer asked = test_get(&site, SENCO, "/register?columns=need&" EVERYONE);
    assert_true(answer_says(&asked, "Main need</a>"));
    assert_false(answer_says(&asked, ">Teacher</th>"));
    led_to(SENCO, "/register/columns",
           "columns=year&columns=class&columns=level&columns=stage&columns=need&columns=review");
}

/* Only a list of the register comes of it, whatever was put into the form. */
static void a_form_leads_nowhere_else(void **state)
{
    (void)state;
    static const char *const lists[] = {"https%3A%2F%2Fevil.example", "%2F..%2Ftoday",
                                        "level%3Devil%26name%3Dnowak", "%25zz", ""};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        assert_string_equal(
            led_to(HEAD, "/register/columns", test_text(&site, "columns=year&list=%s", lists[i])),
            "/register");
}

/* ---- Views ------------------------------------------------------------------------------------
 */

static int64_t view_called(const char *name)
{
    return test_number(&site, test_text(&site,
                                        "select coalesce(max(id), 0) from register_view"
                                        " where name = '%s'",
                                        name));
}

static const char *place_of(const char *name)
{
    return test_text(&site, "/register/views/%lld", (long long)view_called(name));
}

static void a_view_is_its_owners_until_it_is_shared(void **state)
{
    (void)state;
    const char *place = led_to(SENCO, "/register/views", WHOLE "%26search%3D1%26page%3D3");
    assert_non_null(strstr(place, "/register?" EVERYONE "&columns="));
    assert_null(strstr(place, "search"));
    Answer hers = test_get(&site, SENCO, "/register");
    assert_true(answer_says(&hers, ">Whole school</a>"));
    Answer theirs = test_get(&site, TEACHER, "/register");
    assert_false(answer_says(&theirs, "Whole school"));
    assert_int_equal(test_get(&site, TEACHER, place_of("Whole school")).status, 404);
    refused(TEACHER, place_of("Whole school"), "name=Mine&version=1", 404);
    refused(TEACHER, test_text(&site, "%s/delete", place_of("Whole school")), "", 404);
    led_to(SENCO, place_of("Whole school"), "name=The+school&shared=true&version=1");
    theirs = test_get(&site, TEACHER, "/register");
    assert_true(answer_says(&theirs, ">The school</a>"));
    assert_int_equal(test_get(&site, TEACHER, place_of("The school")).status, 200);
    refused(TEACHER, place_of("The school"), "name=Mine&version=2", 404);
    refused(HEAD, test_text(&site, "%s/delete", place_of("The school")), "", 404);
    led_to(SENCO, test_text(&site, "%s/delete", place_of("The school")), "");
    assert_int_equal(view_called("The school"), 0);
}

static void a_view_is_refused(void **state)
{
    (void)state;
    led_to(TEACHER, "/register/views", "name=Mine&list=due%3Dlate&shared=true");
    assert_int_equal(
        test_number(&site, "select count(*) from register_view where name = 'Mine' and shared"), 0);
    led_to(HEAD, "/register/views", "name=Mine&list=");
    led_to(TEACHER, "/register/views", "name=Other&list=");
    refused(TEACHER, "/register/views", "name=Mine&list=level%3Dehc", 422);
    refused(TEACHER, "/register/views", "name=&list=level%3Dehc", 422);
    refused(TEACHER, place_of("Other"), "name=Mine&version=1", 422);
    refused(TEACHER, place_of("Other"), "name=Third&version=7", 409);
    Answer again = test_post(&site, TEACHER, "/register/views", "name=&list=level%3Dehc");
    assert_true(answer_says(&again, "EHC plan. <a href=\"/register?level=ehc\""));
}

/* ---- Paper and files --------------------------------------------------------------------------
 */

static void paper_has_every_row_and_says_what_it_is(void **state)
{
    (void)state;
    Answer paper = test_get(&site, SENCO, "/register/print?rows=1&" EVERYONE);
    assert_int_equal(paper.status, 200);
    assert_true(answer_says(&paper, "Confidential"));
    assert_true(answer_says(&paper, "Mill Lane Primary. Everyone. "));
    assert_true(answer_says(&paper, "Nowak, Zofia"));
    assert_true(answer_says(&paper, "Nowak, Maja"));
    Answer none = test_get(&site, SENCO, "/register/print?year=1&" EVERYONE);
    assert_true(answer_says(&none, "Nobody fits this filter."));
}

static const char *first_line(const Answer *answer)
{
    return arena_copy_length(site.kept, answer->body + 3, strcspn(answer->body, "\r") - 3);
}

static void a_file_has_what_the_role_may_see(void **state)
{
    (void)state;
    static const struct {
        Who who;
        const char *heads;
    } cases[] = {
        {SENCO, "Family name,Given name,Year,Looked after,Parents told"},
        {HEAD, "Family name,Given name,Year,Looked after,Parents told"},
        {TEACHER, "Family name,Given name,Year,Looked after"},
        {ASSISTANT, "Family name,Given name,Year"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Answer file = test_get(&site, cases[i].who, "/register/csv?columns=told-care-year");
        assert_string_equal(answer_header(&file, "Content-Type"), "text/csv; charset=utf-8");
        assert_string_equal(first_line(&file), cases[i].heads);
    }
}

/* A filter must not tell what a column withholds. */
static void a_filter_tells_nobody_who_is_looked_after(void **state)
{
    (void)state;
    test_store_run(&site.store,
                   test_text(&site, "update learner set looked_after = true where id = %lld",
                             (long long)site.own.n));
    Answer one = test_get(&site, TEACHER, "/register/csv?care=no&" EVERYONE);
    assert_false(answer_says(&one, "Nowak,Zofia,"));
    Answer all = test_get(&site, ASSISTANT, "/register/csv?care=no&" EVERYONE);
    assert_true(answer_says(&all, "Nowak,Zofia,"));
    Answer page = test_get(&site, ASSISTANT, "/register?care=no&" EVERYONE);
    assert_false(answer_says(&page, "ooked after"));
    test_store_run(&site.store, "update learner set looked_after = false");
}

static void a_file_is_the_list_that_was_asked_for(void **state)
{
    (void)state;
    test_store_run(&site.store,
                   test_text(&site, "update learner set surname = '=1+1' where id = %lld",
                             (long long)site.other.n));
    Answer file = test_get(&site, SENCO, "/register/csv?columns=level-told&rows=1&sort=-name");
    assert_true(answer_says(&file, "\"'=1+1\","));
    assert_true(answer_says(&file, "Nowak,Zofia,SEN Support,20"));
    assert_false(answer_says(&file, "Universal"));
    Answer own = test_get(&site, TEACHER, "/register/csv?" EVERYONE);
    assert_true(answer_says(&own, "Nowak,Zofia,"));
    assert_false(answer_says(&own, "=1+1"));
    Answer none = test_get(&site, SENCO, "/register/csv?year=1");
    assert_null(strstr(strchr(none.body, '\n') + 1, "\n"));
    Answer book = test_get(&site, SENCO, "/register/xlsx?" EVERYONE);
    assert_memory_equal(book.body, "PK\3\4", 4);
    test_store_run(&site.store, "update learner set surname = 'Nowak' where surname = '=1+1'");
}

static void a_file_is_in_the_trail_as_an_export(void **state)
{
    (void)state;
    test_get(&site, TEACHER, "/register/xlsx?level=ehc");
    Answer trail = test_get(&site, SENCO, "/trail");
    assert_true(answer_says(&trail, "the register exported as an Excel file"));
    assert_int_equal(test_get(&site, OFFICE, "/register/csv").status, 403);
    assert_int_equal(test_get(&site, GOVERNOR, "/register/xlsx").status, 403);
}

/* ---- Names as typed ---------------------------------------------------------------------------
 */

static bool found_in_book(const char *typed, const char *name)
{
    const char *place = led_to(OFFICE, "/contacts", test_text(&site, "wanted=%s", typed));
    Answer book = test_get(&site, OFFICE, place);
    return answer_says(&book, name);
}

/* 422 asks which of several, or says that nobody has that name. */
static bool found_for_a_concern(const char *typed, const char *name)
{
    Answer answer = test_post(&site, SENCO, "/concerns", test_text(&site, "name=%s", typed));
    assert_int_equal(answer.status, 422);
    return answer_says(&answer, name);
}

static void a_name_is_found_as_it_is_typed(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        bool fits;
    } cases[] = {
        {"lacey+mae", true},
        {"LACEYMAE", true},
        {"laceymae+obri", true},
        {"obrien+Lacey-Ma%C3%A9", true},
        {"o%27", true},
        {"O%E2%80%99+lacey", true},
        {"acey", false},
        {"maeobr", false},
        {"lacey+mae+okoro", false},
    };
    const char *own = test_text(&site, "where id = %lld", (long long)site.other.n);
    test_store_run(&site.store,
                   test_text(&site,
                             "update learner set surname = 'O’Brien', forename = 'Lacey-Maé',"
                             " known_name = 'Lacey-Maé O’Brien', sort_name = 'obrien lacey mae' %s",
                             own));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (found_for_a_concern(cases[i].typed, "O’Brien, Lacey-Maé") != cases[i].fits)
            fail_msg("a concern: %s", cases[i].typed);
        if (found_in_book(cases[i].typed, "Lacey-Maé O’Brien") != cases[i].fits)
            fail_msg("the book: %s", cases[i].typed);
    }
    assert_true(found_in_book("ewa+nowak", "Mrs Ewa Nowak"));
    assert_false(found_in_book("wanow", "Mrs Ewa Nowak"));
    test_store_run(&site.store, test_text(&site,
                                          "update learner set surname = 'Nowak', forename ="
                                          " 'Hanna', known_name = 'Hanna Nowak', sort_name ="
                                          " 'nowak hanna' %s",
                                          own));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(columns_are_kept_for_one_person),
        SITE_TEST(a_form_leads_nowhere_else),
        SITE_TEST(a_view_is_its_owners_until_it_is_shared),
        SITE_TEST(a_view_is_refused),
        SITE_TEST(paper_has_every_row_and_says_what_it_is),
        SITE_TEST(a_file_has_what_the_role_may_see),
        SITE_TEST(a_filter_tells_nobody_who_is_looked_after),
        SITE_TEST(a_file_is_the_list_that_was_asked_for),
        SITE_TEST(a_file_is_in_the_trail_as_an_export),
        SITE_TEST(a_name_is_found_as_it_is_typed),
    };
    return RUN_ON_BOTH(tests);
}
