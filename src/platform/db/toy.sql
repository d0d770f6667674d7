-- The statements that the tests of platform/db run.

-- school_add(id school.id, name text) exec
insert into school (id, name) values (@id, @name);

-- toy_add(school id, id toy.id, name text, note text?, pieces integer?, price bigint, bought_on date?, seen_at timestamptz?, broken boolean, lent boolean?, picture bytea?) exec
insert into toy (school_id, id, name, note, pieces, price, bought_on, seen_at, broken, lent, picture)
values (@school, @id, @name, @note, @pieces, @price, @bought_on, @seen_at, @broken, @lent, @picture);

-- toy_price(school id, toy id, price bigint) exec
update toy set price = @price where school_id = @school and id = @toy;

-- toy_remove(school id, toy id) exec
delete from toy where school_id = @school and id = @toy;

-- toy_by_id(school id, toy id) one
select id, name, note, pieces, price, bought_on, seen_at, broken, lent, picture
from toy
where school_id = @school and id = @toy;

-- toy_dearer(school id, toy id, by bigint) maybe
-- A write that answers.
update toy set price = price + @by where school_id = @school and id = @toy
returning id, price;

-- toy_list(school id, bought_after date?, only_broken boolean, part_of text?) many
-- Optional lines and named orders.
select t.id, t.name, count(p.id) as "parts: integer", max(p.label) as "last_part: text?"
from toy t
left join part p on p.school_id = t.school_id and p.toy_id = t.id
where t.school_id = @school
  and t.bought_on > @bought_after      --? bought_after
  and t.broken                         --? only_broken
  and instr(t.name, @part_of) > 0      --? part_of
group by t.id, t.name, t.price
order by t.name, t.id                  --order name
order by t.price desc, t.id            --order price
;

-- toy_any(school id, name text) maybe
select id from toy where school_id = @school and name >= @name;

-- toy_parts(school id) many
select t.name, p.id as "part: part.id?", p.label as "label: text?"
from toy t
left join part p on p.school_id = t.school_id and p.toy_id = t.id
where t.school_id = @school
order by t.id, p.id nulls first;

-- toy_dearest(school id) one
-- States what does not hold when there is no toy.
select max(price) as "price: bigint" from toy where school_id = @school;

-- part_add(school id, id part.id, toy id, after part.id?, label text) exec
insert into part (school_id, id, toy_id, after_id, label)
values (@school, @id, @toy, @after, @label);
