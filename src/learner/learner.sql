-- The record that every stage works on.

-- school_by_id(school id) maybe
select id, name, setting_type, phase, learner_word, la_number, demo
from school
where id = @school;

-- learner_by_id(school id, learner id) maybe
select l.id, l.class_id, c.name as "class_name: text?", l.known_name, l.forename, l.surname,
       l.preferred_name, l.sort_name, l.upn, l.born_on, l.sex, l.national_year, l.first_language,
       l.english_additional, l.pupil_premium, l.looked_after, l.entered_on, l.left_on,
       l.former_upn, l.admission_number, l.closed_as, l.died_on, l.merged_into,
       l.likes_about_me, l.matters_to_me, l.how_to_help_me, l.own_words_on, l.level,
       l.school_level, v.name as "level_name: text?", l.census_code, l.level_since, l.primary_need,
       l.version
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
left join school_level v on v.school_id = l.school_id
  and v.code = coalesce(l.school_level, l.level)
where l.school_id = @school and l.id = @learner;

-- learner_merge_of(school id, learner id) maybe
select l.merged_into as "merged_into: learner.id" from learner l
where l.school_id = @school and l.id = @learner and l.closed_as = 'merged'
  and l.merged_into is not null;

-- learner_insert(school id, id learner.id, upn text?, former_upn text?, admission_number text?,
--   surname text, forename text, preferred_name text?, known_name text, sort_name text, born_on date,
--   sex text, national_year text, year_order integer, class id?, first_language text?,
--   english_additional boolean?, pupil_premium boolean, looked_after boolean, entered_on date?) exec
insert into learner (school_id, id, upn, former_upn, admission_number, surname, forename,
  preferred_name, known_name, sort_name, born_on, sex, national_year, year_order, class_id,
  first_language, english_additional, pupil_premium, looked_after, entered_on, level, census_code,
  version)
values (@school, @id, @upn, @former_upn, @admission_number, @surname, @forename, @preferred_name,
  @known_name, @sort_name, @born_on, @sex, @national_year, @year_order, @class, @first_language,
  @english_additional, @pupil_premium, @looked_after, @entered_on, 'universal', 'N', 1);

-- learner_level_set(school id, learner id, level text, school_level text?, census_code text, since date) exec
update learner
set level = @level, school_level = @school_level, census_code = @census_code, level_since = @since, version = version + 1
where school_id = @school and id = @learner;

-- learner_need_set(school id, learner id, need text?) exec
update learner
set primary_need = @need, version = version + 1
where school_id = @school and id = @learner;

-- learner_words_set(school id, learner id, likes text, matters text, help text, on_day date, version bigint) exec
update learner
set likes_about_me = @likes, matters_to_me = @matters, how_to_help_me = @help,
    own_words_on = @on_day, version = version + 1
where school_id = @school and id = @learner and version = @version;

-- class_insert(school id, id class.id, name text, is_group boolean, sort_name text, national_year text?) exec
insert into class (school_id, id, name, is_group, sort_name, national_year)
values (@school, @id, @name, @is_group, @sort_name, @national_year);

-- class_staff_insert(school id, id class_staff.id, class id, staff id, part text, starts_on date, ends_on date?) exec
insert into class_staff (school_id, id, class_id, staff_id, part, starts_on, ends_on)
values (@school, @id, @class, @staff, @part, @starts_on, @ends_on);

-- class_learner_insert(school id, id class_learner.id, class id, learner id, starts_on date, ends_on date?) exec
insert into class_learner (school_id, id, class_id, learner_id, starts_on, ends_on)
values (@school, @id, @class, @learner, @starts_on, @ends_on);

-- class_staff_close(school id, staff id, last_day date, ended_at timestamptz?) exec
-- ended_at: at once, on that day
update class_staff set ends_on = @last_day, ended_at = @ended_at
where school_id = @school and staff_id = @staff
  and (ends_on is null or ends_on > @last_day
       or (ends_on = @last_day and ended_at is null and @ended_at is not null));

-- class_people(school id, class id, day date) many
select s.id, s.display_name, s.role, c.part
from class_staff c
join staff s on s.school_id = c.school_id and s.id = c.staff_id
where c.school_id = @school and c.class_id = @class and c.part <> 'cover'
  and c.starts_on <= @day and (c.ends_on is null or c.ends_on >= @day)
  and (c.ended_at is null or c.ends_on > @day)
order by c.part desc, s.surname, s.forename, s.id;

-- cycle_newest(school id, learner id) maybe
select id, learner_id, number, previous_cycle_id, state, opened_on, assessed_on, planned_on,
       review_on, reviewed_on, closed_on, version
from cycle
where school_id = @school and learner_id = @learner
order by number desc
limit 1;

-- cycle_by_id(school id, cycle id) maybe
select id, learner_id, number, previous_cycle_id, state, opened_on, assessed_on, planned_on,
       review_on, reviewed_on, closed_on, version
from cycle
where school_id = @school and id = @cycle;

-- cycles_of(school id, learner id) many
select id, learner_id, number, previous_cycle_id, state, opened_on, assessed_on, planned_on,
       review_on, reviewed_on, closed_on, version
from cycle
where school_id = @school and learner_id = @learner
order by number desc;

-- cycle_insert(school id, id cycle.id, learner id, number integer, previous cycle.id?, state text, opened_on date) exec
insert into cycle (school_id, id, learner_id, number, previous_cycle_id, state, opened_on, version)
values (@school, @id, @learner, @number, @previous, @state, @opened_on, 1);

-- cycle_move(school id, cycle id, version bigint, state text, assessed_on date?, planned_on date?, review_on date?, reviewed_on date?, closed_on date?) exec
update cycle
set state = @state, assessed_on = @assessed_on, planned_on = @planned_on, review_on = @review_on,
    reviewed_on = @reviewed_on, closed_on = @closed_on, version = version + 1
where school_id = @school and id = @cycle and version = @version;

-- learner_update(school id, learner id, upn text?, former_upn text?, admission_number text?, surname text,
--   forename text, preferred_name text?, known_name text, sort_name text, born_on date, sex text,
--   national_year text, year_order integer, class id?, first_language text?, english_additional boolean?,
--   pupil_premium boolean, looked_after boolean, entered_on date?) exec
update learner
set upn = @upn, former_upn = @former_upn, admission_number = @admission_number, surname = @surname,
    forename = @forename, preferred_name = @preferred_name, known_name = @known_name,
    sort_name = @sort_name, born_on = @born_on, sex = @sex, national_year = @national_year,
    year_order = @year_order, class_id = @class, first_language = @first_language,
    english_additional = @english_additional, pupil_premium = @pupil_premium,
    looked_after = @looked_after, entered_on = @entered_on, version = version + 1
where school_id = @school and id = @learner;

-- class_by_name(school id, name text, is_group boolean) maybe
select id from class where school_id = @school and is_group = @is_group and name = @name;

-- class_update(school id, class id, name text, sort_name text, national_year text?) exec
update class set name = @name, sort_name = @sort_name, national_year = @national_year
where school_id = @school and id = @class;

-- class_staff_finish(school id, class id, place class_staff.id, last_day date, ended_at timestamptz?) exec
-- ended_at: at once, on that day. What was ended at once stays so.
update class_staff set ends_on = @last_day, ended_at = @ended_at
where school_id = @school and class_id = @class and id = @place and ended_at is null;

-- class_learner_finish(school id, class id, place class_learner.id, last_day date) exec
update class_learner set ends_on = @last_day, left_with = null, planned_end = null
where school_id = @school and class_id = @class and id = @place;

-- learner_left_set(school id, learner id, left_on date?) exec
update learner set left_on = @left_on, version = version + 1
where school_id = @school and id = @learner;

-- class_learner_close(school id, learner id, last_day date) exec
-- Those that a leaving ends are told from those that ended by themselves, so that it can be undone.
update class_learner set planned_end = ends_on, left_with = @last_day, ends_on = @last_day
where school_id = @school and learner_id = @learner and (ends_on is null or ends_on > @last_day);

-- learner_year_set(school id, learner id, before text, after text, year_order integer) exec
update learner set national_year = @after, year_order = @year_order, version = version + 1
where school_id = @school and id = @learner and national_year = @before;

-- learner_class_set(school id, learner id, before class.id, after class.id) exec
update learner set class_id = @after, version = version + 1
where school_id = @school and id = @learner and class_id = @before;

-- learner_left_take_back(school id, learner id, left_on date) exec
update learner set left_on = null, version = version + 1
where school_id = @school and id = @learner and left_on = @left_on;

-- class_learner_reopen(school id, learner id, left_on date) exec
update class_learner set ends_on = planned_end, planned_end = null, left_with = null
where school_id = @school and learner_id = @learner and left_with = @left_on
  and ends_on = @left_on;

-- class_teachers_from(school id, class id, first_day date) many
-- Who teaches it on that day or later, and began before.
select t.id, t.staff_id, t.starts_on, t.ends_on, s.display_name
from class_staff t
join staff s on s.school_id = t.school_id and s.id = t.staff_id
where t.school_id = @school and t.class_id = @class and t.part = 'teacher'
  and t.starts_on < @first_day and (t.ends_on is null or t.ends_on >= @first_day)
  and (t.ended_at is null or t.ends_on > @first_day)
order by s.surname, s.forename, t.id;

-- class_staff_end_set(school id, place class_staff.id, before date?, after date?) exec
update class_staff set ends_on = @after
where school_id = @school and id = @place and ended_at is null
  and (ends_on = @before or (@before is null and ends_on is null));

-- cycle_review_set(school id, cycle id, before date?, after date?) exec
update cycle set review_on = @after, version = version + 1
where school_id = @school and id = @cycle and state in ('doing', 'reviewing')
  and (review_on = @before or (@before is null and review_on is null));
