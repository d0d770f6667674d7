-- What is known at the start of a cycle, told more closely: need by area, and each view as its own.

alter table assessment add column need_communication text; -- need in communication and interaction, in words; null: nothing was said | special | record
alter table assessment add column need_cognition text; -- in cognition and learning, likewise | special | record
alter table assessment add column need_semh text; -- in social, emotional and mental health, likewise | special | record
alter table assessment add column need_sensory text; -- sensory and physical, likewise | special | record

-- table assessment_view owned by assess
-- key (school_id, assessment_id, place): the learner's view is the first, the family's the second
-- what learner_view and parent_view of an assessment held until then is read while there is no row
create table assessment_view (
  school_id bigint not null references school (id), -- the school | none | record
  assessment_id bigint not null, -- the assessment | special | record
  place integer not null, -- 0 the learner, 1 the family, from 2 on others | none | record
  said_by text not null, -- who, of others; empty: as place says | personal | record
  wording text not null, -- what they said, in the language they said it in | special | record
  whose text not null, -- own, helped or told for them; empty: not said | special | record
  how text not null, -- how it was gathered | special | record
  heard_on date, -- when | personal | record
  language text not null, -- of the words, when not English; empty: English | special | record
  translation text not null, -- in English, kept beside them | special | record
  translated_by text not null, -- who translated them | personal | record
  primary key (school_id, assessment_id, place),
  foreign key (school_id, assessment_id) references assessment (school_id, id)
);
