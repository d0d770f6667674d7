-- What access was given, and who has looked at that since.

-- given_insert(school id, id access_given.id, staff id, given_by staff.id, what text, role text, class id?, starts_on date, ends_on date?, given_at timestamptz) exec
insert into access_given (school_id, id, staff_id, given_by, what, role, class_id, starts_on, ends_on, given_at)
values (@school, @id, @staff, @given_by, @what, @role, @class, @starts_on, @ends_on, @given_at);

-- given_unseen(school id, staff id) many
-- By anybody but this person and a head, since this person began here. left_on, left_at: how the
-- person's access ends as it stands now; last_on, ended_at: how the role or the class does.
-- role_gone: it was a first role, and another is that now.
select g.id, g.staff_id, g.what, g.role, g.class_id, g.starts_on, g.ends_on, g.given_at,
       f.ended_on as "left_on: date?", f.ended_at as "left_at: timestamptz?",
       coalesce(r.ends_on, t.ends_on) as "last_on: date?",
       coalesce(r.ended_at, t.ended_at) as "ended_at: timestamptz?",
       case when g.what = 'role' and r.id is null and f.role <> g.role then 1 else 0 end
         as "role_gone: integer",
       f.display_name, b.display_name as "given_by: text", c.name as "class_name: text?"
from access_given g
join staff f on f.school_id = g.school_id and f.id = g.staff_id
join staff b on b.school_id = g.school_id and b.id = g.given_by
join staff s on s.school_id = g.school_id and s.id = @staff
left join class c on c.school_id = g.school_id and c.id = g.class_id
left join staff_role r on r.school_id = g.school_id and g.what = 'role' and r.id = (
  select max(o.id) from staff_role o
  where o.school_id = g.school_id and o.staff_id = g.staff_id and o.role = g.role
    and o.starts_on = g.starts_on)
left join class_staff t on t.school_id = g.school_id and g.what = 'class' and t.id = (
  select max(o.id) from class_staff o
  where o.school_id = g.school_id and o.staff_id = g.staff_id and o.class_id = g.class_id
    and o.starts_on = g.starts_on)
where g.school_id = @school and g.given_by <> @staff and b.role <> 'head'
  and not exists (select 1 from access_given_seen e
                  where e.school_id = @school and e.access_given_id = g.id and e.staff_id = @staff)
order by g.id;

-- given_see(school id, given access_given.id, staff id, now timestamptz) exec
insert into access_given_seen (school_id, access_given_id, staff_id, seen_at)
values (@school, @given, @staff, @now)
on conflict (school_id, access_given_id, staff_id) do nothing;
