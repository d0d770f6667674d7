-- How a record stops being live, and is live again; and the UPNs that a learner had before.

-- table learner_closing owned by learner
-- each time a record stopped being live; learner.closed_as says what holds now
create table learner_closing (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the closing | none | record
  learner_id bigint not null, -- whose record is closed | personal | record
  kind text not null, -- died: as learner.closed_as | special | record
  on_day date not null, -- the day of death | special | record
  done_at timestamptz not null, -- when it was written down | personal | record
  done_by bigint not null, -- by whom | personal | record
  undone_at timestamptz, -- when it was taken back | personal | record
  undone_by bigint, -- by whom | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, done_by) references staff (school_id, id),
  foreign key (school_id, undone_by) references staff (school_id, id)
);
create index learner_closing_by_learner on learner_closing (school_id, learner_id);

-- table learner_upn owned by learner
-- each UPN that a learner had before the one of now
create table learner_upn (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the row | none | record
  learner_id bigint not null, -- whose | personal | record
  upn text not null, -- the UPN they had | personal | record
  until_on date not null, -- the day on which another took its place here | personal | record
  noted_by bigint not null, -- who changed it, or imported the list that did | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, noted_by) references staff (school_id, id)
);
create index learner_upn_by_learner on learner_upn (school_id, learner_id);
create index learner_upn_by_upn on learner_upn (school_id, upn);
