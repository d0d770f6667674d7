-- What dispatch itself keeps: answers already given, so that a repeated POST is done once; and what
-- is typed and not saved yet.

-- saved_request_find(school id, sender bigint, request_key text) maybe
select location, content_hash
from saved_request
where school_id = @school and sender_id = @sender and request_key = @request_key;

-- saved_request_claim(school id, id bigint, sender bigint, request_key text,
--   content_hash bytea, answered_at timestamptz) exec
-- changes nothing when the key is another's: one that is sent twice at once waits here for the first
insert into saved_request (school_id, id, request_key, content_hash, sender_id, answered_at, location)
values (@school, @id, @request_key, @content_hash, @sender, @answered_at, '')
on conflict (school_id, sender_id, request_key) do nothing;

-- saved_request_answer(school id, sender bigint, request_key text, location text) exec
update saved_request set location = @location
where school_id = @school and sender_id = @sender and request_key = @request_key;

-- kept_text_find(school id, learner id, writer staff.id, form text) maybe
select typed, typed_at, told_at
from kept_text
where school_id = @school and staff_id = @writer and learner_id = @learner and form = @form;

-- kept_text_keep(school id, id kept_text.id, learner id, writer staff.id, form text, typed text,
--   now timestamptz, told timestamptz) exec
insert into kept_text (school_id, id, learner_id, staff_id, form, typed, typed_at, told_at)
values (@school, @id, @learner, @writer, @form, @typed, @now, @told)
on conflict (school_id, staff_id, learner_id, form)
do update set typed = excluded.typed, typed_at = excluded.typed_at, told_at = excluded.told_at;

-- kept_text_empty(school id, learner id, writer staff.id, form text) exec
-- the row stays a while, so that the trail is told once an hour however often it is saved
update kept_text set typed = ''
where school_id = @school and staff_id = @writer and learner_id = @learner and form = @form;

-- kept_text_empty_all(school id, learner id, form text) exec
update kept_text set typed = ''
where school_id = @school and learner_id = @learner and form = @form;

-- kept_text_forget(school id, until timestamptz) exec
delete from kept_text where school_id = @school and typed_at < @until;
