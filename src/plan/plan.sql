-- plan_newest(school id, cycle id) maybe
select p.id, p.learner_id, p.cycle_id, p.edition, p.state, p.responsible_id,
       s.display_name as "responsible_name: text?", p.home_support, p.learner_part,
       p.class_strategies, p.consulted, p.review_on, p.review_reason, p.finalised_on, p.shared_on, p.shared_with,
       p.snapshot, p.snapshot_hash, p.version
from plan p
left join staff s on s.school_id = p.school_id and s.id = p.responsible_id
where p.school_id = @school and p.cycle_id = @cycle
order by p.edition desc
limit 1;

-- plan_final(school id, cycle id) maybe
select p.id, p.learner_id, p.cycle_id, p.edition, p.state, p.responsible_id,
       s.display_name as "responsible_name: text?", p.home_support, p.learner_part,
       p.class_strategies, p.consulted, p.review_on, p.review_reason, p.finalised_on, p.shared_on, p.shared_with,
       p.snapshot, p.snapshot_hash, p.version
from plan p
left join staff s on s.school_id = p.school_id and s.id = p.responsible_id
where p.school_id = @school and p.cycle_id = @cycle and p.state = 'final'
order by p.edition desc
limit 1;

-- plan_by_id(school id, learner id, plan id) maybe
select p.id, p.learner_id, p.cycle_id, p.edition, p.state, p.responsible_id,
       s.display_name as "responsible_name: text?", p.home_support, p.learner_part,
       p.class_strategies, p.consulted, p.review_on, p.review_reason, p.finalised_on, p.shared_on, p.shared_with,
       p.snapshot, p.snapshot_hash, p.version
from plan p
left join staff s on s.school_id = p.school_id and s.id = p.responsible_id
where p.school_id = @school and p.learner_id = @learner and p.id = @plan;

-- plan_insert(school id, id plan.id, learner id, cycle id, edition integer) exec
insert into plan (school_id, id, learner_id, cycle_id, edition, state, home_support, learner_part,
                  class_strategies, consulted, version)
values (@school, @id, @learner, @cycle, @edition, 'draft', '', '', '', '', 1);

-- plan_copy(school id, id plan.id, cycle id, edition integer, review_on date?, review_reason text?, source plan.id) exec
-- the next edition, or the next cycle's draft: the texts go along; how people were consulted does
-- not, since they are asked anew
insert into plan (school_id, id, learner_id, cycle_id, edition, state, responsible_id, home_support,
                  learner_part, class_strategies, consulted, review_on, review_reason, version)
select p.school_id, @id, p.learner_id, @cycle, @edition, 'draft', p.responsible_id, p.home_support,
       p.learner_part, p.class_strategies, '', @review_on, @review_reason, 1
from plan p
where p.school_id = @school and p.id = @source;

-- plan_text_set(school id, plan id, version bigint, responsible staff.id?, home_support text, learner_part text,
--   class_strategies text, consulted text, review_on date?, review_reason text?) exec
update plan
set responsible_id = @responsible, home_support = @home_support, learner_part = @learner_part,
    class_strategies = @class_strategies, consulted = @consulted, review_on = @review_on,
    review_reason = @review_reason, version = version + 1
where school_id = @school and id = @plan and version = @version and state = 'draft';

-- plan_touch(school id, plan id) exec
-- a change to an outcome or a provision: refuses by touching nothing when the plan is final
update plan
set version = version + 1
where school_id = @school and id = @plan and state = 'draft';

-- plan_freeze(school id, plan id, version bigint, finalised_on date, finalised_by staff.id, snapshot text, snapshot_hash bytea) exec
update plan
set state = 'final', finalised_on = @finalised_on, finalised_by = @finalised_by,
    snapshot = @snapshot, snapshot_hash = @snapshot_hash, version = version + 1
where school_id = @school and id = @plan and version = @version and state = 'draft';

-- plan_supersede(school id, cycle id, keep plan.id) exec
update plan
set state = 'superseded', version = version + 1
where school_id = @school and cycle_id = @cycle and id <> @keep and state = 'final';

-- plan_shared_set(school id, plan id, shared_on date, shared_with text?) exec
update plan
set shared_on = @shared_on, shared_with = @shared_with, version = version + 1
where school_id = @school and id = @plan and state = 'final';

-- outcomes_of_plan(school id, plan id) many
select id, carried_from_id, wording, area, measure, baseline, target, due_on, version
from outcome
where school_id = @school and plan_id = @plan
order by position, id;

-- outcome_insert(school id, id outcome.id, plan id, carried_from outcome.id?, position integer, wording text, area text,
--   measure text, baseline text, target text, due_on date?) exec
insert into outcome (school_id, id, plan_id, carried_from_id, position, wording, area, measure,
                     baseline, target, due_on, version)
values (@school, @id, @plan, @carried_from, @position, @wording, @area, @measure,
        @baseline, @target, @due_on, 1);

-- outcome_set(school id, plan id, outcome id, wording text, area text, measure text, baseline text, target text, due_on date?) exec
update outcome
set wording = @wording, area = @area, measure = @measure, baseline = @baseline, target = @target,
    due_on = @due_on, version = version + 1
where school_id = @school and plan_id = @plan and id = @outcome;

-- outcome_links_delete(school id, outcome id) exec
delete from provision_outcome where school_id = @school and outcome_id = @outcome;

-- outcome_delete(school id, plan id, outcome id) exec
delete from outcome where school_id = @school and plan_id = @plan and id = @outcome;

-- provisions_of_plan(school id, plan id) many
select p.id, p.carried_from_id, p.title, p.detail, p.deliverer_id,
       s.display_name as "deliverer_name: text?", p.deliverer_other, p.place, p.group_size,
       p.minutes, p.times_a_week, p.starts_on, p.ends_on, p.evidence_note, p.version
from provision p
left join staff s on s.school_id = p.school_id and s.id = p.deliverer_id
where p.school_id = @school and p.plan_id = @plan
order by p.position, p.id;

-- provision_insert(school id, id provision.id, plan id, carried_from provision.id?, position integer, title text, detail text,
--   deliverer staff.id?, deliverer_other text?, place text, group_size integer, minutes integer, times_a_week integer,
--   starts_on date, ends_on date, evidence_note text) exec
-- what is carried keeps its planned cost, also when nobody who may see costs is there
insert into provision (school_id, id, plan_id, carried_from_id, position, title, detail,
                       deliverer_id, deliverer_other, place, group_size, minutes, times_a_week,
                       starts_on, ends_on, evidence_note, planned_cost, version)
values (@school, @id, @plan, @carried_from, @position, @title, @detail,
        @deliverer, @deliverer_other, @place, @group_size, @minutes, @times_a_week,
        @starts_on, @ends_on, @evidence_note,
        (select o.planned_cost from provision o where o.school_id = @school and o.id = @carried_from), 1);

-- provision_set(school id, plan id, provision id, title text, detail text, deliverer staff.id?, deliverer_other text?,
--   place text, group_size integer, minutes integer, times_a_week integer, starts_on date, ends_on date, evidence_note text) exec
update provision
set title = @title, detail = @detail, deliverer_id = @deliverer, deliverer_other = @deliverer_other,
    place = @place, group_size = @group_size, minutes = @minutes, times_a_week = @times_a_week,
    starts_on = @starts_on, ends_on = @ends_on, evidence_note = @evidence_note, version = version + 1
where school_id = @school and plan_id = @plan and id = @provision;

-- provision_costs(school id, plan id, see_costs boolean) many
select id, planned_cost
from provision
where school_id = @school and plan_id = @plan and planned_cost is not null and @see_costs
order by position, id;

-- provision_cost_set(school id, plan id, provision id, planned_cost integer?) exec
update provision
set planned_cost = @planned_cost
where school_id = @school and plan_id = @plan and id = @provision
  and exists (select 1 from plan p
              where p.school_id = @school and p.id = @plan and p.state = 'draft');

-- provision_intervention_insert(school id, provision id, intervention id) exec
insert into provision_intervention (school_id, provision_id, intervention_id)
values (@school, @provision, @intervention);

-- provision_intervention_carry(school id, provision id, source provision.id) exec
insert into provision_intervention (school_id, provision_id, intervention_id)
select school_id, @provision, intervention_id
from provision_intervention
where school_id = @school and provision_id = @source;

-- provision_intervention_delete(school id, provision id) exec
delete from provision_intervention where school_id = @school and provision_id = @provision;

-- provision_links_delete(school id, provision id) exec
delete from provision_outcome where school_id = @school and provision_id = @provision;

-- provision_delete(school id, plan id, provision id) exec
delete from provision where school_id = @school and plan_id = @plan and id = @provision;

-- links_of_plan(school id, plan id) many
select l.provision_id, l.outcome_id
from provision_outcome l
join provision p on p.school_id = l.school_id and p.id = l.provision_id
join outcome o on o.school_id = l.school_id and o.id = l.outcome_id
where l.school_id = @school and p.plan_id = @plan
order by p.position, p.id, o.position, o.id;

-- link_insert(school id, id provision_outcome.id, provision id, outcome id) exec
insert into provision_outcome (school_id, id, provision_id, outcome_id)
values (@school, @id, @provision, @outcome);

-- plan_delete(school id, plan id) exec
delete from plan where school_id = @school and id = @plan and state = 'draft' and edition > 1;

-- plans_of_cycle(school id, cycle id) many
select id, edition, state, finalised_on
from plan
where school_id = @school and cycle_id = @cycle
order by edition desc;

-- last_plan(school id, learner id) maybe
-- the newest plan of any cycle that was ever made final
select p.id
from plan p
join cycle c on c.school_id = p.school_id and c.id = p.cycle_id
where p.school_id = @school and p.learner_id = @learner and p.state = 'final'
order by c.number desc, p.edition desc
limit 1;

-- plan_before(school id, learner id, plan id) maybe
-- The text that was in force before this one: an earlier edition, or the last of an earlier cycle.
select p.id
from plan p
join cycle c on c.school_id = p.school_id and c.id = p.cycle_id
join plan t on t.school_id = p.school_id and t.id = @plan
join cycle now on now.school_id = t.school_id and now.id = t.cycle_id
where p.school_id = @school and p.learner_id = @learner and p.state <> 'draft'
  and (c.number < now.number or (c.number = now.number and p.edition < t.edition))
order by c.number desc, p.edition desc
limit 1;

-- answer_insert(school id, id plan_answer.id, learner id, plan id, snapshot_hash bytea, contact id?, answer text, wording text?,
--   way text, answered_on date, noted_by staff.id?, written_at timestamptz) exec
insert into plan_answer (school_id, id, learner_id, plan_id, snapshot_hash, contact_id, answer,
                         wording, way, answered_on, noted_by, written_at)
values (@school, @id, @learner, @plan, @snapshot_hash, @contact, @answer,
        @wording, @way, @answered_on, @noted_by, @written_at);

-- answers_of_cycle(school id, learner id, cycle id) many
-- The newest first, to any version.
select a.id, a.plan_id, p.edition, a.snapshot_hash, a.contact_id, c.name as "contact: text?",
       a.answer, a.wording, a.way, a.answered_on, a.noted_by,
       s.display_name as "noted_by_name: text?"
from plan_answer a
join plan p on p.school_id = a.school_id and p.id = a.plan_id
left join contact c on c.school_id = a.school_id and c.id = a.contact_id
left join staff s on s.school_id = a.school_id and s.id = a.noted_by
where a.school_id = @school and a.learner_id = @learner and p.cycle_id = @cycle
order by a.answered_on desc, a.written_at desc, a.id desc;
