/* heard.h: what was noticed of a learner and what teachers see, as it was said: quoted beside an
 * assessment or a decision while it is written. Part of the door of this folder. */
#ifndef REGISTER_HEARD_H
#define REGISTER_HEARD_H

#include "web/web.h"

typedef struct HeardQuote {
    const char *words, *by; /* "Mrs Nowak, 9 November 2026" */
    Url href;               /* not set: nothing more to open */
} HeardQuote;

typedef struct HeardQuotes {
    size_t count;
    HeardQuote *items;
} HeardQuotes;

/* {{> register/heard heard}} */
typedef struct Heard {
    HeardQuotes concerns; /* the newest first */
    Url more_concerns;    /* when there are more */
    const char *asked;    /* the newest round that has answers: "Year 4, before the reviews: 3 of 4
                             answered" */
    Texts tallies;
    HeardQuotes teachers;
    Url views;
} Heard;

/* Of the learner of the request. Empty for whoever may not read concerns; who reads only their own
 * answers to a round has only those quoted. */
Error *heard_about(Request *request, Heard *heard);

#endif
