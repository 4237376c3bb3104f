-- setup: sales by place
create table sales (place varchar(10), kind varchar(10), price decimal(8,2), pieces int)

-- setup: five of them
insert into sales values ('Paris', 'hotel', 100.00, 1), ('Paris', 'car', 50.00, 2), ('Rome', 'hotel', 80.00, null), ('Rome', 'hotel', 80.00, 4), (null, 'car', 40.00, 5)

-- supported: count of rows, of values, of distinct values
select count(*), count(pieces), count(distinct price) from sales
-- > 5|4|4

-- supported: sums skip nulls
select sum(pieces), sum(price), max(price), min(price) from sales
-- > 12|350.00|100.00|40.00

-- supported: nothing has no sum
select sum(price), count(*) from sales where place = 'Oslo'
-- > null|0

-- supported: grouping keeps null as a group
select place, count(*) from sales group by place order by place
-- > Paris|2
-- > Rome|2
-- > null|1

-- supported: nulls come last, and first when descending
select place from sales group by place order by place desc
-- > null
-- > Rome
-- > Paris

-- supported: having
select place from sales group by 1 having sum(price) > 150 order by 1
-- > Rome

-- supported: listagg of distinct values
select listagg(distinct kind, ', ') within group (order by kind) from sales
-- > car, hotel

-- supported: listagg without an order for one value
select place, listagg(kind) from sales where place = 'Rome' group by place
-- > Rome|hotelhotel

-- supported: median of an even number
select median(price) from sales
-- > 80.0
-- or 80.00

-- supported: percentile_cont within a group
select percentile_cont(0.25) within group (order by pieces) from sales
-- > 1.75

-- supported: approximate percentile_disc
select approximate percentile_disc(0.5) within group (order by pieces) from sales
-- > 2

-- supported: variance and deviation
select round(var_pop(pieces)::decimal(10,4), 2), round(stddev_pop(pieces)::decimal(10,4), 3) from sales
-- > 2.50|1.581

-- supported: bits and truth
select bit_and(pieces), bit_or(pieces), bool_and(price > 10), bool_or(price > 90) from sales
-- > 0|7|t|t

-- supported: any_value is one of them
select any_value(kind) from sales where place = 'Rome'
-- > hotel

-- supported: rollup makes subtotals
select place, kind, sum(price) from sales where place is not null group by rollup (place, kind) order by 1, 2
-- > Paris|car|50.00
-- > Paris|hotel|100.00
-- > Paris|null|150.00
-- > Rome|hotel|160.00
-- > Rome|null|160.00
-- > null|null|310.00

-- supported: cube makes all subtotals
select count(*) from (select place, kind from sales where place is not null group by cube (place, kind)) t
-- > 8

-- supported: grouping sets and grouping
select grouping(kind), sum(price) from sales group by grouping sets ((kind), ()) order by 1, 2
-- > 0|90.00
-- > 0|260.00
-- > 1|350.00

-- supported: a distinct sum
select sum(distinct price) from sales
-- > 270.00

-- open: group by all
select place, count(*) from sales group by all order by 1
-- > Paris|2
-- > Rome|2
-- > null|1

-- open: pivot turns rows into columns
select * from (select kind, price from sales) pivot (count(price) for kind in ('hotel', 'car'))
-- > 3|2

-- open: a star without a column
select * exclude (pieces, price) from sales where place is null
-- > null|car

-- supported: a sketch of distinct values is named by its own function
select approximate count(distinct place) from sales
-- > 2

-- open: hll is an estimate of distinct values
select hll(place) from sales
-- > 2
