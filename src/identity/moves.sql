-- What hangs on a record, and how it is moved to another of the same child. Each table of the schema
-- that has a learner_id stands here, or in merge_moves.c with the reason why its rows stay:
-- merge_store_test.c reads the schema and fails for one that does not.

-- holdings(school id, learner id) many
-- How many rows of each table hang on a record.
select 'access_arrangement' as "part: text", count(*) as "row_count: integer" from access_arrangement
  where school_id = @school and learner_id = @learner
union all
select 'arrival', count(*) from arrival
  where school_id = @school and learner_id = @learner
union all
select 'assessment', count(*) from assessment
  where school_id = @school and learner_id = @learner
union all
select 'capacity_note', count(*) from capacity_note
  where school_id = @school and learner_id = @learner
union all
select 'class_learner', count(*) from class_learner
  where school_id = @school and learner_id = @learner
union all
select 'concern', count(*) from concern
  where school_id = @school and learner_id = @learner
union all
select 'concern_step', count(*) from concern_step
  where school_id = @school and learner_id = @learner
union all
select 'concern_told', count(*) from concern_told
  where school_id = @school and learner_id = @learner
union all
select 'contact_suspension', count(*) from contact_suspension
  where school_id = @school and learner_id = @learner
union all
select 'court_order', count(*) from court_order
  where school_id = @school and learner_id = @learner
union all
select 'cycle', count(*) from cycle
  where school_id = @school and learner_id = @learner
union all
select 'details_change', count(*) from details_change
  where school_id = @school and learner_id = @learner
union all
select 'earlier_record', count(*) from earlier_record
  where school_id = @school and learner_id = @learner
union all
select 'external_id', count(*) from external_id
  where school_id = @school and learner_id = @learner
union all
select 'family_comment', count(*) from family_comment
  where school_id = @school and learner_id = @learner
union all
select 'learner_contact', count(*) from learner_contact
  where school_id = @school and learner_id = @learner
union all
select 'learner_professional', count(*) from learner_professional
  where school_id = @school and learner_id = @learner
union all
select 'learner_upn', count(*) from learner_upn
  where school_id = @school and learner_id = @learner
union all
select 'parent_notice', count(*) from parent_notice
  where school_id = @school and learner_id = @learner
union all
select 'parent_notice_step', count(*) from parent_notice_step
  where school_id = @school and learner_id = @learner
union all
select 'plan', count(*) from plan
  where school_id = @school and learner_id = @learner
union all
select 'plan_answer', count(*) from plan_answer
  where school_id = @school and learner_id = @learner
union all
select 'professional_report', count(*) from professional_report
  where school_id = @school and learner_id = @learner
union all
select 'provision_session', count(*) from provision_session
  where school_id = @school and learner_id = @learner
union all
select 'review', count(*) from review
  where school_id = @school and learner_id = @learner
union all
select 'safeguarding_flag', count(*) from safeguarding_flag
  where school_id = @school and learner_id = @learner
union all
select 'score', count(*) from score
  where school_id = @school and learner_id = @learner
union all
select 'sen_area', count(*) from sen_area
  where school_id = @school and learner_id = @learner
union all
select 'sen_correction', count(*) from sen_correction
  where school_id = @school and learner_id = @learner
union all
select 'sen_evidence', count(*) from sen_evidence
  where school_id = @school and learner_id = @learner
union all
select 'sen_need', count(*) from sen_need
  where school_id = @school and learner_id = @learner
union all
select 'sen_status', count(*) from sen_status
  where school_id = @school and learner_id = @learner
union all
select 'sen_watch_check', count(*) from sen_watch_check
  where school_id = @school and learner_id = @learner
union all
select 'sharing_preference', count(*) from sharing_preference
  where school_id = @school and learner_id = @learner
union all
select 'staff_note', count(*) from staff_note
  where school_id = @school and learner_id = @learner
union all
select 'two_year_check', count(*) from two_year_check
  where school_id = @school and learner_id = @learner
union all
select 'view_invite', count(*) from view_invite
  where school_id = @school and learner_id = @learner
union all
select 'learner_sign_in', count(*) from learner_sign_in
  where school_id = @school and learner_id = @learner;

-- written_since(school id, learner id, after bigint) many
-- Rows of each table that are newer than an id: ids rise with time.
select 'access_arrangement' as "part: text", count(*) as "row_count: integer" from access_arrangement
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'arrival', count(*) from arrival
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'assessment', count(*) from assessment
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'capacity_note', count(*) from capacity_note
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'class_learner', count(*) from class_learner
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'concern', count(*) from concern
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'concern_step', count(*) from concern_step
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'concern_told', count(*) from concern_told
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'contact_suspension', count(*) from contact_suspension
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'court_order', count(*) from court_order
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'cycle', count(*) from cycle
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'details_change', count(*) from details_change
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'earlier_record', count(*) from earlier_record
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'external_id', count(*) from external_id
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'family_comment', count(*) from family_comment
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'learner_contact', count(*) from learner_contact
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'learner_professional', count(*) from learner_professional
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'learner_upn', count(*) from learner_upn
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'parent_notice', count(*) from parent_notice
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'parent_notice_step', count(*) from parent_notice_step
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'plan', count(*) from plan
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'plan_answer', count(*) from plan_answer
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'professional_report', count(*) from professional_report
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'provision_session', count(*) from provision_session
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'review', count(*) from review
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'safeguarding_flag', count(*) from safeguarding_flag
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'score', count(*) from score
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'sen_area', count(*) from sen_area
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'sen_correction', count(*) from sen_correction
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'sen_evidence', count(*) from sen_evidence
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'sen_need', count(*) from sen_need
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'sen_status', count(*) from sen_status
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'sen_watch_check', count(*) from sen_watch_check
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'sharing_preference', count(*) from sharing_preference
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'staff_note', count(*) from staff_note
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'two_year_check', count(*) from two_year_check
  where school_id = @school and learner_id = @learner and id > @after
union all
select 'view_invite', count(*) from view_invite
  where school_id = @school and learner_id = @learner and id > @after;

-- merge_rows_list(school id, merge learner_merge.id, learner id) exec
-- Which rows are to be moved.
insert into learner_merge_row (school_id, merge_id, part, row_id, state)
select @school, @merge, 'access_arrangement', id, 'moved' from access_arrangement
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'arrival', id, 'moved' from arrival
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'assessment', id, 'moved' from assessment
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'capacity_note', id, 'moved' from capacity_note
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'class_learner', id, 'moved' from class_learner
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'concern', id, 'moved' from concern
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'concern_step', id, 'moved' from concern_step
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'concern_told', id, 'moved' from concern_told
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'contact_suspension', id, 'moved' from contact_suspension
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'court_order', id, 'moved' from court_order
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'cycle', id, 'moved' from cycle
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'details_change', id, 'moved' from details_change
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'earlier_record', id, 'moved' from earlier_record
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'external_id', id, 'moved' from external_id
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'family_comment', id, 'moved' from family_comment
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'learner_contact', id, 'moved' from learner_contact
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'learner_professional', id, 'moved' from learner_professional
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'learner_upn', id, 'moved' from learner_upn
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'parent_notice', id, 'moved' from parent_notice
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'parent_notice_step', id, 'moved' from parent_notice_step
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'plan', id, 'moved' from plan
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'plan_answer', id, 'moved' from plan_answer
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'professional_report', id, 'moved' from professional_report
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'provision_session', id, 'moved' from provision_session
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'review', id, 'moved' from review
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'safeguarding_flag', id, 'moved' from safeguarding_flag
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'score', id, 'moved' from score
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'sen_area', id, 'moved' from sen_area
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'sen_correction', id, 'moved' from sen_correction
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'sen_evidence', id, 'moved' from sen_evidence
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'sen_need', id, 'moved' from sen_need
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'sen_status', id, 'moved' from sen_status
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'sen_watch_check', id, 'moved' from sen_watch_check
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'sharing_preference', id, 'moved' from sharing_preference
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'staff_note', id, 'moved' from staff_note
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'two_year_check', id, 'moved' from two_year_check
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'view_invite', id, 'moved' from view_invite
  where school_id = @school and learner_id = @learner
union all
select @school, @merge, 'learner_sign_in', learner_id, 'moved' from learner_sign_in
  where school_id = @school and learner_id = @learner;

-- move_access_arrangement(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update access_arrangement set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'access_arrangement' and m.state = 'moved');

-- move_arrival(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update arrival set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'arrival' and m.state = 'moved');

-- move_assessment(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update assessment set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'assessment' and m.state = 'moved');

-- move_capacity_note(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update capacity_note set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'capacity_note' and m.state = 'moved');

-- move_class_learner(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update class_learner set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'class_learner' and m.state = 'moved');

-- move_concern(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update concern set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'concern' and m.state = 'moved');

-- move_concern_step(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update concern_step set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'concern_step' and m.state = 'moved');

-- move_concern_told(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update concern_told set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'concern_told' and m.state = 'moved');

-- move_contact_suspension(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update contact_suspension set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'contact_suspension' and m.state = 'moved');

-- move_court_order(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update court_order set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'court_order' and m.state = 'moved');

-- move_cycle(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update cycle set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'cycle' and m.state = 'moved');

-- move_details_change(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update details_change set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'details_change' and m.state = 'moved');

-- move_earlier_record(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update earlier_record set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'earlier_record' and m.state = 'moved');

-- move_external_id(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update external_id set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'external_id' and m.state = 'moved');

-- move_family_comment(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update family_comment set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'family_comment' and m.state = 'moved');

-- move_learner_contact(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update learner_contact set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'learner_contact' and m.state = 'moved');

-- move_learner_professional(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update learner_professional set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'learner_professional' and m.state = 'moved');

-- move_learner_upn(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update learner_upn set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'learner_upn' and m.state = 'moved');

-- move_parent_notice(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update parent_notice set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'parent_notice' and m.state = 'moved');

-- move_parent_notice_step(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update parent_notice_step set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'parent_notice_step' and m.state = 'moved');

-- move_plan(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update plan set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'plan' and m.state = 'moved');

-- move_plan_answer(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update plan_answer set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'plan_answer' and m.state = 'moved');

-- move_professional_report(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update professional_report set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'professional_report' and m.state = 'moved');

-- move_provision_session(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update provision_session set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'provision_session' and m.state = 'moved');

-- move_review(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update review set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'review' and m.state = 'moved');

-- move_safeguarding_flag(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update safeguarding_flag set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'safeguarding_flag' and m.state = 'moved');

-- move_score(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update score set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'score' and m.state = 'moved');

-- move_sen_area(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update sen_area set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'sen_area' and m.state = 'moved');

-- move_sen_correction(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update sen_correction set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'sen_correction' and m.state = 'moved');

-- move_sen_evidence(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update sen_evidence set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'sen_evidence' and m.state = 'moved');

-- move_sen_need(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update sen_need set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'sen_need' and m.state = 'moved');

-- move_sen_status(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update sen_status set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'sen_status' and m.state = 'moved');

-- move_sen_watch_check(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update sen_watch_check set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'sen_watch_check' and m.state = 'moved');

-- move_sharing_preference(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update sharing_preference set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'sharing_preference' and m.state = 'moved');

-- move_staff_note(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update staff_note set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'staff_note' and m.state = 'moved');

-- move_two_year_check(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update two_year_check set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'two_year_check' and m.state = 'moved');

-- move_view_invite(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: all that hangs on one record moves to the other
update view_invite set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and id in (
  select m.row_id from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'view_invite' and m.state = 'moved');

-- move_learner_sign_in(school id, merge learner_merge.id, from_learner learner.id, to_learner learner.id) exec
-- across folders: likewise; a learner has one way in at most
update learner_sign_in set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner and exists (
  select 1 from learner_merge_row m where m.school_id = @school and m.merge_id = @merge
  and m.part = 'learner_sign_in' and m.state = 'moved');
