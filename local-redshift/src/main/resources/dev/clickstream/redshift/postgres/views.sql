-- Redshift lists materialized views among the views, with the statement that made them; dbt knows them by that text.
create or replace view pg_catalog.pg_views as
  select n.nspname as schemaname, c.relname as viewname, pg_get_userbyid(c.relowner) as viewowner,
    case c.relkind when 'v' then pg_get_viewdef(c.oid) else 'create materialized view ' || quote_ident(n.nspname) || '.'
      || quote_ident(c.relname) || ' as (' || rtrim(pg_get_viewdef(c.oid), ';') || ' );' end collate "default" as definition
  from pg_class c left join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('v', 'm');

create or replace view information_schema.views as
  select current_database()::information_schema.sql_identifier as table_catalog,
    n.nspname::information_schema.sql_identifier as table_schema,
    c.relname::information_schema.sql_identifier as table_name,
    (case when not pg_has_role(c.relowner, 'USAGE') then null
      when c.relkind = 'v' then pg_get_viewdef(c.oid)
      else 'create materialized view ' || quote_ident(c.relname) || ' as (' || rtrim(pg_get_viewdef(c.oid), ';') || ' );'
      end)::information_schema.character_data as view_definition,
    'NONE'::information_schema.character_data as check_option,
    'NO'::information_schema.yes_or_no as is_updatable,
    'NO'::information_schema.yes_or_no as is_insertable_into,
    'NO'::information_schema.yes_or_no as is_trigger_updatable,
    'NO'::information_schema.yes_or_no as is_trigger_deletable,
    'NO'::information_schema.yes_or_no as is_trigger_insertable_into
  from pg_namespace n join pg_class c on c.relnamespace = n.oid
  where c.relkind in ('v', 'm')
    and (pg_has_role(c.relowner, 'USAGE') or has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'));
