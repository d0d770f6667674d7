-- What the four stages write: concern and status, assessment, plan, sessions, review.

-- table concern owned by register
-- what somebody noticed, in their own words, which nobody changes afterwards; outcome, check_on and
-- replied_on say where its newest step stands
create table concern (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the concern | special | record
  learner_id bigint not null, -- about whom | special | record
  raised_on date not null, -- when it was said | personal | record
  raised_by text not null, -- staff, parent, learner or professional | personal | record
  raised_by_name text not null, -- who said it | personal | record
  raised_staff bigint, -- the member of staff or professional who wrote it themselves | personal | record
  raised_contact bigint, -- the contact who wrote it on the family's pages | personal | record
  way text not null, -- self (wrote it here), in_person, phone, meeting, writing | personal | record
  heard_by bigint, -- member of staff who was told, and wrote it down | personal | record
  received_by bigint, -- who answers for it, and has it | personal | record
  received_on date, -- since when | personal | record
  wording text not null, -- their own words, verbatim | special | record
  language text, -- of the words, when not English | special | record
  translation text, -- of the words, kept beside them | special | record
  translated_by text, -- who translated them | personal | record
  noticed_where text, -- where and when it shows | special | record
  since text, -- since when, and how often | special | record
  tried text, -- what has been tried | special | record
  strengths text, -- what goes well, and what helps | special | record
  reply_by date, -- promised date of an answer | personal | record
  replied_on date, -- when the first answer was given | personal | record
  outcome text not null, -- open, or the newest step's: talk, teaching, monitor, assess, not_sen, settled | special | record
  check_on date, -- when the newest step is looked at again | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, raised_staff) references staff (school_id, id),
  foreign key (school_id, raised_contact) references contact (school_id, id),
  foreign key (school_id, heard_by) references staff (school_id, id),
  foreign key (school_id, received_by) references staff (school_id, id)
);
create index concern_by_learner on concern (school_id, learner_id, raised_on);
create index concern_by_outcome on concern (school_id, outcome, reply_by);
create index concern_by_check on concern (school_id, check_on);
create index concern_by_staff on concern (school_id, raised_staff);
create index concern_by_hearer on concern (school_id, heard_by);

-- table concern_step owned by register
-- what was done about a concern, step by step: added to, never changed
create table concern_step (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the step | special | record
  learner_id bigint not null, -- about whom | special | record
  concern_id bigint not null, -- of which concern | special | record
  taken_on date not null, -- when | personal | record
  taken_by bigint not null, -- who decided it | personal | record
  verdict text not null, -- talk, teaching, monitor, assess, not_sen, settled | special | record
  came_of text, -- what came of the step before | special | record
  words text not null, -- what is done and why, as whoever raised it reads it | special | record
  with_whom text, -- with whom to talk | personal | record
  check_on date, -- when it is looked at again | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, concern_id) references concern (school_id, id),
  foreign key (school_id, taken_by) references staff (school_id, id)
);
create index concern_step_by_concern on concern_step (school_id, concern_id);
create index concern_step_by_learner on concern_step (school_id, learner_id);

-- table concern_told owned by register
-- who of the family was told of a step, or why nobody was
create table concern_told (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the telling | special | record
  learner_id bigint not null, -- about whom | special | record
  step_id bigint not null, -- of which step | special | record
  told_on date not null, -- when, or when it was noted that nobody was | personal | record
  told_by bigint not null, -- who told them, or noted it | personal | record
  method text, -- page, in_person, phone, meeting, letter, email; null: not told | personal | record
  contact_id bigint, -- who was told; null: the learner, or nobody | personal | record
  recipient text, -- by name | personal | record
  said text, -- what they said to it | special | record
  reason text, -- why nobody was told | special | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, step_id) references concern_step (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, told_by) references staff (school_id, id)
);
create index concern_told_by_learner on concern_told (school_id, learner_id, step_id);

-- table view_statement owned by register
-- what this setting asks its teachers, in its own words; none: the usual ones
create table view_statement (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the statement | none | record
  position integer not null, -- its place in the list | none | record
  wording text not null, -- "Reads what the lesson asks for" | none | record
  primary key (school_id, id)
);

-- table view_round owned by register
-- teachers are asked what they see of some learners, by a day
create table view_round (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the round | none | record
  title text not null, -- "Year 8, before the reviews" | personal | record
  asked_by bigint not null, -- who asks | personal | record
  asked_on date not null, -- since when | none | record
  due_on date not null, -- by when they answer | none | record
  reminded_on date, -- when the late were last reminded | none | record
  closed_on date, -- from when nothing is answered any more | none | record
  primary key (school_id, id),
  foreign key (school_id, asked_by) references staff (school_id, id)
);

-- table view_question owned by register
-- the statements as they were when the round began
create table view_question (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the question | none | record
  round_id bigint not null, -- of which round | none | record
  position integer not null, -- its place in the list | none | record
  wording text not null, -- as it was asked | none | record
  primary key (school_id, id),
  foreign key (school_id, round_id) references view_round (school_id, id)
);
create index view_question_by_round on view_question (school_id, round_id);

-- table view_invite owned by register
-- one adult asked about one learner, and their words as typed
create table view_invite (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the invitation | special | record
  round_id bigint not null, -- of which round | none | record
  learner_id bigint not null, -- about whom | special | record
  staff_id bigint not null, -- who is asked | personal | record
  subject text not null, -- the class or group in which they know the learner | none | record
  words text, -- what they wrote | special | record
  answered_at timestamptz, -- when they last saved something | personal | record
  primary key (school_id, id),
  foreign key (school_id, round_id) references view_round (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create index view_invite_by_learner on view_invite (school_id, learner_id);
create index view_invite_by_staff on view_invite (school_id, staff_id, round_id);
create index view_invite_by_round on view_invite (school_id, round_id);

-- table view_tick owned by register
create table view_tick (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the tick | special | record
  invite_id bigint not null, -- of whose answer | special | record
  question_id bigint not null, -- to which statement | none | record
  tick text, -- often, sometimes, not; null: not answered | special | record
  primary key (school_id, id),
  foreign key (school_id, invite_id) references view_invite (school_id, id),
  foreign key (school_id, question_id) references view_question (school_id, id)
);
create index view_tick_by_invite on view_tick (school_id, invite_id);

-- table sen_status owned by register
create table sen_status (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the period | special | record
  learner_id bigint not null, -- whose | special | record
  level text not null, -- monitoring, sen_support, ehc | special | record
  school_level text, -- that level as the school divides it: a code of school_level; none: the level itself | special | record
  census_code text not null, -- N, K or E | special | record
  starts_on date not null, -- from | special | record
  ends_on date, -- until | special | record
  decided_on date not null, -- when it was decided | special | record
  decided_by bigint not null, -- the SENCO | personal | record
  decided_with bigint, -- the class or subject teacher (R-ID-6) | personal | record
  evidence text not null, -- what was looked at | special | record
  outcomes_sought text not null, -- what is hoped for (R-ID-7) | special | record
  family_view text, -- views and wishes of the parents | special | record
  learner_view text, -- views and wishes of the learner | special | record
  language_reason text, -- why this is not language alone (R-ID-1) | special | record
  missing_reason text, -- why no teacher, main need or view is named (R-ID-6, F-ID-1, R-ID-7) | special | record
  end_reason text, -- sustained, ehc, left, withdrew, error, other (R-ID-11) | special | record
  monitor_until date, -- progress watched until | special | record
  watched_by bigint, -- who watches that progress holds (R-ID-11) | personal | record
  end_told_on date, -- when the family was told that it ends (R-ID-11) | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, decided_by) references staff (school_id, id),
  foreign key (school_id, decided_with) references staff (school_id, id),
  foreign key (school_id, watched_by) references staff (school_id, id)
);
create index sen_status_by_learner on sen_status (school_id, learner_id, starts_on);

-- table sen_watch_check owned by register
-- after support ended: a day on which somebody looks whether progress holds (R-ID-11)
create table sen_watch_check (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the check | special | record
  learner_id bigint not null, -- whose | special | record
  status_id bigint not null, -- the support that had ended | special | record
  due_on date not null, -- agreed day | personal | record
  checked_on date, -- when somebody looked; none: not yet | personal | record
  checked_by bigint, -- who looked | personal | record
  finding text, -- held, slipping, dropped (watching ended before it) | special | record
  note text, -- what was seen | special | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, status_id) references sen_status (school_id, id),
  foreign key (school_id, checked_by) references staff (school_id, id)
);
create index sen_watch_check_by_learner on sen_watch_check (school_id, learner_id, due_on);

-- table sen_correction owned by register
-- what a decision said until it was put right; what it says now stands in sen_status
create table sen_correction (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the correction | special | record
  learner_id bigint not null, -- whose | special | record
  status_id bigint not null, -- the decision put right | special | record
  corrected_on date not null, -- until when it said so | personal | record
  corrected_by bigint not null, -- who put it right | personal | record
  starts_on date not null, -- from, as it said then | special | record
  decided_on date not null, -- when it was decided, as it said then | special | record
  decided_by bigint not null, -- by whom, as it said then | personal | record
  decided_with bigint, -- with whom, as it said then | personal | record
  evidence text not null, -- what was looked at, as it said then | special | record
  outcomes_sought text not null, -- what was hoped for, as it said then | special | record
  family_view text, -- views of the parents, as it said then | special | record
  learner_view text, -- views of the learner, as it said then | special | record
  language_reason text, -- why not language alone, as it said then | special | record
  missing_reason text, -- why something is missing, as it said then | special | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, status_id) references sen_status (school_id, id),
  foreign key (school_id, corrected_by) references staff (school_id, id),
  foreign key (school_id, decided_by) references staff (school_id, id),
  foreign key (school_id, decided_with) references staff (school_id, id)
);
create index sen_correction_by_learner on sen_correction (school_id, learner_id, corrected_on);

-- table sen_evidence owned by register
-- what a decision rests on, as it stood on the day when it was ticked (R-ID-6)
create table sen_evidence (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the tick | special | record
  learner_id bigint not null, -- about whom | special | record
  status_id bigint not null, -- which decision rests on it | special | record
  kind text not null, -- concern, views, progress, report | special | record
  about bigint not null, -- which concern, round of views, measure or report | special | record
  label text not null, -- what it is, by whom and of when | special | record
  words text not null, -- what it said on that day | special | record
  chosen_on date not null, -- when it was ticked | personal | record
  chosen_by bigint not null, -- who ticked it | personal | record
  ended_on date, -- when the tick was taken back; none: it stands | personal | record
  ended_by bigint, -- who took it back | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, status_id) references sen_status (school_id, id),
  foreign key (school_id, chosen_by) references staff (school_id, id),
  foreign key (school_id, ended_by) references staff (school_id, id)
);
create index sen_evidence_by_learner on sen_evidence (school_id, learner_id);

-- table sen_need owned by register
create table sen_need (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the need | special | record
  learner_id bigint not null, -- whose | special | record
  code text not null, -- SEN type of the census | special | record
  rank integer not null, -- 1 is primary | special | record
  starts_on date not null, -- from | special | record
  ends_on date, -- until | special | record
  decided_by bigint, -- who wrote it down; none: it came with a list | personal | record
  ended_by bigint, -- who ended it | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, decided_by) references staff (school_id, id),
  foreign key (school_id, ended_by) references staff (school_id, id)
);
create index sen_need_by_learner on sen_need (school_id, learner_id, rank);

-- table sen_area owned by register
create table sen_area (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the row | special | record
  learner_id bigint not null, -- whose | special | record
  area text not null, -- communication, cognition, semh, sensory: the four broad areas (R-ID-9) | special | record
  is_primary boolean not null, -- the one to act on first | special | record
  barriers text, -- what gets in the way there, in plain words | special | record
  strengths text, -- what goes well there and helps | special | record
  starts_on date not null, -- from | special | record
  ends_on date, -- until, or until it was said in other words | special | record
  decided_by bigint not null, -- who wrote it down | personal | record
  ended_by bigint, -- who ended it | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, decided_by) references staff (school_id, id),
  foreign key (school_id, ended_by) references staff (school_id, id)
);
create index sen_area_by_learner on sen_area (school_id, learner_id, area);

-- table parent_notice owned by register
create table parent_notice (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the notice (R-P-1) | special | record
  learner_id bigint not null, -- about whom | special | record
  status_id bigint not null, -- the decision it tells of | special | record
  about text not null, -- start, ending, not_sen, withdrawn: what of it | special | record
  state text not null, -- made, sent, delivered, returned, not_told | personal | record
  made_on date not null, -- the day that the letter bears | personal | record
  told_on date, -- when they were told; none: not yet | personal | record
  settled_on date, -- when they were told, or when it was written down why they cannot be | personal | record
  method text, -- letter, email, meeting, phone_and_letter, said_at_import; none: not sent yet | personal | record
  contact_id bigint, -- the contact who was told; none: the young person, or somebody by name | personal | record
  recipients text not null, -- who was told, by name: a notice for each person | personal | record
  told_by bigint not null, -- who told them | personal | record
  note text, -- anything said | special | record
  words text not null, -- the frozen text of the letter, JSON | special | record
  words_hash bytea not null, -- its BLAKE2b | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, status_id) references sen_status (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, told_by) references staff (school_id, id)
);
create index parent_notice_by_status on parent_notice (school_id, status_id);
create index parent_notice_by_state on parent_notice (school_id, state, learner_id);
create index parent_notice_by_learner on parent_notice (school_id, learner_id);

-- table parent_notice_step owned by register
create table parent_notice_step (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the step | special | record
  learner_id bigint not null, -- about whom | special | record
  notice_id bigint not null, -- of which notice | special | record
  state text not null, -- made, sent, delivered, returned, not_told: what became of it | personal | record
  on_day date not null, -- when | personal | record
  method text, -- how, when sent or delivered | personal | record
  done_by bigint not null, -- who says so, or who made the letter | personal | record
  said_by text, -- mail, family: who says so when it is no member of staff; none: done_by | personal | record
  note text, -- what they said, or why it came back or cannot be | special | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, notice_id) references parent_notice (school_id, id),
  foreign key (school_id, done_by) references staff (school_id, id)
);
create index parent_notice_step_by_notice on parent_notice_step (school_id, notice_id, id);

-- table register_columns owned by register
-- key (school_id, staff_id): one choice a person
create table register_columns (
  school_id bigint not null references school (id), -- the school | none | account
  staff_id bigint not null, -- who looks at the register so | personal | account
  columns text not null, -- the columns chosen, by name: year-class-level | none | account
  primary key (school_id, staff_id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);

-- table register_view owned by register
create table register_view (
  school_id bigint not null references school (id), -- the school | none | account
  id bigint not null, -- the view | none | account
  staff_id bigint not null, -- who saved it | personal | account
  name text not null, -- what they call it | personal | account
  query text not null, -- filter, order and columns as in an address; never a name looked for | none | account
  shared boolean not null, -- everybody who reads the register finds it, each among their own learners | none | account
  version integer not null, -- counts changes | none | account
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create unique index register_view_by_name on register_view (school_id, staff_id, name);

-- table assessment owned by assess
create table assessment (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the assessment of a cycle | special | record
  learner_id bigint not null, -- whose | special | record
  cycle_id bigint not null, -- the cycle | special | record
  strengths text not null, -- what they do well | special | record
  barriers text not null, -- what gets in the way of learning | special | record
  progress text not null, -- progress, attainment, behaviour, beside peers | special | record
  tried text not null, -- what has been tried and how it went | special | record
  advice text not null, -- advice from services | special | record
  summary text not null, -- summary of need that the plan opens with | special | record
  learner_view text, -- the learner's own words | special | record
  learner_view_how text, -- how they were gathered | special | record
  learner_view_on date, -- when | personal | record
  parent_view text, -- the parents' own words | special | record
  parent_view_how text, -- how they were gathered, from whom | special | record
  parent_view_on date, -- when | personal | record
  no_view_reason text, -- why there are none (R-A-1) | special | record
  finished_on date, -- none while being written | personal | record
  finished_by bigint, -- who finished it | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, cycle_id) references cycle (school_id, id),
  foreign key (school_id, finished_by) references staff (school_id, id)
);
create unique index assessment_by_cycle on assessment (school_id, cycle_id);
create index assessment_by_learner on assessment (school_id, learner_id);

-- table plan owned by plan
create table plan (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the plan | special | record
  learner_id bigint not null, -- whose | special | record
  cycle_id bigint not null, -- the cycle | special | record
  edition integer not null, -- 1, then one more with each version made final | none | record
  state text not null, -- draft, final, superseded | none | record
  responsible_id bigint, -- the class or subject teacher who answers for it (R-D-1) | personal | record
  home_support text not null, -- what parents can do at home (R-P-5) | special | record
  learner_part text not null, -- what the learner will do | special | record
  class_strategies text not null, -- what every lesson does, one line each | special | record
  consulted text not null, -- how parent and learner were consulted (R-P-2) | special | record
  review_on date, -- agreed review date (R-P-2) | personal | record
  review_reason text, -- why it is further off than a term | special | record
  finalised_on date, -- when made final | personal | record
  finalised_by bigint, -- by whom | personal | record
  shared_on date, -- when the family was given it | personal | record
  shared_with text, -- to whom, by name | personal | record
  snapshot text, -- the frozen text of a final plan, JSON | special | record
  snapshot_hash bytea, -- its BLAKE2b | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, cycle_id) references cycle (school_id, id),
  foreign key (school_id, responsible_id) references staff (school_id, id),
  foreign key (school_id, finalised_by) references staff (school_id, id)
);
create unique index plan_by_cycle on plan (school_id, cycle_id, edition);
create index plan_by_learner on plan (school_id, learner_id);
create index plan_by_state on plan (school_id, cycle_id, state, finalised_on, shared_on, responsible_id, id);

-- table outcome owned by plan
create table outcome (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the outcome | special | record
  plan_id bigint not null, -- in which plan | special | record
  carried_from_id bigint, -- the same outcome in the cycle before | special | record
  position integer not null, -- order on the page | none | record
  wording text not null, -- what the learner will be able to do | special | record
  area text not null, -- one of the four broad areas | special | record
  measure text not null, -- how we will know | special | record
  baseline text not null, -- where it starts | special | record
  target text not null, -- where it should be | special | record
  due_on date, -- by when | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, plan_id) references plan (school_id, id),
  foreign key (school_id, carried_from_id) references outcome (school_id, id)
);
create index outcome_by_plan on outcome (school_id, plan_id, position);

-- table provision owned by plan
create table provision (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the provision | special | record
  plan_id bigint not null, -- in which plan | special | record
  carried_from_id bigint, -- the same provision in the cycle before | special | record
  position integer not null, -- order on the page | none | record
  title text not null, -- name of the intervention or support | special | record
  detail text not null, -- what exactly is done | special | record
  deliverer_id bigint, -- member of staff who does it | personal | record
  deliverer_other text, -- or somebody else, in words | personal | record
  place text not null, -- where | none | record
  group_size integer not null, -- learners together, 1 is alone | none | record
  minutes integer not null, -- each time | none | record
  times_a_week integer not null, -- planned | none | record
  starts_on date not null, -- from | none | record
  ends_on date not null, -- until | none | record
  evidence_note text not null, -- why this is thought to work (R-P-4) | none | record
  planned_cost integer, -- what it is planned to cost, in pence, where that was said | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, plan_id) references plan (school_id, id),
  foreign key (school_id, deliverer_id) references staff (school_id, id),
  foreign key (school_id, carried_from_id) references provision (school_id, id)
);
create index provision_by_plan on provision (school_id, plan_id, position, id);
create index provision_by_deliverer on provision (school_id, deliverer_id, ends_on);

-- table provision_outcome owned by plan
create table provision_outcome (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the link (R-P-4) | none | record
  provision_id bigint not null, -- this provision | special | record
  outcome_id bigint not null, -- works towards this outcome | special | record
  primary key (school_id, id),
  foreign key (school_id, provision_id) references provision (school_id, id),
  foreign key (school_id, outcome_id) references outcome (school_id, id)
);
create unique index provision_outcome_once on provision_outcome (school_id, provision_id, outcome_id);
create index provision_outcome_by_outcome on provision_outcome (school_id, outcome_id);

-- table provision_session owned by do
create table provision_session (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the session | special | session_log
  learner_id bigint not null, -- whose | special | session_log
  provision_id bigint not null, -- of which provision | special | session_log
  held_on date not null, -- the day | personal | session_log
  delivered boolean not null, -- it took place with the learner there | special | session_log
  missed_reason text, -- learner_absent, staff_absent, room, trip, refused, other (R-D-3) | special | session_log
  minutes integer, -- how long | none | session_log
  response text, -- well, some_help, hard: how it went | special | session_log
  note text, -- one line | special | session_log
  logged_by bigint not null, -- who wrote it | personal | session_log
  logged_at timestamptz not null, -- when it was written | personal | session_log
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, provision_id) references provision (school_id, id),
  foreign key (school_id, logged_by) references staff (school_id, id)
);
create index provision_session_by_provision on provision_session (school_id, provision_id, held_on);
create index provision_session_by_learner on provision_session (school_id, learner_id, held_on);
create index provision_session_by_day on provision_session (school_id, held_on, learner_id, delivered);

-- table review owned by review
create table review (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the review of a cycle | special | record
  learner_id bigint not null, -- whose | special | record
  cycle_id bigint not null, -- which cycle | special | record
  plan_id bigint not null, -- of which plan | special | record
  edition integer not null, -- 1, then one more with each correction | none | record
  state text not null, -- draft, final, superseded | none | record
  held_on date, -- when it was held | personal | record
  method text not null, -- meeting, phone, video, paper | personal | record
  attended text not null, -- who took part | personal | record
  learner_view text not null, -- the learner's own words | special | record
  parent_view text not null, -- the parents' own words | special | record
  no_view_reason text not null, -- why there are none | special | record
  consulted text not null, -- how the change of support was talked over (R-R-3) | special | record
  school_will text not null, -- responsibility of the school (R-M-3) | special | record
  parent_will text not null, -- of the parents | special | record
  learner_will text not null, -- of the learner | special | record
  decision text not null, -- continue, specialist, ehc_request, leave | special | record
  next_review_on date, -- date agreed for the next review | personal | record
  next_reason text not null, -- why that is further off than a term, empty when none is owed (R-P-2) | special | record
  monitor_until date, -- when support ends: progress is watched until (R-ID-11) | personal | record
  correction text not null, -- why this edition corrects the one before, empty for the first | special | record
  finalised_on date, -- when made final | personal | record
  finalised_by bigint, -- by whom | personal | record
  copy_given_on date, -- when the parents were given the record (R-R-4) | personal | record
  copy_given_to text, -- to whom, by name | personal | record
  snapshot text, -- frozen text of a final review, JSON | special | record
  snapshot_hash bytea, -- its BLAKE2b | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, cycle_id) references cycle (school_id, id),
  foreign key (school_id, plan_id) references plan (school_id, id),
  foreign key (school_id, finalised_by) references staff (school_id, id)
);
create unique index review_by_cycle on review (school_id, cycle_id, edition);
create index review_by_learner on review (school_id, learner_id);
create index review_by_day on review (school_id, held_on);

-- table review_outcome owned by review
create table review_outcome (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the judgement | special | record
  review_id bigint not null, -- in which review | special | record
  outcome_id bigint not null, -- of which outcome | special | record
  judgement text not null, -- not_met, partly_met, met, exceeded (R-R-2) | special | record
  now_at text not null, -- where it is now, on the same measure | special | record
  comment text not null, -- what was seen | special | record
  next text not null, -- keep, change, stop | special | record
  primary key (school_id, id),
  foreign key (school_id, review_id) references review (school_id, id),
  foreign key (school_id, outcome_id) references outcome (school_id, id)
);
create unique index review_outcome_once on review_outcome (school_id, review_id, outcome_id);

-- table review_provision owned by review
create table review_provision (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the judgement | special | record
  review_id bigint not null, -- in which review | special | record
  provision_id bigint not null, -- of which provision | special | record
  impact text not null, -- none, some, good (R-R-2) | special | record
  comment text not null, -- why | special | record
  decision text not null, -- continue, change, stop | special | record
  primary key (school_id, id),
  foreign key (school_id, review_id) references review (school_id, id),
  foreign key (school_id, provision_id) references provision (school_id, id)
);
create unique index review_provision_once on review_provision (school_id, review_id, provision_id);

-- table details_change owned by contact
create table details_change (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- one detail that a family asks the school to change | none | record
  contact_id bigint, -- who asks, about themselves; none: the learner | personal | record
  learner_id bigint, -- the learner who asks; none: the contact | personal | record
  field text not null, -- name, email, phone, address | none | record
  was text, -- what the school held then | personal | record
  wanted text not null, -- what it should be | personal | record
  asked_at timestamptz not null, -- when | none | record
  token_hash bytea, -- BLAKE2b of the link that was sent to a new email address | secret | session
  token_until timestamptz, -- when that link dies | none | session
  confirmed_at timestamptz, -- when somebody pressed the button behind it | personal | record
  answered_at timestamptz, -- when the office answered; none: it waits | none | record
  answered_by bigint, -- who did | personal | record
  taken boolean, -- the change was made | none | record
  reason text, -- how it was checked, or why it was not made | personal | record
  primary key (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, answered_by) references staff (school_id, id)
);
create index details_change_by_contact on details_change (school_id, contact_id);
create index details_change_by_learner on details_change (school_id, learner_id);
create index details_change_waiting on details_change (school_id, answered_at, asked_at);

-- table family_comment owned by family
create table family_comment (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- what was said | none | record
  learner_id bigint not null, -- about whom | personal | record
  contact_id bigint, -- who said it; none: the learner | personal | record
  about text not null, -- plan, review, other | none | record
  wording text not null, -- word for word, in any language | special | record
  written_at timestamptz not null, -- when | personal | record
  seen_by bigint, -- who at the school has read it | personal | record
  seen_at timestamptz, -- when | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, seen_by) references staff (school_id, id)
);
create index family_comment_by_learner on family_comment (school_id, learner_id, written_at);
