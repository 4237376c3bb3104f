-- setup: a table with names in different case
create table Mixed (Id int, "Quoted Name" varchar(10))

-- setup: one row
insert into mixed values (1, 'x')

-- supported: names fold to lower case
select ID from MIXED
-- > 1

-- supported: quoted names with blanks
select "Quoted Name" from mixed
-- > x

-- supported: a schema before a table
select m.id from corpus_identifiers.mixed m
-- > 1

-- supported: the database before a schema
select id from {database}.corpus_identifiers.mixed
-- > 1

-- supported: an alias of a table
select m.id from mixed as m
-- > 1

-- supported: an alias of a column without AS
select id number_of_it from mixed
-- > 1

-- supported: order by an alias and by a position
select id as x from mixed order by x, 1
-- > 1

-- supported: group by an alias
select id + 1 as x, count(*) from mixed group by x
-- > 2|1

-- supported: comments of both kinds
select /* one /* inside */ another */ 1 -- the end
-- > 1

-- supported: union removes, union all keeps
select count(*) from (select 1 union select 1) t, (select 1 union all select 1) u
-- > 2

-- supported: intersect, except and minus
select 1 intersect select 1 union all select 2 except select 3
-- > 1
-- > 2

-- supported: limit and offset
select n from (select 1 as n union all select 2 union all select 3) t order by n limit 1 offset 1
-- > 2

-- supported: top
select top 2 n from (select 1 as n union all select 2 union all select 3) t order by n desc
-- > 3
-- > 2

-- supported: a cross join by a comma
select count(*) from (select 1 union all select 2) a(x), (select 3 union all select 4) b(y)
-- > 4

-- supported: joins of every kind
select l.x, r.y from (select 1 as x union all select 2) l full join (select 2 as y union all select 3) r on l.x = r.y order by 1, 2
-- > 1|null
-- > 2|2
-- > null|3

-- supported: a natural join and USING
select count(*) from (select 1 as a) l natural join (select 1 as a) r join (select 1 as a) s using (a)
-- > 1

-- supported: a subquery for each row
select a.x, (select max(b.y) from (select 1 as y union all select 5) b) from (select 1 as x) a
-- > 1|5

-- supported: a common table that counts itself up
with recursive n(x) as (select 1 union all select x + 1 from n where x < 5) select sum(x) from n
-- > 15

-- supported: common tables that read each other
with a as (select 1 as x), b as (select x + 1 as y from a) select y from b
-- > 2

-- supported: lateral aliases one after the other
select 2 as one, one * 3 as two, two + one as three
-- > 2|6|8

-- open: a quoted name folds like any other
select "ID" from mixed
-- > 1
