-- setup: a table of events
create table events (id int, user_id varchar(10), category varchar(10), at timestamp, price decimal(10,2))

-- setup: with rows
insert into events values (1, 'u1', 'a', '2026-01-01 00:00:00', 1), (2, 'u1', null, '2026-01-01 00:10:00', 2), (3, 'u1', 'b', '2026-01-01 01:00:00', 3), (4, 'u2', 'a', '2026-01-01 00:00:00', 6)

-- supported: listagg orders and removes repetitions
select user_id, listagg(category, ',') within group (order by at desc), listagg(distinct category, '|') within group (order by category) from events group by user_id order by user_id
-- > u1|b,a|a|b
-- > u2|a|a

-- supported: qualify with a star
select * from events e qualify row_number() over (partition by e.user_id order by e.at desc) = 1 order by id
-- > 3|u1|b|2026-01-01 01:00:00|3.00
-- > 4|u2|a|2026-01-01 00:00:00|6.00

-- supported: qualify with names, an alias and a limit
select id, rank() over (order by price desc) as position from events where price > 1 qualify position <= 2 order by position limit 5
-- > 4|1
-- > 3|2

-- supported: qualify within a common table expression
with newest as (select user_id, id from events qualify row_number() over (partition by user_id order by at desc) = 1) select id from newest order by 1
-- > 3
-- > 4

-- supported: median and percentiles
select median(price), percentile_cont(0.5) within group (order by price), approximate percentile_disc(0.5) within group (order by price) from events
-- > 2.5|2.5|2.00

-- supported: percentile as a window function
select id, percentile_cont(0.5) within group (order by price) over (partition by user_id) from events order by id
-- > 1|2.0
-- > 2|2.0
-- > 3|2.0
-- > 4|6.0

-- supported: shares
select user_id, ratio_to_report(sum(price)) over () from events group by user_id order by user_id
-- > u1|0.5
-- > u2|0.5

-- supported: the last value that is not null
select id, last_value(category ignore nulls) over (partition by user_id order by at rows between unbounded preceding and current row) from events order by id
-- > 1|a
-- > 2|a
-- > 3|b
-- > 4|a

-- supported: counting without exactness is exact here
select approximate count(distinct user_id) from events
-- > 2

-- supported: lateral aliases
select price * 2 as twice, twice + 1 as more from events where twice > 5 order by id
-- > 6.00|7.00
-- > 12.00|13.00

-- supported: top and minus
select top 1 id from events order by id desc
-- > 4

-- supported: minus
select user_id from events minus select 'u2'
-- > u1

-- supported: sessions by a gap of thirty minutes
select user_id, sum(starts) from (select user_id, case when datediff(minute, lag(at) over (partition by user_id order by at), at) < 30 then 0 else 1 end as starts from events) s group by 1 order by 1
-- > u1|2
-- > u2|1

-- setup: merge
merge into events using (select 1 as id, 100 as price union all select 9, 900) s on events.id = s.id when matched then update set price = s.price when not matched then insert (id, price) values (s.id, s.price)

-- supported: merged
select id, price from events where price >= 100 order by id
-- > 1|100.00
-- > 9|900.00

-- setup: delete using, update from
delete from events using (select 9 as id) d where events.id = d.id

-- setup: select into
select user_id, count(*) as n into counted from events group by 1

-- supported: its rows
select n from counted order by user_id
-- > 3
-- > 1

-- supported: a recursive query
with recursive r(n) as (select 1 union all select n + 1 from r where n < 4) select max(n) from r
-- > 4

-- supported: a name of three parts
select count(*) from {database}.corpus_queries.events
-- > 4
