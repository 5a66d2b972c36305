-- What somebody of the client panel said of a question of a draft: by which role and on which day, never by whom.
create table survey_comment (
  id text primary key,
  survey text not null,
  version integer not null,
  question text not null,
  kind text not null,
  note text not null,
  role text not null,
  day text not null
) strict, without rowid;
