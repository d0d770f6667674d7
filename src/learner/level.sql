-- Levels of support as a school names and divides them.

-- school_levels(school id) many
select code, name, position, works_like, valid_from, valid_until
from school_level
where school_id = @school
order by position, code;

-- school_level_pack_read(school id, pack text) maybe
select starts_on, ends_on
from school_level_pack
where school_id = @school and pack = @pack;

-- school_level_put(school id, id school_level.id, code text, name text, position integer,
--   works_like text, census_code text, valid_from date?, valid_until date?) exec
insert into school_level (school_id, id, code, name, position, works_like, census_code, valid_from,
  valid_until, version)
values (@school, @id, @code, @name, @position, @works_like, @census_code, @valid_from, @valid_until, 1)
on conflict (school_id, code) do update
set name = excluded.name, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
    version = school_level.version + 1;

-- school_level_pack_put(school id, pack text, starts_on date, ends_on date?) exec
insert into school_level_pack (school_id, pack, starts_on, ends_on)
values (@school, @pack, @starts_on, @ends_on)
on conflict (school_id, pack) do update
set starts_on = excluded.starts_on, ends_on = excluded.ends_on;

-- school_level_counts(school id, day date) many
select coalesce(school_level, level) as "code: text", count(*) as "learners: integer"
from learner
where school_id = @school and closed_as is null and (left_on is null or left_on >= @day)
group by coalesce(school_level, level)
order by coalesce(school_level, level);
