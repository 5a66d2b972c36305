-- No column holds a name, an address, a user agent or an exact time of a respondent, and no table keeps the order in
-- which answers came: every key is random or says what is counted.

create table meta (
  name text primary key,
  value text not null
) strict, without rowid;

create table survey (
  id text not null,
  version integer not null,
  hash text not null,
  published text not null,
  superseded text,
  body text not null,
  primary key (id, version)
) strict, without rowid;

create table provider (
  id text primary key,
  name text not null,
  valid_from text,
  valid_until text,
  succeeded_by text
) strict, without rowid;

create table location (
  id text primary key,
  provider text not null,
  name text not null,
  areas text not null,
  valid_from text,
  valid_until text,
  succeeded_by text
) strict, without rowid;

create table collector (
  code text primary key,
  provider text not null,
  care_type text not null,
  location text not null,
  channel text not null,
  access text not null,
  surveys text not null,
  closed integer not null,
  demo integer not null
) strict, without rowid;

-- What the collector was when the answer came is kept with it: a recount gives the same tallies for ever.
create table response (
  id text primary key,
  hash text not null,
  collector text not null references collector (code),
  survey text not null,
  version integer not null,
  month text not null,
  language text not null,
  phase text not null,
  answered_by text not null,
  provider text not null,
  care_type text not null,
  location text not null,
  channel text not null,
  access text not null,
  demo integer not null,
  answers text not null,
  foreign key (survey, version) references survey (id, version)
) strict, without rowid;

create index response_of_collector on response (collector);

-- HMAC of the id of a response that was withdrawn.
create table tombstone (
  mark blob primary key
) strict, without rowid;

create table refused (
  id text not null,
  hash text not null,
  kid text not null,
  sealed text not null,
  reason text not null,
  month text not null,
  collector text not null,
  primary key (id, hash)
) strict, without rowid;

-- What is counted now. The first four columns of the key, with demo, are the group that a release takes in.
create table tally (
  survey text not null,
  provider text not null,
  care_type text not null,
  month text not null,
  question text not null,
  value text not null,
  version integer not null,
  location text not null,
  channel text not null,
  access text not null,
  phase text not null,
  answered_by text not null,
  demo integer not null,
  count integer not null,
  primary key (
    survey, provider, care_type, month, question, value,
    version, location, channel, access, phase, answered_by, demo
  )
) strict, without rowid;

create index tally_of_responses on tally (survey, provider, care_type, month, demo)
where question = '';

-- What the last release of each group shows, added up by each of the cuts of which a query takes one at most; `cell` is
-- the value of that cut. The cut '' is none: there the only cell is ''.
create table released (
  cut text not null,
  survey text not null,
  provider text not null,
  care_type text not null,
  month text not null,
  question text not null,
  value text not null,
  version integer not null,
  cell text not null,
  demo integer not null,
  count integer not null check (count > 0),
  primary key (cut, survey, provider, care_type, month, question, value, version, cell, demo)
) strict, without rowid;

create index released_of_responses on released (provider, survey, care_type, month, demo, count)
where cut = '' and question = '';

create table person (
  id text primary key,
  login text not null unique,
  password_hash text not null,
  role text not null,
  provider text,
  disabled integer not null
) strict, without rowid;

create table session (
  token_hash text primary key,
  person text not null references person (id),
  created integer not null,
  last_seen integer not null
) strict, without rowid;

create table token (
  token_hash text primary key,
  role text not null,
  provider text,
  name text not null
) strict, without rowid;
