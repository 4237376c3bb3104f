-- Row-level security and masking. Whoever reads a protected table, or a view of one, reads a guard instead: a view of ours
-- that applies policies by who asks. The rewriter puts it in the place of the relation's name. Where it does not, because the
-- table was protected or put in another's place only just now, PostgreSQL's own row security leaves nothing to see.
do $$ begin -- an earlier form of these tables
  if exists (select from pg_attribute where attrelid = to_regclass('rs_compat.masking_attachment') and attname = 'columns') then
    drop table rs_compat.masking_attachment, rs_compat.rls_policy, rs_compat.masking_policy;
  end if;
end $$;
create table if not exists rs_compat.rls_policy (name text primary key, columns text, alias text, expression text);
create table if not exists rs_compat.rls_attachment (policy text, relation oid, grantee text, kind text);
create table if not exists rs_compat.masking_policy (name text primary key, arguments text[], expression text);
create table if not exists rs_compat.masking_attachment (
  policy text, relation oid, output text, inputs text[], grantee text, kind text, priority integer);
create table if not exists rs_compat.row_security (relation oid primary key, conjunction text not null);
create table if not exists rs_compat.guard (
  relation oid primary key, schema_name text, name text, guard text, definition text, place integer);
grant select on rs_compat.rls_policy, rs_compat.masking_policy, rs_compat.guard to public;
create schema if not exists rs_guard;
grant usage on schema rs_guard to public;

create or replace function rs_compat.is_super(who name) returns boolean language sql stable
  return coalesce((select rolsuper from pg_roles where rolname = who), false);
-- Membership as granted: that a superuser is in every role does not count.
create or replace function rs_compat.is_grantee(who name, kind text, grantee text) returns boolean language sql stable as $$
  with recursive held(oid) as (
    select oid from pg_roles where rolname = who
    union select m.roleid from pg_auth_members m join held on m.member = held.oid)
  select kind = 'public' or (kind = 'user' and who = grantee)
    or exists (select from held join pg_roles r on r.oid = held.oid where kind = 'role' and r.rolname = grantee) $$;
create or replace function rs_compat.require_select(who name, relation oid) returns boolean language plpgsql stable as $$
begin
  if not has_table_privilege(who, relation, 'select') and not has_any_column_privilege(who, relation, 'select') then
    raise exception using errcode = '42501',
      message = 'permission denied for relation ' || (select relname from pg_class where oid = relation);
  end if;
  return true;
end $$;

-- (grantee, kind) of "ROLE x", "PUBLIC" or "x".
create or replace function rs_compat.grantee(words text, out grantee text, out kind text) language sql immutable as $$
  select case when words ~* E'^role\\s' then trim(both '"' from regexp_replace(words, E'^role\\s+', '', 'i'))
      else trim(both '"' from lower(words)) end,
    case when words ~* E'^role\\s' then 'role' when lower(words) = 'public' then 'public' else 'user' end $$;

create or replace function rs_compat.require_security_administrator() returns void language plpgsql as $$
begin
  if not rs_compat.is_super(current_user) then
    raise exception using errcode = '42501', message = 'permission denied: policies are for superusers and sys:secadmin';
  end if;
end $$;

-- In the transaction that protects the table, and as long as anything protects it.
create or replace function rs_compat.shut(target oid) returns void language plpgsql as $$
declare
  wanted boolean := exists (select from rs_compat.masking_attachment a where a.relation = target)
    or exists (select from rs_compat.rls_attachment a where a.relation = target)
    or exists (select from rs_compat.row_security s where s.relation = target);
begin
  if exists (select from pg_class c where c.oid = target and c.relkind = 'r' and c.relrowsecurity <> wanted) then
    execute format('alter table %s %s row level security', target::regclass, case when wanted then 'enable' else 'disable' end);
  end if;
end $$;

create or replace function rs_compat.security_ddl(statement text) returns void language plpgsql as $$
declare
  m text[];
  g record;
  target oid;
begin
  perform rs_compat.require_security_administrator();
  m := regexp_match(statement, E'(?is)^create\\s+rls\\s+policy\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)\\s+(?:with\\s*\\((.*?\\)?)\\)\\s*(?:as\\s+(\\w+)\\s+)?)?using\\s*\\((.*)\\)$');
  if m is not null then
    insert into rs_compat.rls_policy values (m[1], m[2], m[3], m[4]);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^(attach|detach)\\s+rls\\s+policy\\s+(\\w+)\\s+on\\s+(?:table\\s+)?([\\w."]+)\\s+(?:to|from)\\s+(.*)$');
  if m is not null then
    target := m[3]::regclass::oid;
    if not exists (select from rs_compat.rls_policy p where p.name = m[2]) then
      raise exception using errcode = '42704', message = format('RLS policy "%s" does not exist', m[2]);
    end if;
    for g in select a.* from regexp_split_to_table(m[4], E'\\s*,\\s*') as t(words), rs_compat.grantee(words) a loop
      delete from rs_compat.rls_attachment a
        where a.policy = m[2] and a.relation = target and a.grantee = g.grantee and a.kind = g.kind;
      if lower(m[1]) = 'attach' then
        insert into rs_compat.rls_attachment values (m[2], target, g.grantee, g.kind);
      end if;
    end loop;
    perform rs_compat.shut(target);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^drop\\s+(rls|masking)\\s+policy\\s+(if\\s+exists\\s+)?(\\w+)(?:\\s+(cascade|restrict))?$');
  if m is not null then
    if lower(coalesce(m[4], '')) = 'cascade' then
      execute format('delete from rs_compat.%I where policy = %L', lower(m[1]) || '_attachment', m[3]);
    end if;
    if exists (select from rs_compat.rls_attachment where lower(m[1]) = 'rls' and policy = m[3])
      or exists (select from rs_compat.masking_attachment where lower(m[1]) = 'masking' and policy = m[3]) then
      raise exception using errcode = '2BP01', message = format('policy "%s" is attached and cannot be dropped', m[3]);
    end if;
    execute format('delete from rs_compat.%I where name = %L', lower(m[1]) || '_policy', m[3]);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^create\\s+masking\\s+policy\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)\\s+with\\s*\\((.*?\\)?)\\s*\\)\\s*using\\s*\\((.*)\\)$');
  if m is not null then
    insert into rs_compat.masking_policy values (m[1], regexp_split_to_array(m[2], E',(?![^(]*[)])'), m[3]);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^(attach|detach)\\s+masking\\s+policy\\s+(\\w+)\\s+on\\s+([\\w."]+)\\s*\\((.*?)\\)\\s*(?:using\\s*\\((.*?)\\)\\s*)?(?:to|from)\\s+(.*?)(?:\\s+priority\\s+(\\d+))?$');
  if m is not null then
    perform rs_compat.mask(lower(m[1]) = 'attach', m[2], m[3]::regclass::oid, trim(m[4]),
      regexp_split_to_array(trim(coalesce(m[5], m[4])), E'\\s*,\\s*'), m[6], coalesce(m[7]::integer, 0));
    return;
  end if;
  raise exception using errcode = '0A000', message = 'this policy statement is not supported by the local stand-in';
end $$;

create or replace function rs_compat.mask(
  attach boolean, policy_name text, target oid, column_name text, input_columns text[], words text, wanted integer)
  returns void language plpgsql as $$
declare
  g record;
begin
  g := rs_compat.grantee(words);
  if not exists (select from rs_compat.masking_policy p where p.name = policy_name) then
    raise exception using errcode = '42704', message = format('masking policy "%s" does not exist', policy_name);
  end if;
  if attach and exists (select from rs_compat.masking_attachment a where a.relation = target and a.output = column_name
      and a.priority = wanted and a.policy <> policy_name) then
    raise exception using errcode = '42710',
      message = format('another masking policy is attached to column "%s" with priority %s', column_name, wanted);
  end if;
  delete from rs_compat.masking_attachment a where a.relation = target and a.output = column_name
    and a.policy = policy_name and a.grantee = g.grantee and a.kind = g.kind;
  if attach then
    insert into rs_compat.masking_attachment
      values (policy_name, target, column_name, input_columns, g.grantee, g.kind, wanted);
  end if;
  perform rs_compat.shut(target);
end $$;

create or replace function rs_compat.switch_row_security(name text, switched_on boolean, conjunction text) returns void
  language plpgsql as $$
begin
  perform rs_compat.require_security_administrator();
  delete from rs_compat.row_security where relation = name::regclass::oid;
  if switched_on then
    insert into rs_compat.row_security values (name::regclass::oid, conjunction);
  end if;
  perform rs_compat.shut(name::regclass::oid);
end $$;

-- The value of a column as its policies have it, highest priority first. Who is in which role is asked once a query: hence
-- the selects around the questions.
create or replace function rs_compat.masked_column(target oid, column_name text, type text) returns text
  language sql stable as $$
  select 'case ' || string_agg(format('when (select rs_compat.is_grantee(current_user, %L, %L)) then (select (%s) from (select %s) as masked)::%s',
      a.kind, a.grantee, p.expression,
      (select string_agg(format('t.%I::%s as %s', a.inputs[n], regexp_replace(trim(argument), E'^\\S+\\s+', ''),
          split_part(trim(argument), ' ', 1)), ', ')
        from unnest(p.arguments) with ordinality as u(argument, n)), type), ' ' order by a.priority desc)
    || format(' else t.%I end as %1$I', column_name)
  from rs_compat.masking_attachment a join rs_compat.masking_policy p on p.name = a.policy
  where a.relation = target and a.output = column_name $$;

-- No row for whom no policy is attached to; superusers see all.
create or replace function rs_compat.row_condition(target oid) returns text language sql stable as $$
  select format('((select rs_compat.is_super(current_user)) or (%s and (%s)))',
    coalesce('(' || string_agg(format('(select rs_compat.is_grantee(current_user, %L, %L))', a.kind, a.grantee), ' or ') filter (where a.policy is not null) || ')', 'false'),
    coalesce(string_agg(
      case when s.conjunction = 'or' then format('((select rs_compat.is_grantee(current_user, %L, %L)) and (%s))', a.kind, a.grantee, e.text)
        else format('(not (select rs_compat.is_grantee(current_user, %L, %L)) or (%s))', a.kind, a.grantee, e.text) end,
      case when s.conjunction = 'or' then ' or ' else ' and ' end) filter (where a.policy is not null), 'false'))
  from rs_compat.row_security s
    left join rs_compat.rls_attachment a on a.relation = s.relation
    left join rs_compat.rls_policy p on p.name = a.policy
    left join lateral (select case when p.alias is null then p.expression
      else regexp_replace(p.expression, E'\\m' || p.alias || E'\\.', 't.', 'g') end as text) e on true
  where s.relation = target group by s.relation $$;

create or replace function rs_compat.guard_of_table(target oid) returns text language sql stable as $$
  select format('select %s from %s t where rs_compat.require_select(current_user, %s) and %s',
    string_agg(coalesce(rs_compat.masked_column(target, attname, format_type(atttypid, atttypmod)), format('t.%I', attname)), ', '
      order by attnum),
    target::regclass, target, coalesce(rs_compat.row_condition(target), 'true'))
  from pg_attribute where attrelid = target and attnum > 0 and not attisdropped $$;

-- A guard's name ends in a digest of its text: another text is another guard, and whoever reads the old one goes on.
create or replace function rs_compat.guard_name(relation oid, definition text) returns text language sql immutable
  return 'rs_guard.g' || relation || '_' || pg_catalog.left(pg_catalog.md5(definition), 12);

-- What guards there ought to be, tables first, then the views that read them, then the views that read those.
create or replace function rs_compat.wanted_guards() returns setof rs_compat.guard
  language plpgsql stable set search_path = '' as $$
declare
  known rs_compat.guard[] := '{}';
  done rs_compat.guard[] := '{}';
  one rs_compat.guard;
  r record;
  text_of_view text;
  step integer := 0;
begin
  for r in select c.oid, n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (c.oid in (select relation from rs_compat.row_security)
      or c.oid in (select relation from rs_compat.masking_attachment)) order by c.oid
  loop
    known := known || row(r.oid, r.nspname, r.relname, '', rs_compat.guard_of_table(r.oid), 0)::rs_compat.guard;
  end loop;
  loop
    step := step + 1;
    for r in
      select distinct c.oid, n.nspname, c.relname
      from pg_catalog.pg_depend d join pg_catalog.pg_rewrite w on w.oid = d.objid and d.classid = 'pg_catalog.pg_rewrite'::regclass
        join pg_catalog.pg_class c on c.oid = w.ev_class and c.relkind = 'v'
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where d.refclassid = 'pg_catalog.pg_class'::regclass and n.nspname not in ('rs_guard', 'pg_catalog', 'rs_compat')
        and d.refobjid = any (select (k).relation from unnest(known) k where (k).place = step - 1)
    loop
      known := array(select k from unnest(known) k where (k).relation <> r.oid);
      known := known || row(r.oid, r.nspname, r.relname, '', '', step)::rs_compat.guard;
    end loop;
    exit when step > 20 or not exists (select from unnest(known) k where (k).place = step);
  end loop;
  for one in select (k).* from unnest(known) k order by (k).place loop
    if one.place > 0 then
      text_of_view := rtrim(pg_catalog.pg_get_viewdef(one.relation), E'; \n');
      for r in select (k).* from unnest(done) k where (k).relation in (
          select d.refobjid from pg_catalog.pg_depend d join pg_catalog.pg_rewrite w on w.oid = d.objid
          where d.classid = 'pg_catalog.pg_rewrite'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
            and w.ev_class = one.relation)
      loop
        text_of_view := rs_compat.with_guard(text_of_view, format('%I.%I', r.schema_name, r.name), r.guard, format('%I', r.name));
      end loop;
      one.definition := format('select * from (%s) v where rs_compat.require_select(current_user, %s)', text_of_view, one.relation);
    end if;
    one.guard := rs_compat.guard_name(one.relation, one.definition);
    done := done || one;
    return next one;
  end loop;
end $$;

-- A relation's name in a view's text, where it has no alias, becomes the alias of its guard.
create or replace function rs_compat.with_guard(definition text, relation text, guard text, alias text) returns text
  language sql immutable as $$
  select pg_catalog.regexp_replace(
    pg_catalog.regexp_replace(definition, E'(^|[^\\w."])' || literal || E'(?=$|\\n|\\)|,|;| ON | USING | JOIN )', E'\\1' || guard || ' ' || alias, 'g'),
    E'(^|[^\\w."])' || literal || E'(?= )', E'\\1' || guard, 'g')
  from (select pg_catalog.regexp_replace(relation, E'([.$])', E'\\\\\\1', 'g') as literal) t $$;

-- Of all that guards are made from: the same digest, the same guards.
create table if not exists rs_compat.guards_made (digest text not null);
create or replace function rs_compat.guards_digest() returns text language sql stable as $$
  with protected as (select relation from rs_compat.row_security union select relation from rs_compat.masking_attachment)
  select md5(concat_ws('|',
    (select string_agg(s::text, ',' order by s::text) from rs_compat.row_security s),
    (select string_agg(a::text, ',' order by a::text) from rs_compat.rls_attachment a),
    (select string_agg(a::text, ',' order by a::text) from rs_compat.masking_attachment a),
    (select string_agg(p::text, ',' order by p::text) from rs_compat.rls_policy p),
    (select string_agg(p::text, ',' order by p::text) from rs_compat.masking_policy p),
    (select string_agg(concat_ws(' ', c.oid, c.relnamespace, c.relname, a.attname, a.atttypid, a.atttypmod), ',' order by c.oid, a.attnum)
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.oid in (select relation from protected)),
    (select string_agg(concat_ws(' ', c.oid, c.relnamespace, c.relname), ',' order by c.oid)
      from pg_class c where c.relkind = 'v' and c.relnamespace not in (
        select oid from pg_namespace where nspname in ('rs_guard', 'rs_compat', 'pg_catalog', 'information_schema'))))) $$;

-- Called after changes of the catalog. Makes what guards are missing; the old ones stay for whoever reads them. Where a
-- transaction holds a table, its guard stays what it was, and false says that it is to be looked at again.
drop function if exists rs_compat.refresh_guards();
create or replace function rs_compat.refresh_guards() returns boolean language plpgsql set lock_timeout = '50ms' as $$
declare
  wanted rs_compat.guard[];
  g rs_compat.guard;
  complete boolean := true;
begin
  if not exists (select from rs_compat.row_security) and not exists (select from rs_compat.masking_attachment)
    and not exists (select from rs_compat.guard) then
    return true;
  end if;
  delete from rs_compat.rls_attachment a where not exists (select from pg_class c where c.oid = a.relation);
  delete from rs_compat.masking_attachment a where not exists (select from pg_class c where c.oid = a.relation);
  delete from rs_compat.row_security a where not exists (select from pg_class c where c.oid = a.relation);
  if exists (select from rs_compat.guards_made where digest = rs_compat.guards_digest()) then
    return true;
  end if;
  wanted := array(select w from rs_compat.wanted_guards() w);
  for g in select (w).* from unnest(wanted) w where to_regclass((w).guard) is null order by (w).place loop
    begin
      execute format('create view %s as %s', g.guard, g.definition);
      execute format('grant select on %s to public', g.guard);
    exception when lock_not_available or deadlock_detected or undefined_table then
      complete := false;
    end;
  end loop;
  delete from rs_compat.guard o where not exists (
    select from unnest(wanted) w where (w).relation = o.relation
      and ((w).guard = o.guard or (to_regclass((w).guard) is null and to_regclass(o.guard) is not null)));
  insert into rs_compat.guard select (w).* from unnest(wanted) w where to_regclass((w).guard) is not null
    on conflict (relation) do update set (schema_name, name, guard, definition, place)
      = row(excluded.schema_name, excluded.name, excluded.guard, excluded.definition, excluded.place);
  delete from rs_compat.guards_made;
  if complete then
    insert into rs_compat.guards_made select rs_compat.guards_digest();
  end if;
  return complete;
end $$;

-- In a transaction of its own: a guard that is still read stays till the next time.
create or replace function rs_compat.drop_old_guards() returns void language plpgsql set lock_timeout = '20ms' as $$
declare
  old text;
begin
  for old in select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'rs_guard' and c.relkind = 'v'
      and not exists (select from rs_compat.guard g where g.guard = n.nspname || '.' || c.relname)
  loop
    begin
      execute format('drop view if exists %s cascade', old);
    exception when lock_not_available or deadlock_detected or undefined_table or dependent_objects_still_exist or internal_error then
      null;
    end;
  end loop;
end $$;

create or replace view pg_catalog.svv_rls_policy as
  select current_database()::text as poldb, name as polname, alias as polalias, columns as polatts, expression as polqual,
    true as polenabled, ''::text as polmodifiedby from rs_compat.rls_policy;
create or replace view pg_catalog.svv_rls_attached_policy as
  select n.nspname::text as relschema, c.relname::text as relname, 'table'::text as relkind, a.policy as polname,
    ''::text as grantor, a.grantee, a.kind as granteekind, true as is_pol_on, s.relation is not null as is_rls_on,
    coalesce(s.conjunction, 'and') as rls_conjunction_type
  from rs_compat.rls_attachment a join pg_class c on c.oid = a.relation join pg_namespace n on n.oid = c.relnamespace
    left join rs_compat.row_security s on s.relation = a.relation;
create or replace view pg_catalog.svv_masking_policy as
  select current_database()::text as policy_database, name as policy_name, arguments::text as input_columns,
    expression as policy_expression, ''::text as policy_modified_by from rs_compat.masking_policy;
create or replace view pg_catalog.svv_attached_masking_policy as
  select a.policy as policy_name, n.nspname::text as schema_name, c.relname::text as table_name, 'table'::text as table_type,
    ''::text as grantor, a.grantee, a.kind as grantee_type, a.priority, a.inputs::text as input_columns,
    a.output as output_columns
  from rs_compat.masking_attachment a join pg_class c on c.oid = a.relation join pg_namespace n on n.oid = c.relnamespace;

create or replace function pg_catalog.role_is_member_of(member text, role text) returns boolean
  language sql stable return pg_has_role(member::name, role::name, 'member');
create or replace function pg_catalog.user_is_member_of(member text, role text) returns boolean
  language sql stable return pg_has_role(member::name, role::name, 'member');
create or replace function pg_catalog.current_user_id() returns integer
  language sql stable return (select oid::integer from pg_roles where rolname = current_user);
