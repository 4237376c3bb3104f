-- setup: a table
create table t (a int, b varchar(10))

-- setup: another
create table u (a int)

-- refused: an index
create index i on t (a)
-- ! 0A000 not supported on Redshift tables

-- refused: a unique index
create unique index i on t (a)
-- ! 0A000 not supported on Redshift tables

-- refused: an index dropped
drop index i
-- ! 0A000 not supported on Redshift tables

-- refused: a trigger
create trigger g before insert on t execute procedure f()
-- ! 0A000 not supported on Redshift tables

-- refused: a rule
create rule r as on insert to t do nothing
-- ! 0A000 not supported on Redshift tables

-- refused: a sequence
create sequence s
-- ! 0A000 not supported on Redshift tables

-- refused: a domain
create domain d as int
-- ! 0A000 not supported on Redshift tables

-- refused: a type
create type e as enum ('a', 'b')
-- ! 0A000 not supported on Redshift tables

-- refused: a tablespace
create tablespace s location '/x'
-- ! 0A000 not supported on Redshift tables

-- refused: an extension
create extension pgcrypto
-- ! 42601 syntax error

-- refused: an unlogged table
create unlogged table x (a int)
-- ! 42601 syntax error

-- refused: partitions
create table x (a date) partition by range (a)
-- ! 42601 syntax error

-- refused: a partition of a table
create table x partition of t for values in (1)
-- ! 42601 syntax error

-- refused: inheritance
create table x (c int) inherits (t)
-- ! 42601 syntax error

-- refused: a tablespace for a table
create table x (a int) tablespace s
-- ! 42601 syntax error

-- refused: a temporary table's end
create temp table x (a int) on commit drop
-- ! 42601 syntax error

-- refused: storage parameters
create table x (a int) with (fillfactor = 70)
-- ! 42601 syntax error

-- refused: a check of a column
create table x (a int check (a > 0))
-- ! 0A000 not supported

-- refused: a check of a table
create table x (a int, check (a > 0))
-- ! 0A000 not supported

-- refused: an identity always generated
create table x (a int generated always as identity)
-- ! 42601 syntax error

-- refused: two columns added at once
alter table t add column c int, add column d int
-- ! 42601 syntax error

-- refused: a column added if not there
alter table t add column if not exists c int
-- ! 42601 syntax error

-- refused: a column dropped if there
alter table t drop column if exists c
-- ! 42601 syntax error

-- refused: a table altered if there
alter table if exists t add column c int
-- ! 42601 syntax error

-- refused: a column's new type
alter table t alter column a type bigint
-- ! 0A000 not

-- refused: a default set later
alter table t alter column a set default 1
-- ! 0A000 not supported

-- refused: not null set later
alter table t alter column a set not null
-- ! 0A000 not supported

-- refused: a trigger switched off
alter table t disable trigger all
-- ! 42601 syntax error

-- refused: a schema moved
alter table t set schema other
-- ! 42601 syntax error

-- refused: a function in Perl
create function f(int) returns int as $$ 1 $$ language plperl immutable
-- ! 0A000 not supported

-- refused: a function in PL/pgSQL
create function f(int) returns int as $$ begin return 1; end $$ language plpgsql immutable
-- ! 0A000 not supported

-- refused: a late-binding view over a table without its schema
create view v as select a from t with no schema binding
-- ! 0A000 All the relation names inside should be qualified when creating views with no schema binding.
