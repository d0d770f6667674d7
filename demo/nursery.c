#include "demo/nursery.h"

#include <string.h>

#include "assess/assess.h"
#include "demo/demo.h"
#include "demo/demo_school.h"
#include "demo/standing.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "staff/family.h"

enum { SENCO, MANAGER, KEY_OF_TWOS, KEY_OF_THREES, HELPER_OF_TWOS, HELPER_OF_THREES };
enum { TWOS, THREES, ROOMS };

static const DemoStaff staff_table[] = {
    [SENCO] = {"Ms", "Jo", "Farrow", ROLE_SENCO, "Ms Farrow", {0}},
    [MANAGER] = {"Mrs", "Leyla", "Demir", ROLE_HEAD, "Mrs Demir", {0}},
    [KEY_OF_TWOS] = {"Miss", "Amy", "Yates", ROLE_TEACHER, "Miss Yates", {0}},
    [KEY_OF_THREES] = {"Mr", "Emeka", "Okon", ROLE_TEACHER, "Mr Okon", {0}},
    [HELPER_OF_TWOS] = {"Mrs", "Dawn", "Kershaw", ROLE_ASSISTANT, "Mrs Kershaw", {0}},
    [HELPER_OF_THREES] = {"Ms", "Irina", "Petrova", ROLE_ASSISTANT, "Ms Petrova", {0}},
};
enum { STAFF_COUNT = sizeof staff_table / sizeof staff_table[0] };

static const Placement talking_beside = {"first_words", "Otters", 'K',  'M', STAND_DOING, 0,
                                         "Kofi",        "Quaye",  "AKA"};
static const Placement begun_lately = {"first_words", "Ducklings", 'K',  'F', STAND_ASSESSING, 0,
                                       "Elsie",       "Reid",      "ENG"};

/* born: days after the school year that gives their age began. */
static const struct {
    int room, born;
    char sex;
    const char *forename, *surname, *language_code, *mother, *father;
    const Placement *placement;
} table[] = {
    {TWOS, 61, 'F', "Elsie", "Reid", "ENG", "Ms Carol Reid", NULL, &begun_lately},
    {TWOS, 12, 'M', "Yusuf", "Malik", "URD", "Mrs Hina Malik", "Mr Asad Malik", NULL},
    {TWOS, 140, 'F', "Martha", "Firth", "ENG", "Mrs Sally Firth", "Mr Tom Firth", NULL},
    {TWOS, 233, 'M', "Reuben", "Cass", "ENG", "Ms Naomi Cass", NULL, NULL},
    {THREES, 97, 'M', "Kofi", "Quaye", "AKA", NULL, NULL, &talking_beside},
    {THREES, 30, 'F', "Inês", "Duarte", "POR", "Mrs Rita Duarte", "Mr Nuno Duarte", NULL},
    {THREES, 180, 'M', "Arlo", "Whitaker", "ENG", "Mrs Jess Whitaker", NULL, NULL},
    {THREES, 310, 'F', "Noor", "Aziz", "URD", "Mrs Samina Aziz", "Mr Imran Aziz", NULL},
};
enum { CHILD_COUNT = sizeof table / sizeof table[0] };

static Error *add_nursery(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    int measures;
    SchoolFacts facts = {
        .name = "Willow Nursery",
        .setting_type = "pvi",
        .phase = "nursery",
        .learner_word = "child",
        .low_age = {true, 2},
        .high_age = {true, 4},
        .address = "Weir Row\nNetherby",
        .postcode = "ZZ9 9ZY",
        .telephone = "01632 960101",
        .head_name = cast->head->display_name,
    };
    TRY(demo_school_add(db, arena, calendar, cast->school, &facts));
    return measures_ship(db, arena, cast->school, &measures);
}

static void make_people(Arena *arena, Cast *cast)
{
    DemoStaff *staff = arena_array(arena, DemoStaff, STAFF_COUNT);
    memcpy(staff, staff_table, sizeof staff_table);
    cast->senco = &staff[SENCO];
    cast->head = cast->office = &staff[MANAGER];
    cast->mentor = &staff[HELPER_OF_THREES];
    cast->class_count = ROOMS;
    cast->classes[TWOS] = (DemoClass){.name = "Ducklings",
                                      .national_year = "N1",
                                      .teacher = &staff[KEY_OF_TWOS],
                                      .assistant = &staff[HELPER_OF_TWOS]};
    cast->classes[THREES] = (DemoClass){.name = "Otters",
                                        .national_year = "N2",
                                        .teacher = &staff[KEY_OF_THREES],
                                        .assistant = &staff[HELPER_OF_THREES]};
}

/* All of them came a year ago in September. */
static void make_children(const DemoCalendar *calendar, Cast *cast)
{
    int year = academic_year(calendar->today);
    cast->child_count = CHILD_COUNT;
    for (int i = 0; i < CHILD_COUNT; i++) {
        int born_year = year - 3 - (table[i].room == THREES);
        cast->children[i] = (Child){
            .class = &cast->classes[table[i].room],
            .background = background_of_language(table[i].language_code),
            .forename = table[i].forename,
            .surname = table[i].surname,
            .sex = table[i].sex,
            .born_on = date_add_days(date_of(born_year, 9, 1), table[i].born),
            .entered_on = calendar->school_terms[TERMS_A_YEAR].starts_on,
            .english_additional = !text_equal(table[i].language_code, "ENG"),
            .mother = table[i].mother,
            .father = table[i].father,
            .placement = table[i].placement,
        };
    }
}

/* Whom the school knows too: the same parents, with the same address. */
static void join_families(const Cast *school, Cast *cast)
{
    const Child *ama = cast_child(school, "Ama", "Quaye");
    Child *elsie = &cast->children[0], *kofi = &cast->children[4];
    ASSERT(text_equal(elsie->forename, "Elsie") && text_equal(kofi->forename, "Kofi"));
    kofi->mother = ama->mother;
    kofi->father = ama->father;
    kofi->parent_email = ama->parent_email;
    elsie->voice = 1;
    elsie->parent_email = DEMO_ASSISTANT_EMAIL;
}

/* Of all but one of those who have turned two and a half. */
static Error *check_twos(Db *db, const DemoCalendar *calendar, const Cast *cast)
{
    enum { AT_MONTHS = 30, NOT_YET = 1 };
    for (int i = 0; i < CHILD_COUNT; i++) {
        const Child *child = &cast->children[i];
        Date held = school_day_on_or_before(&calendar->calendar,
                                            date_add_months(child->born_on, AT_MONTHS));
        bool slow = child->placement != NULL;
        TwoYearCheck check = {
            .held_on = held,
            .language = slow ? "Understands what is said. Few words, and a sound for many things."
                             : "Talks in short sentences and asks what things are called.",
            .physical = "Runs, climbs, and pours without help.",
            .feelings = "Comes to the key person when something is wrong, and is soon comforted.",
            .strengths = "Stays long with what is begun, and is kind to the little ones.",
            .concerns = slow ? "Talking: about a year behind the rest." : NULL,
            .sen_concern = slow,
            .actions = slow ? "Talk with the SENCO, and a hearing test." : NULL,
            .parents = "Read it together at the door, and agreed.",
            .given_on = held,
            .health_consent = "yes",
            .health_shared_on = held,
        };
        if (i != NOT_YET && date_compare(held, calendar->today) <= 0)
            TRY(two_year_save(db, cast->school, child->id, &check, child->class->teacher->id));
    }
    return NULL;
}

Error *nursery_make(Db *db, Arena *arena, const DemoCalendar *calendar, const DemoPerson *people,
                    const Cast *school, SchoolId *nursery)
{
    Cast *cast = arena_new(arena, Cast);
    *cast = (Cast){.school = {id_new()}};
    *nursery = cast->school;
    make_people(arena, cast);
    make_children(calendar, cast);
    join_families(school, cast);
    TRY(db_enter_school(db, cast->school.n));
    TRY(add_nursery(db, arena, calendar, cast));
    TRY(cast_write(db, arena, calendar, people, cast));
    TRY(check_twos(db, calendar, cast));
    return standing_write(db, arena, calendar, cast);
}
