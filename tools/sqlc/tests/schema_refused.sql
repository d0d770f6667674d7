--- 1: write above it: -- table plan owned by FOLDER
create table plan (
  id bigint not null primary key -- the plan | none | record
);
--- 1: write above it: -- table plan owned by FOLDER
create table plan (
  id bigint not null primary key -- the plan | none | record
);
--- 3: column id needs the comment: -- meaning | class | retention
-- table plan owned by plan
create table plan (
  id bigint not null primary key
);
--- 3: column id needs the comment: -- meaning | class | retention
-- table plan owned by plan
create table plan (
  id bigint not null primary key -- the plan | none
);
--- 3: column id: the class is none, personal, special or secret, not 'private'
-- table plan owned by plan
create table plan (
  id bigint not null primary key -- the plan | private | record
);
--- 3: column id: meaning and retention may not be empty
-- table plan owned by plan
create table plan (
  id bigint not null primary key -- | none | record
);
--- 3: column id: the types are bigint, integer, text
-- table plan owned by plan
create table plan (
  id uuid not null primary key -- the plan | none | record
);
--- 3: column id: the types are bigint, integer, text
-- table plan owned by plan
create table plan (
  id -- the plan | none | record
);
--- 1: table plan: the key of a school's table is (school_id, id)
-- table plan owned by plan
create table plan (
  school_id bigint not null, -- the school | none | record
  id bigint not null primary key -- the plan | none | record
);
--- 1: table plan has no primary key
-- table plan owned by plan
create table plan (
  id bigint not null -- the plan | none | record
);
--- 1: table plan: an id is a bigint
-- table plan owned by plan
create table plan (
  id integer not null primary key -- the plan | none | record
);
--- 3: 'current_timestamp' is not used here
-- table plan owned by plan
create table plan (
  at timestamptz not null default current_timestamp primary key -- when | none | record
);
--- 3: 'now' is not used here
-- table plan owned by plan
create table plan (
  at timestamptz not null default (now()) primary key -- when | none | record
);
--- 4: 'deferrable' is not used here
-- table plan owned by plan
create table plan (
  id bigint not null primary key, -- the plan | none | record
  next_id bigint references plan (id) deferrable initially deferred -- after it | none | record
);
--- 4: 'on delete set null' would empty school_id too
-- table plan owned by plan
create table plan (
  id bigint not null primary key, -- the plan | none | record
  next_id bigint references plan (id) on delete set null -- after it | none | record
);
--- 3: 'autoincrement' is not used here
-- table plan owned by plan
create table plan (
  id integer primary key autoincrement -- the plan | none | record
);
--- 2: no double quotes
-- table plan owned by plan
create table "plan" (
  id bigint not null primary key -- the plan | none | record
);
--- 1: 'view' is not used here
create view plans as select 1;
--- 4: near "other": syntax error
-- table plan owned by plan
create table plan (
  id bigint not null primary key -- the plan | none | record
  other bigint -- another | none | record
);
--- 4: no such table: main.plam
-- table plan owned by plan
create table plan (id bigint not null primary key -- the plan | none | record
);
create index plan_x on plam (id);
--- 1: after the owner may stand
-- table plan owned by plan, fast
--- 1: write: -- only sqlite, or -- only postgresql
-- only mysql
