-- setup: a table of stock
create table stock (item varchar(10) primary key, amount int default 0, changed timestamp default sysdate)

-- setup: rows of it
insert into stock (item, amount) values ('a', 1), ('b', 2)

-- setup: a table of deliveries
create table delivery (item varchar(10), amount int)

-- setup: two deliveries, one of a new item
insert into delivery values ('b', 10), ('c', 30)

-- supported: a primary key does not keep a second row out
insert into stock (item, amount) values ('a', 5)

-- supported: so there are two
select item, amount from stock where item = 'a' order by amount
-- > a|1
-- > a|5

-- setup: the second goes
delete from stock where amount = 5

-- supported: a foreign key does not keep an unknown value out
create table line (item varchar(10) references stock (item), unique (item))

-- supported: which is there then, twice
insert into line values ('zz'), ('zz')

-- supported: and counted
select count(*) from line
-- > 2

-- supported: not null is kept
insert into stock (item) values (null)
-- ! any ull

-- supported: merge updates and inserts
merge into stock using delivery on stock.item = delivery.item when matched then update set amount = stock.amount + delivery.amount when not matched then insert (item, amount) values (delivery.item, delivery.amount)

-- supported: as it should
select item, amount from stock order by item
-- > a|1
-- > b|12
-- > c|30

-- supported: merge deletes
merge into stock using delivery on stock.item = delivery.item when matched then delete when not matched then insert values (delivery.item, 0, sysdate)

-- supported: what matched
select item from stock order by 1
-- > a

-- supported: update from another table
update stock set amount = d.amount from (select 'a' as item, 7 as amount) d where stock.item = d.item

-- supported: which changes it
select amount from stock
-- > 7

-- supported: delete using another table
delete from stock using delivery where stock.amount = 7 and delivery.item = 'b'

-- supported: which leaves none
select count(*) from stock
-- > 0

-- supported: insert with default values
insert into stock values ('d', default, default)

-- supported: gives the defaults
select amount, changed is not null from stock where item = 'd'
-- > 0|t

-- supported: insert of a query
insert into stock (item, amount) select item, amount from delivery

-- supported: which has its rows
select count(*) from stock
-- > 3

-- supported: delete with a common table
with gone as (select 'b' as item) delete from stock where item in (select item from gone)

-- supported: of what it named
select count(*) from stock where item = 'b'
-- > 0

-- supported: text that is too long is refused
insert into stock (item) values ('12345678901')
-- ! any too long

-- supported: a cast cuts what is too long
select '12345678901'::varchar(10), 'abc'::char(2)
-- > 1234567890|ab

-- supported: deep copy by a query
create table stock_copy as select * from stock

-- supported: with its rows
select count(*) from stock_copy
-- > 2

-- supported: a temporary table hides none of its rows
create temp table scratch (like stock)

-- supported: it is empty
select count(*) from scratch
-- > 0

-- supported: renaming a table
alter table stock_copy rename to stock_kept

-- supported: is seen at once
select count(*) from stock_kept
-- > 2

-- supported: renaming a column
alter table stock_kept rename column amount to quantity

-- supported: changes its name only
select max(quantity) from stock_kept
-- > 30

-- supported: dropping a column
alter table stock_kept drop column changed

-- supported: leaves the others
select column_name from information_schema.columns where table_name = 'stock_kept' order by ordinal_position
-- > item
-- > quantity

-- supported: truncate empties
truncate stock_kept

-- supported: whole
select count(*) from stock_kept
-- > 0

-- supported: drop if exists of what is not
drop table if exists never_there

-- supported: a table that is not there is an error
select * from never_there
-- ! 42P01 does not exist

-- supported: a column that is not there is an error
select nothing from stock
-- ! 42703 does not exist

-- supported: a view
create view low_stock as select item from stock where amount < 5

-- supported: answers
select item from low_stock
-- > d

-- supported: a view keeps its table from being dropped
drop table stock
-- ! 2BP01 depend

-- supported: cascade drops both
drop table stock cascade

-- open: text of many bytes does not fit where its characters would
insert into delivery (item) values ('éééééé')
-- ! any too long

-- open: merge that removes duplicates
merge into delivery using (select 'b' as item, 1 as amount) s on delivery.item = s.item remove duplicates
