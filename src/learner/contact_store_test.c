/* Contacts, orders and answers as the store keeps them: on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "learner/contact.h"
#include "learner/test_school.h"
#include "platform/db/test_both.h"

static TestStore test;
static ContactId mother, father, aunt;
static LearnerContactId links[3];
#define TODAY date_of(2026, 11, 22)

static Error *add_person(Db *db, const char *name, const char *relationship, OptionalInteger right,
                         int priority, ContactId *id)
{
    Contact contact = {.name = name, .address = "1 Mill Lane"};
    LearnerContact link = {.learner_id = TEST_LEARNER,
                           .relationship = relationship,
                           .parental_responsibility = right,
                           .correspondence = true,
                           .receives_documents = true,
                           .receives_reports = true,
                           .may_collect = true,
                           .priority = priority,
                           .starts_on = date_of(2024, 9, 2)};
    TRY(contact_add(db, test.arena, TEST_SCHOOL, &contact, id));
    link.contact_id = *id;
    return learner_contact_add(db, TEST_SCHOOL, &link, &links[priority - 1]);
}

static Error *add_family(Db *db, void *context)
{
    (void)context;
    OptionalInteger yes = {true, 1}, no = {true, 0};
    TRY(add_person(db, "Mrs Ewa Nowak", "mother", yes, 1, &mother));
    TRY(add_person(db, "Mr Jan Nowak", "father", yes, 2, &father));
    return add_person(db, "Ms Ola Zych", "other", no, 3, &aunt);
}

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_done(&test, add_family, NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

typedef struct Question {
    LearnerId learner;
    SchoolId school;
    ContactId contact;
    Date on;
    Entitlement answer;
} Question;

static Error *ask(Db *db, void *context)
{
    Question *question = context;
    return contact_may_receive(db, test.arena, question->school, question->learner,
                               question->contact, PURPOSE_PLAN, question->on, &question->answer);
}

static EntitlementVerdict verdict_on(ContactId contact, Date on)
{
    Question question = {TEST_LEARNER, TEST_SCHOOL, contact, on, {0}};
    test_store_done(&test, ask, &question);
    return question.answer.verdict;
}

static Error *add_order(Db *db, void *context)
{
    OrderRestriction restriction = {.contact_id = father, .no_information = true};
    CourtOrder order = {.learner_id = TEST_LEARNER,
                        .kind = "prohibited_steps",
                        .made_on = date_of(2026, 3, 3),
                        .expires_on = DATE_NONE,
                        .seen_by = TEST_SENCO,
                        .seen_on = date_of(2026, 3, 5),
                        .restrictions = {1, &restriction}};
    return court_order_add(db, TEST_SCHOOL, &order, context);
}

/* A struct whose day was forgotten: the first of January 1970. */
static Error *add_order_without_its_last_day(Db *db, void *context)
{
    CourtOrder order = {.learner_id = TEST_LEARNER,
                        .kind = "care",
                        .made_on = date_of(2026, 3, 3),
                        .seen_by = TEST_SENCO,
                        .seen_on = date_of(2026, 3, 5)};
    return court_order_add(db, TEST_SCHOOL, &order, context);
}

static Error *end_order(Db *db, void *context)
{
    OrderEnd end = {date_of(2026, 11, 20), "The court's order of that day", TEST_SENCO};
    return court_order_end(db, TEST_SCHOOL, TEST_LEARNER, *(CourtOrderId *)context, &end);
}

static Error *end_order_of_another(Db *db, void *context)
{
    OrderEnd end = {TODAY, "The court's order", TEST_SENCO};
    return court_order_end(db, TEST_SCHOOL, OTHER_LEARNER, *(CourtOrderId *)context, &end);
}

static Error *end_order_before_it_was_made(Db *db, void *context)
{
    OrderEnd end = {date_of(2026, 3, 2), "The court's order", TEST_SENCO};
    return court_order_end(db, TEST_SCHOOL, TEST_LEARNER, *(CourtOrderId *)context, &end);
}

static void an_order_holds_from_its_day_to_its_end(void **state)
{
    (void)state;
    CourtOrderId order;
    assert_int_equal(verdict_on(father, TODAY), VERDICT_MAY);
    test_store_refused(&test, add_order_without_its_last_day, &order, ERROR_CONFLICT);
    test_store_done(&test, add_order, &order);
    assert_int_equal(verdict_on(father, TODAY), VERDICT_MAY_NOT);
    assert_int_equal(verdict_on(father, date_of(2026, 3, 2)), VERDICT_MAY);
    test_store_refused(&test, end_order_before_it_was_made, &order, ERROR_NOT_FOUND);
    assert_int_equal(verdict_on(mother, TODAY), VERDICT_MAY);
    test_store_refused(&test, end_order_of_another, &order, ERROR_NOT_FOUND);
    assert_int_equal(verdict_on(father, TODAY), VERDICT_MAY_NOT);
    test_store_done(&test, end_order, &order);
    assert_int_equal(verdict_on(father, TODAY), VERDICT_MAY);
    test_store_refused(&test, end_order, &order, ERROR_NOT_FOUND);
}

static void strangers_may_nothing(void **state)
{
    (void)state;
    assert_int_equal(verdict_on((ContactId){4242}, TODAY), VERDICT_MAY_NOT);
    assert_int_equal(verdict_on(aunt, TODAY), VERDICT_ASK_FIRST);
    Question elsewhere = {OTHER_LEARNER, OTHER_SCHOOL, mother, TODAY, {0}};
    test_store_done(&test, ask, &elsewhere);
    assert_int_equal(elsewhere.answer.verdict, VERDICT_MAY_NOT);
    Question wrong_school = {TEST_LEARNER, OTHER_SCHOOL, mother, TODAY, {0}};
    test_store_refused(&test, ask, &wrong_school, ERROR_NOT_FOUND);
}

static Error *suspend(Db *db, void *context)
{
    (void)context;
    return contact_suspend(db, TEST_SCHOOL, TEST_LEARNER, father, "A call", TEST_SENCO, TODAY,
                           date_of(2026, 11, 29));
}

static Error *release(Db *db, void *context)
{
    (void)context;
    return contact_release(db, TEST_SCHOOL, TEST_LEARNER, father, TODAY);
}

static void the_head_holds_back_for_a_while(void **state)
{
    (void)state;
    test_store_done(&test, suspend, NULL);
    assert_int_equal(verdict_on(father, TODAY), VERDICT_ASK_FIRST);
    assert_int_equal(verdict_on(father, date_of(2026, 11, 30)), VERDICT_MAY);
    test_store_done(&test, release, NULL);
    assert_int_equal(verdict_on(father, TODAY), VERDICT_MAY);
}

static Error *leave(Db *db, void *context)
{
    (void)context;
    return learner_contact_end(db, TEST_SCHOOL, TEST_LEARNER, links[1], date_of(2026, 11, 21));
}

static Error *leave_another(Db *db, void *context)
{
    (void)context;
    return learner_contact_end(db, TEST_SCHOOL, OTHER_LEARNER, links[1], TODAY);
}

static Error *take_the_place(Db *db, void *context)
{
    (void)context;
    ContactId id;
    return add_person(db, "Mr Piotr Dudek", "step_parent", (OptionalInteger){true, 0}, 2, &id);
}

static void a_link_ends(void **state)
{
    (void)state;
    test_store_refused(&test, leave_another, NULL, ERROR_NOT_FOUND);
    test_store_done(&test, leave, NULL);
    assert_int_equal(verdict_on(father, TODAY), VERDICT_MAY_NOT);
    assert_int_equal(verdict_on(father, date_of(2026, 11, 21)), VERDICT_MAY);
    test_store_done(&test, take_the_place, NULL); /* who has left holds none */
    test_store_refused(&test, take_the_place, NULL, ERROR_CONFLICT);
}

/* Born in July 2010: a young person since 27 June 2026. */
static Error *answer(Db *db, void *context)
{
    SharingAnswer said = {.asked_on = date_of(2026, 9, 10),
                          .how = "in_person",
                          .involvement = context,
                          .noted_by = TEST_SENCO};
    if (strcmp(context, "no") == 0)
        said.contact_id = father;
    return sharing_add(db, TEST_SCHOOL, TEST_LEARNER, &said);
}

static Error *answer_of_aunt(Db *db, void *context)
{
    SharingAnswer said = {.contact_id = aunt,
                          .asked_on = date_of(2026, 9, 10),
                          .how = "in_person",
                          .involvement = context,
                          .noted_by = TEST_SENCO};
    return sharing_add(db, TEST_SCHOOL, TEST_LEARNER, &said);
}

static Error *think_again(Db *db, void *context)
{
    (void)context;
    SharingAnswer said = {.asked_on = date_of(2026, 9, 10),
                          .how = "in_person",
                          .involvement = "no",
                          .noted_by = TEST_SENCO};
    return sharing_add(db, TEST_SCHOOL, TEST_LEARNER, &said);
}

static Error *note(Db *db, void *context)
{
    bool *has_capacity = context;
    CapacityNote found = {.decision = "sharing",
                          .has_capacity = *has_capacity,
                          .contact_id = {*has_capacity ? 0 : mother.n},
                          .reasons = "Worked through with pictures",
                          .assessed_by = "Dr Rao",
                          .assessed_on = date_of(2026, 10, 1)};
    return capacity_note_add(db, TEST_SCHOOL, TEST_LEARNER, &found);
}

static void a_young_person_decides(void **state)
{
    (void)state;
    bool lacks = false, has = true;
    char yes[] = "yes", no[] = "no";
    test_store_run(&test, "update learner set born_on = '2010-07-20' where id = 21");
    assert_int_equal(verdict_on(mother, date_of(2026, 6, 26)), VERDICT_MAY);
    assert_int_equal(verdict_on(mother, date_of(2026, 6, 27)), VERDICT_ASK_FIRST);
    test_store_done(&test, answer, yes);
    test_store_done(&test, answer, no); /* of the father, on the same day */
    assert_int_equal(verdict_on(mother, TODAY), VERDICT_MAY);
    assert_int_equal(verdict_on(aunt, TODAY), VERDICT_ASK_FIRST);
    assert_int_equal(verdict_on(father, TODAY), VERDICT_MAY_NOT);
    assert_int_equal(verdict_on(father, date_of(2026, 9, 9)), VERDICT_ASK_FIRST);
    test_store_done(&test, answer_of_aunt, yes);
    assert_int_equal(verdict_on(aunt, TODAY), VERDICT_MAY);
    test_store_done(&test, note, &lacks);
    assert_int_equal(verdict_on(mother, TODAY), VERDICT_MAY);
    assert_int_equal(verdict_on(aunt, TODAY), VERDICT_ASK_FIRST);
    test_store_done(&test, note, &has); /* takes the place of the first */
    assert_int_equal(verdict_on(aunt, TODAY), VERDICT_MAY);
    test_store_done(&test, think_again, NULL); /* of all, on the same day */
    assert_int_equal(verdict_on(aunt, TODAY), VERDICT_MAY_NOT);
    assert_int_equal(verdict_on(mother, TODAY), VERDICT_MAY_NOT);
}

static Error *put_last_first(Db *db, void *context)
{
    (void)context;
    return learner_contact_put(db, test.arena, TEST_SCHOOL, TEST_LEARNER, links[2], 1);
}

static Error *put_first_far(Db *db, void *context)
{
    (void)context;
    return learner_contact_put(db, test.arena, TEST_SCHOOL, TEST_LEARNER, links[2], 9);
}

static Error *read_contacts(Db *db, void *context)
{
    return learner_contacts(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context);
}

static void each_has_a_place_of_its_own(void **state)
{
    (void)state;
    LearnerContacts contacts;
    test_store_done(&test, put_last_first, NULL);
    test_store_done(&test, read_contacts, &contacts);
    assert_int_equal(contacts.items[0].contact_id.n, aunt.n);
    assert_int_equal(contacts.items[1].contact_id.n, mother.n);
    test_store_done(&test, put_first_far, NULL);
    test_store_done(&test, read_contacts, &contacts);
    assert_int_equal(contacts.items[2].contact_id.n, aunt.n);
    for (int i = 0; i < 3; i++)
        assert_int_equal(contacts.items[i].priority, i + 1);
}

static Error *read_address(Db *db, void *context)
{
    Contact contact;
    bool *sees = context;
    TRY(contact_load(db, test.arena, TEST_SCHOOL, mother, *sees, &contact));
    *sees = contact.address != NULL;
    return NULL;
}

static Error *change_blindly(Db *db, void *context)
{
    Contact contact = {.id = mother,
                       .name = "Mrs Ewa Nowak",
                       .format = "large_print",
                       .channel = "letter",
                       .version = *(int64_t *)context};
    return contact_change(db, test.arena, TEST_SCHOOL, &contact, false);
}

static void an_address_is_for_whoever_may_see_it(void **state)
{
    (void)state;
    bool sees = true, blind = false;
    int64_t version = 1;
    test_store_done(&test, read_address, &blind);
    assert_false(blind);
    test_store_done(&test, change_blindly, &version);
    test_store_done(&test, read_address, &sees); /* left alone by who could not see it */
    assert_true(sees);
    test_store_refused(&test, change_blindly, &version, ERROR_CONFLICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(an_order_holds_from_its_day_to_its_end),
        ON_BOTH(strangers_may_nothing),
        ON_BOTH(the_head_holds_back_for_a_while),
        ON_BOTH(a_link_ends),
        ON_BOTH(a_young_person_decides),
        ON_BOTH(each_has_a_place_of_its_own),
        ON_BOTH(an_address_is_for_whoever_may_see_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
