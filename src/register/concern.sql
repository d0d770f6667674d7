-- What somebody noticed, and what was done about it.

-- concern_insert(school id, id concern.id, learner id, raised_on date, raised_by text,
--   raised_by_name text, raised_staff staff.id?, raised_contact contact.id?, way text,
--   heard_by staff.id?, wording text, language text?, translation text?, translated_by text?,
--   noticed_where text?, since text?, tried text?, strengths text?, reply_by date?) exec
insert into concern (school_id, id, learner_id, raised_on, raised_by, raised_by_name, raised_staff,
  raised_contact, way, heard_by, wording, language, translation, translated_by, noticed_where,
  since, tried, strengths, reply_by, outcome, version)
values (@school, @id, @learner, @raised_on, @raised_by, @raised_by_name, @raised_staff,
  @raised_contact, @way, @heard_by, @wording, @language, @translation, @translated_by,
  @noticed_where, @since, @tried, @strengths, @reply_by, 'open', 1);

-- concerns_about(school id, learner id?, concern id?, staff id?, contact id?, of_learner boolean) many
-- Newest first. staff: those that this person raised or wrote down; contact: that they wrote
-- themselves; of_learner: that the learner did.
select c.id, c.learner_id, l.known_name, k.name as "class_name: text?", c.raised_on, c.raised_by,
       c.raised_by_name, c.raised_staff, c.raised_contact, c.way, c.heard_by,
       h.display_name as "heard_by_name: text?", c.received_by,
       r.display_name as "received_by_name: text?", c.received_on, c.wording, c.language,
       c.translation, c.translated_by, c.noticed_where, c.since, c.tried, c.strengths, c.reply_by,
       c.replied_on, c.outcome, c.check_on, c.version
from concern c
join learner l on l.school_id = c.school_id and l.id = c.learner_id
left join class k on k.school_id = l.school_id and k.id = l.class_id
left join staff h on h.school_id = c.school_id and h.id = c.heard_by
left join staff r on r.school_id = c.school_id and r.id = c.received_by
where c.school_id = @school and (l.closed_as is null or l.closed_as = 'died')
  and c.learner_id = @learner                                                  --? learner
  and c.id = @concern                                                          --? concern
  and l.closed_as is null                                                      --? staff
  and (c.raised_staff = @staff or c.heard_by = @staff)                         --? staff
  and c.raised_contact = @contact                                              --? contact
  and c.raised_by = 'learner' and c.way = 'self'                               --? of_learner
order by c.raised_on desc, c.id desc;

-- concerns_listed(school id, day date, since date, staff id?, year text?, class id?) many
-- Those that wait, are looked at again, or were answered since the day, the first due first. staff:
-- only about learners whom this person teaches or supports on the day.
select c.id, c.learner_id, l.surname, l.forename, l.preferred_name, l.known_name,
       k.name as "class_name: text?", c.raised_on, c.raised_by, c.raised_by_name, c.wording,
       c.reply_by, c.replied_on, c.received_on, c.outcome, c.check_on,
       r.display_name as "received_by_name: text?",
       (select count(*) from concern o
        where o.school_id = @school and o.learner_id = c.learner_id and o.id <> c.id
          and (o.outcome = 'open' or o.check_on is not null)) as "others: integer",
       (select count(*) from concern_step p
        where p.school_id = @school and p.concern_id = c.id and not exists (
          select t.id from concern_told t
          where t.school_id = @school and t.step_id = p.id)) as "untold: integer"
from concern c
join learner l on l.school_id = c.school_id and l.id = c.learner_id
left join class k on k.school_id = l.school_id and k.id = l.class_id
left join staff r on r.school_id = c.school_id and r.id = c.received_by
where c.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and (c.outcome = 'open' or c.check_on is not null or c.replied_on >= @since)
  and l.national_year = @year                                                  --? year
  and l.class_id = @class                                                      --? class
  and l.id in (own_learners)                                                   --? staff
order by coalesce(c.check_on, c.reply_by) nulls last, c.raised_on, c.id;

-- concern_others(school id, learner id, concern id?) one
-- Other concerns about the learner that are not settled.
select count(*) as "others: integer"
from concern c
where c.school_id = @school and c.learner_id = @learner
  and (c.outcome = 'open' or c.check_on is not null)
  and (@concern is null or c.id <> @concern);

-- concern_set_received(school id, concern id, version bigint, staff id, received_on date,
--   reply_by date?) exec
update concern
set received_by = @staff, received_on = @received_on, reply_by = @reply_by, version = version + 1
where school_id = @school and id = @concern and version = @version;

-- concern_set_step(school id, concern id, version bigint, staff id, taken_on date, outcome text,
--   check_on date?) exec
update concern
set outcome = @outcome, check_on = @check_on, replied_on = coalesce(replied_on, @taken_on),
    received_by = coalesce(received_by, @staff), received_on = coalesce(received_on, @taken_on),
    version = version + 1
where school_id = @school and id = @concern and version = @version;

-- concern_step_insert(school id, id concern_step.id, learner id, concern id, taken_on date,
--   taken_by staff.id, verdict text, came_of text?, words text, with_whom text?, check_on date?) exec
insert into concern_step (school_id, id, learner_id, concern_id, taken_on, taken_by, verdict, came_of,
  words, with_whom, check_on)
values (@school, @id, @learner, @concern, @taken_on, @taken_by, @verdict, @came_of, @words,
  @with_whom, @check_on);

-- concern_steps_of(school id, learner id, concern id?) many
-- The first first.
select p.id, p.concern_id, p.taken_on, p.taken_by, s.display_name as "taken_by_name: text",
       p.verdict, p.came_of, p.words, p.with_whom, p.check_on
from concern_step p
join staff s on s.school_id = p.school_id and s.id = p.taken_by
where p.school_id = @school and p.learner_id = @learner
  and p.concern_id = @concern                                                  --? concern
order by p.taken_on, p.id;

-- concern_told_insert(school id, id concern_told.id, learner id, step concern_step.id, told_on date,
--   told_by staff.id, method text?, contact id?, recipient text?, said text?, reason text?) exec
insert into concern_told (school_id, id, learner_id, step_id, told_on, told_by, method, contact_id,
  recipient, said, reason)
values (@school, @id, @learner, @step, @told_on, @told_by, @method, @contact, @recipient, @said,
  @reason);

-- concern_told_of(school id, learner id) many
-- The first first.
select t.step_id, t.told_on, t.told_by, s.display_name as "told_by_name: text", t.method,
       t.contact_id, t.recipient, t.said, t.reason
from concern_told t
join staff s on s.school_id = t.school_id and s.id = t.told_by
where t.school_id = @school and t.learner_id = @learner
order by t.told_on, t.id;

-- concern_learners(school id, staff id, day date, class id?) many
-- Whom this person may choose without writing a name: those whom they teach, support or cover on the
-- day. class: of this one only.
select l.id, l.surname, l.forename, l.preferred_name, k.name as "class_name: text?"
from learner l
left join class k on k.school_id = l.school_id and k.id = l.class_id
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and l.class_id = @class                                                      --? class
  and (l.id in (own_learners) or l.class_id in (
    select t.class_id from class_staff t
    where t.school_id = @school and t.staff_id = @staff and t.part = 'cover'
      and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
      and (t.ended_at is null or t.ends_on > @day)))
order by l.sort_name, l.id;

-- concern_learners_found(school id, day date, class id?, about learner.id?, first text?,
--   second text?, third text?) many
-- The same for whoever may raise a concern about anybody: of a class, or by name. first, second,
-- third: see register_rows.
select l.id, l.surname, l.forename, l.preferred_name, k.name as "class_name: text?"
from learner l
left join class k on k.school_id = l.school_id and k.id = l.class_id
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and l.class_id = @class                                                      --? class
  and l.id = @about                                                            --? about
  and (@first is null or instr(' ' || l.sort_name, @first) > 0
    or length(@first) > 4 and instr(replace(l.sort_name, ' ', ''), substr(@first, 2)) > 0)
  and (@second is null or instr(' ' || l.sort_name, @second) > 0
    or length(@second) > 4 and instr(replace(l.sort_name, ' ', ''), substr(@second, 2)) > 0)
  and (@third is null or instr(' ' || l.sort_name, @third) > 0
    or length(@third) > 4 and instr(replace(l.sort_name, ' ', ''), substr(@third, 2)) > 0)
order by l.sort_name, l.id;

-- concern_case(school id, learner id, staff id, day date) maybe
-- A case shared with this professional on the day.
select l.known_name, l.national_year
from learner_professional p
join learner l on l.school_id = p.school_id and l.id = p.learner_id
where p.school_id = @school and p.learner_id = @learner and p.staff_id = @staff
  and p.starts_on <= @day and p.ends_on >= @day
  and (p.ended_at is null or p.ends_on > @day) and l.closed_as is null
order by p.id
limit 1;
