-- today_sessions(school id, first date, last date, staff staff.id?, day date) many
-- Last week's sessions by day; staff: only of whom this person teaches or supports.
select e.held_on, count(*) as "logged: integer",
       count(*) filter (where e.delivered) as "held: integer"
from provision_session e
where e.school_id = @school and e.held_on >= @first and e.held_on <= @last
  and e.learner_id in (own_learners)                                         --? staff
group by e.held_on
order by e.held_on;

-- today_reviews(school id, first date, last date, staff staff.id?, day date) many
select y.learner_id, y.review_on, l.known_name, c.name as "class_name: text?"
from cycle y
join learner l on l.school_id = y.school_id and l.id = y.learner_id
left join class c on c.school_id = l.school_id and c.id = l.class_id
where y.school_id = @school and y.state in ('doing', 'reviewing')
  and y.review_on >= @first and y.review_on <= @last
  and l.id in (own_learners)                                                 --? staff
order by y.review_on nulls last, l.sort_name, y.id;

-- today_comments(school id, most integer) many
-- What families wrote and nobody has read yet, the longest wait first: one row a learner.
select m.learner_id, l.known_name, c.name as "class_name: text?",
       min(m.written_at) as "since: timestamptz", count(*) as "waiting: integer"
from family_comment m
join learner l on l.school_id = m.school_id and l.id = m.learner_id
left join class c on c.school_id = l.school_id and c.id = l.class_id
where m.school_id = @school and m.seen_by is null
group by m.learner_id, l.known_name, c.name
order by min(m.written_at) nulls first, m.learner_id
limit @most;
