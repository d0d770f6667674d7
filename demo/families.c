#include "demo/families.h"

#include <string.h>

#include "demo/demo.h"
#include "demo/dice.h"
#include "learner/contact.h"
#include "platform/base/log.h"

/* A person once written: brothers and sisters have the same name at the same place in memory. */
typedef struct Known {
    const char *name;
    ContactId id;
} Known;

typedef struct Families {
    Db *db;
    Arena *arena;
    const DemoCalendar *calendar;
    const Cast *cast;
    size_t count;
    Known *known;
} Families;

static const char social_worker[] = "Ms Tracey Lomax";

const char *child_family(Arena *arena, const Child *child)
{
    if (child->looked_after)
        return arena_print(arena, "%s and %s", child->mother, social_worker);
    if (child->father == NULL || child->father_withheld)
        return child->mother;
    return arena_print(arena, "%s and %s", child->mother, child->father);
}

static const char *language_of(const Child *child)
{
    return child->english_additional ? child->background->language : NULL;
}

/* "emma.carter@family.example"; NULL for those who gave no address. */
static const char *email_of(Arena *arena, Dice *dice, const char *addressed_name)
{
    if (!dice_chance(dice, 80))
        return NULL;
    const char *name = strchr(addressed_name, ' ') + 1;
    char *address = text_sort_key(arena, name);
    for (char *c = address; *c != '\0'; c++)
        if (*c == ' ')
            *c = '.';
    return arena_print(arena, "%s@family.example", address);
}

static Error *person(Families *families, Dice *dice, const Child *child, const char *name,
                     ContactId *id)
{
    for (size_t i = 0; i < families->count; i++)
        if (families->known[i].name == name) {
            *id = families->known[i].id;
            return NULL;
        }
    Contact contact = {
        .name = name,
        .email = email_of(families->arena, dice, name),
        .language = name == social_worker ? NULL : language_of(child),
    };
    if (child->parent_email != NULL && name == child->mother)
        contact.email = child->parent_email;
    TRY(contact_add(families->db, families->arena, families->cast->school, &contact, id));
    families->known[families->count++] = (Known){name, *id};
    return NULL;
}

static Error *stands_with(Families *families, Dice *dice, const Child *child, const char *name,
                          LearnerContact link)
{
    LearnerContactId id;
    link.learner_id = child->id;
    link.correspondence = true;
    link.starts_on = child->entered_on;
    TRY(person(families, dice, child, name, &link.contact_id));
    return learner_contact_add(families->db, families->cast->school, &link, &id);
}

/* Under it the local authority shares parental responsibility: the social worker's is that. */
static Error *care_order(Families *families, const Child *child)
{
    CourtOrder order = {.learner_id = child->id,
                        .kind = "care",
                        .court = "Family Court at Millbrook",
                        .made_on = child->entered_on,
                        .expires_on = DATE_NONE,
                        .seen_by = families->cast->office->id,
                        .seen_on = child->entered_on};
    CourtOrderId id;
    return court_order_add(families->db, families->cast->school, &order, &id);
}

static Error *in_care(Families *families, Dice *dice, const Child *child)
{
    LearnerContact carer = {.relationship = "foster_carer",
                            .parental_responsibility = {true, 0},
                            .lives_with = true,
                            .receives_documents = true,
                            .receives_reports = true,
                            .may_collect = true,
                            .priority = 1};
    LearnerContact worker = {.relationship = "social_worker",
                             .parental_responsibility = {true, 1},
                             .receives_documents = true,
                             .receives_reports = true,
                             .priority = 2};
    TRY(stands_with(families, dice, child, child->mother, carer));
    TRY(stands_with(families, dice, child, social_worker, worker));
    return care_order(families, child);
}

/* Two homes, both told of everything; and a grandmother who collects and has no responsibility. */
static bool lives_apart(const Child *child)
{
    return text_equal(child->forename, "Evie") && text_equal(child->surname, "Sutcliffe");
}

static Error *with_grandmother(Families *families, Dice *dice, const Child *child)
{
    static const char grandmother[] = "Mrs Maureen Sutcliffe";
    LearnerContact link = {.relationship = "grandparent",
                           .parental_responsibility = {true, 0},
                           .may_collect = true,
                           .priority = 3};
    return stands_with(families, dice, child, grandmother, link);
}

static Error *with_parents(Families *families, Dice *dice, const Child *child)
{
    LearnerContact mother = {.relationship = "mother",
                             .parental_responsibility = {true, 1},
                             .lives_with = true,
                             .receives_documents = true,
                             .receives_reports = true,
                             .may_collect = true,
                             .priority = 1};
    TRY(stands_with(families, dice, child, child->mother, mother));
    if (child->father == NULL)
        return NULL;
    bool there = !child->father_withheld && !lives_apart(child);
    bool told = !child->father_withheld;
    LearnerContact father = {.relationship = "father",
                             .parental_responsibility = {true, 1},
                             .lives_with = there,
                             .receives_documents =
                                 told && (lives_apart(child) || dice_chance(dice, 75)),
                             .receives_reports = told,
                             .may_collect = told,
                             .priority = 2};
    TRY(stands_with(families, dice, child, child->father, father));
    return lives_apart(child) ? with_grandmother(families, dice, child) : NULL;
}

/* ---- What the courts have said ----------------------------------------------------------------
 */

static ContactId known_as(const Families *families, const char *name)
{
    for (size_t i = 0; i < families->count; i++)
        if (families->known[i].name == name)
            return families->known[i].id;
    ASSERT(!"nobody of that name was written");
    return (ContactId){0};
}

static Error *keep_away(Families *families, const Child *child)
{
    Date made_on = demo_school_days_before(families->calendar, families->calendar->today, 90);
    OrderRestriction father = {.contact_id = known_as(families, child->father),
                               .no_information = true,
                               .no_collection = true,
                               .address_confidential = true};
    CourtOrder order = {.learner_id = child->id,
                        .kind = "prohibited_steps",
                        .court = "Family Court at Millbrook",
                        .reference = "MB26P00417",
                        .made_on = made_on,
                        .expires_on = DATE_NONE,
                        .seen_by = families->cast->office->id,
                        .seen_on = demo_school_days_before(families->calendar, made_on, -3),
                        .restrictions = {1, &father}};
    CourtOrderId id;
    return court_order_add(families->db, families->cast->school, &order, &id);
}

/* ---- Who signs in -----------------------------------------------------------------------------
 */

/* Codes that are printed. */
static const char *code_of(const char *email)
{
    if (text_equal(email, DEMO_PARENT_EMAIL))
        return DEMO_PARENT_CODE;
    return text_equal(email, DEMO_BOTH_EMAIL) ? DEMO_BOTH_CODE : NULL;
}

/* The nursery's was used once, so that the family's one code leads to both settings. */
static Error *put_code(Families *families, AccountId account, const char *code)
{
    SchoolId school = families->cast->school;
    if (!families->cast->numbered)
        return family_code_used(families->db, school, account, clock_now());
    return family_code_put(families->db, families->arena, school, account, code, clock_now());
}

static Error *let_learner_in(Families *families, const Child *child)
{
    const char *made;
    FamilyAccess access;
    SchoolId school = families->cast->school;
    TRY(learner_code_make(families->db, families->arena, school, child->id, DEMO_LEARNER_EMAIL,
                          families->cast->senco->id, clock_now(), &made));
    TRY(family_access(families->db, families->arena, school, (ContactId){0}, child->id, &access));
    return put_code(families, access.account_id, DEMO_LEARNER_CODE);
}

static Error *let_in(Families *families, const Child *child)
{
    const char *made;
    FamilyAccess access;
    SchoolId school = families->cast->school;
    ContactId mother = known_as(families, child->mother);
    TRY(family_code_make(families->db, families->arena, school, mother, clock_now(), &made));
    TRY(family_access(families->db, families->arena, school, mother, (LearnerId){0}, &access));
    TRY(put_code(families, access.account_id, code_of(child->parent_email)));
    return text_equal(child->parent_email, DEMO_PARENT_EMAIL) ? let_learner_in(families, child)
                                                              : NULL;
}

Error *families_write(Db *db, Arena *arena, const DemoCalendar *calendar, Cast *cast)
{
    Families families = {.db = db, .arena = arena, .calendar = calendar, .cast = cast};
    families.known = arena_array(arena, Known, (size_t)cast->child_count * 3);
    for (int i = 0; i < cast->child_count; i++) {
        const Child *child = &cast->children[i];
        Dice dice = dice_for("register", (uint64_t)i);
        TRY(child->looked_after ? in_care(&families, &dice, child)
                                : with_parents(&families, &dice, child));
        if (child->father_withheld)
            TRY(keep_away(&families, child));
        if (child->parent_email != NULL)
            TRY(let_in(&families, child));
    }
    return NULL;
}
