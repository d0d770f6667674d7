-- A child who goes on under another identity: the record before is sealed.

-- ---- What may be carried over ----

-- seal_level(school id, learner id) maybe
-- the level that holds
select id, level, starts_on from sen_status
where school_id = @school and learner_id = @learner and ends_on is null
order by id desc
limit 1;

-- seal_needs(school id, learner id) many
select id, code, rank from sen_need
where school_id = @school and learner_id = @learner and ends_on is null
order by rank, id;

-- seal_areas(school id, learner id) many
select id, area, is_primary, barriers, strengths from sen_area
where school_id = @school and learner_id = @learner and ends_on is null
order by id;

-- seal_plan(school id, learner id) maybe
-- the plan in force
select p.id, p.class_strategies, p.finalised_on
from plan p
join cycle c on c.school_id = p.school_id and c.id = p.cycle_id
where p.school_id = @school and p.learner_id = @learner and p.state = 'final'
  and c.state in ('doing', 'reviewing')
order by p.id desc
limit 1;

-- seal_outcomes(school id, plan id) many
select id, wording from outcome where school_id = @school and plan_id = @plan order by position, id;

-- seal_provisions(school id, plan id) many
select id, title, detail from provision
where school_id = @school and plan_id = @plan
order by position, id;

-- seal_scores(school id, learner id) many
select id from score where school_id = @school and learner_id = @learner order by taken_on, id;

-- seal_groups(school id, learner id, day date) many
select class_id from class_learner
where school_id = @school and learner_id = @learner and starts_on <= @day
  and (ends_on is null or ends_on >= @day)
order by id;

-- ---- Carrying over: without any words ----

-- carry_level(school id, id sen_status.id, status sen_status.id, learner id, words text) exec
-- across folders: what is known of need goes on under the new identity
insert into sen_status (school_id, id, learner_id, level, school_level, census_code, starts_on,
  decided_on, decided_by, evidence, outcomes_sought, version)
select @school, @id, @learner, s.level, s.school_level, s.census_code, s.starts_on, s.decided_on,
       s.decided_by, @words, @words, 1
from sen_status s
where s.school_id = @school and s.id = @status;

-- carry_learner_level(school id, learner id, from_learner learner.id) exec
-- across folders: likewise
update learner
set level = (select l.level from learner l where l.school_id = @school and l.id = @from_learner),
    school_level = (select l.school_level from learner l where l.school_id = @school and l.id = @from_learner),
    census_code = (select l.census_code from learner l where l.school_id = @school and l.id = @from_learner),
    level_since = (select l.level_since from learner l where l.school_id = @school and l.id = @from_learner)
where school_id = @school and id = @learner and closed_as is null;

-- carry_need(school id, id sen_need.id, need sen_need.id, learner id) exec
-- across folders: likewise
insert into sen_need (school_id, id, learner_id, code, rank, starts_on, decided_by)
select @school, @id, @learner, n.code, n.rank, n.starts_on, n.decided_by
from sen_need n
where n.school_id = @school and n.id = @need;

-- carry_primary_need(school id, learner id, code text) exec
-- across folders: likewise
update learner set primary_need = @code where school_id = @school and id = @learner;

-- carry_area(school id, id sen_area.id, area sen_area.id, learner id, words boolean) exec
-- across folders: likewise
insert into sen_area (school_id, id, learner_id, area, is_primary, barriers, strengths, starts_on,
  decided_by)
select @school, @id, @learner, a.area, a.is_primary, case when @words then a.barriers end,
       case when @words then a.strengths end, a.starts_on, a.decided_by
from sen_area a
where a.school_id = @school and a.id = @area;

-- carry_score(school id, id score.id, score id, learner id) exec
-- across folders: likewise; notes stay behind
insert into score (school_id, id, learner_id, measure_id, taken_on, value, absent, margin, source,
  baseline, entered_by, entered_on, version)
select @school, @id, @learner, s.measure_id, s.taken_on, s.value, s.absent, s.margin, s.source,
       s.baseline, s.entered_by, s.entered_on, 1
from score s
where s.school_id = @school and s.id = @score and (s.value is not null or s.absent is not null);

-- carry_external_ids(school id, from_learner learner.id, to_learner learner.id) exec
-- across folders: the school's other system names the same child by the same id
update external_id set learner_id = @to_learner
where school_id = @school and learner_id = @from_learner;

-- ---- The seal ----

-- seal_insert(school id, id learner_seal.id, sealed learner.id, new_learner learner.id, class id?,
--   evidence text, done_at timestamptz, done_by staff.id, last_id bigint) exec
insert into learner_seal (school_id, id, sealed_id, new_id, class_id, evidence, done_at, done_by,
  last_id, version_after)
select @school, @id, @sealed, l.id, @class, @evidence, @done_at, @done_by, @last_id, l.version
from learner l
where l.school_id = @school and l.id = @new_learner and l.closed_as is null;

-- seal_close(school id, learner id, version bigint) exec
-- across folders: a sealed record is in no class and on no list; it keeps its number, so that no list
-- brings it anew
update learner set closed_as = 'sealed', class_id = null, version = version + 1
where school_id = @school and id = @learner and version = @version and closed_as is null;

-- seal_reopen(school id, learner id, class id?) exec
-- across folders: as it was before
update learner set closed_as = null, class_id = @class, version = version + 1
where school_id = @school and id = @learner and closed_as = 'sealed';

-- seal_give_up(school id, new_learner learner.id, sealed learner.id) exec
-- across folders: the new record of a sealing that was taken back leads to the one that goes on
update learner
set closed_as = 'merged', merged_into = @sealed, upn = null, class_id = null, version = version + 1
where school_id = @school and id = @new_learner and closed_as is null;

-- seals_all(school id) many
-- The newest first; never a name.
select s.id, s.sealed_id, s.new_id, s.done_at, f.display_name, s.evidence, s.undone_at,
       n.version, n.closed_as, s.version_after
from learner_seal s
join staff f on f.school_id = s.school_id and f.id = s.done_by
join learner n on n.school_id = s.school_id and n.id = s.new_id
where s.school_id = @school
order by s.id desc;

-- seal_by_id(school id, seal learner_seal.id) maybe
select s.sealed_id, s.new_id, s.class_id, s.done_at, s.last_id, s.version_after, s.undone_at,
       n.version, n.closed_as
from learner_seal s
join learner n on n.school_id = s.school_id and n.id = s.new_id
where s.school_id = @school and s.id = @seal;

-- seal_undone(school id, seal learner_seal.id, at timestamptz, staff id) exec
update learner_seal set undone_at = @at, undone_by = @staff
where school_id = @school and id = @seal and undone_at is null;
