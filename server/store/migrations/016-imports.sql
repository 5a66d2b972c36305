-- An earlier survey that was brought in, and the collectors that were made for it. From here on `demo` of a response and of counts
-- is 2 for what was brought in: such counts are never added to the city's own.
create table import (
  name text primary key,
  source text not null,
  day text not null,
  digest text not null unique,
  mapping text not null,
  responses integer not null
) strict, without rowid;

create table import_collector (
  import text not null references import (name) on delete cascade,
  collector text not null references collector (code) on delete cascade,
  primary key (import, collector)
) strict, without rowid;
