-- The log of loads, written on a connection of its own: a load that is rolled back stays in it.
create sequence if not exists rs_compat.copy_id start 1000;
create table if not exists rs_compat.load_history (
  query_id bigint, session_id integer, user_name text, table_name text, file_name text, loaded_rows bigint,
  loaded_bytes bigint, start_time timestamp, end_time timestamp);
create table if not exists rs_compat.load_errors (
  query_id bigint, session_id integer, user_name text, table_name text, file_name text, line_number bigint,
  column_name text, error_code integer, error_message text, start_time timestamp);
grant select on rs_compat.load_history, rs_compat.load_errors to public;

-- A file per session, as the log itself may be newer than the transaction that asks.
create or replace function rs_compat.last_copy(field integer) returns bigint
  language sql volatile security definer set search_path = pg_catalog
  return split_part(coalesce(pg_read_file('last_copy/' || pg_backend_pid(), true), '-1 0'), ' ', field)::bigint;
create or replace function pg_catalog.pg_last_copy_id() returns bigint language sql volatile
  return rs_compat.last_copy(1);
create or replace function pg_catalog.pg_last_copy_count() returns bigint language sql volatile
  return rs_compat.last_copy(2);

create or replace view pg_catalog.sys_load_history as
  select user_name::varchar(128) as user_name, query_id, session_id, current_database()::varchar(128) as database_name,
    table_name::varchar(256) as table_name, 's3'::varchar(16) as data_source, 'parquet'::varchar(16) as file_format,
    'completed'::varchar(16) as status, count(*)::integer as source_file_count,
    coalesce(sum(loaded_rows), 0)::bigint as loaded_rows, coalesce(sum(loaded_bytes), 0)::bigint as loaded_bytes,
    coalesce(sum(loaded_bytes), 0)::bigint as source_file_bytes, 0::bigint as error_count, min(start_time) as start_time,
    max(end_time) as end_time, ''::varchar(256) as error_message
  from rs_compat.load_history group by 1, 2, 3, 5
  union all
  select user_name::varchar(128), query_id, session_id, current_database()::varchar(128), table_name::varchar(256),
    's3'::varchar(16), 'parquet'::varchar(16), 'failed'::varchar(16), 1, 0::bigint, 0::bigint, 0::bigint, 1::bigint,
    start_time, start_time, left(error_message, 256)::varchar(256)
  from rs_compat.load_errors;
create or replace view pg_catalog.sys_load_detail as
  select user_name::varchar(128) as user_name, query_id, session_id, table_name::varchar(256) as table_name,
    file_name::varchar(256) as file_name, loaded_rows as lines_scanned, loaded_bytes as file_bytes, start_time, end_time
  from rs_compat.load_history;
create or replace view pg_catalog.sys_load_error_detail as
  select user_name::varchar(128) as user_name, query_id, session_id, current_database()::varchar(64) as database_name,
    table_name::varchar(256) as table_name, start_time, file_name::varchar(256) as file_name, line_number,
    column_name::varchar(127) as column_name, error_code, error_message::varchar(512) as error_message
  from rs_compat.load_errors;
create or replace view pg_catalog.stl_load_errors as
  select session_id as session, query_id as query, table_name, file_name::varchar(256) as filename, line_number,
    column_name::varchar(127) as colname, error_code as err_code, left(error_message, 100)::varchar(100) as err_reason,
    start_time as starttime
  from rs_compat.load_errors;
create or replace view pg_catalog.stl_load_commits as
  select query_id as query, session_id as session, file_name::varchar(256) as filename, loaded_rows as lines_scanned,
    end_time as curtime, 1 as status
  from rs_compat.load_history;
