-- One learner's flag, notes, reports, shared cases and exam access arrangements.

-- flag_now(school id, learner id) maybe
select s.id, s.set_on, f.display_name
from safeguarding_flag s
join staff f on f.school_id = s.school_id and f.id = s.set_by
where s.school_id = @school and s.learner_id = @learner and s.ended_on is null;

-- flag_set(school id, id safeguarding_flag.id, learner id, by staff.id, on_day date) exec
insert into safeguarding_flag (school_id, id, learner_id, set_by, set_on)
values (@school, @id, @learner, @by, @on_day);

-- flag_end(school id, learner id, by staff.id, on_day date) exec
update safeguarding_flag set ended_by = @by, ended_on = @on_day
where school_id = @school and learner_id = @learner and ended_on is null;

-- notes_of(school id, learner id) many
select n.wording, n.written_at, f.display_name
from staff_note n
join staff f on f.school_id = n.school_id and f.id = n.written_by
where n.school_id = @school and n.learner_id = @learner
order by n.id desc;

-- note_insert(school id, id staff_note.id, learner id, by staff.id, now timestamptz, wording text) exec
insert into staff_note (school_id, id, learner_id, written_by, written_at, wording)
values (@school, @id, @learner, @by, @now, @wording);

-- advice_of(school id, learner id) many
-- what reports advise for class: the rest of them is not read
select id, author, received_on, recommendations
from professional_report
where school_id = @school and learner_id = @learner
order by received_on desc, id desc;

-- reports_of(school id, learner id, author staff.id?) many
-- whole; author: those that this professional wrote here
select id, author, received_on, summary, recommendations, kept_at
from professional_report
where school_id = @school and learner_id = @learner
  and staff_id = @author                                                         --? author
order by received_on desc, id desc;

-- report_insert(school id, id professional_report.id, learner id, author text, staff id?, received_on date, summary text, recommendations text, kept_at text, by staff.id) exec
insert into professional_report (school_id, id, learner_id, author, staff_id, received_on, summary, recommendations, kept_at, filed_by)
values (@school, @id, @learner, @author, @staff, @received_on, @summary, @recommendations, @kept_at, @by);

-- cases_of_learner(school id, learner id) many
-- those of now first; a last day before the first means that it never was
select c.id, c.purpose, c.starts_on, c.ends_on, c.ended_at, c.agreed_by, c.agreed_on, c.shares_plan,
       c.shares_assessment, c.shares_reports, c.shares_costs, f.display_name, f.organisation
from learner_professional c
join staff f on f.school_id = c.school_id and f.id = c.staff_id
where c.school_id = @school and c.learner_id = @learner and c.ends_on >= c.starts_on
order by c.ends_on desc, c.id desc;

-- professionals_of(school id, day date) many
-- those to whom a case may be given
select f.id, f.display_name, f.organisation,
       case when f.role = 'authority_officer'
              or exists (select 1 from staff_role o
                         where o.school_id = @school and o.staff_id = f.id
                           and o.role = 'authority_officer' and o.starts_on <= @day
                           and (o.ends_on is null or o.ends_on >= @day)
                           and (o.ended_at is null or o.ends_on > @day))
            then 1 else 0 end as "officer: integer"
from staff f
where f.school_id = @school and f.started_on <= @day and (f.ended_on is null or f.ended_on >= @day)
  and (f.ended_at is null or f.ended_on > @day)
  and (f.role in ('professional', 'authority_officer')
       or exists (select 1 from staff_role r
                  where r.school_id = @school and r.staff_id = f.id
                    and r.role in ('professional', 'authority_officer')
                    and r.starts_on <= @day and (r.ends_on is null or r.ends_on >= @day)
                    and (r.ended_at is null or r.ends_on > @day)))
order by f.surname, f.forename, f.id;

-- case_insert(school id, id learner_professional.id, learner id, staff id, purpose text, shares_plan boolean, shares_assessment boolean, shares_reports boolean, shares_costs boolean, agreed_by text, agreed_on date, starts_on date, ends_on date, by staff.id) exec
insert into learner_professional (school_id, id, learner_id, staff_id, purpose, shares_plan, shares_assessment, shares_reports, shares_costs, agreed_by, agreed_on, starts_on, ends_on, opened_by)
values (@school, @id, @learner, @staff, @purpose, @shares_plan, @shares_assessment, @shares_reports, @shares_costs, @agreed_by, @agreed_on, @starts_on, @ends_on, @by);

-- case_end(school id, learner id, visit learner_professional.id, today date, now timestamptz) exec
-- at once
update learner_professional set ends_on = @today, ended_at = @now
where school_id = @school and learner_id = @learner and id = @visit and ends_on >= @today
  and ended_at is null;

-- cases_of(school id, staff id, day date) many
-- of one professional, while they last
select c.learner_id, c.purpose, c.ends_on, l.known_name, l.national_year
from learner_professional c
join learner l on l.school_id = c.school_id and l.id = c.learner_id
where c.school_id = @school and c.staff_id = @staff and c.starts_on <= @day and c.ends_on >= @day
  and (c.ended_at is null or c.ends_on > @day)
  and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
order by l.sort_name, c.id;

-- case_of(school id, learner id, staff id, day date) many
select c.purpose, c.ends_on, c.shares_plan, c.shares_assessment, c.shares_reports, c.shares_costs
from learner_professional c
join learner l on l.school_id = c.school_id and l.id = c.learner_id
where c.school_id = @school and c.learner_id = @learner and c.staff_id = @staff
  and c.starts_on <= @day and c.ends_on >= @day
  and (c.ended_at is null or c.ends_on > @day)
  and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
order by c.id desc;

-- arrangements_of(school id, learner id) many
select a.id, a.what, a.usual_since, a.evidence, a.approved_until
from access_arrangement a
where a.school_id = @school and a.learner_id = @learner and a.ended_on is null
order by a.what, a.id;

-- arrangements_all(school id, staff id?, day date) many
-- staff: only of their own learners
select a.learner_id, a.what, a.usual_since, a.evidence, a.approved_until, l.known_name,
       l.national_year, c.name as "class_name: text?"
from access_arrangement a
join learner l on l.school_id = a.school_id and l.id = a.learner_id
left join class c on c.school_id = l.school_id and c.id = l.class_id
where a.school_id = @school and a.ended_on is null
  and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and l.id in (own_learners)                                                     --? staff
order by l.year_order desc, l.sort_name, a.what, a.id;

-- arrangement_insert(school id, id access_arrangement.id, learner id, what text, usual_since date, evidence text, approved_until date?, by staff.id) exec
insert into access_arrangement (school_id, id, learner_id, what, usual_since, evidence, approved_until, noted_by)
values (@school, @id, @learner, @what, @usual_since, @evidence, @approved_until, @by);

-- arrangement_end(school id, learner id, arrangement access_arrangement.id, on_day date) exec
update access_arrangement set ended_on = @on_day
where school_id = @school and learner_id = @learner and id = @arrangement and ended_on is null;
