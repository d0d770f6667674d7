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
  and l.closed_as is null
  and l.id in (own_learners)                                                 --? staff
order by y.review_on nulls last, l.sort_name, y.id;

-- today_details(school id, day date, most integer) many
-- What families ask to be changed of what the school holds of them, the longest wait first: one row
-- for each who asks, with one learner of theirs.
select coalesce(d.learner_id, k.learner_id) as "learner: learner.id", c.name as "contact: text?",
       l.known_name as "known_name: text?", min(d.asked_at) as "since: timestamptz"
from details_change d
left join contact c on c.school_id = d.school_id and c.id = d.contact_id
left join learner l on l.school_id = d.school_id and l.id = d.learner_id
left join learner_contact k on k.school_id = d.school_id and k.contact_id = d.contact_id
  and k.id = (select min(o.id) from learner_contact o
              where o.school_id = @school and o.contact_id = d.contact_id
                and (o.ends_on is null or o.ends_on >= @day))
where d.school_id = @school and d.answered_at is null and l.closed_as is null
  and (d.learner_id is not null or k.id is not null)
group by coalesce(d.learner_id, k.learner_id), c.name, l.known_name
order by min(d.asked_at) nulls first, coalesce(d.learner_id, k.learner_id) nulls last
limit @most;

-- today_views(school id, staff id) many
-- What this person is asked to say of their learners and has not said of each, the first due first.
select r.id, r.title, r.due_on, r.reminded_on, s.display_name as "asked_by: text",
       count(*) as "waiting: integer"
from view_invite i
join view_round r on r.school_id = i.school_id and r.id = i.round_id
join staff s on s.school_id = r.school_id and s.id = r.asked_by
join learner l on l.school_id = i.school_id and l.id = i.learner_id
where i.school_id = @school and i.staff_id = @staff and i.answered_at is null
  and l.closed_as is null
  and r.closed_on is null
group by r.id, r.title, r.due_on, r.reminded_on, s.display_name
order by r.due_on, r.id;

-- today_comments(school id, most integer) many
-- What families wrote and nobody has read yet, the longest wait first: one row a learner.
select m.learner_id, l.known_name, c.name as "class_name: text?",
       min(m.written_at) as "since: timestamptz", count(*) as "waiting: integer"
from family_comment m
join learner l on l.school_id = m.school_id and l.id = m.learner_id
left join class c on c.school_id = l.school_id and c.id = l.class_id
where m.school_id = @school and m.seen_by is null
  and (l.closed_as is null or l.closed_as = 'died')
group by m.learner_id, l.known_name, c.name
order by min(m.written_at) nulls first, m.learner_id
limit @most;

-- today_answers(school id, most integer) many
-- Plans in force that somebody does not wholly agree with, as the newest answer of each says, the
-- longest wait first: one row a learner.
select a.learner_id, l.known_name, k.name as "class_name: text?",
       min(a.answered_on) as "since: date", a.plan_id
from plan_answer a
join plan p on p.school_id = a.school_id and p.id = a.plan_id and p.state = 'final'
join cycle y on y.school_id = p.school_id and y.id = p.cycle_id and y.state in ('doing', 'reviewing')
join learner l on l.school_id = a.school_id and l.id = a.learner_id and l.closed_as is null
left join class k on k.school_id = l.school_id and k.id = l.class_id
where a.school_id = @school and a.answer in ('in_part', 'talk_first')
  and a.snapshot_hash = p.snapshot_hash
  and not exists (
    select 1 from plan_answer n
    where n.school_id = a.school_id and n.plan_id = a.plan_id
      and coalesce(n.contact_id, 0) = coalesce(a.contact_id, 0)
      and (n.answered_on > a.answered_on
           or (n.answered_on = a.answered_on and n.written_at > a.written_at)))
group by a.learner_id, l.known_name, k.name, a.plan_id
order by min(a.answered_on) nulls first, a.learner_id
limit @most;
