#include "care/care.h"

#include "care/care_sql.h"
#include "platform/base/id.h"

Error *care_write_note(Db *db, SchoolId school, LearnerId learner, const char *note, StaffId by,
                       Moment now)
{
    return note_insert(db, school, (StaffNoteId){id_new()}, learner, by, now, note, NULL);
}

Error *care_file_report(Db *db, SchoolId school, LearnerId learner, const Report *report,
                        StaffId by)
{
    return report_insert(db, school, (ProfessionalReportId){id_new()}, learner, report->author,
                         report->staff, report->received_on, report->summary,
                         report->recommendations, report->kept_at, by, NULL);
}

Error *care_share_case(Db *db, SchoolId school, LearnerId learner, const SharedCase *shared,
                       StaffId by)
{
    return case_insert(db, school, (LearnerProfessionalId){id_new()}, learner, shared->professional,
                       shared->purpose, shared->plan, shared->assessment, shared->reports,
                       shared->costs, shared->agreed_by, shared->agreed_on, shared->starts_on,
                       shared->ends_on, by, NULL);
}

Error *care_arrange(Db *db, SchoolId school, LearnerId learner, const Arrangement *arrangement,
                    StaffId by)
{
    return arrangement_insert(db, school, (AccessArrangementId){id_new()}, learner,
                              arrangement->what, arrangement->usual_since, arrangement->evidence,
                              arrangement->approved_until, by, NULL);
}

Error *care_set_flag(Db *db, SchoolId school, LearnerId learner, StaffId by, Date on)
{
    return flag_set(db, school, (SafeguardingFlagId){id_new()}, learner, by, on, NULL);
}
