-- Row-level security by PostgreSQL's policies; masking policies are recorded only.
create table if not exists rs_compat.rls_policy (name text primary key, columns text, alias text, expression text);
create table if not exists rs_compat.masking_policy (name text primary key, columns text, expression text);
create table if not exists rs_compat.masking_attachment (
  policy text, relation text, columns text, role text, priority integer);
grant select, insert, delete on rs_compat.rls_policy, rs_compat.masking_policy, rs_compat.masking_attachment to public;

create or replace function rs_compat.security_ddl(statement text) returns void language plpgsql as $$
declare
  m text[];
  policy rs_compat.rls_policy;
begin
  m := regexp_match(statement, E'(?is)^create\\s+rls\\s+policy\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)\\s+with\\s*\\((.*?)\\)\\s*(?:as\\s+(\\w+)\\s+)?using\\s*\\((.*)\\)$');
  if m is not null then
    insert into rs_compat.rls_policy values (m[1], m[2], m[3], m[4]);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^attach\\s+rls\\s+policy\\s+(\\w+)\\s+on\\s+(?:table\\s+)?([\\w."]+)\\s+to\\s+(?:role\\s+)?(\\w+)$');
  if m is not null then
    select * into strict policy from rs_compat.rls_policy where name = m[1];
    execute format('create policy %I on %s for select to %s using (%s)', m[1] || '_' || m[3], m[2], m[3],
      case when policy.alias is null then policy.expression
        else regexp_replace(policy.expression, E'\\m' || policy.alias || E'\\.', '', 'g') end);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^detach\\s+rls\\s+policy\\s+(\\w+)\\s+on\\s+(?:table\\s+)?([\\w."]+)\\s+from\\s+(?:role\\s+)?(\\w+)$');
  if m is not null then
    execute format('drop policy %I on %s', m[1] || '_' || m[3], m[2]);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^drop\\s+(rls|masking)\\s+policy\\s+(?:if\\s+exists\\s+)?(\\w+)(?:\\s+(?:cascade|restrict))?$');
  if m is not null then
    execute format('delete from rs_compat.%I where name = %L', lower(m[1]) || '_policy', m[2]);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^create\\s+masking\\s+policy\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)\\s+with\\s*\\((.*?\\))\\s*\\)\\s*using\\s*\\((.*)\\)$');
  if m is not null then
    insert into rs_compat.masking_policy values (m[1], m[2], m[3]);
    return;
  end if;
  m := regexp_match(statement, E'(?is)^attach\\s+masking\\s+policy\\s+(\\w+)\\s+on\\s+([\\w."]+)\\s*\\((.*?)\\)\\s*to\\s+(?:role\\s+)?(\\w+)(?:\\s+priority\\s+(\\d+))?$');
  if m is not null then
    insert into rs_compat.masking_attachment values (m[1], m[2], m[3], m[4], coalesce(m[5]::integer, 0));
    return;
  end if;
  m := regexp_match(statement, E'(?is)^detach\\s+masking\\s+policy\\s+(\\w+)\\s+on\\s+([\\w."]+)\\s*\\((.*?)\\)\\s*from\\s+(?:role\\s+)?(\\w+)$');
  if m is not null then
    delete from rs_compat.masking_attachment where policy = m[1] and relation = m[2] and role = m[4];
    return;
  end if;
  raise exception using errcode = '0A000', message = 'this policy statement is not supported by the local stand-in';
end $$;

create or replace function pg_catalog.role_is_member_of(member text, role text) returns boolean
  language sql stable return pg_has_role(member::name, role::name, 'member');
create or replace function pg_catalog.user_is_member_of(member text, role text) returns boolean
  language sql stable return pg_has_role(member::name, role::name, 'member');
create or replace function pg_catalog.current_user_id() returns integer
  language sql stable return (select oid::integer from pg_roles where rolname = current_user);
