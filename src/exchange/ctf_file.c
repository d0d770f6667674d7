#include "exchange/ctf_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_LONGEST = 300, CODE_LONGEST = 12, VERSION_OLDEST = 17 };

/* ---- Lists ------------------------------------------------------------------------------------
 */

static void copy_cells(const char **to, const char *const *from, int count)
{
    for (int i = 0; i < count; i++)
        to[i] = from[i];
}

/* "2025-05-01", and with a time behind it. */
static bool read_day(Arena *arena, const char *text, Date *day)
{
    *day = DATE_NONE;
    return text[0] == '\0' ||
           date_parse_iso(arena_copy_length(arena, text, strcspn(text, "T")), day);
}

/* The status that holds is the one that began last, today or earlier; of two of one day the later
 * in the file. */
static const char *status_given(Arena *arena, const CtfPupil *pupil, Date today)
{
    const char *now = "";
    Date since = DATE_NONE;
    for (size_t i = 0; i < pupil->records.count; i++) {
        const CtfRecord *record = &pupil->records.items[i];
        Date begins;
        if (!text_equal(record->kind, "status") || !read_day(arena, record->starts_on, &begins) ||
            date_compare(begins, today) > 0 || date_compare(begins, since) < 0)
            continue;
        now = record->code;
        since = begins;
    }
    return now;
}

/* Needs of somebody without support are of the past: they stand in the history alone. */
static void settle_status(Arena *arena, const CtfPupil *pupil, Date today, const char **cells)
{
    const char *status = status_given(arena, pupil, today);
    cells[IMPORT_SEN_STATUS] = status;
    if (!text_equal_fold(status, "K") && !text_equal_fold(status, "E"))
        cells[IMPORT_NEED_1] = cells[IMPORT_NEED_2] = "";
}

void ctf_lists(Arena *arena, const CtfFile *file, Date today, RosterList *learners,
               RosterList *contacts)
{
    size_t count = 0;
    for (size_t i = 0; i < file->count; i++)
        count += file->pupils[i].contacts.count;
    *learners = roster_list_make(arena, &learner_sheet, file->count);
    *contacts = roster_list_make(arena, &contact_sheet, count);
    for (size_t i = 0; i < file->count; i++) {
        const CtfPupil *pupil = &file->pupils[i];
        const char *key = arena_print(arena, "%zu", i);
        const char **child = roster_list_add(arena, learners, key, pupil->line);
        copy_cells(child, pupil->cells, IMPORT_FIELD_COUNT);
        settle_status(arena, pupil, today, child);
        for (size_t c = 0; c < pupil->contacts.count; c++) {
            const char **cells =
                roster_list_add(arena, contacts, arena_print(arena, "%zu.%zu", i, c), pupil->line);
            copy_cells(cells, pupil->contacts.items[c].cells, IMPORT_CONTACT_FIELD_COUNT);
            cells[IMPORT_CONTACT_UPN] = key;
        }
    }
}

size_t ctf_pupil_of(const char *key)
{
    long long place = 0;
    return text_integer(key, 0, INT32_MAX, &place) ? (size_t)place : 0;
}

/* ---- The file as a whole ----------------------------------------------------------------------
 */

bool ctf_is_ours(const CtfFile *file, const char *number)
{
    return number[0] != '\0' && text_equal(file->source_number, number);
}

static bool is_digits(const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        if (!isdigit((unsigned char)*c))
            return false;
    return text[0] != '\0';
}

static const char *version_remark(Arena *arena, const char *version, int year)
{
    char *rest = NULL;
    long number = strtol(version, &rest, 10);
    if (rest == version)
        return "The file does not say which version it is. It was read all the same.";
    if (number >= VERSION_OLDEST && number <= year)
        return NULL;
    return arena_print(arena,
                       "Version %s is not one that is known here. What is known was read; compare "
                       "it with what the other school says.",
                       version);
}

Texts ctf_remarks(Arena *arena, const CtfFile *file, const char *number)
{
    Texts remarks = {0, arena_array(arena, const char *, CTF_REMARKS_MOST)};
    const char *version = version_remark(arena, file->version, 26);
    if (version != NULL)
        remarks.items[remarks.count++] = version;
    if (is_digits(file->dest_number) && number[0] != '\0' && !text_equal(file->dest_number, number))
        remarks.items[remarks.count++] =
            arena_print(arena, "It is made out to the school with the number %s, and this is %s.",
                        file->dest_number, number);
    if (file->converted)
        remarks.items[remarks.count++] =
            "Its letters are not what it declares. They were read as Windows text: look at names "
            "with accents.";
    return remarks;
}

/* ---- What was recorded before -----------------------------------------------------------------
 */

static void say(Arena *arena, Texts *remarks, const char *sentence)
{
    const char **items = arena_array(arena, const char *, remarks->count + 1);
    for (size_t i = 0; i < remarks->count; i++)
        items[i] = remarks->items[i];
    items[remarks->count] = sentence;
    *remarks = (Texts){remarks->count + 1, items};
}

static const char *in_capitals(Arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text);
    for (char *c = copy; *c != '\0'; c++)
        *c = (char)toupper((unsigned char)*c);
    return copy;
}

static const char *fault_of(const CtfRecord *record)
{
    bool coded = text_equal(record->kind, "status") || text_equal(record->kind, "need");
    if (strlen(record->code) > CODE_LONGEST || strlen(record->words) > WORDS_LONGEST)
        return "Something that was recorded before is too long, and was left out.";
    if (coded && record->code[0] == '\0')
        return "A status or need without its code was left out.";
    if (text_equal(record->kind, "status") && record->starts_on[0] == '\0')
        return "A status without the day on which it began was left out.";
    return NULL;
}

static bool read_record(Arena *arena, const CtfRecord *from, EarlierRecord *to, Texts *remarks)
{
    long long rank = 0;
    const char *fault = fault_of(from);
    *to = (EarlierRecord){
        .kind = from->kind, .code = in_capitals(arena, from->code), .words = from->words};
    if (!read_day(arena, from->starts_on, &to->starts_on) ||
        !read_day(arena, from->ends_on, &to->ends_on))
        fault = "Something that was recorded before has a day that does not exist, and was left "
                "out.";
    if (text_integer(from->rank, 0, 99, &rank))
        to->rank = (OptionalInteger){true, rank};
    if (fault != NULL)
        say(arena, remarks, fault);
    return fault == NULL;
}

/* What is decided for later is no status yet, and nothing puts it in force when its day comes. */
static void say_what_comes(Arena *arena, const EarlierRecord *record, Date today, Texts *remarks)
{
    if (text_equal(record->kind, "status") && date_compare(record->starts_on, today) > 0)
        say(arena, remarks,
            arena_print(arena,
                        "%s begins on %s, so it does not hold yet. It is kept as a record; decide "
                        "here when that day comes.",
                        earlier_status_words(record->code), date_long(arena, record->starts_on)));
}

EarlierRecords ctf_records(Arena *arena, const CtfPupil *pupil, const char *from, Date today,
                           Texts *remarks)
{
    EarlierRecords records = {0, arena_array(arena, EarlierRecord, pupil->records.count)};
    for (size_t i = 0; i < pupil->records.count; i++) {
        EarlierRecord *record = &records.items[records.count];
        if (!read_record(arena, &pupil->records.items[i], record, remarks))
            continue;
        say_what_comes(arena, record, today, remarks);
        record->from_setting = from[0] == '\0' ? NULL : from;
        records.count++;
    }
    return records;
}

static bool holds(const EarlierRecord *records, size_t count, const EarlierRecord *record)
{
    for (size_t i = 0; i < count; i++)
        if (earlier_record_same(&records[i], record))
            return true;
    return false;
}

void ctf_leave_known(EarlierRecords *news, const EarlierRecords *here)
{
    size_t kept = 0;
    for (size_t i = 0; i < news->count; i++)
        if (!holds(here->items, here->count, &news->items[i]) &&
            !holds(news->items, kept, &news->items[i]))
            news->items[kept++] = news->items[i];
    news->count = kept;
}

const char *ctf_days_words(Arena *arena, const EarlierRecord *record)
{
    const char *from = date_is_set(record->starts_on) ? date_medium(arena, record->starts_on) : "";
    const char *until = date_is_set(record->ends_on) ? date_medium(arena, record->ends_on) : "";
    if (until[0] == '\0')
        return from[0] == '\0' ? "" : arena_print(arena, "from %s", from);
    return from[0] == '\0' ? arena_print(arena, "until %s", until)
                           : arena_print(arena, "%s to %s", from, until);
}
