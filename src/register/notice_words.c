/* What a letter says, frozen when the notice is recorded: one text, and the hash that stands for
 * it. */
#include <inttypes.h>
#include <jansson.h>
#include <sodium.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "register/register.h"
#include "register/register_sql.h"

enum { WORDS_HASH = 32 };

/* ---- What stands now ------------------------------------------------------------------------- */

static Error *read_people(Db *db, Arena *arena, SchoolId school, const Learner *learner,
                          NoticeWords *words)
{
    StaffList staff;
    ClassStaffList class_staff = {0};
    words->senco = words->teacher = "";
    TRY(staff_list(db, arena, school, words->told_on, &staff));
    for (size_t i = 0; i < staff.count; i++)
        if (staff.items[i].role == ROLE_SENCO)
            words->senco = staff.items[i].display_name;
    if (learner->class_id.n != 0)
        TRY(class_staff_on(db, arena, school, learner->class_id, words->told_on, &class_staff));
    if (class_staff.count > 0 && class_staff.items[0].teaches)
        words->teacher = class_staff.items[0].display_name;
    return NULL;
}

static Error *read_needs(Db *db, Arena *arena, SchoolId school, LearnerId learner, Texts *words)
{
    Texts needs;
    TRY(register_needs(db, arena, school, learner, &needs));
    *words = (Texts){0, arena_array(arena, const char *, needs.count)};
    for (size_t i = 0; i < needs.count; i++) {
        const NeedType *need = need_type(needs.items[i]);
        if (need != NULL)
            words->items[words->count++] = need->name;
    }
    return NULL;
}

static Error *gather(Db *db, Arena *arena, SchoolId school, LearnerId id, const Notice *notice,
                     NoticeWords *words)
{
    Learner learner;
    SupportPeriod period;
    struct parent_notice_facts_row facts;
    bool found;
    TRY(learner_load(db, arena, school, id, &learner));
    TRY(status_load(db, arena, school, id, notice->status_id, &period));
    TRY(parent_notice_facts(db, arena, school, id, notice->told_by, notice->told_on, &facts,
                            &found));
    if (!found)
        return error_not_found("staff %" PRId64, notice->told_by.n);
    *words = (NoticeWords){
        .school = facts.school,
        .learner = learner.known_name,
        .name = learner.preferred_name != NULL ? learner.preferred_name : learner.forename,
        .year_and_class = learner_year_and_class(arena, &learner),
        .recipients = notice->recipients,
        .told_on = notice->told_on,
        .told_by = facts.told_by,
        .level = period.level,
        .starts_on = period.starts_on,
        .ends_on = period.ends_on,
        .evidence = period.evidence,
        .outcomes_sought = period.outcomes_sought,
        .plan_id = facts.plan_id,
    };
    TRY(read_people(db, arena, school, &learner, words));
    return read_needs(db, arena, school, id, &words->needs);
}

/* ---- As one text ----------------------------------------------------------------------------- */

static json_t *date_json(Arena *arena, Date date)
{
    return date_is_set(date) ? json_string(date_iso(arena, date)) : json_null();
}

static json_t *words_json(Arena *arena, const NoticeWords *words)
{
    json_t *needs = json_array();
    for (size_t i = 0; i < words->needs.count; i++)
        json_array_append_new(needs, json_string(words->needs.items[i]));
    /* An id is a text: a JSON number loses digits above 2^53 in other readers. */
    const char *plan = arena_print(arena, "%" PRId64, words->plan_id.n);
    return json_pack("{s:s,s:i,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:s,s:o,s:o,s:s,s:s,s:o,s:s,s:s,s:s}",
                     "kind", "notice", "format", 1, "school", words->school, "learner",
                     words->learner, "name", words->name, "year_and_class", words->year_and_class,
                     "recipients", words->recipients, "told_on", date_json(arena, words->told_on),
                     "told_by", words->told_by, "level", words->level, "starts_on",
                     date_json(arena, words->starts_on), "ends_on",
                     date_json(arena, words->ends_on), "evidence", words->evidence,
                     "outcomes_sought", words->outcomes_sought, "needs", needs, "teacher",
                     words->teacher, "senco", words->senco, "plan", plan);
}

static const char *words_text(Arena *arena, const NoticeWords *words)
{
    const size_t form = JSON_COMPACT | JSON_SORT_KEYS;
    json_t *whole = words_json(arena, words);
    ASSERT(whole != NULL);
    size_t length = json_dumpb(whole, NULL, 0, form);
    ASSERT(length > 0);
    char *text = arena_alloc(arena, length + 1);
    json_dumpb(whole, text, length, form);
    json_decref(whole);
    return text;
}

static void words_hash(const char *text, unsigned char hash[WORDS_HASH])
{
    crypto_generichash(hash, WORDS_HASH, (const unsigned char *)text, strlen(text), NULL, 0);
}

Error *register_tell(Db *db, Arena *arena, SchoolId school, LearnerId learner, const Notice *notice,
                     ParentNoticeId *id)
{
    NoticeWords words = {0};
    unsigned char hash[WORDS_HASH];
    TRY(gather(db, arena, school, learner, notice, &words));
    const char *text = words_text(arena, &words);
    words_hash(text, hash);
    *id = (ParentNoticeId){id_new()};
    return parent_notice_insert(db, school, *id, learner, notice->status_id, notice->told_on,
                                notice->method, notice->recipients, notice->told_by, notice->note,
                                text, (Bytes){hash, WORDS_HASH}, NULL);
}

/* ---- And back -------------------------------------------------------------------------------- */

static const char *text_of(Arena *arena, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return arena_copy(arena, text == NULL ? "" : text);
}

static Date date_of_text(const json_t *object, const char *key)
{
    Date date = DATE_NONE;
    const char *text = json_string_value(json_object_get(object, key));
    if (text != NULL)
        date_parse_iso(text, &date);
    return date;
}

static PlanId plan_of(const json_t *object)
{
    long long id = 0;
    const char *text = json_string_value(json_object_get(object, "plan"));
    if (text != NULL)
        text_integer(text, 0, INT64_MAX, &id);
    return (PlanId){id};
}

static Texts texts_of(Arena *arena, const json_t *list)
{
    size_t count = json_array_size(list);
    Texts texts = {count, arena_array(arena, const char *, count)};
    for (size_t i = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        texts.items[i] = arena_copy(arena, text == NULL ? "" : text);
    }
    return texts;
}

static Error *read_words(Arena *arena, const char *text, NoticeWords *words)
{
    json_t *whole = json_loads(text, 0, NULL);
    if (whole == NULL)
        return error_internal("the words of a notice are not JSON");
    *words = (NoticeWords){
        .school = text_of(arena, whole, "school"),
        .learner = text_of(arena, whole, "learner"),
        .name = text_of(arena, whole, "name"),
        .year_and_class = text_of(arena, whole, "year_and_class"),
        .recipients = text_of(arena, whole, "recipients"),
        .told_on = date_of_text(whole, "told_on"),
        .told_by = text_of(arena, whole, "told_by"),
        .level = text_of(arena, whole, "level"),
        .starts_on = date_of_text(whole, "starts_on"),
        .ends_on = date_of_text(whole, "ends_on"),
        .evidence = text_of(arena, whole, "evidence"),
        .outcomes_sought = text_of(arena, whole, "outcomes_sought"),
        .needs = texts_of(arena, json_object_get(whole, "needs")),
        .teacher = text_of(arena, whole, "teacher"),
        .senco = text_of(arena, whole, "senco"),
        .plan_id = plan_of(whole),
    };
    json_decref(whole);
    return NULL;
}

Error *register_notice_words(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                             ParentNoticeId id, NoticeWords *words, bool *intact)
{
    struct parent_notice_letter_row row;
    unsigned char hash[WORDS_HASH];
    bool found;
    TRY(parent_notice_letter(db, arena, school, learner, id, &row, &found));
    if (!found)
        return error_not_found("notice %" PRId64, id.n);
    words_hash(row.words, hash);
    *intact = row.words_hash.length == WORDS_HASH &&
              sodium_memcmp(hash, row.words_hash.data, WORDS_HASH) == 0;
    return read_words(arena, row.words, words);
}
