-- The setting, its people, who may sign in, and what was done. Every column's comment gives its
-- meaning, its class of personal data (none, personal, special, secret) and how long it is kept
-- (setting, record, account, session, audit): docs/data-dictionary.md is made from them.

-- table school owned by school
-- key (id): the school is what every other key begins with
create table school (
  id bigint not null primary key, -- the school | none | setting
  name text not null, -- as the school writes it | none | setting
  setting_type text not null, -- school, maintained_nursery, pvi, college, special, pru, independent: decides which duties bind | none | setting
  phase text not null, -- nursery, primary, secondary, all_through, college | none | setting
  urn text, -- unique reference number that the Department for Education gives, six digits | none | setting
  la_number text, -- local authority, three digits | none | setting
  establishment_number text, -- DfE number within the authority, four digits | none | setting
  ukprn text, -- UK provider reference number, eight digits | none | setting
  low_age integer, -- lowest age of its learners, in years | none | setting
  high_age integer, -- highest age of its learners | none | setting
  address text, -- its lines, without the postcode | none | setting
  postcode text, -- in upper case, with its space | none | setting
  telephone text, -- as the setting writes it | none | setting
  head_name text, -- who leads it, as papers say it | personal | setting
  learner_word text not null, -- pupil, child, student or learner, as the setting says | none | setting
  demo boolean not null, -- a school of invented people; the pages say so | none | setting
  created_at timestamptz not null, -- when it was set up | none | setting
  version integer not null -- counts changes of its facts | none | setting
);

-- table school_term owned by school
create table school_term (
  school_id bigint not null references school (id), -- the school | none | setting
  id bigint not null, -- the term | none | setting
  academic_year integer not null, -- calendar year in which the academic year starts | none | setting
  name text not null, -- Autumn, Spring, Summer | none | setting
  starts_on date not null, -- first day for learners | none | setting
  ends_on date not null, -- last day for learners | none | setting
  half_term_starts_on date, -- first day of the half-term holiday, if it has one | none | setting
  half_term_ends_on date, -- last day of the half-term holiday | none | setting
  primary key (school_id, id)
);
create unique index school_term_by_start on school_term (school_id, starts_on);

-- table school_closure owned by school
create table school_closure (
  school_id bigint not null references school (id), -- the school | none | setting
  id bigint not null, -- the days without learners | none | setting
  name text not null, -- training day, early May bank holiday | none | setting
  starts_on date not null, -- first such day | none | setting
  ends_on date not null, -- last such day | none | setting
  primary key (school_id, id)
);
create index school_closure_by_start on school_closure (school_id, starts_on);

-- table account owned by staff
-- key (id): read before the school is known
create table account (
  id bigint not null primary key, -- the account | none | account
  email text not null, -- address to sign in with, lower case | personal | account
  password_hash text, -- Argon2id, none until the set-up code is used | secret | account
  setup_code_hash text, -- one-time code that sets the first password, hashed | secret | account
  setup_code_until timestamptz, -- when that code dies | none | account
  factor_secret bytea, -- what the authenticator app shares, none while the second factor is off | secret | account
  factor_step bigint, -- half minute of the last code that was taken, so that none is taken twice | personal | account
  factor_since timestamptz, -- when the second factor was turned on: an app, or a first passkey | personal | account
  ended_at timestamptz, -- when sign-in was taken away | personal | account
  created_at timestamptz not null, -- when it was made | none | account
  version integer not null -- counts changes | none | account
);
create unique index account_by_email on account (email);

-- table recovery_code owned by staff
-- key (account_id, code_hash): belongs to an account, which is read before the school is known
create table recovery_code (
  account_id bigint not null references account (id), -- whose | personal | account
  code_hash text not null, -- a code for when the app is lost, hashed; gone once it is used | secret | account
  primary key (account_id, code_hash)
);

-- table family_code owned by staff
-- key (school_id, account_id): one that a school gave
create table family_code (
  school_id bigint not null references school (id), -- by which school, and for which | none | account
  account_id bigint not null references account (id), -- whose | personal | account
  code_hash text not null, -- the code that came to them by another way than mail, hashed | secret | account
  made_at timestamptz not null, -- when it was made | none | account
  used_at timestamptz, -- the last sign-in with it | personal | account
  primary key (school_id, account_id)
);
create index family_code_by_account on family_code (account_id);

-- table sign_in_link owned by staff
-- key (id): asked for before the school is known
create table sign_in_link (
  id bigint not null primary key, -- the asking for a link | none | session
  email text not null, -- the address that was typed, whether anybody has it or not | personal | session
  asked_at timestamptz not null, -- when | none | session
  waiting_since timestamptz, -- until the mail job has looked whose it is; then none | none | session
  account_id bigint references account (id), -- whose, if anybody's and one was sent | personal | session
  token_hash bytea, -- BLAKE2b of the token in the mail | secret | session
  place text, -- the page that was wanted | none | session
  carried_path text, -- a form that was sent after a session had ended | none | session
  carried_body text, -- what was typed into it | special | session
  device_hash bytea -- BLAKE2b of the token of the browser that asked: only it gets the form back | secret | session
);
create index sign_in_link_by_email on sign_in_link (email, asked_at);
create index sign_in_link_by_age on sign_in_link (asked_at);
create index sign_in_link_waiting on sign_in_link (waiting_since);
create unique index sign_in_link_by_token on sign_in_link (token_hash);

-- table passkey owned by staff
-- key (id): belongs to an account, which is read before the school is known
create table passkey (
  id bigint not null primary key, -- the passkey | none | account
  account_id bigint not null references account (id), -- whose | personal | account
  credential_id bytea not null, -- how the device that holds it knows it | personal | account
  algorithm integer not null, -- COSE: -7 ES256, -8 EdDSA, -257 RS256 | none | account
  public_key bytea not null, -- what its answers are checked with | personal | account
  sign_count bigint not null, -- of its last answer, 0 for one that does not count | personal | account
  name text not null, -- what its owner calls it | personal | account
  added_at timestamptz not null, -- when it was added | personal | account
  used_at timestamptz -- its last answer | personal | account
);
create unique index passkey_by_credential on passkey (credential_id);
create index passkey_by_account on passkey (account_id, added_at);

-- table device owned by staff
-- key (id): belongs to an account, which is read before the school is known
create table device (
  id bigint not null primary key, -- the device, known to one account | none | account
  account_id bigint not null references account (id), -- who signed in there | personal | account
  token_hash bytea not null, -- BLAKE2b of the token that its browser keeps | secret | account
  words text not null, -- browser and system in a few words | personal | account
  known_at timestamptz not null, -- first sign-in there | personal | account
  used_at timestamptz not null -- last sign-in there | personal | account
);
create unique index device_by_token on device (token_hash, account_id);
create index device_by_account on device (account_id);

-- table staff owned by staff
create table staff (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the member of staff | personal | record
  account_id bigint references account (id), -- how they sign in, if they do | personal | account
  title text not null, -- Mrs, Mr, Ms, Miss, Mx, Dr or empty | personal | record
  forename text not null, -- given name | personal | record
  surname text not null, -- family name | personal | record
  display_name text not null, -- as shown to others: Mrs Vaz | personal | record
  role text not null, -- the first of their roles, as in staff/permission.c: senco, teacher and so on | personal | record
  job text, -- what they do in the school's own words | personal | record
  organisation text, -- of an outside professional: whom they work for | personal | record
  started_on date not null, -- first day of access | personal | record
  ended_on date, -- last day of access | personal | record
  version integer not null, -- counts changes | none | record
  primary key (school_id, id)
);
create index staff_by_account on staff (account_id);
create index staff_by_name on staff (school_id, surname, forename);

-- table staff_role owned by staff
create table staff_role (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- the giving of a role | none | record
  staff_id bigint not null, -- who has it | personal | record
  role text not null, -- a role beside the first, as in staff/permission.c | personal | record
  starts_on date not null, -- first day | personal | record
  ends_on date, -- last day, none for good | personal | record
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create index staff_role_by_staff on staff_role (school_id, staff_id);

-- table permission_choice owned by staff
create table permission_choice (
  school_id bigint not null references school (id), -- the school | none | setting
  id bigint not null, -- the choice, in order: the last about a role and a permission holds | none | setting
  permission text not null, -- what may be done: a code of staff/permission.c | none | setting
  role text not null, -- by whom: a code of staff/permission.c | none | setting
  reach text not null, -- none, own, all, or standard for the default | none | setting
  reason text not null, -- why, in the head's words | none | setting
  until date, -- last day, none until another choice | none | setting
  chosen_by bigint not null, -- who chose | personal | setting
  chosen_at timestamptz not null, -- when | personal | setting
  primary key (school_id, id),
  foreign key (school_id, chosen_by) references staff (school_id, id)
);

-- table sign_on owned by staff
-- key (school_id): a school has one provider
create table sign_on (
  school_id bigint not null primary key references school (id), -- whose staff sign in with it | none | setting
  kind text not null, -- microsoft, google or other: what its tokens must say besides | none | setting
  name text not null, -- of the provider, as the button says it | none | setting
  issuer text not null, -- the provider's address, as it writes it in tokens | none | setting
  client_id text not null, -- what the provider knows us by | none | setting
  client_secret text not null, -- what we prove that with | secret | setting
  domain text not null, -- of the school's addresses, empty for any | none | setting
  active boolean not null, -- offered on the page of signing in; a headteacher turned it on | none | setting
  passwords boolean not null, -- whether staff may sign in with a password too | none | setting
  factor_counts boolean not null, -- whether a second step that the provider says it asked for is enough | none | setting
  changed_by bigint not null, -- who changed it last | personal | setting
  changed_at timestamptz not null, -- when | none | setting
  version integer not null, -- counts changes | none | setting
  foreign key (school_id, changed_by) references staff (school_id, id)
);

-- table sign_on_offer owned by staff, across schools: on the page of signing in, before the school is known
-- key (id): read before the school is known; what is secret of a provider stays in sign_on
create table sign_on_offer (
  id bigint not null primary key, -- an active provider | none | setting
  school_id bigint not null references school (id), -- whose staff sign in with it | none | setting
  name text not null -- of the provider, as the button says it | none | setting
);
create unique index sign_on_offer_by_school on sign_on_offer (school_id);

-- table sign_on_binding owned by staff
create table sign_on_binding (
  school_id bigint not null references school (id), -- whose provider | none | account
  id bigint not null, -- one account of a provider that is somebody's here | none | account
  account_id bigint not null references account (id), -- whose | personal | account
  issuer text not null, -- the provider | none | account
  subject text not null, -- what the provider calls that account for ever | personal | account
  address text not null, -- what its owner calls it, to be shown | personal | account
  bound_at timestamptz not null, -- first sign-in with it | personal | account
  used_at timestamptz not null, -- last sign-in with it | personal | account
  primary key (school_id, id)
);
create unique index sign_on_binding_by_subject on sign_on_binding (school_id, issuer, subject);
create unique index sign_on_binding_by_account on sign_on_binding (school_id, account_id, issuer);

-- table sign_on_form owned by staff
-- key (token_hash): kept before the school is known
create table sign_on_form (
  token_hash bytea not null primary key, -- BLAKE2b of what the browser keeps while it is at the provider | secret | session
  carried_path text not null, -- a form that was sent after a session had ended | none | session
  carried_body text not null, -- what was typed into it | special | session
  made_at timestamptz not null -- when | none | session
);
create index sign_on_form_by_age on sign_on_form (made_at);

-- table factor_loss owned by staff
create table factor_loss (
  school_id bigint not null references school (id), -- the school | none | record
  id bigint not null, -- one second factor that was lost, and ended by somebody else | none | record
  staff_id bigint not null, -- whose | personal | record
  ended_by bigint not null, -- who ended it | personal | record
  ended_at timestamptz not null, -- when | personal | record
  reason text not null, -- what happened, and how they knew who asked | personal | record
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, ended_by) references staff (school_id, id)
);

-- table session owned by staff, across schools: found by its token, before the school is known
-- key (token_hash): read before the school is known
create table session (
  token_hash bytea not null primary key, -- BLAKE2b of the cookie's token | secret | session
  id bigint not null, -- the session, as its owner names it to end it | none | session
  account_id bigint not null references account (id), -- who signed in | personal | session
  school_id bigint not null references school (id), -- for which school | none | session
  staff_id bigint, -- as which member of staff; exactly one of this and the next two is set | personal | session
  contact_id bigint, -- as which contact of a learner | personal | session
  learner_id bigint, -- as which learner, for their own record | personal | session
  of_staff boolean not null, -- began with a member of staff's sign-in; one that began with a family's link never becomes a member of staff's | none | session
  by_provider boolean not null, -- began at the school's own provider, which opens that school alone | none | session
  form_key bytea not null, -- key of this session's form tokens | secret | session
  started_at timestamptz not null, -- when it began | personal | session
  used_at timestamptz not null, -- last request, to the minute | personal | session
  ends_at timestamptz not null, -- absolute end | none | session
  confirmed_at timestamptz, -- when the second factor was given, or none was owed; until then only that page opens | personal | session
  challenge bytea not null, -- what a passkey is asked to sign next; another one after each answer | secret | session
  offered_secret bytea, -- for an authenticator app that is being set up | secret | session
  carried_path text, -- a form that was sent after an earlier session ended, kept until the second factor is given | none | session
  carried_body text, -- what was typed into it | special | session
  device text not null, -- browser and system in a few words | personal | session
  search text, -- what this person last looked for by name, so that no name stands in an address | personal | session
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create index session_by_account on session (account_id);

-- table program_secret owned by staff
-- key (name): the program's own, not a school's
create table program_secret (
  name text not null primary key, -- what it is for | none | setting
  value bytea not null -- random bytes made at the first start | secret | setting
);

-- table stranger_try owned by staff
-- key (day): who signs in under a name that nobody has is of no school
create table stranger_try (
  day date not null primary key, -- in London | none | setting
  tries bigint not null -- how many sign-ins were refused to names that nobody has | none | setting
);

-- table outbox owned by staff
create table outbox (
  school_id bigint not null references school (id), -- the school | none | session
  id bigint not null, -- the mail | none | session
  account_id bigint not null references account (id), -- to whom: the account's address when it is sent | personal | session
  purpose text not null, -- sign_in_link, address_asked, address_confirm, views_asked, views_late, notice, sign_in_given, glass_broken: what it is for; the text is made when it is sent | none | session
  link_id bigint not null, -- the asking for a link that it answers, the asked change of an address, the round of views, the letter to the family, or the account | none | session
  made_at timestamptz not null, -- when it was asked for | personal | session
  due_at timestamptz, -- when it is tried next; none once it is sent or given up | none | session
  tries integer not null, -- how often it was tried | none | session
  sent_at timestamptz, -- when the mail server took it | personal | session
  fault text, -- why the last try failed, for the office | none | session
  shown text, -- where nothing can be sent: the text as it would have gone, in a real school without its link | secret | session
  primary key (school_id, id)
);
create index outbox_by_due on outbox (school_id, due_at);

-- table audit_list owned by staff, append-only
-- key (school_id, hash): the learners of a list are kept once, however often it is shown
create table audit_list (
  school_id bigint not null references school (id), -- the school | none | audit
  hash bytea not null, -- BLAKE2b of the learners | none | audit
  learners text not null, -- whom one page showed: their ids in order, a comma before, between and after them | personal | audit
  learner_count integer not null, -- how many they are | none | audit
  primary key (school_id, hash)
);

-- table audit owned by staff, clustered, append-only
create table audit (
  school_id bigint not null references school (id), -- the school | none | audit
  id bigint not null, -- the entry, in order | none | audit
  happened_at timestamptz not null, -- when | personal | audit
  staff_id bigint, -- which member of staff; none for a family and for the program itself | personal | audit
  contact_id bigint, -- which contact of a learner; as a learner, it is the learner of the entry | personal | audit
  role text not null, -- as what | personal | audit
  action text not null, -- method and route, with the ids of what it was about, or a job's name; never content | none | audit
  learner_id bigint, -- whose record | personal | audit
  list_hash bytea, -- whom else the page showed, when it was a list | none | audit
  outcome text not null, -- done, emergency (read in one), returned (a form shown again, nothing changed) or refused | none | audit
  reference text not null, -- the request, as in the log | none | audit
  previous_hash bytea not null, -- hash of the entry before, zeros for the first | none | audit
  hash bytea not null, -- BLAKE2b of this entry with the previous hash | none | audit
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, list_hash) references audit_list (school_id, hash)
);
create index audit_by_list on audit (school_id, list_hash) where list_hash is not null;
create index audit_by_learner on audit (school_id, learner_id, staff_id, happened_at, outcome);

-- table audit_head owned by staff
-- key (school_id): one row a school, the end of its chain
create table audit_head (
  school_id bigint not null primary key references school (id), -- the school | none | audit
  entry_id bigint not null, -- last entry, 0 when there is none | none | audit
  hash bytea not null -- its hash, zeros when there is none | none | audit
);

-- table saved_request owned by web
create table saved_request (
  school_id bigint not null references school (id), -- the school | none | session
  id bigint not null, -- the saved answer | none | session
  request_key text not null, -- the form's own key, so that a repeat is not done twice | none | session
  content_hash bytea not null, -- of what was sent, keyed with the session's token: the same key with other words is no repeat | none | session
  sender_id bigint not null, -- who sent it: a member of staff, a contact or a learner | personal | session
  answered_at timestamptz not null, -- when it was done | none | session
  location text not null, -- where the answer led | none | session
  primary key (school_id, id)
);
create unique index saved_request_by_key on saved_request (school_id, sender_id, request_key);
