-- Opening one record in an emergency, and who has looked at that since.

-- glass_insert(school id, id break_glass.id, staff id, learner id, role text, reason text, opened_on date, opened_at timestamptz) exec
insert into break_glass (school_id, id, staff_id, learner_id, role, reason, opened_on, opened_at)
values (@school, @id, @staff, @learner, @role, @reason, @opened_on, @opened_at);

-- glass_told(school id, staff id, day date) many
-- the accounts of SENCO and head at work on the day, but of whoever opens
select distinct a.id
from staff f
join account a on a.id = f.account_id and a.ended_at is null
where f.school_id = @school and f.id <> @staff
  and f.started_on <= @day and (f.ended_on is null or f.ended_on >= @day)
  and (f.ended_at is null or f.ended_on > @day)
  and (f.role in ('senco', 'head')
       or exists (select 1 from staff_role r
                  where r.school_id = @school and r.staff_id = f.id and r.role in ('senco', 'head')
                    and r.starts_on <= @day and (r.ends_on is null or r.ends_on >= @day)
                    and (r.ended_at is null or r.ends_on > @day)))
order by a.id;

-- glass_open(school id, learner id, staff id?, day date) many
-- on that day; whose glass it is
select staff_id, reason
from break_glass
where school_id = @school and learner_id = @learner and opened_on = @day
  and staff_id = @staff                                                     --? staff
order by id;

-- glass_unseen(school id, staff id) many
-- since this person began here
select g.id, g.learner_id, g.reason, g.role, g.opened_at, f.display_name,
       case when l.closed_as = 'sealed' then 'a child whose record is sealed' else l.known_name end as "known_name: text",
       c.name as "class_name: text?"
from break_glass g
join staff f on f.school_id = g.school_id and f.id = g.staff_id
join staff s on s.school_id = g.school_id and s.id = @staff
join learner l on l.school_id = g.school_id and l.id = g.learner_id
left join class c on c.school_id = l.school_id and c.id = l.class_id
where g.school_id = @school and g.staff_id <> @staff and g.opened_on >= s.started_on
  and not exists (select 1 from break_glass_seen e
                  where e.school_id = @school and e.break_glass_id = g.id and e.staff_id = @staff)
order by g.id;

-- glass_see(school id, glass break_glass.id, staff id, now timestamptz) exec
insert into break_glass_seen (school_id, break_glass_id, staff_id, seen_at)
values (@school, @glass, @staff, @now)
on conflict (school_id, break_glass_id, staff_id) do nothing;

-- glass_there(school id, glass break_glass.id) maybe
select id, opened_at from break_glass where school_id = @school and id = @glass;

-- glass_renamed(school id, day date) many
-- those known by another name than their own, with their own
select l.id, l.known_name, l.forename, l.surname, c.name as "class_name: text?"
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
where l.school_id = @school and l.preferred_name is not null
  and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
order by l.id;

-- glass_named(school id, key text, day date) many
-- of exactly that name, and here on the day: no list to browse in
select l.id, l.known_name, l.national_year, c.name as "class_name: text?"
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
where l.school_id = @school and l.sort_name = @key
  and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
order by l.id;
