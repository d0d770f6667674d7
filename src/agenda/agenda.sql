-- The facts of every learner who has, or may need, support. Each statement gives its rows in the
-- order of learners' ids, so that they are merged in one pass.

-- agenda_learners(school id, staff staff.id?, learner learner.id?, day date) many
-- whoever is on a level, has an open concern, or an open cycle
select l.id, l.known_name, l.sort_name, c.name as "class_name: text?", l.class_id, l.national_year,
       l.level, l.level_since, l.born_on
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
where l.school_id = @school and l.left_on is null
  and l.id = @learner                                                        --? learner
  and l.id in (own_learners)                                                 --? staff
  and (l.level <> 'universal'
       or exists (select 1 from concern n where n.school_id = l.school_id
                  and n.learner_id = l.id and n.replied_on is null)
       or exists (select 1 from cycle y where y.school_id = l.school_id and y.learner_id = l.id
                  and y.state in ('assessing', 'planning', 'doing', 'reviewing')))
order by l.id;

-- agenda_statuses(school id, learner learner.id?) many
-- the period that holds now, and when the family was first told of it
select s.learner_id, s.starts_on, s.decided_on, min(n.told_on) as "told_on: date?"
from sen_status s
left join parent_notice n on n.school_id = s.school_id and n.status_id = s.id
where s.school_id = @school and s.ends_on is null and s.level = 'sen_support'
  and s.learner_id = @learner                                                --? learner
group by s.learner_id, s.starts_on, s.decided_on
order by s.learner_id;

-- agenda_cycles(school id, learner learner.id?) many
-- the newest cycle of each, with the plan in force and the last session logged under it
select y.learner_id, y.state, y.opened_on, y.assessed_on, y.planned_on, y.review_on,
       p.finalised_on as "finalised_on: date?", p.shared_on as "shared_on: date?",
       f.display_name as "responsible: text?",
       (select count(*) from provision v
        where v.school_id = y.school_id and v.plan_id = p.id) as "provisions: integer",
       (select max(e.held_on) from provision_session e
        join provision v on v.school_id = e.school_id and v.id = e.provision_id
        join plan q on q.school_id = v.school_id and q.id = v.plan_id
        where e.school_id = y.school_id and q.cycle_id = y.id) as "last_session: date?"
from cycle y
left join plan p on p.school_id = y.school_id and p.cycle_id = y.id and p.state = 'final'
left join staff f on f.school_id = p.school_id and f.id = p.responsible_id
where y.school_id = @school
  and y.learner_id = @learner                                                --? learner
  and not exists (select 1 from cycle z where z.school_id = y.school_id
                  and z.learner_id = y.learner_id and z.number > y.number)
order by y.learner_id;

-- agenda_reviews(school id, since date, learner learner.id?) many
-- reviews held and final, newest last
select r.learner_id, r.held_on, r.method, r.parent_view, r.copy_given_on
from review r
where r.school_id = @school and r.state = 'final' and r.held_on >= @since
  and r.learner_id = @learner                                                --? learner
order by r.learner_id, r.held_on nulls last, r.id;

-- agenda_concerns(school id, learner learner.id?) many
select n.learner_id, n.id, n.raised_on, n.reply_by, n.replied_on
from concern n
where n.school_id = @school and n.replied_on is null
  and n.learner_id = @learner                                                --? learner
order by n.learner_id, n.raised_on, n.id;
