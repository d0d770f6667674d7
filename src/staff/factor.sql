-- The second factor of an account.

-- factor_of_account(account id) one
select a.email, a.password_hash, a.factor_secret, a.factor_step, a.factor_since,
       (select count(*) from passkey p where p.account_id = a.id) as "passkeys: integer",
       (select count(*) from recovery_code r where r.account_id = a.id) as "recovery_codes: integer"
from account a
where a.id = @account;

-- account_factor_on(account id, factor_secret bytea, factor_step bigint, factor_since timestamptz, first boolean) exec
update account
set factor_secret = @factor_secret, factor_step = @factor_step, factor_since = @factor_since,
    version = version + 1
where id = @account
  and factor_since is null                          --? first
;

-- account_factor_begin(account id, factor_since timestamptz, first boolean) exec
-- a passkey is added; when a factor was set up before it keeps its day
update account
set factor_since = coalesce(factor_since, @factor_since), version = version + 1
where id = @account
  and factor_since is null                          --? first
;

-- account_factor_off(account id) exec
update account
set factor_secret = null, factor_step = null, factor_since = null, version = version + 1
where id = @account;

-- account_factor_step(account id, factor_step bigint) exec
-- changes nothing when that step, or a later one, was taken before
update account set factor_step = @factor_step
where id = @account and factor_step < @factor_step;

-- recovery_code_insert(account id, code_hash text) exec
insert into recovery_code (account_id, code_hash) values (@account, @code_hash);

-- recovery_code_find(account id, code_hash text) maybe
select code_hash from recovery_code where account_id = @account and code_hash = @code_hash;

-- recovery_code_spend(account id, code_hash text) exec
delete from recovery_code where account_id = @account and code_hash = @code_hash;

-- recovery_codes_delete(account id) exec
delete from recovery_code where account_id = @account;

-- factor_loss_insert(school id, id factor_loss.id, staff id, by staff.id, ended_at timestamptz, reason text) exec
insert into factor_loss (school_id, id, staff_id, ended_by, ended_at, reason)
values (@school, @id, @staff, @by, @ended_at, @reason);

-- factor_losses(school id, most integer) many
select l.ended_at, l.reason, s.display_name, b.display_name as "by_name: text"
from factor_loss l
join staff s on s.school_id = l.school_id and s.id = l.staff_id
join staff b on b.school_id = l.school_id and b.id = l.ended_by
where l.school_id = @school
order by l.id desc
limit @most;
