-- What a school picks from while it plans.

-- intervention_insert(school id, id intervention.id, number integer?, name text, example text, area text, wave integer,
--   wave_most integer, deliverer text, group_least integer, group_most integer, minutes_least integer,
--   minutes_most integer, times_least integer, times_most integer, weeks_least integer, weeks_most integer,
--   dose_note text, measure text, detail text, evidence text, training text, session_cost integer?) exec
-- adds nothing that the school has of what Fourfold brings
insert into intervention (school_id, id, number, name, example, area, wave, wave_most, deliverer, group_least, group_most,
                          minutes_least, minutes_most, times_least, times_most, weeks_least, weeks_most, dose_note,
                          measure, detail, evidence, training, session_cost, version)
values (@school, @id, @number, @name, @example, @area, @wave, @wave_most, @deliverer, @group_least, @group_most,
        @minutes_least, @minutes_most, @times_least, @times_most, @weeks_least, @weeks_most, @dose_note,
        @measure, @detail, @evidence, @training, @session_cost, 1)
on conflict (school_id, number) do nothing;

-- intervention_set(school id, intervention id, version bigint, name text, example text, area text, wave integer,
--   wave_most integer, deliverer text, group_least integer, group_most integer, minutes_least integer,
--   minutes_most integer, times_least integer, times_most integer, weeks_least integer, weeks_most integer,
--   dose_note text, measure text, detail text, evidence text, training text, retired_on date?) exec
update intervention
set name = @name, example = @example, area = @area, wave = @wave, wave_most = @wave_most, deliverer = @deliverer,
    group_least = @group_least, group_most = @group_most, minutes_least = @minutes_least, minutes_most = @minutes_most,
    times_least = @times_least, times_most = @times_most, weeks_least = @weeks_least, weeks_most = @weeks_most,
    dose_note = @dose_note, measure = @measure, detail = @detail, evidence = @evidence, training = @training,
    retired_on = @retired_on, version = version + 1
where school_id = @school and id = @intervention and version = @version;

-- intervention_cost_set(school id, intervention id, session_cost integer?) exec
update intervention set session_cost = @session_cost where school_id = @school and id = @intervention;

-- interventions_all(school id, see_costs boolean) many
select id, number, name, example, area, wave, wave_most, deliverer, group_least, group_most, minutes_least, minutes_most,
       times_least, times_most, weeks_least, weeks_most, dose_note, measure, detail, evidence, training,
       case when @see_costs then session_cost end as "session_cost: integer?", retired_on, version
from intervention
where school_id = @school
order by name, id;

-- strategies_all(school id) many
select id, number, wording, area, avoid, retired_on, version
from strategy
where school_id = @school
order by avoid, wording, id;

-- strategy_insert(school id, id strategy.id, number integer?, wording text, area text, avoid boolean) exec
-- adds nothing that the school has of what Fourfold brings
insert into strategy (school_id, id, number, wording, area, avoid, version)
values (@school, @id, @number, @wording, @area, @avoid, 1)
on conflict (school_id, number) do nothing;

-- strategy_set(school id, strategy id, version bigint, wording text, area text, avoid boolean, retired_on date?) exec
update strategy
set wording = @wording, area = @area, avoid = @avoid, retired_on = @retired_on, version = version + 1
where school_id = @school and id = @strategy and version = @version;

-- phrases_all(school id) many
select id, number, wording, area, measure, retired_on, version
from outcome_phrase
where school_id = @school
order by wording, id;

-- phrase_insert(school id, id outcome_phrase.id, number integer?, wording text, area text, measure text) exec
-- adds nothing that the school has of what Fourfold brings
insert into outcome_phrase (school_id, id, number, wording, area, measure, version)
values (@school, @id, @number, @wording, @area, @measure, 1)
on conflict (school_id, number) do nothing;

-- phrase_set(school id, phrase outcome_phrase.id, version bigint, wording text, area text, measure text, retired_on date?) exec
update outcome_phrase
set wording = @wording, area = @area, measure = @measure, retired_on = @retired_on, version = version + 1
where school_id = @school and id = @phrase and version = @version;

-- interventions_used(school id) many
-- learners with a final plan that holds it, whatever its edition
select i.intervention_id, count(distinct p.learner_id) as "learners: integer"
from provision_intervention i
join provision v on v.school_id = i.school_id and v.id = i.provision_id
join plan p on p.school_id = v.school_id and p.id = v.plan_id and p.state <> 'draft'
where i.school_id = @school
group by i.intervention_id
order by i.intervention_id;

-- interventions_judged(school id) many
-- outcomes that it worked towards, as final reviews judged them, each once
select i.intervention_id, count(distinct o.id) as "outcomes: integer",
       count(distinct case when o.judgement in ('met', 'exceeded') then o.id end) as "met: integer"
from provision_intervention i
join provision_outcome l on l.school_id = i.school_id and l.provision_id = i.provision_id
join review_outcome o on o.school_id = l.school_id and o.outcome_id = l.outcome_id
join review r on r.school_id = o.school_id and r.id = o.review_id and r.state = 'final'
where i.school_id = @school
group by i.intervention_id
order by i.intervention_id;
