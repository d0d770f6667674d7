-- Single sign-on: the provider of each school, and whose account there belongs to whom.

-- sign_on_by_school(school id) maybe
select kind, name, issuer, client_id, client_secret, domain, active, passwords, factor_counts,
       version
from sign_on where school_id = @school;

-- sign_on_offers() many
-- across schools: what the page of signing in offers, before the school is known
select sign_on_offer.school_id, sign_on_offer.name, s.name as school_name
from sign_on_offer
join school s on s.id = sign_on_offer.school_id
order by s.name, sign_on_offer.school_id;

-- sign_on_offer_delete(school id) exec
delete from sign_on_offer where school_id = @school;

-- sign_on_offer_insert(school id, id sign_on_offer.id, active boolean) exec
-- of the school's provider, when it is active
insert into sign_on_offer (id, school_id, name)
select @id, o.school_id, o.name from sign_on o where o.school_id = @school and o.active = @active;

-- sign_on_put(school id, kind text, name text, issuer text, client_id text, client_secret text, domain text, active boolean, passwords boolean, factor_counts boolean, by staff.id, now timestamptz) exec
insert into sign_on (school_id, kind, name, issuer, client_id, client_secret, domain, active,
                     passwords, factor_counts, changed_by, changed_at, version)
values (@school, @kind, @name, @issuer, @client_id, @client_secret, @domain, @active,
        @passwords, @factor_counts, @by, @now, 1)
on conflict (school_id) do update
set kind = excluded.kind, name = excluded.name, issuer = excluded.issuer,
    client_id = excluded.client_id, client_secret = excluded.client_secret,
    domain = excluded.domain, active = excluded.active, passwords = excluded.passwords,
    factor_counts = excluded.factor_counts, changed_by = excluded.changed_by,
    changed_at = excluded.changed_at, version = sign_on.version + 1;

-- sign_on_set_active(school id, active boolean, by staff.id, now timestamptz) exec
update sign_on set active = @active, changed_by = @by, changed_at = @now, version = version + 1
where school_id = @school;

-- sign_on_delete(school id) exec
delete from sign_on where school_id = @school;

-- bindings_delete(school id) exec
delete from sign_on_binding where school_id = @school;

-- binding_by_subject(school id, issuer text, subject text) maybe
select b.id, b.account_id
from sign_on_binding b
join account a on a.id = b.account_id
where b.school_id = @school and b.issuer = @issuer and b.subject = @subject and a.ended_at is null;

-- binding_of_account(school id, account id, issuer text) maybe
select id, address, bound_at, used_at from sign_on_binding
where school_id = @school and account_id = @account and issuer = @issuer;

-- account_with_email(email text) maybe
select id from account where email = @email and ended_at is null;

-- staff_with_account(school id, account id, day date) maybe
select id from staff
where school_id = @school and account_id = @account and started_on <= @day
  and (ended_on is null or ended_on >= @day) and (ended_at is null or ended_on > @day)
order by id limit 1;

-- binding_insert(school id, id sign_on_binding.id, account id, issuer text, subject text, address text, now timestamptz) exec
insert into sign_on_binding (school_id, id, account_id, issuer, subject, address, bound_at, used_at)
values (@school, @id, @account, @issuer, @subject, @address, @now, @now);

-- binding_use(school id, binding sign_on_binding.id, address text, now timestamptz) exec
update sign_on_binding set used_at = @now, address = @address
where school_id = @school and id = @binding;

-- bindings_of_school(school id) many
select b.id, b.address, b.bound_at, b.used_at, f.display_name
from sign_on_binding b
join staff f on f.school_id = b.school_id and f.account_id = b.account_id
where b.school_id = @school
order by f.surname, f.forename, b.id;

-- binding_take(school id, binding sign_on_binding.id) maybe
delete from sign_on_binding where school_id = @school and id = @binding returning account_id;

-- sign_on_form_put(token_hash bytea, carried_path text, carried_body text, now timestamptz) exec
insert into sign_on_form (token_hash, carried_path, carried_body, made_at)
values (@token_hash, @carried_path, @carried_body, @now);

-- sign_on_form_get(token_hash bytea) maybe
select carried_path, carried_body from sign_on_form where token_hash = @token_hash;

-- sign_on_form_delete(token_hash bytea, before timestamptz) exec
delete from sign_on_form where token_hash = @token_hash or made_at < @before;
