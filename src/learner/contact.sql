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

-- contacts_of(school id, learner id) many
-- Those whose link has ended too.
select k.id, k.learner_id, k.contact_id, c.name, c.language, c.format, c.channel, c.best_times,
       k.relationship,
       k.parental_responsibility, k.lives_with, k.correspondence, k.receives_documents,
       k.receives_reports, k.may_collect, k.priority, k.starts_on, k.ends_on, k.version
from learner_contact k
join contact c on c.school_id = k.school_id and c.id = k.contact_id
where k.school_id = @school and k.learner_id = @learner
order by k.priority, k.id;

-- standing_learner(school id, learner id) one
select l.preferred_name, l.forename, l.born_on, s.setting_type
from learner l
join school s on s.id = l.school_id
where l.school_id = @school and l.id = @learner;

-- standing_orders(school id, learner id) many
-- One row for each person that an order names; one without a person when it names nobody.
select o.kind, o.made_on, o.expires_on, o.ended_on, r.contact_id as "contact: contact.id?",
       r.no_information as "no_information: boolean?",
       r.no_collection as "no_collection: boolean?",
       r.address_confidential as "address_confidential: boolean?",
       r.third_party_only as "third_party_only: boolean?"
from court_order o
left join court_order_contact r
  on r.school_id = o.school_id and r.order_id = o.id
where o.school_id = @school and o.learner_id = @learner
order by o.made_on desc, o.id desc, r.contact_id nulls first;

-- addresses_of_others(school id, learner id, contact id) many
-- Where each other contact of the learner lives, whenever they were one; and where this one does.
select c.id, c.address
from contact c
where c.school_id = @school and c.address is not null
  and (c.id = @contact
       or exists (select 1 from learner_contact k
                  where k.school_id = @school and k.learner_id = @learner and k.contact_id = c.id))
order by c.id;

-- standing_suspensions(school id, learner id) many
select contact_id, starts_on, ends_on
from contact_suspension
where school_id = @school and learner_id = @learner
order by starts_on desc, id desc;

-- standing_answers(school id, learner id) many
-- The newest first.
select contact_id, asked_on, involvement, what
from sharing_preference
where school_id = @school and learner_id = @learner
order by asked_on desc, id desc;

-- standing_capacity(school id, learner id, day date) maybe
-- About the decision of who is told, as it was assessed by that day.
select has_capacity, contact_id
from capacity_note
where school_id = @school and learner_id = @learner and decision = 'sharing' and ended_on is null
  and assessed_on <= @day
order by assessed_on desc, id desc
limit 1;

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

-- contact_by_id(school id, contact id, sees_address boolean) maybe
-- An address is read only for whoever may see it.
select id, name, email, phone, case when @sees_address then address end as "address: text?",
       language, interpreter, format, channel, best_times, version
from contact
where school_id = @school and id = @contact;

-- contact_update(school id, contact id, version bigint, name text, sort_name text, email text?,
--   phone text?, language text?, interpreter boolean, format text, channel text,
--   best_times text?) exec
update contact
set name = @name, sort_name = @sort_name, email = @email, phone = @phone, language = @language,
    interpreter = @interpreter, format = @format, channel = @channel, best_times = @best_times,
    version = version + 1
where school_id = @school and id = @contact and version = @version;

-- contact_address_set(school id, contact id, address text?) exec
update contact set address = @address where school_id = @school and id = @contact;

-- learner_contact_update(school id, learner id, link learner_contact.id, version bigint,
--   relationship text, parental_responsibility boolean?, lives_with boolean,
--   correspondence boolean, receives_documents boolean, receives_reports boolean,
--   may_collect boolean) exec
update learner_contact
set relationship = @relationship, parental_responsibility = @parental_responsibility,
    lives_with = @lives_with, correspondence = @correspondence,
    receives_documents = @receives_documents, receives_reports = @receives_reports,
    may_collect = @may_collect, version = version + 1
where school_id = @school and learner_id = @learner and id = @link and version = @version;

-- learner_contact_finish(school id, learner id, link learner_contact.id, last_day date) exec
update learner_contact
set ends_on = @last_day, version = version + 1
where school_id = @school and learner_id = @learner and id = @link;

-- learner_contacts_lift(school id, learner id) exec
-- Out of the way, so that each can be given its place anew.
update learner_contact set priority = -priority
where school_id = @school and learner_id = @learner and priority > 0;

-- learner_contact_place(school id, learner id, link learner_contact.id, priority integer) exec
update learner_contact set priority = @priority
where school_id = @school and learner_id = @learner and id = @link;

-- court_order_finish(school id, learner id, court_order id, ended_on date, evidence text,
--   staff id) exec
update court_order
set ended_on = @ended_on, end_evidence = @evidence, end_seen_by = @staff, version = version + 1
where school_id = @school and learner_id = @learner and id = @court_order and ended_on is null
  and made_on <= @ended_on;

-- contact_suspension_insert(school id, id contact_suspension.id, learner id, contact id,
--   reason text, suspended_by staff.id, starts_on date, ends_on date) exec
insert into contact_suspension (school_id, id, learner_id, contact_id, reason, suspended_by,
  starts_on, ends_on)
values (@school, @id, @learner, @contact, @reason, @suspended_by, @starts_on, @ends_on);

-- contact_suspensions_lift(school id, learner id, contact id, last_day date) exec
update contact_suspension set ends_on = @last_day
where school_id = @school and learner_id = @learner and contact_id = @contact
  and ends_on > @last_day;

-- sharing_insert(school id, id sharing_preference.id, learner id, contact id?, asked_on date,
--   how text, involvement text, what text?, noted_by staff.id) exec
insert into sharing_preference (school_id, id, learner_id, contact_id, asked_on, how, involvement,
  what, noted_by)
values (@school, @id, @learner, @contact, @asked_on, @how, @involvement, @what, @noted_by);

-- capacity_insert(school id, id capacity_note.id, learner id, decision text, decision_words text?,
--   has_capacity boolean, contact id?, reasons text, assessed_by text, assessed_on date) exec
insert into capacity_note (school_id, id, learner_id, decision, decision_words, has_capacity,
  contact_id, reasons, assessed_by, assessed_on)
values (@school, @id, @learner, @decision, @decision_words, @has_capacity, @contact, @reasons,
  @assessed_by, @assessed_on);

-- capacity_replace(school id, learner id, decision text, ended_on date) exec
-- A note about the same decision takes the place of the earlier one.
update capacity_note set ended_on = @ended_on
where school_id = @school and learner_id = @learner and decision = @decision
  and ended_on is null and decision <> 'other';
