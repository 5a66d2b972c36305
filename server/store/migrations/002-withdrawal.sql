-- By which withdrawal code a response can still be taken back: HMAC, with the data folder's secret, of the SHA-256 of the
-- code. From the first day of the month `until` on the row is erased, and nothing links the two any more. A month and
-- nothing finer: it tells no more of the moment of answering than the response itself does.
create table withdrawable (
  mark blob not null,
  response text not null references response (id) on delete cascade,
  until text not null,
  primary key (mark, response)
) strict, without rowid;

create index withdrawable_of_response on withdrawable (response);
