/* care_pages.h: what the page of one learner shows that stands beside the cycle, each part only to
 * those who may see it; the list of exam access arrangements; and a professional's cases. */
#ifndef CARE_CARE_PAGES_H
#define CARE_CARE_PAGES_H

#include "web/web.h"

typedef struct NoteRow {
    const char *who, *when, *wording;
} NoteRow;

typedef struct NoteRows {
    size_t count;
    NoteRow *items;
} NoteRows;

typedef struct ReportRow {
    const char *author, *received;
    Texts advice;
    const char *summary, *kept_at; /* NULL: only the advice was read */
} ReportRow;

typedef struct ReportRows {
    size_t count;
    ReportRow *items;
} ReportRows;

typedef struct CaseRow {
    const char *who, *purpose, *days, *agreed, *shared;
    FormView end; /* until it is over */
    bool over;
} CaseRow;

typedef struct CaseRows {
    size_t count;
    CaseRow *items;
} CaseRows;

typedef struct ArrangementRow {
    const char *name, *class_name; /* in the list of all */
    const char *what, *usual_since, *evidence;
    const char *approved; /* "until 1 July 2027"; NULL: not approved */
    bool lapsed;
    FormView end;
} ArrangementRow;

typedef struct ArrangementRows {
    size_t count;
    ArrangementRow *items;
} ArrangementRows;

typedef struct CarePage {
    Page page;
    LearnerBar bar;
    bool sees_flag, may_set_flag, flagged;
    const char *flagged_by; /* NULL: not this reader's */
    FormView flag_form;
    bool sees_notes, may_write_notes;
    NoteRows notes;
    FormView note_form;
    FieldView note;
    ReportRows reports;
    bool may_file;
    FormView report_form;
    FieldView author, received_on, summary, recommendations, kept_at;
    bool may_share;
    CaseRows cases;
    FormView case_form;
    FieldView professional, purpose, shares_plan, shares_assessment, shares_reports, shares_costs,
        agreed_by, agreed_on, starts_on, ends_on;
    bool sees_arrangements, may_arrange;
    ArrangementRows arrangements;
    FormView arrangement_form;
    FieldView what, usual_since, evidence, approved_until;
} CarePage;

typedef struct ArrangementsPage {
    Page page;
    ArrangementRows rows;
} ArrangementsPage;

typedef struct OwnCaseRow {
    Url href;
    const char *name, *year, *purpose, *until;
} OwnCaseRow;

typedef struct OwnCaseRows {
    size_t count;
    OwnCaseRow *items;
} OwnCaseRows;

typedef struct CasesPage {
    Page page;
    OwnCaseRows cases;
} CasesPage;

typedef struct CaseOutcome {
    const char *wording, *from, *aim;
} CaseOutcome;

typedef struct CaseOutcomes {
    size_t count;
    CaseOutcome *items;
} CaseOutcomes;

typedef struct CasePage {
    Page page;
    const char *name, *year_and_class, *level, *need;
    const char *purpose, *until;
    bool has_plan;
    CaseOutcomes outcomes;
    Texts strategies, support;
    const char *review; /* what the last one found, in a sentence; NULL: none, or not shared */
    const char *assessment;
    Texts costs;        /* of the support; none: not shared */
    ReportRows reports; /* own ones; for an officer all, when they are shared */
    bool may_write;
    FormView form;
    FieldView summary, recommendations;
    Url back, concerns;
    Url plan_paper, review_paper; /* of what is shared */
} CasePage;

ReportRow care_report_row(Arena *arena, const char *author, Date received_on, const char *advice);

#endif
