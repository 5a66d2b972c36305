-- Passkeys (WebAuthn): the public half of a key that stays on somebody's own device, which signs in with it. `handle` is by
-- which that device names the account; `counter` is what the device last counted, 0 where it does not count.
create table passkey (
  id text primary key,
  person text not null references person (id) on delete cascade,
  credential text not null unique,
  handle text not null,
  name text not null,
  public_key blob not null,
  counter integer not null,
  made text not null,
  used text
) strict, without rowid;

create index passkey_person on passkey (person);
