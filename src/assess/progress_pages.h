/* progress_pages.h: what the templates of scores, measures and the check at the age of two show. */
#ifndef ASSESS_PROGRESS_PAGES_H
#define ASSESS_PROGRESS_PAGES_H

#include "assess/assess.h"
#include "contact/contact.h"
#include "web/web.h"

/* ---- One learner ----------------------------------------------------------------------------- */

/* One score in a table beside its chart. */
typedef struct ScoreRow {
    Url href; /* to correct it; none for whoever may not */
    const char *when;
    const char *value; /* "7 years 10 months", "Absent" */
    const char *band;  /* with the percentile; NULL: none */
    bool low;
    bool baseline;
    const char *source; /* "entered by Mr Hughes", "from the previous setting" */
    const char *note;
} ScoreRow;

typedef struct ScoreRows {
    size_t count;
    ScoreRow *items;
} ScoreRows;

typedef struct CheckRow {
    const char *words;
    const char *verdict;
    bool yes, no;
    const char *sentence, *compared;
} CheckRow;

typedef struct CheckRows {
    size_t count;
    CheckRow *items;
} CheckRows;

typedef struct MeasureCard {
    int64_t measure;
    const char *id; /* of its heading */
    const char *name, *scale;
    const char *last; /* "7 years 10 months on 12 November 2026" */
    const char *band;
    bool low;
    bool has_chart, has_others;
    Chart chart;
    ScoreRows rows; /* the newest first */
    CheckRows checks;
    int concerns;
    const char *concern;  /* "3 of 4 checks"; NULL: none */
    const char *too_soon; /* why no check can tell; NULL: at least one can */
} MeasureCard;

typedef struct MeasureCards {
    size_t count;
    MeasureCard *items;
} MeasureCards;

/* The parts of a questionnaire or profile, the last and the one before. */
typedef struct PartRow {
    const char *name;
    Url href;
    const char *last, *band, *before;
    bool low;
} PartRow;

typedef struct PartRows {
    size_t count;
    PartRow *items;
} PartRows;

typedef struct SetCard {
    const char *name;
    const char *when, *when_before; /* NULL: none before */
    PartRows parts;
} SetCard;

typedef struct SetCards {
    size_t count;
    SetCard *items;
} SetCards;

typedef struct ProgressPage {
    Page page;
    LearnerBar bar;
    const char *learner;
    MeasureCards cards;
    SetCards sets;
    bool any, may_enter;
    const char *strength, *source; /* of the rule of the four checks; NULL: none here */
    Url add, raise, decide;        /* decide: none for whoever may not */
    PageLinks set_links;
    bool two_year;
    Url two_year_href;
    const char *no_baseline; /* NULL: there is one */
} ProgressPage;

/* ---- One score ------------------------------------------------------------------------------- */

typedef struct ScoreNewPage {
    Page page;
    LearnerBar bar;
    FormView form;
    FieldView measure, taken_on, value, absent, margin, source, baseline, note;
    Url back;
} ScoreNewPage;

typedef struct CorrectionRow {
    const char *was, *by;
} CorrectionRow;

typedef struct CorrectionRows {
    size_t count;
    CorrectionRow *items;
} CorrectionRows;

typedef struct ScorePage {
    Page page;
    LearnerBar bar;
    const char *measure, *when, *by, *how;
    bool computed;
    FormView form;
    FieldView value, absent, margin, baseline, note;
    CorrectionRows earlier;
    Url back;
} ScorePage;

typedef struct SetRow {
    const char *name;
    FieldView value, answered;
    bool asks_answered;
} SetRow;

typedef struct SetRows {
    size_t count;
    SetRow *items;
} SetRows;

typedef struct ScoreSetPage {
    Page page;
    LearnerBar bar;
    const char *name, *hint;
    FormView form;
    FieldView taken_on, source;
    SetRows rows;
    Url back;
} ScoreSetPage;

/* ---- A class --------------------------------------------------------------------------------- */

/* One of a select in a form that asks for a page. */
typedef struct PickView {
    const char *id, *name, *label, *any; /* any NULL: one is always chosen */
    ChoiceViews choices;
} PickView;

typedef struct PickViews {
    size_t count;
    PickView *items;
} PickViews;

typedef struct GridRow {
    const char *name;
    const char *before, *before_on; /* NULL: none yet */
    FieldView value;
} GridRow;

typedef struct GridRows {
    size_t count;
    GridRow *items;
} GridRows;

typedef struct ScoreGridPage {
    Page page;
    const char *class_name;
    Url here;
    PickViews picks;
    FieldView day;
    const char *measure, *scale; /* NULL: no measure is chosen */
    const char *when;
    const char *fault; /* why nothing can be entered */
    FormView form;
    GridRows rows;
    Url back;
} ScoreGridPage;

/* ---- The school ------------------------------------------------------------------------------ */

typedef struct ConcernedRow {
    Url href;
    const char *name, *class_name, *level, *last;
    Texts checks; /* those that say yes */
} ConcernedRow;

typedef struct ConcernedRows {
    size_t count;
    ConcernedRow *items;
} ConcernedRows;

typedef struct ClassLink {
    Url href;
    const char *name;
} ClassLink;

typedef struct ProgressListPage {
    Page page;
    PickViews picks;
    const char *measure; /* NULL: nothing was ever entered */
    const char *found;   /* "14 of 58 pupils with enough scores" */
    ConcernedRows rows;
    size_t more; /* beyond those shown */
    PageLinks classes;
    bool may_enter;
    Url measures; /* the school's list; none for whoever may not */
    const char *strength, *source;
    struct BaselineRows {
        size_t count;
        struct BaselineRow {
            Url href;
            const char *name, *class_name, *since;
        } * items;
    } baselines;
} ProgressListPage;

typedef struct MeasureRow {
    Url href;
    const char *name, *scale, *subject, *ages, *by;
    bool retired;
} MeasureRow;

typedef struct MeasureRows {
    size_t count;
    MeasureRow *items;
} MeasureRows;

typedef struct PointRow {
    const char *name, *when;
} PointRow;

typedef struct PointRows {
    size_t count;
    PointRow *items;
} PointRows;

typedef struct MeasuresPage {
    Page page;
    MeasureRows rows;
    MeasureRows parts; /* of questionnaires and profiles */
    PointRows points;
    FormView form, ship, point_form;
    bool lacks; /* something that Fourfold brings */
    FieldView name, subject, scale, unit, least, most, better, bands, steps, margin, by;
    FieldView ages_from, ages_to;
    FieldView point_name, held_on;
    Url back;
} MeasuresPage;

typedef struct MeasurePage {
    Page page;
    const char *title, *scale;
    const char *entered; /* "412 scores" */
    FormView form;
    FieldView name, subject, unit, least, most, better, bands, steps, margin, by, retired;
    FieldView ages_from, ages_to;
    FieldView mark_year, mark;
    bool has_steps, has_range, has_marks;
    const char *marks; /* "32 from 2013 to 2014 on" */
    Url back;
} MeasurePage;

/* ---- The check at the age of two ------------------------------------------------------------- */

typedef struct TwoYearPage {
    Page page;
    LearnerBar bar;
    const char *learner;
    const char *due;  /* "Between 3 May 2026 and 3 May 2027, the third birthday" */
    const char *said; /* who wrote it */
    bool may_write, written;
    const char *strength, *source;
    FormView form;
    FieldView held_on, language, physical, feelings, strengths, concerns, sen_concern, actions;
    FieldView parents, given_on, health_consent, health_shared_on;
    TwoYearCheck check;
    bool concern;
    const char *health;
    Recipients papers; /* one for each who may have it */
    Url paper, back;
} TwoYearPage;

#endif
