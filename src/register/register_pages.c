#include "register/register_pages.h"

#include <ctype.h>
#include <inttypes.h>

#include "platform/base/log.h"

enum { SOON_DAYS = 14 };

DueView due_view(Request *request, Date due, const char *none)
{
    if (!date_is_set(due))
        return (DueView){.day = none};
    int days = date_days_between(request->today, due);
    if (days < 0)
        return (DueView){
            .late = arena_print(request->arena, "%d day%s late", -days, days == -1 ? "" : "s")};
    if (days == 0)
        return (DueView){.soon = "Today"};
    if (days <= SOON_DAYS)
        return (DueView){.soon = date_short(request->arena, due)};
    return (DueView){.day = date_medium(request->arena, due)};
}

const char *learner_heading(Request *request)
{
    char *word = arena_copy(request->arena, request->school->learner_word);
    word[0] = (char)toupper((unsigned char)word[0]);
    return word;
}

const char *learner_title(Request *request, const char *task)
{
    return arena_print(request->arena, "%s, %s", task,
                       learner_year_words(request->learner->national_year));
}

Url learner_place(Request *request, const char *place)
{
    return url_print(request->arena, "/learners/%" PRId64 "%s", request->learner->id.n, place);
}

const char *or_null(const char *text)
{
    return text_empty(text) ? NULL : text;
}

/* ---- Rules --------------------------------------------------------------------------------------
 */

static SettingType setting_of(const Request *request)
{
    SettingType type = SETTING_SCHOOL;
    ASSERT(setting_type_parse(request->school->setting_type, &type));
    return type;
}

static void add(RuleNotes *notes, const Rule *rule, const char *what)
{
    ASSERT(notes->list.count < RULE_NOTES);
    notes->list.items[notes->list.count++] =
        (RuleNote){what, strength_word(rule->strength), rule->source};
}

void rule_note(Request *request, RuleNotes *notes, const char *rule, const char *what)
{
    const Rule *row = rule_find(rule_pack_on(request->today), rule, setting_of(request));
    if (row != NULL)
        add(notes, row, what);
}

void rule_note_flags(Request *request, RuleNotes *notes, const Findings *findings)
{
    for (size_t i = 0; i < findings->count && notes->list.count < RULE_NOTES; i++)
        if (findings->items[i].effect == EFFECT_FLAG)
            rule_note(request, notes, findings->items[i].rule, findings->items[i].sentence);
}

Findings findings_for(Request *request)
{
    return findings_begin(request->arena, setting_of(request), request->today);
}

/* The needs are three fields, one for each rank. */
static const char *field_of(Request *request, const Finding *finding)
{
    if (!text_starts(finding->field, "need"))
        return finding->field;
    return arena_print(request->arena, "need_%zu", finding->item == 0 ? 1 : finding->item);
}

void refuse_findings(Request *request, const Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].effect != EFFECT_FLAG)
            form_problem(request, field_of(request, &findings->items[i]),
                         findings->items[i].sentence);
}
