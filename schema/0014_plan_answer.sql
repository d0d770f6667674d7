-- What families and learners said to a plan that was made final.

-- table plan_answer owned by plan
create table plan_answer (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the answer | special | record
  learner_id bigint not null, -- whose plan it is | special | record
  plan_id bigint not null, -- which version | special | record
  snapshot_hash bytea not null, -- of the frozen text that was answered | none | record
  contact_id bigint, -- who answered; none: the learner | personal | record
  answer text not null, -- agree, in_part, talk_first, not_asked | special | record
  wording text, -- in their own words; why, when they could not be asked | special | record
  way text not null, -- screen, phone, paper, meeting | personal | record
  answered_on date not null, -- when they said it | personal | record
  noted_by bigint, -- who wrote it down for them; none: they did so themselves | personal | record
  written_at timestamptz not null, -- when it was written down | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, plan_id) references plan (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, noted_by) references staff (school_id, id)
);
create index plan_answer_by_plan on plan_answer (school_id, plan_id, answered_on);
create index plan_answer_by_learner on plan_answer (school_id, learner_id);
