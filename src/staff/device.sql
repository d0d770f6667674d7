-- Where an account has signed in before.

-- device_find(token_hash bytea, account id) maybe
select id from device where token_hash = @token_hash and account_id = @account;

-- device_anybodys(token_hash bytea) many
select id from device where token_hash = @token_hash order by id limit 1;

-- device_insert(id device.id, account id, token_hash bytea, words text, now timestamptz) exec
insert into device (id, account_id, token_hash, words, known_at, used_at)
values (@id, @account, @token_hash, @words, @now, @now)
on conflict (token_hash, account_id) do update set words = @words, used_at = @now;

-- device_delete_unused(account id, before timestamptz) exec
delete from device where account_id = @account and used_at < @before;

-- devices_of(account id) many
select id, token_hash, words, known_at, used_at
from device
where account_id = @account
order by used_at desc, id;

-- device_delete(account id, device id) exec
delete from device where account_id = @account and id = @device;
