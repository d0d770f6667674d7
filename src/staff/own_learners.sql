-- The one access rule, as a set: the learners whom @staff teaches or supports on @day. A statement
-- that shows a person only their own takes it as `l.id in (own_learners)`.

-- of a class
select o.id as learner_id
from class_staff t
join learner o on o.school_id = t.school_id and o.class_id = t.class_id
where t.school_id = @school and t.staff_id = @staff
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
union all
-- of a teaching group
select m.learner_id
from class_staff t
join class_learner m on m.school_id = t.school_id and m.class_id = t.class_id
where t.school_id = @school and t.staff_id = @staff
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)
union all
-- to whom this person gives support that a plan in force has running now
select p.learner_id
from provision v
join plan p on p.school_id = v.school_id and p.id = v.plan_id
join cycle y on y.school_id = p.school_id and y.id = p.cycle_id
where v.school_id = @school and v.deliverer_id = @staff
  and v.starts_on <= @day and v.ends_on >= @day
  and p.state = 'final' and y.state in ('doing', 'reviewing')
