-- Which providers an account manager follows, and the day of the next talk with a provider.
create table portfolio (
  person text not null references person (id) on delete cascade,
  provider text not null references provider (id),
  primary key (person, provider)
) strict, without rowid;

create table talk (
  provider text primary key references provider (id),
  day text not null
) strict, without rowid;
