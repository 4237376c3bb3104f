-- Redshift's dates. DATEADD and DATEDIFF are one function per part: the rewriter knows the part, the planner inlines.
create or replace function pg_catalog.getdate() returns timestamp language sql stable
  return date_trunc('second', statement_timestamp() at time zone current_setting('timezone'));
create or replace function pg_catalog.sysdate() returns timestamp language sql stable
  return transaction_timestamp() at time zone current_setting('timezone');

do $$
declare
  part record;
begin
  for part in
    select * from (values
      ('year', 'make_interval(years => n::int)'),
      ('quarter', 'make_interval(months => 3 * n::int)'),
      ('month', 'make_interval(months => n::int)'),
      ('week', 'make_interval(weeks => n::int)'),
      ('day', 'make_interval(days => n::int)'),
      ('hour', 'make_interval(hours => n::int)'),
      ('minute', 'make_interval(mins => n::int)'),
      ('second', 'make_interval(secs => n)'),
      ('millisecond', 'make_interval(secs => n / 1000.0)'),
      ('microsecond', 'make_interval(secs => n / 1000000.0)')) as p(name, step)
  loop
    execute format('create or replace function pg_catalog.dateadd_%s(n bigint, t timestamp) returns timestamp'
      ' language sql immutable return t + %s', part.name, part.step);
    execute format('create or replace function pg_catalog.dateadd_%s(n bigint, t date) returns timestamp'
      ' language sql immutable return t::timestamp + %s', part.name, part.step);
    execute format('create or replace function pg_catalog.dateadd_%s(n bigint, t timestamptz) returns timestamptz'
      ' language sql immutable return (t at time zone ''UTC'' + %s) at time zone ''UTC''', part.name, part.step);
  end loop;
end $$;

-- DATEDIFF counts the boundaries between two points, not the time that passed. Weeks begin on Sunday.
do $$
declare
  part record;
begin
  for part in
    select * from (values
      ('year', '(date_part(''year'', b) - date_part(''year'', a))::bigint'),
      ('quarter', '((date_part(''year'', b) - date_part(''year'', a)) * 4'
        ' + date_part(''quarter'', b) - date_part(''quarter'', a))::bigint'),
      ('month', '((date_part(''year'', b) - date_part(''year'', a)) * 12'
        ' + date_part(''month'', b) - date_part(''month'', a))::bigint'),
      ('week', '((date_trunc(''week'', b + interval ''1 day'')::date'
        ' - date_trunc(''week'', a + interval ''1 day'')::date) / 7)::bigint'),
      ('day', '(b::date - a::date)::bigint'),
      ('hour', '(date_part(''epoch'', date_trunc(''hour'', b) - date_trunc(''hour'', a)) / 3600)::bigint'),
      ('minute', '(date_part(''epoch'', date_trunc(''minute'', b) - date_trunc(''minute'', a)) / 60)::bigint'),
      ('second', '(date_part(''epoch'', date_trunc(''second'', b) - date_trunc(''second'', a)))::bigint'),
      ('millisecond',
        '(date_part(''epoch'', date_trunc(''milliseconds'', b) - date_trunc(''milliseconds'', a)) * 1000)::bigint'),
      ('microsecond', '(extract(epoch from b - a) * 1000000)::bigint')) as p(name, difference)
  loop
    execute format('create or replace function pg_catalog.datediff_%s(a timestamp, b timestamp) returns bigint'
      ' language sql immutable return %s', part.name, part.difference);
    execute format('create or replace function pg_catalog.datediff_%1$s(a date, b date) returns bigint'
      ' language sql immutable return pg_catalog.datediff_%1$s(a::timestamp, b::timestamp)', part.name);
    execute format('create or replace function pg_catalog.datediff_%1$s(a timestamptz, b timestamptz) returns bigint'
      ' language sql immutable'
      ' return pg_catalog.datediff_%1$s(a at time zone ''UTC'', b at time zone ''UTC'')', part.name);
  end loop;
end $$;

create or replace function pg_catalog.convert_timezone(source text, target text, t timestamp) returns timestamp
  language sql immutable return t at time zone source at time zone target;
create or replace function pg_catalog.convert_timezone(target text, t timestamp) returns timestamp
  language sql immutable return t at time zone 'UTC' at time zone target;
create or replace function pg_catalog.convert_timezone(target text, t timestamptz) returns timestamp
  language sql immutable return t at time zone target;
create or replace function pg_catalog.last_day(t timestamp) returns date
  language sql immutable return (date_trunc('month', t) + interval '1 month' - interval '1 day')::date;
create or replace function pg_catalog.last_day(t date) returns date
  language sql immutable return pg_catalog.last_day(t::timestamp);
create or replace function pg_catalog.add_months(t timestamp, n integer) returns timestamp
  language sql immutable return case
    when t::date = pg_catalog.last_day(t)
      then pg_catalog.last_day(t + make_interval(months => n))::timestamp + (t - date_trunc('day', t))
    else t + make_interval(months => n) end;
create or replace function pg_catalog.add_months(t date, n integer) returns timestamp
  language sql immutable return pg_catalog.add_months(t::timestamp, n);
create or replace function pg_catalog.months_between(a date, b date) returns double precision
  language sql immutable return ((date_part('year', a) - date_part('year', b)) * 12
    + date_part('month', a) - date_part('month', b)
    + case when date_part('day', a) = date_part('day', b) then 0
      when a = pg_catalog.last_day(a) and b = pg_catalog.last_day(b) then 0
      else (date_part('day', a) - date_part('day', b)) / 31.0 end)::double precision;
create or replace function pg_catalog.next_day(a date, day_name text) returns date
  language sql immutable return a + ((array_position(array['su','mo','tu','we','th','fr','sa'],
    lower(left(day_name, 2))) - 1 - date_part('dow', a)::int + 6) % 7 + 1);
create or replace function pg_catalog.trunc(t timestamp) returns date language sql immutable return t::date;
create or replace function pg_catalog.date_trunc(part text, t date) returns timestamp
  language sql immutable return pg_catalog.date_trunc(part, t::timestamp);
create or replace function pg_catalog.to_date(value text, pattern text, strict_dates boolean) returns date
  language sql stable return pg_catalog.to_date(value, pattern);
create or replace function pg_catalog.date_part_year(d date) returns integer
  language sql immutable return date_part('year', d)::int;
create or replace function pg_catalog.date_cmp(a date, b date) returns integer
  language sql immutable return case when a = b then 0 when a > b then 1 else -1 end;
create or replace function pg_catalog.timestamp_cmp(a timestamp, b timestamp) returns integer
  language sql immutable return case when a = b then 0 when a > b then 1 else -1 end;
create or replace function pg_catalog.date_cmp_timestamp(a date, b timestamp) returns integer
  language sql immutable return pg_catalog.timestamp_cmp(a::timestamp, b);
create or replace function pg_catalog.timestamp_cmp_date(a timestamp, b date) returns integer
  language sql immutable return pg_catalog.timestamp_cmp(a, b::timestamp);
create or replace function pg_catalog.interval_cmp(a interval, b interval) returns integer
  language sql immutable return case when a = b then 0 when a > b then 1 else -1 end;
