-- bulk_action_insert(school id, id bulk_action.id, kind text, on_day date, reason text?, made_at timestamptz, made_by staff.id) exec
insert into bulk_action (school_id, id, kind, state, on_day, reason, made_at, made_by)
values (@school, @id, @kind, 'prepared', @on_day, @reason, @made_at, @made_by);

-- bulk_action_by_id(school id, id bulk_action.id) maybe
select a.id, a.kind, a.state, a.on_day, a.reason, a.made_at, a.made_by, a.done_at, a.undone_at,
       m.display_name as "made_by_name: text", u.display_name as "undone_by_name: text?"
from bulk_action a
join staff m on m.school_id = a.school_id and m.id = a.made_by
left join staff u on u.school_id = a.school_id and u.id = a.undone_by
where a.school_id = @school and a.id = @id;

-- bulk_actions_done(school id) many
-- The newest first; what was only prepared is nothing yet.
select a.id, a.kind, a.state, a.on_day, a.made_at, a.done_at, m.display_name as "made_by_name: text",
       (select count(*) from bulk_change c
        where c.school_id = a.school_id and c.action_id = a.id and c.part <> 'teacher_ends'
          and c.state in ('done', 'undone', 'kept')) as "changes: integer"
from bulk_action a
join staff m on m.school_id = a.school_id and m.id = a.made_by
where a.school_id = @school and a.state <> 'prepared'
order by a.made_at desc, a.id desc
limit 100;

-- bulk_action_done_set(school id, id bulk_action.id, done_at timestamptz) exec
update bulk_action set state = 'done', done_at = @done_at
where school_id = @school and id = @id and state = 'prepared';

-- bulk_action_undone_set(school id, id bulk_action.id, undone_at timestamptz, undone_by staff.id) exec
update bulk_action set state = 'undone', undone_at = @undone_at, undone_by = @undone_by
where school_id = @school and id = @id and state = 'done';

-- bulk_change_insert(school id, id bulk_change.id, action bulk_action.id, learner id?, class id?, staff id?, place bigint?, part text, before text?, after text?, said text, state text, why text?) exec
insert into bulk_change (school_id, id, action_id, learner_id, class_id, staff_id, place_id, part, before, after, said, state, why)
values (@school, @id, @action, @learner, @class, @staff, @place, @part, @before, @after, @said, @state, @why);

-- bulk_changes_of(school id, action bulk_action.id) many
-- In the order in which they were prepared.
select c.id, c.learner_id, c.class_id, c.staff_id, c.place_id, c.part, c.before, c.after, c.said,
       c.state, c.why, case when l.closed_as = 'sealed' then 'Sealed' else l.surname end as "surname: text?",
       case when l.closed_as = 'sealed' then 'A sealed record' else l.known_name end as "known_name: text?",
       k.name as "class_name: text?"
from bulk_change c
left join learner l on l.school_id = c.school_id and l.id = c.learner_id
left join class k on k.school_id = c.school_id and k.id = c.class_id
where c.school_id = @school and c.action_id = @action
order by c.id;

-- bulk_change_settle(school id, id bulk_change.id, state text, why text?, place bigint?) exec
update bulk_change set state = @state, why = @why, place_id = @place
where school_id = @school and id = @id;

-- bulk_open_cycles(school id) many
-- The cycles whose plan is in force.
select c.learner_id, c.id, c.planned_on, c.review_on
from cycle c
where c.school_id = @school and c.state in ('doing', 'reviewing')
order by c.learner_id;

-- bulk_classes(school id, day date) many
-- Classes and groups, and who teaches each on the day.
select k.id, k.name, k.is_group, k.national_year, s.display_name as "teacher: text?"
from class k
left join class_staff t on t.school_id = k.school_id and t.class_id = k.id and t.part = 'teacher'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
left join staff s on s.school_id = t.school_id and s.id = t.staff_id
where k.school_id = @school
order by k.is_group, k.sort_name, k.id, s.surname nulls last, s.id nulls last;

-- bulk_class_learners(school id, class id, day date) many
-- To whose records a teacher of the class comes.
select l.id as "id: learner.id"
from learner l
where l.school_id = @school and l.class_id = @class and l.closed_as is null
  and (l.left_on is null or l.left_on >= @day)
union
select m.learner_id
from class_learner m
where m.school_id = @school and m.class_id = @class
  and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day);
