-- setup: a table
create table t (a int, b varchar(10))

-- setup: another
create table u (a int)

-- refused: the word raw as a name
select * from raw.t
-- ! 42601 syntax error at or near "raw"

-- refused: the word tag as a name
select a, tag from t
-- ! 42601 syntax error at or near "tag"

-- refused: the word delta as a name
create table x (delta varchar(10))
-- ! 42601 syntax error at or near "delta"

-- refused: the word snapshot as a name
with snapshot as (select 1) select * from snapshot
-- ! 42601 syntax error at or near "snapshot"

-- refused: the word backup as a name
create schema backup
-- ! 42601 syntax error at or near "backup"

-- refused: the word system as a name
select a from t group by system
-- ! 42601 syntax error at or near "system"

-- refused: the word parallel as a name
select a from t order by a, parallel
-- ! 42601 syntax error at or near "parallel"

-- refused: the word percent as a name
create table percent (a int)
-- ! 42601 syntax error at or near "percent"

-- refused: the word permissions as a name
insert into permissions values (1)
-- ! 42601 syntax error at or near "permissions"

-- refused: the word wallet as a name
update wallet set a = 1
-- ! 42601 syntax error at or near "wallet"

-- refused: the word offline as a name
select * from offline.t
-- ! 42601 syntax error at or near "offline"

-- refused: the word open as a name
select a, open from t
-- ! 42601 syntax error at or near "open"

-- refused: the word new as a name
create table x (new varchar(10))
-- ! 42601 syntax error at or near "new"

-- refused: the word old as a name
with old as (select 1) select * from old
-- ! 42601 syntax error at or near "old"

-- refused: the word recover as a name
create schema recover
-- ! 42601 syntax error at or near "recover"

-- refused: the word restore as a name
select a from t group by restore
-- ! 42601 syntax error at or near "restore"

-- refused: the word encode as a name
select a from t order by a, encode
-- ! 42601 syntax error at or near "encode"

-- refused: the word gzip as a name
create table gzip (a int)
-- ! 42601 syntax error at or near "gzip"

-- refused: the word lzo as a name
insert into lzo values (1)
-- ! 42601 syntax error at or near "lzo"

-- refused: the word identity as a name
update identity set a = 1
-- ! 42601 syntax error at or near "identity"

-- supported: reserved words in quotes are names
select 1 as "tag", 2 as "raw"
-- > 1|2

-- supported: reserved words after AS are names of output
select 1 as tag, 2 as system
-- > 1|2
