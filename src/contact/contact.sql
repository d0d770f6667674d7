-- What the pages about families show.

-- contact_details_of(school id, learner id, sees_address boolean) many
-- Of every contact that the learner ever had.
select c.id, c.name, c.email, c.phone,
       case when @sees_address then c.address end as "address: text?",
       c.language, c.interpreter, c.format, c.channel, c.best_times, c.version
from contact c
where c.school_id = @school
  and exists (select 1 from learner_contact k
              where k.school_id = @school and k.learner_id = @learner and k.contact_id = c.id)
order by c.id;

-- contact_book(school id, staff id?, day date, first text?, second text?, third text?,
--   letter text?, most integer) many
-- One row for each learner with whom somebody stands. first, second, third: the beginning of a word
-- of their own or of a learner's name, a space in front; a longer one too where it stands in words
-- of a name taken together, of which name_search_fits() takes the middles out. staff: only with the
-- learners of this person.
select c.id, c.name, c.sort_name, c.email, c.phone, k.relationship, k.ends_on,
       l.id as "learner: learner.id", l.known_name, l.surname, l.preferred_name, l.forename,
       n.name as "class_name: text?"
from contact c
join learner_contact k on k.school_id = c.school_id and k.contact_id = c.id
join learner l on l.school_id = k.school_id and l.id = k.learner_id
left join class n on n.school_id = l.school_id and n.id = l.class_id
where c.school_id = @school and (l.closed_as is null or l.closed_as = 'died')
  and l.id in (own_learners)                                                              --? staff
  and (@first is null
    or instr(' ' || c.sort_name, @first) > 0 or instr(' ' || l.sort_name, @first) > 0
    or length(@first) > 4 and (instr(replace(c.sort_name, ' ', ''), substr(@first, 2)) > 0
      or instr(replace(l.sort_name, ' ', ''), substr(@first, 2)) > 0))
  and (@second is null
    or instr(' ' || c.sort_name, @second) > 0 or instr(' ' || l.sort_name, @second) > 0
    or length(@second) > 4 and (instr(replace(c.sort_name, ' ', ''), substr(@second, 2)) > 0
      or instr(replace(l.sort_name, ' ', ''), substr(@second, 2)) > 0))
  and (@third is null
    or instr(' ' || c.sort_name, @third) > 0 or instr(' ' || l.sort_name, @third) > 0
    or length(@third) > 4 and (instr(replace(c.sort_name, ' ', ''), substr(@third, 2)) > 0
      or instr(replace(l.sort_name, ' ', ''), substr(@third, 2)) > 0))
  and instr(c.sort_name, @letter) = 1                                                     --? letter
order by c.sort_name, c.id, l.sort_name, l.id
limit @most;

-- learners_without_contact(school id, staff id?, day date, most integer) many
select l.id, l.known_name, n.name as "class_name: text?"
from learner l
left join class n on n.school_id = l.school_id and n.id = l.class_id
where l.school_id = @school and l.closed_as is null and (l.left_on is null or l.left_on >= @day)
  and l.id in (own_learners)                                                 --? staff
  and not exists (select 1 from learner_contact k
                  where k.school_id = @school and k.learner_id = l.id
                    and (k.ends_on is null or k.ends_on >= @day))
order by l.sort_name, l.id
limit @most;

-- likely_contacts(school id, learner id, surname text) many
-- Of the same family name, and not one of the learner's yet.
select c.id, c.name
from contact c
where c.school_id = @school and instr(c.sort_name, @surname) = 1
  and not exists (select 1 from learner_contact k
                  where k.school_id = @school and k.learner_id = @learner and k.contact_id = c.id)
order by c.sort_name, c.id
limit 12;

-- other_learners_of_contacts(school id, learner id) many
-- Brothers and sisters, and whoever else shares a contact with the learner.
select k.contact_id, l.id as "other: learner.id", l.known_name
from learner_contact k
join learner l on l.school_id = k.school_id and l.id = k.learner_id
where k.school_id = @school and k.learner_id <> @learner and l.closed_as is null
  and exists (select 1 from learner_contact o
              where o.school_id = @school and o.learner_id = @learner
                and o.contact_id = k.contact_id)
order by k.contact_id, l.sort_name, l.id;

-- court_orders_of(school id, learner id) many
select o.id, o.kind, o.court, o.reference, o.made_on, o.expires_on, o.seen_by,
       s.display_name as "seen_by_name: text", o.seen_on, o.ended_on, o.end_evidence,
       e.display_name as "end_seen_by_name: text?"
from court_order o
join staff s on s.school_id = o.school_id and s.id = o.seen_by
left join staff e on e.school_id = o.school_id and e.id = o.end_seen_by
where o.school_id = @school and o.learner_id = @learner
order by o.made_on desc, o.id desc;

-- order_restrictions_of(school id, learner id) many
select r.order_id, r.contact_id, c.name, r.no_information, r.no_collection,
       r.address_confidential, r.third_party_only
from court_order_contact r
join court_order o on o.school_id = r.school_id and o.id = r.order_id
join contact c on c.school_id = r.school_id and c.id = r.contact_id
where r.school_id = @school and o.learner_id = @learner
order by r.order_id, c.sort_name, c.id;

-- sharing_answers_of(school id, learner id) many
select p.contact_id, c.name as "name: text?", p.asked_on, p.how, p.involvement, p.what,
       s.display_name as "noted_by: text"
from sharing_preference p
left join contact c on c.school_id = p.school_id and c.id = p.contact_id
join staff s on s.school_id = p.school_id and s.id = p.noted_by
where p.school_id = @school and p.learner_id = @learner
order by p.asked_on desc, p.id desc;

-- capacity_notes_of(school id, learner id) many
select n.decision, n.decision_words, n.has_capacity, c.name as "contact: text?", n.reasons,
       n.assessed_by, n.assessed_on, n.ended_on
from capacity_note n
left join contact c on c.school_id = n.school_id and c.id = n.contact_id
where n.school_id = @school and n.learner_id = @learner
order by n.assessed_on desc, n.id desc;
