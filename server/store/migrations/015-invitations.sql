-- A link that one person may answer by, once: HMAC of its secret, with the data folder's secret. The same transaction that
-- stores the answer sets `used`, and nothing else: no answer, no moment, and the key says nothing of the order. `batch`
-- names the letters that were made together.
create table invitation (
  mark blob primary key,
  collector text not null references collector (code) on delete cascade,
  batch text not null,
  used integer not null check (used in (0, 1))
) strict, without rowid;

create index invitation_of_batch on invitation (collector, batch, used);
