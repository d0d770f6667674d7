-- arrival_last(school id, learner id) maybe
select a.id, a.arrived_on, a.from_setting, a.noted_by, n.display_name as "noted_by_name: text",
       a.plan_made_on, a.outcomes, a.support, a.strategies, a.words, a.reviewed_on,
       r.display_name as "reviewed_by_name: text?", a.verdict, a.note, a.version
from arrival a
join staff n on n.school_id = a.school_id and n.id = a.noted_by
left join staff r on r.school_id = a.school_id and r.id = a.reviewed_by
where a.school_id = @school and a.learner_id = @learner
order by a.arrived_on desc, a.id desc
limit 1;

-- arrival_insert(school id, id arrival.id, learner id, arrived_on date, from_setting text?, noted_by staff.id,
--   plan_made_on date?, outcomes text, support text, strategies text, words text) exec
insert into arrival (school_id, id, learner_id, arrived_on, from_setting, noted_by, plan_made_on,
                     outcomes, support, strategies, words, version)
values (@school, @id, @learner, @arrived_on, @from_setting, @noted_by, @plan_made_on,
        @outcomes, @support, @strategies, @words, 1);

-- arrival_set(school id, id arrival.id, version bigint, arrived_on date, from_setting text?, plan_made_on date?,
--   outcomes text, support text, strategies text, words text) exec
update arrival
set arrived_on = @arrived_on, from_setting = @from_setting, plan_made_on = @plan_made_on,
    outcomes = @outcomes, support = @support, strategies = @strategies, words = @words,
    version = version + 1
where school_id = @school and id = @id and version = @version;

-- arrival_review_set(school id, id arrival.id, version bigint, reviewed_on date, reviewed_by staff.id, verdict text,
--   note text) exec
update arrival
set reviewed_on = @reviewed_on, reviewed_by = @reviewed_by, verdict = @verdict, note = @note,
    version = version + 1
where school_id = @school and id = @id and version = @version;

-- earlier_record_rows(school id, learner learner.id?) many
select learner_id, kind, code, rank, starts_on, ends_on, words, from_setting
from earlier_record
where school_id = @school
  and learner_id = @learner                                                  --? learner
order by learner_id, kind, starts_on nulls first, rank nulls first, id;

-- earlier_record_insert(school id, id earlier_record.id, learner id, kind text, code text, rank integer?,
--   starts_on date?, ends_on date?, words text, from_setting text?, noted_on date) exec
insert into earlier_record (school_id, id, learner_id, kind, code, rank, starts_on, ends_on, words, from_setting,
                            noted_on)
values (@school, @id, @learner, @kind, @code, @rank, @starts_on, @ends_on, @words, @from_setting,
        @noted_on);
