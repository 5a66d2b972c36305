-- What was done with answers, in one sentence with a picture. Provider '' is: of the whole city. `day` is the day of publication, ''
-- for a draft.
create table feedback (
  id text primary key,
  provider text not null,
  text text not null,
  picture text not null,
  day text not null,
  state text not null check (state in ('draft', 'published', 'taken-back'))
) strict, without rowid;

create index feedback_shown on feedback (provider, day desc) where state = 'published';
