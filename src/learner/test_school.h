/* test_school.h: a school with one learner and the people round them, for the tests of every stage.
 * Tests only. */
#ifndef LEARNER_TEST_SCHOOL_H
#define LEARNER_TEST_SCHOOL_H

#include "learner/learner.h"
#include "platform/db/test_store.h"

#define TEST_SCHOOL  ((SchoolId){1})
#define TEST_SENCO   ((StaffId){11})
#define TEST_TEACHER ((StaffId){12})
#define TEST_LEARNER ((LearnerId){21})
/* A second school, with a learner of its own that nothing here may reach. */
#define OTHER_SCHOOL  ((SchoolId){2})
#define OTHER_LEARNER ((LearnerId){22})

/* Mill Lane: Mrs Vaz, Mr Hughes, and Zofia Nowak of 4H on SEN Support with SPLD. */
static inline void test_school_make(TestStore *test)
{
    test_store_run(
        test,
        "insert into school (id, name, setting_type, phase, learner_word, demo, created_at, "
        "version)"
        " values (1, 'Mill Lane Primary', 'school', 'primary', 'pupil', false,"
        " '2026-01-01T00:00:00.000Z', 1),"
        " (2, 'Other School', 'school', 'primary', 'pupil', false, '2026-01-01T00:00:00.000Z', 1)");
    test_store_run(test,
                   "insert into staff (school_id, id, title, forename, surname, display_name, role,"
                   " started_on, version) values"
                   " (1, 11, 'Mrs', 'Ana', 'Vaz', 'Mrs Vaz', 'senco', '2020-09-01', 1),"
                   " (1, 12, 'Mr', 'Tom', 'Hughes', 'Mr Hughes', 'teacher', '2020-09-01', 1)");
    test_store_run(test,
                   "insert into class (school_id, id, name, is_group, sort_name, national_year)"
                   " values (1, 31, '4H', false, '04h', '4')");
    test_store_run(
        test,
        "insert into learner (school_id, id, surname, forename, known_name, sort_name, born_on,"
        " sex, national_year, year_order, class_id, pupil_premium, looked_after, level,"
        " census_code, level_since, primary_need, version) values"
        " (1, 21, 'Nowak', 'Zofia', 'Zofia Nowak', 'nowak zofia', '2018-02-03', 'F', '4', 4, 31,"
        " false, false, 'sen_support', 'K', '2026-09-07', 'SPLD', 1),"
        " (2, 22, 'Bello', 'Idris', 'Idris Bello', 'bello idris', '2020-02-03', 'M', '2', 2, null,"
        " false, false, 'sen_support', 'K', '2026-09-07', 'SLCN', 1)");
}

#endif
