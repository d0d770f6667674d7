-- table part owned by db, clustered
create table part (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the part | none | record
  toy_id bigint not null, -- of which toy | none | record
  after_id bigint, -- the part that it follows, which may come later here | none | record
  label text not null, -- its name | none | record
  primary key (school_id, id),
  foreign key (school_id, toy_id) references toy (school_id, id),
  foreign key (school_id, after_id) references part (school_id, id)
);
