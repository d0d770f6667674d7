-- What stands beside the cycle and needs care: who else works with a learner, what they advised, what
-- the staff tell each other, and how a learner takes exams. Each is shown to few.

-- table safeguarding_flag owned by care
create table safeguarding_flag (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the flag: that one is to speak to the safeguarding lead, and nothing else | special | record
  learner_id bigint not null, -- about whom | special | record
  set_by bigint not null, -- who set it | personal | record
  set_on date not null, -- when | personal | record
  ended_by bigint, -- who took it away | personal | record
  ended_on date, -- when | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, set_by) references staff (school_id, id),
  foreign key (school_id, ended_by) references staff (school_id, id)
);
create index safeguarding_flag_by_learner on safeguarding_flag (school_id, learner_id);

-- table staff_note owned by care
create table staff_note (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the note, in order | none | record
  learner_id bigint not null, -- about whom | personal | record
  written_by bigint not null, -- who wrote it | personal | record
  written_at timestamptz not null, -- when | personal | record
  wording text not null, -- what staff tell each other; never on a family's page or paper | special | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, written_by) references staff (school_id, id)
);
create index staff_note_by_learner on staff_note (school_id, learner_id, id);

-- table learner_professional owned by care
create table learner_professional (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the case that is shared | none | record
  learner_id bigint not null, -- whose | personal | record
  staff_id bigint not null, -- with which professional or officer | personal | record
  purpose text not null, -- what for | special | record
  shares_plan boolean not null, -- the plan in force and the last review are shared | none | record
  shares_assessment boolean not null, -- the assessment's summary is shared | none | record
  shares_reports boolean not null, -- all reports are shared, with an officer of the local authority | none | record
  shares_costs boolean not null, -- what support costs is shared, with such an officer | none | record
  agreed_by text not null, -- which parent or young person agreed first | personal | record
  agreed_on date not null, -- when | personal | record
  starts_on date not null, -- first day | personal | record
  ends_on date not null, -- last day; a day before the first when it never was | personal | record
  opened_by bigint not null, -- who shared it | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, opened_by) references staff (school_id, id)
);
create index learner_professional_by_staff on learner_professional (school_id, staff_id, learner_id);
create index learner_professional_by_learner on learner_professional (school_id, learner_id);

-- table professional_report owned by care
create table professional_report (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the report | none | record
  learner_id bigint not null, -- about whom | personal | record
  author text not null, -- who wrote it, and for which service | personal | record
  staff_id bigint, -- who wrote it, when they sign in here | personal | record
  received_on date not null, -- when it came | personal | record
  summary text not null, -- what it says as a whole | special | record
  recommendations text not null, -- what it advises for class, one a line | special | record
  kept_at text not null, -- where the paper is | none | record
  filed_by bigint not null, -- who filed it | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, filed_by) references staff (school_id, id)
);
create index professional_report_by_learner on professional_report (school_id, learner_id, received_on);

-- table access_arrangement owned by care
create table access_arrangement (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the arrangement | none | record
  learner_id bigint not null, -- for whom | personal | record
  what text not null, -- 25% extra time, reader, scribe and so on | special | record
  usual_since date not null, -- the normal way of working in class since then | special | record
  evidence text not null, -- what shows it, and where that is | special | record
  approved_until date, -- last day of the approval, none while there is none | personal | record
  noted_by bigint not null, -- who noted it | personal | record
  ended_on date, -- when it was no longer needed | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, noted_by) references staff (school_id, id)
);
create index access_arrangement_by_learner on access_arrangement (school_id, learner_id);
