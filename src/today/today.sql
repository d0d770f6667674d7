-- today_sessions(school id, first date, last date, staff staff.id?, day date) many
-- last week's sessions by day; staff: only learners of this person's classes
select e.held_on, count(*) as "logged: integer",
       count(*) filter (where e.delivered) as "held: integer"
from provision_session e
join learner l on l.school_id = e.school_id and l.id = e.learner_id
where e.school_id = @school and e.held_on >= @first and e.held_on <= @last
  and exists (select 1 from class_staff t                                    --? staff
              where t.school_id = l.school_id and t.class_id = l.class_id    --? staff
                and t.staff_id = @staff and t.starts_on <= @day              --? staff
                and (t.ends_on is null or t.ends_on >= @day))                --? staff
group by e.held_on
order by e.held_on;

-- today_reviews(school id, first date, last date, staff staff.id?, day date) many
select y.learner_id, y.review_on, l.known_name, c.name as "class_name: text?"
from cycle y
join learner l on l.school_id = y.school_id and l.id = y.learner_id
left join class c on c.school_id = l.school_id and c.id = l.class_id
where y.school_id = @school and y.state in ('doing', 'reviewing')
  and y.review_on >= @first and y.review_on <= @last
  and exists (select 1 from class_staff t                                    --? staff
              where t.school_id = l.school_id and t.class_id = l.class_id    --? staff
                and t.staff_id = @staff and t.starts_on <= @day              --? staff
                and (t.ends_on is null or t.ends_on >= @day))                --? staff
order by y.review_on nulls last, l.sort_name, y.id;
