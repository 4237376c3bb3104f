-- setup: a table
create table t (a int, b varchar(10))

-- setup: another
create table u (a int)

-- refused: string_agg is not among its functions
select string_agg(b, ',') from t
-- ! 42883 function string_agg

-- refused: array_agg is not among its functions
select array_agg(a) from t
-- ! 42883 function array_agg

-- refused: json_agg is not among its functions
select json_agg(a) from t
-- ! 42883 function json_agg

-- refused: jsonb_agg is not among its functions
select jsonb_agg(a) from t
-- ! 42883 function jsonb_agg

-- refused: json_build_object is not among its functions
select json_build_object('a', a) from t
-- ! 42883 function json_build_object

-- refused: jsonb_build_object is not among its functions
select jsonb_build_object('a', a) from t
-- ! 42883 function jsonb_build_object

-- refused: row_to_json is not among its functions
select row_to_json(t) from t
-- ! 42883 function row_to_json

-- refused: to_json is not among its functions
select to_json(b) from t
-- ! 42883 function to_json

-- refused: to_jsonb is not among its functions
select to_jsonb(b) from t
-- ! 42883 function to_jsonb

-- refused: jsonb_array_elements is not among its functions
select jsonb_array_elements(b) from t
-- ! 42883 function jsonb_array_elements

-- refused: json_array_elements is not among its functions
select json_array_elements(b) from t
-- ! 42883 function json_array_elements

-- refused: jsonb_typeof is not among its functions
select jsonb_typeof(b) from t
-- ! 42883 function jsonb_typeof

-- refused: jsonb_set is not among its functions
select jsonb_set(b, '{a}', '1') from t
-- ! 42883 function jsonb_set

-- refused: gen_random_uuid is not among its functions
select gen_random_uuid() from t
-- ! 42883 function gen_random_uuid

-- refused: make_date is not among its functions
select make_date(2026, 1, a) from t
-- ! 42883 function make_date

-- refused: make_timestamp is not among its functions
select make_timestamp(2026, 1, 1, 0, 0, 0) from t
-- ! 42883 function make_timestamp

-- refused: make_interval is not among its functions
select make_interval(days => a) from t
-- ! 42883 function make_interval

-- refused: date_bin is not among its functions
select date_bin('1 hour', getdate(), getdate()) from t
-- ! 42883 function date_bin

-- refused: clock_timestamp is not among its functions
select clock_timestamp() from t
-- ! 42883 function clock_timestamp

-- refused: statement_timestamp is not among its functions
select statement_timestamp() from t
-- ! 42883 function statement_timestamp

-- refused: justify_days is not among its functions
select justify_days(interval '40 days') from t
-- ! 42883 function justify_days

-- refused: string_to_array is not among its functions
select string_to_array(b, ',') from t
-- ! 42883 function string_to_array

-- refused: regexp_matches is not among its functions
select regexp_matches(b, 'x') from t
-- ! 42883 function regexp_matches

-- refused: regexp_split_to_table is not among its functions
select regexp_split_to_table(b, ',') from t
-- ! 42883 function regexp_split_to_table

-- refused: format is not among its functions
select format('%s', b) from t
-- ! 42883 function format

-- refused: concat_ws is not among its functions
select concat_ws(',', b, b) from t
-- ! 42883 function concat_ws

-- refused: starts_with is not among its functions
select starts_with(b, 'x') from t
-- ! 42883 function starts_with

-- refused: encode is not among its functions
select encode(b, 'hex') from t
-- ! 42883 function encode

-- refused: sha256 is not among its functions
select sha256(b) from t
-- ! 42883 function sha256

-- refused: digest is not among its functions
select digest(b, 'sha1') from t
-- ! 42883 function digest

-- refused: width_bucket is not among its functions
select width_bucket(a, 0, 10, 5) from t
-- ! 42883 function width_bucket

-- refused: div is not among its functions
select div(a, 2) from t
-- ! 42883 function div

-- refused: gcd is not among its functions
select gcd(a, 2) from t
-- ! 42883 function gcd

-- refused: mode is not among its functions
select mode() within group (order by a) from t
-- ! 42883 function mode

-- refused: corr is not among its functions
select corr(a, a) from t
-- ! 42883 function corr

-- refused: regr_slope is not among its functions
select regr_slope(a, a) from t
-- ! 42883 function regr_slope

-- refused: every is not among its functions
select every(a > 1) from t
-- ! 42883 function every

-- refused: xmlagg is not among its functions
select xmlagg(b) from t
-- ! 42883 function xmlagg

-- refused: num_nulls is not among its functions
select num_nulls(a, b) from t
-- ! 42883 function num_nulls

-- refused: pg_sleep is not among its functions
select pg_sleep(1) from t
-- ! 42883 function pg_sleep

-- refused: lo_create is not among its functions
select lo_create(1) from t
-- ! 42883 function lo_create

-- refused: nextval is not among its functions
select nextval('s') from t
-- ! 42883 function nextval

-- refused: to_tsvector is not among its functions
select to_tsvector(b) from t
-- ! 42883 function to_tsvector

-- refused: unaccent is not among its functions
select unaccent(b) from t
-- ! 42883 function unaccent

-- refused: crosstab is not among its functions
select crosstab(b) from t
-- ! 42883 function crosstab

-- refused: cardinality is not among its functions
select cardinality(b) from t
-- ! 42883 function cardinality

-- refused: now is the leader node's
select now(), a from t
-- ! 0A000 not supported on Redshift tables

-- refused: generate_series is the leader node's
select generate_series(1, a) from t
-- ! 0A000 not supported on Redshift tables

-- refused: age is the leader node's
select age(getdate()), a from t
-- ! 0A000 not supported on Redshift tables

-- refused: concat takes two values
select concat(b, b, b) from t
-- ! 42883 function concat
