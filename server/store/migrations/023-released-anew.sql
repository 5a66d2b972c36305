-- Counts how often released counts went away again (withdrawals, example answers), so that whoever keeps them in memory
-- knows to read them anew; what a release adds has a number of its own.
create trigger released_went after delete on released
begin
  insert into meta (name, value) values ('released-anew', '1')
  on conflict do update set value = cast(cast(value as integer) + 1 as text);
end;

-- The number of the last release that took something in.
insert into meta (name, value)
select 'release-number', cast(coalesce(max(cast(substr(batch, 9) as integer)), 0) as text) from released where true
on conflict do update set value = excluded.value;
