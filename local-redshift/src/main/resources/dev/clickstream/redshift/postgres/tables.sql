-- What Redshift knows of a table beyond PostgreSQL. The rewriter puts it in a comment of the statement.
create table if not exists rs_compat.table_attributes (
  relation oid primary key, diststyle text not null default '', distkey text not null default '',
  sortkey text[] not null default '{}');
grant select on rs_compat.table_attributes to public;

-- An index on the sort key, as far as its columns are short enough for one.
create or replace function rs_compat.index_sort_key(relation oid, columns text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  short text;
begin
  select string_agg(quote_ident(attname), ', ' order by array_position(columns, attname::text)) into short
  from pg_attribute
  where attrelid = relation and attname = any (columns)
    and (atttypid = any (array['date', 'timestamp', 'timestamptz', 'smallint', 'integer', 'bigint', 'numeric',
      'boolean', 'double precision']::regtype[]) or (atttypid = 'varchar'::regtype and atttypmod between 1 and 600));
  if short is not null then
    execute format('create index on %s (%s)', relation::regclass, short);
  end if;
end $$;

create or replace function rs_compat.apply_attributes(relation oid, attributes jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  sort_columns text[] := array(select jsonb_array_elements_text(attributes -> 'sortkey'));
  name text;
begin
  insert into rs_compat.table_attributes as known (relation, diststyle, distkey, sortkey)
  values (relation, attributes ->> 'diststyle', attributes ->> 'distkey', sort_columns)
  on conflict on constraint table_attributes_pkey do update set
    diststyle = coalesce(nullif(excluded.diststyle, ''), known.diststyle),
    distkey = coalesce(nullif(excluded.distkey, ''), known.distkey),
    sortkey = case when excluded.sortkey = '{}' then known.sortkey else excluded.sortkey end;
  for name in select jsonb_array_elements_text(attributes -> 'notnull') loop
    execute format('alter table %s alter column %I set not null', relation::regclass, name);
  end loop;
  perform rs_compat.index_sort_key(relation, sort_columns);
end $$;

create or replace function rs_compat.change_table(name text, attributes jsonb) returns void language plpgsql as $$
begin
  perform rs_compat.apply_attributes(name::regclass, attributes);
end $$;

create or replace function rs_compat.append_table(target text, source text) returns void language plpgsql as $$
begin
  execute format('insert into %s select * from %s', target::regclass, source::regclass);
  execute format('delete from %s', source::regclass);
end $$;

create or replace function rs_compat.on_create_table() returns event_trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  made record;
  attributes jsonb;
begin
  if position('/*redshift:' in current_query()) = 0 then
    return;
  end if;
  for made in
    select c.oid, c.relname from pg_event_trigger_ddl_commands() d join pg_class c on c.oid = d.objid
    where d.classid = 'pg_class'::regclass and c.relkind in ('r', 'm')
  loop
    for attributes in
      select t.m[1]::json::jsonb from regexp_matches(current_query(), E'/[*]redshift:(.*?)[*]/', 'g') as t(m)
    loop
      if attributes ->> 'table' = made.relname then
        perform rs_compat.apply_attributes(made.oid, attributes);
      end if;
    end loop;
  end loop;
end $$;
drop event trigger if exists rs_create_table;
create event trigger rs_create_table on ddl_command_end
  when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'CREATE MATERIALIZED VIEW')
  execute function rs_compat.on_create_table();

create or replace function rs_compat.on_drop_table() returns event_trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from rs_compat.table_attributes where relation in (
    select objid from pg_event_trigger_dropped_objects() where classid = 'pg_class'::regclass and objsubid = 0);
end $$;
drop event trigger if exists rs_drop_table;
create event trigger rs_drop_table on sql_drop execute function rs_compat.on_drop_table();

create or replace function rs_compat.is_distkey(relation oid, number int2) returns boolean language sql stable
  return exists (select from rs_compat.table_attributes t join pg_attribute a on a.attrelid = t.relation
    where t.relation = is_distkey.relation and a.attnum = number and a.attname = t.distkey);
create or replace function rs_compat.sortkey_position(relation oid, number int2) returns integer language sql stable
  return coalesce((select array_position(t.sortkey, a.attname::text)
    from rs_compat.table_attributes t join pg_attribute a on a.attrelid = t.relation
    where t.relation = sortkey_position.relation and a.attnum = number), 0);
create or replace function rs_compat.diststyle(relation oid) returns integer language sql stable
  return coalesce((select case when t.distkey <> '' then 1 when t.diststyle = 'even' then 0 when t.diststyle = 'all' then 8 end
    from rs_compat.table_attributes t where t.relation = diststyle.relation), 10);
create or replace function rs_compat.diststyle_text(relation oid) returns text language sql stable
  return coalesce((select case when t.distkey <> '' then 'KEY(' || t.distkey || ')'
      when t.diststyle in ('even', 'all') then upper(t.diststyle) end
    from rs_compat.table_attributes t where t.relation = diststyle_text.relation), 'AUTO(ALL)');

-- What a COPY needs to know of its target, seen from the COPY's own transaction.
create or replace function rs_compat.copy_target(name text) returns table (
  schema_name text, table_name text, column_name text, type_name text, max_bytes integer, is_identity boolean)
  language sql stable as $$
  select n.nspname::text, c.relname::text, a.attname::text, t.typname::text,
    case when t.typname in ('varchar', 'bpchar') and a.atttypmod > 4 then a.atttypmod - 4 else 2147483647 end,
    a.attidentity <> ''
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
  where c.oid = to_regclass(name) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  order by a.attnum $$;
