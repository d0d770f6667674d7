/* register.h: the door to who receives SEN Support: the register, concerns, the decision and its
 * notice to the family, and leaving.
 *
 * Concerns are in concern.h, what a decision rests on in evidence.h. Owns concern, concern_step,
 * concern_told, sen_status, sen_correction, sen_need, sen_area, parent_notice, register_columns and
 * register_view, and keeps the learner's level and primary need in step with them. Opens a
 * learner's first cycle; never moves one through its stages. The rules are register_rules.h: pages
 * ask them before they call what is below, and what is below refuses only what would make the
 * record contradict itself. */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include "learner/learner.h"
#include "platform/db/db.h"
#include "register/concern.h"
#include "register/evidence.h"
#include "register/heard.h"
#include "register/views.h"
#include "platform/mail/mail.h"
#include "schema/ids.h"
#include "staff/outbox.h"
#include "web/web.h"

/* ---- Status ---------------------------------------------------------------------------------- */

/* A period at one level: monitoring, sen_support or ehc. */
typedef struct SupportPeriod {
    SenStatusId id;
    const char *level;
    const char *school_level; /* as the school divides it (learner/level.h); NULL: the level */
    const char *census_code;
    Date starts_on;
    Date ends_on; /* DATE_NONE while it holds */
    Date decided_on;
    StaffId decided_by;
    const char *decided_by_name;
    StaffId decided_with; /* n 0: nobody named */
    const char *decided_with_name;
    const char *evidence, *outcomes_sought;
    const char *family_view, *learner_view; /* NULL: not recorded */
    const char *language_reason;
    const char
        *missing_reason; /* why no teacher, main need or view is named; NULL: none is missing */
    int64_t version;
} SupportPeriod;

/* The period that holds now; found is false for a learner without one (universal). */
Error *status_now(Db *db, Arena *arena, SchoolId school, LearnerId learner, SupportPeriod *period,
                  bool *found);

/* One that holds or held. ERROR_NOT_FOUND unless it is this learner's. */
Error *status_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, SenStatusId id,
                   SupportPeriod *period);

/* What a decision said until it was put right. */
typedef struct Correction {
    Date corrected_on;
    const char *corrected_by_name;
    SupportPeriod before; /* its level and its end are those of the period now */
} Correction;

typedef struct Corrections {
    size_t count;
    Correction *items;
} Corrections;

/* Newest first, of all periods. */
Error *status_corrections(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                          Corrections *corrections);

/* A part of a decision that said something else before. */
typedef struct EarlierPart {
    const char *label, *words;
} EarlierPart;

typedef struct EarlierParts {
    size_t count;
    EarlierPart *items;
} EarlierParts;

/* What one correction replaced, as pages show it: {{> register/earlier text}}. */
typedef struct EarlierText {
    const char *heading;
    EarlierParts parts;
} EarlierText;

typedef struct EarlierTexts {
    size_t count;
    EarlierText *items;
} EarlierTexts;

/* Of the period, newest first; corrections: of all the learner's. */
EarlierTexts status_earlier(Arena *arena, const SupportPeriod *period,
                            const Corrections *corrections);

/* A census code of need; its place in the list is its rank. */
typedef struct AreaOfNeed {
    const char *area; /* communication, cognition, semh, sensory */
    bool primary;
    const char *barriers, *strengths; /* in plain words; NULL: nothing is said */
} AreaOfNeed;

typedef struct AreasOfNeed {
    size_t count;
    AreaOfNeed *items;
} AreasOfNeed;

/* Codes of need now, by rank. */
Error *register_needs(Db *db, Arena *arena, SchoolId school, LearnerId learner, Texts *needs);
/* The primary area first. */
Error *register_areas(Db *db, Arena *arena, SchoolId school, LearnerId learner, AreasOfNeed *areas);

/* A type or an area of need as it stood for a time. */
typedef struct NeedPeriod {
    const char *code;                 /* census type, or area */
    int rank;                         /* of a type; of an area 1: to act on first, else 0 */
    const char *barriers, *strengths; /* of an area; NULL: nothing was said */
    Date starts_on, ends_on;          /* ends_on DATE_NONE while it holds */
    const char *decided_by_name, *ended_by_name; /* NULL: it came with a list; it holds */
} NeedPeriod;

typedef struct NeedPeriods {
    size_t count;
    NeedPeriod *items;
} NeedPeriods;

/* All that there ever were, the newest first. */
Error *register_needs_ever(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           NeedPeriods *needs);
Error *register_areas_ever(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           NeedPeriods *areas);

typedef struct Decision {
    const char *level;        /* monitoring, sen_support, ehc */
    const char *school_level; /* a level of the school's that works like it; NULL: that itself */
    Date starts_on, decided_on;
    StaffId decided_by, decided_with; /* decided_with n 0: nobody named */
    const char *evidence, *outcomes_sought;
    const char *family_view, *learner_view, *language_reason, *missing_reason; /* NULL: none */
    Texts needs; /* census codes by rank, the first is primary */
    AreasOfNeed areas;
} Decision;

/* Writes the period, needs and areas, sets the learner's level and primary need, and opens a cycle
 * when the level is above monitoring and none is open. The same level as now corrects the period
 * that holds, and what it said until today is kept; another ends it the day before. id: out, the
 * period. */
Error *register_decide(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                       const Decision *decision, Date today, SenStatusId *id);

/* That there is no SEN Support: reason not_sen or withdrawn. The decision stands as a period at the
 * level of everybody that ended on its day; with check_on good teaching goes on as monitoring, and
 * is looked at again then. ERROR_CONFLICT while support is given: that ends by register_leave().
 * id: out. */
Error *register_refuse(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                       const Decision *decision, const char *reason, Date check_on,
                       SenStatusId *id);

enum { WATCH_CHECKS = 3 };

typedef struct Leaving {
    const char *reason; /* of support_end_words(), save "ehc", which is a decision */
    Date on;            /* last day of support */
    Date monitor_until; /* goes on as monitoring until then; DATE_NONE: nobody watches */
    StaffId watched_by; /* n 0: nobody named */
    size_t check_count; /* at most WATCH_CHECKS */
    const Date *checks; /* days on which somebody looks; DATE_NONE: left out */
    Date family_told;   /* DATE_NONE: not told yet */
    StaffId staff;      /* who says so */
} Leaving;

/* R-ID-11: support ends. Leaves the cycle alone.
 * ERROR_CONFLICT when there is no support to end. */
Error *register_leave(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                      const Leaving *leaving);

/* The support that ended last, and who watches that progress holds. */
typedef struct Watch {
    SenStatusId status_id;
    const char *level, *school_level;
    Date starts_on, ends_on;
    const char *end_reason;
    Date until;         /* DATE_NONE: nobody watches */
    StaffId watched_by; /* n 0: nobody named */
    const char *watched_by_name;
} Watch;

typedef struct WatchDay {
    SenWatchCheckId id;
    SenStatusId status_id;
    Date due_on, checked_on;                      /* checked_on DATE_NONE: still to come */
    const char *checked_by_name, *finding, *note; /* finding: held, slipping, dropped */
} WatchDay;

typedef struct WatchDays {
    size_t count;
    WatchDay *items;
} WatchDays;

/* found is false for a learner who never left support. */
Error *register_watch(Db *db, Arena *arena, SchoolId school, LearnerId learner, Watch *watch,
                      bool *found);
/* Every check there was, the first first. */
Error *register_watch_days(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           WatchDays *days);
/* What was found on a check; finished: held, and the watching ends with it. ERROR_CONFLICT when
 * somebody wrote it down already. */
Error *register_watch_found(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                            SenWatchCheckId check, const char *finding, const char *note, Date on,
                            StaffId staff);
/* Codes of need that ended last, by rank: what support may take up when it begins again. */
Error *register_needs_before(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                             Texts *needs);

/* ---- Notices to the family (R-P-1) -------------------------------------------------------------
 */

typedef struct Notice {
    ParentNoticeId id;
    SenStatusId status_id;
    const char *about;      /* start, ending, not_sen, withdrawn; NULL: start */
    const char *state;      /* made, sent, delivered, returned, not_told */
    Date made_on;           /* the day that the letter bears */
    Date told_on;           /* DATE_NONE: not yet */
    const char *method;     /* letter, email, meeting, phone_and_letter; NULL: not sent yet */
    ContactId contact_id;   /* who was told; n 0: the young person, or somebody by name */
    const char *recipients; /* by name: a notice for each person */
    StaffId told_by;
    const char *told_by_name;
    const char *note; /* NULL: none */
} Notice;

typedef struct Notices {
    size_t count;
    Notice *items;
} Notices;

/* Newest first. */
Error *register_notices(Db *db, Arena *arena, SchoolId school, LearnerId learner, Notices *notices);
/* A letter for one person: its words are frozen, and it is still to be given to them. id: out. */
Error *register_notice_make(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                            const Notice *notice, ParentNoticeId *id);
/* A letter for each who is entitled and has none, when a decision about the request's learner was
 * just saved and the rule asks that the family is told: R-P-1 of support that begins, R-ID-11 of
 * support that ends. A college owes no notice (R-FE-9), and makes one when it wants to. */
Error *register_notices_owed(Request *request, const char *rule);

typedef struct NoticeStep {
    const char *state; /* sent, delivered, returned, not_told */
    Date on;
    const char *method, *note; /* NULL: none */
    StaffId by;
    const char *by_name; /* out only */
    const char *said_by; /* mail, family: who says so instead; NULL: by */
} NoticeStep;

typedef struct NoticeSteps {
    size_t count;
    NoticeStep *items;
} NoticeSteps;

/* What became of it. ERROR_CONFLICT when somebody else said so first. */
Error *register_notice_step(Db *db, SchoolId school, LearnerId learner, const Notice *notice,
                            const NoticeStep *step);
/* The newest first. */
Error *register_notice_steps(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                             ParentNoticeId id, NoticeSteps *steps);
/* Of the request's learner: letters that were given to whoever of the family signed in, and that
 * they may still have. Newest first. */
Error *register_letters_here(Request *request, Notices *letters);
/* They say that they have it. ERROR_NOT_FOUND unless it is one of those. */
Error *register_letter_read(Request *request, ParentNoticeId id);

/* The mail that says where a letter lies, without a word about a learner or what it is of. of_use:
 * out, whether it is still to be given and the person may still have it. */
Error *notice_mail(Db *db, Arena *arena, const char *origin, SchoolId school, const OutboxMail *to,
                   Date today, Mail *mail, bool *of_use);
/* What became of that mail. fault: why it will never arrive, and the letter counts as come back;
 * NULL: the mail server took it, and the letter is on its way. */
Error *notice_mailed(Db *db, Arena *arena, SchoolId school, const OutboxMail *to, const char *fault,
                     Date today);
/* "made, not sent yet", "sent", "has it", "came back", "cannot be told". */
const char *notice_state_words(const char *state);

/* They have been told: letter and delivery at once. id: out. state and told_by_name are not read.
 */
Error *register_tell(Db *db, Arena *arena, SchoolId school, LearnerId learner, const Notice *notice,
                     ParentNoticeId *id);

/* What a letter says, as it stood when the notice was recorded: whatever changes afterwards, the
 * same letter comes out of it. */
typedef struct NoticeWords {
    const char *school;
    const char *learner; /* Zofia Nowak */
    const char *name;    /* Zofia */
    const char *year_and_class;
    ContactId contact_id; /* of the recipient; n 0: the young person, or somebody by name */
    const char *recipients;
    Date told_on;
    const char *told_by;
    const char *level;
    const char *level_name;  /* as the school said it then */
    Date starts_on, ends_on; /* ends_on DATE_NONE while support went on */
    const char *evidence, *outcomes_sought;
    Texts needs; /* in words, the main one first */
    /* "Mr Hughes, class teacher", "Mrs Vaz, SENCO", as this kind of setting says it; "" when there
     * was none. */
    const char *teacher, *senco;
    PlanId plan_id; /* in force then, itself frozen; n 0: none yet */
} NoticeWords;

/* ERROR_NOT_FOUND unless it is this learner's. intact: out, whether they are the words that were
 * frozen. */
Error *register_notice_words(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                             ParentNoticeId id, NoticeWords *words, bool *intact);
/* "letter", "phone and letter". */
const char *notice_method_words(const char *method);

/* ---- The register as a table -------------------------------------------------------------------
 */

/* A day, a number or words: of the three the one that is set. */
typedef struct RegisterValue {
    const char *text; /* NULL: none */
    Date date;
    OptionalInteger number;
} RegisterValue;

typedef struct RegisterTable {
    const char *filter; /* in words */
    Texts heads;
    size_t rows;
    RegisterValue *values; /* row by row, one for each head */
} RegisterTable;

/* The list that the request's address asks for, in its order, with the columns chosen and all its
 * rows; nothing of it that this person may not see. */
Error *register_table(Request *request, RegisterTable *table);

/* ---- Pages -------------------------------------------------------------------------------------
 */

/* Many at once: who and what, what would change, doing it, undoing it. */
extern const Form bulk_form;
extern const Form bulk_do_form;
Error *bulk_page(Request *request);        /* GET /register/many */
Error *bulk_post(Request *request);        /* POST there */
Error *bulk_past_page(Request *request);   /* GET /register/changes */
Error *bulk_change_page(Request *request); /* GET /register/changes/:bulk */
Error *bulk_do_post(Request *request);     /* POST there /do */
Error *bulk_undo_post(Request *request);   /* POST there /undo */

extern const Form find_form;
extern const Form register_columns_form;
extern const Form register_views_form;
extern const Form register_view_form;
extern const Form decision_form;
extern const Form notice_form;
extern const Form leaving_form;
extern const Form notice_step_form;
extern const Form watch_form;

Error *register_page(Request *request);         /* GET /register */
Error *register_paper(Request *request);        /* GET /register/print */
Error *register_find(Request *request);         /* POST /find */
Error *register_columns_page(Request *request); /* GET /register/columns */
Error *register_columns_post(Request *request); /* POST there */
Error *register_views_page(Request *request);   /* GET /register/views */
Error *register_views_post(Request *request);   /* POST there */
Error *register_view_page(Request *request);    /* GET /register/views/:view */
Error *register_view_post(Request *request);    /* POST there */
Error *register_view_remove(Request *request);  /* POST there /delete */
Error *decision_page(Request *request);         /* GET /learners/:learner/decision */
Error *decision_post(Request *request);         /* POST there */
Error *notice_page(Request *request);           /* GET /learners/:learner/notice */
Error *notice_post(Request *request);           /* POST there */
Error *notice_letters_post(Request *request);   /* POST /learners/:learner/notices */
Error *notice_mail_post(Request *request);      /* POST …/notices/mail */
Error *notice_step_page(Request *request);      /* GET /learners/:learner/notices/:notice */
Error *notice_step_post(Request *request);      /* POST there */
Error *watch_page(Request *request);            /* GET /learners/:learner/watch */
Error *watch_post(Request *request);            /* POST there */
Error *leaving_page(Request *request);          /* GET /learners/:learner/leaving */
Error *leaving_post(Request *request);          /* POST there */

#endif
