-- supported: dateadd of months ends with the month
select dateadd(month, 18, '2008-02-28'), dateadd(month, 1, '2008-01-31'), dateadd(month, 1, timestamp '2008-04-30')
-- > 2009-08-28 00:00:00|2008-02-29 00:00:00|2008-05-30 00:00:00

-- supported: dateadd of every part
select dateadd(year, 1, date '2024-02-29'), dateadd(quarter, 1, date '2024-01-31'), dateadd(week, 2, date '2024-01-01'), dateadd(minute, 90, timestamp '2024-01-01'), dateadd(ms, 1500, timestamp '2024-01-01')
-- > 2025-02-28 00:00:00|2024-04-30 00:00:00|2024-01-15 00:00:00|2024-01-01 01:30:00|2024-01-01 00:00:01.5

-- supported: datediff of weeks counts Sundays passed
select datediff(week, '2009-01-01', '2009-12-31')
-- > 52

-- supported: datediff with a quarter's other names
select datediff(qtr, '1998-07-01', '2009-07-01'), datediff(quarter, '2026-01-01', '2026-12-31')
-- > 44|3

-- supported: datediff of text and of dates
select datediff(day, '2026-02-28', '2026-03-01'), datediff(hours, timestamp '2026-01-01 23:59:59', timestamp '2026-01-02 00:00:00')
-- > 1|1

-- supported: date_trunc to a week begins on Monday
select date_trunc('week', timestamp '2022-04-30 04:05:06.789')
-- > 2022-04-25 00:00:00

-- supported: date_trunc to other parts
select date_trunc('month', date '2008-09-08'), date_trunc('quarter', timestamp '2008-09-08 12:00:00'), date_trunc('hour', timestamp '2008-09-08 12:34:56')
-- > 2008-09-01 00:00:00|2008-07-01 00:00:00|2008-09-08 12:00:00

-- supported: extract of parts
select extract(year from date '2008-12-25'), extract(week from date '2008-01-01'), extract(doy from date '2008-02-01'), extract(quarter from date '2008-12-25')
-- > 2008|1|32|4

-- supported: date_part of short names
select date_part(w, date '2008-06-17')::int, date_part(minute, timestamp '2009-01-01 02:08:01')::int, date_part(dow, date '2008-06-15')::int
-- > 25|8|0

-- supported: date_part_year of a date
select date_part_year(date '2008-06-17')
-- > 2008

-- supported: add_months keeps the end of a month
select add_months(date '2008-03-31', -1), add_months(date '2008-02-29', 1), add_months(date '2008-03-30', -1)
-- > 2008-02-29 00:00:00|2008-03-31 00:00:00|2008-02-29 00:00:00

-- supported: last_day of a leap year
select last_day(date '2008-02-03'), last_day(timestamp '2009-02-03 10:00:00')
-- > 2008-02-29|2009-02-28

-- supported: months_between is negative backwards
select months_between('1969-01-18', '1969-03-18'), months_between('2008-03-31', '2008-02-29')
-- > -2.0|1.0

-- supported: next_day is never the same day
select next_day('2014-08-20', 'Tuesday'), next_day('2014-08-20', 'Wed')
-- > 2014-08-26|2014-08-27

-- supported: convert_timezone to a zone, from UTC
select convert_timezone('US/Pacific', '2008-08-21 07:23:54')
-- > 2008-08-21 00:23:54

-- supported: convert_timezone between zones
select convert_timezone('EST', 'PST', '2008-03-05 12:25:29')
-- > 2008-03-05 09:25:29

-- supported: at time zone
select timestamp '2001-02-16 20:38:40' at time zone 'MST' at time zone 'UTC'
-- > 2001-02-17 03:38:40

-- supported: to_date by a pattern
select to_date('02 Oct 2001', 'DD Mon YYYY'), to_date('20010630', 'YYYYMMDD', false)
-- > 2001-10-02|2001-06-30

-- open: a day past its month goes into the next
select to_date('20010631', 'YYYYMMDD')
-- > 2001-07-01

-- supported: to_timestamp by a pattern
select to_timestamp('05 Dec 2000', 'DD Mon YYYY')::date
-- > 2000-12-05

-- supported: to_char of timestamps
select to_char(timestamp '2009-12-31 23:15:59', 'MONTH-DY-DD-YYYY HH12:MIPM'), to_char(timestamp '2009-12-31 23:15:59', 'HH24:MI:SS')
-- > DECEMBER -THU-31-2009 11:15PM|23:15:59

-- supported: trunc of a timestamp is a date
select trunc(timestamp '2011-07-21 10:32:38.248109')
-- > 2011-07-21

-- supported: comparisons as functions
select date_cmp('2008-01-01', '2008-01-04'), date_cmp_timestamp('2008-06-18', '2008-06-18'), timestamp_cmp('2008-01-24 06:43:29', '2008-01-24 06:43:28'), interval_cmp('3 days', '1 year')
-- > -1|0|1|-1

-- supported: dates and intervals add
select date '2026-01-01' + 31, date '2026-03-01' - date '2026-02-01', timestamp '2026-01-01' + interval '36 hours'
-- > 2026-02-01|28|2026-01-02 12:00:00

-- supported: getdate and sysdate have no time zone
select getdate() > timestamp '2020-01-01', sysdate > timestamp '2020-01-01'
-- > t|t

-- supported: current_date is today
select current_date = trunc(getdate()), current_date = trunc(sysdate)
-- > t|t

-- supported: epoch from a timestamp and back
select date_part(epoch, timestamp '2026-01-01')::bigint, timestamp 'epoch' + 1767225600 * interval '1 second'
-- > 1767225600|2026-01-01 00:00:00

-- supported: a date that cannot be is an error
select '2026-02-30'::date
-- ! any out of range

-- supported: timestamps with a zone are kept as one point in time
select timestamptz '2026-01-01 00:00:00+02' = timestamptz '2025-12-31 22:00:00+00'
-- > t

-- supported: intervals of years and of days
select interval '1' year, interval '3 days'
-- > 1 years 0 mons 0 days 0 hours 0 mins 0.00 secs|0 years 0 mons 3 days 0 hours 0 mins 0.00 secs
-- or 1 year|3 days

-- supported: strict to_date refuses a day that is not
select to_date('20010631', 'YYYYMMDD', true)
-- ! any date

-- open: datediff between times of day
select datediff(hour, time '05:30:00', time '12:00:00')
-- > 7
