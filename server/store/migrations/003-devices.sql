-- A response may say which helper was there (a pseudonym), who answered for somebody, and that it came in a burst; these
-- are kept with it and counted nowhere.
alter table response add column helper text not null default '';
alter table response add column relation text not null default '';
alter table response add column burst integer not null default 0;

create index response_of_burst on response (collector) where burst = 1;

-- Which device signed the batch that a refused envelope came in, so that it can be tried again.
alter table refused add column device text not null default '';

-- A kiosk or a tablet: what its heartbeat says of itself, and nothing of people. `heard` is an hour and nothing finer,
-- since a heartbeat may follow an answer at once.
create table device (
  id text primary key,
  public_key text not null,
  kind text not null,
  state text not null,
  code text unique,
  code_until integer not null,
  name text unique,
  helper text not null,
  version text not null,
  paired text,
  heard text not null,
  beat integer not null,
  last integer not null,
  unsent integer not null,
  waiting text not null,
  quarantined integer not null,
  quarantine text not null,
  last_answer text,
  faults text not null,
  lost text,
  replaced_by text
) strict, without rowid;

-- Which collectors a device is or was bound to; a collector that stands here takes answers from its devices only.
create table device_collector (
  device text not null references device (id) on delete cascade,
  collector text not null references collector (code) on delete cascade,
  current integer not null,
  primary key (device, collector)
) strict, without rowid;

create index device_of_collector on device_collector (collector);

-- Which numbers of a device have arrived, as ranges that do not touch: no row of an answer, no order, no time.
create table device_arrived (
  device text not null references device (id) on delete cascade,
  first integer not null,
  last integer not null,
  primary key (device, first)
) strict, without rowid;
