-- A set made of another: final plans that are due on @day.
select d.plan_id from (finals) d
join plan e on e.school_id = @school and e.id = d.plan_id and e.due_on = @day
