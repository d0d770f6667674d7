-- Where a school chose otherwise than the table of permissions.

-- choices_open(school id, day date) many
-- in the order in which they were made: the last one about a role and a permission holds
select permission, role, reach
from permission_choice
where school_id = @school and (until is null or until >= @day)
order by id;

-- choices_made(school id) many
select c.id, c.permission, c.role, c.reach, c.reason, c.until, c.chosen_at, f.display_name
from permission_choice c
join staff f on f.school_id = c.school_id and f.id = c.chosen_by
where c.school_id = @school
order by c.id desc;

-- choice_insert(school id, id permission_choice.id, permission text, role text, reach text, reason text, until date?, chosen_by staff.id, chosen_at timestamptz) exec
insert into permission_choice (school_id, id, permission, role, reach, reason, until, chosen_by, chosen_at)
values (@school, @id, @permission, @role, @reach, @reason, @until, @chosen_by, @chosen_at);
