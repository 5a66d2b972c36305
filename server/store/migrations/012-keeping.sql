-- Whether the response still holds what somebody typed.
alter table response add column words integer not null default 0;

update response set words = 1
where exists (
  select 1 from json_each(response.answers) as answer
  where answer.type = 'text' and answer.value <> '' and exists (
    select 1 from survey, json_each(survey.body, '$.questions') as question
    where survey.id = response.survey and survey.version = response.version
      and json_extract(question.value, '$.id') = answer.key and json_extract(question.value, '$.kind') = 'text'
  )
);

create index response_of_month on response (month) where demo = 0;
create index response_of_words on response (month) where demo = 0 and words = 1;

-- Of a response that grew too old to keep: HMAC of its id, and of its id with its hash, by which it is known when it comes again;
-- and whether it was counted.
create table aged (
  mark blob primary key,
  seal blob not null,
  counted integer not null
) strict, without rowid;

-- What those responses add up to, as in `tally`: with a recount of the responses that are there it gives the tallies.
create table aged_tally (
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
  count integer not null check (count > 0),
  primary key (
    survey, provider, care_type, month, question, value,
    version, location, channel, access, phase, answered_by, demo
  )
) strict, without rowid;

-- Lines of the audit log go from its beginning only, up to the one that `meta` names as the last that was dropped.
drop trigger audit_is_kept;

create trigger audit_is_kept before delete on audit
when old.number > coalesce((select cast(value as integer) from meta where name = 'audit-dropped'), 0) begin
  select raise(abort, 'the audit log is only ever added to');
end;
