-- What somebody types in a form about a learner, before they save it.

-- table kept_text owned by web
create table kept_text (
  school_id bigint not null references school (id), -- the school | none | session
  id bigint not null, -- what is kept | none | session
  learner_id bigint not null, -- about whom | personal | session
  staff_id bigint not null, -- who typed it, and alone sees it | personal | session
  form text not null, -- in which form: plan | none | session
  typed text not null, -- the fields as the browser sent them, unread; empty once they are saved or given up | special | session
  typed_at timestamptz not null, -- when it was typed last; thirty days later it is taken out | personal | session
  told_at timestamptz not null, -- when the trail was last told of it: once an hour | none | session
  primary key (school_id, id),
  foreign key (school_id, learner_id) references learner (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create unique index kept_text_by_writer on kept_text (school_id, staff_id, learner_id, form);
create index kept_text_by_learner on kept_text (school_id, learner_id);
create index kept_text_by_day on kept_text (school_id, typed_at);
