#include "exchange/contact_import_rules.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "exchange/import_dates.h"
#include "exchange/key_index.h"

#include "learner/identifier.h"

enum { LONGEST = 300 };

/* ---- Columns -------------------------------------------------------------------------------- */

static const ImportColumn fields[IMPORT_CONTACT_FIELD_COUNT] = {
    [IMPORT_CONTACT_UPN] = {"upn", "UPN of the child"},
    [IMPORT_CONTACT_ADMISSION_NUMBER] = {"admission_number", "Admission number of the child"},
    [IMPORT_CONTACT_TITLE] = {"title", "Title"},
    [IMPORT_CONTACT_FORENAME] = {"forename", "Forename of the contact"},
    [IMPORT_CONTACT_SURNAME] = {"surname", "Surname of the contact"},
    [IMPORT_CONTACT_NAME] = {"name", "Whole name of the contact"},
    [IMPORT_CONTACT_RELATIONSHIP] = {"relationship", "Relationship"},
    [IMPORT_CONTACT_RESPONSIBILITY] = {"parental_responsibility", "Parental responsibility"},
    [IMPORT_CONTACT_PRIORITY] = {"priority", "Priority"},
    [IMPORT_CONTACT_EMAIL] = {"email", "Email address"},
    [IMPORT_CONTACT_PHONE] = {"phone", "Telephone"},
    [IMPORT_CONTACT_MOBILE] = {"mobile", "Mobile telephone"},
    [IMPORT_CONTACT_ADDRESS] = {"address", "Address"},
    [IMPORT_CONTACT_POSTCODE] = {"postcode", "Postcode"},
    [IMPORT_CONTACT_LANGUAGE] = {"language", "Language"},
    [IMPORT_CONTACT_LIVES_WITH] = {"lives_with", "Lives with the child"},
    [IMPORT_CONTACT_CORRESPONDENCE] = {"correspondence", "May be written to"},
    [IMPORT_CONTACT_REPORTS] = {"reports", "Receives reports"},
    [IMPORT_CONTACT_COLLECTS] = {"collects", "May collect the child"},
    [IMPORT_CONTACT_COURT_ORDER] = {"court_order", "Court order"},
    [IMPORT_CONTACT_ENDS_ON] = {"ends_on", "Last day as a contact"},
};

/* Headings met in lists of contacts out of SIMS, Arbor and Bromcom. The contact's own go before
 * plain ones, which may be the child's. */
static const ImportHeading headings[] = {
    {"upn", IMPORT_CONTACT_UPN},
    {"pupilupn", IMPORT_CONTACT_UPN},
    {"studentupn", IMPORT_CONTACT_UPN},
    {"childupn", IMPORT_CONTACT_UPN},
    {"uniquepupilnumber", IMPORT_CONTACT_UPN},
    {"adno", IMPORT_CONTACT_ADMISSION_NUMBER},
    {"admno", IMPORT_CONTACT_ADMISSION_NUMBER},
    {"admissionno", IMPORT_CONTACT_ADMISSION_NUMBER},
    {"admissionnumber", IMPORT_CONTACT_ADMISSION_NUMBER},
    {"pupiladmissionnumber", IMPORT_CONTACT_ADMISSION_NUMBER},
    {"contacttitle", IMPORT_CONTACT_TITLE},
    {"guardiantitle", IMPORT_CONTACT_TITLE},
    {"contactforename", IMPORT_CONTACT_FORENAME},
    {"contactfirstname", IMPORT_CONTACT_FORENAME},
    {"guardianfirstname", IMPORT_CONTACT_FORENAME},
    {"contactsurname", IMPORT_CONTACT_SURNAME},
    {"contactlastname", IMPORT_CONTACT_SURNAME},
    {"guardianlastname", IMPORT_CONTACT_SURNAME},
    {"contactname", IMPORT_CONTACT_NAME},
    {"contactfullname", IMPORT_CONTACT_NAME},
    {"guardianname", IMPORT_CONTACT_NAME},
    {"primaryguardian", IMPORT_CONTACT_NAME},
    {"relationship", IMPORT_CONTACT_RELATIONSHIP},
    {"relationshiptochild", IMPORT_CONTACT_RELATIONSHIP},
    {"relationshiptostudent", IMPORT_CONTACT_RELATIONSHIP},
    {"relationshiptopupil", IMPORT_CONTACT_RELATIONSHIP},
    {"contactrelationship", IMPORT_CONTACT_RELATIONSHIP},
    {"relationtype", IMPORT_CONTACT_RELATIONSHIP},
    {"parentalresponsibility", IMPORT_CONTACT_RESPONSIBILITY},
    {"hasparentalresponsibility", IMPORT_CONTACT_RESPONSIBILITY},
    {"parentalresponsibilities", IMPORT_CONTACT_RESPONSIBILITY},
    {"pr", IMPORT_CONTACT_RESPONSIBILITY},
    {"priority", IMPORT_CONTACT_PRIORITY},
    {"contactpriority", IMPORT_CONTACT_PRIORITY},
    {"contactorder", IMPORT_CONTACT_PRIORITY},
    {"contactemail", IMPORT_CONTACT_EMAIL},
    {"contactemailaddress", IMPORT_CONTACT_EMAIL},
    {"primaryemail", IMPORT_CONTACT_EMAIL},
    {"email", IMPORT_CONTACT_EMAIL},
    {"emailaddress", IMPORT_CONTACT_EMAIL},
    {"contacttelephone", IMPORT_CONTACT_PHONE},
    {"contactphone", IMPORT_CONTACT_PHONE},
    {"telephonenumber", IMPORT_CONTACT_PHONE},
    {"telephone", IMPORT_CONTACT_PHONE},
    {"hometelephone", IMPORT_CONTACT_PHONE},
    {"homephone", IMPORT_CONTACT_PHONE},
    {"phone", IMPORT_CONTACT_PHONE},
    {"primarytelephone", IMPORT_CONTACT_PHONE},
    {"contactmobile", IMPORT_CONTACT_MOBILE},
    {"mobile", IMPORT_CONTACT_MOBILE},
    {"mobilephone", IMPORT_CONTACT_MOBILE},
    {"mobilenumber", IMPORT_CONTACT_MOBILE},
    {"mobiletelephone", IMPORT_CONTACT_MOBILE},
    {"contactaddress", IMPORT_CONTACT_ADDRESS},
    {"addressblock", IMPORT_CONTACT_ADDRESS},
    {"address", IMPORT_CONTACT_ADDRESS},
    {"homeaddress", IMPORT_CONTACT_ADDRESS},
    {"contactpostcode", IMPORT_CONTACT_POSTCODE},
    {"postcode", IMPORT_CONTACT_POSTCODE},
    {"contactlanguage", IMPORT_CONTACT_LANGUAGE},
    {"homelanguage", IMPORT_CONTACT_LANGUAGE},
    {"preferredlanguage", IMPORT_CONTACT_LANGUAGE},
    {"language", IMPORT_CONTACT_LANGUAGE},
    {"livesatsameaddress", IMPORT_CONTACT_LIVES_WITH},
    {"sameaddress", IMPORT_CONTACT_LIVES_WITH},
    {"liveswith", IMPORT_CONTACT_LIVES_WITH},
    {"liveswithpupil", IMPORT_CONTACT_LIVES_WITH},
    {"liveswithstudent", IMPORT_CONTACT_LIVES_WITH},
    {"correspondence", IMPORT_CONTACT_CORRESPONDENCE},
    {"receivescorrespondence", IMPORT_CONTACT_CORRESPONDENCE},
    {"mailing", IMPORT_CONTACT_CORRESPONDENCE},
    {"pupilreport", IMPORT_CONTACT_REPORTS},
    {"receivesreports", IMPORT_CONTACT_REPORTS},
    {"schoolreport", IMPORT_CONTACT_REPORTS},
    {"collection", IMPORT_CONTACT_COLLECTS},
    {"maycollect", IMPORT_CONTACT_COLLECTS},
    {"authorisedcollector", IMPORT_CONTACT_COLLECTS},
    {"courtorder", IMPORT_CONTACT_COURT_ORDER},
    {"courtorders", IMPORT_CONTACT_COURT_ORDER},
    {"hascourtorder", IMPORT_CONTACT_COURT_ORDER},
    {"contactenddate", IMPORT_CONTACT_ENDS_ON},
    {"relationshipenddate", IMPORT_CONTACT_ENDS_ON},
    {"enddate", IMPORT_CONTACT_ENDS_ON},
    {"lastday", IMPORT_CONTACT_ENDS_ON},
};

static const ImportNeeded needed[] = {
    {IMPORT_CONTACT_UPN, IMPORT_CONTACT_ADMISSION_NUMBER,
     "Choose the column with the child's UPN or admission number"},
    {IMPORT_CONTACT_SURNAME, IMPORT_CONTACT_NAME, "Choose the column with the contact's name"},
    {IMPORT_CONTACT_RELATIONSHIP, -1, "Choose the column with the relationship"},
};

static const int telling[] = {IMPORT_CONTACT_UPN, IMPORT_CONTACT_SURNAME, IMPORT_CONTACT_FORENAME,
                              IMPORT_CONTACT_RESPONSIBILITY};

const ImportSheet contact_sheet = {
    IMPORT_CONTACT_FIELD_COUNT,       fields, sizeof headings / sizeof headings[0], headings,
    sizeof needed / sizeof needed[0], needed, sizeof telling / sizeof telling[0],   telling,
};

/* ---- Rows ----------------------------------------------------------------------------------- */

const char *contact_relationship_read(Arena *arena, const char *cell)
{
    /* A word that stands in several belongs to the first. */
    static const char *const words[][2] = {
        {"step", "step_parent"},     {"foster", "foster_carer"}, {"grand", "grandparent"},
        {"mother", "mother"},        {"mum", "mother"},          {"father", "father"},
        {"dad", "father"},           {"parent", "parent"},       {"guardian", "guardian"},
        {"social", "social_worker"}, {"carer", "carer"},         {"brother", "sibling"},
        {"sister", "sibling"},       {"sibling", "sibling"},     {"other", "other"},
    };
    const char *key = import_heading_key(arena, cell);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(key, words[i][0]) != NULL)
            return words[i][1];
    return NULL;
}

static const char *truth(const char *cell)
{
    static const char *const values[][2] = {
        {"y", "true"},  {"yes", "true"}, {"true", "true"},   {"t", "true"},  {"1", "true"},
        {"n", "false"}, {"no", "false"}, {"false", "false"}, {"f", "false"}, {"0", "false"},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (text_equal_fold(cell, values[i][0]))
            return values[i][1];
    return NULL;
}

static void read_truth(Arena *arena, ImportRow *row, ContactField field, const char *cell)
{
    row->values[field] = truth(cell);
    if (row->values[field] != NULL)
        return;
    import_row_say(arena, row, field, false,
                   arena_print(arena, "%s: “%s” is neither yes nor no, so it was left out",
                               fields[field].words, cell));
}

static void read_relationship(Arena *arena, ImportRow *row, const char *cell)
{
    const char *code = contact_relationship_read(arena, cell);
    row->values[IMPORT_CONTACT_RELATIONSHIP] = code == NULL ? "other" : code;
    if (code == NULL)
        import_row_say(arena, row, IMPORT_CONTACT_RELATIONSHIP, false,
                       arena_print(arena, "“%s” is taken as another relationship", cell));
}

static void read_email(Arena *arena, ImportRow *row, const char *cell)
{
    char *email = text_trim(arena, cell);
    const char *at = strchr(email, '@');
    bool whole = at != NULL && at != email && at[1] != '\0' && strchr(at + 1, '@') == NULL &&
                 strpbrk(email, " \t\r\n") == NULL;
    for (char *c = email; *c != '\0'; c++)
        *c = text_lower(*c);
    if (whole)
        row->values[IMPORT_CONTACT_EMAIL] = email;
    else
        import_row_say(arena, row, IMPORT_CONTACT_EMAIL, false,
                       "This is no email address, so it was left out");
}

static void read_end(Arena *arena, ImportRow *row, const char *cell)
{
    Date date;
    if (date_parse_typed(cell, &date))
        row->values[IMPORT_CONTACT_ENDS_ON] = date_iso(arena, date);
    else
        import_row_say(arena, row, IMPORT_CONTACT_ENDS_ON, true,
                       "There is no such date. Dates are day, month, year.");
}

static void read_cell(Arena *arena, ImportRow *row, int field, const char *cell)
{
    long long number;
    if (text_length(cell) > LONGEST) {
        import_row_say(arena, row, field, true, "A cell is longer than 300 characters");
        return;
    }
    switch ((ContactField)field) {
    case IMPORT_CONTACT_RELATIONSHIP:
        read_relationship(arena, row, cell);
        return;
    case IMPORT_CONTACT_RESPONSIBILITY:
    case IMPORT_CONTACT_LIVES_WITH:
    case IMPORT_CONTACT_CORRESPONDENCE:
    case IMPORT_CONTACT_REPORTS:
    case IMPORT_CONTACT_COLLECTS:
    case IMPORT_CONTACT_COURT_ORDER:
        read_truth(arena, row, field, cell);
        return;
    case IMPORT_CONTACT_EMAIL:
        read_email(arena, row, cell);
        return;
    case IMPORT_CONTACT_ENDS_ON:
        read_end(arena, row, cell);
        return;
    case IMPORT_CONTACT_PRIORITY:
        row->values[field] = text_integer(cell, 1, 99, &number) ? cell : NULL;
        return;
    default:
        row->values[field] = cell;
    }
}

static const char *value(const ImportRow *row, ContactField field)
{
    return row->values[field] == NULL ? "" : row->values[field];
}

/* "Mrs", "Ewa" and "Nowak" with single spaces between what there is. */
static const char *joined(Arena *arena, const char *const parts[], size_t count,
                          const char *between)
{
    const char *whole = "";
    for (size_t i = 0; i < count; i++)
        if (parts[i][0] != '\0')
            whole = whole[0] == '\0' ? parts[i]
                                     : arena_print(arena, "%s%s%s", whole, between, parts[i]);
    return whole;
}

static void finish_row(Arena *arena, ImportRow *row, const TableRow *cells,
                       const ImportMapping *mapping)
{
    (void)cells;
    (void)mapping;
    const char *const names[] = {value(row, IMPORT_CONTACT_TITLE),
                                 value(row, IMPORT_CONTACT_FORENAME),
                                 value(row, IMPORT_CONTACT_SURNAME)};
    const char *address = value(row, IMPORT_CONTACT_ADDRESS);
    const char *const lines[] = {address,
                                 strstr(address, value(row, IMPORT_CONTACT_POSTCODE)) == NULL
                                     ? value(row, IMPORT_CONTACT_POSTCODE)
                                     : ""};
    if (value(row, IMPORT_CONTACT_NAME)[0] == '\0')
        row->values[IMPORT_CONTACT_NAME] = joined(arena, names, 3, " ");
    row->values[IMPORT_CONTACT_ADDRESS] = joined(arena, lines, 2, "\n");
    if (value(row, IMPORT_CONTACT_MOBILE)[0] != '\0')
        row->values[IMPORT_CONTACT_PHONE] = row->values[IMPORT_CONTACT_MOBILE];
    if (value(row, IMPORT_CONTACT_NAME)[0] == '\0')
        import_row_say(arena, row, IMPORT_CONTACT_NAME, true, "The contact's name is missing");
    if (value(row, IMPORT_CONTACT_RELATIONSHIP)[0] == '\0')
        import_row_say(arena, row, IMPORT_CONTACT_RELATIONSHIP, true,
                       "The relationship is missing");
    if (text_equal(value(row, IMPORT_CONTACT_COURT_ORDER), "true"))
        import_row_say(arena, row, IMPORT_CONTACT_COURT_ORDER, false,
                       "The file speaks of a court order. Nothing of it was taken, and nothing is "
                       "sent to this person until somebody has seen the order and entered it.");
}

ImportRows contact_import_read(Arena *arena, const Table *table, const ImportMapping *mapping)
{
    static const ImportReading reading = {
        .field_count = IMPORT_CONTACT_FIELD_COUNT, .cell = read_cell, .finish = finish_row};
    ImportRows rows = import_rows_read(arena, table, mapping, &reading);
    import_dates_check(arena, table, mapping, IMPORT_CONTACT_ENDS_ON, true, &rows);
    return rows;
}

/* ---- Difference ----------------------------------------------------------------------------- */

/* What is asked for again and again, in order, so that thousands of rows are not compared each with
 * each. */
typedef struct Indexes {
    KeyIndex upns, numbers;     /* children, in small letters */
    KeyIndex names, externals;  /* of the people here */
    KeyIndex ids;               /* theirs */
    KeyIndex links;             /* by child */
    KeyIndex row_names;         /* rows that are not refused, by the contact's name */
    KeyIndex row_children;      /* likewise, by the child they are about */
    const char *const *row_key; /* by row: the contact's name as it is compared */
} Indexes;

typedef struct Comparing {
    Arena *arena;
    const ContactComparison *with;
    const ImportRows *rows;
    size_t index; /* of the row */
    ImportLines *lines;
    ContactRow *compared;
    Indexes *indexes;
    bool *spoken; /* by contact here: an earlier row has compared the person */
} Comparing;

enum { ID_TEXT = 24 };

static const char *id_text(char text[static ID_TEXT], int64_t id)
{
    snprintf(text, ID_TEXT, "%" PRId64, id);
    return text;
}

static const char *small_letters(Arena *arena, const char *text)
{
    char *small = arena_copy(arena, text);
    for (char *c = small; c != NULL && *c != '\0'; c++)
        *c = text_lower(*c);
    return small;
}

static ImportLine *line_now(const Comparing *comparing)
{
    return &comparing->lines->items[comparing->index];
}

static void refuse(const Comparing *comparing, const char *sentence)
{
    line_now(comparing)->result = IMPORT_REFUSED;
    line_now(comparing)->refused = sentence;
}

static void remark(const Comparing *comparing, const char *sentence)
{
    Texts *remarks = &line_now(comparing)->remarks;
    const char **items = arena_array(comparing->arena, const char *, remarks->count + 1);
    for (size_t i = 0; i < remarks->count; i++)
        items[i] = remarks->items[i];
    items[remarks->count] = sentence;
    *remarks = (Texts){remarks->count + 1, items};
}

/* Without the title, whatever its case and accents: "ewa nowak". */
static const char *name_key(Arena *arena, const char *name)
{
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev"};
    size_t length = strcspn(name, " ");
    const char *first = arena_copy_length(arena, name, length);
    size_t bare = strcspn(first, ".");
    const char *title = arena_copy_length(arena, first, bare);
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (name[length] != '\0' && text_equal_fold(title, titles[i]))
            return text_sort_key(arena, name + length + 1);
    return text_sort_key(arena, name);
}

/* A telephone number by its digits, a text by its letters. */
static bool like(Arena *arena, const char *a, const char *b)
{
    if (text_empty(a) || text_empty(b))
        return false;
    return text_equal(import_heading_key(arena, a), import_heading_key(arena, b));
}

/* NULL too for an admission number that was used again. */
static const ExistingChild *child_by_number(const Comparing *comparing, const char *wanted,
                                            bool by_upn)
{
    const KeyIndex *index = by_upn ? &comparing->indexes->upns : &comparing->indexes->numbers;
    size_t first;
    return key_index_find(index, small_letters(comparing->arena, wanted), &first) == 1
               ? &comparing->with->children[index->items[first].index]
               : NULL;
}

static void find_child(const Comparing *comparing, const ImportRow *row, ContactRow *out)
{
    const char *upn = value(row, IMPORT_CONTACT_UPN);
    const char *number = value(row, IMPORT_CONTACT_ADMISSION_NUMBER);
    out->child = child_by_number(comparing, upn, true);
    if (out->child == NULL && upn[0] == '\0')
        out->child = child_by_number(comparing, number, false);
    if (out->child != NULL)
        return;
    refuse(comparing, upn[0] == '\0' && number[0] == '\0' ? "The child's number is missing"
                                                          : "Nobody here has this child's number");
}

/* The one in force before one that has ended. */
static const ExistingLink *link_of(const Comparing *comparing, int64_t child, int64_t contact)
{
    char text[ID_TEXT];
    size_t first, count = key_index_find(&comparing->indexes->links, id_text(text, child), &first);
    const ExistingLink *found = NULL;
    for (size_t i = first; i < first + count; i++) {
        const ExistingLink *link =
            &comparing->with->links[comparing->indexes->links.items[i].index];
        if (link->contact == contact && (found == NULL || found->ended))
            found = link;
    }
    return found;
}

static const char *name_of(const Comparing *comparing, int64_t contact)
{
    char text[ID_TEXT];
    size_t first;
    if (key_index_find(&comparing->indexes->ids, id_text(text, contact), &first) == 0)
        return "";
    return comparing->with->contacts[comparing->indexes->ids.items[first].index].name;
}

static const char *surname_key(Arena *arena, const char *name)
{
    const char *key = name_key(arena, name), *space = strrchr(key, ' ');
    return space == NULL ? key : space + 1;
}

/* Another spelling or a new address makes nobody a new person where somebody was taken off the
 * child, or is kept away by an order: the file cannot tell who it is. */
static bool is_kept_out(const Comparing *comparing, const ImportRow *row, const ContactRow *out)
{
    Arena *arena = comparing->arena;
    const char *surname = surname_key(arena, value(row, IMPORT_CONTACT_NAME));
    const KeyIndex *links = &comparing->indexes->links;
    char text[ID_TEXT];
    size_t first, count = key_index_find(links, id_text(text, out->child->id), &first);
    for (size_t i = first; i < first + count; i++) {
        const ExistingLink *link = &comparing->with->links[links->items[i].index];
        const char *name = name_of(comparing, link->contact);
        const ExistingLink *newest = link_of(comparing, link->child, link->contact);
        bool ended = link->ended && newest != NULL && newest->ended;
        bool alike = text_equal(surname, surname_key(arena, name)) ||
                     (link->restricted &&
                      text_equal(value(row, IMPORT_CONTACT_RELATIONSHIP), link->relationship));
        if (!alike || (!ended && !link->restricted))
            continue;
        refuse(
            comparing,
            arena_print(arena,
                        link->restricted
                            ? "A court order restricts %s. Add this contact on the child's page, "
                              "once you know that it is somebody else."
                            : "%s was a contact of this child and was ended. Add this contact on "
                              "the child's page, if it should be one.",
                        name));
        return true;
    }
    return false;
}

/* The source's own id counts while the name is still somewhat the same: ids are given anew. */
static const ExistingContact *person_by_external(const Comparing *comparing, const ImportRow *row)
{
    Arena *arena = comparing->arena;
    const KeyIndex *externals = &comparing->indexes->externals;
    size_t first;
    if (key_index_find(externals, row->external, &first) != 1)
        return NULL;
    const ExistingContact *contact = &comparing->with->contacts[externals->items[first].index];
    const char *there = comparing->indexes->row_key[comparing->index];
    const char *here = name_key(arena, contact->name);
    size_t given = strcspn(there, " ");
    bool alike = text_equal(surname_key(arena, there), surname_key(arena, here)) ||
                 (given == strcspn(here, " ") && memcmp(there, here, given) == 0);
    return alike ? contact : NULL;
}

static void find_person(const Comparing *comparing, const ImportRow *row, ContactRow *out)
{
    Arena *arena = comparing->arena;
    const KeyIndex *names = &comparing->indexes->names;
    size_t first;
    size_t count = key_index_find(names, comparing->indexes->row_key[comparing->index], &first);
    out->here = person_by_external(comparing, row);
    for (size_t i = first; i < first + count && out->here == NULL; i++) {
        const ExistingContact *contact = &comparing->with->contacts[names->items[i].index];
        if (link_of(comparing, out->child->id, contact->id) != NULL ||
            like(arena, contact->email, value(row, IMPORT_CONTACT_EMAIL)) ||
            like(arena, contact->phone, value(row, IMPORT_CONTACT_PHONE)) ||
            like(arena, contact->address, value(row, IMPORT_CONTACT_ADDRESS)))
            out->here = contact;
    }
    if (count > 0 && out->here == NULL)
        remark(comparing, "Somebody of this name is here already, with another child. Nothing says "
                          "that it is the same person, so this is taken for another.");
}

/* Of two rows with one name. */
static bool same_person(Arena *arena, const ImportRow *a, const ImportRow *b)
{
    static const ContactField facts[] = {IMPORT_CONTACT_EMAIL, IMPORT_CONTACT_PHONE,
                                         IMPORT_CONTACT_ADDRESS};
    if (a->external != NULL && b->external != NULL)
        return text_equal(a->external, b->external);
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        if (like(arena, value(a, facts[i]), value(b, facts[i])))
            return true;
    return false;
}

/* The same person with a sister or brother, or the same row again. */
static void find_earlier(const Comparing *comparing, const ImportRow *row, ContactRow *out)
{
    const KeyIndex *names = &comparing->indexes->row_names;
    size_t first;
    size_t count = key_index_find(names, comparing->indexes->row_key[comparing->index], &first);
    for (size_t i = first; i < first + count && names->items[i].index < comparing->index; i++) {
        const ContactRow *earlier = &comparing->compared[names->items[i].index];
        const ImportRow *other = &comparing->rows->items[names->items[i].index];
        if (comparing->lines->items[names->items[i].index].result == IMPORT_REFUSED)
            continue;
        if (earlier->child == out->child) {
            refuse(comparing, arena_print(comparing->arena, "The same contact stands on line %zu",
                                          other->line));
            return;
        }
        if (out->here == NULL && earlier->here == NULL && out->same_as == NULL &&
            same_person(comparing->arena, row, other))
            out->same_as = earlier->same_as == NULL ? earlier : earlier->same_as;
    }
}

static bool link_has_priority(const Comparing *comparing, const ExistingChild *child, int priority)
{
    const KeyIndex *links = &comparing->indexes->links;
    char text[ID_TEXT];
    size_t first, count = key_index_find(links, id_text(text, child->id), &first);
    for (size_t i = first; i < first + count; i++)
        if (comparing->with->links[links->items[i].index].priority == priority)
            return true;
    return false;
}

static bool taken(const Comparing *comparing, const ExistingChild *child, int priority)
{
    const KeyIndex *rows = &comparing->indexes->row_children;
    char text[ID_TEXT];
    size_t first, count = key_index_find(rows, id_text(text, child->id), &first);
    for (size_t i = first; i < first + count && rows->items[i].index < comparing->index; i++) {
        size_t row = rows->items[i].index;
        if (comparing->lines->items[row].result == IMPORT_ADDED &&
            comparing->compared[row].priority == priority)
            return true;
    }
    return link_has_priority(comparing, child, priority);
}

/* The file's, or the next that is free: two are never asked first. */
static void choose_priority(const Comparing *comparing, const ImportRow *row, ContactRow *out)
{
    long long wanted = 1;
    bool given = text_integer(value(row, IMPORT_CONTACT_PRIORITY), 1, 99, &wanted);
    out->priority = (int)wanted;
    while (taken(comparing, out->child, out->priority))
        out->priority++;
    if (given && out->priority != (int)wanted)
        remark(comparing, arena_print(comparing->arena,
                                      "Somebody else is number %lld already: this is number %d",
                                      wanted, out->priority));
}

/* A person whom several rows name is compared by the first. */
static const ExistingContact *spoken_of(const Comparing *comparing, const ContactRow *out)
{
    if (out->here == NULL || comparing->spoken[out->here - comparing->with->contacts])
        return NULL;
    comparing->spoken[out->here - comparing->with->contacts] = true;
    return out->here;
}

static bool is_over(const Comparing *comparing, const ImportRow *row)
{
    Date last;
    return date_parse_iso(value(row, IMPORT_CONTACT_ENDS_ON), &last) &&
           date_compare(last, comparing->with->today) < 0;
}

/* Of somebody who comes to one more child: the page of new links shows no changes. */
static void say_changes(const Comparing *comparing, const ContactDifference *difference)
{
    for (size_t i = 0; i < difference->change_count; i++)
        remark(comparing,
               arena_print(comparing->arena, "%s becomes “%s”, with every child of theirs",
                           difference->changes[i].field, difference->changes[i].to));
}

static void take_difference(const Comparing *comparing, const ContactDifference *difference,
                            ContactRow *out)
{
    ImportLine *line = line_now(comparing);
    out->fields = difference->fields;
    if (difference->kept != NULL)
        remark(comparing, difference->kept);
    if (out->link == NULL) {
        say_changes(comparing, difference);
        return;
    }
    line->changes = difference->changes;
    line->change_count = difference->change_count;
    if (difference->change_count > 0)
        line->result = difference->asks.count > 0 ? IMPORT_SUGGESTED : IMPORT_CHANGED;
    for (size_t i = 0; i < difference->asks.count; i++)
        remark(comparing, difference->asks.items[i]);
}

/* A row about whom a court order restricts for that child changes nothing, not even a telephone. */
static void compare_facts(const Comparing *comparing, const ImportRow *row, ContactRow *out)
{
    bool restricted = out->link != NULL && out->link->restricted;
    ContactDifference difference = contact_import_difference(
        comparing->arena, row, restricted ? out->here : spoken_of(comparing, out), out->link);
    if (restricted && difference.change_count > 0)
        remark(comparing, "The file says something else, and a court order restricts this person: "
                          "nothing was taken. Put right on the child's page what is wrong.");
    if (!restricted)
        take_difference(comparing, &difference, out);
}

static void compare_row(const Comparing *comparing)
{
    const ImportRow *row = &comparing->rows->items[comparing->index];
    ImportLine *line = line_now(comparing);
    ContactRow *out = &comparing->compared[comparing->index];
    if (line->result == IMPORT_REFUSED)
        return;
    line->aside = out->child->name;
    line->learner = out->child->id > 0 ? out->child->id : 0;
    find_person(comparing, row, out);
    find_earlier(comparing, row, out);
    if (line->result == IMPORT_REFUSED)
        return;
    const ExistingLink *link =
        out->here == NULL ? NULL : link_of(comparing, out->child->id, out->here->id);
    out->link = link != NULL && !link->ended ? link : NULL;
    if (out->link == NULL && is_over(comparing, row)) {
        remark(comparing, "Is over already, so it was not taken.");
        return;
    }
    if (out->link == NULL && is_kept_out(comparing, row, out))
        return;
    compare_facts(comparing, row, out);
    if (out->link != NULL)
        return;
    line->result = IMPORT_ADDED;
    choose_priority(comparing, row, out);
}

/* ---- Who is asked first -------------------------------------------------------------------------
 */

/* The file's number of a row whose link is here and may be moved; 0: it has none. */
static long long wanted_place(const Comparing *comparing, size_t row)
{
    long long wanted = 0;
    const ContactRow *out = &comparing->compared[row];
    if (comparing->lines->items[row].result == IMPORT_REFUSED || out->link == NULL ||
        out->link->restricted)
        return 0;
    text_integer(value(&comparing->rows->items[row], IMPORT_CONTACT_PRIORITY), 1, 99, &wanted);
    return wanted;
}

/* Of the same child: those that the file numbers trade the places that they have here among
 * themselves, so that gaps in its numbers are no news. Equal numbers keep their order. */
static const ExistingLink *place_of(const Comparing *comparing, size_t row)
{
    char text[ID_TEXT];
    const KeyIndex *rows = &comparing->indexes->row_children;
    const ContactRow *out = &comparing->compared[row];
    size_t first, before = 0;
    size_t count = key_index_find(rows, id_text(text, out->child->id), &first);
    for (size_t i = first; i < first + count; i++) {
        long long wanted = wanted_place(comparing, rows->items[i].index);
        const ExistingLink *link = comparing->compared[rows->items[i].index].link;
        long long own = wanted_place(comparing, row);
        before +=
            wanted > 0 && (wanted < own || (wanted == own && link->priority < out->link->priority));
    }
    for (size_t i = first; i < first + count; i++) {
        const ExistingLink *link = comparing->compared[rows->items[i].index].link;
        size_t lower = 0;
        if (wanted_place(comparing, rows->items[i].index) == 0)
            continue;
        for (size_t k = first; k < first + count; k++)
            lower += wanted_place(comparing, rows->items[k].index) > 0 &&
                     comparing->compared[rows->items[k].index].link->priority < link->priority;
        if (lower == before)
            return link;
    }
    return out->link;
}

static void compare_place(const Comparing *comparing)
{
    ImportLine *line = line_now(comparing);
    ContactRow *out = &comparing->compared[comparing->index];
    if (wanted_place(comparing, comparing->index) == 0)
        return;
    const ExistingLink *taken_over = place_of(comparing, comparing->index);
    if (taken_over == out->link)
        return;
    out->priority = taken_over->priority;
    out->fields |= 1U << (unsigned)IMPORT_CONTACT_PRIORITY;
    line->changes[line->change_count++] = (ImportLineChange){
        "Asked as number", arena_print(comparing->arena, "%d", out->link->priority),
        arena_print(comparing->arena, "%d", out->priority)};
    if (line->result == IMPORT_SAME)
        line->result = IMPORT_CHANGED;
}

static Indexes index_here(Arena *arena, const ContactComparison *with)
{
    Indexes indexes = {
        .upns = key_index_make(arena, with->child_count),
        .numbers = key_index_make(arena, with->child_count),
        .names = key_index_make(arena, with->contact_count),
        .externals = key_index_make(arena, with->contact_count),
        .ids = key_index_make(arena, with->contact_count),
        .links = key_index_make(arena, with->link_count),
    };
    for (size_t i = 0; i < with->child_count; i++) {
        key_index_add(&indexes.upns, small_letters(arena, with->children[i].upn), i);
        key_index_add(&indexes.numbers, small_letters(arena, with->children[i].admission_number),
                      i);
    }
    for (size_t i = 0; i < with->contact_count; i++) {
        key_index_add(&indexes.names, name_key(arena, with->contacts[i].name), i);
        key_index_add(&indexes.externals, with->contacts[i].external, i);
        key_index_add(&indexes.ids, arena_print(arena, "%" PRId64, with->contacts[i].id), i);
    }
    for (size_t i = 0; i < with->link_count; i++)
        key_index_add(&indexes.links, arena_print(arena, "%" PRId64, with->links[i].child), i);
    KeyIndex *all[] = {&indexes.upns,      &indexes.numbers, &indexes.names,
                       &indexes.externals, &indexes.ids,     &indexes.links};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        key_index_sort(all[i]);
    return indexes;
}

/* Says of each row whether it can be taken at all, and which child it is about. */
static void index_rows(Comparing *comparing)
{
    Arena *arena = comparing->arena;
    const ImportRows *rows = comparing->rows;
    Indexes *indexes = comparing->indexes;
    const char **keys = arena_array(arena, const char *, rows->count);
    indexes->row_key = keys;
    indexes->row_names = key_index_make(arena, rows->count);
    indexes->row_children = key_index_make(arena, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const ImportProblem *refusal = import_refusal(&rows->items[i]);
        ContactRow *out = &comparing->compared[i];
        comparing->index = i;
        keys[i] = name_key(arena, value(&rows->items[i], IMPORT_CONTACT_NAME));
        if (refusal != NULL)
            refuse(comparing, refusal->sentence);
        else
            find_child(comparing, &rows->items[i], out);
        if (out->child == NULL)
            continue;
        key_index_add(&indexes->row_names, keys[i], i);
        key_index_add(&indexes->row_children, arena_print(arena, "%" PRId64, out->child->id), i);
    }
    key_index_sort(&indexes->row_names);
    key_index_sort(&indexes->row_children);
}

static const char *facts_of(Arena *arena, const ImportRow *row)
{
    const char *pr = value(row, IMPORT_CONTACT_RESPONSIBILITY);
    char *relationship = arena_copy(arena, value(row, IMPORT_CONTACT_RELATIONSHIP));
    for (char *c = relationship; *c != '\0'; c++)
        if (*c == '_')
            *c = ' ';
    const char *const parts[] = {relationship,
                                 text_equal(pr, "true") ? "parental responsibility" : "",
                                 text_equal(pr, "false") ? "no parental responsibility" : ""};
    return joined(arena, parts, 3, ", ");
}

void contact_import_compare(Arena *arena, const ImportRows *rows, const ContactComparison *with,
                            ImportLines *lines, ContactRow **compared)
{
    *lines =
        (ImportLines){.count = rows->count, .items = arena_array(arena, ImportLine, rows->count)};
    *compared = arena_array(arena, ContactRow, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const ImportRow *row = &rows->items[i];
        const char *name = value(row, IMPORT_CONTACT_NAME);
        lines->items[i] = (ImportLine){
            .line = row->line,
            .result = IMPORT_SAME,
            .name = name[0] == '\0' ? "(no name)" : name,
            .aside = "",
            .facts = facts_of(arena, row),
            .refused = "",
            .remarks = import_remarks(arena, row),
        };
    }
    Indexes indexes = index_here(arena, with);
    Comparing comparing = {
        arena, with,      rows,     0,
        lines, *compared, &indexes, arena_array(arena, bool, with->contact_count)};
    index_rows(&comparing);
    for (comparing.index = 0; comparing.index < rows->count; comparing.index++)
        compare_row(&comparing);
    for (comparing.index = 0; comparing.index < rows->count; comparing.index++)
        compare_place(&comparing);
}
