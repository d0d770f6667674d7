-- Counts without names.

-- numbers_by_level(school id, day date) many
select census_code, count(*) as "learners: integer"
from learner
where school_id = @school and closed_as is null and (left_on is null or left_on >= @day)
group by census_code
order by census_code;

-- numbers_by_year(school id, day date) many
select national_year, count(*) as "learners: integer",
       count(*) filter (where census_code <> 'N') as "supported: integer"
from learner
where school_id = @school and closed_as is null and (left_on is null or left_on >= @day)
group by national_year, year_order
order by year_order;

-- numbers_by_need(school id, day date) many
select primary_need, count(*) as "learners: integer"
from learner
where school_id = @school and closed_as is null and (left_on is null or left_on >= @day) and census_code <> 'N'
group by primary_need
order by primary_need nulls last;

-- numbers_by_sex(school id, day date) many
select sex, count(*) as "supported: integer"
from learner
where school_id = @school and closed_as is null and (left_on is null or left_on >= @day) and census_code <> 'N'
group by sex
order by sex;

-- numbers_of_reviews(school id, first date, last date) one
-- held between those days, and how many of them by the day that was agreed
select count(*) as "held: integer",
       count(*) filter (where r.held_on <= y.review_on) as "in_time: integer"
from review r
join cycle y on y.school_id = r.school_id and y.id = r.cycle_id
where r.school_id = @school and r.state = 'final' and r.held_on >= @first and r.held_on <= @last;
