-- What is released is kept by the release that took it in (month and number), so that nothing shown before ever changes.
-- A count may be negative: what was withdrawn since. All that was released until now came in one batch.
create table released_by_batch (
  cut text not null,
  survey text not null,
  provider text not null,
  care_type text not null,
  month text not null,
  batch text not null,
  question text not null,
  value text not null,
  version integer not null,
  cell text not null,
  demo integer not null,
  count integer not null check (count <> 0),
  primary key (cut, survey, provider, care_type, month, batch, question, value, version, cell, demo)
) strict, without rowid;

insert into released_by_batch
select cut, survey, provider, care_type, month,
  (select substr(value, 1, 7) from meta where name = 'released') || '#000000',
  question, value, version, cell, demo, count
from released;

drop table released;
alter table released_by_batch rename to released;

create index released_of_responses on released (provider, survey, care_type, month, demo, count)
where cut = '' and question = '';
