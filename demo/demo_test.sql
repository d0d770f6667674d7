-- What the tests of the demo school look at.

-- demo_children(school id) many
select l.id, l.upn, l.known_name, l.surname, l.forename, l.preferred_name, l.born_on,
       l.national_year, l.first_language, l.english_additional, l.pupil_premium, l.looked_after,
       l.level, l.primary_need, l.likes_about_me, l.entered_on
from learner l
where l.school_id = @school and l.closed_as is null
order by l.id;

-- demo_counts(school id) one
select
  (select count(*) from class c where c.school_id = @school) as "classes: integer",
  (select count(*) from staff s where s.school_id = @school) as "staff: integer",
  (select count(*) from staff s where s.school_id = @school and s.account_id is not null) as "accounts: integer",
  (select count(*) from court_order_contact k join court_order o on o.school_id = k.school_id and o.id = k.order_id
    where k.school_id = @school and k.no_information and o.ended_on is null and o.expires_on is null) as "withheld: integer",
  (select count(*) from contact k where k.school_id = @school and k.language is not null) as "languages: integer",
  (select count(*) from provision_session s where s.school_id = @school and s.delivered) as "delivered: integer",
  (select count(*) from provision_session s where s.school_id = @school and not s.delivered) as "missed: integer",
  (select count(*) from concern n where n.school_id = @school and n.replied_on is null) as "waiting: integer",
  (select count(*) from concern n where n.school_id = @school and n.outcome = 'not_sen') as "not_sen: integer",
  (select count(*) from sen_status s where s.school_id = @school and s.end_reason = 'sustained') as "left_support: integer";

-- demo_setting(school id) one
select s.name, s.setting_type,
  (select count(*) from learner l where l.school_id = @school) as "learners: integer",
  (select count(*) from learner l where l.school_id = @school and l.level = 'sen_support') as "supported: integer",
  (select count(*) from two_year_check t where t.school_id = @school) as "checks: integer"
from school s
where s.id = @school;

-- demo_way_in(school id, email text) one
-- whether a family of that address signs in here, and with which account
select c.name, k.account_id, k.used_at is not null as "used: boolean"
from contact c
join family_code k on k.school_id = c.school_id
join account a on a.id = k.account_id and a.email = c.email
where c.school_id = @school and c.email = @email;

-- demo_untold(school id) many
-- on SEN Support, and somebody of the family does not have the notice
select l.known_name
from sen_status s
join learner l on l.school_id = s.school_id and l.id = s.learner_id
where s.school_id = @school and s.ends_on is null and s.level = 'sen_support'
  and (not exists (select 1 from parent_notice n
                   where n.school_id = s.school_id and n.status_id = s.id)
       or exists (select 1 from parent_notice n
                  where n.school_id = s.school_id and n.status_id = s.id
                    and n.settled_on is null))
order by l.known_name;

-- demo_families(school id) many
-- parents who stand with more than one child
select c.name, count(*) as "children: integer"
from learner_contact k
join contact c on c.school_id = k.school_id and c.id = k.contact_id
where k.school_id = @school and k.relationship = 'mother'
group by c.id, c.name
having count(*) > 1;

-- demo_sessions(school id) many
select s.held_on, s.delivered, s.missed_reason, s.minutes, s.note, s.logged_at, v.starts_on,
       v.ends_on, v.times_a_week
from provision_session s
join provision v on v.school_id = s.school_id and v.id = s.provision_id
where s.school_id = @school
order by s.id;

-- demo_words(school id) many
-- everything a visitor may read of a plan, a review or an assessment
select a.strengths || ' ' || a.barriers || ' ' || a.progress || ' ' || a.tried || ' ' || a.advice
       || ' ' || a.summary || ' ' || coalesce(a.learner_view, '') || ' '
       || coalesce(a.parent_view, '') as "words: text"
from assessment a where a.school_id = @school
union all
select o.wording || ' ' || o.measure || ' ' || o.baseline || ' ' || o.target as "words: text"
from outcome o where o.school_id = @school
union all
select p.home_support || ' ' || p.learner_part || ' ' || p.class_strategies || ' ' || p.consulted as "words: text"
from plan p where p.school_id = @school
union all
select r.attended || ' ' || r.learner_view || ' ' || r.parent_view || ' ' || r.school_will as "words: text"
from review r where r.school_id = @school;
