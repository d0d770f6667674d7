#include "demo/cast.h"

#include <string.h>

#include "demo/demo.h"
#include "demo/dice.h"
#include "platform/base/log.h"

static const DemoStaff staff_table[] = {
    {"Mrs", "Ana", "Vaz", ROLE_SENCO, "Mrs Vaz", {0}},
    {"Mr", "Daniel", "Okafor", ROLE_HEAD, "Mr Okafor", {0}},
    {"Mrs", "Karin", "Lindqvist", ROLE_OFFICE, "Mrs Lindqvist", {0}},
    {"Mr", "Sean", "Boyle", ROLE_ASSISTANT, "Mr Boyle", {0}},
    {"Mrs", "Hazel", "Bright", ROLE_TEACHER, "Mrs Bright", {0}},
    {"Miss", "Efua", "Osei", ROLE_TEACHER, "Miss Osei", {0}},
    {"Mr", "Patrick", "Doyle", ROLE_TEACHER, "Mr Doyle", {0}},
    {"Mrs", "Luísa", "Pereira", ROLE_TEACHER, "Mrs Pereira", {0}},
    {"Miss", "Sadia", "Khan", ROLE_TEACHER, "Miss Khan", {0}},
    {"Mrs", "Joan", "Fletcher", ROLE_TEACHER, "Mrs Fletcher", {0}},
    {"Mrs", "Rupa", "Mistry", ROLE_TEACHER, "Mrs Mistry", {0}},
    {"Mr", "Anders", "Lund", ROLE_TEACHER, "Mr Lund", {0}},
    {"Mr", "Owain", "Hughes", ROLE_TEACHER, "Mr Hughes", {0}},
    {"Ms", "Kuldip", "Sandhu", ROLE_TEACHER, "Ms Sandhu", {0}},
    {"Mr", "Bao", "Tran", ROLE_TEACHER, "Mr Tran", {0}},
    {"Mrs", "Ruth", "Chambers", ROLE_TEACHER, "Mrs Chambers", {0}},
    {"Mrs", "Alison", "Ward", ROLE_TEACHER, "Mrs Ward", {0}},
    {"Mr", "Liam", "Gallagher", ROLE_TEACHER, "Mr Gallagher", {0}},
    {"Mrs", "Mercy", "Ansah", ROLE_ASSISTANT, "Mrs Ansah", {0}},
    {"Mrs", "Pat", "Tully", ROLE_ASSISTANT, "Mrs Tully", {0}},
    {"Mrs", "Nazia", "Rahman", ROLE_ASSISTANT, "Mrs Rahman", {0}},
    {"Miss", "Becky", "Cole", ROLE_ASSISTANT, "Miss Cole", {0}},
    {"Mrs", "Grace", "Okoro", ROLE_ASSISTANT, "Mrs Okoro", {0}},
    {"Mr", "Radu", "Ilie", ROLE_ASSISTANT, "Mr Ilie", {0}},
    {"Mrs", "Rana", "Haddad", ROLE_ASSISTANT, "Mrs Haddad", {0}},
    {"Miss", "Tess", "Bristow", ROLE_ASSISTANT, "Miss Bristow", {0}},
    {"Ms", "Carol", "Reid", ROLE_ASSISTANT, "Ms Reid", {0}},
    {"Mrs", "Jean", "Pickering", ROLE_ASSISTANT, "Mrs Pickering", {0}},
    {"Mrs", "Petra", "Novák", ROLE_ASSISTANT, "Mrs Novák", {0}},
    {"Mr", "Colin", "Abbott", ROLE_ASSISTANT, "Mr Abbott", {0}},
    {"Mrs", "Baljit", "Sahota", ROLE_ASSISTANT, "Mrs Sahota", {0}},
    {"Miss", "Nerys", "Pryce", ROLE_ASSISTANT, "Miss Pryce", {0}},
    {"Ms", "Mina", "Prasad", ROLE_ASSISTANT_SENCO, "Ms Prasad", {0}},
    {"Mr", "Leo", "Marsh", ROLE_COVER, "Mr Marsh", {0}},
    {"Mrs", "Ruth", "Bennet", ROLE_EXAMS, "Mrs Bennet", {0}},
    {"Mr", "Sunil", "Rao", ROLE_ICT, "Mr Rao", {0}},
    {"Mrs", "Joan", "Aldous", ROLE_GOVERNOR, "Mrs Aldous", {0}},
    {"Dr", "Helen", "Abara", ROLE_PROFESSIONAL, "Dr Abara", {0}},
    {"Ms", "Lorna", "Tate", ROLE_OFFICER, "Ms Tate", {0}},
};
enum { STAFF_COUNT = sizeof staff_table / sizeof staff_table[0] };

static const DemoClass class_table[DEMO_CLASSES] = {
    {"RB", "R", 0, "Mrs Bright", "Mrs Ansah", NULL, NULL, {0}},
    {"RO", "R", 0, "Miss Osei", "Mrs Tully", NULL, NULL, {0}},
    {"1D", "1", 1, "Mr Doyle", "Mrs Rahman", NULL, NULL, {0}},
    {"1P", "1", 1, "Mrs Pereira", "Miss Cole", NULL, NULL, {0}},
    {"2K", "2", 2, "Miss Khan", "Mrs Okoro", NULL, NULL, {0}},
    {"2F", "2", 2, "Mrs Fletcher", "Mr Ilie", NULL, NULL, {0}},
    {"3M", "3", 3, "Mrs Mistry", "Mrs Haddad", NULL, NULL, {0}},
    {"3L", "3", 3, "Mr Lund", "Miss Bristow", NULL, NULL, {0}},
    {"4H", "4", 4, "Mr Hughes", "Ms Reid", NULL, NULL, {0}},
    {"4S", "4", 4, "Ms Sandhu", "Mrs Pickering", NULL, NULL, {0}},
    {"5T", "5", 5, "Mr Tran", "Mrs Novák", NULL, NULL, {0}},
    {"5C", "5", 5, "Mrs Chambers", "Mr Abbott", NULL, NULL, {0}},
    {"6W", "6", 6, "Mrs Ward", "Mrs Sahota", NULL, NULL, {0}},
    {"6G", "6", 6, "Mr Gallagher", "Miss Pryce", NULL, NULL, {0}},
};

/* Children of whom something is told elsewhere, or whose names a register must bear. They take the
 * first places of their class that no story takes. */
typedef struct KnownChild {
    const char *class_name;
    const char *forename, *surname, *preferred_name;
    char sex;
    const char *language_code;
} KnownChild;

static const KnownChild known_children[] = {
    {"4H", "Zayd", "Umar", NULL, 'M', "URD"}, /* concerns: concerns.c */
    {"3M", "Linh", "Nguyễn", NULL, 'F', "VIE"},
    {"RO", "Otis", "Hardcastle", NULL, 'M', "ENG"},
    {"1D", "Hodan", "Warsame", NULL, 'F', "SOM"},
    {"2K", "Jenson", "Platt", NULL, 'M', "ENG"},
    {"3L", "Temi", "Adeyemi", NULL, 'F', "YOR"},
    {"5T", "Kacper", "Wróbel", NULL, 'M', "POL"},
    {"5C", "Evie", "Sutcliffe", NULL, 'F', "ENG"},
    {"6W", "Rafi", "Miah", NULL, 'M', "BNG"},
    {"1P", "Louie", "Marsden", NULL, 'M', "ENG"},
    {"4H", "Erin", "Walker", NULL, 'F', "ENG"},
    {"2F", "Seth", "Crabtree", NULL, 'M', "ENG"},
    {"4S", "Nia", "Campbell", NULL, 'F', "ENG"},
    {"3L", "Daryna", "Bondarenko", "Дарина", 'F', "UKR"},
    {"5C", "Maria-Alexandra Ioana Cristina", "Constantinescu-Featherstonehaugh", "Maria-Alexandra",
     'F', "RMN"},
    {"1P", "Fiadh", "Ní Bhraonáin", NULL, 'F', "ENG"},
    {"6G", "Zhi Yuan", "Leung", "Leo", 'M', "CHI"},
    {"4H", "Maja", "Duda", NULL, 'F', "POL"}, /* friends that are spoken of */
    {"4H", "Freya", "Holmes", NULL, 'F', "ENG"},
};
enum { KNOWN_COUNT = sizeof known_children / sizeof known_children[0] };

const char *child_name(const Child *child)
{
    return child->preferred_name == NULL ? child->forename : child->preferred_name;
}

const Child *cast_child(const Cast *cast, const char *forename, const char *surname)
{
    for (int i = 0; i < cast->child_count; i++)
        if (text_equal(child_name(&cast->children[i]), forename) &&
            text_equal(cast->children[i].surname, surname))
            return &cast->children[i];
    ASSERT(!"a name that is nobody's");
    return NULL;
}

static DemoStaff *staff_named(DemoStaff *staff, const char *display_name)
{
    for (int i = 0; i < STAFF_COUNT; i++)
        if (text_equal(staff[i].display_name, display_name))
            return &staff[i];
    ASSERT(!"a name that is nobody's");
    return NULL;
}

static void make_staff_and_classes(Arena *arena, Cast *cast)
{
    DemoStaff *staff = arena_array(arena, DemoStaff, STAFF_COUNT);
    memcpy(staff, staff_table, sizeof staff_table);
    memcpy(cast->classes, class_table, sizeof class_table);
    cast->senco = &staff[0];
    cast->head = &staff[1];
    cast->office = &staff[2];
    cast->mentor = &staff[3];
    for (int i = 0; i < DEMO_BESIDE; i++)
        cast->beside[i] = &staff[STAFF_COUNT - DEMO_BESIDE + i];
    for (int i = 0; i < DEMO_CLASSES; i++) {
        cast->classes[i].teacher = staff_named(staff, cast->classes[i].teacher_name);
        cast->classes[i].assistant = staff_named(staff, cast->classes[i].assistant_name);
    }
}

/* ---- Children ----------------------------------------------------------------------------------
 */

static int list_length(const char *const *list)
{
    int length = 0;
    while (list[length] != NULL)
        length++;
    return length;
}

static const char *pick(Dice *dice, const char *const *list)
{
    return list[dice_below(dice, list_length(list))];
}

static bool name_taken(const Cast *cast, int count, const Child *child)
{
    for (int i = 0; i < count; i++) {
        const Child *other = &cast->children[i];
        bool both = text_equal(other->surname, child->surname) &&
                    text_equal(other->forename, child->forename);
        bool namesakes =
            other->class == child->class && text_equal(other->forename, child->forename);
        if (other != child && other->surname != NULL && (both || namesakes))
            return true;
    }
    return false;
}

static void give_name(Dice *dice, const Cast *cast, Child *child)
{
    const Background *background = child->background;
    do {
        child->forename = pick(dice, child->sex == 'F' ? background->girls : background->boys);
        child->surname = pick(dice, background->surnames);
    } while (name_taken(cast, DEMO_LEARNERS, child));
}

/* Born in the school year that gives their year group, some days before 1 September. */
static void give_birthday(Dice *dice, const DemoCalendar *calendar, Child *child)
{
    int born_year = academic_year(calendar->today) - 5 - child->class->year;
    child->born_on = date_add_days(date_of(born_year, 9, 1), dice_below(dice, 365));
}

static Date september_of(int year)
{
    SchoolTerm terms[TERMS_A_YEAR];
    demo_terms(year, terms);
    return terms[0].starts_on;
}

/* Most began in Reception; some moved here later, none in the school year under way. */
static void give_entry(Dice *dice, const DemoCalendar *calendar, Child *child)
{
    int year = academic_year(calendar->today) - child->class->year;
    if (child->placement != NULL) /* those in Reception came up from the nursery */
        year -= child->class->year == 0;
    else if (child->class->year > 1 && dice_chance(dice, 14))
        year += 1 + dice_below(dice, child->class->year - 1);
    child->entered_on = september_of(year);
}

static const char *addressed(Arena *arena, const char *title, const char *forename,
                             const char *surname)
{
    return arena_print(arena, "%s %s %s", title, forename, surname);
}

static void give_parents(Arena *arena, Dice *dice, Child *child)
{
    const Background *background = child->background;
    bool spoken_of = child->placement != NULL && child->placement->surname != NULL;
    const char *title = dice_chance(dice, 60) || spoken_of ? "Mrs" : "Ms";
    child->mother = addressed(arena, title, pick(dice, background->women), child->surname);
    if (dice_chance(dice, 78) || spoken_of)
        child->father = addressed(arena, "Mr", pick(dice, background->men), child->surname);
}

/* Free meals and pupil premium are commoner among those with SEN. */
static void give_circumstances(Dice *dice, Child *child)
{
    int percent = 22;
    if (child->placement != NULL)
        percent = child->placement->level == 'E' ? 44 : 39;
    child->pupil_premium = dice_chance(dice, percent);
    bool spoken = child->background->additional_percent > 0;
    child->english_additional = spoken && dice_chance(dice, child->background->additional_percent);
}

static int class_index(const char *name)
{
    for (int i = 0; i < DEMO_CLASSES; i++)
        if (text_equal(class_table[i].name, name))
            return i;
    ASSERT(!"no such class");
    return 0;
}

/* The first place in the class that has no child yet. */
static Child *free_place(Cast *cast, const char *class_name)
{
    int class = class_index(class_name);
    Child *first = &cast->children[class * DEMO_CLASS_SIZE];
    for (int i = 0; i < DEMO_CLASS_SIZE; i++)
        if (first[i].background == NULL) {
            first[i].class = &cast->classes[class];
            return &first[i];
        }
    ASSERT(!"the class is full");
    return NULL;
}

static int voice_of(const Placement *list, size_t at)
{
    int voice = 0;
    for (size_t i = 0; i < at; i++)
        voice += text_equal(list[i].story, list[at].story);
    return voice;
}

/* Families by their share of the town, in a fixed order of chance. */
static void deal_backgrounds(int deck[DEMO_LEARNERS])
{
    size_t count, at = 0;
    const Background *all = backgrounds(&count);
    for (size_t i = 0; i < count; i++)
        for (int share = 0; share < all[i].share; share++)
            deck[at++] = (int)i;
    ASSERT(at == DEMO_LEARNERS);
    Dice dice = dice_for("backgrounds", 0);
    dice_shuffle(&dice, deck, DEMO_LEARNERS);
}

static void place_stories(Cast *cast)
{
    size_t count;
    const Placement *list = placements(&count);
    for (size_t i = 0; i < count; i++) {
        Child *child = free_place(cast, list[i].class_name);
        child->placement = &list[i];
        child->voice = voice_of(list, i);
        child->sex = list[i].sex;
        child->forename = list[i].forename;
        child->surname = list[i].surname;
        child->background =
            background_of_language(list[i].language_code == NULL ? "ENG" : list[i].language_code);
    }
}

static void place_known_children(Cast *cast)
{
    for (int i = 0; i < KNOWN_COUNT; i++) {
        const KnownChild *known = &known_children[i];
        Child *child = free_place(cast, known->class_name);
        child->forename = known->forename;
        child->surname = known->surname;
        child->preferred_name = known->preferred_name;
        child->sex = known->sex;
        child->background = background_of_language(known->language_code);
    }
}

/* Those whose name nobody chose: the background dealt to their place, and a name of it. */
static void fill_place(Dice *dice, Cast *cast, int place, const Background *dealt)
{
    Child *child = &cast->children[place];
    if (child->forename != NULL)
        return;
    child->class = &cast->classes[place / DEMO_CLASS_SIZE];
    child->background = dealt;
    if (child->sex == '\0')
        child->sex = dice_chance(dice, 50) ? 'F' : 'M';
    give_name(dice, cast, child);
}

/* Brothers and sisters two years apart, and one pair of twins: the same parents. */
static void make_siblings(Dice *dice, Cast *cast)
{
    for (int class = 4; class < DEMO_CLASSES; class ++) {
        const Child *younger = &cast->children[(class - 4) * DEMO_CLASS_SIZE + 20];
        Child *older = &cast->children[class * DEMO_CLASS_SIZE + 21];
        older->background = younger->background;
        do {
            give_name(dice, cast, older);
            older->surname = younger->surname;
        } while (name_taken(cast, DEMO_LEARNERS, older));
        older->mother = younger->mother;
        older->father = younger->father;
        older->english_additional = younger->english_additional;
    }
    const Child *first = &cast->children[2 * DEMO_CLASS_SIZE + 24];
    Child *second = &cast->children[3 * DEMO_CLASS_SIZE + 24];
    second->background = first->background;
    do {
        give_name(dice, cast, second);
        second->surname = first->surname;
    } while (name_taken(cast, DEMO_LEARNERS, second));
    second->mother = first->mother;
    second->father = first->father;
    second->born_on = first->born_on;
    second->entered_on = first->entered_on;
    second->english_additional = first->english_additional;
}

static Child *child_named(Cast *cast, const char *forename, const char *surname)
{
    for (int i = 0; i < DEMO_LEARNERS; i++)
        if (text_equal(cast->children[i].forename, forename) &&
            text_equal(cast->children[i].surname, surname))
            return &cast->children[i];
    ASSERT(!"no such child");
    return NULL;
}

/* What a register has to bear without being asked. */
static void make_awkward(Arena *arena, const DemoCalendar *calendar, Cast *cast)
{
    int year = academic_year(calendar->today);
    Child *care = child_named(cast, "Lacey-Mae", "Holroyd");
    care->looked_after = true;
    care->pupil_premium = true;
    care->mother = arena_copy(arena, "Mrs Denise Whitworth");
    care->father = NULL;
    Child *other_care = child_named(cast, "Seth", "Crabtree");
    other_care->looked_after = true;
    other_care->pupil_premium = true;
    other_care->mother = arena_copy(arena, "Ms Joyce Bentley");
    other_care->father = NULL;
    Child *withheld = child_named(cast, "Erin", "Walker");
    withheld->father = arena_copy(arena, "Mr Craig Walker");
    withheld->father_withheld = true;
    /* Born in the last days of August and taught with the year below, as the parents asked. */
    Child *summer_born = child_named(cast, "Nia", "Campbell");
    summer_born->born_on = date_of(year - 5 - summer_born->class->year, 8, 27);
    Child *joined = child_named(cast, "Danylo", "Shevchenko");
    joined->entered_on = demo_school_days_before(calendar, calendar->today, 18);
    joined->english_additional = true;
    for (int i = 0; i < DEMO_LEARNERS; i++)
        if (cast->children[i].placement != NULL && cast->children[i].forename != NULL &&
            text_equal(cast->children[i].placement->language_code, "POL"))
            cast->children[i].english_additional = true;
}

void cast_make(Arena *arena, const DemoCalendar *calendar, Cast *cast)
{
    int deck[DEMO_LEARNERS];
    size_t count;
    const Background *all = backgrounds(&count);
    *cast = (Cast){.numbered = true, .class_count = DEMO_CLASSES, .child_count = DEMO_LEARNERS};
    make_staff_and_classes(arena, cast);
    deal_backgrounds(deck);
    place_stories(cast);
    place_known_children(cast);
    Dice names = dice_for("names", 0);
    for (int i = 0; i < DEMO_LEARNERS; i++) {
        Dice dice = dice_for("child", (uint64_t)i);
        Child *child = &cast->children[i];
        fill_place(&names, cast, i, &all[deck[i]]);
        give_birthday(&dice, calendar, child);
        give_entry(&dice, calendar, child);
        give_parents(arena, &dice, child);
        give_circumstances(&dice, child);
    }
    Dice siblings = dice_for("siblings", 0);
    make_siblings(&siblings, cast);
    make_awkward(arena, calendar, cast);
    child_named(cast, "Zofia", "Nowak")->parent_email = DEMO_PARENT_EMAIL;
    child_named(cast, "Ama", "Quaye")->parent_email = DEMO_BOTH_EMAIL;
}
