-- What is known at the start of a cycle, one row for each.

-- assessment_by_cycle(school id, cycle id) maybe
select a.id, a.learner_id, a.cycle_id, a.strengths, a.barriers, a.progress, a.tried, a.advice,
       a.summary, a.need_communication, a.need_cognition, a.need_semh, a.need_sensory,
       a.learner_view, a.learner_view_how, a.learner_view_on, a.parent_view,
       a.parent_view_how, a.parent_view_on, a.no_view_reason, a.finished_on, a.finished_by,
       s.display_name as "finished_by_name: text?", a.version
from assessment a
left join staff s on s.school_id = a.school_id and s.id = a.finished_by
where a.school_id = @school and a.cycle_id = @cycle;

-- assessment_insert(school id, id assessment.id, learner id, cycle id, strengths text, barriers text, progress text, tried text,
--   advice text, summary text, communication text?, cognition text?, semh text?, sensory text?, no_view_reason text?) exec
insert into assessment (school_id, id, learner_id, cycle_id, strengths, barriers, progress, tried,
                        advice, summary, need_communication, need_cognition, need_semh,
                        need_sensory, no_view_reason, version)
values (@school, @id, @learner, @cycle, @strengths, @barriers, @progress, @tried,
        @advice, @summary, @communication, @cognition, @semh, @sensory, @no_view_reason, 1);

-- assessment_set(school id, assessment id, version bigint, strengths text, barriers text, progress text, tried text, advice text,
--   summary text, communication text?, cognition text?, semh text?, sensory text?, no_view_reason text?) exec
-- the views that stood here are rows of assessment_view from now on
update assessment
set strengths = @strengths, barriers = @barriers, progress = @progress, tried = @tried,
    advice = @advice, summary = @summary, need_communication = @communication,
    need_cognition = @cognition, need_semh = @semh, need_sensory = @sensory,
    learner_view = null, learner_view_how = null, learner_view_on = null,
    parent_view = null, parent_view_how = null, parent_view_on = null,
    no_view_reason = @no_view_reason, version = version + 1
where school_id = @school and id = @assessment and version = @version and finished_on is null;

-- assessment_views(school id, assessment id) many
select place, said_by, wording, whose, how, heard_on, language, translation, translated_by
from assessment_view
where school_id = @school and assessment_id = @assessment
order by place;

-- assessment_views_clear(school id, assessment id) exec
delete from assessment_view where school_id = @school and assessment_id = @assessment;

-- assessment_view_insert(school id, assessment id, place integer, said_by text, wording text, whose text, how text,
--   heard_on date?, language text, translation text, translated_by text) exec
insert into assessment_view (school_id, assessment_id, place, said_by, wording, whose, how,
                             heard_on, language, translation, translated_by)
values (@school, @assessment, @place, @said_by, @wording, @whose, @how,
        @heard_on, @language, @translation, @translated_by);

-- assessment_close(school id, assessment id, version bigint, finished_on date, finished_by staff.id) exec
update assessment
set finished_on = @finished_on, finished_by = @finished_by, version = version + 1
where school_id = @school and id = @assessment and version = @version and finished_on is null;

-- assessment_open_again(school id, assessment id, version bigint) exec
update assessment
set finished_on = null, finished_by = null, version = version + 1
where school_id = @school and id = @assessment and version = @version and finished_on is not null;

-- last_outcomes(school id, cycle id) many
-- how the outcomes of that cycle were judged, from its final review
select o.wording, j.judgement, j.next
from review r
join review_outcome j on j.school_id = r.school_id and j.review_id = r.id
join outcome o on o.school_id = j.school_id and o.id = j.outcome_id
where r.school_id = @school and r.cycle_id = @cycle and r.state = 'final'
order by o.position, o.id;
