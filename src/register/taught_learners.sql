-- The learners whom @teacher teaches on @day: of a class or of a teaching group.
select o.id as learner_id
from class_staff t
join learner o on o.school_id = t.school_id and o.class_id = t.class_id
where t.school_id = @school and t.staff_id = @teacher and t.part = 'teacher'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
union all
select m.learner_id
from class_staff t
join class_learner m on m.school_id = t.school_id and m.class_id = t.class_id
where t.school_id = @school and t.staff_id = @teacher and t.part = 'teacher'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
  and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)
