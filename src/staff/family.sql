-- How families and learners sign in.

-- contact_of_account(school id, contact id) maybe
select c.name, c.email, c.account_id, a.email as "signs_in_with: text?"
from contact c
left join account a on a.id = c.account_id and a.ended_at is null
where c.school_id = @school and c.id = @contact;

-- learner_of_account(school id, learner id) maybe
select l.known_name, s.account_id as "account_id: account.id?", a.email as "signs_in_with: text?",
       s.ended_on as "ended_on: date?"
from learner l
left join learner_sign_in s on s.school_id = l.school_id and s.learner_id = l.id
left join account a on a.id = s.account_id and a.ended_at is null
where l.school_id = @school and l.id = @learner and l.closed_as is null;

-- learners_of_contact(school id, contact id, day date) many
-- With whom of those at the school a contact stands today; what may be shown to them is not asked
-- here. Families keep what is theirs of a learner who has died.
select distinct l.id, l.known_name, l.sort_name
from learner_contact k
join learner l on l.school_id = k.school_id and l.id = k.learner_id
where k.school_id = @school and k.contact_id = @contact and k.starts_on <= @day
  and (k.ends_on is null or k.ends_on >= @day) and (l.left_on is null or l.left_on >= @day)
  and (l.closed_as is null or l.closed_as = 'died')
order by l.sort_name, l.id;

-- learner_is_here(school id, learner id, day date) one
select count(*) as "here: integer" from learner
where school_id = @school and id = @learner and closed_as is null
  and (left_on is null or left_on >= @day);

-- contacts_of_account(account id) many
-- across schools: a person signs in before the school is known
select school_id, id from contact where account_id = @account order by school_id, id;

-- learners_of_account(account id) many
-- across schools: likewise
select school_id, learner_id from learner_sign_in
where account_id = @account and ended_on is null
order by school_id, learner_id;

-- family_of_account(school id, account id, learner id) many
-- Who else of a family signs in with it here.
select c.id as "who: bigint" from contact c where c.school_id = @school and c.account_id = @account
union
select s.learner_id from learner_sign_in s
where s.school_id = @school and s.account_id = @account and s.learner_id <> @learner
  and s.ended_on is null;

-- people_of_account(school id, account id) many
-- Everybody here who signs in with it.
select f.id as "who: bigint" from staff f where f.school_id = @school and f.account_id = @account
union
select c.id from contact c where c.school_id = @school and c.account_id = @account
union
select s.learner_id from learner_sign_in s
where s.school_id = @school and s.account_id = @account and s.ended_on is null;

-- family_account_email(account id, email text) exec
update account set email = @email, version = version + 1 where id = @account;

-- learner_sign_in_set(school id, learner id, account id, let_in_on date, let_in_by staff.id) exec
insert into learner_sign_in (school_id, learner_id, account_id, let_in_on, let_in_by)
values (@school, @learner, @account, @let_in_on, @let_in_by)
on conflict (school_id, learner_id) do update
set account_id = excluded.account_id, let_in_on = excluded.let_in_on,
    let_in_by = excluded.let_in_by, ended_on = null;

-- learner_sign_in_end(school id, learner id, ended_on date) exec
update learner_sign_in set ended_on = @ended_on where school_id = @school and learner_id = @learner;

-- account_email(account id) maybe
select email from account where id = @account and ended_at is null;

-- family_account_insert(id account.id, email text, created_at timestamptz) exec
insert into account (id, email, created_at, version) values (@id, @email, @created_at, 1);

-- family_account_named(email text) maybe
select id, ended_at from account where email = @email;

-- family_code_of(school id, account id) maybe
select code_hash, made_at, used_at from family_code
where school_id = @school and account_id = @account;

-- family_codes_of(account id) many
-- across schools: each gave its own, and the one that is typed says where they go in
select school_id, code_hash from family_code where account_id = @account order by school_id;

-- family_code_set(school id, account id, code_hash text, made_at timestamptz) exec
insert into family_code (school_id, account_id, code_hash, made_at)
values (@school, @account, @code_hash, @made_at)
on conflict (school_id, account_id) do update
set code_hash = excluded.code_hash, made_at = excluded.made_at;

-- family_code_use(school id, account id, used_at timestamptz) exec
update family_code set used_at = @used_at where school_id = @school and account_id = @account;

-- family_code_delete(school id, account id) exec
delete from family_code where school_id = @school and account_id = @account;

-- sign_in_link_insert(id sign_in_link.id, email text, asked_at timestamptz, place text?, carried_path text?, carried_body text?, device_hash bytea?) exec
insert into sign_in_link (id, email, asked_at, waiting_since, place, carried_path, carried_body, device_hash)
values (@id, @email, @asked_at, @asked_at, @place, @carried_path, @carried_body, @device_hash);

-- sign_in_link_delete_old(before timestamptz) exec
delete from sign_in_link where asked_at < @before;

-- sign_in_link_waiting(now timestamptz) many
select id, email from sign_in_link where waiting_since <= @now order by waiting_since nulls first, id limit 1;

-- sign_in_links_alive(email text, since timestamptz) one
select count(*) as "links: integer" from sign_in_link
where email = @email and asked_at > @since and account_id is not null;

-- sign_in_link_look(sign_in_link id, account id?) exec
update sign_in_link set waiting_since = null, account_id = @account where id = @sign_in_link;

-- sign_in_link_set_token(sign_in_link id, token_hash bytea, since timestamptz) exec
update sign_in_link set token_hash = @token_hash where id = @sign_in_link and asked_at > @since;

-- sign_in_link_take(token_hash bytea, since timestamptz) maybe
-- once: whoever comes second finds nothing
delete from sign_in_link
where token_hash = @token_hash and asked_at > @since and account_id is not null
returning account_id, place, carried_path, carried_body, device_hash;

-- family_sessions_end(school id, account id) exec
-- Of this school's pages: what another school opened stays open.
delete from session where school_id = @school and account_id = @account and staff_id is null;

-- staff_places(account id, day date) many
-- across schools: whoever is a member of staff at two chooses between them
select school_id, id from staff
where account_id = @account and started_on <= @day and (ended_on is null or ended_on >= @day)
  and (ended_at is null or ended_on > @day)
order by school_id, id;
