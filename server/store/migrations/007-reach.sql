-- How many clients a provider says it had for a care type in a quarter (`2026-Q3`).
create table reach (
  provider text not null,
  care_type text not null,
  quarter text not null,
  clients integer not null check (clients > 0),
  primary key (provider, care_type, quarter)
) strict, without rowid;

-- Months whose figures are not to be relied on, and why, in Dutch. '' is: every survey, provider or care type.
create table unreliable (
  survey text not null,
  provider text not null,
  care_type text not null,
  first_month text not null,
  last_month text not null,
  reason text not null,
  primary key (survey, provider, care_type, first_month, last_month)
) strict, without rowid;
