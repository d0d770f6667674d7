/* What a letter says, frozen when the notice is recorded: one text, and the hash that stands for
 * it. */
#include <inttypes.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/frozen/frozen.h"
#include "register/register.h"
#include "register/register_sql.h"

/* ---- What stands now ------------------------------------------------------------------------- */

/* Whoever was told had the letter of that day; one that is still to be given has its own. */
static Date letter_day(const Notice *notice)
{
    return date_is_set(notice->told_on) ? notice->told_on : notice->made_on;
}

static Error *read_people(Db *db, Arena *arena, SchoolId id, const Learner *learner,
                          NoticeWords *words)
{
    StaffList staff;
    ClassStaffList class_staff = {0};
    School school;
    words->senco = words->teacher = "";
    TRY(school_load(db, arena, id, &school));
    TRY(staff_list(db, arena, id, words->told_on, &staff));
    for (size_t i = 0; i < staff.count; i++)
        if (role_among(staff.items[i].roles, ROLE_SENCO))
            words->senco =
                arena_print(arena, "%s, %s", staff.items[i].display_name, school.words.senco);
    if (learner->class_id.n != 0)
        TRY(class_staff_on(db, arena, id, learner->class_id, words->told_on, &class_staff));
    if (class_staff.count > 0 && class_staff.items[0].teaches)
        words->teacher =
            arena_print(arena, "%s, %s", class_staff.items[0].display_name, school.words.teacher);
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
    Levels levels;
    bool found;
    TRY(levels_of(db, arena, school, &levels));
    TRY(learner_load(db, arena, school, id, &learner));
    TRY(status_load(db, arena, school, id, notice->status_id, &period));
    TRY(parent_notice_facts(db, arena, school, id, notice->told_by, letter_day(notice), &facts,
                            &found));
    if (!found)
        return error_not_found("staff %" PRId64, notice->told_by.n);
    *words = (NoticeWords){
        .school = facts.school,
        .learner = learner.known_name,
        .name = learner.preferred_name != NULL ? learner.preferred_name : learner.forename,
        .year_and_class = learner_year_and_class(arena, &learner),
        .recipients = notice->recipients,
        .told_on = letter_day(notice),
        .told_by = facts.told_by,
        .level = period.level,
        .level_name = level_name(&levels, period.level, period.school_level),
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

static json_t *words_json(Arena *arena, const NoticeWords *words)
{
    json_t *needs = json_array();
    for (size_t i = 0; i < words->needs.count; i++)
        json_array_append_new(needs, json_string(words->needs.items[i]));
    return json_pack(
        "{s:s,s:i,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:s,s:s,s:o,s:o,s:s,s:s,s:o,s:s,s:s,s:o}", "kind",
        "notice", "format", 1, "school", words->school, "learner", words->learner, "name",
        words->name, "year_and_class", words->year_and_class, "recipients", words->recipients,
        "told_on", frozen_date(arena, words->told_on), "told_by", words->told_by, "level",
        words->level, "level_name", words->level_name, "starts_on",
        frozen_date(arena, words->starts_on), "ends_on", frozen_date(arena, words->ends_on),
        "evidence", words->evidence, "outcomes_sought", words->outcomes_sought, "needs", needs,
        "teacher", words->teacher, "senco", words->senco, "plan", frozen_id(words->plan_id.n));
}

static Error *insert_notice(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                            const Notice *notice, const char *state, ParentNoticeId *id)
{
    NoticeWords words = {0};
    const char *about = notice->about == NULL ? "start" : notice->about;
    TRY(gather(db, arena, school, learner, notice, &words));
    const char *text = frozen_text(arena, words_json(arena, &words));
    *id = (ParentNoticeId){id_new()};
    TRY(parent_notice_insert(db, school, *id, learner, notice->status_id, about, state,
                             letter_day(notice), notice->told_on, notice->told_on, notice->method,
                             notice->contact_id, notice->recipients, notice->told_by, notice->note,
                             text, frozen_hash(arena, text), NULL));
    return parent_notice_step_insert(db, school, (ParentNoticeStepId){id_new()}, learner, *id,
                                     state, letter_day(notice), notice->method, notice->told_by,
                                     NULL, notice->note, NULL);
}

Error *register_tell(Db *db, Arena *arena, SchoolId school, LearnerId learner, const Notice *notice,
                     ParentNoticeId *id)
{
    return insert_notice(db, arena, school, learner, notice, "delivered", id);
}

Error *register_notice_make(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                            const Notice *notice, ParentNoticeId *id)
{
    Notice letter = *notice;
    letter.told_on = DATE_NONE;
    letter.method = NULL;
    return insert_notice(db, arena, school, learner, &letter, "made", id);
}

/* ---- And back -------------------------------------------------------------------------------- */

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
        .school = frozen_read_text(arena, whole, "school"),
        .learner = frozen_read_text(arena, whole, "learner"),
        .name = frozen_read_text(arena, whole, "name"),
        .year_and_class = frozen_read_text(arena, whole, "year_and_class"),
        .recipients = frozen_read_text(arena, whole, "recipients"),
        .told_on = frozen_read_date(whole, "told_on"),
        .told_by = frozen_read_text(arena, whole, "told_by"),
        .level = frozen_read_text(arena, whole, "level"),
        .level_name = frozen_read_text(arena, whole, "level_name"),
        .starts_on = frozen_read_date(whole, "starts_on"),
        .ends_on = frozen_read_date(whole, "ends_on"),
        .evidence = frozen_read_text(arena, whole, "evidence"),
        .outcomes_sought = frozen_read_text(arena, whole, "outcomes_sought"),
        .needs = texts_of(arena, json_object_get(whole, "needs")),
        .teacher = frozen_read_text(arena, whole, "teacher"),
        .senco = frozen_read_text(arena, whole, "senco"),
        .plan_id = {frozen_read_id(json_object_get(whole, "plan"))},
    };
    json_decref(whole);
    return NULL;
}

Error *register_notice_words(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                             ParentNoticeId id, NoticeWords *words, bool *intact)
{
    struct parent_notice_letter_row row;
    bool found;
    TRY(parent_notice_letter(db, arena, school, learner, id, &row, &found));
    if (!found)
        return error_not_found("notice %" PRId64, id.n);
    *intact = frozen_intact(row.words, row.words_hash);
    TRY(read_words(arena, row.words, words));
    words->contact_id = row.contact_id;
    return NULL;
}
