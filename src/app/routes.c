#include "app/routes.h"

#include "account/account.h"
#include "app/health.h"
#include "assess/assess.h"
#include "do/provision.h"
#include "documents/documents.h"
#include "exchange/exchange.h"
#include "plan/plan.h"
#include "record/record.h"
#include "today/today.h"
#include "register/register.h"
#include "review/review.h"
#include "school/school.h"

const Route routes[] = {
    /* signing in */
    {GET, "/", account_start, MAY_ANYONE, .purpose = "start"},
    {GET, "/health", health_page, MAY_ANYONE, .purpose = "is the program well"},
    {GET, "/in", account_sign_in_page, MAY_ANYONE, .purpose = "sign in"},
    {POST, "/in", account_sign_in, MAY_ANYONE, &sign_in_form, account_sign_in_prepare,
     account_sign_in_page, "sign in"},
    {POST, "/out", account_sign_out, MAY_SIGNED_IN, .purpose = "sign out"},
    {GET, "/setup", account_setup_page, MAY_ANYONE, .purpose = "first password"},
    {POST, "/setup", account_setup, MAY_ANYONE, &setup_form, account_setup_prepare,
     account_setup_page, "first password"},
    {GET, "/me", account_me_page, MAY_SIGNED_IN, .purpose = "one's own session"},
    {GET, "/help", account_help_page, MAY_ANYONE, .purpose = "help"},

    /* today */
    {GET, "/today", today_page, MAY_SEE_TODAY, .purpose = "what is late and due"},

    /* school */
    {GET, "/school", school_page, MAY_MANAGE_SCHOOL, .purpose = "what is set up, and what is not"},
    {GET, "/school/dates", dates_page, MAY_MANAGE_SCHOOL, .purpose = "term dates"},
    {GET, "/school/dates/:year", dates_year_page, MAY_MANAGE_SCHOOL,
     .purpose = "dates of one school year"},
    {POST, "/school/dates/:year", dates_save, MAY_MANAGE_SCHOOL, &dates_form,
     .again = dates_year_page, .purpose = "dates of one school year"},
    {POST, "/school/dates/:year/closures", closure_add, MAY_MANAGE_SCHOOL, &closure_form,
     .again = dates_year_page, .purpose = "days without learners"},
    {POST, "/school/dates/:year/closures/:closure/remove", closure_remove, MAY_MANAGE_SCHOOL,
     .purpose = "take out days without learners"},

    {GET, "/school/classes", classes_page, MAY_MANAGE_SCHOOL,
     .purpose = "classes, and who teaches them"},
    {POST, "/school/classes", class_add_post, MAY_MANAGE_SCHOOL, &class_new_form,
     .again = classes_page, .purpose = "add a class or a teaching group"},
    {GET, "/school/classes/:class", class_page, MAY_MANAGE_SCHOOL, .purpose = "one class"},
    {POST, "/school/classes/:class", class_change_post, MAY_MANAGE_SCHOOL, &class_form,
     .again = class_page, .purpose = "change a class's name or year"},
    {POST, "/school/classes/:class/staff", class_adult_add, MAY_MANAGE_SCHOOL, &class_adult_form,
     .again = class_page, .purpose = "somebody teaches or supports a class"},
    {POST, "/school/classes/:class/staff/end", class_adult_end, MAY_MANAGE_SCHOOL,
     &class_adult_end_form, .again = class_page, .purpose = "somebody stops"},
    {POST, "/school/classes/:class/learners", group_members_add, MAY_MANAGE_SCHOOL,
     &group_members_form, .again = class_page, .purpose = "learners join a teaching group"},
    {POST, "/school/classes/:class/learners/end", group_members_end, MAY_MANAGE_SCHOOL,
     &group_members_end_form, .again = class_page, .purpose = "learners leave a teaching group"},
    {GET, "/school/staff", staff_list_page, MAY_MANAGE_PEOPLE, .purpose = "who works here"},
    {GET, "/school/staff/new", staff_new_page, MAY_MANAGE_PEOPLE, .purpose = "add somebody"},
    {POST, "/school/staff", staff_add_post, MAY_MANAGE_PEOPLE, &staff_new_form,
     .again = staff_new_page, .purpose = "add somebody"},
    {GET, "/school/staff/:staff", staff_person_page, MAY_MANAGE_PEOPLE,
     .purpose = "one who works here"},
    {POST, "/school/staff/:staff", staff_change_post, MAY_MANAGE_PEOPLE, &staff_form,
     .again = staff_person_page, .purpose = "change a name or a role"},
    {POST, "/school/staff/:staff/code", staff_code_post, MAY_MANAGE_PEOPLE, &staff_code_form,
     .again = staff_person_page, .purpose = "a one-time code for a password"},
    {POST, "/school/staff/:staff/leaving", staff_leaving_post, MAY_MANAGE_PEOPLE,
     &staff_leaving_form, .again = staff_person_page, .purpose = "end somebody's access"},
    {POST, "/school/staff/:staff/return", staff_return_post, MAY_MANAGE_PEOPLE, &staff_return_form,
     .again = staff_person_page, .purpose = "give somebody access again"},

    /* register */
    {GET, "/register", register_page, MAY_READ_REGISTER, .purpose = "the register"},
    {POST, "/find", register_find, MAY_READ_REGISTER, &find_form, .again = register_page,
     .purpose = "find somebody by name"},
    {GET, "/concerns", concerns_page, MAY_RAISE_CONCERN, .purpose = "open concerns"},
    {GET, "/learners/:learner/concerns", concern_list_page, MAY_RAISE_CONCERN,
     .purpose = "concerns about one learner"},
    {POST, "/learners/:learner/concerns", concern_raise_post, MAY_RAISE_CONCERN,
     &concern_raise_form, .again = concern_list_page, .purpose = "raise a concern"},
    {GET, "/learners/:learner/concerns/:concern", concern_page, MAY_RAISE_CONCERN,
     .purpose = "one concern"},
    {POST, "/learners/:learner/concerns/:concern", concern_answer_post, MAY_ANSWER_CONCERN,
     &concern_answer_form, .again = concern_page, .purpose = "answer a concern"},
    {GET, "/learners/:learner/decision", decision_page, MAY_DECIDE_STATUS,
     .purpose = "decide on support"},
    {POST, "/learners/:learner/decision", decision_post, MAY_DECIDE_STATUS, &decision_form,
     .again = decision_page, .purpose = "decide on support"},
    {GET, "/learners/:learner/notice", notice_page, MAY_TELL_PARENTS, .purpose = "tell the family"},
    {POST, "/learners/:learner/notice", notice_post, MAY_TELL_PARENTS, &notice_form,
     .again = notice_page, .purpose = "tell the family"},
    {GET, "/learners/:learner/leaving", leaving_page, MAY_DECIDE_STATUS, .purpose = "end support"},
    {POST, "/learners/:learner/leaving", leaving_post, MAY_DECIDE_STATUS, &leaving_form,
     .again = leaving_page, .purpose = "end support"},

    /* record */
    {GET, "/learners/:learner", record_page, MAY_READ_RECORD, .purpose = "overview of one learner"},
    {GET, "/learners/:learner/history", record_history_page, MAY_READ_RECORD,
     .purpose = "cycles, levels and looks"},
    {GET, "/learners/:learner/profile", record_profile_page, MAY_ASSESS, .purpose = "own words"},
    {POST, "/learners/:learner/profile", record_profile, MAY_ASSESS, &profile_form,
     .again = record_profile_page, .purpose = "own words"},
    {GET, "/learners/:learner/looks", looks_page, MAY_READ_TRAIL,
     .purpose = "who opened this record"},
    {GET, "/trail", trail_page, MAY_READ_TRAIL, .purpose = "the audit trail"},
    {GET, "/trail/file", trail_file, MAY_READ_TRAIL, .purpose = "the audit trail as a file"},

    /* assess */
    {POST, "/learners/:learner/cycles", cycle_begin, MAY_ASSESS, .purpose = "begin a cycle"},
    {GET, "/learners/:learner/assessment", assessment_page, MAY_READ_RECORD,
     .purpose = "assessment"},
    {POST, "/learners/:learner/assessment", assessment_save_form, MAY_ASSESS, &assessment_form,
     NULL, assessment_page, "save the assessment"},
    {POST, "/learners/:learner/assessment/finish", assessment_finish_form, MAY_ASSESS,
     &assessment_form, NULL, assessment_page, "finish the assessment"},
    {POST, "/learners/:learner/assessment/again", assessment_again, MAY_ASSESS,
     .purpose = "go back to assessing"},

    /* plan */
    {GET, "/learners/:learner/plan", plan_page, MAY_READ_RECORD, .purpose = "plan"},
    {POST, "/learners/:learner/plan", plan_save_form, MAY_EDIT_PLAN, &plan_form, NULL, plan_page,
     "save the plan"},
    {GET, "/learners/:learner/plan/finish", plan_finish_page, MAY_FINALISE_PLAN,
     .purpose = "look once more before a plan is final"},
    {POST, "/learners/:learner/plan/finish", plan_finish, MAY_FINALISE_PLAN,
     .again = plan_finish_page, .purpose = "make the plan final"},
    {POST, "/learners/:learner/plan/share", plan_share_given, MAY_EDIT_PLAN, &plan_share_form, NULL,
     plan_page, "the family was given the plan"},
    {POST, "/learners/:learner/plan/reopen", plan_change, MAY_EDIT_PLAN,
     .purpose = "open a new version of the plan"},
    {POST, "/learners/:learner/plan/discard", plan_give_up, MAY_EDIT_PLAN,
     .purpose = "give up a change of the plan"},
    {GET, "/learners/:learner/plans/:plan", plan_past_page, MAY_READ_RECORD,
     .purpose = "a plan as it was agreed"},

    /* documents */
    {GET, "/learners/:learner/plans/:plan/paper", plan_paper, MAY_READ_RECORD,
     .purpose = "a plan on paper"},
    {GET, "/learners/:learner/reviews/:review/paper", review_paper, MAY_READ_RECORD,
     .purpose = "a review on paper"},
    {GET, "/learners/:learner/notices/:notice/paper", notice_paper, MAY_TELL_PARENTS,
     .purpose = "the letter to the family"},

    /* do */
    {GET, "/sessions", sessions_today_page, MAY_LOG_SESSION, .purpose = "sessions of the day"},
    {GET, "/sessions/:provision", session_group_page, MAY_LOG_SESSION,
     .purpose = "log a group's session"},
    {POST, "/sessions/:provision", session_group_log, MAY_LOG_SESSION, &group_form,
     .again = session_group_page, .purpose = "log a group's session"},
    {GET, "/learners/:learner/sessions", learner_sessions_page, MAY_READ_RECORD,
     .purpose = "sessions of one learner"},
    {GET, "/learners/:learner/provisions/:provision/sessions", session_page, MAY_LOG_SESSION,
     .purpose = "log a session"},
    {POST, "/learners/:learner/provisions/:provision/sessions", session_log, MAY_LOG_SESSION,
     &session_form, .again = session_page, .purpose = "log a session"},

    /* review */
    {GET, "/learners/:learner/review", review_page, MAY_READ_RECORD, .purpose = "review"},
    {POST, "/learners/:learner/review", review_save_form, MAY_REVIEW, &review_form,
     .again = review_page, .purpose = "save the review"},
    {POST, "/learners/:learner/review/finish", review_finish_form, MAY_FINALISE_REVIEW,
     &review_form, .again = review_page, .purpose = "finish the review"},
    {POST, "/learners/:learner/review/put-off", review_put_off_form, MAY_REVIEW,
     .purpose = "put the review off"},
    {GET, "/learners/:learner/reviews/:review", review_final_page, MAY_READ_RECORD,
     .purpose = "a final review"},
    {POST, "/learners/:learner/reviews/:review/copy", review_copy_form_post, MAY_REVIEW,
     &review_copy_form, .again = review_final_page, .purpose = "the parents have the review"},
    {GET, "/learners/:learner/reviews/:review/correction", review_correction_page,
     MAY_FINALISE_REVIEW, .purpose = "correct a final review"},
    {POST, "/learners/:learner/reviews/:review/correction", review_correction_post,
     MAY_FINALISE_REVIEW, &review_form, .again = review_correction_page,
     .purpose = "correct a final review"},

    /* exchange */
    {GET, "/imports", imports_page, MAY_IMPORT, .purpose = "import learners"},
    {POST, "/imports", import_upload, MAY_IMPORT, &import_upload_form, import_upload_prepare,
     imports_page, "hand over a file"},
    {GET, "/imports/:run", import_page, MAY_IMPORT, .purpose = "check an import"},
    {GET, "/imports/:run/progress", import_progress_page, MAY_WATCH_IMPORT,
     .purpose = "see how far an import is"},
    {POST, "/imports/:run/columns", import_columns, MAY_IMPORT, &import_columns_form,
     .again = import_page, .purpose = "say what columns mean"},
    {POST, "/imports/:run/apply", import_apply, MAY_IMPORT, &import_apply_form,
     .again = import_page, .purpose = "apply an import"},
    {POST, "/imports/:run/abandon", import_abandon, MAY_IMPORT, .purpose = "give up an import"},
};

const size_t route_count = sizeof routes / sizeof routes[0];
