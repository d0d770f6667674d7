/* Concerns, their steps and who was told, on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "learner/test_school.h"
#include "platform/db/test_both.h"
#include "register/concern.h"
#include "register/concern_sql.h"
#include "register/register.h"

#define RAISED date_of(2026, 11, 9)
#define TODAY  date_of(2026, 11, 22)

static TestStore test;

/* Zofia stands at no level: no step may give her one. */
static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_run(&test, "update learner set level = 'universal', census_code = 'N',"
                          " level_since = null, primary_need = null where school_id = 1");
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

typedef struct Now {
    Concerns concerns, of_teacher, of_senco, of_learner;
    ConcernSteps steps;
    ConcernTolds told;
    Learner learner;
    Cycles cycles;
} Now;

static Now now;
static ConcernId concern_id;
static ConcernStepId step_id;

static Error *look(Db *db, void *context)
{
    (void)context;
    Arena *arena = test.arena;
    TRY(concern_list(db, arena, TEST_SCHOOL, TEST_LEARNER, &now.concerns));
    TRY(concerns_of_staff(db, arena, TEST_SCHOOL, TEST_TEACHER, &now.of_teacher));
    TRY(concerns_of_staff(db, arena, TEST_SCHOOL, TEST_SENCO, &now.of_senco));
    TRY(concerns_of_family(db, arena, TEST_SCHOOL, TEST_LEARNER, (ContactId){0}, &now.of_learner));
    TRY(concern_steps(db, arena, TEST_SCHOOL, TEST_LEARNER, (ConcernId){0}, &now.steps));
    TRY(concern_told_list(db, arena, TEST_SCHOOL, TEST_LEARNER, &now.told));
    TRY(learner_load(db, arena, TEST_SCHOOL, TEST_LEARNER, &now.learner));
    return cycle_list(db, arena, TEST_SCHOOL, TEST_LEARNER, &now.cycles);
}

static void done(StoreWork work, void *context)
{
    test_store_done(&test, work, context);
    test_store_done(&test, look, NULL);
}

static void refused(StoreWork work, void *context, ErrorKind kind)
{
    test_store_refused(&test, work, context, kind);
    test_store_done(&test, look, NULL);
}

/* ---- Raised -----------------------------------------------------------------------------------
 */

static Concern of_parent(void)
{
    return (Concern){.raised_on = RAISED,
                     .raised_by = "parent",
                     .raised_by_name = "Mrs Nowak",
                     .way = "phone",
                     .heard_by = TEST_TEACHER,
                     .wording = "Chowa się, kiedy trzeba czytać.",
                     .language = "Polish",
                     .translation = "She hides when it is time to read.",
                     .translated_by = "Mrs Vaz",
                     .reply_by = date_add_days(RAISED, 14)};
}

static Concern of_learner(void)
{
    return (Concern){.raised_on = RAISED,
                     .raised_by = "learner",
                     .raised_by_name = "Zofia Nowak",
                     .way = "self",
                     .wording = "It is too loud.",
                     .reply_by = DATE_NONE};
}

static Error *raise_one(Db *db, void *context)
{
    return concern_raise(db, TEST_SCHOOL, TEST_LEARNER, context, &concern_id);
}

static void raise_from_parent(void)
{
    Concern concern = of_parent();
    done(raise_one, &concern);
}

static void words_are_kept_as_they_were_said(void **state)
{
    (void)state;
    raise_from_parent();
    assert_int_equal(now.concerns.count, 1);
    const Concern *concern = &now.concerns.items[0];
    assert_string_equal(concern->wording, "Chowa się, kiedy trzeba czytać.");
    assert_string_equal(concern->translation, "She hides when it is time to read.");
    assert_string_equal(concern->translated_by, "Mrs Vaz");
    assert_string_equal(concern->heard_by_name, "Mr Hughes");
    assert_string_equal(concern->learner_name, "Zofia Nowak");
    assert_string_equal(concern->class_name, "4H");
    assert_string_equal(concern->outcome, "open");
    assert_int_equal(concern->received_by.n, 0);
    assert_false(date_is_set(concern->replied_on));
}

static void each_finds_what_they_raised(void **state)
{
    (void)state;
    Concern by_learner = of_learner();
    raise_from_parent();
    done(raise_one, &by_learner);
    assert_int_equal(now.concerns.count, 2);
    assert_int_equal(now.of_teacher.count, 1);
    assert_string_equal(now.of_teacher.items[0].raised_by_name, "Mrs Nowak");
    assert_int_equal(now.of_senco.count, 0);
    assert_int_equal(now.of_learner.count, 1);
    assert_string_equal(now.of_learner.items[0].wording, "It is too loud.");
}

static Error *load_for_another(Db *db, void *context)
{
    (void)context;
    Concern concern;
    return concern_load(db, test.arena, TEST_SCHOOL, (LearnerId){404}, concern_id, &concern);
}

static Error *load_in_another(Db *db, void *context)
{
    (void)context;
    Concern concern;
    return concern_load(db, test.arena, OTHER_SCHOOL, TEST_LEARNER, concern_id, &concern);
}

static Error *load_as_senco(Db *db, void *context)
{
    (void)context;
    Concern concern;
    return concern_of_staff(db, test.arena, TEST_SCHOOL, TEST_SENCO, concern_id, &concern);
}

static void a_concern_is_nobody_elses(void **state)
{
    (void)state;
    raise_from_parent();
    refused(load_for_another, NULL, ERROR_NOT_FOUND);
    refused(load_in_another, NULL, ERROR_NOT_FOUND);
    refused(load_as_senco, NULL, ERROR_NOT_FOUND);
}

/* ---- Received and answered --------------------------------------------------------------------
 */

static Error *receive(Db *db, void *context)
{
    return concern_receive(db, TEST_SCHOOL, context, TEST_SENCO, TODAY, date_add_days(TODAY, 5));
}

static void whoever_has_it_is_named(void **state)
{
    (void)state;
    raise_from_parent();
    Concern read = now.concerns.items[0];
    done(receive, &read);
    assert_string_equal(now.concerns.items[0].received_by_name, "Mrs Vaz");
    assert_int_equal(now.concerns.items[0].received_on.days, TODAY.days);
    assert_int_equal(now.concerns.items[0].reply_by.days, date_add_days(TODAY, 5).days);
    refused(receive, &read, ERROR_CONFLICT);
}

typedef struct Taken {
    Concern concern;
    const char *verdict;
    Date on;
} Taken;

static Error *take(Db *db, void *context)
{
    const Taken *taken = context;
    ConcernStep step = {
        .taken_on = taken->on,
        .taken_by = TEST_SENCO,
        .verdict = taken->verdict,
        .words = taken->verdict,
        .with_whom = strcmp(taken->verdict, "talk") == 0 ? "Mr Hughes" : NULL,
        .check_on = concern_is_checked(taken->verdict) ? date_add_days(taken->on, 21) : DATE_NONE,
    };
    return concern_take_step(db, test.arena, TEST_SCHOOL, &taken->concern, &step, &step_id);
}

static void a_concern_moves_on_and_no_level_with_it(void **state)
{
    (void)state;
    static const struct {
        const char *verdict;
        size_t cycles;
    } cases[] = {{"talk", 0},   {"teaching", 0}, {"monitor", 0}, {"assess", 1},
                 {"assess", 1}, {"not_sen", 1},  {"settled", 1}};
    raise_from_parent();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Date on = date_add_days(RAISED, (int)i + 1);
        Taken taken = {now.concerns.items[0], cases[i].verdict, on};
        done(take, &taken);
        const Concern *concern = &now.concerns.items[0];
        assert_string_equal(concern->outcome, cases[i].verdict);
        assert_int_equal(date_is_set(concern->check_on), concern_is_checked(cases[i].verdict));
        assert_int_equal(concern->replied_on.days, date_add_days(RAISED, 1).days);
        assert_string_equal(now.learner.level, "universal");
        assert_int_equal(now.cycles.count, cases[i].cycles);
    }
    assert_int_equal(now.steps.count, sizeof cases / sizeof cases[0]);
    for (size_t i = 0; i < now.steps.count; i++)
        assert_string_equal(now.steps.items[i].words, cases[i].verdict);
    assert_string_equal(now.concerns.items[0].received_by_name, "Mrs Vaz");
}

static void the_second_of_two_answers_is_told(void **state)
{
    (void)state;
    raise_from_parent();
    Taken first = {now.concerns.items[0], "teaching", TODAY};
    Taken second = {now.concerns.items[0], "assess", TODAY};
    done(take, &first);
    refused(take, &second, ERROR_CONFLICT);
    assert_string_equal(now.concerns.items[0].outcome, "teaching");
    assert_int_equal(now.steps.count, 1);
    assert_int_equal(now.cycles.count, 0);
}

/* ---- The family told --------------------------------------------------------------------------
 */

static Error *tell(Db *db, void *context)
{
    return concern_tell(db, TEST_SCHOOL, TEST_LEARNER, context);
}

static Error *listed(Db *db, void *context)
{
    return concerns_listed(db, test.arena, TEST_SCHOOL, TODAY, date_of(2026, 9, 1), (StaffId){0},
                           NULL, (ClassId){0}, context);
}

static void silence_is_seen(void **state)
{
    (void)state;
    struct concerns_listed_rows rows;
    raise_from_parent();
    done(listed, &rows);
    assert_int_equal(rows.items[0].untold, 0);
    Taken taken = {now.concerns.items[0], "teaching", TODAY};
    done(take, &taken);
    done(listed, &rows);
    assert_int_equal(rows.items[0].untold, 1);
    ConcernTold why = {.step_id = step_id,
                       .told_on = TODAY,
                       .told_by = TEST_SENCO,
                       .reason = "Mrs Nowak is away until Monday."};
    done(tell, &why);
    done(listed, &rows);
    assert_int_equal(rows.items[0].untold, 0);
    assert_string_equal(now.told.items[0].reason, "Mrs Nowak is away until Monday.");
    assert_null(now.told.items[0].recipient);
}

static void old_answers_are_not_listed(void **state)
{
    (void)state;
    struct concerns_listed_rows rows;
    raise_from_parent();
    Taken taken = {now.concerns.items[0], "not_sen", date_of(2026, 11, 10)};
    done(take, &taken);
    done(listed, &rows);
    assert_int_equal(rows.count, 1);
    test_store_run(&test, "update concern set replied_on = '2026-07-01' where school_id = 1");
    done(listed, &rows);
    assert_int_equal(rows.count, 0);
}

static void a_similar_concern_is_counted(void **state)
{
    (void)state;
    struct concerns_listed_rows rows;
    Concern by_learner = of_learner();
    raise_from_parent();
    done(raise_one, &by_learner);
    done(listed, &rows);
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows.items[0].others, 1);
    assert_int_equal(rows.items[1].others, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(words_are_kept_as_they_were_said),
        ON_BOTH(each_finds_what_they_raised),
        ON_BOTH(a_concern_is_nobody_elses),
        ON_BOTH(whoever_has_it_is_named),
        ON_BOTH(a_concern_moves_on_and_no_level_with_it),
        ON_BOTH(the_second_of_two_answers_is_told),
        ON_BOTH(silence_is_seen),
        ON_BOTH(old_answers_are_not_listed),
        ON_BOTH(a_similar_concern_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
