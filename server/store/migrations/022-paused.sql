-- A pause is no end: the poster stays on the wall, and people are told so until it is over.
alter table collector add column paused integer not null default 0;
