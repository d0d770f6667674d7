-- Two records of one child that became one, and a child who goes on under another identity.

-- table learner_merge owned by identity
-- all that hung on one record hangs on the other since then; what was moved and changed stands in the
-- next two tables, so that it can be taken back
create table learner_merge (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the merge | none | record
  kept_id bigint not null, -- the record that goes on | personal | record
  gone_id bigint not null, -- the one that was merged into it | personal | record
  reason text not null, -- how it is known that both are one child | special | record
  done_at timestamptz not null, -- when | personal | record
  done_by bigint not null, -- by whom | personal | record
  undone_at timestamptz, -- when it was taken back | personal | record
  undone_by bigint, -- by whom | personal | record
  primary key (school_id, id),
  foreign key (school_id, kept_id) references learner (school_id, id),
  foreign key (school_id, gone_id) references learner (school_id, id),
  foreign key (school_id, done_by) references staff (school_id, id),
  foreign key (school_id, undone_by) references staff (school_id, id)
);
create index learner_merge_by_kept on learner_merge (school_id, kept_id);

-- table learner_merge_row owned by identity
-- key (school_id, merge_id, part, row_id): a row of a table moves once
create table learner_merge_row (
  school_id bigint not null references school (id), -- the school | none | record
  merge_id bigint not null, -- the merge | none | record
  part text not null, -- the table | none | record
  row_id bigint not null, -- the row's id there | none | record
  state text not null, -- moved, stays (the other record has its like), made (by the merge itself) | none | record
  primary key (school_id, merge_id, part, row_id),
  foreign key (school_id, merge_id) references learner_merge (school_id, id)
);

-- table learner_merge_change owned by identity
create table learner_merge_change (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- what one merge changed, in order | none | record
  merge_id bigint not null, -- which merge | none | record
  part text not null, -- the table | none | record
  row_id bigint not null, -- the row's id there | none | record
  field text not null, -- the column | none | record
  before text, -- what stood there | special | record
  after text, -- what stands there since | special | record
  primary key (school_id, id),
  foreign key (school_id, merge_id) references learner_merge (school_id, id)
);
create index learner_merge_change_by_merge on learner_merge_change (school_id, merge_id, id);

-- table learner_apart owned by identity
-- key (school_id, one_id, other_id): said once of two
create table learner_apart (
  school_id bigint not null references school (id), -- the school | none | record
  one_id bigint not null, -- the older of two records that look like one child's | personal | record
  other_id bigint not null, -- the newer | personal | record
  said_by bigint not null, -- who says that they are two children | personal | record
  said_on date not null, -- when | personal | record
  primary key (school_id, one_id, other_id),
  foreign key (school_id, one_id) references learner (school_id, id),
  foreign key (school_id, other_id) references learner (school_id, id),
  foreign key (school_id, said_by) references staff (school_id, id)
);

-- table learner_merge_facts owned by identity
-- key (school_id, merge_id): what the record that goes on said of the child before
create table learner_merge_facts (
  school_id bigint not null references school (id), -- the school | none | record
  merge_id bigint not null, -- of which merge | none | record
  upn text, -- as learner.upn | personal | record
  former_upn text, -- as learner.former_upn | personal | record
  admission_number text, -- as learner.admission_number | personal | record
  surname text not null, -- as learner.surname | personal | record
  forename text not null, -- as learner.forename | personal | record
  preferred_name text, -- as learner.preferred_name | personal | record
  born_on date not null, -- as learner.born_on | personal | record
  sex text not null, -- as learner.sex | personal | record
  national_year text not null, -- as learner.national_year | personal | record
  class_id bigint, -- as learner.class_id | personal | record
  first_language text, -- as learner.first_language | special | record
  english_additional boolean, -- as learner.english_additional | special | record
  pupil_premium boolean not null, -- as learner.pupil_premium | personal | record
  looked_after boolean not null, -- as learner.looked_after | special | record
  entered_on date, -- as learner.entered_on | personal | record
  left_on date, -- as learner.left_on | personal | record
  likes_about_me text, -- as learner.likes_about_me | personal | record
  matters_to_me text, -- as learner.matters_to_me | personal | record
  how_to_help_me text, -- as learner.how_to_help_me | special | record
  own_words_on date, -- as learner.own_words_on | personal | record
  level text not null, -- as learner.level | special | record
  school_level text, -- as learner.school_level | special | record
  census_code text not null, -- as learner.census_code | special | record
  level_since date, -- as learner.level_since | special | record
  primary_need text, -- as learner.primary_need | special | record
  gone_upn text, -- what the other record had as its UPN | personal | record
  gone_class_id bigint, -- and as its class | personal | record
  version_after integer not null, -- learner.version of the record that goes on, when all was done | none | record
  primary key (school_id, merge_id),
  foreign key (school_id, merge_id) references learner_merge (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, gone_class_id) references class (school_id, id)
);

-- table learner_seal owned by identity
-- a child goes on under another identity; what binds the two records stands here and nowhere else
create table learner_seal (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the sealing | none | record
  sealed_id bigint not null, -- the record that was sealed | special | record
  new_id bigint not null, -- the one that goes on | special | record
  class_id bigint, -- the class of the sealed one, which is in none since | personal | record
  evidence text not null, -- which paper was seen | special | record
  done_at timestamptz not null, -- when | personal | record
  done_by bigint not null, -- by whom | personal | record
  last_id bigint not null, -- no row that was carried over is newer | none | record
  version_after integer not null, -- learner.version of the new record when all was done | none | record
  undone_at timestamptz, -- when it was taken back | personal | record
  undone_by bigint, -- by whom | personal | record
  primary key (school_id, id),
  foreign key (school_id, sealed_id) references learner (school_id, id),
  foreign key (school_id, new_id) references learner (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, done_by) references staff (school_id, id),
  foreign key (school_id, undone_by) references staff (school_id, id)
);
create index learner_seal_by_sealed on learner_seal (school_id, sealed_id);
