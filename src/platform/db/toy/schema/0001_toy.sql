-- What the tests of platform/db keep: one column of each type, and a key to follow.

-- table school owned by db
-- key (id): the school is what every other key begins with
create table school (
  id bigint not null primary key, -- the school | none | record
  name text not null -- its name | none | record
);

-- table toy owned by db
create table toy (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the toy | none | record
  name text not null, -- its name | none | record
  note text, -- anything | personal | record
  pieces integer, -- how many | none | record
  price bigint not null, -- pence | none | record
  bought_on date, -- the day | none | record
  seen_at timestamptz, -- the moment | none | record
  broken boolean not null, -- whether | none | record
  lent boolean, -- whether, if known | none | record
  picture bytea, -- an image | none | record
  primary key (school_id, id)
);
create unique index toy_by_name on toy (school_id, name);
