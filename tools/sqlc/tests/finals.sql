-- A set for the cases: plans that are final. -- its comments go
select f.id as plan_id, -- by number
       f.learner_id
from plan f
where f.school_id = @school and f.final
