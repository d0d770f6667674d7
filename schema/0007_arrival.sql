-- What a learner brought with them from the setting before.

-- table arrival owned by plan
-- somebody joined who had support elsewhere; the plan that they came with is gone through within
-- six weeks (F-R-1)
create table arrival (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the arrival | special | record
  learner_id bigint not null, -- who arrived | special | record
  arrived_on date not null, -- first day here | personal | record
  from_setting text, -- where they came from, by name | personal | record
  noted_by bigint not null, -- who said so, or imported it | personal | record
  plan_made_on date, -- the day on the plan that they came with | special | record
  outcomes text not null, -- what that plan works towards, one line each | special | record
  support text not null, -- who does what with them, one line each | special | record
  strategies text not null, -- what helps in every lesson, one line each | special | record
  words text not null, -- what else it says | special | record
  reviewed_on date, -- when it was gone through here | personal | record
  reviewed_by bigint, -- by whom | personal | record
  verdict text, -- kept, changed, ended | special | record
  note text, -- why, and what the family and the learner say | special | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, noted_by) references staff (school_id, id),
  foreign key (school_id, reviewed_by) references staff (school_id, id)
);
create index arrival_by_learner on arrival (school_id, learner_id, arrived_on);

-- table earlier_record owned by plan
-- one thing that an earlier setting recorded, as its file said it: never changed
create table earlier_record (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the entry | special | record
  learner_id bigint not null, -- about whom | special | record
  kind text not null, -- status, need, setting, attendance, result | special | record
  code text not null, -- of a status N, K, E or one from before 2014; of a need the census type | special | record
  rank integer, -- of a need: as it came | special | record
  starts_on date, -- since when | special | record
  ends_on date, -- until when | special | record
  words text not null, -- of the other kinds: what was recorded | special | record
  from_setting text, -- whose file said so | personal | record
  noted_on date not null, -- when it came in | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id)
);
create index earlier_record_by_learner on earlier_record (school_id, learner_id);
