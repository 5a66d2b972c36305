-- What the provider and the municipality each make of the figures of a report (duiding), in words of people who work
-- there. It stands apart from what clients answered, and nothing counts it.
create table interpretation (
  survey text not null,
  provider text not null,
  care_type text not null,
  quarter text not null,
  side text not null check (side in ('provider', 'municipality')),
  role text not null,
  day text not null,
  sight text not null,
  meaning text not null,
  striking text not null,
  action text not null,
  primary key (survey, provider, care_type, quarter, side)
) strict, without rowid;

-- Overviews of a year as they were on the day that they were made: the published figures as JSON, and the file itself.
create table snapshot (
  id text primary key,
  kind text not null check (kind in ('year', 'council')),
  year text not null,
  day text not null,
  figures text not null,
  file blob not null
) strict, without rowid;

create trigger snapshot_stays before update on snapshot begin
  select raise(abort, 'a snapshot never changes');
end;
