-- Scores and teachers' judgements over time, by the school's own list of measures; and the written check
-- at the age of two.

-- table measure owned by assess
create table measure (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the measure | none | record
  code text, -- of one that Fourfold brings, such as reading_age; null: the school's own | none | record
  set_code text, -- of which questionnaire or profile it is a part: sdq_teacher, boxall, eyfs | none | record
  part text, -- which part of the set | none | record
  name text not null, -- what people call it | none | record
  position integer not null, -- its place in lists | none | record
  subject text not null, -- reading, writing, maths, language, development, feelings, attendance, other | none | record
  scale text not null, -- count, tenths, percent, age, standard, scaled, levels, narrative | none | record
  unit text, -- such as words a minute | none | record
  least bigint, -- lowest value, in the scale's smallest unit: months of an age, tenths of a percent | none | record
  most bigint, -- highest value, likewise | none | record
  better text not null, -- higher, lower, neither | none | record
  bands text not null, -- none, statistical, exam, own, sdq, mark, scaled, attendance | none | record
  margin bigint, -- confidence interval: a change of no more than this is none | none | record
  ages_from integer, -- for whom: years of age, the first | none | record
  ages_to integer, -- and the last | none | record
  entered_by text not null, -- teacher: whoever teaches; senco: who reaches all learners | none | record
  retired_on date, -- no longer entered from that day; what was entered stays | none | record
  version bigint not null, -- one more with each change | none | record
  primary key (school_id, id)
);
create unique index measure_by_code on measure (school_id, code);

-- table measure_step owned by assess
create table measure_step (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the step | none | record
  measure_id bigint not null, -- of which measure | none | record
  value bigint not null, -- the level's number, or the value from which an own band counts | none | record
  name text not null, -- "Greater depth", "Low average" | none | record
  low boolean not null, -- below what is expected | none | record
  primary key (school_id, id),
  foreign key (school_id, measure_id) references measure (school_id, id)
);
create unique index measure_step_by_value on measure_step (school_id, measure_id, value);

-- table measure_mark owned by assess
create table measure_mark (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the mark | none | record
  measure_id bigint not null, -- of which measure | none | record
  year integer not null, -- holds from the school year that starts in this one | none | record
  mark bigint not null, -- the value from which the standard is met | none | record
  primary key (school_id, id),
  foreign key (school_id, measure_id) references measure (school_id, id)
);
create unique index measure_mark_by_year on measure_mark (school_id, measure_id, year);

-- table assessment_point owned by assess
create table assessment_point (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the point | none | record
  name text not null, -- "Autumn 2026" | none | record
  held_on date not null, -- the day that its scores bear | none | record
  primary key (school_id, id)
);
create unique index assessment_point_by_day on assessment_point (school_id, held_on);

-- table score owned by assess
create table score (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the score | none | record
  learner_id bigint not null, -- whose | special | record
  measure_id bigint not null, -- on which measure | special | record
  taken_on date not null, -- when it was taken | special | record
  value bigint, -- in the scale's smallest unit; null: not assessed, or in words only | special | record
  absent text, -- why there is no value: absent, not_ready, too_low, refused, withdrawn | special | record
  margin bigint, -- this score's own confidence interval | special | record
  source text not null, -- entered, imported, previous (setting), computed | special | record
  baseline boolean not null, -- where the learner stood on entry (R-ID-2) | special | record
  note text, -- what else is to be known; the whole of a narrative | special | record
  entered_by bigint not null, -- who entered it | personal | record
  entered_on date not null, -- when | personal | record
  version bigint not null, -- one more with each correction | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, measure_id) references measure (school_id, id),
  foreign key (school_id, entered_by) references staff (school_id, id)
);
create unique index score_by_learner on score (school_id, learner_id, measure_id, taken_on);
create index score_by_measure on score (school_id, measure_id, taken_on);

-- table score_correction owned by assess
create table score_correction (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- what a score said until it was put right, in order | none | record
  score_id bigint not null, -- which score | special | record
  value bigint, -- as it was | special | record
  absent text, -- as it was | special | record
  margin bigint, -- as it was | special | record
  note text, -- as it was | special | record
  entered_by bigint not null, -- who had entered that | personal | record
  entered_on date not null, -- when | personal | record
  corrected_by bigint not null, -- who put it right | personal | record
  corrected_on date not null, -- when | personal | record
  primary key (school_id, id),
  foreign key (school_id, score_id) references score (school_id, id),
  foreign key (school_id, entered_by) references staff (school_id, id),
  foreign key (school_id, corrected_by) references staff (school_id, id)
);
create index score_correction_by_score on score_correction (school_id, score_id, id);

-- table two_year_check owned by assess
create table two_year_check (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the check | none | record
  learner_id bigint not null, -- of whom | personal | record
  held_on date not null, -- when | personal | record
  language text not null, -- communication and language, in words for parents | special | record
  physical text not null, -- physical development, likewise | special | record
  feelings text not null, -- personal, social and emotional development, likewise | special | record
  strengths text not null, -- what goes well | special | record
  concerns text, -- what causes concern | special | record
  sen_concern boolean not null, -- whether there is concern about SEN or a disability | special | record
  actions text, -- what is done next, at the setting and at home | special | record
  parents text, -- what the parents said | special | record
  given_on date, -- when the parents had it in writing | personal | record
  health_consent text not null, -- whether the parents agree to share it with the health visitor: yes, no, not_asked | personal | record
  health_shared_on date, -- when it was shared | personal | record
  written_by bigint not null, -- who wrote it | personal | record
  version bigint not null, -- one more with each change | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, written_by) references staff (school_id, id)
);
create unique index two_year_check_by_learner on two_year_check (school_id, learner_id);
