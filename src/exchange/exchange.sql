-- import_run_insert(school id, id import_run.id, kind text, file_name text, file_hash bytea, invented boolean?, started_by staff.id,
--   started_at timestamptz, row_count integer) exec
insert into import_run (school_id, id, kind, file_name, file_hash, state, invented, started_by, started_at,
                        row_count, added, changed, same, refused, version)
values (@school, @id, @kind, @file_name, @file_hash, 'open', @invented, @started_by, @started_at,
        @row_count, 0, 0, 0, 0, 1);

-- import_file_insert(school id, id import_file.id, content bytea) exec
insert into import_file (school_id, id, content) values (@school, @id, @content);

-- import_runs(school id, most integer) many
select r.id, r.kind, r.file_name, r.state, r.started_at, r.row_count, r.added, r.changed, r.same, r.refused,
       s.display_name as "started_by: text"
from import_run r
join staff s on s.school_id = r.school_id and s.id = r.started_by
where r.school_id = @school
order by r.id desc
limit @most;

-- import_run_by_id(school id, run import_run.id) maybe
select id, kind, file_name, state, row_count, added, changed, same, refused, version
from import_run
where school_id = @school and id = @run;

-- import_content(school id, run import_file.id) maybe
select content from import_file where school_id = @school and id = @run;

-- import_run_close(school id, run import_run.id, version bigint, state text, applied_at timestamptz?, added integer,
--   altered integer, same integer, refused integer) exec
update import_run
set state = @state, applied_at = @applied_at, added = @added, changed = @altered, same = @same,
    refused = @refused, version = version + 1
where school_id = @school and id = @run and version = @version and state = 'open';

-- import_file_delete(school id, run import_file.id) exec
-- the bytes are a copy of what the school's system holds: they go once they have been used
delete from import_file where school_id = @school and id = @run;

-- import_files_old_delete(school id, before timestamptz) exec
delete from import_file
where school_id = @school
  and id in (select r.id from import_run r
             where r.school_id = @school and r.state = 'open' and r.started_at < @before);

-- import_runs_old_abandon(school id, before timestamptz) exec
update import_run
set state = 'abandoned', version = version + 1
where school_id = @school and state = 'open' and started_at < @before;

-- import_mappings(school id, kind text) many
select header, field from import_mapping where school_id = @school and kind = @kind order by header;

-- import_mapping_set(school id, id import_mapping.id, kind text, header text, field text) exec
insert into import_mapping (school_id, id, kind, header, field)
values (@school, @id, @kind, @header, @field)
on conflict (school_id, kind, header) do update set field = excluded.field;

-- import_existing(school id, day date) many
-- everybody here, as a file would say it
select l.id, l.upn, l.former_upn, l.admission_number, l.surname, l.forename, l.preferred_name,
       l.born_on, l.sex, l.national_year, c.name as "class_name: text?", l.class_id,
       l.first_language, l.english_additional, l.pupil_premium, l.looked_after, l.entered_on,
       l.left_on, l.census_code, l.closed_as, l.merged_into,
       (select n.code from sen_need n where n.school_id = l.school_id and n.learner_id = l.id
        and n.rank = 1 and (n.ends_on is null or n.ends_on >= @day)
        order by n.starts_on desc, n.id limit 1) as "need_1: text?",
       (select n.code from sen_need n where n.school_id = l.school_id and n.learner_id = l.id
        and n.rank = 2 and (n.ends_on is null or n.ends_on >= @day)
        order by n.starts_on desc, n.id limit 1) as "need_2: text?",
       exists (select 1 from sen_status t where t.school_id = l.school_id
               and t.learner_id = l.id) as "support_decided: boolean"
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
where l.school_id = @school
order by l.id;

-- import_former_upns(school id) many
-- whoever had another UPN before
select u.learner_id, u.upn from learner_upn u where u.school_id = @school order by u.learner_id, u.id;

-- import_upns_now(school id) many
-- the UPN that a child here has, beside each that they had before and that nobody has now
select u.upn as "before: text", l.upn as "upn: text"
from learner_upn u
join learner l on l.school_id = u.school_id and l.id = u.learner_id
where u.school_id = @school and l.closed_as is null and l.upn is not null
  and not exists (select 1 from learner o where o.school_id = u.school_id and o.upn = u.upn)
union
select f.former_upn, f.upn
from learner f
where f.school_id = @school and f.closed_as is null and f.former_upn is not null
  and f.upn is not null and f.upn <> f.former_upn
  and not exists (select 1 from learner o where o.school_id = f.school_id and o.upn = f.former_upn)
order by before, upn;

-- import_class_names(school id) many
select name from class where school_id = @school order by sort_name, id;

-- import_staff_classes(school id, day date) many
-- who has which class or group, today or later
select t.staff_id, c.name
from class_staff t
join class c on c.school_id = t.school_id and c.id = t.class_id
where t.school_id = @school and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
order by t.staff_id, c.sort_name, c.id;

-- import_further_roles(school id, day date) many
-- beside the first, held today or later
select staff_id, role
from staff_role
where school_id = @school and (ends_on is null or ends_on >= @day)
  and (ended_at is null or ends_on > @day)
order by staff_id, id;

-- import_children(school id) many
select id, upn, admission_number, surname, forename
from learner
where school_id = @school and closed_as is null and left_on is null
order by id;

-- import_contacts(school id) many
select id, name, email, phone, address, language, account_id is not null as "signs_in: boolean"
from contact where school_id = @school order by id;

-- import_links(school id, day date) many
-- those that have ended too, so that no file brings them back
select k.id, k.learner_id, k.contact_id, k.relationship, k.parental_responsibility, k.priority,
       k.lives_with, k.correspondence, k.receives_reports, k.may_collect, k.ends_on,
       k.ends_on is not null and k.ends_on < @day as "ended: boolean",
       exists (select 1 from court_order_contact r
               join court_order o on o.school_id = r.school_id and o.id = r.order_id
               where r.school_id = k.school_id and r.contact_id = k.contact_id
                 and o.learner_id = k.learner_id
                 and (o.expires_on is null or o.expires_on >= @day)
                 and (o.ended_on is null or o.ended_on > @day)) as "restricted: boolean"
from learner_contact k
where k.school_id = @school
order by k.id;

-- roster_knowns(school id, source text) many
-- what earlier packages of the source brought
select e.kind, e.external, e.learner_id, e.staff_id, e.contact_id, e.class_id,
       c.name as "class_name: text?", c.is_group as "is_group: boolean?",
       l.surname as "surname: text?", l.forename as "forename: text?", l.born_on as "born_on: date?"
from external_id e
left join class c on c.school_id = e.school_id and c.id = e.class_id
left join learner l on l.school_id = e.school_id and l.id = e.learner_id
where e.school_id = @school and e.source = @source
order by e.kind, e.external;

-- external_id_set(school id, id external_id.id, source text, kind text, external text,
--   learner id?, staff id?, contact id?, class id?) exec
insert into external_id (school_id, id, source, kind, external, learner_id, staff_id, contact_id, class_id)
values (@school, @id, @source, @kind, @external, @learner, @staff, @contact, @class)
on conflict (school_id, source, kind, external)
do update set learner_id = excluded.learner_id, staff_id = excluded.staff_id,
              contact_id = excluded.contact_id, class_id = excluded.class_id;

-- roster_classes(school id) many
select id, name, is_group, national_year from class where school_id = @school order by id;

-- roster_places(school id, day date) many
-- who is in which teaching group, today or later
select id, class_id, learner_id, ends_on
from class_learner
where school_id = @school and (ends_on is null or ends_on >= @day)
order by class_id, learner_id, id;

-- roster_adults(school id, day date) many
-- who has which class or group, today or later
select id, class_id, staff_id, part, ends_on
from class_staff
where school_id = @school and part <> 'cover' and (ends_on is null or ends_on >= @day)
  and (ended_at is null or ends_on > @day)
order by class_id, staff_id, id;

-- roster_school(school id) maybe
select name, la_number, establishment_number from school where id = @school;

-- import_part_insert(school id, id import_part.id, run import_run.id, what text, added integer,
--   altered integer, same integer, refused integer, ended integer) exec
insert into import_part (school_id, id, run_id, what, added, changed, same, refused, ended)
values (@school, @id, @run, @what, @added, @altered, @same, @refused, @ended);

-- import_parts(school id, run import_run.id) many
select what, added, changed, same, refused, ended
from import_part
where school_id = @school and run_id = @run
order by id;

-- import_scores(school id) many
-- all that a file may meet
select s.learner_id, s.measure_id, s.taken_on, s.value, s.absent, s.baseline
from score s
where s.school_id = @school
order by s.learner_id, s.measure_id, s.taken_on;

-- import_score_learners(school id) many
select id, upn, admission_number, surname, forename, preferred_name, born_on
from learner
where school_id = @school and closed_as is null and left_on is null
order by id;
