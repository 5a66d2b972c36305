-- An open answer, apart from the scores that it was given with. It leaves with its response. `id` is chance, so that no
-- screen or file can order answers by when they came. `text` is what may be shown, '' until somebody decided; `published`
-- says that it is shown, together with others. `original` is 1 as long as the response holds what was typed.
create table open_answer (
  response text not null references response (id) on delete cascade,
  question text not null,
  id text not null unique,
  survey text not null,
  provider text not null,
  care_type text not null,
  demo integer not null,
  state text not null check (state in ('waiting', 'shown', 'held')),
  text text not null,
  decided text not null,
  published integer not null,
  original integer not null,
  signal text not null check (signal in ('', 'open', 'done')),
  signal_day text not null,
  primary key (response, question)
) strict, without rowid;

create index open_answer_of_group on open_answer (survey, question, provider, care_type, demo, state, published);
create index open_answer_waiting on open_answer (id) where state = 'waiting';
create index open_answer_signal on open_answer (provider) where signal = 'open';

insert into open_answer
select response.id, answer.key, lower(hex(randomblob(16))), response.survey, response.provider, response.care_type,
  response.demo, 'waiting', '', '', 0, 1, '', ''
from response, json_each(response.answers) as answer
where response.burst = 0 and answer.type = 'text' and exists (
  select 1 from survey, json_each(survey.body, '$.questions') as question
  where survey.id = response.survey and survey.version = response.version
    and json_extract(question.value, '$.id') = answer.key and json_extract(question.value, '$.kind') = 'text'
    and json_extract(question.value, '$.context') is null
);
