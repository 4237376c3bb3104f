-- setup: every attribute of a table
create table if not exists full_table (id bigint identity(1,1), event_id varchar(36) not null encode zstd distkey, ts timestamp encode az64 sortkey, s super, b varchar(max), t timestamptz default getdate(), primary key (event_id), unique (ts)) diststyle key

-- setup: keys are not enforced
insert into full_table (event_id) values ('same'), ('same')

-- supported: identity counts
select count(distinct id), count(*) from full_table
-- > 2|2

-- refused: but columns of a primary key are never null
insert into full_table (event_id) values (null)
-- ! any null

-- setup: a table from a query, with keys
create table from_query diststyle key distkey (event_id) compound sortkey (event_id, ts) as (select event_id, ts from full_table)

-- supported: its keys
select diststyle, sortkey1, sortkey_num from svv_table_info where "table" = 'from_query'
-- > KEY(event_id)|event_id|2

-- setup: keys can be changed
alter table from_query alter distkey ts

-- supported: and are
select diststyle from svv_table_info where "table" = 'from_query'
-- > KEY(ts)

-- setup: sort key by another statement
alter table from_query alter sortkey (ts)

-- setup: encodings are no matter
alter table from_query alter column event_id encode zstd

-- setup: a longer text
alter table from_query alter column event_id type varchar(64)

-- setup: a new column by Redshift's default length
alter table from_query add column note varchar encode zstd

-- supported: which is
select character_maximum_length from information_schema.columns where table_name = 'from_query' and column_name = 'note'
-- > 256

-- setup: like another
create table like_it (like from_query including defaults)

-- setup: append moves rows
alter table like_it append from from_query

-- supported: moved
select (select count(*) from like_it), (select count(*) from from_query)
-- > 2|0

-- setup: temporary tables with a hash
create table #scratch as select 1 as a

-- supported: are read by the same name
select a from #scratch
-- > 1

-- setup: a materialized view
create materialized view counted backup no diststyle even auto refresh yes as (select count(*) as n from like_it)

-- setup: refreshed
refresh materialized view counted

-- setup: maintenance
vacuum full like_it to 99 percent

-- setup: statistics
analyze like_it predicate columns

-- setup: truncation
truncate table like_it

-- setup: a view without binding over a table that comes
create view corpus_tables.late as select note from corpus_tables.from_query with no schema binding

-- setup: comments
comment on view counted is 'how many'

-- setup: dropped
drop table from_query
