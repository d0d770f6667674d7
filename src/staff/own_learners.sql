-- The learners whom @staff teaches or supports on @day. A statement that shows a person only their own
-- takes it as `l.id in (own_learners)`.
select w.learner_id from (ways_to_learners) w
