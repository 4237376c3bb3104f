-- A late-binding view is its text: when what it reads was dropped, changed or renamed, it is made again from the text.
-- That happens after the transaction that did so, by the stand-in and one database at a time: within it, transactions
-- that replace tables side by side would wait for each other's views in circles.
create table if not exists rs_compat.late_binding_view (
  id bigint generated always as identity primary key, relation oid, schema_name text not null, view_name text not null,
  columns text not null, definition text not null, bound_as text, owner text not null, grants text[]);
alter table rs_compat.late_binding_view
  drop constraint if exists late_binding_view_schema_name_view_name_key;

create or replace function rs_compat.without_forgetting(yes boolean) returns void language sql volatile
  as $$ select set_config('rs_compat.healing', case when yes then '1' else '0' end, true) $$;

create or replace function rs_compat.make_late_binding_view(v rs_compat.late_binding_view) returns void
  language plpgsql security definer set search_path = public set standard_conforming_strings = off as $$
declare
  made oid;
  privilege text;
begin
  execute format('create view %I.%I %s as %s', v.schema_name, v.view_name, v.columns, v.definition);
  made := format('%I.%I', v.schema_name, v.view_name)::regclass::oid;
  execute format('alter view %I.%I owner to %I', v.schema_name, v.view_name, v.owner);
  foreach privilege in array coalesce(v.grants, '{}') loop
    execute privilege;
  end loop;
  update rs_compat.late_binding_view set relation = made, bound_as = pg_get_viewdef(made) where id = v.id;
end $$;

create or replace function rs_compat.create_late_binding_view(
  name text, columns text, definition text, replaces boolean) returns void language plpgsql as $$
declare
  parts text[] := parse_ident(name);
  view_schema text := coalesce(parts[cardinality(parts) - 1], current_schema());
  view_name text := parts[cardinality(parts)];
begin
  if to_regclass(format('%I.%I', view_schema, view_name)) is not null and not replaces then
    raise exception using errcode = '42P07', message = format('relation "%s" already exists', view_name);
  end if;
  perform rs_compat.register_late_binding_view(view_schema, view_name, columns, definition, current_user);
end $$;

create or replace function rs_compat.register_late_binding_view(
  view_schema text, name text, columns text, definition text, owner text) returns void
  language plpgsql security definer set search_path = public as $$
declare
  v rs_compat.late_binding_view;
  existing regclass := to_regclass(format('%I.%I', view_schema, name));
  kept text[] := rs_compat.grants_of(existing);
begin
  if existing is not null then
    execute format('drop view %I.%I cascade', view_schema, name);
  end if;
  delete from rs_compat.late_binding_view l where l.schema_name = view_schema and l.view_name = name
    and not exists (select from pg_class c where c.oid = l.relation);
  insert into rs_compat.late_binding_view (schema_name, view_name, columns, definition, owner, grants)
    values (view_schema, name, columns, definition, owner, kept) returning * into v;
  perform rs_compat.make_late_binding_view(v);
end $$;

-- The GRANT statements that would give a relation the privileges it has.
create or replace function rs_compat.grants_of(relation oid) returns text[] language sql stable as $$
  select array_agg(format('grant %s on %s to %s', a.privilege_type, c.oid::regclass,
    case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end))
  from pg_class c, aclexplode(c.relacl) a where c.oid = relation and a.grantee <> c.relowner $$;

-- Called after each transaction that changed the catalog. Returns how many views are still to be made.
create or replace function rs_compat.heal_views() returns integer language plpgsql set search_path = public
  set lock_timeout = '50ms' as $$
declare
  v rs_compat.late_binding_view;
  progress boolean := true;
  blocked integer := 0;
begin
  if not exists (select from rs_compat.late_binding_view) then
    return 0;
  end if;
  perform rs_compat.without_forgetting(true);
  -- Follow renames and grants.
  update rs_compat.late_binding_view l
    set schema_name = n.nspname, view_name = c.relname, grants = rs_compat.grants_of(l.relation)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = l.relation and (l.schema_name, l.view_name, l.grants)
      is distinct from (n.nspname::text, c.relname::text, rs_compat.grants_of(l.relation));
  -- A view whose text now reads differently was bound to something that was renamed.
  for v in select l.* from rs_compat.late_binding_view l join pg_class c on c.oid = l.relation order by l.id loop
    begin
      if v.bound_as is distinct from pg_get_viewdef(v.relation) then
        execute format('drop view %I.%I cascade', v.schema_name, v.view_name);
        perform rs_compat.make_late_binding_view(v);
      end if;
    exception
      when lock_not_available or deadlock_detected or internal_error then
        blocked := blocked + 1;
      when others then
        null; -- what it reads is not there: it stays bound to what it was, until it is
    end;
  end loop;
  while progress loop
    progress := false;
    for v in select l.* from rs_compat.late_binding_view l
      where not exists (select from pg_class c where c.oid = l.relation) order by l.id
    loop
      begin
        perform rs_compat.make_late_binding_view(v);
        progress := true;
      exception
        when lock_not_available or deadlock_detected or internal_error then
          blocked := blocked + 1;
        when others then
          null; -- not yet
      end;
    end loop;
  end loop;
  perform rs_compat.without_forgetting(false);
  return blocked;
end $$;
drop event trigger if exists rs_heal_views;

-- A view that is dropped itself, or with its schema, is gone for good; one that went with what it reads is not.
create or replace function rs_compat.on_drop_forget_view() returns event_trigger
  language plpgsql security definer set search_path = public as $$
begin
  if current_setting('rs_compat.healing', true) = '1' then
    return;
  end if;
  delete from rs_compat.late_binding_view l using pg_event_trigger_dropped_objects() d
    where d.classid = 'pg_class'::regclass and d.objid = l.relation
      and (d.original or exists (select from pg_event_trigger_dropped_objects() s
        where s.object_type = 'schema' and s.object_name = d.schema_name));
  -- What it reads went before: there is no relation to tell of it, only the text.
  delete from rs_compat.late_binding_view l using pg_event_trigger_dropped_objects() d
    where d.object_type = 'schema' and d.object_name = l.schema_name;
end $$;
drop event trigger if exists rs_forget_views;
create event trigger rs_forget_views on sql_drop execute function rs_compat.on_drop_forget_view();

-- DROP TABLE or DROP VIEW without CASCADE: late-binding views do not hold it up.
create or replace function rs_compat.drop_relation(statement text) returns void language plpgsql as $$
begin
  perform rs_compat.unbind_views(statement);
  execute statement;
end $$;

create or replace function rs_compat.unbind_views(relations oid[]) returns void
  language plpgsql security definer set search_path = public as $$
declare
  v record;
begin
  for v in
    select distinct l.relation
    from pg_depend d join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
      join rs_compat.late_binding_view l on l.relation = r.ev_class
    where d.refclassid = 'pg_class'::regclass and d.refobjid = any (relations) and l.relation <> all (relations)
  loop
    perform rs_compat.without_forgetting(true);
    execute format('drop view if exists %s cascade', v.relation::regclass);
    perform rs_compat.without_forgetting(false);
  end loop;
  for v in select c.oid::regclass as guard from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'rs_guard' and c.relkind = 'v' and split_part(substr(c.relname, 2), '_', 1) = any (relations::text[])
  loop
    execute format('drop view if exists %s cascade', v.guard);
  end loop;
end $$;
-- The names are read by the search path of whoever drops.
create or replace function rs_compat.drop_relation(statement text) returns void language plpgsql as $$
declare
  names text := regexp_replace(statement, E'^\\s*drop\\s+(table|view)\\s+(if\\s+exists\\s+)?', '', 'i');
begin
  perform rs_compat.unbind_views(array(
    select to_regclass(trim(name))::oid
    from unnest(string_to_array(regexp_replace(names, E'\\s+restrict\\s*$', '', 'i'), ',')) as t(name)
    where to_regclass(trim(name)) is not null));
  execute statement;
end $$;

create or replace function rs_compat.unbind_views(statement text) returns void
  language plpgsql security definer set search_path = public as $$
declare
  names text := regexp_replace(statement, E'^\\s*drop\\s+(table|view)\\s+(if\\s+exists\\s+)?', '', 'i');
  name text;
  v record;
begin
  names := regexp_replace(names, E'\\s+restrict\\s*$', '', 'i');
  foreach name in array string_to_array(names, ',') loop
    for v in
      select distinct l.relation
      from pg_depend d join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
        join rs_compat.late_binding_view l on l.relation = r.ev_class
      where d.refclassid = 'pg_class'::regclass and d.refobjid = to_regclass(trim(name))
        and l.relation <> to_regclass(trim(name))
    loop
      perform rs_compat.without_forgetting(true);
      execute format('drop view if exists %s cascade', v.relation::regclass);
      perform rs_compat.without_forgetting(false);
    end loop;
  end loop;
end $$;

create or replace function rs_compat.show_view(name text) returns text language sql stable as $$
  select coalesce(
    (select 'CREATE OR REPLACE VIEW ' || l.schema_name || '.' || l.view_name || ' AS ' || l.definition
        || ' WITH NO SCHEMA BINDING;' from rs_compat.late_binding_view l where l.relation = c.oid),
    'CREATE OR REPLACE VIEW ' || n.nspname || '.' || c.relname || ' AS' || pg_get_viewdef(c.oid))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.oid = to_regclass(name) and c.relkind in ('v', 'm') $$;
