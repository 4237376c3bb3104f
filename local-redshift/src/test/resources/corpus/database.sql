-- supported: the version tells that it is Redshift
select version() like 'PostgreSQL 8.0.2 %Redshift%'
-- > t

-- supported: the schema one is in
select current_schema()
-- > corpus_database

-- supported: the database one is in
select current_database() = '{database}'
-- > t

-- setup: a table with keys
create table keyed (id int not null encode az64, region varchar(20) encode zstd, at timestamp, doc super, note varchar(max)) diststyle key distkey (region) compound sortkey (at, id)

-- setup: one without
create table plain (id int)

-- setup: a view
create view looked as select id from plain

-- supported: its keys are in the catalog
select diststyle, sortkey1, sortkey_num from svv_table_info where "schema" = 'corpus_database' and "table" = 'keyed'
-- > KEY(region)|at|2

-- supported: columns with their types
select column_name, data_type from svv_columns where table_schema = 'corpus_database' and table_name = 'keyed' order by ordinal_position
-- > id|integer
-- > region|character varying
-- > at|timestamp without time zone
-- > doc|super
-- > note|character varying

-- supported: lengths of text
select column_name, character_maximum_length from information_schema.columns where table_schema = 'corpus_database' and table_name = 'keyed' and data_type = 'character varying' order by 1
-- > note|65535
-- > region|20

-- supported: columns as the cluster's own view lists them
select "column", type, distkey, sortkey, "notnull" from pg_table_def where schemaname = 'corpus_database' and tablename = 'keyed' order by sortkey, "column"
-- > doc|super|f|0|f
-- > note|character varying(65535)|f|0|f
-- > region|character varying(20)|t|0|f
-- > at|timestamp without time zone|f|1|f
-- > id|integer|f|2|t

-- supported: tables and views apart
select table_name, table_type from svv_tables where table_schema = 'corpus_database' order by 1
-- > keyed|TABLE
-- > looked|VIEW
-- > plain|TABLE

-- supported: show tables
show tables from schema {database}.corpus_database
-- # 3

-- supported: show tables of a pattern
show tables from schema {database}.corpus_database like 'p%'
-- # 1

-- supported: show columns
show columns from table {database}.corpus_database.keyed
-- # 5

-- supported: show schemas
show schemas from database {database} like 'corpus_database'
-- # 1

-- supported: show databases
show databases like '{database}'
-- # 1

-- supported: show view gives its text
show view corpus_database.looked
-- # 1

-- supported: show table gives a definition
show table corpus_database.keyed
-- # 1

-- setup: all may read it
grant select on plain to public

-- supported: show grants on a table
show grants on table corpus_database.plain for public
-- # 1

-- supported: show of a parameter
show datestyle
-- > ISO, MDY

-- setup: a parameter of its own
set query_group to 'corpus'

-- supported: its value
show query_group
-- > corpus

-- supported: reset of it
reset query_group

-- supported: the session's own process
select pg_backend_pid() > 0
-- > t

-- supported: rights asked for
select has_schema_privilege('corpus_database', 'usage'), has_table_privilege('corpus_database.plain', 'select')
-- > t|t

-- supported: explain gives a plan
explain select * from plain

-- setup: a procedure
create or replace procedure put(a int) as $$ begin insert into corpus_database.plain values (a); end $$ language plpgsql

-- supported: called
call put(7)

-- supported: did its work
select id from looked
-- > 7

-- setup: a function of SQL
create function f_double(int) returns int stable as $$ select $1 * 2 $$ language sql

-- supported: of one's own is called
select f_double(21)
-- > 42

-- supported: a late-binding view may name a table before it is changed
create view corpus_database.late as select * from corpus_database.plain with no schema binding

-- supported: and outlives it
drop table plain cascade

-- supported: a transaction that is rolled back
begin; create table undone (a int); rollback

-- supported: leaves nothing
select count(*) from svv_tables where table_schema = 'corpus_database' and table_name = 'undone'
-- > 0

-- open: a late-binding view over a table that never was
create view never as select * from corpus_database.nowhere with no schema binding

-- open: external schemas
create external schema spectrum from data catalog database 'd' iam_role default create external database if not exists

-- open: streams from Kafka
create materialized view streamed as select * from kafka_schema."topic"
