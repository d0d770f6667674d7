#include "exchange/ctf_read.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "platform/xml/xml.h"

static const XmlLimits limits = {
    .bytes = (size_t)64 << 20, .elements = 4000000, .depth = 24, .characters = 65536};

/* ---- What it is -------------------------------------------------------------------------------
 */

bool ctf_is(Bytes file)
{
    size_t at = 0;
    if (file.length >= 3 && memcmp(file.data, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    else if (file.length >= 2 &&
             (memcmp(file.data, "\xFF\xFE", 2) == 0 || memcmp(file.data, "\xFE\xFF", 2) == 0))
        at = 2;
    while (at < file.length && (file.data[at] == '\0' || isspace(file.data[at])))
        at++;
    return at < file.length && file.data[at] == '<';
}

/* ---- The learner ------------------------------------------------------------------------------
 */

static const char *first_of(const char *a, const char *b)
{
    return a[0] != '\0' ? a : b;
}

/* The language spoken first, or else the only one that is named. */
static const char *language_of(const XmlNode *basic)
{
    const XmlNode *type = xml_child(xml_child(basic, "Languages"), "Type");
    const char *only = xml_text(type, "Language");
    for (; type != NULL; type = xml_next(type))
        if (text_equal_fold(xml_text(type, "LanguageType"), "F"))
            return xml_text(type, "Language");
    return only;
}

static int rank_of(const XmlNode *need)
{
    long long rank = 0;
    return text_integer(xml_text(need, "SENtypeRank"), 0, 99, &rank) ? (int)rank : 100;
}

/* The first need, and the one after it: by rank, then as they stand. One that ended holds no more.
 */
static void read_needs(const XmlNode *history, const char **cells)
{
    const XmlNode *first = NULL, *second = NULL;
    for (const XmlNode *need = xml_child(xml_child(history, "SENneeds"), "SENneed"); need != NULL;
         need = xml_next(need)) {
        if (xml_text(need, "NeedEndDate")[0] != '\0')
            continue;
        if (first == NULL || rank_of(need) < rank_of(first)) {
            second = first;
            first = need;
        } else if (second == NULL || rank_of(need) < rank_of(second)) {
            second = need;
        }
    }
    cells[IMPORT_NEED_1] = xml_text(first, "SENtype");
    cells[IMPORT_NEED_2] = xml_text(second, "SENtype");
}

static void read_learner(const XmlNode *pupil, const char **cells)
{
    const XmlNode *basic = xml_child(pupil, "BasicDetails");
    const XmlNode *history = xml_child(pupil, "SENhistory");
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++)
        cells[i] = "";
    cells[IMPORT_UPN] = xml_text(pupil, "UPN");
    cells[IMPORT_FORMER_UPN] = xml_text(basic, "FormerUPN");
    cells[IMPORT_SURNAME] = xml_text(pupil, "Surname");
    cells[IMPORT_FORENAME] = xml_text(pupil, "Forename");
    cells[IMPORT_PREFERRED_NAME] = xml_text(basic, "PreferredForename");
    cells[IMPORT_BORN_ON] = xml_text(pupil, "DOB");
    cells[IMPORT_SEX] = first_of(xml_text(pupil, "Sex"), xml_text(pupil, "Gender"));
    cells[IMPORT_NATIONAL_YEAR] = xml_text(basic, "NCyearActual");
    cells[IMPORT_LANGUAGE] = language_of(basic);
    cells[IMPORT_LOOKED_AFTER] = xml_text(xml_child(pupil, "LookedAfter"), "InCare");
    read_needs(history, cells);
}

/* ---- Contacts ---------------------------------------------------------------------------------
 */

static const char *joined(Arena *arena, const char *before, const char *separator,
                          const char *after)
{
    if (before[0] == '\0' || after[0] == '\0')
        return before[0] == '\0' ? after : before;
    return arena_print(arena, "%s%s%s", before, separator, after);
}

static const char *address_of(Arena *arena, const XmlNode *address)
{
    static const char *const lines[] = {"AddressLine1", "AddressLine2", "AddressLine3",
                                        "AddressLine4", "AddressLine5"};
    static const char *const parts[] = {"Street", "Locality", "Town", "PostTown"};
    const XmlNode *five = xml_child(address, "AddressLines");
    const XmlNode *house = xml_child(address, "BS7666Address");
    const char *whole = joined(arena, xml_text(house, "SAON"), ", ", xml_text(house, "PAON"));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        whole = joined(arena, whole, i == 0 ? " " : ", ", xml_text(house, parts[i]));
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        whole = joined(arena, whole, ", ", xml_text(five, lines[i]));
    return joined(arena, whole, ", ", xml_text(address, "County"));
}

static const char *relationship_of(const char *code)
{
    static const char *const words[][2] = {
        {"PAM", "mother"},        {"PAF", "father"},       {"STM", "step-mother"},
        {"STF", "step-father"},   {"FOM", "foster carer"}, {"FOF", "foster carer"},
        {"SWR", "social worker"}, {"CAR", "carer"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal_fold(code, words[i][0]))
            return words[i][1];
    return code[0] == '\0' ? "" : "other";
}

/* A mobile number goes before one at home; the first of each counts. */
static void read_phones(const XmlNode *contact, const char **cells)
{
    for (const XmlNode *phone = xml_child(xml_child(contact, "Phones"), "Phone"); phone != NULL;
         phone = xml_next(phone)) {
        bool mobile = text_equal_fold(xml_text(phone, "TelephoneType"), "M");
        const char **cell = &cells[mobile ? IMPORT_CONTACT_MOBILE : IMPORT_CONTACT_PHONE];
        if ((*cell)[0] == '\0')
            *cell = xml_text(phone, "PhoneNo");
    }
}

static bool is_true(const char *text)
{
    return text_equal_fold(text, "true") || text_equal(text, "1");
}

static void read_contact(Arena *arena, const XmlNode *pupil, const XmlNode *contact,
                         const char **cells)
{
    const XmlNode *address = xml_child(contact, "Address");
    if (is_true(xml_text(address, "AddressAsPupil")))
        address = xml_child(pupil, "Address");
    for (int i = 0; i < IMPORT_CONTACT_FIELD_COUNT; i++)
        cells[i] = "";
    cells[IMPORT_CONTACT_TITLE] = xml_text(contact, "Title");
    cells[IMPORT_CONTACT_FORENAME] = xml_text(contact, "Forename");
    cells[IMPORT_CONTACT_SURNAME] = xml_text(contact, "Surname");
    cells[IMPORT_CONTACT_RELATIONSHIP] = relationship_of(xml_text(contact, "Relationship"));
    cells[IMPORT_CONTACT_RESPONSIBILITY] = xml_text(contact, "Responsibility");
    cells[IMPORT_CONTACT_PRIORITY] = xml_text(contact, "Order");
    cells[IMPORT_CONTACT_EMAIL] = xml_text(contact, "Email");
    cells[IMPORT_CONTACT_ADDRESS] = address_of(arena, address);
    cells[IMPORT_CONTACT_POSTCODE] = xml_text(address, "PostCode");
    read_phones(contact, cells);
}

static size_t count_of(const XmlNode *first)
{
    size_t count = 0;
    for (; first != NULL; first = xml_next(first))
        count++;
    return count;
}

static CtfContacts read_contacts(Arena *arena, const XmlNode *pupil)
{
    const XmlNode *contact = xml_child(xml_child(pupil, "Contacts"), "Contact");
    CtfContacts contacts = {0, arena_array(arena, CtfContact, count_of(contact))};
    for (; contact != NULL; contact = xml_next(contact))
        read_contact(arena, pupil, contact, contacts.items[contacts.count++].cells);
    return contacts;
}

/* ---- What was recorded ------------------------------------------------------------------------
 */

static CtfRecord *add(CtfRecords *records, const char *kind)
{
    CtfRecord *record = &records->items[records->count++];
    *record = (CtfRecord){kind, "", "", "", "", ""};
    return record;
}

static void add_statuses(CtfRecords *records, const XmlNode *history)
{
    for (const XmlNode *status = xml_child(history, "SEN"); status != NULL;
         status = xml_next(status)) {
        CtfRecord *record = add(records, "status");
        record->code = xml_text(status, "SENprovision");
        record->starts_on = xml_text(status, "StartDate");
    }
}

static void add_needs(CtfRecords *records, const XmlNode *history)
{
    for (const XmlNode *need = xml_child(xml_child(history, "SENneeds"), "SENneed"); need != NULL;
         need = xml_next(need)) {
        CtfRecord *record = add(records, "need");
        record->code = xml_text(need, "SENtype");
        record->rank = xml_text(need, "SENtypeRank");
        record->starts_on = xml_text(need, "NeedStartDate");
        record->ends_on = xml_text(need, "NeedEndDate");
    }
}

static const char *school_words(Arena *arena, const XmlNode *school)
{
    const char *number = joined(arena, xml_text(school, "LEA"), " ", xml_text(school, "Estab"));
    const char *name = xml_text(school, "SchoolName");
    if (name[0] == '\0' || number[0] == '\0')
        return first_of(name, number);
    return arena_print(arena, "%s (%s)", name, number);
}

static void add_settings(Arena *arena, CtfRecords *records, const XmlNode *school)
{
    for (; school != NULL; school = xml_next(school)) {
        CtfRecord *record = add(records, "setting");
        record->words = school_words(arena, school);
        record->starts_on = xml_text(school, "EntryDate");
        record->ends_on = xml_text(school, "LeavingDate");
    }
}

static void add_attendance(Arena *arena, CtfRecords *records, const XmlNode *year)
{
    for (; year != NULL; year = xml_next(year))
        add(records, "attendance")->words =
            arena_print(arena, "Attendance %s: %s of %s sessions; absent %s authorised, %s not",
                        xml_text(year, "Year"), first_of(xml_text(year, "SessionsAttended"), "?"),
                        first_of(xml_text(year, "SessionsPossible"), "?"),
                        first_of(xml_text(year, "SessionsAuthorised"), "?"),
                        first_of(xml_text(year, "SessionsUnauthorised"), "?"));
}

static void add_results(Arena *arena, CtfRecords *records, const XmlNode *stage)
{
    for (; stage != NULL; stage = xml_next(stage))
        for (const XmlNode *result = xml_child(stage, "StageAssessment"); result != NULL;
             result = xml_next(result)) {
            CtfRecord *record = add(records, "result");
            record->starts_on = xml_text(result, "ResultDate");
            record->words = arena_print(arena, "%s %s, %s %s %s: %s", xml_text(stage, "Stage"),
                                        xml_text(result, "Year"), xml_text(result, "Subject"),
                                        xml_text(result, "Method"), xml_text(result, "Component"),
                                        xml_text(result, "Result"));
        }
}

static size_t count_results(const XmlNode *stage)
{
    size_t count = 0;
    for (; stage != NULL; stage = xml_next(stage))
        count += count_of(xml_child(stage, "StageAssessment"));
    return count;
}

static CtfRecords read_records(Arena *arena, const XmlNode *pupil)
{
    const XmlNode *history = xml_child(pupil, "SENhistory");
    const XmlNode *school = xml_child(xml_child(pupil, "SchoolHistory"), "School");
    const XmlNode *year = xml_child(xml_child(pupil, "Attendance"), "YearData");
    const XmlNode *stage = xml_child(xml_child(pupil, "StageAssessments"), "KeyStage");
    size_t most = count_of(xml_child(history, "SEN")) +
                  count_of(xml_child(xml_child(history, "SENneeds"), "SENneed")) +
                  count_of(school) + count_of(year) + count_results(stage);
    CtfRecords records = {0, arena_array(arena, CtfRecord, most)};
    add_statuses(&records, history);
    add_needs(&records, history);
    add_settings(arena, &records, school);
    add_attendance(arena, &records, year);
    add_results(arena, &records, stage);
    return records;
}

/* ---- The file ---------------------------------------------------------------------------------
 */

static const char *number_of(Arena *arena, const XmlNode *school)
{
    return arena_print(arena, "%s%s", xml_text(school, "LEA"), xml_text(school, "Estab"));
}

static Error *parse(Arena *arena, Bytes file, XmlNode **root, bool *converted)
{
    TableEncoding encoding;
    Bytes text;
    *root = NULL;
    if (table_decode(arena, file, &encoding, &text) != NULL)
        return error_invalid("The text of this file cannot be read. Ask for it to be made again.",
                             "ctf: encoding");
    *converted = encoding == TABLE_WINDOWS_1252;
    return xml_read(arena, text, &limits, root);
}

Error *ctf_read(Arena *arena, Bytes file, CtfFile *ctf)
{
    XmlNode *root;
    *ctf = (CtfFile){.version = "", .source = "", .source_number = "", .dest_number = ""};
    TRY(parse(arena, file, &root, &ctf->converted));
    if (root == NULL || strcasecmp(root->name, "CTfile") != 0)
        return error_invalid("This XML file is no Common Transfer File.", "ctf: root");
    const XmlNode *header = xml_child(root, "Header");
    const XmlNode *source = xml_child(header, "SourceSchool");
    const XmlNode *pupil = xml_child(xml_child(root, "CTFpupilData"), "Pupil");
    ctf->version = xml_text(header, "CTFversion");
    ctf->source = xml_text(source, "SchoolName");
    ctf->source_number = number_of(arena, source);
    ctf->dest_number = number_of(arena, xml_child(header, "DestSchool"));
    ctf->pupils = arena_array(arena, CtfPupil, count_of(pupil));
    if (pupil == NULL)
        return error_invalid("There is no learner in this file.", "ctf: no pupil");
    for (size_t line = 0; pupil != NULL; pupil = xml_next(pupil)) {
        CtfPupil *read = &ctf->pupils[ctf->count++];
        line = pupil->line > line ? pupil->line : line + 1;
        read->line = line;
        read_learner(pupil, read->cells);
        read->contacts = read_contacts(arena, pupil);
        read->records = read_records(arena, pupil);
    }
    return NULL;
}
