#include "web/prompts.h"

#include "platform/base/log.h"

Findings prompts_findings(Request *request)
{
    return findings_begin(request->arena, request->school->type, request->today);
}

static PromptPlace place_of(Request *request, const Finding *finding, PromptPlaceOf place,
                            const void *context)
{
    return place == NULL ? (PromptPlace){finding->field, NULL} : place(request, finding, context);
}

void prompts_refuse(Request *request, const Findings *findings, PromptPlaceOf place,
                    const void *context)
{
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        if (finding->effect != EFFECT_FLAG)
            form_problem(request, place_of(request, finding, place, context).field,
                         finding->sentence);
    }
}

static Url address(Request *request, const char *page, const char *name)
{
    if (page == NULL || text_empty(name))
        return (Url){NULL};
    char *id = arena_copy(request->arena, name);
    for (char *c = id; *c != '\0'; c++)
        if (*c == '.')
            *c = '-';
    return url_print(request->arena, "%s#field-%s", page, id);
}

/* rule: NULL for one that is in no pack. */
static Prompt prompt_of(Request *request, const Rule *rule, Strength strength, Url href,
                        const char *sentence, const char *subject)
{
    return (Prompt){href, request_say(request, sentence), subject, strength_word(strength),
                    strength == PRACTICE || rule == NULL ? NULL : rule->source};
}

Prompts prompts_of(Request *request, const Findings *findings, PromptPlaceOf place,
                   const void *context, const char *page, const char *waits)
{
    Prompts prompts = {.waits = waits};
    prompts.missing.items = arena_array(request->arena, Prompt, findings->count);
    prompts.worth_a_look.items = arena_array(request->arena, Prompt, findings->count);
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        const Rule *rule = rule_find(findings->pack, finding->rule, findings->setting);
        PromptPlace at = place_of(request, finding, place, context);
        PromptList *list =
            finding->effect == EFFECT_FLAG ? &prompts.worth_a_look : &prompts.missing;
        list->items[list->count++] =
            prompt_of(request, rule, finding->strength, address(request, page, at.field),
                      finding->sentence, at.subject);
    }
    return prompts;
}

void prompts_ask(Request *request, PromptList *asked, const char *rule, const char *sentence)
{
    const Rule *row = rule_find(rule_pack_on(request->today), rule, request->school->type);
    if (row == NULL)
        return;
    Prompt *items = arena_array(request->arena, Prompt, asked->count + 1);
    for (size_t i = 0; i < asked->count; i++)
        items[i] = asked->items[i];
    items[asked->count] = prompt_of(request, row, row->strength, (Url){NULL}, sentence, NULL);
    *asked = (PromptList){asked->count + 1, items};
}
