#include "identity/merge_moves.h"

#include "identity/moves_sql.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

const MergeMove merge_moves[] = {
    {"access_arrangement", "exam arrangement", "exam arrangements", move_access_arrangement},
    {"arrival", "plan from elsewhere", "plans from elsewhere", move_arrival},
    {"assessment", "assessment", "assessments", move_assessment},
    {"capacity_note", "note about a decision", "notes about decisions", move_capacity_note},
    {"class_learner", "place in a group", "places in groups", move_class_learner},
    {"concern", "concern", "concerns", move_concern},
    {"concern_step", NULL, NULL, move_concern_step},
    {"concern_told", NULL, NULL, move_concern_told},
    {"contact_suspension", "holding back", "holdings back", move_contact_suspension},
    {"court_order", "court order", "court orders", move_court_order},
    {"cycle", "cycle", "cycles", move_cycle},
    {"details_change", "change asked for", "changes asked for", move_details_change},
    {"earlier_record", "entry of an earlier setting", "entries of an earlier setting",
     move_earlier_record},
    {"external_id", NULL, NULL, move_external_id},
    {"family_comment", "message of the family", "messages of the family", move_family_comment},
    {"learner_contact", "contact", "contacts", move_learner_contact},
    {"learner_professional", "shared case", "shared cases", move_learner_professional},
    {"learner_sign_in", "sign-in of their own", "sign-ins of their own", move_learner_sign_in},
    {"learner_upn", "former UPN", "former UPNs", move_learner_upn},
    {"parent_notice", "letter to the family", "letters to the family", move_parent_notice},
    {"parent_notice_step", NULL, NULL, move_parent_notice_step},
    {"plan", "version of a plan", "versions of plans", move_plan},
    {"plan_answer", "answer to a plan", "answers to plans", move_plan_answer},
    {"professional_report", "professional’s report", "professionals’ reports",
     move_professional_report},
    {"provision_session", "session of support", "sessions of support", move_provision_session},
    {"review", "review", "reviews", move_review},
    {"safeguarding_flag", "safeguarding flag", "safeguarding flags", move_safeguarding_flag},
    {"score", "score", "scores", move_score},
    {"sen_area", "area of need", "areas of need", move_sen_area},
    {"sen_correction", NULL, NULL, move_sen_correction},
    {"sen_evidence", NULL, NULL, move_sen_evidence},
    {"sen_need", "need", "needs", move_sen_need},
    {"sen_status", "decision about support", "decisions about support", move_sen_status},
    {"sen_watch_check", NULL, NULL, move_sen_watch_check},
    {"sharing_preference", "answer about sharing", "answers about sharing",
     move_sharing_preference},
    {"staff_note", "note among staff", "notes among staff", move_staff_note},
    {"two_year_check", "check at the age of two", "checks at the age of two", move_two_year_check},
    {"view_invite", "teacher’s view", "teachers’ views", move_view_invite},
};
const size_t merge_move_count = sizeof merge_moves / sizeof merge_moves[0];

const MergeStay merge_stays[] = {
    {"audit", "the trail is never changed; it is found by either record"},
    {"break_glass", "who opened one record in an emergency did not open the other"},
    {"bulk_change", "what was done to many at once tells whose record it was done to"},
    {"kept_text", "typed in a form of that record, not saved in it, and gone after thirty days"},
    {"learner_closing", "a death that was written into one record, and taken back there"},
    {"session", "whoever is signed in as the learner signs in anew"},
};
const size_t merge_stay_count = sizeof merge_stays / sizeof merge_stays[0];

const MergeMove *merge_move_of(const char *part)
{
    for (size_t i = 0; i < merge_move_count; i++)
        if (text_equal(merge_moves[i].part, part))
            return &merge_moves[i];
    ASSERT(false);
    return NULL;
}
