-- Mail that waits to be sent, and what became of it.

-- outbox_insert(school id, id outbox.id, account id, purpose text, link bigint, made_at timestamptz) exec
insert into outbox (school_id, id, account_id, purpose, link_id, made_at, due_at, tries)
values (@school, @id, @account, @purpose, @link, @made_at, @made_at, 0);

-- outbox_links_since(school id, account id, since timestamptz) one
select count(*) as "links: integer", max(made_at) as "newest: timestamptz?" from outbox
where school_id = @school and account_id = @account and purpose = 'sign_in_link'
  and made_at > @since;

-- outbox_due(school id, now timestamptz) maybe
select o.id, o.account_id, o.purpose, o.link_id, o.tries,
       coalesce(d.wanted, a.email) as "email: text", s.name as school_name
from outbox o
join account a on a.id = o.account_id
left join details_change d on d.school_id = o.school_id and d.id = o.link_id
  and o.purpose = 'address_confirm'
join school s on s.id = o.school_id
where o.school_id = @school and o.due_at <= @now
order by o.due_at nulls first, o.id
limit 1;

-- outbox_later(school id, outbox id, due_at timestamptz) exec
update outbox set due_at = @due_at, tries = tries + 1
where school_id = @school and id = @outbox;

-- outbox_fault(school id, outbox id, due_at timestamptz, fault text) exec
update outbox set due_at = @due_at, fault = @fault where school_id = @school and id = @outbox;

-- outbox_done(school id, outbox id, sent_at timestamptz?, fault text?, shown text?) exec
update outbox set due_at = null, sent_at = @sent_at, fault = @fault, shown = @shown
where school_id = @school and id = @outbox;

-- outbox_newest(school id, most integer) many
select o.id, o.purpose, o.made_at, o.due_at, o.tries, o.sent_at, o.fault, o.shown,
       coalesce(d.wanted, a.email) as "email: text"
from outbox o
join account a on a.id = o.account_id
left join details_change d on d.school_id = o.school_id and d.id = o.link_id
  and o.purpose = 'address_confirm'
where o.school_id = @school
order by o.id desc
limit @most;

-- outbox_delete_old(school id, before timestamptz) exec
delete from outbox where school_id = @school and made_at < @before;
