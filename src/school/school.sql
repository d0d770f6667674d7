-- school_insert(school id, name text, setting_type text, phase text, la_number text?, establishment_number text?, learner_word text, demo boolean, created_at timestamptz) exec
insert into school (id, name, setting_type, phase, la_number, establishment_number, learner_word, demo, created_at)
values (@school, @name, @setting_type, @phase, @la_number, @establishment_number, @learner_word, @demo, @created_at);

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

-- staff_with_class(school id, day date) many
-- who teaches or supports a class or group today
select distinct staff_id
from class_staff
where school_id = @school and starts_on <= @day and (ends_on is null or ends_on >= @day);

-- classes_of_staff(school id, staff id, day date) many
-- today and later
select t.class_id, k.name, t.part, t.starts_on, t.ends_on
from class_staff t
join class k on k.school_id = t.school_id and k.id = t.class_id
where t.school_id = @school and t.staff_id = @staff and (t.ends_on is null or t.ends_on >= @day)
order by k.sort_name, t.starts_on, t.id;
