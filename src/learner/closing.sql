-- How a record stops being live, and is live again; and the number by which schools know a learner.

-- closing_insert(school id, id learner_closing.id, learner id, kind text, on_day date,
--   done_at timestamptz, done_by staff.id) exec
insert into learner_closing (school_id, id, learner_id, kind, on_day, done_at, done_by)
values (@school, @id, @learner, @kind, @on_day, @done_at, @done_by);

-- closing_now(school id, learner id) maybe
-- the one that holds
select c.id, c.kind, c.on_day, c.done_at, s.display_name as "done_by_name: text"
from learner_closing c
join staff s on s.school_id = c.school_id and s.id = c.done_by
where c.school_id = @school and c.learner_id = @learner and c.undone_at is null
order by c.id desc
limit 1;

-- closing_undo(school id, closing learner_closing.id, at timestamptz, staff id) exec
update learner_closing set undone_at = @at, undone_by = @staff
where school_id = @school and id = @closing and undone_at is null;

-- learner_close(school id, learner id, version bigint, closed_as text, died_on date?) exec
update learner set closed_as = @closed_as, died_on = @died_on, version = version + 1
where school_id = @school and id = @learner and version = @version and closed_as is null;

-- learner_reopen(school id, learner id, closed_as text) exec
update learner set closed_as = null, died_on = null, version = version + 1
where school_id = @school and id = @learner and closed_as = @closed_as;

-- upn_holder(school id, upn text) maybe
-- of a live record, of one who has died, and of a merged one
select id, closed_as from learner where school_id = @school and upn = @upn;

-- upn_set(school id, learner id, version bigint, upn text, former_upn text?) exec
update learner set upn = @upn, former_upn = @former_upn, version = version + 1
where school_id = @school and id = @learner and version = @version;

-- upn_before_insert(school id, id learner_upn.id, learner id, upn text, until_on date, staff id) exec
insert into learner_upn (school_id, id, learner_id, upn, until_on, noted_by)
values (@school, @id, @learner, @upn, @until_on, @staff);

-- upns_before(school id, learner id) many
-- the newest first
select u.upn, u.until_on, s.display_name
from learner_upn u
join staff s on s.school_id = u.school_id and s.id = u.noted_by
where u.school_id = @school and u.learner_id = @learner
order by u.until_on desc, u.id desc;
