#include "exchange/learner_import_rules.h"

#include <ctype.h>
#include <string.h>

#include "learner/identifier.h"

#define HEADER_SEARCHED 20 /* rows */

static const struct {
    const char *code;
    const char *words;
} fields[IMPORT_FIELD_COUNT] = {
    [IMPORT_UPN] = {"upn", "UPN"},
    [IMPORT_FORMER_UPN] = {"former_upn", "Former UPN"},
    [IMPORT_ADMISSION_NUMBER] = {"admission_number", "Admission number"},
    [IMPORT_SURNAME] = {"surname", "Surname"},
    [IMPORT_FORENAME] = {"forename", "Forename"},
    [IMPORT_PREFERRED_NAME] = {"preferred_name", "Preferred forename"},
    [IMPORT_BORN_ON] = {"born_on", "Date of birth"},
    [IMPORT_SEX] = {"sex", "Sex"},
    [IMPORT_NATIONAL_YEAR] = {"national_year", "National curriculum year"},
    [IMPORT_CLASS] = {"class", "Class"},
    [IMPORT_SEN_STATUS] = {"sen_status", "SEN status"},
    [IMPORT_NEED_1] = {"need_1", "Primary need"},
    [IMPORT_NEED_2] = {"need_2", "Secondary need"},
    [IMPORT_LANGUAGE] = {"first_language", "First language"},
    [IMPORT_ENGLISH_ADDITIONAL] = {"english_additional", "English as an additional language"},
    [IMPORT_PUPIL_PREMIUM] = {"pupil_premium", "Pupil premium"},
    [IMPORT_LOOKED_AFTER] = {"looked_after", "Looked after"},
    [IMPORT_ENTERED_ON] = {"entered_on", "Entry date"},
};

/* Headings met in exports of SIMS, Arbor, Bromcom, Wonde and the census, as import_heading_key()
 * makes them. A legal name goes before a preferred one because its row stands first. */
static const struct {
    const char *key;
    ImportField field;
} headings[] = {
    {"upn", IMPORT_UPN},
    {"censusupn", IMPORT_UPN},
    {"uniquepupilnumber", IMPORT_UPN},
    {"uniquepupilnumberupn", IMPORT_UPN},
    {"formerupn", IMPORT_FORMER_UPN},
    {"previousupn", IMPORT_FORMER_UPN},
    {"adno", IMPORT_ADMISSION_NUMBER},
    {"admno", IMPORT_ADMISSION_NUMBER},
    {"admissionno", IMPORT_ADMISSION_NUMBER},
    {"admissionnumber", IMPORT_ADMISSION_NUMBER},
    {"legalsurname", IMPORT_SURNAME},
    {"legallastname", IMPORT_SURNAME},
    {"surname", IMPORT_SURNAME},
    {"lastname", IMPORT_SURNAME},
    {"familyname", IMPORT_SURNAME},
    {"legalforename", IMPORT_FORENAME},
    {"legalforenames", IMPORT_FORENAME},
    {"legalfirstname", IMPORT_FORENAME},
    {"forename", IMPORT_FORENAME},
    {"firstname", IMPORT_FORENAME},
    {"givenname", IMPORT_FORENAME},
    {"preferredforename", IMPORT_PREFERRED_NAME},
    {"preferredfirstname", IMPORT_PREFERRED_NAME},
    {"preferredname", IMPORT_PREFERRED_NAME},
    {"chosenname", IMPORT_PREFERRED_NAME},
    {"knownas", IMPORT_PREFERRED_NAME},
    {"dob", IMPORT_BORN_ON},
    {"dateofbirth", IMPORT_BORN_ON},
    {"birthdate", IMPORT_BORN_ON},
    {"personbirthdate", IMPORT_BORN_ON},
    {"sex", IMPORT_SEX},
    {"legalsex", IMPORT_SEX},
    {"gender", IMPORT_SEX},
    {"gendercurrent", IMPORT_SEX},
    {"ncyearactual", IMPORT_NATIONAL_YEAR},
    {"ncyear", IMPORT_NATIONAL_YEAR},
    {"currentncyear", IMPORT_NATIONAL_YEAR},
    {"curriculumyear", IMPORT_NATIONAL_YEAR},
    {"nationalcurriculumyear", IMPORT_NATIONAL_YEAR},
    {"yeargroup", IMPORT_NATIONAL_YEAR},
    {"year", IMPORT_NATIONAL_YEAR},
    {"yr", IMPORT_NATIONAL_YEAR},
    {"reg", IMPORT_CLASS},
    {"reggroup", IMPORT_CLASS},
    {"registrationform", IMPORT_CLASS},
    {"registrationgroup", IMPORT_CLASS},
    {"form", IMPORT_CLASS},
    {"formgroup", IMPORT_CLASS},
    {"tutorgroup", IMPORT_CLASS},
    {"class", IMPORT_CLASS},
    {"senstatus", IMPORT_SEN_STATUS},
    {"sendstatus", IMPORT_SEN_STATUS},
    {"senprovision", IMPORT_SEN_STATUS},
    {"sencode", IMPORT_SEN_STATUS},
    {"sencategory", IMPORT_SEN_STATUS},
    {"sen", IMPORT_SEN_STATUS},
    {"senneed1", IMPORT_NEED_1},
    {"primarysentype", IMPORT_NEED_1},
    {"primaryseneedstype", IMPORT_NEED_1},
    {"primarysenneed", IMPORT_NEED_1},
    {"primaryneed", IMPORT_NEED_1},
    {"senneedtype", IMPORT_NEED_1},
    {"sentype", IMPORT_NEED_1},
    {"sendescription", IMPORT_NEED_1},
    {"sendetail", IMPORT_NEED_1},
    {"senneed2", IMPORT_NEED_2},
    {"secondarysentype", IMPORT_NEED_2},
    {"secondaryseneedstype", IMPORT_NEED_2},
    {"secondarysenneed", IMPORT_NEED_2},
    {"secondaryneed", IMPORT_NEED_2},
    {"firstlanguage", IMPORT_LANGUAGE},
    {"firstlanguagecode", IMPORT_LANGUAGE},
    {"language", IMPORT_LANGUAGE},
    {"eal", IMPORT_ENGLISH_ADDITIONAL},
    {"englishasadditionallanguage", IMPORT_ENGLISH_ADDITIONAL},
    {"englishadditionallanguage", IMPORT_ENGLISH_ADDITIONAL},
    {"pupilpremium", IMPORT_PUPIL_PREMIUM},
    {"pupilpremiumindicator", IMPORT_PUPIL_PREMIUM},
    {"premiumpupilindicator", IMPORT_PUPIL_PREMIUM},
    {"pupilpremiumeligible", IMPORT_PUPIL_PREMIUM},
    {"incare", IMPORT_LOOKED_AFTER},
    {"inleacare", IMPORT_LOOKED_AFTER},
    {"lac", IMPORT_LOOKED_AFTER},
    {"cla", IMPORT_LOOKED_AFTER},
    {"lookedafter", IMPORT_LOOKED_AFTER},
    {"entrydate", IMPORT_ENTERED_ON},
    {"admissiondate", IMPORT_ENTERED_ON},
    {"dateofentry", IMPORT_ENTERED_ON},
    {"doa", IMPORT_ENTERED_ON},
};

#define HEADING_COUNT (sizeof headings / sizeof headings[0])

const char *import_field_code(ImportField field)
{
    return fields[field].code;
}

const char *import_field_words(ImportField field)
{
    return fields[field].words;
}

bool import_field_parse(const char *code, ImportField *field)
{
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++)
        if (text_equal(code, fields[i].code)) {
            *field = (ImportField)i;
            return true;
        }
    return false;
}

char *import_heading_key(Arena *arena, const char *heading)
{
    char *key = arena_copy(arena, heading);
    size_t length = 0;
    for (const char *c = heading; *c != '\0'; c++)
        if (isalnum((unsigned char)*c))
            key[length++] = (char)tolower((unsigned char)*c);
    key[length] = '\0';
    return key;
}

/* What tells one learner from another is not taken from the first of two columns that are called
 * the same: somebody who knows the file is asked. */
static void leave_twins(ImportMapping *mapping, const char *const *keys, size_t count)
{
    static const ImportField telling[] = {IMPORT_UPN, IMPORT_SURNAME, IMPORT_FORENAME,
                                          IMPORT_BORN_ON};
    for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++) {
        int *chosen = &mapping->column[telling[i]];
        for (size_t column = 0; column < count && *chosen != IMPORT_NO_COLUMN; column++)
            if ((int)column != *chosen && text_equal(keys[column], keys[*chosen]))
                *chosen = IMPORT_NO_COLUMN;
    }
}

ImportMapping import_map(Arena *arena, const TableRow *header)
{
    ImportMapping mapping;
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++)
        mapping.column[i] = IMPORT_NO_COLUMN;
    const char **keys = arena_array(arena, const char *, header->count);
    for (size_t column = 0; column < header->count; column++)
        keys[column] = import_heading_key(arena, header->items[column]);
    for (size_t i = 0; i < HEADING_COUNT; i++)
        for (size_t column = 0; column < header->count; column++) {
            int *chosen = &mapping.column[headings[i].field];
            if (*chosen == IMPORT_NO_COLUMN && text_equal(keys[column], headings[i].key))
                *chosen = (int)column;
        }
    leave_twins(&mapping, keys, header->count);
    return mapping;
}

static size_t known_headings(Arena *arena, const TableRow *row)
{
    ImportMapping mapping = import_map(arena, row);
    size_t known = 0;
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++)
        known += mapping.column[i] != IMPORT_NO_COLUMN ? 1 : 0;
    return known;
}

size_t import_find_header(Arena *arena, const Table *table)
{
    size_t best = table->header;
    size_t most = 0;
    for (size_t i = 0; i < table->row_count && i < HEADER_SEARCHED; i++) {
        size_t known = known_headings(arena, &table->rows[i]);
        if (known > most) {
            most = known;
            best = i;
        }
    }
    return best;
}

/* No heading looks like a date or a UPN: such a row is a learner's. */
static bool holds_a_learner(const TableRow *row)
{
    Date date;
    for (size_t i = 0; i < row->count; i++) {
        UpnCheck upn = upn_check(row->items[i]);
        if (upn.fault == UPN_VALID || date_parse_typed(row->items[i], &date))
            return true;
    }
    return false;
}

const char *import_table_fault(Arena *arena, const Table *table)
{
    const TableRow *header = &table->rows[table->header];
    if (known_headings(arena, header) == 0 && holds_a_learner(header))
        return "The columns have no headings. Put a row above the first one that names them, such "
               "as Surname, Forename, Date of birth, and choose the file again.";
    if (table->header + 1 == table->row_count)
        return "There is nothing under the headings. Check the file, and choose it again.";
    return NULL;
}

const char *import_column_key(Arena *arena, const TableRow *header, size_t column)
{
    const char *key = import_heading_key(arena, header->items[column]);
    size_t before = 0;
    for (size_t i = 0; i < column; i++)
        before += text_equal(import_heading_key(arena, header->items[i]), key) ? 1 : 0;
    return before == 0 && key[0] != '\0' ? key : arena_print(arena, "%s %zu", key, before + 1);
}

const char *import_mapping_fault(const ImportMapping *mapping)
{
    static const struct {
        ImportField field;
        const char *sentence;
    } needed[] = {
        {IMPORT_SURNAME, "Choose the column with the surname"},
        {IMPORT_FORENAME, "Choose the column with the forename"},
        {IMPORT_BORN_ON, "Choose the column with the date of birth"},
    };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (mapping->column[needed[i].field] == IMPORT_NO_COLUMN)
            return needed[i].sentence;
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++)
        for (int j = 0; j < i; j++)
            if (mapping->column[i] != IMPORT_NO_COLUMN && mapping->column[i] == mapping->column[j])
                return "One column is chosen twice";
    return NULL;
}
