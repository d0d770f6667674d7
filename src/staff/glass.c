#include "staff/glass.h"

#include <string.h>

#include "platform/base/id.h"
#include "staff/glass_sql.h"

enum { WORDS = 8, NAMED = 5 };

static Error *tell(Db *db, Arena *arena, SchoolId school, StaffId opener, BreakGlassId id,
                   Date today, Moment now)
{
    struct glass_told_rows rows;
    TRY(glass_told(db, arena, school, opener, today, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(outbox_add(db, school, rows.items[i].id, MAIL_GLASS_BROKEN, id.n, now));
    return NULL;
}

Error *glass_break(Db *db, Arena *arena, SchoolId school, const Staff *staff, LearnerId learner,
                   const char *reason, Date today, Moment now)
{
    BreakGlassId id = {id_new()};
    TRY(glass_insert(db, school, id, staff->id, learner, role_code(staff->role), reason, today, now,
                     NULL));
    return tell(db, arena, school, staff->id, id, today, now);
}

/* Neither who, whom nor why: a mailbox is not the record. */
Error *glass_mail(Db *db, Arena *arena, const char *origin, SchoolId school, const OutboxMail *to,
                  Mail *mail, bool *of_use)
{
    static const char text[] =
        "Hello,\n\n"
        "on %s, a member of staff opened one record that is not otherwise theirs to read, and "
        "gave a reason. It stays open to them until the end of that day.\n\n"
        "Sign in to see whose record it was, who opened it and why. It stands on Today until you "
        "have looked at it:\n\n"
        "%s/today\n\n"
        "Please do not answer this email.\n\n"
        "%s\n";
    struct glass_there_row row;
    TRY(glass_there(db, arena, school, (BreakGlassId){to->subject}, &row, of_use));
    if (!*of_use)
        return NULL;
    *mail = (Mail){
        .to = to->email,
        .from_name = to->school_name,
        .subject = arena_print(arena, "A record was opened in an emergency: %s", to->school_name),
        .text =
            arena_print(arena, text, moment_long(arena, row.opened_at), origin, to->school_name),
    };
    return NULL;
}

Error *glass_is_open(Db *db, Arena *arena, SchoolId school, StaffId staff, LearnerId learner,
                     Date on, bool *open)
{
    struct glass_open_rows rows;
    *open = false;
    TRY(glass_open(db, arena, school, learner, staff, on, &rows));
    *open = rows.count > 0;
    return NULL;
}

Error *glass_to_answer(Db *db, Arena *arena, SchoolId school, StaffId staff, Glasses *glasses)
{
    struct glass_unseen_rows rows;
    TRY(glass_unseen(db, arena, school, staff, &rows));
    *glasses = (Glasses){0, arena_array(arena, Glass, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct glass_unseen_row *row = &rows.items[i];
        Glass *glass = &glasses->items[glasses->count];
        *glass = (Glass){.id = row->id,
                         .learner = row->learner_id,
                         .who = row->display_name,
                         .learner_name = row->known_name,
                         .class_name = row->class_name,
                         .reason = row->reason,
                         .at = row->opened_at};
        if (role_parse(row->role, &glass->role))
            glasses->count++;
    }
    return NULL;
}

Error *glass_answer(Db *db, Arena *arena, SchoolId school, BreakGlassId id, StaffId staff,
                    Moment now)
{
    struct glass_there_row row;
    bool found;
    TRY(glass_there(db, arena, school, id, &row, &found));
    if (!found)
        return error_not_found("break glass %lld", (long long)id.n);
    return glass_see(db, school, id, staff, now, NULL);
}

/* ---- By name ----------------------------------------------------------------------------------
 */

/* "nowak zofia" of "zofia nowak": the words from `first` on, then those before it. */
static const char *turned(Arena *arena, const char *const *words, size_t count, size_t first)
{
    const char *key = "";
    for (size_t i = 0; i < count; i++)
        key = arena_print(arena, "%s%s%s", key, i == 0 ? "" : " ", words[(first + i) % count]);
    return key;
}

static size_t split(Arena *arena, const char *key, const char *words[WORDS])
{
    size_t count = 0;
    while (key != NULL && *key != '\0' && count < WORDS) {
        size_t length = strcspn(key, " ");
        words[count++] = arena_copy_length(arena, key, length);
        key += length + (key[length] == ' ');
    }
    return count;
}

static void add_named(NamedLearners *found, LearnerId id, const char *name, const char *class_name)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].id.n == id.n)
            return;
    if (found->count < NAMED)
        found->items[found->count++] = (Named){id, name, class_name == NULL ? "" : class_name};
}

static void add_renamed(Arena *arena, const struct glass_renamed_rows *rows, const char *key,
                        NamedLearners *found)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct glass_renamed_row *row = &rows->items[i];
        const char *own = arena_print(arena, "%s %s", row->surname, row->forename);
        if (text_equal(text_sort_key(arena, own), key))
            add_named(found, row->id, row->known_name, row->class_name);
    }
}

Error *learners_named(Db *db, Arena *arena, SchoolId school, const char *name, Date today,
                      NamedLearners *found)
{
    const char *words[WORDS];
    size_t count = split(arena, text_sort_key(arena, name), words);
    *found = (NamedLearners){0, arena_array(arena, Named, NAMED)};
    struct glass_renamed_rows renamed;
    TRY(glass_renamed(db, arena, school, today, &renamed));
    for (size_t first = 0; first < count; first++) {
        const char *key = turned(arena, words, count, first);
        struct glass_named_rows rows;
        TRY(glass_named(db, arena, school, key, today, &rows));
        for (size_t i = 0; i < rows.count; i++)
            add_named(found, rows.items[i].id, rows.items[i].known_name, rows.items[i].class_name);
        add_renamed(arena, &renamed, key, found);
    }
    return NULL;
}
