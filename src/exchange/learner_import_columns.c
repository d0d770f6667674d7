#include "exchange/learner_import_rules.h"

#include "learner/identifier.h"

static const ImportColumn fields[IMPORT_FIELD_COUNT] = {
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
static const ImportHeading headings[] = {
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

static const ImportNeeded needed[] = {
    {IMPORT_SURNAME, -1, "Choose the column with the surname"},
    {IMPORT_FORENAME, -1, "Choose the column with the forename"},
    {IMPORT_BORN_ON, -1, "Choose the column with the date of birth"},
};

static const int telling[] = {IMPORT_UPN, IMPORT_SURNAME, IMPORT_FORENAME, IMPORT_BORN_ON};

const ImportSheet learner_sheet = {
    IMPORT_FIELD_COUNT,
    fields,
    sizeof headings / sizeof headings[0],
    headings,
    sizeof needed / sizeof needed[0],
    needed,
    sizeof telling / sizeof telling[0],
    telling,
};

const char *import_field_words(ImportField field)
{
    return fields[field].words;
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

const char *import_table_fault(Arena *arena, const ImportSheet *sheet, const Table *table)
{
    const TableRow *header = &table->rows[table->header];
    if (import_sheet_known(arena, sheet, header) == 0 && holds_a_learner(header))
        return "The columns have no headings. Put a row above the first one that names them, such "
               "as Surname, Forename, Date of birth, and choose the file again.";
    if (table->header + 1 == table->row_count)
        return "There is nothing under the headings. Check the file, and choose it again.";
    return NULL;
}
