-- Who works here, how they sign in, and which learners each may see.

-- staff_by_id(school id, staff id, day date) many
-- a row for each role beside the first
select f.id, f.display_name, f.role, r.role as "further: text?"
from staff f
left join staff_role r on r.school_id = f.school_id and r.staff_id = f.id
  and r.starts_on <= @day and (r.ends_on is null or r.ends_on >= @day)
  and (r.ended_at is null or r.ends_on > @day)
where f.school_id = @school and f.id = @staff;

-- staff_with_access(school id, staff id?, day date) many
-- likewise, of those at work
select f.id, f.display_name, f.role, r.role as "further: text?"
from staff f
left join staff_role r on r.school_id = f.school_id and r.staff_id = f.id
  and r.starts_on <= @day and (r.ends_on is null or r.ends_on >= @day)
  and (r.ended_at is null or r.ends_on > @day)
where f.school_id = @school and f.started_on <= @day and (f.ended_on is null or f.ended_on >= @day)
  and (f.ended_at is null or f.ended_on > @day)
  and f.id = @staff                                                            --? staff
order by f.surname, f.forename, f.id;

-- further_roles(school id, staff id, day date) many
-- today and later
select id, role, starts_on, ends_on
from staff_role
where school_id = @school and staff_id = @staff and (ends_on is null or ends_on >= @day)
  and (ended_at is null or ends_on > @day)
order by starts_on, id;

-- staff_role_end(school id, staff id, further staff_role.id, today date, now timestamptz) exec
-- at once
update staff_role set ends_on = @today, ended_at = @now
where school_id = @school and staff_id = @staff and id = @further
  and (ends_on is null or ends_on >= @today) and ended_at is null;

-- other_heads(school id, staff id, day date) many
-- besides this person: at work for good, as head for good, and able to sign in
select f.id
from staff f
join account a on a.id = f.account_id
where f.school_id = @school and f.id <> @staff and f.started_on <= @day and f.ended_on is null
  and a.ended_at is null
  and (f.role = 'head'
       or exists (select 1 from staff_role r
                  where r.school_id = @school and r.staff_id = f.id and r.role = 'head'
                    and r.starts_on <= @day and r.ends_on is null))
order by f.id;

-- staff_role_insert(school id, id staff_role.id, staff id, role text, starts_on date, ends_on date?) exec
insert into staff_role (school_id, id, staff_id, role, starts_on, ends_on)
values (@school, @id, @staff, @role, @starts_on, @ends_on);

-- staff_insert(school id, id staff.id, account account.id?, title text, forename text, surname text, display_name text, role text, job text?, organisation text?, started_on date) exec
insert into staff (school_id, id, account_id, title, forename, surname, display_name, role, job, organisation, started_on, version)
values (@school, @id, @account, @title, @forename, @surname, @display_name, @role, @job, @organisation, @started_on, 1);

-- staff_and_accounts(school id, staff id?) many
select f.id, f.account_id, f.title, f.forename, f.surname, f.display_name, f.role, f.job,
       f.organisation, f.started_on, f.ended_on, f.ended_at, f.version, a.email as "email: text?",
       case when a.password_hash is null then 0 else 1 end as "passwords: integer",
       a.setup_code_until as "setup_code_until: timestamptz?",
       case when f.account_id is null or a.ended_at is not null then 0 else 1 end
         as "signs_in: integer"
from staff f
left join account a on a.id = f.account_id
where f.school_id = @school
  and f.id = @staff                                                            --? staff
order by f.surname, f.forename, f.id;

-- staff_with_email(school id, email text) many
select f.id
from staff f
join account a on a.id = f.account_id
where f.school_id = @school and a.email = @email
order by f.id;

-- staff_update(school id, staff id, version bigint, title text, forename text, surname text, display_name text, role text, job text?, organisation text?) exec
-- organisation null: as it was
update staff
set title = @title, forename = @forename, surname = @surname, display_name = @display_name,
    role = @role, job = @job, organisation = coalesce(@organisation, organisation),
    version = version + 1
where school_id = @school and id = @staff and version = @version;

-- staff_account_set(school id, staff id, account id) exec
update staff set account_id = @account, version = version + 1
where school_id = @school and id = @staff;

-- staff_begin_again(school id, staff id, from_day date) exec
update staff set started_on = @from_day, ended_on = null, ended_at = null, version = version + 1
where school_id = @school and id = @staff;

-- account_email_set(account id, email text) exec
update account set email = @email, version = version + 1 where id = @account;

-- account_elsewhere(school id, account id) many
-- across schools: whoever signs in at two schools has one address and one password for both
select school_id as "elsewhere: school.id" from staff
where account_id = @account and school_id <> @school
union
select school_id from contact where account_id = @account and school_id <> @school
union
select school_id from learner_sign_in where account_id = @account and school_id <> @school;

-- account_insert(id account.id, email text, password_hash text?, setup_code_hash text?, setup_code_until timestamptz?, created_at timestamptz) exec
insert into account (id, email, password_hash, setup_code_hash, setup_code_until, created_at, version)
values (@id, @email, @password_hash, @setup_code_hash, @setup_code_until, @created_at, 1);

-- account_by_email(email text) maybe
select id, password_hash, setup_code_hash, setup_code_until
from account
where email = @email and ended_at is null;

-- account_first_password(account id, password_hash text) exec
update account
set password_hash = @password_hash, setup_code_hash = null, setup_code_until = null, version = version + 1
where id = @account;

-- family_codes_unused(account id) exec
-- across schools: one password opens them all, so whoever got a new code proves each anew
update family_code set used_at = null where account_id = @account;

-- account_begins(account id) maybe
select password_hash is not null as "has_password: boolean",
       setup_code_until as "setup_code_until: timestamptz?"
from account where id = @account;

-- account_renew(account id, setup_code_hash text, setup_code_until timestamptz) exec
update account
set password_hash = null, setup_code_hash = @setup_code_hash, setup_code_until = @setup_code_until,
    version = version + 1
where id = @account;

-- session_delete_all(account id) exec
delete from session where account_id = @account;

-- staff_sessions_end(school id, staff id) exec
-- Of this school's pages: what another school opened stays open.
delete from session where school_id = @school and staff_id = @staff;

-- staff_end(school id, staff id, last_day date, ended_at timestamptz?) exec
-- ended_at: at once, on that day
update staff set ended_on = @last_day, ended_at = @ended_at, version = version + 1
where school_id = @school and id = @staff;

-- staff_of_account(account id, day date) many
-- across schools: a person signs in before the school is known
select school_id, id
from staff
where account_id = @account and started_on <= @day and (ended_on is null or ended_on >= @day)
  and (ended_at is null or ended_on > @day)
order by school_id, id;

-- staff_ever_of_account(account id) many
-- across schools: one password opens them all
select school_id, id from staff where account_id = @account order by school_id, id;

-- stranger_count(day date) exec
insert into stranger_try (day, tries) values (@day, 1)
on conflict (day) do update set tries = stranger_try.tries + 1;

-- strangers_since(from_day date) one
select coalesce(sum(tries), 0) as "tries: bigint" from stranger_try where day >= @from_day;

-- session_insert(id bigint, token_hash bytea, account id, school id, staff id?, contact id?, learner id?, of_staff boolean, by_provider boolean, form_key bytea, started_at timestamptz, ends_at timestamptz, device text, confirmed_at timestamptz?, challenge bytea, offered_secret bytea?, carried_path text?, carried_body text?) exec
insert into session (id, token_hash, account_id, school_id, staff_id, contact_id, learner_id, of_staff, by_provider, form_key, started_at, used_at, ends_at, device,
                     confirmed_at, challenge, offered_secret, carried_path, carried_body)
values (@id, @token_hash, @account, @school, @staff, @contact, @learner, @of_staff, @by_provider, @form_key, @started_at, @started_at, @ends_at, @device,
        @confirmed_at, @challenge, @offered_secret, @carried_path, @carried_body);

-- session_renew_token(token_hash bytea, new_hash bytea, form_key bytea, confirmed_at timestamptz) exec
-- the second factor was given: whoever knew the token before has nothing
update session
set token_hash = @new_hash, form_key = @form_key, confirmed_at = @confirmed_at, offered_secret = null
where token_hash = @token_hash;

-- session_take_challenge(token_hash bytea, challenge bytea, next bytea) exec
-- changes nothing when another answer to it was taken meanwhile
update session set challenge = @next where token_hash = @token_hash and challenge = @challenge;

-- session_offer_secret(token_hash bytea, offered_secret bytea) exec
update session set offered_secret = @offered_secret where token_hash = @token_hash;

-- session_set_carried(token_hash bytea, carried_path text?, carried_body text?) exec
update session set carried_path = @carried_path, carried_body = @carried_body
where token_hash = @token_hash;

-- session_get_carried(token_hash bytea) one
select carried_path, carried_body from session where token_hash = @token_hash;

-- session_delete_others(account id, token_hash bytea) exec
delete from session where account_id = @account and token_hash <> @token_hash;

-- session_delete_one(account id, id bigint) exec
delete from session where account_id = @account and id = @id;

-- sessions_of(account id, idle_since timestamptz, now timestamptz) many
select id, device, started_at, used_at
from session
where account_id = @account and used_at > @idle_since and ends_at > @now
order by used_at desc, id;

-- session_by_token(token_hash bytea, idle_since timestamptz, now timestamptz) maybe
-- leaving ends access at once: the account is asked every time, and then the member of staff
select s.account_id, s.school_id, s.staff_id, s.contact_id, s.learner_id, s.of_staff, s.by_provider, s.form_key, s.started_at, s.used_at, s.ends_at, s.device, s.search,
       s.id, s.confirmed_at, s.challenge, s.offered_secret
from session s
join account a on a.id = s.account_id
where s.token_hash = @token_hash and s.used_at > @idle_since and s.ends_at > @now
  and a.ended_at is null;

-- session_use(token_hash bytea, used_at timestamptz) exec
update session set used_at = @used_at where token_hash = @token_hash;

-- session_search(token_hash bytea, search text?) exec
update session set search = @search where token_hash = @token_hash;

-- session_delete(token_hash bytea) exec
delete from session where token_hash = @token_hash;

-- session_delete_old(before timestamptz) exec
delete from session where ends_at < @before;

-- ways_to_learner(school id, learner id, staff id, day date) many
-- none when this learner is not this person's own
select w.way as "way: text", w.part as "part: text", w.since as "since: date",
       w.joined_on as "joined_on: date",
       (select c.name from class c
        where c.school_id = @school and c.id = w.place_id and w.way <> 'support') as "class_name: text?",
       (select v.title from provision v
        where v.school_id = @school and v.id = w.place_id and w.way = 'support') as "support: text?"
from (ways_to_learners) w
where w.learner_id = @learner
order by way, since, class_name nulls last, support nulls last;

-- covers_of_learner(school id, learner id, day date) many
-- Who covers a class or group of the learner; the longest cover of each person comes last.
select t.staff_id, k.name, t.ends_on
from class_staff t
join class k on k.school_id = t.school_id and k.id = t.class_id
where t.school_id = @school and t.part = 'cover'
  and t.starts_on <= @day and (t.ends_on is null or t.ends_on >= @day)
  and (t.ended_at is null or t.ends_on > @day)
  and (exists (select 1 from learner l
               where l.school_id = @school and l.id = @learner and l.class_id = t.class_id)
       or exists (select 1 from class_learner m
                  where m.school_id = @school and m.learner_id = @learner and m.class_id = t.class_id
                    and m.starts_on <= @day and (m.ends_on is null or m.ends_on >= @day)))
order by t.staff_id, t.ends_on nulls last, k.name;

-- cases_of_access(school id, learner id, day date) many
-- With whom the learner's case is shared, or was; the longest of each person comes last. A last day
-- before the first means that it never was.
select staff_id, purpose, starts_on, ends_on, ended_at
from learner_professional
where school_id = @school and learner_id = @learner and starts_on <= @day and ends_on >= starts_on
order by staff_id, ends_on, id;

-- audit_head_of(school id) maybe
select entry_id, hash from audit_head where school_id = @school;

-- audit_head_take(school id) maybe
-- takes the chain's end for this transaction, so that two copies of the program cannot fork it
update audit_head set entry_id = entry_id where school_id = @school returning entry_id, hash;

-- audit_head_insert(school id, hash bytea) exec
insert into audit_head (school_id, entry_id, hash) values (@school, 0, @hash)
on conflict (school_id) do nothing;

-- audit_head_set(school id, entry_id bigint, hash bytea) exec
update audit_head set entry_id = @entry_id, hash = @hash where school_id = @school;

-- audit_insert(school id, id audit.id, happened_at timestamptz, staff id?, contact id?, role text, action text, learner id?, list_hash bytea?, outcome text, reference text, previous_hash bytea, hash bytea) exec
insert into audit (school_id, id, happened_at, staff_id, contact_id, role, action, learner_id, list_hash, outcome, reference, previous_hash, hash)
values (@school, @id, @happened_at, @staff, @contact, @role, @action, @learner, @list_hash, @outcome, @reference, @previous_hash, @hash);

-- audit_list_insert(school id, hash bytea, learners text, learner_count integer) exec
-- the same list is shown again and again
insert into audit_list (school_id, hash, learners, learner_count)
values (@school, @hash, @learners, @learner_count)
on conflict (school_id, hash) do nothing;

-- audit_list_of(school id, hash bytea) maybe
select learners from audit_list where school_id = @school and hash = @hash;

-- audit_names(school id) many
-- Of everybody who was ever here, by name; none of a sealed record, and those come last.
select id, case when closed_as = 'sealed' then null else known_name end as "name: text?"
from learner
where school_id = @school
order by case when closed_as = 'sealed' then 1 else 0 end, sort_name, id;

-- audit_after(school id, after bigint, most integer) many
select a.id, a.happened_at, a.staff_id, a.contact_id,
       coalesce(f.display_name, c.name, case when a.role = 'learner' and (l.closed_as is null or l.closed_as <> 'sealed') then l.known_name end) as "who: text?",
       a.role, a.action, a.learner_id, a.list_hash, a.outcome, a.reference, a.previous_hash, a.hash
from audit a
left join staff f on f.school_id = a.school_id and f.id = a.staff_id
left join contact c on c.school_id = a.school_id and c.id = a.contact_id
left join learner l on l.school_id = a.school_id and l.id = a.learner_id
where a.school_id = @school and a.id > @after
order by a.id
limit @most;

-- audit_looks(school id, learner id, most integer) many
-- When each of the staff last looked at the learner, the newest first; those who never did come last.
-- It asks for the end of each person's looks, since one learner's may be tens of thousands.
select f.id, f.display_name, f.role,
       (select a.happened_at from audit a
        where a.school_id = f.school_id and a.learner_id = @learner and a.staff_id = f.id
          and a.outcome <> 'refused'
        order by a.happened_at desc limit 1) as "last_at: timestamptz?"
from staff f
where f.school_id = @school
order by last_at desc nulls last, f.id
limit @most;

-- audit_search(school id, before bigint?, who bigint?, learner id?, listed text?, since timestamptz?, until timestamptz?, only_refused boolean, most integer) many
-- The newest first. An entry's id is in the order of the chain, and so of time. who: a member of staff
-- or a contact. listed: the learner's
-- id as it stands in a list, with whoever asks for a learner.
select a.id, a.happened_at, a.staff_id, a.contact_id, a.role, a.action, a.outcome, a.learner_id,
       coalesce(f.display_name, c.name, case when a.role = 'learner' and (l.closed_as is null or l.closed_as <> 'sealed') then l.known_name end) as "who: text?",
       case when l.closed_as = 'sealed' then 'A sealed' else coalesce(l.preferred_name, l.forename) end as "given: text?",
       case when l.closed_as = 'sealed' then 'record' else l.surname end as "surname: text?",
       a.list_hash, b.learner_count as "listed: integer?"
from audit a
left join audit_list b on b.school_id = a.school_id and b.hash = a.list_hash
left join staff f on f.school_id = a.school_id and f.id = a.staff_id
left join contact c on c.school_id = a.school_id and c.id = a.contact_id
left join learner l on l.school_id = a.school_id and l.id = a.learner_id
where a.school_id = @school
  and a.id < @before                   --? before
  and (a.staff_id = @who or a.contact_id = @who)                               --? who
  and (a.learner_id = @learner or a.list_hash in (                             --? learner
    select hash from audit_list                                                --? learner
    where school_id = @school and instr(learners, @listed) > 0))               --? learner
  and a.happened_at >= @since          --? since
  and a.happened_at < @until           --? until
  and a.outcome = 'refused'            --? only_refused
order by a.id desc
limit @most;
