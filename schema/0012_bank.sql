-- What a school picks from while it plans: interventions, strategies for every lesson, phrases for
-- outcomes. Seen beside them: what each came to here.

-- table intervention owned by bank
create table intervention (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the intervention | none | record
  number integer, -- of one that Fourfold brings; null: the school's own | none | record
  name text not null, -- what people call it | none | record
  example text not null, -- products of this kind, by name; empty: none | none | record
  area text not null, -- communication, cognition, semh, sensory, early_years, after_16, any | none | record
  wave integer not null, -- 1 for all, 2 a targeted group, 3 alone or by a specialist | none | record
  wave_most integer not null, -- up to that wave | none | record
  deliverer text not null, -- who usually gives it | none | record
  group_least integer not null, -- learners together; 0: not said | none | record
  group_most integer not null, -- at most | none | record
  minutes_least integer not null, -- each time; 0: not said | none | record
  minutes_most integer not null, -- at most | none | record
  times_least integer not null, -- times a week; 0: not said | none | record
  times_most integer not null, -- at most | none | record
  weeks_least integer not null, -- how many weeks; 0: not said | none | record
  weeks_most integer not null, -- at most | none | record
  dose_note text not null, -- what numbers do not say of the dose | none | record
  measure text not null, -- what is taken at entry and exit | none | record
  detail text not null, -- what exactly is done | none | record
  evidence text not null, -- why it is thought to work (R-P-4) | none | record
  training text not null, -- what whoever gives it needs to have learned | none | record
  session_cost integer, -- what one session costs the school, in pence, for the whole group; null: not said | none | record
  retired_on date, -- not offered from that day on; what was planned with it stays | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id)
);
create unique index intervention_by_number on intervention (school_id, number);

-- table strategy owned by bank
create table strategy (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the strategy | none | record
  number integer, -- of one that Fourfold brings; null: the school's own | none | record
  wording text not null, -- as it stands in a plan | none | record
  area text not null, -- as of an intervention | none | record
  avoid boolean not null, -- what is not to be done, rather than what is | none | record
  retired_on date, -- not offered from that day on | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id)
);
create unique index strategy_by_number on strategy (school_id, number);

-- table outcome_phrase owned by bank
create table outcome_phrase (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the phrase | none | record
  number integer, -- of one that Fourfold brings; null: the school's own | none | record
  wording text not null, -- goes on from "By the end, Zofia …" | none | record
  area text not null, -- as of an intervention | none | record
  measure text not null, -- how one will know | none | record
  retired_on date, -- not offered from that day on | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id)
);
create unique index outcome_phrase_by_number on outcome_phrase (school_id, number);

-- table provision_intervention owned by plan
-- key (school_id, provision_id): support is of one intervention of the bank, or of none
create table provision_intervention (
  school_id bigint not null references school (id), -- the school | none | record
  provision_id bigint not null, -- the support | special | record
  intervention_id bigint not null, -- which intervention it is | none | record
  primary key (school_id, provision_id),
  foreign key (school_id, provision_id) references provision (school_id, id),
  foreign key (school_id, intervention_id) references intervention (school_id, id)
);
create index provision_intervention_by_intervention on provision_intervention (school_id, intervention_id);
