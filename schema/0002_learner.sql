-- The record that every stage works on: learner, class, contact, cycle.

-- table class owned by learner
create table class (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the class | none | record
  name text not null, -- 4H | none | record
  is_group boolean not null, -- a teaching group: learners of several classes, for some lessons | none | record
  sort_name text not null, -- in year order: R, 1 ... 14 | none | record
  national_year text, -- R, 1 to 14, E1, E2, N1, N2, X; none when mixed | none | record
  primary key (school_id, id)
);
create unique index class_by_name on class (school_id, is_group, name);

-- table class_staff owned by learner
create table class_staff (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the link | none | record
  class_id bigint not null, -- the class | none | record
  staff_id bigint not null, -- who teaches or supports it | personal | record
  part text not null, -- teacher, assistant, or cover: who sees only how to help the class | personal | record
  starts_on date not null, -- first day | personal | record
  ends_on date, -- last day | personal | record
  primary key (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create index class_staff_by_class on class_staff (school_id, class_id);
create index class_staff_by_staff on class_staff (school_id, staff_id, class_id);

-- table school_level owned by learner
-- what the school changed of the levels that Fourfold ships (learner/level.c), and those of its own
create table school_level (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the level | none | record
  code text not null, -- universal, monitoring, sen_support, ehc, one of the proposed reform, or own_ and a number | none | record
  name text not null, -- as the school says it | none | record
  position integer not null, -- its place from least to most support | none | record
  works_like text not null, -- universal, monitoring, sen_support, ehc: what rules and duties go by | none | record
  census_code text not null, -- N, K or E | none | record
  valid_from date, -- may be decided from that day; none: always | none | record
  valid_until date, -- and until that day; none: no end | none | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id)
);
create unique index school_level_by_code on school_level (school_id, code);

-- table school_level_pack owned by learner
-- key (school_id, pack): one of each
create table school_level_pack (
  school_id bigint not null references school (id), -- the school | none | record
  pack text not null, -- proposed: levels and areas of the proposed reform, which is not law | none | record
  starts_on date not null, -- tried from that day | none | record
  ends_on date, -- until that day; none: still | none | record
  primary key (school_id, pack)
);

-- table learner owned by learner
create table learner (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the learner | personal | record
  upn text, -- unique pupil number | personal | record
  former_upn text, -- one held before | personal | record
  admission_number text, -- the school's own number | personal | record
  surname text not null, -- legal family name | personal | record
  forename text not null, -- legal given names | personal | record
  preferred_name text, -- given name they go by, when another | personal | record
  known_name text not null, -- preferred or legal given name and family name, as shown | personal | record
  sort_name text not null, -- family name, given name, then the legal given name if another; folded by the program | personal | record
  born_on date not null, -- date of birth | personal | record
  sex text not null, -- M or F, as in the census; empty: not known | personal | record
  national_year text not null, -- national curriculum year actually taught in | personal | record
  year_order integer not null, -- that year as a number for sorting: R is 0 | none | record
  class_id bigint, -- registration class | personal | record
  first_language text, -- census code | special | record
  english_additional boolean, -- a language other than English; none when unknown | special | record
  pupil_premium boolean not null, -- draws pupil premium | personal | record
  looked_after boolean not null, -- in care of a local authority | special | record
  entered_on date, -- first day at this setting | personal | record
  left_on date, -- last day at this setting | personal | record
  closed_as text, -- died, merged (into another record), sealed (after adoption); none: the record is live | special | record
  died_on date, -- the day of death | special | record
  merged_into bigint, -- the record of the same child that goes on, of one that was merged | personal | record
  likes_about_me text, -- what people like about me, one line each, in own words | personal | record
  matters_to_me text, -- what matters to me, likewise | personal | record
  how_to_help_me text, -- how best to help me, likewise | special | record
  own_words_on date, -- when those three were last gone through | personal | record
  level text not null, -- the level now: universal, monitoring, sen_support, ehc; kept in step with sen_status | special | record
  school_level text, -- the level as the school divides it: a code of school_level; none: the level itself | special | record
  census_code text not null, -- N, K or E, from the level | special | record
  level_since date, -- since when | special | record
  primary_need text, -- need of rank 1, kept in step with sen_need | special | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, merged_into) references learner (school_id, id)
);
create unique index learner_by_upn on learner (school_id, upn);
create index learner_by_birth on learner (school_id, born_on);
create index learner_by_merge on learner (school_id, merged_into);
create index learner_by_name on learner (school_id, sort_name, id);
create index learner_by_level on learner (school_id, level, sort_name, id);
create index learner_by_class on learner (school_id, class_id, sort_name);

-- table learner_sign_in owned by staff
-- key (school_id, learner_id): a learner has one way in
create table learner_sign_in (
  school_id bigint not null references school (id), -- the school | none | account
  learner_id bigint not null, -- the learner who may read their own record | personal | account
  account_id bigint not null references account (id), -- how they sign in | personal | account
  let_in_on date not null, -- since when | personal | account
  let_in_by bigint not null, -- who let them in | personal | account
  ended_on date, -- when that was taken back | personal | account
  primary key (school_id, learner_id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, let_in_by) references staff (school_id, id)
);
create index learner_sign_in_by_account on learner_sign_in (account_id);

-- table break_glass owned by staff
create table break_glass (
  school_id bigint not null references school (id), -- the school | none | audit
  id bigint not null, -- the opening of one record in an emergency | none | audit
  staff_id bigint not null, -- who opened it | personal | audit
  learner_id bigint not null, -- whose record | personal | audit
  role text not null, -- as what | personal | audit
  reason text not null, -- why, in their words | special | audit
  opened_on date not null, -- the day on which it holds | personal | audit
  opened_at timestamptz not null, -- when | personal | audit
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id)
);
create index break_glass_by_learner on break_glass (school_id, learner_id, opened_on);

-- table break_glass_seen owned by staff
-- key (school_id, break_glass_id, staff_id): each looks at it once
create table break_glass_seen (
  school_id bigint not null references school (id), -- the school | none | audit
  break_glass_id bigint not null, -- the opening | none | audit
  staff_id bigint not null, -- who has looked at it: the SENCO, the head | personal | audit
  seen_at timestamptz not null, -- when | personal | audit
  primary key (school_id, break_glass_id, staff_id),
  foreign key (school_id, break_glass_id) references break_glass (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);

-- table access_given owned by staff
create table access_given (
  school_id bigint not null references school (id), -- the school | none | audit
  id bigint not null, -- that somebody was given access | none | audit
  staff_id bigint not null, -- to whom | personal | audit
  given_by bigint not null, -- who gave it | personal | audit
  what text not null, -- person, role or class | none | audit
  role text not null, -- as what, or as what else | personal | audit
  class_id bigint, -- to which class or group, with class | none | audit
  starts_on date not null, -- first day | personal | audit
  ends_on date, -- last day; none: for good | personal | audit
  given_at timestamptz not null, -- when | personal | audit
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, given_by) references staff (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id)
);

-- table access_given_seen owned by staff
-- key (school_id, access_given_id, staff_id): each looks at it once
create table access_given_seen (
  school_id bigint not null references school (id), -- the school | none | audit
  access_given_id bigint not null, -- what was given | none | audit
  staff_id bigint not null, -- who has looked at it: the head, the SENCO | personal | audit
  seen_at timestamptz not null, -- when | personal | audit
  primary key (school_id, access_given_id, staff_id),
  foreign key (school_id, access_given_id) references access_given (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);

-- table class_learner owned by learner
create table class_learner (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the place in the group | none | record
  class_id bigint not null, -- the teaching group | none | record
  learner_id bigint not null, -- who is in it | personal | record
  starts_on date not null, -- first day | personal | record
  ends_on date, -- last day | personal | record
  left_with date, -- the last day at the setting that ended it; none: it was ended for itself, or is not | personal | record
  planned_end date, -- what stood as its last day before that | personal | record
  primary key (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id)
);
create index class_learner_by_class on class_learner (school_id, class_id, learner_id);
create index class_learner_by_learner on class_learner (school_id, learner_id, class_id);

-- table contact owned by learner
create table contact (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- a person of the school's address book | personal | record
  account_id bigint references account (id), -- how they sign in, if they do | personal | account
  name text not null, -- as addressed: Mrs Ewa Nowak | personal | record
  sort_name text not null, -- family name, then the rest, folded by the program | personal | record
  email text, -- where to write by email | personal | record
  phone text, -- where to ring | personal | record
  address text, -- where to write by letter, in lines | personal | record
  language text, -- preferred language, in words | special | record
  interpreter boolean not null, -- needs one in a meeting | special | record
  format text not null, -- standard, large_print, easy_read, audio, bsl | special | record
  channel text not null, -- how they like to be reached: email, letter, phone, text, in_person | personal | record
  best_times text, -- when they are best reached, in words | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id)
);
create index contact_by_name on contact (school_id, sort_name, id);
create index contact_by_account on contact (account_id);

-- table learner_contact owned by learner
create table learner_contact (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the link | none | record
  learner_id bigint not null, -- whose contact | personal | record
  contact_id bigint not null, -- who it is | personal | record
  relationship text not null, -- mother, father, parent, step_parent, foster_carer, grandparent, guardian, social_worker, carer, sibling, other | personal | record
  parental_responsibility boolean, -- none when not known | personal | record
  lives_with boolean not null, -- the learner lives with them and they look after them | personal | record
  correspondence boolean not null, -- may be written to | personal | record
  receives_documents boolean not null, -- is sent papers about SEN | personal | record
  receives_reports boolean not null, -- is sent the school's reports | personal | record
  may_collect boolean not null, -- may fetch the learner from school | personal | record
  priority integer not null, -- 1 is asked first | personal | record
  starts_on date not null, -- first day | personal | record
  ends_on date, -- last day | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id)
);
create unique index learner_contact_by_priority on learner_contact (school_id, learner_id, priority) where ends_on is null;
create index learner_contact_by_learner on learner_contact (school_id, learner_id);
create unique index learner_contact_by_contact on learner_contact (school_id, contact_id, learner_id, starts_on);

-- table court_order owned by learner
create table court_order (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the order | none | record
  learner_id bigint not null, -- about whom | personal | record
  kind text not null, -- child_arrangements, prohibited_steps, specific_issue, non_molestation, care, supervision, special_guardianship | special | record
  court text, -- which court made it | special | record
  reference text, -- its case number | special | record
  made_on date not null, -- the day it was made | special | record
  expires_on date, -- last day it binds, if it says one | special | record
  seen_by bigint not null, -- the member of staff who saw the order itself | personal | record
  seen_on date not null, -- when | personal | record
  ended_on date, -- discharged or replaced on | special | record
  end_evidence text, -- what was seen of that: the court's own paper | special | record
  end_seen_by bigint, -- the member of staff who saw it | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, seen_by) references staff (school_id, id),
  foreign key (school_id, end_seen_by) references staff (school_id, id)
);
create index court_order_by_learner on court_order (school_id, learner_id, made_on);

-- table court_order_contact owned by learner
-- key (school_id, order_id, contact_id): an order says one thing of one person
create table court_order_contact (
  school_id bigint not null references school (id), -- the school | none | record
  order_id bigint not null, -- the order | special | record
  contact_id bigint not null, -- whom it restricts | special | record
  no_information boolean not null, -- must not receive information about the learner | special | record
  no_collection boolean not null, -- must not fetch the learner | special | record
  address_confidential boolean not null, -- must not learn where the learner, or another contact, lives | special | record
  third_party_only boolean not null, -- contact goes through somebody else only | special | record
  primary key (school_id, order_id, contact_id),
  foreign key (school_id, order_id) references court_order (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id)
);
create index court_order_contact_by_contact on court_order_contact (school_id, contact_id);

-- table contact_suspension owned by learner
create table contact_suspension (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the suspension | none | record
  learner_id bigint not null, -- about whom nothing is sent | personal | record
  contact_id bigint not null, -- to whom | personal | record
  reason text not null, -- what is being checked, in the head's words | special | record
  suspended_by bigint not null, -- who suspended it | personal | record
  starts_on date not null, -- first day | personal | record
  ends_on date not null, -- last day; an earlier one lifts it | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, suspended_by) references staff (school_id, id)
);
create index contact_suspension_by_learner on contact_suspension (school_id, learner_id, contact_id);

-- table sharing_preference owned by learner
create table sharing_preference (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the answer | none | record
  learner_id bigint not null, -- the young person who was asked | personal | record
  contact_id bigint, -- about this contact; none: about all of them | personal | record
  asked_on date not null, -- when | personal | record
  how text not null, -- in_person, phone, writing, advocate | personal | record
  involvement text not null, -- yes, limited, no: may the school go on telling them? | special | record
  what text, -- what may be shared when limited, in the young person's words | special | record
  noted_by bigint not null, -- who asked | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id),
  foreign key (school_id, noted_by) references staff (school_id, id)
);
create index sharing_preference_by_learner on sharing_preference (school_id, learner_id, asked_on);

-- table capacity_note owned by learner
create table capacity_note (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the note | none | record
  learner_id bigint not null, -- the young person | personal | record
  decision text not null, -- the one decision it is about: sharing, assessment_request, provision, other | special | record
  decision_words text, -- that decision in words, when it is another | special | record
  has_capacity boolean not null, -- whether they can take it themselves | special | record
  contact_id bigint, -- who takes it with or for them: a deputy, an attorney or the parent | personal | record
  reasons text not null, -- why, in the words of whoever assessed it | special | record
  assessed_by text not null, -- by whom | personal | record
  assessed_on date not null, -- when | personal | record
  ended_on date, -- when it was lifted, or another took its place | personal | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, contact_id) references contact (school_id, id)
);
create index capacity_note_by_learner on capacity_note (school_id, learner_id, assessed_on);

-- table cycle owned by learner
create table cycle (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the cycle | personal | record
  learner_id bigint not null, -- whose | personal | record
  number integer not null, -- 1, 2, 3 for this learner | personal | record
  previous_cycle_id bigint, -- the cycle it grew out of | personal | record
  state text not null, -- assessing, planning, doing, reviewing, closed, ended: the state table is learner/cycle.c | special | record
  opened_on date not null, -- when assessing began | personal | record
  assessed_on date, -- when the assessment was finished | personal | record
  planned_on date, -- when the plan was made final | personal | record
  review_on date, -- the agreed review date, from the plan | personal | record
  reviewed_on date, -- when the review was held | personal | record
  closed_on date, -- when it was closed or ended | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, previous_cycle_id) references cycle (school_id, id)
);
create unique index cycle_by_learner on cycle (school_id, learner_id, number);
create index cycle_by_state on cycle (school_id, state, review_on, learner_id);
