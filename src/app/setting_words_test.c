/* Every page in the words of another kind of setting: none shows a place for a word instead of the
 * word, none of a college's pages speaks of a headteacher, and a nursery has no exams. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

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
static const char *const places[] = {
    "{school}",  "{School}",  "{teacher}",  "{Teacher}",  "{class}",   "{Class}",
    "{classes}", "{Classes}", "{head}",     "{Head}",     "{senco}",   "{Senco}",
    "{learner}", "{Learner}", "{learners}", "{Learners}", "{everyday}"};

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

/* ---- Words of another kind --------------------------------------------------------------------
 */

/* What people read of a page: without its tags, and without what stands in the bar of addresses. */
static const char *text_of_page(const Answer *answer)
{
    const char *body = arena_copy_length(site.kept, answer->body, answer->length);
    char *text = arena_copy(site.kept, body), *to = text;
    bool tag = false;
    for (const char *at = body; *at != '\0'; at++) {
        if (*at == '<')
            tag = true;
        else if (*at == '>' && tag)
            tag = false, *to++ = ' ';
        else if (!tag)
            *to++ = *at;
    }
    *to = '\0';
    return text;
}

/* "school" in these is a term of the calendar, of the census or of an address, not the place. */
static const char *const terms[] = {
    "school day",     "school week",   "school year",  "school census", "school age",
    "school.example", "pupil premium", "nursery, age", "school action", "school leaving"};

static bool is_term(const char *at)
{
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++)
        if (strncasecmp(at, terms[i], strlen(terms[i])) == 0)
            return true;
    return false;
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '@';
}

/* Where the text says the word, as a word of its own or in its plural; NULL when it does not. */
static const char *says_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; (at = strcasestr(at, word)) != NULL; at += length) {
        const char *end = at + length + (at[length] == 's');
        bool whole = (at == text || !in_word(at[-1])) && !in_word(*end);
        if (whole && !is_term(at))
            return at;
    }
    return NULL;
}

typedef struct Kind {
    const char *type, *learner_word;
    const char *strangers[9]; /* words of other kinds, none of which any page may say */
} Kind;

static const Kind kinds[] = {
    {"college",
     "student",
     {"headteacher", "class teacher", "pupil", "SENCO", "school", "nursery", "key person"}},
    {"pvi",
     "child",
     {"headteacher", "class teacher", "pupil", "school", "college", "student", "tutor",
      "every lesson"}},
    {"maintained_nursery",
     "child",
     {"class teacher", "pupil", "school", "college", "student", "manager", "principal",
      "every lesson"}},
    {"special", "pupil", {"nursery", "college", "student", "key person", "tutor", "principal"}},
};

/* The names of other kinds stand where one may be chosen, and a role is told apart by its title. */
static bool speaks_of_all_kinds(const char *path)
{
    return text_equal(path, "/school") || text_starts(path, "/school/facts");
}

static size_t strange_words(const Kind *kind, Who who)
{
    size_t found = 0;
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].method != GET || speaks_of_all_kinds(routes[i].path))
            continue;
        Answer answer = test_get(&site, who, test_path(&site, routes[i].path, site.own));
        const char *text = text_of_page(&answer);
        for (size_t w = 0; w < 9 && kind->strangers[w] != NULL; w++) {
            const char *at = says_word(text, kind->strangers[w]);
            if (at == NULL)
                continue;
            found++;
            print_error("%s of a %s: \"%.60s\"\n", routes[i].path, kind->type,
                        at - text > 20 ? at - 20 : text);
        }
    }
    return found;
}

static void no_kind_speaks_as_another(void **state)
{
    (void)state;
    static const Who readers[] = {HEAD, SENCO, OFFICE, TEACHER, PARENT, LEARNER, NOBODY};
    size_t found = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        become(kinds[k].type, kinds[k].learner_word);
        for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
            found += strange_words(&kinds[k], readers[i]);
        test_site_forget(&site);
    }
    if (found != 0)
        fail_msg("%zu words that do not fit", found);
}

static void a_college_has_no_headteacher(void **state)
{
    (void)state;
    become("college", "student");
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
        TEST(no_place_is_left_empty),       TEST(no_kind_speaks_as_another),
        TEST(a_college_has_no_headteacher), TEST(a_school_speaks_as_a_school),
        TEST(a_nursery_has_no_exams),
    };
    return RUN_ON_BOTH(tests);
}
