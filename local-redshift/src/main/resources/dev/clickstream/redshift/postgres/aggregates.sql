-- Aggregates and window functions PostgreSQL lacks.
create or replace function rs_compat.last_step(state anyelement, value anyelement) returns anyelement
  language sql immutable as $$ select coalesce(value, state) $$;
create or replace function rs_compat.first_step(state anyelement, value anyelement) returns anyelement
  language sql immutable as $$ select coalesce(state, value) $$;
create or replace aggregate rs_compat.last_value_not_null(anyelement) (
  sfunc = rs_compat.last_step, stype = anyelement);
create or replace aggregate rs_compat.first_value_not_null(anyelement) (
  sfunc = rs_compat.first_step, stype = anyelement);

create or replace function rs_compat.median_end(state double precision[]) returns double precision language sql immutable
  return (select percentile_cont(0.5) within group (order by value) from unnest(state) as t(value));
create or replace aggregate pg_catalog.median(double precision) (
  sfunc = array_append, stype = double precision[], finalfunc = rs_compat.median_end, initcond = '{}');

do $$ begin
  if to_regtype('rs_compat.percentile_state') is null then
    create type rs_compat.percentile_state as (fraction double precision, seen double precision[]);
  end if;
end $$;
create or replace function rs_compat.percentile_step(
  state rs_compat.percentile_state, fraction double precision, value double precision)
  returns rs_compat.percentile_state language sql immutable return row(fraction,
    case when value is null then (state).seen else coalesce((state).seen, '{}') || value end)::rs_compat.percentile_state;
create or replace function rs_compat.percentile_cont_end(state rs_compat.percentile_state) returns double precision
  language sql immutable return (select percentile_cont((state).fraction) within group (order by value)
    from unnest((state).seen) as t(value));
create or replace function rs_compat.percentile_disc_end(state rs_compat.percentile_state) returns double precision
  language sql immutable return (select percentile_disc((state).fraction) within group (order by value)
    from unnest((state).seen) as t(value));
create or replace aggregate rs_compat.percentile_cont_over(double precision, double precision) (
  sfunc = rs_compat.percentile_step, stype = rs_compat.percentile_state, finalfunc = rs_compat.percentile_cont_end);
create or replace aggregate rs_compat.percentile_disc_over(double precision, double precision) (
  sfunc = rs_compat.percentile_step, stype = rs_compat.percentile_state, finalfunc = rs_compat.percentile_disc_end);

-- The average of whole numbers is a whole number.
create or replace function rs_compat.whole_average(state bigint[]) returns bigint language sql immutable
  return case when state[1] > 0 then trunc(state[2]::numeric / state[1])::bigint end;
create or replace function rs_compat.bigint_step(state bigint[], value bigint) returns bigint[] language sql immutable
  return case when value is null then state else array[state[1] + 1, state[2] + value] end;
create or replace aggregate rs_compat.avg(smallint) (
  sfunc = int2_avg_accum, stype = bigint[], finalfunc = rs_compat.whole_average, initcond = '{0,0}');
create or replace aggregate rs_compat.avg(integer) (
  sfunc = int4_avg_accum, stype = bigint[], finalfunc = rs_compat.whole_average, initcond = '{0,0}');
create or replace aggregate rs_compat.avg(bigint) (
  sfunc = rs_compat.bigint_step, stype = bigint[], finalfunc = rs_compat.whole_average, initcond = '{0,0}');
create or replace aggregate rs_compat.avg(numeric) (
  sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg);
create or replace aggregate rs_compat.avg(double precision) (
  sfunc = float8_accum, stype = double precision[], finalfunc = float8_avg, initcond = '{0,0,0}');
create or replace aggregate rs_compat.avg(real) (
  sfunc = float4_accum, stype = double precision[], finalfunc = float8_avg, initcond = '{0,0,0}');
create or replace aggregate rs_compat.avg(interval) (
  sfunc = interval_avg_accum, stype = internal, finalfunc = interval_avg);
