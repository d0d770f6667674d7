-- Seven more of each learner of the demo school, with their cycles, areas, needs and groups: 3,360 in
-- all. Run by the shells of both engines; ids stand far apart, so that no copy meets another.
insert into learner (school_id, id, surname, forename, preferred_name, known_name, sort_name, born_on,
  sex, national_year, year_order, class_id, first_language, english_additional, pupil_premium,
  looked_after, entered_on, left_on, level, census_code, level_since, primary_need, version)
with c (n) as (values (1), (2), (3), (4), (5), (6), (7))
select l.school_id, l.id - c.n * 100000000000000, l.surname, l.forename, l.preferred_name, l.known_name,
       l.sort_name || ' ' || c.n, l.born_on, l.sex, l.national_year, l.year_order, l.class_id,
       l.first_language, l.english_additional, l.pupil_premium, l.looked_after, l.entered_on, l.left_on,
       l.level, l.census_code, l.level_since, l.primary_need, l.version
from learner l, c;

insert into cycle (school_id, id, learner_id, number, state, opened_on, assessed_on, planned_on,
  review_on, reviewed_on, closed_on, version)
with c (n) as (values (1), (2), (3), (4), (5), (6), (7))
select y.school_id, y.id - c.n * 100000000000000, y.learner_id - c.n * 100000000000000, y.number,
       y.state, y.opened_on, y.assessed_on, y.planned_on, y.review_on, y.reviewed_on, y.closed_on,
       y.version
from cycle y, c;

insert into sen_area (school_id, id, learner_id, area, is_primary, starts_on, ends_on, decided_by)
with c (n) as (values (1), (2), (3), (4), (5), (6), (7))
select a.school_id, a.id - c.n * 100000000000000, a.learner_id - c.n * 100000000000000, a.area,
       a.is_primary, a.starts_on, a.ends_on, a.decided_by
from sen_area a, c;

insert into sen_need (school_id, id, learner_id, code, rank, starts_on, ends_on)
with c (n) as (values (1), (2), (3), (4), (5), (6), (7))
select a.school_id, a.id - c.n * 100000000000000, a.learner_id - c.n * 100000000000000, a.code, a.rank,
       a.starts_on, a.ends_on
from sen_need a, c;

insert into class_learner (school_id, id, class_id, learner_id, starts_on, ends_on)
with c (n) as (values (1), (2), (3), (4), (5), (6), (7))
select m.school_id, m.id - c.n * 100000000000000, m.class_id, m.learner_id - c.n * 100000000000000,
       m.starts_on, m.ends_on
from class_learner m, c;

analyze;
