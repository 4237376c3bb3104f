-- Redshift's system views, as far as drivers, dbt and people ask them.
create or replace view pg_catalog.svv_external_schemas as
  select 0 as esoid, 1 as eskind, ''::text as schemaname, 0 as esowner, ''::text as databasename, ''::text as esoptions
  where false;
create or replace view pg_catalog.svv_external_tables as
  select ''::text as redshift_database_name, ''::text as schemaname, ''::text as tablename, ''::text as location
  where false;
create or replace view pg_catalog.svv_external_columns as
  select ''::text as redshift_database_name, ''::text as schemaname, ''::text as tablename, ''::text as columnname,
    ''::text as external_type, 0 as columnnum, 0 as part_key, ''::text as is_nullable
  where false;
create or replace view pg_catalog.svv_redshift_databases as
  select datname::varchar(128) as database_name, datdba::integer as database_owner, 'local'::varchar as database_type,
    ''::varchar as database_acl, ''::varchar as database_options
  from pg_database where not datistemplate;
create or replace view pg_catalog.svv_redshift_schemas as
  select current_database()::varchar as database_name, nspname::varchar as schema_name, nspowner::integer as schema_owner,
    'local'::varchar as schema_type, ''::varchar as schema_acl, ''::varchar as schema_option
  from pg_namespace where nspname not like E'pg\\_toast%' and nspname not like E'pg\\_temp%' and nspname <> 'rs_compat';
create or replace view pg_catalog.svv_all_schemas as select * from pg_catalog.svv_redshift_schemas;
create or replace view pg_catalog.svv_redshift_tables as
  select current_database()::varchar as database_name, n.nspname::varchar as schema_name, c.relname::varchar as table_name,
    case when c.relkind in ('v', 'm') then 'VIEW' else 'TABLE' end::varchar as table_type, ''::varchar as table_acl,
    obj_description(c.oid)::varchar as remarks, u.rolname::varchar as table_owner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles u on u.oid = c.relowner
  where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not like E'pg\\_%'
    and n.nspname not in ('information_schema', 'rs_compat');
create or replace view pg_catalog.svv_all_tables as select * from pg_catalog.svv_redshift_tables;
create or replace view pg_catalog.svv_tables as
  select database_name as table_catalog, schema_name as table_schema, table_name, table_type, remarks
  from pg_catalog.svv_redshift_tables;
create or replace view pg_catalog.svv_redshift_columns as
  select current_database()::varchar as database_name, n.nspname::varchar as schema_name, c.relname::varchar as table_name,
    a.attname::varchar as column_name, a.attnum::integer as ordinal_position,
    case when a.atttypid in ('jsonb'::regtype, 'super'::regtype) then 'super'
      else format_type(a.atttypid, a.atttypmod) end::varchar as data_type,
    pg_get_expr(d.adbin, d.adrelid)::varchar as column_default,
    case when a.attnotnull then 'NO' else 'YES' end::varchar as is_nullable, 'none'::varchar as encoding,
    rs_compat.is_distkey(c.oid, a.attnum) as distkey, rs_compat.sortkey_position(c.oid, a.attnum) as sortkey,
    ''::varchar as column_acl, col_description(c.oid, a.attnum)::varchar as remarks
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'v', 'm', 'p')
    and n.nspname not like E'pg\\_%' and n.nspname not in ('information_schema', 'rs_compat');
-- What stands in the brackets of a type: "character varying(20)", "numeric(10,2)".
create or replace function rs_compat.text_length(type text) returns integer language sql immutable strict
  return substring(type from E'^character.*[(]([0-9]+)[)]')::integer;
create or replace function rs_compat.number_digits(type text, place integer) returns integer language sql immutable strict
  return nullif(split_part(substring(type from E'^numeric[(]([0-9]+,[0-9]+)[)]'), ',', place), '')::integer;
create or replace view pg_catalog.svv_all_columns as
  select database_name, schema_name, table_name, column_name, ordinal_position, column_default, is_nullable, data_type,
    rs_compat.text_length(data_type) as character_maximum_length, rs_compat.number_digits(data_type, 1) as numeric_precision,
    rs_compat.number_digits(data_type, 2) as numeric_scale, remarks
  from pg_catalog.svv_redshift_columns;
create or replace view pg_catalog.svv_columns as
  select database_name as table_catalog, schema_name as table_schema, table_name, column_name, ordinal_position,
    column_default, is_nullable, pg_catalog.regexp_replace(data_type, E'[(].*[)]', '')::varchar as data_type,
    rs_compat.text_length(data_type) as character_maximum_length, rs_compat.number_digits(data_type, 1) as numeric_precision,
    rs_compat.number_digits(data_type, 2) as numeric_scale, remarks
  from pg_catalog.svv_redshift_columns;
create or replace view pg_catalog.svv_table_info as
  select current_database()::text as "database", n.nspname::text as "schema", c.oid::integer as table_id,
    c.relname::text as "table", 'Y'::text as encoded, rs_compat.diststyle_text(c.oid) as diststyle,
    coalesce(t.sortkey[1], 'AUTO(SORTKEY)') as sortkey1, 0 as max_varchar, null::text as sortkey1_enc,
    coalesce(cardinality(t.sortkey), 0) as sortkey_num, (pg_relation_size(c.oid) / 1048576 + 1)::bigint as size,
    0.0::numeric as pct_used, 0 as empty, 0.0::numeric as unsorted, 0.0::numeric as stats_off,
    greatest(c.reltuples, 0)::numeric as tbl_rows, 1.0::numeric as skew_sortkey1, 1.0::numeric as skew_rows,
    greatest(c.reltuples, 0)::numeric as estimated_visible_rows, null::text as risk_event,
    0.0::numeric as vacuum_sort_benefit, null::timestamp as create_time
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join rs_compat.table_attributes t on t.relation = c.oid
  where c.relkind in ('r', 'm', 'p') and n.nspname not like E'pg\\_%'
    and n.nspname not in ('information_schema', 'rs_compat');
create or replace view pg_catalog.pg_table_def as
  select schema_name::name as schemaname, table_name::name as tablename, column_name::name as "column",
    data_type::text as type, encoding::text as encoding, distkey, sortkey, is_nullable = 'NO' as "notnull"
  from pg_catalog.svv_redshift_columns c
  where schema_name = any (current_schemas(true)::text[]);

-- SHOW of a table and of a view: statements that would make them.
create or replace function rs_compat.show_table(name text) returns text language sql stable as $$
  select 'CREATE TABLE ' || c.schema_name || '.' || c.table_name || E' (\n'
    || string_agg('    ' || c.column_name || ' ' || c.data_type
      || case when c.column_default is null then '' else ' DEFAULT ' || c.column_default end
      || case when c.is_nullable = 'NO' then ' NOT NULL' else '' end, E',\n' order by c.ordinal_position)
    || E'\n)\nDISTSTYLE ' || max(split_part(i.diststyle, '(', 1))
    || coalesce(E'\nDISTKEY (' || max(substring(i.diststyle from E'^KEY[(](.*)[)]$')) || ')', '')
    || coalesce(E'\nSORTKEY (' || (select array_to_string(t.sortkey, ', ') from rs_compat.table_attributes t
      where t.relation = to_regclass(name) and cardinality(t.sortkey) > 0) || ')', '') || ';'
  from pg_catalog.svv_redshift_columns c
    join pg_class r on r.oid = to_regclass(name) and r.relname = c.table_name
    join pg_namespace n on n.oid = r.relnamespace and n.nspname = c.schema_name
    left join pg_catalog.svv_table_info i on i.table_id = r.oid::integer
  group by c.schema_name, c.table_name $$;

create or replace view pg_catalog.svv_mv_info as
  select current_database()::text as database_name, schemaname::text as schema_name, ''::text as user_name,
    matviewname::text as name, false as is_stale, 1 as state, false as autorefresh, false as autorewrite
  from pg_matviews;
create or replace view pg_catalog.stv_mv_info as
  select current_database()::char(128) as db_name, schemaname::char(128) as schema, matviewname::char(128) as name,
    0 as updated_upto_xid, 'N'::char(1) as is_stale, ''::char as owner_user_name, 1 as state, 'N'::char(1) as autorewrite,
    'N'::char(1) as autorefresh
  from pg_matviews;
create or replace view pg_catalog.svv_relation_privileges as
  select n.nspname::text as namespace_name, c.relname::text as relation_name, a.privilege_type::text as privilege_type,
    a.grantee::integer as identity_id,
    case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end as identity_name,
    case when a.grantee = 0 then 'public' when u.rolcanlogin then 'user' else 'role' end as identity_type,
    a.is_grantable as admin_option
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
    left join pg_roles u on u.oid = a.grantee
  where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not like E'pg\\_%'
    and n.nspname not in ('information_schema', 'rs_compat');
create or replace view pg_catalog.svv_schema_privileges as
  select n.nspname::text as namespace_name, a.privilege_type::text as privilege_type, a.grantee::integer as identity_id,
    case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end as identity_name,
    case when a.grantee = 0 then 'public' when u.rolcanlogin then 'user' else 'role' end as identity_type,
    a.is_grantable as admin_option
  from pg_namespace n cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
    left join pg_roles u on u.oid = a.grantee
  where n.nspname not like E'pg\\_%' and n.nspname not in ('information_schema', 'rs_compat');
create or replace view pg_catalog.svv_roles as
  select oid::integer as role_id, rolname::text as role_name, ''::text as role_owner
  from pg_roles where not rolcanlogin and rolname not like E'pg\\_%';
create or replace view pg_catalog.svv_user_info as
  select rolname::varchar(128) as user_name, oid::integer as user_id, rolcreatedb as createdb, rolsuper as superuser
  from pg_roles where rolcanlogin;
create or replace view pg_catalog.svv_user_grants as
  select m.member::integer as user_id, u.rolname::text as user_name, r.oid::integer as role_id,
    r.rolname::text as role_name, m.admin_option
  from pg_auth_members m join pg_roles u on u.oid = m.member join pg_roles r on r.oid = m.roleid;
create or replace view pg_catalog.stv_db_isolation_level as
  select d.datname::char(128) as db_name, case when exists (select from pg_db_role_setting s
      where s.setdatabase = d.oid and s.setrole = 0 and 'default_transaction_isolation=serializable' = any (s.setconfig))
    then 'Serializable' else 'Snapshot Isolation' end::char(20) as isolation_level
  from pg_database d;
create or replace view pg_catalog.stv_recents as
  select usesysid::integer as userid, 'Running'::varchar(20) as status, query_start as starttime, 0 as duration,
    usename::varchar(50) as user_name, datname::varchar(50) as db_name, query::varchar(600) as query, pid
  from pg_stat_activity where state = 'active';
create or replace view pg_catalog.stv_sessions as
  select backend_start as starttime, pid as process, usename::varchar(50) as user_name, datname::varchar(50) as db_name
  from pg_stat_activity where backend_type = 'client backend';
create or replace view pg_catalog.sys_query_history as
  select usesysid::integer as user_id, pid::bigint as query_id, pid as session_id, datname::varchar(128) as database_name,
    'running'::varchar(10) as status, query_start as start_time, 0::bigint as elapsed_time,
    query::varchar(4000) as query_text
  from pg_stat_activity where backend_type = 'client backend';
create or replace view pg_catalog.sys_query_detail as
  select 0::bigint as query_id, 0 as table_id, ''::varchar(32) as step_name, now()::timestamp as start_time where false;
create or replace view pg_catalog.svl_qlog as select * from pg_catalog.sys_query_history;
create or replace view pg_catalog.pg_proc_info as
  select p.*, p.oid as prooid from pg_proc p;
create or replace view pg_catalog.pg_user_info as
  select u.*, null::text as usecatupd from pg_user u;

-- Late-binding views are in the catalog as any view here, so the function that lists theirs has none to add.
create or replace function pg_catalog.pg_get_late_binding_view_cols() returns setof record language sql stable
  as $$ select ''::name, ''::name, ''::name, ''::varchar, 0::integer where false $$;
create or replace function pg_catalog.pg_get_cols(relation text) returns setof record language sql stable as $$
  select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)::varchar, a.attnum::integer
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where c.oid = to_regclass(relation) and a.attnum > 0 and not a.attisdropped order by a.attnum $$;
create or replace function pg_catalog.pg_last_query_id() returns integer language sql stable return pg_backend_pid();
create or replace function rs_compat.comment_on_view(name text, comment text) returns void language plpgsql as $$
begin
  execute format('comment on %s %s is %L', case (select relkind from pg_class where oid = to_regclass(name))
    when 'm' then 'materialized view' else 'view' end, name, comment);
end $$;

create or replace function rs_compat.version() returns text language sql immutable
  return 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2, Redshift 1.0.100000 (local stand-in)';
