-- Two schools of 3,000 learners in 100 classes, a third of them with support. Run by both engines, for
-- the plans that they choose when there is much to read past.
insert into school (id, name, setting_type, phase, learner_word, demo, created_at, version) values
  (1, 'One', 'school', 'secondary', 'pupil', true, '2026-09-01T00:00:00Z', 1),
  (2, 'Two', 'school', 'secondary', 'pupil', true, '2026-09-01T00:00:00Z', 1);

insert into class (school_id, id, name, is_group, sort_name)
with recursive n (i) as (select 0 union all select i + 1 from n where i < 199)
select 1 + i % 2, 1 + i / 2, 'Class ' || i, false, 'class ' || i from n;

insert into staff (school_id, id, title, forename, surname, display_name, role, started_on, version)
with recursive n (i) as (select 0 union all select i + 1 from n where i < 199)
select 1 + i % 2, 1 + i / 2, '', 'Given', 'Name' || i, 'Given Name' || i, 'teacher', '2020-09-01', 1 from n;

insert into class_staff (school_id, id, class_id, staff_id, part, starts_on)
with recursive n (i) as (select 0 union all select i + 1 from n where i < 199)
select 1 + i % 2, 1 + i / 2, 1 + i / 2, 1 + i / 2, 'teacher', '2026-09-01' from n;

insert into learner (school_id, id, surname, forename, known_name, sort_name, born_on, sex, national_year,
  year_order, class_id, pupil_premium, looked_after, level, census_code, primary_need, version)
with recursive n (i) as (select 0 union all select i + 1 from n where i < 5999)
select 1 + i % 2, 1 + i / 2, 'Name' || i % 700, 'Given' || i, 'Given Name', 'name' || i % 700 || ' given' || i,
       '2014-05-05', case when i % 4 < 2 then 'F' else 'M' end, '7', 7, 1 + i / 2 % 100, i % 5 = 0, i % 90 = 0,
       case when i % 3 = 0 then 'sen_support' else 'universal' end, case when i % 3 = 0 then 'K' else 'N' end,
       case when i % 3 = 0 then 'SPLD' end, 1
from n;

insert into cycle (school_id, id, learner_id, number, state, opened_on, review_on, version)
select school_id, id, id, 1, case when id % 2 = 0 then 'doing' else 'closed' end, '2026-09-01', '2026-12-01', 1
from learner where level = 'sen_support';

insert into sen_area (school_id, id, learner_id, area, is_primary, starts_on, decided_by)
select school_id, id, id, 'cognition', true, '2026-09-01', 1 from learner where level = 'sen_support';

insert into sen_need (school_id, id, learner_id, code, rank, starts_on)
select school_id, id, id, 'SPLD', 1, '2026-09-01' from learner where level = 'sen_support';

insert into class_learner (school_id, id, class_id, learner_id, starts_on)
select school_id, id, 1 + id % 10, id, '2026-09-01' from learner;

analyze;
