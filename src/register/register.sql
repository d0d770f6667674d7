-- Who is on the register, what was noticed, what was decided, and who was told.

-- register_rows(school id, day date, staff id?, level text?, supported boolean, year text?, class id?,
--   need text?, area text?, state text?, due_from date?, due_before date?, teacher staff.id?,
--   premium boolean?, care boolean?, eal text?, sex text?, first text?, second text?, third text?,
--   see_care boolean) many
-- The register, or everybody. staff: only those whom this person teaches or
-- supports on the day. supported: everyone with a level above universal. need: of any rank.
-- eal: yes, no, unknown. first, second, third: the beginning of a word of the name, a space in
-- front; a longer one too where it stands in words of the name taken together, of which
-- name_search_fits() takes the middles out. see_care: without it, who is looked after is not read.
select l.id, l.surname, l.forename, l.preferred_name, l.national_year, l.class_id,
       k.name as "class_name: text?", l.born_on, l.sex, l.level, l.school_level,
       l.level_since, l.primary_need,
       l.pupil_premium, case when @see_care then l.looked_after end as "looked_after: boolean?",
       l.english_additional, c.state as "state: text?", c.planned_on as "planned_on: date?",
       c.review_on as "review_on: date?"
from learner l
left join class k on k.school_id = l.school_id and k.id = l.class_id
left join cycle c on c.school_id = l.school_id and c.learner_id = l.id
  and c.state in ('assessing', 'planning', 'doing', 'reviewing')
where l.school_id = @school
  and coalesce(l.school_level, l.level) = @level                 --? level
  and l.level in ('ehc', 'monitoring', 'sen_support')            --? supported
  and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and (@year is null or l.national_year = @year)
  and (@class is null or l.class_id = @class)
  and (@need is null or l.primary_need = @need or exists (
    select n.id from sen_need n
    where n.school_id = @school and n.learner_id = l.id and n.code = @need and n.ends_on is null))
  and (@state is null or c.state = @state)
  and (@due_from is null or c.review_on >= @due_from)
  and (@due_before is null or c.review_on < @due_before)
  and (@premium is null or l.pupil_premium = @premium)
  and (@care is null or l.looked_after = @care)
  and (@eal is null or @eal = case when l.english_additional is null then 'unknown'
    when l.english_additional then 'yes' else 'no' end)
  and (@sex is null or l.sex = @sex)
  and (@first is null or instr(' ' || l.sort_name, @first) > 0
    or length(@first) > 4 and instr(replace(l.sort_name, ' ', ''), substr(@first, 2)) > 0)
  and (@second is null or instr(' ' || l.sort_name, @second) > 0
    or length(@second) > 4 and instr(replace(l.sort_name, ' ', ''), substr(@second, 2)) > 0)
  and (@third is null or instr(' ' || l.sort_name, @third) > 0
    or length(@third) > 4 and instr(replace(l.sort_name, ' ', ''), substr(@third, 2)) > 0)
  and (@area is null or exists (
    select a.id from sen_area a
    where a.school_id = @school and a.learner_id = l.id and a.area = @area
      and a.ends_on is null))
  and (@teacher is null or l.id in (taught_learners))
  and (@staff is null or l.id in (own_learners))
order by l.sort_name, l.id                                                     --order name
order by l.sort_name desc, l.id desc                                           --order name_down
order by l.year_order, k.sort_name nulls last, l.sort_name, l.id               --order class
order by l.year_order desc, k.sort_name desc nulls last, l.sort_name, l.id     --order class_down
order by (select case a.area when 'cognition' then 1 when 'communication' then 2 when 'sensory' then 3 else 4 end from sen_area a where a.school_id = @school and a.learner_id = l.id and a.ends_on is null order by a.is_primary desc, a.area limit 1) nulls last, l.sort_name, l.id --order areas
order by (select case a.area when 'cognition' then 1 when 'communication' then 2 when 'sensory' then 3 else 4 end from sen_area a where a.school_id = @school and a.learner_id = l.id and a.ends_on is null order by a.is_primary desc, a.area limit 1) desc nulls last, l.sort_name, l.id --order areas_down
order by case c.state when 'assessing' then 1 when 'planning' then 2 when 'doing' then 3 when 'reviewing' then 4 else 5 end, l.sort_name, l.id --order stage
order by case c.state when 'assessing' then 4 when 'planning' then 3 when 'doing' then 2 when 'reviewing' then 1 else 5 end, l.sort_name, l.id --order stage_down
order by case l.level when 'ehc' then 1 when 'sen_support' then 2 when 'monitoring' then 3 else 4 end, coalesce(l.school_level, l.level), l.sort_name, l.id --order level
order by case l.level when 'ehc' then 4 when 'sen_support' then 3 when 'monitoring' then 2 else 1 end, coalesce(l.school_level, l.level), l.sort_name, l.id --order level_down
order by l.level_since nulls last, l.sort_name, l.id                           --order since
order by l.level_since desc nulls last, l.sort_name, l.id                      --order since_down
order by c.review_on nulls last, l.sort_name, l.id                             --order review
order by c.review_on desc nulls last, l.sort_name, l.id                        --order review_down
;

-- register_with_upn(school id, day date, staff id?, upn text) many
-- Who is here and has this UPN, or had it before. staff: see register_rows.
select l.id
from learner l
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and (l.upn = @upn or l.former_upn = @upn or l.id in (
    select u.learner_id from learner_upn u where u.school_id = @school and u.upn = @upn))
  and (@staff is null or l.id in (own_learners))
order by l.id;

-- register_classes(school id, day date, staff id?) many
-- Classes to choose from: all, or those of the learners whom this person teaches or supports.
select k.id, k.name
from class k
where k.school_id = @school and not k.is_group
  and (@staff is null or k.id in (
    select l.class_id from learner l where l.school_id = @school and l.closed_as is null and l.id in (own_learners)))
order by k.sort_name, k.id;

-- register_teachers(school id, day date) many
-- Who teaches a class or a group on the day, by family name.
select s.id, s.display_name, s.forename, s.surname
from staff s
where s.school_id = @school and exists (
  select 1 from class_staff t
  where t.school_id = s.school_id and t.staff_id = s.id and t.part = 'teacher'
    and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
    and (t.ended_at is null or t.ends_on > @day))
order by s.surname, s.forename, s.id;

-- register_years(school id, day date) many
-- The year groups that the learners of today are in.
select distinct l.national_year
from learner l
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
order by l.national_year;

-- register_other_needs(school id, day date, staff id?) many
-- Needs now, below the first. staff: see register_rows; so below.
select n.learner_id, n.code
from sen_need n
where n.school_id = @school and n.ends_on is null and n.rank > 1
  and (@staff is null or n.learner_id in (own_learners))
order by n.learner_id, n.rank, n.id;

-- register_all_areas(school id, day date, staff id?) many
-- The one to act on first comes first.
select a.learner_id, a.area
from sen_area a
where a.school_id = @school and a.ends_on is null
  and (@staff is null or a.learner_id in (own_learners))
order by a.learner_id, a.is_primary desc, a.area;

-- register_told(school id, day date, staff id?) many
-- When the family was last told of the support that holds.
select n.learner_id,
       case when count(*) = count(n.settled_on) then max(n.settled_on) end as "told_on: date?"
from sen_status p
join parent_notice n on n.school_id = p.school_id and n.status_id = p.id
where p.school_id = @school and p.ends_on is null
  and (@staff is null or p.learner_id in (own_learners))
group by n.learner_id
order by n.learner_id;

-- register_class_teachers(school id, day date) many
select t.class_id, s.display_name
from class_staff t
join staff s on s.school_id = t.school_id and s.id = t.staff_id
where t.school_id = @school and t.part = 'teacher'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
order by t.class_id, s.surname, s.forename, s.id;

-- register_columns_chosen(school id, staff id) maybe
select columns from register_columns where school_id = @school and staff_id = @staff;

-- register_columns_choose(school id, staff id, columns text) exec
insert into register_columns (school_id, staff_id, columns) values (@school, @staff, @columns)
on conflict (school_id, staff_id) do update set columns = excluded.columns;

-- register_views_for(school id, staff id) many
-- This person's own and those shared with everybody, by name.
select v.id, v.staff_id, v.name, v.query, v.shared, v.version, s.display_name as "owner: text"
from register_view v
join staff s on s.school_id = v.school_id and s.id = v.staff_id
where v.school_id = @school and (v.staff_id = @staff or v.shared)
order by v.name, v.id;

-- register_view_insert(school id, id register_view.id, staff id, name text, query text, shared boolean) exec
insert into register_view (school_id, id, staff_id, name, query, shared, version)
values (@school, @id, @staff, @name, @query, @shared, 1);

-- register_view_update(school id, id register_view.id, name text, shared boolean) exec
update register_view set name = @name, shared = @shared, version = version + 1
where school_id = @school and id = @id;

-- register_view_delete(school id, id register_view.id) exec
delete from register_view where school_id = @school and id = @id;

-- register_view_called(school id, staff id, name text) maybe
select id from register_view where school_id = @school and staff_id = @staff and name = @name;

-- sen_status_now(school id, learner id) maybe
-- The period without an end.
select p.id, p.level, p.school_level, p.census_code, p.starts_on, p.ends_on, p.decided_on, p.decided_by,
       b.display_name as "decided_by_name: text", p.decided_with,
       w.display_name as "decided_with_name: text?", p.evidence, p.outcomes_sought, p.family_view,
       p.learner_view, p.language_reason, p.missing_reason, p.version
from sen_status p
join staff b on b.school_id = p.school_id and b.id = p.decided_by
left join staff w on w.school_id = p.school_id and w.id = p.decided_with
where p.school_id = @school and p.learner_id = @learner and p.ends_on is null
order by p.starts_on desc, p.id desc
limit 1;

-- sen_status_by_id(school id, learner id, status sen_status.id) maybe
select p.id, p.level, p.school_level, p.census_code, p.starts_on, p.ends_on, p.decided_on, p.decided_by,
       b.display_name as "decided_by_name: text", p.decided_with,
       w.display_name as "decided_with_name: text?", p.evidence, p.outcomes_sought, p.family_view,
       p.learner_view, p.language_reason, p.missing_reason, p.version
from sen_status p
join staff b on b.school_id = p.school_id and b.id = p.decided_by
left join staff w on w.school_id = p.school_id and w.id = p.decided_with
where p.school_id = @school and p.learner_id = @learner and p.id = @status;

-- sen_status_insert(school id, id sen_status.id, learner id, level text, school_level text?,
--   census_code text, starts_on date, decided_on date, decided_by staff.id, decided_with staff.id?, evidence text,
--   outcomes_sought text, family_view text?, learner_view text?, language_reason text?,
--   missing_reason text?, monitor_until date?, watched_by staff.id?) exec
insert into sen_status (school_id, id, learner_id, level, school_level, census_code, starts_on, decided_on,
  decided_by, decided_with, evidence, outcomes_sought, family_view, learner_view, language_reason,
  missing_reason, monitor_until, watched_by, version)
values (@school, @id, @learner, @level, @school_level, @census_code, @starts_on, @decided_on, @decided_by,
  @decided_with, @evidence, @outcomes_sought, @family_view, @learner_view, @language_reason,
  @missing_reason, @monitor_until, @watched_by, 1);

-- sen_status_correct(school id, id sen_status.id, starts_on date, decided_on date,
--   decided_by staff.id, decided_with staff.id?, evidence text, outcomes_sought text,
--   family_view text?, learner_view text?, language_reason text?, missing_reason text?) exec
update sen_status
set starts_on = @starts_on, decided_on = @decided_on, decided_by = @decided_by,
    decided_with = @decided_with, evidence = @evidence, outcomes_sought = @outcomes_sought,
    family_view = @family_view, learner_view = @learner_view, language_reason = @language_reason,
    missing_reason = @missing_reason, version = version + 1
where school_id = @school and id = @id;

-- sen_correction_insert(school id, id sen_correction.id, status sen_status.id, corrected_on date,
--   corrected_by staff.id) exec
-- What the decision says, before it is overwritten.
insert into sen_correction (school_id, id, learner_id, status_id, corrected_on, corrected_by,
  starts_on, decided_on, decided_by, decided_with, evidence, outcomes_sought, family_view,
  learner_view, language_reason, missing_reason)
select @school, @id, p.learner_id, p.id, @corrected_on, @corrected_by, p.starts_on, p.decided_on,
       p.decided_by, p.decided_with, p.evidence, p.outcomes_sought, p.family_view, p.learner_view,
       p.language_reason, p.missing_reason
from sen_status p
where p.school_id = @school and p.id = @status;

-- sen_corrections_of(school id, learner id) many
-- Newest first.
select p.id, p.level, p.school_level, p.census_code, c.starts_on, p.ends_on, c.decided_on, c.decided_by,
       b.display_name as "decided_by_name: text", c.decided_with,
       w.display_name as "decided_with_name: text?", c.evidence, c.outcomes_sought, c.family_view,
       c.learner_view, c.language_reason, c.missing_reason, p.version, c.corrected_on,
       k.display_name as "corrected_by_name: text"
from sen_correction c
join sen_status p on p.school_id = c.school_id and p.id = c.status_id
join staff b on b.school_id = c.school_id and b.id = c.decided_by
left join staff w on w.school_id = c.school_id and w.id = c.decided_with
join staff k on k.school_id = c.school_id and k.id = c.corrected_by
where c.school_id = @school and c.learner_id = @learner
order by c.corrected_on desc, c.id desc;

-- sen_status_end(school id, id sen_status.id, ends_on date, end_reason text, monitor_until date?,
--   end_told_on date?, watched_by staff.id?) exec
update sen_status
set ends_on = @ends_on, end_reason = @end_reason, monitor_until = @monitor_until,
    watched_by = @watched_by,
    end_told_on = @end_told_on, version = version + 1
where school_id = @school and id = @id;

-- sen_watch_insert(school id, id sen_watch_check.id, learner id, status sen_status.id, due_on date) exec
insert into sen_watch_check (school_id, id, learner_id, status_id, due_on)
values (@school, @id, @learner, @status, @due_on);

-- sen_watch_checks(school id, learner id) many
-- The first first.
select c.id, c.status_id, c.due_on, c.checked_on, c.finding, c.note,
       s.display_name as "checked_by_name: text?"
from sen_watch_check c
left join staff s on s.school_id = c.school_id and s.id = c.checked_by
where c.school_id = @school and c.learner_id = @learner
order by c.due_on, c.id;

-- sen_watch_set(school id, learner id, id sen_watch_check.id, checked_on date, checked_by staff.id,
--   finding text, note text?) exec
update sen_watch_check
set checked_on = @checked_on, checked_by = @checked_by, finding = @finding, note = @note
where school_id = @school and learner_id = @learner and id = @id and checked_on is null;

-- sen_watch_drop(school id, learner id, day date, staff id) exec
-- What is still to come when the watching ends, or support begins again.
update sen_watch_check
set checked_on = @day, checked_by = @staff, finding = 'dropped'
where school_id = @school and learner_id = @learner and checked_on is null;

-- sen_watched(school id, learner id) maybe
-- The support that ended last with a watch after it: what it was, and who watches until when.
select p.id, p.level, p.school_level, p.starts_on, p.ends_on, p.end_reason, p.monitor_until,
       p.watched_by, s.display_name as "watched_by_name: text?"
from sen_status p
left join staff s on s.school_id = p.school_id and s.id = p.watched_by
where p.school_id = @school and p.learner_id = @learner and p.ends_on is not null
  and p.level <> 'monitoring'
order by p.ends_on desc nulls last, p.id desc
limit 1;

-- sen_needs_before(school id, learner id) many
-- Those that ended last, together: what support that begins again may take up.
select n.code, n.rank
from sen_need n
where n.school_id = @school and n.learner_id = @learner and n.ends_on = (
  select max(o.ends_on) from sen_need o where o.school_id = @school and o.learner_id = @learner)
order by n.rank, n.id;

-- sen_needs_ever(school id, learner id) many
-- Every need there was, the newest first.
select n.code, n.rank, n.starts_on, n.ends_on, b.display_name as "decided_by_name: text?",
       e.display_name as "ended_by_name: text?"
from sen_need n
left join staff b on b.school_id = n.school_id and b.id = n.decided_by
left join staff e on e.school_id = n.school_id and e.id = n.ended_by
where n.school_id = @school and n.learner_id = @learner
order by n.starts_on desc, n.rank, n.id;

-- sen_needs_now(school id, learner id) many
select id, code, rank, starts_on
from sen_need
where school_id = @school and learner_id = @learner and ends_on is null
order by rank, id;

-- sen_need_insert(school id, id sen_need.id, learner id, code text, rank integer, starts_on date,
--   decided_by staff.id?) exec
insert into sen_need (school_id, id, learner_id, code, rank, starts_on, decided_by)
values (@school, @id, @learner, @code, @rank, @starts_on, @decided_by);

-- sen_need_end(school id, id sen_need.id, ends_on date, ended_by staff.id?) exec
update sen_need set ends_on = @ends_on, ended_by = @ended_by
where school_id = @school and id = @id;

-- sen_areas_of(school id, learner id) many
-- Those of now; the one to act on first comes first.
select id, area, is_primary, barriers, strengths, starts_on
from sen_area
where school_id = @school and learner_id = @learner and ends_on is null
order by is_primary desc, area, id;

-- sen_areas_ever(school id, learner id) many
-- Every area there was and what was said of it, the newest first.
select a.area, a.is_primary, a.barriers, a.strengths, a.starts_on, a.ends_on,
       b.display_name as "decided_by_name: text", e.display_name as "ended_by_name: text?"
from sen_area a
join staff b on b.school_id = a.school_id and b.id = a.decided_by
left join staff e on e.school_id = a.school_id and e.id = a.ended_by
where a.school_id = @school and a.learner_id = @learner
order by a.starts_on desc, a.is_primary desc, a.area, a.id desc;

-- sen_area_insert(school id, id sen_area.id, learner id, area text, is_primary boolean,
--   barriers text?, strengths text?, starts_on date, decided_by staff.id) exec
insert into sen_area (school_id, id, learner_id, area, is_primary, barriers, strengths, starts_on,
  decided_by)
values (@school, @id, @learner, @area, @is_primary, @barriers, @strengths, @starts_on, @decided_by);

-- sen_area_end(school id, id sen_area.id, ends_on date, ended_by staff.id) exec
update sen_area set ends_on = @ends_on, ended_by = @ended_by
where school_id = @school and id = @id;

-- parent_notice_insert(school id, id parent_notice.id, learner id, status sen_status.id, about text,
--   state text, made_on date, told_on date?, settled_on date?, method text?, contact id?,
--   recipients text, told_by staff.id, note text?, words text, words_hash bytea) exec
insert into parent_notice (school_id, id, learner_id, status_id, about, state, made_on, told_on,
  settled_on, method, contact_id, recipients, told_by, note, words, words_hash)
values (@school, @id, @learner, @status, @about, @state, @made_on, @told_on, @settled_on, @method,
  @contact, @recipients, @told_by, @note, @words, @words_hash);

-- parent_notice_set_state(school id, learner id, id parent_notice.id, before text, state text,
--   told_on date?, settled_on date?, method text?, told_by staff.id?, note text?) exec
update parent_notice
set state = @state, told_on = @told_on, settled_on = @settled_on,
    told_by = coalesce(@told_by, told_by),
    method = coalesce(@method, method), note = coalesce(@note, note)
where school_id = @school and learner_id = @learner and id = @id and state = @before;

-- parent_notice_step_insert(school id, id parent_notice_step.id, learner id,
--   notice parent_notice.id, state text, on_day date, method text?, done_by staff.id, said_by text?,
--   note text?) exec
insert into parent_notice_step (school_id, id, learner_id, notice_id, state, on_day, method,
  done_by, said_by, note)
values (@school, @id, @learner, @notice, @state, @on_day, @method, @done_by, @said_by, @note);

-- parent_notice_steps(school id, learner id, notice parent_notice.id) many
-- The newest first.
select p.state, p.on_day, p.method, p.said_by, p.note, s.display_name
from parent_notice_step p
join staff s on s.school_id = p.school_id and s.id = p.done_by
where p.school_id = @school and p.learner_id = @learner and p.notice_id = @notice
order by p.id desc;

-- parent_notice_facts(school id, learner id, told_by staff.id, day date) maybe
-- What a letter of that day says besides the decision. plan_id: the plan that was final by then.
select k.name as school, s.display_name as told_by,
       (select p.id from plan p
        join cycle c on c.school_id = p.school_id and c.id = p.cycle_id
        where p.school_id = @school and p.learner_id = @learner and p.state = 'final'
          and p.finalised_on <= @day and c.state in ('doing', 'reviewing')
        order by p.id desc limit 1) as "plan_id: plan.id?"
from school k
join staff s on s.school_id = @school and s.id = @told_by
where k.id = @school;

-- parent_notice_letter(school id, learner id, notice parent_notice.id) maybe
select contact_id, words, words_hash
from parent_notice
where school_id = @school and learner_id = @learner and id = @notice;

-- parent_notices_of(school id, learner id) many
-- Newest first.
select n.id, n.status_id, n.about, n.state, n.made_on, n.told_on, n.method, n.contact_id,
       n.recipients, n.told_by,
       s.display_name as "told_by_name: text", n.note
from parent_notice n
join staff s on s.school_id = n.school_id and s.id = n.told_by
where n.school_id = @school and n.learner_id = @learner
order by n.made_on desc, n.id desc;

-- notice_mail_ways(school id, learner learner.id?, notice parent_notice.id?) many
-- Letters that are still to be given to somebody who likes to be reached by email and signs in here.
-- waits: a mail about it is on its way.
select n.id, n.learner_id, n.contact_id, n.state, c.name, c.account_id as "account_id: account.id",
       exists (select 1 from outbox o
               where o.school_id = n.school_id and o.due_at is not null and o.purpose = 'notice'
                 and o.link_id = n.id) as "waits: boolean"
from parent_notice n
join contact c on c.school_id = n.school_id and c.id = n.contact_id and c.channel = 'email'
where n.school_id = @school and n.state in ('made', 'returned')
  and c.account_id = (
    select max(f.account_id) from family_code f
    join account a on a.id = f.account_id and a.ended_at is null
    where f.school_id = n.school_id and f.account_id = c.account_id)
  and n.learner_id = @learner                                              --? learner
  and n.id = @notice                                                       --? notice
order by n.id;

-- notice_mailed_one(school id, notice parent_notice.id) maybe
-- The letter that a mail was about; nothing once somebody said otherwise.
select learner_id, state, told_by from parent_notice
where school_id = @school and id = @notice and state in ('made', 'returned');
