-- What is changed for many at once: prepared, shown, done in one transaction, and undone again.

-- table bulk_action owned by register
create table bulk_action (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the action | none | record
  kind text not null, -- review, teachers, year | none | record
  state text not null, -- prepared, done, undone | none | record
  on_day date not null, -- the new review date, a teacher's first day, the first day of the school year | none | record
  reason text, -- why, where the rules ask | special | record
  made_at timestamptz not null, -- when it was prepared | none | record
  made_by bigint not null, -- by whom | personal | record
  done_at timestamptz, -- when it was done | none | record
  undone_at timestamptz, -- when it was undone | none | record
  undone_by bigint, -- by whom | personal | record
  primary key (school_id, id),
  foreign key (school_id, made_by) references staff (school_id, id),
  foreign key (school_id, undone_by) references staff (school_id, id)
);
create index bulk_action_by_made_at on bulk_action (school_id, made_at);

-- table bulk_change owned by register
create table bulk_change (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the change | none | record
  action_id bigint not null, -- of which action | none | record
  learner_id bigint, -- whose record; none: a class | personal | record
  class_id bigint, -- whose teacher | none | record
  staff_id bigint, -- who begins to teach it | personal | record
  place_id bigint, -- the cycle, or the teacher's place in the class | none | record
  part text not null, -- year, class, leaves, review, teacher, teacher_ends | none | record
  before text, -- what stood there: a year's code, a class's id, a day | personal | record
  after text, -- what stands there afterwards | personal | record
  said text not null, -- both in words | personal | record
  state text not null, -- prepared, asked, left_out, done, undone, kept | none | record
  why text, -- why it was left out or kept | personal | record
  primary key (school_id, id),
  foreign key (school_id, action_id) references bulk_action (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create index bulk_change_by_action on bulk_change (school_id, action_id);
create index bulk_change_by_learner on bulk_change (school_id, learner_id);
