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
    const char *subject;  /* "Outcome 2"; NULL: the page's own */
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
typedef struct PromptPlace {
    const char *field;   /* full name: "outcomes.12.wording"; "" for none */
    const char *subject; /* NULL: the page's own */
} PromptPlace;

/* Where a finding about a row is settled. */
typedef PromptPlace (*PromptPlaceOf)(Request *request, const Finding *finding, const void *context);
/* Puts what is refused, and each reason that is owed, beside its field. place: as below. */
void prompts_refuse(Request *request, const Findings *findings, PromptPlaceOf place,
                    const void *context);
/* place NULL: the finding's own field. page: in front of "#field-…" ("" on the page that has the
 * form; NULL for whoever may not open it: no links). */
Prompts prompts_of(Request *request, const Findings *findings, PromptPlaceOf place,
                   const void *context, const char *page, const char *waits);
/* Adds what a rule asks of such work whatever its state, unless it does not bind this setting.
 * sentence: a literal. */
void prompts_ask(Request *request, PromptList *asked, const char *rule, const char *sentence);

#endif
