/* prompts.h: what the rules say about the work on a page: what is still missing, and what is worth
 * a look, each with the strength of the rule and where it is written. A prompt is never a wall:
 * what is missing holds up finishing and nothing else. */
#ifndef WEB_PROMPTS_H
#define WEB_PROMPTS_H

#include "duty/duty.h"
#include "web/request.h"

typedef struct Prompt {
    Url href; /* the field that settles it; NULL text: none */
    const char *sentence;
    const char *strength; /* Must, Should, Practice */
    const char *source;   /* NULL: no law or guidance asks for it */
} Prompt;

typedef struct PromptList {
    size_t count;
    Prompt *items;
} PromptList;

/* {{> web/prompts prompts}} */
typedef struct Prompts {
    const char *waits; /* "Only making it final waits for these." */
    PromptList missing, worth_a_look;
} Prompts;

/* An empty list for this school's kind, today. */
Findings prompts_findings(Request *request);
/* Puts what is refused, and each reason that is owed, beside its field. */
void prompts_refuse(Request *request, const Findings *findings);

/* The full name of the field that a finding is about ("outcomes.12.wording"), "" for none. */
typedef const char *(*PromptField)(Request *request, const Finding *finding, const void *context);
/* field NULL: the finding's own. page: in front of "#field-…" ("" on the page that has the form).
 */
Prompts prompts_of(Request *request, const Findings *findings, PromptField field,
                   const void *context, const char *page, const char *waits);

#endif
