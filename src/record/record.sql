-- record_events(school id, learner id, most integer) many
-- everything that happened, newest first: what, in which words, by whom; turn: what of one day
-- comes after what, in the order of the work, since many rows know their day alone. Sessions are what
-- grows without end, so none is read that is older than what can be shown.
select n.raised_on as "on_day: date", 'concern' as "kind: text", n.raised_by as "code: text?",
       null as "title: text?", n.wording as "words: text?", n.raised_by_name as "who: text?",
       1 as "turn: integer", n.id as "item: bigint"
from concern n
where n.school_id = @school and n.learner_id = @learner
union all
select p.taken_on, 'reply', p.verdict, null, p.words, s.display_name, 2, p.id
from concern_step p
join staff s on s.school_id = p.school_id and s.id = p.taken_by
where p.school_id = @school and p.learner_id = @learner
union all
select t.told_on, 'step_told', t.method, null, t.recipient, s.display_name, 3, t.id
from concern_told t
join staff s on s.school_id = t.school_id and s.id = t.told_by
where t.school_id = @school and t.learner_id = @learner and t.method is not null
union all
select t.decided_on, 'status', t.level, t.school_level, t.outcomes_sought, s.display_name, 3, t.id
from sen_status t
join staff s on s.school_id = t.school_id and s.id = t.decided_by
where t.school_id = @school and t.learner_id = @learner
union all
select c.corrected_on, 'corrected', null, null, null, s.display_name, 3, c.id
from sen_correction c
join staff s on s.school_id = c.school_id and s.id = c.corrected_by
where c.school_id = @school and c.learner_id = @learner
union all
select t.ends_on, 'left', t.end_reason, null, null, null, 12, t.id
from sen_status t
where t.school_id = @school and t.learner_id = @learner and t.ends_on is not null
  and t.end_reason is not null
union all
select p.settled_on, 'notice', p.state, null, p.recipients, s.display_name, 4, p.id
from parent_notice p
join staff s on s.school_id = p.school_id and s.id = p.told_by
where p.school_id = @school and p.learner_id = @learner and p.settled_on is not null
union all
select coalesce(a.learner_view_on, a.finished_on), 'learner_view', null, null, a.learner_view,
       a.learner_view_how, 5, a.id
from assessment a
where a.school_id = @school and a.learner_id = @learner and a.learner_view is not null
  and coalesce(a.learner_view_on, a.finished_on) is not null
union all
select coalesce(a.parent_view_on, a.finished_on), 'parent_view', null, null, a.parent_view,
       a.parent_view_how, 6, a.id
from assessment a
where a.school_id = @school and a.learner_id = @learner and a.parent_view is not null
  and coalesce(a.parent_view_on, a.finished_on) is not null
union all
select coalesce(v.heard_on, a.finished_on),
       case when v.place = 0 then 'learner_view' when v.place = 1 then 'parent_view'
            else 'other_view' end,
       null, null, v.wording, case when v.place < 2 then v.how else v.said_by end,
       case when v.place = 0 then 5 else 6 end, a.id
from assessment_view v
join assessment a on a.school_id = v.school_id and a.id = v.assessment_id
where v.school_id = @school and a.learner_id = @learner and v.wording <> ''
  and coalesce(v.heard_on, a.finished_on) is not null
union all
select a.finished_on, 'assessed', null, null, a.summary, s.display_name, 7, a.id
from assessment a
join staff s on s.school_id = a.school_id and s.id = a.finished_by
where a.school_id = @school and a.learner_id = @learner and a.finished_on is not null
union all
select p.finalised_on, 'plan', p.state, null, null, s.display_name, 8, p.id
from plan p
join staff s on s.school_id = p.school_id and s.id = p.finalised_by
where p.school_id = @school and p.learner_id = @learner and p.finalised_on is not null
union all
select p.shared_on, 'shared', null, null, null, null, 9, p.id
from plan p
where p.school_id = @school and p.learner_id = @learner and p.shared_on is not null
union all
select e.held_on, case when e.delivered then 'session' else 'missed' end,
       coalesce(e.missed_reason, e.response), v.title, e.note, s.display_name, 10, e.id
from provision_session e
join provision v on v.school_id = e.school_id and v.id = e.provision_id
join staff s on s.school_id = e.school_id and s.id = e.logged_by
where e.school_id = @school and e.learner_id = @learner and e.held_on >= coalesce(
  (select n.held_on from provision_session n
   where n.school_id = @school and n.learner_id = @learner
   order by n.held_on desc
   limit 1 offset @most), '0001-01-01')
union all
select r.held_on, 'review', r.decision, null, r.parent_view, r.attended, 11, r.id
from review r
where r.school_id = @school and r.learner_id = @learner and r.state = 'final'
  and r.held_on is not null
order by on_day desc nulls last, turn desc, item desc
limit @most;

-- record_notes(school id, cycle id, most integer) many
-- the newest notes of a cycle's sessions; crossed in this order, since by the order asked for SQLite
-- would read all sessions of a school that it has not counted yet
select e.provision_id, e.held_on, e.note, s.display_name
from plan p
cross join provision v
cross join provision_session e
join staff s on s.school_id = e.school_id and s.id = e.logged_by
where p.school_id = @school and p.cycle_id = @cycle and v.school_id = p.school_id
  and v.plan_id = p.id and e.school_id = v.school_id and e.provision_id = v.id
  and e.note is not null
order by e.held_on desc, e.id desc
limit @most;

-- record_plans(school id, learner id) many
select p.id, p.cycle_id, p.edition, p.state, p.finalised_on
from plan p
where p.school_id = @school and p.learner_id = @learner and p.finalised_on is not null
order by p.id;

-- record_last_plan(school id, learner id) maybe
-- The newest plan of any cycle that was ever made final.
select p.id, c.number, p.finalised_on
from plan p
join cycle c on c.school_id = p.school_id and c.id = p.cycle_id
where p.school_id = @school and p.learner_id = @learner and p.state = 'final'
order by c.number desc, p.edition desc
limit 1;

-- record_reviews(school id, learner id) many
select r.id, r.cycle_id, r.edition, r.state, r.held_on, r.copy_given_on
from review r
where r.school_id = @school and r.learner_id = @learner and r.finalised_on is not null
order by r.id;

-- record_periods(school id, learner id) many
select t.id, t.level, t.school_level, t.census_code, t.starts_on, t.ends_on, t.end_reason, t.decided_on,
       t.evidence, t.outcomes_sought, t.family_view, t.learner_view, t.language_reason, t.missing_reason,
       s.display_name, w.display_name as "decided_with: text?"
from sen_status t
join staff s on s.school_id = t.school_id and s.id = t.decided_by
left join staff w on w.school_id = t.school_id and w.id = t.decided_with
where t.school_id = @school and t.learner_id = @learner
order by t.starts_on desc, t.id desc;

-- record_comments_wait(school id, learner id) one
-- what the family wrote and nobody at the school has read
select count(*) as "comments: integer" from family_comment
where school_id = @school and learner_id = @learner and seen_by is null;

-- record_arrival(school id, learner id) one
-- whether something came with them from elsewhere
select (select count(*) from arrival a
        where a.school_id = @school and a.learner_id = @learner) as "arrivals: integer",
       (select count(*) from earlier_record e
        where e.school_id = @school and e.learner_id = @learner) as "earlier: integer";

-- staff_kin(school id, learner id, day date) many
-- who of the staff stands with the learner as a contact too, by the account that they sign in with
select f.id, k.relationship,
       exists (select 1 from court_order_contact r
               join court_order o on o.school_id = r.school_id and o.id = r.order_id
               where r.school_id = k.school_id and r.contact_id = k.contact_id
                 and o.learner_id = k.learner_id and r.no_information
                 and (o.expires_on is null or o.expires_on >= @day)
                 and (o.ended_on is null or o.ended_on > @day)) as "barred: boolean"
from learner_contact k
join contact c on c.school_id = k.school_id and c.id = k.contact_id
join staff f on f.school_id = c.school_id and f.account_id = c.account_id
where k.school_id = @school and k.learner_id = @learner and k.starts_on <= @day
  and (k.ends_on is null or k.ends_on >= @day)
order by f.id;

-- former_records(school id, learner id) many
-- those that were merged into this one, the newest first
select m.id, m.done_at, l.known_name
from learner_merge m
join learner l on l.school_id = m.school_id and l.id = m.gone_id and l.closed_as = 'merged'
where m.school_id = @school and m.kept_id = @learner and m.undone_at is null
order by m.id desc;

-- contacts_who_sign_in(school id) many
-- whoever of the families has a way in, by name
select c.id, c.name from contact c
where c.school_id = @school and c.account_id is not null
order by c.name, c.id;

-- record_language_alone(school id, learner id) one
-- support in force that rests on nothing that is recorded but another first language, as a list may
-- have brought it (R-ID-1): no need, and no word why this is more
select count(*) as "periods: integer"
from sen_status p
join learner l on l.school_id = p.school_id and l.id = p.learner_id
where p.school_id = @school and p.learner_id = @learner and p.ends_on is null
  and p.level = 'sen_support' and coalesce(p.language_reason, '') = ''
  and l.english_additional and l.primary_need is null and l.closed_as is null;
