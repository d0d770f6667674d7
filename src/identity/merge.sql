-- Two records of one child: which look so, the merge, what it changed, and taking it back.

-- ---- Which look so ----

-- alike_by_birth(school id, learner id?) many
-- Pairs of live records with one date of birth that nobody has said to be two children's; the older
-- first. learner: pairs of this one only.
select a.id as "one: learner.id", a.surname as "one_surname: text", a.forename as "one_forename: text",
       a.preferred_name as "one_preferred: text?", a.known_name as "one_known: text",
       b.id as "other: learner.id", b.surname as "other_surname: text",
       b.forename as "other_forename: text", b.preferred_name as "other_preferred: text?",
       b.known_name as "other_known: text", a.born_on
from learner a
join learner b on b.school_id = a.school_id and b.born_on = a.born_on and b.id > a.id
where a.school_id = @school and a.closed_as is null and b.closed_as is null
  and (a.id = @learner or b.id = @learner)                                     --? learner
  and not exists (select 1 from learner_apart x
                  where x.school_id = a.school_id and x.one_id = a.id and x.other_id = b.id)
order by a.id, b.id;

-- alike_by_upn(school id, learner id?) many
-- Pairs of live records of which one has, or had, a UPN that the other had.
select distinct a.id as "one: learner.id", a.known_name as "one_known: text",
       b.id as "other: learner.id", b.known_name as "other_known: text"
from learner_upn u
join learner l on l.school_id = u.school_id and l.id = u.learner_id
join learner m on m.school_id = u.school_id and m.id <> l.id and (m.upn = u.upn or m.id in (
  select v.learner_id from learner_upn v where v.school_id = @school and v.upn = u.upn))
join learner a on a.school_id = u.school_id and a.id = case when l.id < m.id then l.id else m.id end
join learner b on b.school_id = u.school_id and b.id = case when l.id < m.id then m.id else l.id end
where u.school_id = @school and a.closed_as is null and b.closed_as is null
  and (a.id = @learner or b.id = @learner)                                     --? learner
  and not exists (select 1 from learner_apart x
                  where x.school_id = a.school_id and x.one_id = a.id and x.other_id = b.id)
order by a.id, b.id;

-- apart_insert(school id, one learner.id, other learner.id, staff id, day date) exec
insert into learner_apart (school_id, one_id, other_id, said_by, said_on)
values (@school, @one, @other, @staff, @day)
on conflict (school_id, one_id, other_id) do nothing;

-- learner_named_or_numbered(school id, key text, upn text) many
-- Live records of exactly that name, or with that UPN, now or before.
select l.id from learner l
where l.school_id = @school and l.closed_as is null
  and (l.sort_name = @key or l.upn = @upn or l.id in (
    select u.learner_id from learner_upn u where u.school_id = @school and u.upn = @upn))
order by l.id;

-- ---- What two records hold that cannot both hold ----

-- merge_cycles(school id, kept learner.id, gone learner.id) many
select id, learner_id, number, state, opened_on
from cycle
where school_id = @school and learner_id in (@kept, @gone)
order by opened_on, number, id;

-- merge_links(school id, kept learner.id, gone learner.id) many
-- Links to contacts that have not ended.
select k.id, k.learner_id, k.contact_id, c.name, k.relationship, k.parental_responsibility,
       k.lives_with, k.correspondence, k.receives_documents, k.receives_reports, k.may_collect,
       k.priority, k.starts_on
from learner_contact k
join contact c on c.school_id = k.school_id and c.id = k.contact_id
where k.school_id = @school and k.learner_id in (@kept, @gone) and k.ends_on is null
order by k.priority, k.id;

-- merge_levels(school id, kept learner.id, gone learner.id) many
-- Periods at a level that have not ended.
select id, learner_id, level, starts_on
from sen_status
where school_id = @school and learner_id in (@kept, @gone) and ends_on is null
order by starts_on, id;

-- merge_needs(school id, kept learner.id, gone learner.id) many
select id, learner_id, code, rank
from sen_need
where school_id = @school and learner_id in (@kept, @gone) and ends_on is null
order by rank, id;

-- merge_areas(school id, kept learner.id, gone learner.id) many
select id, learner_id, area, is_primary
from sen_area
where school_id = @school and learner_id in (@kept, @gone) and ends_on is null
order by id;

-- merge_scores_twice(school id, kept learner.id, gone learner.id) many
-- Of one measure and one day in both.
select g.id, m.name, g.taken_on, g.value as "gone_value: bigint?", k.value as "kept_value: bigint?"
from score g
join score k on k.school_id = g.school_id and k.learner_id = @kept and k.measure_id = g.measure_id
  and k.taken_on = g.taken_on
join measure m on m.school_id = g.school_id and m.id = g.measure_id
where g.school_id = @school and g.learner_id = @gone
order by g.taken_on, g.id;

-- merge_groups_twice(school id, kept learner.id, gone learner.id) many
-- Places in one group that overlap.
select g.id, c.name
from class_learner g
join class_learner k on k.school_id = g.school_id and k.learner_id = @kept
  and k.class_id = g.class_id and (k.ends_on is null or k.ends_on >= g.starts_on)
  and (g.ends_on is null or g.ends_on >= k.starts_on)
join class c on c.school_id = g.school_id and c.id = g.class_id
where g.school_id = @school and g.learner_id = @gone
order by g.id;

-- merge_links_twice(school id, kept learner.id, gone learner.id) many
-- To one contact from one day on.
select g.id
from learner_contact g
join learner_contact k on k.school_id = g.school_id and k.learner_id = @kept
  and k.contact_id = g.contact_id and k.starts_on = g.starts_on
where g.school_id = @school and g.learner_id = @gone
order by g.id;

-- merge_checks_twice(school id, kept learner.id, gone learner.id) many
-- The check at the age of two is made once.
select g.id
from two_year_check g
join two_year_check k on k.school_id = g.school_id and k.learner_id = @kept
where g.school_id = @school and g.learner_id = @gone
order by g.id;

-- merge_ways_in(school id, kept learner.id, gone learner.id) one
-- Whether the learner signs in by both.
select count(*) as "row_count: integer" from learner_sign_in
where school_id = @school and learner_id in (@kept, @gone);

-- ---- The merge ----

-- merge_insert(school id, id learner_merge.id, kept learner.id, gone learner.id, reason text,
--   done_at timestamptz, done_by staff.id) exec
insert into learner_merge (school_id, id, kept_id, gone_id, reason, done_at, done_by)
values (@school, @id, @kept, @gone, @reason, @done_at, @done_by);

-- merge_facts_keep(school id, merge learner_merge.id, kept learner.id, gone_upn text?,
--   gone_class class.id?) exec
insert into learner_merge_facts (school_id, merge_id, upn, former_upn, admission_number, surname,
  forename, preferred_name, born_on, sex, national_year, class_id, first_language,
  english_additional, pupil_premium, looked_after, entered_on, left_on, likes_about_me,
  matters_to_me, how_to_help_me, own_words_on, level, school_level, census_code, level_since,
  primary_need, gone_upn, gone_class_id, version_after)
select @school, @merge, l.upn, l.former_upn, l.admission_number, l.surname, l.forename,
       l.preferred_name, l.born_on, l.sex, l.national_year, l.class_id, l.first_language,
       l.english_additional, l.pupil_premium, l.looked_after, l.entered_on, l.left_on,
       l.likes_about_me, l.matters_to_me, l.how_to_help_me, l.own_words_on, l.level, l.school_level,
       l.census_code, l.level_since, l.primary_need, @gone_upn, @gone_class, 0
from learner l
where l.school_id = @school and l.id = @kept;

-- merge_version(school id, merge learner_merge.id, kept learner.id) exec
-- When all is done: the record's version then.
update learner_merge_facts set version_after = (
  select l.version from learner l where l.school_id = @school and l.id = @kept)
where school_id = @school and merge_id = @merge;

-- merge_row_stays(school id, merge learner_merge.id, part text, entry bigint) exec
update learner_merge_row set state = 'stays'
where school_id = @school and merge_id = @merge and part = @part and row_id = @entry;

-- merge_change_insert(school id, id learner_merge_change.id, merge learner_merge.id, part text,
--   entry bigint, field text, before text?, after text?) exec
insert into learner_merge_change (school_id, id, merge_id, part, row_id, field, before, after)
values (@school, @id, @merge, @part, @entry, @field, @before, @after);

-- gone_close(school id, gone learner.id, kept learner.id, version bigint) exec
-- across folders: a merged record is in no class and has no number, so that none finds it
update learner set closed_as = 'merged', merged_into = @kept, upn = null, class_id = null,
  version = version + 1
where school_id = @school and id = @gone and version = @version and closed_as is null;

-- gone_reopen(school id, gone learner.id, kept learner.id, upn text?, class id?) exec
-- across folders: as it was before
update learner set closed_as = null, merged_into = null, upn = @upn, class_id = @class,
  version = version + 1
where school_id = @school and id = @gone and closed_as = 'merged' and merged_into = @kept;

-- kept_put(school id, learner id, left_on date?, likes text?, matters text?, help text?,
--   own_words_on date?, level text, school_level text?, census_code text, level_since date?,
--   primary_need text?) exec
-- across folders: what the record says beside the facts of a list
update learner
set left_on = @left_on, likes_about_me = @likes, matters_to_me = @matters, how_to_help_me = @help,
    own_words_on = @own_words_on, level = @level, school_level = @school_level,
    census_code = @census_code, level_since = @level_since, primary_need = @primary_need,
    version = version + 1
where school_id = @school and id = @learner;

-- ---- One field each, for the merge and for taking it back ----

-- put_cycle_number(school id, entry bigint, value integer) exec
-- across folders: numbers of the cycles of both are one row
update cycle set number = @value where school_id = @school and id = @entry;

-- put_cycle_state(school id, entry bigint, value text) exec
-- across folders: of two open cycles one goes on
update cycle set state = @value, version = version + 1 where school_id = @school and id = @entry;

-- put_cycle_closed_on(school id, entry bigint, value date?) exec
-- across folders: likewise
update cycle set closed_on = @value where school_id = @school and id = @entry;

-- put_contact_priority(school id, entry bigint, value integer) exec
-- across folders: contacts of both are asked in one order
update learner_contact set priority = @value where school_id = @school and id = @entry;

-- put_contact_ends_on(school id, entry bigint, value date?) exec
-- across folders: of two links to one contact one goes on
update learner_contact set ends_on = @value, version = version + 1
where school_id = @school and id = @entry;

-- put_level_ends_on(school id, entry bigint, value date?) exec
-- across folders: of two levels one holds
update sen_status set ends_on = @value, version = version + 1
where school_id = @school and id = @entry;

-- put_level_end_reason(school id, entry bigint, value text?) exec
-- across folders: likewise
update sen_status set end_reason = @value where school_id = @school and id = @entry;

-- put_need_rank(school id, entry bigint, value integer) exec
-- across folders: needs of both have one order
update sen_need set rank = @value where school_id = @school and id = @entry;

-- put_need_ends_on(school id, entry bigint, value date?) exec
-- across folders: a need that both name is named once
update sen_need set ends_on = @value where school_id = @school and id = @entry;

-- put_area_primary(school id, entry bigint, value boolean) exec
-- across folders: one area is the one to act on first
update sen_area set is_primary = @value where school_id = @school and id = @entry;

-- put_area_ends_on(school id, entry bigint, value date?) exec
-- across folders: an area that both name is named once
update sen_area set ends_on = @value where school_id = @school and id = @entry;

-- ---- Past merges, and taking one back ----

-- merge_by_id(school id, merge learner_merge.id, kept learner.id) maybe
select m.gone_id, m.reason, m.done_at, s.display_name as "done_by_name: text", m.undone_at,
       u.display_name as "undone_by_name: text?", l.known_name, l.born_on, l.closed_as
from learner_merge m
join staff s on s.school_id = m.school_id and s.id = m.done_by
left join staff u on u.school_id = m.school_id and u.id = m.undone_by
join learner l on l.school_id = m.school_id and l.id = m.gone_id
where m.school_id = @school and m.id = @merge and m.kept_id = @kept;

-- merge_facts_of(school id, merge learner_merge.id) one
select upn, former_upn, admission_number, surname, forename, preferred_name, born_on, sex,
       national_year, class_id, first_language, english_additional, pupil_premium, looked_after,
       entered_on, left_on, likes_about_me, matters_to_me, how_to_help_me, own_words_on, level,
       school_level, census_code, level_since, primary_need, gone_upn, gone_class_id, version_after
from learner_merge_facts
where school_id = @school and merge_id = @merge;

-- merge_rows_counted(school id, merge learner_merge.id) many
select part, state, count(*) as "row_count: integer"
from learner_merge_row
where school_id = @school and merge_id = @merge
group by part, state
order by part, state;

-- merge_rows_made(school id, merge learner_merge.id) many
select part, row_id from learner_merge_row
where school_id = @school and merge_id = @merge and state = 'made'
order by part, row_id;

-- merge_changes_of(school id, merge learner_merge.id) many
-- The last first.
select id, part, row_id, field, before
from learner_merge_change
where school_id = @school and merge_id = @merge
order by id desc;

-- merge_written(school id, kept learner.id, done_at timestamptz) one
-- How often somebody wrote in the record since.
select count(*) as "times: integer" from audit
where school_id = @school and learner_id = @kept and happened_at > @done_at and outcome = 'done'
  and action >= 'POST ' and action < 'POST!';

-- merge_undone(school id, merge learner_merge.id, at timestamptz, staff id) exec
update learner_merge set undone_at = @at, undone_by = @staff
where school_id = @school and id = @merge and undone_at is null;

-- unmake_upn(school id, entry bigint) exec
-- across folders: what the merge itself wrote goes with it
delete from learner_upn where school_id = @school and id = @entry;

-- unmake_suspension(school id, entry bigint) exec
-- across folders: likewise
delete from contact_suspension where school_id = @school and id = @entry;

-- unmake_contact(school id, entry bigint) exec
-- across folders: likewise
delete from learner_contact where school_id = @school and id = @entry;

-- merge_rows_made_list(school id, merge learner_merge.id, kept learner.id, after bigint) exec
-- What the merge itself wrote into the record that goes on: newer than the merge.
insert into learner_merge_row (school_id, merge_id, part, row_id, state)
select @school, @merge, 'contact_suspension', id, 'made' from contact_suspension
where school_id = @school and learner_id = @kept and id > @after
union all
select @school, @merge, 'learner_contact', id, 'made' from learner_contact
where school_id = @school and learner_id = @kept and id > @after
union all
select @school, @merge, 'learner_upn', id, 'made' from learner_upn
where school_id = @school and learner_id = @kept and id > @after;

-- merge_cases(school id, kept learner.id, gone learner.id, day date) many
-- Professionals from outside with whom one of them is shared.
select p.learner_id, s.display_name
from learner_professional p
join staff s on s.school_id = p.school_id and s.id = p.staff_id
where p.school_id = @school and p.learner_id in (@kept, @gone) and p.ends_on >= @day
  and (p.ended_at is null or p.ends_on > @day)
order by s.display_name, p.id;
