/* What needs no store: the table of permissions, what a password must be, and form tokens. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "platform/base/id.h"
#include "staff/staff.h"

static Arena *arena;

static int make(void **state)
{
    (void)state;
    arena = arena_create((size_t)1 << 20, "test");
    return password_start() == NULL ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    password_stop();
    arena_destroy(arena);
    return 0;
}

/* ---- Permissions ------------------------------------------------------------------------------
 */

/* A letter for each role, in the order of Role: a all, o own, - none. Written down from what
 * schools do, not from the table. */
static const struct {
    Permission permission;
    const char *reach;
} permissions[] = {
    /* SENCO, its assistant, head, teacher, cover, teaching assistant, office, exams, ICT, governor,
     * professional, parent, learner */
    {MAY_ANYONE, "aaaaaaaaaaaaaa"},
    {MAY_LEAVE, "aaaaaaaaaaaaaa"},
    {MAY_CONFIRM, "aaaaaaaaaaaa--"},
    {MAY_GIVE_CODE, "------------aa"},
    {MAY_SIGNED_IN, "aaaaaaaaaaaaaa"},
    {MAY_SET_PASSWORD, "aaaaaaaaaaaa--"},
    {MAY_WATCH_IMPORT, "aa----a-------"},
    {MAY_READ_REGISTER, "aaao-o--------"},
    {MAY_SEE_TODAY, "aaaaaaaaaaaa--"},
    {MAY_READ_RECORD, "aaao-o--------"},
    {MAY_READ_SUMMARY, "aaaooo--------"},
    {MAY_READ_CASE, "----------oo--"},
    {MAY_WRITE_CASE, "----------o---"},
    {MAY_READ_CONCERNS, "aaao-o--------"},
    {MAY_RAISE_CONCERN, "aaaoooao------"},
    {MAY_ANSWER_CONCERN, "aa------------"},
    {MAY_CHANGE_MANY, "aaa-----------"},
    {MAY_DECIDE_STATUS, "a-------------"},
    {MAY_TELL_PARENTS, "aaa-----------"},
    {MAY_ASSESS, "aa-o----------"},
    {MAY_SEE_SCORES, "aaao-o--------"},
    {MAY_ENTER_SCORES, "aa-o----------"},
    {MAY_EDIT_PLAN, "aa-o----------"},
    {MAY_FINALISE_PLAN, "a-a-----------"},
    {MAY_LOG_SESSION, "aa-o-o--------"},
    {MAY_REVIEW, "aa-o----------"},
    {MAY_FINALISE_REVIEW, "a-a-----------"},
    {MAY_SEE_CONTACTS, "aaa---a-------"},
    {MAY_EDIT_CONTACTS, "aaa---a-------"},
    {MAY_SEE_ADDRESS, "aaa---a-------"},
    {MAY_HOLD_BACK, "--a-----------"},
    {MAY_SEE_SAFEGUARDING, "aaao----------"},
    {MAY_SET_SAFEGUARDING, "a-a-----------"},
    {MAY_SEE_COSTS, "aaa---a----o--"},
    {MAY_SEE_STAFF_NOTES, "aaao-o--------"},
    {MAY_WRITE_STAFF_NOTES, "aaao-o--------"},
    {MAY_SEE_REPORTS, "aaa--------o--"},
    {MAY_FILE_REPORTS, "aa------------"},
    {MAY_SHARE_CASE, "aaa-----------"},
    {MAY_READ_ARRANGEMENTS, "aaao-o-a------"},
    {MAY_EDIT_ARRANGEMENTS, "aa------------"},
    {MAY_BREAK_GLASS, "---a-a--------"},
    {MAY_ANSWER_GLASS, "a-a-----------"},
    {MAY_APPROVE_ACCESS, "a-a-----------"},
    {MAY_READ_NUMBERS, "aaa------a----"},
    {MAY_IMPORT, "aa----a-------"},
    {MAY_READ_TRAIL, "a-a-----------"},
    {MAY_SEE_ACCESS, "a-a---a-------"},
    {MAY_KEEP_RECORD, "a-a---a-------"},
    {MAY_MERGE, "a-a-----------"},
    {MAY_OPEN_SEALED, "--a-----------"},
    {MAY_MANAGE_SCHOOL, "aaa---a-------"},
    {MAY_EDIT_FACTS, "--a---a-------"},
    {MAY_MANAGE_PEOPLE, "--a---a-------"},
    {MAY_MANAGE_SIGN_IN, "--a---a-a-----"},
    {MAY_SET_PERMISSIONS, "--a-----------"},
    {MAY_READ_OWN_CHILD, "------------oo"},
    {MAY_COMMENT, "------------oo"},
};

static void each_role_reaches_what_is_written(void **state)
{
    (void)state;
    Matrix matrix = matrix_default();
    assert_int_equal(sizeof permissions / sizeof permissions[0], MAY_COUNT);
    for (size_t i = 0; i < MAY_COUNT; i++)
        for (Role role = 0; role < ROLE_COUNT; role++) {
            char letter = permissions[i].reach[role];
            Reach reach = letter == 'a' ? REACH_ALL : letter == 'o' ? REACH_OWN : REACH_NONE;
            if (matrix_reach(&matrix, role_set(role), permissions[i].permission) != reach)
                fail_msg("permission %d of %s", (int)permissions[i].permission, role_code(role));
        }
}

static void several_roles_reach_as_far_as_the_widest(void **state)
{
    (void)state;
    Matrix matrix = matrix_default();
    static const struct {
        Role first, second;
        Permission permission;
        Reach reach;
        Role opens;
    } pairs[] = {
        {ROLE_TEACHER, ROLE_SENCO, MAY_READ_RECORD, REACH_ALL, ROLE_SENCO},
        {ROLE_SENCO, ROLE_TEACHER, MAY_READ_RECORD, REACH_ALL, ROLE_SENCO},
        {ROLE_TEACHER, ROLE_ASSISTANT, MAY_READ_RECORD, REACH_OWN, ROLE_TEACHER},
        {ROLE_ASSISTANT, ROLE_TEACHER, MAY_READ_RECORD, REACH_OWN, ROLE_ASSISTANT},
        {ROLE_ASSISTANT, ROLE_TEACHER, MAY_ASSESS, REACH_OWN, ROLE_TEACHER},
        {ROLE_TEACHER, ROLE_EXAMS, MAY_READ_ARRANGEMENTS, REACH_ALL, ROLE_EXAMS},
        {ROLE_TEACHER, ROLE_GOVERNOR, MAY_READ_NUMBERS, REACH_ALL, ROLE_GOVERNOR},
        {ROLE_GOVERNOR, ROLE_ICT, MAY_READ_RECORD, REACH_NONE, ROLE_GOVERNOR},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        RoleSet both = role_set(pairs[i].first) | role_set(pairs[i].second);
        assert_int_equal(matrix_reach(&matrix, both, pairs[i].permission), pairs[i].reach);
        assert_int_equal(matrix_role(&matrix, both, pairs[i].first, pairs[i].permission),
                         pairs[i].opens);
    }
    for (Permission permission = 0; permission < MAY_COUNT; permission++)
        assert_int_equal(matrix_reach(&matrix, 0, permission), REACH_NONE);
}

static void limits_hold_whatever_a_school_chooses(void **state)
{
    (void)state;
    for (Permission permission = 0; permission < MAY_COUNT; permission++)
        for (Role role = 0; role < ROLE_COUNT; role++) {
            Reach standard = permission_default(permission, role);
            Reach least = permission_least(permission, role);
            Reach most = permission_most(permission, role);
            assert_true(least <= standard && standard <= most);
            for (Reach reach = REACH_NONE; reach <= REACH_ALL; reach++) {
                Matrix matrix = matrix_default();
                bool taken = matrix_choose(&matrix, permission, role, reach) == NULL;
                bool own = reach == REACH_OWN && !permission_has_own(permission);
                assert_int_equal(taken, least != most && reach >= least && reach <= most && !own);
                assert_int_equal(matrix.reach[permission][role], taken ? reach : standard);
            }
        }
}

/* Written down apart from the table: what no school can give, or take. */
static void some_things_no_school_can_choose(void **state)
{
    (void)state;
    static const struct {
        Permission permission;
        Role role;
        Reach reach;
    } refused[] = {
        {MAY_READ_RECORD, ROLE_ICT, REACH_OWN},
        {MAY_READ_RECORD, ROLE_GOVERNOR, REACH_ALL},
        {MAY_READ_RECORD, ROLE_COVER, REACH_OWN},
        {MAY_READ_RECORD, ROLE_PROFESSIONAL, REACH_OWN},
        {MAY_READ_RECORD, ROLE_SENCO, REACH_OWN},
        {MAY_READ_REGISTER, ROLE_PARENT, REACH_OWN},
        {MAY_SEE_STAFF_NOTES, ROLE_PARENT, REACH_OWN},
        {MAY_SEE_COSTS, ROLE_TEACHER, REACH_OWN},
        {MAY_SEE_ADDRESS, ROLE_TEACHER, REACH_OWN},
        {MAY_SET_SAFEGUARDING, ROLE_TEACHER, REACH_OWN},
        {MAY_FINALISE_PLAN, ROLE_ASSISTANT_SENCO, REACH_ALL},
        {MAY_DECIDE_STATUS, ROLE_ASSISTANT_SENCO, REACH_ALL},
        {MAY_SET_PERMISSIONS, ROLE_OFFICE, REACH_ALL},
        {MAY_SET_PERMISSIONS, ROLE_HEAD, REACH_NONE},
        {MAY_MANAGE_PEOPLE, ROLE_HEAD, REACH_NONE},
        {MAY_READ_OWN_CHILD, ROLE_PARENT, REACH_ALL},
        {MAY_ANSWER_GLASS, ROLE_HEAD, REACH_NONE},
        {MAY_SIGNED_IN, ROLE_TEACHER, REACH_NONE},
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        Matrix matrix = matrix_default();
        if (matrix_choose(&matrix, refused[i].permission, refused[i].role, refused[i].reach) ==
            NULL)
            fail_msg("%s of %s can be chosen", permission_code(refused[i].permission),
                     role_code(refused[i].role));
    }
}

static char letter_of(Reach reach)
{
    return reach == REACH_ALL ? 'a' : reach == REACH_OWN ? 'o' : '-';
}

static const char *letters(Reach (*reach)(Permission, Role), Permission permission)
{
    char *text = arena_alloc(arena, ROLE_COUNT + 1);
    for (Role role = 0; role < ROLE_COUNT; role++)
        text[role] = letter_of(reach(permission, role));
    text[ROLE_COUNT] = '\0';
    return text;
}

static void the_matrix_of_the_docs_is_the_one_of_the_code(void **state)
{
    (void)state;
    enum { MOST = 64 * 1024 };
    char *docs = arena_alloc(arena, MOST);
    FILE *file = fopen(FOURFOLD_SOURCE "/docs/permissions.md", "r");
    assert_non_null(file);
    size_t size = fread(docs, 1, MOST - 1, file);
    (void)fclose(file);
    docs[size] = '\0';
    for (Permission each = 0; each < MAY_COUNT; each++) {
        const char *row =
            arena_print(arena, "| %s | `%s` | `%s` | `%s` |\n", permission_code(each),
                        letters(permission_default, each), letters(permission_least, each),
                        letters(permission_most, each));
        if (strstr(docs, row) == NULL)
            fail_msg("docs/permissions.md lacks %s", row);
    }
}

static bool of_family(Role role)
{
    return role == ROLE_PARENT || role == ROLE_LEARNER;
}

static void the_office_makes_nobody_who_leads(void **state)
{
    (void)state;
    for (Role actor = 0; actor < ROLE_COUNT; actor++)
        for (Role subject = 0; subject < ROLE_COUNT; subject++) {
            bool lead =
                subject == ROLE_SENCO || subject == ROLE_ASSISTANT_SENCO || subject == ROLE_HEAD;
            bool manages =
                !of_family(subject) && (actor == ROLE_HEAD || (actor == ROLE_OFFICE && !lead));
            if (role_manages(actor, subject) != manages)
                fail_msg("%s over %s", role_code(actor), role_code(subject));
        }
}

static void only_the_head_opens_the_account_of_one_who_reads_records(void **state)
{
    (void)state;
    for (Role actor = 0; actor < ROLE_COUNT; actor++)
        for (Role subject = 0; subject < ROLE_COUNT; subject++) {
            bool reads_none = subject == ROLE_ICT || subject == ROLE_GOVERNOR;
            bool resets = actor == ROLE_HEAD && !of_family(subject);
            if (actor == ROLE_ICT)
                resets = reads_none;
            if (actor == ROLE_OFFICE)
                resets = reads_none || subject == ROLE_OFFICE;
            if (role_resets(actor, subject) != resets)
                fail_msg("%s over the factor of %s", role_code(actor), role_code(subject));
        }
}

enum { CROWD = 80 };

static void *match_once(void *busy)
{
    bool matches;
    Error *error = password_matches(NULL, "nine loud magpies", &matches);
    *(bool *)busy = error != NULL && error->kind == ERROR_BUSY;
    return NULL;
}

/* Whoever is beyond the queue is told to come back, and nothing is hashed for them. */
static void a_full_queue_of_passwords_is_said(void **state)
{
    (void)state;
    pthread_t threads[CROWD];
    bool busy[CROWD], matches;
    int refused = 0;
    for (int i = 0; i < CROWD; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, match_once, &busy[i]), 0);
    for (int i = 0; i < CROWD; i++) {
        pthread_join(threads[i], NULL);
        refused += busy[i];
    }
    assert_in_range(refused, 1, CROWD - 64);
    assert_null(password_matches(NULL, "nine loud magpies", &matches));
}

static void an_address_is_kept_in_one_form(void **state)
{
    (void)state;
    assert_string_equal(staff_email(arena, " Ana.Vaz@Mill.Example "), "ana.vaz@mill.example");
    static const char *const none[] = {NULL, "", "ana", "@mill.example", "ana@", "a@b@c", "a b@c"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_null(staff_email(arena, none[i]));
}

static void a_role_is_one_of_the_words(void **state)
{
    (void)state;
    Role role;
    for (Role each = 0; each < ROLE_COUNT; each++) {
        assert_true(role_parse(role_code(each), &role));
        assert_int_equal(role, each);
        assert_true(strlen(role_words(each)) > 0);
    }
    static const char *const none[] = {"", "SENCO", "admin", "senco ", "teachers"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_false(role_parse(none[i], &role));
}

/* ---- Passwords --------------------------------------------------------------------------------
 */

static const char *repeated(const char *letter, int times)
{
    const char *text = "";
    for (int i = 0; i < times; i++)
        text = arena_print(arena, "%s%s", text, letter);
    return text;
}

static void a_password_is_long_and_not_the_first_guess(void **state)
{
    (void)state;
    const struct {
        const char *password;
        bool fit;
    } cases[] = {
        {"four parts make one", true},
        {"            ", true},
        {repeated("x", 12), true},
        {repeated("x", 128), true},
        {repeated("é", 128), true},
        {repeated("密", 12), true},
        {"", false},
        {repeated("x", 11), false},
        {repeated("密", 11), false},
        {repeated("x", 129), false},
        {"password1234", false},
        {"PASSWORD1234", false},
        {"somebody@school.example", false},
        {"Somebody@School.example", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if ((password_fault(cases[i].password, "somebody@school.example") == NULL) != cases[i].fit)
            fail_msg("password %zu", i);
}

static void a_hash_fits_its_password_alone(void **state)
{
    (void)state;
    const char *hash, *again;
    const char *password = repeated("密", 128);
    bool matches;
    assert_null(password_hash(arena, password, &hash));
    assert_null(password_hash(arena, password, &again));
    assert_string_not_equal(hash, again);
    assert_non_null(strstr(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_null(password_matches(hash, password, &matches));
    assert_true(matches);
    assert_null(password_matches(hash, repeated("密", 127), &matches));
    assert_false(matches);
    assert_null(password_matches(hash, repeated("密", 129), &matches));
    assert_false(matches);
    /* Of nobody: neither no password nor any other. */
    assert_null(password_matches(NULL, "", &matches));
    assert_false(matches);
}

/* ---- Form tokens ------------------------------------------------------------------------------
 */

static void a_token_is_its_sessions_and_masked_anew(void **state)
{
    (void)state;
    unsigned char key[32], other_key[32];
    token_bytes(key, sizeof key);
    token_bytes(other_key, sizeof other_key);
    Session session = {.form_key = {key, sizeof key}};
    Session other = {.form_key = {other_key, sizeof other_key}};
    const char *token = form_token(arena, &session);
    const char *second = form_token(arena, &session);
    assert_string_not_equal(token, second);
    assert_true(form_token_valid(&session, token));
    assert_true(form_token_valid(&session, second));
    assert_false(form_token_valid(&other, token));
    /* Every character counts. */
    for (size_t i = 0; i + 1 < strlen(token); i++) {
        char *changed = arena_copy(arena, token);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        if (form_token_valid(&session, changed))
            fail_msg("character %zu may be changed", i);
    }
    const char *const none[] = {NULL,
                                "",
                                "x",
                                token + 1,
                                arena_print(arena, "%sA", token),
                                arena_print(arena, "%s=", token),
                                arena_print(arena, " %s", token)};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_false(form_token_valid(&session, none[i]));
    Session empty = {0};
    assert_false(form_token_valid(&empty, token));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_reaches_what_is_written),
        cmocka_unit_test(several_roles_reach_as_far_as_the_widest),
        cmocka_unit_test(limits_hold_whatever_a_school_chooses),
        cmocka_unit_test(some_things_no_school_can_choose),
        cmocka_unit_test(the_matrix_of_the_docs_is_the_one_of_the_code),
        cmocka_unit_test(the_office_makes_nobody_who_leads),
        cmocka_unit_test(only_the_head_opens_the_account_of_one_who_reads_records),
        cmocka_unit_test(a_full_queue_of_passwords_is_said),
        cmocka_unit_test(an_address_is_kept_in_one_form),
        cmocka_unit_test(a_role_is_one_of_the_words),
        cmocka_unit_test(a_password_is_long_and_not_the_first_guess),
        cmocka_unit_test(a_hash_fits_its_password_alone),
        cmocka_unit_test(a_token_is_its_sessions_and_masked_anew),
    };
    return cmocka_run_group_tests(tests, make, end);
}
