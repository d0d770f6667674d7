-- What a family asks the school to change of what it holds of them.

-- details_ask_insert(school id, id details_change.id, contact id?, learner id?, field text, was text?,
--   wanted text, asked_at timestamptz) exec
insert into details_change (school_id, id, contact_id, learner_id, field, was, wanted, asked_at)
values (@school, @id, @contact, @learner, @field, @was, @wanted, @asked_at);

-- details_drop_waiting(school id, contact id?, learner id?, field text) exec
-- Asked again: the newer one is meant.
delete from details_change
where school_id = @school and field = @field and answered_at is null
  and (contact_id = @contact or learner_id = @learner);

-- details_of(school id, contact id?, learner id?, most integer) many
-- The newest first.
select d.id, d.field, d.was, d.wanted, d.asked_at, d.confirmed_at, d.answered_at, d.taken, d.reason,
       s.display_name as "answered_by: text?"
from details_change d
left join staff s on s.school_id = d.school_id and s.id = d.answered_by
where d.school_id = @school and (d.contact_id = @contact or d.learner_id = @learner)
order by d.asked_at desc, d.id desc
limit @most;

-- details_waiting_for(school id, learner id, sees_address boolean) many
-- What the learner's contacts, and the learner, ask for. An address is read only for whoever may see
-- it.
select d.id, d.contact_id, d.learner_id, d.field, d.asked_at, d.confirmed_at,
       case when d.field <> 'address' or @sees_address then d.was end as "was: text?",
       case when d.field <> 'address' or @sees_address then d.wanted end as "wanted: text?"
from details_change d
where d.school_id = @school and d.answered_at is null
  and (d.learner_id = @learner
       or exists (select 1 from learner_contact k
                  where k.school_id = @school and k.learner_id = @learner
                    and k.contact_id = d.contact_id))
order by d.asked_at, d.id;

-- details_answer(school id, details_change id, staff id, answered_at timestamptz, taken boolean,
--   reason text) exec
update details_change
set answered_at = @answered_at, answered_by = @staff, taken = @taken, reason = @reason,
    token_hash = null
where school_id = @school and id = @details_change and answered_at is null;

-- details_set_token(school id, details_change id, token_hash bytea, token_until timestamptz) exec
update details_change set token_hash = @token_hash, token_until = @token_until
where school_id = @school and id = @details_change and answered_at is null
  and confirmed_at is null;

-- details_confirm(school id, token_hash bytea, now timestamptz) maybe
-- once: whoever comes second finds nothing
update details_change set confirmed_at = @now, token_hash = null
where school_id = @school and token_hash = @token_hash and token_until > @now
  and answered_at is null
returning contact_id, learner_id;
