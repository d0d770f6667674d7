/* views.h: what teachers see of a learner: a few statements ticked often, sometimes or not, and
 * their own words. The SENCO asks for many learners at once; each teacher answers on one page for
 * all of theirs. Part of the door of this folder.
 *
 * A round keeps the statements as they were when it began, and the words as they were typed. */
#ifndef REGISTER_VIEWS_H
#define REGISTER_VIEWS_H

#include "platform/db/db.h"
#include "platform/mail/mail.h"
#include "schema/ids.h"
#include "staff/outbox.h"
#include "web/web.h"

typedef struct ViewRound {
    const char *title;
    StaffId asked_by;
    Date asked_on, due_on;
    bool assistants; /* those who support are asked beside those who teach */
} ViewRound;

typedef struct LearnerIds {
    size_t count;
    LearnerId *items;
} LearnerIds;

/* What this setting asks: its own list, or the usual one. */
Error *views_questions(Db *db, Arena *arena, SchoolId school, Texts *statements);
/* Puts the list in the place of the one before; rounds that began keep theirs. */
Error *views_set_questions(Db *db, SchoolId school, Texts statements);
/* Asks everybody who knows each learner on the day. id: out. asked: out, how many answers are
 * asked for; with none nothing is written. */
Error *views_ask(Db *db, Arena *arena, SchoolId school, const ViewRound *round, LearnerIds learners,
                 ViewRoundId *id, size_t *asked);

/* Whoever has not answered finds it marked on Today; a round that is closed stays as it is. */
Error *views_remind(Db *db, SchoolId school, ViewRoundId round, Date on);

/* A mail to each who was asked, signs in here and has not answered: MAIL_VIEWS_ASKED or
 * MAIL_VIEWS_LATE. */
Error *views_mail_all(Db *db, Arena *arena, SchoolId school, ViewRoundId round, MailPurpose purpose,
                      Moment now);
/* Its text, for whoever sends it: a link to the reader's own page and no word about a learner.
 * of_use: out, whether it still waits for them. */
Error *views_mail(Db *db, Arena *arena, const char *origin, SchoolId school, const OutboxMail *to,
                  Mail *mail, bool *of_use);

/* How many teachers ticked what. */
typedef struct ViewTally {
    const char *wording;
    int often, sometimes, never;
} ViewTally;

typedef struct ViewTallies {
    size_t count;
    ViewTally *items;
} ViewTallies;

typedef struct ViewWords {
    const char *staff_name, *subject;
    const char *words; /* as typed; NULL: none */
    Moment answered_at;
} ViewWords;

typedef struct ViewWordsList {
    size_t count;
    ViewWords *items;
} ViewWordsList;

/* A round's answers about one learner: for pages, and to be quoted in an assessment or decision. */
typedef struct TeacherViews {
    ViewRoundId round;
    const char *title;
    Date asked_on, due_on;
    int asked, answered;
    ViewTallies tallies;
    ViewWordsList words; /* of those who answered */
} TeacherViews;

typedef struct TeacherViewsList {
    size_t count;
    TeacherViews *items;
} TeacherViewsList;

/* The newest round first. staff: only this person's own answers; n 0: everybody's. */
Error *views_about(Db *db, Arena *arena, SchoolId school, LearnerId learner, StaffId staff,
                   TeacherViewsList *list);
/* "Reads what the lesson asks for: 3 often, 1 sometimes." for each statement that somebody ticked.
 */
Texts views_tally_words(Arena *arena, const TeacherViews *views);
/* Whether this reader sees everybody's answers about the learner of the request: whoever reads
 * every record, and the teacher of the class. */
Error *views_all_read(Request *request, bool *all);

/* One answer of this person's own. tick NULL: taken back. ERROR_NOT_FOUND unless they were asked in
 * this round. */
Error *views_tick(Db *db, SchoolId school, ViewRoundId round, StaffId staff, ViewTickId id,
                  const char *tick);
Error *views_write(Db *db, SchoolId school, ViewRoundId round, StaffId staff, ViewInviteId id,
                   const char *words, Moment now);

/* All that this person says of one learner: ticks in the order of the statements, NULL where none
 * was made. ERROR_NOT_FOUND unless they were asked about this learner in this round. */
Error *views_say(Db *db, Arena *arena, SchoolId school, ViewRoundId round, StaffId staff,
                 LearnerId learner, Texts ticks, const char *words, Moment now);

/* ---- Pages ------------------------------------------------------------------------------------
 */

extern const Form views_new_form, views_statements_form, views_answer_form;

Error *views_rounds_page(Request *request);     /* GET /views */
Error *views_new_page(Request *request);        /* GET /views/new */
Error *views_new_post(Request *request);        /* POST /views */
Error *views_statements_page(Request *request); /* GET /views/statements */
Error *views_statements_post(Request *request); /* POST there */
Error *views_round_page(Request *request);      /* GET /views/rounds/:round */
Error *views_remind_post(Request *request);     /* POST …/remind */
Error *views_close_post(Request *request);      /* POST …/close */
Error *views_mine_page(Request *request);       /* GET /views/mine/:round */
Error *views_mine_post(Request *request);       /* POST there */
Error *views_learner_page(Request *request);    /* GET /learners/:learner/views */

#endif
