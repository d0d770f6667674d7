-- Files that come in.

-- table import_mapping owned by exchange
create table import_mapping (
  school_id bigint not null references school (id), -- the school | none | setting
  id bigint not null, -- the remembered column | none | setting
  kind text not null, -- in files of which kind: learners, staff, contacts, scores, classes, gias, oneroster, ctf | none | setting
  header text not null, -- the column's heading, folded | none | setting
  field text not null, -- our field, or ignore | none | setting
  primary key (school_id, id)
);
create unique index import_mapping_by_header on import_mapping (school_id, kind, header);

-- table import_run owned by exchange
create table import_run (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the import | none | record
  kind text not null, -- learners, staff, contacts, scores, classes, gias, oneroster, ctf | none | record
  file_name text not null, -- as it was called | none | record
  file_hash bytea not null, -- BLAKE2b of its bytes | none | record
  state text not null, -- open, applied, abandoned | none | record
  invented boolean, -- the person says that the children are not real | none | record
  started_by bigint not null, -- who | personal | record
  started_at timestamptz not null, -- when | personal | record
  applied_at timestamptz, -- when it was applied | personal | record
  row_count integer not null, -- rows read | none | record
  added integer not null, -- learners added | none | record
  changed integer not null, -- learners changed | none | record
  same integer not null, -- left alone | none | record
  refused integer not null, -- rows refused | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, started_by) references staff (school_id, id)
);

-- table import_file owned by exchange
create table import_file (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the import it belongs to | none | record
  content bytea not null, -- the file as it came, until it is applied or abandoned | special | session
  primary key (school_id, id),
  foreign key (school_id, id) references import_run (school_id, id)
);

-- table external_id owned by exchange
create table external_id (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the remembered id | none | record
  source text not null, -- which system it is of, as its packages name it, folded | none | record
  kind text not null, -- whom or what it names: learner, staff, contact, class | none | record
  external text not null, -- the id there, in small letters | personal | record
  learner_id bigint, -- one of these four is whom or what it names here | personal | record
  staff_id bigint, -- a member of staff | personal | record
  contact_id bigint, -- a contact | personal | record
  class_id bigint, -- a class or group | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id)
);
create unique index external_id_by_external on external_id (school_id, source, kind, external);
create index external_id_by_learner on external_id (school_id, learner_id);

-- table import_part owned by exchange
create table import_part (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- what became of one part of an import | none | record
  run_id bigint not null, -- of which import | none | record
  what text not null, -- Learners, Staff, Contacts and so on, in the order of the parts | none | record
  added integer not null, -- how many were added | none | record
  changed integer not null, -- changed | none | record
  same integer not null, -- left alone | none | record
  refused integer not null, -- refused, or not answered | none | record
  ended integer not null, -- left | none | record
  primary key (school_id, id),
  foreign key (school_id, run_id) references import_run (school_id, id)
);
create index import_part_by_run on import_part (school_id, run_id, id);
