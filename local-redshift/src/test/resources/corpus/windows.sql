-- setup: sales of two sellers
create table winsales (salesid int, dateid date, sellerid int, qty int)

-- setup: eleven of them
insert into winsales values (30001, '2003-08-02', 3, 10), (10001, '2003-12-24', 1, 10), (10005, '2003-12-24', 1, 30), (40001, '2004-01-09', 4, 40), (10006, '2004-01-18', 1, 10), (20001, '2004-02-12', 2, 20), (40005, '2004-02-12', 4, 10), (20002, '2004-02-16', 2, 20), (30003, '2004-04-18', 3, 15), (30004, '2004-04-18', 3, 20), (30007, '2004-09-07', 3, 30)

-- supported: rank leaves gaps, dense_rank none
select salesid, rank() over (order by qty desc), dense_rank() over (order by qty desc) from winsales where sellerid = 3 order by 2, 1
-- > 30007|1|1
-- > 30004|2|2
-- > 30003|3|3
-- > 30001|4|4

-- supported: running sums need their frame
select salesid, sum(qty) over (order by dateid, salesid rows unbounded preceding) from winsales where sellerid = 1 order by dateid, salesid
-- > 10001|10
-- > 10005|40
-- > 10006|50

-- supported: row_number within a partition
select sellerid, max(n) from (select sellerid, row_number() over (partition by sellerid order by salesid) as n from winsales) t group by 1 order by 1
-- > 1|3
-- > 2|2
-- > 3|4
-- > 4|2

-- supported: lag and lead with a distance
select salesid, lag(qty, 1) over (order by salesid), lead(qty) over (order by salesid) from winsales where sellerid = 3 order by 1
-- > 30001|null|15
-- > 30003|10|20
-- > 30004|15|30
-- > 30007|20|null

-- supported: first and last value of a frame
select distinct first_value(salesid) over (order by qty, salesid rows between unbounded preceding and unbounded following), last_value(salesid) over (order by qty, salesid rows between unbounded preceding and unbounded following) from winsales
-- > 10001|40001

-- supported: nth_value
select distinct nth_value(salesid, 2) over (order by salesid rows between unbounded preceding and unbounded following) from winsales
-- > 10005

-- supported: ntile cuts into even parts
select n, count(*) from (select ntile(4) over (order by salesid) as n from winsales) t group by 1 order by 1
-- > 1|3
-- > 2|3
-- > 3|3
-- > 4|2

-- supported: cume_dist and percent_rank
select salesid, round(cume_dist() over (order by qty)::decimal(8,4), 2), round(percent_rank() over (order by qty)::decimal(8,4), 2) from winsales where sellerid = 3 order by qty
-- > 30001|0.25|0.00
-- > 30003|0.50|0.33
-- > 30004|0.75|0.67
-- > 30007|1.00|1.00

-- supported: ratio_to_report of a seller
select salesid, ratio_to_report(qty) over (partition by sellerid) from winsales where sellerid = 2 order by 1
-- > 20001|0.5
-- > 20002|0.5

-- supported: averages over a moving frame
select salesid, avg(qty::float) over (order by salesid rows between 1 preceding and current row) from winsales where sellerid = 1 order by 1
-- > 10001|10.0
-- > 10005|20.0
-- > 10006|20.0

-- supported: count over everything
select distinct count(*) over () from winsales
-- > 11

-- supported: min and max over a partition
select distinct sellerid, min(qty) over (partition by sellerid), max(qty) over (partition by sellerid) from winsales where sellerid < 3 order by 1
-- > 1|10|30
-- > 2|20|20

-- supported: median as a window function
select distinct sellerid, median(qty) over (partition by sellerid) from winsales order by 1
-- > 1|10.0
-- > 2|20.0
-- > 3|17.5
-- > 4|25.0

-- supported: qualify on a rank
select salesid from winsales qualify rank() over (partition by sellerid order by qty desc, salesid) = 1 order by 1
-- > 10005
-- > 20001
-- > 30007
-- > 40001

-- supported: qualify after a group
select sellerid, sum(qty) as total from winsales group by sellerid qualify row_number() over (order by sum(qty) desc) = 1
-- > 3|75

-- supported: stddev over a partition
select distinct round(stddev_samp(qty) over (partition by sellerid)::decimal(10,4), 2) from winsales where sellerid = 4
-- > 21.21

-- open: lag that skips nulls
select lag(v, 1) ignore nulls over (order by n) from (select 1 as n, 5 as v union all select 2, null union all select 3, null) t
-- > null
-- > 5
-- > 5

-- open: listagg as a window function keeps its order
select distinct listagg(salesid, ',') within group (order by salesid desc) over (partition by sellerid) from winsales where sellerid = 1
-- > 10006,10005,10001
