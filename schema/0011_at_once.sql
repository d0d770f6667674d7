-- Access that is ended at once: the day on which it was stays the last day, and the moment is kept.

alter table staff add column ended_at timestamptz; -- when access was ended at once, on the last day; none: that day was whole | personal | record
alter table staff_role add column ended_at timestamptz; -- when it was ended at once, on the last day; none: that day is whole | personal | record
alter table learner_professional add column ended_at timestamptz; -- when the sharing was ended at once, on the last day; none: that day is whole | personal | record
alter table class_staff add column ended_at timestamptz; -- when it was ended at once, on the last day; none: that day is whole | personal | record
