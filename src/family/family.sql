-- What families wrote to the school, and whom they may ask.

-- comment_insert(school id, id family_comment.id, learner id, contact id?, about text, wording text, written_at timestamptz) exec
insert into family_comment (school_id, id, learner_id, contact_id, about, wording, written_at)
values (@school, @id, @learner, @contact, @about, @wording, @written_at);

-- comments_of(school id, learner id, contact id?, of_learner boolean) many
-- The newest first; to a family only its own.
select m.id, m.about, m.wording, m.written_at, m.contact_id, c.name as "contact: text?", l.known_name,
       f.display_name as "seen_by: text?", m.seen_at
from family_comment m
join learner l on l.school_id = m.school_id and l.id = m.learner_id
left join contact c on c.school_id = m.school_id and c.id = m.contact_id
left join staff f on f.school_id = m.school_id and f.id = m.seen_by
where m.school_id = @school and m.learner_id = @learner
  and m.contact_id = @contact                                                  --? contact
  and m.contact_id is null                                                     --? of_learner
order by m.written_at desc, m.id desc;

-- comment_see(school id, learner id, family_comment id, staff id, seen_at timestamptz) exec
update family_comment set seen_by = @staff, seen_at = @seen_at
where school_id = @school and learner_id = @learner and id = @family_comment and seen_by is null;

-- sencos_on(school id, day date) many
-- Whom to ask, by name.
select display_name from staff
where school_id = @school and role = 'senco' and started_on <= @day
  and (ended_on is null or ended_on >= @day) and (ended_at is null or ended_on > @day)
order by surname, forename, id;
