-- setup: a table
create table t (a int, b varchar(10))

-- setup: another
create table u (a int)

-- refused: distinct on
select distinct on (a) a, b from t order by a, b
-- ! 0A000 SELECT DISTINCT ON is not supported

-- refused: an aggregate's filter
select count(*) filter (where a > 1) from t
-- ! 42601 syntax error at or near "("

-- refused: on conflict
insert into t values (1, 'x') on conflict do nothing
-- ! 42601 syntax error

-- refused: returning of an insert
insert into t values (1, 'x') returning a
-- ! 42601 syntax error

-- refused: returning of a delete
delete from t returning *
-- ! 42601 syntax error

-- refused: returning of an update
update t set b = 'x' returning a
-- ! 42601 syntax error

-- refused: lateral in FROM
select * from t, lateral (select t.a + 1) x
-- ! 42601 syntax error

-- refused: lateral in a join
select * from t cross join lateral (select 1 as n) x
-- ! 42601 syntax error

-- refused: a constructor of arrays
select array[1, 2, 3]
-- ! 0A000 not supported

-- refused: the arrow into JSON
select b -> 'x' from t
-- ! 42883 operator does not exist

-- refused: the arrow into JSON as text
select b ->> 'x' from t
-- ! 42883 operator does not exist

-- refused: a path into JSON
select b #>> '{x}' from t
-- ! 42883 operator does not exist

-- refused: containment
select b @> b from t
-- ! 42883 operator does not exist

-- refused: samples of a table
select * from t tablesample bernoulli (10)
-- ! 42601 syntax error

-- refused: fetch first
select * from t order by a fetch first 2 rows only
-- ! 42601 syntax error

-- refused: named windows
select sum(a) over w from t window w as (order by a)
-- ! 42601 syntax error

-- refused: rows locked by a query
select * from t for update
-- ! 0A000 not supported

-- refused: rows shared by a query
select * from t for share
-- ! 0A000 not supported

-- refused: with ordinality
select * from generate_series(1, 2) with ordinality
-- ! 42601 syntax error

-- refused: is json
select b is json from t
-- ! 42601 syntax error

-- refused: a materialized common table
with x as materialized (select 1) select * from x
-- ! 42601 syntax error

-- refused: a condition more in MERGE
merge into t using u on t.a = u.a when matched and u.a > 1 then delete when not matched then insert values (u.a, 'n')
-- ! 42601 syntax error

-- refused: MERGE that does nothing
merge into t using u on t.a = u.a when matched then do nothing
-- ! 42601 syntax error

-- refused: overriding an identity
insert into t (a) overriding system value values (1)
-- ! 42601 syntax error

-- refused: explain analyze
explain analyze select * from t
-- ! 42601 syntax error

-- refused: an anonymous block
do $$ begin end $$
-- ! 42601 syntax error

-- refused: listening
listen channel
-- ! 42601 syntax error

-- refused: several tables truncated
truncate t, u
-- ! 42601 syntax error

-- refused: truncation that cascades
truncate t cascade
-- ! 42601 syntax error

-- refused: truncation that restarts
truncate t restart identity
-- ! 42601 syntax error
