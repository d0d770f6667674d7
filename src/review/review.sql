-- review_newest(school id, cycle id) maybe
select r.id, r.learner_id, r.cycle_id, r.plan_id, r.edition, r.state, r.held_on, r.method,
       r.attended, r.learner_view, r.parent_view, r.no_view_reason, r.consulted, r.school_will,
       r.parent_will, r.learner_will, r.decision, r.next_review_on, r.next_reason, r.monitor_until,
       r.correction,
       r.finalised_on, r.copy_given_on, r.copy_given_to, r.snapshot, r.snapshot_hash, r.version
from review r
where r.school_id = @school and r.cycle_id = @cycle
order by r.edition desc
limit 1;

-- review_in_force(school id, cycle id) maybe
select r.id, r.learner_id, r.cycle_id, r.plan_id, r.edition, r.state, r.held_on, r.method,
       r.attended, r.learner_view, r.parent_view, r.no_view_reason, r.consulted, r.school_will,
       r.parent_will, r.learner_will, r.decision, r.next_review_on, r.next_reason, r.monitor_until,
       r.correction,
       r.finalised_on, r.copy_given_on, r.copy_given_to, r.snapshot, r.snapshot_hash, r.version
from review r
where r.school_id = @school and r.cycle_id = @cycle and r.state = 'final'
order by r.edition desc
limit 1;

-- review_by_id(school id, learner id, review id) maybe
select r.id, r.learner_id, r.cycle_id, r.plan_id, r.edition, r.state, r.held_on, r.method,
       r.attended, r.learner_view, r.parent_view, r.no_view_reason, r.consulted, r.school_will,
       r.parent_will, r.learner_will, r.decision, r.next_review_on, r.next_reason, r.monitor_until,
       r.correction,
       r.finalised_on, r.copy_given_on, r.copy_given_to, r.snapshot, r.snapshot_hash, r.version
from review r
where r.school_id = @school and r.learner_id = @learner and r.id = @review;

-- review_insert(school id, id review.id, learner id, cycle id, plan id, edition integer) exec
insert into review (school_id, id, learner_id, cycle_id, plan_id, edition, state, method,
                    attended, learner_view, parent_view, no_view_reason, consulted, school_will,
                    parent_will, learner_will, decision, next_reason, correction, version)
values (@school, @id, @learner, @cycle, @plan, @edition, 'draft', '',
        '', '', '', '', '', '', '',
        '', '', '', '', 0);

-- review_set(school id, review id, version bigint, plan id, held_on date?, method text, attended text,
--   learner_view text, parent_view text, no_view_reason text, consulted text, school_will text,
--   parent_will text, learner_will text, decision text, next_review_on date?, next_reason text,
--   monitor_until date?, correction text) exec
update review
set plan_id = @plan, held_on = @held_on, method = @method, attended = @attended,
    learner_view = @learner_view, parent_view = @parent_view, no_view_reason = @no_view_reason,
    consulted = @consulted, school_will = @school_will, parent_will = @parent_will,
    learner_will = @learner_will, decision = @decision, next_review_on = @next_review_on,
    next_reason = @next_reason, monitor_until = @monitor_until, correction = @correction, version = version + 1
where school_id = @school and id = @review and version = @version and state = 'draft';

-- review_freeze(school id, review id, version bigint, finalised_on date, finalised_by staff.id,
--   snapshot text, snapshot_hash bytea) exec
update review
set state = 'final', finalised_on = @finalised_on, finalised_by = @finalised_by,
    snapshot = @snapshot, snapshot_hash = @snapshot_hash, version = version + 1
where school_id = @school and id = @review and version = @version and state = 'draft';

-- review_supersede(school id, review id) exec
update review
set state = 'superseded', version = version + 1
where school_id = @school and id = @review and state = 'final';

-- review_copy_set(school id, learner id, review id, copy_given_on date, copy_given_to text?) exec
update review
set copy_given_on = @copy_given_on, copy_given_to = @copy_given_to, version = version + 1
where school_id = @school and learner_id = @learner and id = @review and state = 'final';

-- outcomes_of_review(school id, review id) many
select outcome_id, judgement, now_at, comment, next
from review_outcome
where school_id = @school and review_id = @review
order by id;

-- review_outcomes_delete(school id, review id) exec
delete from review_outcome where school_id = @school and review_id = @review;

-- review_outcome_insert(school id, id review_outcome.id, review id, outcome id, judgement text, now_at text,
--   comment text, next text) exec
-- writes nothing unless the outcome stands in the plan reviewed
insert into review_outcome (school_id, id, review_id, outcome_id, judgement, now_at, comment, next)
select @school, @id, r.id, o.id, @judgement, @now_at, @comment, @next
from review r
join outcome o on o.school_id = r.school_id and o.plan_id = r.plan_id
where r.school_id = @school and r.id = @review and o.id = @outcome;

-- provisions_of_review(school id, review id) many
select provision_id, impact, comment, decision
from review_provision
where school_id = @school and review_id = @review
order by id;

-- review_provisions_delete(school id, review id) exec
delete from review_provision where school_id = @school and review_id = @review;

-- review_provision_insert(school id, id review_provision.id, review id, provision id, impact text, comment text,
--   decision text) exec
-- likewise
insert into review_provision (school_id, id, review_id, provision_id, impact, comment, decision)
select @school, @id, r.id, v.id, @impact, @comment, @decision
from review r
join provision v on v.school_id = r.school_id and v.plan_id = r.plan_id
where r.school_id = @school and r.id = @review and v.id = @provision;

-- parts_of_cycle(school id, cycle id) many
-- every outcome and provision of every edition, and which one of an earlier edition it continues
select cast(o.id as bigint) as "id: bigint",
       cast(o.carried_from_id as bigint) as "continues: bigint?"
from outcome o
join plan p on p.school_id = o.school_id and p.id = o.plan_id
where o.school_id = @school and p.cycle_id = @cycle
union all
select cast(v.id as bigint) as "id: bigint",
       cast(v.carried_from_id as bigint) as "continues: bigint?"
from provision v
join plan p on p.school_id = v.school_id and p.id = v.plan_id
where v.school_id = @school and p.cycle_id = @cycle;

-- reviews_of_learner(school id, learner id) many
select r.id, r.cycle_id, y.number, r.edition, r.held_on, r.copy_given_on, r.decision,
       (select count(*) from review_outcome o
        where o.school_id = r.school_id and o.review_id = r.id) as "outcomes: integer",
       (select count(*) from review_outcome o
        where o.school_id = r.school_id and o.review_id = r.id
          and o.judgement in ('met', 'exceeded')) as "met: integer"
from review r
join cycle y on y.school_id = r.school_id and y.id = r.cycle_id
where r.school_id = @school and r.learner_id = @learner and r.state = 'final'
order by y.number desc, r.id;
