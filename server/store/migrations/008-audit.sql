-- Who changed what, without what it was changed to. Only ever added to: the triggers refuse the rest, and each hash covers the
-- row and the hash before it, so that a row that was changed or taken out in another way is found.
create table audit (
  number integer primary key,
  at text not null,
  who text not null,
  action text not null,
  about text not null,
  hash text not null
) strict, without rowid;

create trigger audit_stays before update on audit begin
  select raise(abort, 'the audit log is only ever added to');
end;

create trigger audit_is_kept before delete on audit begin
  select raise(abort, 'the audit log is only ever added to');
end;
