-- What the other scripts stand on: our schema, the SUPER type, and how values get into it.
-- All scripts may be run again over themselves, by a superuser; they are PostgreSQL's dialect and bypass the rewriting.
set allow_system_table_mods = on;
set client_min_messages = warning;
set search_path = pg_catalog;

create schema if not exists rs_compat;
grant usage on schema rs_compat to public;
create extension if not exists pgcrypto schema rs_compat;
create extension if not exists fuzzystrmatch schema rs_compat;

do $$ begin
  if to_regtype('pg_catalog.super') is null then
    create domain pg_catalog.super as jsonb;
  end if;
end $$;

-- Text stays text: only JSON_PARSE makes an object of it. PostgreSQL's own cast would read it as JSON.
create or replace function rs_compat.text_to_super(value text) returns jsonb language sql immutable strict
  return to_jsonb(value);
create or replace function rs_compat.varchar_to_super(value varchar) returns jsonb language sql immutable strict
  return to_jsonb(value::text);
create or replace function rs_compat.number_to_super(value numeric) returns jsonb language sql immutable strict
  return to_jsonb(value);
create or replace function rs_compat.number_to_super(value bigint) returns jsonb language sql immutable strict
  return to_jsonb(value);
create or replace function rs_compat.number_to_super(value integer) returns jsonb language sql immutable strict
  return to_jsonb(value);
create or replace function rs_compat.number_to_super(value double precision) returns jsonb language sql immutable strict
  return to_jsonb(value);
create or replace function rs_compat.boolean_to_super(value boolean) returns jsonb language sql immutable strict
  return to_jsonb(value);

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values ('text', 'text_to_super'), ('varchar', 'varchar_to_super'), ('numeric', 'number_to_super'),
      ('bigint', 'number_to_super'), ('integer', 'number_to_super'), ('double precision', 'number_to_super'),
      ('boolean', 'boolean_to_super')) as w(source, function)
  loop
    if not exists (select from pg_cast where castsource = wanted.source::regtype and casttarget = 'jsonb'::regtype) then
      execute format('create cast (%1$s as jsonb) with function rs_compat.%2$s(%1$s) as assignment',
        wanted.source, wanted.function);
    end if;
  end loop;
end $$;
