-- What was logged, and the provisions it is held against.

-- provision_session_insert(school id, id provision_session.id, learner id, provision id, held_on date,
--   delivered boolean, missed_reason text?, minutes integer?, response text?, note text?,
--   logged_by staff.id, logged_at timestamptz) exec
-- writes nothing unless the provision is the learner's, in a plan that was made final
insert into provision_session (school_id, id, learner_id, provision_id, held_on, delivered,
                               missed_reason, minutes, response, note, logged_by, logged_at)
select @school, @id, p.learner_id, v.id, @held_on, @delivered,
       @missed_reason, @minutes, @response, @note, @logged_by, @logged_at
from provision v
join plan p on p.school_id = v.school_id and p.id = v.plan_id
where v.school_id = @school and v.id = @provision and p.learner_id = @learner
  and p.finalised_on is not null;

-- provision_sessions_of_cycle(school id, cycle id) many
-- crossed in this order for the reason that record_notes has
select s.id, s.provision_id, v.title, s.held_on, s.delivered, s.missed_reason, s.minutes,
       s.response, s.note, s.logged_by, f.display_name, s.logged_at
from plan p
cross join provision v
cross join provision_session s
join staff f on f.school_id = s.school_id and f.id = s.logged_by
where p.school_id = @school and p.cycle_id = @cycle and v.school_id = p.school_id
  and v.plan_id = p.id and s.school_id = v.school_id and s.provision_id = v.id
order by s.held_on desc, s.id desc;

-- provision_session_counts(school id, cycle id, until date) many
-- what became of each provision of each edition, by how it went
select s.provision_id, s.delivered, s.missed_reason, s.response, count(*) as "sessions: integer",
       max(s.held_on) as "last_on: date?"
from provision_session s
join provision v on v.school_id = s.school_id and v.id = s.provision_id
join plan p on p.school_id = v.school_id and p.id = v.plan_id
where s.school_id = @school and p.cycle_id = @cycle and s.held_on <= @until
group by s.provision_id, s.delivered, s.missed_reason, s.response
order by s.provision_id;

-- provision_editions(school id, cycle id) many
-- each provision as it stood in each edition of the cycle's plan that was made final
select v.id, v.carried_from_id, v.title, v.starts_on, v.ends_on, v.times_a_week, p.edition,
       p.finalised_on
from provision v
join plan p on p.school_id = v.school_id and p.id = v.plan_id
where v.school_id = @school and p.cycle_id = @cycle and p.finalised_on is not null
order by p.edition, v.position, v.id;

-- provisions_running(school id, day date, week date, deliverer staff.id?, staff id?) many
-- what plans in force mean to take place about now, with what was logged today and since Monday
select v.id, v.title, v.minutes, v.place, v.group_size, v.times_a_week, v.starts_on, v.ends_on,
       v.deliverer_id,
       d.display_name as "deliverer_name: text?", v.deliverer_other, l.id as "learner: learner.id",
       l.known_name, c.name as "class_name: text?",
       (select count(*) from provision_session s
        where s.school_id = v.school_id and s.provision_id = v.id
          and s.held_on = @day) as "logged: integer",
       (select count(*) from provision_session s
        where s.school_id = v.school_id and s.provision_id = v.id and s.delivered
          and s.held_on >= @week and s.held_on <= @day) as "held: integer"
from provision v
join plan p on p.school_id = v.school_id and p.id = v.plan_id
join cycle y on y.school_id = p.school_id and y.id = p.cycle_id
join learner l on l.school_id = p.school_id and l.id = p.learner_id
left join class c on c.school_id = l.school_id and c.id = l.class_id
left join staff d on d.school_id = v.school_id and d.id = v.deliverer_id
where v.school_id = @school and p.state = 'final' and y.state in ('doing', 'reviewing')
  and v.starts_on <= @day and v.ends_on >= @day and l.closed_as is null and l.left_on is null
  and v.deliverer_id = @deliverer                                            --? deliverer
  and l.id in (own_learners)                                                 --? staff
order by v.title, v.minutes, v.deliverer_id nulls last, v.place, l.sort_name, v.id;
