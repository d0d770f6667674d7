-- The facts of every learner who has, or may need, support. Each statement begins with those few and
-- not with the school, and gives its rows in the order of learners' ids, so that they are merged in
-- one pass. staff: only learners whom this person teaches or supports on the day.

-- agenda_learners(school id, staff staff.id?, learner learner.id?, born_after date?, day date) many
-- Whoever is on a level, has a concern that is not settled, or an open cycle: with the period of support that
-- holds now, when the family was first told of it, the newest cycle, its plan in force, and the last
-- session logged under any edition of that plan. born_after: those born later too, in settings that owe
-- the check at the age of two.
select l.id, l.known_name, c.name as "class_name: text?", l.class_id, l.national_year, l.level,
       l.level_since, l.born_on, l.entered_on,
       exists (select 1 from two_year_check t
               where t.school_id = l.school_id and t.learner_id = l.id) as "two_year_done: boolean",
       s.starts_on as "support_from: date?",
       s.decided_on as "support_decided: date?",
       (select case when count(*) = count(n.settled_on) then min(n.settled_on) end
        from parent_notice n
        where n.school_id = s.school_id and n.status_id = s.id) as "family_told: date?",
       (select count(*) from parent_notice n
        where n.school_id = s.school_id and n.status_id = s.id) as "notices: integer",
       (select count(n.settled_on) from parent_notice n
        where n.school_id = s.school_id and n.status_id = s.id) as "notices_settled: integer",
       (select count(*) from parent_notice n
        where n.school_id = s.school_id and n.status_id = s.id
          and n.state = 'returned') as "notices_returned: integer",
       (select min(n.made_on) from parent_notice n
        where n.school_id = l.school_id and n.learner_id = l.id and n.about = 'ending'
          and n.settled_on is null) as "ending_untold: date?",
       (select min(n.made_on) from parent_notice n
        where n.school_id = l.school_id and n.learner_id = l.id
          and n.about in ('not_sen', 'withdrawn') and n.settled_on is null) as "refusal_untold: date?",
       (select min(k.due_on) from sen_watch_check k
        join sen_status h on h.school_id = k.school_id and h.id = k.status_id
        where k.school_id = l.school_id and k.learner_id = l.id
          and k.checked_on is null and h.level <> 'universal') as "check_on: date?",
       (select min(k.due_on) from sen_watch_check k
        join sen_status h on h.school_id = k.school_id and h.id = k.status_id
        where k.school_id = l.school_id and k.learner_id = l.id
          and k.checked_on is null and h.level = 'universal') as "teaching_check_on: date?",
       (select max(w.arrived_on) from arrival w
        where w.school_id = l.school_id and w.learner_id = l.id
          and w.reviewed_on is null) as "inherited_on: date?",
       y.state as "state: text?", y.opened_on as "opened_on: date?",
       y.planned_on as "planned_on: date?", y.review_on as "review_on: date?",
       p.finalised_on as "finalised_on: date?", p.shared_on as "shared_on: date?",
       f.display_name as "responsible: text?",
       (select max(a.asked_on) from sharing_preference a
        where a.school_id = l.school_id and a.learner_id = l.id) as "sharing_asked: date?",
       (select count(*) from provision v
        where v.school_id = p.school_id and v.plan_id = p.id) as "provisions: integer",
       (select max((select max(e.held_on) from provision_session e
                    where e.school_id = v.school_id and e.provision_id = v.id))
        from plan q
        join provision v on v.school_id = q.school_id and v.plan_id = q.id
        where q.school_id = y.school_id and q.cycle_id = y.id) as "last_session: date?"
from learner l
left join class c on c.school_id = l.school_id and c.id = l.class_id
left join sen_status s on s.school_id = l.school_id and s.id = (
  select max(h.id) from sen_status h
  where h.school_id = l.school_id and h.learner_id = l.id and h.ends_on is null
    and h.level = 'sen_support')
left join cycle y on y.school_id = l.school_id and y.learner_id = l.id and y.number = (
  select max(z.number) from cycle z where z.school_id = l.school_id and z.learner_id = l.id)
left join plan p on p.school_id = y.school_id and p.cycle_id = y.id and p.state = 'final'
left join staff f on f.school_id = p.school_id and f.id = p.responsible_id
where l.school_id = @school and l.closed_as is null and l.left_on is null
  and l.id = @learner                                                        --? learner
  and l.id in (own_learners)                                                 --? staff
  and l.id in (
    select k.id from learner k
    where k.school_id = @school and k.level in ('ehc', 'monitoring', 'sen_support')
      and k.id = @learner                                                    --? learner
    union
    select n.learner_id from concern n
    where n.school_id = @school and n.outcome = 'open'
      and n.learner_id = @learner                                            --? learner
    union
    select n.learner_id from concern n
    where n.school_id = @school and n.check_on is not null
      and n.learner_id = @learner                                            --? learner
    union
    select o.learner_id from cycle o
    where o.school_id = @school and o.state in ('assessing', 'planning', 'doing', 'reviewing')
      and o.learner_id = @learner                                            --? learner
    union
    select t.learner_id from parent_notice t
    where t.school_id = @school and t.state in ('made', 'returned', 'sent')
      and t.learner_id = @learner                                            --? learner
    union                                                                    --? born_after
    select b.id from learner b                                               --? born_after
    where b.school_id = @school and b.born_on > @born_after                  --? born_after
    )
order by l.id;

-- agenda_reviews(school id, since date, staff staff.id?, learner learner.id?, day date) many
-- Reviews held and final, the newest last.
select r.learner_id, r.held_on, r.method, r.parent_view, r.copy_given_on
from review r
where r.school_id = @school and r.state = 'final' and r.held_on >= @since
  and r.learner_id = @learner                                                --? learner
  and r.learner_id in (own_learners)                                         --? staff
order by r.learner_id, r.held_on nulls last, r.id;

-- agenda_concerns(school id, staff staff.id?, learner learner.id?, day date) many
-- Concerns without an answer, and those that are looked at again, the oldest first.
select n.learner_id, n.id, n.raised_by, n.raised_on, n.reply_by, n.replied_on, n.check_on
from concern n
where n.school_id = @school and (n.outcome = 'open' or n.check_on is not null)
  and n.learner_id = @learner                                                --? learner
  and n.learner_id in (own_learners)                                         --? staff
order by n.learner_id, n.raised_on, n.id;
