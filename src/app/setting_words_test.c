/* Every page in the words of another kind of setting: none shows a place for a word instead of the
 * word, none of a college's pages speaks of a headteacher, and a nursery has no exams. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"

static void become(const char *type, const char *learner_word)
{
    test_store_run(&site.store,
                   arena_print(site.store.arena,
                               "update school set setting_type = '%s', learner_word = '%s' "
                               "where id = %lld",
                               type, learner_word, (long long)site.school.n));
}

static int end_as_school(void **state)
{
    (void)state;
    become("school", "pupil");
    return 0;
}

/* What a sentence of ours has before the setting's word stands in it. */
static const char *const places[] = {"{school}",  "{School}",  "{teacher}",  "{Teacher}",
                                     "{class}",   "{Class}",   "{classes}",  "{Classes}",
                                     "{head}",    "{Head}",    "{senco}",    "{Senco}",
                                     "{learner}", "{Learner}", "{learners}", "{Learners}"};

static const char *found_of(const Answer *answer, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (answer_says(answer, words[i]))
            return words[i];
    return NULL;
}

static void check_pages(Who who, const char *const *words, size_t count, size_t least)
{
    size_t seen = 0;
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].method != GET)
            continue;
        Answer answer = test_get(&site, who, test_path(&site, routes[i].path, site.own));
        const char *word = found_of(&answer, words, count);
        if (word != NULL)
            fail_msg("%s says \"%s\"", routes[i].path, word);
        seen += answer.status == 200;
    }
    if (seen < least)
        fail_msg("only %zu pages were open", seen);
}

static void no_place_is_left_empty(void **state)
{
    (void)state;
    become("pvi", "child");
    static const struct {
        Who who;
        size_t least;
    } readers[] = {{SENCO, 30}, {HEAD, 30}, {OFFICE, 10}, {TEACHER, 10}, {PARENT, 3}};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        check_pages(readers[i].who, places, sizeof places / sizeof places[0], readers[i].least);
}

static void a_college_has_no_headteacher(void **state)
{
    (void)state;
    become("college", "student");
    static const char *const strangers[] = {"eadteacher",       "lass teacher", " pupils",
                                            ">Pupil<",          "the SENCO",    "The SENCO",
                                            "the class teacher"};
    check_pages(HEAD, strangers, sizeof strangers / sizeof strangers[0], 30);
    check_pages(SENCO, strangers, sizeof strangers / sizeof strangers[0], 30);
    Answer answer = test_get(&site, OFFICE, "/school/staff");
    assert_true(answer_says(&answer, "Principal"));
    assert_true(answer_says(&answer, "Tutor"));
    assert_true(answer_says(&answer, "Learning support lead"));
}

static void a_school_speaks_as_a_school(void **state)
{
    (void)state;
    Answer answer = test_get(&site, OFFICE, "/school/staff");
    assert_true(answer_says(&answer, "Headteacher"));
    assert_true(answer_says(&answer, "SENCO"));
}

static void a_nursery_has_no_exams(void **state)
{
    (void)state;
    assert_int_equal(test_get(&site, EXAMS, "/arrangements").status, 200);
    become("maintained_nursery", "child");
    assert_int_equal(test_get(&site, EXAMS, "/arrangements").status, 403);
    Answer answer = test_get(&site, SENCO, test_path(&site, "/learners/:learner/care", site.own));
    assert_int_equal(answer.status, 200);
    assert_false(answer_says(&answer, "Exam access arrangements"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_site_each, end_as_school)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_place_is_left_empty),
        TEST(a_college_has_no_headteacher),
        TEST(a_school_speaks_as_a_school),
        TEST(a_nursery_has_no_exams),
    };
    return RUN_ON_BOTH(tests);
}
