-- What dispatch itself keeps: answers already given, so that a repeated POST is done once.

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
