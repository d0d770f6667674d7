/* The audit trail as a family reads it: who opened the record, what of it, and when, in words that
 * need no knowledge of the program. Equal entries of one person and day are one line. */
#include <ctype.h>
#include <string.h>

#include "record/trail_pages.h"

enum { ENTRIES = 400 };

const char *trail_plain_words(Arena *arena, const char *action)
{
    if (strchr(action, '/') != NULL)
        return NULL;
    char *words = arena_copy(arena, action);
    if (words[0] >= 'a' && words[0] <= 'z')
        words[0] = (char)(words[0] - 'a' + 'A');
    return words;
}

/* What pages are about, by their place behind the learner. Not told: what one parent could learn of
 * the other, of an order, or of what a young person said; and what few at the school may see. */
static const struct {
    const char *place, *words;
} page_groups[] = {
    {"/plan", "the plan"},
    {"/assessment", "the assessment"},
    {"/review", "a review"},
    {"/sessions", "how often support took place"},
    {"/provisions", "how often support took place"},
    {"/concerns", "concerns"},
    {"/decision", "the level of support"},
    {"/leaving", "the level of support"},
    {"/notice", "what the family was told"},
    {"/profile", "own words"},
    {"/history", "what was decided and done before"},
    {"/looks", "who opened the record"},
    {"/access", "who opened the record"},
    {"/comments", "what the family wrote"},
    {"/contacts", "family details"},
    {"/sign-in", "family details"},
    {"/orders", "family details"},
    {"/sharing", "family details"},
    {"/capacity", "family details"},
};

/* A list is a look at each learner of it. By how its path begins, longest first. */
static const struct {
    const char *place, *words;
} lists[] = {
    {"/register", "the list of children and their support"},
    {"/find", "the list of children and their support"},
    {"/classes", "a class and how to help it"},
    {"/school/classes", "a class and who is in it"},
    {"/sessions", "who has support today"},
    {"/concerns", "open concerns"},
    {"/today", "what has to be done soon"},
    {"/arrangements", "exam access arrangements"},
    {"/cases", "shared cases"},
    {"/contacts", "the address book"},
    {"/imports", "a list brought in from another program"},
    {"/emergency", "an opening in an emergency"},
    {"/trail", "who opened the record"},
    {"/family", "the family’s own page"},
};

static const char *list_group(const char *action)
{
    const char *path = strchr(action, '/');
    for (size_t i = 0; path != NULL && i < sizeof lists / sizeof lists[0]; i++)
        if (text_starts(path, lists[i].place))
            return lists[i].words;
    return "a list";
}

static const char *page_group(const char *action)
{
    static const char learner[] = "/:learner";
    const char *place = strstr(action, learner);
    if (strstr(action, "/cases/") != NULL)
        return "what was shared with an outside professional";
    if (place == NULL)
        return "the record";
    place += strlen(learner);
    for (size_t i = 0; i < sizeof page_groups / sizeof page_groups[0]; i++)
        if (text_starts(place, page_groups[i].place))
            return page_groups[i].words;
    return "the record";
}

/* A form that was refused, or came back, changed nothing. */
static const char *verb_of(const AuditLine *line)
{
    bool looked = !text_starts(line->action, "POST ");
    if (text_equal(line->outcome, "refused"))
        return looked ? "Tried to open, and was not let in" : "Tried to change, and was not let";
    if (text_equal(line->outcome, "returned"))
        return "Began to change, and did not save";
    if (text_equal(line->outcome, "emergency"))
        return "Opened in an emergency";
    return looked ? "Opened" : "Changed";
}

/* A learner's own way in is no change of their record. */
static const char *sign_in_words(const AuditLine *line)
{
    if (strstr(line->action, " /family/in") == NULL)
        return NULL;
    if (!text_equal(line->outcome, "done"))
        return "Tried to sign in, and was not let in";
    return strstr(line->action, "/code") == NULL ? "Began to sign in" : "Signed in";
}

/* Which part of the record it was and no more. */
static const char *what_of(Arena *arena, const AuditLine *line)
{
    const char *plain = trail_plain_words(arena, line->action);
    if (plain == NULL)
        plain = sign_in_words(line);
    if (plain != NULL)
        return plain;
    if (line->learner.n == 0 && line->listed > 0)
        return arena_print(arena, "Saw in a list: %s", list_group(line->action));
    return arena_print(arena, "%s: %s", verb_of(line), page_group(line->action));
}

/* Of the family nobody but the learner is told by name. */
static const char *who_of(const AuditLine *line)
{
    if (line->staff.n != 0)
        return line->who;
    if (line->contact.n != 0)
        return "A parent or carer";
    return line->who == NULL ? "Fourfold, by itself" : line->who;
}

/* ---- Equal entries as one line ------------------------------------------------------------------
 */

/* The newest first: a new entry of a line is its first in time. */
typedef struct Joined {
    FamilyLook look;
    Date day;
    Moment first, last;
    int times;
} Joined;

static bool is_same(const FamilyLook *one, const FamilyLook *other)
{
    return one->line->staff.n == other->line->staff.n &&
           one->line->contact.n == other->line->contact.n && text_equal(one->who, other->who) &&
           text_equal(one->role, other->role) && text_equal(one->what, other->what);
}

/* Those of one day stand together at the end; NULL: it is the first of its kind. */
static Joined *kind_of(Joined *all, size_t made, const FamilyLook *look, Date day)
{
    for (; made > 0 && date_compare(all[made - 1].day, day) == 0; made--)
        if (is_same(&all[made - 1].look, look))
            return &all[made - 1];
    return NULL;
}

/* "09:22" */
static const char *clock_words(Arena *arena, Moment at)
{
    return strrchr(moment_long(arena, at), ' ') + 1;
}

static const char *when_words(Arena *arena, const Joined *joined)
{
    if (joined->times == 1)
        return moment_long(arena, joined->last);
    const char *first = clock_words(arena, joined->first);
    const char *last = clock_words(arena, joined->last);
    const char *span =
        text_equal(first, last) ? first : arena_print(arena, "%s to %s", first, last);
    return arena_print(arena, "%s, %d\u00a0times, %s", date_long(arena, joined->day), joined->times,
                       span);
}

static size_t join(Arena *arena, const AuditLine *lines, size_t count, Joined *all)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        const AuditLine *line = &lines[i];
        FamilyLook look = {.line = line,
                           .who = who_of(line),
                           .role = line->staff.n == 0 ? "" : line->role,
                           .what = what_of(arena, line)};
        Date day = moment_london_date(line->at);
        Joined *joined = kind_of(all, made, &look, day);
        if (joined == NULL) {
            joined = &all[made++];
            *joined = (Joined){look, day, line->at, line->at, 0};
        }
        joined->first = line->at;
        joined->times++;
    }
    return made;
}

/* A page ends with a whole day, so that no line's count goes on overleaf, unless one day fills it.
 */
static size_t whole_days(const AuditLines *lines)
{
    if (lines->count <= ENTRIES)
        return lines->count;
    Date next = moment_london_date(lines->items[ENTRIES].at);
    size_t count = ENTRIES;
    while (count > 0 && date_compare(moment_london_date(lines->items[count - 1].at), next) == 0)
        count--;
    return count > 0 ? count : ENTRIES;
}

Error *trail_for_family(Request *request, LearnerId learner, int64_t before, FamilyLooks *looks)
{
    AuditFilter filter = {.words = request_setting_words(request),
                          .learner = learner,
                          .from = DATE_NONE,
                          .until = DATE_NONE,
                          .before = before,
                          .most = ENTRIES + 1};
    AuditLines lines;
    TRY(audit_lines(request->db, request->arena, request->school_id, &filter, &lines));
    size_t count = whole_days(&lines);
    Joined *all = arena_array(request->arena, Joined, count);
    size_t made = join(request->arena, lines.items, count, all);
    *looks = (FamilyLooks){made, arena_array(request->arena, FamilyLook, made),
                           count < lines.count ? lines.items[count - 1].id : 0};
    for (size_t i = 0; i < made; i++) {
        looks->items[i] = all[i].look;
        looks->items[i].when = when_words(request->arena, &all[i]);
    }
    return NULL;
}
