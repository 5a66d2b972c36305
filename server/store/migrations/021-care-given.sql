-- Which care types a provider gives, from when to when, and under which contract.
create table care_given (
  provider text not null references provider (id),
  care_type text not null,
  valid_from text,
  valid_until text,
  contract_from text,
  contract_until text,
  contract_note text not null,
  primary key (provider, care_type)
) strict, without rowid;

-- A database from before knows it by its collectors only.
insert into care_given (provider, care_type, contract_note)
select distinct provider, care_type, '' from collector
where demo = 0 and channel <> 'import' and provider in (select id from provider);
