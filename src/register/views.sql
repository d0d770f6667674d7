-- What teachers see of a learner, asked for by one link for all their learners.

-- views_statements(school id) many
select wording from view_statement where school_id = @school order by position, id;

-- views_statements_delete(school id) exec
delete from view_statement where school_id = @school;

-- views_statement_insert(school id, id view_statement.id, position integer, wording text) exec
insert into view_statement (school_id, id, position, wording) values (@school, @id, @position, @wording);

-- views_round_insert(school id, id view_round.id, title text, asked_by staff.id, asked_on date, due_on date) exec
insert into view_round (school_id, id, title, asked_by, asked_on, due_on)
values (@school, @id, @title, @asked_by, @asked_on, @due_on);

-- views_question_insert(school id, id view_question.id, round view_round.id, position integer, wording text) exec
insert into view_question (school_id, id, round_id, position, wording)
values (@school, @id, @round, @position, @wording);

-- views_invite_insert(school id, id view_invite.id, round view_round.id, learner id, staff id, subject text) exec
insert into view_invite (school_id, id, round_id, learner_id, staff_id, subject)
values (@school, @id, @round, @learner, @staff, @subject);

-- views_tick_insert(school id, id view_tick.id, invite view_invite.id, question view_question.id) exec
insert into view_tick (school_id, id, invite_id, question_id) values (@school, @id, @invite, @question);

-- views_knowing(school id, learner id, day date, assistants boolean) many
-- Who teaches the learner on the day, in a class or a group; with assistants, who supports there too.
select t.staff_id, k.name
from class_staff t
join class k on k.school_id = t.school_id and k.id = t.class_id
where t.school_id = @school and t.part <> 'cover' and (t.part = 'teacher' or @assistants)
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
  and (t.class_id in (select l.class_id from learner l where l.school_id = @school and l.id = @learner)
    or t.class_id in (
      select m.class_id from class_learner m
      where m.school_id = @school and m.learner_id = @learner
        and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)))
order by t.staff_id, k.sort_name, t.id;

-- views_to_ask(school id, day date, class id?, learner id?) many
-- Of a class or a group, or the one.
select l.id, l.surname, l.forename, l.preferred_name, l.level
from learner l
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and l.id = @learner                                                          --? learner
  and (l.class_id = @class or l.id in (                                        --? class
    select m.learner_id from class_learner m                                   --? class
    where m.school_id = @school and m.class_id = @class                        --? class
      and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)))   --? class
order by l.sort_name, l.id;

-- views_classes(school id) many
select k.id, k.name, k.is_group from class k where k.school_id = @school order by k.sort_name, k.id;

-- views_rounds(school id) many
-- The newest first, with how many were asked and have answered.
select r.id, r.title, r.asked_on, r.due_on, r.closed_on, s.display_name as "asked_by: text",
       (select count(*) from view_invite i
        where i.school_id = @school and i.round_id = r.id) as "asked: integer",
       (select count(*) from view_invite i
        where i.school_id = @school and i.round_id = r.id and i.answered_at is not null)
         as "answered: integer"
from view_round r
join staff s on s.school_id = r.school_id and s.id = r.asked_by
where r.school_id = @school
order by r.asked_on desc, r.id desc;

-- views_round(school id, round view_round.id) maybe
select r.id, r.title, r.asked_on, r.due_on, r.reminded_on, r.closed_on,
       s.display_name as "asked_by: text"
from view_round r
join staff s on s.school_id = r.school_id and s.id = r.asked_by
where r.school_id = @school and r.id = @round;

-- views_round_remind(school id, round view_round.id, day date) exec
update view_round set reminded_on = @day where school_id = @school and id = @round and closed_on is null;

-- views_round_close(school id, round view_round.id, day date) exec
update view_round set closed_on = @day where school_id = @school and id = @round and closed_on is null;

-- views_invites(school id, round view_round.id?, learner id?, staff id?) many
-- By learner, then by who was asked.
select i.id, i.round_id, i.learner_id, i.staff_id, i.subject, i.words, i.answered_at,
       l.known_name, k.name as "class_name: text?", s.display_name, r.title, r.asked_on, r.due_on,
       r.closed_on
from view_invite i
join view_round r on r.school_id = i.school_id and r.id = i.round_id
join learner l on l.school_id = i.school_id and l.id = i.learner_id
left join class k on k.school_id = l.school_id and k.id = l.class_id
join staff s on s.school_id = i.school_id and s.id = i.staff_id
where i.school_id = @school and (l.closed_as is null or l.closed_as = 'died')
  and i.round_id = @round                                                      --? round
  and i.learner_id = @learner                                                  --? learner
  and i.staff_id = @staff and l.closed_as is null                              --? staff
order by r.asked_on desc, i.round_id desc, l.sort_name, i.learner_id, s.surname, s.forename, i.id;

-- views_ticks(school id, round view_round.id?, learner id?, staff id?) many
-- Of those invitations, in the order of the statements.
select t.id, t.invite_id, t.tick, q.round_id, q.wording, q.position
from view_tick t
join view_invite i on i.school_id = t.school_id and i.id = t.invite_id
join view_question q on q.school_id = t.school_id and q.id = t.question_id
where t.school_id = @school
  and i.round_id = @round                                                      --? round
  and i.learner_id = @learner                                                  --? learner
  and i.staff_id = @staff                                                      --? staff
order by q.round_id desc, q.position, t.invite_id;

-- views_accounts(school id, round view_round.id) many
-- With whom an answer still waits, of those who sign in; nobody of a round that is closed.
select distinct a.id
from view_invite i
join view_round r on r.school_id = i.school_id and r.id = i.round_id and r.closed_on is null
join staff s on s.school_id = i.school_id and s.id = i.staff_id
join account a on a.id = s.account_id and a.ended_at is null
join learner l on l.school_id = i.school_id and l.id = i.learner_id and l.closed_as is null
where i.school_id = @school and i.round_id = @round and i.answered_at is null
order by a.id;

-- views_tick_set(school id, tick_id view_tick.id, round view_round.id, staff id, tick text?) exec
-- Only of what this person was asked.
update view_tick set tick = @tick
where school_id = @school and id = @tick_id and invite_id in (
  select i.id from view_invite i
  where i.school_id = @school and i.round_id = @round and i.staff_id = @staff);

-- views_words_set(school id, invite view_invite.id, round view_round.id, staff id, words text?,
--   answered_at timestamptz) exec
update view_invite set words = @words, answered_at = @answered_at
where school_id = @school and id = @invite and round_id = @round and staff_id = @staff;

-- views_teaches_class(school id, learner id, staff id, day date) one
-- Whether this person is the teacher of the learner's class on the day.
select count(*) as "teaches: integer"
from class_staff t
join learner l on l.school_id = t.school_id and l.class_id = t.class_id
where t.school_id = @school and l.id = @learner and t.staff_id = @staff and t.part = 'teacher'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day);
