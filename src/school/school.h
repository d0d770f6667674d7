/* school.h: the door to the setting's own facts, and the pages on which a school keeps them: its
 * dates, its classes, and who works there.
 *
 * Owns school, school_term and school_closure. The school that everybody reads is learner/'s
 * School. */
#ifndef SCHOOL_SCHOOL_H
#define SCHOOL_SCHOOL_H

#include "duty/duty.h"
#include "learner/learner.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "school/facts_rules.h"
#include "school/term_rules.h"
#include "web/web.h"

/* ERROR_INVALID, with the sentence, for a fact that cannot be one. */
Error *school_add(Db *db, Arena *arena, SchoolId id, const SchoolFacts *facts, bool demo,
                  Moment now);

/* What is not known is NULL. version: for a form, counts the saves. */
Error *school_facts_load(Db *db, Arena *arena, SchoolId school, SchoolFacts *facts,
                         int64_t *version);
/* All of them anew: load, change what is known better, ask school_facts_faults(), save.
 * ERROR_INVALID as above. Another kind of setting changes words, screens and duties at once: its
 * head is asked first (/school/facts/kind), so an import keeps setting_type as it is. */
Error *school_facts_save(Db *db, Arena *arena, SchoolId school, const SchoolFacts *facts);

Error *school_add_term(Db *db, SchoolId school, const SchoolTerm *term);

typedef struct SchoolTerms {
    size_t count;
    SchoolTerm *items;
} SchoolTerms;

/* In order of time. */
Error *school_terms(Db *db, Arena *arena, SchoolId school, SchoolTerms *terms);
/* All of a school year's terms anew. */
Error *school_set_terms(Db *db, SchoolId school, int year, const SchoolTerms *terms);

typedef struct SchoolClosures {
    size_t count;
    SchoolClosure *items;
    SchoolClosureId *ids;
} SchoolClosures;

Error *school_closures(Db *db, Arena *arena, SchoolId school, SchoolClosures *closures);
Error *school_add_closure(Db *db, SchoolId school, const SchoolClosure *closure);
/* ERROR_NOT_FOUND when it is not there. */
Error *school_remove_closure(Db *db, SchoolId school, SchoolClosureId id);

/* Terms, half-term holidays and closures as duty/ counts them, in order of time. */
Error *school_calendar(Db *db, Arena *arena, SchoolId school, SchoolCalendar *calendar);
/* ids of every school in the store, oldest first. */
typedef struct SchoolIds {
    size_t count;
    SchoolId *items;
} SchoolIds;
Error *school_ids(Db *db, Arena *arena, SchoolIds *ids);

/* Every school in the store by name, for whoever works from outside it. */
typedef struct SchoolLine {
    SchoolId id;
    const char *name;
    const char *urn; /* NULL: not known */
    bool demo;
} SchoolLine;

typedef struct SchoolLines {
    size_t count;
    SchoolLine *items;
} SchoolLines;

Error *school_list(Db *db, Arena *arena, SchoolLines *schools);

/* "2026 to 2027" */
const char *school_year_words(Arena *arena, int year);

/* ---- Pages ----------------------------------------------------------------------------------- */

extern const Form facts_form;
extern const Form facts_kind_form;

extern const Form dates_form;
extern const Form closure_form;

extern const Form staff_new_form;
extern const Form staff_form;
extern const Form permission_form;
extern const Form staff_role_form;
extern const Form staff_code_form;
extern const Form staff_leaving_form;
extern const Form staff_return_form;

extern const Form class_new_form;
extern const Form class_form;
extern const Form class_adult_form;
extern const Form class_adult_end_form;
extern const Form group_members_form;
extern const Form group_members_end_form;

extern const Form levels_form;
extern const Form level_add_form;
extern const Form levels_proposed_form;

Error *school_page(Request *request);

/* The setting's own facts, and another kind of setting. */
Error *facts_page(Request *request);
Error *facts_save(Request *request);
Error *facts_kind_page(Request *request);
Error *facts_kind_save(Request *request);

Error *dates_page(Request *request);
Error *dates_year_page(Request *request);
Error *dates_save(Request *request);
Error *closure_add(Request *request);
Error *closure_remove(Request *request);

Error *classes_page(Request *request);
Error *class_add_post(Request *request);
Error *class_page(Request *request);
Error *class_change_post(Request *request);
Error *class_adult_add(Request *request);
Error *class_adult_end(Request *request);
Error *group_members_add(Request *request);
Error *group_members_end(Request *request);

/* The tabs over all pages about the setting, as far as this person may open them; here: the page's
 * own. */
typedef enum SchoolTab {
    SCHOOL_TAB_OVERVIEW,
    SCHOOL_TAB_FACTS,
    SCHOOL_TAB_DATES,
    SCHOOL_TAB_CLASSES,
    SCHOOL_TAB_LEVELS,
    SCHOOL_TAB_STAFF,
    SCHOOL_TAB_PERMISSIONS,
    SCHOOL_TAB_SIGN_IN,
    SCHOOL_TAB_MAIL,
    SCHOOL_TAB_TRAIL /* another folder's page */
} SchoolTab;

typedef struct SchoolTabs {
    PageLinks tabs;
} SchoolTabs;

SchoolTabs school_tabs(Request *request, SchoolTab here);

/* What was mailed and what was not, for whoever manages sign-in. */
Error *mail_page(Request *request);

Error *levels_page(Request *request);
Error *levels_save(Request *request);
Error *level_add_post(Request *request);
Error *levels_proposed_post(Request *request);

Error *permissions_page(Request *request);
/* Signing in: whoever lost a second factor. */
extern const Form factor_lost_form;
Error *sign_in_settings_page(Request *request);
Error *factor_lost_post(Request *request);

/* The provider of single sign-on. */
extern const Form sign_on_form;
Error *sign_on_settings_page(Request *request);
Error *sign_on_settings_save(Request *request);
Error *sign_on_settings_try_prepare(Request *request);
Error *sign_on_settings_try(Request *request);
Error *sign_on_settings_on(Request *request);
Error *sign_on_settings_off(Request *request);
Error *sign_on_settings_remove(Request *request);
Error *sign_on_settings_undo(Request *request);
Error *permission_choose_post(Request *request);
Error *staff_role_post(Request *request); /* another role beside the first */
Error *staff_role_end_post(Request *request);
Error *staff_list_page(Request *request);
Error *staff_codes_page(Request *request);
Error *staff_codes_post(Request *request);
Error *staff_new_page(Request *request);
Error *staff_add_post(Request *request);
Error *staff_person_page(Request *request);
Error *staff_change_post(Request *request);
Error *staff_code_post(Request *request);
Error *staff_leaving_post(Request *request);
Error *staff_return_post(Request *request);

#endif
