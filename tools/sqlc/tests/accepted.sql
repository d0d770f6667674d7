--- a plain list
-- plans_of(school id, learner id) many
-- What it is for.
select id, wording, due_on, final, price, saved_at from plan
where school_id = @school and learner_id = @learner
order by due_on nulls last, id;
--- one, with a type for what is counted
-- plan_count(school id) one
select count(*) as "plans: integer", max(saved_at) as "last: timestamptz?" from plan where school_id = @school;
--- no parameters
-- schools() many
select id, name from school order by name;
--- maybe
-- plan_any(school id, plan id) maybe
select id from plan where id = @plan and school_id = @school;
--- a header over two lines
-- plan_add(school id, id plan.id, learner id, wording text, due_on date?,
--   final boolean, price bigint?, saved_at timestamptz) exec
insert into plan (school_id, id, learner_id, wording, due_on, final, price, saved_at)
values (@school, @id, @learner, @wording, @due_on, @final, @price, @saved_at);
--- several rows
-- plan_two(school id, a plan.id, b plan.id, learner id, now timestamptz) exec
insert into plan (id, school_id, learner_id, wording, final, saved_at)
values (@a, @school, @learner, 'x', false, @now), (@b, @school, @learner, 'y', true, @now);
--- insert what is selected
-- plan_copy(school id, plan id, id plan.id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
select p.school_id, @id, p.learner_id, p.wording, false, @now from plan p
where p.school_id = @school and p.id = @plan;
--- upsert
-- plan_save(school id, id plan.id, learner id, wording text, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @learner, @wording, false, @now)
on conflict (school_id, id) do update set wording = excluded.wording, saved_at = excluded.saved_at
where not plan.final;
--- returning
-- plan_take(school id, plan id) maybe
update plan set final = true where school_id = @school and id = @plan returning id, wording;
--- insert and return
-- plan_made(school id, id plan.id, learner id, now timestamptz) one
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @learner, '', false, @now) returning id, saved_at;
--- delete
-- plan_drop(school id, plan id) exec
delete from plan where school_id = @school and id = @plan and not final;
--- set what is given
-- plan_change(school id, plan id, wording text?, due_on date?) exec
update plan set final = false
  , wording = @wording --? wording
  , due_on = @due_on --? due_on
where school_id = @school and id = @plan;
--- set to nothing
-- plan_due(school id, plan id, due_on date?) exec
update plan set due_on = @due_on where school_id = @school and id = @plan;
--- an inner join proves the other table
-- joined(school id) many
select p.id, l.name from plan p join learner l on l.school_id = p.school_id and l.id = p.learner_id
where p.school_id = @school order by l.sort_name;
--- the proof goes through a chain, in any order
-- chained(school id) many
select a.id from plan a join plan b on b.school_id = a.school_id and b.id = a.id
join learner l on l.school_id = b.school_id and l.id = b.learner_id
where @school = l.school_id order by a.id;
--- a left join states its columns
-- left_joined(school id) many
select l.id, p.id as "plan: plan.id?", p.wording as "wording: text?", count(*) as "n: integer"
from learner l left join plan p on p.school_id = l.school_id and p.learner_id = l.id
where l.school_id = @school group by l.id, p.id, p.wording order by l.id;
--- exists
-- with_plan(school id) many
select l.id from learner l where l.school_id = @school
and exists (select 1 from plan p where p.school_id = l.school_id and p.learner_id = l.id) order by l.id;
--- in, with or in brackets
-- some(school id, a plan.id, b plan.id) many
select id from plan where school_id = @school and (id = @a or id = @b or id in (@a, @b)) order by id;
--- between
-- between_days(school id, a date, b date) many
select id from plan where due_on between @a and @b and school_id = @school order by id;
--- a comma join
-- comma(school id) many
select p.id from plan p, learner l where p.school_id = @school and l.school_id = @school order by p.id;
--- with
-- latest(school id) many
with newest as (
  select learner_id, max(id) as plan_id from plan where school_id = @school group by learner_id
)
select l.name, n.plan_id as "plan: plan.id" from learner l join newest n on n.learner_id = l.id
where l.school_id = @school order by l.sort_name;
--- a subquery in from
-- summed(school id) many
select t.n as "n: bigint" from (select count(*) as n from plan where school_id = @school) t order by t.n nulls last;
--- union
-- both(school id) many
select id as "id: bigint", 'plan' as "kind: text" from plan where school_id = @school
union all
select id, 'learner' from learner where school_id = @school;
--- windows, filter, case, coalesce, instr
-- fancy(school id, part text) many
select id, row_number() over (partition by learner_id order by saved_at, id) as "place: integer",
  case when final then 1 else 0 end as "finals: integer",
  coalesce(price, 0) as "pence: bigint"
from plan where school_id = @school and instr(wording, @part) > 0 order by id limit 10;
--- filter
-- filtered(school id) one
select count(*) filter (where final) as "finals: integer", sum(price) as "pence: bigint?"
from plan where school_id = @school;
--- optional lines and orders
-- learners(school id, year integer?, active boolean) many
select id, name, year from learner where school_id = @school
  and year = @year --? year
  and active --? active
order by sort_name, id --order name
order by year nulls last, sort_name --order year
;
--- booleans
-- booleans(school id, final boolean) many
select id from plan where school_id = @school and final = @final and not final order by id;
--- is null against any
-- empties(school id) many
select id from plan where school_id = @school and due_on is null and price is not null order by id;
--- a table read before the school is known proves what it joins
-- by_token(token bytea) maybe
select s.school_id, l.name as "learner: text?" from session s
left join learner l on l.school_id = s.school_id and l.id = s.learner_id where s.token = @token;
--- across schools, with its reason
-- every_plan(day date) many
-- across schools: the nightly count
select school_id, count(*) as "plans: integer" from plan where due_on < @day group by school_id order by school_id;
--- another folder's table, with its reason
-- learner_off(school id, learner id) exec
-- across folders: a merge moves what hangs on one record to another
update learner set active = false where school_id = @school and id = @learner;
--- a key may be left to the schema
-- same_type(school id, learner id) many
select learner_id from plan where school_id = @school and learner_id = @learner order by learner_id;
--- a semicolon in a text
-- odd(school id) many
select id, 'a;b -- c' as "odd: text" from plan where school_id = @school order by id;
--- a set that is made of another
-- by_sets(school id, day date) many
select p.id from plan p where p.school_id = @school and p.id in (due_finals) order by p.id;
--- a set, in an optional line and as a table
-- by_set(school id, only boolean) many
select p.id from plan p where p.school_id = @school
  and p.id in (select f.plan_id from (finals) f) --? only
  and exists (select f.plan_id from (finals) f join (finals) g on g.plan_id = f.plan_id where f.plan_id = p.id)
order by p.id;
