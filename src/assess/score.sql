-- Measures and scores.

-- measure_insert(school id, id measure.id, code text?, set_code text?, part text?, name text, position integer, subject text,
--   scale text, unit text?, least bigint?, most bigint?, better text, bands text, margin bigint?, ages_from integer?,
--   ages_to integer?, entered_by text) exec
insert into measure (school_id, id, code, set_code, part, name, position, subject, scale, unit, least, most, better, bands,
                     margin, ages_from, ages_to, entered_by, version)
values (@school, @id, @code, @set_code, @part, @name, @position, @subject, @scale, @unit, @least, @most, @better, @bands,
        @margin, @ages_from, @ages_to, @entered_by, 1);

-- measure_set(school id, measure id, version bigint, name text, subject text, unit text?, least bigint?, most bigint?,
--   better text, bands text, margin bigint?, ages_from integer?, ages_to integer?, entered_by text, retired_on date?) exec
-- the scale stays: scores were entered on it
update measure
set name = @name, subject = @subject, unit = @unit, least = @least, most = @most, better = @better, bands = @bands,
    margin = @margin, ages_from = @ages_from, ages_to = @ages_to, entered_by = @entered_by, retired_on = @retired_on,
    version = version + 1
where school_id = @school and id = @measure and version = @version;

-- measures_all(school id) many
select id, code, set_code, part, name, position, subject, scale, unit, least, most, better, bands, margin, ages_from,
       ages_to, entered_by, retired_on, version
from measure
where school_id = @school
order by position, name, id;

-- measure_steps_all(school id) many
select measure_id, value, name, low from measure_step where school_id = @school order by measure_id, value;

-- measure_marks_all(school id) many
select measure_id, year, mark from measure_mark where school_id = @school order by measure_id, year;

-- measure_step_insert(school id, id measure_step.id, measure id, value bigint, name text, low boolean) exec
insert into measure_step (school_id, id, measure_id, value, name, low)
values (@school, @id, @measure, @value, @name, @low);

-- measure_steps_delete(school id, measure id) exec
delete from measure_step where school_id = @school and measure_id = @measure;

-- measure_mark_set(school id, id measure_mark.id, measure id, year integer, mark bigint) exec
insert into measure_mark (school_id, id, measure_id, year, mark)
values (@school, @id, @measure, @year, @mark)
on conflict (school_id, measure_id, year) do update set mark = excluded.mark;

-- measure_entered(school id, measure id) one
-- how many scores there are, and the highest: its levels cannot be fewer
select count(*) as "scores: integer", max(s.value) as "highest: bigint?"
from score s
where s.school_id = @school and s.measure_id = @measure;

-- points_all(school id) many
select id, name, held_on from assessment_point where school_id = @school order by held_on desc, id;

-- point_insert(school id, id assessment_point.id, name text, held_on date) exec
insert into assessment_point (school_id, id, name, held_on) values (@school, @id, @name, @held_on)
on conflict (school_id, held_on) do update set name = excluded.name;

-- point_delete(school id, point assessment_point.id) exec
delete from assessment_point where school_id = @school and id = @point;

-- score_at(school id, learner id, measure id, taken_on date) maybe
select id, value, absent, margin, source, baseline, note, entered_by, entered_on, version
from score
where school_id = @school and learner_id = @learner and measure_id = @measure and taken_on = @taken_on;

-- score_by_id(school id, learner id, score id) maybe
select s.id, s.measure_id, s.taken_on, s.value, s.absent, s.margin, s.source, s.baseline, s.note, s.entered_by, s.entered_on,
       s.version, p.display_name as "entered_by_name: text"
from score s
join staff p on p.school_id = s.school_id and p.id = s.entered_by
where s.school_id = @school and s.learner_id = @learner and s.id = @score;

-- score_insert(school id, id score.id, learner id, measure id, taken_on date, value bigint?, absent text?, margin bigint?,
--   source text, baseline boolean, note text?, entered_by staff.id, entered_on date) exec
insert into score (school_id, id, learner_id, measure_id, taken_on, value, absent, margin, source, baseline, note, entered_by,
                   entered_on, version)
values (@school, @id, @learner, @measure, @taken_on, @value, @absent, @margin, @source, @baseline, @note, @entered_by,
        @entered_on, 1);

-- score_set(school id, score id, version bigint, value bigint?, absent text?, margin bigint?, source text, baseline boolean,
--   note text?, entered_by staff.id, entered_on date) exec
update score
set value = @value, absent = @absent, margin = @margin, source = @source, baseline = @baseline, note = @note,
    entered_by = @entered_by, entered_on = @entered_on, version = version + 1
where school_id = @school and id = @score and version = @version;

-- score_correction_insert(school id, id score_correction.id, score id, value bigint?, absent text?, margin bigint?, note text?,
--   entered_by staff.id, entered_on date, corrected_by staff.id, corrected_on date) exec
insert into score_correction (school_id, id, score_id, value, absent, margin, note, entered_by, entered_on, corrected_by,
                              corrected_on)
values (@school, @id, @score, @value, @absent, @margin, @note, @entered_by, @entered_on, @corrected_by, @corrected_on);

-- score_corrections(school id, score id) many
-- the newest first
select c.value, c.absent, c.margin, c.note, c.entered_on, c.corrected_on, e.display_name as "entered_by_name: text",
       p.display_name as "corrected_by_name: text"
from score_correction c
join staff e on e.school_id = c.school_id and e.id = c.entered_by
join staff p on p.school_id = c.school_id and p.id = c.corrected_by
where c.school_id = @school and c.score_id = @score
order by c.id desc;

-- set_values(school id, learner id, set_code text, taken_on date) many
-- what stands of a set on one day
select m.part as "part: text", s.value
from measure m
join score s on s.school_id = m.school_id and s.measure_id = m.id and s.learner_id = @learner and s.taken_on = @taken_on
where m.school_id = @school and m.set_code = @set_code and s.value is not null
order by m.position, m.id;

-- set_part(school id, set_code text, part text) maybe
select id from measure where school_id = @school and set_code = @set_code and part = @part;

-- scores_of_one(school id, learner id, measure id?, since date, until date) many
select s.id, s.measure_id, s.taken_on, s.value, s.absent, s.margin, s.source, s.baseline, s.note, s.entered_on, s.version,
       p.display_name as "entered_by_name: text"
from score s
join staff p on p.school_id = s.school_id and p.id = s.entered_by
where s.school_id = @school and s.learner_id = @learner
  and s.measure_id = @measure                                                    --? measure
  and s.taken_on >= @since and s.taken_on <= @until
order by s.measure_id, s.taken_on;

-- scores_beside(school id, learner id, national_year text, since date, until date) many
-- of everybody in the same year, on the measures that this learner has scores on
select s.measure_id, s.learner_id, s.taken_on, s.value as "value: bigint", s.margin
from score s
join learner l on l.school_id = s.school_id and l.id = s.learner_id
where s.school_id = @school and l.national_year = @national_year
  and l.closed_as is null and l.left_on is null
  and s.value is not null and s.taken_on >= @since and s.taken_on <= @until
  and s.measure_id in (select o.measure_id from score o where o.school_id = @school and o.learner_id = @learner)
order by s.measure_id, s.learner_id, s.taken_on;

-- scores_on(school id, measure id, since date, until date) many
-- of everybody here, on one measure
select s.learner_id, s.taken_on, s.value as "value: bigint", s.margin, s.baseline
from score s
join learner l on l.school_id = s.school_id and l.id = s.learner_id
where s.school_id = @school and s.measure_id = @measure and l.closed_as is null and l.left_on is null
  and s.value is not null
  and s.taken_on >= @since and s.taken_on <= @until
order by s.learner_id, s.taken_on;

-- learners_for_checks(school id, staff id?, national_year text?, class id?, day date) many
-- staff: own learners only
select l.id, l.known_name, l.national_year, l.year_order, l.born_on, l.level, l.school_level, c.name as "class_name: text?"
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and l.national_year = @national_year                                           --? national_year
  and l.class_id = @class                                                        --? class
  and l.id in (own_learners)                                                     --? staff
order by l.year_order, l.sort_name, l.id;

-- years_of_learners(school id, day date) many
select l.national_year, min(l.year_order) as "year_order: integer", count(*) as "learners: integer"
from learner l
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
group by l.national_year
order by min(l.year_order) nulls last, l.national_year;

-- measures_in_use(school id, since date) many
-- the one with most scores first
select s.measure_id, count(*) as "scores: integer"
from score s
where s.school_id = @school and s.taken_on >= @since
group by s.measure_id
order by count(*) desc, s.measure_id;

-- grid_classes(school id, staff id?, day date) many
-- staff: of whom this person teaches or supports it today
select k.id, k.name, k.is_group, k.national_year
from class k
where k.school_id = @school
  and exists (select 1 from class_staff t                                        --? staff
              where t.school_id = @school and t.class_id = k.id                  --? staff
                and t.staff_id = @staff and t.part <> 'cover'                    --? staff
                and t.starts_on <= @day                                          --? staff
                and (t.ends_on is null or t.ends_on >= @day)                     --? staff
                and (t.ended_at is null or t.ends_on > @day))                    --? staff
order by k.is_group, k.sort_name, k.id;

-- grid_learners(school id, class id, day date) many
select l.id, l.known_name, l.born_on
from learner l
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and (l.class_id = @class
       or exists (select 1 from class_learner m
                  where m.school_id = @school and m.class_id = @class and m.learner_id = l.id
                    and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)))
order by l.sort_name, l.id;

-- grid_scores(school id, class id, measure id, until date, day date) many
-- of the class on one measure, the newest first
select s.learner_id, s.taken_on, s.value, s.absent, s.version
from score s
join learner l on l.school_id = s.school_id and l.id = s.learner_id
where s.school_id = @school and s.measure_id = @measure and s.taken_on <= @until
  and l.closed_as is null
  and (l.class_id = @class
       or exists (select 1 from class_learner m
                  where m.school_id = @school and m.class_id = @class and m.learner_id = l.id
                    and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)))
order by s.learner_id, s.taken_on desc;

-- baselines_missing(school id, staff id?, since date, day date) many
-- who came since then and has no score that says where they began
select l.id, l.known_name, l.entered_on as "entered_on: date", c.name as "class_name: text?"
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and l.entered_on >= @since and l.entered_on <= @day
  and not exists (select 1 from score s
                  where s.school_id = l.school_id and s.learner_id = l.id and s.baseline and s.value is not null)
  and l.id in (own_learners)                                                     --? staff
order by l.entered_on desc nulls last, l.sort_name, l.id;

-- two_year_by_learner(school id, learner id) maybe
select t.id, t.held_on, t.language, t.physical, t.feelings, t.strengths, t.concerns, t.sen_concern, t.actions, t.parents,
       t.given_on, t.health_consent, t.health_shared_on, t.version, p.display_name as "written_by_name: text"
from two_year_check t
join staff p on p.school_id = t.school_id and p.id = t.written_by
where t.school_id = @school and t.learner_id = @learner;

-- two_year_insert(school id, id two_year_check.id, learner id, held_on date, language text, physical text, feelings text,
--   strengths text, concerns text?, sen_concern boolean, actions text?, parents text?, given_on date?, health_consent text,
--   health_shared_on date?, written_by staff.id) exec
insert into two_year_check (school_id, id, learner_id, held_on, language, physical, feelings, strengths, concerns, sen_concern,
                            actions, parents, given_on, health_consent, health_shared_on, written_by, version)
values (@school, @id, @learner, @held_on, @language, @physical, @feelings, @strengths, @concerns, @sen_concern, @actions,
        @parents, @given_on, @health_consent, @health_shared_on, @written_by, 1);

-- two_year_set(school id, learner id, version bigint, held_on date, language text, physical text, feelings text,
--   strengths text, concerns text?, sen_concern boolean, actions text?, parents text?, given_on date?, health_consent text,
--   health_shared_on date?, written_by staff.id) exec
update two_year_check
set held_on = @held_on, language = @language, physical = @physical, feelings = @feelings, strengths = @strengths,
    concerns = @concerns, sen_concern = @sen_concern, actions = @actions, parents = @parents, given_on = @given_on,
    health_consent = @health_consent, health_shared_on = @health_shared_on, written_by = @written_by, version = version + 1
where school_id = @school and learner_id = @learner and version = @version;
