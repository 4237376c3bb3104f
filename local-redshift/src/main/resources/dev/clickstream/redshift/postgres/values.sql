-- Redshift's functions on text, JSON and SUPER.
create or replace function pg_catalog.len(value text) returns integer language sql immutable strict return length(value);
create or replace function pg_catalog.textlen(value text) returns integer
  language sql immutable strict return length(value);
create or replace function pg_catalog.charindex(part text, value text) returns integer
  language sql immutable strict return position(part in value);
create or replace function pg_catalog.regexp_replace(value text, pattern text) returns text
  language sql immutable strict return pg_catalog.regexp_replace(value, pattern, '', 'g');
create or replace function pg_catalog.strtol(value text, base integer) returns bigint
  language plpgsql immutable strict as $$
declare
  total bigint := 0;
  digit text;
begin
  foreach digit in array string_to_array(lower(value), null) loop
    if position(digit in left('0123456789abcdefghijklmnopqrstuvwxyz', base)) = 0 then
      raise exception using errcode = '22P02', message = 'Invalid digit ''' || digit || ''' for base ' || base;
    end if;
    total := total * base + position(digit in '0123456789abcdefghijklmnopqrstuvwxyz') - 1;
  end loop;
  return total;
end $$;
create or replace function pg_catalog.sha2(value text, bits integer) returns text
  language sql immutable strict return encode(case bits
    when 512 then sha512(convert_to(value, 'UTF8')) when 384 then sha384(convert_to(value, 'UTF8'))
    when 224 then sha224(convert_to(value, 'UTF8')) else sha256(convert_to(value, 'UTF8')) end, 'hex');
create or replace function pg_catalog.func_sha1(value text) returns text
  language sql immutable strict return encode(rs_compat.digest(value, 'sha1'), 'hex');
create or replace function pg_catalog.sha1(value text) returns text
  language sql immutable strict return pg_catalog.func_sha1(value);
create or replace function pg_catalog.sha(value text) returns text
  language sql immutable strict return pg_catalog.func_sha1(value);
-- Spread as well as Redshift's, but not the same numbers.
create or replace function pg_catalog.fnv_hash(value text) returns bigint
  language sql immutable strict return hashtextextended(value, 0);
create or replace function pg_catalog.fnv_hash(value text, seed bigint) returns bigint
  language sql immutable return hashtextextended(value, seed);
create or replace function pg_catalog.checksum(value text) returns integer
  language sql immutable strict return hashtext(value);

-- JSON in text
create or replace function pg_catalog.is_valid_json(value text) returns boolean
  language sql immutable strict return value is json object or value is json array;
create or replace function pg_catalog.is_valid_json_array(value text) returns boolean
  language sql immutable strict return value is json array;
create or replace function pg_catalog.can_json_parse(value text) returns boolean
  language sql immutable strict return value is json;
create or replace function pg_catalog.json_extract_path_text(value text, variadic path text[]) returns text
  language sql immutable return case when value is not null then coalesce(value::json #>> path, '') end;
create or replace function rs_compat.json_extract_path_text_or_null(
  null_if_invalid boolean, value text, variadic path text[]) returns text language plpgsql immutable as $$
begin -- not SQL, as inlined with a literal it would be computed before the condition is asked
  if value is json or not null_if_invalid then
    return case when value is not null then coalesce(value::json #>> path, '') end;
  end if;
  return null;
end $$;
create or replace function pg_catalog.json_extract_array_element_text(value text, number integer) returns text
  language sql immutable return coalesce(value::json ->> number, '');
create or replace function pg_catalog.json_extract_array_element_text(
  value text, number integer, null_if_invalid boolean) returns text language sql immutable
  return case when value is json array then coalesce(value::json ->> number, '')
    when not null_if_invalid then value::json ->> number end;
create or replace function pg_catalog.json_array_length(value text) returns integer
  language sql immutable return json_array_length(value::json);
create or replace function pg_catalog.json_array_length(value text, null_if_invalid boolean) returns integer
  language sql immutable return case when value is json array then json_array_length(value::json)
    when not null_if_invalid then json_array_length(value::json) end;

-- SUPER
create or replace function pg_catalog.json_parse(value text) returns super
  language sql immutable return value::json::jsonb;
create or replace function pg_catalog.json_serialize(value jsonb) returns text language sql immutable strict
  return pg_catalog.regexp_replace(value::text, E'("(?:[^"\\\\]|\\\\.)*")|([:,]) ', E'\\1\\2', 'g');
create or replace function pg_catalog.json_size(value jsonb) returns integer language sql immutable strict
  return octet_length(pg_catalog.json_serialize(value));
create or replace function pg_catalog.json_typeof(value jsonb) returns text
  language sql immutable return jsonb_typeof(value);
create or replace function pg_catalog.is_object(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'object';
create or replace function pg_catalog.is_array(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'array';
create or replace function pg_catalog.is_scalar(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) not in ('array', 'object');
create or replace function pg_catalog.is_varchar(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'string';
create or replace function pg_catalog.is_boolean(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'boolean';
create or replace function pg_catalog.is_integer(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'number' and value::numeric = trunc(value::numeric);
create or replace function pg_catalog.is_decimal(value jsonb) returns boolean
  language sql immutable return jsonb_typeof(value) = 'number';
create or replace function pg_catalog.get_array_length(value jsonb) returns integer
  language sql immutable return case when jsonb_typeof(value) = 'array' then jsonb_array_length(value) end;
create or replace function pg_catalog.array_concat(a jsonb, b jsonb) returns super
  language sql immutable return a || b;
create or replace function pg_catalog.split_to_array(value text, separator text default ',') returns super
  language sql immutable return to_jsonb(string_to_array(value, separator));
create or replace function pg_catalog.array_to_string(value jsonb, separator text) returns text
  language sql immutable return (select string_agg(item, separator) from jsonb_array_elements_text(value) as t(item));
-- What is not a number has no value as one, as Redshift's lax rules have it.
create or replace function rs_compat.super_number(value jsonb) returns numeric
  language sql immutable return case when jsonb_typeof(value) = 'number' then value::numeric end;

create or replace function rs_compat.try_cast(value text, wanted anyelement) returns anyelement
  language plpgsql stable as $$
begin
  execute format('select %L::%s', value, pg_typeof(wanted)) into wanted;
  return wanted;
exception when data_exception then
  return null;
end $$;
