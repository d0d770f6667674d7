-- The school's address book, and who in it stands with which learner.

-- contact_insert(school id, id contact.id, name text, sort_name text, email text?, phone text?,
--   address text?, language text?, interpreter boolean, format text, channel text,
--   best_times text?) exec
insert into contact (school_id, id, name, sort_name, email, phone, address, language, interpreter,
  format, channel, best_times, version)
values (@school, @id, @name, @sort_name, @email, @phone, @address, @language, @interpreter,
  @format, @channel, @best_times, 1);

-- contact_account(school id, contact id, account id) exec
update contact set account_id = @account where school_id = @school and id = @contact;

-- learner_contact_insert(school id, id learner_contact.id, learner id, contact id,
--   relationship text, parental_responsibility boolean?, lives_with boolean,
--   correspondence boolean, receives_documents boolean, receives_reports boolean,
--   may_collect boolean, priority integer, starts_on date) exec
insert into learner_contact (school_id, id, learner_id, contact_id, relationship,
  parental_responsibility, lives_with, correspondence, receives_documents, receives_reports,
  may_collect, priority, starts_on, version)
values (@school, @id, @learner, @contact, @relationship, @parental_responsibility, @lives_with,
  @correspondence, @receives_documents, @receives_reports, @may_collect, @priority, @starts_on, 1);

-- contacts_of(school id, learner id, day date) many
-- Those whose link has not ended before the day.
select k.id, k.learner_id, k.contact_id, c.name, c.language, k.relationship,
       k.parental_responsibility, k.lives_with, k.correspondence, k.receives_documents,
       k.receives_reports, k.may_collect, k.priority, k.starts_on, k.ends_on, k.version,
       case when exists (
         select 1
         from court_order_contact r
         join court_order o on o.school_id = r.school_id and o.id = r.order_id
         where r.school_id = @school and r.contact_id = k.contact_id and r.no_information
           and o.learner_id = k.learner_id and o.made_on <= @day
           and (o.expires_on is null or o.expires_on >= @day)
           and (o.ended_on is null or o.ended_on > @day)) then 1 else 0 end as "withheld: boolean"
from learner_contact k
join contact c on c.school_id = k.school_id and c.id = k.contact_id
where k.school_id = @school and k.learner_id = @learner
  and (k.ends_on is null or k.ends_on >= @day)
order by k.priority, k.id;

-- court_order_insert(school id, id court_order.id, learner id, kind text, court text?,
--   reference text?, made_on date, expires_on date?, seen_by staff.id, seen_on date) exec
insert into court_order (school_id, id, learner_id, kind, court, reference, made_on, expires_on,
  seen_by, seen_on, version)
values (@school, @id, @learner, @kind, @court, @reference, @made_on, @expires_on, @seen_by,
  @seen_on, 1);

-- court_order_contact_insert(school id, court_order id, contact id, no_information boolean,
--   no_collection boolean, address_confidential boolean, third_party_only boolean) exec
insert into court_order_contact (school_id, order_id, contact_id, no_information, no_collection,
  address_confidential, third_party_only)
values (@school, @court_order, @contact, @no_information, @no_collection, @address_confidential,
  @third_party_only);
