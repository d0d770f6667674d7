/* page.h: the frame round every page: title, bar, banner, what went wrong, foot.
 *
 * A page struct begins with `Page page;` its template begins with {{> web/page_top page}} and ends
 * with {{> web/page_end page}}. Titles never hold a child's name. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/request.h"

typedef struct PageLink {
    Url href;
    const char *label;
    bool here;
} PageLink;

typedef struct PageLinks {
    size_t count;
    PageLink *items;
} PageLinks;

typedef struct PageProblem {
    Url href; /* "#field-…" */
    const char *sentence;
} PageProblem;

typedef struct PageProblems {
    size_t count;
    PageProblem *items;
} PageProblems;

typedef struct Page {
    const char *title; /* whole: "Plan, Year 4 – Mill Lane Primary" */
    const char *school;
    const char *person; /* NULL: nobody signed in, or who is told when the code is given */
    bool signed_in;
    const char *said; /* banner, or NULL */
    bool wrong;       /* a form was refused: problem, problems or both */
    PageProblems problems;
    const char *problem; /* one for the whole form, or NULL */
    PageLinks links;     /* main navigation */
    bool demo;
    bool family; /* larger, in a face drawn for new readers */
    Url style, script, icon;
    int idle_minutes; /* until the session ends unused; 0: nobody signed in */
    Url home, help, me;
    const char *learner_word;
    const char *learners;       /* "pupils", "children" */
    const char *class_heading;  /* "Class", "Room": over a column of them */
    const char *school_heading; /* "School", "Nursery" */
    SettingWords words;         /* of this kind of setting: {{page.words.head}} */
    bool may_search;
    FormView search_form;
    FormView sign_out_form;
} Page;

typedef enum Section {
    SECTION_NONE,
    SECTION_TODAY,
    SECTION_REGISTER,
    SECTION_CONCERNS,
    SECTION_PROGRESS,
    SECTION_SESSIONS,
    SECTION_CONTACTS,
    SECTION_CLASSES,
    SECTION_CASES,
    SECTION_ARRANGEMENTS,
    SECTION_NUMBERS,
    SECTION_IMPORT,
    SECTION_SCHOOL,
    SECTION_FAMILY
} Section;

/* title: the task and the group ("Review, Year 9"); the school is added, and "Error: " in front
 * when a form is shown again. */
Page page_make(Request *request, const char *title, Section section);

/* Round a learner's pages: name, class, stage, next date and the tabs. */
typedef struct StageView {
    const char *word;   /* Assess */
    const char *detail; /* "7–18 Sep", "20 of 24 sessions" */
    bool done;
    bool here;
} StageView;

typedef struct StageViews {
    size_t count;
    StageView *items;
} StageViews;

#endif
