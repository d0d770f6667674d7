-- What was logged, and the provisions it is held against.

-- provision_session_insert(school id, id provision_session.id, learner id, provision id, held_on date,
--   delivered boolean, missed_reason text?, minutes integer?, response text?, note text?,
--   logged_by staff.id, logged_at timestamptz) exec
insert into provision_session (school_id, id, learner_id, provision_id, held_on, delivered,
                               missed_reason, minutes, response, note, logged_by, logged_at)
values (@school, @id, @learner, @provision, @held_on, @delivered,
        @missed_reason, @minutes, @response, @note, @logged_by, @logged_at);

-- provision_sessions_of_cycle(school id, cycle id) many
select s.id, s.provision_id, v.title, s.held_on, s.delivered, s.missed_reason, s.minutes,
       s.response, s.note, s.logged_by, f.display_name, s.logged_at
from provision_session s
join provision v on v.school_id = s.school_id and v.id = s.provision_id
join plan p on p.school_id = v.school_id and p.id = v.plan_id
join staff f on f.school_id = s.school_id and f.id = s.logged_by
where s.school_id = @school and p.cycle_id = @cycle
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
