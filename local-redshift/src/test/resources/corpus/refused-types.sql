-- setup: a table
create table t (a int, b varchar(10))

-- setup: another
create table u (a int)

-- refused: serial
create table x (a serial)
-- ! 0A000 Column "x.a" has unsupported type "serial"

-- refused: bigserial
create table x (a bigserial)
-- ! 0A000 has unsupported type "bigserial"

-- refused: arrays of integers
create table x (a int[])
-- ! 0A000 has unsupported type "int[]"

-- refused: arrays of text
create table x (a varchar(10)[])
-- ! 0A000 has unsupported type

-- refused: money
create table x (a money)
-- ! 0A000 has unsupported type "money"

-- refused: inet
create table x (a inet)
-- ! 0A000 has unsupported type "inet"

-- refused: bytea
create table x (a bytea)
-- ! 0A000 has unsupported type "bytea"

-- refused: bit
create table x (a bit(3))
-- ! 0A000 has unsupported type "bit"

-- refused: point
create table x (a point)
-- ! 0A000 has unsupported type "point"

-- refused: json
create table x (a json)
-- ! 42704 type "json" does not exist

-- refused: jsonb
create table x (a jsonb)
-- ! 42704 type "jsonb" does not exist

-- refused: uuid
create table x (a uuid)
-- ! 42704 type "uuid" does not exist

-- refused: xml
create table x (a xml)
-- ! 42704 type "xml" does not exist

-- refused: text search
create table x (a tsvector)
-- ! 42704 type "tsvector" does not exist

-- refused: ranges
create table x (a int4range)
-- ! 42704 type "int4range" does not exist

-- refused: a cast to jsonb
select '{}'::jsonb
-- ! 42704 type "jsonb" does not exist

-- refused: a cast to uuid
select cast('a' as uuid)
-- ! 42704 type "uuid" does not exist

-- refused: jsonb added to a table
alter table t add column c jsonb
-- ! 42704 type "jsonb" does not exist
