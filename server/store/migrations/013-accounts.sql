-- Links with which somebody chooses a password, kept as a hash; a second step beside the password, and codes for who lost it.
create table account_link (
  person text primary key references person (id) on delete cascade,
  token_hash text not null unique,
  expires integer not null
) strict, without rowid;

create table second_step (
  person text primary key references person (id) on delete cascade,
  sealed_secret text not null,
  last_step integer not null
) strict, without rowid;

create table recovery_code (
  person text not null references second_step (person) on delete cascade,
  code_hash text not null,
  primary key (person, code_hash)
) strict, without rowid;
