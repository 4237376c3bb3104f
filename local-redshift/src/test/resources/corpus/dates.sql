-- supported: dateadd takes its part bare or quoted, and makes a timestamp of a date
select dateadd(hour, -3, timestamp '2026-01-01 00:00:00'), dateadd('day', 1, date '2026-01-01')
-- > 2025-12-31 21:00:00|2026-01-02 00:00:00

-- supported: datediff counts boundaries, not elapsed time
select datediff(day, date '2026-01-01', date '2026-03-01'), datediff(hour, timestamp '2026-01-01 00:59:00', timestamp '2026-01-01 01:01:00'), datediff(month, date '2026-01-31', date '2026-02-01'), datediff(second, timestamp '2026-01-01', timestamp '2026-01-02'), datediff(year, '2025-12-31', '2026-01-01'), datediff(qtr, '2026-03-31', '2026-04-01')
-- > 59|1|1|86400|1|1

-- supported: datediff goes backwards too
select datediff(minute, timestamp '2026-01-01 01:00:00', timestamp '2026-01-01 00:30:00')
-- > -30

-- supported: convert_timezone
select convert_timezone('UTC','Asia/Tokyo', timestamp '2026-01-01 00:00:00'), convert_timezone('Asia/Tokyo', timestamp '2026-01-01 00:00:00')
-- > 2026-01-01 09:00:00|2026-01-01 09:00:00

-- supported: getdate has whole seconds and no time zone
select date_part(microsecond, getdate())::int % 1000000, len(getdate()::varchar)
-- > 0|19

-- supported: the calendar's functions
select last_day(date '2026-02-03'), add_months(date '2026-01-31', 1), months_between(date '2026-03-01', date '2026-01-01'), next_day(date '2026-01-01','Tue'), trunc(timestamp '2026-01-01 13:00:00'), date_trunc('week', timestamp '2026-01-08 10:00:00')
-- > 2026-02-28|2026-02-28 00:00:00|2.0|2026-01-06|2026-01-01|2026-01-05 00:00:00

-- supported: date parts
select date_part(dow, date '2026-01-04'), date_part(epoch, timestamp '1970-01-02'), date_part('year', date '2026-01-04'), date_part_year(date '2026-01-01'), extract(hour from timestamp '2026-01-01 13:00:00')
-- > 0.0|86400.0|2026.0|2026|13

-- supported: text to dates and back
select to_date('2026-01-01','YYYY-MM-DD'), to_char(timestamp '2026-01-02 03:04:05','YYYY-MM'), '2026-01-01'::date + 1, date '2026-01-01' - date '2025-12-31'
-- > 2026-01-01|2026-01|2026-01-02|1

-- supported: sysdate is a word, not a call
select sysdate is not null
-- > t
