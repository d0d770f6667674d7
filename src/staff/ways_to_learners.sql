-- The one access rule, as a set: each way in which @staff teaches or supports a learner on @day. Whoever
-- covers a class sees its page of how to help whom, and no record. Who has left the school is taught
-- by nobody here from the day after: a record keeps its last class, and a plan its last support. Of
-- whoever has died the record stays readable to those who taught them.
-- place_id: the class, the group, or the support of a plan; since: the adult's first day there;
-- joined_on: the learner's, in a group. Each column has one type in all three parts (hence the cast),
-- or SQLite would fill a table with the whole set before it looks into it.

-- of a class
select o.id as learner_id, 'class' as way, t.part as part, t.class_id as place_id,
  t.starts_on as since, t.starts_on as joined_on
from class_staff t
join learner o on o.school_id = t.school_id and o.class_id = t.class_id
where t.school_id = @school and t.staff_id = @staff and t.part <> 'cover'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
  and (o.left_on is null or o.left_on >= @day or o.closed_as = 'died')
union all
-- of a teaching group
select m.learner_id, 'group', t.part, t.class_id, t.starts_on, m.starts_on
from class_staff t
join class_learner m on m.school_id = t.school_id and m.class_id = t.class_id
where t.school_id = @school and t.staff_id = @staff and t.part <> 'cover'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
  and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)
union all
-- to whom this person gives support that a plan in force has running now
select p.learner_id, 'support', cast('gives' as text), v.id, v.starts_on, v.starts_on
from provision v
join plan p on p.school_id = v.school_id and p.id = v.plan_id
join cycle y on y.school_id = p.school_id and y.id = p.cycle_id
join learner o on o.school_id = p.school_id and o.id = p.learner_id
where v.school_id = @school and v.deliverer_id = @staff
  and v.starts_on <= @day and v.ends_on >= @day
  and p.state = 'final' and y.state in ('doing', 'reviewing')
  and (o.left_on is null or o.left_on >= @day or o.closed_as = 'died')
