--- a table of a school
-- table plan owned by plan
create table plan (
  school_id bigint not null, -- the school | none | record
  id bigint not null, -- the plan | none | record
  primary key (school_id, id)
);
--- the key says why it is another
-- table plan owned by plan, clustered
-- key (school_id, day): one a day
create table plan (
  school_id bigint not null, -- the school | none | record
  day date not null, -- the day | none | record
  primary key (school_id, day)
);
--- a section for one engine
-- table plan owned by plan
create table plan (
  school_id bigint not null, -- the school | none | record
  id bigint not null, -- the plan | none | record
  primary key (school_id, id)
);
-- only postgresql
create index plan_words on plan using gin (to_tsvector('simple', 'x'));
-- end only
-- only sqlite
create virtual table plan_words using fts5 (words);
-- end only
--- a column is added
-- table plan owned by plan
create table plan (
  school_id bigint not null, -- the school | none | record
  id bigint not null, -- the plan | none | record
  primary key (school_id, id)
);
alter table plan add column note text; -- anything | personal | record
