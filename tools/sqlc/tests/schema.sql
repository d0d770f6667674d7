-- The schema that the compiler's tests are written for.

-- table school owned by school
-- key (id): the school is what every other key begins with
create table school (
  id bigint not null primary key, -- the school | none | record
  name text not null -- its name | none | record
);

-- table learner owned by learner
create table learner (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the learner | none | record
  name text not null, -- the name | personal | record
  sort_name text not null, -- key to sort by | personal | record
  year integer, -- year group | personal | record
  active boolean not null, -- on roll | none | record
  born_on date, -- birthday | personal | record
  primary key (school_id, id)
);

-- table plan owned by plan
create table plan (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the plan | none | record
  learner_id bigint not null, -- whose | personal | record
  wording text not null, -- what it says | special | record
  due_on date, -- by when | none | record
  final boolean not null, -- whether it is final | none | record
  price bigint, -- pence | none | record
  saved_at timestamptz not null, -- when it was saved | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id)
);

create unique index plan_by_saved on plan (saved_at);

-- table session owned by staff, across schools: found by its token, before the school is known
create table session (
  token bytea not null primary key, -- the token, hashed | secret | session
  school_id bigint not null references school (id), -- the school | none | session
  learner_id bigint -- last looked at | personal | session
);
