--- 2: no such table: plam
-- x() many
select id from plam;
--- 3: no such column: wordign
-- x(school id) many
select id,
  wordign as "w: text" from plan where school_id = @school;
--- 3: near "plan": syntax error
-- x(school id) many
select id
form plan where school_id = @school;
--- 2: no such column: p.absent
-- x(school id) many
select p.absent as "n: text" from plan p where p.school_id = @school;
--- 1: statement x does not end with ;
-- x() many
select id from school order by id
--- 1: a statement starts with: -- name(parameters) shape
select id from school;
--- 1: after the parameters stands many, one, maybe or exec, not 'lots'
-- x() lots
select id from school order by id;
--- 4: x stands there twice
-- x() many
select id from school order by id;

-- x() many
select id from school order by id;
--- 2: @plan is not among the parameters of x
-- x(school id) many
select id from plan where school_id = @school and id = @plan;
--- 1: parameter 'plan' is not used
-- x(school id, plan id) many
select id from plan where school_id = @school order by id;
--- 1: 'int' is no type
-- x(school id, n int) many
select id from plan where school_id = @school and price = @n;
--- 1: no table 'by' with an id of its own; write 'by table.id'
-- x(school id, by id) many
select id from plan where school_id = @school and id = @by;
--- 1: no table 'session' with an id of its own
-- x(s session.id) many
select school_id from session order by school_id;
--- 1: a parameter is 'name type', not 'school'
-- x(school) many
select id from plan where school_id = @school order by id;
--- 1: the parameter school is a 'school id'
-- x(school bigint) many
select id from plan where school_id = @school order by id;
--- 1: the parameter school is a 'school id'
-- x(school id?) many
select id from plan where school_id = @school order by id;
--- 1: a parameter cannot be called 'register'
-- x(school id, register text) many
select id from plan where school_id = @school and wording = @register order by id;
--- 1: parameter 'a' stands there twice
-- x(school id, a text, a text) many
select id from plan where school_id = @school and wording = @a order by id;
--- 1: x: an exec writes
-- x(school id) exec
select id from plan where school_id = @school order by id;
--- 1: x: nothing comes back; say exec
-- x(school id) many
delete from plan where school_id = @school;
--- 1: x: an exec returns nothing
-- x(school id) exec
delete from plan where school_id = @school returning id;
--- 2: plan is a school's table
-- x() many
select id from plan order by id;
--- 3: learner l is a school's table
-- x(school id) many
select p.id from plan p
join learner l on l.id = p.learner_id
where p.school_id = @school order by p.id;
--- 2: plan p is a school's table
-- x(school id) many
select l.id from learner l left join plan p on p.learner_id = l.id and l.school_id = @school
where l.school_id = @school order by l.id;
--- 2: learner l is a school's table
-- x(school id) many
select l.id from learner l left join plan p on p.school_id = @school and l.school_id = p.school_id
order by l.id;
--- 2: plan is a school's table
-- x(school id, plan id) many
select id from plan where school_id = @school or id = @plan order by id;
--- 2: plan is a school's table
-- x(school id) many
select id from plan where not school_id = @school order by id;
--- 2: plan is a school's table
-- x(school id) many
select id from plan where (school_id = @school or final) order by id;
--- 2: plan is a school's table
-- x(school id) many
select id from plan where case when final then school_id = @school else true end order by id;
--- 2: plan is a school's table
-- x(school id) many
select id from plan where price between 1 and school_id = @school order by id;
--- 2: plan is a school's table
-- x(school id) many
select id from plan where school_id = @school + 1 order by id;
--- 2: plan is a school's table
-- x(school id) many
select id from plan where school_id > @school order by id;
--- 2: plan p is a school's table
-- x(school id) many
select p.id from plan p join learner l on l.school_id = @school order by p.id;
--- 2: plan p is a school's table
-- x(school id) many
select l.id from learner l where l.school_id = @school and exists (select 1 from plan p where p.learner_id = l.id)
order by l.id;
--- 2: learner l is a school's table
-- x(school id) many
select l.id from learner l where exists (select 1 from plan p where p.school_id = @school and l.school_id = p.school_id)
order by l.id;
--- 3: learner is a school's table
-- x(school id) many
select id as "id: bigint" from plan where school_id = @school union all
select id from learner;
--- 2: plan is a school's table
-- x(school id) many
with a as (select id, learner_id from plan) select a.id as "id: plan.id", @school as "s: bigint" from a;
--- 2: 'plan' is a table: choose another name
-- x(school id) many
with plan as (select 1 as id) select id from learner where school_id = @school order by id;
--- 2: plan is a school's table
-- x(plan id) exec
update plan set final = true where id = @plan;
--- 2: plan is a school's table
-- x(plan id) exec
delete from plan where id = @plan;
--- 3: plan is a school's table
-- x(school id, final boolean) many
select id
from plan where true
  and school_id = @school --? final
order by id;
--- 2: insert into plan must set school_id to @school
-- x(id plan.id, learner id, now timestamptz) exec
insert into plan (id, learner_id, wording, final, saved_at) values (@id, @learner, '', false, @now);
--- 3: each new row of plan must have @school as its school_id
-- x(other school.id, id plan.id, learner id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@other, @id, @learner, '', false, @now);
--- 3: each new row of plan must have @school as its school_id
-- x(school id, id plan.id, learner id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @learner, '', false, @now), (@id, @school, @learner, '', false, @now);
--- 3: each new row of plan must have @school as its school_id
-- x(school id, id plan.id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
select l.id, @id, l.id, '', false, @now from learner l where l.school_id = @school;
--- 4: on conflict of plan must name school_id
-- x(school id, id plan.id, learner id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @learner, '', false, @now)
on conflict (saved_at) do nothing;
--- 3: each new row of plan must have @school as its school_id
-- x(school id, id plan.id, learner id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school + 1, @id, @learner, '', false, @now);
--- 4: each new row of plan must have @school as its school_id
-- x(school id, id plan.id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
select @school, @id, l.id, '', false, @now from learner l where l.school_id = @school union all
select l.id, @id, l.id, '', false, @now from learner l where l.school_id = @school;
--- 2: name the columns of plan
-- x(school id, id plan.id, learner id, now timestamptz) exec
insert into plan values (@school, @id, @learner, '', null, false, null, @now);
--- 2: a row never moves to another school
-- x(school id, other school.id) exec
update plan set school_id = @other where school_id = @school;
--- 2: only learner/ may write the table learner
-- x(school id) exec
update learner set active = false where school_id = @school;
--- 3: only learner/ may write the table learner
-- x(school id) exec
-- across folders:
update learner set active = false where school_id = @school;
--- 2: only learner/ may write the table learner
-- x(school id) exec
delete from learner where school_id = @school;
--- 2: only school/ may write the table school
-- x(id school.id) exec
insert into school (id, name) values (@id, 'x');
--- 2: 'n' needs its type, since only a table's own column has one
-- x(school id) many
select count(*) as n from plan where school_id = @school;
--- 2: an expression needs a name and a type
-- x(school id) many
select count(*) from plan where school_id = @school;
--- 2: 'wording' needs its type, since a left join may leave it empty
-- x(school id) many
select p.wording from learner l left join plan p on p.school_id = l.school_id where l.school_id = @school;
--- 2: 'wording' comes from a left join: state its type with ?
-- x(school id) many
select p.wording as "wording: text" from learner l left join plan p on p.school_id = l.school_id where l.school_id = @school;
--- 2: 'wording' is stated as date, but the column is text
-- x(school id) many
select wording as "wording: date" from plan where school_id = @school;
--- 2: 'id' needs its type, since only a table's own column has one
-- x(school id) many
select id from plan where school_id = @school union all select id from learner where school_id = @school;
--- 2: two columns are called 'id'
-- x(school id) many
select p.id, l.id from plan p join learner l on l.school_id = p.school_id where p.school_id = @school;
--- 2: 'register' is a word of C
-- x(school id) many
select wording as register from plan where school_id = @school;
--- 2: name the columns: * changes with the schema
-- x(school id) many
select * from plan where school_id = @school;
--- 2: name the columns: * changes with the schema
-- x(school id) many
select p.* from plan p where p.school_id = @school;
--- 2: learner_id is a learner.id, but plan is a plan.id
-- x(school id, plan id) many
select id from plan where school_id = @school and learner_id = @plan order by id;
--- 2: due_on is a date, but day is a timestamptz
-- x(school id, day timestamptz) many
select id from plan where school_id = @school and due_on < @day order by id;
--- 2: final is a boolean, but f is a integer
-- x(school id, f integer) many
select id from plan where school_id = @school and final = @f order by id;
--- 2: wording may not be null, but @wording may be
-- x(school id, wording text?) exec
update plan set wording = @wording where school_id = @school;
--- 3: wording may not be null, but @wording may be
-- x(school id, id plan.id, learner id, wording text?, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @learner, @wording, false, @now);
--- 3: learner_id is a learner.id, but id is a plan.id
-- x(school id, id plan.id, now timestamptz) exec
insert into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @id, '', false, @now);
--- 2: a boolean is not a number
-- x(school id) many
select id from plan where school_id = @school and final = 1 order by id;
--- 2: 'like': its rules of case differ
-- x(school id, w text) many
select id from plan where school_id = @school and wording like @w order by id;
--- 2: 'glob': PostgreSQL lacks it
-- x(school id, w text) many
select id from plan where school_id = @school and wording glob @w order by id;
--- 2: near "ilike": syntax error
-- x(school id, w text) many
select id from plan where school_id = @school and wording ilike @w order by id;
--- 2: lower(): the engines fold case differently
-- x(school id) many
select lower(wording) as "w: text" from plan where school_id = @school;
--- 2: json_group_array(): the engines' JSON differs
-- x(school id) many
select json_group_array(id) as "w: text" from plan where school_id = @school;
--- 2: '->' is not understood by both engines
-- x(school id) many
select wording -> 'a' as "w: text" from plan where school_id = @school;
--- 2: date(): do date arithmetic in C
-- x(school id) many
select id from plan where school_id = @school and due_on < date('now') order by id;
--- 2: strftime(): do date arithmetic in C
-- x(school id) many
select strftime('%Y', due_on) as "y: text" from plan where school_id = @school;
--- 2: julianday(): do date arithmetic in C
-- x(school id) many
select julianday(due_on) as "y: integer" from plan where school_id = @school;
--- 2: 'current_date': the program passes today
-- x(school id) many
select id from plan where school_id = @school and due_on < current_date order by id;
--- 2: 'current_timestamp': the program passes the moment
-- x(school id) many
select id from plan where school_id = @school and saved_at < current_timestamp order by id;
--- 2: no date arithmetic in SQL
-- x(school id, n integer) many
select due_on + @n as "d: date" from plan where school_id = @school;
--- 2: no date arithmetic in SQL
-- x(school id, day date) many
select @day - due_on as "n: integer" from plan where school_id = @school;
--- 2: round(): the engines round halves differently
-- x(school id) many
select round(price) as "p: bigint" from plan where school_id = @school;
--- 2: the engines divide differently
-- x(school id) many
select price / 2 as "p: bigint" from plan where school_id = @school;
--- 2: avg(): the engines give different types
-- x(school id) one
select avg(price) as "p: bigint" from plan where school_id = @school;
--- 2: max() of two values
-- x(school id) many
select max(price, 1) as "p: bigint" from plan where school_id = @school;
--- 2: no such function: greatest
-- x(school id) many
select greatest(price, 1) as "p: bigint" from plan where school_id = @school;
--- 2: ifnull(): use coalesce
-- x(school id) many
select ifnull(price, 0) as "p: bigint" from plan where school_id = @school;
--- 2: typeof(): not known to be the same in both engines
-- x(school id) many
select typeof(price) as "p: text" from plan where school_id = @school;
--- 2: 'due_on' may be null, and the engines put nulls at different ends
-- x(school id) many
select id, due_on from plan where school_id = @school order by due_on, id;
--- 2: 'due_on' may be null
-- x(school id) many
select id, due_on from plan where school_id = @school order by id, due_on desc;
--- 3: 'last' may be null
-- x(school id) many
select learner_id, max(due_on) as "last: date?" from plan where school_id = @school group by learner_id
order by last;
--- 2: ')' may be null
-- x(school id) many
select learner_id from plan where school_id = @school group by learner_id order by max(due_on);
--- 3: 'wording' may be null
-- x(school id) many
select l.id from learner l left join plan p on p.school_id = l.school_id where l.school_id = @school
order by p.wording;
--- 2: 'due_on' may be null
-- x(school id) many
select row_number() over (order by due_on) as "n: integer" from plan where school_id = @school;
--- 2: order by a name, not by a number
-- x(school id) many
select id from plan where school_id = @school order by 1;
--- 2: limit without order by
-- x(school id) many
select id from plan where school_id = @school limit 5;
--- 2: no such column: draft
-- x(school id) many
select id from plan where school_id = @school and wording = "draft";
--- 2: double quotes only for the type in an alias
-- x(school id) many
select "wording" as "wording: text" from plan where school_id = @school;
--- 2: write the alias as "w: type", or without quotes
-- x(school id) many
select wording as "w" from plan where school_id = @school;
--- 2: '?' is not understood by both engines
-- x(school id) many
select id from plan where school_id = @school and id = ?;
--- 2: '::' is not understood by both engines
-- x(school id) many
select price::text as "p: text" from plan where school_id = @school;
--- 2: ':' is not understood by both engines
-- x(school id) many
select id from plan where school_id = @school and id = :plan;
--- 2: '`' is not understood by both engines
-- x(school id) many
select `id` from plan where school_id = @school;
--- 2: a text with a letter before it
-- x(school id) many
select x'00' as "x: bytea" from plan where school_id = @school;
--- 2: a text that starts with ' does not end on its line
-- x(school id) many
select 'abc as "x: text" from plan where school_id = @school;
--- 2: 'using': write the columns after on
-- x(school id) many
select p.id from plan p join learner l using (school_id) where p.school_id = @school;
--- 2: 'natural': it changes with the schema
-- x(school id) many
select wording from plan natural join learner where school_id = @school;
--- 2: 'right': write the join the other way round
-- x(school id) many
select p.id as "p: plan.id?" from plan p right join learner l on l.school_id = p.school_id where l.school_id = @school;
--- 2: 'rowid': PostgreSQL lacks it
-- x(school id) many
select rowid as "n: bigint" from plan where school_id = @school;
--- 2: 'insert or': PostgreSQL lacks it
-- x(school id, id plan.id, learner id, now timestamptz) exec
insert or replace into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @learner, '', false, @now);
--- 2: a statement is a select, insert, update or delete
-- x(school id, id plan.id, learner id, now timestamptz) exec
replace into plan (school_id, id, learner_id, wording, final, saved_at)
values (@school, @id, @learner, '', false, @now);
--- 3: near "for": syntax error
-- x(school id) many
select id from plan where school_id = @school
for update;
--- 2: 'collate': sort by a sort key
-- x(school id) many
select id from plan where school_id = @school order by wording collate nocase;
--- 2: a statement is a select, insert, update or delete
-- x() exec
drop table plan;
--- 2: a statement is a select, insert, update or delete
-- x() exec
pragma foreign_keys = off;
--- 2: one statement under each header
-- x(school id) exec
delete from plan where school_id = @school; delete from plan where school_id = @school;
--- 3: --? wordin: no such parameter
-- x(school id, wording text?) many
select id from plan where school_id = @school
  and wording = @wording --? wordin
order by id;
--- 3: --? wording: the parameter must be one that may be null, or a boolean
-- x(school id, wording text) many
select id from plan where school_id = @school
  and wording = @wording --? wording
order by id;
--- 4: put the ; on a line of its own
-- x(school id) many
select id from plan where school_id = @school
order by id --order id
order by wording; --order wording
--- 1: more than 256 combinations
-- x(school id, a boolean, b boolean, c boolean, d boolean, e boolean, f boolean, g boolean, h boolean, i boolean) many
select id from plan where school_id = @school
  and final --? a
  and final --? b
  and final --? c
  and final --? d
  and final --? e
  and final --? f
  and final --? g
  and final --? h
  and final --? i
order by id;
--- 3: no such column: wordign
-- x(school id, a boolean) many
select id from plan where school_id = @school
  and wordign = 'x' --? a
order by id;
--- 2: join tables without brackets
-- x() many
select p.id from (plan p join learner l on l.id = p.learner_id) order by p.id;
--- 2: no such table: sqlite_schema
-- x() many
select name as "name: text" from sqlite_schema order by name nulls last;
--- 2: no such table: main
-- x() many
select id from main.plan order by id;
--- 2: no such table: json_each
-- x(school id) many
select j.value as "v: text" from plan, json_each(plan.wording) j where plan.school_id = @school;
--- 2: @school is not among the parameters
-- x() many
select f.plan_id as "id: plan.id" from (finals) f order by f.plan_id nulls last;
--- 4: no such column: f.wordign
-- x(school id) many
select p.id from plan p where p.school_id = @school
  and p.id in (select f.plan_id from (finals) f)
  and p.id in (select f.wordign from (finals) f)
order by p.id;
