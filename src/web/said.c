#include "web/said.h"

#include <stddef.h>

#include "platform/base/text.h"

typedef struct Said {
    const char *code;
    const char *sentence;
} Said;

static const Said table[] = {
    {"assessment_again", "The assessment is open again. Finish it to go back to the plan."},
    {"assessment_finished", "Assessment finished. Next: write the plan."},
    {"assessment_saved", "Assessment saved. It stays open until you finish it."},
    {"care_saved", "Saved."},
    {"case_ended", "Ended. The case is closed to them from now on."},
    {"case_shared", "Shared. They see what you chose, and nothing else, while it lasts."},
    {"class_added", "Added. Say next who teaches or supports it."},
    {"class_saved", "Saved."},
    {"class_staff_added", "Added. The records are open to this person from the first day on."},
    {"class_staff_ended", "Saved. After the last day the records are closed to this person."},
    {"closure_added", "Saved. The duties’ clocks leave out those days."},
    {"closure_removed", "Taken out. Those days count as school days again."},
    {"concern_answered", "Answer saved."},
    {"concern_received", "Noted that you have it. Whoever raised it sees by when they hear."},
    {"concern_told", "Noted."},
    {"worry_sent", "Sent. You see here who has it, and the answer."},
    {"concern_raised", "Concern saved. The SENCO sees it today."},
    {"capacity_noted", "Saved. It is about this one decision and no other."},
    {"contact_added", "Contact added."},
    {"contact_ended", "Saved. After the last day nothing goes to this contact."},
    {"contact_held", "Held back. Nothing goes to this contact until that day."},
    {"contact_released", "Released. What they are entitled to goes to them again."},
    {"contact_saved", "Contact saved."},
    {"copy_given", "Noted that the family has the review record."},
    {"cycle_opened", "A new cycle has begun."},
    {"device_forgotten", "That device no longer knows you."},
    {"factor_off", "Your second step is turned off. The password alone signs you in."},
    {"dates_saved", "Dates saved. The duties’ clocks go by them from now on."},
    {"sign_on_off", "Turned off. Staff sign in with their passwords."},
    {"sign_on_on", "Turned on. The page of signing in shows the button from now on."},
    {"sign_on_removed", "Removed, with every link. Staff sign in with their passwords."},
    {"sign_on_saved", "Saved."},
    {"sign_on_undone", "Undone. Their open sessions have ended."},
    {"sign_on_waits", "Saved, and turned off: the headteacher turns it on again."},
    {"ended", "You were signed out because nothing happened for a while. Sign in to go on."},
    {"family_code_ended", "Taken back. It signs nobody in, and every open session has ended."},
    {"glass_broken",
     "The record is open to you until the end of the day. The SENCO and the headteacher are told."},
    {"glass_seen", "Noted that you have looked at it."},
    {"group_joined", "Added to the group."},
    {"group_left", "Saved. After the last day they are no longer in the group."},
    {"import_abandoned", "Import given up. Nothing was changed."},
    {"import_done", "Import finished."},
    {"level_added", "Level added. Decisions can name it from its first day on."},
    {"letter_noted", "Noted what became of the letter."},
    {"letters_made", "A letter for each is made. Give it to them, and say here when they have it."},
    {"letters_none", "Everybody who is entitled has a letter already."},
    {"levels_proposed",
     "Saved. They are marked as proposed wherever they are chosen: the law in force is unchanged."},
    {"levels_saved", "Saved. Every page says it so from now on."},
    {"monitoring_decided", "Decision saved. Monitoring is not SEN Support: no notice is owed."},
    {"notice_recorded", "Noted that the parents have been told."},
    {"order_added", "Court order saved. It is kept to from now on, on every page and paper."},
    {"order_ended", "Saved. The order binds nobody from that day on."},
    {"details_taken", "Changed. They see it on their own page."},
    {"details_declined", "Noted. They see your reason on their own page."},
    {"details_asked", "Sent. You see here when the school has answered."},
    {"address_asked", "Look in the mail of the new address, and open the link there."},
    {"wishes_saved", "Saved. The school sees it from now on."},
    {"comment_seen", "Noted. The family sees that you have read it."},
    {"comment_sent", "Sent. You see here when somebody has read it."},
    {"outcome_removed", "Outcome taken out of the draft plan."},
    {"outcome_saved", "Outcome saved."},
    {"passkey_added", "Passkey added. Everywhere else you are signed out."},
    {"passkey_removed", "Passkey removed. Everywhere else you are signed out."},
    {"permission_chosen", "Saved. It holds from the next page that somebody opens."},
    {"password_changed", "Password changed. Everywhere else you are signed out."},
    {"password_set", "Password set. Sign in with it."},
    {"plan_final", "Plan is final. Share it with the family next."},
    {"plan_given_up", "The change was given up. The plan holds as it was."},
    {"plan_saved", "Plan saved."},
    {"plan_unsaved", "No plan is saved yet, so none can be made final. Save it here first."},
    {"plan_shared", "Noted that the family has the plan."},
    {"plan_reopened",
     "A new version of the plan is open as a draft. The final one stays as it is."},
    {"profile_saved", "Saved in their own words."},
    {"provision_removed", "Provision taken out of the draft plan."},
    {"provision_saved", "Provision saved."},
    {"recovery_used", "You used a recovery code. It will not work again. You can make new ones on "
                      "your own page."},
    {"review_corrected", "Correction final. The version before stays, marked as replaced."},
    {"review_final", "Review finished. The next cycle has begun, with what was kept."},
    {"review_left", "Review finished. SEN Support has ended; progress is monitored."},
    {"review_put_off", "Review put off. Support goes on; what was written is kept."},
    {"review_saved", "Review saved. It stays open until you finish it."},
    {"session_ended", "That session is ended."},
    {"session_logged", "Session saved."},
    {"sessions_ended", "All your other sessions are ended."},
    {"signed_out", "You are signed out."},
    {"sharing_asked", "Saved what they said. It is kept to from now on."},
    {"staff_added", "Added."},
    {"staff_left", "Access has ended, in every open session too."},
    {"staff_leaves", "Saved. Access ends after that day by itself."},
    {"staff_returned", "Access is given again. Give the classes next."},
    {"staff_saved", "Saved. A new role holds from the next page on."},
    {"status_decided", "Decision saved. The parents must now be told."},
    {"support_ended", "Decision saved. Watch that progress lasts."},
    {"status_ended", "Decision saved. Tell the parents, and watch that progress lasts."},
    {"view_changed", "View changed."},
    {"view_deleted", "View deleted. No record was touched."},
    {"view_saved", "View saved. It stands above the register from now on."},
};

const char *said_sentence(const char *code)
{
    if (code == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (text_equal(table[i].code, code))
            return table[i].sentence;
    return NULL;
}
