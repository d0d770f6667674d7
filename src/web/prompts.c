#include "web/prompts.h"

#include "platform/base/log.h"

static SettingType setting_of(const Request *request)
{
    SettingType type = SETTING_SCHOOL;
    ASSERT(setting_type_parse(request->school->setting_type, &type));
    return type;
}

Findings prompts_findings(Request *request)
{
    return findings_begin(request->arena, setting_of(request), request->today);
}

void prompts_refuse(Request *request, const Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].effect != EFFECT_FLAG)
            form_problem(request, findings->items[i].field, findings->items[i].sentence);
}

static Url address(Request *request, const char *page, const char *name)
{
    if (text_empty(name))
        return (Url){NULL};
    char *id = arena_copy(request->arena, name);
    for (char *c = id; *c != '\0'; c++)
        if (*c == '.')
            *c = '-';
    return url_print(request->arena, "%s#field-%s", page, id);
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
        PromptPlace at = {finding->field, NULL};
        if (place != NULL)
            at = place(request, finding, context);
        PromptList *list =
            finding->effect == EFFECT_FLAG ? &prompts.worth_a_look : &prompts.missing;
        list->items[list->count++] =
            (Prompt){address(request, page, at.field), finding->sentence, at.subject,
                     strength_word(finding->strength),
                     finding->strength == PRACTICE || rule == NULL ? NULL : rule->source};
    }
    return prompts;
}
