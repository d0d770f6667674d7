-- A class on one page, for those who help it.

-- summary_classes(school id, staff id?, day date) many
-- staff: of whom this person teaches, supports or covers it today
select k.id, k.name, k.is_group
from class k
where k.school_id = @school
  and exists (select 1 from class_staff t                                        --? staff
              where t.school_id = @school and t.class_id = k.id                  --? staff
                and t.staff_id = @staff and t.starts_on <= @day                  --? staff
                and (t.ends_on is null or t.ends_on >= @day)                     --? staff
                and (t.ended_at is null or t.ends_on > @day))                    --? staff
order by k.is_group, k.sort_name, k.id;

-- summary_learners(school id, class id, day date) many
-- who needs something, with the plan in force
select l.id, l.known_name, l.level, l.school_level, l.primary_need, l.how_to_help_me, l.matters_to_me,
       p.class_strategies as "strategies: text?", p.review_on as "review_on: date?"
from learner l
left join cycle y on y.school_id = l.school_id and y.learner_id = l.id
  and y.state in ('doing', 'reviewing')
left join plan p on p.school_id = y.school_id and p.cycle_id = y.id and p.state = 'final'
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and (l.class_id = @class
       or exists (select 1 from class_learner m
                  where m.school_id = @school and m.class_id = @class and m.learner_id = l.id
                    and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)))
  and (l.level <> 'universal' or l.how_to_help_me is not null)
order by l.sort_name, l.id;

-- summary_flags(school id, class id, staff id?, day date) many
-- staff: only of their own learners
select s.learner_id
from safeguarding_flag s
join learner l on l.school_id = s.school_id and l.id = s.learner_id
where s.school_id = @school and s.ended_on is null and l.class_id = @class
  and l.closed_as is null
  and l.id in (own_learners)                                                     --? staff
;

-- summary_arrangements(school id, staff id?, day date) many
select a.learner_id, a.what
from access_arrangement a
where a.school_id = @school and a.ended_on is null
  and a.learner_id in (own_learners)                                             --? staff
order by a.learner_id, a.id;
