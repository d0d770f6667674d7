-- school_insert(school id, name text, setting_type text, phase text, learner_word text, urn text?, ukprn text?, la_number text?, establishment_number text?, low_age integer?, high_age integer?, address text?, postcode text?, telephone text?, head_name text?, demo boolean, created_at timestamptz) exec
insert into school (id, name, setting_type, phase, learner_word, urn, ukprn, la_number, establishment_number, low_age, high_age, address, postcode, telephone, head_name, demo, created_at, version)
values (@school, @name, @setting_type, @phase, @learner_word, @urn, @ukprn, @la_number, @establishment_number, @low_age, @high_age, @address, @postcode, @telephone, @head_name, @demo, @created_at, 1);

-- facts_of_school(school id) one
select name, setting_type, phase, learner_word, urn, ukprn, la_number, establishment_number,
       low_age, high_age, address, postcode, telephone, head_name, version
from school
where id = @school;

-- school_update(school id, name text, setting_type text, phase text, learner_word text, urn text?, ukprn text?, la_number text?, establishment_number text?, low_age integer?, high_age integer?, address text?, postcode text?, telephone text?, head_name text?) exec
update school
set name = @name, setting_type = @setting_type, phase = @phase, learner_word = @learner_word,
    urn = @urn, ukprn = @ukprn, la_number = @la_number,
    establishment_number = @establishment_number, low_age = @low_age, high_age = @high_age,
    address = @address, postcode = @postcode, telephone = @telephone, head_name = @head_name,
    version = version + 1
where id = @school;

-- school_term_insert(school id, id school_term.id, academic_year integer, name text, starts_on date, ends_on date, half_term_starts_on date?, half_term_ends_on date?) exec
insert into school_term (school_id, id, academic_year, name, starts_on, ends_on, half_term_starts_on, half_term_ends_on)
values (@school, @id, @academic_year, @name, @starts_on, @ends_on, @half_term_starts_on, @half_term_ends_on);

-- terms_of(school id) many
select academic_year, name, starts_on, ends_on, half_term_starts_on, half_term_ends_on
from school_term
where school_id = @school
order by starts_on;

-- school_terms_delete(school id, academic_year integer) exec
delete from school_term where school_id = @school and academic_year = @academic_year;

-- closures_of(school id) many
select id, name, starts_on, ends_on
from school_closure
where school_id = @school
order by starts_on, id;

-- school_closure_insert(school id, id school_closure.id, name text, starts_on date, ends_on date) exec
insert into school_closure (school_id, id, name, starts_on, ends_on)
values (@school, @id, @name, @starts_on, @ends_on);

-- school_closure_delete(school id, id school_closure.id) exec
delete from school_closure where school_id = @school and id = @id;

-- all_schools() many
-- for the command line and the jobs, which work school by school
select id from school order by id;

-- schools_here() many
-- for the command line: which one is meant
select id, name, urn, demo from school order by name, id;

-- staff_with_class(school id, day date) many
-- who teaches or supports a class or group today
select distinct staff_id
from class_staff
where school_id = @school and starts_on <= @day and (ends_on is null or ends_on >= @day)
  and (ended_at is null or ends_on > @day);

-- classes_of_staff(school id, staff id, day date) many
-- today and later
select t.class_id, k.name, t.part, t.starts_on, t.ends_on
from class_staff t
join class k on k.school_id = t.school_id and k.id = t.class_id
where t.school_id = @school and t.staff_id = @staff and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
order by k.sort_name, t.starts_on, t.id;

-- classes_overview(school id, day date, class id?) many
-- all of them, or the one; classes first, then groups; who is on roll, and who is in the group on the day
select k.id, k.name, k.is_group, k.national_year,
       (select count(*) from learner l
        where l.school_id = k.school_id and l.class_id = k.id
          and l.closed_as is null and (l.left_on is null or l.left_on >= @day)) as "learners: integer",
       (select count(*) from class_learner m
        where m.school_id = k.school_id and m.class_id = k.id
          and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)) as "members: integer"
from class k
where k.school_id = @school
  and k.id = @class                    --? class
order by k.is_group, k.sort_name, k.id;

-- class_adults_today(school id, day date) many
select t.class_id, t.part, f.display_name
from class_staff t
join staff f on f.school_id = t.school_id and f.id = t.staff_id
where t.school_id = @school and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
order by t.class_id, f.surname, f.forename, f.id;

-- class_adults_of(school id, class id) many
-- those of now first; a last day before the first means that it never was
select t.id, t.staff_id, t.part, t.starts_on, t.ends_on, t.ended_at, f.display_name
from class_staff t
join staff f on f.school_id = t.school_id and f.id = t.staff_id
where t.school_id = @school and t.class_id = @class
  and (t.ends_on is null or t.ends_on >= t.starts_on)
order by case when t.ends_on is null then 0 else 1 end, t.part desc, t.ends_on desc nulls first,
         f.surname, f.forename, t.id;

-- group_members(school id, class id) many
select m.id, m.learner_id, m.starts_on, m.ends_on, l.known_name, k.name as "class_name: text?"
from class_learner m
join learner l on l.school_id = m.school_id and l.id = m.learner_id
left join class k on k.school_id = l.school_id and k.id = l.class_id
where m.school_id = @school and m.class_id = @class and l.closed_as is null
  and (m.ends_on is null or m.ends_on >= m.starts_on)
order by case when m.ends_on is null then 0 else 1 end, l.sort_name, m.id;

-- learners_to_join(school id, class id, joined class.id, day date) many
-- of a class, but for those who are in the group
select l.id, l.known_name
from learner l
where l.school_id = @school and l.class_id = @class
  and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and not exists (select 1 from class_learner m
                  where m.school_id = l.school_id and m.learner_id = l.id and m.class_id = @joined
                    and (m.ends_on is null or m.ends_on >= @day))
order by l.sort_name, l.id;

-- learners_on_roll(school id, day date) one
select count(*) as "learners: integer"
from learner
where school_id = @school and closed_as is null and (left_on is null or left_on >= @day);

-- bank_offered(school id) one
select (select count(*) from intervention i where i.school_id = @school and i.retired_on is null)
         as "interventions: integer",
       (select count(*) from strategy s where s.school_id = @school and s.retired_on is null)
         as "strategies: integer";
