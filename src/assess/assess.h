/* assess.h: the door to what is known about a learner at the start of a cycle: strengths,
 * barriers, progress, what was tried, advice, and the views of learner and parents.
 *
 * And to scores over time: the school's measures, scores, the four checks of progress, and the
 * check at the age of two.
 *
 * Owns assessment, assessment_view, measure, measure_step, measure_mark, assessment_point, score,
 * score_correction and two_year_check. An assessment is one for each cycle, made when it is first
 * saved. Once finished it is read, and changed only after the cycle has gone back to Assess. Opens
 * cycles; never decides whether there is SEN: that is register/. */
#ifndef ASSESS_ASSESS_H
#define ASSESS_ASSESS_H

#include "assess/chart_rules.h"
#include "assess/progress_rules.h"
#include "assess/score_rules.h"
#include "learner/learner.h"
#include "learner/need.h"
#include "platform/db/db.h"
#include "register/register.h"
#include "schema/ids.h"
#include "web/web.h"

/* What somebody says of themselves or of the learner. Texts are "" when empty. */
typedef struct OwnView {
    int place;           /* of others: which row it is, from OWN_VIEW_OTHERS on */
    const char *said_by; /* of others than learner and family: "Her father, Mr Nowak" */
    const char *words;   /* in the language they were said in */
    const char *whose;   /* own, helped, told; "" not said */
    const char *how;     /* how it was gathered, of the family also from whom */
    Date on;
    const char *language; /* "Polish"; "" English */
    const char *translation;
    const char *translated_by;
} OwnView;

typedef struct OwnViews {
    size_t count;
    OwnView *items;
} OwnViews;

enum { OWN_VIEW_LEARNER, OWN_VIEW_FAMILY, OWN_VIEW_OTHERS };

/* Empty. */
OwnView own_view_none(void);
bool own_view_is_empty(const OwnView *view);
/* "Their own words" */
const char *own_view_whose_words(const char *whose);

/* A view as pages and papers show it. */
typedef struct SaidView {
    const char *heading; /* "Zofia says" */
    const char *words;   /* "" when not asked yet */
    const char *tag;     /* of their language: "pl", "" when it is none we know */
    const char *said;    /* how, when and in whose words */
    const char *language, *translation, *translated_by; /* "" none */
} SaidView;

typedef struct SaidViews {
    size_t count;
    SaidView *items;
} SaidViews;

/* "Cognition and learning", and what is said of it. */
typedef struct NeedWords {
    const char *area;
    const char *words;
} NeedWords;

typedef struct NeedWordsList {
    size_t count;
    NeedWords items[AREA_COUNT];
} NeedWordsList;

/* Those areas of which something is said. needs: in words, by area. */
NeedWordsList needs_in_words(const char *const needs[AREA_COUNT]);

/* heading: NULL for "… says" of whoever said it. */
SaidView said_view(Arena *arena, const char *heading, const OwnView *view);
/* Learner and family always, others as they are. name: given name of the learner. */
SaidViews said_views(Arena *arena, const char *name, const OwnView *learner, const OwnView *family,
                     const OwnViews *others);

/* Texts are "" when empty. */
typedef struct Assessment {
    AssessmentId id; /* n 0: nothing saved yet */
    LearnerId learner_id;
    CycleId cycle_id;
    const char *strengths;
    const char *barriers;
    const char *progress; /* progress, attainment, behaviour, beside peers */
    const char *tried;
    const char *advice;
    const char *summary;           /* of need: the plan opens with it */
    const char *needs[AREA_COUNT]; /* in words, by area */
    OwnView learner_view;
    OwnView parent_view;
    OwnViews other_views;
    const char *no_view_reason; /* why a view is missing (R-A-1) */
    Date finished_on;
    StaffId finished_by; /* n 0: while it is open */
    const char *finished_by_name;
    int64_t version; /* 0: nothing saved yet */
} Assessment;

/* found false: nothing is saved yet, and *assessment is an empty one of that cycle. */
Error *assessment_of_cycle(Db *db, Arena *arena, SchoolId school, CycleId cycle,
                           Assessment *assessment, bool *found);

/* Saves the texts, needs and views of `assessment` for its cycle; made when id is 0. On success id
 * and version are those now saved. ERROR_CONFLICT when finished, or not at that version. */
Error *assessment_save(Db *db, SchoolId school, Assessment *assessment);
/* Finishes what was saved, and moves the cycle on to Plan. The rules have been asked by the
 * caller. */
Error *assessment_finish(Db *db, SchoolId school, const Cycle *cycle, const Assessment *assessment,
                         StaffId by, Date on);
/* Planning showed that too little is known (R-A-2): the cycle goes back to Assess. */
Error *assessment_reopen(Db *db, SchoolId school, const Cycle *cycle, const Assessment *assessment,
                         Date on);

/* ---- Measures and scores ----------------------------------------------------------------------
 */

typedef struct Measures {
    size_t count;
    Measure *items;
} Measures;

/* The school's list in its order, with levels and marks, those no longer in use too. */
Error *measures_load(Db *db, Arena *arena, SchoolId school, Measures *measures);
/* NULL when it is not among them. */
const Measure *measure_of(const Measures *measures, int64_t id);
/* Adds what Fourfold brings and the school lacks. added: out. */
Error *measures_ship(Db *db, Arena *arena, SchoolId school, int *added);

typedef struct AssessmentPoints {
    size_t count;
    struct AssessmentPoint {
        AssessmentPointId id;
        const char *name; /* Autumn 2026 */
        Date held_on;
    } * items;
} AssessmentPoints;

/* The newest first. */
Error *points_load(Db *db, Arena *arena, SchoolId school, AssessmentPoints *points);
Error *point_add(Db *db, SchoolId school, const char *name, Date held_on);

/* What one learner came to on one measure on one day. */
typedef struct ScoreEntry {
    LearnerId learner;
    const Measure *measure;
    Date taken_on;
    OptionalInteger value; /* absent: not assessed, or a narrative */
    const char *absent;    /* why; NULL: assessed */
    OptionalInteger margin;
    const char *source; /* entered, imported, previous */
    bool baseline;
    const char *note; /* NULL: none */
    StaffId by;
    Date today;
} ScoreEntry;

typedef enum ScoreWritten { SCORE_ADDED, SCORE_CORRECTED, SCORE_SAME } ScoreWritten;

/* The door for whoever brings scores, one or many. There is one for each learner, measure and day:
 * what stood there before is kept as a correction, and the same again changes nothing. What is
 * computed of a set is computed anew. Changes no status, ever (R-ID-5). */
Error *score_write(Db *db, Arena *arena, SchoolId school, const ScoreEntry *entry,
                   ScoreWritten *written);

/* For so long after joining somebody counts as new. */
enum { BASELINE_DAYS = 150 };

typedef struct Score {
    ScoreId id;
    int64_t measure;
    Date taken_on;
    OptionalInteger value;
    const char *absent; /* NULL: assessed */
    OptionalInteger margin;
    const char *source;
    bool baseline;
    const char *note; /* NULL: none */
    const char *entered_by_name;
    Date entered_on;
    int64_t version;
} Score;

typedef struct Scores {
    size_t count;
    Score *items;
} Scores;

/* Who came within the last half year and has no baseline (R-ID-2). staff: only own learners; n 0:
 * everybody. */
Error *baselines_missing_count(Db *db, Arena *arena, SchoolId school, StaffId staff, Date today,
                               size_t *count);

/* Of one learner between two days, by measure and day. measure 0: on all of them. */
Error *scores_of_learner(Db *db, Arena *arena, SchoolId school, LearnerId learner, int64_t measure,
                         Date since, Date until, Scores *scores);
/* Those of the measure that have a value, as checks and charts take them. */
ProgressSeries scores_series(Arena *arena, const Scores *scores, int64_t measure,
                             LearnerId learner);

typedef struct Charts {
    size_t count;
    Chart *items;
} Charts;

/* One for each measure of which there are two scores or more until that day, for a paper; the
 * learner's own only. */
Error *scores_charts(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date until,
                     Charts *charts);

/* ---- The check at the age of two (R-EY-3) -------------------------------------------------------
 */

/* Texts are "" when empty. */
typedef struct TwoYearCheck {
    Date held_on;
    const char *language, *physical, *feelings, *strengths, *concerns, *actions, *parents;
    bool sen_concern;
    Date given_on;
    const char *health_consent; /* yes, no, not_asked */
    Date health_shared_on;
    const char *written_by_name;
    int64_t version; /* 0: none is written */
} TwoYearCheck;

Error *two_year_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, TwoYearCheck *check,
                     bool *found);
/* Made when version is 0. ERROR_CONFLICT when somebody else was first. */
Error *two_year_save(Db *db, SchoolId school, LearnerId learner, const TwoYearCheck *check,
                     StaffId by);

/* ---- Pages ----------------------------------------------------------------------------------- */

extern const Form assessment_form;

Error *cycle_begin(Request *request);
Error *assessment_page(Request *request);
Error *assessment_save_form(Request *request);
Error *assessment_finish_form(Request *request);
Error *assessment_again(Request *request);

extern const Form score_new_form;
extern const Form score_correct_form;
extern const Form score_set_form;
extern const Form score_grid_form;
extern const Form measure_form;
extern const Form measure_new_form;
extern const Form point_form;
extern const Form two_year_form;

Error *progress_page(Request *request);       /* GET /learners/:learner/progress */
Error *score_new_page(Request *request);      /* GET there /new */
Error *score_new_post(Request *request);      /* POST there */
Error *score_page(Request *request);          /* GET /learners/:learner/scores/:score */
Error *score_correct_post(Request *request);  /* POST there */
Error *score_set_page(Request *request);      /* GET /learners/:learner/progress/set */
Error *score_set_post(Request *request);      /* POST there */
Error *score_grid_page(Request *request);     /* GET /classes/:class/scores */
Error *score_grid_post(Request *request);     /* POST there */
Error *progress_list_page(Request *request);  /* GET /progress */
Error *measures_page(Request *request);       /* GET /school/measures */
Error *measure_add_post(Request *request);    /* POST there */
Error *measures_ship_post(Request *request);  /* POST there /shipped */
Error *point_add_post(Request *request);      /* POST there /points */
Error *measure_page(Request *request);        /* GET /school/measures/:measure */
Error *measure_change_post(Request *request); /* POST there */
Error *two_year_page(Request *request);       /* GET /learners/:learner/two-year-check */
Error *two_year_post(Request *request);       /* POST there */

/* What a decision about the learner of the request may rest on, for EvidenceSource. */
Error *progress_evidence(Request *request, EvidenceList *list);

#endif
