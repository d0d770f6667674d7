/* learner_bar.h: what stands over every page of one learner: who it is, the strip of four stages,
 * the next date, and the tabs. */
#ifndef WEB_LEARNER_BAR_H
#define WEB_LEARNER_BAR_H

#include "web/page.h"

typedef enum LearnerTab {
    TAB_OVERVIEW,
    TAB_ASSESSMENT,
    TAB_PROGRESS,
    TAB_PLAN,
    TAB_SESSIONS,
    TAB_REVIEW,
    TAB_CONCERNS,
    TAB_CONTACTS,
    TAB_HISTORY,
    TAB_CARE,
    TAB_IDENTITY,
    TAB_NONE
} LearnerTab;

typedef struct LearnerBar {
    const char *name;
    Url overview;
    const char *year_and_class;
    const char *age;   /* "8 years" */
    const char *level; /* "SEN Support since January 2025"; NULL for whoever may not read of it */
    const char *late;  /* "Review 9 days late"; NULL when it is not */
    const char *soon;  /* "Review in 8 days"; NULL when it is not soon */
    const char *died;  /* "Died on 3 November 2026"; NULL for the living */
    bool glass;        /* opened in an emergency, to be read until the end of the day */
    PageLinks tabs;
    const char *cycle; /* "Cycle 3"; NULL before the first */
    StageViews stages;
} LearnerBar;

/* Reads the learner's newest cycle. */
Error *learner_bar(Request *request, LearnerTab tab, LearnerBar *bar);
/* The small strip of list rows, and anybody else's: four stages of one cycle. */
StageViews stage_views(Arena *arena, const Cycle *cycle);

#endif
