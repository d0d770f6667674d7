-- Passkeys of an account.

-- passkeys_of(account id) many
select id, credential_id, algorithm, public_key, sign_count, name, added_at, used_at
from passkey
where account_id = @account
order by added_at, id;

-- passkey_find(account id, credential_id bytea) maybe
select id, credential_id, algorithm, public_key, sign_count, name, added_at, used_at
from passkey
where credential_id = @credential_id and account_id = @account;

-- passkey_insert(id passkey.id, account id, credential_id bytea, algorithm integer, public_key bytea, sign_count bigint, name text, added_at timestamptz) exec
-- adds nothing when some account has it
insert into passkey (id, account_id, credential_id, algorithm, public_key, sign_count, name, added_at)
values (@id, @account, @credential_id, @algorithm, @public_key, @sign_count, @name, @added_at)
on conflict (credential_id) do nothing;

-- passkey_used(passkey id, account id, sign_count bigint, used_at timestamptz) exec
-- changes nothing when an answer with that count, or a later one, was taken meanwhile
update passkey set sign_count = @sign_count, used_at = @used_at
where id = @passkey and account_id = @account
  and (sign_count < @sign_count or (sign_count = 0 and @sign_count = 0));

-- passkey_delete(passkey id, account id) exec
delete from passkey where id = @passkey and account_id = @account;

-- passkeys_delete(account id) exec
delete from passkey where account_id = @account;
