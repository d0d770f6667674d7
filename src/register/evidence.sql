-- What decisions rest on.

-- evidence_insert(school id, id sen_evidence.id, learner id, status sen_status.id, kind text,
--   about bigint, label text, words text, chosen_on date, by staff.id) exec
insert into sen_evidence (school_id, id, learner_id, status_id, kind, about, label, words, chosen_on, chosen_by)
values (@school, @id, @learner, @status, @kind, @about, @label, @words, @chosen_on, @by);

-- evidence_end(school id, id sen_evidence.id, ended_on date, by staff.id) exec
update sen_evidence set ended_on = @ended_on, ended_by = @by
where school_id = @school and id = @id and ended_on is null;

-- evidence_of(school id, learner id) many
-- Of all decisions, in the order in which it was chosen.
select id, status_id, kind, about, label, words, chosen_on
from sen_evidence
where school_id = @school and learner_id = @learner and ended_on is null
order by id;
